//! A text that is mended in rounds: what one round changes, the next one reads.

use std::collections::VecDeque;

use crate::checks::Replacement;
use crate::text::Span;

/// The text as it was, with what was changed in it so far.
pub struct Draft<'a> {
    old: &'a str,
    pieces: Vec<Piece>,
}

enum Piece {
    /// Of the old text.
    Kept(Span),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(span) => span.len(),
            Self::New(text) => text.len(),
        }
    }

    /// What stands before byte `at` and what stands behind it.
    fn cut(self, at: usize) -> (Self, Self) {
        match self {
            Self::Kept(span) => {
                let middle = (span.start + at).min(span.end);
                (Self::Kept(Span::new(span.start, middle)), Self::Kept(Span::new(middle, span.end)))
            }
            Self::New(mut text) => {
                let behind = text.get(at..).unwrap_or_default().to_owned();
                text.truncate(text.len() - behind.len());
                (Self::New(text), Self::New(behind))
            }
        }
    }
}

impl<'a> Draft<'a> {
    pub fn new(old: &'a str) -> Self {
        Self { old, pieces: vec![Piece::Kept(Span::new(0, old.len()))] }
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        let each = self.pieces.iter().map(|piece| match piece {
            Piece::Kept(span) => span.of(self.old),
            Piece::New(text) => text,
        });
        each.collect()
    }

    /// Makes edits of the text as it is now: in order, on character boundaries, and apart.
    pub fn make(&mut self, edits: &[Replacement]) {
        let mut rest = VecDeque::from(std::mem::take(&mut self.pieces));
        let mut at = 0;
        for edit in edits {
            self.pieces.extend(taken(&mut rest, edit.span.start.saturating_sub(at)));
            taken(&mut rest, edit.span.len());
            self.pieces.push(Piece::New(edit.text.clone()));
            at = edit.span.end;
        }
        self.pieces.extend(rest);
    }

    /// All that was changed, as edits of the old text.
    pub fn edits(&self) -> Vec<Replacement> {
        let mut out = Vec::new();
        let (mut at, mut new) = (0, String::new());
        let end = Piece::Kept(Span::new(self.old.len(), self.old.len()));
        for piece in self.pieces.iter().chain([&end]) {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::Kept(span) if span.is_empty() && span.start < self.old.len() => {}
                Piece::Kept(span) => {
                    let gone = Span::new(at, span.start);
                    if gone.of(self.old) != new {
                        out.push(Replacement::here(gone, std::mem::take(&mut new)));
                    }
                    new.clear();
                    at = span.end;
                }
            }
        }
        out
    }
}

/// The first `length` bytes of `rest`, which loses them.
fn taken(rest: &mut VecDeque<Piece>, length: usize) -> Vec<Piece> {
    let (mut out, mut left) = (Vec::new(), length);
    while left > 0 {
        let Some(piece) = rest.pop_front() else { break };
        if piece.len() > left {
            let (before, behind) = piece.cut(left);
            out.push(before);
            rest.push_front(behind);
            break;
        }
        left -= piece.len();
        out.push(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fix::applied;
    use super::*;

    /// Edits at places that a random text has, apart and in order.
    fn edits(text: &str, spans: &[(usize, usize, String)]) -> Vec<Replacement> {
        let mut out: Vec<Replacement> = Vec::new();
        let mut at = 0;
        for (gap, length, new) in spans {
            let (start, end) = (at + gap, at + gap + length);
            if text.get(start..end).is_some() {
                out.push(Replacement::here(Span::new(start, end), new.clone()));
                at = end + 1;
            }
        }
        out
    }

    proptest! {
        /// However often it was mended, its edits make of the old text what it is now.
        #[test]
        fn all_rounds_are_edits_of_the_old_text(
            old in "[aé🎉\n]{0,30}",
            rounds in proptest::collection::vec(
                proptest::collection::vec((0usize..12, 0usize..6, "[xé]{0,3}"), 0..5), 0..4),
        ) {
            let mut draft = Draft::new(&old);
            let mut text = old.clone();
            for spans in &rounds {
                let edits = edits(&text, spans);
                draft.make(&edits);
                text = applied(&text, &edits);
                prop_assert_eq!(draft.text(), text.as_str());
            }
            let all = draft.edits();
            prop_assert!(all.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert_eq!(applied(&old, &all), text);
        }
    }
}
