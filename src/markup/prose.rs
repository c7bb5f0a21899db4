//! Prose, and the way back from each of its bytes to the source.

use smallvec::SmallVec;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::Span;

/// The text of a block as a reader sees it: in NFC, without markup. [`Prose::source`] leads back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    /// Nearly always one.
    pieces: SmallVec<[Piece; 1]>,
}

/// A run of prose and the source it came from. Where it is verbatim the two are the same bytes and every offset
/// inside leads back; else (an entity, a letter composed by NFC) only the ends do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    prose: Span,
    source: Span,
    verbatim: bool,
}

impl Prose {
    /// The prose itself. A letter is in NFC where its marks stand beside it in the source; marks that markup or an
    /// entity sets apart from their letter stay apart.
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
        if piece.verbatim { piece.prose.start + (source - piece.source.start) } else { piece.prose.end }
    }

    /// The prose in pieces of at most `longest` bytes, more only where one letter or entity is longer. Each is cut behind
    /// a line, else behind a sentence, else at a blank, else wherever a letter ends.
    pub fn cut(self, longest: usize) -> Vec<Prose> {
        if self.text.len() <= longest {
            return vec![self];
        }
        let mut out = Vec::new();
        let (mut from, mut first) = (0, 0);
        while from < self.text.len() {
            let end = self.cut_at(from, longest);
            let mut pieces = SmallVec::new();
            while let Some(piece) = self.pieces.get(first).filter(|p| p.prose.start < end) {
                let prose = Span::new(piece.prose.start.max(from), piece.prose.end.min(end));
                let source = match piece.verbatim {
                    true => {
                        let start = piece.source.start + (prose.start - piece.prose.start);
                        Span::new(start, start + prose.len())
                    }
                    false => piece.source,
                };
                let prose = Span::new(prose.start - from, prose.end - from);
                pieces.push(Piece { prose, source, ..*piece });
                if piece.prose.end > end {
                    break;
                }
                first += 1;
            }
            out.push(Prose { text: Span::new(from, end).of(&self.text).to_owned(), pieces });
            from = end;
        }
        out
    }

    /// Where to cut what follows `from`.
    fn cut_at(&self, from: usize, longest: usize) -> usize {
        let mut end = (from + longest.max(1)).min(self.text.len());
        if end == self.text.len() {
            return end;
        }
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let window = self.text.get(from..end).unwrap_or_default();
        let late = |at: &usize| *at > window.len() / 2;
        let line = window.rfind('\n').map(|at| at + 1).filter(late);
        let sentence = || window.rfind(". ").map(|at| at + 2).filter(late);
        let blank = || window.rfind(' ').map(|at| at + 1).filter(late);
        let at = from + line.or_else(sentence).or_else(blank).unwrap_or(window.len());
        // What stands for other source text is left whole, and so is a single letter that is longer than a piece.
        let inside = self.pieces.partition_point(|p| p.prose.end <= at);
        let at = match self.pieces.get(inside).filter(|p| !p.verbatim && p.prose.start < at) {
            Some(piece) if piece.prose.start > from => piece.prose.start,
            Some(piece) => piece.prose.end,
            None => at,
        };
        let whole = || self.text.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        if at > from { at } else { from + whole() }
    }

    fn start_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.prose.end <= offset);
        match self.pieces.get(at) {
            Some(p) if p.verbatim => p.source.start + offset.saturating_sub(p.prose.start),
            Some(p) => p.source.start,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.prose.end < offset);
        match self.pieces.get(at) {
            Some(p) if p.verbatim => (p.source.start + offset.saturating_sub(p.prose.start)).min(p.source.end),
            Some(p) => p.source.end,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }
}

/// Whether every byte is below 0xCC; looked at a stride at a time.
fn is_low(text: &str) -> bool {
    let (strides, rest) = text.as_bytes().as_chunks::<32>();
    strides.iter().all(|stride| stride.iter().fold(0, |high, b| (*b).max(high)) < 0xCC)
        && rest.iter().all(|b| *b < 0xCC)
}

/// Makes [`Prose`] from left to right.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
}

impl ProseBuilder {
    /// For prose of about so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { prose: Prose { text: String::with_capacity(bytes), ..Prose::default() } }
    }

    /// Adds source text that is prose as it stands; letters with combining marks are composed (NFC).
    pub fn verbatim(&mut self, text: &str, source_start: usize) {
        // No character below U+0300 takes part in a composition, and their first bytes are all below 0xCC.
        if is_low(text) || is_nfc(text) {
            self.piece(text, Span::new(source_start, source_start + text.len()), true);
            return;
        }
        // One piece a cluster that changes: a starter with the marks that follow it.
        let mut at = source_start;
        for cluster in clusters(text) {
            let span = Span::new(at, at + cluster.len());
            if is_nfc(cluster) {
                self.piece(cluster, span, true);
            } else {
                self.piece(&cluster.nfc().collect::<String>(), span, false);
            }
            at = span.end;
        }
    }

    /// Adds text that stands for other source text: an entity, a [`super::HOLE`].
    pub fn instead(&mut self, text: &str, source: Span) {
        self.piece(text, source, false);
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.prose.text.is_empty()
    }

    /// What was added so far.
    pub fn text(&self) -> &str {
        &self.prose.text
    }

    /// Where the source ends of what was added so far.
    pub fn end(&self) -> usize {
        self.prose.pieces.last().map_or(0, |piece| piece.source.end)
    }

    /// The prose.
    pub fn finish(mut self) -> Prose {
        self.prose.text.shrink_to_fit();
        self.prose.pieces.shrink_to_fit();
        self.prose
    }

    fn piece(&mut self, text: &str, source: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len();
        self.prose.text.push_str(text);
        let prose = Span::new(start, start + text.len());
        if let Some(last) = self.prose.pieces.last_mut()
            && last.verbatim
            && verbatim
            && last.source.end == source.start
        {
            last.prose.end = prose.end;
            last.source.end = source.end;
            return;
        }
        self.prose.pieces.push(Piece { prose, source, verbatim });
    }
}

