//! Sums in tables and lists: each number a block of its own.

use std::collections::BTreeMap;

use super::sum_of_parts::{added, held, shares};
use super::wording::fix;
use super::{Finding, Related};
use crate::article::{Article, Passage};
use crate::claim::{Addend, Evidence, Label, open};
use crate::figure::{Figure, Kind};
use crate::messages::Message;
use crate::number::Number;

/// Larger tables are data, not news.
const MOST_CELLS: usize = 4000;

/// Every table and list of an article.
pub fn check(article: &Article, out: &mut Vec<Finding>) {
    for cells in article.blocks.tables().filter(|cells| cells.len() <= MOST_CELLS) {
        table(cells, out);
    }
    let blocks = &article.blocks;
    let mut at = 0;
    while let Some(passage) = blocks.get(at) {
        let Some(item) = passage.item() else {
            at += 1;
            continue;
        };
        let rest = blocks.get(at..).unwrap_or_default();
        let same = |p: &&Passage| p.item().is_some_and(|i| i.list.0 == item.list.0 || i.depth > 0);
        let len = rest.iter().take_while(same).count().max(1);
        let lead = at.checked_sub(1).and_then(|i| blocks.get(i));
        list(lead, rest.get(..len).unwrap_or_default(), out);
        at += len;
    }
}

/// An amount in its block.
#[derive(Clone)]
struct Amount<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
    addend: Addend,
}

fn amount(passage: &Passage) -> Option<Amount<'_>> {
    let figure = passage.reading.figures.get(passage.reading.groups.entry.amount?)?;
    let value = figure.value.clone()?;
    Some(Amount { passage, figure, addend: Addend { span: figure.span, value, open: open(figure)?, minus: false } })
}

fn parts<'a>(all: &'a [Amount<'a>]) -> Vec<(&'a Passage, &'a Addend)> {
    all.iter().map(|a| (a.passage, &a.addend)).collect()
}

fn alike(all: &[Amount<'_>]) -> bool {
    all.windows(2).all(|two| two[0].figure.unit == two[1].figure.unit)
}

/// The items of a list: one of them the total, or the line above it, or shares of a whole.
fn list(lead: Option<&Passage>, blocks: &[Passage], out: &mut Vec<Finding>) {
    let Some(depth) = blocks.first().and_then(Passage::item).map(|item| item.depth) else { return };
    let top: Vec<&Passage> = blocks.iter().filter(|p| p.item().is_some_and(|i| i.depth == depth)).collect();
    let one_list = top
        .windows(2)
        .all(|two| two[0].item().zip(two[1].item()).is_some_and(|(a, b)| a.list == b.list && a.item != b.item));
    let entry = |p: &&Passage| p.reading.groups.entry.clone();
    if !one_list || top.len() < 2 || top.iter().any(|p| entry(p).open || entry(p).label == Label::Part) {
        return;
    }
    let total = |p: &&&Passage| entry(p).label == Label::Total;
    let (sums, plain): (Vec<&Passage>, Vec<&Passage>) = top.iter().partition(|p| total(p));
    let Some(amounts) = plain.iter().map(|p| amount(p)).collect::<Option<Vec<_>>>() else { return };
    if amounts.len() < 2 || !alike(&amounts) {
        return;
    }
    let lead = lead.filter(|p| p.item().is_none_or(|own| own.depth < depth) && p.cell().is_none());
    if let [sum] = sums.as_slice() {
        out.extend(
            amount(sum)
                .filter(|t| t.figure.unit == amounts[0].figure.unit && tops(t, &amounts))
                .and_then(|t| held(t.passage, &[t.figure], &parts(&amounts), Evidence::Listed)),
        );
    } else if let (Some(lead), []) = (lead, sums.as_slice()) {
        let figures = &lead.reading.figures;
        let totals: Vec<&Figure> = lead
            .reading
            .groups
            .heading
            .iter()
            .filter_map(|at| figures.get(*at))
            .filter(|f| f.unit == amounts[0].figure.unit)
            .filter(|f| f.value.as_ref().is_some_and(|v| amounts.iter().all(|a| a.addend.value < *v)))
            .collect();
        if !totals.is_empty() {
            out.extend(held(lead, &totals, &parts(&amounts), Evidence::Likely));
        }
    }
    let percent = amounts.iter().all(|a| a.figure.kind == Kind::Percent) && amounts.len() >= 3;
    let whole = top.iter().any(|p| entry(p).rest) || lead.is_some_and(|p| p.reading.groups.entry.shares);
    if percent && whole && sums.is_empty() {
        out.extend(shares(&parts(&amounts)));
    }
}

/// Whether a total is above each of its parts: an average is not.
fn tops(total: &Amount<'_>, parts: &[Amount<'_>]) -> bool {
    parts.iter().all(|p| p.addend.value < total.addend.value)
}

