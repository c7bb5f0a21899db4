//! Whether an amount of money and its equivalent in another currency fit the rates of their date.
//!
//! What counts as the right rate, in this order: one that the article states; the span of all series in the article's
//! month and the one before it, or in the year that its sentence tells of, widened by the desk's tolerance. Without a
//! date, or after the last month of the tables, only slips by powers of ten are seen, against all years; a parity that
//! law fixes needs no date.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::unit_conversion::amount;
use crate::article::{Article, Contents, Passage};
use crate::claim::{Role, StatedRate};
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::number::{Interval, Number};
use crate::units::rates::{self, Month, Rate, Series};
use crate::units::{Currency, Measure, OwnRates, Unit};

/// The most noughts that a slip adds or drops.
const MOST_SLIP: i32 = 12;
/// How far, relatively, a text's own rate may be rounded: one part in so many.
const STATED_OPEN: i64 = 33;
/// Rates that move by less than one part in so many in all years are fixed.
const FIXED: i64 = 50;
/// What rates may have done since the last month of the tables: one part in so many.
const SINCE: i64 = 4;

/// What an equivalent is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The rates up to this month.
    Month(Month),
    /// The rates of another time that the sentence tells of.
    Then(Month),
    /// The desk's own rate for this month.
    Desk(Month),
    /// A rate that the article states: its block and figure.
    Stated { block: usize, figure: usize },
    /// Fixed by law, whatever the date.
    Parity,
    /// All years' rates.
    Ever,
}

/// How an equivalent does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    Agrees,
    /// Too large by this power of ten.
    Slip(i32),
    Off,
}

/// Of when a rate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Of the article's month.
    Now,
    /// Of the year that the sentence tells of: the mean of its months.
    Then,
    /// Of the last month that is known, since the article's is not, or has no rate.
    Last,
}

/// What was found of an amount and its equivalent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub grade: Grade,
    pub from: Currency,
    pub to: Currency,
    /// Units of `to` for one of `from`, before any tolerance.
    pub expected: Interval,
    /// One rate of those, to reckon with.
    pub rate: Number,
    /// Of what the equivalent is told for what the source is told of: a tonne for a tonne, liters for a gallon.
    pub share: Number,
    /// The rate that the text implies.
    pub implied: Number,
    pub basis: Basis,
}

/// The rate that an equivalent implies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implied {
    pub from: Currency,
    pub to: Currency,
    /// Units of `to` for one of `from`.
    pub implied: Number,
    /// The same by the tables.
    pub rate: Option<Number>,
}

/// Spans of rates by currencies and months, as far as they were asked for.
type Spans = HashMap<(Currency, Currency, Month, Month), Option<Interval>>;

/// The rates that an article's conversions are held against.
pub struct Exchange<'a> {
    article: &'a Article,
    tolerance: Number,
    own: Arc<OwnRates>,
    /// The article's month.
    pub month: Option<Month>,
    stated: Vec<(usize, &'a StatedRate)>,
    spans: RefCell<Spans>,
    /// What bare dollars of the article may be as well.
    dollars: OnceCell<Vec<Currency>>,
}

