//! Names brought to one form: the key they are looked up by, and the forms that houses write.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key of a name: no accents, no case, đ as d; hyphens are spaces, apostrophes and dots go. The table was made with
/// the same rule (`tables/make_places.py`).
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    fold_onto(name, &mut out);
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Adds a name's key to `out`.
pub(super) fn fold_onto(name: &str, out: &mut String) {
    // All bytes are looked at, and none is waited for.
    if name.bytes().fold(true, |plain, byte| plain & byte.is_ascii_alphanumeric()) {
        return fold_plain(name, out);
    }
    let known = &**LETTERS;
    // What was folded and is not yet in `out`: short names are put there in one go.
    let (mut room, mut length) = ([0u8; 32], 0);
    for c in name.chars() {
        let [count, a, b] = known.get(c as usize).copied().unwrap_or([AGAIN, 0, 0]);
        if let (..AGAIN, Some([first, second])) = (count, room.get_mut(length..length + 2)) {
            (*first, *second) = (a, b);
            length += usize::from(count);
            continue;
        }
        put(room.get(..length), out);
        length = 0;
        match count {
            0 => {}
            1 => out.push(char::from(a)),
            2 => out.extend([char::from(a), char::from(b)]),
            _ if c.is_ascii() => fold_char(c, out),
            _ => fold_any(c, out),
        }
    }
    put(room.get(..length), out);
}

/// [`fold_onto`] for a name of ASCII letters and digits.
#[inline]
pub(super) fn fold_plain(name: &str, out: &mut String) {
    let from = out.len();
    out.push_str(name);
    if let Some(added) = out.get_mut(from..) {
        added.make_ascii_lowercase();
    }
}

/// Adds letters of keys, which are ASCII.
fn put(letters: Option<&[u8]>, out: &mut String) {
    out.push_str(letters.and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default());
}

/// Stands for the length of a key in [`LETTERS`] where a character is to be looked at again.
const AGAIN: u8 = 3;

/// The keys of letters that news has much of: Latin ones, digits, and marks. A length and so many bytes; [`AGAIN`] for
/// those that are to be looked at again.
static LETTERS: LazyLock<Box<[[u8; 3]]>> = LazyLock::new(|| {
    // The key of an ASCII mark may depend on what stands before it.
    let common = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..'\u{250}' | '\u{300}'..'\u{370}' | '\u{1E00}'..'\u{1F00}')
    };
    let key = |code: u32| {
        let mut out = String::new();
        if let Some(c) = char::from_u32(code).filter(|c| common(*c)) {
            fold_any(c, &mut out);
            match *out.as_bytes() {
                [] => return [0, 0, 0],
                [a] if a.is_ascii_alphanumeric() => return [1, a, 0],
                [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => return [2, a, b],
                _ => {}
            }
        }
        [AGAIN, 0, 0]
    };
    (0..0x1F00).map(key).collect()
});

fn fold_any(c: char, out: &mut String) {
    for c in Some(c).into_iter().nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // İ brings its dot back in lower case.
        if !is_combining_mark(c) {
            fold_char(c, out);
        }
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'đ' | 'ð' => out.push('d'),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ħ' => out.push('h'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '.' | '·' => {}
        c if c == '-' || c == '/' || c == ',' || c.is_whitespace() || ('\u{2010}'..='\u{2014}').contains(&c) => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.push(c),
    }
}

/// Tones of Vietnamese: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A name as written but for case, hyphens, kinds of apostrophe, the place of a tone mark in its syllable (hoà, hòa) and
/// i for y at the end of one (Kì, Kỳ): two forms with one such key are spelled alike.
pub fn spelling(name: &str) -> String {
    if name.is_ascii() {
        return ascii_spelling(name);
    }
    let mut out = String::with_capacity(name.len() + 4);
    let mut tones = String::new();
    let mut letters = 0;
    let close = |out: &mut String, tones: &mut String, letters: &mut usize| {
        // "Kỳ", "Mỹ", "Lý": a syllable of a consonant and y. More letters are another sound ("Thủy", "Tây").
        if *letters == 2 && out.ends_with('y') && out.chars().rev().nth(1).is_some_and(|c| "hklmst".contains(c)) {
            out.pop();
            out.push('i');
        }
        out.push_str(tones);
        tones.clear();
        *letters = 0;
    };
    for c in name.nfd().flat_map(char::to_lowercase) {
        if TONES.contains(&c) {
            tones.push(c);
        } else if c.is_alphabetic() || is_combining_mark(c) {
            letters += usize::from(c.is_alphabetic());
            out.push(c);
        } else {
            close(&mut out, &mut tones, &mut letters);
            if !matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '.') && !out.ends_with(' ') {
                out.push(' ');
            }
        }
    }
    close(&mut out, &mut tones, &mut letters);
    out.trim().to_owned()
}

