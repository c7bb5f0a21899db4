//! A number with what it is measured in: money on either side, percent, units.

use super::lap::lap;
use super::length::{feet_and_inches, in_the_middle};
use super::money::{coded_sign, scaled_code, with_minor, word_before};
use super::number::{Scaled, scaled};
use super::rates::{lasting, per, rate};
use super::unit_sense::{heat, in_full, inches, set_apart, troy, weigh};
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
    let mut amount = written_amount(page, at, money_before)?;
    weigh(page, &mut amount);
    troy(page, &mut amount);
    Some(amount)
}

fn written_amount(page: &Page<'_>, at: usize, money_before: bool) -> Option<Amount> {
    let mut first = at;
    let negative = sign(page, at);
    if negative {
        first += 1;
    }
    let coded = coded_sign(page, first).or_else(|| scaled_code(page, first));
    // Most words that stand where an amount could are none.
    if page.shape(first) == Some(Shape::Word) && !page.may_open(first) && coded.is_none() {
        return None;
    }
    let before = page.find(first, prefix).map(|(currency, len)| (currency, first + len, Number::ONE));
    if let Some((currency, inner, factor)) = coded.map(|c| (c.currency, c.end, c.factor)).or(before) {
        let mut inner = inner;
        let mut negative = negative;
        if !negative && sign(page, inner) {
            negative = true;
            inner += 1;
        }
        if page.gap(inner) == Gap::Line {
            return None;
        }
        let mut number = scaled(page, inner, true).filter(|n| !n.plain_word)?;
        multiply(&mut number, &factor);
        let mut end = number.end;
        // "US$5 million dollars", "$1,200 USD" say it twice.
        if let Some((again, len)) = page.find(end, money)
            && again == currency
        {
            end += len;
        }
        let (unit, end) = per(page, end, currency);
        let unit_or = if let Unit::MoneyPer(_, per) = unit { others_than(page, end, per) } else { Vec::new() };
        return Some(Amount { first: at, end, number, unit: Some(unit), unit_or, prefixed: true, negative });
    }
    if let Some((currency, number)) = word_before(page, first) {
        let end = number.end;
        let unit = Some(Unit::Money(currency));
        return Some(Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: true, negative });
    }
    if let Some(found) = whole_block(page, at).or_else(|| one_and_minor(page, at)) {
        return Some(found);
    }
    if let Some(found) =
        lap(page, at).or_else(|| feet_and_inches(page, at)).or_else(|| in_the_middle(page, at)).filter(|_| !negative)
    {
        return Some(found);
    }
    if let Some(found) = apart_minus(page, at) {
        return Some(found);
    }
    if let Some(found) = minus(page, at).filter(|_| !negative) {
        return Some(found);
    }
    let mut number = scaled(page, first, money_before)?;
    if let Some(code) = scaled_code(page, number.end).filter(|_| page.gap(number.end) != Gap::Line) {
        multiply(&mut number, &code.factor);
        let unit = Some(Unit::Money(code.currency));
        return Some(Amount { first: at, end: code.end, number, unit, unit_or: Vec::new(), prefixed: false, negative });
    }
    let (unit, end) = unit(page, &number).map_or((None, number.end), |(unit, end)| (Some(unit), end));
    let mut unit_or = match unit {
        Some(Unit::MoneyPer(_, per)) => others_than(page, end, per),
        Some(_) if end > number.end => others(page, end),
        _ => Vec::new(),
    };
    // "pounds per acre": money first, and a weight where the text shows it; "ounces per ton": troy ones as well.
    let below = match unit {
        Some(Unit::MoneyPer(_, below)) => Some(below),
        Some(Unit::Measure(rate)) => rate.parts().map(|(_, below)| below),
        _ => None,
    };
    if let Some(below) = below {
        let heads: Vec<Unit> = page.hits(number.end).filter_map(|h| h.sense.other_unit()).collect();
        // "450 pesos a kilo": another country's pesos, too.
        let prices = heads.iter().filter_map(|head| head.currency().map(|other| Unit::MoneyPer(other, below)));
        if matches!(unit, Some(Unit::MoneyPer(..))) {
            unit_or.extend(prices);
        }
        let tails = unit_or.iter().filter_map(|u| if let Unit::Measure(m) = u { Some(*m) } else { None });
        let tails: Vec<Measure> = tails.filter(|m| m.quantity() == below.quantity()).chain([below]).collect();
        let heads: Vec<Measure> =
            heads.into_iter().filter_map(|head| if let Unit::Measure(m) = head { Some(m) } else { None }).collect();
        let rates = heads.iter().flat_map(|head| tails.iter().filter_map(|below| head.per(*below)));
        unit_or.extend(rates.map(Unit::Measure));
    }
    let mut end = end;
    // "34 cents", "470 pence", "10 grand": a hundredth of the currency each, or a thousand.
    if unit.is_none()
        && let Some(((currency, factor), len)) = part_of_currency(page, &number)
    {
        multiply(&mut number, &factor);
        let (unit, end) = per(page, end + len, currency);
        return Some(Amount { first: at, end, number, unit: Some(unit), unit_or, prefixed: false, negative });
    }
    // "20 below zero"
    if unit.is_none()
        && !negative
        && !number.is_scaled()
        && !number.share
        && page.gap(end) == Gap::Space
        && let Some(len) = page.sense(end, Sense::BelowZero)
    {
        let unit = Measure::of_id("degree").map(Unit::Measure);
        return Some(Amount { first: at, end: end + len, number, unit, unit_or, prefixed: false, negative: true });
    }
    // "cinco grados bajo cero", "5 degrees below zero"
    let degrees = matches!(unit, Some(Unit::Measure(m)) if m.is_temperature() || m.id() == "degree");
    if degrees
        && !negative
        && page.gap(end) == Gap::Space
        && let Some(len) = page.sense(end, Sense::BelowZero)
    {
        return Some(Amount { first: at, end: end + len, number, unit, unit_or, prefixed: false, negative: true });
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

fn multiply(number: &mut Scaled, factor: &Number) {
    if *factor == Number::ONE {
        return;
    }
    number.value = number.value.take().map(|value| value * factor);
    number.scale = &number.scale * factor;
    number.step = &number.step * factor;
    number.plain_word = false;
    number.plain = None;
}

/// "cents", "p", "grand" behind a number: the currency, how much of it, and the tokens.
fn part_of_currency(page: &Page<'_>, number: &Scaled) -> Option<((Currency, Number), usize)> {
    let end = number.end;
    let glued = page.gap(end) == Gap::None;
    let hyphen = page.glued(end, '-') && page.gap(end + 1) == Gap::None;
    let at = end + usize::from(hyphen);
    let ((currency, cents), len) = page.find(at, |s| match s {
        Sense::MoneyMinor { currency, cents } => Some((currency, cents)),
        _ => None,
    })?;
    let behind = at + len;
    // "một xu hướng": one of them is too often an article.
    if number.plain_word && page.sense(number.first, Sense::Article).is_some() {
        return None;
    }
    // Letters only right behind the digits ("80p"), and not those of a screen ("1080p"); words not there.
    let letter = page.word(at).chars().count() == 1;
    let few = number.value.as_ref().is_some_and(|v| *v < Number::from(400));
    let cut = page.gap(behind) == Gap::None && matches!(page.shape(behind), Some(Shape::Word | Shape::Digits));
    let fits = if letter { glued && !hyphen && few && !cut } else { !glued || hyphen };
    // "10 grand" but not "ten Grand Slams", "two grand juries".
    let noun = page.shape(behind) == Some(Shape::Word) && page.sense(behind, Sense::Function).is_none();
    // "ten nickel mines" dig a metal.
    let many = page.pack.nouns.plural.iter().any(|ending| page.word(at).ends_with(ending.as_str()));
    if (2..100).contains(&cents) && (many == (number.count() == Some(1)) || !many && noun) {
        return None;
    }
    let slang = cents < 100 || !noun && page.word(at).chars().all(char::is_lowercase);
    (page.gap(at) != Gap::Line && slang && fits)
        .then(|| ((currency, Number::from(i64::from(cents)) * Number::ten_to(-2)), len + usize::from(hyphen)))
}

/// A block that is nothing but "a litre", "une tasse", "a grand": a cell of a table.
fn whole_block(page: &Page<'_>, at: usize) -> Option<Amount> {
    if at > 0 {
        return None;
    }
    let (article, power) = match page.sense(at, Sense::Article) {
        Some(article) => (article, 0),
        None => page.find(at, |s| if let Sense::Scale { power } = s { Some((1, power)) } else { None })?.0,
    };
    let (first, mut number) = (0, scaled_one(article));
    multiply(&mut number, &Number::ten_to(i32::from(power)));
    let (unit, end) = match page.find(article, measured) {
        Some((unit, len)) => (unit, article + len),
        None => {
            let ((currency, factor), len) = part_of_currency(page, &number)?;
            multiply(&mut number, &factor);
            (Unit::Money(currency), article + len)
        }
    };
    let unit_or = others(page, end);
    let whole = end == page.len();
    whole.then_some(Amount { first, end, number, unit: Some(unit), unit_or, prefixed: false, negative: false })
}

/// "a dollar and 42 cents": the article counts where hundredths follow.
fn one_and_minor(page: &Page<'_>, at: usize) -> Option<Amount> {
    let article = page.sense(at, Sense::Article)?;
    let (currency, len) = page.find(at + article, money)?;
    let mut number = scaled_one(at + article);
    number.first = at;
    let (end, unit) = (at + article + len, Some(Unit::Money(currency)));
    let one = Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: false, negative: false };
    with_minor(page, &one)
}