impl<'a> Exchange<'a> {
    pub fn of(article: &'a Article, desk: &Desk) -> Self {
        let each = |(block, passage): (usize, &'a Passage)| passage.reading.rates.iter().map(move |r| (block, r));
        Self {
            article,
            tolerance: desk.settings.currency.tolerance.clone(),
            own: Arc::clone(&desk.rates),
            month: article.date.as_ref().and_then(|(date, _)| Month::of_iso(date)),
            stated: article.blocks.with(Contents::RATES).flat_map(each).collect(),
            spans: RefCell::default(),
            dollars: OnceCell::new(),
        }
    }

    /// What is to be said of the equivalent `at` of a block; nothing where it is none of money, or no rate is known.
    pub fn judge(&self, passage: &Passage, at: usize) -> Option<Verdict> {
        let reading = &passage.reading;
        let Role::Equivalent { of } = reading.claims.get(at)?.role else { return None };
        let (source, figure) = (reading.figures.get(of)?, reading.figures.get(at)?);
        if source.parts.len() != figure.parts.len() || source.range != figure.range || source.parts.is_empty() {
            return None;
        }
        // "1,65 $ le litre (6,25 $ le gallon)": one money, whosever it is.
        if source.shared == figure.shared && source.unit?.currency() == figure.unit?.currency() {
            return None;
        }
        let mut nearest: Option<(Number, Verdict)> = None;
        let mut first = true;
        for (from, above) in self.meanings(source) {
            for (to, below) in self.meanings(figure) {
                if from == to {
                    continue;
                }
                let share = match (above, below) {
                    (None, None) | (Some(_), None) => Number::ONE,
                    (Some(a), Some(b)) => b.convert_difference(&Number::ONE, a)?,
                    _ => return None,
                };
                let verdict = self.pair(passage, (of, at), (from, to), &share)?;
                if verdict.grade == Grade::Agrees {
                    return Some(verdict);
                }
                // A slip of noughts in what the words mean first is likelier than another meaning.
                if std::mem::take(&mut first) && matches!(verdict.grade, Grade::Slip(_)) {
                    nearest = Some((Number::ONE, verdict));
                    continue;
                }
                let off = verdict.implied.over(&verdict.rate)?;
                let far = if off < Number::ONE { Number::ONE.over(&off)? } else { off };
                if nearest.as_ref().is_none_or(|(least, _)| far < *least) {
                    nearest = Some((far, verdict));
                }
            }
        }
        nearest.map(|(_, verdict)| verdict)
    }

    /// What a figure's money can be; bare dollars also those of a country that the article names.
    fn meanings(&self, figure: &Figure) -> Vec<(Currency, Option<Measure>)> {
        let mut all = meanings(figure);
        if figure.shared {
            let per = all.first().and_then(|(_, per)| *per);
            let others = self.dollars.get_or_init(|| self.article.other_dollars());
            all.extend(others.iter().map(|currency| (*currency, per)));
        }
        all
    }

    /// The rate that the equivalent `at` of a block implies, and the date's rate where one is known.
    pub fn implied(&self, passage: &Passage, at: usize) -> Option<Implied> {
        let reading = &passage.reading;
        let Role::Equivalent { of } = reading.claims.get(at)?.role else { return None };
        let (source, figure) = (reading.figures.get(of)?, reading.figures.get(at)?);
        let first = |figure| meanings(figure).into_iter().next();
        let (Some((from, None)), Some((to, None))) = (first(source), first(figure)) else { return None };
        let implied = figure.parts.first()?.value.over(&source.parts.first()?.value)?;
        let rate = self.rates(passage, at, from, to).0.into_iter().next().map(|rate| rate.value);
        Some(Implied { from, to, implied, rate })
    }

    fn pair(
        &self,
        passage: &Passage,
        (of, at): (usize, usize),
        (from, to): (Currency, Currency),
        share: &Number,
    ) -> Option<Verdict> {
        let (source, figure) = (passage.reading.figures.get(of)?, passage.reading.figures.get(at)?);
        let mut implied = Vec::new();
        for (a, b) in source.parts.iter().zip(&figure.parts) {
            let (a, b) = (amount(source, a), amount(figure, b));
            let (reach_a, reach_b) = (a.wide_reach(), b.wide_reach());
            let (low, high) = (reach_a.low?, reach_a.high?);
            if low.is_negative() || low.is_zero() {
                return None;
            }
            let ends = Interval { low: reach_b.low?.over(&(&high * share)), high: reach_b.high?.over(&(&low * share)) };
            implied.push((ends, b.value.over(&(&a.value * share))?));
        }
        let expected = self.expected(passage, at, from, to);
        let verdict = |grade, (expected, basis): &(Interval, Basis), implied: &Number| {
            let rate = self.rate(from, to, expected, basis);
            let (share, implied, basis) = (share.clone(), implied.clone(), basis.clone());
            Some(Verdict { grade, from, to, expected: expected.clone(), rate: rate?, share, implied, basis })
        };
        for one in &expected {
            let open = self.opened(one);
            if implied.iter().all(|(ends, _)| ends.meets(&open)) {
                return verdict(Grade::Agrees, one, &implied.first()?.1);
            }
        }
        let first = expected.first()?;
        let open = self.opened(first);
        let (ends, value) = implied.iter().find(|(ends, _)| !ends.meets(&open))?;
        let slip = (1..=MOST_SLIP).flat_map(|k| [k, -k]).find(|k| {
            let scale = Number::ten_to(-*k);
            ends.map(|end| end * &scale).meets(&open)
        });
        // Where rates of all years span a power of ten, they prove nothing.
        let wide = || Some(first.0.high.as_ref()? > &(first.0.low.as_ref()? * &Number::from(3)));
        match (slip, &first.1) {
            (Some(_), Basis::Ever) if wide() != Some(false) => None,
            (None, Basis::Ever) => None,
            (Some(slip), _) => verdict(Grade::Slip(slip), first, value),
            (None, _) => verdict(Grade::Off, first, value),
        }
    }

    /// What rates the equivalent may have, the one to be shown first.
    fn expected(&self, passage: &Passage, at: usize, from: Currency, to: Currency) -> Vec<(Interval, Basis)> {
        let mut out = Vec::new();
        for (block, rate) in &self.stated {
            let value = match (rate.from, rate.to) {
                (a, b) if (a, b) == (from, to) => Some(rate.value.clone()),
                (a, b) if (b, a) == (from, to) => Number::ONE.over(&rate.value),
                _ => None,
            };
            let basis = Basis::Stated { block: *block, figure: rate.figure };
            out.extend(value.map(|value| (Interval::exactly(&value), basis)));
        }
        // The desk's own rate wins over the tables'.
        if let Some(month) = self.month
            && let Some(rate) = self.own.rate(from, to, month)
        {
            out.push((Interval::exactly(&rate.value), Basis::Desk(month)));
            return out;
        }
        let last = rates::last_month();
        let month = self.month.filter(|month| *month <= last);
        if let Some(month) = month {
            let now = self.span(from, to, month.before(), month).map(|span| (span, Basis::Month(month)));
            let then = self
                .periods(passage, at, month)
                .into_iter()
                .filter_map(|(first, last)| Some((self.span(from, to, first, last)?, Basis::Then(last))));
            out.extend(now.into_iter().chain(then));
        }
        if out.is_empty() {
            let first =
                if self.month.is_some_and(|m| m > last) { Month { year: last.year - 2, ..last } } else { Month::FIRST };
            if let Some(span) = self.span(from, to, first, last) {
                let fixed = || {
                    let (low, high) = (span.low.as_ref()?, span.high.as_ref()?);
                    Some((high - low) * Number::from(FIXED) <= *low)
                };
                let basis = if fixed() == Some(true) { Basis::Parity } else { Basis::Ever };
                out.push((span, basis));
            }
        }
        out
    }

    /// The years that the sentence of a figure tells of, up to the article's month.
    fn periods(&self, passage: &Passage, at: usize, month: Month) -> Vec<(Month, Month)> {
        let reading = &passage.reading;
        let Some(claim) = reading.claims.get(at) else { return Vec::new() };
        let year = |year: i32| {
            let (first, last) = (Month { year, month: 1 }, Month { year, month: 12 });
            (first >= Month::FIRST && first <= month).then(|| (first, last.min(month)))
        };
        // Sentences are in order, and so are their figures.
        let from = reading.claims.partition_point(|c| c.sentence < claim.sentence);
        let here = reading.claims.iter().zip(&reading.figures).skip(from).take(MOST_FIGURES);
        let dates = here.take_while(|(c, _)| c.sentence == claim.sentence).map(|(_, figure)| figure);
        let years = dates.filter(|f| f.kind == Kind::Date).filter_map(|f| f.date.as_ref()?.year);
        let before = claim.year_before.then_some(month.year - 1);
        years.chain(before).filter_map(year).collect()
    }

    /// `expected` with what is left open of it.
    fn opened(&self, (expected, basis): &(Interval, Basis)) -> Interval {
        let open = match basis {
            Basis::Stated { .. } => Number::ONE / STATED_OPEN,
            Basis::Ever if self.month.is_some() => Number::ONE / SINCE,
            _ => self.tolerance.clone(),
        };
        let low = expected.low.as_ref().map(|low| low * &(Number::ONE - &open));
        Interval { low, high: expected.high.as_ref().map(|high| high * &(Number::ONE + &open)) }
    }

    /// One rate to reckon with: the market's of the month where it is told, else the middle.
    fn rate(&self, from: Currency, to: Currency, expected: &Interval, basis: &Basis) -> Option<Number> {
        let market = |month: Month| rates::rates(from, to, month).into_iter().find(|r| r.series != Series::Official);
        match basis {
            Basis::Month(month) | Basis::Then(month) => market(*month).map(|rate| rate.value),
            _ => None,
        }
        .or_else(|| Some((expected.low.as_ref()? + expected.high.as_ref()?) / 2))
    }

    fn span(&self, from: Currency, to: Currency, first: Month, last: Month) -> Option<Interval> {
        let key = (from, to, first, last);
        let known = self.spans.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let span = rates::span(from, to, first, last);
            self.spans.borrow_mut().insert(key, span.clone());
            span
        })
    }

    /// The rates for one figure, units of `to` for one of `from`, by series, and of when they are.
    pub fn rates(&self, passage: &Passage, at: usize, from: Currency, to: Currency) -> (Vec<Rate>, When) {
        if let Some(month) = self.month {
            let then = self.periods(passage, at, month).into_iter().find(|(first, _)| first.year != month.year);
            if let Some(rate) = then.and_then(|(first, last)| rates::mean(from, to, first, last)) {
                return (vec![rate], When::Then);
            }
            if let Some(rate) = self.own.rate(from, to, month) {
                return (vec![rate], When::Now);
            }
            let now = rates::rates(from, to, month);
            if !now.is_empty() {
                return (now, When::Now);
            }
        }
        let before = |month: &Month| self.month.is_none_or(|own| own >= *month);
        let last = rates::last(from, to).filter(before);
        (last.map(|month| rates::rates(from, to, month)).unwrap_or_default(), When::Last)
    }

    /// The place of a rate that the article states.
    pub fn stated(&self, block: usize, figure: usize) -> Option<(&'a Passage, &'a Figure)> {
        let passage = self.article.blocks.get(block)?;
        Some((passage, passage.reading.figures.get(figure)?))
    }
}

