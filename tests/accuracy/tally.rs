//! The sums: precision, recall, F1 of spans, values and units, by suite, language and kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::matching::Outcome;
use crate::misses::Miss;
use crate::model::{Case, Kind};

/// A number of right ones among a number of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub right: u32,
    pub all: u32,
}

impl Part {
    pub const fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += right as u32;
    }

    /// In tenths of a percent, rounded down, so that a report never flatters; nothing where there is nothing to count.
    pub fn per_mille(self) -> Option<u32> {
        (self.right * 1000).checked_div(self.all)
    }
}

/// What is counted for one suite, language and kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub golds: u32,
    pub answers: u32,
    pub exact: u32,
    /// Golds that an answer took.
    pub overlap: u32,
    /// Answers that lie over a gold.
    pub touching: u32,
    pub value: Part,
    pub unit: Part,
}

impl Counts {
    const fn add(&mut self, other: &Counts) {
        self.golds += other.golds;
        self.answers += other.answers;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.touching += other.touching;
        self.value.right += other.value.right;
        self.value.all += other.value.all;
        self.unit.right += other.unit.right;
        self.unit.all += other.unit.all;
    }

    pub const fn recall(&self, hits: u32) -> Part {
        Part { right: hits, all: self.golds }
    }

    pub const fn precision(&self, hits: u32) -> Part {
        Part { right: hits, all: self.answers }
    }

    /// The harmonic mean of `hits` answers in precision and `found` golds in recall.
    pub const fn f1(&self, hits: u32, found: u32) -> Part {
        if hits == 0 || found == 0 {
            return Part { right: 0, all: self.golds + self.answers };
        }
        Part { right: 2 * hits * found, all: hits * self.golds + found * self.answers }
    }
}

/// Suite and language.
pub type Set = (&'static str, String);

/// The counts of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub counts: BTreeMap<Set, BTreeMap<Kind, Counts>>,
    pub rows: BTreeMap<Set, u32>,
}

/// Golds and answers that are left out: by case and gold, by case and shown answer.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    pub golds: BTreeSet<(usize, usize)>,
    pub extra: BTreeSet<(usize, String)>,
}

impl LeftOut {
    pub fn covers(&self, miss: &Miss) -> bool {
        match miss.gold {
            Some(gold) => self.golds.contains(&(miss.case, gold)),
            None => self.extra.contains(&(miss.case, miss.ours.clone())),
        }
    }
}

impl Tally {
    pub fn add(&mut self, at: usize, case: &Case, outcome: &Outcome, left_out: &LeftOut) {
        let set = (case.suite, case.language.clone());
        *self.rows.entry(set.clone()).or_default() += 1;
        let counts = self.counts.entry(set).or_default();
        for (g, (gold, verdict)) in case.golds.iter().zip(&outcome.golds).enumerate() {
            let Some(verdict) = verdict.as_ref().filter(|_| !left_out.golds.contains(&(at, g))) else { continue };
            let mut kinds = vec![gold.kind];
            if gold.kind.counted_as() != gold.kind {
                kinds.push(gold.kind.counted_as());
            }
            for kind in kinds {
                let row = counts.entry(kind).or_default();
                row.golds += 1;
                if verdict.found() {
                    row.answers += 1;
                    row.overlap += 1;
                    row.touching += 1;
                    row.exact += u32::from(verdict.exact);
                    if let Some(right) = verdict.value {
                        row.value.count(right);
                    }
                    if let Some(right) = verdict.unit {
                        row.unit.count(right);
                    }
                }
            }
        }
        for extra in &outcome.extra {
            let over_left_out = case
                .golds
                .iter()
                .enumerate()
                .any(|(g, gold)| gold.span.overlaps(extra.answer.span) && left_out.golds.contains(&(at, g)));
            if !over_left_out && !left_out.extra.contains(&(at, extra.answer.show(&case.text))) {
                let row = counts.entry(extra.kind).or_default();
                row.answers += 1;
                row.touching += u32::from(extra.split);
            }
        }
    }

    /// All kinds in scope of a suite and language together; fractions are numbers and counted there.
    pub fn sum(&self, set: &Set) -> Counts {
        let rows = self.counts.get(set).into_iter().flatten();
        let rows = rows.filter(|(kind, _)| kind.in_scope() && kind.counted_as() == **kind);
        rows.fold(Counts::default(), |mut sum, (_, row)| {
            sum.add(row);
            sum
        })
    }

    /// The sums of each language over the suites, without the rows that their authors never ran.
    pub fn by_language(&self) -> BTreeMap<String, Counts> {
        let mut out: BTreeMap<String, Counts> = BTreeMap::new();
        for set in self.counts.keys().filter(|(suite, _)| !suite.contains("never run")) {
            out.entry(set.1.clone()).or_default().add(&self.sum(set));
        }
        out
    }
}
