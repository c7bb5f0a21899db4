//! What the words before a figure make of it in a change: what it was, what it is now, by how much it moved.

use super::change::{FAR, FAR_MOVE, Reader, Seen, Slot};
use super::{Place, is_any, level};
use crate::figure::Kind;
use crate::language::{Direction, Gap, Sense, Shape};
use crate::number::Number;
use crate::units::Unit;

impl Reader<'_> {
    pub(super) fn has(&self, at: usize, pick: impl Fn(Sense) -> bool) -> bool {
        self.page.find(at, |s| pick(s).then_some(())).is_some()
    }

    /// The longest phrase before token `end` and not before `floor` with a sense that `pick` takes.
    pub(super) fn before<T>(&self, end: usize, floor: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.page.find_before(end, pick).filter(|found| found.1 >= floor && self.page.gap(end) != Gap::Line)
    }

    /// Where hedges, articles and determiners before a token begin.
    pub(super) fn lead(&self, mut at: usize, floor: usize) -> usize {
        let light = |s: Sense| {
            matches!(s, Sense::HedgeBefore(_) | Sense::Determiner | Sense::Article | Sense::Definite).then_some(())
        };
        // "par rapport aux 75": the article belongs to the cue.
        // But "and more than 150" compares with nothing; "15% more than 300" does.
        let hedge = |at: usize| self.before(at, floor, |s| matches!(s, Sense::HedgeBefore(_)).then_some(()));
        let cue = |at: usize| {
            let base = self.before(at, floor, |s| matches!(s, Sense::Base).then_some(()));
            base.is_some_and(|(_, base)| hedge(at).is_none_or(|(_, start)| start >= base || start == floor))
        };
        while !cue(at)
            && let Some((_, start)) = self.before(at, floor, light)
        {
            at = start;
        }
        at
    }

    pub(super) fn slot(&self, at: usize, floor: usize, last: Option<usize>) -> Seen {
        let figure = &self.figures[at];
        let Place { first, end } = self.places[at];
        let lead = self.lead(first, floor);
        let fold = figure.kind == Kind::Cardinal && self.page.sense(end, Sense::Fold).is_some();
        let seen = |slot, cue, direction| Seen { slot, cue, direction, compares: false, times: fold };
        let more = |s: Sense| if let Sense::More(way) = s { Some(way) } else { None };
        let toward = |s: Sense| if let Sense::Toward(way) = s { Some(way) } else { None };
        // "15% more than the 300", "twice as many as the 30": the hedge compares.
        if let Some(last) = last.filter(|last| self.places[*last].end == floor) {
            let shares = matches!(self.figures[last].kind, Kind::Percent | Kind::Fraction | Kind::Multiple);
            let compared = |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::More(_) | Sense::Base);
            let of_it = self.figures[last].kind == Kind::Multiple && level(figure) && {
                let linked = |s: Sense| matches!(s, Sense::FoldAfter | Sense::Definite | Sense::Determiner | Sense::Of);
                first.saturating_sub(floor) <= FAR && self.has(floor, linked) && self.words(floor, first)
            };
            let mut start = lead;
            while let Some((_, before)) = self.before(start, floor, |s| compared(s).then_some(())) {
                start = before;
            }
            if shares && level(figure) && (start == floor && start < first && self.has(floor, compared) || of_it) {
                let way = self.page.find(floor, more).map(|f| f.0);
                return Seen { compares: true, ..seen(Slot::Base, floor, way) };
            }
        }
        if figure.kind == Kind::Multiple {
            return seen(Slot::Delta, lead, None);
        }
        // "30,000 less than the 460,000", "2 millions de moins que les 45 prévus"
        if let Some(last) = last.filter(|last| level(figure) && self.compared_with(*last, at)) {
            return Seen { compares: true, ..seen(Slot::Base, self.places[last].end, None) };
        }
        if let Some((way, start)) = self.before(first, floor, more) {
            return seen(Slot::Delta, start, Some(way));
        }
        if let Some((way, start)) = self.more_than_time(at).filter(|(_, start)| *start >= floor || at > 0) {
            return seen(Slot::Delta, start.max(floor), Some(way));
        }
        // "+15%"
        if first > floor && self.page.is(first - 1, '+') && figure.unit.is_some() {
            return seen(Slot::Delta, first - 1, Some(Direction::Up));
        }
        let change = |s: Sense| matches!(s, Sense::Change).then_some(());
        let mut p = lead;
        for step in 0..=FAR {
            if p <= floor {
                break;
            }
            if !self.told_before_here(p) {
                match self.back_from(p) {
                    Some(back) => p = back,
                    None => break,
                }
                continue;
            }
            let by = self.before(p, floor, |s| matches!(s, Sense::By).then_some(()));
            let from = self.before(p, floor, |s| matches!(s, Sense::From).then_some(()));
            let moved = |q: usize| self.before(q, floor, change).is_some();
            let way = |q: usize| self.before(q, floor, toward).map(|f| f.0);
            if let Some((_, start)) = by.filter(|f| moved(f.1)) {
                // "passé de 120" tells where it was, "augmenté de 15 %" by how much, "reculé de 7 %" either.
                let slot = match (from.is_some(), way(start)) {
                    (true, None) if self.leads_to_result(at) => Slot::Base,
                    (true, Some(_)) if self.leads_to_result(at) && self.arrives(start, floor) => Slot::Base,
                    (true, Some(_)) => Slot::DeltaOrBase,
                    _ => Slot::Delta,
                };
                let either = self.before(p, floor, |s| matches!(s, Sense::Result).then_some(())).is_some();
                let start_of_move = self.before(start, floor, change).map_or(start, |f| f.1);
                if !either || figure.kind == Kind::Percent {
                    let way = way(start).or_else(|| self.way_before(start, floor));
                    return seen(slot, start_of_move, way);
                }
            }
            // "raised its key rate by 50 basis points", "a relevé son taux de 25 points de base"
            if step == 0
                && let Some((_, start)) = by
                && let Some(way) = self.way_before(start, floor)
                && (self.is_pure(start) || self.is_share(at))
                && !self.leads_to_result(at)
            {
                return seen(Slot::Delta, start, Some(way));
            }
            // "after a $12 million fine"
            let an_article = self.has(p, |s| matches!(s, Sense::Article));
            let base =
                |s: Sense| matches!(s, Sense::Base) || step == 0 && matches!(s, Sense::BaseAtOnce) && !an_article;
            if let Some((_, start)) = self.before(p, floor, |s| base(s).then_some(())) {
                return seen(Slot::Base, start, self.way_before(start, floor));
            }
            // "de 120 à 180" without a word of movement right before it.
            if let Some((_, start)) =
                from.filter(|f| by.is_none() || step == 0 && self.leads_to_result(at) && !self.nominal(f.1))
            {
                return seen(Slot::Base, start, self.way_before(start, floor));
            }
            let link = |s: Sense| matches!(s, Sense::Result | Sense::RangeLink).then_some(());
            // "24 voix contre 9 et 2 abstentions": "et" links the ends of a range only behind "entre".
            let and = |at: usize| self.page.sense(at, Sense::And).is_some();
            if let Some((_, start)) = self.before(p, floor, link).filter(|f| !and(f.1)) {
                let plain = self.before(p, floor, |s| matches!(s, Sense::Result).then_some(())).is_none();
                // "to build 300 homes": a bare "to" leads to an amount only at once or over an article.
                if !plain || step == 0 || self.has(p, |s| matches!(s, Sense::Article)) {
                    let own = self.before(p, floor, toward).map(|f| f.0);
                    return seen(Slot::Result, start, self.way_before(start, floor).or(own));
                }
            }
            if step == 0
                && let Some((_, start)) = self.before(p, floor, change)
            {
                return seen(Slot::Delta, start, way(p));
            }
            match self.back_from(p) {
                Some(back) => p = back,
                None => break,
            }
        }
        // "95 more than", "50 francs de plus qu'en 2023", "1,870 votes more than"
        if level(figure) && figure.kind != Kind::Percent && figure.hedge.is_none() {
            let noun = figure.noun.map_or(end, |noun| self.page.tokens(noun).end);
            let compared = [end, noun].into_iter().find_map(|e| {
                let (way, len) = self.page.find(e, more)?;
                let far = (e + len..e + len + 3)
                    .take_while(|t| self.page.shape(*t) == Some(Shape::Word))
                    .any(|t| self.has(t, |s| matches!(s, Sense::Base | Sense::Than)));
                let than = self.page.find_before(e + len, |s| matches!(s, Sense::Than).then_some(())).is_some();
                // "…, soit 200 millions de plus."
                let said = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue).then_some(());
                let apart = self
                    .before(lead, floor, said)
                    .is_some_and(|(_, start)| start > 0 && is_any(self.page, start - 1, &[',']));
                let ends = is_any(self.page, e + len, &['.', ';', ',', ')', '!']) || e + len >= self.page.len();
                (far || than || apart && ends).then_some(way)
            });
            if let Some(way) = compared {
                return seen(Slot::Delta, lead, Some(way));
            }
        }
        if matches!(figure.kind, Kind::Percent | Kind::PercentagePoint | Kind::Fraction) {
            if let Some((way, _)) = self.page.find(end, more) {
                return seen(Slot::Delta, lead, Some(way));
            }
            let of = end + self.page.sense(end, Sense::Of).unwrap_or(0);
            let article = self.before(first, floor, |s| matches!(s, Sense::Article).then_some(())).is_some();
            // "a 15% rise", "a 25% rate rise", "20 % de hausse".
            let reach = if of > end {
                0..1
            } else if article {
                0..3
            } else {
                0..0
            };
            for k in reach {
                if let Some((way, _)) = self.page.find(of + k, toward) {
                    return seen(Slot::Delta, lead, Some(way));
                }
                if self.page.shape(of + k) != Some(Shape::Word) {
                    break;
                }
            }
        }
        if figure.kind == Kind::Percent && figure.value.as_ref().is_some_and(Number::is_negative) {
            return seen(Slot::Delta, lead, Some(Direction::Down));
        }
        seen(Slot::Plain, lead, None)
    }

    /// Whether any phrase that ends before a token may put the figure behind it into a slot: before most none does.
    fn told_before_here(&self, at: usize) -> bool {
        let tells = |s: Sense| {
            matches!(
                s,
                Sense::By
                    | Sense::From
                    | Sense::Base
                    | Sense::BaseAtOnce
                    | Sense::Result
                    | Sense::RangeLink
                    | Sense::Change
            )
        };
        self.page.find_before(at, |s| tells(s).then_some(())).is_some()
    }

    /// The token before, if words that belong to a figure behind it may stand further to the left.
    fn back_from(&self, at: usize) -> Option<usize> {
        let back = at.checked_sub(1)?;
        let wordy = matches!(self.page.shape(back), Some(Shape::Word | Shape::Digits | Shape::Mark('-' | '\'' | '’')))
            && self.page.gap(at) != Gap::Line;
        (wordy && !self.has(back, |s| matches!(s, Sense::And | Sense::Apart))).then_some(back)
    }

    /// Whether the word for "by" at a token can be nothing else: not "of", not "de".
    pub(super) fn is_pure(&self, at: usize) -> bool {
        !self.has(at, |s| matches!(s, Sense::Of | Sense::From | Sense::RangeLink | Sense::HedgeBefore(_)))
    }

    /// A figure that can only be a share or a difference of shares.
    pub(super) fn is_share(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        let basis = matches!(figure.unit, Some(Unit::Measure(m)) if m.id() == "basis-point");
        matches!(figure.kind, Kind::Percent | Kind::PercentagePoint) || basis || self.is_points(at)
    }

    /// "0.4 points".
    pub(super) fn is_points(&self, at: usize) -> bool {
        self.figures[at].kind == Kind::Cardinal && self.has(self.places[at].end, |s| matches!(s, Sense::Points))
    }

    /// Whether the word of movement before a token says to what something came and never by how much: "ramené".
    pub(super) fn arrives(&self, at: usize, floor: usize) -> bool {
        self.before(at, floor, |s| matches!(s, Sense::Arrives).then_some(())).is_some()
    }

    /// Whether words alone stand between two tokens.
    pub(super) fn words(&self, from: usize, to: usize) -> bool {
        (from..to).all(|t| {
            matches!(self.page.shape(t), Some(Shape::Word | Shape::Digits | Shape::Mark('-' | '\'' | '’' | '/')))
                && self.page.gap(t) != Gap::Line
        })
    }

    /// Whether a noun and no comma stands right before a token: "un total de", not "a doublé, de".
    pub(super) fn nominal(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let moves = |s: Sense| matches!(s, Sense::Change | Sense::Multiple { .. });
        self.page.shape(before) == Some(Shape::Word) && !self.has(before, moves)
    }

    /// Whether the next figure of the sentence is what this one's change arrives at: "de 120 à 180".
    pub(super) fn leads_to_result(&self, at: usize) -> bool {
        // "de 110 en 2021 à 220"
        let dated = (at + 1..at + 3).take_while(|i| self.figures.get(*i).is_some_and(|f| f.kind == Kind::Date)).count();
        let next = at + 1 + dated;
        let (Some(figure), Some(place)) = (self.figures.get(next), self.places.get(next)) else { return false };
        let here = self.places[at].end;
        let near = place.first.saturating_sub(here) <= FAR + 1 + 4 * dated && self.words(here, place.first);
        let link = |s: Sense| matches!(s, Sense::Result | Sense::RangeLink).then_some(());
        let lead = self.lead(place.first, here);
        let based = |p: usize| self.before(p, here, |s| matches!(s, Sense::Base).then_some(())).is_some();
        let leads = |p: usize| self.before(p, here, link).is_some() && !based(p);
        let linked = (0..3).any(|k| lead.checked_sub(k).is_some_and(leads));
        let (a, b) = (&self.figures[at], figure);
        near && linked && (a.unit == b.unit || a.unit.is_none()) && level(b)
    }

    /// Whether the next figure is less than this one.
    pub(super) fn falls(&self, at: usize) -> bool {
        let next = (at + 1..self.figures.len()).find(|i| self.figures[*i].kind != Kind::Date);
        let first = |i: usize| self.figures[i].parts.first();
        let (Some(a), Some(b)) = (first(at), next.and_then(first)) else { return false };
        let unscaled = a.scale == Number::ONE && b.scale > Number::ONE;
        if unscaled { b.value.over(&b.scale).is_some_and(|b| b < a.value) } else { b.value < a.value }
    }

    /// Whether an amount is the price of a currency: "25,400 dong per dollar" falls while the number rises.
    pub(super) fn is_rate(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let money = |s: Sense| matches!(s, Sense::Money { .. });
        let priced = (end..end + 4).take_while(|t| self.page.shape(*t) == Some(Shape::Word)).skip(1);
        priced.into_iter().any(|t| self.has(t, money))
    }

    /// Which way the nearest word of movement before a token goes: over one comma at most.
    pub(super) fn way_before(&self, at: usize, floor: usize) -> Option<Direction> {
        let mut comma = false;
        let mut p = at;
        for _ in 0..=FAR_MOVE {
            if p <= floor {
                return None;
            }
            let moved = |s: Sense| match s {
                Sense::Toward(way) => Some(Some(way)),
                Sense::More(way) => Some(Some(way)),
                Sense::Change => Some(None),
                _ => None,
            };
            match self.before(p, floor, moved) {
                Some((Some(way), _)) => return Some(way),
                // "a augmenté, passant de 450 à 320"
                Some((None, start)) if !comma && start > floor && self.page.is(start - 1, ',') => {
                    // A word that goes nowhere may also be one that does: its way is asked for first.
                    if let Some((way, _)) =
                        self.before(p, floor, |s| if let Sense::Toward(w) = s { Some(w) } else { None })
                    {
                        return Some(way);
                    }
                    comma = true;
                    p = start - 1;
                    continue;
                }
                Some((None, _)) => {
                    return self
                        .before(p, floor, |s| if let Sense::Toward(w) = s { Some(w) } else { None })
                        .map(|f| f.0);
                }
                None => {}
            }
            let back = p - 1;
            match self.page.shape(back) {
                Some(Shape::Word | Shape::Digits | Shape::Mark('\'' | '’' | '-')) => {}
                Some(Shape::Mark(',')) if !comma && p == at => comma = true,
                _ => return None,
            }
            if self.has(back, |s| matches!(s, Sense::And | Sense::Apart)) {
                return None;
            }
            p = back;
        }
        None
    }
}
