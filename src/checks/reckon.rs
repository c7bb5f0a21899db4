//! What figures that are held against each other leave open: the newsroom's rounding of percentages and round numbers.

use crate::article::Passage;
use crate::claim::Term;
use crate::figure::{Figure, Hedge, Kind};
use crate::number::{Interval, Number};

/// One number of a figure, as written and as far as it may be meant.
pub struct Written<'a> {
    pub figure: &'a Figure,
    pub part: usize,
    pub value: Number,
    pub step: Number,
    pub open: Interval,
}

/// How far a hedge opens an amount: one part in so many.
const HEDGE: i64 = 10;
/// Up to how many things a number without a unit is a count.
const COUNTED: i64 = 100;

/// The number that a term means. A round one ("36,000") is open by half of its second digit.
pub fn written<'a>(passage: &'a Passage, term: Term) -> Option<Written<'a>> {
    let figure = passage.reading.figures.get(term.figure)?;
    let part = figure.parts.get(term.part)?;
    // A figure's sign stands outside its parts.
    let value = if figure.parts.len() == 1 { figure.value.clone()? } else { part.value.clone() };
    let first = Number::ten_to(value.magnitude().unwrap_or(0) - 1);
    let last = value.last_digit().map_or(part.step.clone(), Number::ten_to);
    let step = if last > part.step { last.min(first).max(part.step.clone()) } else { part.step.clone() };
    // Few things are counted, not measured or rounded.
    let counted = figure.unit.is_none() && part.step == Number::ONE && value.abs() < Number::from(COUNTED);
    // A round number is hardly off by more than a fiftieth.
    let step = step.min(value.abs() / 25).max(part.step.clone());
    let mut open = if counted { Interval::exactly(&value) } else { Interval::around(&value, &step) };
    let hedge = figure.hedge.filter(|_| !term.plain && term.part == 0);
    let reach = value.abs() / HEDGE;
    let (low, high) = (open.low.take()?, open.high.take()?);
    let (low, high) = match hedge {
        Some(Hedge::About) => (low - &(reach.clone() / 2), high + &(reach / 2)),
        Some(Hedge::MoreThan | Hedge::AtLeast) => (low, high + &reach),
        Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly) => (low - &reach, high),
        None => (low, high),
    };
    Some(Written { figure, part: term.part, value, step: part.step.clone(), open: Interval::between(&low, &high) })
}

/// What a percentage or fraction leaves open, in hundredths. Percentages are cut off as often as rounded (66 % for two
/// thirds), and whole tens are often meant roughly.
pub fn percent(figure: &Figure) -> Option<Interval> {
    // "One in four" is a share as well.
    let value = match (&figure.value, &figure.of) {
        (Some(part), Some(whole)) => part.over(whole)?,
        (value, _) => value.clone()?,
    };
    let (value, below, above) = if matches!(figure.kind, Kind::Fraction | Kind::Ratio) {
        let value = &value * &Number::from(100);
        // "A third" of something is seldom exact.
        let near = (value.clone() / 14).min(Number::from(4));
        (value, near.clone(), near)
    } else {
        let step = figure.step.clone()?;
        let round = value.last_digit().is_some_and(|last| last >= 1) && step == Number::ONE;
        let near = value.abs() / 20;
        let half = step.clone() / 2;
        if round { (value, near.clone().max(half), near.max(step)) } else { (value, half, step) }
    };
    // A hedge opens a side, but not for everything.
    let part = if figure.kind == Kind::Percent { 6 } else { 4 };
    let far = (value.abs() / part).max(Number::from(5));
    let about = |off: Number| {
        if figure.kind == Kind::Percent {
            (value.abs() / 8).min(Number::from(5)).max(off)
        } else {
            (value.abs() / 8).max(off)
        }
    };
    let close = value.abs() / 200;
    let (low, high) = match figure.hedge {
        None => (&value - &below, &value + &above),
        Some(Hedge::About) => (&value - &about(below), &value + &about(above)),
        Some(Hedge::MoreThan | Hedge::AtLeast) => (&value - &close.min(below), &value + &far),
        // "Nearly" is near.
        Some(Hedge::Nearly) if figure.kind == Kind::Percent => {
            (&value - &(value.abs() / 10).max(Number::from(3)), &value + &close.min(above))
        }
        Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly) => (&value - &far, &value + &close.min(above)),
    };
    Some(Interval::between(&low, &high))
}

/// `value` with as many digits as `step` has.
pub fn to_step(value: &Number, step: &Number) -> Number {
    value.rounded(step.magnitude().unwrap_or(0))
}

/// `a / b` from interval to interval, for amounts above nought.
pub fn quotient(a: &Interval, b: &Interval) -> Option<Interval> {
    Some(Interval::between(&a.low.as_ref()?.over(b.high.as_ref()?)?, &a.high.as_ref()?.over(b.low.as_ref()?)?))
}
