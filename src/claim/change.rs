//! What something was, what it is now, and by how much it changed.
//!
//! Each figure of a sentence is put into a slot by the words before it: what it was ("from 300"), what it is now ("to
//! 345"), by how much it moved ("up 15%"), or none of them. Slots that stand together make one [`Change`]; a new
//! subject, a semicolon or "while" begins another. Where a slot would be filled twice nothing is claimed.

use super::{Claim, Place, Role, Term, compatible, is_any, level};
use crate::figure::{Figure, Kind};
use crate::language::{Direction, Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// A rise or a fall, as far as the text tells it. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it was.
    pub base: Term,
    /// What it is now.
    pub result: Term,
    /// Other figures that may be meant in the place of `result`, which only its position tells.
    pub others: Vec<usize>,
    /// By how much, said once or in several ways (percent, factor, amount).
    pub deltas: Vec<Delta>,
    /// Which way the words go, and whether no more than a word of movement tells.
    pub direction: Option<Direction>,
}

/// By how much something changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delta {
    pub figure: usize,
    /// "divided by three", "giảm 3 lần": the factor makes less.
    pub divided: bool,
    /// "increased three times": a factor that can be one more than said.
    pub times: bool,
    /// "15% more than": a difference from the base.
    pub compared: bool,
    /// "up 0.4 points": percentage points, if it is told of percentages.
    pub points: bool,
}

/// How many words may stand between a cue and its figure ("from last year's 300").
const FAR: usize = 4;
/// How many words before its cue a word of movement may stand ("fell sharply last year from 7%").
const FAR_MOVE: usize = 6;

/// What the words before a figure make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Slot {
    Plain,
    Base,
    Result,
    Delta,
    /// "reculé de 7 %": by that much, or from there.
    DeltaOrBase,
}

/// A figure's slot and the token where its cue begins.
#[derive(Clone, Copy, Debug)]
struct Seen {
    slot: Slot,
    cue: usize,
    direction: Option<Direction>,
    /// The hedge before it is what compares ("more than the 300").
    compares: bool,
    /// A number of times without a word that makes it a factor ("giảm 3 lần").
    times: bool,
}

/// What is gathered of a change.
#[derive(Debug, Default)]
struct Frame {
    plains: Vec<usize>,
    base: Vec<Term>,
    results: Vec<usize>,
    deltas: Vec<Delta>,
    direction: Option<Direction>,
    /// Where the first cue begins.
    cue: Option<usize>,
    doubtful: bool,
}

struct Reader<'a> {
    page: &'a Page<'a>,
    figures: &'a [Figure],
    places: &'a [Place],
    claims: &'a [Claim],
    out: Vec<Change>,
}

/// The changes that a page tells of, in order.
pub fn changes(
    page: &Page<'_>,
    sentences: &[Span],
    figures: &[Figure],
    places: &[Place],
    claims: &[Claim],
) -> Vec<Change> {
    let mut reader = Reader { page, figures, places, claims, out: Vec::new() };
    let mut at = 0;
    let mut before = 0..0;
    while at < figures.len() {
        let sentence = claims[at].sentence;
        let len = claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        let here = at..at + len;
        let follows = before.clone().next().is_some_and(|i: usize| claims[i].sentence + 1 == sentence);
        if let Some(span) = sentences.get(sentence) {
            reader.sentence(*span, here.clone(), if follows { before } else { 0..0 });
        }
        at += len;
        before = here;
    }
    reader.out
}

/// Whether a figure says by how much something changed: "up 15%", "a 3-point rise".
pub fn is_delta(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    let floor = at.checked_sub(1).map_or(0, |before| places[before].end);
    let reader = Reader { page, figures, places, claims, out: Vec::new() };
    matches!(reader.slot(at, floor, at.checked_sub(1)).slot, Slot::Delta | Slot::DeltaOrBase)
}

/// Whether a figure says what something came to: "rose to 30".
pub fn is_result(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    let floor = at.checked_sub(1).map_or(0, |before| places[before].end);
    let reader = Reader { page, figures, places, claims, out: Vec::new() };
    reader.slot(at, floor, at.checked_sub(1)).slot == Slot::Result
}

