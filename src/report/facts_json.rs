//! `facts --format json`: the contract's object, one figure a line.

use std::io::{self, Write};

use serde::Serialize;

use super::FactsResults;
use super::json::{error_row, list};
use crate::article::{Article, Passage};
use crate::figure::{CalendarDate, Figure, Kind};
use crate::markup::HOLE;
use crate::number::Number;
use crate::place::{Form, Sited, wanted};
use crate::text::Span;

#[derive(Serialize)]
struct FigureRow<'a> {
    path: &'a str,
    bytes: [usize; 2],
    quote: &'a str,
    language: Option<&'static str>,
    kind: &'static str,
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    of: Option<String>,
    hedge: Option<&'static str>,
    noun: Option<&'a str>,
    sentence: String,
}

/// The contract's entry of a place name.
#[derive(Serialize)]
pub(super) struct PlaceRow<'a> {
    path: &'a str,
    pub bytes: [usize; 2],
    pub quote: &'a str,
    pub id: Option<String>,
    pub name: String,
    pub country: &'static str,
    pub kind: &'static str,
    confidence: f32,
}

pub(super) fn place_row<'a>(path: &'a str, article: &'a Article, sited: &Sited) -> Option<PlaceRow<'a>> {
    let passage = article.blocks.get(sited.block)?;
    let place = article.gazetteer.place(sited.place)?;
    let span = passage.source(sited.span);
    let language = passage.language.or(article.language).map_or("en", |l| l.code());
    Some(PlaceRow {
        path,
        bytes: [span.start, span.end],
        quote: span.of(&article.text),
        id: place.id(),
        name: wanted(&place, language, Form::Exonym),
        country: place.country,
        kind: place.kind.as_str(),
        confidence: f32::from(sited.confidence) / 100.0,
    })
}

/// Writes the object of `facts`; `identifiers` lists model names and numbers of plans too.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &FactsResults, identifiers: bool, language: &str) -> io::Result<()> {
    write!(out, "{{\"version\": 1,\n \"figures\": ")?;
    let rows = results.articles.iter().flat_map(|(path, article)| {
        figures(article, identifiers).map(move |(passage, figure)| row(path, article, passage, figure))
    });
    list(out, rows)?;
    write!(out, ",\n \"places\": ")?;
    let places = results
        .articles
        .iter()
        .flat_map(|(path, article)| article.places().iter().filter_map(move |sited| place_row(path, article, sited)));
    list(out, places)?;
    write!(out, ",\n \"errors\": ")?;
    list(out, results.problems.iter().map(|p| error_row(p, language)))?;
    writeln!(out, "}}")
}

/// The figures of an article that a fact sheet lists, in order.
pub(super) fn figures(article: &Article, identifiers: bool) -> impl Iterator<Item = (&Passage, &Figure)> {
    article
        .blocks
        .iter()
        .flat_map(|passage| passage.reading.figures.iter().map(move |figure| (passage, figure)))
        .filter(move |(_, figure)| identifiers || figure.kind != Kind::Identifier)
}

fn row<'a>(path: &'a str, article: &'a Article, passage: &'a Passage, figure: &'a Figure) -> FigureRow<'a> {
    let span = passage.source(figure.span);
    let prose = passage.block.prose.text();
    FigureRow {
        path,
        bytes: [span.start, span.end],
        quote: span.of(&article.text),
        language: passage.language.or(article.language).map(|l| l.code()),
        kind: figure.kind.as_str(),
        value: value(figure),
        resolved: resolved(figure, article),
        low: figure.interval.low.as_ref().map(Number::to_string),
        high: figure.interval.high.as_ref().map(Number::to_string),
        unit: figure.unit.map(|u| u.identifier()),
        of: figure.of.as_ref().map(Number::to_string),
        hedge: figure.hedge.map(|h| h.as_str()),
        noun: figure.noun.map(|n| n.of(prose)),
        sentence: sentence(passage, figure),
    }
}

/// The value as the contract writes it: a decimal, a fraction, or a date as far as written.
pub(super) fn value(figure: &Figure) -> Option<String> {
    match &figure.date {
        Some(date) if !figure.range => iso(date),
        _ => figure.value.as_ref().map(Number::to_string),
    }
}

/// A date without its year, completed by the article's: in the year that brings the two nearest to each other.
fn resolved(figure: &Figure, article: &Article) -> Option<String> {
    let date = figure.date.as_ref().filter(|d| d.year.is_none() && !figure.range)?;
    let (written, _) = article.date.as_ref()?;
    nearest(date, written)
}

