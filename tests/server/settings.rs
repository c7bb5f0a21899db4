//! Settings of files and of the client, and their changes.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use tower_lsp_server::ls_types::Uri;

use crate::client::{Client, line};
use crate::fake::options;

const OFF: &str = "[checks]\npart-of-whole = \"off\"\n";
const HINT: &str = "[checks]\npart-of-whole = \"hint\"\n";

fn newsroom() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    // Nothing above it counts, wherever the machine keeps its temporary files.
    fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

fn uri(path: &Path) -> String {
    Uri::from_file_path(path).unwrap().as_str().to_owned()
}

fn checks(severity: &str) -> Value {
    json!({ "checks": { "part-of-whole": severity } })
}

async fn watched(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": 2 }] })).await;
}

fn severities(diagnostics: &[Value]) -> Vec<i64> {
    diagnostics.iter().map(|d| d["severity"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn a_file_counts_and_its_change_takes_effect_at_once() {
    let folder = newsroom();
    let (file, doc) = (folder.path().join("copydesk.toml"), uri(&folder.path().join("a.md")));
    fs::write(&file, HINT).unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&doc, 1, "bad").await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
    fs::write(&file, OFF).unwrap();
    watched(&mut client, &uri(&file)).await;
    assert_eq!(client.diagnostics(&doc, 1).await.len(), 0);
    fs::remove_file(&file).unwrap();
    watched(&mut client, &uri(&file)).await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [1]);
    // Saving it in this editor counts without a watcher.
    fs::write(&file, HINT).unwrap();
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&file) } })).await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
}

#[tokio::test]
async fn what_another_file_says_changes_nothing() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.open("file:///n/a.md", 1, "bad").await;
    client.diagnostics("file:///n/a.md", 1).await;
    watched(&mut client, "file:///n/other.toml").await;
    watched(&mut client, "file:///n/copydesk.toml").await;
    client.barrier().await;
    assert_eq!(client.text("file:///n/a.md").await, "bad");
    assert!(client.inbox.is_empty(), "{:?}", client.inbox);
}

#[tokio::test]
async fn the_client_stands_over_the_file() {
    let folder = newsroom();
    let doc = uri(&folder.path().join("a.md"));
    fs::write(folder.path().join("copydesk.toml"), OFF).unwrap();
    let params = json!({ "capabilities": {}, "initializationOptions": checks("hint") });
    let (mut client, _) = Client::with(options(), params).await;
    client.open(&doc, 1, "bad").await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
    // With its section around it, as some clients send it, and without.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "copydesk": checks("warning") } })).await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [2]);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": checks("information") })).await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [3]);
    // What it gave last it takes back, and with it what it started with.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
    assert_eq!(client.diagnostics(&doc, 1).await.len(), 0, "the file counts");
}

#[tokio::test]
async fn what_the_client_takes_back_is_gone() {
    for nothing in [json!({ "copydesk": {} }), json!({ "copydesk": null }), json!({ "copydesk": [] })] {
        let params = json!({ "capabilities": {}, "initializationOptions": checks("hint") });
        let (mut client, _) = Client::with(options(), params).await;
        client.open("file:///n/a.md", 1, "bad").await;
        assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [4]);
        client.notify("workspace/didChangeConfiguration", json!({ "settings": nothing })).await;
        assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [1], "{nothing}");
        client.barrier().await;
        assert!(client.inbox.is_empty(), "{:?}", client.inbox);
    }
}

#[tokio::test]
async fn a_client_that_never_spoke_of_settings_keeps_those_it_started_with() {
    let able = json!({ "workspace": { "configuration": true } });
    let params = json!({ "capabilities": able, "initializationOptions": checks("hint") });
    let (mut client, _) = Client::with(options(), params).await;
    // As Emacs does to every server, and as clients answer that know no such section.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
    for answer in [json!([null]), json!([null])] {
        let asked = client.asked("workspace/configuration").await;
        client.respond(&asked, answer).await;
    }
    client.open("file:///n/a.md", 1, "bad").await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [4]);
}

