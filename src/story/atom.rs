//! What a figure says, in pieces that can be held against another version's: the numbers of a range each for itself,
//! a date by year, month, day and weekday.

use std::ops::Range;

use smallvec::SmallVec;

use super::anchor::{Anchor, CALENDAR, FIGURE};
use crate::article::Reading;
use crate::claim::Role;
use crate::figure::{Figure, Hedge, Kind};
use crate::language::{Language, folded};
use crate::number::{Interval, Number};
use crate::text::Span;
use crate::units::{Amount, Measure, Unit};

/// What a piece of a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Things counted or measured, and numbers of scores.
    Count,
    Ordinal,
    /// A part of one: a half.
    Fraction,
    Multiple,
    Year,
    Month,
    Day,
    Weekday,
    Quarter,
    /// Minutes since midnight.
    Clock,
}

/// A piece of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// Index of the figure in its block.
    pub figure: usize,
    /// Index of its number in the figure, where it is one of them.
    pub part: Option<usize>,
    /// The figure's place in the prose.
    pub span: Span,
    pub piece: Piece,
    pub kind: Kind,
    pub value: Number,
    /// The unit of the last digit written.
    pub step: Number,
    /// Seldom several.
    pub units: SmallVec<[Unit; 1]>,
    pub hedge: Option<Hedge>,
    /// The figure is written with digits.
    pub digits: bool,
    /// A bare number of points, which may be percentage points.
    pub points: bool,
    /// N of M as a share of one.
    pub share: Option<Number>,
    /// What its digits say if the mark before the last three of them stands between thousands ("25,000" in a language
    /// that writes decimals so).
    pub grouped: Option<Number>,
    /// It repeats another figure of its block in another unit: a translator may add or drop it.
    pub repeats: Option<usize>,
}

/// The pieces of the figures `range` of a block.
pub fn atoms(prose: &str, language: Option<Language>, reading: &Reading, range: Range<usize>) -> Vec<Atom> {
    let mut out = Vec::new();
    for index in range {
        let Some(figure) = reading.figures.get(index) else { break };
        let repeats = match reading.claims.get(index).map(|c| &c.role) {
            Some(Role::Equivalent { of }) => Some(*of),
            _ => None,
        };
        let first = out.len();
        pieces(prose, figure, index, repeats, &mut out);
        if let Some((noun, pack)) = figure.noun.zip(language.map(Language::pack))
            && figure.unit.is_none()
        {
            let points = folded(noun.of(prose), |noun| pack.is_points(noun));
            out[first..].iter_mut().for_each(|atom| atom.points = points);
        }
    }
    // "9 to 4 inches" backwards is no range, but inches all the same.
    for at in 1..out.len() {
        let (before, after) = out.split_at_mut(at);
        let (Some(bare), Some(next)) = (before.last_mut(), after.first()) else { break };
        let counts = bare.piece == Piece::Count && next.piece == Piece::Count && bare.kind == Kind::Cardinal;
        let near = next.span.start.checked_sub(bare.span.end).is_some_and(|gap| gap <= BETWEEN);
        if counts && near && bare.units.is_empty() && next.measures().next().is_some() {
            bare.units.clone_from(&next.units);
        }
    }
    out
}

/// Bytes between two numbers that may share the second's unit.
const BETWEEN: usize = 10;

fn pieces(prose: &str, figure: &Figure, index: usize, repeats: Option<usize>, out: &mut Vec<Atom>) {
    let text = figure.span.of(prose);
    let units: SmallVec<[Unit; 1]> = figure.unit.into_iter().chain(figure.unit_or.iter().copied()).collect();
    let piece = match figure.kind {
        Kind::Ordinal => Piece::Ordinal,
        Kind::Fraction => Piece::Fraction,
        Kind::Multiple => Piece::Multiple,
        _ => Piece::Count,
    };
    let base = Atom {
        figure: index,
        part: None,
        span: figure.span,
        piece,
        kind: figure.kind,
        value: Number::ZERO,
        step: Number::ONE,
        units,
        hedge: figure.hedge,
        digits: text.bytes().any(|b| b.is_ascii_digit()) || is_roman(text, figure.kind),
        points: false,
        share: None,
        grouped: None,
        repeats,
    };
    match figure.kind {
        Kind::Identifier => {}
        Kind::Date => dates(text, figure, &base, out),
        Kind::Time => {
            let minutes = figure.clock.as_deref().and_then(minutes);
            out.extend(minutes.map(|m| Atom { piece: Piece::Clock, value: Number::from(m), ..base }));
        }
        _ if figure.parts.len() > 1 && figure.kind != Kind::Fraction && !figure.parts.iter().any(|p| p.compound) => {
            let share =
                (figure.kind == Kind::Ratio).then(|| figure.value.as_ref()?.over(figure.of.as_ref()?)).flatten();
            out.extend(figure.parts.iter().enumerate().map(|(i, part)| Atom {
                part: Some(i),
                value: part.value.clone(),
                step: part.step.clone(),
                share: share.clone(),
                grouped: grouped(&part.value, &part.step, &part.scale),
                ..base.clone()
            }));
        }
        _ => {
            // "000 dollars" is the end of a number that something broke.
            let Some(value) = figure.value.clone().filter(|_| !text.starts_with("00")) else { return };
            let only = figure.parts.first().filter(|p| figure.parts.len() == 1 && !p.compound);
            let step = figure.step.clone().or_else(|| only.map(|p| p.step.clone()));
            let part = only.map(|_| 0);
            let step = step.unwrap_or(Number::ONE);
            let grouped = only.and_then(|p| grouped(&p.value, &p.step, &p.scale));
            out.push(Atom { part, value, step, grouped, ..base });
        }
    }
}

