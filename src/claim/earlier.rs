//! What something was, in a clause or bracket of its own behind a comparison.

use super::change::{FAR, Frame, Reader, Seen, Slot};
use super::{is_any, level};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Sense, Shape};
use crate::units::Unit;

impl Reader<'_> {
    /// "95 more than in 2022, when there were 580", "6 degrés de moins que la veille (−10)": what it was is told behind a
    /// comparison with a time or somebody else.
    pub(super) fn told_then(&self, frame: &Frame, at: usize, floor: usize) -> Option<Seen> {
        let delta = frame.deltas.last()?;
        let figure = &self.figures[at];
        let passed = frame.results.iter().all(|r| *r < delta.figure) && frame.results.len() <= 1;
        if !frame.base.is_empty() || !passed || !level(figure) || figure.kind == Kind::Percent {
            return None;
        }
        // Nothing but dates and spans of time may stand between them.
        let timed =
            |f: &Figure| f.date.is_some() || matches!(f.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
        if !self.figures[delta.figure + 1..at].iter().all(timed) || timed(figure) {
            return None;
        }
        let end = self.places[delta.figure].end;
        let first = self.places[at].first;
        let compared = |t: usize| self.has(t, |s| matches!(s, Sense::Base | Sense::Than));
        // "three times the flood of 2016 (60,700 ha)": a factor compares by itself.
        let factor = self.figures[delta.figure].kind == Kind::Multiple;
        // "hơn quý I 700 triệu USD, khi chỉ có 1,98 tỷ": the time stands before the difference.
        let open = (end..first).find(|t| compared(*t)).filter(|open| *open <= end + FAR);
        let timed_before = || self.more_than_time(delta.figure).map(|_| end);
        let open = open.or(factor.then_some(end)).or_else(timed_before)?;
        let lead = self.lead(first, floor);
        // "(156 ca)"
        let end = figure.noun.map_or(0, |noun| self.page.tokens(noun).end).max(self.places[at].end);
        let bracket =
            lead > open + 1 && self.page.is(lead - 1, '(') && self.page.is(end, ')') && self.words(open, lead - 1);
        let clause = || {
            let then = |t: &usize| self.has(*t, |s| matches!(s, Sense::Then));
            let comma = |t: &usize| is_any(self.page, *t - 1, &[',']) || self.has(*t, |s| matches!(s, Sense::Base));
            let then = (open + 1..lead).rev().find(|t| then(t) && comma(t))?;
            let other = |s: Sense| {
                matches!(s, Sense::Change | Sense::More(_) | Sense::Planned | Sense::Not | Sense::And | Sense::Apart)
            };
            let plain = !(then + 1..lead).any(|t| self.has(t, other));
            let marks =
                (then..lead).all(|t| matches!(self.page.shape(t), Some(Shape::Word | Shape::Mark('\'' | '’' | '-'))));
            let near = lead - then <= 2 * FAR && self.page.gap(then) != Gap::Line;
            (plain && marks && near).then_some(())
        };
        // "than last July's record of 42.1"
        let direct = || {
            let of = self.before(lead, open, |s| matches!(s, Sense::Of).then_some(()));
            let moves = |t: usize| self.has(t, |s| matches!(s, Sense::Change | Sense::Planned | Sense::Apart));
            let plain = !(open..lead).any(moves) && self.words(open, lead);
            of.is_some() && plain && lead - open <= 2 * FAR && self.figures[delta.figure].unit == figure.unit
        };
        let told = bracket || clause().is_some() || direct();
        told.then(|| Seen {
            slot: Slot::Base,
            cue: frame.cue.unwrap_or(end),
            direction: None,
            compares: false,
            times: false,
        })
    }
}