#[tokio::test]
async fn an_answer_stands_for_all_that_was_given_before_it() {
    let able = json!({ "workspace": { "configuration": true } });
    let params = json!({ "capabilities": able, "initializationOptions": checks("hint") });
    let (mut client, _) = Client::with(options(), params).await;
    let asked = client.asked("workspace/configuration").await;
    client.respond(&asked, json!([checks("warning")])).await;
    client.barrier().await;
    client.open("file:///n/a.md", 1, "bad").await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [2]);
    let asked = client.asked("workspace/configuration").await;
    // Taken back for this document, whatever holds for the others.
    client.respond(&asked, json!([{}])).await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [1]);
    // What it sends tells it to be asked, no more.
    let sent = json!({ "settings": { "copydesk": checks("information") } });
    client.notify("workspace/didChangeConfiguration", sent).await;
    let asked = client.asked("workspace/configuration").await;
    client.respond(&asked, json!([checks("hint"), checks("hint")])).await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [4]);
}

#[tokio::test]
async fn the_client_is_asked_where_it_answers() {
    let able = json!({ "workspace": { "configuration": true } });
    let mut client = Client::greeted(options(), able).await;
    let first = client.asked("workspace/configuration").await;
    assert_eq!(first["params"]["items"], json!([{ "section": "copydesk" }]));
    client.respond(&first, json!([checks("warning")])).await;
    client.open("file:///n/a.md", 1, "bad").await;
    let second = client.asked("workspace/configuration").await;
    assert_eq!(second["params"]["items"], json!([{ "scopeUri": "file:///n/a.md", "section": "copydesk" }]));
    // It may never answer: the document is read all the same.
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [2]);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    let third = client.asked("workspace/configuration").await;
    assert_eq!(third["params"]["items"].as_array().map(Vec::len), Some(2));
    client.respond(&third, json!([checks("warning"), checks("hint")])).await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 1).await), [4]);
    // An answer to an older question comes late, and does not count.
    client.respond(&second, json!([checks("error")])).await;
    client.barrier().await;
    client.edit("file:///n/a.md", 2, 3, 3, " ").await;
    assert_eq!(severities(&client.diagnostics("file:///n/a.md", 2).await), [4]);
}

#[tokio::test]
async fn answers_that_are_none_are_borne() {
    let able = json!({ "workspace": { "configuration": true } });
    let mut client = Client::greeted(options(), able).await;
    for answer in [json!(null), json!([]), json!([null]), json!(["x"]), json!({ "a": 1 }), json!([[], {}, 3])] {
        let asked = client.asked("workspace/configuration").await;
        client.respond(&asked, answer).await;
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    }
    let asked = client.asked("workspace/configuration").await;
    let error = json!({ "code": 1, "message": "no", "data": {}, "more": 1 });
    client.send(json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error })).await;
    client.open("file:///n/a.md", 1, "bad").await;
    assert_eq!(client.diagnostics("file:///n/a.md", 1).await.len(), 1);
}

#[tokio::test]
async fn a_watcher_is_registered_where_the_client_takes_one() {
    let dynamic = json!({ "dynamicRegistration": true });
    let able = json!({ "workspace": { "didChangeWatchedFiles": dynamic, "didChangeConfiguration": dynamic } });
    let mut client = Client::greeted(options(), able).await;
    let registered = client.asked("client/registerCapability").await;
    let of = |at: usize| &registered["params"]["registrations"][at];
    assert_eq!(of(0)["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(
        of(0)["registerOptions"]["watchers"],
        json!([{ "globPattern": "**/copydesk.toml" }, { "globPattern": "**/*.{tsv,csv}" }])
    );
    assert_eq!(of(1)["method"], "workspace/didChangeConfiguration");
    // It need not answer.
    assert_eq!(client.leave().await, copydesk::server::Ended::Cleanly);
}

#[tokio::test]
async fn a_settings_file_that_is_open_counts_as_it_stands_in_the_editor() {
    let folder = newsroom();
    let (file, doc) = (folder.path().join("copydesk.toml"), uri(&folder.path().join("a.md")));
    fs::write(&file, HINT).unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&doc, 1, "bad").await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
    let file_uri = uri(&file);
    client.open(&file_uri, 1, HINT).await;
    assert_eq!(client.diagnostics(&file_uri, 1).await.len(), 0);
    client.change(&file_uri, 2, json!([{ "range": line(1, 17, 21), "text": "warning" }])).await;
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [2]);
    client.change(&file_uri, 3, json!([{ "range": line(1, 17, 24), "text": "loud" }])).await;
    let faults = client.diagnostics(&file_uri, 3).await;
    assert_eq!((faults.len(), &faults[0]["code"]), (1, &json!("settings")));
    assert_eq!(faults[0]["range"]["start"]["line"], 1);
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [1], "the rest applies");
    assert_eq!(client.text(&file_uri).await, "nothing", "it is no article");
    // Closed without saving: the file on the disk counts again.
    client.close(&file_uri).await;
    assert_eq!(client.diagnostics(&file_uri, None).await.len(), 0);
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
}

