//! What something was, what it is now, and by how much it changed.
//!
//! Each figure of a sentence is put into a slot by the words before it: what it was ("from 300"), what it is now ("to
//! 345"), by how much it moved ("up 15%"), or none of them. Slots that stand together make one [`Change`]; a new
//! subject, a semicolon or "while" begins another. Where a slot would be filled twice nothing is claimed.

use std::ops::Range;

use super::{Claim, Layout, Place, Role, Term, Unbased, compatible, is_any, level};
use crate::figure::{Figure, Kind};
use crate::language::{Direction, Gap, Page, Sense, Shape};
use crate::number::Number;
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
pub(super) const FAR: usize = 4;
/// How many words before its cue a word of movement may stand ("fell sharply last year from 7%").
pub(super) const FAR_MOVE: usize = 6;

/// What the words before a figure make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    Plain,
    Base,
    Result,
    Delta,
    /// "reculé de 7 %": by that much, or from there.
    DeltaOrBase,
}

/// A figure's slot and the token where its cue begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) slot: Slot,
    pub(super) cue: usize,
    pub(super) direction: Option<Direction>,
    /// The hedge before it is what compares ("more than the 300").
    pub(super) compares: bool,
    /// A number of times without a word that makes it a factor ("giảm 3 lần").
    pub(super) times: bool,
}

/// What is gathered of a change.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) plains: Vec<usize>,
    pub(super) base: Vec<Term>,
    pub(super) results: Vec<usize>,
    pub(super) deltas: Vec<Delta>,
    /// The way that the words beside each of them go.
    pub(super) ways: Vec<Option<Direction>>,
    pub(super) direction: Option<Direction>,
    /// Where the first cue begins.
    pub(super) cue: Option<usize>,
    pub(super) doubtful: bool,
    /// Spans of time, which are amounts only where one is held against another ("14 years, twice the six").
    pub(super) spans: Vec<usize>,
    /// "from two euros to three": what it was and what it is, in one figure.
    pub(super) bounds: Option<usize>,
}

pub(super) struct Reader<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) figures: &'a [Figure],
    pub(super) places: &'a [Place],
    pub(super) claims: &'a [Claim],
    pub(super) out: Vec<Change>,
    /// Those whose base the text does not tell.
    pub(super) unbased: Vec<Unbased>,
    /// The last change of a sentence, if it has no base: the next sentence may tell it.
    pub(super) open: Option<Frame>,
}

/// The changes that a page tells of, in order.
pub fn changes(
    page: &Page<'_>,
    layout: &Layout<'_>,
    figures: &[Figure],
    claims: &[Claim],
) -> (Vec<Change>, Vec<Unbased>) {
    let places = layout.places.as_slice();
    let mut reader = Reader { page, figures, places, claims, out: Vec::new(), unbased: Vec::new(), open: None };
    let mut at = 0;
    let mut before = 0..0;
    let mut open: Option<Frame> = None;
    while at < figures.len() {
        let sentence = claims[at].sentence;
        let len = claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        let here = at..at + len;
        let follows = before.clone().next().is_some_and(|i: usize| claims[i].sentence + 1 == sentence);
        if let Some(tokens) = layout.sentence(sentence) {
            if let Some(frame) = open.take().filter(|_| follows) {
                reader.told_before(tokens.clone(), here.clone(), frame);
            }
            reader.sentence(tokens, here.clone(), if follows { before } else { 0..0 });
            open = reader.open.take();
        }
        at += len;
        before = here;
    }
    (reader.out, reader.unbased)
}

