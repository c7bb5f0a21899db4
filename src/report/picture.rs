//! What a finding looks like: its figures, put so that the disagreement can be seen.
//!
//! Amounts far apart stand on a logarithmic scale, near ones are bars, parts lie in their whole. `svg` draws it. Floats
//! are used for places on the paper only.

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::{Article, Origin, Reader};
use crate::checks::{Code, Elsewhere, Finding, Replacement};
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::language::Language;
use crate::number::Number;
use crate::units::Unit;

/// Groups of figures, each on a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Group {
    /// Amounts one below the other.
    Amounts { marks: Vec<Mark>, logarithmic: bool },
    /// Parts side by side, held against their whole: as written, then as it would fit.
    Stack { whole: Mark, parts: Vec<Mark>, fits: Option<Mark> },
    /// Shares of a whole, all wholes equally long. What remains lies at the right end.
    Shares(Vec<Share>),
}

/// An amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub label: String,
    pub value: f64,
    pub role: Role,
}

/// A part of a whole of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub mark: Mark,
    /// What is left of the whole by the others.
    pub rest: bool,
}

/// What an amount is to the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the finding is about.
    Written,
    /// What a correction would put there.
    Fits,
    /// What it was held against.
    Beside,
}

/// How many times the least amount the greatest is where bars show nothing any more.
const FAR: f64 = 5.0;

/// A figure of the finding with its words.
struct Fact {
    quote: String,
    figure: Figure,
    role: Role,
    /// It stands in another version.
    elsewhere: bool,
}

/// The picture of a finding in `article`, if its figures make one; `others` are the articles of other versions by path.
pub fn of(finding: &Finding, article: &Article, others: &HashMap<&str, &Article>) -> Option<Picture> {
    let written = fact(article, finding.span.start, Role::Written)?;
    let beside = finding.related.iter().filter_map(|related| {
        let elsewhere = related.elsewhere.as_ref();
        let there = match elsewhere {
            None => article,
            Some(Elsewhere { path, .. }) => others.get(&**path)?,
        };
        let mut fact = fact(there, related.span.start, Role::Beside)?;
        fact.elsewhere = elsewhere.is_some();
        Some(fact)
    });
    let beside: Vec<Fact> = beside.collect();
    let fits = fits(finding, article);
    let groups = match finding.code {
        Code::Date | Code::Settings | Code::StaleIgnore | Code::RangeOrder | Code::NumberFormat => Vec::new(),
        Code::PartOfWhole | Code::Percentage => shares(&written, &beside, fits.as_ref())
            .or_else(|| stack(&written, &beside, fits.as_ref()))
            .map_or_else(|| amounts(&written, &beside, fits.as_ref()), |group| vec![group]),
        Code::SumOfParts => stack(&written, &beside, fits.as_ref())
            .map_or_else(|| amounts(&written, &beside, fits.as_ref()), |group| vec![group]),
        _ => amounts(&written, &beside, fits.as_ref()),
    };
    (!groups.is_empty()).then_some(Picture { groups })
}

