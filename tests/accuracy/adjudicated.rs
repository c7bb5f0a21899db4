//! Cases that were looked at: what is a convention of the suite's or a wrong gold (`adjudicated.tsv`), and what is our
//! own miss with its explanation (`explained.tsv`).
//!
//! Four cells: the case, the answer that our contract wants, the gold as the report lists it, the reason. A gold is left
//! out only while that answer is given; `*` stands where the contract wants nothing in particular. A `-` for the gold
//! means that our answer is right though the suite has nothing there.

use std::collections::BTreeMap;

use crate::matching::Outcome;
use crate::misses::{Miss, What};
use crate::model::Case;
use crate::tally::LeftOut;

/// The file, by case and gold (or by case and our answer, where there is no gold).
#[derive(Clone, Debug, Default)]
pub struct Adjudicated {
    lines: BTreeMap<(String, String), Line>,
}

#[derive(Clone, Debug)]
struct Line {
    ours: String,
    /// A miss was found that it is for.
    met: bool,
    /// And our answer was the one that it wants.
    held: bool,
}

impl Adjudicated {
    /// # Errors
    /// The first line without four cells or without a reason, or said twice.
    pub fn read(name: &str, table: &str) -> Result<Self, String> {
        let mut lines = BTreeMap::new();
        for line in table.lines().skip(1).filter(|l| !l.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [case, ours, theirs, reason] = cells[..] else { return Err(format!("{name}: {line}")) };
            if reason.trim().is_empty() {
                return Err(format!("{name}: no reason: {line}"));
            }
            let key = (case.to_owned(), if theirs == "-" { ours } else { theirs }.to_owned());
            let row = Line { ours: ours.to_owned(), met: false, held: false };
            if lines.insert(key, row).is_some() {
                return Err(format!("{name}: twice: {line}"));
            }
        }
        Ok(Self { lines })
    }

    /// Whether a line speaks of a miss and holds.
    pub fn covers(&mut self, case: &Case, outcome: &Outcome, miss: &Miss) -> bool {
        let key = if miss.gold.is_some() { &miss.theirs } else { &miss.ours };
        let Some(line) = self.lines.get_mut(&(case.id.clone(), key.clone())) else { return false };
        line.met = true;
        line.held = miss.gold.is_none() || line.ours == "*" || outcome.shown.contains(&line.ours);
        line.held
    }

    /// What the adjudicated misses leave out of the sums.
    pub fn left_out(&mut self, cases: &[Case], outcomes: &[Outcome], misses: &[Miss]) -> LeftOut {
        let mut out = LeftOut::default();
        for miss in misses.iter().filter(|m| m.what != What::Span) {
            if !self.covers(&cases[miss.case], &outcomes[miss.case], miss) {
                continue;
            }
            match miss.gold {
                Some(gold) => {
                    out.golds.insert((miss.case, gold));
                }
                None => {
                    out.extra.insert((miss.case, miss.ours.clone()));
                }
            }
        }
        out
    }

    /// Lines that no miss of this run needs, and those whose answer is another now.
    pub fn stale(&self) -> impl Iterator<Item = String> + '_ {
        self.lines.iter().filter(|(_, line)| !line.held).map(|((case, theirs), line)| {
            let why = if line.met { "ours is another" } else { "no miss" };
            format!("{why}: {case}: {} | {theirs}", line.ours)
        })
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }
}
