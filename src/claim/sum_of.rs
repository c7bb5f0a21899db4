//! Parts of a whole that their sentence names, or that the one before did: "20 people, 11 of whom were convicted, six
//! acquitted and four await trial", "Of the factories, 1,120 make clothes, 330 shoes and 230 bags".

use std::ops::Range;

use smallvec::SmallVec;

use super::Role;
use super::pieces::{Piece, has, is_open, pieces};
use super::sum::{Evidence, Reader, Sum, stop};
use crate::figure::Kind;
use crate::language::{Gap, ListWord, Sense, Shape, Sided};
use crate::number::Number;

/// How many words may stand between "of the" at the head of a sentence and the first part.
const MOST_HEAD: usize = 8;

impl Reader<'_, '_> {
    /// Parts of a whole that is named before them.
    pub(super) fn of_whole(&self, sentence: &Range<usize>, own: &Range<usize>, last: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let whole = |f: &usize| matches!(self.claims[*f].role, Role::Whole | Role::Share { .. });
        let of_them = |f: &usize| matches!(self.claims[*f].role, Role::Part { whole } if own.contains(&whole));
        let (from, totals) = if let Some(first) = own.clone().find(whole) {
            let share = matches!(self.claims[first].role, Role::Share { .. });
            // "Six of the eleven were charged, four released": the share is the first part.
            let place = self.places[first];
            let from = if share { self.opening(place.first) } else { place.end };
            (from, vec![first])
        } else if let Some(part) = own.clone().find(of_them) {
            let Role::Part { whole } = self.claims[part].role else { return None };
            (self.opening(self.places[part].first), vec![whole])
        } else {
            let from = self.led_by_whole(sentence, own)?;
            let counted = |f: &usize| {
                let named = self.figures[*f].noun.is_some() || self.figures[*f].unit.is_some();
                self.amount(*f) && named
            };
            (from, last.clone().filter(counted).rev().collect())
        };
        let to = stop(page, from, sentence.end);
        let moves = |s: Sense| matches!(s, Sense::Toward(_) | Sense::Base | Sense::More(_) | Sense::Silent);
        if self.no_sum(sentence.start, sentence.end) || page.any(from..to, moves) {
            return None;
        }
        let list = pieces(page, self.places, from, to);
        let one = totals.first().copied();
        let share = one.filter(|t| matches!(self.claims[*t].role, Role::Share { .. }));
        let (mut parts, closed) = self.addends(&list, own, one.unwrap_or(usize::MAX))?;
        // "30 were women, 45 graduates": one side of a pair without the other is what some of them are as well.
        if self.has_half_a_pair(&list) {
            return None;
        }
        // The clauses behind the first part have no verb of their own, so that they are told of one set of things.
        let last_part = parts.last()?.span;
        let holds = |p: &Piece| own.clone().any(|f| self.within(f, p) && self.part_of(f, usize::MAX));
        let first = list.iter().position(holds)?;
        let until = list.iter().position(|p| page.tokens(last_part).start < p.end)?;
        let clause = list.get(first + 1..=until)?.iter().any(|p| has(page, p.first, p.end, ListWord::Clause));
        let dated = list.get(..=until)?.iter().any(|p| own.clone().any(|f| self.dates(f) && self.within(f, p)));
        // "60 were women, 30 were under 18": things that may be told of the same people.
        if dated || clause || page.has(from..to, Sense::Subset) {
            return None;
        }
        if let Some(share) = share {
            let part = self.addend(share)?;
            parts.retain(|p| p.span != part.span);
            parts.insert(0, part);
        }
        let all = own.clone().filter(|f| self.places[*f].first >= from && self.part_of(*f, one.unwrap_or(usize::MAX)));
        for part in all {
            // "about 80 others", and one that stands behind the list.
            let figure = &self.figures[part];
            if figure.hedge.is_some() || !parts.iter().any(|p| p.span == figure.span) {
                return None;
            }
        }
        if parts.len() < 2 || parts.iter().any(|p| p.open.low.is_none() || p.open.high.is_none()) {
            return None;
        }
        let all = closed && parts.len() >= 3 && !is_open(page, from, to);
        // Two of them, or words without endings, show no more than that.
        let uninflected = page.pack.nouns.plural.is_empty();
        let evidence = match all {
            _ if parts.len() == 2 => Evidence::Apart,
            // "Eight of the 20 voted yes, seven no": there may be others.
            true if share.is_none() => Evidence::Likely,
            _ if uninflected => Evidence::Apart,
            _ => Evidence::Most,
        };
        Some(Sum { totals, parts, evidence })
    }

