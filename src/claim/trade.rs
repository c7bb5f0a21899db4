//! Foreign trade: exports and imports, what they are together, what one has over the other.

use std::ops::Range;

use super::pieces::has;
use super::sum::{Addend, Evidence, Sum, open};
use super::{Layout, Place, counts};
use crate::figure::{Figure, Kind};
use crate::language::{ListWord, Page, Sense, Shape};
use crate::number::Number;

/// How far behind a figure the word for it is looked for: "$4.1 billion in exports".
const BEHIND: usize = 4;

/// What a figure is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Exports,
    Imports,
    Turnover,
    Surplus,
    Deficit,
}

/// The sums of trade of a page: within a sentence, or two that follow each other.
pub fn sums(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> Vec<Sum> {
    let mut out = Vec::new();
    let tells = |word| has(page, 0, page.len(), word);
    // No sum goes without both.
    if !tells(ListWord::Exports) || !tells(ListWord::Imports) {
        return out;
    }
    let places = layout.places.as_slice();
    let mut next = 0;
    // The sentence before: what it tells, and whether it has been made a sum of.
    let mut last: Vec<(usize, Told)> = Vec::new();
    for tokens in &layout.tokens {
        let from = next;
        while next < places.len() && places[next].first < tokens.end {
            next += 1;
        }
        if next - from > 40 {
            last = Vec::new();
            continue;
        }
        let own = told(page, figures, places, tokens, from..next);
        let dated = |range: Range<usize>| range.clone().any(|f| figures[f].kind == Kind::Date);
        // "Imports came to 57.6 billion in May and exports to 49.6 billion": one time is that of all.
        let times = |range: Range<usize>| range.filter(|f| figures[*f].kind == Kind::Date).count();
        let between = own.first().zip(own.last()).is_some_and(|((a, _), (b, _))| times(*a..*b) > 1);
        let mut found = if between { Vec::new() } else { made(figures, &own) };
        if found.is_empty() && !dated(from..next) && !own.is_empty() && !last.is_empty() {
            let both: Vec<_> = last.iter().chain(&own).copied().collect();
            found = made(figures, &both);
        }
        last = if found.is_empty() { own } else { Vec::new() };
        out.extend(found);
    }
    out
}

/// The figures of a sentence that tell of trade.
fn told(
    page: &Page<'_>,
    figures: &[Figure],
    places: &[Place],
    sentence: &Range<usize>,
    own: Range<usize>,
) -> Vec<(usize, Told)> {
    let mut out = Vec::new();
    let mut from = sentence.start;
    for at in own.clone() {
        let figure = &figures[at];
        let scaled = figure.parts.iter().all(|p| p.scale >= Number::from(1000));
        let amount = counts(figure) && !figure.range && (figure.kind == Kind::Money || figure.unit.is_none() && scaled);
        if !amount {
            continue;
        }
        let (first, end) = (places[at].first, places[at].end);
        // "rose by 0.3 billion to 2.8 billion": what is told stands behind.
        let changed = (from..first).any(|i| page.sense(i, Sense::Change).is_some());
        let by = changed && own.contains(&(at + 1)) && places[at + 1].first <= end + 3;
        if by || first > 0 && page.sense(first - 1, Sense::Change).is_some() {
            continue;
        }
        let before = last_word(page, from, first);
        let label = before.or_else(|| {
            let to = (end + BEHIND).min(sentence.end);
            let stop = (end..to)
                .find(|i| matches!(page.shape(*i), Some(Shape::Mark(mark)) if !matches!(mark, '\'' | '’')))
                .unwrap_or(to);
            last_word(page, end, stop)
        });
        // A word behind the figure tells nothing of the next one.
        from = if before.is_none() && label.is_some() { (end + BEHIND).min(sentence.end) } else { end };
        out.extend(label.map(|told| (at, told)));
    }
    out
}

/// What the last word of trade in the tokens `from..to` says.
fn last_word(page: &Page<'_>, from: usize, to: usize) -> Option<Told> {
    let word = |s: Sense| match s {
        Sense::List(ListWord::Exports) => Some(Told::Exports),
        Sense::List(ListWord::Imports) => Some(Told::Imports),
        Sense::List(ListWord::Turnover) => Some(Told::Turnover),
        Sense::List(ListWord::Surplus) => Some(Told::Surplus),
        Sense::List(ListWord::Deficit) => Some(Told::Deficit),
        _ => None,
    };
    let mut found: Option<(Told, usize)> = None;
    let mut at = from;
    while at < to {
        let Some((told, len)) = page.find(at, word) else {
            at += 1;
            continue;
        };
        // "exports and imports came to": both together.
        let joined =
            found.is_some_and(|(before, end)| before != told && end + 1 == at && page.sense(end, Sense::And).is_some());
        found = Some((if joined { Told::Turnover } else { told }, at + len));
        at += len;
    }
    found.map(|f| f.0)
}

fn made(figures: &[Figure], told: &[(usize, Told)]) -> Vec<Sum> {
    let one = |what: Told| {
        let mut all = told.iter().filter(|(_, t)| *t == what);
        let first = all.next().map(|(at, _)| *at);
        first.filter(|_| all.next().is_none())
    };
    let (Some(exports), Some(imports)) = (one(Told::Exports), one(Told::Imports)) else { return Vec::new() };
    let addend = |at: usize, minus: bool| {
        let figure = &figures[at];
        Some(Addend { span: figure.span, value: figure.value.clone()?, open: open(figure)?, minus })
    };
    let sum = |total: usize, plus: usize, other: usize, minus: bool| {
        // "12.6 billion euros, with 7.2 billion in exports": the unit need not be said again.
        let all = [total, plus, other].map(|at| figures[at].unit);
        let unit = all.into_iter().flatten().next();
        let alike = all.into_iter().all(|u| u.is_none() || u == unit);
        let parts = vec![addend(plus, false)?, addend(other, minus)?];
        alike.then(|| Sum { totals: vec![total], parts, evidence: Evidence::Complete })
    };
    let mut out = Vec::new();
    out.extend(one(Told::Turnover).and_then(|total| sum(total, exports, imports, false)));
    out.extend(one(Told::Surplus).and_then(|total| sum(total, exports, imports, true)));
    out.extend(one(Told::Deficit).and_then(|total| sum(total, imports, exports, true)));
    out
}
