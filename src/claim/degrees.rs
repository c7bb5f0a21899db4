//! Whether an amount is a difference or a level: "up 15%", "rose by 3 °C", "rose to 30 °C".

use super::change::{Reader, Slot};
use super::{Claim, Place};
use crate::figure::{Figure, Hedge};
use crate::language::{Direction, Page, Sense};

/// Settles of two temperatures, the second of which repeats the first, how the first is meant.
pub fn settle(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &mut [Claim], (of, at): (usize, usize)) {
    let (told, direction) = slot(page, figures, places, claims, of);
    let sentence = claims[of].sentence;
    let first = page.find_before(places[of].first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(()));
    let first = first.map_or(places[of].first, |found| found.1);
    let from = page.find_before(first, |s| matches!(s, Sense::From).then_some(())).is_some();
    // "passée de 5 °C" tells where it was, and so may "reculé de 5 °C" where another amount follows.
    let more = || {
        let next = at + 1..figures.len().min(at + 4);
        next.into_iter().any(|i| figures[i].unit == figures[of].unit && claims[i].sentence == sentence)
    };
    // "fell below 5 °C"
    let bound = matches!(figures[of].hedge, Some(Hedge::MoreThan | Hedge::LessThan | Hedge::AtMost | Hedge::AtLeast));
    let by = match told {
        Slot::Delta | Slot::DeltaOrBase if from => direction.is_some() && !more(),
        Slot::Delta => true,
        _ => false,
    };
    // "to 10 °C (18 °F) above normal" tells of a difference all the same.
    let mut near = places[of].end..(places[at].end + 3).min(page.len());
    let differs = |s: Sense| matches!(s, Sense::Difference | Sense::More(_)).then_some(());
    // "ấm lên 6 độ" too.
    let warmer = page.find_before(first, differs).is_some();
    // "10 °C (18 °F) warmer", "supérieure de 10 °C (18 °F)": no level could stand there.
    let closed = places[at].end + usize::from(page.is(places[at].end, ')'));
    let apart = page.sense(closed, Sense::ApartBehind).is_some()
        || page.find_before(first, |s| matches!(s, Sense::ApartBefore).then_some(())).is_some();
    claims[of].level = told == Slot::Result && !warmer && near.all(|t| page.find(t, differs).is_none());
    claims[of].by = by && !bound || apart;
}

/// Whether a figure says by how much something changed: "up 15%", "a 3-point rise".
pub fn is_delta(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    matches!(slot(page, figures, places, claims, at).0, Slot::Delta | Slot::DeltaOrBase)
}

/// What the words before a figure make of it, and which way they go.
fn slot(
    page: &Page<'_>,
    figures: &[Figure],
    places: &[Place],
    claims: &[Claim],
    at: usize,
) -> (Slot, Option<Direction>) {
    let floor = at.checked_sub(1).map_or(0, |before| places[before].end);
    let seen = Reader { page, figures, places, claims, out: Vec::new(), unbased: Vec::new(), open: None }.slot(
        at,
        floor,
        at.checked_sub(1),
    );
    (seen.slot, seen.direction)
}
