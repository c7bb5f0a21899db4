//! `facts --format csv`: a row a figure, and behind an article's figures a row a place, for a spreadsheet.

use std::io::{self, Write};

use super::FactsResults;
use super::facts_json::{figures, place_row, sentence, sentence_of, value};
use crate::number::Number;
use crate::text::LineIndex;

/// Writes the table. A text that a spreadsheet would take for a formula is set behind an apostrophe.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &FactsResults, identifiers: bool) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "path", "line", "column", "quote", "language", "kind", "value", "low", "high", "unit", "of", "hedge", "noun",
        "sentence", "country", "id",
    ])?;
    for (path, article) in &results.articles {
        let lines = LineIndex::new(&article.text);
        for (passage, figure) in figures(article, identifiers) {
            let span = passage.source(figure.span);
            let place = lines.place(&article.text, span.start);
            let number = |n: Option<&Number>| n.map(Number::to_string).unwrap_or_default();
            let language = passage.language.or(article.language);
            table.write_record([
                plain(path),
                place.line.to_string(),
                place.column.to_string(),
                plain(span.of(&article.text)),
                language.map_or("", |l| l.code()).to_owned(),
                figure.kind.as_str().to_owned(),
                value(figure).unwrap_or_default(),
                number(figure.interval.low.as_ref()),
                number(figure.interval.high.as_ref()),
                figure.unit.map(|u| u.identifier()).unwrap_or_default(),
                number(figure.of.as_ref()),
                figure.hedge.map_or("", |h| h.as_str()).to_owned(),
                plain(figure.noun.map_or("", |n| n.of(passage.prose()))),
                plain(&sentence(passage, figure)),
                String::new(),
                String::new(),
            ])?;
        }
        for sited in article.places() {
            let Some((row, passage)) = place_row(path, article, sited).zip(article.blocks.get(sited.block)) else {
                continue;
            };
            let place = lines.place(&article.text, row.bytes[0]);
            let language = passage.language.or(article.language);
            let mut cells = vec![
                plain(path),
                place.line.to_string(),
                place.column.to_string(),
                plain(row.quote),
                language.map_or("", |l| l.code()).to_owned(),
                row.kind.to_owned(),
                plain(&row.name),
            ];
            // No bounds, unit, whole, hedge or noun.
            cells.resize(13, String::new());
            cells.extend([
                plain(&sentence_of(passage, sited.span)),
                row.country.to_owned(),
                row.id.unwrap_or_default(),
            ]);
            table.write_record(cells)?;
        }
    }
    table.flush()
}

fn plain(text: &str) -> String {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let text = text.replace(obeyed, "\u{fffd}");
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
