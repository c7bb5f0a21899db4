//! Nothing overtakes anything. These guard an upgrade of tower-lsp as much as our own code.

use std::sync::atomic::Ordering;

use serde_json::json;

use crate::client::{Client, line};
use crate::fake::{fake, options};

const DOC: &str = "file:///n/ordering.txt";

/// Each edit appends to what the one before left: an inversion would lose one of them or garble the text.
#[tokio::test]
async fn edits_are_never_reordered() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 0, "").await;
    let mut expected = String::new();
    for version in 1..=4000 {
        let text = format!("{version},");
        client.edit(DOC, version, expected.len(), expected.len(), &text).await;
        expected.push_str(&text);
    }
    assert_eq!(client.text(DOC).await, expected);
    assert_eq!(client.diagnostics(DOC, 4000).await.len(), 0);
}

/// Ten thousand edits and as many hovers, sent without waiting, some of them onto planted panics: every answer speaks
/// of the text as it was when it was asked for.
#[tokio::test]
async fn no_answer_is_stale() {
    const EDITS: i32 = 10_000;
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 0, "start").await;
    let mut length = "start".len();
    let mut asked = Vec::new();
    for version in 1..=EDITS {
        let text = match version % 301 {
            100 => format!("panic-hover {version}"),
            200 => format!("panic-read {version}"),
            299 => format!("panic-check {version}"),
            _ => format!("bad{version}"),
        };
        client.edit(DOC, version, 0, length, &text).await;
        length = text.len();
        asked.push((client.ask_hover(DOC, 0, 0).await, text));
    }
    let mut panics = 0;
    for (id, text) in asked {
        let answer = client.answer(id).await;
        if text.starts_with("panic-hover") || text.starts_with("panic-read") {
            assert_eq!(answer["error"]["code"], -32603, "{text}: {answer}");
            panics += 1;
        } else {
            panics += usize::from(text.starts_with("panic-check"));
            assert_eq!(answer["result"]["contents"]["value"], text.as_str());
        }
    }
    assert!(panics >= 99, "{panics}");
    assert_eq!(client.diagnostics(DOC, EDITS).await.len(), 0, "the number is being typed");
    client.edit(DOC, EDITS + 1, 0, 0, "x ").await;
    assert_eq!(client.said(DOC, EDITS + 1).await, ["faulty"]);
    client.leave().await;
}

/// Edits that are queued while a worker is busy are read once, at the last of them.
#[tokio::test]
async fn queued_edits_are_read_once() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 0, "").await;
    for version in 1..=100 {
        client.edit(DOC, version, 0, 0, "bad ").await;
    }
    client.barrier().await;
    engine.gate.open();
    assert_eq!(client.diagnostics(DOC, 100).await.len(), 100);
    assert!(engine.reads.load(Ordering::SeqCst) <= 2, "{:?}", engine.reads);
}

/// A document that is slow to read holds up no other, and its own requests get their answers afterwards, each at the
/// text it was asked about.
#[tokio::test]
async fn a_slow_document_holds_up_nobody() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 1, "first").await;
    client.barrier().await;
    while engine.gate.waiting.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let slow = client.ask_hover(DOC, 0, 0).await;
    client.edit(DOC, 2, 0, 5, "second").await;
    let slower = client.ask_hover(DOC, 0, 0).await;
    client.barrier().await;
    engine.gate.open();
    assert_eq!(client.answer(slow).await["result"]["contents"]["value"], "first");
    assert_eq!(client.answer(slower).await["result"]["contents"]["value"], "second");
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 0);
}

#[tokio::test]
async fn a_request_is_cancelled_while_a_worker_is_busy() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 1, "text").await;
    let id = client.ask_hover(DOC, 0, 0).await;
    client.notify("$/cancelRequest", json!({ "id": id })).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32800);
    // One that nobody waits for, and one that does not exist.
    client.notify("$/cancelRequest", json!({ "id": id })).await;
    client.notify("$/cancelRequest", json!({ "id": "none" })).await;
    engine.gate.open();
    assert_eq!(client.text(DOC).await, "text");
}

/// Reading a past text only for a request is not worth it when it takes long: the client asks again.
#[tokio::test]
async fn requests_about_the_past_are_refused_when_reading_is_slow() {
    let (engine, clock, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 1, "a").await;
    client.barrier().await;
    while engine.gate.waiting.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    clock.advance(1000);
    engine.gate.open();
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 0);
    engine.gate.shut();
    client.edit(DOC, 2, 0, 1, "b").await;
    client.barrier().await;
    while engine.gate.waiting.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    client.edit(DOC, 3, 0, 1, "c").await;
    let past = client.ask_hover(DOC, 0, 0).await;
    client.change(DOC, 4, json!([{ "range": line(0, 0, 1), "text": "d" }])).await;
    let present = client.ask_hover(DOC, 0, 0).await;
    client.barrier().await;
    engine.gate.open();
    assert_eq!(client.answer(past).await["error"]["code"], -32801);
    assert_eq!(client.answer(present).await["result"]["contents"]["value"], "d");
}
