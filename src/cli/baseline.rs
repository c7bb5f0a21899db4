//! `check --baseline FILE`: findings that an earlier report has are not said again.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;

use crate::messages::Message;
use crate::report::{CheckResults, Packed, Problem};

/// What an earlier report found: how often each finding, by path, code and the words it is about. Lines move as an
/// article is edited, so they tell nothing.
#[derive(Debug, Default)]
pub struct Baseline(HashMap<(String, String, String), usize>);

#[derive(Deserialize)]
struct Report {
    findings: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    path: String,
    code: String,
    quote: String,
}

/// Reads a report of `--format json`.
///
/// # Errors
/// The problem, to be said, where the file cannot be read or is no such report.
pub fn read(path: &Path) -> Result<Baseline, Problem> {
    let problem = |message: Message| Problem { path: path.display().to_string(), message };
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => problem(Message::new("cli-not-found")),
        _ => problem(Message::new("cli-unreadable").with("detail", error.to_string())),
    })?;
    let report: Report = serde_json::from_reader(BufReader::new(file))
        .map_err(|error| problem(Message::new("cli-baseline").with("detail", error.to_string())))?;
    let mut known = Baseline::default();
    for row in report.findings {
        *known.0.entry((row.path, row.code, row.quote)).or_default() += 1;
    }
    Ok(known)
}

impl Baseline {
    /// Takes out of `results` what was known, each finding as often as it was.
    pub fn take_from(&mut self, results: &mut CheckResults) {
        for file in &mut results.files {
            let (path, text) = (&file.path, &file.text);
            let mut findings = file.findings.open();
            findings.retain(|finding| {
                let quote = finding.span.of(text).to_owned();
                match self.0.get_mut(&(path.clone(), finding.code.as_str().to_owned(), quote)) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        false
                    }
                    _ => true,
                }
            });
            file.findings = Packed::of(findings);
        }
    }
}
