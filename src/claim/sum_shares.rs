//! Shares that are all of a whole: "45% said yes, 43% no and 12% had no opinion", "52% are men and 48% women".

use std::ops::Range;

use super::pieces::{Before, Piece, has, pieces};
use super::sum::{Addend, Evidence, Reader, Sum, stop};
use crate::figure::Kind;
use crate::language::{Gap, ListWord, Sense};
use crate::number::{Interval, Number};

/// How many words before a share may name what it is the share of.
const MOST_SUBJECT: usize = 8;

impl Reader<'_, '_> {
    /// "45% said yes, 30% said no and 12% had no opinion."
    pub(super) fn shares(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<Sum> {
        let of_something = |f: &usize| matches!(self.figures[*f].kind, Kind::Percent | Kind::Fraction);
        if own.clone().filter(of_something).count() < 2 {
            return None;
        }
        if let Some(held) = self.shares_held(sentence, own) {
            return Some(held);
        }
        let share = |f: &usize| self.figures[*f].kind == Kind::Percent && !self.figures[*f].range;
        let all: Vec<usize> = own.clone().filter(share).collect();
        let (first, last) = (*all.first()?, *all.last()?);
        if all.len() == 2 {
            return self.shares_of_two(first, last);
        }
        if all.len() < 3 || all.len() != own.clone().filter(|f| *f >= first && *f <= last).count() {
            return None;
        }
        let page = self.page;
        let to = stop(page, self.places[first].first, sentence.end);
        let list: Vec<Piece> = pieces(page, self.places, sentence.start, to)
            .into_iter()
            .filter(|p| all.iter().any(|f| self.within(*f, p)))
            .collect();
        let one_each = list.len() == all.len();
        let changes = page.has(sentence.start..to, Sense::Change);
        let rest = list.last().is_some_and(|p| self.is_rest(p, last))
            || has(page, sentence.start, self.places[first].first, ListWord::Shares);
        let subset = page.has(sentence.start..to, Sense::Subset);
        if !one_each || changes || subset || !rest || self.no_sum(sentence.start, to) {
            return None;
        }
        let parts = all.iter().map(|f| self.addend(*f)).collect::<Option<Vec<_>>>()?;
        Some(Sum { totals: Vec::new(), parts, evidence: Evidence::Shares })
    }

    /// "Europe pays half of it, Italy 35% and France 25%": what several hold of one thing, perhaps with others.
    fn shares_held(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let share = |f: &usize| matches!(self.figures[*f].kind, Kind::Percent | Kind::Fraction);
        let all: Vec<usize> = own.clone().filter(share).collect();
        let (first, second, last) = (*all.first()?, *all.get(1)?, *all.last()?);
        if all.len() < 3 || !page.has(sentence.start..self.places[second].first, Sense::Holds) {
            return None;
        }
        let to = stop(page, self.places[first].first, sentence.end);
        let list: Vec<Piece> = pieces(page, self.places, sentence.start, to)
            .into_iter()
            .filter(|p| all.iter().any(|f| self.within(*f, p)))
            .collect();
        let other = |s: Sense| matches!(s, Sense::Toward(_) | Sense::Base | Sense::More(_) | Sense::Subset);
        let closed = list.last().is_some_and(|p| matches!(p.before, Before::And | Before::CommaAnd));
        let own_whole = |f: &usize| page.find(self.places[*f].end, |s| matches!(s, Sense::Of).then_some(())).is_some();
        let counted = |f: &usize| self.figures[*f].value.is_some() && self.figures[*f].hedge.is_none();
        let alike = all.iter().all(counted) && !all.iter().skip(1).any(own_whole);
        // "60% of A, 50% of B": of several things. Each but the first stands behind who has it.
        let behind =
            list.iter().zip(&all).skip(1).all(|(p, f)| self.places[*f].first > p.first && self.places[*f].end >= p.end);
        if list.len() != all.len() || !behind || !closed || !alike || self.within(first, list.last()?) {
            return None;
        }
        if page.any(sentence.start..self.places[last].end, other) || self.no_sum(sentence.start, to) {
            return None;
        }
        let part = |f: &usize| {
            let figure = &self.figures[*f];
            let value = figure.value.clone()?;
            if figure.kind == Kind::Percent {
                return self.addend(*f);
            }
            let value = value * Number::from(100);
            let open = Interval::around(&value, &Number::from(2));
            Some(Addend { span: figure.span, value, open, minus: false })
        };
        let parts = all.iter().map(part).collect::<Option<Vec<_>>>()?;
        Some(Sum { totals: Vec::new(), parts, evidence: Evidence::Held })
    }

    /// "52% are men and 58% women": two sides of a whole.
    fn shares_of_two(&self, one: usize, two: usize) -> Option<Sum> {
        let page = self.page;
        let (from, middle) = (self.places[one].end, self.places[two]);
        let end = self.figures[two].noun.map_or(0, |n| page.tokens(n).end).max(middle.end + 3).min(page.len());
        let list = pieces(page, self.places, self.places[one].first, end);
        let [first, second] = list.get(..2)? else { return None };
        let led = second.before == Before::And && second.first == middle.first;
        // "of the women 52% and of the men 58%" are shares of two wholes.
        let copula = (from..middle.first)
            .any(|t| has(page, t, t + 1, ListWord::Copula) || has(page, t, t + 1, ListWord::CopulaNoun));
        let of = page.sense(from, Sense::Of).is_some();
        let both = [Piece { first: from, ..*first }, *second];
        // "Towns account for 30%; the country accounts for 80%": each is said to be a share.
        let cue = |f: usize| {
            let from = self.places[f].first;
            (from.saturating_sub(2)..from)
                .any(|t| page.find(t, |s| matches!(s, Sense::ShareCue).then_some(())).is_some())
        };
        let start = (self.places[one].first.saturating_sub(MOST_SUBJECT)..self.places[one].first)
            .rev()
            .find(|t| page.is(*t, '.') && page.gap(*t + 1) != Gap::None)
            .map_or(self.places[one].first.saturating_sub(MOST_SUBJECT), |t| t + 1);
        let subjects = [
            Piece { first: start, end: self.places[one].first, before: Before::Start },
            Piece { first: from, end: middle.first, before: Before::Semicolon },
        ];
        let closed = |f: usize| {
            let end = self.places[f].end;
            end >= page.len() || super::is_any(page, end, &['.', ';', ',', ')'])
        };
        if cue(one)
            && cue(two)
            && middle.first - from <= 5
            && closed(one)
            && closed(two)
            && self.complete(&subjects, 2, true)
        {
            let parts = vec![self.addend(one)?, self.addend(two)?];
            return Some(Sum { totals: Vec::new(), parts, evidence: Evidence::Shares });
        }
        let sides = led && copula && !of && middle.first - from <= 6 && self.complete(&both, 2, true);
        let parts = vec![self.addend(one)?, self.addend(two)?];
        sides.then_some(Sum { totals: Vec::new(), parts, evidence: Evidence::Shares })
    }

    /// "12% had no opinion", "others 12%", but not "12% have other views".
    fn is_rest(&self, piece: &Piece, share: usize) -> bool {
        let end = self.places[share].end;
        // "other means 20%"
        if self.page.sense(piece.first, Sense::List(ListWord::RestLabel)).is_some() && end == piece.end {
            return true;
        }
        (piece.first..piece.end).any(|at| {
            let of = at > 0 && self.page.sense(at - 1, Sense::Of).is_some();
            let rest = self.page.sense(at, Sense::List(ListWord::Rest)).filter(|_| !of);
            rest.is_some_and(|len| at <= end + 2 || at + len == piece.end)
        })
    }
}
