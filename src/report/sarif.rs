//! `check --format sarif`: SARIF 2.1.0, which code hosts and review tools read.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::{List, plain};
use super::{CheckResults, Checked};
use crate::checks::{self, Finding, Fix, Severity};
use crate::text::{LineIndex, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one run, messages in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    let notifications: Vec<Value> = results
        .problems
        .iter()
        .map(|problem| {
            json!({
                "level": "error",
                "message": { "text": problem.message.text(language) },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&problem.path) } } }],
            })
        })
        .collect();
    let tool = json!({ "driver": { "name": "copydesk", "version": env!("CARGO_PKG_VERSION"), "rules": rules() } });
    let invocation = json!({
        "executionSuccessful": results.problems.is_empty(),
        "toolExecutionNotifications": notifications,
    });
    write!(out, "{{\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\"tool\": ")?;
    plain(out, &tool)?;
    write!(out, ",\n\"columnKind\": \"unicodeCodePoints\",\n\"invocations\": [")?;
    plain(out, &invocation)?;
    write!(out, "],\n\"results\": ")?;
    // One after the other: a folder can have more findings than fit into memory as values.
    let mut rows = List::begin(out);
    for file in results.files.iter().filter(|file| !file.findings.is_empty()) {
        let lines = LineIndex::new(&file.text);
        for finding in file.findings.open() {
            rows.row(&result(file, &lines, &finding, language))?;
        }
    }
    rows.end()?;
    writeln!(out, "}}]}}")
}

fn rules() -> Vec<Value> {
    let rule = |(code, explanation): (checks::Code, &str)| {
        let short = checks::headline(explanation);
        json!({
            "id": code.as_str(),
            "shortDescription": { "text": short },
            "help": { "text": explanation.trim(), "markdown": explanation.trim() },
        })
    };
    checks::explained().into_iter().map(rule).collect()
}

fn result(file: &Checked, lines: &LineIndex, finding: &Finding, language: &str) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    };
    let all: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            let mut place = match &related.elsewhere {
                None => location(&file.path, &file.text, lines, related.span),
                Some(other) => location(&other.path, &other.text, &LineIndex::new(&other.text), related.span),
            };
            place["message"] = json!({ "text": related.message.text(language) });
            place
        })
        .collect();
    // Of one place that is spoken of twice, SARIF wants one.
    let mut related: Vec<Value> = Vec::new();
    for place in all {
        if !related.contains(&place) {
            related.push(place);
        }
    }
    let mut row = json!({
        "ruleId": finding.code.as_str(),
        "level": level,
        "message": { "text": finding.message.text(language) },
        "locations": [location(&file.path, &file.text, lines, finding.span)],
    });
    if !related.is_empty() {
        row["relatedLocations"] = related.into();
    }
    if !finding.fixes.is_empty() {
        row["fixes"] = finding.fixes.iter().map(|f| fix(file, f, language)).collect::<Vec<_>>().into();
    }
    row
}

fn location(path: &str, text: &str, lines: &LineIndex, span: Span) -> Value {
    let (start, end) = (lines.place(text, span.start), lines.place(text, span.end));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
            "byteOffset": span.start, "byteLength": span.len(), "snippet": { "text": span.of(text) },
        },
    } })
}

fn fix(file: &Checked, fix: &Fix, language: &str) -> Value {
    let mut paths: Vec<&str> = Vec::new();
    let path = |edit: &'_ checks::Replacement| edit.elsewhere.as_ref().map(|other| other.path.clone());
    let path_of = |edit| path(edit).map_or_else(|| file.path.clone(), |p| p.to_string());
    let all: Vec<(String, Value)> = fix
        .edits
        .iter()
        .map(|edit| {
            let region = json!({ "byteOffset": edit.span.start, "byteLength": edit.span.len() });
            (path_of(edit), json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } }))
        })
        .collect();
    for (path, _) in &all {
        if !paths.contains(&path.as_str()) {
            paths.push(path);
        }
    }
    let changes: Vec<Value> = paths
        .into_iter()
        .map(|path| {
            let edits: Vec<&Value> = all.iter().filter(|(p, _)| p == path).map(|(_, edit)| edit).collect();
            json!({ "artifactLocation": { "uri": uri(path) }, "replacements": edits })
        })
        .collect();
    json!({ "description": { "text": fix.title.text(language) }, "artifactChanges": changes })
}

/// A path as a reference of RFC 3986: relative, or with its scheme where it begins at the root.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&b);
    // A colon in the first part would make it a scheme.
    let path: String =
        path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
    format!("{scheme}{path}")
}