/// [`spelling`] of a name without accents, as most are: the same rules, but nothing to take apart.
fn ascii_spelling(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut letters = 0;
    let close = |out: &mut String, letters: usize| {
        let bytes = out.as_bytes();
        let before = bytes.len().checked_sub(2).and_then(|at| bytes.get(at));
        if letters == 2 && bytes.last() == Some(&b'y') && before.is_some_and(|c| b"hklmst".contains(c)) {
            out.pop();
            out.push('i');
        }
    };
    for byte in name.bytes() {
        if byte.is_ascii_alphabetic() {
            letters += 1;
            out.push(byte.to_ascii_lowercase() as char);
        } else {
            close(&mut out, letters);
            letters = 0;
            if !matches!(byte, b'\'' | b'.') && !out.ends_with(' ') {
                out.push(' ');
            }
        }
    }
    close(&mut out, letters);
    let kept = out.trim_end().len();
    out.truncate(kept);
    if out.starts_with(' ') { out.trim_start().to_owned() } else { out }
}

/// Whether a Vietnamese name has a tone mark.
pub(super) fn has_tone(name: &str) -> bool {
    name.nfd().any(|c| TONES.contains(&c))
}

/// A name without any accent, its case kept.
pub fn ascii(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    name.nfd().filter(|c| !is_combining_mark(*c)).map(plain).collect()
}

/// A Vietnamese name with those accents that a French keyboard has: à, é, ê, ô stay; other tones, hooks and horns go.
pub fn keyboard(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    name.nfc().map(on_keyboard).collect()
}

/// The letter, without its tone, or without any accent, whichever a French keyboard has first.
fn on_keyboard(c: char) -> char {
    const KEYS: &str = "àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ";
    let has = |c: char| c.is_ascii() || KEYS.contains(c);
    let toneless = || Some(c).into_iter().nfd().filter(|c| !TONES.contains(c)).nfc().next().map(plain);
    let bare = || Some(c).into_iter().nfd().next().map(plain);
    if has(c) { c } else { toneless().filter(|c| has(*c)).or_else(bare).unwrap_or(c) }
}

fn plain(c: char) -> char {
    match c {
        'đ' => 'd',
        'Đ' => 'D',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_forget_what_hands_and_houses_do_differently() {
        for name in ["Hô Chi Minh-Ville", "Ho Chi Minh Ville", "Hô-Chi-Minh–Ville", "HO\u{302} CHI MINH-VILLE"] {
            assert_eq!(fold(name), "ho chi minh ville");
        }
        assert_eq!(fold("Đắk Lắk"), "dak lak");
        assert_eq!(fold("Côte d’Ivoire"), "cote divoire");
        assert_eq!(fold("İzmir"), "izmir");
        assert_eq!(fold("Bà Rịa - Vũng Tàu"), "ba ria vung tau");
    }

    #[test]
    fn spellings_differ_by_accents_and_not_by_where_a_tone_is_typed() {
        assert_eq!(spelling("Hoà Bình"), spelling("Hòa Bình"));
        assert_eq!(spelling("Kì Anh"), spelling("Kỳ Anh"));
        assert_eq!(spelling("Quảng Ngãi"), spelling("Qua\u{309}ng Nga\u{303}i"));
        assert_ne!(spelling("Quãng Nam"), spelling("Quảng Nam"));
        assert_ne!(spelling("Đông Mai"), spelling("Đồng Mai"));
        assert_ne!(spelling("Thúy"), spelling("Thúi"));
    }

    #[test]
    fn names_without_accents_are_spelled_by_the_same_rules() {
        for name in
            ["My Tho", "Ky", "St. John's", "'s-Hertogenbosch", " a  b ", "Ly-Ty", "12 B", "", "-", "Thuy", "A.y"]
        {
            // A mark that goes again makes a name the long way round.
            let long = spelling(&format!("{name}\u{2018}"));
            assert_eq!(spelling(name), long, "{name}");
        }
    }

    #[test]
    fn forms_of_houses() {
        assert_eq!(keyboard("Thái Nguyên"), "Thai Nguyên");
        assert_eq!(keyboard("Hồng Bàng"), "Hông Bàng");
        assert_eq!(keyboard("Đắk Lắk"), "Dak Lak");
        assert_eq!(ascii("Thái Nguyên"), "Thai Nguyen");
    }
}
