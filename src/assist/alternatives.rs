//! A figure in other units and currencies, as hovers, hints, code actions and `convert` show it.

use crate::article::Passage;
use crate::checks::exchange::{Exchange, When};
use crate::desk::Desk;
use crate::figure::Figure;
use crate::language::{Language, Pack};
use crate::number::{Number, significant};
use crate::units::agree::Reading;
use crate::units::equivalents::{equivalent, equivalents_as};
use crate::units::rates::{Rate, Series};
use crate::units::{Currency, Measure, Unit};

/// Digits of an amount at a rate of exchange.
const DIGITS: i32 = 3;
/// Two series of rates differ where they lie farther apart than one part in so many.
const SAME: i64 = 100;

/// A figure in another unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub unit: Unit,
    /// One, or each end of a range.
    pub values: Vec<Number>,
    /// As the passage's language writes it.
    pub text: String,
    /// What a sum of money was reckoned at.
    pub rate: Option<(Rate, When)>,
}

/// A figure in the units and currencies that the desk shows; the figure is the one at `index` of the passage.
pub fn alternatives(exchange: &Exchange<'_>, passage: &Passage, index: usize, desk: &Desk) -> Vec<Alternative> {
    let Some((figure, pack)) = written(passage, index) else { return Vec::new() };
    match figure.unit {
        Some(Unit::Measure(unit)) => {
            let shown = |m: Measure| desk.settings.units_into.iter().any(|into| into.shows(m.system()));
            let reading = reading(passage, index);
            let first = figure.parts.first().map(|part| value(figure, part.value.clone()));
            let units = first
                .iter()
                .flat_map(|first| equivalents_as(first, unit, &figure.parts[0].step, reading))
                .map(|e| e.unit)
                .filter(|to| shown(*to) && *to != unit);
            units.filter_map(|to| measured(figure, pack, unit, to, reading)).collect()
        }
        Some(Unit::Money(_) | Unit::MoneyPer(..)) => {
            let into = desk.settings.currency.into.iter();
            into.flat_map(|to| exchanged(exchange, passage, index, pack, *to)).collect()
        }
        _ => Vec::new(),
    }
}

/// A figure in one unit that was asked for; empty where it cannot be.
pub fn in_unit(exchange: &Exchange<'_>, passage: &Passage, index: usize, to: Unit) -> Vec<Alternative> {
    let Some((figure, pack)) = written(passage, index) else { return Vec::new() };
    match (figure.unit, to) {
        (Some(Unit::Measure(unit)), Unit::Measure(to)) => {
            measured(figure, pack, unit, to, reading(passage, index)).into_iter().collect()
        }
        (Some(Unit::Money(_) | Unit::MoneyPer(..)), Unit::Money(to)) => exchanged(exchange, passage, index, pack, to),
        _ => Vec::new(),
    }
}

fn written(passage: &Passage, index: usize) -> Option<(&Figure, &Pack)> {
    let figure = passage.reading.figures.get(index).filter(|f| !f.parts.is_empty())?;
    Some((figure, passage.language.map(Language::pack)?))
}

/// A lone part's value is the figure's: a sign stands outside it.
fn value(figure: &Figure, part: Number) -> Number {
    figure.value.clone().filter(|_| figure.parts.len() == 1).unwrap_or(part)
}

/// Degrees of a sentence that tells of a difference are one.
fn reading(passage: &Passage, index: usize) -> Reading {
    let claim = passage.reading.claims.get(index);
    if claim.is_some_and(|c| c.by || c.difference && !c.level) { Reading::Difference } else { Reading::Level }
}

fn measured(figure: &Figure, pack: &Pack, unit: Measure, to: Measure, reading: Reading) -> Option<Alternative> {
    let values: Vec<Number> = figure
        .parts
        .iter()
        .map(|part| Some(equivalent(&value(figure, part.value.clone()), unit, &part.step, to, reading)?.value))
        .collect::<Option<_>>()?;
    let numbers: Vec<String> = values.iter().map(|v| pack.in_scale_words(v)).collect::<Option<_>>()?;
    let text = format!("{}\u{a0}{}", numbers.join("–"), pack.unit_word(to).unwrap_or(to.id()));
    Some(Alternative { unit: Unit::Measure(to), values, text, rate: None })
}

/// A sum at each series of its date; the official one only where it differs from the market's.
fn exchanged(exchange: &Exchange<'_>, passage: &Passage, index: usize, pack: &Pack, to: Currency) -> Vec<Alternative> {
    let Some(figure) = passage.reading.figures.get(index) else { return Vec::new() };
    let (from, per) = match figure.unit {
        Some(Unit::Money(from)) => (from, None),
        Some(Unit::MoneyPer(from, per)) => (from, Some(per)),
        _ => return Vec::new(),
    };
    if from == to {
        return Vec::new();
    }
    let (mut rates, when) = exchange.rates(passage, index, from, to);
    if let [first, second] = rates.as_slice()
        && second.series == Series::Official
        && (&first.value - &second.value).abs() * Number::from(SAME) < first.value
    {
        rates.truncate(1);
    }
    let of = |rate: Rate| {
        let at = |part: &Number| significant(&(&value(figure, part.clone()) * &rate.value), DIGITS);
        let values: Vec<Number> = figure.parts.iter().map(|part| at(&part.value)).collect();
        let mut texts: Vec<String> = values.iter().map(|v| pack.money(v, to)).collect::<Option<_>>()?;
        let last = texts.pop()?;
        let plain: Vec<String> =
            values.iter().take(texts.len()).map(|v| pack.in_scale_words(v)).collect::<Option<_>>()?;
        let mut text = plain.into_iter().chain([last]).collect::<Vec<_>>().join("–");
        if let Some(per) = per {
            text = format!("{text}/{}", pack.unit_word(per).unwrap_or(per.id()));
        }
        let unit = per.map_or(Unit::Money(to), |per| Unit::MoneyPer(to, per));
        Some(Alternative { unit, values, text, rate: Some((rate, when)) })
    };
    rates.into_iter().filter_map(of).collect()
}
