mod headline;

use super::reckon::{Written, percent, quotient, to_step, written};
use super::tables_growth;
use super::wording::{fix, in_percent, in_points, number, point_fix, quote};
use super::{Check, Code, Finding, Fix, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Change, Delta, Direction, Term};
use crate::desk::Desk;
use crate::figure::{Figure, Hedge, Kind};
use crate::messages::Message;
use crate::number::{Interval, Number};
use crate::units::Unit;

/// Base, result and change that contradict each other.
pub struct Growth;

/// From which factor on a change is more likely a misreading than a fault of direction.
const FAR: i64 = 10;
/// How near a power of a thousand two amounts are apart that differ by a scale word: ten to so many.
const SLIP: (i64, i64) = (7, 10);

impl Check for Growth {
    fn code(&self) -> Code {
        Code::Growth
    }

    fn explanation(&self) -> &'static str {
        include_str!("growth.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for (_, passage) in article.blocks.with(Contents::CHANGES) {
            out.extend(passage.reading.changes.iter().filter_map(|change| judge(passage, change)));
        }
        out.extend(headline::check(article));
        tables_growth::check(article, out);
    }
}

/// What was and what is, in one measure.
struct Pair<'a> {
    passage: &'a Passage,
    base: Written<'a>,
    result: Written<'a>,
    direction: Option<Direction>,
    /// Both are percentages: their difference is in points.
    levels: bool,
}

/// What a change's words are wrong in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It went the other way.
    Way,
    /// By another amount.
    Amount,
    /// By another factor.
    Factor,
    /// The percentage is the difference of two percentages.
    Points,
}

fn judge(passage: &Passage, change: &Change) -> Option<Finding> {
    let pair = Pair::of(passage, change, change.result)?;
    // A wrong scale word, which another check tells.
    if pair.slips() {
        return None;
    }
    let (delta, fault) = pair.fault(change)?;
    // Where only its place tells the result, any figure that fits settles it.
    let fits = |at: &usize| {
        let other = Term { figure: *at, part: 0, plain: false };
        let figure = |d: &Delta| passage.reading.figures.get(d.figure);
        *at != change.result.figure
            && Pair::of(passage, change, other).is_some_and(|pair| {
                let held = |d: &Delta| figure(d).is_some_and(|f| pair.holds(f, d).is_some());
                pair.fault(change).is_none() && (change.deltas.is_empty() || change.deltas.iter().any(held))
            })
    };
    if change.others.iter().any(fits) {
        return None;
    }
    Some(pair.finding(change, delta, fault))
}

impl<'a> Pair<'a> {
    fn of(passage: &'a Passage, change: &Change, result: Term) -> Option<Self> {
        let mut base = written(passage, change.base)?;
        let result = written(passage, result)?;
        let base_step = base.step.clone();
        let (before, now) = (base.figure.parts.first()?, result.figure.parts.first()?);
        // "from 1.2 to 1.5 million": the scale word stands once.
        let (before, now) =
            if std::ptr::eq(base.figure, result.figure) { (before, base.figure.parts.get(1)?) } else { (before, now) };
        if (base.figure.unit.is_none() || std::ptr::eq(base.figure, result.figure))
            && before.scale == Number::ONE
            && now.scale > Number::ONE
            && before.step <= Number::ONE
        {
            let bare = now.value.over(&now.scale)?;
            let near = &base.value * &Number::from(100) > bare && base.value < &bare * &Number::from(100);
            if near {
                base.value = &base.value * &now.scale;
                base.open = base.open.map(|n| n * &now.scale);
            }
        }
        let (base, result) = (as_fine(base, result.step.clone()), as_fine(result, base_step));
        let above = |n: &Number| !n.is_negative() && !n.is_zero();
        let levels = base.figure.unit == Some(Unit::Percent) && result.figure.unit == Some(Unit::Percent);
        let open = base.open.low.as_ref().is_some_and(above) && result.open.low.as_ref().is_some_and(above);
        open.then_some(Pair { passage, base, result, direction: change.direction, levels })
    }

