//! Scale words that are worth a second look, and amounts that are held against each other.

use super::equivalent::{closes, words_between};
use super::{Claim, Place};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense, Sided};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// Figures that may stand between two amounts that are compared: dates, shares.
const MOST_FIGURES: usize = 3;
/// Words between the two at most.
const MOST_WORDS: usize = 40;

/// A scale word of another language, or one that means something else in a neighbouring one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleWord {
    /// The index of its figure.
    pub figure: usize,
    /// The word alone.
    pub word: Span,
    /// The word is not this language's.
    pub foreign: bool,
    /// What the value would be multiplied by if the word were meant as the neighbour means it.
    pub elsewhere: Option<Number>,
    /// It stands between quotation marks.
    pub quoted: bool,
}

/// Two amounts of one thing at two times: indices of figures, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub first: usize,
    pub second: usize,
}

/// The scale words of a page that are worth a second look.
pub fn scale_words(page: &Page<'_>, figures: &[Figure]) -> Vec<ScaleWord> {
    let mut quotes: Option<Vec<Span>> = None;
    let mut out = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        for part in figure.parts.iter().filter(|p| p.scale >= Number::ten_to(6)) {
            for at in page.tokens(part.span) {
                let own = page.find(at, |s| if let Sense::Scale { power } = s { Some(power) } else { None });
                let Some((own, len)) = own else { continue };
                let foreign = page.sense(at, Sense::ScaleForeign).is_some();
                let other = page.find(at, |s| if let Sense::ScaleElsewhere { power } = s { Some(power) } else { None });
                let elsewhere = other.map(|(power, _)| Number::ten_to(i32::from(power) - i32::from(own)));
                if foreign || elsewhere.is_some() {
                    let word = page.span(at, at + len);
                    let quotes = quotes.get_or_insert_with(|| quotations(page.text));
                    let quoted = covered(quotes, word);
                    out.push(ScaleWord { figure: index, word, foreign, elsewhere, quoted });
                }
            }
        }
    }
    out
}

/// The amounts of a page that the text holds against an earlier one of the same sentence.
pub fn comparisons(page: &Page<'_>, figures: &[Figure], claims: &[Claim]) -> Vec<Comparison> {
    let mut out = Vec::new();
    for second in 1..figures.len() {
        if !is_amount(&figures[second]) {
            continue;
        }
        // "from $900,000 to $1.1 million" is about no billions told before.
        let told = |i: &usize| {
            let sum = figures[*i].kind == Kind::Money && figures[second].kind == Kind::Money;
            is_amount(&figures[*i]) || sum && figures[*i].value.is_some()
        };
        let nearest = (second.saturating_sub(MOST_FIGURES)..second).rev().find(told);
        let nearest = nearest.filter(|i| is_amount(&figures[*i]));
        let Some(first) = nearest.filter(|i| claims[*i].sentence == claims[second].sentence) else { continue };
        if alike(&figures[first], &figures[second]) && compared(page, &figures[first], &figures[second]) {
            out.push(Comparison { first, second });
        }
    }
    out
}

/// The amounts of a page that are said a second time in the same unit: "4 million (4,000,000)", "5 nghìn tỷ đồng, tức 5.000
/// tỷ đồng". Brackets hold the second one alone.
pub fn restatements(page: &Page<'_>, figures: &[Figure], claims: &[Claim]) -> Vec<Comparison> {
    let mut out = Vec::new();
    for second in 1..figures.len() {
        let first = second - 1;
        let (a, b) = (&figures[first], &figures[second]);
        let same = claims[first].sentence == claims[second].sentence;
        if same && one_thing(page, (a, &claims[first]), (b, &claims[second])) && told_again(page, a, b) {
            out.push(Comparison { first, second });
        }
    }
    out
}

/// Whether two figures are amounts of one thing, one of them large.
fn one_thing(page: &Page<'_>, (a, ours): (&Figure, &Claim), (b, theirs): (&Figure, &Claim)) -> bool {
    let single = |f: &Figure| {
        matches!(f.kind, Kind::Money | Kind::Cardinal | Kind::Measure) && f.value.is_some() && f.parts.len() == 1
    };
    let large = |f: &Figure| f.value.as_ref().is_some_and(|v| v.abs() >= Number::ten_to(6));
    if !single(a) || !single(b) || !(large(a) || large(b)) {
        return false;
    }
    match (a.unit, b.unit) {
        (Some(x), Some(y)) => x == y,
        (Some(_), None) => b.noun.is_none(),
        (None, Some(_)) => false,
        (None, None) => match (a.noun, b.noun) {
            (_, None) => true,
            (Some(x), Some(y)) => {
                // "1,2 triệu dân (1.200 người)"
                let generic = || {
                    let at = page.tokens(y).start;
                    page.sense(at, Sense::Sided(Sided::Generic)).is_some() && digits(a) > 1
                };
                x == y || ours.may_count_with(theirs) || generic()
            }
            (None, Some(_)) => false,
        },
    }
}