#[tokio::test]
async fn faults_of_a_file_that_is_not_open_are_shown_on_it() {
    let folder = newsroom();
    let (file, doc) = (folder.path().join("copydesk.toml"), uri(&folder.path().join("a.md")));
    fs::write(&file, "nonsense = 1\n[checks]\npart-of-whole = \"hint\"\n").unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    client.open(&doc, 1, "bad").await;
    let faults = client.diagnostics(&uri(&file), None).await;
    assert_eq!((faults.len(), &faults[0]["source"]), (1, &json!("copydesk")));
    assert_eq!(severities(&client.diagnostics(&doc, 1).await), [4]);
    fs::write(&file, [0xFF, 0xFE]).unwrap();
    watched(&mut client, &uri(&file)).await;
    assert_eq!(client.diagnostics(&uri(&file), None).await.len(), 1);
    fs::remove_file(&file).unwrap();
    watched(&mut client, &uri(&file)).await;
    assert_eq!(client.diagnostics(&uri(&file), None).await.len(), 0);
}

#[tokio::test]
async fn the_places_of_the_desk_change_while_an_article_is_open() {
    const TEXT: &str = "The ferry left for Kelmsted, England, at noon. Kelm";
    const HEAD: &str = "name\tcountry\tkind\n";
    let folder = newsroom();
    let (list, doc) = (folder.path().join("places.tsv"), uri(&folder.path().join("a.en.md")));
    fs::write(folder.path().join("copydesk.toml"), "[places]\nown = \"places.tsv\"\n").unwrap();
    fs::write(&list, HEAD).unwrap();
    let mut client = Client::greeted(copydesk::server::Options::default(), json!({})).await;
    client.open(&doc, 1, TEXT).await;
    assert_eq!(client.said(&doc, 1).await, [""; 0]);
    // The new line makes a slip of the name, and is offered.
    fs::write(&list, format!("{HEAD}Kelmstead\tGB\tvillage\n")).unwrap();
    watched(&mut client, &uri(&list)).await;
    let found = client.diagnostics(&doc, 1).await;
    assert_eq!((&found[0]["code"], &found[0]["range"]), (&json!("place-spelling"), &line(0, 19, 27)));
    let at = json!({ "textDocument": { "uri": doc }, "position": { "line": 0, "character": 51 } });
    let offered = client.call("textDocument/completion", at.clone()).await.to_string();
    assert!(offered.contains("Kelmstead"), "{offered}");
    // What is wrong with the list is shown on it.
    let faults = client.diagnostics(&uri(&list), None).await;
    assert_eq!((faults.len(), &faults[0]["range"]), (1, &line(1, 13, 20)));
    // Saved in this editor it counts without a watcher.
    fs::write(&list, HEAD).unwrap();
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&list) } })).await;
    assert_eq!(client.said(&doc, 1).await, [""; 0]);
    assert_eq!(client.diagnostics(&uri(&list), None).await.len(), 0);
    let offered = client.call("textDocument/completion", at).await.to_string();
    assert!(!offered.contains("Kelmstead"), "{offered}");
}

#[tokio::test]
async fn a_name_with_a_space_completes_as_a_whole() {
    let snippets = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    for (capabilities, format) in [(json!({}), json!(null)), (snippets, json!(2))] {
        let mut client = Client::greeted(copydesk::server::Options::default(), capabilities).await;
        client.open("file:///a.en.md", 1, "It was in Quang Ni").await;
        let at = json!({ "textDocument": { "uri": "file:///a.en.md" }, "position": { "line": 0, "character": 18 } });
        let offered = client.call("textDocument/completion", at).await;
        let item = &offered["items"][0];
        assert_eq!((&item["label"], &item["insertTextFormat"]), (&json!("Quang Ninh"), &format));
        assert_eq!(item["textEdit"]["newText"], json!("Quang Ninh"));
    }
}

