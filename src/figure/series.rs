//! Amounts of one quantity in falling units, which are one amount: "5ft 7in", "2 h 37 min", "3 dollars 50 cents".

use super::amount::{Amount, amount, measured};
use super::money::with_minor;
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Measure, Unit};

/// "5ft 7in", "2 h 37 min 12 s": amounts of one quantity in falling units, read as one in the smallest.
pub fn sequence(page: &Page<'_>, first: &Amount) -> Option<Amount> {
    if let Some(sum) = with_minor(page, first) {
        return Some(sum);
    }
    let mut sum = smaller(page, first)?;
    while let Some(next) = smaller(page, &sum) {
        sum = next;
    }
    (sum.end > first.end).then_some(sum)
}

/// The measures that an amount's unit can mean.
fn measures(amount: &Amount) -> Vec<Measure> {
    let all = amount.unit.iter().chain(&amount.unit_or);
    all.filter_map(|unit| if let Unit::Measure(measure) = unit { Some(*measure) } else { None }).collect()
}

/// An amount with the smaller one behind it, in the unit of that.
fn smaller(page: &Page<'_>, sum: &Amount) -> Option<Amount> {
    // "7 pounds, 2 ounces", "7 livres et 2 onces": "pounds" are money where nothing else is told.
    let comma = usize::from(page.glued(sum.end, ',') || page.glued(sum.end, '-'));
    let at = sum.end + comma;
    let at = at + page.sense(at, Sense::And).unwrap_or(0);
    if page.gap(at) == Gap::Line || sum.unit.is_none() || sum.prefixed {
        return None;
    }
    let next = amount(page, at)?;
    // "une vingtaine de kilomètres, une douzaine de mètres"
    if (at..next.end).any(|i| page.sense(i, Sense::Rough).is_some()) {
        return None;
    }
    if let Some(next) = unnamed(page, sum, &next).filter(|_| comma == 0) {
        return Some(next);
    }
    let pairs = measures(sum).into_iter().flat_map(|m| measures(&next).into_iter().map(move |less| (m, less)));
    let alike = |(m, less): &(Measure, Measure)| {
        m.quantity() == less.quantity() && matches!(m.quantity(), "duration" | "length" | "mass")
    };
    let (unit, less) = pairs.into_iter().find(alike)?;
    let (high, low) = (sum.number.value.as_ref()?, next.number.value.as_ref()?);
    // The smaller one must be less than one of the larger: "2 h 37 min", not "3 km, 4 km".
    let one = unit.convert(&Number::ONE, less)?;
    // "2 yards 7 ft", "2 yards, 7 feet": units that follow each other.
    let next_one = comma == 0 && at == sum.end || one <= Number::from(12);
    let near = *low < one || next_one && unit.quantity() == "length";
    let whole = high.is_whole() && one.is_whole() && near && one > Number::ONE;
    if !whole || next.number.is_scaled() || next.prefixed || next.negative {
        return None;
    }
    let value = unit.convert(high, less)? + low;
    let mut number = next.number.clone();
    number.first = sum.number.first;
    number.base = value.clone();
    number.value = Some(value);
    number.digits = None;
    number.compound = true;
    Some(Amount { end: next.end, number, unit: Some(Unit::Measure(less)), unit_or: Vec::new(), ..sum.clone() })
}

/// "2 h 14", "3 min 26", "9 s 58": the smaller unit goes without saying behind a symbol.
fn unnamed(page: &Page<'_>, sum: &Amount, next: &Amount) -> Option<Amount> {
    let Some(Unit::Measure(unit)) = sum.unit else { return None };
    let symbol = sum.end > 0 && page.word(sum.end - 1).len() <= 3 && page.sense(sum.end - 1, Sense::Of).is_none();
    // "4 phút 16 giây 85"
    let symbol = symbol || sum.number.compound && unit.id() == "second";
    let two = next.is_bare() && next.number.plain == Some(2) && next.first == sum.end;
    let behind = next.end;
    let counts = page.shape(behind) == Some(Shape::Word) && page.sense(behind, Sense::Function).is_none()
        || page.is(behind, '%')
        || page.find(behind, measured).is_some();
    if counts && page.gap(behind) != Gap::Line {
        return None;
    }
    if !symbol {
        return unsaid(page, sum, next, unit);
    }
    if !two {
        return None;
    }
    let (high, low) = (sum.number.value.as_ref()?, next.number.value.as_ref()?);
    let (less, value, step) = match unit.id() {
        "hour" => (Measure::of_id("minute")?, high * &Number::from(60) + low, Number::ONE),
        "minute" => (Measure::of_id("second")?, high * &Number::from(60) + low, Number::ONE),
        "second" => (unit, low * &Number::ten_to(-2) + high, Number::ten_to(-2)),
        _ => return None,
    };
    let fits = *low < Number::from(60) || unit.id() == "second";
    fits.then(|| joined(sum, next, behind, value, step, Some(less)))
}

/// Two amounts as one of `value` in the smaller unit, up to token `end`.
fn joined(sum: &Amount, next: &Amount, end: usize, value: Number, step: Number, less: Option<Measure>) -> Amount {
    let mut number = next.number.clone();
    number.first = sum.number.first;
    number.base = value.clone();
    number.value = Some(value);
    number.step = step;
    number.digits = None;
    number.plain = None;
    number.compound = true;
    Amount { end, number, unit: less.map(Unit::Measure), unit_or: Vec::new(), ..sum.clone() }
}

/// "six foot two", "one hour thirty", "un mètre quatre-vingt", "12 stone 4": the smaller unit goes without saying behind
/// a word as well, where the number behind can be nothing else.
fn unsaid(page: &Page<'_>, sum: &Amount, next: &Amount, unit: Measure) -> Option<Amount> {
    let (high, low) = (sum.number.value.as_ref()?, next.number.value.as_ref()?);
    let spelled = next.number.digits.is_none() && !next.number.plain_word;
    let short = next.number.plain.is_some_and(|digits| digits <= 2) || spelled;
    let bare = next.is_bare() && next.first == sum.end && !next.number.share && !next.number.compound;
    if !bare || !short || !high.is_whole() || !low.is_whole() || sum.number.is_scaled() || sum.negative {
        return None;
    }
    let two = *low >= Number::from(10) && (spelled || next.number.plain == Some(2));
    let (less, one, most) = match unit.id() {
        "hour" if two => ("minute", 60, 60),
        "minute" if two => ("second", 60, 60),
        "foot" => ("inch", 12, 12),
        "stone" => ("pound", 14, 14),
        // "un mètre quatre-vingt", "một mét bảy"
        "meter" if two => ("meter", 100, 100),
        "meter" if spelled && page.pack.tenths => ("meter", 10, 10),
        _ => return None,
    };
    if *low >= Number::from(most) || page.is(next.end, '-') || page.is(next.end, ':') {
        return None;
    }
    let (value, step) = match unit.id() {
        "meter" => (high + &low.over(&Number::from(one))?, Number::ONE.over(&Number::from(one))?),
        _ => (high * &Number::from(one) + low, Number::ONE),
    };
    Some(joined(sum, next, next.end, value, step, Measure::of_id(less)))
}
