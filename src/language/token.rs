//! Prose cut into words, runs of digits and single other characters.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters and marks, with superscript digits ("m²").
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character that is no white space.
    Mark(char),
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The token before ends where this one starts.
    None,
    /// White space of any width, no-break ones included, on one line.
    Space,
    /// An empty line.
    Line,
}

/// A token: bytes `start..end` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub shape: Shape,
    pub gap: Gap,
    pub start: u32,
    pub end: u32,
}

impl Token {
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub fn is(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Line,
    Digit,
    Letter,
    Other,
}

const fn ascii_class(b: u8) -> Class {
    match b {
        b'\n' | b'\r' => Class::Line,
        b' ' | b'\t' | 0x0B | 0x0C => Class::Space,
        b'0'..=b'9' => Class::Digit,
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        _ => Class::Other,
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = ascii_class(i as u8);
        i += 1;
    }
    table
};

fn class(c: char) -> Class {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' => Class::Line,
        // Zero-width space and joiners part nothing that a reader sees.
        '\u{200B}' | '\u{FEFF}' => Class::Space,
        '²' | '³' | '¹' | 'º' | 'ª' => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        c if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) => Class::Letter,
        _ => Class::Other,
    }
}

/// Cuts `text` (at most 4 GiB) into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 5 + 4);
    let mut gap = Gap::None;
    let mut ended = false;
    let mut at = 0;
    while at < bytes.len() {
        let (kind, width, mark) = look(text, at);
        match kind {
            Class::Space => gap = gap.max(Gap::Space),
            // One line end inside a block is where copy was wrapped; two end what stands before them.
            Class::Line if gap != Gap::None && ended => gap = Gap::Line,
            Class::Line => {
                gap = gap.max(Gap::Space);
                // CRLF is one.
                ended = bytes.get(at) != Some(&b'\r') || bytes.get(at + 1) != Some(&b'\n');
            }
            Class::Other => {
                let span = (at as u32, (at + width) as u32);
                out.push(Token { shape: Shape::Mark(mark), gap, start: span.0, end: span.1 });
                gap = Gap::None;
                ended = false;
            }
            Class::Digit | Class::Letter => {
                let mut end = at + width;
                while end < bytes.len() {
                    let (next, width, _) = look(text, end);
                    if next != kind {
                        break;
                    }
                    end += width;
                }
                let shape = if kind == Class::Digit { Shape::Digits } else { Shape::Word };
                out.push(Token { shape, gap, start: at as u32, end: end as u32 });
                gap = Gap::None;
                ended = false;
                at = end;
                continue;
            }
        }
        at += width;
    }
    out
}

/// Class, width in bytes and character at a character boundary.
fn look(text: &str, at: usize) -> (Class, usize, char) {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => (ASCII[*b as usize], 1, *b as char),
        _ => {
            let c = text.get(at..).and_then(|t| t.chars().next()).unwrap_or(' ');
            (class(c), c.len_utf8(), c)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_digits_and_marks() {
        let text = "25\u{202f}000 m² (l’été)\r\n\n4/10";
        let got: Vec<(&str, Gap)> = tokens(text).iter().map(|t| (t.text(text), t.gap)).collect();
        use Gap::{Line, None, Space};
        let want = [
            ("25", None),
            ("000", Space),
            ("m²", Space),
            ("(", Space),
            ("l", None),
            ("’", None),
            ("été", None),
            (")", None),
            ("4", Line),
            ("/", None),
            ("10", None),
        ];
        assert_eq!(got, want);
    }
}
