//! A number with what it is measured in: money on either side, percent, units.

use super::number::{Scaled, minor, scaled};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Currency, Measure, Unit};

/// A number with its unit, if any: tokens `first..end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub first: usize,
    pub end: usize,
    pub number: Scaled,
    pub unit: Option<Unit>,
    /// What else the unit's word can mean.
    pub unit_or: Vec<Unit>,
    /// The unit stands before the number ("$5").
    pub prefixed: bool,
    pub negative: bool,
}

impl Amount {
    /// A number that nothing is said of: no unit, no sign, no scale.
    pub fn is_bare(&self) -> bool {
        self.unit.is_none() && !self.negative && !self.number.is_scaled()
    }
}

/// Reads the amount at token `at`: sign, currency, number, scale words, unit.
pub fn amount(page: &Page<'_>, at: usize) -> Option<Amount> {
    amount_with(page, at, false)
}

/// As [`amount`]; `money` says that a currency stands further before, as in "$1.2-1.5m".
pub fn amount_with(page: &Page<'_>, at: usize, money_before: bool) -> Option<Amount> {
    let mut first = at;
    let negative = sign(page, at);
    if negative {
        first += 1;
    }
    if let Some((currency, len)) = page.find(first, prefix) {
        let mut inner = first + len;
        let mut negative = negative;
        if !negative && sign(page, inner) {
            negative = true;
            inner += 1;
        }
        if page.gap(inner) == Gap::Line {
            return None;
        }
        let number = scaled(page, inner, true).filter(|n| !n.plain_word)?;
        let mut end = number.end;
        // "US$5 million dollars", "$1,200 USD" say it twice.
        if let Some((again, len)) = page.find(end, money)
            && again == currency
        {
            end += len;
        }
        let (unit, end) = per(page, end, currency);
        return Some(Amount {
            first: at,
            end,
            number,
            unit: Some(unit),
            unit_or: Vec::new(),
            prefixed: true,
            negative,
        });
    }
    if let Some(found) = feet_and_inches(page, at).or_else(|| in_the_middle(page, at)).filter(|_| !negative) {
        return Some(found);
    }
    if let Some(found) = minus(page, at).filter(|_| !negative) {
        return Some(found);
    }
    let mut number = scaled(page, first, money_before)?;
    let (unit, end) = unit(page, &number).map_or((None, number.end), |(unit, end)| (Some(unit), end));
    let unit_or = if end > number.end { others(page, end) } else { Vec::new() };
    let mut end = end;
    // "34 cents", "470 pence": a hundredth of the currency each.
    if unit.is_none()
        && page.gap(end) == Gap::Space
        && let Some((currency, len)) = page.find(end, minor)
    {
        let hundredth = Number::ten_to(-2);
        number.value = number.value.take().map(|value| value * &hundredth);
        number.scale = &number.scale * &hundredth;
        number.step = &number.step * &hundredth;
        number.plain_word = false;
        return Some(Amount {
            first: at,
            end: end + len,
            number,
            unit: Some(Unit::Money(currency)),
            unit_or,
            prefixed: false,
            negative,
        });
    }
    // "une heure et demie", "một năm rưỡi": the half stands behind the unit.
    if matches!(unit, Some(Unit::Measure(_)))
        && !number.is_scaled()
        && page.gap(end) == Gap::Space
        && let Some(len) = page.sense(end, Sense::Half)
    {
        let half = Number::from(1) / 2;
        number.value = number.value.take().map(|value| value + &half);
        number.base = &number.base + &half;
        number.step = Number::ten_to(-1);
        number.digits = None;
        number.compound = true;
        number.plain_word = false;
        end += len;
    }
    Some(Amount { first: at, end, number, unit, unit_or, prefixed: false, negative })
}

