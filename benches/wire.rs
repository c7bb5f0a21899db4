//! The wire benchmark: drives language servers over their standard input and output, as an editor does, and prints
//! what a writer waits for. `cargo bench --bench wire`, or with peers `benches/peers.sh`.
//!
//! Arguments: `--server NAME=COMMAND` (several; default copydesk alone), `--quick` (short, for CI), `--marks` (exit
//! status 1 where copydesk misses a mark), `--rounds N` (rounds of every measurement, the servers in turn),
//! `--only WORDS,OPEN` (one size of article and number of open ones, no dense text), `--dense` (of these, the dense text),
//! `--soak EDITS,OPEN` (nothing but so many edits all over so many open articles; prints the memory in use on the way).
//!
//! The articles are the prose of the other benchmarks (`benches/prose`) with planted faults: about one finding in 300
//! words, which is more than a writer leaves. The dense text repeats a few sentences with other figures, so that most
//! figures contradict an earlier one: more than one finding in 150 words, the most that an editor is ever sent.
//!
//! Times are taken before a message's first byte is written and when an answer's last byte was read; a thread of its own
//! reads, and nothing is parsed in between. Servers are measured one after another in one run, never two at once.

#[allow(dead_code, reason = "other benchmarks go over its languages")]
#[path = "prose/mod.rs"]
mod stock;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than this for one answer, and the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(120);
/// A measurement is not repeated beyond this.
const BUDGET: Duration = Duration::from_secs(20);
/// Words of the articles that are open beside the one that is measured.
const BESIDE: usize = 1_000;

type Failure = String;

fn main() -> ExitCode {
    let mut servers = Vec::new();
    let (mut quick, mut marks, mut rounds, mut only, mut dense, mut long) = (false, false, 1, None, false, None);
    let pair = |given: Option<String>| {
        let given = given.unwrap_or_default();
        given.split_once(',').and_then(|(a, b)| Some((a.parse::<usize>().ok()?, b.parse::<usize>().ok()?)))
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--quick" => quick = true,
            "--marks" => marks = true,
            "--rounds" => rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--only" => only = pair(args.next()),
            "--dense" => dense = true,
            "--soak" => long = pair(args.next()),
            "--server" => {
                let given = args.next().unwrap_or_default();
                let (name, command) = given.split_once('=').unwrap_or((&given, &given));
                servers.push((name.to_owned(), command.split_whitespace().map(str::to_owned).collect::<Vec<_>>()));
            }
            // Cargo says that this is a benchmark.
            _ => {}
        }
    }
    if servers.is_empty() {
        servers.push(("copydesk".to_owned(), vec![env!("CARGO_BIN_EXE_copydesk").to_owned(), "lsp".to_owned()]));
    }
    if let Some((edits, open)) = long {
        let outcome = servers.iter().try_for_each(|(name, command)| soak(name, command, edits, open));
        return outcome.map_or_else(
            |failure| {
                eprintln!("{failure}");
                ExitCode::FAILURE
            },
            |()| ExitCode::SUCCESS,
        );
    }
    let mut tables: Vec<(String, Table)> = servers.iter().map(|(name, _)| (name.clone(), Table::default())).collect();
    for _ in 0..rounds {
        for ((name, command), (_, table)) in servers.iter().zip(&mut tables) {
            eprintln!("measuring {name}");
            if let Err(failure) = measure(command, quick, only.map(|(words, open)| (words, open, dense)), table) {
                eprintln!("{name}: {failure}");
            }
        }
    }
    print!("{}", report(&tables));
    let missed = tables.first().map(|(_, table)| missed(table)).unwrap_or_default();
    missed.iter().for_each(|line| eprintln!("missed: {line}"));
    if marks && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

// What is measured.

