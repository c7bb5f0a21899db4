//! A text with its tokens and what the pack knows of each word.

use std::cell::RefCell;

use super::closed::split;
use super::lexicon::{Hit, Sense, WordId};
use super::token::{Gap, Shape, Token, tokens};
use super::{ByWord, Pack, sentences};
use crate::text::Span;

/// A text cut into tokens, each with the phrases of the pack that begin with it.
#[derive(Debug)]
pub struct Page<'a> {
    pub text: &'a str,
    pub pack: &'a Pack,
    pub toks: Vec<Token>,
    known: Known,
    /// The marks of the senses that it has, as bits.
    marks: [u64; 4],
}

/// What is known of a page's tokens.
#[derive(Debug, Default)]
struct Known {
    words: Vec<WordId>,
    /// What the pack knows at each token: `hits[starts[at]..starts[at + 1]]`. Looked up once, asked many times.
    hits: Vec<Hit>,
    /// The mark of each hit's sense, in the order of `hits`.
    marks: Vec<u8>,
    starts: Vec<u32>,
    /// How long the phrases are that end right before each token: bit `n` for one of `n` tokens, up to [`LOOK_BACK`]. The
    /// lowest bit says that a figure may begin at the token.
    behind: Vec<u8>,
    /// The tokens with a word that makes the number before it a factor, in order.
    folds: Vec<u32>,
}

/// Pages of more tokens give their memory back.
const KEPT: usize = 2048;

