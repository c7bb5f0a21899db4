//! Dimensions that are multiplied and told again in another unit: "20 by 30 feet (6 by 9 metres)", "20 m sur 30 m (66
//! pieds sur 98)".

use super::equivalent::{closes, settle, words_between};
use super::{Claim, Place, Role};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense};
use crate::units::{Measure, Unit};

/// Dimensions of one thing at most.
const MOST: usize = 3;
/// Words between a product and the bracket with its equivalent: "20 by 30 feet of floor (…)".
const MOST_BETWEEN: usize = 4;

/// Marks each dimension that repeats another one's in another unit; those written without their unit get it.
pub fn mark(page: &Page<'_>, figures: &mut [Figure], places: &[Place], claims: &mut [Claim]) {
    let mut at = 0;
    while at + 1 < figures.len() {
        let first = row(page, figures, places, at);
        let len = first.len();
        if len < 2 {
            at += 1;
            continue;
        }
        let second = row(page, figures, places, at + len);
        if let (Some(ours), Some(theirs)) = (unit(figures, &first), unit(figures, &second))
            && second.len() == len
            && ours != theirs
            && repeats(page, places, &first, &second)
            && first.iter().chain(&second).all(|i| claims[*i].role == Role::Plain)
        {
            for (one, other) in first.iter().zip(&second) {
                settle(&mut figures[*one], Unit::Measure(ours));
                settle(&mut figures[*other], Unit::Measure(theirs));
                claims[*other].role = Role::Equivalent { of: *one };
            }
        }
        at += len;
    }
}

/// The figures from `at` on that are multiplied with each other.
fn row(page: &Page<'_>, figures: &[Figure], places: &[Place], at: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for next in at..figures.len().min(at + MOST) {
        let joined = || across(page, places[next - 1].end) == Some(places[next].first);
        if !dimension(&figures[next]) || next > at && !joined() {
            break;
        }
        out.push(next);
    }
    out
}

/// The token behind the word or sign of multiplication at `at`: "by", "x", "-by-".
fn across(page: &Page<'_>, at: usize) -> Option<usize> {
    let inner = if page.glued(at, '-') { at + 1 } else { at };
    let end = inner + page.sense(inner, Sense::Across)?;
    let end = if inner > at && page.glued(end, '-') { end + 1 } else { end };
    (page.gap(at) != Gap::Line && page.gap(end) != Gap::Line).then_some(end)
}

fn dimension(figure: &Figure) -> bool {
    let length = matches!(figure.unit, Some(Unit::Measure(m)) if m.quantity() == "length");
    (length || figure.unit.is_none() && figure.kind == Kind::Cardinal)
        && figure.value.is_some()
        && !figure.range
        && figure.parts.len() == 1
}

/// The one length that the dimensions are measured in.
fn unit(figures: &[Figure], row: &[usize]) -> Option<Measure> {
    let mut found = None;
    for at in row {
        match figures[*at].unit {
            Some(Unit::Measure(m)) if found.is_none_or(|f| f == m) => found = Some(m),
            None => {}
            _ => return None,
        }
    }
    found
}

/// Whether the second row stands in brackets behind the first, or behind "or", and alone there.
fn repeats(page: &Page<'_>, places: &[Place], first: &[usize], second: &[usize]) -> bool {
    let (Some(last), Some(head), Some(tail)) = (first.last(), second.first(), second.last()) else { return false };
    let (from, end) = (places[*last].end, places[*tail].end);
    let mut open = places[*head].first;
    let belongs = |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::Equivalent { .. }).then_some(());
    let mut cued = false;
    while let Some((_, before)) = page.find_before(open, belongs) {
        cued |= page.find(before, |s| matches!(s, Sense::Equivalent { .. }).then_some(())).is_some();
        open = before;
    }
    let Some(open) = open.checked_sub(1).filter(|open| *open >= from) else { return false };
    let near = words_between(page, from, open).is_some_and(|n| n <= MOST_BETWEEN);
    near && closes(page, end) && (page.is(open, '(') || page.is(open, '[') || page.is(open, ',') && cued)
}
