use std::collections::HashMap;

use super::{Check, Code, Finding, Fix, Replacement, Severity};
use crate::article::{Article, Passage};
use crate::claim::{covered, quotations};
use crate::desk::Desk;
use crate::figure::{Figure, Kind, Part};
use crate::language::{Language, Pack};
use crate::messages::Message;
use crate::number::{Number, Separators};
use crate::text::Span;
use crate::units::Unit;

/// Separators, spaces and signs of currencies that are not the language's.
pub struct NumberFormat;

/// Bare whole numbers that may be years.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

impl Check for NumberFormat {
    fn code(&self) -> Code {
        Code::NumberFormat
    }

    fn explanation(&self) -> &'static str {
        include_str!("number_format.md")
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        // Off where neither the checks' settings nor a house profile ask for it.
        if desk.settings.severity(Code::NumberFormat).is_none() && desk.settings.profile.is_none() {
            return;
        }
        let house = House::of(article);
        for passage in &article.blocks {
            out.extend(rewritings(passage, &house).map(|(figure, change)| finding(passage, figure, change)));
        }
    }
}

/// The figures of a passage that are to be written otherwise, outside quotations.
pub fn rewritings<'a>(passage: &'a Passage, house: &House) -> impl Iterator<Item = (&'a Figure, Change)> {
    let mut quoted: Option<Vec<Span>> = None;
    let figures = passage.reading.figures.iter();
    let all: Vec<_> =
        figures.flat_map(|f| wanted(passage, f, house).into_iter().map(move |change| (f, change))).collect();
    all.into_iter().filter(move |(_, change)| {
        let quoted = quoted.get_or_insert_with(|| quotations(passage.prose()));
        !covered(quoted, change.span)
    })
}

/// What an article puts between thousands throughout, by language: where it is another separator than the pack's, but one
/// that the language knows, it is the house's.
#[derive(Debug, Default)]
pub struct House(HashMap<Language, String>);

impl House {
    /// The separators that an article keeps to.
    pub fn of(article: &Article) -> Self {
        let mut counts: HashMap<Language, HashMap<char, usize>> = HashMap::new();
        for passage in &article.blocks {
            let Some(language) = passage.language else { continue };
            let pack = language.pack();
            for part in passage.reading.figures.iter().filter(|f| is_number(f)).flat_map(|f| &f.parts) {
                let Some(digits) = part.digits.filter(|_| decimals(part) == 0) else { continue };
                let mark = digits.of(passage.prose()).chars().find(|c| !c.is_ascii_digit());
                if let Some(mark) = mark.map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| pack.groups(*c)) {
                    *counts.entry(language).or_default().entry(mark).or_default() += 1;
                }
            }
        }
        let chosen = counts.into_iter().filter_map(|(language, marks)| {
            let own = language.pack().separators.group.chars().next()?;
            let own = if own.is_whitespace() { ' ' } else { own };
            let all: usize = marks.values().sum();
            let (mark, count) = marks.into_iter().max_by_key(|(_, count)| *count)?;
            (mark != own && count >= AT_LEAST && count * 2 > all).then(|| (language, mark.to_string()))
        });
        Self(chosen.collect())
    }

    fn separators(&self, language: Language) -> Separators {
        let own = &language.pack().separators;
        let group = self.0.get(&language).unwrap_or(&own.group).clone();
        Separators { group, ..own.clone() }
    }
}

/// How often an article uses another separator for it to be the house's.
const AT_LEAST: usize = 2;

/// What of a figure is to be written otherwise, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the passage's prose.
    pub span: Span,
    pub text: String,
    /// The number means the same before and after.
    pub safe: bool,
}

fn is_number(figure: &Figure) -> bool {
    !matches!(figure.kind, Kind::Identifier | Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal)
}

/// What of a figure is to be written otherwise.
fn wanted(passage: &Passage, figure: &Figure, house: &House) -> Vec<Change> {
    let Some(language) = passage.language.filter(|_| is_number(figure)) else { return Vec::new() };
    let pack = language.pack();
    let separators = house.separators(language);
    if let Some(change) = money(passage, figure, pack) {
        return vec![change];
    }
    let parts = figure.parts.iter().filter(|part| !part.compound);
    let mut out: Vec<Change> = parts.filter_map(|part| grouped(passage, figure, part, &separators)).collect();
    let text = figure.span.of(passage.prose());
    if figure.kind == Kind::Percent
        && let Some(before) = text.strip_suffix('%')
        && before.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
    {
        let digits = before.trim_end().len();
        let gap = &before[digits..];
        // Any space is as good as another.
        if gap.is_empty() != pack.percent_gap.is_empty() {
            let span = Span::new(figure.span.start + digits, figure.span.end);
            out.push(Change { span, text: format!("{}%", pack.percent_gap), safe: true });
        }
    }
    out
}

