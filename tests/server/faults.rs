//! What goes wrong around the server. What a panic does stands in `panics.rs`.

use std::fs;
use std::sync::atomic::Ordering;

use copydesk::server::Options;
use serde_json::{Value, json};
use tower_lsp_server::ls_types::Uri;

use crate::client::Client;
use crate::fake::{fake, options};

const DOC: &str = "file:///n/faults.txt";
const OTHER: &str = "file:///n/other.txt";

/// A reading that would never end is given up for a newer text, while another document is read beside it.
#[tokio::test]
async fn a_newer_edit_abandons_an_older_reading() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "endless").await;
    client.open(OTHER, 1, "bad ").await;
    assert_eq!(client.said(OTHER, 1).await, ["faulty"]);
    client.edit(DOC, 2, 0, 7, "bad ").await;
    assert_eq!(client.said(DOC, 2).await, ["faulty"]);
    assert_eq!(engine.given_up.load(Ordering::SeqCst), 1);
    client.edit(DOC, 3, 0, 3, "endless").await;
    client.close(DOC).await;
    client.barrier().await;
    client.leave().await;
}

/// A request at an older text keeps its reading alive until it is cancelled.
#[tokio::test]
async fn a_cancelled_request_lets_go_of_its_reading() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    client.open(DOC, 1, "endless").await;
    while engine.reads.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let asked = client.ask_hover(DOC, 0, 0).await;
    client.edit(DOC, 2, 0, 7, "bad ").await;
    client.notify("$/cancelRequest", json!({ "id": asked })).await;
    assert_eq!(client.answer(asked).await["error"]["code"], -32800);
    assert_eq!(client.said(DOC, 2).await, ["faulty"]);
    assert!(engine.given_up.load(Ordering::SeqCst) >= 1);
}

/// `copydesk.toml`, typed letter by letter: the articles are checked all the while, and in the end as it says.
#[tokio::test]
async fn settings_that_are_broken_while_they_are_typed() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let uri = |name: &str| Uri::from_file_path(folder.path().join(name)).unwrap().as_str().to_owned();
    let (settings, article) = (uri("copydesk.toml"), uri("a.txt"));
    fs::write(folder.path().join("copydesk.toml"), "").unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&article, 1, "bad ").await;
    client.open(&settings, 0, "").await;
    let text = "language = \"fr\"\n[checks]\npart-of-whole = \"hint\"\n[[stet]]\npath = 7\n";
    for (at, _) in text.char_indices() {
        let version = i32::try_from(at).unwrap() + 1;
        let typed = text.get(..at).unwrap();
        client.change(&settings, version, json!([{ "text": typed }])).await;
        if at % 9 == 0 {
            assert_eq!(client.text(&article).await, "bad ");
        }
    }
    client.change(&settings, 1000, json!([{ "text": text }])).await;
    assert!(!client.diagnostics(&settings, 1000).await.is_empty(), "a path is no number");
    client.edit(&article, 2, 0, 0, "x ").await;
    let found = client.diagnostics(&article, 2).await;
    assert_eq!(found.iter().map(|d| d["severity"].as_i64()).collect::<Vec<_>>(), [Some(4)]);
}

/// A file of settings that goes away, becomes a folder, or is no text: the documents stay as they are.
#[tokio::test]
async fn settings_that_vanish_or_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let path = folder.path().join("copydesk.toml");
    let uri = |name: &str| Uri::from_file_path(folder.path().join(name)).unwrap().as_str().to_owned();
    let (settings, article) = (uri("copydesk.toml"), uri("a.txt"));
    fs::write(&path, "[checks]\npart-of-whole = \"off\"\n").unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&article, 1, "bad ").await;
    assert_eq!(client.said(&article, 1).await, [""; 0]);
    let changed = json!({ "changes": [{ "uri": settings, "type": 2 }] });
    fs::remove_file(&path).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone()).await;
    assert_eq!(client.said(&article, 1).await, ["faulty"]);
    fs::create_dir(&path).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone()).await;
    fs::remove_dir(&path).unwrap();
    fs::write(&path, b"\xff\xfe").unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed).await;
    assert!(!client.diagnostics(&settings, None).await.is_empty());
    assert_eq!(client.text(&article).await, "bad ");
}

