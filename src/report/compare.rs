//! `compare`: the versions of a story side by side, for people and as JSON; as a page in [`super::compare_html`].

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Value, json};

use super::Problem;
use super::human::clean;
use super::json::plain;
use crate::messages::Message;
use crate::text::{LineIndex, Span};

/// Versions of a story, figure by figure.
#[derive(Clone, Debug, Default)]
pub struct CompareResults {
    pub files: Vec<Compared>,
    pub rows: Vec<CompareRow>,
    pub problems: Vec<Problem>,
}

/// A version.
#[derive(Clone, Debug)]
pub struct Compared {
    pub path: String,
    /// ISO 639-1.
    pub language: Option<&'static str>,
    pub text: Arc<str>,
}

/// One figure in all versions.
#[derive(Clone, Debug)]
pub struct CompareRow {
    /// Where it stands in each file.
    pub cells: Vec<Option<Span>>,
    pub state: State,
    /// What is to be said of it.
    pub message: Option<Message>,
}

/// How the versions agree on a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its sentence has no counterpart.
    Alone,
    Same,
    /// They differ, and may.
    Hint,
    Differs,
}

impl State {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Alone => "alone",
            State::Same => "same",
            State::Hint => "hint",
            State::Differs => "differs",
        }
    }

    pub(super) const fn sign(self) -> &'static str {
        match self {
            State::Alone => " ",
            State::Same => "=",
            State::Hint => "~",
            State::Differs => "≠",
        }
    }
}

impl CompareResults {
    pub(super) fn quote(&self, file: usize, cell: Option<Span>) -> String {
        let text = self.files.get(file).map_or("", |f| &*f.text);
        cell.map(|span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    }

    pub(super) fn said(&self, row: &CompareRow, language: &str) -> String {
        row.message.as_ref().map(|m| m.text(language)).unwrap_or_default()
    }

    /// "3 versions · 2 disagreements".
    pub fn closing(&self, language: &str) -> String {
        let count = self.rows.iter().filter(|row| row.state == State::Differs).count();
        let id = if count == 1 { "compare-closing-one" } else { "compare-closing" };
        Message::new(id)
            .with("versions", self.files.len().to_string())
            .with("disagreements", count.to_string())
            .text(language)
    }
}

/// Writes a line for each figure, in columns.
///
/// # Errors
/// Whatever `out` reports.
pub fn human(out: &mut dyn Write, results: &CompareResults, language: &str) -> io::Result<()> {
    let heads: Vec<String> = results.files.iter().map(|f| f.path.clone()).collect();
    let cells: Vec<Vec<String>> = results
        .rows
        .iter()
        .map(|row| row.cells.iter().enumerate().map(|(i, cell)| results.quote(i, *cell)).collect())
        .collect();
    let width = |column: usize| {
        let all = cells.iter().filter_map(|row| row.get(column)).chain(heads.get(column));
        all.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..results.files.len()).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells
            .iter()
            .zip(&widths)
            .map(|(text, width)| format!("{}{}", clean(text), " ".repeat(width - text.chars().count().min(*width))));
        padded.collect::<Vec<_>>().join("  ")
    };
    writeln!(out, "   {}", line(&heads).trim_end())?;
    for (row, cells) in results.rows.iter().zip(&cells) {
        writeln!(out, "{}  {}", row.state.sign(), line(cells).trim_end())?;
        if row.state == State::Differs && row.message.is_some() {
            writeln!(out, "   └ {}", results.said(row, language))?;
        }
    }
    writeln!(out, "\n{}", results.closing(language))
}

/// Writes one JSON object.
///
/// # Errors
/// Whatever `out` reports.
pub fn as_json(out: &mut dyn Write, results: &CompareResults, language: &str) -> io::Result<()> {
    let lines: Vec<LineIndex> = results.files.iter().map(|f| LineIndex::new(&f.text)).collect();
    let place = |file: usize, cell: &Option<Span>| -> Value {
        let (Some(span), Some(version), Some(lines)) = (cell, results.files.get(file), lines.get(file)) else {
            return Value::Null;
        };
        let point = |offset: usize| {
            let at = lines.place(&version.text, offset);
            json!({ "line": at.line, "column": at.column })
        };
        json!({
            "path": version.path, "bytes": [span.start, span.end], "start": point(span.start), "end": point(span.end),
            "quote": span.of(&version.text),
        })
    };
    let rows: Vec<Value> = results
        .rows
        .iter()
        .map(|row| {
            json!({
                "state": row.state.as_str(),
                "message": row.message.as_ref().map(|m| m.text(language)),
                "figures": row.cells.iter().enumerate().map(|(i, cell)| place(i, cell)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let files: Vec<Value> = results.files.iter().map(|f| json!({ "path": f.path, "language": f.language })).collect();
    let errors: Vec<Value> =
        results.problems.iter().map(|p| json!({ "path": p.path, "message": p.message.text(language) })).collect();
    let whole = json!({ "version": 1, "files": files, "rows": rows, "errors": errors });
    plain(out, &whole)?;
    writeln!(out)
}