/// How many digits stand behind the decimal sign.
fn decimals(part: &Part) -> usize {
    let step = part.step.over(&part.scale).and_then(|step| step.magnitude());
    step.and_then(|m| usize::try_from(-m).ok()).unwrap_or(0)
}

/// The digits of a number with the language's separators, where they stand otherwise.
fn grouped(passage: &Passage, figure: &Figure, part: &Part, separators: &Separators) -> Option<Change> {
    let span = part.digits?;
    let written = span.of(passage.prose());
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let (whole, fraction) = digits.split_at_checked(digits.len().checked_sub(decimals(part))?)?;
    let year = figure.unit.is_none() && written.parse::<i64>().is_ok_and(|n| YEARS.contains(&n));
    // "007", "1701": noughts before a number and years are names.
    if year || whole.len() > 1 && whole.starts_with('0') || whole.is_empty() {
        return None;
    }
    // "version 3.5"
    let bare = figure.kind == Kind::Cardinal && figure.noun.is_none() && part.scale == Number::ONE;
    if bare && !fraction.is_empty() {
        return None;
    }
    let number = |whole: &str| separators.write(&Number::decimal(whole).ok()?);
    // "12.500 inhabitants" in English: nobody counts thousandths of them.
    let thousands = fraction.len() == 3
        && figure.kind == Kind::Cardinal
        && figure.noun.is_some()
        && part.scale == Number::ONE
        && whole.len() <= 3
        && whole != "0";
    let (right, safe) = match fraction {
        "" => (number(whole)?, true),
        _ if thousands => (number(&digits)?, false),
        _ => (format!("{}{}{fraction}", number(whole)?, separators.decimal), true),
    };
    // White space of any width is the same separator.
    let alike = |text: &str| text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>();
    (alike(&right) != alike(written)).then_some(Change { span, text: right, safe })
}

/// "€30" where the language puts the currency behind its number, "30 €" where it goes before.
fn money(passage: &Passage, figure: &Figure, pack: &Pack) -> Option<Change> {
    let (Some(Unit::Money(currency)), [part]) = (figure.unit, figure.parts.as_slice()) else { return None };
    let text = figure.span.of(passage.prose());
    let sign = |c: Option<char>| c.is_some_and(|c| SIGNS.contains(&c));
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let before = pack.puts_sign_before(currency);
    let wrong = if before { sign(last) } else { sign(first) };
    if !wrong || part.compound || figure.value.as_ref().is_some_and(Number::is_negative) {
        return None;
    }
    let number = part.span.of(passage.prose());
    // A scale letter ("30m") is for people to write out.
    let scaled = part.scale != Number::ONE;
    let plain = !scaled || number.chars().filter(|c| c.is_alphabetic()).count() > 2;
    plain.then(|| Change { span: figure.span, text: pack.sum(number, scaled, currency), safe: true })
}

/// Signs that stand for a currency by themselves.
const SIGNS: [char; 6] = ['$', '€', '£', '¥', '₫', '₩'];

fn finding(passage: &Passage, figure: &Figure, Change { span, text, safe }: Change) -> Finding {
    let written = span.of(passage.prose());
    let quote = figure.span.of(passage.prose());
    let head = passage.prose().get(figure.span.start..span.start).unwrap_or_default();
    let tail = passage.prose().get(span.end..figure.span.end).unwrap_or_default();
    let message = Message::new("number-format").with("written", quote).with("right", format!("{head}{text}{tail}"));
    let title = Message::new("fix-change").with("from", written).with("to", text.as_str());
    Finding {
        code: Code::NumberFormat,
        severity: Severity::Hint,
        span: passage.source(figure.span),
        message,
        related: Vec::new(),
        fixes: vec![Fix { title, safe, edits: vec![Replacement::here(passage.source(span), text)] }],
    }
}
