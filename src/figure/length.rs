//! Lengths with a second number behind their unit: 6'2", "1m70".

use super::amount::{Amount, written};
use super::number::{Scaled, scaled};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Measure, Unit};

/// 6'2", 5′ 11″, "6-foot-2": feet and inches, in inches.
pub fn feet_and_inches(page: &Page<'_>, at: usize) -> Option<Amount> {
    let digits = |at: usize| (page.shape(at) == Some(Shape::Digits) && page.word(at).len() <= 2).then(|| page.word(at));
    let prime = |at: usize| page.glued(at, '\'') || page.glued(at, '’') || page.glued(at, '′');
    let hyphen = |at: usize| page.glued(at, '-') && page.gap(at + 1) == Gap::None;
    let (feet, (second, end)) = if prime(at + 1) {
        let close = at + 3;
        let closed = page.glued(close, '"') || page.glued(close, '”') || page.glued(close, '″');
        (digits(at)?, (at + 2, closed.then_some(close + 1)?))
    } else {
        let foot = hyphen(at + 1) && hyphen(at + 3);
        let foot = foot
            && page
                .find(at + 2, |s| matches!(s, Sense::Unit { measure, .. } if measure.id() == "foot").then_some(()))
                .is_some();
        (digits(at)?, (at + 4, (foot && !hyphen(at + 5)).then_some(at + 5)?))
    };
    let inches = digits(second)?;
    let (feet, inches): (i64, i64) = (feet.parse().ok()?, inches.parse().ok().filter(|i| *i < 12)?);
    let mut number = scaled(page, second, false)?;
    let value = Number::from(feet * 12 + inches);
    number = Scaled { first: at, end, base: value.clone(), value: Some(value), digits: None, compound: true, ..number };
    let unit = Measure::of_id("inch").map(Unit::Measure);
    Some(Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: false, negative: false })
}

/// "1m70", "1 m 70": metres with their centimetres behind the unit.
pub fn in_the_middle(page: &Page<'_>, at: usize) -> Option<Amount> {
    let digits = |at: usize, len: usize| page.shape(at) == Some(Shape::Digits) && page.word(at).len() <= len;
    if !digits(at, 2) || !digits(at + 2, 2) || page.word(at + 2).len() != 2 {
        return None;
    }
    let meter = page.find(at + 1, |s| match s {
        Sense::Unit { measure, symbol: true } if measure.id() == "meter" => Some(measure),
        _ => None,
    });
    // "10€50"
    let money = page.find(at + 1, |s| match s {
        Sense::Money { currency, prefix: false } => Some(Unit::Money(currency)),
        _ => None,
    });
    let money = money.filter(|(_, len)| *len == 1 && page.glued(at + 1, '€')).map(|found| found.0);
    let (unit, end) = (money.or(meter.map(|found| Unit::Measure(found.0)))?, at + 3);
    if money.is_some() && (page.gap(at + 1) != Gap::None || page.gap(at + 2) != Gap::None) {
        return None;
    }
    let free = page.gap(end) != Gap::None || matches!(page.shape(end), Some(Shape::Mark(_)) | None);
    let decimals = matches!(page.shape(end), Some(Shape::Mark('.' | ','))) && page.gap(end + 1) == Gap::None;
    let apart = page.gap(at + 1) != Gap::None && page.shape(end) == Some(Shape::Word);
    if page.gap(at + 1) != page.gap(at + 2) || !free || apart || decimals || written(page, end).is_some() {
        return None;
    }
    let value = Number::decimal(&format!("{}.{}", page.word(at), page.word(at + 2))).ok()?;
    let mut number = scaled(page, at, false)?;
    number = Scaled {
        end,
        base: value.clone(),
        value: Some(value),
        step: Number::ten_to(-2),
        digits: None,
        plain: None,
        compound: true,
        ..number
    };
    Some(Amount { first: at, end, number, unit: Some(unit), unit_or: Vec::new(), prefixed: false, negative: false })
}