thread_local! {
    /// The memory of the last pages, for the next ones: a text has many, one after the other.
    static SPARE: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

impl Known {
    fn spare() -> Self {
        SPARE.try_with(|spare| spare.try_borrow_mut().ok()?.pop()).ok().flatten().unwrap_or_default()
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if self.toks.len() > KEPT {
            return;
        }
        let mut known = std::mem::take(&mut self.known);
        known.words.clear();
        known.hits.clear();
        known.marks.clear();
        known.starts.clear();
        known.behind.clear();
        known.folds.clear();
        // A thread that ends needs none.
        let _ = SPARE.try_with(|spare| {
            if let Ok(mut spare) = spare.try_borrow_mut()
                && spare.len() < 2
            {
                spare.push(known);
            }
        });
    }
}

/// No number that is a factor has as many tokens.
const LONGEST_FACTOR: u32 = 128;

/// Tokens of the longest phrase that is looked for before a token.
const LOOK_BACK: usize = 6;

impl<'a> Page<'a> {
    pub fn new(text: &'a str, pack: &'a Pack) -> Self {
        Self::of_tokens(text, tokens(text), pack)
    }

    /// As [`Page::new`], with the tokens that [`tokens`] cut the text into.
    pub fn of_tokens(text: &'a str, mut toks: Vec<Token>, pack: &'a Pack) -> Self {
        if pack.closed_numbers {
            toks = split(toks, text, &pack.lexicon);
        }
        let lexicon = &pack.lexicon;
        let Known { mut words, mut hits, marks: mut hit_marks, mut starts, mut behind, mut folds } = Known::spare();
        words.extend(toks.iter().map(|t| lexicon.word(t, text)));
        behind.resize(toks.len() + 1, 0);
        let mut marks = [0u64; 4];
        starts.push(0);
        for (at, (word, token)) in words.iter().zip(&toks).enumerate() {
            // A run of digits opens no phrase.
            let next = words.get(at + 1).copied().unwrap_or(WordId::NONE);
            let phrases = if token.shape == Shape::Digits { &[] } else { lexicon.starting_with(*word, next) };
            for phrase in phrases {
                let Some(tokens) = phrase.fits(&toks, &words, at, text) else { continue };
                if matches!(phrase.sense, Sense::Fold | Sense::FoldSuffix) && folds.last() != Some(&(at as u32)) {
                    folds.push(at as u32);
                }
                if tokens <= LOOK_BACK
                    && let Some(lengths) = behind.get_mut(at + tokens)
                {
                    *lengths |= 1 << tokens;
                }
                if phrase.opens
                    && let Some(bits) = behind.get_mut(at)
                {
                    *bits |= 1;
                }
                if let Some(bits) = marks.get_mut(usize::from(phrase.mark >> 6)) {
                    *bits |= 1 << (phrase.mark & 63);
                }
                hits.push(Hit { sense: phrase.sense, tokens });
                hit_marks.push(phrase.mark);
            }
            starts.push(hits.len() as u32);
        }
        let known = Known { words, hits, marks: hit_marks, starts, behind, folds };
        Self { text, pack, toks, known, marks }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.toks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.toks.is_empty()
    }

    #[inline]
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.toks.get(at)
    }

    /// The text of a token, `""` past the end.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.toks.get(at).map_or("", |t| t.text(self.text))
    }

    /// What is known of a token's word; past the end nothing is.
    #[inline]
    pub fn look<'m, V>(&self, known: &'m ByWord<V>, at: usize) -> Option<&'m V> {
        let token = self.toks.get(at)?;
        known.at(self.text, token.start as usize, token.end as usize)
    }

    /// Whether the token begins with a capital.
    #[inline]
    pub fn has_capital(&self, at: usize) -> bool {
        match self.toks.get(at).and_then(|t| self.text.as_bytes().get(t.start as usize)) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            Some(_) => self.word(at).chars().next().is_some_and(char::is_uppercase),
            None => false,
        }
    }

    /// The first and the last byte of a token, 0 past the end.
    #[inline]
    pub fn ends(&self, at: usize) -> (u8, u8) {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        self.toks.get(at).map_or((0, 0), |t| (byte(t.start as usize), byte((t.end as usize).saturating_sub(1))))
    }

    #[inline]
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.toks.get(at).map(|t| t.shape)
    }

    /// Whether the token and the one before are parts of one word.
    pub fn in_word(&self, at: usize) -> bool {
        let word = |at| self.shape(at) == Some(Shape::Word);
        at > 0 && self.gap(at) == Gap::None && word(at) && word(at - 1)
    }

    /// What stands before a token; past the end a line end does.
    #[inline]
    pub fn gap(&self, at: usize) -> Gap {
        self.toks.get(at).map_or(Gap::Line, |t| t.gap)
    }

    /// Whether the token is this mark.
    #[inline]
    pub fn is(&self, at: usize, mark: char) -> bool {
        self.toks.get(at).is_some_and(|t| t.is(mark))
    }

    /// Whether the token is this mark, right behind the one before.
    #[inline]
    pub fn glued(&self, at: usize, mark: char) -> bool {
        self.toks.get(at).is_some_and(|t| t.gap == Gap::None && t.is(mark))
    }

    /// Whether the pack knows any phrase that begins with the token.
    #[inline]
    pub fn is_known(&self, at: usize) -> bool {
        let word = self.known.words.get(at).copied().unwrap_or(WordId::NONE);
        self.shape(at) != Some(Shape::Digits) && !self.pack.lexicon.starting(word).is_empty()
    }

    /// Whether any phrase that begins at a token has a sense that may open a figure ([`Sense::may_open_figure`]).
    #[inline]
    pub fn may_open(&self, at: usize) -> bool {
        self.known.behind.get(at).is_some_and(|bits| bits & 1 != 0)
    }

    /// What the pack knows of phrases that begin at a token, longest first.
    #[inline]
    pub fn hits(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        self.all(at..at.saturating_add(1)).iter().copied()
    }

    #[inline]
    fn all(&self, tokens: std::ops::Range<usize>) -> &[Hit] {
        match (self.known.starts.get(tokens.start), self.known.starts.get(tokens.end)) {
            (Some(from), Some(to)) => self.known.hits.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether a phrase with this sense begins in a range of tokens.
    pub fn has(&self, tokens: std::ops::Range<usize>, sense: Sense) -> bool {
        let mark = sense.mark();
        let here = self.marks.get(usize::from(mark >> 6)).is_some_and(|bits| bits >> (mark & 63) & 1 == 1);
        if !here {
            return false;
        }
        let end = tokens.end.min(self.len());
        let (Some(from), Some(to)) = (self.known.starts.get(tokens.start.min(end)), self.known.starts.get(end)) else {
            return false;
        };
        let (from, to) = (*from as usize, *to as usize);
        // Marks are bytes, and told apart sooner than senses; few senses share one.
        let marked = self.known.marks.get(from..to).unwrap_or_default();
        marked.contains(&mark)
            && marked
                .iter()
                .zip(self.known.hits.get(from..to).unwrap_or_default())
                .any(|(m, hit)| *m == mark && hit.sense == sense)
    }

    /// Whether a phrase with a sense that `is` takes begins in a range of tokens: sooner told than by asking each token.
    #[inline]
    pub fn any(&self, tokens: std::ops::Range<usize>, is: impl Fn(Sense) -> bool) -> bool {
        let end = tokens.end.min(self.len());
        self.all(tokens.start.min(end)..end).iter().any(|hit| is(hit.sense))
    }

    /// The longest phrase at a token whose sense `pick` takes, and how many tokens it has.
    #[inline]
    pub fn find<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.hits(at).find_map(|hit| Some((pick(hit.sense)?, hit.tokens)))
    }

    /// How many tokens the longest phrase with this sense takes.
    #[inline]
    pub fn sense(&self, at: usize, sense: Sense) -> Option<usize> {
        self.hits(at).find(|hit| hit.sense == sense).map(|hit| hit.tokens)
    }

    /// The longest phrase that ends right before token `end` and whose sense `pick` takes: where it begins.
    #[inline]
    pub fn find_before<T>(&self, end: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let lengths = self.known.behind.get(end).copied().unwrap_or_default() & !1;
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
        let next = self.known.folds.partition_point(|fold| (*fold as usize) < at);
        self.known.folds.get(next).is_some_and(|fold| *fold - at as u32 <= LONGEST_FACTOR)
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