/// A row or column whose total does not fit: what the total lacks, and the finding.
struct Misfit {
    difference: Number,
    finding: Finding,
}

fn table(cells: &[Passage], out: &mut Vec<Finding>) {
    let mut grid: BTreeMap<(u32, u32), &Passage> = BTreeMap::new();
    for passage in cells {
        if let Some(cell) = passage.cell() {
            grid.insert((cell.row, cell.column), passage);
        }
    }
    let label = |p: Option<&&Passage>| p.map_or(Label::Plain, |p| p.reading.groups.entry.label);
    let rows: Vec<u32> = dedup(grid.keys().map(|(row, _)| *row));
    let columns: Vec<u32> = {
        let mut all: Vec<u32> = grid.keys().map(|(_, column)| *column).collect();
        all.sort_unstable();
        dedup(all.into_iter())
    };
    let (Some(top), Some(first)) = (rows.first().copied(), columns.first().copied()) else { return };
    let header = columns.iter().all(|c| {
        grid.get(&(top, *c)).is_none_or(|p| p.cell().is_some_and(|cell| cell.header) || !p.reading.groups.entry.bare)
    });
    let head = |column: u32| if header { label(grid.get(&(top, column))) } else { Label::Plain };
    let body: Vec<u32> = rows.iter().copied().filter(|r| !(header && *r == top)).collect();
    let data: Vec<u32> = columns.iter().copied().filter(|c| *c != first).collect();
    let row_label = |row: u32| label(grid.get(&(row, first)));
    let total_rows: Vec<u32> = body.iter().copied().filter(|r| row_label(*r) == Label::Total).collect();
    let total_columns: Vec<u32> = data.iter().copied().filter(|c| head(*c) == Label::Total).collect();
    let plain_rows: Vec<u32> = body.iter().copied().filter(|r| row_label(*r) == Label::Plain).collect();
    let cell = |row: u32, column: u32| {
        grid.get(&(row, column)).filter(|p| p.reading.groups.entry.bare).and_then(|p| amount(p))
    };
    let at_edge = |all: &[u32], one: u32| all.first() == Some(&one) || all.last() == Some(&one);

    let mut by_column: BTreeMap<u32, Misfit> = BTreeMap::new();
    for column in data.iter().copied().filter(|c| head(*c) != Label::NoSum) {
        let amounts = plain_rows.iter().map(|r| cell(*r, column)).collect::<Option<Vec<_>>>();
        let Some(amounts) = amounts.filter(|a| a.len() >= 2 && alike(a)) else { continue };
        match total_rows.as_slice() {
            [row] if at_edge(&body, *row) || total_below(&body, *row, &row_label) => {
                let total = cell(*row, column);
                by_column.extend(total.and_then(|total| Some((column, misfit(&total, &amounts)?))));
            }
            [] => {
                let rest =
                    plain_rows.iter().any(|r| grid.get(&(*r, first)).is_some_and(|p| p.reading.groups.entry.rest));
                let percent = amounts.iter().all(|a| a.figure.kind == Kind::Percent);
                let shared = grid.get(&(top, column)).is_some_and(|p| header && p.reading.groups.entry.shares);
                if rest && percent && shared && amounts.len() >= 3 {
                    out.extend(shares(&parts(&amounts)));
                }
            }
            _ => {}
        }
    }

    let mut by_row: BTreeMap<u32, Misfit> = BTreeMap::new();
    if let [total_column] = total_columns.as_slice()
        && at_edge(&data, *total_column)
    {
        let others: Vec<u32> = data.iter().copied().filter(|c| c != total_column && head(*c) != Label::NoSum).collect();
        let mut fitting = 0;
        for row in body.iter().copied().filter(|r| row_label(*r) != Label::NoSum) {
            let amounts = others.iter().map(|c| cell(row, *c)).collect::<Option<Vec<_>>>();
            let Some(amounts) = amounts.filter(|a| a.len() >= 2 && alike(a)) else { continue };
            let Some(total) = cell(row, *total_column) else { continue };
            match misfit(&total, &amounts) {
                Some(found) => _ = by_row.insert(row, found),
                None => fitting += 1,
            }
        }
        // Columns that hardly ever add up are none that do.
        if by_row.len() > fitting.max(1) {
            by_row.clear();
        }
    }
    // A wrong total is a part of the totals' total: one finding, where its own row or column tells what is right.
    let one = |a: &BTreeMap<u32, Misfit>| {
        a.first_key_value().filter(|_| a.len() == 1).map(|(k, m)| (*k, m.difference.clone()))
    };
    if let (Some((column, of_column)), Some((row, of_row))) = (one(&by_column), one(&by_row))
        && of_column == -of_row
    {
        if total_columns.contains(&column) {
            by_column.clear();
        } else if total_rows.contains(&row) {
            by_row.clear();
        }
    }
    out.extend(one_cell(&grid, &mut by_column, &mut by_row));
    out.extend(by_column.into_values().chain(by_row.into_values()).map(|m| m.finding));
}