/// Words of the article, articles open, whether the text is dense with findings.
type Size = (usize, usize, bool);
/// A measurement's name and its article.
type Row = (&'static str, Size);

#[derive(Default)]
struct Table {
    times: HashMap<Row, Vec<Duration>>,
    /// Peak memory in kB.
    memory: HashMap<Size, u64>,
}

const ORDER: [&str; 5] = ["start → initialised", "open → diagnostics", "edit → diagnostics", "hover", "completion"];

const SIZES: [Size; 5] =
    [(1_000, 1, false), (100_000, 1, false), (100_000, 1, true), (1_000, 1_000, false), (100_000, 1_000, false)];

fn measure(command: &[String], quick: bool, only: Option<Size>, table: &mut Table) -> Result<(), Failure> {
    for _ in 0..if quick { 5 } else { 30 } {
        let (server, took) = Server::start(command)?;
        table.times.entry((ORDER[0], (0, 0, false))).or_default().push(took);
        server.stop();
    }
    let sizes = only.map_or(SIZES.to_vec(), |only| vec![only]);
    for (words, open, dense) in sizes {
        let open = if quick && only.is_none() { open.min(50) } else { open };
        let long = words > 10_000;
        let (mut server, _) = Server::start(command)?;
        let repeats = match (quick, long) {
            (true, true) => 50,
            (true, false) => 100,
            (false, true) => 200,
            (false, false) => 400,
        };
        let outcome = scenario(&mut server, (words, open, dense), repeats, table);
        let peak = table.memory.entry((words, open, dense)).or_default();
        *peak = (*peak).max(server.peak());
        server.stop();
        if let Err(failure) = outcome {
            eprintln!("{words} words, {open} open: {failure}");
        }
    }
    Ok(())
}

fn scenario(server: &mut Server, size: Size, repeats: usize, table: &mut Table) -> Result<(), Failure> {
    let (words, open, dense) = size;
    let begun = Instant::now();
    for number in 1..open {
        // Two languages, as in a newsroom that has versions of its stories.
        let code = if number % 2 == 0 { "en" } else { "fr" };
        let uri = format!("file:///desk/beside-{number}.{code}.md");
        server.open(&uri, &prose(code, BESIDE, number as u64));
        server.published(&uri, None)?;
        if begun.elapsed() > PATIENCE {
            return Err(format!("{number} articles are open after {PATIENCE:?}; given up"));
        }
    }
    let mut record = |name, took| table.times.entry((name, size)).or_default().push(took);

    // Each time another text, or what was kept of the last would be read.
    let begun = Instant::now();
    let mut uri = String::new();
    let mut text = String::new();
    for round in 0..if words > 10_000 { 12 } else { repeats.min(60) } {
        if round > 0 {
            server.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
            thread::sleep(Duration::from_millis(20));
            server.drain();
        }
        uri = format!("file:///desk/article-{round}.en.md");
        let seed = 5_000_000 + round as u64 * 7;
        text = if dense { dense_prose(words, seed) } else { prose("en", words, seed) };
        let sent = server.open(&uri, &text);
        record(ORDER[1], server.published(&uri, None)? - sent);
        if begun.elapsed() > BUDGET && round >= 2 {
            break;
        }
    }

    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut dice = Dice(7);
    let begun = Instant::now();
    let mut typed: Option<(usize, usize)> = None;
    for round in 0..repeats {
        // A letter or a digit goes in somewhere, and the next edit takes it away: typing, all over the article.
        let (line, at, old, new) = match typed.take() {
            Some((line, at)) => (line, at, 1, ""),
            None => {
                let line = dice.line(&lines);
                let at = dice.below(lines[line].len());
                typed = Some((line, at));
                (line, at, 0, ["e", "7", " ", "n"][round / 2 % 4])
            }
        };
        lines[line].replace_range(at..at + old, new);
        let version = round as i64 + 2;
        let range =
            json!({ "start": { "line": line, "character": at }, "end": { "line": line, "character": at + old } });
        let change = match server.takes_edits() {
            true => json!({ "range": range, "text": new }),
            false => json!({ "text": lines.join("\n") }),
        };
        let sent = server.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] }),
        );
        record(ORDER[2], server.published(&uri, Some(version))? - sent);
        if begun.elapsed() > BUDGET && round >= 3 {
            break;
        }
    }

    for (name, method) in [(ORDER[3], "textDocument/hover"), (ORDER[4], "textDocument/completion")] {
        if !server.offers(method) {
            continue;
        }
        let begun = Instant::now();
        for _ in 0..repeats.min(100) {
            let line = dice.line(&lines);
            let digit = lines[line].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            let at = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": digit + 1 } });
            let (id, sent) = server.ask(method, at);
            record(name, server.answer(id)? - sent);
            if begun.elapsed() > BUDGET {
                break;
            }
        }
    }
    Ok(())
}