/// A month or day of a month in the year that is nearest to `article`, ISO 8601 to the month at least.
fn nearest(date: &CalendarDate, article: &str) -> Option<String> {
    let month = i32::from(date.month?);
    let mut parts = article.split('-').map(|part| part.parse::<i32>().ok());
    let (year, in_month) = (parts.next()??, parts.next()??);
    let in_day = parts.next().flatten().unwrap_or(15);
    let days = |month: i32, day: i32| month * 31 + day;
    let day = date.day.map_or(15, i32::from);
    let away = |years: i32| (years * 12 * 31 + days(month, day) - days(in_month, in_day)).abs();
    let years = (-1..=1).min_by_key(|years| away(*years))?;
    iso(&CalendarDate { year: Some(year + years), ..date.clone() })
}

/// ISO 8601 as far as the date is written; nothing for a weekday alone or a quarter of no year.
fn iso(date: &CalendarDate) -> Option<String> {
    match (date.year, date.month, date.day, date.quarter) {
        (Some(y), Some(m), Some(d), _) => Some(format!("{y:04}-{m:02}-{d:02}")),
        (Some(y), Some(m), None, _) => Some(format!("{y:04}-{m:02}")),
        (Some(y), None, _, Some(q)) => Some(format!("{y:04}-Q{q}")),
        (Some(y), None, _, None) => Some(format!("{y:04}")),
        (None, Some(m), Some(d), _) => Some(format!("--{m:02}-{d:02}")),
        (None, Some(m), None, _) => Some(format!("--{m:02}")),
        (None, None, Some(d), _) => Some(format!("---{d:02}")),
        (None, None, None, _) => None,
    }
}

/// Bytes of a sentence that are repeated with each of its figures.
const LONGEST: usize = 2000;

/// The sentence as a reader sees it, on one line.
pub(super) fn sentence(passage: &Passage, figure: &Figure) -> String {
    sentence_of(passage, figure.span)
}

/// The same around any span of the prose.
pub(super) fn sentence_of(passage: &Passage, words: Span) -> String {
    let prose = passage.block.prose.text();
    let span = passage.reading.sentence(words.start).filter(|s| s.covers(words));
    let text = span.map_or(prose, |s| s.of(prose));
    // A sentence of this length is none: what stands around the figure will do.
    let text = match span.filter(|s| s.len() > LONGEST) {
        Some(s) => {
            let edge = |at: usize| (at..=prose.len()).find(|i| prose.is_char_boundary(*i)).unwrap_or(prose.len());
            let start = edge(words.start.saturating_sub(LONGEST / 2).max(s.start));
            let end = edge((words.end + LONGEST / 2).min(s.end));
            prose.get(start..end).unwrap_or(text)
        }
        None => text,
    };
    text.replace(HOLE, "…").split(['\n', '\r', '\t']).map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_far_as_known() {
        let date = |year, month, day, quarter| CalendarDate { year, month, day, quarter, weekday: Some(2) };
        let iso = |d| iso(&d).unwrap_or_default();
        assert_eq!(iso(date(Some(2024), Some(5), Some(17), None)), "2024-05-17");
        assert_eq!(iso(date(Some(2024), Some(5), None, None)), "2024-05");
        assert_eq!(iso(date(Some(2024), None, None, None)), "2024");
        assert_eq!(iso(date(Some(2024), None, None, Some(1))), "2024-Q1");
        assert_eq!(iso(date(None, Some(5), Some(17), None)), "--05-17");
        assert_eq!(iso(date(None, None, None, Some(1))), "");
        assert_eq!(iso(date(None, None, None, None)), "");
    }

    #[test]
    fn a_date_without_its_year_is_in_the_nearest() {
        let date = |month, day| CalendarDate { month: Some(month), day, ..CalendarDate::default() };
        for (month, day, article, want) in [
            (5, Some(17), "2024-06-02", "2024-05-17"),
            (12, Some(30), "2024-01-03", "2023-12-30"),
            (1, None, "2023-12-20", "2024-01"),
            (8, None, "2024-05", "2024-08"),
        ] {
            assert_eq!(nearest(&date(month, day), article).as_deref(), Some(want));
        }
        assert_eq!(nearest(&date(5, None), "2024"), None);
    }
}
