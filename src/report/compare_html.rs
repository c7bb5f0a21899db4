//! `compare` as a page: the figures of each version in its own order, those that stand for each other joined by lines,
//! then a table that says the same to who sees no lines. Nothing is loaded and nothing runs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::compare::{CompareResults, State};
use super::page::{escaped, page};
use crate::messages::Message;
use crate::text::Span;

/// Letters of the text that are shown before and behind a figure.
const AROUND: usize = 34;
/// Height of a row, and width of what lies between two versions, in hundredths of the letter size.
const ROW: usize = 300;
const GAP: usize = 700;

/// Writes a page.
///
/// # Errors
/// Whatever `out` reports.
pub fn html(out: &mut dyn Write, results: &CompareResults, language: &str) -> io::Result<()> {
    let mut body =
        format!("<style>{STYLE}</style>\n<p class=\"closing\">{}</p>\n", escaped(&results.closing(language)));
    let columns: Vec<BTreeMap<Span, (usize, State)>> = (0..results.files.len())
        .map(|file| {
            let cells = results.rows.iter().enumerate();
            cells.filter_map(|(row, r)| Some(((*r.cells.get(file)?)?, (row, r.state)))).collect()
        })
        .collect();
    lines(&mut body, results, &columns, language);
    table(&mut body, results, language);
    out.write_all(page(language, &Message::new("page-compare").text(language), &body).as_bytes())
}

/// The versions beside each other, with lines between those that are neighbours.
fn lines(body: &mut String, results: &CompareResults, columns: &[BTreeMap<Span, (usize, State)>], language: &str) {
    let most = columns.iter().map(BTreeMap::len).max().unwrap_or(0);
    body.push_str("<div class=\"versions\">\n");
    for (at, (file, column)) in results.files.iter().zip(columns).enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|before| columns.get(before)) {
            between(body, before, column, most);
        }
        let code = file.language.unwrap_or(language);
        let _ = write!(body, "<section><h2>{}</h2>\n<ol lang=\"{}\">\n", escaped(&file.path), escaped(code));
        for (span, (row, state)) in column {
            let (before, behind) = around(&file.text, *span);
            let quote = results.quote(at, Some(*span));
            let _ = writeln!(
                body,
                "<li class=\"{}\" title=\"{}\"><a href=\"#row{row}\"><span class=\"dim\">{}</span><mark>{}</mark><span \
                 class=\"dim\">{}</span></a></li>",
                state.as_str(),
                escaped(&format!("{before}{quote}{behind}")),
                escaped(&before),
                escaped(&quote),
                escaped(&behind),
            );
        }
        body.push_str("</ol></section>\n");
    }
    body.push_str("</div>\n");
}

/// Lines from the figures of one column to those of the next.
fn between(
    body: &mut String,
    left: &BTreeMap<Span, (usize, State)>,
    right: &BTreeMap<Span, (usize, State)>,
    most: usize,
) {
    let height = most * ROW;
    let _ = writeln!(
        body,
        "<svg aria-hidden=\"true\" viewBox=\"0 0 {GAP} {height}\" style=\"width:{}.{:02}em;height:{}.{:02}em\">",
        GAP / 100,
        GAP % 100,
        height / 100,
        height % 100,
    );
    let places: BTreeMap<usize, usize> = right.values().enumerate().map(|(place, (row, _))| (*row, place)).collect();
    for (place, (row, state)) in left.values().enumerate() {
        let Some(there) = places.get(row) else { continue };
        let (y, z) = (place * ROW + ROW / 2, there * ROW + ROW / 2);
        let half = GAP / 2;
        let _ = writeln!(
            body,
            "<path class=\"{}\" d=\"M0 {y}C{half} {y} {half} {z} {GAP} {z}\"/>",
            if *state == State::Alone { State::Same.as_str() } else { state.as_str() },
        );
    }
    body.push_str("</svg>\n");
}

