//! Which unit an amount has: its own, or one that it shares with those beside it.

use super::is_any;
use super::sum::Reader;
use crate::figure::{Figure, Kind};
use crate::language::Sense;
use crate::number::Number;
use crate::units::Unit;

/// How many numbers may share one unit.
const MOST_SHARING: usize = 12;
/// A bare number from here on may be of the money that its neighbours are: "2.4 million euros in notes and 300,000 in coins".
const LEAST_SUM: i64 = 10_000;

impl Reader<'_, '_> {
    /// Whether two figures are of one unit, said or shared.
    pub(super) fn same_unit(&self, at: usize, other: usize) -> bool {
        let Some(b) = self.figures.get(other) else { return self.figures[at].unit.is_none() };
        let a = &self.figures[at];
        // "exports 4.1 billion dollars, imports 2.5 billion"
        let bare = |x: &Figure, y: &Figure| {
            x.unit.is_none()
                && x.noun.is_none()
                && y.kind == Kind::Money
                && x.parts.iter().all(|p| p.scale > Number::from(1000) || p.value >= Number::from(LEAST_SUM))
        };
        a.unit == b.unit || bare(a, b) || bare(b, a) || self.lends_unit(at, other) || self.borrows_unit(at, other)
    }

    /// "Nuclear made 361.7 TWh, dams 75.1 and wind 46.8": broken numbers that count nothing take the unit of the first.
    fn borrows_unit(&self, at: usize, other: usize) -> bool {
        let (a, b) = (&self.figures[at], &self.figures[other]);
        let measured = matches!(b.unit, Some(Unit::Measure(m)) if !m.is_temperature() && m.quantity() != "duration");
        let broken = a.step.as_ref().is_some_and(|step| *step < Number::ONE) && a.kind == Kind::Cardinal;
        let bare = a.unit.is_none() && a.noun.is_none() && broken && a.parts.iter().all(|p| p.scale == Number::ONE);
        let sentence = self.claims[at].sentence;
        let first = (at.saturating_sub(MOST_SHARING)..at).rev().find(|f| {
            let figure = &self.figures[*f];
            self.claims[*f].sentence == sentence && figure.unit.is_some()
        });
        measured
            && bare
            && self.claims[other].sentence == sentence
            && first.is_some_and(|f| self.figures[f].unit == b.unit)
    }

    /// "780 km: 165, 180, 172, 158 and 105 km": numbers that share the unit of the last one.
    fn lends_unit(&self, at: usize, other: usize) -> bool {
        let wanted = self.figures[other].unit;
        for next in at..at + MOST_SHARING {
            let Some(figure) = self.figures.get(next) else { return false };
            if figure.unit.is_some() {
                return next != at && figure.unit == wanted;
            }
            let Some((place, behind)) = self.places.get(next).zip(self.places.get(next + 1)) else { return false };
            let joint = |t: usize| is_any(self.page, t, &[',']) || self.page.sense(t, Sense::And).is_some();
            let bare = figure.noun.is_none() && figure.kind == Kind::Cardinal;
            let joined =
                behind.first > place.end && behind.first <= place.end + 2 && (place.end..behind.first).all(joint);
            if !bare || !joined || next == other {
                return false;
            }
        }
        false
    }
}
