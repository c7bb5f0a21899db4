//! Figures that went to another sentence: translators join, split and reorder sentences, mostly within a paragraph.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::align::Trust;
use super::atom::{Atom, Piece};
use super::differ::{At, CROWD, Difference, Done, FEW, Weight, What, Work, weight};
use super::likeness::{Likeness, agreement, likeness};
use super::slip::Slip;
use crate::figure::Kind;
use crate::number::Number;

/// How many sentences away a figure may have moved.
const MOVED: usize = 3;
/// Sentences of a version that are looked at as one section at most.
const LONG: usize = 40;

/// Paragraphs of both versions that say the same: the sentences of each.
pub(super) struct Section {
    sentences: [Vec<usize>; 2],
    /// A pair of sentences in it is sure.
    sure: bool,
}

impl<'a> Work<'a> {
    /// The paragraphs that pairs of sentences join.
    pub(super) fn sections(&self) -> Vec<Section> {
        let blocks = |side: usize| self.digests[side].sentences.last().map_or(0, |s| s.block + 1);
        let first = blocks(0);
        let node = |side: usize, sentence: usize| side * first + self.digests[side].sentences[sentence].block;
        let mut parent: Vec<usize> = (0..first + blocks(1)).collect();
        for (at, bead) in self.beads.iter().enumerate().filter(|(_, bead)| bead.trust > Trust::Doubtful) {
            let own = root(&mut parent, node(0, bead.a.0));
            for side in [0, 1] {
                for sentence in self.sentences(at, side) {
                    let other = root(&mut parent, node(side, sentence));
                    parent[other] = own;
                }
            }
        }
        let mut out: Vec<Section> = Vec::new();
        let mut of: HashMap<usize, usize, FixedState> = HashMap::default();
        for side in [0, 1] {
            for sentence in 0..self.digests[side].sentences.len() {
                let key = root(&mut parent, node(side, sentence));
                let at = *of.entry(key).or_insert_with(|| {
                    out.push(Section { sentences: [Vec::new(), Vec::new()], sure: false });
                    out.len() - 1
                });
                out[at].sentences[side].push(sentence);
            }
        }
        for bead in self.beads.iter().filter(|bead| bead.trust == Trust::Sure) {
            if let Some(at) = of.get(&root(&mut parent, node(0, bead.a.0))) {
                out[*at].sure = true;
            }
        }
        out.retain(|section| section.sentences.iter().all(|s| !s.is_empty() && s.len() <= LONG));
        out
    }

    /// Atoms of a section's side without a counterpart.
    fn free(&self, section: &Section, side: usize) -> Vec<At> {
        let done = &self.done[side];
        let all = section.sentences[side].iter().flat_map(|s| (0..done[*s].len()).map(move |i| (*s, i)));
        all.filter(|at| !done[at.0][at.1]).collect()
    }

    /// Pairs what says the same within a section.
    pub(super) fn agree_within(&mut self, section: &Section) {
        let (ours, theirs) = (self.free(section, 0), self.free(section, 1));
        let like = |a: &Atom, b: &Atom| agreement(a, b).filter(|found| *found != Likeness::Marks);
        let mut found = self.candidates_of(&ours, &theirs, like);
        found.sort_by_key(|(likeness, off, a, b)| (likeness.rank(), *off, *a, *b));
        for (likeness, _, a, b) in found {
            if !self.done[0][a.0][a.1] && !self.done[1][b.0][b.1] {
                self.pair(a, b, likeness);
            }
        }
    }

