//! Lines of a text that does not change: where a byte stands, as people count.

use super::{Encoding, Position, Span, common_ends, first_byte};

/// A place as people count it: line and column from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of a text start. Lines end at LF, CRLF or CR only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Letters before every [`STEP`] bytes of the text; none where no line is long.
    counts: Vec<Letters>,
}

/// How many characters begin somewhere, and how many of them take two units of UTF-16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Letters {
    all: usize,
    wide: usize,
}

/// Bytes between two places where the characters before are known.
const STEP: usize = 1024;
/// Lines longer than this have their letters counted, in bytes.
const LONG: usize = 4 * STEP;
/// Lines that an article has without further ado.
const SOME: usize = 32;

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(SOME);
        starts.push(0);
        let (mut last, mut longest, mut at) = (0, 0, 0);
        while let Some(end) = first_byte(bytes, at, b"\n\r") {
            at = end + 1;
            if bytes.get(end..=at) != Some(b"\r\n") {
                longest = longest.max(end - last);
                last = at;
                starts.push(at);
            }
        }
        longest = longest.max(bytes.len() - last);
        let mut counts = Vec::new();
        if longest > LONG {
            let mut before = Letters::default();
            for piece in bytes.chunks(STEP) {
                counts.push(before);
                before = before.and(Letters::of(piece));
            }
        }
        Self { starts, counts }
    }

    /// The index of `text`, made of this one, which is of `old`: only the lines that an edit touched are looked at.
    pub fn renewed(self, old: &str, text: &str) -> Self {
        // Letters before every step are counted from the head on.
        if !self.counts.is_empty() {
            return Self::new(text);
        }
        let (head, tail) = common_ends(old.as_bytes(), text.as_bytes());
        let bytes = text.as_bytes();
        let (gone, come) = (old.len() - tail, text.len() - tail);
        // Two bytes tell that a line starts: those before it and at it.
        let kept = self.starts.partition_point(|start| *start == 0 || *start < head);
        let stayed = self.starts.partition_point(|start| *start <= gone).max(kept);
        let mut starts = Vec::with_capacity(self.starts.len() + 16);
        starts.extend(self.starts.iter().take(kept));
        let ends_line = |at: usize| match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        starts.extend((head.saturating_sub(1)..come).filter(|at| ends_line(*at)).map(|at| at + 1));
        let behind = starts.len();
        starts.extend(self.starts.iter().skip(stayed).map(|start| start - gone + come));
        let ends = |line: usize| starts.get(line).copied().unwrap_or(text.len());
        let long = |line: usize| ends(line + 1).saturating_sub(ends(line)) > LONG;
        if (kept.saturating_sub(1)..=behind).any(long) {
            return Self::new(text);
        }
        Self { starts, counts: Vec::new() }
    }

    /// The place of byte `offset` in `text`, the text the index was made of; past the end is the end.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts[line - 1];
        LineColumn { line, column: self.between(text.as_bytes(), start, offset).all + 1 }
    }

    /// The position of byte `offset` in `text`, the text the index was made of: the answer of [`super::Document::position`].
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|s| *s <= offset).max(1) - 1;
        let start = self.starts.get(line).map_or(0, |start| (*start).min(offset));
        // Between the CR and the LF of a line ending is the end of that line.
        let bytes = text.as_bytes();
        if offset > start && bytes.get(offset) == Some(&b'\n') && bytes.get(offset - 1) == Some(&b'\r') {
            offset -= 1;
        }
        let letters = || self.between(bytes, start, offset);
        let character = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => {
                let letters = letters();
                letters.all + letters.wide
            }
            Encoding::Utf32 => letters().all,
        };
        let units = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: units(line), character: units(character) }
    }

    /// Characters of a line that is a megabyte long are not counted one by one for each of its findings.
    fn between(&self, bytes: &[u8], start: usize, end: usize) -> Letters {
        let (first, last) = (start.div_ceil(STEP), end / STEP);
        match (self.counts.get(first), self.counts.get(last)) {
            (Some(before), Some(until)) if first < last => {
                Letters { all: until.all - before.all, wide: until.wide - before.wide }
                    .and(Letters::of(&bytes[start..first * STEP]))
                    .and(Letters::of(&bytes[last * STEP..end]))
            }
            _ => Letters::of(&bytes[start.min(end)..end]),
        }
    }

    /// The span of the line (from 1) without its line ending.
    pub fn line(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let body = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + body.len()))
    }
}

