//! Totals that stand behind their parts, and parts that stand in the sentence behind their total.

use std::ops::Range;

use super::pieces::{has, pieces};
use super::sum::{Evidence, Reader, Sum, page_has, stop};
use super::{is_any, of_them};
use crate::language::{ListWord, Sense};

impl Reader<'_, '_> {
    /// Parts, then their total: "40 in Hue and 30 in Vinh, a total of 75".
    pub(super) fn before_total(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let amounts: Vec<usize> = own.clone().filter(|f| self.amount(*f)).collect();
        let (last, rest) = amounts.split_last()?;
        let total = |s: Sense| (s == Sense::List(ListWord::Total)).then_some(());
        let start = self.opening(self.places[*last].first);
        // "au total, 536,2 TWh"
        let comma = start > 0 && is_any(page, start - 1, &[',']);
        let cue = page.find_before(start, total).or_else(|| page.find_before(start - usize::from(comma), total));
        // "tổng cộng hai ngày 253.000 lượt"
        let aside = || {
            let before = own.clone().rev().find(|f| self.places[*f].end == start && !self.amount(*f))?;
            page.find_before(self.places[before].first, total)
        };
        let cue = cue.or_else(aside).map(|found| found.1);
        let end = self.figures[*last].noun.map_or(0, |n| page.tokens(n).end).max(self.places[*last].end);
        let cue = cue.or_else(|| page.find(end, total).map(|_| start))?;
        if rest.len() < 2 || rest.len() > 8 || self.no_sum(sentence.start, sentence.end) {
            return None;
        }
        // "four boats and cash: 1.1 million in notes and 200,000 in coins, 1.5 million in total"
        let colon = (sentence.start..cue).rev().find(|t| page.is(*t, ':') && !self.in_figure(*t));
        let from = colon.map_or(sentence.start, |at| at + 1);
        let list = pieces(page, self.places, from, cue);
        let (parts, _) = self.addends(&list, own, *last)?;
        // "448 fell, of which 90 to the limit, 26 rose"
        let aside = |f: usize| {
            list.iter().any(|p| {
                let subset = || page_has(page, p.first, |s| matches!(s, Sense::Subset));
                self.within(f, p) && (subset() || self.bracketed(f, p))
            })
        };
        let inside = rest.iter().filter(|f| self.places[**f].first >= from && !aside(**f)).count();
        let all = parts.len() == inside && self.nouns_agree(&list, own, *last);
        all.then(|| Sum { totals: vec![*last], parts, evidence: Evidence::Likely })
    }

    /// "… 28 cars. Ten will run to Berlin, eight to Prague and six to Barcelona."
    pub(super) fn in_next_sentence(
        &self,
        sentence: &Range<usize>,
        own: &Range<usize>,
        last: &Range<usize>,
    ) -> Option<Sum> {
        let start = self.page.get(sentence.start)?.start as usize;
        let before = self.sentences.partition_point(|s| s.end <= start).checked_sub(1)?;
        let head = self.places.get(own.start)?;
        // "Under-fives account for 107 of them, adults for 61 and older children for 56."
        let them = own.clone().any(|f| {
            let end = self.places[f].end;
            of_them(self.page, end).is_some()
        });
        if head.first != sentence.start && !them {
            return None;
        }
        let from = if them { sentence.start } else { head.first };
        let counted = |f: &usize| self.amount(*f) && self.figures[*f].unit.is_none();
        let to = stop(self.page, head.first, sentence.end);
        let list = pieces(self.page, self.places, from, to);
        let named = |f: &usize| counted(f) && self.figures[*f].noun.is_some();
        let greatest = own.clone().filter(counted).filter_map(|f| self.figures[f].value.as_ref()).max()?;
        let above = |f: &usize| self.figures[*f].value.as_ref().is_some_and(|v| v > greatest);
        let total = last.clone().rev().find(|f| named(f) && above(f));
        // "They will be shared between four routes. Ten …": the total stands in a paragraph before.
        if total.is_none()
            && !has(self.page, self.page.tokens(self.sentences[before]).start, sentence.start, ListWord::MadeOf)
        {
            return None;
        }
        let any = total.unwrap_or(usize::MAX);
        let (parts, ends) = self.addends(&list, own, any)?;
        let all = ends
            && parts.len() >= 3
            && parts.len() == own.clone().filter(counted).count()
            && total.is_none_or(|total| self.nouns_agree(&list, own, total))
            && !self.no_sum(sentence.start, sentence.end);
        all.then(|| Sum { totals: total.into_iter().collect(), parts, evidence: Evidence::Likely })
    }
}
