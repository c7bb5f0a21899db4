//! The pages of `docs/` that are made from the program: `UPDATE_DOCS=1 cargo test --test docs` writes them anew.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

use std::fmt::Write as _;
use std::path::Path;

use copydesk::checks::{explained, headline};
use copydesk::settings::describe;

fn holds(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, wanted).expect("docs can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "docs/{name} is out of date: UPDATE_DOCS=1 cargo test --test docs writes it");
}

#[test]
fn the_page_of_checks_is_what_explain_says() {
    let mut page = String::from(
        "# What copydesk checks\n\n`copydesk explain CODE` prints one of these. In `copydesk.toml`, `[checks]` sets each to \
         `off`, `hint`, `information`, `warning` or `error`.\n\n| check | in a sentence |\n|---|---|\n",
    );
    for (code, explanation) in explained() {
        let _ = writeln!(page, "| [{code}](#{code}) | {} |", headline(explanation), code = code.as_str());
    }
    for (code, explanation) in explained() {
        let _ = write!(page, "\n## {}\n\n*{}*\n\n", code.as_str(), code.default_severity());
        for line in explanation.trim().lines() {
            // Headings of an explanation stand below its own.
            let line = if line.starts_with('#') { format!("##{line}") } else { line.to_owned() };
            let _ = writeln!(page, "{line}");
        }
    }
    holds("checks.md", &page);
}

#[test]
fn the_page_of_settings_is_what_init_writes() {
    let page = format!(
        "# Settings\n\n`copydesk init` writes this file; editors can check one against `copydesk init --schema`.\n\n```toml\n{}```\n",
        describe::template()
    );
    holds("settings.md", &page);
}

/// The table of faults names tests, and they are there.
#[test]
fn every_fault_has_the_tests_that_its_row_names() {
    fn sources(folder: &Path, out: &mut String) {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| !path.ends_with("node_modules")) {
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "py") {
                out.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    sources(&root.join("src"), &mut all);
    sources(&root.join("tests"), &mut all);
    let page = std::fs::read_to_string(root.join("docs/limits.md")).expect("a page");
    let (_, table) = page.split_once("## What goes wrong").expect("the table");
    let mut named = 0;
    for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let tests = cells.last().copied().unwrap_or_default();
        for name in tests.split('`').skip(1).step_by(2) {
            named += 1;
            let there = ["fn", "def"].iter().any(|word| all.contains(&format!("{word} {name}(")));
            assert!(there, "there is no test {name}, which docs/limits.md names");
        }
    }
    assert!(named > 60, "{named} tests are named");
}
