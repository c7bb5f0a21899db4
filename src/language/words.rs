//! The numbers of words: nearly every word of a text is looked up here once, so it is done in few steps.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::folded;
use super::lexicon::WordId;

/// Folded words by what they are written with.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words of at most eight bytes, which are one number: it is found without comparing texts.
    short: HashMap<u64, WordId, FixedState>,
    long: HashMap<Box<str>, WordId, FixedState>,
}

/// Bytes of a word that is one number.
const PACKED: usize = 8;

impl Words {
    /// A folded word's number, if it has one.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        let known = if folded.len() <= PACKED { self.short.get(&packed(folded)) } else { self.long.get(folded) };
        known.copied()
    }

    pub fn insert(&mut self, folded: &str, id: WordId) {
        if folded.len() <= PACKED {
            self.short.insert(packed(folded), id);
        } else {
            self.long.insert(folded.into(), id);
        }
    }

    /// The number of the word at `start..end` of a text, in any case.
    pub fn at(&self, text: &str, start: usize, end: usize) -> Option<WordId> {
        if end - start <= PACKED
            && let Some(bytes) =
                text.as_bytes().get(start..start + PACKED).and_then(|b| <[u8; PACKED]>::try_from(b).ok())
        {
            let unused = 8 * (PACKED - (end - start)) as u32;
            let word = u64::from_le_bytes(bytes).checked_shl(unused).map_or(0, |word| word >> unused);
            if word & HIGH == 0 {
                return self.short.get(&lower(word)).copied();
            }
        }
        folded(text.get(start..end)?, |word| self.get(word))
    }
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
fn packed(word: &str) -> u64 {
    word.bytes().rev().fold(0, |packed, byte| packed << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn words_are_found_in_any_case_wherever_they_stand() {
        let mut words = Words::default();
        let all = ["a", "to", "été", "millions", "thousands", "@[`{", "đồng", "quatre-vingt-dix"];
        for (word, id) in all.iter().zip(0..) {
            words.insert(word, WordId::new(id));
        }
        for (word, id) in all.iter().zip(0..) {
            for written in [(*word).to_owned(), word.to_uppercase()] {
                for text in [written.clone(), format!("{written} and what follows"), format!("x {written}")] {
                    let start = text.find(&written).unwrap_or(0);
                    let found = words.at(&text, start, start + written.len());
                    assert_eq!(found, Some(WordId::new(id)), "{text}");
                    assert_eq!(words.get(&fold(&written)), Some(WordId::new(id)));
                }
            }
        }
        assert_eq!(words.at("tot", 0, 3), None);
        assert_eq!(words.at("A@", 1, 2), None);
    }
}