/// "5ft 7in", "2 h 37 min 12 s": amounts of one quantity in falling units, read as one in the smallest.
pub fn sequence(page: &Page<'_>, first: &Amount) -> Option<Amount> {
    let mut sum = first.clone();
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
    let pairs = measures(sum).into_iter().flat_map(|m| measures(&next).into_iter().map(move |less| (m, less)));
    let alike = |(m, less): &(Measure, Measure)| {
        m.quantity() == less.quantity() && matches!(m.quantity(), "duration" | "length" | "mass")
    };
    let (unit, less) = pairs.into_iter().find(alike)?;
    let (high, low) = (sum.number.value.as_ref()?, next.number.value.as_ref()?);
    // The smaller one must be less than one of the larger: "2 h 37 min", not "3 km, 4 km".
    let one = unit.convert(&Number::ONE, less)?;
    let whole = high.is_whole() && one.is_whole() && *low < one && one > Number::ONE;
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

/// "minus 5 degrees", "moins 5 °C": only of degrees, as the words have other work besides.
fn minus(page: &Page<'_>, at: usize) -> Option<Amount> {
    let len = page.sense(at, Sense::Minus)?;
    if page.gap(at + len) != Gap::Space || page.find(at + len, |s| matches!(s, Sense::Minus).then_some(())).is_some() {
        return None;
    }
    let inner = amount(page, at + len)?;
    let degrees = matches!(inner.unit, Some(Unit::Measure(m)) if m.is_temperature() || m.id() == "degree");
    (degrees && !inner.negative).then(|| Amount { first: at, negative: true, ..inner })
}

/// 6'2", 5′ 11″: feet and inches in marks, in inches.
fn feet_and_inches(page: &Page<'_>, at: usize) -> Option<Amount> {
    let digits = |at: usize| (page.shape(at) == Some(Shape::Digits) && page.word(at).len() <= 2).then(|| page.word(at));
    let prime = |at: usize| page.glued(at, '\'') || page.glued(at, '’') || page.glued(at, '′');
    let (feet, inches) = (digits(at)?, digits(at + 2).filter(|_| prime(at + 1))?);
    let close = at + 3;
    if !(page.glued(close, '"') || page.glued(close, '”') || page.glued(close, '″')) {
        return None;
    }
    let (feet, inches): (i64, i64) = (feet.parse().ok()?, inches.parse().ok().filter(|i| *i < 12)?);
    let mut number = scaled(page, at + 2, false)?;
    let value = Number::from(feet * 12 + inches);
    number = Scaled {
        first: at,
        end: close + 1,
        base: value.clone(),
        value: Some(value),
        digits: None,
        compound: true,
        ..number
    };
    let unit = Measure::of_id("inch").map(Unit::Measure);
    Some(Amount { first: at, end: close + 1, number, unit, unit_or: Vec::new(), prefixed: false, negative: false })
}

/// "1m70", "1 m 70": metres with their centimetres behind the unit.
fn in_the_middle(page: &Page<'_>, at: usize) -> Option<Amount> {
    let digits = |at: usize, len: usize| page.shape(at) == Some(Shape::Digits) && page.word(at).len() <= len;
    if !digits(at, 2) || !digits(at + 2, 2) || page.word(at + 2).len() != 2 {
        return None;
    }
    let meter = page.find(at + 1, |s| match s {
        Sense::Unit { measure, symbol: true } if measure.id() == "meter" => Some(measure),
        _ => None,
    });
    let (measure, end) = (meter?.0, at + 3);
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
    let unit = Some(Unit::Measure(measure));
    Some(Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: false, negative: false })
}

/// Whether a minus sign stands at `at`: right before a number or a currency, not between two of them.
fn sign(page: &Page<'_>, at: usize) -> bool {
    let minus = page.is(at, '−') || page.is(at, '-') || page.is(at, '–');
    let free = page.gap(at) != Gap::None || at == 0 || page.is(at - 1, '(') || page.is(at - 1, '"');
    minus
        && free
        && page.gap(at + 1) == Gap::None
        && (page.shape(at + 1) == Some(Shape::Digits) || page.find(at + 1, prefix).is_some())
}

fn prefix(sense: Sense) -> Option<Currency> {
    if let Sense::Money { currency, prefix: true } = sense { Some(currency) } else { None }
}

fn money(sense: Sense) -> Option<Currency> {
    if let Sense::Money { currency, prefix: false } = sense { Some(currency) } else { None }
}

/// The unit behind a number and the token behind it.
fn unit(page: &Page<'_>, number: &Scaled) -> Option<(Unit, usize)> {
    let end = number.end;
    // "57-mile", "1.5-million-dollar"
    if page.glued(end, '-') && page.gap(end + 1) == Gap::None {
        let at = end + 1;
        return page
            .find(at, measured)
            .filter(|_| page.shape(at) == Some(Shape::Word))
            .map(|(unit, len)| (unit, at + len));
    }
    // "half a mile", "trois quarts d'heure"
    if number.share && !number.is_scaled() {
        let of = end + page.sense(end, Sense::Of).unwrap_or(0);
        let at = of + page.sense(of, Sense::Article).unwrap_or(0);
        if at > end
            && let Some((unit, len)) = page.find(at, measured)
            && page.shape(at) == Some(Shape::Word)
            && !matches!(unit, Unit::Percent | Unit::PercentagePoint)
        {
            return Some((unit, at + len));
        }
    }
    // "milliards de dollars", "millions d'euros"
    if number.is_scaled()
        && let Some(of) = page.sense(end, Sense::Of)
        && let Some((unit, len)) = page.find(end + of, measured)
    {
        return Some(rate(page, unit, end + of + len));
    }
    if let Some((unit, len)) = written(page, end) {
        return Some(rate(page, unit, end + len));
    }
    // "quatre premiers mois"
    if page.gap(end) != Gap::None
        && let Some(len) = page.sense(end, Sense::Interloper)
        && let Some((Unit::Measure(m), more)) = page.find(end + len, measured)
        && m.quantity() == "duration"
    {
        return Some((Unit::Measure(m), end + len + more));
    }
    None
}

