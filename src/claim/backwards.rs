//! Ranges that are written from their upper end to their lower one.

use super::pieces::has;
use super::{Claim, Layout, Place, is_any};
use crate::figure::{Figure, Hedge, Kind, Part};
use crate::language::{Gap, Lasting, ListWord, Page, Sense};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// Two numbers that are the ends of a range, the upper one first. Spans are of the prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Backwards {
    /// All of the range.
    pub span: Span,
    pub upper: Number,
    pub lower: Number,
    /// What would change places to turn it round.
    pub places: (Span, Span),
}

/// How far before a range, in tokens, words are looked for that say it is none.
const BACK: usize = 12;
/// How far behind it.
const AHEAD: usize = 10;
/// Ends further apart than so many times are no range.
const WIDEST: i64 = 20;

/// The backward ranges of a page.
pub fn backwards(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure], claims: &[Claim]) -> Vec<Backwards> {
    let mut out = Vec::new();
    let places = layout.places.as_slice();
    for (at, figure) in figures.iter().enumerate() {
        // "about 400-300 people": what is only about so much is no score.
        let about = figure.kind == Kind::Score && figure.hedge == Some(Hedge::About);
        let one = figure.date.is_none() && (figure.range || about);
        // Two figures are one range only where a word joins them.
        let joins = |s: Sense| matches!(s, Sense::And | Sense::RangeLink);
        if !one && (at + 1 == figures.len() || !page.any(places[at].end..places[at].end + 1, joins)) {
            continue;
        }
        let Some(sentence) = layout.sentence(claims[at].sentence) else { continue };
        let near = Near {
            page,
            before: sentence.start.max(places[at].first.saturating_sub(BACK)),
            first: places[at].first,
            start: opening(page, places[at].first),
        };
        let found = if figure.date.is_some() {
            years(&near, at, figures, places, sentence.end)
        } else if one {
            in_one(&near, figure, places[at].end, sentence.end)
        } else {
            in_two(&near, at, figures, places, sentence.end)
        };
        out.extend(found);
    }
    out
}

/// What stands around the first number of what may be a range.
struct Near<'a, 'p> {
    page: &'a Page<'p>,
    /// The first token that is looked at.
    before: usize,
    /// The first number, and where its hedge begins.
    first: usize,
    start: usize,
}

impl Near<'_, '_> {
    fn is_said(&self, end: usize, to: usize, word: ListWord) -> bool {
        has(self.page, self.before, self.first, word) || has(self.page, end, to.min(end + AHEAD), word)
    }

    /// The same, within the clause.
    fn is_said_here(&self, end: usize, to: usize, word: ListWord) -> bool {
        self.is_said(end, self.clause(end, to), word)
    }

    /// Where the clause ends that goes on at token `end`.
    fn clause(&self, end: usize, to: usize) -> usize {
        let to = to.min(end + AHEAD);
        (end..to).find(|at| is_any(self.page, *at, &[',', ';', ':', '(', ')'])).unwrap_or(to)
    }

    /// Whether a word for heat or cold stands near.
    fn is_heat(&self, end: usize, to: usize) -> bool {
        let cue = |at: usize| self.page.sense(at, Sense::HeatCue).is_some();
        let degree = |at: usize| self.page.find(at, |s| matches!(s, Sense::Unit { .. }).then_some(())).is_some();
        (self.before..self.first).chain(end..self.clause(end, to)).any(|at| cue(at) && !degree(at))
    }

    /// Whether "between", "from" stands right before.
    fn opened_by(&self, sense: Sense) -> bool {
        self.page.find_before(self.start, |s| (s == sense).then_some(())).is_some()
    }

    /// Whether "700 to 450 passengers" shows itself to be a range.
    fn evident(&self, ends: &Ends, how: &How, end: usize, to: usize) -> bool {
        let from = self.opened_by(Sense::From);
        let varies = self.is_said(end, to, ListWord::Varies);
        let cold = matches!(how.unit, Some(Unit::Measure(m)) if m.is_temperature());
        // A bracket or a dash before it: an apposition or a score.
        let loose = self.start > self.before && is_any(self.page, self.start - 1, &['(', '–', '—', '-', '/']);
        let evident = varies || !how.clock && if from { self.page.pack.from_is_range } else { how.counted };
        // "gave 5,000 to 300 families"
        let wide = !from && !varies && ends.upper > &ends.lower * &Number::from(3);
        // "by 60 to 40 percent": a vote.
        let vote = how.unit == Some(Unit::Percent) && !varies && &ends.upper + &ends.lower >= Number::from(90);
        // Two full amounts tell of a change.
        let own = how.own && !varies;
        let none = self.is_said_here(end, to, ListWord::Contest) || self.moves(end, to);
        let other = loose || cold && !varies || own || wide || vote || none;
        evident && how.counted && !other
    }

