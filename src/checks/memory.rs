//! What is kept of an article's checking from one edit to the next, so that an edit costs what it touched.
//!
//! Nothing that is kept changes an answer: checking again finds what checking anew would.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

use super::Finding;
use crate::article::{Article, Contents, Passage};
use crate::desk::Desk;
use crate::text::Span;

/// What of an article is as it was before an edit: the blocks at its head, and those at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Blocks there were.
    old: usize,
    /// Blocks there are.
    new: usize,
    head: usize,
    tail: usize,
    /// What follows the last block of the head, and where the first one of the tail began: places of the old source.
    head_end: usize,
    tail_start: usize,
    /// By how many bytes the tail moved.
    moved: isize,
}

impl Change {
    /// What `after` has in common with `before`. Blocks are the same where the reader says so: it hands out again what it
    /// has read.
    pub fn of(before: &Article, after: &Article) -> Self {
        let same = |a: &Passage, b: &Passage| {
            Arc::ptr_eq(&a.reading, &b.reading) && Arc::ptr_eq(&a.block, &b.block) && a.language == b.language
        };
        let (old, new) = (&before.blocks, &after.blocks);
        let head = old.iter().zip(new.iter()).take_while(|(a, b)| a.base == b.base && same(a, b)).count();
        let moved = after.text.len().wrapping_sub(before.text.len()).cast_signed();
        let ends = old.iter().rev().zip(new.iter().rev()).take(old.len().min(new.len()) - head);
        let tail = ends.take_while(|(a, b)| a.base.wrapping_add_signed(moved) == b.base && same(a, b)).count();
        Self {
            old: old.len(),
            new: new.len(),
            head,
            tail,
            head_end: head.checked_sub(1).and_then(|last| old.get(last)).map_or(0, |p| p.span().end),
            tail_start: old.get(old.len() - tail).map_or(before.text.len(), |p| p.span().start),
            moved,
        }
    }

    /// Where a block of the old article is in the new one, if it is there.
    pub fn now(&self, block: usize) -> Option<usize> {
        if block < self.head {
            return Some(block);
        }
        (block >= self.old - self.tail).then(|| block + self.new - self.old)
    }

    /// The blocks that are new, and those behind them that look back at one of them, as far as `back` blocks.
    fn fresh(&self, back: usize) -> Range<usize> {
        self.head..(self.new - self.tail + back).min(self.new)
    }

    /// The blocks of the old article that are gone.
    pub fn gone(&self) -> Range<usize> {
        self.head..self.old - self.tail
    }

    /// The blocks of the new article that came in their place.
    pub fn come(&self) -> Range<usize> {
        self.head..self.new - self.tail
    }

    /// A span of the old source where it is now; nothing where it is not wholly in what stayed.
    fn span(&self, span: Span) -> Option<Span> {
        if span.end <= self.head_end {
            return Some(span);
        }
        let shifted = |at: usize| at.wrapping_add_signed(self.moved);
        (span.start >= self.tail_start).then(|| Span::new(shifted(span.start), shifted(span.end)))
    }

    /// Moves a finding along with what it speaks of; says whether that stayed.
    pub fn carry(&self, finding: &mut Finding) -> bool {
        self.carry_with(finding, |_| None)
    }

    /// [`Change::carry`] where `moved` tells of spans in the blocks that are gone where they are now.
    pub fn carry_with(&self, finding: &mut Finding, moved: impl Fn(Span) -> Option<Span>) -> bool {
        let mut stayed = true;
        let mut carry = |span: &mut Span| match self.span(*span).or_else(|| moved(*span)) {
            Some(now) => *span = now,
            None => stayed = false,
        };
        carry(&mut finding.span);
        finding.related.iter_mut().filter(|r| r.elsewhere.is_none()).for_each(|r| carry(&mut r.span));
        let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.filter(|edit| edit.elsewhere.is_none()).for_each(|edit| carry(&mut edit.span));
        stayed
    }
}

/// What one check kept, and of what.
struct Kept {
    article: Article,
    desk: Arc<Desk>,
    what: Box<dyn Any + Send>,
}

