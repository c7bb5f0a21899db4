//! `check --format github`: workflow commands, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::{CheckResults, Checked};
use crate::checks::{Finding, Severity};
use crate::text::LineIndex;

/// Writes a command for each finding and each file that could not be used, messages in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    for file in &results.files {
        let lines = LineIndex::new(&file.text);
        for finding in file.findings.open() {
            writeln!(out, "{}", command(file, &lines, &finding, language))?;
        }
    }
    for problem in &results.problems {
        writeln!(out, "::error file={}::{}", property(&problem.path), data(&problem.message.text(language)))?;
    }
    Ok(())
}

fn command(file: &Checked, lines: &LineIndex, finding: &Finding, language: &str) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let (start, end) = (lines.place(&file.text, finding.span.start), lines.place(&file.text, finding.span.end));
    // Columns belong to places on one line only.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    format!(
        "::{kind} file={},line={},endLine={}{columns},title=copydesk {}::{}",
        property(&file.path),
        start.line,
        end.line,
        finding.code.as_str(),
        data(&finding.message.text(language)),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
