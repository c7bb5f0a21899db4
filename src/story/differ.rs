//! The figures of two versions, matched, and what is left.

use std::cell::OnceCell;
use std::ops::{Index, IndexMut};

use smallvec::SmallVec;

use super::align::{Bead, Sorted, Trust, align};
use super::atom::{Atom, Piece};
use super::digest::Digest;
use super::likeness::{Likeness, agreement, likeness};
use super::slip::{self, Slip};
use crate::figure::Kind;
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// A figure of a version, or one of its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// In the block's prose.
    pub span: Span,
    /// Index of the figure in the block; nothing for digits that were not read as one.
    pub figure: Option<usize>,
    /// Index of the number in the figure, where one of them is meant.
    pub part: Option<usize>,
}

/// How two versions differ in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Both have the figure, and they differ.
    Slip {
        slip: Slip,
        a: Place,
        b: Place,
    },
    /// `a` has a figure that the sentence of `b` at `clause` of a block lacks.
    OnlyInA {
        a: Place,
        block: usize,
        clause: Span,
    },
    OnlyInB {
        b: Place,
        block: usize,
        clause: Span,
    },
}

/// How sure a difference is a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    Hint,
    Warning,
    Error,
}

/// A difference between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub what: What,
    pub weight: Weight,
}

/// Two versions, held against each other.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    pub beads: Vec<Bead>,
    /// Figures that say the same, in the order of the first version.
    pub same: Vec<(Place, Place)>,
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Figures that stand for each other, whether they agree or not.
    pub fn pairs(&self) -> impl Iterator<Item = (Place, Place)> {
        let differing = self.differences.iter().filter_map(|d| match d.what {
            What::Slip { a, b, .. } => Some((a, b)),
            What::OnlyInA { .. } | What::OnlyInB { .. } => None,
        });
        self.same.iter().copied().chain(differing)
    }
}

/// Pieces of a pair of sentences that are looked at against each other: beyond it, those near in order.
const MANY: usize = 96;
/// So many figures tell whether two articles are versions of one story at all.
const SOME: usize = 8;
/// More figures without a counterpart than this are no sentence's.
pub(super) const CROWD: usize = 400;
/// Below it a count is as often told without its number.
pub(super) const FEW: i64 = 13;

/// Where an atom stands: sentence and index in it.
pub(super) type At = (usize, usize);
/// The atoms of one side of a pair of sentences; seldom many.
pub(super) type Ats = SmallVec<[At; 8]>;
/// Two atoms that may stand for each other, and how far apart they stand in order.
pub(super) type Candidate = (Likeness, usize, At, At);

pub(super) struct Work<'a> {
    pub digests: [&'a Digest; 2],
    pub beads: Vec<Bead>,
    /// Which atoms have a counterpart.
    pub done: [Done; 2],
    pub pairs: Vec<(At, At, Likeness)>,
    pub out: Vec<Difference>,
}

/// Which atoms of a version have a counterpart, by sentence.
pub(super) struct Done {
    atoms: Vec<bool>,
    /// Where each sentence's atoms begin, and the end of all.
    starts: Vec<usize>,
}

impl Done {
    fn none(digest: &Digest) -> Self {
        let mut end = 0;
        let ends = digest.sentences.iter().map(|s| (end += s.atoms.len(), end).1);
        let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        Self { atoms: vec![false; starts.last().copied().unwrap_or(0)], starts }
    }

    fn range(&self, sentence: usize) -> std::ops::Range<usize> {
        self.starts[sentence]..self.starts[sentence + 1]
    }

    /// Whether some atom has none.
    pub(super) fn has_free(&self) -> bool {
        self.atoms.iter().any(|done| !done)
    }
}

impl Index<usize> for Done {
    type Output = [bool];
    fn index(&self, sentence: usize) -> &[bool] {
        &self.atoms[self.range(sentence)]
    }
}

impl IndexMut<usize> for Done {
    fn index_mut(&mut self, sentence: usize) -> &mut [bool] {
        let range = self.range(sentence);
        &mut self.atoms[range]
    }
}

/// Holds two versions against each other.
pub fn compare(a: &Digest, b: &Digest) -> Comparison {
    compare_sorted((a, &Sorted::of(a)), (b, &Sorted::of(b)))
}

