//! What copydesk reads in a case, in the terms that a suite speaks.

use std::sync::Arc;

use copydesk::article::{Origin, Reader};
use copydesk::desk::Desk;
use copydesk::figure::{Figure, Hedge, Kind as Ours};
use copydesk::language::Language;
use copydesk::markup::Format;
use copydesk::number::Number;
use copydesk::text::Span;
use copydesk::units::Unit;

use crate::model::Kind;

/// A figure, or one of the numbers in it, as an answer to a suite.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Bytes of the case's text.
    pub span: Span,
    pub kind: Ours,
    pub value: Option<Number>,
    /// The ends of a range.
    pub ends: Option<(Option<Number>, Option<Number>)>,
    pub hedge: Option<Hedge>,
    pub unit: Option<Unit>,
    pub unit_or: Vec<Unit>,
    pub date: Option<String>,
}

/// A figure as a whole, and as the numbers that were written in it.
#[derive(Clone, Debug)]
pub struct Read {
    pub whole: Answer,
    pub parts: Vec<Answer>,
}

/// Reads a text in a language that was said; nothing where no pack knows it.
pub fn read(text: &str, code: &str) -> Option<Vec<Read>> {
    let language = Language::of_code(code)?;
    let origin = Origin { format: Format::Plain, language: Some(language), ..Origin::default() };
    let article = Reader::default().read(Arc::from(text), &origin, &Desk::default());
    let mut out = Vec::new();
    for passage in &article.blocks {
        for figure in passage.reading.figures.iter().filter(|f| f.kind != Ours::Identifier) {
            let place = |span| passage.source(span);
            out.push(Read { whole: whole(figure, place(figure.span)), parts: parts(figure, text, place) });
        }
    }
    Some(out)
}

fn whole(figure: &Figure, span: Span) -> Answer {
    let value = match (&figure.value, &figure.of) {
        (Some(n), Some(of)) if figure.kind == Ours::Ratio => n.over(of),
        (value, _) => value.clone(),
    };
    let date = figure.date.as_ref().and_then(copydesk::figure::CalendarDate::iso);
    // Suites without dates count a year as a number.
    let year = date.as_deref().filter(|d| d.len() == 4).and_then(|d| Number::decimal(d).ok());
    Answer {
        span,
        kind: figure.kind,
        value: value.or(year),
        ends: figure.range.then(|| (figure.interval.low.clone(), figure.interval.high.clone())),
        hedge: figure.hedge,
        unit: figure.unit,
        unit_or: figure.unit_or.clone(),
        date,
    }
}

fn parts(figure: &Figure, text: &str, place: impl Fn(Span) -> Span) -> Vec<Answer> {
    let negative = figure.value.as_ref().is_some_and(Number::is_negative) && figure.parts.len() == 1;
    let part = |part: &copydesk::figure::Part| {
        let mut span = place(part.span);
        let mut value = part.value.clone();
        if negative && !value.is_negative() {
            value = -value;
            // The sign is the number's where it stands right before it.
            let signs = text[..span.start].chars().rev().take_while(|c| matches!(c, '-' | '−' | '–'));
            span.start -= signs.map(char::len_utf8).sum::<usize>();
        }
        Answer {
            span,
            kind: Ours::Cardinal,
            value: Some(value),
            ends: None,
            hedge: figure.hedge,
            unit: None,
            unit_or: Vec::new(),
            date: None,
        }
    };
    figure.parts.iter().map(part).collect()
}

impl Answer {
    /// The suites' kind for it; nothing for what no suite knows.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self.kind {
            Ours::Cardinal | Ours::Fraction | Ours::Ratio => Kind::Number,
            Ours::Ordinal => Kind::Ordinal,
            Ours::Percent | Ours::PercentagePoint => Kind::Percent,
            Ours::Money => Kind::Money,
            Ours::Measure => match self.unit {
                Some(Unit::Measure(m)) if m.quantity() == "temperature" => Kind::Temperature,
                Some(Unit::Measure(m)) if m.quantity() == "duration" => Kind::Duration,
                _ => Kind::Dimension,
            },
            Ours::Date => Kind::Date,
            Ours::Multiple | Ours::Time | Ours::Score | Ours::Identifier => return None,
        })
    }

    /// Whether it would be wrong to find it where a row that asks for `asks` has nothing.
    pub fn answers(&self, asks: Option<Kind>) -> bool {
        match asks {
            None => !matches!(self.kind, Ours::Ordinal | Ours::Time | Ours::Score | Ours::Multiple),
            Some(Kind::Range) => self.hedge.is_some() || self.ends.is_some(),
            Some(asks) => self.kind() == Some(asks),
        }
    }

    /// As it is listed: `"5/17/2018" = 2018-05-17`.
    pub fn show(&self, text: &str) -> String {
        let end = |n: &Option<Number>| n.as_ref().map_or_else(|| "…".to_owned(), Number::to_string);
        let value = match (&self.date, &self.ends, &self.value) {
            (Some(date), ..) => date.clone(),
            (_, Some((low, high)), _) => format!("[{}, {}]", end(low), end(high)),
            (_, _, Some(value)) => value.to_string(),
            _ => "?".to_owned(),
        };
        let unit = self.unit.map(|u| format!(" {}", u.identifier())).unwrap_or_default();
        let hedge = self.hedge.map(|h| format!(" ({})", h.as_str())).unwrap_or_default();
        let kind = match self.kind {
            Ours::Cardinal | Ours::Percent | Ours::Money | Ours::Measure => String::new(),
            kind => format!(" {}", kind.as_str()),
        };
        format!("\"{}\" = {value}{unit}{kind}{hedge}", one_line(self.span.of(text)))
    }
}

/// A text on one line of a table.
pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}
