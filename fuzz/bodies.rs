//! What the fuzz targets do with bytes. `tests/fuzz.rs` does the same with the seeds and mutations of them.
//!
//! A body fails by a panic: one of the library's, or an assertion that an invariant of `src/lib.rs` does not hold.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "each target takes one of these")]

use std::collections::HashMap;
use std::io::Cursor;
use std::time::Duration;

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks::{self, Finding, Version};
use copydesk::desk::Desk;
use copydesk::figure::recognise;
use copydesk::language::{Language, Page};
use copydesk::markup::{Format, parse, segments};
use copydesk::server::{Ended, Options, serve};
use copydesk::settings::{Layer, Settings};
use copydesk::story::{Digest, Mark, compare, link};
use copydesk::text::Span;
use serde_json::{Value, json};

/// What a target does with the bytes it is given; it panics where something is wrong.
type Body = fn(&[u8]);

/// All bodies by the names of their targets.
pub const ALL: &[(&str, Body)] =
    &[("recogniser", recogniser), ("markup", markup), ("settings", settings), ("wire", wire), ("alignment", alignment)];

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn on_boundaries(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} lies on no boundaries");
}

fn sound(article: &Article, findings: &[Finding]) {
    for passage in &article.blocks {
        for figure in &passage.reading.figures {
            on_boundaries(passage.prose(), figure.span);
            on_boundaries(&article.text, passage.source(figure.span));
        }
    }
    for finding in findings {
        on_boundaries(&article.text, finding.span);
        let related = finding.related.iter().filter(|related| related.elsewhere.is_none());
        related.for_each(|related| on_boundaries(&article.text, related.span));
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.elsewhere.is_none());
        edits.for_each(|edit| on_boundaries(&article.text, edit.span));
        for language in ["en", "fr", "vi"] {
            finding.message.text(language);
        }
    }
}

/// The first byte chooses the language, the rest is prose: figures in order, apart, on boundaries; the same as an article.
pub fn recogniser(data: &[u8]) {
    let Some((pick, rest)) = data.split_first() else { return };
    let prose = text(rest);
    let all: Vec<Language> = Language::all().collect();
    let language = all[usize::from(*pick) % all.len()];
    let figures = recognise(&Page::new(&prose, language.pack()));
    let mut end = 0;
    for figure in &figures {
        on_boundaries(&prose, figure.span);
        assert!(figure.span.start >= end && !figure.span.is_empty(), "{:?} stands in another", figure.span);
        end = figure.span.end;
    }
    let origin = Origin { language: Some(language), date: Some("2024-05-17".to_owned()), ..Origin::default() };
    let desk = Desk::default();
    let article = Reader::default().read(prose.as_str().into(), &origin, &desk);
    sound(&article, &checks::run(&article, &desk));
}

/// A source in every format: segments cover it, prose leads back into it, and a reader that knows a part of it reads
/// the whole as a fresh one does.
pub fn markup(data: &[u8]) {
    let source = text(data);
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        let mut end = 0;
        for segment in segments(&source, format) {
            assert_eq!(segment.start, end, "a piece is in no segment");
            end = segment.end;
            let own = source.get(segment.start..segment.end).expect("a segment lies on boundaries");
            for block in parse(own, format).blocks {
                on_boundaries(own, block.span);
                let prose = block.prose.text();
                for (at, c) in prose.char_indices() {
                    on_boundaries(own, block.prose.source(Span::new(at, at + c.len_utf8())));
                }
            }
        }
        assert_eq!(end, source.len());
        let (origin, desk) = (Origin { format, ..Origin::default() }, Desk::default());
        let mut warm = Reader::default();
        let half = (source.len() / 2..).find(|at| source.is_char_boundary(*at)).unwrap_or(0);
        warm.read(source[..half].into(), &origin, &desk);
        let (again, fresh) = (
            warm.read(source.as_str().into(), &origin, &desk),
            Reader::default().read(source.as_str().into(), &origin, &desk),
        );
        let tell = |a: &Article| {
            format!("{:?}", a.blocks.iter().map(|p| (p.base, p.language, &p.reading)).collect::<Vec<_>>())
        };
        assert_eq!(tell(&again), tell(&fresh));
        sound(&fresh, &checks::run(&fresh, &desk));
    }
}