impl Letters {
    /// Those that begin in these bytes.
    fn of(bytes: &[u8]) -> Self {
        let all = bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count();
        Self { all, wide: bytes.iter().filter(|byte| **byte >= 0xF0).count() }
    }

    fn and(self, other: Self) -> Self {
        Self { all: self.all + other.all, wide: self.wide + other.wide }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn columns_count_characters_and_lines_end_at_cr_lf_crlf_only() {
        let text = "é🎉x\r\ny\rz\u{2028}w\nq";
        let index = LineIndex::new(text);
        let at = |needle: &str| text.find(needle).map(|o| index.place(text, o));
        assert_eq!(at("x"), Some(LineColumn { line: 1, column: 3 }));
        assert_eq!(at("y"), Some(LineColumn { line: 2, column: 1 }));
        assert_eq!(at("w"), Some(LineColumn { line: 3, column: 3 }));
        assert_eq!(at("q"), Some(LineColumn { line: 4, column: 1 }));
        assert_eq!(index.place(text, 999), LineColumn { line: 4, column: 2 });
        assert_eq!(index.line(text, 1).map(|s| s.of(text)), Some("é🎉x"));
    }

    #[test]
    fn columns_of_long_lines_are_counted_all_the_same() {
        let text = format!("a\n{}\r\n{}b", "é🎉x".repeat(3000), "tới ".repeat(3000));
        let index = LineIndex::new(&text);
        assert!(!index.counts.is_empty());
        let mut expected = LineColumn { line: 1, column: 1 };
        for (offset, c) in text.char_indices() {
            // Every place is dear; a prime many times is enough.
            if offset % 13 == 0 {
                assert_eq!(index.place(&text, offset), expected, "at {offset}");
            }
            expected = match c {
                '\n' => LineColumn { line: expected.line + 1, column: 1 },
                _ => LineColumn { column: expected.column + 1, ..expected },
            };
        }
    }

    #[test]
    fn positions_on_long_lines_are_those_of_a_document() {
        let text = format!("a\n{}\r\n{}b", "é🎉x".repeat(3000), "tới ".repeat(3000));
        let (index, document) = (LineIndex::new(&text), Document::new(&text, 0));
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for offset in (0..text.len() + 3).step_by(7) {
                assert_eq!(index.position(&text, offset, encoding), document.position(offset, encoding), "{offset}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn positions_are_those_of_a_document(text in "[aế🎉é \\r\\n\u{2028}]{0,200}|\\PC{0,9}") {
            let (index, document) = (LineIndex::new(&text), Document::new(&text, 0));
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                for offset in 0..text.len() + 3 {
                    assert_eq!(index.position(&text, offset, encoding), document.position(offset, encoding), "{offset}");
                }
            }
        }

        #[test]
        fn an_index_that_is_renewed_is_that_of_the_text(
            old in "[aé\\r\\n]{0,12}",
            cut in 0..13usize,
            len in 0..6usize,
            new in "[aé\\r\\n]{0,6}",
            long in 0..3usize,
        ) {
            let filler = "x".repeat(long * 3000);
            let old = format!("{old}{filler}");
            let at = |n: usize| old.char_indices().map(|(i, _)| i).nth(n).unwrap_or(old.len());
            let (from, to) = (at(cut), at(cut + len));
            let new = format!("{}{}{}{}", &old[..from], new, if long == 1 { filler.as_str() } else { "" }, &old[to..]);
            proptest::prop_assert_eq!(LineIndex::new(&old).renewed(&old, &new), LineIndex::new(&new));
            proptest::prop_assert_eq!(LineIndex::new(&new).renewed(&new, &old), LineIndex::new(&old));
        }

        #[test]
        fn any_text_and_offset_have_a_place(text in "[a🎉é\r\n]{0,20}|\\PC{0,9}", offset in 0..99usize) {
            let index = LineIndex::new(&text);
            let place = index.place(&text, offset);
            assert!(place.line >= 1 && place.column >= 1);
            let line = index.line(&text, place.line);
            assert!(line.is_some_and(|l| text.is_char_boundary(l.start) && text.is_char_boundary(l.end)));
            // A place in another text than the index's own is wrong, but no fault.
            index.place("é", offset);
            index.line("é", place.line);
            index.position("é", offset, Encoding::Utf16);
        }
    }
}
