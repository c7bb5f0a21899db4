//! Changes whose parts no cue joins: by their order, by what a comma brings, by "bringing the total".

use super::change::{Change, FAR, Frame, Reader, Seen};
use super::{Role, Term, Unbased, compatible, is_any, level};
use crate::figure::Kind;
use crate::language::{Direction, Sense};
use crate::number::Number;
use crate::units::Unit;

/// How many tokens may stand between a difference and what it is told from ("2 million less than the 45 million").
const FAR_COMPARED: usize = 6;

impl Reader<'_> {
    /// Whether a range may be what something was and what it is, if by how much it moved follows.
    pub(super) fn may_be_bounds(&self, frame: &Frame, at: usize, floor: usize) -> bool {
        let figure = &self.figures[at];
        let lead = self.lead(self.places[at].first, floor);
        let from = self.before(lead, floor, |s| matches!(s, Sense::From).then_some(())).is_some();
        let counted = matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Percent);
        let free = frame.base.is_empty() && frame.results.is_empty() && frame.deltas.is_empty();
        from && counted && free && figure.parts.len() == 2 && frame.bounds.is_none()
    }

    /// Whether a percentage behind "and" is one more change beside that which was told.
    pub(super) fn is_second(&self, frame: &Frame, at: usize, cue: usize) -> bool {
        let told = frame.deltas.iter().any(|d| self.figures[d.figure].kind == Kind::Percent && d.figure < at);
        told && (cue.saturating_sub(3)..=cue).any(|t| self.page.sense(t, Sense::And).is_some())
    }

    /// Whether a base without a number follows a change: "up 12% from a year earlier".
    pub(super) fn has_own_base(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let own = |s: Sense| matches!(s, Sense::Base | Sense::From);
        let Some((_, len)) = self.page.find(end, |s| own(s).then_some(())) else { return false };
        let by = self.has(end, |s| matches!(s, Sense::By | Sense::Of));
        let next = self.figures.get(at + 1).zip(self.places.get(at + 1));
        !by && !next.is_some_and(|(f, p)| level(f) && p.first <= end + len + FAR)
    }

    /// Keeps what is told without its base: "rose 15% to 345", "345, up 15%".
    pub(super) fn imply(&mut self, frame: &Frame) {
        let ([delta], Some(direction), true) = (frame.deltas.as_slice(), frame.direction, frame.base.is_empty()) else {
            return;
        };
        let result = match (frame.results.as_slice(), frame.plains.as_slice()) {
            ([one], _) => *one,
            ([], [.., last]) if self.touches(*last, frame.cue) => *last,
            _ => return,
        };
        if !frame.doubtful && !delta.compared {
            let result = Term { figure: result, part: 0, plain: false };
            self.unbased.push(Unbased { result, delta: *delta, direction });
        }
    }

    /// Whether a factor was told last.
    pub(super) fn is_factor(&self, frame: &Frame) -> bool {
        frame.deltas.last().is_some_and(|d| self.figures[d.figure].kind == Kind::Multiple)
    }

    /// Whether the difference told last is an amount of another unit than a figure's.
    pub(super) fn differs(&self, frame: &Frame, at: usize) -> bool {
        frame.deltas.last().is_some_and(|d| {
            let delta = &self.figures[d.figure];
            level(delta) && delta.kind != Kind::Percent && delta.unit != self.figures[at].unit
        })
    }

    /// Four digits that count nothing and may be a year.
    pub(super) fn is_year(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        let bare = figure.kind == Kind::Cardinal && figure.unit.is_none() && figure.noun.is_none();
        let year = figure.value.as_ref().is_some_and(|v| *v >= Number::from(1900) && *v <= Number::from(2100));
        bare && year && figure.parts.iter().all(|p| p.digits.is_some_and(|d| d.len() == 4))
    }

    /// "98 of the 210 seats, 17 fewer than the 125": the count that a share states.
    pub(super) fn is_count_of(&self, at: usize) -> bool {
        self.figures[at].kind == Kind::Ratio && matches!(self.claims[at].role, Role::Share { .. })
    }

    /// Whether a share's count may be held against what was counted before.
    pub(super) fn is_count_like(&self, at: usize, base: usize) -> bool {
        let bare = self.figures[base].unit.is_none() && level(&self.figures[base]);
        self.is_count_of(at) && bare && self.claims[base].may_count_with(&self.claims[at])
    }

    /// Whether nothing but a comparison stands between a difference and the figure `at`: "2 millions de moins que les 45".
    pub(super) fn compared_with(&self, delta: usize, at: usize) -> bool {
        let end = self.places[delta].end;
        let noun = self.figures[delta].noun.map_or(end, |noun| self.page.tokens(noun).end);
        let first = self.places[at].first;
        let more = |s: Sense| matches!(s, Sense::More(_)).then_some(());
        let than = |s: Sense| matches!(s, Sense::Than | Sense::Base);
        let near = first.saturating_sub(end) <= FAR_COMPARED && delta + 1 == at;
        // "12 more than the old one and 4 fewer": what stands between names nothing of its own.
        let light = |t: usize| {
            let sense = |s: Sense| {
                matches!(
                    s,
                    Sense::Definite
                        | Sense::Article
                        | Sense::Determiner
                        | Sense::HedgeBefore(_)
                        | Sense::Than
                        | Sense::Base
                        | Sense::More(_)
                        | Sense::Of
                )
            };
            self.has(t, sense) || self.page.find_before(t + 1, |s| sense(s).then_some(())).is_some()
        };
        let from = noun.max(end);
        let plain = from <= first && (from..first).all(light);
        near && plain
            && level(&self.figures[delta])
            && self.words(end, first)
            && [end, noun].into_iter().any(|e| {
                let behind = self.page.find(e, more).map(|f| e + f.1);
                // The word for "than" ends the phrase or follows it.
                behind.is_some_and(|b| {
                    let inside = self.page.find_before(b, |s| matches!(s, Sense::Than).then_some(())).is_some();
                    inside || self.has(b, than)
                })
            })
    }

    /// Which way the words beside a difference go, where they stand beside it and not at the head of the sentence.
    pub(super) fn own_way(&self, at: usize, seen: Seen) -> Option<Direction> {
        let way = |s: Sense| match s {
            Sense::Toward(way) | Sense::More(way) => Some(way),
            _ => None,
        };
        let first = self.places[at].first;
        let before = self.page.find_before(first, way).map(|f| f.0);
        // "une hausse de 12 %"
        let near = (seen.cue..first).any(|t| self.page.find(t, way).is_some());
        let beside = near || self.page.find(self.places[at].end, way).is_some();
        before.or_else(|| seen.direction.filter(|_| beside))
    }

    /// The frame of a clause that ended, with the base that the one behind it tells: "grew by 38 to 412; a year ago
    /// there were 384". Nothing where that was made a change of.
    pub(super) fn told_behind(
        &mut self,
        frame: Frame,
        at: usize,
        floor: usize,
        sentence_end: usize,
        last: usize,
    ) -> Option<Frame> {
        let one = frame.results.len() == 1 && frame.deltas.len() == 1 && frame.plains.is_empty();
        let base = frame.base.is_empty() && !frame.doubtful;
        // Asked first, for only the last figure of a sentence is alone: what follows looks at all that is left of it.
        let alone = (at + 1..last).all(|i| self.figures[i].kind == Kind::Date) && level(&self.figures[at]);
        if !(one && base && alone) {
            return Some(frame);
        }
        let clause = floor..sentence_end;
        let other = |s: Sense| {
            matches!(s, Sense::Change | Sense::Not | Sense::Silent | Sense::Planned | Sense::Apart | Sense::More(_))
        };
        let joint = clause.clone().find(|t| self.page.is(*t, ';'));
        let still = joint.is_some_and(|joint| self.says_only_when(joint + 1, self.places[at].first));
        let earlier = || clause.clone().any(|t| self.has(t, |s| matches!(s, Sense::YearBefore)));
        let plain = || !clause.clone().any(|t| self.has(t, other));
        if !(still && earlier() && plain()) {
            return Some(frame);
        }
        let result = frame.results[0];
        let same = compatible(self.figures, self.claims, result, at) && self.figures[at].hedge.is_none();
        if same {
            let base = Term { figure: at, part: 0, plain: false };
            self.close(Frame { base: vec![base], ..frame }, 0..0);
            return None;
        }
        Some(frame)
    }

    /// "a year ago there were", "un an plus tôt, on en comptait": a time and no subject of its own.
    pub(super) fn says_only_when(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            let time = self.page.find(at, |s| matches!(s, Sense::YearBefore).then_some(()));
            let empty = |s: Sense| {
                matches!(s, Sense::Function | Sense::Base | Sense::Result | Sense::HedgeBefore(_) | Sense::Back)
            };
            match time.or_else(|| self.page.find(at, |s| empty(s).then_some(()))) {
                Some((_, len)) => at += len,
                None if is_any(self.page, at, &[',', '\'', '’']) => at += 1,
                None => return false,
            }
        }
        true
    }

    /// "hơn quý I 700 triệu USD": more than at a time, and by how much; where the comparison begins.
    pub(super) fn more_than_time(&self, at: usize) -> Option<(Direction, usize)> {
        let time = at.checked_sub(1).filter(|t| self.figures[*t].kind == Kind::Date)?;
        let (date, place) = (self.places[time], self.places[at]);
        let more = |s: Sense| if let Sense::More(way) = s { Some(way) } else { None };
        let bare = !self.page.pack.nouns.plural.is_empty() || date.end != place.first || !level(&self.figures[at]);
        if bare { None } else { self.page.find_before(date.first, more) }
    }

    /// "72.3 years for men and 77.3 for women, a gap of five": what lies between the two amounts before it.
    pub(super) fn gaps(&mut self, start: usize, end: usize) {
        let from = self.claims.partition_point(|c| c.sentence < self.claims[end - 1].sentence);
        if end - from < 3 || !self.page.has(start..self.places[end - 1].first, Sense::Gap) {
            return;
        }
        for at in from + 2..end {
            let lead = self.lead(self.places[at].first, start);
            let Some((_, cue)) = self.before(lead, start, |s| matches!(s, Sense::Gap).then_some(())) else { continue };
            // "soit un écart de 5,6 ans"
            let said =
                |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue | Sense::Article).then_some(());
            let mut p = cue;
            while let Some((_, before)) = self.before(p, start, said) {
                p = before;
            }
            if p == 0
                || !is_any(self.page, p - 1, &[',', '–', '—', '(', ';'])
                || !level(&self.figures[at]) && !self.is_share(at)
            {
                continue;
            }
            let levels: Vec<usize> = (from..at).rev().filter(|i| level(&self.figures[*i])).take(2).collect();
            let [second, first] = levels.as_slice() else { continue };
            let (first, second) = (*first, *second);
            let near = p - self.places[second].end <= 2 * FAR && self.figures[first].hedge.is_none();
            let (a, b, c) = (&self.figures[first].value, &self.figures[second].value, &self.figures[at].value);
            let (Some(a), Some(b), Some(c)) = (a, b, c) else { continue };
            let gap = (a - b).abs();
            let about = *c <= &gap * &Number::from(3) && gap <= c * &Number::from(3);
            if near && about && compatible(self.figures, self.claims, first, second) {
                let term = |figure| Term { figure, part: 0, plain: true };
                let points = self.is_points(at);
                let delta = super::Delta { figure: at, divided: false, times: false, compared: false, points };
                self.out.push(Change {
                    base: term(first),
                    result: term(second),
                    others: Vec::new(),
                    deltas: vec![delta],
                    direction: None,
                });
            }
        }
    }

    /// Puts together what a frame holds but for the cues that would tell base from result.
    pub(super) fn complete(&mut self, frame: &mut Frame) {
        if frame.doubtful {
            return;
        }
        self.bounds(frame);
        self.yielded(frame);
        self.brought(frame);
        self.set_apart(frame);
        // "14 years, twice the six years given to his brother"
        let base = frame.base.first().map(|b| b.figure);
        let lasts = |at: usize| matches!(self.figures[at].unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
        let factor = frame.deltas.iter().all(|d| self.figures[d.figure].kind == Kind::Multiple && d.compared);
        if base.is_some_and(lasts) && factor && frame.plains.is_empty() {
            frame.plains = std::mem::take(&mut frame.spans);
        }
    }

    /// "was raised from two euros to three, an increase of one third".
    fn bounds(&mut self, frame: &mut Frame) {
        let Some(bounds) = frame.bounds.take() else { return };
        if frame.deltas.is_empty() && frame.base.is_empty() && frame.results.is_empty() {
            self.brought_from(bounds);
            return;
        }
        let ([delta], Some(way)) = (frame.deltas.as_slice(), frame.ways.first().copied().flatten()) else { return };
        let figure = &self.figures[bounds];
        let [first, last] = figure.parts.as_slice() else { return };
        let share = matches!(self.figures[delta.figure].kind, Kind::Percent | Kind::Fraction | Kind::PercentagePoint);
        let shared = first.scale == Number::ONE && last.scale > Number::ONE;
        let before = if shared { &first.value * &last.scale } else { first.value.clone() };
        let moves = before != last.value && (before < last.value) == (way == Direction::Up);
        let alone = frame.base.is_empty() && frame.results.is_empty();
        if share && alone && moves && delta.figure > bounds {
            let term = |part| Term { figure: bounds, part, plain: true };
            let deltas = frame.deltas.clone();
            self.out.push(Change { base: term(0), result: term(1), others: Vec::new(), deltas, direction: Some(way) });
        }
    }

    /// "It raised $203 million, down 6% from $221 million": what a word of movement brings is no difference where another
    /// one has a way of its own.
    fn yielded(&self, frame: &mut Frame) {
        let ([first, second], [_, Some(way)]) = (frame.deltas.as_slice(), frame.ways.as_slice()) else { return };
        let [base] = frame.base.as_slice() else { return };
        let (amount, share) = (&self.figures[first.figure], &self.figures[second.figure]);
        let bare = frame.results.is_empty() && frame.plains.is_empty() && second.figure < base.figure;
        let same = compatible(self.figures, self.claims, base.figure, first.figure);
        let comma = (self.places[first.figure].end..self.places[second.figure].first)
            .any(|t| is_any(self.page, t, &[',', '(', '–', '—']));
        let by = self.before(self.places[first.figure].first, 0, |s| matches!(s, Sense::By).then_some(())).is_some();
        let shares = matches!(share.kind, Kind::Percent | Kind::Fraction | Kind::Multiple);
        if bare && same && comma && !by && shares && amount.kind != Kind::Percent {
            frame.results.push(first.figure);
            frame.deltas.remove(0);
            frame.direction = Some(*way);
        }
    }

    /// The one count of the sentence before "bringing the total".
    fn added(&self, first: usize) -> Option<usize> {
        let sentence = self.claims[first].sentence;
        let same = |at: &usize| self.claims[*at].sentence == sentence && self.figures[*at].kind != Kind::Date;
        let mut before = (first.saturating_sub(4 * FAR)..first).rev().filter(same);
        let added = before.next().filter(|_| before.next().is_none())?;
        let (from, to) = (self.places[added].end, self.places[first].first);
        let cue = (from..to).find(|t| self.has(*t, |s| matches!(s, Sense::Brings)))?;
        let counted = self.figures[added].kind == Kind::Cardinal && self.figures[added].hedge.is_none();
        let comma = (from..cue).any(|t| is_any(self.page, t, &[',']));
        let plain = self.figures[first].noun.is_none() && level(&self.figures[added]);
        (counted && comma && plain && to.saturating_sub(cue) <= 2 * FAR).then_some(added)
    }

    /// "nine new stops, bringing the total from 23 to 34", where the two are one figure.
    fn brought_from(&mut self, bounds: usize) {
        let figure = &self.figures[bounds];
        let Some(added) = self.added(bounds).filter(|_| figure.unit.is_none() && figure.parts.len() == 2) else {
            return;
        };
        let term = |part| Term { figure: bounds, part, plain: true };
        let delta = super::Delta { figure: added, divided: false, times: false, compared: false, points: false };
        let deltas = vec![delta];
        self.out.push(Change { base: term(0), result: term(1), others: Vec::new(), deltas, direction: None });
    }

    /// "nine new stops, bringing the total from 23 to 34".
    fn brought(&self, frame: &mut Frame) {
        let ([base], [result]) = (frame.base.as_slice(), frame.results.as_slice()) else { return };
        let Some(added) = self.added(base.figure).filter(|_| frame.deltas.is_empty()) else { return };
        if compatible(self.figures, self.claims, added, *result) {
            let delta = super::Delta { figure: added, divided: false, times: false, compared: false, points: false };
            frame.deltas.push(delta);
            frame.ways.push(None);
            frame.plains.clear();
            frame.direction = None;
        }
    }

    /// "2.1 billion in 2023 … will reach 2.4 billion in 2025, that is 200 million more": two amounts and, set apart at the
    /// end, how much more one is.
    fn set_apart(&mut self, frame: &mut Frame) {
        let ([delta], Some(Some(_))) = (frame.deltas.as_slice(), frame.ways.first()) else { return };
        let based = frame.base.iter().map(|b| b.figure);
        let mut levels: Vec<usize> = frame.plains.iter().chain(&frame.results).copied().chain(based).collect();
        levels.sort_unstable();
        let [first, second] = levels.as_slice() else { return };
        let (first, second, last) = (*first, *second, delta.figure);
        if frame.plains.is_empty() || second > last || !compatible(self.figures, self.claims, first, second) {
            return;
        }
        let (a, b, d) = (&self.figures[first], &self.figures[second], &self.figures[last]);
        let exact = a.hedge.is_none() && b.hedge.is_none();
        // "38,400 in 2024 … 32,000 in 2020, a rise of 12%": each with its year, so that their order is known.
        let year = |at: usize| self.figures.get(at + 1).and_then(|f| f.date.as_ref()?.year).filter(|_| at + 1 < last);
        let from = self.places[second].end;
        let comma = (from..self.places[last].first).rev().find(|t| is_any(self.page, *t, &[',']));
        let close = comma.is_some_and(|c| self.places[last].first - c <= FAR_COMPARED);
        if let (Some(x), Some(y)) = (year(first), year(second))
            && x != y
            && exact
            && close
            && d.kind != Kind::PercentagePoint
        {
            let (base, result) = if x < y { (first, second) } else { (second, first) };
            frame.base = vec![Term { figure: base, part: 0, plain: false }];
            frame.plains.clear();
            frame.results = vec![result];
            frame.direction = frame.ways.first().copied().flatten();
            return;
        }
        // "1,100 farms in 2010, only 600 are left, a fall of 55%": the one that has no year is of today.
        let way = frame.ways.first().copied().flatten();
        let falls = a.value > b.value;
        let said_way = way.is_some_and(|way| falls == (way == Direction::Down));
        if year(first).is_some() && exact && close && said_way && matches!(d.kind, Kind::Percent | Kind::Fraction) {
            frame.base = vec![Term { figure: first, part: 0, plain: false }];
            frame.plains.clear();
            frame.results = vec![second];
            frame.direction = way;
            return;
        }
        let amount = matches!(d.kind, Kind::Cardinal | Kind::Money | Kind::Measure) && d.hedge.is_none();
        let unit = d.unit == b.unit || d.unit.is_none() && d.noun.is_none();
        let timed = !frame.results.is_empty();
        let lead = self.lead(self.places[last].first, self.places[second].end);
        let said = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::ShareCue).then_some(());
        let Some((_, start)) = self.before(lead, self.places[second].end, said) else { return };
        let apart = is_any(self.page, start - 1, &[',']);
        let end = self.places[last].end;
        let more = self.page.find(end, |s| matches!(s, Sense::More(_)).then_some(())).map_or(end, |f| end + f.1);
        let ends = more >= self.page.len() || is_any(self.page, more, &['.', ';', ',', ')', '!']);
        let (Some(x), Some(y), Some(z)) = (&a.value, &b.value, &d.value) else { return };
        let difference = (y - x).abs();
        let two = Number::from(2);
        let near = *z <= &difference * &two && difference <= z * &two;
        if amount && unit && exact && timed && apart && ends && near {
            frame.base = vec![Term { figure: first, part: 0, plain: false }];
            frame.plains.clear();
            frame.results = vec![second];
            frame.direction = None;
        }
    }
}