/// What a check may use that checks an article again.
pub struct Again<'a> {
    article: &'a Article,
    desk: &'a Arc<Desk>,
    slot: &'a mut Option<Kept>,
    /// What was found to have changed since an article.
    known: &'a mut Option<(Article, Change)>,
}

impl Again<'_> {
    /// What was kept, with what changed since; nothing where something else than blocks did.
    pub fn kept<T: 'static>(&mut self) -> Option<(T, Change)> {
        let Kept { article: before, desk, what } = self.slot.take()?;
        let after = self.article;
        if !Arc::ptr_eq(&desk, self.desk) || before.date != after.date || before.language != after.language {
            return None;
        }
        let change = match self.known {
            Some((article, change)) if article.blocks.are(&before.blocks) => *change,
            _ => Change::of(&before, after),
        };
        *self.known = Some((before, change));
        Some((*what.downcast::<T>().ok()?, change))
    }

    /// Keeps something for the next time.
    pub fn keep<T: Any + Send>(&mut self, what: T) {
        let (article, desk) = (self.article.clone(), Arc::clone(self.desk));
        *self.slot = Some(Kept { article, desk, what: Box::new(what) });
    }
}

/// What is kept of the last checking of one article, for [`super::run_again`].
#[derive(Default)]
pub struct Memory {
    /// By check, in the order of the list.
    slots: Vec<Option<Kept>>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").field("slots", &self.slots.len()).finish()
    }
}

impl Memory {
    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none)
    }

    /// Takes over what another one kept of the check at `at`, if it did.
    pub(super) fn take_over(&mut self, at: usize, other: &mut Self) {
        if self.slots.len() <= at {
            self.slots.resize_with(at + 1, || None);
        }
        if let (Some(slot), Some(kept)) = (self.slots.get_mut(at), other.slots.get_mut(at).and_then(Option::take)) {
            *slot = Some(kept);
        }
    }

    /// Runs `work` with what the check at `at` kept. One that panics keeps nothing.
    pub(super) fn with(
        &mut self,
        at: usize,
        article: &Article,
        desk: &Arc<Desk>,
        known: &mut Option<(Article, Change)>,
        work: impl FnOnce(&mut Again<'_>),
    ) {
        if self.slots.len() <= at {
            self.slots.resize_with(at + 1, || None);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            work(&mut Again { article, desk, slot, known });
        }
    }
}

/// What a check found that looks at each block, and at some before it.
struct Found {
    /// By block, in order.
    rows: Vec<(usize, Finding)>,
}

/// Runs a check, which tells what is wrong in a block that holds one of `sorts`, over the blocks that changed and those
/// that look back at one of them, as far as `back` blocks; what it found elsewhere stands.
pub(super) fn by_block(
    article: &Article,
    sorts: Contents,
    back: usize,
    again: &mut Again<'_>,
    out: &mut Vec<Finding>,
    check: impl Fn(usize) -> Vec<Finding>,
) {
    let over = |blocks: Range<usize>, rows: &mut Vec<(usize, Finding)>| {
        let holds = |at: &usize| article.blocks.get(*at).is_some_and(|passage| passage.contents.any(sorts));
        rows.extend(blocks.filter(holds).flat_map(|at| check(at).into_iter().map(move |finding| (at, finding))));
    };
    let carried = again.kept::<Found>().and_then(|(found, change)| {
        let fresh = change.fresh(back);
        let mut rows = Vec::new();
        let mut behind = Vec::new();
        for (block, mut finding) in found.rows {
            let Some(now) = change.now(block).filter(|now| !fresh.contains(now)) else { continue };
            if !change.carry(&mut finding) {
                return None;
            }
            if now < fresh.start { rows.push((now, finding)) } else { behind.push((now, finding)) }
        }
        over(fresh, &mut rows);
        rows.append(&mut behind);
        Some(rows)
    });
    let rows = carried.unwrap_or_else(|| {
        let mut rows = Vec::new();
        over(0..article.blocks.len(), &mut rows);
        rows
    });
    out.extend(rows.iter().map(|(_, finding)| finding.clone()));
    again.keep(Found { rows });
}