fn is_nfc(text: &str) -> bool {
    is_composed(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Whether all characters are of those that NFC leaves as they are and that join no other: below U+0300, Latin letters
/// with their marks (U+1E00 to U+1EFF), and quotes, dashes and signs of money (U+2002 to U+20BF). False for others.
fn is_composed(bytes: &[u8]) -> bool {
    // Each byte with the two behind it, all of a stride at once. A letter of three bytes has all of its own.
    let composed = |first: u8, second: u8, third: u8| {
        let latin = (first == 0xE1) & (0xB8..=0xBB).contains(&second);
        let sign = (first == 0xE2) & ((second == 0x80) & (third >= 0x82) | (second == 0x81) | (second == 0x82));
        (first < 0xCC) | latin | sign
    };
    let behind = |by: usize| bytes.get(by..).unwrap_or_default();
    let mut all = true;
    for ((first, second), third) in bytes.iter().zip(behind(1)).zip(behind(2)) {
        all &= composed(*first, *second, *third);
    }
    all && behind(bytes.len().saturating_sub(2)).iter().all(|b| *b < 0xCC)
}

/// Cuts text before every character that begins a new composed letter: a starter that stays as it is in NFC. Those that
/// NFC replaces are left to the letter before them, since some (U+0F73) turn into marks.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let begins = |c: char| canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        chars.next()?;
        let end = chars.find(|(_, c)| begins(*c)).map_or(rest.len(), |(i, _)| i);
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_composed_is() {
        for c in '\0'..=char::MAX {
            if is_composed(c.encode_utf8(&mut [0; 4]).as_bytes()) {
                assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c:?}");
                assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            }
        }
        assert!(is_composed("Tháng “5/2024” – 1\u{202f}200 ₫".as_bytes()));
        assert!(!is_composed("a\u{301}".as_bytes()) && !is_composed("\u{212b}".as_bytes()));
    }

    #[test]
    fn long_prose_is_cut_and_each_piece_leads_back() {
        let source = "Un. Deux trois&nbsp;quatre\ncinq ca\u{301}cd 🎉🎉🎉";
        let mut builder = ProseBuilder::default();
        let at = source.find("&nbsp;").unwrap_or(0);
        builder.verbatim(&source[..at], 0);
        builder.instead("\u{a0}", Span::new(at, at + 6));
        builder.verbatim(&source[at + 6..], at + 6);
        let whole = builder.finish();
        for longest in 0..40 {
            let pieces = whole.clone().cut(longest);
            let text: String = pieces.iter().map(Prose::text).collect();
            assert_eq!(text, whole.text(), "{longest}");
            let mut from = 0;
            for piece in &pieces {
                assert!(!piece.text().is_empty());
                for (i, c) in piece.text().char_indices() {
                    let (here, there) = (Span::new(i, i + c.len_utf8()), Span::new(from + i, from + i + c.len_utf8()));
                    assert_eq!(piece.source(here), whole.source(there), "{longest}");
                }
                from += piece.text().len();
            }
        }
        let words: Vec<_> = whole.clone().cut(17).iter().map(|p| p.text().to_owned()).collect();
        assert_eq!(words, ["Un. Deux ", "trois\u{a0}quatre\n", "cinq cácd ", "🎉🎉🎉"]);
        assert_eq!(Prose::default().cut(5).len(), 1);
    }

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

    #[test]
    fn marks_in_another_order_are_no_verbatim_piece() {
        // Both spellings take six bytes, but their characters begin at other places.
        let source = "x\u{1DC4}\u{323}y";
        let mut b = ProseBuilder::default();
        b.verbatim(source, 0);
        let prose = b.finish();
        assert_eq!(prose.text(), "x\u{323}\u{1DC4}y");
        for (i, c) in prose.text().char_indices() {
            let span = prose.source(Span::new(i, i + c.len_utf8()));
            assert_eq!(span, if c == 'y' { Span::new(6, 7) } else { Span::new(0, 6) });
        }
    }

    proptest::proptest! {
        #[test]
        fn prose_is_the_nfc_of_its_source(text in "[a-eâêo\u{301}\u{302}\u{323}\u{344}\u{1DC4}ᄀ가ᅡᆨ\u{9C7}\u{9BE}\u{F73}\u{F71}\u{212B}🎉 ]{0,16}|\\PC{0,12}") {
            let mut b = ProseBuilder::default();
            b.verbatim(&text, 0);
            let prose = b.finish();
            let composed: String = text.nfc().collect();
            proptest::prop_assert_eq!(prose.text(), &composed);
            let ends: Vec<usize> = (0..=composed.len()).filter(|i| composed.is_char_boundary(*i)).collect();
            for (i, from) in ends.iter().enumerate() {
                for to in &ends[i..] {
                    let span = prose.source(Span::new(*from, *to));
                    proptest::prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                    let source: String = span.of(&text).nfc().collect();
                    proptest::prop_assert!(source.contains(&composed[*from..*to]));
                }
            }
        }
    }
}
