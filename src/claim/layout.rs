//! Where the sentences and the figures of a page stand, in tokens: found once, for all families of claims.

use std::ops::Range;

use smallvec::SmallVec;

use super::Place;
use crate::figure::Figure;
use crate::language::Page;
use crate::text::Span;

/// The sentences and figures of a page.
#[derive(Debug, Default)]
pub struct Layout<'a> {
    pub sentences: &'a [Span],
    /// The tokens of each sentence.
    pub(super) tokens: SmallVec<[Range<usize>; 16]>,
    /// Those of each figure.
    pub(super) places: SmallVec<[Place; 16]>,
}

impl<'a> Layout<'a> {
    /// That of a page with figures, which come in the order of the text as its sentences do; of others nothing is asked.
    pub fn of(page: &Page<'_>, sentences: &'a [Span], figures: &[Figure]) -> Self {
        if figures.is_empty() {
            return Self::default();
        }
        let (mut from, mut behind) = (0, 0);
        let place = |figure: &Figure| {
            let Range { start: first, end } = tokens_of(page, &mut behind, figure.span);
            Place { first, end }
        };
        Self {
            sentences,
            tokens: sentences.iter().map(|sentence| tokens_of(page, &mut from, *sentence)).collect(),
            places: figures.iter().map(place).collect(),
        }
    }

    /// The tokens of a sentence.
    pub(super) fn sentence(&self, at: usize) -> Option<Range<usize>> {
        self.tokens.get(at).cloned()
    }
}

/// The tokens that begin inside a span, none of which begins before token `from`; that is where the next span's are
/// looked for.
fn tokens_of(page: &Page<'_>, from: &mut usize, span: Span) -> Range<usize> {
    let mut at = *from;
    let mut until = |offset: usize| {
        while page.get(at).is_some_and(|token| (token.start as usize) < offset) {
            at += 1;
        }
        at
    };
    let tokens = until(span.start)..until(span.end);
    *from = tokens.end;
    tokens
}