    /// The first thing that is wrong, and the figure that says it.
    fn fault(&self, change: &Change) -> Option<(Option<&'a Figure>, Fault)> {
        let mut measured = false;
        for delta in &change.deltas {
            let figure = self.passage.reading.figures.get(delta.figure)?;
            match self.holds(figure, delta) {
                Some(true) => measured = true,
                // "Cutting portions by a quarter reduced waste by 38%, from 141 to 87": the nearer one is of these.
                Some(false) if self.one_holds(&change.deltas, delta.figure) => {}
                Some(false) => return Some((Some(figure), self.kind_of_fault(figure, delta))),
                None => return None,
            }
        }
        (!measured && self.other_way()).then_some((None, Fault::Way))
    }

    /// Whether the two have different scale words and are about a power of a thousand apart.
    fn slips(&self) -> bool {
        let scale = |w: &Written<'_>| w.figure.parts.first().map(|p| p.scale.clone());
        let Some(ratio) = self.result.value.over(&self.base.value) else { return false };
        let apart = |power: i32| {
            let left = &ratio * &Number::ten_to(-power);
            left > Number::from(SLIP.0) / SLIP.1 && left < Number::from(SLIP.1) / SLIP.0
        };
        scale(&self.base) != scale(&self.result) && [3, -3, 6, -6].into_iter().any(apart)
    }

    /// Whether something said behind figure `at`, and before what it was, is right.
    fn one_holds(&self, deltas: &[Delta], at: usize) -> bool {
        let figures = &self.passage.reading.figures;
        let nearer = deltas.iter().filter(|d| d.figure > at).filter_map(|d| Some((figures.get(d.figure)?, d)));
        let base = self.base.figure.span.start;
        nearer.into_iter().any(|(figure, delta)| figure.span.start < base && self.holds(figure, delta) == Some(true))
    }

    /// Whether the figures go against the words, clearly and not by a power of ten.
    fn other_way(&self) -> bool {
        // Rounded alike, two amounts that differ as written differ the same way.
        let alike = self.base.step == self.result.step;
        if alike && self.base.figure.hedge.is_none() && self.result.figure.hedge.is_none() {
            let exact = |w: &Written<'_>| Interval::exactly(&w.value);
            return self.goes(&exact(&self.base), &exact(&self.result));
        }
        self.goes(&self.base.open, &self.result.open)
    }

    fn goes(&self, from: &Interval, to: &Interval) -> bool {
        let ten = Number::from(FAR);
        let near = &self.base.value * &ten > self.result.value && &self.result.value * &ten > self.base.value;
        near && match self.direction {
            Some(Direction::Up) => to.high < from.low,
            Some(Direction::Down) => to.low > from.high,
            None => false,
        }
    }

    /// The change in hundredths of the base, signed.
    fn relative(&self) -> Option<Interval> {
        let hundred = Number::from(100);
        let ratio = quotient(&self.result.open, &self.base.open)?;
        Some(ratio.map(|n| (n - &Number::ONE) * hundred.clone()))
    }

    /// Whether a figure can be the difference of the two: of their unit, or with the scale word alone.
    fn is_amount(&self, figure: &Figure, unit: Option<Unit>) -> bool {
        // "410,000 tonnes, 30,000 less than the 460,000"
        let bare = || {
            let scaled = figure.parts.iter().all(|p| p.scale > Number::ONE);
            unit.is_none() && figure.noun.is_none() && (scaled || self.base.figure.unit.is_none())
        };
        // "from 9.8 to 7.1 cents a kWh, down 2.7 cents"
        let per =
            || matches!((unit, self.result.figure.unit), (Some(Unit::Money(x)), Some(Unit::MoneyPer(y, _))) if x == y);
        // "2,050 for men and 1,268 for women, a difference of 782 euros"
        let lent = || {
            let plain =
                |f: &Figure| f.unit.is_none() && f.noun.is_none() && f.parts.iter().all(|p| p.scale == Number::ONE);
            let one = figure.parts.iter().all(|p| p.scale == Number::ONE);
            matches!(unit, Some(Unit::Money(_))) && one && plain(self.base.figure) && plain(self.result.figure)
        };
        (unit == self.result.figure.unit || bare() || per() || lent()) && !self.levels && !figure.range
    }

