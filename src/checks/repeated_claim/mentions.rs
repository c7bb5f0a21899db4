//! The figures of an article that may be told again: where they stand, and which are of one sort. Kept from one edit to the
//! next; what is read of each is looked up when it is asked for.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::memory::Change;
use super::{CLAUSE, HEADLINE, MOST_BESIDE, PERIOD};
use crate::article::{Contents, Passage};
use crate::claim::{Claim, Role, Subject, Word, comparable};
use crate::figure::Figure;
use crate::language::Modifiers;
use crate::markup::BlockKind;
use crate::number::Number;
use crate::units::Unit;

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Headline,
    Lede,
    Body,
}

/// A figure that states an amount.
pub struct Mention<'a> {
    pub passage: &'a Passage,
    pub block: usize,
    pub figure: &'a Figure,
    pub value: &'a Number,
    pub sentence: usize,
    pub subject: Subject,
    pub part: Part,
    /// By how much something changed.
    pub change: bool,
}

impl<'a> Mention<'a> {
    /// The figure at an index of a block, if it may be told again.
    fn of(passage: &'a Passage, block: usize, index: usize, part: Part) -> Option<Self> {
        let reading = &passage.reading;
        let (figure, claim) = (reading.figures.get(index)?, reading.claims.get(index)?);
        let subject = *reading.subjects.get(index)?;
        let value = figure.value.as_ref()?;
        let sentence = claim.sentence;
        Some(Self { passage, block, figure, value, sentence, subject, part, change: is_change(claim, part) })
    }

    fn terms(&self, range: (u32, u32)) -> &'a [Word] {
        self.passage.reading.words.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    pub fn near(&self) -> &'a [Word] {
        self.terms(self.subject.near)
    }

    /// Whether its language writes syllables apart, so that a word is two of them.
    pub fn syllables(&self) -> bool {
        self.passage.language.is_some_and(|l| l.pack().nouns.modifiers == Modifiers::Together)
    }

    /// What stands near it before it, from left to right.
    pub fn left(&self) -> &'a [Word] {
        self.terms((self.subject.near.0, self.subject.middle))
    }

    /// What stands near it behind it.
    pub fn right(&self) -> &'a [Word] {
        self.terms((self.subject.middle, self.subject.near.1))
    }

    /// What stands near it, at most so many words from it.
    pub fn within(&self, reach: u32) -> &'a [Word] {
        let middle = self.subject.middle;
        let from = middle.saturating_sub(reach).max(self.subject.near.0);
        self.terms((from, (middle + reach).min(self.subject.near.1)))
    }

    /// What stands before it, a little further to the left than what is near.
    pub fn before(&self) -> &'a [Word] {
        let from = self.subject.sentence.0.max(self.subject.middle.saturating_sub(CLAUSE));
        self.terms((from, self.subject.middle))
    }

    /// Its clause.
    pub fn clause(&self) -> impl Iterator<Item = &'a Word> {
        self.near().iter().chain(self.before())
    }

    pub fn whole(&self) -> &'a [Word] {
        self.terms(self.subject.sentence)
    }

    /// The figures of its sentence.
    pub fn beside(&self) -> impl Iterator<Item = &'a Figure> {
        let reading = &self.passage.reading;
        let sentence = self.sentence;
        let here = reading.claims.partition_point(|c| c.sentence < sentence);
        let figures = reading.figures.iter().zip(&reading.claims).skip(here);
        figures.take_while(move |(_, c)| c.sentence == sentence).take(MOST_BESIDE).map(|(f, _)| f)
    }

    /// Years and months told beside it.
    pub fn periods(&self) -> Vec<(Option<i32>, Option<u8>)> {
        let here = self.figure.span;
        let close = |f: &&Figure| f.span.start <= here.end + PERIOD && f.span.end + PERIOD >= here.start;
        let dates = self.beside().filter(close).filter_map(|f| f.date.as_ref());
        dates.filter(|d| d.year.is_some() || d.month.is_some()).map(|d| (d.year, d.month)).take(16).collect()
    }
}

/// "Profit falls 12%": a headline's change is told again in the first paragraph.
fn is_change(claim: &Claim, part: Part) -> bool {
    claim.role == Role::Change && part != Part::Body
}

