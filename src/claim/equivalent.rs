//! The same amount in another unit: in brackets, between commas, behind "soit".

use super::{Claim, Place, Role, is_any};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense, Shape};
use crate::units::Unit;

/// Words that may stand between an amount and the bracket with its equivalent ("57 miles of new road (92 km)").
const MOST_BETWEEN: usize = 6;

/// Marks every figure that says another one's amount in another unit.
pub fn mark(page: &Page<'_>, figures: &mut [Figure], places: &[Place], claims: &mut [Claim]) {
    for at in 1..figures.len() {
        let same_sentence = |of: usize| claims[of].sentence == claims[at].sentence;
        let Some(of) = source(page, figures, places, claims, at).filter(|of| same_sentence(*of)) else { continue };
        claims[at].role = Role::Equivalent { of };
        let Some((a, b)) = units(&figures[of], &figures[at]) else { continue };
        settle(&mut figures[of], a);
        settle(&mut figures[at], b);
    }
}

/// Gives a figure the one of its units that its equivalent shows; the other one stays possible.
fn settle(figure: &mut Figure, unit: Unit) {
    if let Some(old) = figure.unit.replace(unit).filter(|old| *old != unit) {
        figure.unit_or.retain(|other| *other != unit);
        // What is measured another way is out: pounds of weight are no money.
        if Kind::of_unit(Some(old)) == Kind::of_unit(Some(unit)) {
            figure.unit_or.push(old);
        }
        figure.kind = Kind::of_unit(Some(unit));
    }
}

/// The figure that `at` repeats in another unit.
fn source(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> Option<usize> {
    let before = at - 1;
    let start = opening(page, places[at].first, figures[at].range);
    // "(42 km; 138,000 ft)": the second in the brackets repeats what the first does.
    if let Role::Equivalent { of } = claims[before].role
        && is_any(page, places[before].end, &[';', ',', '/'])
        && start == places[before].end + 1
        && converts(&figures[of], &figures[at])
    {
        return Some(of);
    }
    if !converts(&figures[before], &figures[at]) || page.sense(places[at].end, Sense::NotEquivalent).is_some() {
        return None;
    }
    let from = places[before].end;
    if start > 0 && is_any(page, start - 1, &['(', '[']) {
        return in_brackets(page, from, start - 1, places[at].end).then_some(before);
    }
    // "57 miles – 92 km – of road": between dashes, as in brackets.
    if start > 0 && start - 1 == from && is_any(page, from, &['–', '—']) && page.gap(from) == Gap::Space {
        return (page.gap(start) == Gap::Space && closes(page, places[at].end)).then_some(before);
    }
    let equivalent = |s: Sense| if let Sense::Equivalent { apart } = s { Some(apart) } else { None };
    let (apart, cue) = page.find_before(start, equivalent)?;
    // "soit 10 km, soit 5 miles": one or the other.
    if page.find_before(opening(page, places[before].first, false), equivalent).is_some() {
        return None;
    }
    let comma = cue > 0 && is_any(page, cue - 1, &[',']);
    let begin = if comma { cue - 1 } else { cue };
    if apart {
        // "5 miles, or 8 km, away": without its commas "or" offers a choice.
        return (comma && begin == from && closes(page, places[at].end)).then_some(before);
    }
    (words_between(page, from, begin)?.le(&MOST_BETWEEN)).then_some(before)
}

/// Where what belongs to the figure at token `first` begins: its hedge, the "from" of a range.
fn opening(page: &Page<'_>, first: usize, range: bool) -> usize {
    // "3 metres (from 5 feet)" tells what it was before, "(from 5 to 7 feet)" is a range.
    let belongs = |s: Sense| match s {
        Sense::HedgeBefore(_) => Some(()),
        Sense::From | Sense::Between if range => Some(()),
        _ => None,
    };
    let mut at = first;
    while let Some((_, before)) = page.find_before(at, belongs) {
        at = before;
    }
    at
}

/// Whether the brackets from `open` hold the equivalent and nothing else, right behind what it repeats.
fn in_brackets(page: &Page<'_>, from: usize, open: usize, end: usize) -> bool {
    let near = words_between(page, from, open).is_some_and(|n| n <= MOST_BETWEEN);
    near && closes(page, end)
}

/// How many words stand between two tokens, if nothing but words does.
fn words_between(page: &Page<'_>, from: usize, to: usize) -> Option<usize> {
    let words = (from..to).all(|i| {
        matches!(page.shape(i), Some(Shape::Word | Shape::Mark('-' | '\'' | '’'))) && page.gap(i) != Gap::Line
    });
    (from <= to && words).then_some(to - from)
}

/// Whether a bracket, a comma or a full stop closes what ends before token `at`.
fn closes(page: &Page<'_>, at: usize) -> bool {
    // "1,000-foot-deep (305-metre-deep)"
    let tail = page.glued(at, '-') && page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Word);
    let at = if tail { at + 2 } else { at };
    let hedge = page.find(at, |s| matches!(s, Sense::HedgeAfter(_)).then_some(())).map_or(0, |f| f.1);
    at + hedge >= page.len() || is_any(page, at + hedge, &[')', ']', ',', ';', '.', ':', '–', '—', '/'])
}

/// The units in which two figures measure the same thing, if any: their first meanings before others.
fn units(a: &Figure, b: &Figure) -> Option<(Unit, Unit)> {
    let all = |f: &Figure| f.unit.into_iter().chain(f.unit_or.iter().copied()).collect::<Vec<_>>();
    let (ours, theirs) = (all(a), all(b));
    let pairs = ours.iter().flat_map(|x| theirs.iter().map(move |y| (*x, *y)));
    pairs.into_iter().find(|(x, y)| convert(*x, *y))
}

fn converts(a: &Figure, b: &Figure) -> bool {
    units(a, b).is_some()
}

/// Whether two different units measure the same thing.
fn convert(a: Unit, b: Unit) -> bool {
    match (a, b) {
        (Unit::Measure(x), Unit::Measure(y)) => x != y && x.quantity() == y.quantity(),
        (Unit::Money(x), Unit::Money(y)) => x != y,
        (Unit::MoneyPer(x, m), Unit::MoneyPer(y, n)) => (x, m) != (y, n) && m.quantity() == n.quantity(),
        _ => false,
    }
}
