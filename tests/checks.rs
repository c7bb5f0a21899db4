//! Annotated articles, `tests/checks/<code>/*.md` and `*.txt`, and the examples in the checks' explanations.
//!
//! A line of carets under a line of the article marks a finding:
//!
//! ```text
//! The race is 26.2 miles (40 km) long.
//!                         ^^^^^ unit-conversion: 26.2 miles is 42 km -> 42 km | 25 miles
//! ```
//!
//! - The carets cover the finding's span exactly, counted in characters. Findings on one line have a line each.
//! - What stands behind the code's colon is part of the English message; nothing there takes any message.
//! - Behind `->` stand all fixes in their order, with `|` between: how the place that a fix changes reads afterwards.
//!   Without `->` fixes are not looked at.
//! - Every check reads every article, and what is not annotated must not be found.
//! - Annotations are taken out before an article is read. A line `---8<---` parts two articles of one file. The
//!   language comes from the file's name (`roads.fr.md`), from front matter, or is found.
//! - Files that begin with `known` hold what copydesk reads wrongly today, annotated as it ought to be: they are
//!   reported, and fail nothing.
//!
//! `UPDATE_CHECKS=1 cargo test --test checks` keeps the annotations that hold and writes the others anew, for a writer
//! to look through.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks::{self, CHECKS, Code, Finding, Fix, Severity};
use copydesk::desk::Desk;
use copydesk::markup::Format;
use copydesk::settings::Settings;
use copydesk::text::Span;

const SCISSORS: &str = "---8<---";

/// A finding as a writer annotates it. Places are of the article without its annotations.
#[derive(Debug)]
struct Wanted {
    span: Span,
    code: String,
    text: String,
    fixes: Option<Vec<String>>,
    /// As it stands in the file.
    line: String,
}

/// An article and what is to be found in it.
#[derive(Debug, Default)]
struct Fixture {
    text: String,
    wanted: Vec<Wanted>,
    /// Carets that stand under nothing.
    faults: Vec<String>,
}

impl Fixture {
    fn of(source: &str) -> Self {
        let mut out = Self::default();
        let mut above = 0;
        for line in source.split_inclusive('\n') {
            match annotation(line) {
                None => {
                    above = out.text.len();
                    out.text.push_str(line);
                }
                Some(note) => match out.place(above, &note) {
                    Some(span) => out.wanted.push(Wanted {
                        span,
                        code: note.code.to_owned(),
                        text: note.text.to_owned(),
                        fixes: note.fixes.map(|f| f.split('|').map(|one| one.trim().to_owned()).collect()),
                        line: line.trim_end_matches('\n').to_owned(),
                    }),
                    None => out.faults.push(format!("carets under nothing: {}", line.trim())),
                },
            }
        }
        out
    }

    /// The bytes above a run of carets, in the line that begins at `above`.
    fn place(&self, above: usize, note: &Note<'_>) -> Option<Span> {
        let line = self.text.get(above..)?.trim_end_matches(['\n', '\r']);
        let ends: Vec<usize> = line.char_indices().map(|c| c.0).chain([line.len()]).collect();
        Some(Span::new(above + ends.get(note.column)?, above + ends.get(note.column + note.width)?))
    }
}

/// An annotation line, cut up.
struct Note<'a> {
    column: usize,
    width: usize,
    code: &'a str,
    text: &'a str,
    fixes: Option<&'a str>,
}

fn annotation(line: &str) -> Option<Note<'_>> {
    let carets = line.trim_start_matches([' ', '\t']);
    let rest = carets.trim_start_matches('^');
    let (column, width) = (line.len() - carets.len(), carets.len() - rest.len());
    let (code, said) = rest.strip_prefix(' ')?.split_once(':')?;
    let (text, fixes) = said.split_once("->").map_or((said, None), |(text, fixes)| (text, Some(fixes.trim())));
    (width > 0).then_some(Note { column, width, code, text: text.trim(), fixes })
}