fn looks_like_headline(prose: &str) -> bool {
    !prose.trim_end().ends_with(['.', '!', '…']) && prose.split_whitespace().take(HEADLINE + 1).count() <= HEADLINE
}

/// Such figures by their numbers, in order.
#[derive(Clone, Copy)]
pub struct Mentions<'a> {
    pub blocks: &'a [Passage],
    pub rows: &'a Rows,
}

impl<'a> Mentions<'a> {
    pub fn len(&self) -> usize {
        self.rows.rows.len()
    }

    pub fn get(&self, at: usize) -> Option<Mention<'a>> {
        let row = self.rows.rows.get(at)?;
        let block = row.block as usize;
        Mention::of(self.blocks.get(block)?, block, row.index as usize, row.part)
    }

    /// What one states, without the rest of it.
    pub fn value(&self, at: usize) -> Option<&'a Number> {
        let row = self.rows.rows.get(at)?;
        self.blocks.get(row.block as usize)?.reading.figures.get(row.index as usize)?.value.as_ref()
    }

    /// Those from one on.
    pub fn from(self, at: usize) -> impl Iterator<Item = Mention<'a>> {
        (at..self.len()).filter_map(move |at| self.get(at))
    }
}

/// A figure that may be told again: its block, its index there, and which sort it is of.
#[derive(Clone, Copy, Debug)]
struct Row {
    block: u32,
    index: u32,
    part: Part,
    sort: u32,
}

/// Where the figures of an article stand that may be told again, in order, and which are of one unit, or of one noun where
/// they have none.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    /// The first block from which on all is of the body, whatever follows.
    settled: usize,
    known: HashMap<(Option<Unit>, u32), u32, FixedState>,
    /// The figures of each sort in order, one sort behind the other; `starts` says where each begins.
    sorts: Vec<u32>,
    starts: Vec<u32>,
}

/// Which figures of an old article are which of a new one: so many at both ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ties {
    head: usize,
    tail: usize,
    old: usize,
    new: usize,
}

impl Ties {
    /// Where an old figure is now.
    pub fn now(&self, old: usize) -> Option<usize> {
        if old < self.head {
            return Some(old);
        }
        (old + self.tail >= self.old && old < self.old).then(|| old + self.new - self.old)
    }

