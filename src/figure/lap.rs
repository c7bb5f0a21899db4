//! How long something took, in marks or letters without a gap: "3:29.41", "1:02:03.5", "3'29''41", "2h37".

use super::amount::Amount;
use super::number::{Scaled, scaled};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Measure, Unit};

/// A time taken that begins at token `at`; in its smallest unit.
pub fn lap(page: &Page<'_>, at: usize) -> Option<Amount> {
    if page.shape(at) != Some(Shape::Digits) || page.gap(at + 1) != Gap::None || page.word(at).len() > 2 {
        return None;
    }
    let (value, step, end, unit) = match page.shape(at + 1)? {
        Shape::Mark(':') => colons(page, at)?,
        Shape::Mark('\'' | '’' | '′') => primes(page, at)?,
        Shape::Word => hours(page, at)?,
        _ => return None,
    };
    // "3:29.41.2" is none of ours.
    let more = page.gap(end) == Gap::None
        && match page.shape(end) {
            Some(Shape::Digits | Shape::Word) => true,
            Some(Shape::Mark('.' | ':' | ',' | '/')) => {
                page.gap(end + 1) == Gap::None && page.shape(end + 1) == Some(Shape::Digits)
            }
            _ => false,
        };
    if more {
        return None;
    }
    let number = Scaled {
        first: at,
        end,
        base: value.clone(),
        value: Some(value),
        step,
        digits: None,
        plain: None,
        compound: true,
        ..scaled(page, at, false)?
    };
    let unit = Measure::of_id(unit).map(Unit::Measure);
    Some(Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: false, negative: false })
}

/// Tokens between two times that are held against each other.
const NEAR: usize = 8;

type Read = (Number, Number, usize, &'static str);

/// Two digits of minutes or seconds.
fn sixty(page: &Page<'_>, at: usize) -> Option<i64> {
    let two = page.shape(at) == Some(Shape::Digits) && page.gap(at) == Gap::None && page.word(at).len() == 2;
    two.then(|| page.word(at).parse().ok().filter(|n| *n < 60))?
}

/// Decimals of a second: one to three digits.
fn decimals(page: &Page<'_>, at: usize) -> Option<(Number, Number)> {
    let digits = page.word(at);
    let fits = page.shape(at) == Some(Shape::Digits) && page.gap(at) == Gap::None && digits.len() <= 3;
    let value = Number::decimal(&format!("0.{digits}")).ok().filter(|_| fits)?;
    Some((value, Number::ten_to(-i32::try_from(digits.len()).ok()?)))
}

/// "3:29.41", "1:02:03.5": decimals tell it from a time of day.
fn colons(page: &Page<'_>, at: usize) -> Option<Read> {
    let mut seconds: i64 = page.word(at).parse().ok()?;
    let mut end = at + 1;
    while page.glued(end, ':') {
        seconds = seconds * 60 + sixty(page, end + 1).filter(|_| end < at + 5)?;
        end += 2;
    }
    match decimals(page, end + 1).filter(|_| page.glued(end, '.') || page.glued(end, ',')) {
        Some((rest, step)) => Some((Number::from(seconds) + &rest, step, end + 2, "second")),
        // "in 2:03:23", "2:17:45 Stunden"; with a cue for times of day it was read before.
        None if end == at + 5 => {
            let named = |s: Sense| match s {
                Sense::Unit { measure, symbol: false } => (measure.id() == "hour").then_some(()),
                _ => None,
            };
            let named = page.find(end, named).filter(|_| page.gap(end) == Gap::Space).map_or(0, |found| found.1);
            Some((Number::from(seconds), Number::ONE, end + named, "second"))
        }
        None => None,
    }
}

/// "3'29''41", "3'29\"41"
fn primes(page: &Page<'_>, at: usize) -> Option<Read> {
    let prime = |at: usize| page.glued(at, '\'') || page.glued(at, '’') || page.glued(at, '′');
    let minutes: i64 = page.word(at).parse().ok()?;
    // "9''79"
    if prime(at + 2) {
        let (rest, step) = decimals(page, at + 3)?;
        return Some((Number::from(minutes) + &rest, step, at + 4, "second"));
    }
    let seconds = minutes * 60 + sixty(page, at + 2)?;
    let close = at + 3;
    // "1'27", but 5'10 is a height.
    let open = page.gap(close) != Gap::None
        || !matches!(page.shape(close), Some(Shape::Mark('"' | '”' | '″' | '\'' | '’' | '′')));
    let inches = page.word(at + 2).parse::<u8>().is_ok_and(|n| n < 12) && !page.word(at + 2).starts_with('0');
    if open && !inches {
        return Some((Number::from(seconds), Number::ONE, close, "second"));
    }
    let behind = match () {
        () if page.glued(close, '"') || page.glued(close, '”') || page.glued(close, '″') => close + 1,
        () if prime(close) && prime(close + 1) => close + 2,
        () => return None,
    };
    match decimals(page, behind) {
        Some((rest, step)) => Some((Number::from(seconds) + &rest, step, behind + 1, "second")),
        // "10'35''", but 5'10'' is a height.
        None => (!inches).then(|| (Number::from(seconds), Number::ONE, behind, "second")),
    }
}

/// "en 2h37": hours and minutes, where a cue says that they last.
fn hours(page: &Page<'_>, at: usize) -> Option<Read> {
    let hour = page.find(at + 1, |s| match s {
        Sense::Unit { measure, symbol: true } if measure.id() == "hour" => Some(()),
        _ => None,
    });
    hour.filter(|(_, len)| *len == 1)?;
    let minutes = page.word(at).parse::<i64>().ok()? * 60 + sixty(page, at + 2)?;
    let behind = at + 3;
    // "2h17:45", "2h00'35"
    let mark =
        page.glued(behind, ':') || page.glued(behind, '\'') || page.glued(behind, '’') || page.glued(behind, '′');
    if mark && let Some(seconds) = sixty(page, behind + 1) {
        return Some((Number::from(minutes * 60 + seconds), Number::ONE, behind + 2, "second"));
    }
    (lasts(page, at) || lasted(page, at)).then_some((Number::from(minutes), Number::ONE, behind, "minute"))
}

/// Whether a cue before the hours at `at` says that they last.
fn lasts(page: &Page<'_>, at: usize) -> bool {
    page.find_before(at, |s| matches!(s, Sense::DurationCue).then_some(())).is_some()
}

/// "en 3h02, contre 3h15": hours and minutes that are held against others, which lasted.
pub fn lasted(page: &Page<'_>, at: usize) -> bool {
    let like = |i: usize| {
        page.shape(i) == Some(Shape::Digits) && page.word(i + 1) == page.word(at + 1) && sixty(page, i + 2).is_some()
    };
    let compared = |s: Sense| matches!(s, Sense::Compared | Sense::Base | Sense::And).then_some(());
    page.find_before(at, compared).is_some() && (at.saturating_sub(NEAR)..at).any(|i| like(i) && lasts(page, i))
}
