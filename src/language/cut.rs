//! A text cut into tokens, with what is known of their words: looked up once for its language and for what is read of it.

use std::cell::RefCell;
use std::ptr;

use super::detect::{self, telling};
use super::token::{Token, tokens_onto};
use super::words::Entry;
use super::{ByWord, Evidence, Language, Pack};

/// A text's tokens and words.
#[derive(Debug, Default)]
pub struct Cut {
    toks: Vec<Token>,
    /// What is known of each token's word.
    words: Vec<Entry>,
    /// The pack that knows it; without one it is only which languages the words speak for.
    pack: Option<&'static Pack>,
}

/// Lists of more tokens give their memory back.
const KEPT: usize = 2048;

thread_local! {
    /// The memory of the last texts, for the next ones: an article has many, one after the other.
    static SPARE: RefCell<Vec<(Vec<Token>, Vec<Entry>)>> = const { RefCell::new(Vec::new()) };
}

impl Cut {
    /// Cuts a text that is likely to be read in a language, if any is. Which one changes nothing but that its words need not
    /// be looked up again.
    pub fn new(text: &str, likely: Option<Language>) -> Self {
        let pack = likely.map(Language::pack);
        let (mut toks, words) = spare();
        tokens_onto(&mut toks, text);
        let mut cut = Self { toks, words, pack };
        cut.look_up(text, pack.map_or_else(telling, |pack| pack.lexicon.words()));
        cut
    }

    fn look_up(&mut self, text: &str, known: &ByWord<Entry>) {
        self.words.clear();
        self.words.extend(self.toks.iter().map(|token| known.at(text, token).copied().unwrap_or_default()));
    }

    /// What the text's words and letters speak for.
    pub fn evidence(&self, text: &str) -> Evidence {
        detect::evidence(text, &self.toks, &self.words)
    }

    /// Its tokens, and what a pack knows of their words.
    pub(super) fn parts(mut self, text: &str, pack: &Pack) -> (Vec<Token>, Vec<Entry>) {
        let many = self.toks.len();
        if pack.closed_numbers {
            self.toks = super::closed::split(std::mem::take(&mut self.toks), text, &pack.lexicon);
        }
        if self.toks.len() != many || !self.pack.is_some_and(|known| ptr::eq(known, pack)) {
            self.look_up(text, pack.lexicon.words());
        }
        (std::mem::take(&mut self.toks), std::mem::take(&mut self.words))
    }
}

impl Drop for Cut {
    fn drop(&mut self) {
        give_back(std::mem::take(&mut self.toks), std::mem::take(&mut self.words));
    }
}

fn spare() -> (Vec<Token>, Vec<Entry>) {
    SPARE.try_with(|spare| spare.try_borrow_mut().ok()?.pop()).ok().flatten().unwrap_or_default()
}

/// Keeps the memory of a text's parts for the next one.
pub(super) fn give_back(mut toks: Vec<Token>, mut words: Vec<Entry>) {
    if toks.capacity() == 0 || toks.capacity() > KEPT || words.capacity() > KEPT {
        return;
    }
    toks.clear();
    words.clear();
    // A thread that ends needs none.
    let _ = SPARE.try_with(|spare| {
        if let Ok(mut spare) = spare.try_borrow_mut()
            && spare.len() < 2
        {
            spare.push((toks, words));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_speaks_for_is_the_same_in_every_lexicon() {
        let text = "Le Premier ministre a dit que l’ÉTAT e\u{301}tait LÀ. Thủ tướng VIỆT NAM đã nói với các BỘ. The U.S. said no. Über die";
        let plain = Cut::new(text, None).evidence(text);
        for language in Language::all() {
            assert_eq!(Cut::new(text, Some(language)).evidence(text), plain, "{}", language.code());
        }
    }

    #[test]
    fn words_that_were_looked_up_in_another_pack_are_looked_up_again() {
        let text = "Le dix pour cent";
        for (likely, pack) in Language::all().flat_map(|one| Language::all().map(move |other| (one, other.pack()))) {
            let (toks, words) = Cut::new(text, Some(likely)).parts(text, pack);
            let fresh: Vec<Entry> = toks.iter().map(|token| pack.lexicon.word(token, text)).collect();
            assert_eq!(words, fresh);
        }
    }
}
