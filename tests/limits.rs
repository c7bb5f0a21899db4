//! The limits of docs/limits.md, held by the program itself. What is read here is small, so that a debug build can; the
//! real sizes are for a release build: `COPYDESK_LIMITS=full COPYDESK=target/release/copydesk cargo test --test limits --
//! --nocapture --test-threads 1` prints time and memory.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

#[path = "common/patterns.rs"]
mod patterns;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use patterns::PATTERNS;
use serde_json::{Value, json};

/// Bytes of memory that a byte of prose may take while it is read, and a byte of a text that is nothing but figures;
/// beside what the tables take.
const A_BYTE: u64 = 70;
const A_BYTE_OF_FIGURES: u64 = 200;
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
    is_read_in(name, text, A_BYTE);
}

fn is_read_in(name: &str, text: &str, a_byte: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("a file");
    let ran = check(folder.path(), &[name]);
    println!("{name}: {:.1} MB in {:.2?}, peak {} MB", text.len() as f64 / 1e6, ran.took, ran.peak / 1000);
    assert!(matches!(ran.status, Some(0 | 1)), "{name}: {:?}", ran.status);
    let bound = EMPTY + text.len() as u64 * a_byte / 1000;
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
    is_read_in("grouped.en.md", &"1,000".repeat(size(10 << 20) / 5), A_BYTE_OF_FIGURES);
    is_read("accents.en.md", &"e\u{301}".repeat(size(10 << 20) / 3));
}

#[test]
fn a_million_figures_in_a_paragraph() {
    let figures = |n: usize| (0..size(n)).map(|i| format!("{} km, ", i % 9000 + 2)).collect::<String>();
    is_read_in("figures.en.txt", &figures(1_000_000), A_BYTE_OF_FIGURES);
    let counted = |n: usize| (0..size(n)).map(|i| format!("{} boats and ", i % 900 + 2)).collect::<String>();
    is_read_in("sentence.en.txt", &counted(1_000_000), A_BYTE_OF_FIGURES);
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

/// Memory does not grow with the folder but by what was found in each article, with the text it is quoted from, and by
/// what is kept to find versions.
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
    assert!(ran.peak <= EMPTY + count as u64 * 6, "{} kB", ran.peak);
}

/// Ten thousand versions of one story, no two of them alike.
#[test]
fn ten_thousand_versions_of_a_story() {
    let folder = tempfile::tempdir().expect("a folder");
    let count = size(10_000);
    for i in 0..count {
        let (code, text) = if i % 2 == 0 {
            ("en", format!("The port of Lyon moved {} cars in 2024. It paid 14 million euros for cranes.", 1000 + i))
        } else {
            ("fr", format!("Le port de Lyon a traité {} voitures en 2024. Il a payé 14 millions d'euros.", 9000 + i))
        };
        let text = format!("---\nstory: port\n---\n{text}\n");
        fs::write(folder.path().join(format!("draft-{i:05}.{code}.md")), text).expect("a file");
    }
    let ran = check(folder.path(), &["."]);
    println!("{count} versions in {:.2?}, peak {} MB", ran.took, ran.peak / 1000);
    assert!(matches!(ran.status, Some(0 | 1)), "{:?}", ran.status);
    assert!(ran.peak <= EMPTY + count as u64 * 80, "{} kB", ran.peak);
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

/// The program as a server.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: i64,
    answered: Vec<i64>,
    /// Diagnostics that came while something else was waited for: document and version.
    published: Vec<(String, i64)>,
}

impl Server {
    fn start() -> Self {
        let mut command = program();
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut server = Self { child, input, output, asked: 0, answered: Vec::new(), published: Vec::new() };
        server.ask("initialize", json!({ "capabilities": {} }));
        server.tell("initialized", json!({}));
        server
    }

    fn send(&mut self, message: Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it listens");
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).expect("it speaks"), 0, "the server hung up");
            match line.trim().split_once(": ") {
                Some((_, value)) => length = value.parse().expect("a length"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a message");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let version = params["version"].as_i64().unwrap_or(-1);
            self.published.push((params["uri"].as_str().unwrap_or_default().to_owned(), version));
        }
        message
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    fn request(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.asked
    }

    fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.receive();
            if message.get("method").is_none() {
                self.answered.extend(message["id"].as_i64());
                if message["id"] == id {
                    return message;
                }
            }
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn has(&self, uri: &str, version: i64) -> bool {
        self.published.iter().any(|(of, at)| of == uri && *at == version)
    }

    /// How long a letter in an article, and a question about it, take.
    fn keystroke(&mut self, uri: &str, version: i64) -> Duration {
        let begun = Instant::now();
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
        let change = json!({ "textDocument": { "uri": uri, "version": version },
            "contentChanges": [{ "range": range, "text": "x" }] });
        self.tell("textDocument/didChange", change);
        let position = json!({ "line": 0, "character": 20 });
        self.ask("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }));
        begun.elapsed()
    }
}

/// While articles of 50 MB are read, outlined, changed and closed, somebody types in another.
#[test]
fn others_are_answered_while_a_long_article_is_read() {
    let mut server = Server::start();
    let (small, long) = ("file:///d/small.en.md", ["file:///d/long.en.md", "file:///d/line.en.md"]);
    server.open(small, "The race is 26.2 miles (42 km) long.\n");
    let texts = [prose(size(49 << 20), "\n\n"), prose(size(10 << 20), " ")];
    let mut version = 1;
    let mut phases: Vec<(&str, Vec<Duration>)> = Vec::new();
    let mut during = |server: &mut Server, phase: &'static str, over: &dyn Fn(&Server) -> bool| {
        let mut took = Vec::new();
        while !over(server) || took.is_empty() {
            version += 1;
            took.push(server.keystroke(small, version));
        }
        took.sort_unstable();
        phases.push((phase, took));
    };
    long.iter().zip(&texts).for_each(|(uri, text)| server.open(uri, text));
    during(&mut server, "reading", &|server| long.iter().all(|uri| server.has(uri, 1)));
    let range = json!({ "start": { "line": 0, "character": 4 }, "end": { "line": 0, "character": 4 } });
    for uri in long {
        let change = json!({ "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "range": range, "text": "5" }] });
        server.tell("textDocument/didChange", change);
    }
    during(&mut server, "changing", &|server| long.iter().all(|uri| server.has(uri, 2)));
    for method in ["textDocument/documentSymbol", "copydesk/facts"] {
        for uri in long {
            server.request(method, json!({ "textDocument": { "uri": uri } }));
        }
        let last = server.asked;
        during(&mut server, method, &move |server| server.answered.contains(&last));
    }
    for uri in long {
        server.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    during(&mut server, "closing", &|server| long.iter().all(|uri| server.has(uri, -1)));
    for (phase, took) in &phases {
        let (middle, most) = (took[took.len() / 2], took[took.len() - 1]);
        println!("{phase}: {} keystrokes, half within {middle:.1?}, all within {most:.1?}", took.len());
        // What else a machine does is no fault of the server's: half of them are held to it.
        assert!(!full() || middle <= Duration::from_millis(100), "{phase}: {middle:.1?}");
    }
    let _ = server.child.kill();
    let _ = server.child.wait();
}
