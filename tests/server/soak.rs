//! A day's typing in many articles, in a process of its own: nothing grows. `COPYDESK_SOAK=EDITS,ARTICLES` asks for
//! another length than CI has time for; `benches/wire.rs --soak` asks the same of the release binary, with more kinds of
//! edits.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::process::Program;

const TEXT: &str = "\
Ten of the 14 bridges near Hanoi are open; the remaining 4/10 are not. The road is 26.2 miles (42 km) long.

The council met in Lyon on Thursday, and 120 people came. The work costs 4.5 million euros and takes 18 months.

Output rose by 12% to 560 tonnes from 500 tonnes. Nobody in Da Nang was surprised.
";

/// What is put somewhere and taken away again: letters, figures, names, a paragraph.
const PUT: [&str; 6] = ["e", "7", "1 of 2 ", "Bangkok and ", "\n", "Of the 30 boats 12 lay in Marseille.\n\n"];

/// Memory in use, in kB; nothing where the system does not say.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

struct Session(Program);

impl Session {
    fn notify(&mut self, method: &str, params: &Value) {
        self.0.send(json!({ "method": method, "params": params }));
    }

    fn published(&mut self, uri: &str, version: i32) {
        loop {
            let message = self.0.receive();
            if message["params"]["uri"] == uri && message["params"]["version"] == version {
                return;
            }
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 0, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.published(uri, 0);
    }
}

#[test]
fn memory_stays_flat_over_many_edits() {
    let asked = std::env::var("COPYDESK_SOAK").unwrap_or_else(|_| "4000,20".to_owned());
    let (edits, articles) = asked.split_once(',').unwrap();
    let (edits, articles): (usize, usize) = (edits.parse().unwrap(), articles.parse().unwrap());
    // Nobody reads what it logs.
    let mut program = Program::start_with(&[], &[("COPYDESK_LOG", Path::new("off"))]);
    program.greet(json!(std::process::id()));
    let process = program.id();
    let mut session = Session(program);
    let uri = |n: usize| format!("file:///n/soak-{n}.{}.txt", if n.is_multiple_of(2) { "en" } else { "fr" });
    let mut versions = vec![0; articles];
    (0..articles).for_each(|n| session.open(&uri(n), TEXT));
    let mut memory = Vec::new();
    for turn in 0..edits {
        let (n, round) = (turn % articles, turn / articles);
        if round % 40 == 39 {
            session.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri(n) } }));
            session.open(&uri(n), TEXT);
            versions[n] = 0;
            continue;
        }
        versions[n] += 1;
        // Each edit is at another place, with another number, and the next one takes it away again. A line is in ASCII.
        let (put, line, at) = (PUT[round / 2 % PUT.len()], [0, 2, 4][round / 2 % 3], round / 2 * 7 % 80);
        let text = format!("{}{put}", round / 2 % 1000);
        let end = match text.matches('\n').count() {
            _ if round % 2 == 0 => json!({ "line": line, "character": at }),
            0 => json!({ "line": line, "character": at + text.len() }),
            lines => json!({ "line": line + lines, "character": 0 }),
        };
        let range = json!({ "start": { "line": line, "character": at }, "end": end });
        let change = json!({ "range": range, "text": if round % 2 == 0 { text.as_str() } else { "" } });
        let document = json!({ "uri": uri(n), "version": versions[n] });
        session.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [change] }));
        session.published(&uri(n), versions[n]);
        if turn % (edits / 20) == 0 {
            memory.extend(resident(process));
        }
    }
    let (first, second) = memory.split_at(memory.len() / 2);
    if let (Some(first), Some(second)) = (first.iter().max(), second.iter().max()) {
        // One kB leaked with each edit of the second half would be twice as much.
        let bound = first + first / 50 + u64::try_from(edits).unwrap() / 4;
        assert!(*second < bound, "kB in use: {memory:?}");
    }
    session.0.leave();
}