/// Rows such as an average may stand below the row of totals.
fn total_below(body: &[u32], row: u32, label: &dyn Fn(u32) -> Label) -> bool {
    body.iter().filter(|r| **r > row).all(|r| label(*r) != Label::Plain)
}

fn dedup(all: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut out: Vec<u32> = all.collect();
    out.dedup();
    out
}

fn misfit(total: &Amount<'_>, amounts: &[Amount<'_>]) -> Option<Misfit> {
    let percent = total.figure.kind == Kind::Percent;
    let same = amounts.iter().all(|a| a.figure.unit == total.figure.unit);
    // A share of everything is 100%; other percentages do not add up.
    if !same || !tops(total, amounts) || percent && total.addend.value != Number::from(100) {
        return None;
    }
    let parts = parts(amounts);
    let finding = held(total.passage, &[total.figure], &parts, Evidence::Listed)?;
    let (sum, _) = added(&parts);
    Some(Misfit { difference: &sum - &total.addend.value, finding })
}

/// Where a row and a column are off by the same, the cell that they share is wrong, and neither total.
fn one_cell(
    grid: &BTreeMap<(u32, u32), &Passage>,
    by_column: &mut BTreeMap<u32, Misfit>,
    by_row: &mut BTreeMap<u32, Misfit>,
) -> Option<Finding> {
    let ((column, of_column), (row, of_row)) = (by_column.first_key_value()?, by_row.first_key_value()?);
    if by_column.len() != 1 || by_row.len() != 1 || of_column.difference != of_row.difference {
        return None;
    }
    let cell = amount(grid.get(&(*row, *column))?)?;
    let right = &cell.addend.value - &of_row.difference;
    let said = |finding: &Finding| Related {
        span: finding.span,
        message: Message::new("related-says-total"),
        elsewhere: None,
    };
    let found = Finding {
        span: cell.passage.source(cell.figure.span),
        related: vec![said(&of_row.finding), said(&of_column.finding)],
        fixes: fix(cell.passage, cell.figure, &[(0, &right)]).into_iter().collect(),
        ..of_row.finding.clone()
    };
    by_column.clear();
    by_row.clear();
    Some(found)
}