    /// "Of the factories, 1,120 …", "Trong số này có …": where what is told of a whole begins that has been counted before.
    fn led_by_whole(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<usize> {
        let page = self.page;
        let first = self.opening(self.places.get(own.clone().find(|f| self.figures[*f].kind != Kind::Date)?)?.first);
        let start = sentence.start;
        let them = page.find(start, |s| matches!(s, Sense::Them).then_some(()));
        let of = |s: Sense| matches!(s, Sense::RatioLink(_) | Sense::WholeCue).then_some(());
        let (led, len) = match (them, page.find(start, of)) {
            (Some((_, len)), _) => (true, len),
            (None, Some((_, len))) => (false, len),
            (None, None) => return None,
        };
        let head = start + len;
        if first <= head || first - start > MOST_HEAD {
            return led.then_some(first).filter(|_| first == head);
        }
        let words = (head..first).all(|t| {
            matches!(page.shape(t), Some(Shape::Word | Shape::Mark(',' | '\'' | '’'))) && page.gap(t) != Gap::Line
        });
        let comma = (head..first).any(|t| page.is(t, ','));
        (words && (led || comma)).then_some(first)
    }

    /// Three parts or more that nothing but their likeness joins: together they cannot be more than what all are.
    pub(super) fn unlinked(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let first = own.clone().find(|f| self.amount(*f))?;
        let to = stop(page, sentence.start, sentence.end);
        let moves = |s: Sense| {
            matches!(s, Sense::Change | Sense::Base | Sense::More(_) | Sense::Silent | Sense::Subset | Sense::Sided(_))
        };
        let other = |s: Sense| moves(s) && !matches!(s, Sense::Sided(Sided::Generic));
        if page.any(sentence.start..to, other) || is_open(page, sentence.start, to) || self.no_sum(sentence.start, to) {
            return None;
        }
        let list = pieces(page, self.places, sentence.start, to);
        let (parts, closed) = self.addends(&list, own, usize::MAX)?;
        let unit = self.figures[first].unit;
        let alike = own.clone().all(|f| {
            let figure = &self.figures[f];
            let same = figure.unit == unit && self.claims[f].may_count_with(&self.claims[first]);
            self.amount(f) && same && figure.hedge.is_none() && self.claims[f].role == Role::Plain
        });
        let named = self.figures[first].noun.is_some() || unit.is_some();
        let all = closed && parts.len() >= 3 && parts.len() == own.len() && alike && named;
        // "3 trận thắng, 2 trận hòa": few things are told of anything.
        let many = parts.iter().all(|p| p.value > Number::from(9));
        let clause = |p: &&Piece| has(page, p.first, p.end, ListWord::Clause);
        let plain = list.iter().skip(1).filter(clause).count() == 0;
        (all && many && plain).then_some(Sum { totals: Vec::new(), parts, evidence: Evidence::Loose })
    }

    /// "Foreign guests numbered 129,000, domestic ones 181,000": two sides of what the sentences before count.
    pub(super) fn two_sides(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let amounts: SmallVec<[usize; 8]> = own.clone().filter(|f| self.amount(*f)).collect();
        let [one, two] = amounts.as_slice() else { return None };
        let (one, two) = (*one, *two);
        let to = stop(page, sentence.start, sentence.end);
        let moves =
            |s: Sense| matches!(s, Sense::Toward(_) | Sense::Base | Sense::More(_) | Sense::Silent | Sense::Subset);
        let plain =
            |f: usize| self.claims[f].role == Role::Plain && self.figures[f].hedge.is_none() && !self.is_year(f);
        let alike = self.same_unit(one, two) && self.claims[one].may_count_with(&self.claims[two]);
        let dated = own.clone().any(|f| self.dates(f));
        if dated || !alike || !plain(one) || !plain(two) || page.any(sentence.start..to, moves) {
            return None;
        }
        if !page.any(sentence.start..to, |s| matches!(s, Sense::List(ListWord::Side { .. }))) {
            return None;
        }
        let list = pieces(page, self.places, sentence.start, to);
        let side = |f: usize| list.iter().find(|p| self.within(f, p)).copied();
        let both = [side(one)?, side(two)?];
        let apart = both[0].first != both[1].first;
        let few = |f: usize| self.figures[f].value.as_ref().is_some_and(|v| *v < Number::from(10));
        if !apart || few(one) && few(two) || !self.complete(&both, 2, true) || self.no_sum(sentence.start, to) {
            return None;
        }
        let parts = vec![self.addend(one)?, self.addend(two)?];
        Some(Sum { totals: Vec::new(), parts, evidence: Evidence::Sides })
    }

    /// A day, month or year: its part is of that time.
    pub(super) fn dates(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        let date = figure.date.as_ref();
        figure.kind == Kind::Date && date.is_none_or(|d| d.year.is_some() || d.month.is_some())
    }
}