/// Settings in TOML and JSON: read, merged and used, with faults that stand where they are said to.
pub fn settings(data: &[u8]) {
    let source = text(data);
    let (layer, problems) = Layer::from_toml(&source);
    for problem in &problems {
        problem.span.into_iter().for_each(|span| on_boundaries(&source, span));
        problem.message.text("en");
    }
    let mut layers = vec![layer];
    if let Ok(value) = serde_json::from_slice::<Value>(data) {
        layers.push(Layer::from_json(&value).0);
    }
    let merged = Settings::merged(&layers.iter().collect::<Vec<_>>());
    let desk = Desk::new(merged);
    let article = Reader::default().read(SAMPLE.into(), &Origin::default(), &desk);
    sound(&article, &checks::run(&article, &desk));
}

const SAMPLE: &str = "HANOI, May 17, 2024 – Ten of the 14 bridges near Ha Noi are open; the remaining 4/10 are not. \
    The road is 26.2 miles (50 km) long and cost 1.4 trillion VND (58 million USD).\n";

/// Two texts, parted by a line of `=`: versions of one story, whatever they are. Everything lies on boundaries of the
/// text it is of, and a digest that is renewed is the digest.
pub fn alignment(data: &[u8]) {
    let source = text(data);
    let (first, second) = source.split_once("\n=\n").unwrap_or((&source, SAMPLE));
    let desk = Desk::default();
    let read = |text: &str, code: &str| {
        let origin = Origin { language: Language::of_code(code), format: Format::Markdown, ..Origin::default() };
        Reader::default().read(text.into(), &origin, &desk)
    };
    let articles = [read(first, "en"), read(second, "fr")];
    let digests = [Digest::of(&articles[0]), Digest::of(&articles[1])];
    for (a, b) in compare(&digests[0], &digests[1]).pairs() {
        on_boundaries(articles[0].blocks[a.block].prose(), a.span);
        on_boundaries(articles[1].blocks[b.block].prose(), b.span);
    }
    let marks: Vec<Mark> =
        articles.iter().zip(&digests).zip(["a", "b"]).map(|((a, d), path)| Mark::of(path, a, d, &[])).collect();
    let _ = link(&marks, &|_, _| false);
    let versions: Vec<Version<'_>> = articles
        .iter()
        .zip(&digests)
        .zip(["a", "b"])
        .map(|((article, digest), path)| Version { path, article, digest })
        .collect();
    for (findings, article) in checks::translation(&versions, &[&desk, &desk]).iter().zip(&articles) {
        sound(article, findings);
    }
}

/// Bytes as what a client does: it greets, opens, edits, asks, takes back, talks nonsense, and leaves. What comes back
/// is messages, no answer twice, and the end is clean.
pub fn wire(data: &[u8]) {
    let input = conversation(data);
    let mut output = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let ended = runtime.block_on(async {
        let served = serve(Cursor::new(input.clone()), &mut output, Options { workers: 1, ..Options::default() });
        tokio::time::timeout(Duration::from_secs(60), served).await.expect("it ends").expect("it has threads")
    });
    assert_eq!(ended, Ended::Cleanly);
    // What the bytes make up may carry a number that another request has: each may be answered.
    let mut open: HashMap<i64, usize> = HashMap::new();
    for asked in frames(&input).filter_map(|body| serde_json::from_slice::<Value>(body).ok()) {
        asked["id"].as_i64().into_iter().for_each(|id| *open.entry(id).or_default() += 1);
    }
    for body in frames(&output) {
        let message: Value = serde_json::from_slice(body).expect("JSON");
        if let (None, Some(id)) = (message.get("method"), message["id"].as_i64()) {
            let left = open.get_mut(&id).filter(|left| **left > 0);
            *left.expect("no answer that nobody asked for, and none twice") -= 1;
        }
    }
}

