//! Figures that stand in one version only.

use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::align::Trust;
use super::atom::{Atom, Piece};
use super::differ::{At, Difference, FEW, Place, Weight, What, Work};
use super::digest::Stray;
use super::likeness::Likeness;
use super::slip::{self, Slip};
use crate::figure::Kind;
use crate::number::Number;

/// How often each version says a number, of what kind.
pub(super) struct Said<'a>([HashMap<(Piece, &'a Number), Vec<At>, FixedState>; 2]);

impl<'a> Work<'a> {
    /// What is said where.
    fn said(&self) -> Said<'a> {
        let of = |side: usize| {
            let mut out: HashMap<(Piece, &'a Number), Vec<At>, FixedState> = HashMap::default();
            for (s, sentence) in self.digests[side].sentences.iter().enumerate() {
                for (i, atom) in sentence.atoms.iter().enumerate() {
                    out.entry((atom.piece, &atom.value)).or_default().push((s, i));
                }
            }
            out
        };
        Said([of(0), of(1)])
    }

    /// Whether the other version says the same elsewhere, with this one repeating itself, or with its headline alone
    /// saying it.
    fn elsewhere(&self, side: usize, at: At, said: &OnceCell<Said<'a>>) -> bool {
        let said = said.get_or_init(|| self.said());
        let atom = self.atom(side, at);
        let same =
            |x: &Atom| x.units.is_empty() || atom.units.is_empty() || x.units.iter().any(|u| atom.units.contains(u));
        let count = |side: usize| {
            let all = said.0[side].get(&(atom.piece, &atom.value)).into_iter().flatten();
            all.filter(|x| same(self.atom(side, **x))).count()
        };
        count(1 - side) > 0 && count(side) > count(1 - side)
    }

    /// Whether the figure has an equivalent beside it, or is one, and the other version has that.
    fn told_by_equivalent(&self, side: usize, at: At) -> bool {
        let atom = self.atom(side, at);
        if atom.repeats.is_some() {
            return true;
        }
        let sentence = self.digests[side].sentences[at.0].atoms.iter().zip(&self.done[side][at.0]);
        sentence.into_iter().any(|(x, done)| *done && x.repeats == Some(atom.figure))
    }

    /// Figures of a bead that stand in one version only; `said` is found out where it is asked for.
    pub(super) fn lone(&mut self, bead: usize, said: &OnceCell<Said<'a>>) {
        let trust = self.beads[bead].trust;
        if trust == Trust::Doubtful {
            return;
        }
        for side in [0, 1] {
            if !self.has_free(bead, side, |_| true) {
                continue;
            }
            let free = self.atoms(bead, side, false);
            let other = self.atoms(bead, 1 - side, true);
            for at in free {
                let atom = self.atom(side, at);
                let here = |x: &At| {
                    let theirs = self.atom(1 - side, *x);
                    theirs.value == atom.value && theirs.piece == atom.piece
                };
                if other.iter().any(here)
                    || self.stray(bead, 1 - side, atom)
                    || self.told_by_equivalent(side, at)
                    || self.elsewhere(side, at, said)
                {
                    continue;
                }
                if let Some(difference) = self.month_for_day(side, at) {
                    self.out.push(difference);
                    continue;
                }
                // "Friday, May 17" beside "le 17 mai": the day is told, with its weekday or without.
                let figure = self.digests[side].sentences[at.0].atoms.iter().zip(&self.done[side][at.0]);
                if atom.kind == Kind::Date && figure.into_iter().any(|(x, done)| *done && x.figure == atom.figure) {
                    continue;
                }
                if !self.has_counterpart(bead, side, at.0) {
                    continue;
                }
                if let Some(difference) = self.twisted(bead, side, at) {
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

    /// Whether a sentence is the only one of its side, or shares a figure with the other: of two that are paired with one,
    /// one may be there by its length alone.
    fn has_counterpart(&self, bead: usize, side: usize, sentence: usize) -> bool {
        self.sentences(bead, side).len() < 2 || self.done[side][sentence].iter().any(|done| *done)
    }

    /// Digits of the other version that were not read as a figure, written nearly as this one.
    fn misread(&self, bead: usize, side: usize, atom: &Atom) -> Option<(Slip, Place)> {
        // Few sentences have such digits.
        let read = |s: usize| self.digests[1 - side].sentences[s].stray.is_empty();
        if !atom.digits || self.sentences(bead, 1 - side).all(read) {
            return None;
        }
        let text = |x: &Atom| x.value.abs().to_string().replace('.', "");
        let ours: Vec<String> = self.atoms(bead, side, true).iter().map(|at| text(self.atom(side, *at))).collect();
        let own_strays: Vec<&Stray> =
            self.sentences(bead, side).flat_map(|s| &self.digests[side].sentences[s].stray).collect();
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
    pub(super) fn strays(&mut self, bead: usize) {
        if self.beads[bead].trust != Trust::Sure {
            return;
        }
        let none = |side: usize| self.sentences(bead, side).all(|s| self.digests[side].sentences[s].stray.is_empty());
        if none(0) || none(1) {
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
}