/// [`compare`], with the anchors of each sorted already: a version is held against several.
pub fn compare_sorted((a, ours): (&Digest, &Sorted), (b, theirs): (&Digest, &Sorted)) -> Comparison {
    let beads = align((a, ours), (b, theirs));
    let done = [Done::none(a), Done::none(b)];
    let mut work = Work { digests: [a, b], beads, done, pairs: Vec::new(), out: Vec::new() };
    let all = 0..work.beads.len();
    all.clone().for_each(|at| work.shares(at));
    all.clone().for_each(|at| work.clocks(at));
    all.clone().for_each(|at| work.agree(at));
    work.moved();
    // Where one version has nothing left, nothing can stand elsewhere in its paragraphs.
    let left = work.done.iter().all(Done::has_free);
    let sections = if left { work.sections() } else { Vec::new() };
    sections.iter().for_each(|section| work.agree_within(section));
    let before = work.pairs.len();
    if work.are_strangers() {
        return work.finish(before);
    }
    all.clone().for_each(|at| work.disagree(at));
    sections.iter().for_each(|section| work.disagree_within(section));
    work.degrees(before);
    let said = OnceCell::new();
    all.clone().for_each(|at| work.lone(at, &said));
    all.for_each(|at| work.strays(at));
    work.finish(before)
}

impl<'a> Work<'a> {
    /// Whether a good part of the figures of the version that has fewer stands nowhere in the other, and most of its
    /// sentences do not either: two articles that only their names link. (Of 120 pairs of real versions, the one that
    /// shares least shares seven figures in ten.)
    fn are_strangers(&mut self) -> bool {
        let plain = |side: usize| self.digests[side].sentences.iter().flat_map(|s| &s.atoms).filter(|a| a.is_plain());
        let fewer = plain(0).count().min(plain(1).count());
        let shared = self.pairs.iter().filter(|(a, b, _)| self.atom(0, *a).is_plain() && self.atom(1, *b).is_plain());
        let sentences = self.digests[0].sentences.len().min(self.digests[1].sentences.len());
        let sure = self.beads.iter().filter(|bead| bead.trust == Trust::Sure).count();
        let strangers = fewer >= SOME && shared.count() * 5 < fewer * 3 && sure * 2 < sentences;
        if strangers {
            self.out.clear();
        }
        strangers
    }

