//! Which language a text is in.

use std::sync::LazyLock;

use super::schema::Detect;
use super::token::Folds;
use super::words::Entry;
use super::{ByWord, Language, SOURCES, Shape, Token, fold};

/// How much speaks for each language; sums over paragraphs give the article's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// One entry a pack, in the order of [`Language::all`]: function words and letters found.
    scores: [u32; SOURCES.len()],
    words: u32,
}

/// The packs for which a word or a letter speaks: a bit a pack, the lowest is the first one's. So they are looked up once
/// and not in each pack.
type Packs = u8;

/// A byte for each pack, so that they are added up in one step for all of them.
type Votes = u64;

const _: () = assert!(SOURCES.len() <= size_of::<Votes>(), "more packs need wider votes");

/// What a function word counts, and the letters of a word.
const WORD: Votes = 2;
const LETTERS: Votes = 1;

/// So many words fill no byte of a sum of votes.
const FEW: usize = 64;

/// What every pack knows of words and letters.
struct Known {
    words: ByWord<Entry>,
    /// By code point; only letters that are not ASCII.
    letters: Vec<Packs>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { words: ByWord::default(), letters: Vec::new() };
    for (pack, language) in Language::all().enumerate() {
        // No more of a pack is read than this: most articles need one pack or two.
        let Some(Detect { words, letters }) = language.telling() else { continue };
        for word in &words {
            known.words.entry(&fold(word)).speaks_for |= 1 << pack;
        }
        for letter in letters.chars().filter(|c| !c.is_whitespace() && !c.is_ascii()) {
            let at = letter as usize;
            known.letters.resize(known.letters.len().max(at + 1), 0);
            if let Some(packs) = known.letters.get_mut(at) {
                *packs |= 1 << pack;
            }
        }
    }
    known
});

/// The words that speak for a language. Every lexicon holds them as well, so that a word of a text is looked up once.
pub(super) fn telling() -> &'static ByWord<Entry> {
    &KNOWN.words
}

/// The packs for whose language a small letter speaks.
pub(super) fn letters_of(c: char) -> Packs {
    KNOWN.letters.get(c as usize).copied().unwrap_or(0)
}

/// A vote for each of the packs.
#[inline]
const fn votes(packs: Packs) -> Votes {
    // Each byte keeps the bit of its pack, and becomes one where it has it.
    let own = (packs as u64 * 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    ((own + 0x7F7F_7F7F_7F7F_7F7F) >> 7) & 0x0101_0101_0101_0101
}

/// What a text's words and letters speak for; `entries` are those of its tokens in a lexicon, or in [`telling`].
pub(super) fn evidence(text: &str, toks: &[Token], entries: &[Entry]) -> Evidence {
    let mut evidence = Evidence::default();
    for (toks, entries) in toks.chunks(FEW).zip(entries.chunks(FEW)) {
        let mut sum = 0;
        for (token, entry) in toks.iter().zip(entries) {
            if token.shape != Shape::Word {
                continue;
            }
            evidence.words += 1;
            let letters = match token.folds {
                Folds::Letters => token.folded(text, |word| word.chars().fold(0, |packs, c| packs | letters_of(c))),
                _ => token.letters,
            };
            if entry.speaks_for | letters != 0 {
                sum += WORD * votes(entry.speaks_for) + LETTERS * votes(letters);
            }
        }
        for (score, votes) in evidence.scores.iter_mut().zip(sum.to_le_bytes()) {
            *score += u32::from(votes);
        }
    }
    evidence
}

impl Evidence {
    /// Adds another text's.
    pub fn add(&mut self, other: &Evidence) {
        self.words += other.words;
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
        let (best, score, second) = self.best()?;
        // Seven words in a hundred is less than any running text of the language has.
        (score >= 6 && score * 100 >= self.words * 14 && score * 2 >= second * 3).then_some(best)
    }

    /// The language that it speaks for at all.
    pub fn likely(&self) -> Option<Language> {
        let (best, score, second) = self.best()?;
        (score > second).then_some(best)
    }

    /// The language that has most, how much, and how much the next has.
    fn best(&self) -> Option<(Language, u32, u32)> {
        let (mut best, mut most, mut second) = (0, 0, 0);
        for (pack, score) in self.scores.into_iter().enumerate() {
            if score >= most {
                (best, most, second) = (pack, score, most);
            } else {
                second = second.max(score);
            }
        }
        (most > 0).then_some((Language(best as u8), most, second))
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
