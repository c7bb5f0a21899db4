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
fn is_folded(word: &str) -> bool {
    if word.is_ascii() {
        return !word.bytes().any(|b| b.is_ascii_uppercase());
    }
    let small = |c: char| SMALL.get(c as usize).copied().unwrap_or_else(|| is_small(c));
    word.chars().all(small)
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
