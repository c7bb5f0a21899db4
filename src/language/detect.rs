//! Which language a text is in.

use super::{Language, Shape, Token, fold};

/// How much speaks for each language; sums over paragraphs give the article's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// One entry a pack, in the order of [`Language::all`]: function words and letters found.
    scores: Vec<u32>,
    words: u32,
}

/// What a text's words and letters speak for.
pub fn evidence(text: &str, toks: &[Token]) -> Evidence {
    let mut scores = vec![0; Language::all().count()];
    let mut words = 0;
    for token in toks.iter().filter(|t| t.shape == Shape::Word) {
        let word = fold(token.text(text));
        words += 1;
        for (score, language) in scores.iter_mut().zip(Language::all()) {
            let pack = language.pack();
            if pack.knows_word(&word) {
                *score += 2;
            }
            if !word.is_ascii() && word.chars().any(|c| pack.knows_letter(c)) {
                *score += 1;
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
        _ => return None,
    };
    Language::of_code(code)
}
