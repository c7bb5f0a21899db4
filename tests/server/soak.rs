//! A day's typing in many articles, with the library itself: nothing grows. `COPYDESK_SOAK=EDITS,ARTICLES` asks for
//! another length than CI has time for; `benches/wire.rs --soak` asks the same of the release binary.

use std::fs;

use copydesk::server::Options;
use serde_json::json;

use crate::client::{Client, line};

const TEXT: &str =
    "Ten of the 14 bridges near Hanoi are open; the remaining 4/10 are not. The road is 26.2 miles (42 km) long.\n";

/// Memory in use now, in kB; nothing where the system does not say.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test]
async fn memory_stays_flat_over_many_edits() {
    let asked = std::env::var("COPYDESK_SOAK").unwrap_or_else(|_| "1500,30".to_owned());
    let (edits, articles) = asked.split_once(',').unwrap();
    let (edits, articles): (i32, i32) = (edits.parse().unwrap(), articles.parse().unwrap());
    let mut client = Client::greeted(Options::default(), json!({})).await;
    let uri = |n: i32| format!("file:///n/soak-{n}.en.txt");
    for n in 0..articles {
        client.open(&uri(n), 0, TEXT).await;
        client.diagnostics(&uri(n), 0).await;
    }
    let mut early = None;
    for turn in 0..edits {
        let (n, version) = (turn % articles, turn / articles + 1);
        // Another number each time, so that nothing that is kept of a text comes again.
        let (old, new) = (if version == 1 { 0 } else { 6 }, format!("{:05} ", turn % 100_000));
        client.change(&uri(n), version, json!([{ "range": line(0, 0, old), "text": new }])).await;
        client.diagnostics(&uri(n), version).await;
        client.inbox.clear();
        if turn == edits / 3 {
            early = resident();
        }
    }
    let (Some(early), Some(late)) = (early, resident()) else { return };
    // Other tests run beside it in this process; what leaks with every edit would still be more than this.
    let bound = early + early / 4 + 40_000 + u64::try_from(edits).unwrap() / 10;
    assert!(late < bound, "{early} kB after a third, {late} kB at the end");
    client.leave().await;
}
