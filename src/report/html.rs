//! `check --format html`: a page with each finding in its words.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::excerpt::excerpts;
use super::human::closing;
use super::page::{escaped, page};
use super::{CheckResults, Checked};
use crate::checks::{Finding, Related};
use crate::messages::Message;
use crate::text::{LineIndex, Span};

/// Characters of a paragraph that are shown around a finding.
const WIDTH: usize = 400;

/// Writes the page, in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    let mut body = format!("<p>{}</p>\n", escaped(&closing(results, language)));
    for file in results.files.iter().filter(|file| !file.findings.is_empty()) {
        let lines = LineIndex::new(&file.text);
        let _ = writeln!(body, "<section>\n<h2>{}</h2>", escaped(&file.path));
        for finding in &file.findings {
            one(&mut body, file, &lines, finding, language);
        }
        body.push_str("</section>\n");
    }
    if !results.problems.is_empty() {
        let _ = writeln!(body, "<section>\n<h2>{}</h2>\n<ul>", escaped(&Message::new("page-errors").text(language)));
        for problem in &results.problems {
            let _ = writeln!(body, "<li>{}: {}</li>", escaped(&problem.path), escaped(&problem.message.text(language)));
        }
        body.push_str("</ul>\n</section>\n");
    }
    out.write_all(page(language, &Message::new("page-findings").text(language), &body).as_bytes())
}

fn one(body: &mut String, file: &Checked, lines: &LineIndex, finding: &Finding, language: &str) {
    let severity = finding.severity.as_str();
    let place = lines.place(&file.text, finding.span.start);
    let _ = writeln!(
        body,
        "<article class=\"{severity}\">\n<h3><b>{}</b></h3>\n<p class=\"place\">{}:{} · {} · {severity}</p>",
        escaped(&finding.message.text(language)),
        place.line,
        place.column,
        finding.code.as_str(),
    );
    quoted(body, "", &file.text, lines, finding.span);
    for related in &finding.related {
        let (text, whose) = match &related.elsewhere {
            None => (&*file.text, String::new()),
            Some(other) => (&*other.text, format!("{}: ", escaped(&other.path))),
        };
        said(body, related, &whose, text, language);
    }
    if !finding.fixes.is_empty() {
        body.push_str("<ul>\n");
        for fix in &finding.fixes {
            let _ = writeln!(body, "<li>{}</li>", escaped(&fix.title.text(language)));
        }
        body.push_str("</ul>\n");
    }
    body.push_str("</article>\n");
}

fn said(body: &mut String, related: &Related, whose: &str, text: &str, language: &str) {
    let lines = LineIndex::new(text);
    let place = lines.place(text, related.span.start);
    let message = escaped(&related.message.text(language));
    let _ = writeln!(body, "<p class=\"place\">{whose}{}:{} · {message}</p>", place.line, place.column);
    quoted(body, " class=\"related\"", text, &lines, related.span);
}

/// The words around a span, which is marked.
fn quoted(body: &mut String, class: &str, text: &str, lines: &LineIndex, span: Span) {
    for excerpt in excerpts(text, lines, &[span], WIDTH) {
        let Some((_, range)) = excerpt.marks.first() else { continue };
        let part = |range: std::ops::Range<usize>| escaped(excerpt.text.get(range).unwrap_or_default());
        let _ = writeln!(
            body,
            "<blockquote{class}>{}<mark>{}</mark>{}</blockquote>",
            part(0..range.start),
            part(range.clone()),
            part(range.end..excerpt.text.len()),
        );
    }
}
