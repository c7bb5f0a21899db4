//! Parts, wholes and what remains.

use super::{Claim, Place, Role, counts, is_any};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense, Shape};

/// Marks shares, wholes with their parts, and remainders.
pub fn mark(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &mut [Claim]) {
    for (at, figure) in figures.iter().enumerate() {
        if claims[at].role != Role::Plain {
            continue;
        }
        if is_remainder(page, figure, places[at]) {
            claims[at].role = Role::Remainder;
        } else if figure.kind == Kind::Ratio
            && let (Some(part), Some(whole)) = (&figure.value, &figure.of)
        {
            claims[at].role = Role::Share { part: part.clone(), whole: whole.clone() };
        } else if counts(figure) && opens_a_whole(page, places[at].first) {
            claims[at].role = Role::Whole;
        }
    }
    for at in 1..figures.len() {
        let whole = at - 1;
        let of_it = claims[whole].role == Role::Whole && claims[whole].sentence == claims[at].sentence;
        let smaller = figures[at].value < figures[whole].value;
        if of_it && smaller && claims[at].role == Role::Plain && counts(&figures[at]) {
            claims[at].role = Role::Part { whole };
        }
    }
}

/// "the other four", "the remaining 82", "les 82 autres", "4/10 restants", "4 restants".
fn is_remainder(page: &Page<'_>, figure: &Figure, place: Place) -> bool {
    if !counts(figure) && figure.kind != Kind::Ratio {
        return false;
    }
    let cue = |s: Sense| matches!(s, Sense::RemainderBefore).then_some(());
    if page.find_before(place.first, cue).is_some() && page.gap(place.first) != Gap::Line {
        return true;
    }
    let definite = page.find_before(place.first, |s| matches!(s, Sense::Determiner).then_some(())).is_some();
    // Behind the figure, or behind the noun it counts: "les 82 hôtels restants".
    let behind_noun = figure.noun.map(|noun| page.tokens(noun).end);
    [Some(place.end), behind_noun].into_iter().flatten().any(|at| {
        let after = |s: Sense| if let Sense::RemainderAfter { definite } = s { Some(definite) } else { None };
        page.gap(at) != Gap::Line && page.find(at, after).is_some_and(|(needs, _)| !needs || definite)
    })
}

/// "Of the 240 hotels questioned, …", "Sur les 28 localités, …" at the head of a sentence or behind a comma.
fn opens_a_whole(page: &Page<'_>, first: usize) -> bool {
    let link = |s: Sense| matches!(s, Sense::RatioLink(_)).then_some(());
    let Some((_, start)) = page.find_before(first, link) else { return false };
    let Some(before) = start.checked_sub(1) else { return true };
    is_any(page, before, &[',', ';', '.', ':', '"', '«', '“', '–', '—']) || page.gap(start) == Gap::Line
        || page.shape(start) == Some(Shape::Word) && page.word(start).chars().next().is_some_and(char::is_uppercase)
}