/// Edits without end, all over many open articles, each taken back by the next one of its article: no text grows, so what
/// is in use must not. The most that it may in the second half is [`FLAT`].
fn soak(name: &str, command: &[String], edits: usize, open: usize) -> Result<(), Failure> {
    let (mut server, _) = Server::start(command)?;
    let mut dice = Dice(11);
    let mut desk: Vec<Typed> = (0..open.max(1)).map(Typed::new).collect();
    for article in &desk {
        server.open(&article.uri, &article.text);
        server.published(&article.uri, None)?;
    }
    let bytes = |desk: &[Typed]| desk.iter().map(|article| article.text.len()).sum::<usize>();
    println!("{name}: {open} open, {} kB of text, {:.1} MB", bytes(&desk) / 1000, server.resident() as f64 / 1000.0);
    let begun = Instant::now();
    let mut memory = Vec::new();
    for turn in 1..=edits {
        let (at, from) = (dice.below(desk.len()), dice.below(desk.len()));
        let other = desk.get(from).and_then(|other| other.text.lines().nth(2)).unwrap_or_default().to_owned();
        if let Some(article) = desk.get_mut(at) {
            article.turn(&mut server, &mut dice, &other)?;
        }
        server.waiting.clear();
        if turn % (edits / 20).max(1) == 0 {
            memory.push(server.resident());
            println!(
                "{name}: {turn} edits, {} kB of text, {:.1} MB, {:.0} s",
                bytes(&desk) / 1000,
                server.resident() as f64 / 1000.0,
                begun.elapsed().as_secs_f64()
            );
        }
    }
    server.stop();
    let (first, second) = memory.split_at(memory.len() / 2);
    let (Some(first), Some(second)) = (first.iter().max(), second.iter().max()) else { return Ok(()) };
    let grown = *second as f64 / (*first).max(1) as f64 - 1.0;
    println!("{name}: the second half took {:.1} % more than the first", 100.0 * grown);
    if grown > FLAT { Err(format!("{name}: {first} kB grew to {second} kB")) } else { Ok(()) }
}

/// How much more memory the second half of a soak may take than the first.
const FLAT: f64 = 0.05;

/// Names that are put in each other's place.
const NAMES: [&str; 6] = ["Hanoi", "Lyon", "Da Nang", "Bangkok", "Marseille", "Ha Noi"];

/// An article of the soak.
struct Typed {
    uri: String,
    text: String,
    version: i64,
    /// The edit that takes back the last one.
    back: Option<Edit>,
}

/// What is put in the place of some bytes; nothing tells which where it is the whole text.
struct Edit {
    range: Option<(usize, usize)>,
    text: String,
}

impl Typed {
    fn new(number: usize) -> Self {
        let code = if number.is_multiple_of(2) { "en" } else { "fr" };
        let uri = format!("file:///desk/soak-{number}.{code}.md");
        Self { uri, text: prose(code, 300, number as u64), version: 1, back: None }
    }

    /// One edit: the one that takes back the last, or another one, of a kind that the dice tell; now and then the article is
    /// closed and opened again. `other` is a paragraph of somebody else.
    fn turn(&mut self, server: &mut Server, dice: &mut Dice, other: &str) -> Result<(), Failure> {
        if dice.below(50) == 0 {
            server.notify("textDocument/didClose", json!({ "textDocument": { "uri": self.uri } }));
            server.open(&self.uri, &self.text);
            self.version = 1;
            server.published(&self.uri, Some(1))?;
            return Ok(());
        }
        let edit = self.back.take();
        let fresh = edit.is_none();
        let edit = edit.unwrap_or_else(|| self.edit(dice, other));
        self.version += 1;
        let before = match edit.range {
            Some((from, to)) => {
                let old = self.text.get(from..to).unwrap_or_default().to_owned();
                Edit { range: Some((from, from + edit.text.len())), text: old }
            }
            None => Edit { range: None, text: self.text.clone() },
        };
        let range = edit.range.map(|(from, to)| json!({ "start": self.place(from), "end": self.place(to) }));
        let mut change = json!({ "text": edit.text });
        if let Some(range) = range {
            change["range"] = range;
        }
        match edit.range {
            Some((from, to)) => self.text.replace_range(from..to, &edit.text),
            None => self.text = edit.text,
        }
        self.back = fresh.then_some(before);
        let document = json!({ "uri": self.uri, "version": self.version });
        server.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        server.published(&self.uri, Some(self.version)).map(drop)
    }