/// A thousand times a number with three decimals.
fn grouped(value: &Number, step: &Number, scale: &Number) -> Option<Number> {
    (*scale == Number::ONE && *step == Number::ten_to(-3)).then(|| value.clone() * Number::from(1000))
}

/// "XIIIe", "thế kỷ XIII".
fn is_roman(text: &str, kind: Kind) -> bool {
    let letters = text.chars().take_while(|c| "IVXLCDM".contains(*c)).count();
    kind == Kind::Ordinal && (letters > 1 || letters == text.len())
}

fn dates(text: &str, figure: &Figure, base: &Atom, out: &mut Vec<Atom>) {
    let before = out.len();
    let date = figure.date.clone().unwrap_or_default();
    let of = |piece, value: i64| Atom { piece, value: Number::from(value), ..base.clone() };
    out.extend(date.weekday.map(|w| of(Piece::Weekday, i64::from(w))));
    out.extend(date.day.map(|d| of(Piece::Day, i64::from(d))));
    out.extend(date.month.map(|m| of(Piece::Month, i64::from(m))));
    out.extend(date.quarter.map(|q| of(Piece::Quarter, i64::from(q))));
    out.extend(date.year.map(|y| of(Piece::Year, i64::from(y))));
    // The end of a span of time: what it has that its beginning has not.
    if let Some(until) = &figure.until {
        out.extend(until.day.filter(|_| until.day != date.day).map(|d| of(Piece::Day, i64::from(d))));
        out.extend(until.month.filter(|_| until.month != date.month).map(|m| of(Piece::Month, i64::from(m))));
        out.extend(until.year.filter(|_| until.year != date.year).map(|y| of(Piece::Year, i64::from(y))));
    } else if let [_, last] = figure.parts.as_slice() {
        out.extend(date.year.map(|_| Atom { piece: Piece::Year, value: last.value.clone(), ..base.clone() }));
    }
    if out.len() == before {
        // Spans of years, decades.
        let years = figure.parts.iter().enumerate();
        out.extend(years.map(|(i, p)| Atom {
            part: Some(i),
            piece: Piece::Year,
            value: p.value.clone(),
            ..base.clone()
        }));
    }
    if out.len() == before {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| (2..=4).contains(&run.len()));
        out.extend(runs.filter_map(|run| run.parse().ok()).map(|year: i64| of(Piece::Year, year)));
    }
}

/// "10:30" in minutes.
fn minutes(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next().and_then(|m| m.parse().ok()).unwrap_or(0);
    Some(hours * 60 + minutes)
}

impl Atom {
    /// What it adds to a sentence's anchors; nothing for what is in every sentence.
    pub fn anchor(&self) -> Option<Anchor> {
        match self.piece {
            Piece::Month => Some(Anchor::new(&format!("m{}", self.value), CALENDAR)),
            Piece::Weekday => Some(Anchor::new(&format!("w{}", self.value), CALENDAR)),
            Piece::Clock => Some(Anchor::new(&format!("c{}", self.value), FIGURE)),
            _ if self.digits || self.value > Number::from(12) => {
                let few = self.value < Number::from(13);
                Some(Anchor::of_number(&self.value, if few { CALENDAR } else { FIGURE }))
            }
            _ => None,
        }
    }

    /// Written so that it is surely a figure: with digits, or a word of the calendar.
    pub fn is_plain(&self) -> bool {
        self.digits || matches!(self.piece, Piece::Month | Piece::Weekday | Piece::Quarter | Piece::Clock)
    }

    /// Whether any of its units is one of `test`.
    pub(super) fn has(&self, test: impl Fn(&Unit) -> bool) -> bool {
        self.units.iter().any(test)
    }

    pub(super) fn is_money(&self) -> bool {
        self.has(|u| matches!(u, Unit::Money(_) | Unit::MoneyPer(..)))
    }

    pub(super) fn measures(&self) -> impl Iterator<Item = Measure> {
        self.units.iter().filter_map(|u| if let Unit::Measure(m) = u { Some(*m) } else { None })
    }

    /// What its writing leaves open.
    pub(super) fn amount(&self) -> Amount {
        let mut amount = Amount::written(self.value.clone(), self.step.clone());
        // A hedge is the writer's, not the translator's: "nearly 300 km" may be "more than 180 miles".
        if self.hedge.is_some() {
            let tenth = self.value.abs() / 20;
            amount.interval = Interval::between(&(&self.value - &tenth), &(&self.value + &tenth));
        }
        amount
    }
}
