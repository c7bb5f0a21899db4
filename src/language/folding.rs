//! Words without their case, as packs have them.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Bytes of the longest word that is folded where it stands on the stack.
const SHORT: usize = 96;

/// What `f` says of the folded word. Most words are small already, and of the others few are long: nothing is allocated
/// for them.
pub fn folded<T>(word: &str, f: impl FnOnce(&str) -> T) -> T {
    if is_folded(word) { f(word) } else { lowered(word, f) }
}

/// [`folded`] for a word that has a capital, or may have one.
pub(super) fn lowered<T>(word: &str, f: impl FnOnce(&str) -> T) -> T {
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
    let known = &**LOWER;
    let mut length = 0;
    let mut put = |c: char| {
        length += c.encode_utf8(room.get_mut(length..length + c.len_utf8())?).len();
        Some(())
    };
    for c in word.chars() {
        match known.get(c as usize) {
            _ if c.is_ascii() => put(c.to_ascii_lowercase())?,
            Some(Some(small)) => put(*small)?,
            _ if is_mark(c) => return None,
            _ => c.to_lowercase().try_for_each(|small| put(if small == '’' { '\'' } else { small }))?,
        }
    }
    Some(length)
}

/// Whether [`fold`] leaves a word as it is.
fn is_folded(word: &str) -> bool {
    let known = &**LOWER;
    word.chars().all(|c| match known.get(c as usize) {
        _ if c.is_ascii() => !c.is_ascii_uppercase(),
        Some(Some(small)) => *small == c,
        _ => is_small(c),
    })
}

/// Whether [`fold`] leaves a character as it is.
pub(super) fn is_small(c: char) -> bool {
    !c.is_uppercase() && c != '’' && !is_mark(c)
}

/// A mark that goes with the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

/// What [`fold`] makes of the characters that Latin script has much of; none of those that it makes several of, or that
/// go with others.
static LOWER: LazyLock<Box<[Option<char>]>> = LazyLock::new(|| {
    let lower = |c: char| {
        let mut small = c.to_lowercase();
        let one = small.next().filter(|_| small.next().is_none() && !is_mark(c))?;
        let one = if one == '’' { '\'' } else { one };
        (is_small(c) == (one == c)).then_some(one)
    };
    let common = |code: u32| matches!(code, 0x80..0x250 | 0x1E00..0x2070);
    (0..0x2070).map(|code| lower(char::from_u32(code).filter(|c| common(*c as u32))?)).collect()
});

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
    text.chars().any(is_mark)
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