/// "a mile and a half", "hora y media": one of a unit, with an article or without, and a half.
pub(super) fn one_and_half(page: &Page<'_>, at: usize) -> Option<Amount> {
    let article = page.sense(at, Sense::Article).unwrap_or(0);
    let word = |s: Sense| if let Sense::Unit { measure, symbol: false } = s { Some(measure) } else { None };
    let (measure, len) = page.find(at + article, word)?;
    let half = at + article + len;
    let end = half + page.sense(half, Sense::Half).filter(|_| page.gap(half) == Gap::Space)?;
    let mut number = scaled_one(half);
    let value = Number::from(3) / 2;
    number = Scaled { first: at, base: value.clone(), value: Some(value), step: Number::ten_to(-1), ..number };
    number.article = false;
    number.compound = true;
    let unit = Some(Unit::Measure(measure));
    Some(Amount { first: at, end, number, unit, unit_or: Vec::new(), prefixed: false, negative: false })
}

/// "a barrel", where an article is no number word.
pub(super) fn one_of_a_unit(page: &Page<'_>, at: usize) -> Option<Amount> {
    let article = page.sense(at, Sense::Article)?;
    let (unit, len) = page.find(at + article, measured)?;
    let end = at + article + len;
    let number = Scaled { first: at, plain_word: true, ..scaled_one(at + article) };
    let unit_or = others(page, end);
    Some(Amount { first: at, end, number, unit: Some(unit), unit_or, prefixed: false, negative: false })
}

