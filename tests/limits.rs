//! The limits of docs/limits.md, held by the program itself. What is read here is small, so that a debug build can; the
//! real sizes are for a release build: `COPYDESK_LIMITS=full COPYDESK=target/release/copydesk cargo test --test limits --
//! --nocapture --test-threads 1` prints time and memory.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

#[path = "common/patterns.rs"]
mod patterns;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use patterns::PATTERNS;

/// Bytes of memory that a byte of an article may take while it is read, beside what the tables take.
const A_BYTE: u64 = 70;
/// kB that the program takes without an article.
const EMPTY: u64 = 90_000;

fn full() -> bool {
    std::env::var_os("COPYDESK_LIMITS").is_some_and(|value| value == "full")
}

/// The size that is asked for, or a small part of it.
fn size(whole: usize) -> usize {
    if full() { whole } else { whole / 200 }
}

fn program() -> Command {
    let other = std::env::var_os("COPYDESK").filter(|_| full());
    let mut command = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_copydesk").into()));
    command.env("LC_ALL", "C");
    command
}

/// Status, time, and peak memory in kB where the system tells it.
struct Ran {
    status: Option<i32>,
    took: Duration,
    peak: u64,
}

fn check(folder: &Path, args: &[&str]) -> Ran {
    let out = fs::File::create(folder.join("out.json")).expect("a file");
    let begun = Instant::now();
    let mut command = program();
    command.args(["check", "--format", "jsonl", "--jobs", "1"]).args(args).current_dir(folder);
    let mut child = command.stdin(Stdio::null()).stdout(out).stderr(Stdio::null()).spawn().expect("it runs");
    let mut peak = 0;
    let status = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = peak.max(most.and_then(|kb| kb.split_whitespace().next()?.parse().ok()).unwrap_or(0));
        if let Some(status) = child.try_wait().expect("it runs") {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    Ran { status: status.code(), took: begun.elapsed(), peak }
}

/// The article is read to its end, in memory that its length bounds.
fn is_read(name: &str, text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("a file");
    let ran = check(folder.path(), &[name]);
    println!("{name}: {:.1} MB in {:.2?}, peak {} MB", text.len() as f64 / 1e6, ran.took, ran.peak / 1000);
    assert!(matches!(ran.status, Some(0 | 1)), "{name}: {:?}", ran.status);
    let bound = EMPTY + text.len() as u64 * A_BYTE / 1000;
    assert!(ran.peak <= bound, "{name}: {} kB, of {bound}", ran.peak);
}

/// Prose with a figure in every ten words, never twice the same.
fn prose(bytes: usize, between: &str) -> String {
    let mut out = String::new();
    let mut n = 1_u64;
    while out.len() < bytes {
        n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (a, b, c) = (n >> 54, (n >> 44) % 900 + 2, (n >> 34) % 90 + 1);
        let _ = write!(
            out,
            "The plan for the {a} bridges near Hanoi cost ${b} million, up {c}% from the year before, officials said on \
             Monday. Some {c} of them were open, and the road of {a} miles was to follow once the town had its {b} tonnes \
             of sand.{between}"
        );
    }
    out
}

#[test]
fn a_document_of_50_mb() {
    is_read("long.en.md", &prose(size(49 << 20), "\n\n"));
}

#[test]
fn a_line_of_10_mb() {
    is_read("line.en.md", &prose(size(10 << 20), " "));
    is_read("line.en.txt", &prose(size(10 << 20), " "));
    is_read("line.en.html", &prose(size(10 << 20), " "));
}

#[test]
fn a_word_of_10_mb() {
    is_read("letters.en.md", &"a".repeat(size(10 << 20)));
    is_read("digits.en.md", &"1".repeat(size(10 << 20)));
    is_read("grouped.en.md", &"1,000".repeat(size(10 << 20) / 5));
    is_read("accents.en.md", &"e\u{301}".repeat(size(10 << 20) / 3));
}

#[test]
fn a_million_figures_in_a_paragraph() {
    let figures = |n: usize| (0..size(n)).map(|i| format!("{} km, ", i % 9000 + 2)).collect::<String>();
    is_read("figures.en.txt", &figures(1_000_000));
    let counted = |n: usize| (0..size(n)).map(|i| format!("{} boats and ", i % 900 + 2)).collect::<String>();
    is_read("sentence.en.txt", &counted(1_000_000));
}

#[test]
fn a_hundred_thousand_findings() {
    let faults = (0..size(100_000)).map(|i| format!("The race is 26.2 miles ({} km) long.\n\n", i % 900 + 50));
    is_read("faults.en.md", &faults.collect::<String>());
    let names = "La réunion de Hanoi. ".repeat(size(100_000));
    is_read("names.fr.txt", &names);
}

#[test]
fn nesting_without_an_end() {
    let n = size(2 << 20);
    for (name, text) in [
        ("quotes.en.md", "> ".repeat(n / 2) + "5 km"),
        ("brackets.en.md", "(".repeat(n) + "5 km"),
        ("links.en.md", "[".repeat(n) + "5 km" + &"](a)".repeat(n / 4)),
        ("stars.en.md", "*a **b ".repeat(n / 7)),
        ("lists.en.md", (0..n / 400).map(|i| format!("{}- 5 km\n", " ".repeat(2 * (i % 200)))).collect()),
        ("divs.en.html", "<div>".repeat(n / 5) + "5 km"),
        ("tables.en.html", "<table><tr><td>".repeat(n / 15) + "5 km"),
        ("spans.en.md", "<span>".repeat(n / 6) + "5 km"),
    ] {
        is_read(name, &text);
    }
}

/// Memory does not grow with the folder but by what is kept of each article to find versions.
#[test]
fn a_folder_of_100_000_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let count = size(100_000);
    for i in 0..count {
        let part = folder.path().join(format!("part-{:03}", i / 1000));
        if i % 1000 == 0 {
            fs::create_dir_all(&part).expect("a folder");
        }
        let text = format!("Article {i}\n\n{}", prose(900 + i % 700, "\n\n").replace("Hanoi", &format!("Pier {i}")));
        fs::write(part.join(format!("article-{i}.en.md")), text).expect("a file");
    }
    let ran = check(folder.path(), &["."]);
    println!("{count} articles in {:.2?}, peak {} MB", ran.took, ran.peak / 1000);
    assert!(matches!(ran.status, Some(0 | 1)), "{:?}", ran.status);
    assert!(ran.peak <= EMPTY + count as u64 * 12, "{} kB", ran.peak);
}

/// Real sizes only: in small ones a start costs more than a text.
#[test]
fn patterns_take_time_in_proportion() {
    if !full() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut slow = Vec::new();
    for (at, pattern) in PATTERNS.iter().enumerate() {
        let (code, kind) = (["en", "fr", "vi"][at % 3], ["md", "txt", "html"][at / 3 % 3]);
        let took = |bytes: usize| {
            let name = format!("pattern.{code}.{kind}");
            fs::write(folder.path().join(&name), pattern.repeat(bytes / pattern.len())).expect("a file");
            let ran = check(folder.path(), &[&name, "--lang", code]);
            assert!(matches!(ran.status, Some(0 | 1)), "{pattern:?}: {:?}", ran.status);
            ran.took
        };
        let (one, four) = (took(250_000), took(1_000_000));
        println!("{pattern:?} {code} {kind}: {one:.2?}, {four:.2?}");
        if four > one * 8 + Duration::from_millis(300) {
            slow.push(format!("{pattern:?} {code} {kind}: {one:.2?}, four times as much {four:.2?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
