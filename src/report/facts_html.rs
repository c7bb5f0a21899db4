//! `facts --format html`: the fact sheet as a page, paragraph by paragraph, and its places, with boxes to tick.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::FactsResults;
use super::facts_human::amount;
use super::facts_json::{figures, place_row, sentence, sentence_of};
use super::page::{escaped, page};
use crate::article::Article;
use crate::messages::Message;
use crate::text::LineIndex;

/// Writes the page, in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &FactsResults, identifiers: bool, language: &str) -> io::Result<()> {
    let mut body = String::new();
    for (path, article) in &results.articles {
        let _ = writeln!(body, "<section>\n<h2>{}</h2>", escaped(path));
        sheet(&mut body, article, identifiers, language);
        body.push_str("</section>\n");
    }
    out.write_all(page(language, &Message::new("page-facts").text(language), &body).as_bytes())
}

/// The figures of one article as a table, a group of rows for each paragraph.
pub(super) fn sheet(body: &mut String, article: &Article, identifiers: bool, language: &str) {
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let lines = LineIndex::new(&article.text);
    let mut before = None;
    for (passage, figure) in figures(article, identifiers) {
        let span = passage.source(figure.span);
        let place = lines.place(&article.text, span.start);
        match before.replace(passage.span()) {
            None => {
                let heads = ["page-checked", "page-figure", "page-value", "page-of-what", "page-sentence"];
                let heads: String = heads.into_iter().map(|id| format!("<th scope=\"col\">{}</th>", say(id))).collect();
                let _ = writeln!(body, "<table class=\"facts\">\n<thead><tr>{heads}</tr></thead>\n<tbody>");
            }
            Some(other) if other != passage.span() => body.push_str("</tbody>\n<tbody>\n"),
            Some(_) => {}
        }
        let quote = escaped(span.of(&article.text));
        let _ = writeln!(
            body,
            "<tr>{}<td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>",
            checked(&quote, place.line, place.column),
            escaped(&amount(figure)),
            escaped(figure.noun.map_or("", |n| n.of(passage.prose()))),
            escaped(&sentence(passage, figure)),
        );
    }
    match before {
        None => {
            let none = Message::new("page-no-figures").text(language);
            let _ = writeln!(body, "<p class=\"dim\">{}</p>", escaped(&none));
        }
        Some(_) => body.push_str("</tbody></table>\n"),
    }
    places(body, article, language);
}

/// The first two cells of a row: a box to tick, what is written, already escaped, and where.
fn checked(quote: &str, line: usize, column: usize) -> String {
    format!(
        "<td><input type=\"checkbox\" aria-label=\"{quote}, {line}:{column}\"></td><td><b>{quote}</b> \
         <span class=\"dim\">{line}:{column}</span></td>"
    )
}

/// The place names of one article as a table, each with its record.
fn places(body: &mut String, article: &Article, language: &str) {
    if article.places().is_empty() {
        return;
    }
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let lines = LineIndex::new(&article.text);
    let heads = ["page-checked", "page-place", "page-place-is", "page-sentence"];
    let heads: String = heads.into_iter().map(|id| format!("<th scope=\"col\">{}</th>", say(id))).collect();
    let _ = writeln!(body, "<table class=\"facts\">\n<thead><tr>{heads}</tr></thead>\n<tbody>");
    for sited in article.places() {
        let Some((row, passage)) = place_row("", article, sited).zip(article.blocks.get(sited.block)) else { continue };
        let at = lines.place(&article.text, row.bytes[0]);
        let quote = escaped(row.quote);
        let _ = writeln!(
            body,
            "<tr>{}<td>{}, {} <span class=\"dim\">{}</span></td><td>{}</td></tr>",
            checked(&quote, at.line, at.column),
            escaped(&row.name),
            row.country,
            escaped(row.id.as_deref().unwrap_or_default()),
            escaped(&sentence_of(passage, sited.span)),
        );
    }
    body.push_str("</tbody></table>\n");
}
