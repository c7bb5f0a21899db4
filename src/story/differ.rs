//! The figures of two versions, matched, and what is left.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::align::{Bead, Trust, align};
use super::atom::{Atom, Likeness, Piece, likeness};
use super::digest::{Digest, Stray};
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
/// How many pairs away a figure may have moved.
const MOVED: usize = 3;
/// Below it a count is as often told without its number.
const FEW: i64 = 13;

/// Where an atom stands: sentence and index in it.
type At = (usize, usize);

struct Work<'a> {
    digests: [&'a Digest; 2],
    beads: Vec<Bead>,
    /// Which atoms have a counterpart.
    done: [Vec<Vec<bool>>; 2],
    pairs: Vec<(At, At, Likeness)>,
    out: Vec<Difference>,
}

/// Holds two versions against each other.
pub fn compare(a: &Digest, b: &Digest) -> Comparison {
    let flags = |d: &Digest| d.sentences.iter().map(|s| vec![false; s.atoms.len()]).collect();
    let beads = align(a, b);
    let mut work = Work { digests: [a, b], beads, done: [flags(a), flags(b)], pairs: Vec::new(), out: Vec::new() };
    let all: Vec<usize> = (0..work.beads.len()).collect();
    all.iter().for_each(|at| work.shares(*at));
    all.iter().for_each(|at| work.agree(*at));
    work.moved();
    let before = work.pairs.len();
    all.iter().for_each(|at| work.disagree(*at));
    work.degrees(before);
    all.iter().for_each(|at| work.lone(*at));
    all.iter().for_each(|at| work.strays(*at));
    work.finish(before)
}

