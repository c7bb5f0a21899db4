//! A text with its tokens and what the pack knows of each word.

use std::cell::{Cell, RefCell};

use super::cut::{Cut, give_back};
use super::lexicon::{Hit, Phrase, Sense};
use super::spelled::Spelled;
use super::token::{Gap, Shape, Token};
use super::words::Entry;
use super::{ByWord, Pack, sentences};
use crate::text::Span;

/// A text cut into tokens, each with the phrases of the pack that begin with it.
#[derive(Debug)]
pub struct Page<'a> {
    pub text: &'a str,
    pub pack: &'a Pack,
    pub toks: Vec<Token>,
    known: Known,
    /// The number in words that was looked for last, and where: several readers ask for it at one token.
    spelled: Cell<Option<(usize, Option<Spelled>)>>,
}

/// What is known of a page's tokens.
#[derive(Debug, Default)]
struct Known {
    words: Vec<Entry>,
    /// What the pack knows at each token: `hits[starts[at]..starts[at + 1]]`. Looked up once, asked many times.
    hits: Vec<Hit>,
    /// The mark of each hit's sense, in the order of `hits`.
    marks: Vec<u8>,
    /// The same as bits.
    marked: [u64; 4],
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

    /// Adds a phrase of a token.
    #[inline]
    fn add(&mut self, phrase: &Phrase, tokens: usize) {
        self.hits.push(Hit { sense: phrase.sense, tokens });
        self.marks.push(phrase.mark);
    }

    /// Notes of a phrase that a figure may begin with its first token, where it `opens` one, and of the token behind it how
    /// long it is.
    #[inline]
    fn note(&mut self, at: usize, opens: bool, end: usize, length: u8) {
        if let Some(behind) = self.behind.get_mut(at) {
            *behind |= u8::from(opens);
        }
        if let Some(behind) = self.behind.get_mut(end) {
            *behind |= length;
        }
    }

    /// Whether any hit's sense has this mark.
    #[inline]
    fn has(&self, mark: u8) -> bool {
        self.marked.get(usize::from(mark >> 6)).is_some_and(|bits| bits >> (mark & 63) & 1 == 1)
    }

    /// Notes which senses there are, when all hits are there.
    fn mark(&mut self) {
        for mark in &self.marks {
            if let Some(bits) = self.marked.get_mut(usize::from(mark >> 6)) {
                *bits |= 1 << (mark & 63);
            }
        }
        if self.has(Sense::Fold.mark()) || self.has(Sense::FoldSuffix.mark()) {
            let folds =
                self.hits.iter().zip(0..).filter(|(hit, _)| matches!(hit.sense, Sense::Fold | Sense::FoldSuffix));
            // The token of a hit is the last one whose hits begin with it or before.
            let starts = &self.starts;
            let at = |hit: u32| starts.partition_point(|start| *start <= hit).saturating_sub(1) as u32;
            self.folds.extend(folds.map(|(_, hit)| at(hit)));
            self.folds.dedup();
        }
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        let mut known = std::mem::take(&mut self.known);
        give_back(std::mem::take(&mut self.toks), std::mem::take(&mut known.words));
        if known.starts.len() > KEPT {
            return;
        }
        known.hits.clear();
        known.marks.clear();
        known.marked = [0; 4];
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
        Self::of_cut(text, Cut::new(text, None), pack)
    }

    /// As [`Page::new`], with the text as it was cut.
    pub fn of_cut(text: &'a str, cut: Cut, pack: &'a Pack) -> Self {
        let (toks, words) = cut.parts(text, pack);
        let lexicon = &pack.lexicon;
        let mut known = Known::spare();
        known.behind.resize(toks.len() + 1, 0);
        known.starts.reserve(toks.len() + 1);
        known.starts.push(0);
        for (at, (word, token)) in words.iter().zip(&toks).enumerate() {
            // A run of digits opens no phrase.
            if word.begins() && token.shape != Shape::Digits {
                let next = words.get(at + 1).copied().unwrap_or_default();
                for phrase in lexicon.going_on(*word, next) {
                    let Some(tokens) = phrase.fits(&toks, &words, at, text) else { continue };
                    let ends = if tokens <= LOOK_BACK { 1 << tokens } else { 0 };
                    known.add(phrase, tokens);
                    known.note(at, phrase.opens, at + tokens, ends);
                }
                let (hits, marks) = lexicon.alone(*word);
                if !hits.is_empty() {
                    known.hits.extend_from_slice(hits);
                    known.marks.extend_from_slice(marks);
                    known.note(at, word.has(Entry::OPENS), at + 1, 1 << 1);
                }
                for phrase in lexicon.cased(*word) {
                    if phrase.fits(&toks, &words, at, text).is_some() {
                        known.add(phrase, 1);
                        known.note(at, phrase.opens, at + 1, 1 << 1);
                    }
                }
            }
            known.starts.push(known.hits.len() as u32);
        }
        known.words = words;
        known.mark();
        Self { text, pack, toks, known, spelled: Cell::new(None) }
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
        known.at(self.text, self.toks.get(at)?)
    }

    /// What `f` says of a token's folded word.
    #[inline]
    pub fn folded<T>(&self, at: usize, f: impl FnOnce(&str) -> T) -> T {
        match self.toks.get(at) {
            Some(token) => token.folded(self.text, f),
            None => f(""),
        }
    }

    /// Whether the token begins with a capital.
    #[inline]
    pub fn has_capital(&self, at: usize) -> bool {
        self.toks.get(at).is_some_and(|t| t.has_capital(self.text))
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
        self.shape(at) != Some(Shape::Digits) && self.known.words.get(at).is_some_and(|word| word.begins())
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
    #[inline]
    pub fn has(&self, tokens: std::ops::Range<usize>, sense: Sense) -> bool {
        let mark = sense.mark();
        self.known.has(mark) && self.has_marked(tokens, sense, mark)
    }

    fn has_marked(&self, tokens: std::ops::Range<usize>, sense: Sense, mark: u8) -> bool {
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
        let mut lengths = self.known.behind.get(end).copied().unwrap_or_default() & !1;
        while let Some(back) = lengths.checked_ilog2() {
            lengths &= !(1 << back);
            let at = end.checked_sub(back as usize)?;
            if let Some(hit) = self.hits(at).filter(|h| h.tokens == back as usize).find_map(|h| pick(h.sense)) {
                return Some((hit, at));
            }
        }
        None
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
        self.token_from(span.start)..self.token_from(span.end)
    }

    /// The first token that begins at a place in the text or behind it.
    fn token_from(&self, offset: usize) -> usize {
        self.toks.partition_point(|token| (token.start as usize) < offset)
    }

    /// What `read` makes of the number in words at a token, unless that was asked last.
    pub(super) fn once_spelled(&self, at: usize, read: impl FnOnce() -> Option<Spelled>) -> Option<Spelled> {
        match self.spelled.get() {
            Some((last, number)) if last == at => number,
            _ => {
                let number = read();
                self.spelled.set(Some((at, number)));
                number
            }
        }
    }

    pub fn sentences(&self) -> Vec<Span> {
        sentences(self.text, &self.toks, self.pack)
    }
}