fn scaled_one(end: usize) -> Scaled {
    Scaled {
        first: 0,
        end,
        value: Some(Number::ONE),
        base: Number::ONE,
        scale: Number::ONE,
        step: Number::ONE,
        digits: None,
        plain: None,
        plain_word: false,
        article: true,
        share: false,
        compound: false,
        times: Number::ONE,
    }
}

/// "- 20 degrés", "- 1.200.000": a sign with a space behind it, which is one before degrees or alone in its block.
fn apart_minus(page: &Page<'_>, at: usize) -> Option<Amount> {
    let dash = page.is(at, '-') || page.is(at, '−') || page.is(at, '–');
    if !dash || page.gap(at + 1) != Gap::Space || page.shape(at + 1) != Some(Shape::Digits) {
        return None;
    }
    let free = at == 0 || page.gap(at) == Gap::Space && page.shape(at - 1) == Some(Shape::Word);
    let unit = |s: Sense| matches!(s, Sense::Unit { .. } | Sense::Add { .. }).then_some(());
    let inner = amount(page, at + 1).filter(|_| free && (at == 0 || page.find(at - 1, unit).is_none()))?;
    let degrees = matches!(inner.unit, Some(Unit::Measure(m)) if m.is_temperature() || m.id() == "degree");
    let whole = at == 0 && inner.end == page.len();
    (degrees || whole).then(|| Amount { first: at, negative: true, ..inner })
}

