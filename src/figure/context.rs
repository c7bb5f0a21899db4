//! What stands around a figure: its hedge and the noun that it counts.

use super::model::Hedge;
use crate::language::{Gap, Modifiers, Page, Sense, Shape};
use crate::number::{Interval, Number};
use crate::text::Span;

/// The hedge of a figure of the tokens `first..end`: right before it, else right behind it.
pub fn hedge(page: &Page<'_>, first: usize, end: usize) -> Option<Hedge> {
    let before = |s: Sense| if let Sense::HedgeBefore(h) = s { Some(h) } else { None };
    let mut at = first;
    // "environ les 25", "(environ 25)"
    if let Some((_, determiner)) = page.find_before(at, |s| matches!(s, Sense::Determiner).then_some(())) {
        at = determiner;
    }
    // "$150m more than the $1.1bn planned" holds two amounts against each other.
    let amount = |s: Sense| {
        matches!(
            s,
            Sense::Scale { .. } | Sense::ScaleShort { .. } | Sense::Percent | Sense::Unit { .. } | Sense::Money { .. }
        )
        .then_some(())
    };
    let compares = |start: usize| {
        start < at
            && start
                .checked_sub(1)
                .is_some_and(|b| page.shape(b) == Some(Shape::Digits) || page.find(b, amount).is_some())
            && at < first
    };
    let hedge = |at: usize| {
        page.find_before(at, before).filter(|(_, start)| page.gap(at) != Gap::Line && !compares(*start)).map(|(h, _)| h)
    };
    hedge(first)
        .or_else(|| (at < first).then(|| hedge(at)).flatten())
        // "une dizaine", but not "des dizaines de milliers", which is no number at all.
        .or_else(|| page.sense(end.checked_sub(1)?, Sense::Rough).map(|_| Hedge::About))
        .or_else(|| hedge_after(page, end))
}

/// The hedge that begins at token `end`, behind a figure or its noun.
pub fn hedge_after(page: &Page<'_>, end: usize) -> Option<Hedge> {
    let after = |s: Sense| if let Sense::HedgeAfter(h) = s { Some(h) } else { None };
    let end = if page.glued(end, '-') && page.gap(end + 1) == Gap::None { end + 1 } else { end };
    page.find(end, after).filter(|_| page.gap(end) != Gap::Line).map(|(h, _)| h)
}

/// Whether the words before a number say that it is an age: "aged 16 to 24", "aged 15 and 17".
pub fn aged(page: &Page<'_>, first: usize) -> bool {
    let cue = |at: usize| page.find_before(at, |s| matches!(s, Sense::AgeCue).then_some(())).is_some();
    let mut at = first;
    for _ in 0..4 {
        if let Some((_, hedge)) = page.find_before(at, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())) {
            at = hedge;
        }
        if cue(at) {
            return true;
        }
        let Some(before) = at.checked_sub(2).filter(|b| page.shape(*b) == Some(Shape::Digits)) else { return false };
        if !page.is(at - 1, ',') && page.find(at - 1, |s| matches!(s, Sense::And).then_some(())).is_none() {
            return false;
        }
        at = before;
    }
    false
}

/// What a hedge leaves of an interval around `value`: the side that it opens has no bound.
pub fn hedged(interval: Interval, hedge: Option<Hedge>) -> Interval {
    match hedge {
        Some(Hedge::MoreThan | Hedge::AtLeast) => Interval { high: None, ..interval },
        Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly) => Interval { low: None, ..interval },
        Some(Hedge::About) | None => interval,
    }
}

/// The interval of a value with its precision and hedge.
pub fn interval(value: &Number, step: &Number, hedge: Option<Hedge>) -> Interval {
    hedged(Interval::around(value, step), hedge)
}