/// What stands before and behind a figure, on one line.
fn around(text: &str, span: Span) -> (String, String) {
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |c: &char| *c != '\n';
    let head = text.get(..span.start).unwrap_or_default();
    let tail = text.get(span.end..).unwrap_or_default();
    let before: Vec<char> = head.chars().rev().take_while(line).take(AROUND).collect();
    let behind: String = tail.chars().take_while(line).take(AROUND).collect();
    let gap = |glued: bool| if glued { "" } else { " " };
    let before_gap = gap(!head.ends_with(char::is_whitespace));
    let behind_gap = gap(!tail.starts_with(char::is_whitespace));
    let before = flat(before.into_iter().rev().collect());
    let behind = flat(behind);
    let before = if before.is_empty() { before } else { format!("{before}{before_gap}") };
    let behind = if behind.is_empty() { behind } else { format!("{behind_gap}{behind}") };
    (before, behind)
}

fn table(body: &mut String, results: &CompareResults, language: &str) {
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let _ = write!(
        body,
        "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
        say("compare-table"),
        say("page-state"),
    );
    for file in &results.files {
        let _ = write!(body, "<th scope=\"col\">{}</th>", escaped(&file.path));
    }
    let _ = writeln!(body, "<th scope=\"col\">{}</th></tr></thead>\n<tbody>", say("page-finding"));
    for (at, row) in results.rows.iter().enumerate() {
        let state = escaped(&Message::new("page-state-of").with("state", row.state.as_str()).text(language));
        let _ = write!(
            body,
            "<tr id=\"row{at}\" class=\"{}\"><td><span aria-hidden=\"true\">{}</span> <span \
             class=\"dim\">{state}</span></td>",
            row.state.as_str(),
            row.state.sign(),
        );
        for (i, cell) in row.cells.iter().enumerate() {
            let quote = escaped(&results.quote(i, *cell));
            let code = results.files.get(i).and_then(|f| f.language).unwrap_or(language);
            let _ = write!(body, "<td lang=\"{}\"><mark>{quote}</mark></td>", escaped(code));
        }
        let _ = writeln!(body, "<td>{}</td></tr>", escaped(&results.said(row, language)));
    }
    body.push_str("</tbody>\n</table>\n");
}

const STYLE: &str = "
main { max-width: 90rem; }
.closing { font-weight: 600; }
.versions { display: flex; align-items: flex-end; overflow-x: auto; margin: 1rem 0 2rem; }
.versions section { flex: 1 1 0; min-width: 16rem; align-self: stretch; } .versions h2 { margin: 0; height: 2.2em; font-size: 1rem; }
.versions ol { list-style: none; margin: 0; padding: 0; } .versions svg { flex: none; font-size: .8rem; align-self: flex-start; margin-top: 2.75em; }
.versions li { font-size: .8rem; height: 3em; line-height: 3em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding: 0 .3em; }
.versions a { color: inherit; text-decoration: none; } .versions a:focus-visible { outline: 2px solid; outline-offset: -2px; } .versions .dim { font-size: inherit; }
path { fill: none; stroke: var(--line); stroke-width: 9; } path.hint { stroke: var(--warning); stroke-width: 14; stroke-dasharray: 40 24; } path.differs { stroke: var(--error); stroke-width: 22; }
mark { background: none; } .differs mark { background: var(--mark); outline: 1px solid var(--error); } .hint mark:not(:empty) { background: var(--mark); } li.alone mark { color: var(--dim); }
tr.differs td:last-child { color: var(--error); } caption { text-align: left; font-weight: 600; padding: .25rem .5rem; } tr:target { outline: 2px solid var(--information); }
@media print { .versions { overflow: visible; } .versions section { min-width: 0; } .versions li { font-size: .6rem; } .versions svg { font-size: .6rem; margin-top: 3.6em; } tr, li { break-inside: avoid; } * { print-color-adjust: exact; } }
";
