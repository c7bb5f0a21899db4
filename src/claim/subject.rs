//! What a figure is told of: the words around it, to tell whether two figures are the same claim.

use std::ops::Range;

use smallvec::SmallVec;

use super::{Layout, Place};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Lasting, Page, Sense, Shape, Sided};

/// A word of a sentence that a comparable figure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word without case and inflection, as a hash.
    pub stem: u32,
    pub kind: WordKind,
}

/// What a word tells of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    Plain,
    /// Capitals inside a sentence: a place, a person, a firm.
    Name,
    /// Another thing, another time, a part of it: "another", "each", "last year".
    Contrast,
    /// How far it reaches: "worldwide", "net".
    Scope,
    /// What is planned or expected, and not what is.
    Plan,
    /// Somebody who counts for himself: "organisers", "police".
    Rival,
    /// What was said before is said again: "repeated".
    Again,
}

/// The words beside a figure: indices of the block's terms. It stands at the index of its figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Its sentence.
    pub sentence: (u32, u32),
    /// What stands in its clause on its two sides.
    pub near: (u32, u32),
    /// The first of them behind the figure.
    pub middle: u32,
    /// The noun it counts, the last word that tells what it is: a hash, 0 for none.
    pub noun: u32,
    /// The noun says little: "people", "cases".
    pub generic: bool,
    /// An end of a change or a difference ("from 12", "up to 15").
    pub moving: bool,
    /// What follows says where it is, or of what: "12% in the north".
    pub placed: bool,
}

/// Words on each side of a figure that are near it.
const NEAR: usize = 5;
/// Words of a sentence that are kept.
const MOST: usize = 60;
/// Tokens between a figure and a word: what is farther is not near it, whatever stands between.
const FAR: usize = 100;

/// The terms of a page and the subject of each figure.
pub fn subjects(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> (Vec<Word>, Vec<Subject>) {
    let mut terms = Vec::new();
    let mut out = vec![Subject::default(); figures.len()];
    // Most blocks have no figure.
    let told = |f: &Figure| comparable(f) || matches!(f.kind, Kind::Multiple | Kind::Fraction);
    if !figures.iter().any(told) {
        return (terms, out);
    }
    let titled = titled(page);
    let mut at = 0;
    while at < figures.len() {
        let sentence = layout.sentences.partition_point(|s| s.end <= figures[at].span.start);
        let span = layout.sentences.get(sentence).copied().unwrap_or_default();
        let end = at + figures[at..].iter().take_while(|f| f.span.start < span.end).count().max(1);
        if figures[at..end].iter().any(told) {
            let tokens = layout.sentence(sentence).unwrap_or_default();
            of_sentence(page, tokens, (at, end), figures, &layout.places, titled, &mut terms, &mut out);
        }
        at = end;
    }
    (terms, out)
}

/// Whether a figure states an amount of something that can be told again.
pub fn comparable(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Percent | Kind::Measure)
        && figure.value.is_some()
        && !figure.range
}

/// Whether most words of a text begin with a capital, as in some headlines: then capitals make no names.
fn titled(page: &Page<'_>) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for (at, token) in page.toks.iter().take(40).enumerate() {
        if token.shape == Shape::Word && token.end - token.start > 3 {
            words += 1;
            capitals += usize::from(is_capital(page, at));
        }
    }
    capitals * 2 > words
}

fn is_capital(page: &Page<'_>, at: usize) -> bool {
    page.has_capital(at)
}