    fn moves(&self, end: usize, to: usize) -> bool {
        let change = |at: usize| self.page.sense(at, Sense::Change).is_some();
        (self.before..self.first).any(change) || (end..self.clause(end, to)).any(change)
    }
}

fn opening(page: &Page<'_>, first: usize) -> usize {
    page.find_before(first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).map_or(first, |found| found.1)
}

/// "between 40 and 30 people", "12-8 km": one figure.
fn in_one(near: &Near<'_, '_>, figure: &Figure, end: usize, to: usize) -> Option<Backwards> {
    let [high, low] = figure.parts.as_slice() else { return None };
    let unit = figure.unit;
    let page = near.page;
    let ends = Ends::of(high, low, figure.span)?;
    if !ends.fall(unit, near.is_heat(end, to)) || near.is_said_here(end, to, ListWord::Past) {
        return None;
    }
    if near.opened_by(Sense::Between) {
        return (!difference(near) && !ends.over_night(unit)).then(|| ends.backwards());
    }
    if near.is_said_here(end, to, ListWord::Contest) {
        return None;
    }
    let dash = page.tokens(Span::new(high.span.end, low.span.start));
    if dash.clone().all(|at| page.sense(at, Sense::RangeLink).is_some()) {
        let how = How { unit, counted: unit.is_some() || figure.noun.is_some(), clock: false, own: false };
        return near.evident(&ends, &how, end, to).then(|| ends.backwards());
    }
    let spaced = dash.clone().any(|i| page.gap(i) != Gap::None) || page.gap(dash.end) != Gap::None;
    // Shares with a dash are a vote, bare numbers a score; a dash between spaces may part two clauses.
    let doubtful = unit.is_none() && figure.noun.is_none() && figure.hedge.is_none()
        || spaced && (unit.is_none() || ends.upper > &ends.lower * &Number::from(3))
        || unit == Some(Unit::Percent) && &ends.upper + &ends.lower >= Number::from(90)
        || dash.into_iter().any(|i| page.is(i, '—'));
    (!doubtful).then(|| ends.backwards())
}

/// "the gap between 8% and 5%".
fn difference(near: &Near<'_, '_>) -> bool {
    let apart = |s: Sense| matches!(s, Sense::Difference | Sense::List(ListWord::Contest)).then_some(());
    (near.before.max(near.start.saturating_sub(6))..near.start).any(|at| near.page.find(at, apart).is_some())
}

/// "700 to 450 passengers", "de 8 à 7 heures": two figures, since they do not rise.
fn in_two(near: &Near<'_, '_>, at: usize, figures: &[Figure], places: &[Place], to: usize) -> Option<Backwards> {
    let page = near.page;
    let (one, two) = (&figures[at], figures.get(at + 1)?);
    let (place, next) = (places[at], places[at + 1]);
    let amount = |f: &Figure| {
        matches!(f.kind, Kind::Cardinal | Kind::Percent | Kind::Money | Kind::Measure) && f.value.is_some() && !f.range
    };
    if next.end > to || !amount(one) || one.hedge.is_some_and(|h| h != Hedge::About) {
        return None;
    }
    // Nothing but "to" between them, and perhaps a hedge.
    let between = near.opened_by(Sense::Between);
    let and = page.sense(place.end, Sense::And);
    let link = if between { and? } else { page.sense(place.end, Sense::RangeLink).filter(|_| and.is_none())? };
    if opening(page, next.first) != place.end + link || page.gap(place.end) == Gap::None {
        return None;
    }
    let [high] = one.parts.as_slice() else { return None };
    let span = Span::new(one.span.start, two.span.end);
    let hours;
    let (ends, unit, clock) = match (two.kind, two.parts.as_slice()) {
        // "une journée de 8 à 7 heures": hours that read like a time of day.
        (Kind::Time, []) if one.unit.is_none() && next.end == next.first + 2 => {
            let digits = page.span(next.first, next.first + 1);
            hours = Part {
                span: digits,
                digits: Some(digits),
                compound: false,
                value: Number::decimal(digits.of(page.text)).ok()?,
                scale: Number::ONE,
                step: Number::ONE,
            };
            (Ends::of(high, &hours, span)?, None, true)
        }
        (_, [low]) if amount(two) => {
            let clock =
                matches!(two.unit, Some(Unit::Measure(m)) if m.id() == "hour") && high.value <= Number::from(24);
            (Ends::of(high, low, span)?, two.unit, clock)
        }
        _ => return None,
    };
    let heat = near.is_heat(next.end, to);
    if one.unit.is_some() && !same_money(one.unit, two.unit) || !ends.fall(unit, heat) {
        return None;
    }
    let end = next.end;
    if near.is_said_here(end, to, ListWord::Past) {
        return None;
    }
    if between {
        return (!difference(near) && two.kind != Kind::Time && !ends.over_night(unit)).then(|| ends.backwards());
    }
    let counted = unit.is_some() || two.noun.is_some() || clock;
    let how = How { unit, counted, clock, own: one.unit.is_some() };
    near.evident(&ends, &how, end, to).then(|| ends.backwards())
}

