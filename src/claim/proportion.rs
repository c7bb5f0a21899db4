//! Counts that are told as a share as well: "25 of the 28 (89%)", "a third of the 90 schools, 30".

use super::unplaced::{Unplaced, unplaced};
use super::{Claim, Place, Role, Term, compatible, counts, degrees, is_any, of_them};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, ListWord, Page, Sense, Shape, fold};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// A count, its whole, and the share that the one is said to be of the other. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Proportion {
    /// The percentage or the fraction in words.
    pub share: usize,
    pub part: Term,
    /// What can be meant as the whole: one figure, or any of several.
    pub wholes: Vec<Term>,
    /// The percentage may be of those that are not counted: "480 passed, a failure rate of 60%".
    pub either: bool,
    /// The whole is only the one larger count of the sentence: a share that is far off is of something else.
    pub unsure: bool,
}

/// How many words of a noun phrase may stand between a count and its share.
const FAR: usize = 9;
/// How many tokens may stand before ", soit" behind a share in two numbers.
const FARTHEST: usize = 24;
/// How many dates may stand between them.
const MOST_TIMED: usize = 2;
/// How many words may stand between a share and the whole that it is of.
const FAR_OF: usize = 5;
/// How many figures back the whole of "of them" is looked for.
const FIGURES_BACK: usize = 12;
/// Up to how many "one in four" are odds and no count.
const MOST_ODDS: i64 = 10;
/// How many words may stand before a count at the head of a sentence ("That is 2,240 people").
const FAR_HEAD: usize = 5;

/// What leads from one figure to another that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// In brackets right behind.
    pub(super) bracket: bool,
    /// A word for a share leads to it ("a success rate of").
    pub(super) rate: bool,
    /// Words say that it is the same ("or", "soit"), no mere comma.
    pub(super) said: bool,
}

pub(super) struct Reader<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) sentences: &'a [Span],
    pub(super) figures: &'a [Figure],
    pub(super) places: &'a [Place],
}

/// The proportions of a page; figures that are shares of a whole get their role.
pub fn proportions(
    page: &Page<'_>,
    sentences: &[Span],
    figures: &[Figure],
    places: &[Place],
    claims: &mut [Claim],
) -> (Vec<Proportion>, Vec<Unplaced>) {
    let reader = Reader { page, sentences, figures, places };
    let mut out = Vec::new();
    let mut elsewhere = Vec::new();
    for at in 0..figures.len() {
        let share = matches!(figures[at].kind, Kind::Percent | Kind::Fraction) && claims[at].role == Role::Plain;
        if !(share || is_odds(&figures[at], &claims[at])) || figures[at].value.is_none() || figures[at].range {
            continue;
        }
        if degrees::is_delta(page, figures, places, claims, at) {
            claims[at].role = Role::Change;
            continue;
        }
        if let Some(whole) = reader.whole_behind(at, claims) {
            if share {
                claims[at].role = Role::Portion { whole };
            }
            let told = reader.of_whole(at, whole, claims);
            let told = told.or_else(|| reader.in_next_sentence(at, whole, claims));
            out.extend(told.or_else(|| reader.of_last_sentence(at, whole, claims)));
        } else if share {
            let told = reader.of_ratio(at, claims).or_else(|| reader.of_part(at, claims));
            let told = told.or_else(|| reader.of_amounts(at, claims)).or_else(|| reader.announced_amounts(at, claims));
            let told = told.or_else(|| reader.of_them(at, claims));
            let told = told.or_else(|| reader.of_one_count(at, claims));
            if told.is_none() {
                elsewhere.extend(unplaced(&reader, claims, at));
            }
            out.extend(told);
        } else {
            let told = reader.of_ratio(at, claims).or_else(|| reader.of_part(at, claims));
            if told.is_none() {
                elsewhere.extend(unplaced(&reader, claims, at));
            }
            out.extend(told);
        }
    }
    (out, elsewhere)
}