    /// Where a new figure was.
    pub fn was(&self, new: usize) -> Option<usize> {
        if new < self.head {
            return Some(new);
        }
        (new + self.tail >= self.new && new < self.new).then(|| new + self.old - self.new)
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Sorts that are remembered though no figure is of them any more, beside as many as there are figures.
const SPARE: usize = 64;

impl Rows {
    pub fn of(blocks: &[Passage]) -> Self {
        let mut out = Self::default();
        out.read(blocks);
        out.sort_out();
        out
    }

    /// Those of an article after an edit, which stand where they stood but for what `change` says.
    pub fn renewed(mut self, blocks: &[Passage], change: &Change) -> (Self, Ties) {
        let (gone, come) = (change.gone(), change.come());
        let old = self.rows.len();
        if gone.start < self.settled || self.known.len() > 2 * old + SPARE {
            let new = Self::of(blocks);
            let same = |a: &Row, b: &Row| {
                change.now(a.block as usize) == Some(b.block as usize) && (a.index, a.part) == (b.index, b.part)
            };
            let head = self.rows.iter().zip(&new.rows).take_while(|(a, b)| same(a, b)).count();
            let rest = old.min(new.rows.len()) - head;
            let ends = self.rows.iter().rev().zip(new.rows.iter().rev()).take(rest);
            let tail = ends.take_while(|(a, b)| same(a, b)).count();
            let ties = Ties { head, tail, old, new: new.rows.len() };
            return (new, ties);
        }
        let head = self.rows.partition_point(|row| (row.block as usize) < gone.start);
        let behind = self.rows.partition_point(|row| (row.block as usize) < gone.end);
        let tail = self.rows.split_off(behind);
        self.rows.truncate(head);
        for (at, passage) in blocks.iter().enumerate().take(come.end).skip(come.start) {
            self.read_block(at, passage, Part::Body);
        }
        let (gone, come) = (number(gone.len()), number(come.len()));
        let ties = Ties { head, tail: tail.len(), old, new: self.rows.len() + tail.len() };
        self.rows.extend(tail.into_iter().map(|row| Row { block: row.block - gone + come, ..row }));
        self.sort_out();
        (self, ties)
    }

    pub fn part(&self, at: usize) -> Part {
        self.rows.get(at).map_or(Part::Body, |row| row.part)
    }

    /// The number of a figure's sort; they count from 0.
    pub fn sort_of(&self, at: usize) -> usize {
        self.rows.get(at).map_or(0, |row| row.sort as usize)
    }

    /// How many sorts there are.
    pub fn sorts(&self) -> usize {
        self.known.len()
    }

    /// The figures of one's sort, in order.
    pub fn sort(&self, at: usize) -> &[u32] {
        let sort = self.sort_of(at);
        let end = self.starts.get(sort + 1).map_or(self.sorts.len(), |end| *end as usize);
        self.starts.get(sort).and_then(|from| self.sorts.get(*from as usize..end)).unwrap_or_default()
    }

    fn read(&mut self, blocks: &[Passage]) {
        let mut headline = true;
        let mut paragraphs = 0;
        self.settled = usize::MAX;
        for (at, passage) in blocks.iter().enumerate() {
            if self.settled != usize::MAX {
                self.read_block(at, passage, Part::Body);
                continue;
            }
            let part = match passage.block.kind {
                BlockKind::Heading(_) if headline => Part::Headline,
                BlockKind::Paragraph if at == 0 && looks_like_headline(passage.prose()) => Part::Headline,
                BlockKind::Paragraph => {
                    headline = false;
                    paragraphs += 1;
                    if paragraphs <= 1 { Part::Lede } else { Part::Body }
                }
                _ => Part::Body,
            };
            self.read_block(at, passage, part);
            if !headline && paragraphs > 1 {
                self.settled = at + 1;
            }
        }
    }

    fn read_block(&mut self, block: usize, passage: &Passage, part: Part) {
        let parted = passage.language.is_some_and(|language| language.pack().knows_contrasts);
        if !parted || !passage.contents.any(Contents::FIGURES) {
            return;
        }
        let reading = &passage.reading;
        let all = reading.figures.iter().zip(&reading.claims).zip(&reading.subjects);
        for (index, ((figure, claim), subject)) in all.enumerate() {
            // "Storm leaves 140,000 homes without power": nothing was told that they could be left of.
            let left = part != Part::Body && matches!(claim.role, Role::Remainder { .. });
            let told = is_change(claim, part) || left || matches!(claim.role, Role::Plain | Role::Whole);
            // "Quake kills 45": headlines need not say of what.
            let named = figure.unit.is_some() || subject.noun != 0 || part == Part::Headline;
            let amount = figure.value.as_ref().is_some_and(|value| !value.is_zero());
            // "Un millier de bâtiments": some thousand.
            let words = |p: &crate::figure::Part| p.digits.is_none() && p.scale > Number::ONE && p.step == p.value;
            let vague = figure.parts.iter().all(words);
            if told && named && amount && !vague && comparable(figure) {
                let next = number(self.known.len());
                let noun = if figure.unit.is_none() { subject.noun } else { 0 };
                let sort = *self.known.entry((figure.unit, noun)).or_insert(next);
                self.rows.push(Row { block: number(block), index: number(index), part, sort });
            }
        }
    }

    /// Puts the figures of a sort together.
    fn sort_out(&mut self) {
        let mut ends = vec![0u32; self.known.len()];
        let mut count = |row: &Row| {
            if let Some(end) = ends.get_mut(row.sort as usize) {
                *end += 1;
            }
        };
        self.rows.iter().for_each(&mut count);
        let mut sum = 0;
        self.starts.clear();
        for end in &mut ends {
            self.starts.push(sum);
            sum += *end;
            *end = sum - *end;
        }
        // From here on each says where the next figure of its sort goes.
        self.sorts.clear();
        self.sorts.resize(self.rows.len(), 0);
        for (at, row) in (0..).zip(&self.rows) {
            if let Some(next) = ends.get_mut(row.sort as usize) {
                if let Some(place) = self.sorts.get_mut(*next as usize) {
                    *place = at;
                }
                *next += 1;
            }
        }
    }
}
