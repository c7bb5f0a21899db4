//! What is known of words: nearly every word of a text is looked up in such a table, so it is done in few steps.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::slots::{Key, Slots};
use super::token::{Folds, Token};

/// The number of a word that stands in some phrase. Words are looked up once a token and compared as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordId(pub(super) u32);

impl WordId {
    /// A word of no phrase. It equals no word of a phrase.
    pub const NONE: Self = Self(u32::MAX);

    /// One bit of 64 that it shares with few others; none for a word of no phrase.
    #[inline]
    pub(super) const fn bit(self) -> u64 {
        if self.0 == u32::MAX { 0 } else { 1 << (self.0 & 63) }
    }
}

impl Default for WordId {
    fn default() -> Self {
        Self::NONE
    }
}

/// What a lexicon holds of a word, all that most words are asked for in eight bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub(super) id: WordId,
    /// Where the lexicon holds what the word means by itself.
    pub(super) place: u16,
    /// How many senses that has, from [`Entry::MANY`] on, and below that the bits that follow.
    pub(super) bits: u8,
    /// The packs whose language it speaks for, a bit for each.
    pub(super) speaks_for: u8,
}

impl Entry {
    /// Phrases of several words begin with it.
    pub(super) const LEADS: u8 = 1;
    /// It is the second word of a phrase.
    pub(super) const FOLLOWS: u8 = 2;
    /// What it means by itself depends on its case, or is more than can be said here: its phrases are to be tried.
    pub(super) const CASED: u8 = 4;
    /// A figure may begin with what it means by itself.
    pub(super) const OPENS: u8 = 8;
    pub(super) const MANY: u8 = 4;
    /// So many senses can be told of.
    pub(super) const MOST: usize = 15;

    /// How many senses it has by itself, in any case.
    #[inline]
    pub(super) const fn many(self) -> usize {
        (self.bits >> Self::MANY) as usize
    }

    #[inline]
    pub(super) const fn has(self, bit: u8) -> bool {
        self.bits & bit != 0
    }

    /// Whether any phrase begins with it.
    #[inline]
    pub(super) const fn begins(self) -> bool {
        self.bits & !(Self::FOLLOWS | Self::OPENS) != 0
    }
}

/// Something of each of a number of folded words, by what they are written with.
#[derive(Clone, Debug)]
pub struct ByWord<V> {
    /// Words that are a number or two: they are found without comparing texts.
    short: Slots<V>,
    long: HashMap<Box<str>, V, FixedState>,
}

impl<V> Default for ByWord<V> {
    fn default() -> Self {
        Self { short: Slots::default(), long: HashMap::default() }
    }
}

impl<V> ByWord<V> {
    /// Gives back the room that was taken to grow.
    pub fn settle(&mut self) {
        self.short.settle();
        self.long.shrink_to_fit();
    }

    /// What is known of a folded word.
    pub fn get(&self, folded: &str) -> Option<&V> {
        match Key::of(folded) {
            Some(key) => self.short.get(key),
            None => self.long.get(folded),
        }
    }

    /// Whether it knows no word.
    pub fn is_empty(&self) -> bool {
        self.short.is_empty() && self.long.is_empty()
    }

    pub fn insert(&mut self, folded: &str, value: V)
    where
        V: Default,
    {
        *self.entry(folded) = value;
    }

    /// What is known of a folded word, nothing much where it is new.
    pub fn entry(&mut self, folded: &str) -> &mut V
    where
        V: Default,
    {
        match Key::of(folded) {
            Some(key) => self.short.entry(key, V::default),
            None => self.long.entry(folded.into()).or_default(),
        }
    }

    /// What is known of the word of a token, in any case.
    #[inline]
    pub fn at(&self, text: &str, token: &Token) -> Option<&V> {
        let (start, end) = (token.start as usize, token.end as usize);
        if end.wrapping_sub(start) <= Key::LONGEST && token.folds != Folds::Letters {
            // Most words are small already.
            let key = Key::at(text, start, end)?;
            return self.short.get(if token.is_small() { key } else { key.lower() });
        }
        self.at_seldom(text, token)
    }

    /// The same for long words, and those of which more than ASCII is folded.
    #[inline(never)]
    fn at_seldom(&self, text: &str, token: &Token) -> Option<&V> {
        token.folded(text, |word| self.get(word))
    }

    /// Adds to each word what another table holds of it.
    pub fn join<U>(&mut self, other: &ByWord<U>, add: impl Fn(&mut V, &U))
    where
        V: Default,
    {
        other.short.iter().for_each(|(key, theirs)| add(self.short.entry(key, V::default), theirs));
        other.long.iter().for_each(|(word, theirs)| add(self.long.entry(word.clone()).or_default(), theirs));
    }

    /// What is known of every word.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.short.values_mut().chain(self.long.values_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Gap, Shape, fold};
    use super::*;

    fn token(text: &str, start: usize, end: usize) -> Token {
        let word = &text[start..end];
        let folds = match fold(word) {
            small if small == word => Folds::Not,
            small if small == word.to_ascii_lowercase() => Folds::Ascii,
            _ => Folds::Letters,
        };
        Token { shape: Shape::Word, gap: Gap::None, folds, letters: 0, start: start as u32, end: end as u32 }
    }

    #[test]
    fn words_are_found_in_any_case_wherever_they_stand() {
        let mut words = ByWord::default();
        let all = [
            "a",
            "to",
            "été",
            "việt",
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
            for written in [(*word).to_owned(), word.to_uppercase(), word.to_ascii_uppercase()] {
                for text in [written.clone(), format!("{written} and what follows"), format!("x {written}")] {
                    let start = text.find(&written).unwrap_or(0);
                    let found = words.at(&text, &token(&text, start, start + written.len()));
                    assert_eq!(found, Some(&id), "{text}");
                    assert_eq!(words.get(&fold(&written)), Some(&id));
                }
            }
        }
        assert_eq!(words.at("tot", &token("tot", 0, 3)), None);
        assert_eq!(words.at("A@", &token("A@", 1, 2)), None);
    }
}