/// "One in four": a share in all but name, where few are counted.
fn is_odds(figure: &Figure, claim: &Claim) -> bool {
    let few = |n: &Number| *n <= Number::from(MOST_ODDS);
    matches!(claim.role, Role::Share { .. }) && figure.value < figure.of && figure.of.as_ref().is_some_and(few)
}

fn one(figure: usize) -> Term {
    Term { figure, part: 0, plain: false }
}

impl Reader<'_> {
    fn has(&self, at: usize, pick: impl Fn(Sense) -> bool) -> bool {
        self.page.find(at, |s| pick(s).then_some(())).is_some()
    }

    /// Where the hedges and articles before a figure begin.
    fn lead(&self, at: usize) -> usize {
        let light = |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::Article | Sense::Determiner).then_some(());
        let mut first = self.places[at].first;
        while let Some((_, start)) = self.page.find_before(first, light).filter(|_| self.page.gap(first) != Gap::Line) {
            first = start;
        }
        first
    }

    pub(super) fn same_sentence(&self, claims: &[Claim], a: usize, b: usize) -> bool {
        claims[a].sentence == claims[b].sentence
    }

    /// "30% of the 1,200 workers": the figure right behind a share that it is of.
    fn whole_behind(&self, at: usize, claims: &[Claim]) -> Option<usize> {
        let next = at + 1;
        let figure = self.figures.get(next)?;
        let (from, to) = (self.places[at].end, self.places[next].first);
        let near = to.checked_sub(from)? <= FAR_OF && to > from && self.same_sentence(claims, at, next);
        // "Un élevage sur trois, parmi les 4 800"
        let from = if is_any(self.page, from, &[',']) { from + 1 } else { from };
        let of = |s: Sense| matches!(s, Sense::ShareOf | Sense::RatioLink(_) | Sense::WholeCue | Sense::AllOfIt);
        // "92% of the plan (1,300)"
        let bracket = to > from && self.page.is(to - 1, '(') && self.all_of_it(from).is_some();
        let to = to - usize::from(bracket);
        let words =
            || (from..to).all(|t| matches!(self.page.shape(t), Some(Shape::Word | Shape::Mark('\'' | '’' | '.'))));
        // "63% of possession and 21 shots"
        let apart = |t: usize| self.has(t, |s| matches!(s, Sense::And));
        let whole = near && counts(figure) && !figure.range && self.has(from, of) && words();
        (whole && !(from + 1..to).any(apart)).then_some(next)
    }

    /// What leads from the end of a figure and its noun to another one; nothing where other things stand there.
    pub(super) fn link(&self, from: usize, to: usize) -> Option<Link> {
        let mut start = self.lead(to);
        let mut found = Link { bracket: false, rate: false, said: false };
        let said = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue).then_some(());
        while let Some((_, before)) = self.page.find_before(start, said).filter(|f| f.1 >= from) {
            found.said = true;
            start = before;
        }
        // ", a success rate of", ", soit un taux de"
        if start > from && !is_any(self.page, start - 1, &[',', '(', '[', '–', '—']) {
            let reach = start.saturating_sub(FAR_OF).max(from);
            let joint = (reach..start).rev().find(|t| is_any(self.page, *t, &[',', '(', '–', '—']));
            if let Some(joint) = joint
                && (joint + 1..start).any(|t| self.has(t, |s| matches!(s, Sense::Rate)))
            {
                found.rate = true;
                found.said = true;
                start = joint + 1;
            }
        }
        let rate = (start..self.places[to].first).any(|t| self.has(t, |s| matches!(s, Sense::Rate)));
        found.rate |= rate;
        if start <= from {
            // "412 or 40%", "40 hộ chiếm 45%"
            return (start == from && found.said).then_some(found);
        }
        found.bracket = is_any(self.page, start - 1, &['(', '[']);
        let comma = is_any(self.page, start - 1, &[',', '–', '—']);
        let words_end = if found.bracket || comma { start - 1 } else { start };
        let wordy = |t: usize| {
            matches!(self.page.shape(t), Some(Shape::Word | Shape::Digits | Shape::Mark('-' | '\'' | '’')))
                && self.page.gap(t) != Gap::Line
                && !self.has(t, |s| matches!(s, Sense::And | Sense::Apart | Sense::Change))
        };
        let near = words_end.checked_sub(from)? <= FAR && (from..words_end).all(wordy);
        (near && (found.bracket || comma || found.said)).then_some(found)
    }

    /// The token behind the last comma before a figure; 0 where none is near.
    fn comma_before(&self, at: usize) -> usize {
        let first = self.places[at].first;
        (first.saturating_sub(3)..first).rev().find(|t| is_any(self.page, *t, &[','])).map_or(0, |t| t + 1)
    }

    /// The figure before a share, dates and spans of time aside.
    pub(super) fn amount_before(&self, at: usize) -> Option<usize> {
        let timed = |i: &usize| {
            let figure = &self.figures[*i];
            let lasts = matches!(figure.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
            matches!(figure.kind, Kind::Date | Kind::Time | Kind::Ordinal) || lasts
        };
        (at.saturating_sub(MOST_TIMED + 1)..at).rev().find(|i| !timed(i))
    }

    /// ", soit un quart" at the end of what is said of a count, however long that is.
    pub(super) fn link_far(&self, part: usize, at: usize) -> Option<Link> {
        let (from, lead) = (self.places[part].end, self.lead(at));
        let said = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue).then_some(());
        let (_, start) = self.page.find_before(lead, said).filter(|f| f.1 > from)?;
        let parted = |t: usize| {
            self.page.is(t, ';') || self.page.gap(t) == Gap::Line || self.has(t, |s| matches!(s, Sense::Apart))
        };
        let near = start - from <= FARTHEST && is_any(self.page, start - 1, &[',']) && !(from..start).any(parted);
        near.then_some(Link { bracket: false, rate: false, said: true })
    }

    /// Whether a mark ends what is said with a figure, its noun included.
    pub(super) fn closes(&self, at: usize) -> bool {
        let mut end = self.places[at].end;
        if let Some(noun) = self.figures[at].noun {
            end = end.max(self.page.tokens(noun).end);
        }
        let hedge = self.page.find(end, |s| matches!(s, Sense::HedgeAfter(_)).then_some(())).map_or(0, |f| f.1);
        let end = end + hedge;
        let end = end + self.page.find(end, |s| matches!(s, Sense::Them).then_some(())).map_or(0, |f| f.1);
        end >= self.page.len()
            || self.page.gap(end) == Gap::Line
            || is_any(self.page, end, &[')', ']', ',', ';', '.', ':', '–', '—', '!', '?'])
    }

    /// Whether what follows a percentage does not say of what else it is: "(80% of the population)".
    fn free(&self, at: usize) -> bool {
        let end = self.places[at].end;
        self.closes(at)
            || self.page.shape(end) == Some(Shape::Word)
                && self.has(end, |s| matches!(s, Sense::Function))
                && !self.has(end, |s| {
                    matches!(
                        s,
                        Sense::ShareOf
                            | Sense::Of
                            | Sense::RatioLink(_)
                            | Sense::More(_)
                            | Sense::Base
                            | Sense::From
                            | Sense::And
                    )
                })
    }

    /// "a third of the 90 schools, 30", "480, or 40% of the 1,200 workers".
    fn of_whole(&self, at: usize, whole: usize, claims: &[Claim]) -> Option<Proportion> {
        let parts = |part: usize| counts(&self.figures[part]) && self.same_sentence(claims, at, part);
        // Behind "soit" the count may have a name of its own: "un tiers des 960 employés, soit 320 personnes".
        let alike = |part: usize, said: bool| {
            compatible(self.figures, claims, whole.min(part), whole.max(part))
                || said && self.figures[part].unit == self.figures[whole].unit
        };
        let behind = Some(whole + 1).filter(|p| *p < self.figures.len() && parts(*p));
        let listed = |p: usize| self.page.sense(self.places[p].end, Sense::And).is_some();
        let follows = behind.filter(|p| {
            let link = self.link(self.places[whole].end, *p);
            link.is_some_and(|l| {
                alike(*p, l.said) && (l.said && !listed(*p) || self.closes(*p) && !self.more_listed(*p))
            })
        });
        let before = || {
            let part = at.checked_sub(1).filter(|p| parts(*p))?;
            let link = self.link(self.places[part].end, at)?;
            // "1,2 million, le quart d'un programme de 3,6"
            let article =
                |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::Article | Sense::Definite | Sense::Determiner);
            let apposed = || {
                let from = self.comma_before(at);
                let light = (from..self.places[at].first).all(|t| self.has(t, article));
                self.figures[at].kind == Kind::Fraction && from > 0 && light
            };
            (alike(part, link.said) && (link.said || link.bracket || apposed())).then_some(part)
        };
        let part = follows.or_else(before)?;
        Some(Proportion { share: at, part: one(part), wholes: vec![one(whole)], either: false, unsure: false })
    }

    /// "One in four of the 5,600 holders … That is 1,400 people."
    fn in_next_sentence(&self, at: usize, whole: usize, claims: &[Claim]) -> Option<Proportion> {
        let next = claims[at].sentence + 1;
        let part = (whole + 1..=whole + 2).find(|i| claims.get(*i).is_some_and(|c| c.sentence == next))?;
        if claims[part - 1].sentence == next || self.figures[part].unit != self.figures[whole].unit {
            return None;
        }
        // "the loss of 1,100 jobs, around 8% of 13,900": the part has been told.
        let told = at.checked_sub(1).is_some_and(|b| self.same_sentence(claims, b, at) && counts(&self.figures[b]));
        if told {
            return None;
        }
        let head = self.page.tokens(*self.sentences.get(next)?).start;
        let back = self.has(head, |s| matches!(s, Sense::Back | Sense::Equivalent { .. }));
        let near = self.places[part].first.saturating_sub(head) <= FAR_HEAD;
        let moved = (head..self.places[part].first).any(|t| self.has(t, |s| matches!(s, Sense::Change | Sense::Base)));
        (back && near && !moved && counts(&self.figures[part])).then(|| Proportion {
            share: at,
            part: one(part),
            wholes: vec![one(whole)],
            either: false,
            unsure: false,
        })
    }

    /// "Reserves stood at $18 million. That is less than a quarter of the $61 million held before."
    fn of_last_sentence(&self, at: usize, whole: usize, claims: &[Claim]) -> Option<Proportion> {
        let sentence = claims[at].sentence;
        let head = self.page.tokens(*self.sentences.get(sentence)?).start;
        let first = at == 0 || claims[at - 1].sentence != sentence;
        let back = self.page.find(head, |s| matches!(s, Sense::Back | Sense::Equivalent { .. }).then_some(()))?.1;
        let lead = self.lead(at);
        let is = lead >= head + back && lead - head <= FAR_HEAD;
        let moved = (head..lead).any(|t| self.has(t, |s| matches!(s, Sense::Change | Sense::Base)));
        let one_before = |i: &usize| claims[*i].sentence + 1 == sentence;
        let mut amounts = (at.saturating_sub(FIGURES_BACK)..at).filter(one_before).filter(|i| {
            let figure = &self.figures[*i];
            counts(figure) && !figure.range && figure.parts.len() == 1
        });
        let part = amounts.next().filter(|_| amounts.next().is_none())?;
        let same = self.figures[part].unit == self.figures[whole].unit && self.figures[part].unit.is_some();
        (first && is && !moved && same).then(|| Proportion {
            share: at,
            part: one(part),
            wholes: vec![one(whole)],
            either: false,
            unsure: false,
        })
    }

    /// Whether a comma and a further count follow: a list, no apposition.
    fn more_listed(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let noun = self.figures[at].noun.map_or(end, |noun| self.page.tokens(noun).end);
        let next = self.places.get(at + 1).map_or(usize::MAX, |p| p.first);
        is_any(self.page, noun, &[',']) && next <= noun + 3
    }

    /// "25 of the 28 (80%)", "40%, or 412 of the 1,030".
    fn of_ratio(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let ratio = |i: &usize| {
            self.figures.get(*i).is_some_and(|f| f.kind == Kind::Ratio && f.parts.len() == 2)
                && self.same_sentence(claims, *i, at)
                && matches!(claims[*i].role, Role::Share { .. })
        };
        let percent = self.figures[at].kind == Kind::Percent;
        let before = self.amount_before(at).filter(ratio).and_then(|i| {
            let link = self.link(self.places[i].end, at).or_else(|| self.link_far(i, at))?;
            let ends = if link.rate || link.said {
                // "Nine in ten tenants, or 81% of those who answered"
                self.free(at) || self.of_all(at, i) || link.said && percent && is_odds(&self.figures[i], &claims[i])
            } else {
                self.closes(at) && !self.more_listed(at)
            };
            (ends && (percent || link.said && !link.rate)).then_some((i, link))
        });
        let behind = || {
            // "one grower in three, that is 1,150 of the 4,600"
            let word = self.figures[at].kind == Kind::Fraction || is_odds(&self.figures[at], &claims[at]);
            let i =
                Some(at + 1).filter(ratio).filter(|i| percent || word && !is_odds(&self.figures[*i], &claims[*i]))?;
            if let Some(link) = self.announced(at, i) {
                return Some((i, link));
            }
            let link = self.link(self.places[at].end, i)?;
            // "Près de 60 % des députés, 230 sur 460, ont voté"
            let apposed = || {
                let named = self.figures[i].noun.is_none() || self.of_all(at, i);
                let of = self.has(self.places[at].end, |s| matches!(s, Sense::ShareOf | Sense::Of));
                of && named && self.closes(i) && !self.more_listed(i)
            };
            (link.bracket || link.said || apposed()).then_some((i, link))
        };
        let (i, link) = before.or_else(behind)?;
        let term = |part| Term { figure: i, part, plain: false };
        Some(Proportion { share: at, part: term(0), wholes: vec![term(1)], either: link.rate, unsure: false })
    }

    /// "The success rate was 82%: 7,200 of 9,600 passed".
    fn announced(&self, at: usize, ratio: usize) -> Option<Link> {
        let end = self.places[at].end;
        // "…: 7,200 of 9,600", "…, with 7,200 of 9,600"
        let comma = end + usize::from(is_any(self.page, end, &[',']));
        let with = self.page.sense(comma, Sense::List(ListWord::With)).map(|len| comma + len);
        let lead = self.lead(ratio);
        let colon = self.page.is(end, ':') && lead == end + 1 || with == Some(lead);
        let from = self.places[at].first.saturating_sub(FAR);
        let rate = colon && (from..end).any(|t| self.has(t, |s| matches!(s, Sense::Rate)));
        rate.then_some(Link { bracket: false, rate: true, said: true })
    }

    /// Whether a share is said to be of the whole that the figure `whole` states: "of the chamber", "des suffrages",
    /// or of what it counts.
    fn of_all(&self, at: usize, whole: usize) -> bool {
        let mut from = self.places[at].end;
        let light = |s: Sense| {
            matches!(s, Sense::Of | Sense::ShareOf | Sense::Determiner | Sense::Definite | Sense::Article).then_some(())
        };
        if self.all_of_it(from).is_some() {
            return true;
        }
        while let Some((_, len)) = self.page.find(from, light) {
            from += len;
        }
        if from == self.places[at].end {
            return false;
        }
        let stem = |t: usize| fold(self.page.word(t));
        let word =
            |t: &usize| self.page.shape(*t) == Some(Shape::Word) && !self.has(*t, |s| matches!(s, Sense::Function));
        let noun = self.figures[whole].noun.map(|noun| self.page.tokens(noun)).unwrap_or(0..0);
        let counted: Vec<String> = noun.filter(word).map(stem).collect();
        let alike = |a: &str, b: &str| self.page.pack.stem(a) == self.page.pack.stem(b);
        self.all_of_it(from).is_some()
            || (from..from + 3)
                .take_while(|t| self.page.shape(*t) == Some(Shape::Word) && self.page.gap(*t) != Gap::Line)
                .filter(word)
                .map(stem)
                .any(|w| counted.iter().any(|c| alike(c, &w)))
    }

    /// Behind a word for a whole as such ("of the total", "de l'effectif"): the token behind it.
    pub(super) fn all_of_it(&self, from: usize) -> Option<usize> {
        let light = |s: Sense| {
            matches!(s, Sense::Of | Sense::ShareOf | Sense::Determiner | Sense::Definite | Sense::Article).then_some(())
        };
        let mut at = from;
        for _ in 0..4 {
            if let Some((_, len)) = self.page.find(at, |s| matches!(s, Sense::AllOfIt).then_some(())) {
                return Some(at + len);
            }
            at += self.page.find(at, light)?.1;
        }
        None
    }

    /// "$4 million of the $12 million (30%)": a part and its whole that are two figures.
    fn of_amounts(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let (part, whole) = (at.checked_sub(2)?, at.checked_sub(1)?);
        if claims[part].role != (Role::Part { whole }) || !self.same_sentence(claims, part, at) {
            return None;
        }
        let end = self.figures[whole].noun.map_or(0, |noun| self.page.tokens(noun).end).max(self.places[whole].end);
        let link = self.link(end, at).or_else(|| self.link(self.places[whole].end, at))?;
        let ends = if link.rate || link.said {
            self.free(at) || self.of_all(at, whole)
        } else {
            self.closes(at) && !self.more_listed(at)
        };
        let percent = self.figures[at].kind == Kind::Percent;
        let told =
            Proportion { share: at, part: one(part), wholes: vec![one(whole)], either: link.rate, unsure: false };
        (ends && (percent || link.said && !link.rate)).then_some(told)
    }

    /// "Turnout reached 61%, with 5.2 million of 10.4 million voters".
    fn announced_amounts(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let (part, whole) = (at + 1, at + 2);
        let told =
            claims.get(part).is_some_and(|c| c.role == Role::Part { whole } && c.sentence == claims[at].sentence);
        let percent = self.figures[at].kind == Kind::Percent;
        let link = Some(part).filter(|_| told && percent).and_then(|part| self.announced(at, part))?;
        Some(Proportion { share: at, part: one(part), wholes: vec![one(whole)], either: link.rate, unsure: false })
    }

    /// "It tested 250 drivers and found 25 over the limit, a rate of 10%", "which employs 2,000 … 500 posts, or 25% of
    /// the workforce": the one larger count of the sentence.
    fn of_one_count(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let part = at.checked_sub(1).filter(|p| self.same_sentence(claims, *p, at))?;
        let count = |i: usize| {
            let figure = &self.figures[i];
            counts(figure) && figure.unit.is_none() && !figure.range && figure.parts.len() == 1
        };
        if self.figures[at].kind != Kind::Percent || !count(part) {
            return None;
        }
        let link = self.link(self.places[part].end, at)?;
        let all = self.all_of_it(self.places[at].end);
        let ended = |t: usize| t >= self.page.len() || is_any(self.page, t, &[',', ';', '.', ')', ':', '!', '?']);
        let of_it = link.said && all.is_some_and(ended);
        let rate = link.rate && self.closes(at) && claims[part].role == Role::Plain;
        if !of_it && !rate {
            return None;
        }
        let start = self.page.tokens(*self.sentences.get(claims[at].sentence)?).start;
        let split = |t: usize| self.page.is(t, ';') || self.has(t, |s| matches!(s, Sense::Apart | Sense::Change));
        let mut others =
            (at.saturating_sub(FIGURES_BACK)..part).filter(|i| self.same_sentence(claims, *i, at)).filter(|i| {
                let figure = &self.figures[*i];
                figure.date.is_none() && figure.kind != Kind::Identifier
            });
        let whole = others.next()?;
        let single = others.next().is_none() && count(whole) && self.figures[whole].value > self.figures[part].value;
        let parted = (start..self.places[at].first).any(split);
        let alike = of_it || claims[part].noun.is_none() || claims[part].may_be_left_of(&claims[whole]);
        (single && !parted && alike).then(|| Proportion {
            share: at,
            part: one(part),
            wholes: vec![one(whole)],
            either: rate,
            unsure: true,
        })
    }

    /// "Of the 1,200 candidates, 480 (40%) passed".
    fn of_part(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let part = at.checked_sub(1)?;
        let Role::Part { whole } = claims[part].role else { return None };
        if !self.same_sentence(claims, part, at) {
            return None;
        }
        let link = self.link(self.places[part].end, at)?;
        // "of whom 610 are drivers, one in four"
        let worded = self.figures[at].kind != Kind::Percent && !self.more_listed(at);
        let ends = if link.rate || link.said {
            self.free(at) || self.of_all(at, whole)
        } else {
            (link.bracket || worded) && self.closes(at)
        };
        let index = usize::from(self.figures[whole].kind == Kind::Ratio);
        let whole = Term { figure: whole, part: index, plain: false };
        ends.then(|| Proportion { share: at, part: one(part), wholes: vec![whole], either: link.rate, unsure: false })
    }

    /// "1,200 people work there; 30% of them, 480, are women", "480 of them (40%)".
    fn of_them(&self, at: usize, claims: &[Claim]) -> Option<Proportion> {
        let len = of_them(self.page, self.places[at].end);
        // "Three quarters, or 900,000 tonnes": of what was measured in the same unit before.
        let named = || {
            let part = Some(at + 1).filter(|p| *p < self.figures.len() && self.same_sentence(claims, at, *p))?;
            let measured = matches!(self.figures[part].unit, Some(Unit::Measure(_) | Unit::Money(_)));
            let fraction = self.figures[at].kind == Kind::Fraction;
            let link = self.link(self.places[at].end, part)?;
            let right_behind = self.places[part].first.saturating_sub(self.places[at].end) <= FAR_OF;
            (fraction && measured && link.said && right_behind && counts(&self.figures[part])).then_some(part)
        };
        let part = if let Some(part) = named() {
            part
        } else if let Some(len) = len {
            let part = Some(at + 1).filter(|p| *p < self.figures.len() && self.same_sentence(claims, at, *p))?;
            let link = self.link(self.places[at].end + len, part)?;
            (counts(&self.figures[part]) && (link.said || self.closes(part))).then_some(part)?
        } else {
            let part = at.checked_sub(1).filter(|p| counts(&self.figures[*p]) && self.same_sentence(claims, *p, at))?;
            let mut end = self.places[part].end;
            if let Some(noun) = self.figures[part].noun {
                end = end.max(self.page.tokens(noun).end);
            }
            let spoken = [self.places[part].end, end].into_iter().any(|e| of_them(self.page, e).is_some());
            let link = self.link(self.places[part].end, at)?;
            // "1,400 of them, about 15% of its workforce"
            let of_all = self.all_of_it(self.places[at].end).is_some();
            (spoken && (link.bracket || link.said || of_all) && (self.closes(at) || of_all)).then_some(part)?
        };
        let first = at.min(part);
        // "3.8 billion shillings … 60% of it, 2.28 billion": the money goes without saying.
        let lent = |i: usize| {
            let (whole, some) = (&self.figures[i], &self.figures[part]);
            let scaled = some.parts.iter().all(|p| p.scale > Number::from(1000));
            let bare = some.unit.is_none() && some.noun.is_none() && scaled;
            bare && whole.kind == Kind::Money && !matches!(claims[i].role, Role::Equivalent { .. })
        };
        let wholes: Vec<Term> = (first.saturating_sub(FIGURES_BACK)..first)
            .filter(|i| claims[*i].sentence + 1 >= claims[first].sentence)
            .filter(|i| self.figures[*i].unit == self.figures[part].unit || lent(*i))
            .filter(|i| counts(&self.figures[*i]))
            .filter(|i| self.figures[*i].value > self.figures[part].value && !self.figures[*i].range)
            .map(one)
            .collect();
        (!wholes.is_empty()).then(|| Proportion { share: at, part: one(part), wholes, either: false, unsure: false })
    }
}
