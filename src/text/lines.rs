//! Lines of a text that does not change: where a byte stands, as people count.

use super::Span;

/// A place as people count it: line and column from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of a text start. Lines end at LF, CRLF or CR only.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters before every [`STEP`] bytes of the text; none where no line is long.
    counts: Vec<usize>,
}

/// Bytes between two places where the characters before are known.
const STEP: usize = 1024;

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut longest = 0;
        for (i, b) in bytes.iter().enumerate() {
            if *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                longest = longest.max(i - starts[starts.len() - 1]);
                starts.push(i + 1);
            }
        }
        longest = longest.max(bytes.len() - starts[starts.len() - 1]);
        let mut counts = Vec::new();
        if longest > 4 * STEP {
            let mut before = 0;
            for piece in bytes.chunks(STEP) {
                counts.push(before);
                before += characters(piece);
            }
        }
        Self { starts, counts }
    }

    /// The place of byte `offset` in `text`, the text the index was made of; past the end is the end.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts[line - 1];
        LineColumn { line, column: self.between(text.as_bytes(), start, offset) + 1 }
    }

    /// Characters of a line that is a megabyte long are not counted one by one for each of its findings.
    fn between(&self, bytes: &[u8], start: usize, end: usize) -> usize {
        let (first, last) = (start.div_ceil(STEP), end / STEP);
        match (self.counts.get(first), self.counts.get(last)) {
            (Some(before), Some(until)) if first < last => {
                until - before + characters(&bytes[start..first * STEP]) + characters(&bytes[last * STEP..end])
            }
            _ => characters(&bytes[start.min(end)..end]),
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

/// Characters that begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    proptest::proptest! {
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
        }
    }
}
