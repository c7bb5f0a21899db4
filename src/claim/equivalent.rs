//! The same amount in another unit: in brackets, between commas, behind "soit".

use super::{Claim, Place, Role, degrees, is_any};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Measure, Unit};

/// Words that may stand between an amount and the bracket with its equivalent ("57 miles of new road (92 km)").
const MOST_BETWEEN: usize = 6;

/// Marks every figure that says another one's amount in another unit.
pub fn mark(page: &Page<'_>, figures: &mut [Figure], places: &[Place], claims: &mut [Claim]) {
    for at in 1..figures.len() {
        if matches!(claims[at].role, Role::Equivalent { .. }) {
            continue;
        }
        let same_sentence = |of: usize| claims[of].sentence == claims[at].sentence;
        let Some(of) = source(page, figures, places, claims, at).filter(|of| same_sentence(*of)) else { continue };
        claims[at].role = Role::Equivalent { of };
        if matches!(figures[of].unit, Some(Unit::Measure(m)) if m.is_temperature()) {
            degrees::settle(page, figures, places, claims, (of, at));
        }
        let Some((a, b)) = units(&figures[of], &figures[at]) else { continue };
        settle(&mut figures[of], a);
        settle(&mut figures[at], b);
    }
}

/// Gives a figure the one of its units that its equivalent shows; the other one stays possible.
pub(super) fn settle(figure: &mut Figure, unit: Unit) {
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
    let bracket = start > 0 && is_any(page, start - 1, &['(', '[']);
    // "$84 a barrel (159 litres)": what the price is told for.
    if bracket && priced_for(&figures[before], &figures[at]) {
        let right_behind = start - 1 == places[before].end;
        return (right_behind && closes(page, places[at].end)).then_some(before);
    }
    if !converts(&figures[before], &figures[at]) || page.sense(places[at].end, Sense::NotEquivalent).is_some() {
        return None;
    }
    let from = places[before].end;
    if bracket {
        return in_brackets(page, from, start - 1, places[at].end).then_some(before);
    }
    // "(soit 8 km)", "(tương đương 4.000 USD)"
    let cued = page.find_before(start, |s| matches!(s, Sense::Equivalent { .. }).then_some(())).map_or(start, |f| f.1);
    if cued < start && cued > 0 && is_any(page, cued - 1, &['(', '[']) {
        return in_brackets(page, from, cued - 1, places[at].end).then_some(before);
    }
    // "300 km/186 miles": two units of a thing, if they are anywhere near each other.
    if start > 0 && start - 1 == from && is_any(page, from, &['/']) {
        return same_thing(&figures[before], &figures[at]).then_some(before);
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
    // "60 days of 45 minutes each, or 45 hours": many times the one before.
    let each = (from..begin).any(|t| page.sense(t, Sense::EachOne).is_some());
    (!each && words_between(page, from, begin)?.le(&MOST_BETWEEN)).then_some(before)
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
pub(super) fn words_between(page: &Page<'_>, from: usize, to: usize) -> Option<usize> {
    let words = (from..to).all(|i| {
        matches!(page.shape(i), Some(Shape::Word | Shape::Mark('-' | '\'' | '’'))) && page.gap(i) != Gap::Line
    });
    (from <= to && words).then_some(to - from)
}

/// Whether a bracket, a comma or a full stop closes what ends before token `at`.
pub(super) fn closes(page: &Page<'_>, at: usize) -> bool {
    // "1,000-foot-deep (305-metre-deep)"
    let tail = page.glued(at, '-') && page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Word);
    let at = if tail { at + 2 } else { at };
    // "24 billion yen at that rate."
    let behind = |s: Sense| matches!(s, Sense::HedgeAfter(_) | Sense::AtRate).then_some(());
    let hedge = page.find(at, behind).map_or(0, |f| f.1);
    at + hedge >= page.len() || is_any(page, at + hedge, &[')', ']', ',', ';', '.', ':', '–', '—', '/'])
}

/// The units in which two figures measure the same thing, if any: their first meanings before others.
fn units(a: &Figure, b: &Figure) -> Option<(Unit, Unit)> {
    let pair = |x: &Unit| b.unit.iter().chain(&b.unit_or).find(|y| convert(*x, **y)).map(|y| (*x, *y));
    a.unit.iter().chain(&a.unit_or).find_map(pair)
}

fn converts(a: &Figure, b: &Figure) -> bool {
    units(a, b).is_some() || told_apart(a, b)
}

/// "$3.4 million (US$2.1 million)": dollars of a country that the article tells.
fn told_apart(a: &Figure, b: &Figure) -> bool {
    let sums = matches!((a.unit, b.unit), (Some(Unit::Money(x)), Some(Unit::Money(y))) if x == y);
    sums && a.shared != b.shared && a.value != b.value && a.value.is_some() && b.value.is_some()
}

/// Whether two different units measure the same thing.
fn convert(a: Unit, b: Unit) -> bool {
    match (a, b) {
        (Unit::Measure(x), Unit::Measure(y)) => x != y && x.quantity() == y.quantity(),
        (Unit::Money(x), Unit::Money(y)) => x != y,
        // "20,000 dong a kilo (80 cents)": the equivalent is told for as much.
        (Unit::MoneyPer(x, _), Unit::Money(y)) => x != y,
        (Unit::MoneyPer(x, m), Unit::MoneyPer(y, n)) => (x, m) != (y, n) && m.quantity() == n.quantity(),
        _ => false,
    }
}

/// How far apart two numbers set apart by a slash may be and still mean one thing: eight to five, less than a mile to a kilometre.
const APART: (i64, i64) = (8, 5);

/// Whether two measures are about as much. "5 km/10 mile races" are two, prices in two currencies are seldom converted.
fn same_thing(a: &Figure, b: &Figure) -> bool {
    let (Some(Unit::Measure(x)), Some(Unit::Measure(y))) = (a.unit, b.unit) else { return false };
    let (Some(one), Some(other)) = (&a.value, &b.value) else { return false };
    x.is_temperature() || x.convert(one, y).is_some_and(|exact| about(&exact, other, APART))
}

/// Whether two numbers are within a factor of each other.
fn about(a: &Number, b: &Number, (more, less): (i64, i64)) -> bool {
    let (a, b) = (a.abs(), b.abs());
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high * Number::from(less) <= low * Number::from(more)
}

/// Whether `b` says in another unit what the price `a` is told for, or nearly so.
fn priced_for(a: &Figure, b: &Figure) -> bool {
    let (Some(per), Some(Unit::Measure(to)), Some(value)) = (price_unit(a), b.unit, &b.value) else { return false };
    let exact = per.convert(&Number::ONE, to);
    per != to && !b.range && exact.is_some_and(|exact| about(&exact, value, (2, 1)))
}

/// What a price is told for, unless that is a time.
fn price_unit(figure: &Figure) -> Option<Measure> {
    match figure.unit {
        Some(Unit::MoneyPer(_, per)) if per.quantity() != "duration" => Some(per),
        _ => None,
    }
}