    /// Pairs what is left of a section, where it was written nearly the same or nothing else of its kind is left.
    pub(super) fn disagree_within(&mut self, section: &Section) {
        if !section.sure {
            return;
        }
        let (ours, theirs) = (self.free(section, 0), self.free(section, 1));
        if ours.is_empty() || theirs.is_empty() || ours.len().max(theirs.len()) > CROWD {
            return;
        }
        let mut kinds: HashMap<(usize, Piece), usize, FixedState> = HashMap::default();
        for (side, list) in [(0, &ours), (1, &theirs)] {
            list.iter().for_each(|at| *kinds.entry((side, self.atom(side, *at).piece)).or_default() += 1);
        }
        let mut found = self.candidates_of(&ours, &theirs, likeness);
        found.sort_by_key(|(likeness, off, a, b)| (likeness.rank(), *off, *a, *b));
        for (likeness, _, a, b) in found {
            if self.done[0][a.0][a.1] || self.done[1][b.0][b.1] {
                continue;
            }
            let (x, y) = (self.atom(0, a), self.atom(1, b));
            let slip = match likeness {
                Likeness::Converted => {
                    self.pair(a, b, likeness);
                    continue;
                }
                Likeness::Other(slip) | Likeness::Differs(slip) | Likeness::Resembles(slip) => slip,
                Likeness::Same | Likeness::Alike | Likeness::Marks => continue,
            };
            let only = kinds.get(&(0, x.piece)) == Some(&1) && kinds.get(&(1, y.piece)) == Some(&1);
            let long = |x: &Atom| x.value.magnitude() >= Some(1) || !x.value.is_whole();
            let near = slip.is_of_the_hand() && long(x) && long(y);
            let named = matches!(slip, Slip::Currency | Slip::Unit | Slip::Points) && long(x);
            let dated = matches!(x.piece, Piece::Year | Piece::Month | Piece::Day | Piece::Weekday | Piece::Clock);
            let words = [x, y].iter().any(|x| !x.is_plain() && x.value < Number::from(FEW));
            if !(near || named || dated && only) || words || !(x.is_plain() || y.is_plain()) {
                continue;
            }
            let Some(weight) = weight(x, y, likeness, Trust::Likely, only).or_else(|| in_words(x, y, slip)) else {
                continue;
            };
            let strays = |work: &Self, side: usize, atom: &Atom| {
                section.sentences[side].iter().any(|s| work.stray_in(side, *s, atom))
            };
            if strays(self, 1, x) || strays(self, 0, y) {
                continue;
            }
            self.pair(a, b, likeness);
            let what = What::Slip { slip, a: self.place(0, a), b: self.place(1, b) };
            self.out.push(Difference { what, weight });
        }
    }

    /// Pairs figures that went to a sentence nearby.
    pub(super) fn moved(&mut self) {
        if !self.done.iter().all(Done::has_free) {
            return;
        }
        // Where each sentence of the first version stands in the second.
        let mut stands = vec![0; self.digests[0].sentences.len()];
        let mut next = self.beads.iter().peekable();
        let mut last = 0;
        for (s, stands) in stands.iter_mut().enumerate() {
            while let Some(bead) = next.next_if(|bead| bead.a.0 <= s) {
                last = bead.b.0;
            }
            *stands = last;
        }
        let mut free: HashMap<(Piece, &'a Number), Vec<At>, FixedState> = HashMap::default();
        for (s, sentence) in self.digests[1].sentences.iter().enumerate() {
            for (i, atom) in sentence.atoms.iter().enumerate().filter(|(i, _)| !self.done[1][s][*i]) {
                free.entry((atom.piece, &atom.value)).or_default().push((s, i));
            }
        }
        for (s, stands) in stands.into_iter().enumerate() {
            for i in 0..self.done[0][s].len() {
                let a = (s, i);
                let atom = self.atom(0, a);
                if self.done[0][s][i] {
                    continue;
                }
                let Some(there) = free.get_mut(&(atom.piece, &atom.value)) else { continue };
                let near = there.iter().position(|b| b.0.abs_diff(stands) <= MOVED);
                let Some(near) = near else { continue };
                let b = there[near];
                if let Some(found @ (Likeness::Same | Likeness::Alike)) = agreement(atom, self.atom(1, b)) {
                    there.remove(near);
                    self.pair(a, b, found);
                }
            }
        }
    }
}

/// "Thirteen tunnels" and "31 tunnels": one in words, the other nearly the same in digits.
fn in_words(a: &Atom, b: &Atom, slip: Slip) -> Option<Weight> {
    let count = |x: &Atom| x.piece == Piece::Count && x.kind == Kind::Cardinal && x.value >= Number::from(FEW);
    (count(a) && count(b) && slip.is_of_the_hand() && a.is_plain() != b.is_plain()).then_some(Weight::Warning)
}

/// The representative of a joined set.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
