//! `facts --format html`: the fact sheet as a page, paragraph by paragraph, with boxes to tick.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::FactsResults;
use super::facts_human::amount;
use super::facts_json::{figures, sentence};
use super::page::{escaped, page};
use crate::messages::Message;
use crate::text::LineIndex;

/// Writes the page, in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &FactsResults, identifiers: bool, language: &str) -> io::Result<()> {
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let mut body = String::new();
    for (path, article) in &results.articles {
        let lines = LineIndex::new(&article.text);
        let _ = writeln!(body, "<section>\n<h2>{}</h2>", escaped(path));
        let mut before = None;
        for (passage, figure) in figures(article, identifiers) {
            let span = passage.source(figure.span);
            let place = lines.place(&article.text, span.start);
            // A new paragraph, a new table.
            if before.replace(passage.span()) != Some(passage.span()) {
                if body.ends_with("</tr>\n") {
                    body.push_str("</tbody></table>\n");
                }
                let _ = writeln!(
                    body,
                    "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
                     <th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
                    say("page-checked"),
                    say("page-figure"),
                    say("page-value"),
                    say("page-of-what"),
                    say("page-sentence"),
                );
            }
            let quote = escaped(span.of(&article.text));
            let _ = writeln!(
                body,
                "<tr><td><input type=\"checkbox\" aria-label=\"{quote}, {}:{}\"></td><td><b>{quote}</b> \
                 <span class=\"dim\">{}:{}</span></td><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>",
                place.line,
                place.column,
                place.line,
                place.column,
                escaped(&amount(figure)),
                escaped(figure.noun.map_or("", |n| n.of(passage.prose()))),
                escaped(&sentence(passage, figure)),
            );
        }
        if body.ends_with("</tr>\n") {
            body.push_str("</tbody></table>\n");
        }
        body.push_str("</section>\n");
    }
    out.write_all(page(language, &Message::new("page-facts").text(language), &body).as_bytes())
}