/// The noun phrase that a number counts, which begins at token `at`; `scaled` where "of" may lead to it
/// ("3 millions de voitures"), `singular` where one is counted.
pub fn noun(page: &Page<'_>, at: usize, scaled: bool, singular: bool) -> Option<Span> {
    // "zweimal"
    if page.in_word(at) {
        return None;
    }
    let mut first = at;
    if scaled && let Some(of) = page.sense(at, Sense::Of) {
        first += of;
    }
    if page.glued(first, '-') && page.gap(first + 1) == Gap::None {
        first += 1;
        // "1,000-odd workers"
        let hedge = |s: Sense| matches!(s, Sense::HedgeAfter(_)).then_some(());
        let odd = page.find(first, hedge).map_or(0, |(_, len)| len);
        first += odd;
        // "a 27-nation bloc", "the 80,000-seat stadium"
        let describes = page.gap(first + 1) == Gap::Space && belongs(page, first + 1, false);
        if odd == 0
            && page.pack.nouns.modifiers == Modifiers::Before
            && describes
            && belongs(page, first, true)
            && page.shape(at - 1) == Some(Shape::Digits)
            && page.sense(first, Sense::Interloper).is_none()
        {
            return Some(page.span(first, first + 1));
        }
    }
    // "the 60s"
    if first == at && page.gap(first) == Gap::None && page.word(first).len() == 1 {
        return None;
    }
    // "les cinq autres pays"
    first +=
        page.find(first, |s| matches!(s, Sense::RemainderAfter { definite: true }).then_some(())).map_or(0, |f| f.1);
    let nouns = &page.pack.nouns;
    let mut end = first;
    let small = |at: usize| page.word(at).chars().next().is_some_and(char::is_lowercase);
    while end - first < nouns.longest && belongs(page, end, end == first) {
        // "hai tỉnh Bến Tre": names follow what is counted.
        if nouns.modifiers == Modifiers::Together && end > first && small(first) && !small(end) {
            break;
        }
        end = joined(page, end);
    }
    if end == first {
        return None;
    }
    let plural = |at: usize| {
        let word = page.word(at);
        let ending =
            |ending: &String| word.ends_with(ending.as_str()) && word.len() > ending.len().max(2) || word == ending;
        !word.ends_with("ss") && nouns.plural.iter().any(ending)
    };
    let last = match nouns.modifiers {
        // Where a plural is due and none stands there, what follows is a verb: "96 have", "100 report".
        Modifiers::Before if singular || nouns.plural.is_empty() => (first..end).find(|i| plural(*i)).unwrap_or(first),
        Modifiers::Before => (first..end).find(|i| plural(*i))?,
        Modifiers::Together => end - 1,
        Modifiers::Capital => (first..end).find(|i| page.word(*i).chars().next().is_some_and(char::is_uppercase))?,
        Modifiers::After if !singular && !plural(first) && !plural(joined(page, first) - 1) => return None,
        // "sous-traitants étrangers"
        Modifiers::After => {
            let head = joined(page, first) - 1;
            head + (head + 1..end).take_while(|i| plural(*i)).count()
        }
    };
    Some(page.span(first, last + 1))
}

/// The token behind the word at `at` with what a hyphen joins to it: "white-collar", "sous-traitants".
fn joined(page: &Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while page.glued(end, '-') && page.gap(end + 1) == Gap::None && page.shape(end + 1) == Some(Shape::Word) {
        end += 2;
    }
    end
}

/// Whether a token can stand in a counted noun phrase.
fn belongs(page: &Page<'_>, at: usize, first: bool) -> bool {
    if page.shape(at) != Some(Shape::Word) || page.gap(at) == Gap::None && !first {
        return false;
    }
    // An elided article ("l'usine") is no noun.
    if page.gap(at + 1) == Gap::None && matches!(page.shape(at + 1), Some(Shape::Mark('\'' | '’'))) {
        return false;
    }
    // "sous-traitants"
    let compound = joined(page, at) > at + 1;
    !page.hits(at).any(|h| {
        h.sense == Sense::Function && !compound && h.tokens == 1
            || matches!(
                h.sense,
                Sense::Add { .. }
                    | Sense::Times { .. }
                    | Sense::Scale { .. }
                    | Sense::Percent
                    | Sense::RemainderAfter { .. }
                    | Sense::Change
                    | Sense::Month(_)
                    | Sense::Weekday(_)
            ) && h.tokens == 1
    })
}
