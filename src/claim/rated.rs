//! An amount for each of many, how many there are, and what that makes in all: "18 eggs at $10.80, or 60 cents an egg",
//! "4.300 lô, mỗi lô 10 tấn, tức 43.000 tấn".

use std::ops::Range;

use super::subject::stem;
use super::{Layout, Place, is_any};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, ListWord, Page, Sense, Shape};
use crate::units::Unit;

/// An amount for each of many, with what may be their number and their sum. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// For each.
    pub per: usize,
    pub counts: Vec<usize>,
    pub totals: Vec<usize>,
}

/// Sentences with more figures are lists.
const MOST: usize = 16;
/// How many words may stand between a word for an average and its amount.
const FAR: usize = 3;
/// How many words of what a count counts may stand behind it.
const MOST_NOUN: usize = 3;

/// What an amount is told for each of.
#[derive(Clone, Copy, PartialEq)]
enum Each {
    /// The word for it, as a hash.
    Of(u32),
    /// People, or whatever is counted.
    Any,
}

/// The amounts for each of many of a page, with what they may be reckoned from.
pub(super) fn rated(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> Vec<Rated> {
    let mut out = Vec::new();
    let places = layout.places.as_slice();
    // An amount, a number and a sum.
    if figures.len() < 3 {
        return out;
    }
    let mut next = 0;
    let mut last = 0..0;
    for tokens in &layout.tokens {
        let from = next;
        while next < places.len() && places[next].first < tokens.end {
            next += 1;
        }
        let own = from..next;
        if own.len() <= MOST && own.len() + last.len() >= 3 {
            let reader = Reader { page, figures, places };
            out.extend(own.clone().filter_map(|at| reader.of(at, tokens, &own, &last)));
        }
        last = own;
    }
    out
}

struct Reader<'a, 'p> {
    page: &'a Page<'p>,
    figures: &'a [Figure],
    places: &'a [Place],
}

impl Reader<'_, '_> {
    fn of(&self, at: usize, sentence: &Range<usize>, own: &Range<usize>, last: &Range<usize>) -> Option<Rated> {
        let each = self.each(at)?;
        let amount = |f: &usize| {
            let figure = &self.figures[*f];
            let kind = matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure);
            kind && !figure.range && figure.value.is_some() && figure.parts.len() == 1
        };
        if !amount(&at) || self.compares(at) {
            return None;
        }
        let (unit, bare) = match self.figures[at].unit {
            Some(Unit::MoneyPer(currency, _)) => (Some(Unit::Money(currency)), false),
            unit => (unit, unit.is_none()),
        };
        let counted = |f: &usize| {
            let figure = &self.figures[*f];
            *f != at && amount(f) && figure.kind != Kind::Money && self.counts(*f, each) && !self.compares(*f)
        };
        let summed = |f: &usize| {
            let figure = &self.figures[*f];
            let same = figure.unit == unit && (!bare || figure.value > self.figures[at].value);
            *f != at && amount(f) && same && self.each(*f).is_none() && !self.compares(*f)
        };
        // What is reckoned from the others says so: "or", "soit", "on average".
        let told = |f: usize| self.is_said(f) && own.contains(&f);
        let near = |pick: &dyn Fn(&usize) -> bool| {
            let here: Vec<usize> = own.clone().filter(pick).collect();
            if here.is_empty() { last.clone().filter(pick).collect() } else { here }
        };
        let averaged = self.averages(at, sentence);
        if told(at) || averaged {
            let counts = near(&counted);
            let totals: Vec<usize> = near(&summed).into_iter().filter(|t| !counts.contains(t)).collect();
            let before = |f: &usize| *f < at || averaged;
            let (counts, totals) =
                (counts.into_iter().filter(before).collect(), totals.into_iter().filter(before).collect());
            return full(Rated { per: at, counts, totals });
        }
        // "4.300 lô, mỗi lô 10 tấn, tức 43.000 tấn"
        let counts: Vec<usize> = own.clone().filter(counted).collect();
        let totals: Vec<usize> = own.clone().filter(|f| summed(f) && *f > at && told(*f)).take(1).collect();
        let before = |f: &usize| totals.first().is_some_and(|t| f < t);
        let counts: Vec<usize> = counts.into_iter().filter(before).collect();
        // "£29 a month less, or £348 a year" is of another time.
        full(Rated { per: at, counts, totals })
    }

    /// What an amount is told for each of.
    fn each(&self, at: usize) -> Option<Each> {
        let page = self.page;
        let Place { first, end } = self.places[at];
        if let Some(Unit::MoneyPer(_, measure)) = self.figures[at].unit {
            let persons = matches!(measure.id(), "person" | "household" | "item");
            return Some(if persons { Each::Any } else { Each::Of(stem(page, end - 1)) });
        }
        if !matches!(self.figures[at].kind, Kind::Cardinal | Kind::Money | Kind::Measure) {
            return None;
        }
        if page.find(end, |s| matches!(s, Sense::EachOne).then_some(())).is_some() {
            return Some(Each::Any);
        }
        let per = |s: Sense| matches!(s, Sense::Per { .. }).then_some(());
        if let Some((_, len)) = page.find(end, per).filter(|_| page.gap(end) != Gap::Line)
            && page.shape(end + len) == Some(Shape::Word)
            && self.figures[at].noun.is_none()
        {
            return Some(Each::Of(stem(page, end + len)));
        }
        // "mỗi lô 10 tấn"
        let behind = (1..=2).find_map(|words| {
            let noun = first.checked_sub(words)?;
            let (_, start) = page.find_before(noun, |s| matches!(s, Sense::Per { article: false }).then_some(()))?;
            let plain = (start..first).all(|t| page.shape(t) == Some(Shape::Word)) && page.gap(start) != Gap::Line;
            plain.then_some(Each::Of(stem(page, noun)))
        });
        if behind.is_some() {
            return behind;
        }
        // "46 million bags of 60 kilograms"
        let before = at.checked_sub(1)?;
        let noun = page.tokens(self.figures[before].noun?);
        let of = page.sense(noun.end, Sense::Of).is_some_and(|len| noun.end + len == first);
        let measured = matches!(self.figures[at].unit, Some(Unit::Measure(m)) if m.quantity() != "duration");
        (of && measured && self.figures[before].unit.is_none()).then(|| Each::Of(stem(page, noun.end - 1)))
    }

    /// Whether a figure counts what another one is told for each of.
    fn counts(&self, at: usize, each: Each) -> bool {
        let page = self.page;
        let figure = &self.figures[at];
        let Each::Of(word) = each else {
            return figure.unit.is_none() && figure.kind == Kind::Cardinal;
        };
        let end = self.places[at].end;
        let noun = figure.noun.map_or(end..end, |noun| page.tokens(noun));
        let behind = (noun.start.min(end)..noun.end.max(end)).take(MOST_NOUN + 1);
        let unit = figure.unit.is_some() || figure.kind == Kind::Measure;
        behind.into_iter().any(|t| page.shape(t) == Some(Shape::Word) && stem(page, t) == word)
            || unit && stem(page, end - 1) == word
    }

    /// "15% more than", "against 300": held against another amount.
    fn compares(&self, at: usize) -> bool {
        let Place { first, end } = self.places[at];
        let more = |s: Sense| matches!(s, Sense::More(_)).then_some(());
        let base = |s: Sense| matches!(s, Sense::Base | Sense::Compared | Sense::Change).then_some(());
        let noun = self.figures[at].noun.map_or(end, |noun| self.page.tokens(noun).end);
        let lead = self.lead(first);
        [end, noun].into_iter().any(|e| self.page.find(e, more).is_some())
            || self.page.find_before(first, more).is_some()
            || self.page.find_before(lead, base).is_some()
    }

    fn lead(&self, mut at: usize) -> usize {
        let light = |s: Sense| {
            matches!(s, Sense::HedgeBefore(_) | Sense::Article | Sense::Determiner | Sense::Definite).then_some(())
        };
        while let Some((_, start)) = self.page.find_before(at, light).filter(|_| self.page.gap(at) != Gap::Line) {
            at = start;
        }
        at
    }

    /// Behind a comma or bracket and a word for the same said again: ", or 60 cents", ", soit une recette de 301 000".
    fn is_said(&self, at: usize) -> bool {
        let page = self.page;
        let lead = self.lead(self.places[at].first);
        let said = |s: Sense| {
            matches!(s, Sense::Equivalent { .. } | Sense::ShareCue | Sense::List(ListWord::Total)).then_some(())
        };
        (0..=FAR).any(|back| {
            let Some(end) = lead.checked_sub(back) else { return false };
            let words = (end..lead).all(|t| page.shape(t) == Some(Shape::Word) && page.gap(t) != Gap::Line);
            words
                && page.find_before(end, said).is_some_and(|(_, start)| {
                    start > 0 && is_any(page, start - 1, &[',', '(', ';', '–', '—', '.', ':'])
                })
        })
    }

    /// Beside a word for an average.
    fn averages(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Place { first, end } = self.places[at];
        let from = first.saturating_sub(FAR + 1).max(sentence.start);
        let to = (end + 2 * FAR).min(sentence.end);
        let mean = |t: usize| self.page.sense(t, Sense::List(ListWord::Average)).is_some();
        (from..first).any(mean) || (end..to).any(mean)
    }
}

fn full(found: Rated) -> Option<Rated> {
    (!found.counts.is_empty() && !found.totals.is_empty()).then_some(found)
}
