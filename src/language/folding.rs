//! Words without their case, as packs have them.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Bytes of the longest word that is folded where it stands on the stack.
const SHORT: usize = 96;

/// What `f` says of the folded word. Most words are small already, and of the others few are long: nothing is allocated
/// for them.
pub fn folded<T>(word: &str, f: impl FnOnce(&str) -> T) -> T {
    if is_folded(word) {
        return f(word);
    }
    let mut room = [0u8; SHORT];
    let length = if word.is_ascii() { lower_ascii(word, &mut room) } else { lower(word, &mut room) };
    match length.and_then(|length| std::str::from_utf8(room.get(..length)?).ok()) {
        Some(short) => f(short),
        None => f(&fold(word)),
    }
}

fn lower_ascii(word: &str, room: &mut [u8]) -> Option<usize> {
    let out = room.get_mut(..word.len())?;
    out.copy_from_slice(word.as_bytes());
    out.make_ascii_lowercase();
    Some(word.len())
}

/// As [`fold`], for words whose letters and marks are written together; the bytes written.
fn lower(word: &str, room: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    for c in word.chars() {
        if ('\u{300}'..='\u{36F}').contains(&c) {
            return None;
        }
        for small in c.to_lowercase() {
            let small = if small == '’' { '\'' } else { small };
            length += small.encode_utf8(room.get_mut(length..length + small.len_utf8())?).len();
        }
    }
    Some(length)
}

/// Whether [`fold`] leaves a word as it is.
pub(super) fn is_folded(word: &str) -> bool {
    if word.is_ascii() {
        return !word.bytes().any(|b| b.is_ascii_uppercase());
    }
    let small = &**SMALL;
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        // The bytes are those of a `str`: what stands behind the first one fits it.
        let more = |n: usize| bytes.get(at + n).map_or(0, |byte| usize::from(byte & 0x3F));
        let (code, width) = match first {
            ..0x80 => (usize::from(*first), 1),
            0x80..0xE0 => (usize::from(first & 0x1F) << 6 | more(1), 2),
            0xE0..0xF0 => (usize::from(first & 0x0F) << 12 | more(1) << 6 | more(2), 3),
            0xF0.. => (usize::MAX, 4),
        };
        let known = small.get(code).copied();
        let is = known.unwrap_or_else(|| word.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_small));
        if !is {
            return false;
        }
        at += width;
    }
    true
}

fn is_small(c: char) -> bool {
    !c.is_uppercase() && c != '’' && !('\u{300}'..='\u{36F}').contains(&c)
}

/// Of the characters that Latin script has much of, those that [`fold`] leaves as they are.
static SMALL: LazyLock<Box<[bool]>> =
    LazyLock::new(|| (0..0x2070).map(|code| char::from_u32(code).is_some_and(is_small)).collect());

/// A word without its case, composed (NFC), and with one kind of apostrophe.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let small = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    if decomposed(word) { small.nfc().collect() } else { small.collect() }
}

/// Whether letters and their marks are written apart.
pub(super) fn decomposed(text: &str) -> bool {
    text.chars().any(|c| ('\u{300}'..='\u{36F}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_where_it_stands_is_folding() {
        let long = "É".repeat(80);
        for word in ["rue", "Rue", "ÉTÉ", "E\u{301}te", "İ", "l’Été", "Đắk", "ẞ", "", &long, &long.to_lowercase()]
        {
            assert!(folded(word, |small| small == fold(word)), "{word}");
        }
    }
}