    /// Typing, deleting, pasting, another figure, another place, or the whole text with its paragraphs in another order.
    fn edit(&self, dice: &mut Dice, other: &str) -> Edit {
        let text = &self.text;
        let at = self.boundary(dice.below(text.len() + 1));
        let here = |from: usize, to: usize, text: &str| Edit { range: Some((from, to)), text: text.to_owned() };
        match dice.below(8) {
            0 => here(at, self.boundary((at + 1 + dice.below(40)).min(text.len())), ""),
            1 => {
                let start = text.get(..at).and_then(|head| head.rfind("\n\n")).map_or(0, |end| end + 2);
                here(start, start, &format!("{other}\n\n"))
            }
            2 | 3 => match text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
                Some(digit) => here(at + digit, at + digit + 1, ["4", "17", "2.5", "9"][dice.below(4)]),
                None => here(at, at, " 12 of 20 "),
            },
            4 => {
                let name = NAMES[dice.below(NAMES.len())];
                let found = NAMES.iter().find_map(|known| Some((text.find(known)?, known.len())));
                found.map_or_else(|| here(at, at, name), |(from, length)| here(from, from + length, name))
            }
            5 => {
                let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
                paragraphs.rotate_left(dice.below(text.len()) % text.split("\n\n").count());
                Edit { range: None, text: paragraphs.join("\n\n") }
            }
            _ => here(at, at, ["e", "7", " ", "é", "\n"][dice.below(5)]),
        }
    }

    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A place, with columns in UTF-8, which the server takes where it can choose.
    fn place(&self, at: usize) -> Value {
        let head = self.text.get(..at).unwrap_or_default();
        let line = head.matches('\n').count();
        json!({ "line": line, "character": at - head.rfind('\n').map_or(0, |end| end + 1) })
    }
}

// The marks that copydesk is held to, in milliseconds and MB.

fn missed(table: &Table) -> Vec<String> {
    let marks: [(&str, usize, usize, f64, f64); 5] = [
        (ORDER[0], 0, 0, 0.5, 15.0),
        (ORDER[1], 1_000, 1, 0.5, 10.0),
        (ORDER[1], 100_000, 1, 0.5, 150.0),
        (ORDER[2], 1_000, 1, 0.99, 2.0),
        (ORDER[2], 100_000, 1, 0.99, 8.0),
    ];
    // The dense text is measured beside them and held to nothing.
    let mut out = Vec::new();
    for (name, words, open, share, mark) in marks {
        let Some(times) = table.times.get(&(name, (words, open, false))) else { continue };
        let took = milliseconds(quantile(times, share));
        if took > mark {
            out.push(format!("{name} at {words} words: {took:.2} ms, the mark is {mark} ms"));
        }
    }
    for (at, mark) in [((1_000, 1, false), 40), ((100_000, 1, false), 40), ((1_000, 1_000, false), 150)] {
        let Some(peak) = table.memory.get(&at) else { continue };
        if *peak > mark * 1000 {
            out.push(format!("peak at {} words with {} open: {} MB, the mark is {mark} MB", at.0, at.1, peak / 1000));
        }
    }
    out
}

// The report.

