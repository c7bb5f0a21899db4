//! `facts --format human`: a table of figures for each file.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::count::counted;
use super::facts_json::{figures, value};
use super::human::clean;
use super::{FactsResults, Look};
use crate::article::Article;
use crate::figure::Figure;
use crate::number::{Number, Separators};
use crate::place::Sited;
use crate::text::LineIndex;
use crate::units::Unit;

/// Writes the figures of each article for a person to read.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &FactsResults, identifiers: bool, look: &Look) -> io::Result<()> {
    let style = |style: Style| if look.colour { style } else { Style::new() };
    let head = style(Style::new().bold());
    let dim = style(Style::new().dimmed());
    let kind_style = style(AnsiColor::Cyan.on_default());
    let mut count = 0;
    for (path, article) in &results.articles {
        let mut rows = rows(article, identifiers);
        count += rows.len();
        rows.extend(places(article));
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "{head}{}{head:#}", clean(path))?;
        let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
        let (place, kind, value) = (width(0), width(1), width(2));
        for row in &rows {
            let [at, what, much, quote] = row;
            writeln!(
                out,
                "  {dim}{at:<place$}{dim:#}  {kind_style}{what:<kind$}{kind_style:#}  {much:<value$}  {quote}"
            )?;
        }
        writeln!(out)?;
    }
    let files = counted("report-files", results.articles.len()).text(&look.language);
    writeln!(out, "{}", counted("report-figures", count).with("files", files).text(&look.language))
}

/// Place, kind, what it comes to, and the words. The words are last: their width depends on the terminal.
fn rows(article: &Article, identifiers: bool) -> Vec<[String; 4]> {
    let lines = LineIndex::new(&article.text);
    figures(article, identifiers)
        .map(|(passage, figure)| {
            let span = passage.source(figure.span);
            let place = lines.place(&article.text, span.start);
            let quote: Vec<&str> = span.of(&article.text).split_whitespace().collect();
            [
                format!("{}:{}", place.line, place.column),
                figure.kind.as_str().to_owned(),
                amount(figure),
                quote.join(" "),
            ]
        })
        .collect()
}

/// The same for place names: place, kind, the record, the words.
fn places(article: &Article) -> Vec<[String; 4]> {
    let lines = LineIndex::new(&article.text);
    let row = |sited: &Sited| {
        let place = article.gazetteer.place(sited.place)?;
        let span = article.blocks.get(sited.block)?.source(sited.span);
        let at = lines.place(&article.text, span.start);
        let quote: Vec<&str> = span.of(&article.text).split_whitespace().collect();
        Some([
            format!("{}:{}", at.line, at.column),
            place.kind.as_str().to_owned(),
            format!("{}, {}", place.native(), place.country),
            quote.join(" "),
        ])
    };
    article.places().iter().filter_map(row).collect()
}

/// What a figure comes to: "about 58 300 000 USD", "25 of 28", "3 – 5 kilometer".
pub(super) fn amount(figure: &Figure) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(figure.hedge.map(|h| h.as_str().replace('-', " ")));
    if figure.date.is_some() && !figure.range {
        parts.extend(value(figure));
    } else if let Some(value) = &figure.value {
        parts.push(grouped(value));
        parts.extend(figure.of.as_ref().map(|of| format!("of {}", grouped(of))));
    } else if figure.range {
        let end = |n: &Option<Number>| n.as_ref().map_or_else(|| "…".to_owned(), grouped);
        parts.push(format!("{} – {}", end(&figure.interval.low), end(&figure.interval.high)));
    }
    parts.extend(figure.unit.map(|unit| match unit {
        Unit::Percent => "%".to_owned(),
        Unit::PercentagePoint => "points".to_owned(),
        _ => unit.identifier(),
    }));
    parts.join(" ")
}

/// Digits by three with a space between, which is no language's decimal sign.
fn grouped(value: &Number) -> String {
    let separators = Separators { group: " ".to_owned(), decimal: ".".to_owned(), group_from: 4 };
    separators.write(value).unwrap_or_else(|| value.to_string())
}
