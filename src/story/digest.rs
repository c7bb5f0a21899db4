//! An article as a row of sentences with their figures and anchors.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use foldhash::fast::FixedState;

use super::anchor::{Anchor, anchors, names};
use super::atom::{Atom, atoms};
use crate::article::{Article, Passage};
use crate::text::Span;

/// What of an article its versions are compared by. A plain function of the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Digest {
    pub sentences: Vec<Sentence>,
}

/// A sentence where it stands. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Index of its block in the article.
    pub block: usize,
    told: Arc<Told>,
}

impl Deref for Sentence {
    type Target = Told;
    fn deref(&self) -> &Told {
        &self.told
    }
}

/// What a sentence tells.
#[derive(Debug, PartialEq)]
pub struct Told {
    /// In the block's prose.
    pub span: Span,
    /// Letters and digits.
    pub length: i64,
    /// What its figures say, in order.
    pub atoms: Vec<Atom>,
    /// Names, roots and figures, sorted, each once.
    pub anchors: Box<[Anchor]>,
    /// Numbers in digits that no figure holds: names, what was not read.
    pub stray: Vec<Stray>,
}

/// A number in digits that was not read as a figure, or as part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its digits without separators.
    pub digits: String,
    /// In the block's prose.
    pub span: Span,
}

impl Digest {
    /// Goes over an article once.
    pub fn of(article: &Article) -> Self {
        let (mut sentences, mut found) = (Vec::new(), Vec::new());
        for (block, passage) in article.blocks.iter().enumerate() {
            read(block, passage, &mut found, &mut sentences);
        }
        Self { sentences }
    }

    /// The digest of `article`, with what `before` says of the blocks that the two have in common: what [`Digest::of`]
    /// gives, for less.
    pub fn renewed(article: &Article, old: &Article, before: &Self) -> Self {
        // A reading belongs to one block's prose, so its address tells what is the same.
        let key = |passage: &Passage| (Arc::as_ptr(&passage.reading) as usize, Arc::as_ptr(&passage.block) as usize);
        let mut known: HashMap<(usize, usize), &[Sentence], FixedState> = HashMap::default();
        let mut at = 0;
        for (block, passage) in old.blocks.iter().enumerate() {
            let from = at;
            while before.sentences.get(at).is_some_and(|s| s.block == block) {
                at += 1;
            }
            known.insert(key(passage), before.sentences.get(from..at).unwrap_or_default());
        }
        let (mut sentences, mut found) = (Vec::with_capacity(before.sentences.len()), Vec::new());
        for (block, passage) in article.blocks.iter().enumerate() {
            match known.get(&key(passage)) {
                Some(same) => sentences.extend(same.iter().map(|s| Sentence { block, ..s.clone() })),
                None => read(block, passage, &mut found, &mut sentences),
            }
        }
        Self { sentences }
    }
}

/// Tells of each sentence of an article its atoms and names: what [`super::Mark`] is made of, for less than a digest.
pub(super) fn each_sentence(article: &Article, mut tell: impl FnMut(&[Atom], &[Anchor])) {
    let mut found = Vec::new();
    for passage in article.blocks.iter() {
        let (prose, reading) = (passage.prose(), &passage.reading);
        let mut at = 0;
        for span in &reading.sentences {
            let atoms = atoms_of(passage, *span, &mut at);
            found.clear();
            names(span.of(prose), &mut found);
            found.extend(atoms.iter().filter_map(Atom::anchor));
            tell(&atoms, &found);
        }
    }
}

/// The atoms of a sentence, whose figures begin with that at `at`, which comes to stand behind them.
fn atoms_of(passage: &Passage, sentence: Span, at: &mut usize) -> Vec<Atom> {
    let first = *at;
    while passage.reading.figures.get(*at).is_some_and(|f| f.span.start < sentence.end) {
        *at += 1;
    }
    atoms(passage.prose(), passage.language, &passage.reading, first..*at)
}

/// Adds the sentences of a block. `found` is for the anchors of one at a time.
fn read(block: usize, passage: &Passage, found: &mut Vec<Anchor>, sentences: &mut Vec<Sentence>) {
    let prose = passage.prose();
    let reading = &passage.reading;
    let mut at = 0;
    for span in &reading.sentences {
        let first = at;
        let atoms = atoms_of(passage, *span, &mut at);
        found.clear();
        anchors(span.of(prose), found);
        found.extend(atoms.iter().filter_map(Atom::anchor));
        found.sort_unstable();
        found.dedup();
        let stray = if span.of(prose).bytes().any(|b| b.is_ascii_digit()) {
            // A name with digits in it is no figure, and its digits may be one in the other version.
            let mut told = atoms.iter().peekable();
            let mut is_told = |figure: usize| {
                while told.next_if(|atom| atom.figure < figure).is_some() {}
                told.peek().is_some_and(|atom| atom.figure == figure)
            };
            let figures = reading.figures.get(first..at).unwrap_or_default().iter().enumerate();
            let held: Vec<Span> = figures.filter(|(i, _)| is_told(first + i)).map(|(_, f)| f.span).collect();
            stray(prose, *span, &held)
        } else {
            Vec::new()
        };
        let anchors = found.as_slice().into();
        let told = Told { span: *span, length: length(span.of(prose)), stray, atoms, anchors };
        sentences.push(Sentence { block, told: Arc::new(told) });
    }
}

/// Letters and digits.
fn length(text: &str) -> i64 {
    let count = match text.is_ascii() {
        true => text.bytes().filter(u8::is_ascii_alphanumeric).count(),
        false => {
            let known = &**ALPHANUMERIC;
            let is = |c: char| known.get(c as usize).copied().flatten().unwrap_or_else(|| c.is_alphanumeric());
            text.chars().filter(|c| is(*c)).count()
        }
    };
    count as i64
}

/// Whether a character is a letter or a digit, for those that Latin script has much of.
static ALPHANUMERIC: LazyLock<Box<[Option<bool>]>> = LazyLock::new(|| {
    let common = |code: u32| matches!(code, 0..0x250 | 0x300..0x370 | 0x1E00..0x2070);
    (0..0x2070).map(|code| char::from_u32(code).filter(|_| common(code)).map(char::is_alphanumeric)).collect()
});

/// Numbers in digits of a sentence outside of `held`, without their separators. `held` is in order and does not overlap.
fn stray(prose: &str, span: Span, held: &[Span]) -> Vec<Stray> {
    let mut out = Vec::new();
    let mut number = String::new();
    let mut place = Span::default();
    let mut between = false;
    let text = span.of(prose);
    let mut held = held.iter().peekable();
    let mut next = 0;
    loop {
        if number.is_empty() {
            // Nothing is to be seen before the next digit.
            let rest = text.as_bytes().get(next..).unwrap_or_default();
            next += rest.iter().position(u8::is_ascii_digit).unwrap_or(rest.len());
        }
        let Some(c) = text.get(next..).and_then(|rest| rest.chars().next()) else { break };
        let at = span.start + next;
        next += c.len_utf8();
        while held.next_if(|h| h.end <= at).is_some() {}
        let free = held.peek().is_none_or(|h| at < h.start);
        if c.is_ascii_digit() && free {
            place = Span::new(if number.is_empty() { at } else { place.start }, at + 1);
            number.push(c);
            between = false;
        } else if !number.is_empty() && !between && matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}') {
            between = true;
        } else if !number.is_empty() {
            out.push(Stray { digits: std::mem::take(&mut number), span: place });
            between = false;
        }
    }
    if !number.is_empty() {
        out.push(Stray { digits: number, span: place });
    }
    out
}