/// The client knows the file by the way it went to it, not by where that leads.
#[cfg(unix)]
#[tokio::test]
async fn a_folder_may_be_a_link() {
    let (folder, links) = (newsroom(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("copydesk.toml"), "nonsense = 1\n").unwrap();
    let link = links.path().join("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let (file, doc) = (uri(&link.join("copydesk.toml")), uri(&link.join("a.md")));
    let item = json!({ "uri": uri(&link), "name": "link" });
    let (mut client, _) = Client::with(options(), json!({ "capabilities": {}, "workspaceFolders": [item] })).await;
    client.open(&doc, 1, "bad").await;
    assert_eq!(client.diagnostics(&file, None).await.len(), 1);
    client.open(&file, 1, OFF).await;
    assert_eq!(client.diagnostics(&file, 1).await.len(), 0);
    // It was read before the settings were open, or was not: in the end it counts.
    while !client.diagnostics(&doc, 1).await.is_empty() {}
}

#[tokio::test]
async fn a_finding_that_was_looked_at_is_left_alone() {
    let folder = newsroom();
    let stet = "[[stet]]\npath = \"a.md\"\ncode = \"part-of-whole\"\nquote = \"bad1\"\n";
    fs::write(folder.path().join("copydesk.toml"), stet).unwrap();
    let mut client = Client::greeted(options(), json!({})).await;
    for (name, count) in [("a.md", 1), ("b.md", 2)] {
        let doc = uri(&folder.path().join(name));
        client.open(&doc, 1, "bad1 bad2").await;
        assert_eq!(client.diagnostics(&doc, 1).await.len(), count, "{name}");
    }
}

#[tokio::test]
async fn faults_of_the_client_are_told_once() {
    let params = json!({ "capabilities": {}, "initializationOptions": { "nonsense": 1, "checks": {} } });
    let (mut client, _) = Client::with(options(), params).await;
    let told = client.asked("window/showMessage").await;
    assert_eq!(told["params"]["type"], 2);
    assert!(told["params"]["message"].as_str().unwrap().contains("nonsense"));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "nonsense": 2 } })).await;
    client.barrier().await;
    client.open("file:///n/a.md", 1, "").await;
    client.diagnostics("file:///n/a.md", 1).await;
    assert!(client.inbox.is_empty(), "{:?}", client.inbox);
}

#[tokio::test]
async fn folders_come_and_go_and_bound_the_search() {
    let folder = newsroom();
    fs::write(folder.path().join("copydesk.toml"), OFF).unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let doc = uri(&inner.join("a.md"));
    let item = json!({ "uri": uri(&inner), "name": "inner" });
    let params = json!({ "capabilities": {}, "workspaceFolders": [item] });
    let (mut client, _) = Client::with(options(), params).await;
    client.open(&doc, 1, "bad").await;
    assert_eq!(client.diagnostics(&doc, 1).await.len(), 1, "never above the workspace folder");
    let event = json!({ "added": [], "removed": [item] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event })).await;
    assert_eq!(client.diagnostics(&doc, 1).await.len(), 0, "a single file: up to the repository");
    let event = json!({ "added": [item], "removed": [] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event })).await;
    assert_eq!(client.diagnostics(&doc, 1).await.len(), 1);
}

#[tokio::test]
async fn a_text_without_a_file_is_read_with_the_settings_of_the_workspace() {
    let folder = newsroom();
    fs::write(folder.path().join("copydesk.toml"), HINT).unwrap();
    for params in [
        json!({ "capabilities": {}, "workspaceFolders": [{ "uri": uri(folder.path()), "name": "n" }] }),
        json!({ "capabilities": {}, "rootUri": uri(folder.path()), "workspaceFolders": null }),
        json!({ "capabilities": {}, "rootPath": folder.path() }),
    ] {
        let (mut client, _) = Client::with(options(), params).await;
        client.open("untitled:Untitled-1", 1, "bad").await;
        assert_eq!(severities(&client.diagnostics("untitled:Untitled-1", 1).await), [4]);
    }
}
