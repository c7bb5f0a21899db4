//! What of a sentence another language writes alike: names and words with a common root.

use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Shape, each_token, folded};
use crate::number::Number;

/// A name, the value of a figure or the root of a word, as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    pub key: u64,
    /// How much it says where nothing else has it: [`NAME`], [`FIGURE`], [`ROOT`].
    pub weight: i32,
}

pub const NAME: i32 = 1000;
/// As much as a name, but told apart from one.
pub const FIGURE: i32 = 999;
/// Months and days of the week: there are few of them.
pub const CALENDAR: i32 = 600;
pub const ROOT: i32 = 350;

/// Letters of a name, and of a word that may have a relative in another language.
const SHORTEST_NAME: usize = 3;
const SHORTEST_ROOT: usize = 6;
const ROOT_LETTERS: usize = 5;

impl Anchor {
    pub fn new(text: &str, weight: i32) -> Self {
        Self::of_bytes(text.as_bytes(), weight)
    }

    /// The anchor of a number, by its text.
    pub fn of_number(number: &Number, weight: i32) -> Self {
        let Some(value) = number.as_i64().and_then(|n| u64::try_from(n).ok()) else {
            return Self::new(&number.to_string(), weight);
        };
        let mut room = [0u8; 20];
        let (mut rest, mut at) = (value, room.len());
        loop {
            at -= 1;
            room[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break Self::of_bytes(&room[at..], weight);
            }
        }
    }

    fn of_bytes(bytes: &[u8], weight: i32) -> Self {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(bytes);
        Self { key: hasher.finish(), weight }
    }
}

/// Letters without marks and case: "Thái Nguyên" and "Thai Nguyen" are one.
pub fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// The names and roots of a piece of prose, in any order.
pub fn anchors(prose: &str) -> Vec<Anchor> {
    let mut out = Vec::new();
    gather(prose, true, &mut out);
    out
}

/// Adds the names of a piece of prose alone.
pub fn names(prose: &str, out: &mut Vec<Anchor>) {
    gather(prose, false, out);
}

fn gather(prose: &str, roots: bool, out: &mut Vec<Anchor>) {
    let mut run = String::new();
    let mut words = 0;
    each_token(prose, |token| {
        let word = token.text(prose);
        let name = token.shape == Shape::Word && is_upper(word);
        if !name {
            close(&mut run, &mut words, out);
        }
        // Short words say nothing unless they are names.
        if token.shape != Shape::Word || !name && (!roots || word.len() < SHORTEST_ROOT) {
            return;
        }
        with_plain(word, |plain| {
            let letters = if plain.is_ascii() { plain.len() } else { plain.chars().count() };
            if name {
                if letters >= SHORTEST_NAME {
                    out.push(Anchor::new(plain, NAME));
                }
                run.push_str(plain);
                words += 1;
            }
            if roots && letters >= SHORTEST_ROOT {
                out.push(root(plain));
            }
        });
    });
    close(&mut run, &mut words, out);
}

/// The root of a word without its accents.
fn root(plain: &str) -> Anchor {
    let letters = plain.char_indices().nth(ROOT_LETTERS).map_or(plain.len(), |(end, _)| end);
    let mut room = [b'~'; 1 + 4 * ROOT_LETTERS];
    let bytes = plain.as_bytes().get(..letters).unwrap_or_default();
    if let Some(place) = room.get_mut(1..=letters) {
        place.copy_from_slice(bytes);
    }
    Anchor::of_bytes(room.get(..=letters).unwrap_or_default(), ROOT)
}

fn is_upper(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}

/// The letter that [`plain`] makes of one of those that news has much of, Latin ones with marks; 0 for a mark alone, 1 for
/// any other.
static BARE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let bare = |code: u32| {
        let common = matches!(code, 0xC0..0x250 | 0x300..0x370 | 0x1E00..0x1F00);
        let Some(c) = char::from_u32(code).filter(|_| common) else { return 1 };
        match *plain(c.encode_utf8(&mut [0; 4])).as_bytes() {
            [] => 0,
            [letter] if letter.is_ascii_lowercase() => letter,
            _ => 1,
        }
    };
    (0..0x1F00).map(bare).collect()
});

/// What `f` says of the word as [`plain`] gives it; nothing is allocated for words without accents.
fn with_plain(word: &str, f: impl FnOnce(&str)) {
    if word.is_ascii() {
        return folded(word, f);
    }
    let bare = &**BARE;
    let mut room = [0u8; 64];
    let mut length = 0;
    for c in word.chars() {
        let letter = match bare.get(c as usize) {
            _ if c.is_ascii() => (c as u8).to_ascii_lowercase(),
            Some(0) => continue,
            Some(letter) if letter.is_ascii_lowercase() => *letter,
            _ => return f(&plain(word)),
        };
        let Some(place) = room.get_mut(length) else { return f(&plain(word)) };
        *place = letter;
        length += 1;
    }
    f(room.get(..length).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default());
}

/// "Hà Nội" is "Hanoi" elsewhere: names of several words count joined as well.
fn close(run: &mut String, words: &mut usize, out: &mut Vec<Anchor>) {
    if *words == 0 {
        return;
    }
    if *words > 1 && *words <= 3 {
        out.push(Anchor::new(run, NAME));
    }
    run.clear();
    *words = 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_text() {
        for text in ["0", "7", "10", "345", "9223372036854775807", "-3", "2.5", "1000000000000000000000"] {
            let number = Number::decimal(text).unwrap();
            assert_eq!(Anchor::of_number(&number, FIGURE), Anchor::new(text, FIGURE), "{text}");
        }
    }

    #[test]
    fn names_are_alike_in_all_spellings() {
        let shared = |a: &str, b: &str| {
            let theirs = anchors(b);
            anchors(a).iter().filter(|x| theirs.contains(x)).map(|x| x.weight).sum::<i32>()
        };
        assert!(shared("in Hanoi on", "tại Hà Nội vào") >= NAME);
        assert!(shared("Thai Nguyen saw", "Thái Nguyên đạt") >= 2 * NAME);
        assert!(shared("Đồng Nai", "Dong Nai") >= 2 * NAME);
        assert!(shared("the published results", "a publié les résultats") >= 2 * ROOT);
        assert_eq!(shared("it rose again", "elle monta encore"), 0);
    }
}
