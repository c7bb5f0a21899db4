//! `check --format json`: the contract's object, one file or finding a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::{CheckResults, Checked, Problem, date_source};
use crate::checks::{Finding, Fix, Related};
use crate::text::{LineColumn, LineIndex, Span, first_byte};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FileRow<'a> {
    path: &'a str,
    language: Option<&'a str>,
    date: Option<&'a str>,
    date_from: Option<&'a str>,
    story: Option<&'a str>,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    path: &'a str,
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    message: String,
    related: Vec<RelatedRow<'a>>,
    fixes: Vec<FixRow<'a>>,
}

#[derive(Serialize)]
struct RelatedRow<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    message: String,
}

#[derive(Serialize)]
struct FixRow<'a> {
    title: String,
    safe: bool,
    edits: Vec<EditRow<'a>>,
}

#[derive(Serialize)]
struct EditRow<'a> {
    path: &'a str,
    bytes: [usize; 2],
    text: &'a str,
}

/// Where a span stands and what it covers.
#[derive(Serialize)]
struct Place<'a> {
    bytes: [usize; 2],
    start: Point,
    end: Point,
    quote: &'a str,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
pub(super) struct ErrorRow<'a> {
    path: &'a str,
    message: String,
}

/// Writes the object of `check`, messages in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    write!(out, "{{\"version\": 1,\n \"files\": ")?;
    list(out, results.files.iter().filter_map(file_row))?;
    write!(out, ",\n \"findings\": ")?;
    let mut rows = List::begin(out);
    for file in results.files.iter().filter(|file| !file.findings.is_empty()) {
        let (lines, mut others) = (LineIndex::new(&file.text), Others::new());
        for finding in file.findings.open() {
            rows.row(&finding_row(file, &lines, &mut others, &finding, language))?;
        }
    }
    rows.end()?;
    write!(out, ",\n \"errors\": ")?;
    list(out, results.problems.iter().map(|p| error_row(p, language)))?;
    writeln!(out, "}}")
}

/// `check --format jsonl`: the findings alone, one a line.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_lines(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    for file in &results.files {
        let (lines, mut others) = (LineIndex::new(&file.text), Others::new());
        for finding in file.findings.open() {
            plain(out, &finding_row(file, &lines, &mut others, &finding, language))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A JSON array, one item a line.
pub(super) fn list(out: &mut dyn Write, rows: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    let mut list = List::begin(out);
    for row in rows {
        list.row(&row)?;
    }
    list.end()
}

/// A JSON array that is being written, one item a line.
pub(super) struct List<'o> {
    out: &'o mut dyn Write,
    begun: bool,
}

impl<'o> List<'o> {
    pub(super) fn begin(out: &'o mut dyn Write) -> Self {
        Self { out, begun: false }
    }

    pub(super) fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n  " } else { b"[\n  " })?;
        self.begun = true;
        plain(self.out, row)
    }

    pub(super) fn end(self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"]" } else { b"[]" })
    }
}

/// Writes a value as JSON in which no character moves a terminal's cursor.
pub(super) fn plain(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(escaped_controls(&serde_json::to_string(value)?).as_bytes())
}

/// JSON escapes the controls of ASCII, but neither DEL nor those from U+0080 on, which some terminals obey. They stand
/// in strings only.
pub(super) fn escaped_controls(json: &str) -> Cow<'_, str> {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    // Few texts have one of the bytes that these begin with.
    if first_byte(json.as_bytes(), 0, b"\x7F\xC2").is_none() || !json.contains(obeyed) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| if obeyed(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(json.chars().map(escape).collect())
}

pub(super) fn error_row<'a>(problem: &'a Problem, language: &str) -> ErrorRow<'a> {
    ErrorRow { path: &problem.path, message: problem.message.text(language) }
}

fn file_row(file: &Checked) -> Option<FileRow<'_>> {
    let article = file.article.as_ref()?;
    let (date, source) = article.date.as_ref().map_or((None, None), |(d, s)| (Some(d.as_str()), Some(*s)));
    Some(FileRow {
        path: &file.path,
        language: article.language,
        date,
        date_from: source.map(date_source),
        story: article.story.as_deref(),
    })
}

/// The lines of other texts that a file's findings speak of, by the address of each.
type Others = HashMap<*const str, LineIndex>;

fn finding_row<'a>(
    file: &'a Checked,
    lines: &LineIndex,
    others: &mut Others,
    finding: &'a Finding,
    language: &str,
) -> FindingRow<'a> {
    let related = |r: &'a Related| {
        let (path, place) = match &r.elsewhere {
            None => (file.path.as_str(), place(&file.text, lines, r.span)),
            Some(other) => {
                let lines = others.entry(Arc::as_ptr(&other.text)).or_insert_with(|| LineIndex::new(&other.text));
                (&*other.path, place(&other.text, lines, r.span))
            }
        };
        RelatedRow { path, place, message: r.message.text(language) }
    };
    let fix = |f: &'a Fix| FixRow {
        title: f.title.text(language),
        safe: f.safe,
        edits: f
            .edits
            .iter()
            .map(|e| EditRow {
                path: e.elsewhere.as_ref().map_or(&*file.path, |other| &*other.path),
                bytes: [e.span.start, e.span.end],
                text: &e.text,
            })
            .collect(),
    };
    FindingRow {
        path: &file.path,
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        place: place(&file.text, lines, finding.span),
        message: finding.message.text(language),
        related: finding.related.iter().map(related).collect(),
        fixes: finding.fixes.iter().map(fix).collect(),
    }
}

fn place<'a>(text: &'a str, lines: &LineIndex, span: Span) -> Place<'a> {
    let point = |LineColumn { line, column }| Point { line, column };
    Place {
        bytes: [span.start, span.end],
        start: point(lines.place(text, span.start)),
        end: point(lines.place(text, span.end)),
        quote: span.of(text),
    }
}