/// What settings name is read where everything else waits.
#[tokio::test]
async fn settings_that_name_what_has_no_end() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let uri = |name: &str| Uri::from_file_path(folder.path().join(name)).unwrap().as_str().to_owned();
    let (settings, article) = (uri("copydesk.toml"), uri("a.txt"));
    fs::write(folder.path().join("copydesk.toml"), "[currency]\nrates = \"/dev/zero\"\n").unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&article, 1, "bad ").await;
    assert_eq!(client.said(&article, 1).await, ["faulty"]);
    let rates = json!({ "settings": { "copydesk": { "currency": { "rates": "/dev/zero" } } } });
    client.notify("workspace/didChangeConfiguration", rates).await;
    assert_eq!(client.text(&article).await, "bad ");
    // One that is full of faults shows some of them.
    client.open(&settings, 1, &"x\n".repeat(5000)).await;
    assert_eq!(client.diagnostics(&settings, Some(1)).await.len(), 1001);
}

#[tokio::test]
async fn a_client_that_never_answers() {
    let capabilities =
        json!({ "workspace": { "configuration": true, "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::greeted(options(), capabilities).await;
    for turn in 0..50 {
        let uri = format!("file:///n/silent-{turn}.txt");
        client.open(&uri, 1, "bad ").await;
        assert_eq!(client.said(&uri, 1).await, ["faulty"]);
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    }
    client.leave().await;
}

#[tokio::test]
async fn findings_are_capped_and_the_note_says_so() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, &"bad ".repeat(1200)).await;
    let said = client.said(DOC, 1).await;
    assert_eq!(said.len(), 1001);
    let note = said.last().unwrap();
    assert!(note.contains("1000") && note.contains("1200"), "{note}");
}

#[tokio::test]
async fn a_document_that_is_too_large_is_not_read_and_comes_back() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, &"bad word\n".repeat((50 << 20) / 9 + 1)).await;
    let said = client.said(DOC, 1).await;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("50"), "{said:?}");
    client.change(DOC, 2, json!([{ "text": "bad " }])).await;
    assert_eq!(client.said(DOC, 2).await, ["faulty"]);
}

#[tokio::test]
async fn messages_twice_out_of_order_and_of_the_past() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.edit(DOC, 5, 0, 0, "before it is open").await;
    client.close(DOC).await;
    client.open(DOC, 5, "bad ").await;
    client.open(DOC, 5, "bad ").await;
    client.edit(DOC, 7, 0, 0, "bad ").await;
    client.edit(DOC, 7, 0, 0, "twice ").await;
    client.edit(DOC, 6, 0, 0, "late ").await;
    assert_eq!(client.text(DOC).await, "bad bad ");
    client.close(DOC).await;
    client.close(DOC).await;
    assert_eq!(client.hover(DOC, 0, 0).await, Value::Null);
    // An answer that nobody asked for.
    client.send(json!({ "jsonrpc": "2.0", "id": 4711, "result": [1] })).await;
    client.send(json!({ "jsonrpc": "2.0", "id": 4712, "error": { "code": 1, "message": "m" } })).await;
    client.open(DOC, 1, "bad ").await;
    assert_eq!(client.text(DOC).await, "bad ");
}

/// A thousand articles that were read and rest: the first still has its answers, its findings and its edits.
#[tokio::test]
async fn documents_that_rest_wake_up() {
    let mut client = Client::greeted(options(), json!({})).await;
    let uri = |n: usize| format!("file:///n/rest-{n}.txt");
    let text = format!("bad {}", "word ".repeat(10_000));
    for n in 0..40 {
        client.open(&uri(n), 1, &text).await;
        assert_eq!(client.said(&uri(n), 1).await, ["faulty"]);
    }
    assert_eq!(client.text(&uri(0)).await, text);
    client.edit(&uri(1), 2, 0, 0, "bad ").await;
    assert_eq!(client.said(&uri(1), 2).await, ["faulty", "faulty"]);
    let actions = json!({
        "textDocument": { "uri": uri(2) },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } },
        "context": { "diagnostics": [] },
    });
    assert_eq!(client.call("textDocument/codeAction", actions).await.as_array().map(Vec::len), Some(1));
}

