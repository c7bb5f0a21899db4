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
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, b) in bytes.iter().enumerate() {
            if *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// The place of byte `offset` in `text`, the text the index was made of; past the end is the end.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts[line - 1];
        let column = text.as_bytes()[start..offset].iter().filter(|b| (**b as i8) >= -0x40).count() + 1;
        LineColumn { line, column }
    }

    /// The span of the line (from 1) without its line ending.
    pub fn line(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let body = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + body.len()))
    }
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