/// What a fix makes of the place it changes: the finding's own, or one that it was held against.
fn mended(article: &Article, finding: &Finding, fix: &Fix) -> String {
    let places = [finding.span].into_iter().chain(finding.related.iter().map(|r| r.span));
    let Some(place) = places.into_iter().find(|p| fix.edits.iter().all(|e| p.covers(e.span))) else {
        return "a fix that changes places the finding does not show".to_owned();
    };
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|e| e.span);
    let mut out = String::new();
    let mut at = place.start;
    for edit in edits {
        out.push_str(Span::new(at, edit.span.start).of(&article.text));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out + Span::new(at, place.end).of(&article.text)
}

fn fits(article: &Article, wanted: &Wanted, finding: &Finding) -> bool {
    let fixes = || finding.fixes.iter().map(|fix| mended(article, finding, fix));
    wanted.span == finding.span
        && wanted.code == finding.code.as_str()
        && finding.message.text("en").contains(&wanted.text)
        && wanted.fixes.as_ref().is_none_or(|want| fixes().eq(want.iter().cloned()))
}

/// The annotation that a finding would have, in full.
fn annotate(article: &Article, finding: &Finding) -> String {
    let line = article.text[..finding.span.start].rfind('\n').map_or(0, |at| at + 1);
    let column = article.text[line..finding.span.start].chars().count();
    let width = finding.span.of(&article.text).chars().count();
    let mut out = format!("{:column$}{:^>width$} {}: {}", "", "", finding.code, finding.message.text("en"));
    let fixes: Vec<String> = finding.fixes.iter().map(|fix| mended(article, finding, fix)).collect();
    if !fixes.is_empty() {
        let _ = write!(out, " -> {}", fixes.join(" | "));
    }
    out
}

/// Reads and checks an article; a check that is off by itself runs where it is `asked` for.
fn read(name: &str, text: &str, asked: Code) -> (Article, Vec<Finding>) {
    let origin = Origin { name: name.to_owned(), format: Format::of_name(name), ..Origin::default() };
    let mut settings = Settings::default();
    if asked == Code::NumberFormat {
        settings.checks.insert(asked, Some(Severity::Hint));
    }
    let desk = Desk::new(settings);
    let article = Reader::default().read(text.into(), &origin, &desk);
    let findings = checks::run(&article, &desk);
    (article, findings)
}

/// What is wrong with a fixture, and how it would be annotated by what is found.
fn compare(name: &str, source: &str, asked: Code) -> (Vec<String>, String) {
    let fixture = Fixture::of(source);
    let (article, findings) = read(name, &fixture.text, asked);
    let mut faults = fixture.faults;
    let mut left: Vec<&Finding> = findings.iter().collect();
    let mut notes: Vec<(usize, String)> = Vec::new();
    for wanted in &fixture.wanted {
        match left.iter().position(|finding| fits(&article, wanted, finding)) {
            Some(at) => {
                left.remove(at);
                notes.push((wanted.span.start, wanted.line.clone()));
            }
            None => faults.push(excerpt("not found", &fixture.text, wanted.span, &wanted.line)),
        }
    }
    for finding in left {
        let note = annotate(&article, finding);
        faults.push(excerpt("found", &fixture.text, finding.span, &note));
        notes.push((finding.span.start, note));
    }
    notes.sort_by_key(|note| note.0);
    let mut updated = String::new();
    let mut at = 0;
    for line in fixture.text.split_inclusive('\n') {
        updated.push_str(line);
        at += line.len();
        while notes.first().is_some_and(|note| note.0 < at) {
            if !updated.ends_with('\n') {
                updated.push('\n');
            }
            updated.push_str(&notes.remove(0).1);
            updated.push('\n');
        }
    }
    (faults, updated)
}

fn excerpt(what: &str, text: &str, span: Span, note: &str) -> String {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    format!("{what}:\n    {line}\n    {note}")
}

