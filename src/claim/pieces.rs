//! Cutting an enumeration at its commas, semicolons and "and".

use super::Place;
use crate::language::{Gap, ListWord, Page, Sense, Shape};

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    Start,
    Comma,
    Semicolon,
    And,
    /// ", and"
    CommaAnd,
}

/// The tokens `first..end` between two separators; brackets and quotations inside are whole.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub first: usize,
    pub end: usize,
    pub before: Before,
}

/// Lists of more pieces are not looked at.
const MOST: usize = 40;

/// The pieces of the tokens `from..to`; none where there are too many.
pub fn pieces(page: &Page<'_>, places: &[Place], from: usize, to: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let (mut first, mut at) = (from, from);
    let mut before = Before::Start;
    // Brackets that nothing closes are looked for once.
    let mut closed = true;
    while at < to {
        // A separator inside a figure or a known name is none.
        if let Some(end) = inside(places, at).or_else(|| named(page, at)).filter(|end| *end > at) {
            at = end;
            continue;
        }
        if let Some(closer) = opener(page, at).filter(|_| closed) {
            match (at + 1..to).find(|i| page.is(*i, closer)) {
                Some(end) => at = end + 1,
                None => {
                    closed = false;
                    at += 1;
                }
            }
            continue;
        }
        let Some((kind, len)) = separator(page, at) else {
            at += 1;
            continue;
        };
        if at > first {
            out.push(Piece { first, end: at, before });
            before = kind;
        } else if before == Before::Comma && kind == Before::And {
            before = Before::CommaAnd;
        } else if kind != Before::And || before == Before::Start {
            before = kind;
        }
        if out.len() > MOST {
            return Vec::new();
        }
        at += len;
        first = at;
    }
    if to > first {
        out.push(Piece { first, end: to, before });
    }
    out
}

/// Where the figure ends that begins at a token.
fn inside(places: &[Place], at: usize) -> Option<usize> {
    let next = places.partition_point(|p| p.end <= at);
    places.get(next).filter(|p| p.first <= at).map(|p| p.end)
}

fn named(page: &Page<'_>, at: usize) -> Option<usize> {
    page.sense(at, Sense::List(ListWord::Name)).map(|len| at + len)
}

fn opener(page: &Page<'_>, at: usize) -> Option<char> {
    match page.shape(at)? {
        Shape::Mark('(') => Some(')'),
        Shape::Mark('[') => Some(']'),
        Shape::Mark('“') => Some('”'),
        Shape::Mark('«') => Some('»'),
        Shape::Mark('"') => Some('"'),
        _ => None,
    }
}

fn separator(page: &Page<'_>, at: usize) -> Option<(Before, usize)> {
    match page.shape(at)? {
        Shape::Mark(',') => Some((Before::Comma, 1)),
        Shape::Mark(';') => Some((Before::Semicolon, 1)),
        Shape::Word if page.gap(at) != Gap::None => {
            let and = |s: Sense| matches!(s, Sense::And | Sense::List(ListWord::Also)).then_some(());
            page.find(at, and).map(|(_, len)| (Before::And, len))
        }
        _ => None,
    }
}

/// Whether a word of lists stands in the tokens `from..to`.
pub fn has(page: &Page<'_>, from: usize, to: usize, word: ListWord) -> bool {
    page.has(from..to, Sense::List(word))
}

/// Whether a phrase that says "not all" stands in the tokens `from..to`.
pub fn is_open(page: &Page<'_>, from: usize, to: usize) -> bool {
    page.has(from..to, Sense::Subset) || page.has(from..to, Sense::List(ListWord::Open))
}
