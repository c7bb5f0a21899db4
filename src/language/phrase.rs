//! A phrase of a pack, and whether it stands at a place in a text.

use unicode_normalization::UnicodeNormalization;

use super::Sense;
use super::folding::decomposed;
use super::token::{Gap, Token};
use super::words::{Entry, WordId};

/// A phrase that begins with some word: the rest of it and what it means.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The tokens after the first: the word and whether white space stands before it.
    pub(super) rest: Box<[(WordId, bool)]>,
    /// The word behind the first; [`WordId::NONE`], which is behind all others, where there is none.
    pub(super) second: WordId,
    /// The same of the one behind that. Most phrases that do not fit differ there.
    third: WordId,
    /// For symbols, which mean something else in another case: the text as written.
    pub(super) exact: Option<Box<str>>,
    pub sense: Sense,
    /// [`Sense::mark`] of its sense.
    pub mark: u8,
    /// [`Sense::may_open_figure`] of its sense.
    pub opens: bool,
}

impl Phrase {
    pub(super) fn new(rest: Box<[(WordId, bool)]>, exact: Option<Box<str>>, sense: Sense) -> Self {
        let word = |at: usize| rest.get(at).map_or(WordId::NONE, |(word, _)| *word);
        let (second, third) = (word(0), word(1));
        Self { rest, second, third, exact, sense, mark: sense.mark(), opens: sense.may_open_figure() }
    }

    /// Whether it is one word in any case, as most are.
    #[inline]
    pub fn is_plain_word(&self) -> bool {
        self.rest.is_empty() && self.exact.is_none()
    }

    /// How many tokens the phrase takes at `at`, where its first word was found; `None` where the rest differs. `words`
    /// are those of `toks`.
    #[inline]
    pub fn fits(&self, toks: &[Token], words: &[Entry], at: usize, text: &str) -> Option<usize> {
        let third = |words: &[Entry]| words.get(at + 2).is_some_and(|word| word.id == self.third);
        if self.third != WordId::NONE && !third(words) {
            return None;
        }
        let mut last = at;
        for (word, gap) in &self.rest {
            last += 1;
            if words.get(last)?.id != *word || *gap != (toks.get(last)?.gap != Gap::None) {
                return None;
            }
        }
        (self.exact.is_none() || self.is_written(toks.get(at)?, toks.get(last)?, text)).then_some(last - at + 1)
    }

    /// Whether what stands from one token to another is the text as it is to be written.
    fn is_written(&self, first: &Token, last: &Token, text: &str) -> bool {
        let written = text.get(first.start as usize..last.end as usize);
        let Some((written, exact)) = written.zip(self.exact.as_deref()) else { return false };
        // White space may differ: a no-break space in the text, a plain one in the pack; so may how marks are written.
        let alike = |written: &str| written.split_whitespace().eq(exact.split_whitespace());
        // One token has no white space, and ASCII nothing to compose.
        let plain = self.rest.is_empty() && written.len() == exact.len() && written.is_ascii() && exact.is_ascii();
        let alike = || alike(written) || decomposed(written) && alike(&written.nfc().collect::<String>());
        written == exact || !plain && alike()
    }
}

/// Those of some phrases, in the order of their second words, whose second word this is.
pub(super) fn going_on(phrases: &[Phrase], next: WordId) -> &[Phrase] {
    let from = phrases.partition_point(|p| p.second < next);
    let rest = phrases.get(from..).unwrap_or_default();
    let many = rest.iter().take_while(|p| p.second == next).count();
    rest.get(..many).unwrap_or_default()
}
