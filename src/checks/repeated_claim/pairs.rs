//! Which figures of an article are held against which, and what came of it: kept from one edit to the next.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::Finding;
use super::super::memory::Change;
use super::{MOST_BEFORE, Mention, Part, weigh};
use crate::units::Unit;

/// Two figures that may be one claim, and what the two alone say of that.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The later one.
    pub other: usize,
    /// What speaks for it, in tenths.
    pub points: i32,
    /// They are of one noun or unit.
    pub same_noun: bool,
    /// The later one is told of a time that the first one's sentence does not know.
    pub fresh: bool,
    /// They count something that says little.
    pub vague: bool,
}

/// What each figure was held against and what came of it. A plain function of the two figures of each pair, so what is
/// known of two that stayed is still so after an edit elsewhere.
#[derive(Debug, Default)]
pub struct Weighed {
    /// Block, index in the block, and part of each figure.
    figures: Vec<(usize, usize, Part)>,
    /// Those that each was held against, one row behind the other; `rows` says where each begins.
    others: Vec<usize>,
    rows: Vec<usize>,
    pairs: Vec<Pair>,
    starts: Vec<usize>,
    /// How many figures of its sort there are, by figure, and all of them in order: where they begin in `sorts`.
    sort: Vec<(usize, usize)>,
    sorts: Vec<usize>,
    /// What was told of which two.
    pub told: Vec<((usize, usize), Option<Finding>)>,
}

impl Weighed {
    fn others(&self, at: usize) -> &[usize] {
        let end = self.rows.get(at + 1).copied().unwrap_or(self.others.len());
        self.rows.get(at).and_then(|from| self.others.get(*from..end)).unwrap_or_default()
    }

    pub fn pairs(&self, at: usize) -> &[Pair] {
        let end = self.starts.get(at + 1).copied().unwrap_or(self.pairs.len());
        self.starts.get(at).and_then(|from| self.pairs.get(*from..end)).unwrap_or_default()
    }

    /// The figures of one's sort, in order.
    pub fn sort(&self, at: usize) -> &[usize] {
        self.sort.get(at).and_then(|(from, len)| self.sorts.get(*from..from + len)).unwrap_or_default()
    }
}

/// Which figures of the old article are which of the new one, and the other way round.
struct Ties {
    /// By old figure.
    now: Vec<Option<usize>>,
    /// By new figure.
    was: Vec<Option<usize>>,
}

impl Ties {
    fn of(old: &[(usize, usize, Part)], new: &[(usize, usize, Part)], change: &Change) -> Self {
        let mut ties = Self { now: vec![None; old.len()], was: vec![None; new.len()] };
        let same = |a: &(usize, usize, Part), b: &(usize, usize, Part)| {
            change.now(a.0) == Some(b.0) && (a.1, a.2) == (b.1, b.2)
        };
        let head = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| same(a, b)).count();
        let both = (0..head).map(|at| (at, at)).chain((1..=tail).map(|back| (old.len() - back, new.len() - back)));
        for (a, b) in both {
            if let (Some(now), Some(was)) = (ties.now.get_mut(a), ties.was.get_mut(b)) {
                (*now, *was) = (Some(b), Some(a));
            }
        }
        ties
    }

    fn now(&self, old: usize) -> Option<usize> {
        self.now.get(old).copied().flatten()
    }
}

/// Holds each figure against those of its sort that follow it.
pub fn weighed(mentions: &[Mention<'_>], before: Option<(Weighed, Change)>) -> Weighed {
    let mut out =
        Weighed { figures: mentions.iter().map(|m| (m.block, m.index, m.part)).collect(), ..Weighed::default() };
    sort_out(mentions, &mut out);
    let ties = before.map(|(mut known, change)| {
        let ties = Ties::of(&known.figures, &out.figures, &change);
        let carried = known.told.drain(..).filter_map(|((first, second), mut found)| {
            let stayed = found.as_mut().is_none_or(|found| change.carry(found));
            stayed.then_some(((ties.now(first)?, ties.now(second)?), found))
        });
        out.told = carried.collect();
        (known, ties)
    });
    // A headline that says a figure in other words than the first paragraph: "640 jobs", "hire 460 people".
    let headline = mentions.iter().take_while(|m| m.part == Part::Headline).count();
    let lede = mentions.iter().skip(headline).take_while(|m| m.part == Part::Lede).take(16).count();
    let mut others = Vec::new();
    for (at, first) in mentions.iter().enumerate() {
        let sort = out.sort(at);
        let here = sort.partition_point(|other| *other <= at);
        others.clear();
        others.extend(sort.iter().skip(here).take(MOST_BEFORE));
        if first.part == Part::Headline {
            let lede = headline..headline + lede;
            others.extend(lede.filter(|other| mentions[*other].figure.unit == first.figure.unit));
        }
        out.rows.push(out.others.len());
        out.starts.push(out.pairs.len());
        out.others.extend(&others);
        let known = ties.as_ref().and_then(|(known, ties)| {
            let was = ties.was.get(at).copied().flatten()?;
            let same = known.others(was).iter().map(|other| ties.now(*other)).eq(others.iter().map(|o| Some(*o)));
            same.then(|| known.pairs(was).iter().filter_map(|p| Some(Pair { other: ties.now(p.other)?, ..*p })))
        });
        match known {
            Some(pairs) => out.pairs.extend(pairs),
            None => out.pairs.extend(others.iter().filter_map(|other| weigh(first, mentions.get(*other)?, *other))),
        }
    }
    out
}

/// Puts figures of one unit, or of one noun where they have none, together.
fn sort_out(mentions: &[Mention<'_>], out: &mut Weighed) {
    let mut known: HashMap<(Option<Unit>, u32), usize, FixedState> = HashMap::default();
    let mut counts: Vec<usize> = Vec::new();
    let which: Vec<usize> = mentions
        .iter()
        .map(|mention| {
            let sort = *known.entry(mention.sort()).or_insert_with(|| {
                counts.push(0);
                counts.len() - 1
            });
            counts[sort] += 1;
            sort
        })
        .collect();
    let starts: Vec<usize> = counts
        .iter()
        .scan(0, |sum, count| {
            *sum += count;
            Some(*sum - count)
        })
        .collect();
    let mut next = starts.clone();
    out.sorts = vec![0; mentions.len()];
    for (at, sort) in which.into_iter().enumerate() {
        out.sort.push((starts[sort], counts[sort]));
        out.sorts[next[sort]] = at;
        next[sort] += 1;
    }
}