fn fact(article: &Article, offset: usize, role: Role) -> Option<Fact> {
    let (passage, figure) = article.figure_at(offset)?;
    let quote = passage.source(figure.span).of(&article.text);
    Some(Fact { quote: one_line(quote), figure: figure.clone(), role, elsewhere: false })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the first correction of the finding's own words puts in their place, read.
fn fits(finding: &Finding, article: &Article) -> Option<Fact> {
    let (passage, figure) = article.figure_at(finding.span.start)?;
    let whole = passage.source(figure.span);
    let own = |edit: &&Replacement| edit.elsewhere.is_none() && edit.span.overlaps(whole);
    let fix = finding.fixes.iter().find(|fix| fix.edits.iter().any(|edit| own(&edit)))?;
    // A correction may change one number of the figure, or several; the words around them stay.
    let mut edits: Vec<&Replacement> = fix.edits.iter().filter(own).collect();
    edits.sort_by_key(|edit| edit.span);
    let (mut text, mut at) = (String::new(), whole.start);
    for edit in edits {
        text.push_str(article.text.get(at..edit.span.start).unwrap_or_default());
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    text.push_str(article.text.get(at..whole.end).unwrap_or_default());
    let language: Option<Language> = passage.language.or(article.language);
    let read = Reader::default().read(Arc::from(&*text), &Origin { language, ..Origin::default() }, &Desk::default());
    let mut fact = fact_of(&read)?;
    fact.quote = one_line(&text);
    Some(fact)
}

fn fact_of(article: &Article) -> Option<Fact> {
    let figure = article.blocks.iter().flat_map(|p| &p.reading.figures).next()?;
    Some(Fact { quote: String::new(), figure: figure.clone(), role: Role::Fits, elsewhere: false })
}

impl Fact {
    /// Its value in `unit`, where it has one.
    fn value(&self, unit: Option<Unit>) -> Option<Number> {
        let value = self.figure.value.as_ref().filter(|_| self.figure.date.is_none())?;
        match (self.figure.unit, unit) {
            (a, b) if a == b => Some(value.clone()),
            (Some(Unit::Measure(from)), Some(Unit::Measure(to))) => from.convert(value, to),
            _ => None,
        }
    }

    fn mark(&self, value: &Number) -> Mark {
        Mark { label: self.quote.clone(), value: value.to_f64(), role: self.role }
    }

    /// The share that it states, of one.
    fn share(&self) -> Option<Number> {
        let value = self.figure.value.as_ref()?;
        match (self.figure.kind, &self.figure.of) {
            (Kind::Ratio, Some(of)) => value.over(of),
            (Kind::Percent, _) => value.over(&Number::from(100)),
            (Kind::Fraction, _) => Some(value.clone()),
            _ => None,
        }
    }
}

/// Shares of wholes, where the finding is about one.
fn shares(written: &Fact, beside: &[Fact], fits: Option<&Fact>) -> Option<Group> {
    let row = |fact: &Fact, rest| {
        let value = fact.share().filter(|v| !v.is_negative())?;
        Some(Share { mark: fact.mark(&value), rest })
    };
    let own = row(written, false)?;
    // A ratio beside a ratio with another whole speaks of what is left of it.
    let rest = written.figure.kind == Kind::Ratio && beside.iter().any(|fact| fact.figure.kind == Kind::Ratio);
    let mut rows: Vec<Share> = beside.iter().filter_map(|fact| row(fact, false)).collect();
    if rows.is_empty() {
        // Two counts: the smaller is the part.
        let [a, b] = beside else { return None };
        let (part, whole) = if a.figure.value <= b.figure.value { (a, b) } else { (b, a) };
        let share = part.figure.value.as_ref()?.over(whole.figure.value.as_ref()?)?;
        let label = format!("{} / {}", part.quote, whole.quote);
        rows.push(Share { mark: Mark { label, value: share.to_f64(), role: Role::Beside }, rest: false });
    }
    rows.push(Share { rest, ..own });
    rows.extend(fits.and_then(|fact| row(fact, rest)));
    Some(Group::Shares(rows))
}

/// Parts in their whole, where there are some.
fn stack(written: &Fact, beside: &[Fact], fits: Option<&Fact>) -> Option<Group> {
    let unit = written.figure.unit;
    let own = written.value(unit)?;
    let others: Vec<(&Fact, Number)> = beside.iter().filter_map(|fact| Some((fact, fact.value(unit)?))).collect();
    if others.len() < 2 || others.iter().any(|(_, v)| v.is_negative()) {
        return None;
    }
    let sum = others.iter().fold(Number::ZERO, |sum, (_, v)| &sum + v);
    let wanted = fits.and_then(|fact| fact.value(unit));
    let greatest = others.iter().map(|(_, v)| v).max()?;
    let mark = |fact: &Fact, value: &Number| fact.mark(value);
    let fit = fits.zip(wanted.as_ref()).map(|(fact, value)| fact.mark(value));
    // The finding is about the total, or about one of the parts.
    if wanted.as_ref() == Some(&sum) || own >= *greatest && unit != Some(Unit::Percent) {
        let parts = others.iter().map(|(fact, v)| mark(fact, v)).collect();
        return Some(Group::Stack { whole: mark(written, &own), parts, fits: fit });
    }
    let mut parts: Vec<Mark> = Vec::new();
    let whole = if unit == Some(Unit::Percent) {
        parts.extend(others.iter().map(|(fact, v)| mark(fact, v)));
        Mark { label: "100 %".to_owned(), value: 100.0, role: Role::Beside }
    } else {
        let at = others.iter().position(|(_, v)| v == greatest)?;
        parts.extend(others.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, (fact, v))| mark(fact, v)));
        let (fact, value) = others.get(at)?;
        mark(fact, value)
    };
    parts.push(mark(written, &own));
    Some(Group::Stack { whole, parts, fits: fit })
}

/// The finding's amount beside what it was held against, and amounts of another unit on a scale of their own.
fn amounts(written: &Fact, beside: &[Fact], fits: Option<&Fact>) -> Vec<Group> {
    let unit = written.figure.unit;
    let mut groups = Vec::new();
    let mut own: Vec<Mark> = Vec::new();
    let mut left: Vec<&Fact> = Vec::new();
    for fact in beside {
        match fact.value(unit) {
            Some(value) => own.push(fact.mark(&value)),
            None => left.push(fact),
        }
    }
    if let Some(value) = written.value(unit) {
        own.push(written.mark(&value));
    }
    // Another version's figure is what would fit: it is there already.
    let there = beside.iter().any(|fact| fact.elsewhere && fact.figure.unit == unit);
    own.extend(fits.filter(|_| !there).and_then(|fact| Some(fact.mark(&fact.value(unit)?))));
    for unit in units(&left) {
        let marks: Vec<Mark> = left.iter().filter_map(|fact| Some(fact.mark(&fact.value(unit)?))).collect();
        groups.extend((marks.len() > 1).then(|| group(marks)).flatten());
    }
    groups.extend((own.len() > 1).then(|| group(own)).flatten());
    groups
}

fn units(facts: &[&Fact]) -> Vec<Option<Unit>> {
    let mut out = Vec::new();
    for fact in facts {
        if !out.contains(&fact.figure.unit) {
            out.push(fact.figure.unit);
        }
    }
    out
}

fn group(marks: Vec<Mark>) -> Option<Group> {
    let least = marks.iter().map(|m| m.value).fold(f64::INFINITY, f64::min);
    let greatest = marks.iter().map(|m| m.value).fold(f64::NEG_INFINITY, f64::max);
    if !least.is_finite() || !greatest.is_finite() || least < 0.0 || greatest <= 0.0 {
        return None;
    }
    Some(Group::Amounts { logarithmic: least > 0.0 && greatest / least >= FAR, marks })
}