impl<'a> Work<'a> {
    fn atom(&self, side: usize, at: At) -> &'a Atom {
        &self.digests[side].sentences[at.0].atoms[at.1]
    }

    fn place(&self, side: usize, at: At) -> Place {
        let atom = self.atom(side, at);
        let block = self.digests[side].sentences[at.0].block;
        Place { block, span: atom.span, figure: Some(atom.figure), part: atom.part }
    }

    fn sentences(&self, bead: usize, side: usize) -> std::ops::Range<usize> {
        let bead = &self.beads[bead];
        if side == 0 { bead.a.0..bead.a.1 } else { bead.b.0..bead.b.1 }
    }

    /// The atoms of one side of a pair; those without a counterpart, or all.
    fn atoms(&self, bead: usize, side: usize, all: bool) -> Vec<At> {
        let sentences = self.sentences(bead, side);
        let each = sentences.flat_map(|s| (0..self.digests[side].sentences[s].atoms.len()).map(move |i| (s, i)));
        each.filter(|at| all || !self.done[side][at.0][at.1]).collect()
    }

    fn pair(&mut self, a: At, b: At, likeness: Likeness) {
        self.done[0][a.0][a.1] = true;
        self.done[1][b.0][b.1] = true;
        self.pairs.push((a, b, likeness));
    }

    /// "One in five" against "20 %": a share that is one figure in two numbers.
    fn shares(&mut self, bead: usize) {
        for side in [0, 1] {
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
                let mates: Vec<At> = self.atoms(bead, side, false);
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

    /// Pairs of a bead's free atoms that are alike as `wanted` says, the best first.
    fn candidates(&self, bead: usize, wanted: impl Fn(&Likeness) -> bool) -> Vec<(Likeness, usize, At, At)> {
        let (ours, theirs) = (self.atoms(bead, 0, false), self.atoms(bead, 1, false));
        let (n, m) = (ours.len().max(1), theirs.len().max(1));
        let mut out = Vec::new();
        for (i, a) in ours.iter().enumerate() {
            let window = if theirs.len() <= MANY {
                0..theirs.len()
            } else {
                let centre = i * m / n;
                centre.saturating_sub(MANY / 2)..(centre + MANY / 2).min(theirs.len())
            };
            for j in window {
                let b = theirs[j];
                if let Some(found) = likeness(self.atom(0, *a), self.atom(1, b)).filter(&wanted) {
                    // How far apart they stand in order, in thousandths of the pair.
                    let off = (i * 1000 / n).abs_diff(j * 1000 / m);
                    out.push((found, off, *a, b));
                }
            }
        }
        out
    }

    fn agree(&mut self, bead: usize) {
        let mut found = self.candidates(bead, |l| matches!(l, Likeness::Same | Likeness::Alike | Likeness::Marks));
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

    /// Figures that went to another sentence.
    fn moved(&mut self) {
        let count = self.digests[1].sentences.len();
        let mut bead_of = vec![None; count];
        for (at, bead) in self.beads.iter().enumerate() {
            bead_of[bead.b.0..bead.b.1].fill(Some(at));
        }
        let mut free: HashMap<(Piece, &'a Number), Vec<At>, FixedState> = HashMap::default();
        for (s, sentence) in self.digests[1].sentences.iter().enumerate() {
            for (i, atom) in sentence.atoms.iter().enumerate().filter(|(i, _)| !self.done[1][s][*i]) {
                free.entry((atom.piece, &atom.value)).or_default().push((s, i));
            }
        }
        for at in 0..self.beads.len() {
            for a in self.atoms(at, 0, false) {
                let atom = self.atom(0, a);
                let Some(there) = free.get_mut(&(atom.piece, &atom.value)) else { continue };
                let near = there.iter().position(|b| match bead_of[b.0] {
                    Some(other) => at.abs_diff(other) <= MOVED,
                    None => true,
                });
                let Some(near) = near else { continue };
                let b = there[near];
                if likeness(atom, self.atom(1, b)) == Some(Likeness::Same) {
                    there.remove(near);
                    self.pair(a, b, Likeness::Same);
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
        let mut found = self.candidates(bead, |_| true);
        found.sort_by_key(|(likeness, off, a, b)| (likeness.rank(), *off, *a, *b));
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
    fn stray(&self, bead: usize, side: usize, atom: &Atom) -> bool {
        let written = atom.value.abs().to_string().replace('.', "");
        let written = written.trim_end_matches('0');
        let same = |s: &Stray| s.digits.trim_end_matches('0') == written;
        atom.digits && self.sentences(bead, side).any(|s| self.digests[side].sentences[s].stray.iter().any(same))
    }

    /// Degrees that were left as they were, while others of the article were converted.
    fn degrees(&mut self, before: usize) {
        let degrees = |atom: &Atom| {
            atom.units.iter().any(|u| matches!(u, Unit::Measure(m) if m.is_temperature() || m.id() == "degree"))
        };
        let bare = |atom: &Atom| atom.units.iter().any(|u| matches!(u, Unit::Measure(m) if m.id() == "degree"));
        let pairs: Vec<(At, At)> = self.pairs[..before].iter().map(|(a, b, _)| (*a, *b)).collect();
        let told = |work: &Self, pair: &(At, At)| degrees(work.atom(0, pair.0)) && degrees(work.atom(1, pair.1));
        let pairs: Vec<(At, At)> = pairs.into_iter().filter(|pair| told(self, pair)).collect();
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

    /// Figures of a bead that stand in one version only.
    fn lone(&mut self, bead: usize) {
        let trust = self.beads[bead].trust;
        if trust == Trust::Doubtful {
            return;
        }
        for side in [0, 1] {
            let other: Vec<At> = self.atoms(bead, 1 - side, true);
            for at in self.atoms(bead, side, false) {
                let atom = self.atom(side, at);
                let said = |x: &At| {
                    let theirs = self.atom(1 - side, *x);
                    theirs.value == atom.value && theirs.piece == atom.piece
                };
                if other.iter().any(said) || self.stray(bead, 1 - side, atom) || atom.repeats.is_some() {
                    continue;
                }
                // "Friday, May 17" beside "le 17 mai": the day is told, with its weekday or without.
                let figure = self.digests[side].sentences[at.0].atoms.iter().zip(&self.done[side][at.0]);
                if atom.kind == Kind::Date && figure.into_iter().any(|(x, done)| *done && x.figure == atom.figure) {
                    continue;
                }
                if let Some(difference) = self.month_for_day(side, at).or_else(|| self.twisted(bead, side, at)) {
                    self.out.push(difference);
                    continue;
                }
                let place = self.place(side, at);
                if let Some((slip, other)) = self.misread(bead, side, atom) {
                    let (a, b) = if side == 0 { (place, other) } else { (other, place) };
                    self.out.push(Difference { what: What::Slip { slip, a, b }, weight: Weight::Warning });
                    continue;
                }
                let Some(weight) = self.lone_weight(bead, side, at) else { continue };
                let there = self.sentences(bead, 1 - side).start;
                let sentence = &self.digests[1 - side].sentences[there];
                let (block, clause) = (sentence.block, sentence.span);
                let what = match side {
                    0 => What::OnlyInA { a: place, block, clause },
                    _ => What::OnlyInB { b: place, block, clause },
                };
                self.out.push(Difference { what, weight });
            }
        }
    }

    /// Digits of the other version that were not read as a figure, written nearly as this one.
    fn misread(&self, bead: usize, side: usize, atom: &Atom) -> Option<(Slip, Place)> {
        let text = |x: &Atom| x.value.abs().to_string().replace('.', "");
        let ours: Vec<String> = self.atoms(bead, side, true).iter().map(|at| text(self.atom(side, *at))).collect();
        let own_strays: Vec<&Stray> =
            self.sentences(bead, side).flat_map(|s| &self.digests[side].sentences[s].stray).collect();
        if !atom.digits {
            return None;
        }
        let small = atom.value.abs() < Number::from(10);
        let open: Vec<&Stray> = self
            .sentences(bead, 1 - side)
            .flat_map(|s| &self.digests[1 - side].sentences[s].stray)
            .filter(|stray| !ours.contains(&stray.digits) && !own_strays.iter().any(|x| x.digits == stray.digits))
            .collect();
        // One digit resembles any other: only where nothing else can be meant.
        if small && (open.len() != 1 || self.beads[bead].trust != Trust::Sure) {
            return None;
        }
        let wanted: Vec<Number> = match atom.piece {
            Piece::Clock => {
                let minutes = atom.value.as_i64()?;
                vec![Number::from(minutes / 60), Number::from(minutes % 60)]
            }
            _ => vec![atom.value.clone()],
        };
        for s in self.sentences(bead, 1 - side) {
            let sentence = &self.digests[1 - side].sentences[s];
            for stray in &sentence.stray {
                if !open.contains(&stray) || (stray.digits.len() < 2) != small || stray.digits.len() > 15 {
                    continue;
                }
                let Ok(number) = Number::decimal(&stray.digits) else { continue };
                let slip = wanted.iter().map(|w| slip::of_numbers(w, &number)).find(|slip| slip.is_of_the_hand());
                if let Some(slip) = slip {
                    return Some((slip, Place { block: sentence.block, span: stray.span, figure: None, part: None }));
                }
            }
        }
        None
    }

    fn lone_weight(&self, bead: usize, side: usize, at: At) -> Option<Weight> {
        let atom = self.atom(side, at);
        let plain = |all: bool| self.atoms(bead, side, all).iter().filter(|x| self.atom(side, **x).is_plain()).count();
        let (left, all) = (plain(false), plain(true));
        // Of a sentence that is there most figures are.
        if left * 2 > all + 1 || left > 3 {
            return None;
        }
        let sure = self.beads[bead].trust == Trust::Sure;
        // Languages have words for these: a decade, une centaine, in her sixties.
        let told_in_words = (Number::from(10)..Number::from(1000)).contains(&atom.value)
            && atom.value.magnitude() == atom.value.last_digit();
        let measured = matches!(atom.kind, Kind::Money | Kind::Percent | Kind::PercentagePoint | Kind::Measure);
        let told = atom.digits || measured;
        let grave = match atom.kind {
            _ if !told => return None,
            // "A year" is no less a figure than "1 năm".
            _ if !atom.digits || atom.value == Number::ONE || told_in_words && atom.kind != Kind::Money => false,
            _ if measured => true,
            Kind::Cardinal | Kind::Ratio => atom.value >= Number::from(FEW) || !atom.value.is_whole(),
            _ => false,
        };
        Some(if grave && sure { Weight::Warning } else { Weight::Hint })
    }

    /// Digits that neither version has as a figure, one in each, written nearly the same: "Category 1" and "catégorie 7".
    fn strays(&mut self, bead: usize) {
        if self.beads[bead].trust != Trust::Sure {
            return;
        }
        let open = |side: usize| {
            let theirs: Vec<&Stray> =
                self.sentences(bead, 1 - side).flat_map(|s| &self.digests[1 - side].sentences[s].stray).collect();
            let written = |at: &At| {
                let atom = self.atom(1 - side, *at);
                atom.digits.then(|| atom.value.abs().to_string().replace('.', ""))
            };
            let atoms: Vec<String> = self.atoms(bead, 1 - side, true).iter().filter_map(written).collect();
            let mut out = Vec::new();
            for s in self.sentences(bead, side) {
                let sentence = &self.digests[side].sentences[s];
                for stray in &sentence.stray {
                    let known = theirs.iter().any(|x| x.digits == stray.digits) || atoms.contains(&stray.digits);
                    if !known {
                        let place = Place { block: sentence.block, span: stray.span, figure: None, part: None };
                        out.push((stray.digits.clone(), place));
                    }
                }
            }
            out
        };
        let (ours, theirs) = (open(0), open(1));
        let ([(x, a)], [(y, b)]) = (ours.as_slice(), theirs.as_slice()) else { return };
        let slip = match (Number::decimal(x), Number::decimal(y)) {
            (Ok(x), Ok(y)) => slip::of_numbers(&x, &y),
            _ => return,
        };
        let told = self.out.iter().any(|d| matches!(d.what, What::Slip { a: p, b: q, .. } if p == *a || q == *b));
        if slip.is_of_the_hand() && !told {
            let what = What::Slip { slip, a: *a, b: *b };
            self.out.push(Difference { what, weight: Weight::Warning });
        }
    }

    /// A day in one version whose number is that of the month, where the other has the month alone.
    fn month_for_day(&self, side: usize, at: At) -> Option<Difference> {
        let day = self.atom(side, at);
        if day.piece != Piece::Day {
            return None;
        }
        let pick = |pair: &(At, At, Likeness)| if side == 0 { (pair.0, pair.1) } else { (pair.1, pair.0) };
        let (_, theirs) = self.pairs.iter().map(pick).find(|(ours, _)| {
            let month = self.atom(side, *ours);
            ours.0 == at.0 && month.figure == day.figure && month.piece == Piece::Month && month.value == day.value
        })?;
        let month = self.atom(1 - side, theirs);
        let sentence = &self.digests[1 - side].sentences[theirs.0];
        let dated = sentence.atoms.iter().any(|x| x.figure == month.figure && x.piece == Piece::Day);
        if dated {
            return None;
        }
        let (ours, theirs) = (self.place(side, at), self.place(1 - side, theirs));
        let (a, b) = if side == 0 { (ours, theirs) } else { (theirs, ours) };
        Some(Difference { what: What::Slip { slip: Slip::MonthForDay, a, b }, weight: Weight::Warning })
    }

    /// A number that the other version has nowhere, nearly written as one that both have.
    fn twisted(&self, bead: usize, side: usize, at: At) -> Option<Difference> {
        let atom = self.atom(side, at);
        let long = atom.digits && atom.value.magnitude().is_some_and(|m| m >= 2);
        if !long || self.beads[bead].trust != Trust::Sure {
            return None;
        }
        let pick = |pair: &(At, At, Likeness)| if side == 0 { (pair.0, pair.1) } else { (pair.1, pair.0) };
        let sentences = self.sentences(bead, side);
        let (_, theirs) = self.pairs.iter().map(pick).find(|(ours, _)| {
            let near = self.atom(side, *ours);
            sentences.contains(&ours.0)
                && (near.piece == atom.piece || near.units.is_empty() && atom.units.is_empty())
                && near.units == atom.units
                && matches!(slip::between(near, atom), Slip::Digit | Slip::Transposed)
        })?;
        let slip = match atom.piece {
            Piece::Year => Slip::Year,
            _ => slip::between(atom, self.atom(1 - side, theirs)),
        };
        let (ours, theirs) = (self.place(side, at), self.place(1 - side, theirs));
        let (a, b) = if side == 0 { (ours, theirs) } else { (theirs, ours) };
        Some(Difference { what: What::Slip { slip, a, b }, weight: Weight::Warning })
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
fn weight(a: &Atom, b: &Atom, likeness: Likeness, trust: Trust, alone: bool) -> Option<Weight> {
    let sure = trust == Trust::Sure;
    let plain = a.is_plain() && b.is_plain();
    let measured = !a.units.is_empty() && !b.units.is_empty();
    match likeness {
        Likeness::Same | Likeness::Alike | Likeness::Marks | Likeness::Converted => None,
        Likeness::Other(Slip::Points) => Some(Weight::Warning),
        Likeness::Other(_) if plain || sure => Some(if sure { Weight::Error } else { Weight::Warning }),
        Likeness::Other(_) => None,
        // A round number under a hedge may stand for one that is not.
        Likeness::Differs(_) if plain && rounds(a, b) => Some(Weight::Warning),
        Likeness::Differs(_) if plain => Some(if sure { Weight::Error } else { Weight::Warning }),
        Likeness::Differs(_) if a.piece == Piece::Ordinal => None,
        Likeness::Differs(_) if (a.is_plain() || b.is_plain()) && (sure || measured) => Some(Weight::Warning),
        Likeness::Differs(_) if measured && sure => Some(Weight::Warning),
        Likeness::Differs(_) => None,
        Likeness::Resembles(_) => (plain && (sure || alone)).then_some(Weight::Warning),
    }
}
