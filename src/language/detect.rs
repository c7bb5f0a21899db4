//! Which language a text is in.

use std::sync::LazyLock;

use smallvec::{SmallVec, smallvec};

use super::schema::Detect;
use super::{ByWord, Language, Shape, Token, fold, folded};

/// How much speaks for each language; sums over paragraphs give the article's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// One entry a pack, in the order of [`Language::all`]: function words and letters found.
    scores: SmallVec<[u32; 8]>,
    words: u32,
}

/// What every pack knows of words and letters, as one bit a pack: a word is looked up once and not in each.
struct Known {
    words: ByWord<u32>,
    /// By code point; only letters that are not ASCII.
    letters: Vec<u32>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { words: ByWord::default(), letters: Vec::new() };
    for (bit, language) in Language::all().take(32).enumerate() {
        // No more of a pack is read than this: most articles need one pack or two.
        let Some(Detect { words, letters }) = language.telling() else { continue };
        for word in &words {
            *known.words.entry(&fold(word)) |= 1 << bit;
        }
        for letter in letters.chars().filter(|c| !c.is_whitespace()) {
            let at = letter as usize;
            known.letters.resize(known.letters.len().max(at + 1), 0);
            if let Some(bits) = known.letters.get_mut(at) {
                *bits |= 1 << bit;
            }
        }
    }
    known
});

/// What a text's words and letters speak for.
pub fn evidence(text: &str, toks: &[Token]) -> Evidence {
    let known = &*KNOWN;
    let mut scores = smallvec![0; Language::all().count()];
    let mut words = 0;
    for token in toks.iter().filter(|t| t.shape == Shape::Word) {
        words += 1;
        let (start, end) = (token.start as usize, token.end as usize);
        let ascii = text.as_bytes().get(start..end).is_some_and(<[u8]>::is_ascii);
        let (by_word, by_letter) = if ascii {
            (known.words.at(text, start, end).copied().unwrap_or(0), 0)
        } else {
            folded(token.text(text), |word| {
                let letter = |c: char| known.letters.get(c as usize).copied().unwrap_or(0);
                let letters = word.chars().fold(0, |bits, c| bits | letter(c));
                (known.words.get(word).copied().unwrap_or(0), letters)
            })
        };
        let mut bits = by_word | by_letter;
        while bits != 0 {
            let bit = bits.trailing_zeros();
            bits &= bits - 1;
            if let Some(score) = scores.get_mut(bit as usize) {
                *score += 2 * (by_word >> bit & 1) + (by_letter >> bit & 1);
            }
        }
    }
    Evidence { scores, words }
}

impl Evidence {
    /// Adds another text's.
    pub fn add(&mut self, other: &Evidence) {
        self.words += other.words;
        self.scores.resize(self.scores.len().max(other.scores.len()), 0);
        for (mine, theirs) in self.scores.iter_mut().zip(&other.scores) {
            *mine += theirs;
        }
    }

    /// How many words it rests on.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// Whether anything speaks for `language`.
    pub fn speaks_for(&self, language: Language) -> bool {
        Language::all().zip(&self.scores).any(|row| row.0 == language && *row.1 > 0)
    }

    /// The language that it speaks for, if it does so clearly: enough words, and well before the next.
    pub fn clear(&self) -> Option<Language> {
        let (best, score) = self.best()?;
        let second = self.second(best);
        // Seven words in a hundred is less than any running text of the language has.
        (score >= 6 && score * 100 >= self.words * 14 && score * 2 >= second * 3).then_some(best)
    }

    /// The language that it speaks for at all.
    pub fn likely(&self) -> Option<Language> {
        let (best, score) = self.best()?;
        (score > self.second(best)).then_some(best)
    }

    fn best(&self) -> Option<(Language, u32)> {
        Language::all().zip(self.scores.iter().copied()).filter(|row| row.1 > 0).max_by_key(|row| row.1)
    }

    fn second(&self, best: Language) -> u32 {
        Language::all().zip(&self.scores).filter(|row| row.0 != best).map(|row| *row.1).max().unwrap_or(0)
    }
}

/// What a statistical model takes the text for, if that has a pack: for texts that speak for no pack clearly.
pub fn guess(text: &str) -> Option<Language> {
    use whichlang::Lang;
    let code = match whichlang::detect_language(text) {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Vie => "vi",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        _ => return None,
    };
    Language::of_code(code)
}