fn report(tables: &[(String, Table)]) -> String {
    let mut out = String::new();
    let mut rows: Vec<Row> = tables.iter().flat_map(|(_, table)| table.times.keys().copied()).collect();
    rows.sort_by_key(|(name, size)| (ORDER.iter().position(|n| n == name), *size));
    rows.dedup();
    let article = |(words, open, dense): &Size| {
        format!("{words} words{}, {open} open", if *dense { " dense with findings" } else { "" })
    };
    let what = |(name, size): &Row| match size.0 {
        0 => (*name).to_owned(),
        _ => format!("{name}, {}", article(size)),
    };
    if let [(own, first), others @ ..] = tables
        && !others.is_empty()
    {
        let _ = writeln!(out, "Medians as multiples of {own}'s: how many times longer a writer waits.\n");
        let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
        let _ = writeln!(out, "| | {} |\n|---|{}", names.join(" | "), "---:|".repeat(names.len()));
        for row in &rows {
            let Some(mine) = first.times.get(row).map(|times| milliseconds(quantile(times, 0.5))) else { continue };
            let cells = others.iter().map(|(_, table)| match table.times.get(row) {
                Some(times) => format!("{:.1} ×", milliseconds(quantile(times, 0.5)) / mine),
                None => "–".to_owned(),
            });
            let _ = writeln!(out, "| {} | {} |", what(row), cells.collect::<Vec<_>>().join(" | "));
        }
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "Milliseconds.\n\n| | server | median | p95 | p99 | least | n |\n|---|---|---:|---:|---:|---:|---:|"
    );
    for row in &rows {
        for (name, table) in tables {
            let Some(times) = table.times.get(row) else { continue };
            let at = |share| milliseconds(quantile(times, share));
            let _ = writeln!(
                out,
                "| {} | {name} | {:.2} | {:.2} | {:.2} | {:.2} | {} |",
                what(row),
                at(0.5),
                at(0.95),
                at(0.99),
                at(0.0),
                times.len()
            );
        }
    }
    let _ = writeln!(
        out,
        "\nPeak memory (VmHWM), MB.\n\n| | {} |",
        tables.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>().join(" | ")
    );
    let _ = writeln!(out, "|---|{}", "---:|".repeat(tables.len()));
    let mut at: Vec<Size> = tables.iter().flat_map(|(_, table)| table.memory.keys().copied()).collect();
    at.sort_by_key(|(words, open, dense)| (*open, *words, *dense));
    at.dedup();
    for at in at {
        let cells = tables.iter().map(|(_, table)| match table.memory.get(&at) {
            Some(peak) if *peak > 0 => format!("{:.1}", *peak as f64 / 1000.0),
            _ => "–".to_owned(),
        });
        let _ = writeln!(out, "| {} | {} |", article(&at), cells.collect::<Vec<_>>().join(" | "));
    }
    out
}

fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

// A server.

struct Server {
    child: Child,
    input: ChildStdin,
    output: Receiver<(Instant, Vec<u8>)>,
    offered: Value,
    ids: i64,
    /// Publications that nobody has asked for yet.
    waiting: Vec<(Instant, Value)>,
}

/// What a server is told when it asks for its settings: harper-ls, that no text is too long for it and that it need not
/// wait; else it leaves long ones alone.
fn settings(item: &Value) -> Value {
    let harper = json!({ "maxFileLength": 100_000_000, "diagnosticDelayMs": 0 });
    match item["section"].as_str() {
        Some("harper-ls") => harper,
        None | Some("") => json!({ "harper-ls": harper }),
        Some(_) => json!({}),
    }
}

