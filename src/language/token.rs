//! Prose cut into words, runs of digits and single other characters.

use std::sync::LazyLock;

use super::detect::letters_of;
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

/// What [`super::fold`] changes in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Folds {
    /// Nothing: it has no capital.
    Not,
    /// ASCII capitals, and nothing else.
    Ascii,
    /// Other letters, or marks that are written apart from theirs.
    Letters,
}

/// A token: bytes `start..end` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub shape: Shape,
    pub gap: Gap,
    /// Of a part of a token this is what it is of the whole, or less.
    pub folds: Folds,
    /// The packs for whose language its letters speak, a bit for each, unless it folds [`Folds::Letters`].
    pub letters: u8,
    pub start: u32,
    pub end: u32,
}

impl Token {
    #[inline]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Whether folding leaves it as it is: it has no capital.
    #[inline]
    pub fn is_small(&self) -> bool {
        self.folds == Folds::Not
    }

    /// What `f` says of its folded text.
    #[inline]
    pub fn folded<T>(&self, text: &str, f: impl FnOnce(&str) -> T) -> T {
        let word = self.text(text);
        if self.is_small() { f(word) } else { lowered(word, f) }
    }

    /// Whether it begins with a capital.
    #[inline]
    pub fn has_capital(&self, text: &str) -> bool {
        // Most words have none at all.
        !self.is_small() && self.text(text).chars().next().is_some_and(char::is_uppercase)
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

/// What is known of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    class: Class,
    folds: Folds,
    /// As [`Token::letters`].
    letters: u8,
}

/// Of the characters that news has much of: Latin letters with marks, marks, spaces, quotes and dashes. The rest are
/// seldom met.
static CLASSES: LazyLock<Box<[Option<Known>]>> = LazyLock::new(|| {
    let common = |code: u32| matches!(code, 0x80..0x250 | 0x300..0x370 | 0x1E00..0x2070);
    (0..0x2070).map(|code| char::from_u32(code).filter(|c| common(*c as u32)).map(known)).collect()
});

fn known(c: char) -> Known {
    let folds = if is_small(c) { Folds::Not } else { Folds::Letters };
    Known { class: class(c), folds, letters: letters_of(c) }
}

/// Cuts `text` (at most 4 GiB) into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokens_onto(&mut out, text);
    out
}

/// Adds the tokens of `text` to others.
pub(super) fn tokens_onto(out: &mut Vec<Token>, text: &str) {
    out.reserve(text.len() / 5 + 4);
    each_token(text, |token| out.push(token));
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
        let start = at;
        let letter = first.is_ascii_alphabetic();
        let (code, width) = if first.is_ascii() { (u32::from(*first), 1) } else { decoded(bytes, at) };
        let plain = Known { class: Class::Letter, folds: Folds::Not, letters: 0 };
        let Known { class, mut folds, mut letters } = if letter { plain } else { look(code, classes) };
        at += if letter { 0 } else { width };
        let shape = match class {
            Class::Letter => {
                loop {
                    // Most of what goes on is ASCII.
                    let (end, capital) = ascii_letters(bytes, at);
                    at = end;
                    if capital {
                        folds = folds.max(Folds::Ascii);
                    }
                    if bytes.get(at).is_none_or(u8::is_ascii) {
                        break;
                    }
                    let (code, width) = decoded(bytes, at);
                    let next = look(code, classes);
                    if next.class != Class::Letter {
                        break;
                    }
                    folds = folds.max(next.folds);
                    letters |= next.letters;
                    at += width;
                }
                Shape::Word
            }
            Class::Digit => {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                Shape::Digits
            }
            Class::Space => {
                gap = gap.max(Gap::Space);
                continue;
            }
            // One line end inside a block is where copy was wrapped; two end what stands before them.
            Class::Line if gap != Gap::None && ended => {
                gap = Gap::Line;
                continue;
            }
            Class::Line => {
                gap = gap.max(Gap::Space);
                // CRLF is one.
                ended = *first != b'\r' || bytes.get(at) != Some(&b'\n');
                continue;
            }
            Class::Other => Shape::Mark(char::from_u32(code).unwrap_or(' ')),
        };
        tell(Token { shape, gap, folds, letters, start: start as u32, end: at as u32 });
        gap = Gap::None;
        ended = false;
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Where the ASCII letters from `at` on end, and whether any of them is a capital.
#[inline(always)]
fn ascii_letters(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut capital = false;
    // Eight at a time: the highest bit of each byte says what it is.
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let small = (eight | (0x20 * ONES)) & !HIGH;
        let from_a = small + (0x80 - b'a' as u64) * ONES;
        let behind_z = small + (0x7F - b'z' as u64) * ONES;
        let letters = from_a & !behind_z & !eight & HIGH;
        // All bits before the first byte that is none.
        let others = letters ^ HIGH;
        let before = others.wrapping_sub(1) & !others;
        capital |= letters & before & !(eight << 2) != 0;
        at += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return (at, capital);
        }
    }
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
        capital |= byte.is_ascii_uppercase();
        at += 1;
    }
    (at, capital)
}

/// The character at a character boundary that is not ASCII, and its width in bytes.
#[inline(always)]
fn decoded(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes.get(at).copied().unwrap_or_default();
    // The bytes are those of a `str`: what stands behind the first one fits it.
    let more = |n: usize| bytes.get(at + n).map_or(0, |byte| u32::from(byte & 0x3F));
    match first {
        ..0xE0 => (u32::from(first & 0x1F) << 6 | more(1), 2),
        0xE0..0xF0 => (u32::from(first & 0x0F) << 12 | more(1) << 6 | more(2), 3),
        _ => (u32::from(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4),
    }
}

/// What is known of a character.
#[inline(always)]
fn look(code: u32, classes: &[Option<Known>]) -> Known {
    if let Some(class) = ASCII.get(code as usize) {
        let capital = matches!(code, 0x41..=0x5A);
        return Known { class: *class, folds: if capital { Folds::Ascii } else { Folds::Not }, letters: 0 };
    }
    let common = classes.get(code as usize).copied().flatten();
    common.unwrap_or_else(|| known(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)))
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
            let small = super::super::fold(word);
            assert_eq!(token.folds == Folds::Not, small == word, "{word}");
            assert_eq!(token.folds == Folds::Letters, small != word.to_ascii_lowercase(), "{word}");
        }
    }

    #[test]
    fn every_character_has_its_class() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii()) {
            let mut room = [0; 4];
            let text = c.encode_utf8(&mut room);
            assert_eq!(decoded(text.as_bytes(), 0), (c as u32, c.len_utf8()), "{c:?}");
            assert_eq!(look(c as u32, &CLASSES), known(c), "{c:?}");
        }
    }
}
