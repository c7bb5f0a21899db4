//! What is known of words: nearly every word of a text is looked up in such a table, so it is done in few steps.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::folded;
use super::folding::is_folded;

/// The number of a word that stands in some phrase. Words are looked up once a token and compared as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordId(pub(super) u32);

impl WordId {
    /// A word of no phrase. It equals no word of a phrase.
    pub const NONE: Self = Self(u32::MAX);

    /// One bit of 64 that it shares with few others; none for a word of no phrase.
    pub(super) const fn bit(self) -> u64 {
        if self.0 == u32::MAX { 0 } else { 1 << (self.0 & 63) }
    }
}

/// Something of each of a number of folded words, by what they are written with.
#[derive(Clone, Debug)]
pub struct ByWord<V> {
    /// Words of at most eight bytes, which are one number, and of at most sixteen, which are two: they are found without
    /// comparing texts.
    short: HashMap<u64, V, FixedState>,
    middle: HashMap<(u64, u64), V, FixedState>,
    long: HashMap<Box<str>, V, FixedState>,
}

impl<V> Default for ByWord<V> {
    fn default() -> Self {
        Self { short: HashMap::default(), middle: HashMap::default(), long: HashMap::default() }
    }
}

/// Bytes of a word that is one number.
const PACKED: usize = 8;

impl<V> ByWord<V> {
    /// Gives back the room that was taken to grow.
    pub fn settle(&mut self) {
        self.short.shrink_to_fit();
        self.middle.shrink_to_fit();
        self.long.shrink_to_fit();
    }

    /// What is known of a folded word.
    pub fn get(&self, folded: &str) -> Option<&V> {
        match folded.len() {
            0..=PACKED => self.short.get(&packed(folded.as_bytes())),
            9..=16 => self.middle.get(&halves(folded)),
            _ => self.long.get(folded),
        }
    }

    /// Whether it knows no word.
    pub fn is_empty(&self) -> bool {
        self.short.is_empty() && self.middle.is_empty() && self.long.is_empty()
    }

    pub fn insert(&mut self, folded: &str, value: V) {
        match folded.len() {
            0..=PACKED => drop(self.short.insert(packed(folded.as_bytes()), value)),
            9..=16 => drop(self.middle.insert(halves(folded), value)),
            _ => drop(self.long.insert(folded.into(), value)),
        }
    }

    /// What is known of a folded word, nothing much where it is new.
    pub fn entry(&mut self, folded: &str) -> &mut V
    where
        V: Default,
    {
        match folded.len() {
            0..=PACKED => self.short.entry(packed(folded.as_bytes())).or_default(),
            9..=16 => self.middle.entry(halves(folded)).or_default(),
            _ => self.long.entry(folded.into()).or_default(),
        }
    }

    /// What is known of the word at `start..end` of a text, in any case.
    #[inline]
    pub fn at(&self, text: &str, start: usize, end: usize) -> Option<&V> {
        let length = end.wrapping_sub(start);
        if length <= PACKED {
            if let Some(word) = eight(text, start) {
                let unused = 8 * (PACKED - length) as u32;
                let word = word.checked_shl(unused).map_or(0, |word| word >> unused);
                if word & HIGH == 0 {
                    return self.short.get(&lower(word));
                }
                // A word that is small already is looked up as it stands.
                if is_folded(text.get(start..end)?) {
                    return self.short.get(&word);
                }
            }
        } else if length <= 2 * PACKED
            && let Some((first, last)) = eight(text, start).zip(eight(text, end - PACKED))
        {
            // The two lie over each other; the second half is the rest of the last eight bytes.
            let unused = 8 * (2 * PACKED - length) as u32;
            if (first | last) & HIGH == 0 {
                return self.middle.get(&(lower(first), lower(last) >> unused));
            }
            if is_folded(text.get(start..end)?) {
                return self.middle.get(&(first, last >> unused));
            }
        }
        folded(text.get(start..end)?, |word| self.get(word))
    }
}

/// The eight bytes from `start` on, as a number.
#[inline]
fn eight(text: &str, start: usize) -> Option<u64> {
    let bytes = text.as_bytes().get(start..start + PACKED)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Eight ASCII bytes, none of them a capital.
fn lower(word: u64) -> u64 {
    let from_a = word + (0x80 - b'A' as u64) * ONES;
    let behind_z = word + (0x7F - b'Z' as u64) * ONES;
    word | (((from_a ^ behind_z) & HIGH) >> 2)
}

/// The bytes of a short word; no text has one of its own that is nought where another has none.
fn packed(word: &[u8]) -> u64 {
    if let Some(eight) = word.first_chunk::<PACKED>() {
        return u64::from_le_bytes(*eight);
    }
    word.iter().rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte))
}

fn halves(word: &str) -> (u64, u64) {
    let (first, rest) = word.as_bytes().split_at_checked(PACKED).unwrap_or_default();
    (packed(first), packed(rest))
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn words_are_found_in_any_case_wherever_they_stand() {
        let mut words = ByWord::default();
        let all = [
            "a",
            "to",
            "été",
            "millions",
            "thousands",
            "@[`{",
            "đồng",
            "quatre-vingt-dix",
            "thousandth",
            "anticonstitutionnellement",
        ];
        for (word, id) in all.iter().zip(0u32..) {
            words.insert(word, id);
        }
        for (word, id) in all.iter().zip(0u32..) {
            for written in [(*word).to_owned(), word.to_uppercase()] {
                for text in [written.clone(), format!("{written} and what follows"), format!("x {written}")] {
                    let start = text.find(&written).unwrap_or(0);
                    let found = words.at(&text, start, start + written.len());
                    assert_eq!(found, Some(&id), "{text}");
                    assert_eq!(words.get(&fold(&written)), Some(&id));
                }
            }
        }
        assert_eq!(words.at("tot", 0, 3), None);
        assert_eq!(words.at("A@", 1, 2), None);
    }
}
