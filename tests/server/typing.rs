//! A figure that is being typed is left alone for a moment.

use serde_json::json;

use crate::client::{Client, line};
use crate::fake::fake;

const DOC: &str = "file:///n/typing.txt";

#[tokio::test]
async fn a_finding_waits_for_a_word_boundary() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "bad1 ").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 1, "what is opened is not being typed");
    client.edit(DOC, 2, 5, 5, "bad").await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 1);
    client.edit(DOC, 3, 8, 8, "2").await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 1);
    client.edit(DOC, 4, 9, 9, " ").await;
    assert_eq!(client.diagnostics(DOC, 4).await.len(), 2);
}

#[tokio::test]
async fn or_for_half_a_second() {
    let (_, clock, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "").await;
    client.edit(DOC, 2, 0, 0, "bad2").await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 0);
    clock.advance(400);
    client.edit(DOC, 3, 4, 4, "8").await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 0);
    clock.advance(499);
    client.barrier().await;
    assert!(client.inbox.is_empty(), "the last key counts");
    clock.advance(1);
    client.barrier().await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 1);
    // Once, and no more.
    clock.advance(1000);
    client.barrier().await;
    assert!(client.inbox.is_empty());
}

#[tokio::test]
async fn or_for_an_edit_elsewhere() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "x  bad").await;
    client.edit(DOC, 2, 6, 6, "2").await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 0);
    client.edit(DOC, 3, 1, 1, "y").await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 1);
}

#[tokio::test]
async fn the_other_end_of_a_finding_waits_too() {
    let (_, clock, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "1 and ").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 0);
    let [far, digit] =
        [json!({ "range": line(0, 6, 6), "text": "far" }), json!({ "range": line(0, 1, 1), "text": "2" })];
    client.change(DOC, 2, json!([far, digit])).await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 0);
    clock.advance(500);
    client.barrier().await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 1);
}

#[tokio::test]
async fn a_finding_that_was_shown_and_is_the_same_may_stay() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "bad, and").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 1);
    client.edit(DOC, 2, 4, 4, "-").await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 1);
    client.edit(DOC, 3, 3, 3, "der").await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 0, "another word is another finding");
}

#[tokio::test]
async fn whole_texts_tell_where_somebody_types() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "bad1 end").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 1);
    client.change(DOC, 2, json!([{ "text": "bad1 bad end" }])).await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 2, "a space was typed last");
    client.change(DOC, 3, json!([{ "text": "bad1 bad2 end" }])).await;
    assert_eq!(client.diagnostics(DOC, 3).await.len(), 1);
    client.change(DOC, 4, json!([{ "text": "bad1 bad2 end" }])).await;
    assert_eq!(client.diagnostics(DOC, 4).await.len(), 2, "nothing was typed");
}

#[tokio::test]
async fn requests_see_what_is_held_back() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "").await;
    client.edit(DOC, 2, 0, 0, "bad").await;
    assert_eq!(client.text(DOC).await, "bad");
    let at = line(0, 1, 1);
    let params = json!({ "textDocument": { "uri": DOC }, "range": at, "context": { "diagnostics": [] } });
    assert_eq!(client.call("textDocument/codeAction", params).await.as_array().map(Vec::len), Some(1));
}