/// The units that the last word of an amount, which ends before token `end`, can mean otherwise.
fn others(page: &Page<'_>, end: usize) -> Vec<Unit> {
    let Some(at) = end.checked_sub(1) else { return Vec::new() };
    let maybe = |s: Sense| if let Sense::UnitMaybe { measure } = s { Some(Unit::Measure(measure)) } else { None };
    page.hits(at).filter(|h| h.tokens == 1).filter_map(|h| maybe(h.sense)).collect()
}

/// A unit as written at `at`, right behind a number.
fn written(page: &Page<'_>, at: usize) -> Option<(Unit, usize)> {
    if page.gap(at) == Gap::Line && page.shape(at) != Some(Shape::Word) {
        return None;
    }
    let gap = page.gap(at);
    page.hits(at).find_map(|hit| {
        let unit = match hit.sense {
            Sense::Unit { measure, symbol } => {
                let behind = at + hit.tokens;
                // "5 l'an", "3 m-"; "5km" but not "5metres".
                let cut = page.gap(behind) == Gap::None
                    && matches!(page.shape(behind), Some(Shape::Mark('\'' | '’')) | Some(Shape::Word | Shape::Digits));
                // "7in" is seven inches, "7 in" is not.
                let word = page.sense(at, Sense::Function).is_some() && gap != Gap::None;
                // "dreijährig": part of the number word.
                if symbol && (cut || word) || !symbol && gap == Gap::None && !page.in_word(at) {
                    return None;
                }
                Unit::Measure(measure)
            }
            Sense::Money { currency, prefix: false } => {
                // "5 $3" belongs to the next number.
                let behind = at + hit.tokens;
                if page.gap(behind) == Gap::None && page.shape(behind) == Some(Shape::Digits) {
                    return None;
                }
                Unit::Money(currency)
            }
            sense => measured(sense)?,
        };
        Some((unit, hit.tokens))
    })
}

/// The unit that a word means.
fn measured(sense: Sense) -> Option<Unit> {
    match sense {
        Sense::Unit { measure, .. } => Some(Unit::Measure(measure)),
        Sense::Money { currency, prefix: false } => Some(Unit::Money(currency)),
        Sense::Percent => Some(Unit::Percent),
        Sense::PercentagePoint => Some(Unit::PercentagePoint),
        _ => None,
    }
}

/// A currency or measure with "per something" behind it.
fn rate(page: &Page<'_>, unit: Unit, end: usize) -> (Unit, usize) {
    match unit {
        Unit::Money(currency) => per(page, end, currency),
        Unit::Measure(measure) => {
            let Some((other, behind)) = denominator(page, end, false) else { return (unit, end) };
            match Measure::of_id(&format!("{}-per-{}", measure.id(), other.id())) {
                Some(both) => (Unit::Measure(both), behind),
                None => (unit, end),
            }
        }
        _ => (unit, end),
    }
}

fn per(page: &Page<'_>, end: usize, currency: Currency) -> (Unit, usize) {
    match denominator(page, end, true) {
        Some((measure, behind)) => (Unit::MoneyPer(currency, measure), behind),
        None => (Unit::Money(currency), end),
    }
}

/// "per barrel", "/kg", "a tonne", "-a-barrel", "le kilo".
fn denominator(page: &Page<'_>, end: usize, articles: bool) -> Option<(Measure, usize)> {
    let unit = |s: Sense| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None };
    if page.glued(end, '/') && page.gap(end + 1) == Gap::None {
        let maybe = |s: Sense| if let Sense::UnitMaybe { measure } = s { Some(measure) } else { None };
        let (measure, len) = page.find(end + 1, unit).or_else(|| page.find(end + 1, maybe))?;
        return Some((measure, end + 1 + len));
    }
    let hyphen = page.glued(end, '-');
    let at = if hyphen { end + 1 } else { end };
    let per = |s: Sense| if let Sense::Per { article } = s { Some(article) } else { None };
    let (article, len) = page.find(at, per)?;
    if article && !articles {
        return None;
    }
    let behind = at + len;
    let behind = if hyphen && page.glued(behind, '-') { behind + 1 } else { behind };
    let (measure, len) = page.find(behind, unit)?;
    // "$13 billion a year earlier", "3 millions le mois dernier" tell when, not of each.
    let when = page.sense(behind + len, Sense::PerStop).is_some() && measure.quantity() == "duration";
    (!when).then_some((measure, behind + len))
}