#[allow(clippy::too_many_arguments)]
fn of_sentence(
    page: &Page<'_>,
    tokens: Range<usize>,
    (from, until): (usize, usize),
    figures: &[Figure],
    places: &[Place],
    titled: bool,
    terms: &mut Vec<Word>,
    out: &mut [Subject],
) {
    let first = terms.len();
    terms.reserve(tokens.len().min(MOST));
    // The token of each term.
    let mut told: SmallVec<[usize; 64]> = SmallVec::new();
    let mut figure = from;
    let mut at = tokens.start;
    while at < tokens.end && terms.len() - first < MOST {
        while figure < until && places[figure].end <= at {
            figure += 1;
        }
        if figure < until && places[figure].first <= at {
            at = places[figure].end.max(at + 1);
            continue;
        }
        match page.shape(at) {
            Some(Shape::Word) => {
                let (kind, len) = kind(page, at, tokens.start, titled);
                if let Some(kind) = kind {
                    terms.push(Word { stem: stem(page, at), kind });
                    told.push(at);
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    let all = (first as u32, terms.len() as u32);
    for at in (from..until).filter(|at| comparable(&figures[*at])) {
        let place = places[at];
        let mut crossed_before = 0;
        let split = told.partition_point(|token| *token < place.first);
        // Marks that part clauses.
        let parts =
            |i: &usize| matches!(page.shape(*i), Some(Shape::Mark(m)) if !matches!(m, '-' | '\'' | '’' | '/' | '&'));
        // "Le tunnel, long de 8,4 km": where little stands in the clause, what it is set beside counts.
        let mut left = 0;
        let (mut crossed, mut passed) = (0, place.first);
        for token in told[..split].iter().rev().take(NEAR) {
            if place.first - token > FAR {
                break;
            }
            crossed += (*token..passed).filter(parts).count();
            passed = *token;
            if crossed > usize::from(left < 2 || crossed_before == 1) {
                break;
            }
            crossed_before = crossed;
            left += 1;
        }
        let mut passed = place.end;
        let mut behind = |token: usize| {
            let here = token <= place.end + FAR && !(passed..token).any(|i| parts(&i));
            passed = token;
            here
        };
        let right = told[split..].iter().take(NEAR).take_while(|token| behind(**token)).count();
        let (noun, generic) = noun(page, &figures[at]);
        let last = at.checked_sub(1).map(|before| places[before].end);
        out[at] = Subject {
            sentence: all,
            near: ((first + split - left) as u32, (first + split + right) as u32),
            middle: (first + split) as u32,
            noun,
            generic,
            moving: moving(page, place, last),
            placed: {
                let behind_noun = figures[at].noun.map(|noun| page.tokens(noun).end);
                let elsewhere = |end| page.sense(end, Sense::Elsewhere).is_some();
                elsewhere(place.end) || behind_noun.is_some_and(elsewhere)
            },
        };
    }
}

/// What a word is to a claim, and how many tokens it takes; nothing for words that tell nothing.
fn kind(page: &Page<'_>, at: usize, start: usize, titled: bool) -> (Option<WordKind>, usize) {
    let (mut sided, mut ago, mut empty, mut function) = (None, false, false, false);
    for hit in page.hits(at) {
        match hit.sense {
            Sense::Sided(kind) => sided = sided.or(Some((kind, hit.tokens))),
            Sense::Elapsed(Lasting::Ago) => ago = true,
            Sense::Function => {
                function = true;
                empty |= hit.tokens == 1;
            }
            Sense::Of | Sense::And | Sense::Article | Sense::HedgeBefore(_) | Sense::Determiner => {
                empty |= hit.tokens == 1;
            }
            _ => {}
        }
    }
    if let Some((sided, len)) = sided {
        let kind = match sided {
            Sided::Contrast => WordKind::Contrast,
            Sided::Scope => WordKind::Scope,
            Sided::Plan => WordKind::Plan,
            Sided::Rival => WordKind::Rival,
            Sided::Again => WordKind::Again,
            Sided::Generic => WordKind::Plain,
        };
        return (Some(kind), len);
    }
    if ago {
        return (Some(WordKind::Contrast), 1);
    }
    // "comptera", "coûteront"
    if !function && page.shape(at) == Some(Shape::Word) && page.pack.is_planned(page.word(at)) {
        return (Some(WordKind::Plan), 1);
    }
    // One letter is an elided article or a list's mark.
    if empty || page.word(at).chars().nth(1).is_none() {
        return (None, 1);
    }
    let name = !titled && at > start && is_capital(page, at) && page.gap(at) != Gap::None && !opens(page, at - 1);
    (Some(if name { WordKind::Name } else { WordKind::Plain }), 1)
}

fn opens(page: &Page<'_>, at: usize) -> bool {
    matches!(page.shape(at), Some(Shape::Mark('"' | '“' | '«' | '‘' | ':' | '–' | '—' | '•')))
}

/// The noun's word that tells what is counted, and whether that is little.
fn noun(page: &Page<'_>, figure: &Figure) -> (u32, bool) {
    let Some(noun) = figure.noun else { return (0, false) };
    let tokens = page.tokens(noun);
    if tokens.is_empty() {
        return (0, false);
    }
    let generic = tokens.clone().any(|at| page.sense(at, Sense::Sided(Sided::Generic)).is_some());
    let at = match page.pack.nouns.modifiers {
        crate::language::Modifiers::Before => tokens.end - 1,
        // Two syllables make most words.
        crate::language::Modifiers::Together if tokens.len() > 1 => {
            let second = stem(page, tokens.start + 1);
            return (stem(page, tokens.start).rotate_left(7) ^ second, generic);
        }
        _ => tokens.start,
    };
    (stem(page, at), generic)
}

/// "from 12", "to 15", "by 3": an end of a change or its size.
fn moving(page: &Page<'_>, place: Place, last: Option<usize>) -> bool {
    let hedge = page.find_before(place.first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(()));
    let first = hedge.map_or(place.first, |found| found.1);
    let link = |s: Sense| matches!(s, Sense::From | Sense::Sided(Sided::Contrast)).then_some(());
    let opens = page.find_before(first, link).is_some_and(|(_, at)| page.sense(at, Sense::Of).is_none());
    // "from 12 to 15"
    let range = page.find_before(first, |s| matches!(s, Sense::RangeLink).then_some(()));
    opens || range.is_some_and(|(_, at)| last == Some(at))
}

/// A word without case and inflection, as a hash (FNV-1a).
pub(super) fn stem(page: &Page<'_>, at: usize) -> u32 {
    page.folded(at, |word| {
        let cut = page.pack.stem(word);
        cut.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}