/// Figures of a sentence that are looked at for a year.
const MOST_FIGURES: usize = 24;

/// The currencies that a figure's word can mean, with what the amount is told for: an ounce of gold is a troy one.
pub fn meanings(figure: &Figure) -> Vec<(Currency, Option<Measure>)> {
    let units = || figure.unit.iter().chain(&figure.unit_or);
    let sums = units().filter_map(|unit| match unit {
        Unit::Money(currency) => Some((*currency, None)),
        Unit::MoneyPer(currency, per) => Some((*currency, Some(*per))),
        _ => None,
    });
    let Some(Unit::MoneyPer(currency, per)) = figure.unit else { return sums.collect() };
    let others = figure.unit_or.iter().filter_map(|unit| match unit {
        Unit::Measure(other) if other.quantity() == per.quantity() => Some((currency, Some(*other))),
        _ => None,
    });
    sums.chain(others).collect()
}

/// The scale word of a block that, meant as a neighbouring language means it, would put an equivalent right: its index.
pub fn false_friend(passage: &Passage, of: usize, at: usize, slip: i32) -> Option<usize> {
    let reading = &passage.reading;
    reading.scale_words.iter().position(|word| {
        // The equivalent is too small by what its source's word says too much.
        let wanted = if word.figure == of { Number::ten_to(slip) } else { Number::ten_to(-slip) };
        (word.figure == of || word.figure == at) && word.elsewhere.as_ref() == Some(&wanted)
    })
}