/// "minus 5 degrees", "moins 0,3 %": where the words have no other work.
fn minus(page: &Page<'_>, at: usize) -> Option<Amount> {
    let len = page.sense(at, Sense::Minus)?;
    if page.gap(at + len) != Gap::Space || page.find(at + len, |s| matches!(s, Sense::Minus).then_some(())).is_some() {
        return None;
    }
    let inner = amount(page, at + len)?;
    let degrees = matches!(inner.unit, Some(Unit::Measure(m)) if m.is_temperature() || m.id() == "degree");
    // "10 minus 5" is a sum, "au moins 5" a hedge, "les moins 17 ans" an age, "tested negative three times" a test.
    let hedge = page.find_before(at + len, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).is_some();
    let free = match at.checked_sub(1) {
        None => true,
        Some(before) => {
            let taken =
                |s: Sense| matches!(s, Sense::Determiner | Sense::Definite | Sense::Add { .. } | Sense::Unit { .. });
            page.gap(at) == Gap::Line
                || page.shape(before) == Some(Shape::Word)
                    && page.sense(before, Sense::Function).is_some()
                    && !page.hits(before).any(|h| taken(h.sense))
                || page.is(before, '(')
        }
    };
    (!inner.negative && !hedge && (degrees || free)).then(|| Amount { first: at, negative: true, ..inner })
}

/// Whether a minus sign stands at `at`: right before a number or a currency, not between two of them.
fn sign(page: &Page<'_>, at: usize) -> bool {
    let minus = page.is(at, '−') || page.is(at, '-') || page.is(at, '–');
    let free = page.gap(at) != Gap::None || at == 0 || page.is(at - 1, '(') || page.is(at - 1, '"');
    // "2 -7 l" is a range.
    let behind = at > 0 && page.gap(at) == Gap::Space && page.shape(at - 1) == Some(Shape::Digits);
    minus
        && free
        && !behind
        && page.gap(at + 1) == Gap::None
        && (page.shape(at + 1) == Some(Shape::Digits)
            || page.find(at + 1, prefix).is_some()
            || (page.is(at + 1, '.') || page.is(at + 1, ',')) && page.shape(at + 2) == Some(Shape::Digits))
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
        // "20-odd years"
        let hedge = |s: Sense| matches!(s, Sense::HedgeAfter(_)).then_some(());
        let at = end + 1 + page.find(end + 1, hedge).map_or(0, |(_, len)| len);
        return page
            .find(at, measured)
            .filter(|_| page.shape(at) == Some(Shape::Word))
            .map(|(unit, len)| (unit, at + len));
    }
    // "half a mile", "trois quarts d'heure"
    if number.share && !number.is_scaled() {
        let of = end + page.sense(end, Sense::Of).unwrap_or(0);
        let at = of + page.sense(of, Sense::Article).unwrap_or(0);
        // "three-quarters of 1 percent"
        if of > end
            && let Some(one) = scaled(page, of, false).filter(|n| n.value == Some(Number::ONE))
            && let Some((unit @ (Unit::Percent | Unit::PercentagePoint), len)) = page.find(one.end, measured)
        {
            return Some((unit, one.end + len));
        }
        if at > end
            && let Some((unit, len)) = page.find(at, measured)
            && page.shape(at) == Some(Shape::Word)
            // "un tiers de l'effectif" is no third of a litre.
            && !(page.glued(at + len, '\'') || page.glued(at + len, '’'))
            && (unit != Unit::Percent || at > of)
        {
            return Some((unit, at + len));
        }
        // "two-hundredths of a second", "half a second"
        if let Some((measure, behind)) = lasting(page, at).filter(|_| at > end) {
            return Some((Unit::Measure(measure), behind));
        }
    }
    // "1 second", "0.8 second"
    if number.value.as_ref().is_some_and(|v| *v <= Number::ONE)
        && let Some((measure, behind)) = lasting(page, end)
    {
        return Some((Unit::Measure(measure), behind));
    }
    // "une quinzaine de jours", "una decena de metros"
    let rough = || end.checked_sub(1).is_some_and(|last| page.sense(last, Sense::Rough).is_some());
    if !number.is_scaled()
        && let Some(of) = page.sense(end, Sense::Of)
        && let Some((Unit::Measure(measure), len)) = page.find(end + of, measured)
        && page.shape(end + of) == Some(Shape::Word)
        && matches!(measure.quantity(), "duration" | "length" | "mass" | "area" | "volume" | "power" | "energy")
        && !(page.glued(end + of + len, '\'') || page.glued(end + of + len, '’'))
        && rough()
    {
        return Some(rate(page, Unit::Measure(measure), end + of + len));
    }
    // "milliards de dollars", "millions d'euros", but "75 millions de l'an dernier" are no litres.
    if number.is_scaled()
        && let Some(of) = page.sense(end, Sense::Of)
        && let Some((unit, len)) = page.find(end + of, measured)
        && !(page.glued(end + of + len, '\'') || page.glued(end + of + len, '’'))
    {
        return Some(rate(page, unit, end + of + len));
    }
    if let Some((unit, len)) = written(page, end)
        // "ten won nothing": a verb behind a small number in words.
        && (number.digits.is_some() || number.is_scaled() || !is_verb(page, end, unit, len))
    {
        return Some(rate(page, unit, end + len));
    }
    if number.scale == Number::ONE
        && number.digits.is_some()
        && let Some((measure, behind)) = heat(page, end).or_else(|| inches(page, end))
    {
        return Some((Unit::Measure(measure), behind));
    }
    // "half a million usd"
    if page.gap(end) == Gap::Space && page.hits(end).next().is_none() {
        let word = page.word(end);
        if word.len() == 3 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            let code = word.to_ascii_uppercase();
            let known =
                Currency::ISO.split_whitespace().any(|iso| iso == code) && !Currency::WORDS.contains(&code.as_str());
            if let Some(currency) = Currency::of_code(&code).filter(|_| known) {
                return Some(rate(page, Unit::Money(currency), end + 1));
            }
        }
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

