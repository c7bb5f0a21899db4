//! A panic ends nothing but what it was in.

use serde_json::{Value, json};

use crate::client::{Client, line};
use crate::fake::options;

const DOC: &str = "file:///n/panics.txt";
const OTHER: &str = "file:///n/other.txt";

#[tokio::test]
async fn a_check_that_panics_leaves_what_the_others_find() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "sum bad").await;
    assert_eq!(client.said(DOC, 1).await, ["sum", "faulty"]);
    client.open(OTHER, 1, "sum bad panic-sum").await;
    assert_eq!(client.said(OTHER, 1).await, ["faulty"]);
}

#[tokio::test]
async fn a_reading_that_panics_leaves_the_server_up_and_nothing_false_on_the_page() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(OTHER, 1, "bad").await;
    client.open(DOC, 1, "bad").await;
    assert_eq!(client.said(DOC, 1).await, ["faulty"]);
    client.edit(DOC, 2, 0, 0, "panic-read ").await;
    assert_eq!(client.said(DOC, 2).await, Vec::<String>::new());
    let id = client.ask_hover(DOC, 0, 0).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32603);
    client.edit(DOC, 3, 0, 11, "").await;
    assert_eq!(client.text(DOC).await, "bad");
    assert_eq!(client.text(OTHER).await, "bad");
}

#[tokio::test]
async fn a_request_that_panics_gets_an_error_and_the_next_an_answer() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "bad panic-hover panic-outline").await;
    assert_eq!(client.said(DOC, 1).await, ["faulty"]);
    for _ in 0..50 {
        let hover = client.ask_hover(DOC, 0, 0).await;
        let symbols = json!({ "textDocument": { "uri": DOC } });
        let symbols = client.request("textDocument/documentSymbol", symbols).await;
        assert_eq!(client.answer(hover).await["error"]["code"], -32603);
        assert_eq!(client.answer(symbols).await["error"]["code"], -32603);
    }
    let actions = json!({
        "textDocument": { "uri": DOC }, "range": line(0, 0, 0), "context": { "diagnostics": [] },
    });
    assert_eq!(client.call("textDocument/codeAction", actions).await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn checking_that_panics_as_a_whole_leaves_hovers() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "bad panic-check").await;
    assert_eq!(client.diagnostics(DOC, 1).await, Vec::<Value>::new());
    assert_eq!(client.text(DOC).await, "bad panic-check");
}