impl Server {
    /// Starts one and greets it; how long that took.
    fn start(command: &[String]) -> Result<(Self, Duration), Failure> {
        let [program, args @ ..] = command else { return Err("no command".to_owned()) };
        let begun = Instant::now();
        let mut child = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let (Some(input), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("no pipes".to_owned());
        };
        let (tell, output) = channel();
        thread::spawn(move || {
            let mut stdout = BufReader::with_capacity(1 << 16, stdout);
            while let Some(body) = message(&mut stdout) {
                if tell.send((Instant::now(), body)).is_err() {
                    return;
                }
            }
        });
        let mut server = Self { child, input, output, offered: Value::Null, ids: 0, waiting: Vec::new() };
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-8", "utf-16"] },
            "workspace": { "configuration": true },
            "textDocument": {
                "publishDiagnostics": { "versionSupport": true, "relatedInformation": true },
                "hover": { "contentFormat": ["markdown"] },
            },
        });
        let params = json!({ "processId": std::process::id(), "rootUri": null, "capabilities": capabilities });
        let (id, _) = server.ask("initialize", params);
        let took = server.answer(id)? - begun;
        server.notify("initialized", json!({}));
        Ok((server, took))
    }

    /// Whether it is sent what was edited; else the whole text, each time.
    fn takes_edits(&self) -> bool {
        let sync = &self.offered["textDocumentSync"];
        sync.as_u64().or_else(|| sync["change"].as_u64()) == Some(2)
    }

    /// Sends a message; when its first byte was written.
    fn send(&mut self, mut message: Value) -> Instant {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        let sent = Instant::now();
        let _ = write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len());
        let _ = self.input.flush();
        sent
    }

    fn notify(&mut self, method: &str, params: Value) -> Instant {
        self.send(json!({ "method": method, "params": params }))
    }

    fn ask(&mut self, method: &str, params: Value) -> (i64, Instant) {
        self.ids += 1;
        let id = self.ids;
        (id, self.send(json!({ "id": id, "method": method, "params": params })))
    }

    fn open(&mut self, uri: &str, text: &str) -> Instant {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }))
    }

    fn offers(&self, method: &str) -> bool {
        let key = method.replace("textDocument/", "") + "Provider";
        !matches!(self.offered.get(key), None | Some(Value::Null | Value::Bool(false)))
    }

    /// The next message that is not a question to us.
    fn next(&mut self) -> Result<(Instant, Value), Failure> {
        loop {
            let (at, body) = self.output.recv_timeout(PATIENCE).map_err(|error| match error {
                RecvTimeoutError::Timeout => format!("no answer in {PATIENCE:?}"),
                RecvTimeoutError::Disconnected => "the server is gone".to_owned(),
            })?;
            let message: Value = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
            match (message.get("id").cloned(), message.get("method")) {
                (Some(id), Some(method)) => {
                    let items = message["params"]["items"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let result = if method == "workspace/configuration" {
                        items.iter().map(settings).collect()
                    } else {
                        Value::Null
                    };
                    self.send(json!({ "id": id, "result": result }));
                }
                _ => return Ok((at, message)),
            }
        }
    }

    /// When the answer to a request came.
    fn answer(&mut self, id: i64) -> Result<Instant, Failure> {
        loop {
            let (at, message) = self.next()?;
            if message["id"] == id {
                if let Some(offered) = message["result"].get("capabilities") {
                    self.offered = offered.clone();
                }
                return Ok(at);
            }
            self.keep(at, message);
        }
    }

    fn keep(&mut self, at: Instant, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            self.waiting.push((at, message));
        }
    }

    /// When the diagnostics of a document came: of this version, or of any where the server names none.
    fn published(&mut self, uri: &str, version: Option<i64>) -> Result<Instant, Failure> {
        let wanted = |message: &Value| {
            let params = &message["params"];
            params["uri"] == uri && version.is_none_or(|wanted| params["version"].as_i64().is_none_or(|v| v >= wanted))
        };
        let kept = std::mem::take(&mut self.waiting);
        if let Some((at, _)) = kept.iter().find(|(_, message)| wanted(message)) {
            return Ok(*at);
        }
        loop {
            let (at, message) = self.next()?;
            if message["method"] == "textDocument/publishDiagnostics" && wanted(&message) {
                return Ok(at);
            }
        }
    }

    /// Forgets what has come.
    fn drain(&mut self) {
        self.waiting.clear();
        while self.output.try_recv().is_ok() {}
    }

    /// Peak memory in kB.
    fn peak(&self) -> u64 {
        self.memory("VmHWM:")
    }

    /// Memory in use in kB.
    fn resident(&self) -> u64 {
        self.memory("VmRSS:")
    }

    fn memory(&self, which: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(which));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    fn stop(mut self) {
        let (id, _) = self.ask("shutdown", Value::Null);
        let _ = self.answer(id);
        self.notify("exit", Value::Null);
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(2) && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn message(input: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(body)
}

// What is read.

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A line of words, in ASCII so that columns are bytes.
    fn line(&mut self, lines: &[String]) -> usize {
        loop {
            let line = self.below(lines.len());
            if lines[line].len() > 40 && lines[line].is_ascii() {
                return line;
            }
        }
    }
}

