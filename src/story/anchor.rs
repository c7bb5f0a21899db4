//! What of a sentence another language writes alike: names and words with a common root.

use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Shape, each_token};
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

/// Letters as [`plain`] gives them; few words, and few names of several, are longer.
type Letters = SmallVec<[u8; 64]>;

/// Adds the names and roots of a piece of prose, in any order.
pub fn anchors(prose: &str, out: &mut Vec<Anchor>) {
    gather(prose, true, out);
}

/// Adds the names of a piece of prose alone.
pub fn names(prose: &str, out: &mut Vec<Anchor>) {
    gather(prose, false, out);
}

fn gather(prose: &str, roots: bool, out: &mut Vec<Anchor>) {
    let mut run = Run::default();
    let bytes = prose.as_bytes();
    // Short words say nothing unless they are names.
    let long = if roots { SHORTEST_ROOT } else { usize::MAX };
    each_token(prose, |token| {
        let (start, end) = (token.start as usize, token.end as usize);
        let small = bytes.get(start).is_some_and(u8::is_ascii_lowercase);
        if token.shape != Shape::Word || small && end - start < long {
            return run.close(out);
        }
        let word = token.text(prose);
        if !small && is_upper(word) {
            let letters = run.add(word);
            if count(letters) >= SHORTEST_NAME {
                out.push(Anchor::of_bytes(letters, NAME));
            }
            if roots {
                out.extend(root(letters));
            }
            return;
        }
        run.close(out);
        if word.len() >= long {
            out.extend(root_of(word));
        }
    });
    run.close(out);
}

/// How many letters these bytes are.
fn count(letters: &[u8]) -> usize {
    letters.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The root of a word as it is written; nothing for a short one.
fn root_of(word: &str) -> Option<Anchor> {
    // Without accents there is nothing to be taken away.
    if let Some(first) = word.as_bytes().get(..SHORTEST_ROOT).filter(|first| first.is_ascii()) {
        return root(first);
    }
    let (mut letters, mut count) = ([0; SHORTEST_ROOT], 0);
    for c in word.chars() {
        match bare(c) {
            Bare::Mark => {}
            Bare::Letter(letter) => {
                letters[count] = letter;
                count += 1;
            }
            Bare::Other => return root(plain(word).as_bytes()),
        }
        if count == SHORTEST_ROOT {
            return root(&letters);
        }
    }
    None
}

/// The root of a word without its accents, in any case, of which the first letters are enough.
fn root(letters: &[u8]) -> Option<Anchor> {
    if letters.len() < SHORTEST_ROOT {
        return None;
    }
    if let Some(first) = letters.first_chunk::<ROOT_LETTERS>().filter(|first| first.is_ascii()) {
        let mut key = [b'~'; 8];
        for (place, letter) in key.iter_mut().zip(first) {
            *place = letter.to_ascii_lowercase();
        }
        let long = letters.len() == SHORTEST_ROOT || count(letters) >= SHORTEST_ROOT;
        return long.then_some(Anchor { key: u64::from_le_bytes(key), weight: ROOT });
    }
    let starts = || letters.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80).map(|(at, _)| at);
    starts().nth(SHORTEST_ROOT - 1)?;
    let end = starts().nth(ROOT_LETTERS)?;
    let mut key: SmallVec<[u8; 1 + 4 * ROOT_LETTERS]> = SmallVec::from_slice(b"~");
    key.extend_from_slice(letters.get(..end)?);
    Some(Anchor::of_bytes(&key, ROOT))
}

fn is_upper(word: &str) -> bool {
    match word.as_bytes().first() {
        None => false,
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

/// What [`plain`] makes of one character.
enum Bare {
    Letter(u8),
    /// Nothing.
    Mark,
    /// Something that is not in the table.
    Other,
}

#[inline]
fn bare(c: char) -> Bare {
    if c.is_ascii() {
        return Bare::Letter((c as u8).to_ascii_lowercase());
    }
    match BARE.get(c as usize) {
        Some(0) => Bare::Mark,
        Some(letter) if letter.is_ascii_lowercase() => Bare::Letter(*letter),
        _ => Bare::Other,
    }
}

/// Adds the letters of a word as [`plain`] gives them.
fn push_plain(word: &str, out: &mut Letters) {
    let from = out.len();
    if word.is_ascii() {
        out.extend_from_slice(word.as_bytes());
        return out[from..].make_ascii_lowercase();
    }
    for c in word.chars() {
        match bare(c) {
            Bare::Letter(letter) => out.push(letter),
            Bare::Mark => {}
            Bare::Other => {
                out.truncate(from);
                return out.extend_from_slice(plain(word).as_bytes());
            }
        }
    }
}

/// Names that stand beside each other: "Hà Nội" is "Hanoi" elsewhere, so those of several words count joined as well.
#[derive(Default)]
struct Run {
    letters: Letters,
    words: usize,
}

impl Run {
    /// Adds a name; its letters.
    fn add(&mut self, word: &str) -> &[u8] {
        let from = self.letters.len();
        push_plain(word, &mut self.letters);
        self.words += 1;
        &self.letters[from..]
    }

    #[inline]
    fn close(&mut self, out: &mut Vec<Anchor>) {
        if self.words == 0 {
            return;
        }
        if self.words > 1 && self.words <= 3 {
            out.push(Anchor::of_bytes(&self.letters, NAME));
        }
        self.letters.clear();
        self.words = 0;
    }
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
        let all = |prose: &str| {
            let mut out = Vec::new();
            anchors(prose, &mut out);
            out
        };
        let shared = |a: &str, b: &str| {
            let theirs = all(b);
            all(a).iter().filter(|x| theirs.contains(x)).map(|x| x.weight).sum::<i32>()
        };
        assert!(shared("in Hanoi on", "tại Hà Nội vào") >= NAME);
        assert!(shared("Thai Nguyen saw", "Thái Nguyên đạt") >= 2 * NAME);
        assert!(shared("Đồng Nai", "Dong Nai") >= 2 * NAME);
        assert!(shared("the published results", "a publié les résultats") >= 2 * ROOT);
        assert_eq!(shared("it rose again", "elle monta encore"), 0);
    }
}