/// Whether the word for a currency is a word of grammar as well.
fn is_verb(page: &Page<'_>, at: usize, unit: Unit, len: usize) -> bool {
    // Where no plural tells nouns from verbs, "bảy nghìn đồng" is money.
    matches!(unit, Unit::Money(_))
        && len == 1
        && !page.pack.nouns.plural.is_empty()
        && page.sense(at, Sense::Function).is_some()
}

/// The units that the last word of an amount, which ends before token `end`, can mean otherwise.
fn others(page: &Page<'_>, end: usize) -> Vec<Unit> {
    let Some(at) = end.checked_sub(1) else { return Vec::new() };
    page.hits(at).filter(|h| h.tokens == 1).filter_map(|h| h.sense.other_unit()).collect()
}

/// As [`others`], without the unit that was read.
fn others_than(page: &Page<'_>, end: usize, read: Measure) -> Vec<Unit> {
    let mut others = others(page, end);
    others.retain(|unit| *unit != Unit::Measure(read));
    others
}

/// A unit as written at `at`, right behind a number.
pub(super) fn written(page: &Page<'_>, at: usize) -> Option<(Unit, usize)> {
    if page.gap(at) == Gap::Line && page.shape(at) != Some(Shape::Word) {
        return None;
    }
    let gap = page.gap(at);
    // "hai đồng phạm": the word for a unit begins another one.
    let longer = page.sense(at, Sense::Idiom).unwrap_or(0);
    // But "chín năm ba tháng" goes on in a smaller unit.
    let goes_on = |behind: usize| {
        let digit = |s: Sense| matches!(s, Sense::Add { .. }).then_some(());
        let time =
            |s: Sense| matches!(s, Sense::Unit { measure, .. } if measure.quantity() == "duration").then_some(());
        page.find(behind, digit).is_some_and(|(_, len)| page.find(behind + len, time).is_some())
    };
    page.hits(at).find_map(|hit| {
        if hit.tokens < longer && !goes_on(at + hit.tokens) {
            return None;
        }
        let unit = match hit.sense {
            Sense::Unit { measure, symbol } => {
                let behind = at + hit.tokens;
                // "5 l'an", "3 m-"; "5km" but not "5metres".
                let cut = page.gap(behind) == Gap::None
                    && matches!(page.shape(behind), Some(Shape::Mark('\'' | '’')) | Some(Shape::Word | Shape::Digits));
                // "7in" is seven inches, "7 in" is not.
                let word = page.sense(at, Sense::Function).is_some()
                    && gap != Gap::None
                    && page.word(at).len() > 1
                    && !set_apart(page, behind);
                // "37.1sec"; "dreijährig" has it as part of the number word.
                let short = hit.tokens == 1 && page.word(at).len() <= 4;
                if symbol && (cut || word) || !symbol && gap == Gap::None && !short && !page.in_word(at) {
                    return None;
                }
                let (unit, behind) = in_full(page, measure, behind);
                return Some((unit, behind - at));
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
pub(super) fn measured(sense: Sense) -> Option<Unit> {
    match sense {
        Sense::Unit { measure, .. } => Some(Unit::Measure(measure)),
        Sense::Money { currency, prefix: false } => Some(Unit::Money(currency)),
        Sense::Percent => Some(Unit::Percent),
        Sense::PercentagePoint => Some(Unit::PercentagePoint),
        _ => None,
    }
}