/// The bodies of messages, of which the last ends where the bytes do.
fn frames(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = rest.windows(4).position(|w| w == b"\r\n\r\n").expect("a header's end");
        let head = std::str::from_utf8(&rest[..at]).expect("a header");
        let length: usize = head.rsplit_once(": ").and_then(|(_, n)| n.parse().ok()).expect("a length");
        let body = rest.get(at + 4..at + 4 + length).expect("a whole message");
        rest = &rest[at + 4 + length..];
        Some(body)
    })
}

/// Takes what a client says from bytes.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn one(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn some(&mut self) -> String {
        let length = usize::from(self.one()).min(self.0.len());
        let (some, rest) = self.0.split_at(length);
        self.0 = rest;
        text(some)
    }

    fn place(&mut self) -> Value {
        json!({ "line": self.one() % 16, "character": self.one() })
    }
}

fn conversation(data: &[u8]) -> Vec<u8> {
    let mut bytes = Bytes(data);
    let mut out = Vec::new();
    let mut put = |body: &[u8]| {
        out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        out.extend_from_slice(body);
    };
    let encoding = ["utf-8", "utf-16", "utf-32"][usize::from(bytes.one() % 3)];
    let greeting = json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": { "capabilities": { "general": { "positionEncodings": [encoding] } } },
    });
    put(greeting.to_string().as_bytes());
    put(br#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
    let (mut id, mut version) = (1, 1);
    while !bytes.0.is_empty() && id < 400 {
        let act = bytes.one();
        let uri = ["file:///fuzz/a.en.md", "file:///fuzz/a.fr.md", "untitled:b", "file:///fuzz/copydesk.toml"]
            [usize::from(act >> 6)];
        let document = json!({ "uri": uri });
        version += 1;
        let (method, params) = match act % 16 {
            0 | 1 => {
                let item = json!({ "uri": uri, "languageId": "markdown", "version": version, "text": bytes.some() });
                ("textDocument/didOpen", json!({ "textDocument": item }))
            }
            2..=6 => {
                let range = json!({ "start": bytes.place(), "end": bytes.place() });
                let changes = json!([{ "range": range, "text": bytes.some() }]);
                (
                    "textDocument/didChange",
                    json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
                )
            }
            7 => {
                let changes = json!([{ "text": bytes.some() }]);
                (
                    "textDocument/didChange",
                    json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
                )
            }
            8..=11 => {
                id += 1;
                let place = bytes.place();
                let (method, more) = match bytes.one() % 11 {
                    0 => ("hover", json!({})),
                    1 => ("completion", json!({})),
                    2 => ("definition", json!({})),
                    3 => ("references", json!({ "context": { "includeDeclaration": true } })),
                    4 => ("documentHighlight", json!({})),
                    5 => ("rename", json!({ "newName": bytes.some() })),
                    6 => ("documentSymbol", json!({})),
                    7 => ("codeLens", json!({})),
                    8 => ("prepareRename", json!({})),
                    9 => ("inlayHint", json!({ "range": { "start": { "line": 0, "character": 0 }, "end": place } })),
                    _ => (
                        "codeAction",
                        json!({ "range": { "start": place, "end": place }, "context": { "diagnostics": [] } }),
                    ),
                };
                let mut params = json!({ "textDocument": document, "position": place });
                more.as_object().into_iter().flatten().for_each(|(key, value)| params[key] = value.clone());
                let ask =
                    json!({ "jsonrpc": "2.0", "id": id, "method": format!("textDocument/{method}"), "params": params });
                put(ask.to_string().as_bytes());
                continue;
            }
            12 => ("$/cancelRequest", json!({ "id": bytes.one() })),
            13 => ("textDocument/didClose", json!({ "textDocument": document })),
            14 => (
                "workspace/didChangeConfiguration",
                json!({ "settings": { "copydesk": { bytes.some(): bytes.some() } } }),
            ),
            _ => {
                let nonsense = bytes.some();
                // An end that is asked for ends it, and so would an answer to what nobody asked.
                if !nonsense.contains("exit") && !nonsense.contains("shutdown") {
                    put(nonsense.as_bytes());
                }
                continue;
            }
        };
        put(json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string().as_bytes());
    }
    put(br#"{"jsonrpc":"2.0","id":100000,"method":"shutdown"}"#);
    put(br#"{"jsonrpc":"2.0","method":"exit"}"#);
    out
}