/// Two texts of a megabyte that are never read to their end leave a worker for the others, also when they change.
#[tokio::test]
async fn long_articles_hold_up_no_short_one() {
    let (_, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    let long = format!("endless {}", "word ".repeat((1 << 20) / 5 + 1));
    for n in 0..3 {
        client.open(&format!("file:///n/long-{n}.txt"), 1, &long).await;
    }
    for version in 1..20 {
        client.edit("file:///n/long-0.txt", version + 1, 0, 0, "x").await;
        if version == 1 {
            client.open(OTHER, 1, "bad ").await;
        } else {
            client.edit(OTHER, version, 0, 0, "bad ").await;
        }
        assert_eq!(client.said(OTHER, version).await.len(), usize::try_from(version).unwrap());
    }
    for n in 0..3 {
        client.close(&format!("file:///n/long-{n}.txt")).await;
    }
    client.leave().await;
}

/// An outline, or a fact sheet, of a hundred thousand figures: what is sent is bounded, and says so.
#[tokio::test]
async fn answers_that_would_be_huge_are_cut() {
    let mut client = Client::greeted(Options::default(), json!({})).await;
    client.open(DOC, 1, &"They sold 12 cars and 30 vans.\n\n".repeat(4_000)).await;
    let of = json!({ "textDocument": { "uri": DOC } });
    let symbols = client.call("textDocument/documentSymbol", of.clone()).await;
    assert_eq!(symbols.as_array().map(Vec::len), Some(5_000));
    let facts = client.call("copydesk/facts", of).await;
    let told: usize =
        facts["paragraphs"].as_array().unwrap().iter().map(|p| p["entries"].as_array().unwrap().len()).sum();
    assert_eq!((told, facts["left"].as_u64()), (2_500, Some(5_500)));
}

/// What an editor is asked to change lies in the workspace, or is open: no version beside the folder, and no settings
/// above it.
#[tokio::test]
async fn edits_stay_in_the_workspace() {
    let top = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(top.path()).unwrap();
    for part in ["desk/fr", "en"] {
        fs::create_dir_all(root.join(part)).unwrap();
    }
    let (english, french) = ("They met in Hanoi with 412 boats.", "Ils étaient à Hanoï avec 421 bateaux.");
    fs::write(root.join("copydesk.toml"), "").unwrap();
    fs::write(root.join("en/a.md"), english).unwrap();
    fs::write(root.join("desk/en"), "").unwrap();
    let uri = |name: &str| Uri::from_file_path(root.join(name)).unwrap().as_str().to_owned();
    // The folder that is open is "fr" alone; the English version stands beside it.
    fs::create_dir_all(root.join("fr")).unwrap();
    let folders = json!([{ "uri": uri("fr"), "name": "fr" }]);
    let literals = json!({ "codeActionKind": { "valueSet": [] } });
    let capabilities = json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": literals } } });
    let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
    let (mut client, _) = Client::with(Options::default(), params.clone()).await;
    let inside = |edit: &Value| {
        edit["changes"].as_object().unwrap().keys().all(|uri| uri.contains("/fr/")) && edit["changes"] != json!({})
    };
    client.open(&uri("fr/a.md"), 1, french).await;
    let mut version = 2;
    let at = |character: usize| json!({ "line": 0, "character": character });
    let actions = async |client: &mut Client, from: usize| {
        let range = json!({ "start": at(from), "end": at(from) });
        let params =
            json!({ "textDocument": { "uri": uri("fr/a.md") }, "range": range, "context": { "diagnostics": [] } });
        client.call("textDocument/codeAction", params).await.as_array().cloned().unwrap()
    };
    let offered = actions(&mut client, 26).await;
    assert!(!offered.is_empty());
    assert!(offered.iter().all(|action| inside(&action["edit"])), "{offered:?}");
    let rename = json!({ "textDocument": { "uri": uri("fr/a.md") }, "position": at(16), "newName": "Hué" });
    let renamed = client.call("textDocument/rename", rename).await;
    assert!(inside(&renamed), "{renamed}");
    // Open in the editor, the other version is the editor's.
    client.open(&uri("en/a.md"), 1, english).await;
    loop {
        let rename = json!({ "textDocument": { "uri": uri("fr/a.md") }, "position": at(16), "newName": "Hué" });
        let renamed = client.call("textDocument/rename", rename).await;
        // Until it is read again, with what is open now.
        if renamed["changes"].as_object().map(serde_json::Map::len) == Some(2) {
            break;
        }
        client.edit(&uri("fr/a.md"), version, 0, 0, "").await;
        version += 1;
    }
}