    pub(super) fn atom(&self, side: usize, at: At) -> &'a Atom {
        &self.digests[side].sentences[at.0].atoms[at.1]
    }

    pub(super) fn place(&self, side: usize, at: At) -> Place {
        let atom = self.atom(side, at);
        let block = self.digests[side].sentences[at.0].block;
        Place { block, span: atom.span, figure: Some(atom.figure), part: atom.part }
    }

    pub(super) fn sentences(&self, bead: usize, side: usize) -> std::ops::Range<usize> {
        let bead = &self.beads[bead];
        if side == 0 { bead.a.0..bead.a.1 } else { bead.b.0..bead.b.1 }
    }

    /// The atoms of one side of a pair; those without a counterpart, or all.
    pub(super) fn atoms(&self, bead: usize, side: usize, all: bool) -> Ats {
        let sentences = self.sentences(bead, side);
        let each = sentences.flat_map(|s| (0..self.digests[side].sentences[s].atoms.len()).map(move |i| (s, i)));
        each.filter(|at| all || !self.done[side][at.0][at.1]).collect()
    }

    /// Whether one side of a pair has an atom without a counterpart that `is` takes.
    pub(super) fn has_free(&self, bead: usize, side: usize, is: impl Fn(&Atom) -> bool) -> bool {
        self.sentences(bead, side).any(|s| {
            let mut atoms = self.digests[side].sentences[s].atoms.iter().zip(&self.done[side][s]);
            atoms.any(|(atom, done)| !done && is(atom))
        })
    }

    pub(super) fn pair(&mut self, a: At, b: At, likeness: Likeness) {
        self.done[0][a.0][a.1] = true;
        self.done[1][b.0][b.1] = true;
        self.pairs.push((a, b, likeness));
    }

    /// "One in five" against "20 %": a share that is one figure in two numbers.
    fn shares(&mut self, bead: usize) {
        for side in [0, 1] {
            // Few sentences have one.
            if !self.has_free(bead, side, |atom| atom.share.is_some()) {
                continue;
            }
            let (ours, theirs) = (self.atoms(bead, side, false), self.atoms(bead, 1 - side, false));
            for at in ours {
                let atom = self.atom(side, at);
                let Some(share) = atom.share.clone().filter(|_| !self.done[side][at.0][at.1]) else { continue };
                let percent = share.clone() * Number::from(100);
                let says = |other: &Atom| match other.piece {
                    Piece::Fraction => (&other.value - &share).abs() * Number::from(20) <= share,
                    Piece::Count => {
                        other.units.contains(&Unit::Percent) && (&other.value - &percent).abs() <= Number::from(2)
                    }
                    _ => false,
                };
                let free = |x: &At| !self.done[1 - side][x.0][x.1];
                let Some(found) = theirs.iter().copied().find(|x| free(x) && says(self.atom(1 - side, *x))) else {
                    continue;
                };
                let mates = self.atoms(bead, side, false);
                let figure = atom.figure;
                for mate in mates {
                    if mate.0 == at.0 && self.atom(side, mate).figure == figure {
                        self.done[side][mate.0][mate.1] = true;
                    }
                }
                let (a, b) = if side == 0 { (at, found) } else { (found, at) };
                self.pair(a, b, Likeness::Alike);
            }
        }
    }

    /// "19:3" and "4:400" for 19:30 and 4:40: no times, but nearly.
    fn clocks(&mut self, bead: usize) {
        for side in [0, 1] {
            if !self.has_free(bead, side, |atom| atom.piece == Piece::Clock) {
                continue;
            }
            let theirs = self.atoms(bead, 1 - side, false);
            for at in self.atoms(bead, side, false) {
                let clock = self.atom(side, at);
                let Some(minutes) = clock.value.as_i64().filter(|_| clock.piece == Piece::Clock) else { continue };
                let broken = |pair: &&[At]| {
                    let [first, second] = [pair[0], pair[1]].map(|at| self.atom(1 - side, at));
                    let hour = first.value.as_i64().is_some_and(|h| (h - minutes / 60) % 12 == 0);
                    let slip = slip::of_numbers(&Number::from(minutes % 60), &second.value);
                    let beside = pair[0].0 == pair[1].0 && second.span.start.checked_sub(first.span.end) <= Some(1);
                    beside && hour && slip.is_of_the_hand()
                };
                let clocks = theirs.iter().any(|at| self.atom(1 - side, *at).piece == Piece::Clock);
                let Some(found) = theirs.windows(2).find(broken).filter(|_| !clocks) else { continue };
                self.done[1 - side][found[1].0][found[1].1] = true;
                let (a, b) = if side == 0 { (at, found[0]) } else { (found[0], at) };
                self.pair(a, b, Likeness::Differs(Slip::Time));
                let (mut x, mut y) = (self.place(0, a), self.place(1, b));
                let whole = Span::new(self.atom(1 - side, found[0]).span.start, self.atom(1 - side, found[1]).span.end);
                let twofold = if side == 0 { &mut y } else { &mut x };
                *twofold = Place { span: whole, figure: None, part: None, ..*twofold };
                let what = What::Slip { slip: Slip::Time, a: x, b: y };
                self.out.push(Difference { what, weight: Weight::Warning });
            }
        }
    }

    /// Pairs of a bead's free atoms that `like` finds alike.
    fn candidates(&self, bead: usize, like: impl Fn(&Atom, &Atom) -> Option<Likeness>) -> Vec<Candidate> {
        // Most have nothing left, or nothing to begin with.
        if [0, 1].iter().any(|side| !self.has_free(bead, *side, |_| true)) {
            return Vec::new();
        }
        self.candidates_of(&self.atoms(bead, 0, false), &self.atoms(bead, 1, false), like)
    }

    /// Pairs of two lists of atoms that `like` finds alike.
    pub(super) fn candidates_of(
        &self,
        ours: &[At],
        theirs: &[At],
        like: impl Fn(&Atom, &Atom) -> Option<Likeness>,
    ) -> Vec<Candidate> {
        let (n, m) = (ours.len().max(1), theirs.len().max(1));
        let mut out = Vec::new();
        for (i, a) in ours.iter().enumerate() {
            let window = if theirs.len() <= MANY {
                0..theirs.len()
            } else {
                let centre = i * m / n;
                centre.saturating_sub(MANY / 2)..(centre + MANY / 2).min(theirs.len())
            };
            let ours = self.atom(0, *a);
            for j in window {
                let b = theirs[j];
                if let Some(found) = like(ours, self.atom(1, b)) {
                    // How far apart they stand in order, in thousandths of the pair.
                    let off = (i * 1000 / n).abs_diff(j * 1000 / m);
                    out.push((found, off, *a, b));
                }
            }
        }
        out
    }

    fn agree(&mut self, bead: usize) {
        let mut found = self.candidates(bead, agreement);
        found.sort_by_key(|(likeness, off, a, b)| (likeness.rank(), *off, *a, *b));
        for (likeness, _, a, b) in found {
            if !self.done[0][a.0][a.1] && !self.done[1][b.0][b.1] {
                self.pair(a, b, likeness);
                if likeness == Likeness::Marks {
                    let what = What::Slip { slip: Slip::Decimal, a: self.place(0, a), b: self.place(1, b) };
                    self.out.push(Difference { what, weight: Weight::Hint });
                }
            }
        }
    }

    /// Pairs what is left in a bead, if the two can be meant to be one.
    fn disagree(&mut self, bead: usize) {
        let trust = self.beads[bead].trust;
        if trust == Trust::Doubtful {
            return;
        }
        // Most have nothing left.
        if [0, 1].iter().any(|side| !self.has_free(bead, *side, |_| true)) {
            return;
        }
        if [0, 1].iter().any(|side| self.atoms(bead, *side, false).len() > CROWD) {
            return;
        }
        let mut found = self.candidates(bead, likeness);
        // Of two that are written nearly the same both are written in digits, or neither is.
        let odd = |a: &At, b: &At| self.atom(0, *a).is_plain() != self.atom(1, *b).is_plain();
        found.sort_by_key(|(likeness, off, a, b)| (odd(a, b), likeness.rank(), *off, *a, *b));
        for (likeness, _, a, b) in found {
            if self.done[0][a.0][a.1] || self.done[1][b.0][b.1] {
                continue;
            }
            let (x, y) = (self.atom(0, a), self.atom(1, b));
            if likeness == Likeness::Converted {
                self.pair(a, b, likeness);
                continue;
            }
            let left =
                |side| self.atoms(bead, side, false).iter().filter(|at| self.atom(side, **at).is_plain()).count();
            let alone = left(0) <= 1 && left(1) <= 1;
            let only = [0, 1].iter().all(|side| self.atoms(bead, *side, false).len() == 1);
            let in_words = only && trust == Trust::Sure && in_words(x, y) && matches!(likeness, Likeness::Differs(_));
            let weight = weight(x, y, likeness, trust, alone).or(in_words.then_some(Weight::Warning));
            if let Some(weight) = weight {
                let slip = match likeness {
                    Likeness::Other(slip) | Likeness::Differs(slip) | Likeness::Resembles(slip) => slip,
                    Likeness::Same | Likeness::Alike | Likeness::Marks | Likeness::Converted => continue,
                };
                // It may stand there as something that was not read as a figure.
                if self.stray(bead, 1, x) || self.stray(bead, 0, y) {
                    continue;
                }
                self.pair(a, b, likeness);
                let what = What::Slip { slip, a: self.place(0, a), b: self.place(1, b) };
                self.out.push(Difference { what, weight });
            }
        }
    }

    /// Whether an atom's digits stand in the other side's text where no figure was read.
    pub(super) fn stray(&self, bead: usize, side: usize, atom: &Atom) -> bool {
        self.sentences(bead, side).any(|s| self.stray_in(side, s, atom))
    }

    /// [`Self::stray`] in one sentence.
    pub(super) fn stray_in(&self, side: usize, sentence: usize, atom: &Atom) -> bool {
        let strays = &self.digests[side].sentences[sentence].stray;
        if !atom.digits || strays.is_empty() {
            return false;
        }
        let written = atom.value.abs().to_string().replace('.', "");
        let written = written.trim_end_matches('0');
        strays.iter().any(|s| s.digits.trim_end_matches('0') == written)
    }

    /// Degrees that were left as they were, while others of the article were converted.
    fn degrees(&mut self, before: usize) {
        let degrees = |atom: &Atom| {
            atom.units.iter().any(|u| matches!(u, Unit::Measure(m) if m.is_temperature() || m.id() == "degree"))
        };
        let bare = |atom: &Atom| atom.units.iter().any(|u| matches!(u, Unit::Measure(m) if m.id() == "degree"));
        let told = |pair: &(At, At)| degrees(self.atom(0, pair.0)) && degrees(self.atom(1, pair.1));
        let pairs = self.pairs[..before].iter().map(|(a, b, _)| (*a, *b));
        let pairs: Vec<(At, At)> = pairs.filter(told).collect();
        let converted = |pair: &&(At, At)| {
            let off = &self.atom(0, pair.0).value - &self.atom(1, pair.1).value;
            off.abs() > Number::from(5)
        };
        if pairs.iter().filter(converted).count() == 0 {
            return;
        }
        for (a, b) in pairs {
            let (x, y) = (self.atom(0, a), self.atom(1, b));
            if x.value == y.value && bare(x) && bare(y) && x.value >= Number::from(5) {
                let what = What::Slip { slip: Slip::Degrees, a: self.place(0, a), b: self.place(1, b) };
                self.out.push(Difference { what, weight: Weight::Warning });
            }
        }
    }

    fn finish(mut self, before: usize) -> Comparison {
        let same = self.pairs[..before].iter().map(|(a, b, _)| (self.place(0, *a), self.place(1, *b)));
        let mut same: Vec<(Place, Place)> = same.collect();
        same.sort_unstable();
        same.dedup();
        // Of several pieces of one figure the gravest is told.
        let key = |d: &Difference| match d.what {
            What::Slip { a, b, .. } => ((a.block, a.span.start), (b.block, b.span.start), 0),
            What::OnlyInA { a, block, clause } => ((a.block, a.span.start), (block, clause.start), 1),
            What::OnlyInB { b, block, clause } => ((block, clause.start), (b.block, b.span.start), 2),
        };
        self.out.sort_by_key(|d| (key(d), std::cmp::Reverse(d.weight)));
        let mut kept: Vec<Difference> = Vec::new();
        for difference in self.out {
            if kept.last().is_none_or(|last| key(last) != key(&difference) || parts(last) != parts(&difference)) {
                kept.push(difference);
            }
        }
        Comparison { beads: self.beads, same, differences: kept }
    }
}