/// Goes through a file; gives what is wrong with it.
fn run(path: &Path, update: bool) -> io::Result<Vec<String>> {
    let source = fs::read_to_string(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
    let asked = folder.and_then(|name| name.parse().ok()).unwrap_or(Code::Settings);
    let separator = format!("{SCISSORS}\n");
    let mut faults = Vec::new();
    let mut updated = Vec::new();
    for article in source.split(&separator) {
        let (wrong, text) = compare(&name, article, asked);
        faults.extend(wrong);
        updated.push(text);
    }
    let updated = updated.join(&separator);
    if update && updated != source {
        fs::write(path, updated)?;
    }
    Ok(faults)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            out.extend(files(&path)?);
        } else if path.extension().is_some_and(|e| e == "md" || e == "txt") {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

#[test]
fn articles_are_found_fault_with_as_annotated() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let update = env::var_os("UPDATE_CHECKS").is_some();
    let mut failed = String::new();
    for path in files(&folder)? {
        let shown = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        let known = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("known"));
        let faults = run(&path, update && !known)?;
        if known {
            println!("{shown}: {} of what is known to be wrong still is", faults.len());
        }
        for fault in faults {
            let out = format!("{shown}: {fault}\n\n");
            if known { print!("{out}") } else { failed.push_str(&out) }
        }
    }
    assert!(failed.is_empty() || update, "\n{failed}");
    Ok(())
}

/// "Wrong:" and "Right:" in an explanation, each with a list of examples.
fn examples<'a>(explanation: &'a str, title: &str) -> Vec<&'a str> {
    let lines = explanation.lines().skip_while(move |line| line.trim() != title).skip(1);
    let list = lines.skip_while(|line| line.is_empty()).take_while(|line| line.starts_with("- "));
    list.map(|line| line.trim_start_matches("- ")).collect()
}

#[test]
fn explanations_tell_the_truth() {
    // Versions of a story are told of in tests/versions.rs.
    for check in CHECKS.iter().filter(|check| check.code() != Code::Translation) {
        let (code, explanation) = (check.code(), check.explanation());
        let (wrong, right) = (examples(explanation, "Wrong:"), examples(explanation, "Right:"));
        assert!(!wrong.is_empty() && !right.is_empty(), "{code} explains itself without examples");
        for example in wrong {
            let found: Vec<_> = read("", example, code).1.iter().map(|f| f.code).collect();
            assert_eq!(found, [code], "Wrong: {example}");
        }
        for example in right {
            assert_eq!(read("", example, code).1, [], "Right: {example}");
        }
    }
}

#[test]
fn annotations_are_read_by_characters_and_taken_out() {
    let fixture =
        Fixture::of("Été : 5 km (9 miles)\n            ^^^^^^^ unit-conversion: 3.1 -> 3 miles | 14 km\nFin\n");
    assert_eq!(fixture.text, "Été : 5 km (9 miles)\nFin\n");
    let wanted = &fixture.wanted[0];
    assert_eq!((wanted.span.of(&fixture.text), wanted.text.as_str()), ("9 miles", "3.1"));
    assert_eq!(wanted.fixes.as_deref(), Some(&["3 miles".to_owned(), "14 km".to_owned()][..]));
    for (no_note, why) in [("^ 2", "no code"), ("x ^^ date: y", "words before"), ("10^6: much", "a power")] {
        assert_eq!(Fixture::of(no_note).text, no_note, "{why}");
    }
    assert_eq!(Fixture::of("ab\n  ^^ date: x\n").faults.len(), 1);
}

#[test]
fn what_is_found_is_written_as_it_is_read() {
    let wrong = "The race is 26.2 miles (40 km) long.\n";
    let (faults, updated) = compare("a.en.md", wrong, Code::Settings);
    assert_eq!(faults.len(), 1);
    assert_eq!(compare("a.en.md", &updated, Code::Settings), (Vec::new(), updated.clone()));
    assert_eq!(Fixture::of(&updated).text, wrong);
}
