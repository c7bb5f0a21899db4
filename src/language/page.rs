//! A text with its tokens and what the pack knows of each word.

use super::closed::split;
use super::lexicon::{Hit, Sense, WordId};
use super::token::{Gap, Shape, Token, tokens};
use super::{Pack, sentences};
use crate::text::Span;

/// A text cut into tokens, each with the phrases of the pack that begin with it.
#[derive(Debug)]
pub struct Page<'a> {
    pub text: &'a str,
    pub pack: &'a Pack,
    pub toks: Vec<Token>,
    words: Vec<WordId>,
    /// What the pack knows at each token: `hits[ends[at - 1]..ends[at]]`. Looked up once, asked many times.
    hits: Vec<Hit>,
    ends: Vec<u32>,
    /// How long the phrases are that end right before each token: bit `n` for one of `n` tokens, up to [`LOOK_BACK`].
    behind: Vec<u8>,
    /// The tokens with a word that makes the number before it a factor, in order.
    folds: Vec<u32>,
}

/// No number that is a factor has as many tokens.
const LONGEST_FACTOR: u32 = 128;

/// Tokens of the longest phrase that is looked for before a token.
const LOOK_BACK: usize = 6;

impl<'a> Page<'a> {
    pub fn new(text: &'a str, pack: &'a Pack) -> Self {
        let mut toks = tokens(text);
        if pack.closed_numbers {
            toks = split(toks, text, &pack.lexicon);
        }
        let words: Vec<WordId> = toks.iter().map(|t| pack.lexicon.word(t, text)).collect();
        let mut hits = Vec::with_capacity(toks.len() / 2);
        let mut ends = Vec::with_capacity(toks.len());
        for (at, word) in words.iter().enumerate() {
            // A run of digits opens no phrase.
            if toks.get(at).is_some_and(|t| t.shape != Shape::Digits) {
                let phrases = pack.lexicon.starting(*word).iter();
                hits.extend(
                    phrases.filter_map(|p| Some(Hit { sense: p.sense, tokens: p.fits(&toks, &words, at, text)? })),
                );
            }
            ends.push(hits.len() as u32);
        }
        let mut behind = vec![0u8; toks.len() + 1];
        let mut folds = Vec::new();
        let mut first = 0;
        for (at, end) in ends.iter().enumerate() {
            let end = *end as usize;
            let fold = |h: &Hit| matches!(h.sense, Sense::Fold | Sense::FoldSuffix);
            if hits.get(first..end).unwrap_or_default().iter().any(fold) {
                folds.push(at as u32);
            }
            for hit in hits.get(first..end).unwrap_or_default().iter().filter(|h| h.tokens <= LOOK_BACK) {
                if let Some(lengths) = behind.get_mut(at + hit.tokens) {
                    *lengths |= 1 << hit.tokens;
                }
            }
            first = end;
        }
        Self { text, pack, toks, words, hits, ends, behind, folds }
    }

    pub fn len(&self) -> usize {
        self.toks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.toks.is_empty()
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        self.toks.get(at)
    }

    /// The text of a token, `""` past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.toks.get(at).map_or("", |t| t.text(self.text))
    }

    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.toks.get(at).map(|t| t.shape)
    }

    /// Whether the token and the one before are parts of one word.
    pub fn in_word(&self, at: usize) -> bool {
        let word = |at| self.shape(at) == Some(Shape::Word);
        at > 0 && self.gap(at) == Gap::None && word(at) && word(at - 1)
    }

    /// What stands before a token; past the end a line end does.
    pub fn gap(&self, at: usize) -> Gap {
        self.toks.get(at).map_or(Gap::Line, |t| t.gap)
    }

    /// Whether the token is this mark.
    pub fn is(&self, at: usize, mark: char) -> bool {
        self.toks.get(at).is_some_and(|t| t.is(mark))
    }

    /// Whether the token is this mark, right behind the one before.
    pub fn glued(&self, at: usize, mark: char) -> bool {
        self.toks.get(at).is_some_and(|t| t.gap == Gap::None && t.is(mark))
    }

    /// Whether the pack knows any phrase that begins with the token.
    pub fn is_known(&self, at: usize) -> bool {
        let word = self.words.get(at).copied().unwrap_or(WordId::NONE);
        self.shape(at) != Some(Shape::Digits) && !self.pack.lexicon.starting(word).is_empty()
    }

    /// What the pack knows of phrases that begin at a token, longest first.
    pub fn hits(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        let end = self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.hits.get(start..end).unwrap_or_default().iter().copied()
    }

    /// The longest phrase at a token whose sense `pick` takes, and how many tokens it has.
    pub fn find<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.hits(at).find_map(|hit| Some((pick(hit.sense)?, hit.tokens)))
    }

    /// How many tokens the longest phrase with this sense takes.
    pub fn sense(&self, at: usize, sense: Sense) -> Option<usize> {
        self.hits(at).find(|hit| hit.sense == sense).map(|hit| hit.tokens)
    }

    /// The longest phrase that ends right before token `end` and whose sense `pick` takes: where it begins.
    pub fn find_before<T>(&self, end: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let lengths = self.behind.get(end).copied().unwrap_or_default();
        if lengths == 0 {
            return None;
        }
        (1..=LOOK_BACK.min(end)).rev().filter(|back| lengths & (1 << back) != 0).find_map(|back| {
            let at = end - back;
            let hit = self.hits(at).filter(|h| h.tokens == back).find_map(|h| pick(h.sense))?;
            Some((hit, at))
        })
    }

    /// Whether a word for "times" stands so near behind a token that a number from there may be followed by it.
    pub fn factor_near(&self, at: usize) -> bool {
        let next = self.folds.partition_point(|fold| (*fold as usize) < at);
        self.folds.get(next).is_some_and(|fold| *fold - at as u32 <= LONGEST_FACTOR)
    }

    /// The bytes from token `first` to before token `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.toks.get(first), end.checked_sub(1).and_then(|l| self.toks.get(l))) {
            (Some(a), Some(b)) if first < end => Span::new(a.start as usize, b.end as usize),
            _ => Span::default(),
        }
    }

    /// The tokens that begin inside a span of the text.
    pub fn tokens(&self, span: Span) -> std::ops::Range<usize> {
        let at = |offset: usize| self.toks.partition_point(|t| (t.start as usize) < offset);
        at(span.start)..at(span.end)
    }

    pub fn sentences(&self) -> Vec<Span> {
        sentences(self.text, &self.toks, self.pack)
    }
}