/// "between 2019 and 2017", "từ năm 2024 đến năm 2019".
fn years(near: &Near<'_, '_>, at: usize, figures: &[Figure], places: &[Place], to: usize) -> Option<Backwards> {
    let page = near.page;
    let (one, two) = (&figures[at], figures.get(at + 1)?);
    let (place, next) = (places[at], places[at + 1]);
    let year = |f: &Figure| {
        let date =
            f.date.as_ref().filter(|d| d.month.is_none() && d.quarter.is_none() && !f.range && f.until.is_none())?;
        date.year.filter(|y| (1800..=2100).contains(y))
    };
    let (upper, lower) = (year(one)?, year(two)?);
    if upper <= lower || next.end > to {
        return None;
    }
    // "từ năm 2024 đến năm 2019": the word for years belongs to none of them.
    let word = |s: Sense| matches!(s, Sense::YearWord).then_some(());
    let start = page.find_before(place.first, word).map_or(near.start, |found| found.1);
    let opened = |sense: Sense| page.find_before(start, |s| (s == sense).then_some(())).is_some();
    let and = page.sense(place.end, Sense::And);
    let between = opened(Sense::Between);
    let link = if between { and? } else { page.sense(place.end, Sense::RangeLink).filter(|_| and.is_none())? };
    let behind = place.end + link;
    let behind = behind + page.find(behind, word).map_or(0, |found| found.1);
    let moved = |t: usize| {
        page.find(t, |s| matches!(s, Sense::Elapsed(Lasting::Moved) | Sense::Arrives).then_some(())).is_some()
    };
    let other = (near.before..place.first).any(moved)
        || near.moves(next.end, to)
        || near.is_said_here(next.end, to, ListWord::Past)
        || near.is_said_here(next.end, to, ListWord::Contest)
        || difference(near);
    if behind != next.first || !(between || opened(Sense::From)) || other {
        return None;
    }
    let [a, b] = [upper, lower].map(|y| Number::from(i64::from(y)));
    Some(Backwards { span: Span::new(one.span.start, two.span.end), upper: a, lower: b, places: (one.span, two.span) })
}

/// What is known of two numbers with a word between them.
struct How {
    unit: Option<Unit>,
    /// They count or measure something.
    counted: bool,
    /// They may be hours of the day.
    clock: bool,
    /// The first has a unit of its own.
    own: bool,
}

/// Whether two units are one, or money and the same money per something ("$50 to $30 a barrel").
fn same_money(one: Option<Unit>, two: Option<Unit>) -> bool {
    match (one, two) {
        (Some(Unit::Money(a)), Some(Unit::MoneyPer(b, _))) => a == b,
        _ => one == two,
    }
}

/// The two numbers of what may be a range.
struct Ends {
    span: Span,
    upper: Number,
    lower: Number,
    places: (Span, Span),
}

impl Ends {
    fn of(high: &Part, low: &Part, span: Span) -> Option<Self> {
        if high.compound || low.compound {
            return None;
        }
        let mut upper = high.value.clone();
        // "5 à 3 millions": the scale word serves both, where that makes a likely range.
        let shared = high.scale < low.scale;
        if shared {
            let count = low.value.over(&low.scale)?;
            if high.scale != Number::ONE || high.value > &count * &Number::from(10) {
                return None;
            }
            upper = &high.value * &low.scale;
        }
        let digits = high.digits.zip(low.digits).filter(|_| shared || high.scale == low.scale);
        let places = digits.unwrap_or((high.span, low.span));
        Some(Self { span, upper, lower: low.value.clone(), places })
    }

    /// Whether the first number is the greater one, and both can be ends of one range. Degrees may be of latitude, where
    /// nothing tells of heat.
    fn fall(&self, unit: Option<Unit>, heat: bool) -> bool {
        let year = |value: &Number| {
            unit.is_none() && value.is_whole() && *value >= Number::from(1000) && *value <= Number::from(2100)
        };
        let degrees = !heat && matches!(unit, Some(Unit::Measure(m)) if m.id() == "degree");
        self.upper > self.lower
            && self.lower > Number::ZERO
            && self.upper <= &self.lower * &Number::from(WIDEST)
            && !(year(&self.upper) && year(&self.lower))
            && !degrees
    }

    /// "between 22 and 2 hours": hours of a night.
    fn over_night(&self, unit: Option<Unit>) -> bool {
        let hours = matches!(unit, Some(Unit::Measure(m)) if m.id() == "hour");
        hours && self.upper >= Number::from(13) && self.upper <= Number::from(24) && self.lower <= Number::from(12)
    }

    fn backwards(self) -> Backwards {
        Backwards { span: self.span, upper: self.upper, lower: self.lower, places: self.places }
    }
}
