//! Documents opened, changed and closed, by the book and against it.

use serde_json::{Value, json};

use crate::client::{Client, NOWHERE, line};
use crate::fake::{fake, options};

const DOC: &str = "file:///n/documents.md";

#[tokio::test]
async fn increments_and_whole_texts_go_together() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "a\r\nb🎉c\nd").await;
    client.change(DOC, 2, json!([{ "range": line(1, 1, 3), "rangeLength": 2, "text": "é" }])).await;
    assert_eq!(client.text(DOC).await, "a\r\nbéc\nd");
    client.change(DOC, 3, json!([{ "text": "x" }, { "range": line(0, 1, 1), "text": "y" }])).await;
    assert_eq!(client.text(DOC).await, "xy");
    client.change(DOC, 4, json!([])).await;
    assert_eq!(client.diagnostics(DOC, 4).await.len(), 0);
}

#[tokio::test]
async fn a_range_past_the_end_or_the_wrong_way_round_is_borne() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "abc").await;
    client.change(DOC, 2, json!([{ "range": line(0, 2, 1), "text": "B" }])).await;
    assert_eq!(client.text(DOC).await, "aBc");
    let far = json!({ "start": { "line": 9, "character": 9 }, "end": { "line": 4_294_967_295_u32, "character": 0 } });
    client.change(DOC, 3, json!([{ "range": far, "text": "!" }])).await;
    assert_eq!(client.text(DOC).await, "aBc!");
    assert_eq!(client.hover(DOC, 4_294_967_295, 4_294_967_295).await["contents"]["value"], "aBc!");
    let params = json!({ "textDocument": { "uri": DOC }, "range": far, "context": { "diagnostics": [] } });
    assert_eq!(client.call("textDocument/codeAction", params).await, json!([]));
}

#[tokio::test]
async fn a_version_that_is_not_newer_is_left_out() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 5, "five").await;
    client.change(DOC, 5, json!([{ "text": "again" }])).await;
    client.change(DOC, 4, json!([{ "text": "four" }])).await;
    assert_eq!(client.text(DOC).await, "five");
    client.change(DOC, 9, json!([{ "text": "nine" }])).await;
    assert_eq!(client.text(DOC).await, "nine");
}

#[tokio::test]
async fn what_is_opened_twice_is_replaced() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 7, "bad").await;
    assert_eq!(client.diagnostics(DOC, 7).await.len(), 1);
    client.open(DOC, 1, "good").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 0);
    client.edit(DOC, 2, 0, 4, "bad ").await;
    assert_eq!(client.diagnostics(DOC, 2).await.len(), 1);
    client.close(DOC).await;
    assert_eq!(client.diagnostics(DOC, None).await, Vec::<Value>::new());
    assert_eq!(client.text(DOC).await, "nothing");
}

#[tokio::test]
async fn what_is_closed_while_it_is_read_stays_closed() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 1, "bad").await;
    let asked = client.ask_hover(DOC, 0, 0).await;
    client.barrier().await;
    client.edit(DOC, 2, 0, 0, "bad ").await;
    let waiting = client.ask_hover(DOC, 0, 0).await;
    client.close(DOC).await;
    client.open(DOC, 1, "new bad").await;
    client.barrier().await;
    engine.gate.open();
    // What a worker had already is answered, what waited is not worth it any more; neither hangs.
    let answer = client.answer(asked).await;
    assert!(answer["error"]["code"] == -32801 || answer["result"]["contents"]["value"] == "bad", "{answer}");
    assert_eq!(client.answer(waiting).await["error"]["code"], -32801);
    assert_eq!(client.diagnostics(DOC, None).await, Vec::<Value>::new());
    assert_eq!(client.diagnostics(DOC, 1).await[0]["range"], line(0, 4, 7));
    client.barrier().await;
    assert!(client.inbox.is_empty(), "{:?}", client.inbox);
}

#[tokio::test]
async fn unknown_documents_are_answered_with_nothing() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.change(NOWHERE, 1, json!([{ "text": "x" }])).await;
    client.close(NOWHERE).await;
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": NOWHERE } })).await;
    assert_eq!(client.hover(NOWHERE, 0, 0).await, Value::Null);
    let document = json!({ "uri": NOWHERE });
    let params = json!({ "textDocument": document, "range": line(0, 0, 0), "context": { "diagnostics": [] } });
    assert_eq!(client.call("textDocument/codeAction", params).await, Value::Null);
    let params = json!({ "textDocument": document });
    assert_eq!(client.call("textDocument/documentSymbol", params).await, Value::Null);
    // Monaco asks before it opens.
    client.open(NOWHERE, 1, "bad").await;
    assert_eq!(client.diagnostics(NOWHERE, 1).await.len(), 1);
}

#[tokio::test]
async fn documents_of_every_kind_of_address() {
    let mut client = Client::greeted(options(), json!({})).await;
    for uri in [
        "file:///n/%C3%A9t%C3%A9%20(1).md",
        "file:///c%3A/Users/x/a.md",
        "file://server/share/a.md",
        "untitled:Untitled-1",
        "vscode-remote://ssh-remote%2Bhost/home/a.md",
        "inmemory://model/1",
        "git:/a.md?%7B%22ref%22%3A%22%22%7D",
        "file:",
        "x:",
    ] {
        client.open(uri, 1, "bad").await;
        assert_eq!(client.diagnostics(uri, 1).await.len(), 1, "{uri}");
        client.close(uri).await;
        assert_eq!(client.diagnostics(uri, None).await.len(), 0, "{uri}");
    }
    // An address that has to be encoded first.
    client.open("file:///n/a b.md", 1, "bad").await;
    assert_eq!(client.diagnostics("file:///n/a%20b.md", 1).await.len(), 1);
    // None at all: the document is left out, the session goes on.
    client.open("no address", 1, "bad").await;
    client.barrier().await;
}

#[tokio::test]
async fn the_editors_word_for_the_language_comes_before_the_name() {
    use copydesk::markup::Format;
    let (engine, _, options) = fake();
    let folders = json!([{ "uri": "file:///n", "name": "n" }]);
    let (mut client, _) = Client::with(options, json!({ "capabilities": {}, "workspaceFolders": folders })).await;
    for (uri, id, name, format) in [
        ("file:///n/fr/a.txt", "markdown", "fr/a.txt", Format::Markdown),
        ("file:///n/b.md", "plaintext", "b.md", Format::Markdown),
        ("file:///m/o/p/c.txt", "plaintext", "p/c.txt", Format::Plain),
        ("untitled:Untitled-2", "quarto", "Untitled-2", Format::Markdown),
    ] {
        let document = json!({ "uri": uri, "languageId": id, "version": 1, "text": "" });
        client.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
        client.diagnostics(uri, 1).await;
        let origin = engine.origin.lock().unwrap().clone();
        assert_eq!((origin.name.as_str(), origin.format), (name, format), "{uri}");
    }
}