    /// The difference, which is exact where prices are told to the unit: "£18, £3 less than".
    fn exact_difference(&self, figure: &Figure) -> Interval {
        let exact =
            |f: &Figure| f.kind == Kind::Money && f.hedge.is_none() && f.parts.iter().all(|p| p.scale == Number::ONE);
        let price = |w: &Written<'_>| exact(w.figure) && w.value < Number::from(1000);
        // Years, months and hours are counted.
        let lasts = |f: &Figure| {
            let unit = matches!(f.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
            unit && f.hedge.is_none() && f.step == Some(Number::ONE) && f.value.as_ref().is_some_and(Number::is_whole)
        };
        let counted = lasts(figure) && lasts(self.base.figure) && lasts(self.result.figure);
        if counted || exact(figure) && price(&self.base) && price(&self.result) {
            return Interval::exactly(&(&self.result.value - &self.base.value));
        }
        self.difference()
    }

    fn difference(&self) -> Interval {
        self.result.open.minus(&self.base.open)
    }

    /// Whether `said`, an amount without its sign, is the amount of a signed change in the direction of the words.
    fn meets(&self, said: &Interval, actual: &Interval) -> bool {
        let negative = Interval { low: said.high.clone().map(|n| -n), high: said.low.clone().map(|n| -n) };
        match self.direction {
            Some(Direction::Up) => actual.meets(said),
            Some(Direction::Down) => actual.meets(&negative),
            None => actual.meets(said) || actual.meets(&negative),
        }
    }

    /// Whether a change says what the two figures do; nothing where that cannot be told.
    fn holds(&self, figure: &Figure, delta: &Delta) -> Option<bool> {
        match (figure.kind, figure.unit) {
            (Kind::Multiple, _) => self.is_factor(figure, delta),
            _ if delta.times => self.is_factor(figure, delta),
            (Kind::Fraction, _) => Some(self.meets(&percent(figure)?, &self.relative()?)),
            (_, Some(Unit::Percent)) => {
                let said = percent(figure)?;
                if self.levels && self.is_difference(figure, &said) {
                    return Some(false);
                }
                // "−20 %": the sign says which way, as the words may.
                let negative = figure.value.as_ref()?.is_negative();
                let said = if negative { Interval::exactly(&Number::ZERO).minus(&said) } else { said };
                Some(self.meets(&said, &self.relative()?))
            }
            _ if delta.points => {
                self.levels.then(|| open(figure, &Number::ONE).map(|said| self.meets(&said, &self.difference())))?
            }
            (_, Some(Unit::PercentagePoint)) if self.levels => {
                Some(self.meets(&open(figure, &Number::ONE)?, &self.difference()))
            }
            (_, Some(Unit::Measure(m))) if self.levels && m.id() == "basis-point" => {
                Some(self.meets(&open(figure, &Number::ten_to(-2))?, &self.difference()))
            }
            (_, unit) if self.is_amount(figure, unit) => {
                let hedge = figure.hedge.filter(|_| !delta.compared);
                Some(self.meets(&open_hedged(figure, hedge, &Number::ONE)?, &self.exact_difference(figure)))
            }
            _ => None,
        }
    }

    /// Whether a percentage is the difference of the two percentages to the digit, and far from their relation.
    fn is_difference(&self, figure: &Figure, said: &Interval) -> bool {
        let difference = (&self.result.value - &self.base.value).abs();
        figure.value.as_ref().is_some_and(|v| v.abs() == difference) && !said.holds(&self.hundredths().abs())
    }

    fn is_factor(&self, figure: &Figure, delta: &Delta) -> Option<bool> {
        let told = figure.value.clone()?;
        if told <= Number::ONE && figure.kind != Kind::Multiple || told.is_zero() {
            return None;
        }
        let actual = quotient(&self.result.open, &self.base.open)?;
        let mut factors = vec![told.clone()];
        // "Three times more" is three or four times as much.
        if delta.times || delta.compared && told > Number::from(2) {
            factors.push(&told + &Number::ONE);
        }
        let hundredths = |n: i64| Number::from(n) / 100;
        Some(factors.into_iter().any(|factor| {
            let factor = if delta.divided { Number::ONE.over(&factor).unwrap_or(Number::ONE) } else { factor };
            let less = factor < Number::ONE;
            let (low, high) = match figure.hedge {
                None => (88, 113),
                Some(Hedge::About) => (82, 120),
                Some(Hedge::MoreThan | Hedge::AtLeast) if less => (50, 103),
                Some(Hedge::MoreThan | Hedge::AtLeast) => (97, 160),
                Some(_) if less => (98, 140),
                Some(_) => (70, 103),
            };
            let said = Interval::between(&(&factor * &hundredths(low)), &(&factor * &hundredths(high)));
            actual.meets(&said)
        }))
    }

    fn kind_of_fault(&self, figure: &Figure, delta: &Delta) -> Fault {
        let either = Pair { direction: None, base: copy(&self.base), result: copy(&self.result), ..*self };
        if self.direction.is_some() && self.other_way() && either.holds(figure, delta) == Some(true) {
            return Fault::Way;
        }
        if self.levels
            && figure.unit == Some(Unit::Percent)
            && open(figure, &Number::ONE).is_some_and(|said| either.meets(&said, &self.difference()))
        {
            return if self.other_way() { Fault::Way } else { Fault::Points };
        }
        match (self.other_way(), figure.kind == Kind::Multiple || delta.times) {
            (true, _) => Fault::Way,
            (_, true) => Fault::Factor,
            _ => Fault::Amount,
        }
    }

    fn finding(&self, change: &Change, figure: Option<&Figure>, fault: Fault) -> Finding {
        let said = |name| {
            if std::ptr::eq(self.base.figure, self.result.figure) {
                // "de 5,4 à 3,6 millions" is one figure.
                return Message::new(name)
                    .with("from", number(self.passage, &self.base.value))
                    .with("to", number(self.passage, &self.result.value));
            }
            Message::new(name)
                .with("from", quote(self.passage, self.base.figure))
                .with("to", quote(self.passage, self.result.figure))
        };
        let up = self.result.value > self.base.value;
        match (figure, fault) {
            (Some(figure), Fault::Amount | Fault::Factor) => {
                let points = change
                    .deltas
                    .iter()
                    .any(|d| d.points && std::ptr::eq(figure, &self.passage.reading.figures[d.figure]));
                self.wrong_amount(figure, said, up, matches!(fault, Fault::Factor), points)
            }
            (Some(figure), Fault::Points) => {
                let difference = (&self.result.value - &self.base.value).abs();
                let message = said("growth-points")
                    .with("right", in_points(self.passage, &difference))
                    .with("written", quote(self.passage, figure));
                let step = figure.step.clone().unwrap_or(Number::ONE);
                let right = to_step(&self.hundredths().abs(), &step);
                let fixes = [point_fix(self.passage, figure, &difference), fix(self.passage, figure, &[(0, &right)])];
                self.report(
                    figure,
                    &[self.base.figure, self.result.figure],
                    message,
                    fixes.into_iter().flatten().collect(),
                )
            }
            _ => {
                let message = said(if up { "growth-not-down" } else { "growth-not-up" });
                self.report(self.result.figure, &[self.base.figure], message, Vec::new())
            }
        }
    }

    /// The change in hundredths of the base as the figures are written.
    fn hundredths(&self) -> Number {
        let ratio = self.result.value.over(&self.base.value).unwrap_or(Number::ONE);
        (ratio - &Number::ONE) * Number::from(100)
    }

    fn wrong_amount(
        &self,
        figure: &Figure,
        said: impl Fn(&'static str) -> Message,
        up: bool,
        factor: bool,
        points: bool,
    ) -> Finding {
        let step = figure.step.clone().unwrap_or(Number::ONE);
        let value = figure.value.clone().unwrap_or(Number::ZERO);
        let name = if up { "growth-up" } else { "growth-down" };
        let difference = (&self.result.value - &self.base.value).abs();
        let signed = |n: &Number| if up { n.clone() } else { -n.clone() };
        let held = [self.base.figure, self.result.figure];
        let (message, first, result) = match figure.unit {
            Some(Unit::Percent) => {
                let right = to_step(&self.hundredths().abs(), &step);
                let result = &self.base.value * &(Number::from(100) + signed(&value));
                (said(name).with("right", in_percent(self.passage, &right)), Some(right), Some(result / 100))
            }
            _ if factor || figure.kind == Kind::Fraction || !self.is_amount(figure, figure.unit) && !self.levels => {
                let ratio = self.result.value.over(&self.base.value).unwrap_or(Number::ONE);
                let digits = ratio.magnitude().unwrap_or(0) - 1;
                let message = match figure.kind {
                    Kind::Fraction => {
                        let right = to_step(&self.hundredths().abs(), &Number::ONE);
                        said(name).with("right", in_percent(self.passage, &right))
                    }
                    _ => said("growth-factor").with("right", number(self.passage, &ratio.rounded(digits))),
                };
                (message, None, None)
            }
            _ if points || self.levels && matches!(figure.unit, Some(Unit::PercentagePoint | Unit::Measure(_))) => {
                let scale =
                    if points || figure.unit == Some(Unit::PercentagePoint) { Number::ONE } else { Number::from(100) };
                let right = in_points(self.passage, &difference);
                (said("growth-points").with("right", right), Some(&difference * &scale), None)
            }
            _ => {
                let result = &self.base.value + &signed(&value);
                (said(name).with("right", number(self.passage, &difference)), Some(difference), Some(result))
            }
        };
        let message = message.with("written", quote(self.passage, figure));
        let mut fixes: Vec<Fix> = Vec::new();
        fixes.extend(first.and_then(|right| fix(self.passage, figure, &[(0, &right)])));
        let above = |n: &Number| !n.is_negative() && !n.is_zero();
        let single = !std::ptr::eq(self.base.figure, self.result.figure);
        if let Some(result) = result.map(|r| to_step(&r, &self.result.step)).filter(above).filter(|_| single) {
            fixes.extend(fix(self.passage, self.result.figure, &[(0, &result)]));
        }
        self.report(figure, &held, message, fixes)
    }

    fn report(&self, figure: &Figure, held: &[&Figure], message: Message, fixes: Vec<Fix>) -> Finding {
        let mut held: Vec<&Figure> = held.iter().copied().filter(|other| !std::ptr::eq(*other, figure)).collect();
        held.dedup_by(|a, b| std::ptr::eq(*a, *b));
        let related = held.iter().map(|other| {
            let says = Message::new("related-says").with("text", quote(self.passage, other));
            Related::here(self.passage.source(other.span), says)
        });
        Finding {
            code: Code::Growth,
            severity: Severity::Error,
            span: self.passage.source(figure.span),
            message,
            related: related.collect(),
            fixes,
        }
    }
}

/// An amount as fine as the one that it is told with: "from 5 million to 5.5 million" is from 5.0.
fn as_fine(mut told: Written<'_>, step: Number) -> Written<'_> {
    let scaled = told.figure.parts.first().is_some_and(|p| p.scale > Number::ONE && p.step == p.scale);
    if scaled && told.figure.hedge.is_none() && step < told.step && &step * &Number::from(10) >= told.step {
        told.open = Interval::around(&told.value, &step);
    }
    told
}

fn copy<'a>(written: &Written<'a>) -> Written<'a> {
    Written {
        figure: written.figure,
        part: written.part,
        value: written.value.clone(),
        step: written.step.clone(),
        open: written.open.clone(),
    }
}

/// What an amount of change leaves open, times `scale`.
fn open(figure: &Figure, scale: &Number) -> Option<Interval> {
    open_hedged(figure, figure.hedge, scale)
}

fn open_hedged(figure: &Figure, hedge: Option<Hedge>, scale: &Number) -> Option<Interval> {
    let (value, step) = (figure.value.clone()?, figure.step.clone()?);
    let round = value.last_digit().map(Number::ten_to).filter(|last| *last > step);
    let first = Number::ten_to(value.magnitude().unwrap_or(0) - 1);
    let step = round.map_or(step.clone(), |last| last.min(first).max(step));
    let around = Interval::around(&value, &step);
    let far = value.abs() / 5;
    let open = match hedge {
        None => around,
        Some(Hedge::About) => Interval { low: around.low.map(|n| n - &far), high: around.high.map(|n| n + &far) },
        Some(Hedge::MoreThan | Hedge::AtLeast) => Interval { low: around.low, high: around.high.map(|n| n + &far) },
        Some(_) => Interval { low: around.low.map(|n| n - &far), high: around.high },
    };
    Some(open.map(|n| n * scale))
}
