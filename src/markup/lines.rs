//! Lines of a source, found fast: the cutters run over the whole text at every keystroke.

use crate::text::{Span, first_byte};

/// The mark that some editors put before a text's first letter.
pub const BOM: char = '\u{FEFF}';

/// A line; it ends at LF, CRLF, CR or the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub start: usize,
    /// Where its line ending begins.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
}

impl Line {
    /// The line without its ending.
    pub fn of(self, text: &str) -> &str {
        Span::new(self.start, self.end).of(text)
    }
}

/// The lines of `text` that begin at byte `from` or later; `from` is the start of a line.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + Clone {
    let bytes = text.as_bytes();
    let mut start = from;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let line = line_at(bytes, start);
        start = line.next;
        Some(line)
    })
}

/// The line that begins at byte `start`; past the end of the text it is empty.
pub fn line_at(bytes: &[u8], start: usize) -> Line {
    let start = start.min(bytes.len());
    let end = first_byte(bytes, start, b"\n\r").unwrap_or(bytes.len());
    let ending = match bytes.get(end..end + 2) {
        Some(b"\r\n") => 2,
        _ => usize::from(end < bytes.len()),
    };
    Line { start, end, next: end + ending }
}

/// Whether a line holds nothing that is seen.
pub fn is_blank(line: &str) -> bool {
    line.trim_start_matches(BOM).trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn lines_cover_the_text_and_end_where_they_should(text in "[ab é\r\n\u{2028}]{0,40}") {
            let mut at = 0;
            for line in lines(&text, 0) {
                proptest::prop_assert_eq!(line.start, at);
                proptest::prop_assert!(!line.of(&text).contains(['\r', '\n']));
                let ending = &text[line.end..line.next];
                proptest::prop_assert!(matches!(ending, "\n" | "\r\n" | "\r") || line.next == text.len());
                proptest::prop_assert!(ending != "\r" || !text[line.next..].starts_with('\n'));
                at = line.next;
            }
            proptest::prop_assert_eq!(at, text.len());
        }
    }
}