/// Faults that stand in the articles, in turn, so that there is something to publish.
const FAULTS: &[(&str, [&str; 2])] = &[
    (
        "en",
        [
            "The loop of the race is 26.2 miles (50 km) long, and was measured again after the flood.",
            "Ten of the 14 sluices on the canal work; the remaining 4/10 wait for parts.",
        ],
    ),
    (
        "fr",
        [
            "La boucle de la course fait 26,2 miles (50 km) et a été mesurée de nouveau après la crue.",
            "Dix des 14 écluses du canal marchent ; les 4/10 restantes attendent des pièces.",
        ],
    ),
];

/// A planted fault comes after so many words.
const APART: usize = 800;

/// About `words` words of news, the same for the same seed.
fn prose(code: &str, words: usize, seed: u64) -> String {
    let mut out = format!("# The harbour in its year {}\n\n", Dice(seed).below(1900));
    let faults = FAULTS.iter().find(|(of, _)| *of == code).map(|(_, faults)| faults);
    let (mut since, mut turn) = (0, 0);
    for paragraph in stock::prose(code, words, seed).split_inclusive("\n\n") {
        out.push_str(paragraph);
        since += paragraph.split_whitespace().count();
        if since >= APART {
            since = 0;
            turn += 1;
            out.push_str(faults.and_then(|faults| faults.get(turn % 2)).copied().unwrap_or_default());
            out.push_str("\n\n");
        }
    }
    out
}

/// Sentences with places for numbers: `#` is a small one, `@` a larger one, `%` is itself.
const DENSE: &[&str] = &[
    "The council met on Thursday to weigh a plan that residents have argued about since the old bridge was closed.",
    "Work on the new quay will cost $@ million and is due to last # months, according to the port's own timetable.",
    "Officials said the budget was fixed, though several members asked whether that promise could survive another wet winter.",
    "About @ people live in the valley, most of them in villages that lost their last railway line a generation ago.",
    "Traders in Hanoi and Bangkok said they had seen little sign of the shortage that growers describe every spring.",
    "The harvest came to @ tonnes, a figure that surprised even those who had walked the fields in the last week.",
    "Of the # districts that applied for help, the ministry has so far visited only those that lie along the coast.",
    "She has spent much of her career looking at rivers, and she does not think that the answer lies in concrete.",
    "Output rose by #% in the first quarter, helped by a mild season and by orders that had been held back before.",
    "Nobody at the meeting in Lyon wanted to be quoted by name, but the mood, several of them said, was far from calm.",
    "The line runs for # kilometres through hills where engineers had expected clay and found a soft and broken stone.",
    "A spokesman for the company said that deliveries had resumed and that no customer was still waiting for spare parts.",
    "Prices at the market were lower than a year earlier, yet shoppers who stopped to talk said they had not noticed.",
    "The school opened in 19# with two rooms and a garden, and it has never turned a child away for want of a place.",
    "Some @ visitors came over the long weekend, and the small hotels along the lake were full for the first time.",
    "Fishermen in Da Nang said the currents had changed, and that nets set in the usual places came up almost empty.",
    "The report runs to # pages and does not once mention the reservoir that first made the valley worth a report.",
    "He left the stage without taking questions, and his office said later that he had never planned to take any.",
];

/// About `words` words of the same few sentences over and over, each time with other figures.
fn dense_prose(words: usize, seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(2_654_435_761).wrapping_add(words as u64));
    let mut out = format!("# The harbour in its year {}\n\n", dice.below(1900));
    let (mut count, mut paragraph) = (8, 0);
    while count < words {
        paragraph += 1;
        let many = 2 + paragraph % 3;
        for turn in 0..many {
            let sentence = DENSE[(paragraph * 5 + turn * 7 + paragraph / 11) % DENSE.len()];
            count += sentence.split_whitespace().count();
            for c in sentence.chars() {
                let _ = match c {
                    '#' => write!(out, "{}", 12 + dice.below(80)),
                    '@' => write!(out, "{}.{}", 2 + dice.below(900), 1 + dice.below(9)),
                    c => write!(out, "{c}"),
                };
            }
            out.push_str(if turn + 1 < many { " " } else { "\n\n" });
        }
    }
    out
}
