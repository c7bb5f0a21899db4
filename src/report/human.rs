//! `check --format human`: each finding with the words it is about, then a line that counts.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::count::counted;
use super::excerpt::excerpts;
use super::{CheckResults, Checked, Look};
use crate::checks::{Finding, Related, Severity};
use crate::messages::Message;
use crate::text::{LineIndex, Span, is_obeyed};

/// Writes what was found for a person to read.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, look: &Look) -> io::Result<()> {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, to words; the renderer is not to cut them again.
    let renderer = renderer.term_width(usize::MAX / 4);
    for file in &results.files {
        let lines = LineIndex::new(&file.text);
        for finding in file.findings.open() {
            writeln!(out, "{}\n", one(&renderer, file, &lines, &finding, look))?;
        }
    }
    writeln!(out, "{}", closing(results, &look.language))?;
    if results.problems.is_empty() && results.files.iter().all(|file| file.article.is_none()) {
        writeln!(out, "{}", Message::new("report-no-articles").text(&look.language))?;
    }
    Ok(())
}

fn one(renderer: &Renderer, file: &Checked, lines: &LineIndex, finding: &Finding, look: &Look) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let title = level.primary_title(finding.message.text(&look.language)).id(finding.code.as_str());
    let marks: Vec<Span> = std::iter::once(finding.span).chain(here(finding).map(|related| related.span)).collect();
    let label = |number: usize| match number.checked_sub(1) {
        None => String::new(),
        Some(related) => here(finding).nth(related).map(|r| r.message.text(&look.language)).unwrap_or_default(),
    };
    let mut group = Group::with_title(title);
    let mut shown = excerpts(&file.text, lines, &marks, look.width);
    // What a reader would correct comes first, wherever the rest stands.
    shown.sort_by_key(|excerpt| !excerpt.marks.iter().any(|(number, _)| *number == 0));
    let mut places = Vec::new();
    for excerpt in shown {
        // The place of the excerpt's first mark in the file. The renderer would count in the cut line: it is given a
        // stand-in to print, and the place is put there afterwards.
        let first = excerpt.marks.iter().map(|(number, _)| *number).min().unwrap_or(0);
        let place = lines.place(&file.text, marks.get(first).copied().unwrap_or_default().start);
        places.push(format!("{}:{}:{}", clean(&file.path), place.line, place.column));
        let annotations = excerpt.marks.iter().map(|(number, range)| {
            let kind = if *number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range.clone()).label(Some(label(*number)).filter(|l| !l.is_empty()))
        });
        let path = format!("{STAND_IN}{}", places.len() - 1);
        let snippet = Snippet::source(excerpt.text.clone()).line_start(excerpt.line).fold(false).path(path);
        group = group.element(snippet.annotations(annotations.collect::<Vec<_>>()));
    }
    let others = finding.related.iter().filter_map(|related| {
        let other = related.elsewhere.as_ref()?;
        let place = LineIndex::new(&other.text).place(&other.text, related.span.start);
        let message = related.message.text(&look.language);
        Some(Level::NOTE.message(format!("{}:{}:{}: {message}", clean(&other.path), place.line, place.column)))
    });
    group = group.elements(others.collect::<Vec<_>>());
    let fixes = finding.fixes.iter().map(|fix| Level::HELP.message(fix.title.text(&look.language)));
    group = group.elements(fixes.collect::<Vec<_>>());
    with_places(&plain(&renderer.render(&[group])), &places)
}

/// The renderer makes signs of the control characters of ASCII and leaves the others, by which a terminal takes orders as
/// well: `U+009B` begins one.
fn plain(rendered: &str) -> String {
    let order = |c: char| is_obeyed(c) && !c.is_ascii();
    rendered.chars().map(|c| if order(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// What a finding was held against in its own article.
fn here(finding: &Finding) -> impl Iterator<Item = &Related> {
    finding.related.iter().filter(|related| related.elsewhere.is_none())
}

/// A character of no script, which no path begins with.
const STAND_IN: char = '\u{F8FE}';

/// Puts the places where the renderer printed their stand-ins, each followed by a line and a column.
fn with_places(rendered: &str, places: &[String]) -> String {
    let mut out = String::with_capacity(rendered.len());
    let mut rest = rendered;
    for (i, place) in places.iter().enumerate() {
        let stand_in = format!("{STAND_IN}{i}");
        let Some((before, after)) = rest.split_once(&stand_in) else { continue };
        out.push_str(before);
        out.push_str(place);
        rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    out + rest
}

/// A path that moves no cursor.
pub(super) fn clean(path: &str) -> String {
    path.chars().map(|c| if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// "2 errors, 1 warning in 3 files", and how many of them `--fix` mends.
pub(super) fn closing(results: &CheckResults, language: &str) -> String {
    let files = results.files.iter().filter(|f| f.article.is_some()).count();
    let files = counted("report-files", files).text(language);
    let kinds = [
        (Severity::Error, "report-errors"),
        (Severity::Warning, "report-warnings"),
        (Severity::Information, "report-informations"),
        (Severity::Hint, "report-hints"),
    ];
    let (mut of_kind, mut safe) = ([0; Severity::ALL.len()], 0);
    for finding in results.findings() {
        of_kind[finding.severity as usize] += 1;
        safe += usize::from(finding.fixes.iter().any(|fix| fix.safe));
    }
    let counts: Vec<String> = kinds
        .into_iter()
        .filter_map(|(severity, id)| {
            let count = of_kind[severity as usize];
            (count > 0).then(|| counted(id, count).text(language))
        })
        .collect();
    let summary = match counts.is_empty() {
        true => Message::new("report-nothing"),
        false => Message::new("report-summary").with("list", counts.join(", ")),
    };
    let mut line = summary.with("files", files).text(language);
    if results.mended > 0 {
        line.push_str(&counted("report-mended", results.mended).text(language));
    }
    if safe > 0 {
        line.push_str(&counted("report-safe", safe).text(language));
    }
    line
}
