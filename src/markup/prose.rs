//! Prose, and the way back from each of its bytes to the source.

use crate::text::Span;

/// The text of a block as a reader sees it: in NFC, without markup. [`Prose::source`] leads back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of prose and the source it came from. Where the two are equally long they are the same bytes and every
/// offset inside leads back; else (an entity, a letter composed by NFC) only the ends do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    prose: Span,
    source: Span,
}

impl Prose {
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of source under a span of prose: from the source of its first byte to the source of its last.
    /// Markup between the two is inside, markup at the edges is not.
    pub fn source(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = self.end_of(span.end);
        Span::new(start, end.max(start))
    }

    /// The prose offset of a source offset: the nearest at or after it.
    pub fn offset(&self, source: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.source.end < source);
        let Some(piece) = self.pieces.get(at) else { return self.text.len() };
        if source <= piece.source.start {
            return piece.prose.start;
        }
        if piece.prose.len() == piece.source.len() {
            piece.prose.start + (source - piece.source.start)
        } else {
            piece.prose.end
        }
    }

    fn start_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.prose.end <= offset);
        match self.pieces.get(at) {
            Some(p) if p.prose.len() == p.source.len() => p.source.start + offset.saturating_sub(p.prose.start),
            Some(p) => p.source.start,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.prose.end < offset);
        match self.pieces.get(at) {
            Some(p) if p.prose.len() == p.source.len() => {
                (p.source.start + offset.saturating_sub(p.prose.start)).min(p.source.end)
            }
            Some(p) => p.source.end,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }
}

/// Makes [`Prose`] from left to right.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
}

impl ProseBuilder {
    /// Adds source text that is prose as it stands; letters with combining marks are composed (NFC).
    pub fn verbatim(&mut self, text: &str, source_start: usize) {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            self.piece(text, Span::new(source_start, source_start + text.len()));
            return;
        }
        // One piece a cluster: a starter with the marks that follow it.
        let mut at = 0;
        for cluster in clusters(text) {
            let composed: String = cluster.nfc().collect();
            let span = Span::new(source_start + at, source_start + at + cluster.len());
            self.piece(&composed, span);
            at += cluster.len();
        }
    }

    /// Adds text that stands for other source text: an entity, a [`super::HOLE`].
    pub fn instead(&mut self, text: &str, source: Span) {
        // A piece as long as its source would be taken for verbatim; inside it offsets still lie in its bounds.
        self.piece(text, source);
    }

    pub fn is_empty(&self) -> bool {
        self.prose.text.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.prose.text
    }

    pub fn finish(self) -> Prose {
        self.prose
    }

    fn piece(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len();
        self.prose.text.push_str(text);
        let prose = Span::new(start, start + text.len());
        if let Some(last) = self.prose.pieces.last_mut() {
            let same = last.prose.len() == last.source.len() && prose.len() == source.len();
            if same && last.source.end == source.start {
                last.prose.end = prose.end;
                last.source.end = source.end;
                return;
            }
        }
        self.prose.pieces.push(Piece { prose, source });
    }
}

/// Cuts text before every character that begins a new composed letter.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    use unicode_normalization::char::canonical_combining_class;
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        chars.next()?;
        let end = chars
            .find(|(_, c)| canonical_combining_class(*c) == 0 && !('\u{1160}'..='\u{11FF}').contains(c))
            .map_or(rest.len(), |(i, _)| i);
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_through_markup_entities_and_nfd() {
        // source: **25** of&nbsp;28 ca\u{301}c
        let source = "**25** of&nbsp;28 ca\u{301}c";
        let mut b = ProseBuilder::default();
        b.verbatim("25", 2);
        b.verbatim(" of", 6);
        b.instead("\u{a0}", Span::new(9, 15));
        b.verbatim(&source[15..], 15);
        let prose = b.finish();
        assert_eq!(prose.text(), "25 of\u{a0}28 các");
        let back = |needle: &str| {
            let at = prose.text().find(needle).unwrap_or(0);
            prose.source(Span::new(at, at + needle.len())).of(source)
        };
        assert_eq!(back("25"), "25");
        assert_eq!(back("25 of"), "25** of");
        assert_eq!(back("of\u{a0}28"), "of&nbsp;28");
        assert_eq!(back("các"), "ca\u{301}c");
        assert_eq!(prose.offset(2), 0);
        assert_eq!(prose.offset(source.len()), prose.text().len());
    }
}
