//! The rows of a comparison: every figure of the first version with what the others have for it, then what only others
//! have.

use std::collections::BTreeMap;

use super::{CompareRow, State};
use crate::checks::{self, Severity, Version};
use crate::desk::Desk;
use crate::story::{Place, Weight, What, compare};
use crate::text::Span;

/// Puts the figures of `versions` beside each other; `desks` are what they were read with.
pub fn rows(versions: &[Version<'_>], desks: &[&Desk]) -> Vec<CompareRow> {
    let count = versions.len();
    let span = |file: usize, place: Place| -> Option<Span> {
        Some(versions.get(file)?.article.blocks.get(place.block)?.source(place.span))
    };
    let mut rows: BTreeMap<(usize, Span), CompareRow> = BTreeMap::new();
    let row = || CompareRow { cells: vec![None; count], state: State::Alone, message: None };
    let Some(first) = versions.first() else { return Vec::new() };
    for passage in &first.article.blocks {
        for figure in &passage.reading.figures {
            let at = passage.source(figure.span);
            let mut row = row();
            row.cells[0] = Some(at);
            rows.insert((0, at), row);
        }
    }
    for (k, other) in versions.iter().enumerate().skip(1) {
        let comparison = compare(first.digest, other.digest);
        for (a, b) in &comparison.same {
            let Some((a, b)) = span(0, *a).zip(span(k, *b)) else { continue };
            let row = rows.entry((0, a)).or_insert_with(row);
            row.cells[k] = row.cells[k].or(Some(b));
            row.state = row.state.max(State::Same);
        }
        for difference in &comparison.differences {
            let state = if difference.weight >= Weight::Warning { State::Differs } else { State::Hint };
            match difference.what {
                What::Slip { a, b, .. } => {
                    let Some((a, b)) = span(0, a).zip(span(k, b)) else { continue };
                    let row = rows.entry((0, a)).or_insert_with(row);
                    row.cells[0] = Some(a);
                    row.cells[k] = Some(b);
                    row.state = row.state.max(state);
                }
                What::OnlyInA { a, .. } => {
                    let Some(a) = span(0, a) else { continue };
                    let row = rows.entry((0, a)).or_insert_with(row);
                    row.state = row.state.max(state);
                }
                What::OnlyInB { b, .. } => {
                    let Some(b) = span(k, b) else { continue };
                    let row = rows.entry((k, b)).or_insert_with(row);
                    row.cells[k] = Some(b);
                    row.state = row.state.max(state);
                }
            }
        }
    }
    let found = checks::translation(versions, desks);
    for row in rows.values_mut().filter(|row| row.state >= State::Hint) {
        let finding = row.cells.iter().enumerate().find_map(|(file, cell)| {
            let here = found.get(file)?.iter().filter(|f| Some(f.span) == *cell);
            here.max_by_key(|f| f.severity)
        });
        row.message = finding.map(|f| f.message.clone());
        // What a comment or the settings silence is no disagreement.
        if finding.is_none_or(|f| f.severity < Severity::Warning) && row.state == State::Differs {
            row.state = State::Hint;
        }
    }
    rows.into_values().collect()
}
