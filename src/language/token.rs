//! Prose cut into words, runs of digits and single other characters.

use std::sync::LazyLock;

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
    #[inline]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    #[inline]
    pub fn is(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Whether a byte is a character of one class.
const fn bytes_of(class: Class) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 128 {
        table[i] = ASCII[i] as u8 == class as u8;
        i += 1;
    }
    table
}

const LETTERS: [bool; 256] = bytes_of(Class::Letter);
const DIGITS: [bool; 256] = bytes_of(Class::Digit);

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

/// Classes of the characters that news has much of: Latin letters with marks, marks, spaces, quotes and dashes. The rest
/// are seldom met.
static CLASSES: LazyLock<Box<[Option<Class>]>> = LazyLock::new(|| {
    let common = |code: u32| matches!(code, 0x80..0x250 | 0x300..0x370 | 0x1E00..0x2070);
    (0..0x2070).map(|code| char::from_u32(code).filter(|c| common(*c as u32)).map(class)).collect()
});

/// Cuts `text` (at most 4 GiB) into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 4);
    each_token(text, |token| out.push(token));
    out
}

/// Tells of the tokens of `text`, as [`tokens`] gives them, in order.
#[inline]
pub fn each_token(text: &str, mut tell: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let classes = &**CLASSES;
    let mut gap = Gap::None;
    let mut ended = false;
    let mut at = 0;
    while let Some((kind, width)) = look(bytes, at, classes) {
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
                let mark = text.get(at..).and_then(|t| t.chars().next()).unwrap_or(' ');
                let span = (at as u32, (at + width) as u32);
                tell(Token { shape: Shape::Mark(mark), gap, start: span.0, end: span.1 });
                gap = Gap::None;
                ended = false;
            }
            Class::Digit | Class::Letter => {
                let mut end = at + width;
                // Most of what goes on is ASCII.
                let same = if kind == Class::Digit { &DIGITS } else { &LETTERS };
                loop {
                    while bytes.get(end).is_some_and(|byte| same[usize::from(*byte)]) {
                        end += 1;
                    }
                    match bytes.get(end) {
                        Some(byte) if !byte.is_ascii() => {}
                        _ => break,
                    }
                    let Some((next, width)) = look(bytes, end, classes) else { break };
                    if next != kind {
                        break;
                    }
                    end += width;
                }
                let shape = if kind == Class::Digit { Shape::Digits } else { Shape::Word };
                tell(Token { shape, gap, start: at as u32, end: end as u32 });
                gap = Gap::None;
                ended = false;
                at = end;
                continue;
            }
        }
        at += width;
    }
}

/// Class and width in bytes of the character at a character boundary; nothing at the end.
#[inline]
fn look(bytes: &[u8], at: usize, classes: &[Option<Class>]) -> Option<(Class, usize)> {
    let first = *bytes.get(at)?;
    if first.is_ascii() {
        return Some((ASCII[usize::from(first)], 1));
    }
    // The bytes are those of a `str`: what stands behind the first one fits it.
    let more = |n: usize| bytes.get(at + n).map_or(0, |byte| u32::from(byte & 0x3F));
    let (code, width) = match first {
        ..0xE0 => (u32::from(first & 0x1F) << 6 | more(1), 2),
        0xE0..0xF0 => (u32::from(first & 0x0F) << 12 | more(1) << 6 | more(2), 3),
        _ => (u32::from(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4),
    };
    let known = classes.get(code as usize).copied().flatten();
    Some((known.unwrap_or_else(|| char::from_u32(code).map_or(Class::Other, class)), width))
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

    #[test]
    fn every_character_has_its_class() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii()) {
            let mut room = [0; 4];
            let text = c.encode_utf8(&mut room);
            assert_eq!(look(text.as_bytes(), 0, &CLASSES), Some((class(c), c.len_utf8())), "{c:?}");
        }
    }
}