/// Which numbers of their figures a difference is about: each of a range is told for itself, a date once.
fn parts(difference: &Difference) -> (Option<usize>, Option<usize>) {
    match difference.what {
        What::Slip { a, b, .. } => (a.part, b.part),
        What::OnlyInA { .. } | What::OnlyInB { .. } => (None, None),
    }
}

/// Whether both are counts in words that no translator tells otherwise: "fourteen miners", "quarante mineurs".
fn in_words(a: &Atom, b: &Atom) -> bool {
    let counts = |x: &Atom| {
        x.piece == Piece::Count && x.kind == Kind::Cardinal && x.hedge.is_none() && x.value >= Number::from(FEW)
    };
    counts(a) && counts(b) && a.units == b.units && !rounds(a, b)
}

/// Whether one is hedged and round, and the other near it.
fn rounds(a: &Atom, b: &Atom) -> bool {
    let off = (&a.value - &b.value).abs() * Number::from(2);
    [a, b].iter().any(|x| x.hedge.is_some() && x.value.last_digit().is_some_and(|last| off <= Number::ten_to(last)))
}

/// How much a disagreement weighs; nothing where the two need not be one figure.
pub(super) fn weight(a: &Atom, b: &Atom, likeness: Likeness, trust: Trust, alone: bool) -> Option<Weight> {
    let sure = trust == Trust::Sure;
    let plain = a.is_plain() && b.is_plain();
    let measured = !a.units.is_empty() && !b.units.is_empty();
    match likeness {
        Likeness::Same | Likeness::Alike | Likeness::Marks | Likeness::Converted => None,
        Likeness::Other(Slip::Points) => Some(Weight::Warning),
        Likeness::Other(_) if plain || sure => Some(if sure { Weight::Error } else { Weight::Warning }),
        Likeness::Other(_) => None,
        // "Une vingtaine" and "almost 300" may stand for 19 and 270. Where both versions hedge, they mean one number.
        Likeness::Differs(_) if rounds(a, b) && a.hedge.is_some() != b.hedge.is_some() => Some(Weight::Hint),
        Likeness::Differs(_) if plain && rounds(a, b) => Some(Weight::Warning),
        Likeness::Differs(_) if plain => Some(if sure { Weight::Error } else { Weight::Warning }),
        Likeness::Differs(_) if a.piece == Piece::Ordinal => None,
        // "20" and "two" are hardly one.
        Likeness::Differs(_)
            if [a, b].iter().any(|x| !x.is_plain() && x.units.is_empty() && x.value < Number::from(FEW)) =>
        {
            (sure && a.value.magnitude() == b.value.magnitude()).then_some(Weight::Warning)
        }
        Likeness::Differs(_) if (a.is_plain() || b.is_plain()) && (sure || measured) => Some(Weight::Warning),
        Likeness::Differs(_) if measured && sure => Some(Weight::Warning),
        Likeness::Differs(_) => None,
        Likeness::Resembles(_) => (plain && (sure || alone)).then_some(Weight::Warning),
    }
}