/// How many digits a figure has before its noughts.
fn digits(figure: &Figure) -> i32 {
    let value = figure.value.as_ref();
    let span = value.and_then(|v| Some(v.magnitude()? - v.last_digit()? + 1));
    span.unwrap_or(0)
}

/// Whether `b` stands behind `a` in brackets, or behind "or" between commas, and nothing else with it.
fn told_again(page: &Page<'_>, a: &Figure, b: &Figure) -> bool {
    let end = b.noun.map_or(Place::of(page, b).end, |noun| page.tokens(noun).end);
    let (a, b) = (Place::of(page, a), Place::of(page, b));
    let belongs = |s: Sense| matches!(s, Sense::HedgeBefore(_)).then_some(());
    let cue = |s: Sense| matches!(s, Sense::Equivalent { .. }).then_some(());
    let mut start = b.first;
    while let Some((_, before)) = page.find_before(start, belongs) {
        start = before;
    }
    let cued = page.find_before(start, cue).map(|found| found.1);
    let start = cued.unwrap_or(start);
    let Some(open) = start.checked_sub(1).filter(|open| *open >= a.end) else { return false };
    let near = words_between(page, a.end, open).is_some_and(|n| n <= MOST_BETWEEN);
    let set_apart = page.is(open, '(') || page.is(open, '[') || page.is(open, ',') && cued.is_some();
    near && set_apart && closes(page, end) && page.sense(end, Sense::NotEquivalent).is_none()
}

/// Words between an amount and what says it again.
const MOST_BETWEEN: usize = 4;

fn is_amount(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Money | Kind::Cardinal | Kind::Measure)
        && figure.value.is_some()
        && figure.parts.len() == 1
        && figure.parts.iter().any(|p| p.scale >= Number::ten_to(6))
}

/// One unit, or none with the second: "8,7 milliards de yens, après 7,9 billions".
fn alike(first: &Figure, second: &Figure) -> bool {
    let money = matches!(first.unit, Some(Unit::Money(_)));
    first.unit == second.unit || money && second.unit.is_none() || first.unit.is_none() && second.kind == Kind::Money
}

fn compared(page: &Page<'_>, first: &Figure, second: &Figure) -> bool {
    let (a, b) = (Place::of(page, first), Place::of(page, second));
    let start = opening(page, b.first);
    if start < a.end || start - a.end > MOST_WORDS || (a.end..start).any(|at| page.gap(at) == Gap::Line) {
        return false;
    }
    let cue = |s: Sense| matches!(s, Sense::Compared).then_some(());
    if page.find_before(start, cue).is_some() {
        return true;
    }
    let to = |s: Sense| matches!(s, Sense::MovedTo | Sense::RangeLink).then_some(());
    let Some((_, link)) = page.find_before(start, to) else { return false };
    let from = |s: Sense| matches!(s, Sense::From).then_some(());
    let change = |at: usize| page.sense(at, Sense::Change).is_some();
    page.find_before(opening(page, a.first), from).is_some() || (a.end..link).any(change)
}

/// Where the hedges and articles before a number begin.
fn opening(page: &Page<'_>, first: usize) -> usize {
    let belongs = |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::Determiner | Sense::Definite).then_some(());
    let mut at = first;
    while let Some((_, before)) = page.find_before(at, belongs) {
        at = before;
    }
    at
}

/// What stands between quotation marks, in order. A mark without its counterpart opens nothing.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (Some((from, close)), c) if c == close => {
                out.push(Span::new(from, at + c.len_utf8()));
                open = None;
            }
            (None, '“' | '”') => open = Some((at, '”')),
            (None, '„') => open = Some((at, '“')),
            (None, '«') => open = Some((at, '»')),
            (None, '"') => open = Some((at, '"')),
            // A quotation ends with its paragraph.
            (_, '\n') => open = None,
            _ => {}
        }
    }
    out
}

/// Whether one of the spans, which are in order, covers `span`.
pub fn covered(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|s| s.start <= span.start);
    after.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|s| s.covers(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_several_kinds() {
        let text = "He said “a “b” then «c» and \"d\" and “open\nno";
        let found: Vec<&str> = quotations(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["“a “b”", "«c»", "\"d\""]);
        let at = text.find('c').unwrap();
        assert!(covered(&quotations(text), Span::new(at, at + 1)));
        assert!(!covered(&quotations(text), Span::new(0, 2)));
    }
}
