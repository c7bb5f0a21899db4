//! Percentages in tables: a column that says, row by row, how much another one grew. No heading is asked: where all rows
//! but one fit, that one is wrong.

use std::collections::BTreeMap;

use super::reckon::{Written, percent, quotient, to_step, written};
use super::wording::{fix, in_percent, quote};
use super::{Code, Finding, Related, Severity};
use crate::article::{Article, Passage};
use crate::claim::Term;
use crate::figure::{Figure, Kind};
use crate::messages::Message;
use crate::number::{Interval, Number};
use crate::units::Unit;

/// Larger tables are data, not news.
const MOST_CELLS: usize = 400;
/// Columns that are tried as what was and what is.
const MOST_COLUMNS: usize = 8;
/// Rows that must fit before one that does not is held to be wrong.
const LEAST_FITTING: usize = 2;

/// Every table of an article.
pub fn check(article: &Article, out: &mut Vec<Finding>) {
    for cells in article.blocks.tables().filter(|cells| cells.len() <= MOST_CELLS) {
        table(cells, out);
    }
}

/// A cell's only amount.
#[derive(Clone, Copy)]
struct Cell<'a> {
    passage: &'a Passage,
    index: usize,
    figure: &'a Figure,
}

impl<'a> Cell<'a> {
    fn of(passage: &'a Passage) -> Option<Self> {
        let entry = &passage.reading.groups.entry;
        let index = entry.amount.filter(|_| entry.bare)?;
        Some(Self { passage, index, figure: passage.reading.figures.get(index)? })
    }

    fn written(&self) -> Option<Written<'a>> {
        written(self.passage, Term { figure: self.index, part: 0, plain: false })
    }
}

fn table(cells: &[Passage], out: &mut Vec<Finding>) {
    let mut columns: BTreeMap<u32, BTreeMap<u32, Cell<'_>>> = BTreeMap::new();
    for passage in cells {
        if let (Some(place), Some(cell)) = (passage.cell(), Cell::of(passage)) {
            columns.entry(place.column).or_default().insert(place.row, cell);
        }
    }
    let shares = |column: &BTreeMap<u32, Cell<'_>>| column.values().all(|c| c.figure.unit == Some(Unit::Percent));
    let amounts: Vec<_> =
        columns.values().filter(|c| !shares(c) && c.len() > LEAST_FITTING).take(MOST_COLUMNS).collect();
    for said in columns.values().filter(|c| shares(c) && c.len() > LEAST_FITTING) {
        let mut wrong: Option<(usize, Vec<Misfit<'_>>)> = None;
        for base in &amounts {
            for result in &amounts {
                if std::ptr::eq(*base, *result) {
                    continue;
                }
                let rows = said.iter().map(|(row, said)| judge(said, base.get(row)?, result.get(row)?));
                // A row without all three says nothing of the others.
                let rows: Vec<Option<Misfit<'_>>> = rows.flatten().collect();
                let misfits: Vec<Misfit<'_>> = rows.iter().copied().flatten().collect();
                let fitting = rows.len() - misfits.len();
                // Of several pairs the one that explains most is meant.
                if fitting >= LEAST_FITTING && wrong.as_ref().is_none_or(|(most, _)| fitting > *most) {
                    wrong = Some((fitting, misfits));
                }
            }
        }
        if let Some((fitting, misfits)) = wrong
            && misfits.len() * LEAST_FITTING <= fitting
        {
            out.extend(misfits.iter().filter_map(finding));
        }
    }
}

/// A row whose percentage is not what its amounts make it.
#[derive(Clone, Copy)]
struct Misfit<'a> {
    said: Cell<'a>,
    base: Cell<'a>,
    result: Cell<'a>,
}

/// What is wrong with a row, if anything is; nothing at all where it cannot be reckoned.
fn judge<'a>(said: &Cell<'a>, base: &Cell<'a>, result: &Cell<'a>) -> Option<Option<Misfit<'a>>> {
    if said.figure.kind != Kind::Percent || base.figure.unit != result.figure.unit {
        return None;
    }
    let (before, now) = (base.written()?, result.written()?);
    let above = |w: &Written<'_>| w.open.low.as_ref().is_some_and(|n| *n > Number::ZERO);
    if !above(&before) || !above(&now) {
        return None;
    }
    let hundred = Number::from(100);
    let relative = quotient(&now.open, &before.open)?.map(|n| (n - &Number::ONE) * hundred.clone());
    let value = percent(said.figure)?;
    let negative = said.figure.value.as_ref()?.is_negative();
    let falls = Interval { low: value.high.clone().map(|n| -n), high: value.low.clone().map(|n| -n) };
    // A column of falls need not have signs.
    let fits = relative.meets(&value) || !negative && relative.meets(&falls);
    Some((!fits).then_some(Misfit { said: *said, base: *base, result: *result }))
}

fn finding(row: &Misfit<'_>) -> Option<Finding> {
    let passage = row.said.passage;
    let (base, result) = (row.base.figure.value.as_ref()?, row.result.figure.value.as_ref()?);
    let change = (result.over(base)? - Number::ONE) * Number::from(100);
    let step = row.said.figure.step.clone().unwrap_or(Number::ONE);
    let right = to_step(&change, &step);
    let name = if result > base { "growth-up" } else { "growth-down" };
    let message = Message::new(name)
        .with("from", quote(row.base.passage, row.base.figure))
        .with("to", quote(row.result.passage, row.result.figure))
        .with("right", in_percent(passage, &right.abs()))
        .with("written", quote(passage, row.said.figure));
    let related = [row.base, row.result].map(|cell| {
        let says = Message::new("related-says").with("text", quote(cell.passage, cell.figure));
        Related::here(cell.passage.source(cell.figure.span), says)
    });
    let signed = row.said.figure.value.as_ref().is_some_and(Number::is_negative) || !right.is_negative();
    let fixes = Some(right).filter(|_| signed).and_then(|right| fix(passage, row.said.figure, &[(0, &right.abs())]));
    Some(Finding {
        code: Code::Growth,
        severity: Severity::Error,
        span: passage.source(row.said.figure.span),
        message,
        related: related.into(),
        fixes: fixes.into_iter().collect(),
    })
}