impl Reader<'_> {
    fn sentence(&mut self, span: Span, here: std::ops::Range<usize>, before: std::ops::Range<usize>) {
        let tokens = self.page.tokens(span);
        // Most sentences have no two figures or no word of change: nothing is looked at twice.
        if here.len() < 2 || tokens.clone().any(|t| self.has(t, |s| matches!(s, Sense::Silent))) {
            return;
        }
        let speaks_back = self.has(tokens.start, |s| matches!(s, Sense::Back));
        let mut frame = Frame::default();
        let mut floor = tokens.start;
        let mut last: Option<usize> = None;
        let mut first_frame = true;
        for at in here {
            let figure = &self.figures[at];
            if matches!(figure.kind, Kind::Date | Kind::Time | Kind::Ordinal | Kind::Identifier) {
                continue;
            }
            if matches!(self.claims[at].role, Role::Equivalent { .. }) || figure.value.is_none() || figure.range {
                floor = self.places[at].end;
                continue;
            }
            let mut seen = self.slot(at, floor, last);
            if self.parts(floor, seen.cue.max(floor), self.places[at].first, seen) {
                let back = if first_frame && speaks_back { before.clone() } else { 0..0 };
                self.close(std::mem::take(&mut frame), back);
                first_frame = false;
            }
            if seen.slot == Slot::DeltaOrBase {
                let leads = frame.base.is_empty() && self.leads_to_result(at);
                // "tombé de 10 à 15 centimètres": a range of what fell. Ranges rise, so that a fall is none.
                let range = leads && !self.falls(at) && self.figures[at].unit.is_none();
                frame.doubtful |= range;
                seen.slot = if leads { Slot::Base } else { Slot::Delta };
            }
            let from = floor.max(seen.cue.saturating_sub(FAR_MOVE));
            if seen.slot != Slot::Plain
                && (from..self.places[at].first).any(|t| self.has(t, |s| matches!(s, Sense::Not)))
            {
                frame.doubtful = true;
            }
            self.fill(&mut frame, at, seen, last);
            floor = self.places[at].end;
            last = Some(at);
        }
        let back = if first_frame && speaks_back { before } else { 0..0 };
        self.close(frame, back);
    }

    fn has(&self, at: usize, pick: impl Fn(Sense) -> bool) -> bool {
        self.page.find(at, |s| pick(s).then_some(())).is_some()
    }

    /// The longest phrase before token `end` and not before `floor` with a sense that `pick` takes.
    fn before<T>(&self, end: usize, floor: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.page.find_before(end, pick).filter(|found| found.1 >= floor && self.page.gap(end) != Gap::Line)
    }

    /// Where hedges, articles and determiners before a token begin.
    fn lead(&self, mut at: usize, floor: usize) -> usize {
        let light = |s: Sense| {
            matches!(s, Sense::HedgeBefore(_) | Sense::Determiner | Sense::Article | Sense::Definite).then_some(())
        };
        // "par rapport aux 75": the article belongs to the cue.
        let cue = |at: usize| self.before(at, floor, |s| matches!(s, Sense::Base).then_some(())).is_some();
        while !cue(at)
            && let Some((_, start)) = self.before(at, floor, light)
        {
            at = start;
        }
        at
    }

    fn slot(&self, at: usize, floor: usize, last: Option<usize>) -> Seen {
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
        if let Some((way, start)) = self.before(first, floor, more) {
            return seen(Slot::Delta, start, Some(way));
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
            let base = |s: Sense| matches!(s, Sense::Base) || step == 0 && matches!(s, Sense::BaseAtOnce);
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
            let back = p - 1;
            let wordy =
                matches!(self.page.shape(back), Some(Shape::Word | Shape::Digits | Shape::Mark('-' | '\'' | '’')))
                    && self.page.gap(p) != Gap::Line;
            if !wordy || self.has(back, |s| matches!(s, Sense::And | Sense::Apart)) {
                break;
            }
            p = back;
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

    /// Whether the word for "by" at a token can be nothing else: not "of", not "de".
    fn is_pure(&self, at: usize) -> bool {
        !self.has(at, |s| matches!(s, Sense::Of | Sense::From | Sense::RangeLink | Sense::HedgeBefore(_)))
    }

    /// A figure that can only be a share or a difference of shares.
    fn is_share(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        let basis = matches!(figure.unit, Some(Unit::Measure(m)) if m.id() == "basis-point");
        matches!(figure.kind, Kind::Percent | Kind::PercentagePoint) || basis || self.is_points(at)
    }

    /// "0.4 points".
    fn is_points(&self, at: usize) -> bool {
        self.figures[at].kind == Kind::Cardinal && self.has(self.places[at].end, |s| matches!(s, Sense::Points))
    }

    /// Whether the word of movement before a token says to what something came and never by how much: "ramené".
    fn arrives(&self, at: usize, floor: usize) -> bool {
        self.before(at, floor, |s| matches!(s, Sense::Arrives).then_some(())).is_some()
    }

    /// Whether words alone stand between two tokens.
    fn words(&self, from: usize, to: usize) -> bool {
        (from..to).all(|t| {
            matches!(self.page.shape(t), Some(Shape::Word | Shape::Digits | Shape::Mark('-' | '\'' | '’' | '/')))
                && self.page.gap(t) != Gap::Line
        })
    }

    /// Whether a noun and no comma stands right before a token: "un total de", not "a doublé, de".
    fn nominal(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let moves = |s: Sense| matches!(s, Sense::Change | Sense::Multiple { .. });
        self.page.shape(before) == Some(Shape::Word) && !self.has(before, moves)
    }

    /// Whether the next figure of the sentence is what this one's change arrives at: "de 120 à 180".
    fn leads_to_result(&self, at: usize) -> bool {
        // "de 110 en 2021 à 220"
        let dated = (at + 1..at + 3).take_while(|i| self.figures.get(*i).is_some_and(|f| f.kind == Kind::Date)).count();
        let next = at + 1 + dated;
        let (Some(figure), Some(place)) = (self.figures.get(next), self.places.get(next)) else { return false };
        let here = self.places[at].end;
        let near = place.first.saturating_sub(here) <= FAR + 1 + 4 * dated && self.words(here, place.first);
        let link = |s: Sense| matches!(s, Sense::Result | Sense::RangeLink).then_some(());
        let lead = self.lead(place.first, here);
        let linked = (0..3).any(|k| lead.checked_sub(k).is_some_and(|p| self.before(p, here, link).is_some()));
        let (a, b) = (&self.figures[at], figure);
        near && linked && (a.unit == b.unit || a.unit.is_none()) && level(b)
    }

    /// Whether the next figure is less than this one.
    fn falls(&self, at: usize) -> bool {
        let next = (at + 1..self.figures.len()).find(|i| self.figures[*i].kind != Kind::Date);
        let first = |i: usize| self.figures[i].parts.first();
        let (Some(a), Some(b)) = (first(at), next.and_then(first)) else { return false };
        let unscaled = a.scale == Number::ONE && b.scale > Number::ONE;
        if unscaled { b.value.over(&b.scale).is_some_and(|b| b < a.value) } else { b.value < a.value }
    }

    /// Whether an amount is the price of a currency: "25,400 dong per dollar" falls while the number rises.
    fn is_rate(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let money = |s: Sense| matches!(s, Sense::Money { .. });
        let priced = (end..end + 4).take_while(|t| self.page.shape(*t) == Some(Shape::Word)).skip(1);
        priced.into_iter().any(|t| self.has(t, money))
    }

    /// Which way the nearest word of movement before a token goes: over one comma at most.
    fn way_before(&self, at: usize, floor: usize) -> Option<Direction> {
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

    /// Whether something else is told of from here on: a semicolon, "while", or a new subject that moves.
    fn parts(&self, from: usize, cue: usize, first: usize, seen: Seen) -> bool {
        if (from..first).any(|t| self.page.is(t, ';') || self.page.is(t, ':') || self.page.gap(t) == Gap::Line) {
            return true;
        }
        let apart = |t: usize| {
            // "còn" also says what is left: there it is the cue itself.
            self.has(t, |s| matches!(s, Sense::Apart)) && t < cue
        };
        if (from..first).any(apart) {
            return true;
        }
        // The last comma or "and" before the word of movement: what stands between them is its subject.
        let moves =
            |t: usize| self.has(t, |s| matches!(s, Sense::Change | Sense::Multiple { .. } | Sense::FactorBefore));
        let Some(moved) = (from..first.max(cue)).find(|t| moves(*t)).or((seen.slot == Slot::Delta).then_some(cue))
        else {
            return false;
        };
        let joint = (from..moved)
            .rev()
            .find(|t| is_any(self.page, *t, &[',', '(', '–', '—']) || self.page.sense(*t, Sense::And).is_some());
        let Some(joint) = joint else { return false };
        let conjunction = self.page.sense(joint, Sense::And);
        let start = joint + conjunction.unwrap_or(1);
        if start >= moved {
            return false;
        }
        let opens = |s: Sense| {
            matches!(
                s,
                Sense::Article
                    | Sense::Equivalent { .. }
                    | Sense::By
                    | Sense::HedgeBefore(_)
                    | Sense::ShareCue
                    | Sense::Base
            )
        };
        if self.has(start, opens) && conjunction.is_none() {
            return false;
        }
        let function = |t: usize| {
            self.has(t, |s| matches!(s, Sense::Function | Sense::HedgeBefore(_) | Sense::Article | Sense::Result))
        };
        let definite = self.has(start, |s| matches!(s, Sense::Definite | Sense::Determiner));
        definite || !(start..moved).all(function)
    }

    fn fill(&self, frame: &mut Frame, at: usize, seen: Seen, last: Option<usize>) {
        let figure = &self.figures[at];
        let duration = matches!(figure.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
        let term = Term { figure: at, part: 0, plain: seen.compares };
        match seen.slot {
            // "4% on the month and 12% on the year"
            Slot::Plain if figure.kind == Kind::Percent && self.is_second(frame, at, seen.cue) => frame.doubtful = true,
            Slot::Plain if level(figure) && !duration => frame.plains.push(at),
            Slot::Base if level(figure) => {
                // "against forecasts of $56 million": never what it was.
                let end = self.places[at].end;
                frame.doubtful |= (seen.cue..end + 3).any(|t| self.has(t, |s| matches!(s, Sense::Planned)));
                frame.base.push(term);
                if seen.compares
                    && let Some(delta) = frame.deltas.last_mut().filter(|d| Some(d.figure) == last)
                {
                    delta.compared = true;
                }
            }
            Slot::Result if level(figure) => frame.results.push(at),
            Slot::Delta if duration || figure.kind == Kind::Ratio => return,
            Slot::Delta => {
                let divided = figure.kind == Kind::Multiple
                    && self.before(self.places[at].first, 0, |s| matches!(s, Sense::Divided).then_some(())).is_some()
                    || seen.times && seen.direction == Some(Direction::Down);
                let same = |d: &Delta| {
                    let other = &self.figures[d.figure];
                    other.kind == figure.kind && other.unit == figure.unit
                };
                // The first one decides: a sentence of many changes is left alone.
                frame.doubtful = frame.doubtful || frame.deltas.iter().any(same);
                if frame.doubtful {
                    return;
                }
                // "up 12% from a year earlier" behind "from 300 to 345": of another base.
                if !frame.base.is_empty() && self.has_own_base(at) {
                    frame.doubtful = true;
                }
                let points = figure.unit.is_none() && self.is_points(at);
                frame.deltas.push(Delta { figure: at, divided, times: seen.times, compared: false, points });
            }
            _ => return,
        }
        if seen.slot != Slot::Plain {
            frame.cue = frame.cue.or(Some(seen.cue));
            frame.direction = frame.direction.or(seen.direction);
        }
    }

    /// Whether a percentage behind "and" is one more change beside that which was told.
    fn is_second(&self, frame: &Frame, at: usize, cue: usize) -> bool {
        let told = frame.deltas.iter().any(|d| self.figures[d.figure].kind == Kind::Percent && d.figure < at);
        told && (cue.saturating_sub(3)..=cue).any(|t| self.page.sense(t, Sense::And).is_some())
    }

    /// Whether a base without a number follows a change: "up 12% from a year earlier".
    fn has_own_base(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let own = |s: Sense| matches!(s, Sense::Base | Sense::From);
        let Some((_, len)) = self.page.find(end, |s| own(s).then_some(())) else { return false };
        let by = self.has(end, |s| matches!(s, Sense::By | Sense::Of));
        let next = self.figures.get(at + 1).zip(self.places.get(at + 1));
        !by && !next.is_some_and(|(f, p)| level(f) && p.first <= end + len + FAR)
    }

    /// Ends a change: what was gathered becomes one, if it is enough.
    fn close(&mut self, frame: Frame, before: std::ops::Range<usize>) {
        if frame.doubtful || frame.base.len() != 1 || frame.deltas.is_empty() && frame.direction.is_none() {
            return;
        }
        let base = frame.base[0];
        let fits = |at: &usize| *at != base.figure && compatible(self.figures, self.claims, base.figure, *at);
        let results: Vec<usize> = frame.results.iter().copied().filter(fits).collect();
        let mut others = Vec::new();
        let result = match results.as_slice() {
            [one] => *one,
            [] => {
                let plains: Vec<usize> = frame.plains.iter().copied().filter(fits).collect();
                match plains.last() {
                    Some(last) if self.touches(*last, frame.cue) => {
                        others = plains.clone();
                        *last
                    }
                    Some(_) => return,
                    // "… 345 million. That was up 15% from 300 million."
                    None => {
                        let whole = before.filter(|at| {
                            let figure = &self.figures[*at];
                            level(figure) && !figure.range && fits(at)
                        });
                        let whole: Vec<usize> = whole.collect();
                        let [one] = whole.as_slice() else { return };
                        *one
                    }
                }
            }
            _ => return,
        };
        if frame.deltas.is_empty() && (self.is_rate(base.figure) || self.is_rate(result)) {
            return;
        }
        // "412 millions (+6 %), pour un bénéfice de 38 millions, contre 31": another amount stands between what is told of
        // the first and what the second was.
        let between = |d: &Delta| {
            let apart = |at: usize| {
                let figure = &self.figures[at];
                level(figure) && figure.unit == self.figures[base.figure].unit && at != result
            };
            result < d.figure && (d.figure + 1..base.figure).any(apart)
        };
        if frame.deltas.iter().any(between) {
            return;
        }
        let result = Term { figure: result, part: 0, plain: false };
        self.out.push(Change { base, result, others, deltas: frame.deltas, direction: frame.direction });
    }

    /// Whether the words about a change stand right behind a figure and its noun: ", up 15% from".
    fn touches(&self, at: usize, cue: Option<usize>) -> bool {
        let Some(cue) = cue else { return false };
        let end = self.places[at].end;
        let mut p = cue;
        let light = |s: Sense| {
            matches!(
                s,
                Sense::Change
                    | Sense::HedgeBefore(_)
                    | Sense::Determiner
                    | Sense::Article
                    | Sense::Definite
                    | Sense::Equivalent { .. }
                    | Sense::ShareCue
            )
            .then_some(())
        };
        while let Some((_, start)) = self.before(p, end, light) {
            p = start;
        }
        // "le double des 60": an article that no list of them has.
        if p > end + 1 && self.page.find(p - 1, |s| matches!(s, Sense::Function).then_some(())).is_some() {
            p -= 1;
        }
        p > end && is_any(self.page, p - 1, &[',', '(', '–', '—', '-']) || p == end
    }
}
