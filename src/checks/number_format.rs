use super::{Check, Code, Finding, Fix, Replacement, Severity};
use crate::article::{Article, Passage};
use crate::claim::{covered, quotations};
use crate::desk::Desk;
use crate::figure::{Figure, Kind, Part};
use crate::messages::Message;
use crate::number::{Number, Separators};
use crate::text::Span;

/// Separators and spaces that are not the language's.
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
        for passage in &article.blocks {
            let mut quoted: Option<Vec<Span>> = None;
            for figure in &passage.reading.figures {
                if matches!(figure.kind, Kind::Identifier | Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal) {
                    continue;
                }
                for (span, text) in wanted(passage, figure) {
                    let quoted = quoted.get_or_insert_with(|| quotations(passage.prose()));
                    if !covered(quoted, span) {
                        out.push(finding(passage, figure, span, text));
                    }
                }
            }
        }
    }
}

/// What of a figure is to be written otherwise, and how.
fn wanted(passage: &Passage, figure: &Figure) -> Vec<(Span, String)> {
    let Some(language) = passage.language else { return Vec::new() };
    let pack = language.pack();
    let mut out = Vec::new();
    for part in figure.parts.iter().filter(|part| !part.compound) {
        out.extend(grouped(passage, figure, part, &pack.separators));
    }
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
            out.push((span, format!("{}%", pack.percent_gap)));
        }
    }
    out
}

/// The digits of a number with the language's separators, where they stand otherwise.
fn grouped(passage: &Passage, figure: &Figure, part: &Part, separators: &Separators) -> Option<(Span, String)> {
    let span = part.digits?;
    let written = span.of(passage.prose());
    let value = part.value.over(&part.scale)?.abs();
    let whole = value.rounded(0);
    let year = figure.unit.is_none() && value.as_i64().is_some_and(|n| YEARS.contains(&n));
    // Below a thousand nothing is grouped; with decimals their noughts would be lost.
    let plain = written.chars().filter(|c| c.is_ascii_digit()).count() == whole.to_string().len();
    if value < Number::from(1000) || year || !plain || !value.is_whole() {
        return None;
    }
    let right = separators.write(&value)?;
    // White space of any width is the same separator.
    let alike = |text: &str| text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>();
    (alike(&right) != alike(written)).then_some((span, right))
}

fn finding(passage: &Passage, figure: &Figure, span: Span, text: String) -> Finding {
    let written = span.of(passage.prose());
    let mut whole = figure.span.of(passage.prose()).to_owned();
    let at = span.start.saturating_sub(figure.span.start);
    if whole.is_char_boundary(at) && at + span.len() <= whole.len() {
        whole.replace_range(at..at + span.len(), &text);
    }
    let quote = figure.span.of(passage.prose());
    let message = Message::new("number-format").with("written", quote).with("right", whole.as_str());
    let title = Message::new("fix-change").with("from", written).with("to", text.as_str());
    Finding {
        code: Code::NumberFormat,
        severity: Severity::Hint,
        span: passage.source(figure.span),
        message,
        related: Vec::new(),
        fixes: vec![Fix { title, safe: true, edits: vec![Replacement::here(passage.source(span), text)] }],
    }
}