impl Reader<'_> {
    fn sentence(&mut self, tokens: Range<usize>, here: Range<usize>, before: Range<usize>) {
        // Most sentences have no two figures or no word of change: nothing is looked at twice.
        if here.len() < 2 || self.page.has(tokens.clone(), Sense::Silent) {
            return;
        }
        let speaks_back = self.has(tokens.start, |s| matches!(s, Sense::Back));
        let mut frame = Frame::default();
        let mut floor = tokens.start;
        let mut last: Option<usize> = None;
        let mut first_frame = true;
        let here_end = here.end;
        for at in here {
            let figure = &self.figures[at];
            if matches!(figure.kind, Kind::Date | Kind::Time | Kind::Ordinal | Kind::Identifier) {
                continue;
            }
            if figure.range && self.both_bounds(&frame, at, floor) {
                floor = self.places[at].end;
                continue;
            }
            if figure.range && self.may_be_bounds(&frame, at, floor) {
                frame.bounds = Some(at);
                frame.cue = Some(self.places[at].first);
                floor = self.places[at].end;
                last = Some(at);
                continue;
            }
            if matches!(self.claims[at].role, Role::Equivalent { .. }) || figure.value.is_none() || figure.range {
                floor = self.places[at].end;
                continue;
            }
            let mut seen = self.slot(at, floor, last);
            if let Some(base) = self.told_then(&frame, at, floor) {
                seen = base;
            } else if self.said_again(&frame, at, last, seen) {
                seen = Seen { slot: Slot::Delta, cue: frame.cue.unwrap_or(seen.cue), direction: None, ..seen };
            }
            if self.parts(floor, seen.cue.max(floor), self.places[at].first, seen) {
                let back = if first_frame && speaks_back { before.clone() } else { 0..0 };
                self.imply(&frame);
                let ended = std::mem::take(&mut frame);
                // "grew by 38 to 412; a year ago there were 384"
                if let Some(frame) = self.told_behind(ended, at, floor, tokens.end, here_end) {
                    self.close(frame, back);
                }
                first_frame = false;
            }
            // "up 9% from 5.35 million and 3% above the record": a second comparison, with something else.
            // "three times fewer than the 820 of 2023, against 96 for its rival": somebody else's.
            let third = seen.slot == Slot::Base
                && matches!(frame.base.as_slice(), [base] if base.plain)
                && !frame.deltas.is_empty()
                && (floor..self.places[at].first).any(|t| is_any(self.page, t, &[',']));
            let second = frame.deltas.last().zip(frame.base.last()).is_some_and(|(delta, base)| {
                let same = self.figures[delta.figure].kind == figure.kind && figure.kind == Kind::Percent;
                let and = (floor..self.places[at].first).any(|t| self.page.sense(t, Sense::And).is_some());
                let end = self.places[at].end;
                // "twice what the second gets (200,000) and five times the prize of the third (80,000)"
                let factor = [delta.figure, at].iter().all(|i| self.figures[*i].kind == Kind::Multiple);
                let own = factor || self.has(end, |s| matches!(s, Sense::More(_)));
                let same = same || factor;
                seen.slot == Slot::Delta && delta.figure < base.figure && base.figure < at && same && and && own
            });
            if second || third {
                let back = if first_frame && speaks_back { before.clone() } else { 0..0 };
                let known = self.out.len();
                self.close(std::mem::take(&mut frame), back);
                // Both are told of the same amount.
                let told = self.out.get(known).map(|change| change.result.figure);
                frame.results.extend(told.filter(|_| second && figure.kind == Kind::Multiple));
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
        self.gaps(tokens.start, here_end);
        let back = if first_frame && speaks_back { before } else { 0..0 };
        self.imply(&frame);
        self.complete(&mut frame);
        if frame.base.is_empty() && first_frame {
            self.open = Some(frame);
            return;
        }
        self.close(frame, back);
    }

    /// "… rose 25% to 345 million. They stood at 300 million a year earlier.": the base of the sentence before.
    fn told_before(&mut self, tokens: Range<usize>, here: Range<usize>, mut frame: Frame) {
        let back = self.has(tokens.start, |s| matches!(s, Sense::Back))
            || here.clone().next().is_some_and(|at| self.says_only_when(tokens.start, self.places[at].first));
        let earlier = self.page.has(tokens.clone(), Sense::YearBefore);
        let other = |s: Sense| {
            matches!(s, Sense::Change | Sense::Not | Sense::Silent | Sense::Planned | Sense::Apart | Sense::More(_))
        };
        let plain = !self.page.any(tokens.clone(), other);
        let mut levels = here.filter(|at| self.figures[*at].kind != Kind::Date);
        let (Some(base), None) = (levels.next(), levels.next()) else { return };
        let one = frame.results.len() == 1 && frame.deltas.len() == 1 && frame.plains.is_empty();
        if back && earlier && plain && one && level(&self.figures[base]) && self.figures[base].hedge.is_none() {
            // What follows names the amount in full.
            frame.base.push(Term { figure: base, part: 0, plain: false });
            self.close(frame, 0..0);
        }
    }

    /// "halved in ten years, from 5.4 to 3.6 million", "ramené de 40 à 52": what it was and what it is stand in one figure.
    fn both_bounds(&mut self, frame: &Frame, at: usize, floor: usize) -> bool {
        let figure = &self.figures[at];
        let [first, last] = figure.parts.as_slice() else { return false };
        let lead = self.lead(self.places[at].first, floor);
        let Some((_, start)) = self.before(lead, floor, |s| matches!(s, Sense::From).then_some(())) else {
            return false;
        };
        let counted = matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Percent);
        let one = frame.base.is_empty() && frame.results.is_empty() && !frame.doubtful && counted;
        let told = frame.deltas.len() == 1 && is_any(self.page, start.saturating_sub(1), &[',']);
        let moved = self.arrives(start, floor);
        // "de 5,4 à 3,6 millions": the scale word stands once.
        let shared = first.scale == Number::ONE && last.scale > Number::ONE;
        let before = if shared { &first.value * &last.scale } else { first.value.clone() };
        let falls = before > last.value;
        if !one || !(told || moved) || !falls && !moved && frame.direction != Some(Direction::Up) {
            return false;
        }
        let direction = if told { frame.direction } else { self.way_before(start, floor) };
        let term = |part| Term { figure: at, part, plain: true };
        let deltas = if told { frame.deltas.clone() } else { Vec::new() };
        self.out.push(Change { base: term(0), result: term(1), others: Vec::new(), deltas, direction });
        true
    }

    /// "from 4.2 to 6.3 million, or by a half", "a gain of 600,000 or 15%": the same change said in another way.
    fn said_again(&self, frame: &Frame, at: usize, last: Option<usize>, seen: Seen) -> bool {
        let figure = &self.figures[at];
        let share = matches!(figure.kind, Kind::Percent | Kind::Fraction | Kind::PercentagePoint);
        // "from 17 years to 13, that is five less"
        let amount = || {
            let base = frame.base.first().map(|b| &self.figures[b.figure]);
            let told = frame.results.len() == 1 || frame.results.is_empty() && frame.plains.len() == 1;
            told && level(figure) && base.is_some_and(|b| b.unit == figure.unit && b.unit.is_some())
        };
        let points = figure.kind == Kind::PercentagePoint || self.is_points(at);
        if !(share || points || amount()) || frame.base.len() > 1 || frame.cue.is_none() {
            return false;
        }
        let behind_delta = share && frame.deltas.last().is_some_and(|d| Some(d.figure) == last);
        let told = frame.results.len() == 1 || frame.results.is_empty() && !frame.plains.is_empty();
        let whole = frame.base.len() == 1 && told && frame.deltas.is_empty();
        let (floor, first) = (last.map_or(0, |l| self.places[l].end), self.places[at].first);
        let mut p = self.lead(first, floor);
        // "from 39% to 29%, a loss of 12 points"
        if whole && frame.results.len() == 1 && points {
            let comma = (floor..p).rev().take(FAR).find(|t| is_any(self.page, *t, &[',', '–', '—', '(']));
            let plain = comma.is_some_and(|c| self.words(c + 1, p) && self.has(c + 1, |s| matches!(s, Sense::Article)));
            if plain && !(floor..p).any(|t| self.has(t, |s| matches!(s, Sense::And | Sense::Apart | Sense::Base))) {
                return true;
            }
        }
        if let Some((_, start)) = self.before(p, floor, |s| matches!(s, Sense::By).then_some(())) {
            p = start;
        }
        let said = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue).then_some(());
        let or = self.before(p, floor, said).is_some();
        let end = self.places[at].end;
        let of_other =
            self.has(end, |s| matches!(s, Sense::ShareOf | Sense::Of | Sense::Base | Sense::From | Sense::Them));
        let open = matches!(seen.slot, Slot::Plain | Slot::Delta);
        open && or && (behind_delta || whole) && !of_other
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
            Slot::Plain if level(figure) && duration => frame.spans.push(at),
            Slot::Plain if level(figure) || self.is_count_of(at) => frame.plains.push(at),
            // "le double de 2022"
            Slot::Base if self.is_year(at) && (seen.compares || self.is_factor(frame)) => return,
            // "350 more than two years ago"
            Slot::Base if duration && self.differs(frame, at) => return,
            Slot::Base if level(figure) => {
                // "against forecasts of $56 million": never what it was.
                let end = self.places[at].end;
                // "71% of capacity" is none of them.
                let ahead = if self.has(end, |s| matches!(s, Sense::Of)) { end } else { end + 3 };
                // "2 million less than the 45 million planned": the difference is of these two, whatever they are.
                let direct = last.is_some_and(|last| frame.deltas.last().is_some_and(|d| d.figure == last))
                    && last.is_some_and(|last| self.compared_with(last, at));
                frame.doubtful |= !direct && (seen.cue..ahead).any(|t| self.has(t, |s| matches!(s, Sense::Planned)));
                frame.base.push(term);
                if seen.compares
                    && let Some(delta) = frame.deltas.last_mut().filter(|d| Some(d.figure) == last)
                {
                    delta.compared = true;
                }
            }
            Slot::Result if level(figure) => frame.results.push(at),
            // "in 5 years", but "from 17 years to 13, that is five less".
            Slot::Delta if duration && !frame.base.iter().any(|b| self.figures[b.figure].unit == figure.unit) => return,
            Slot::Delta if figure.kind == Kind::Ratio => return,
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
                // "from 300 to 345 in March, and is still 4% above that of January"
                let end = self.places[at].end;
                let above = self.page.find(end, |s| matches!(s, Sense::More(_)).then_some(()));
                let goes_on = |len: usize| self.page.shape(end + len) == Some(Shape::Word);
                let full = !frame.base.is_empty() && !frame.results.is_empty();
                frame.doubtful |= full && above.is_some_and(|(_, len)| goes_on(len));
                let points = figure.unit.is_none() && self.is_points(at);
                // "thấp hơn 500 đồng so với": what else would be a hedge is the comparison.
                let first = self.places[at].first;
                let hedge = self.page.find_before(first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(()));
                let more = self.page.find_before(first, |s| matches!(s, Sense::More(_)).then_some(()));
                let compared = level(figure) && hedge.is_some() && hedge == more;
                frame.deltas.push(Delta { figure: at, divided, times: seen.times, compared, points });
                frame.ways.push(self.own_way(at, seen));
            }
            _ => return,
        }
        if seen.slot != Slot::Plain {
            frame.cue = frame.cue.or(Some(seen.cue));
            frame.direction = frame.direction.or(seen.direction);
        }
    }

    /// Ends a change: what was gathered becomes one, if it is enough.
    pub(super) fn close(&mut self, mut frame: Frame, before: Range<usize>) {
        self.complete(&mut frame);
        if frame.doubtful || frame.base.len() != 1 || frame.deltas.is_empty() && frame.direction.is_none() {
            return;
        }
        let base = frame.base[0];
        let fits = |at: &usize| {
            let same = compatible(self.figures, self.claims, base.figure, *at);
            *at != base.figure && (same || self.is_count_like(*at, base.figure))
        };
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
                    // "They gained 38 percent, against 9 percent for others": no share that was so large.
                    None if self.figures[base.figure].kind == Kind::Percent
                        && frame.deltas.iter().any(|d| self.figures[d.figure].kind == Kind::Percent) =>
                    {
                        return;
                    }
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
        if frame.deltas.iter().any(between) || self.differ_in_kind(base.figure, result) {
            return;
        }
        // "cut the fee, now $25 a lot, by half and the wait from 36 hours to 12": something else stands between them.
        let other = |d: &Delta| {
            let (first, last) = (base.figure.min(result), base.figure.max(result));
            let unlike = |at: usize| {
                let figure = &self.figures[at];
                let again = matches!(self.claims[at].role, Role::Equivalent { .. });
                let told = [base.figure, result].iter().any(|term| self.figures[*term].unit == figure.unit);
                let moved = frame.deltas.iter().any(|d| d.figure == at);
                let lasts = matches!(figure.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
                level(figure) && !again && figure.unit.is_some() && !told && !moved && !lasts
            };
            d.figure < first && (d.figure + 1..first).any(unlike) || d.figure > last && (last + 1..d.figure).any(unlike)
        };
        if frame.deltas.iter().any(|d| other(d) || self.is_aside(d.figure, base.figure.min(result))) {
            return;
        }
        let result = Term { figure: result, part: 0, plain: false };
        self.out.push(Change { base, result, others, deltas: frame.deltas, direction: frame.direction });
    }

    /// "the kwacha, which lost 2.3 percent in April, traded at 23.6": a change told in a clause of its own, before `next`.
    fn is_aside(&self, delta: usize, next: usize) -> bool {
        if delta >= next || self.claims[delta].sentence != self.claims[next].sentence {
            return false;
        }
        let (first, end) = (self.places[delta].first, self.places[delta].end);
        let comma = |t: usize| is_any(self.page, t, &[',']);
        let opens = (first.saturating_sub(FAR_MOVE)..first)
            .any(|t| t > 0 && comma(t - 1) && self.has(t, |s| matches!(s, Sense::Then)));
        opens && (end..self.places[next].first).any(comma)
    }

    /// "3,200 metres of lanes, a fifth more than the present four": a bare number that counts something else.
    fn differ_in_kind(&self, base: usize, result: usize) -> bool {
        let (a, b) = (&self.figures[base], &self.figures[result]);
        let (bare, full) = match (a.unit, b.unit) {
            (None, Some(_)) => (a, b),
            (Some(_), None) => (b, a),
            _ => return false,
        };
        let spelled = bare.parts.iter().all(|p| p.digits.is_none() && p.scale == Number::ONE);
        let scaled = full.parts.iter().any(|p| p.scale != Number::ONE);
        let ten = Number::from(10);
        let far = bare.value.as_ref().zip(full.value.as_ref()).is_some_and(|(x, y)| *x > y * &ten || *y > x * &ten);
        spelled || far && !scaled
    }

    /// Whether the words about a change stand right behind a figure and its noun: ", up 15% from".
    pub(super) fn touches(&self, at: usize, cue: Option<usize>) -> bool {
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
                    | Sense::Apposed
            )
            .then_some(())
        };
        while let Some((_, start)) = self.before(p, end, light) {
            p = start;
        }
        // "le double des 60": an article that no list of them has.
        // "27 millions, a été augmenté de 3"
        for _ in 0..2 {
            let function = |t: usize| self.has(t, |s| matches!(s, Sense::Function));
            let speaks_back = |t: usize| self.has(t, |s| matches!(s, Sense::Back));
            if p > end + 1 && function(p - 1) && !speaks_back(p - 1) {
                p -= 1;
            }
        }
        p > end && is_any(self.page, p - 1, &[',', '(', '–', '—', '-']) || p == end
    }
}
