//! Prose cut into words, runs of digits and single other characters.

use std::sync::LazyLock;

use super::folding::{is_small, lowered};

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
    /// All of it is ASCII. Neither this nor what follows need be said of a part of a token.
    pub ascii: bool,
    /// [`super::fold`] leaves it as it is: it has no capital.
    pub small: bool,
    pub start: u32,
    pub end: u32,
}

impl Token {
    #[inline]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// What `f` says of its folded text.
    #[inline]
    pub fn folded<T>(&self, text: &str, f: impl FnOnce(&str) -> T) -> T {
        let word = self.text(text);
        if self.small { f(word) } else { lowered(word, f) }
    }

    /// Whether it begins with a capital.
    #[inline]
    pub fn has_capital(&self, text: &str) -> bool {
        // Most words have none at all.
        !self.small && self.text(text).chars().next().is_some_and(char::is_uppercase)
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

/// Which bytes are characters of one class: [`HERE`], and [`CAPITAL`] where they are capitals.
const fn bytes_of(class: Class) -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 128 {
        if ASCII[i] as u8 == class as u8 {
            table[i] = if (i as u8).is_ascii_uppercase() { HERE | CAPITAL } else { HERE };
        }
        i += 1;
    }
    table
}

const HERE: u8 = 1;
const CAPITAL: u8 = 2;
const LETTERS: [u8; 256] = bytes_of(Class::Letter);
const DIGITS: [u8; 256] = bytes_of(Class::Digit);

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

/// What is known of a character: its class, and whether folding leaves it as it is.
type Known = (Class, bool);

/// Of the characters that news has much of: Latin letters with marks, marks, spaces, quotes and dashes. The rest are
/// seldom met.
static CLASSES: LazyLock<Box<[Option<Known>]>> = LazyLock::new(|| {
    let common = |code: u32| matches!(code, 0x80..0x250 | 0x300..0x370 | 0x1E00..0x2070);
    (0..0x2070).map(|code| char::from_u32(code).filter(|c| common(*c as u32)).map(known)).collect()
});

fn known(c: char) -> Known {
    (class(c), is_small(c))
}

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
    while let Some(first) = bytes.get(at) {
        if *first == b' ' {
            gap = gap.max(Gap::Space);
            at += 1;
            continue;
        }
        let ascii = first.is_ascii();
        let ((kind, small), width) = if ascii { (of_ascii(*first), 1) } else { look(bytes, at, classes) };
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
                tell(Token { shape: Shape::Mark(mark), gap, ascii, small, start: span.0, end: span.1 });
                gap = Gap::None;
                ended = false;
            }
            Class::Digit | Class::Letter => {
                let mut end = at + width;
                let (mut ascii, mut small) = (ascii, small);
                // Most of what goes on is ASCII.
                let same = if kind == Class::Digit { &DIGITS } else { &LETTERS };
                loop {
                    let mut met = 0;
                    while let Some(byte) = bytes.get(end) {
                        let here = same[usize::from(*byte)];
                        if here == 0 {
                            break;
                        }
                        met |= here;
                        end += 1;
                    }
                    small &= met & CAPITAL == 0;
                    if bytes.get(end).is_none_or(u8::is_ascii) {
                        break;
                    }
                    let ((next, is_small), width) = look(bytes, end, classes);
                    if next != kind {
                        break;
                    }
                    (ascii, small) = (false, small && is_small);
                    end += width;
                }
                let shape = if kind == Class::Digit { Shape::Digits } else { Shape::Word };
                tell(Token { shape, gap, ascii, small, start: at as u32, end: end as u32 });
                gap = Gap::None;
                ended = false;
                at = end;
                continue;
            }
        }
        at += width;
    }
}

#[inline]
const fn of_ascii(byte: u8) -> Known {
    (ASCII[(byte & 0x7F) as usize], !byte.is_ascii_uppercase())
}

/// What is known of the character at a character boundary, and its width in bytes.
#[inline(always)]
fn look(bytes: &[u8], at: usize, classes: &[Option<Known>]) -> (Known, usize) {
    let first = bytes.get(at).copied().unwrap_or_default();
    // The bytes are those of a `str`: what stands behind the first one fits it.
    let more = |n: usize| bytes.get(at + n).map_or(0, |byte| u32::from(byte & 0x3F));
    let (code, width) = match first {
        ..0x80 => return (of_ascii(first), 1),
        0x80..0xE0 => (u32::from(first & 0x1F) << 6 | more(1), 2),
        0xE0..0xF0 => (u32::from(first & 0x0F) << 12 | more(1) << 6 | more(2), 3),
        _ => (u32::from(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4),
    };
    let common = classes.get(code as usize).copied().flatten();
    (common.unwrap_or_else(|| char::from_u32(code).map_or((Class::Other, false), known)), width)
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
    fn a_token_knows_how_it_is_written() {
        let text = "the The tHE 4/10 été Été ÉTÉ l’e\u{301} Đắk đắk ß ² \u{10400} \u{10428} ⓐ Ⓐ … Ж ж";
        for token in tokens(text) {
            let word = token.text(text);
            assert_eq!(token.ascii, word.is_ascii(), "{word}");
            assert_eq!(token.small, super::super::fold(word) == word, "{word}");
        }
    }

    #[test]
    fn every_character_has_its_class() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii()) {
            let mut room = [0; 4];
            let text = c.encode_utf8(&mut room);
            assert_eq!(look(text.as_bytes(), 0, &CLASSES), (known(c), c.len_utf8()), "{c:?}");
        }
    }
}
