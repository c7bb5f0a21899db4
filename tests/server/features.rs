//! What the server shows and answers, in every encoding.

use serde_json::{Value, json};

use crate::client::{Client, line};
use crate::fake::options;

const DOC: &str = "file:///n/features.md";

async fn client(capabilities: Value) -> Client {
    Client::greeted(options(), capabilities).await
}

fn actions(range: Value, only: Value) -> Value {
    let mut context = json!({ "diagnostics": [] });
    if !only.is_null() {
        context["only"] = only;
    }
    json!({ "textDocument": { "uri": DOC }, "range": range, "context": context })
}

#[tokio::test]
async fn positions_count_in_the_encoding_that_was_agreed() {
    for (offered, agreed, at) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 7),
        (json!(["utf-16", "utf-8", "utf-32"]), "utf-8", 7),
        (json!(["utf-32"]), "utf-32", 3),
        (json!(["utf-16"]), "utf-16", 4),
        (json!(["utf-7"]), "utf-16", 4),
        (Value::Null, "utf-16", 4),
    ] {
        let general = json!({ "general": { "positionEncodings": offered } });
        let (mut client, answer) = Client::with(options(), json!({ "capabilities": general })).await;
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        client.open(DOC, 1, "é🎉 bad1").await;
        let range = line(0, at, at + 4);
        assert_eq!(client.diagnostics(DOC, 1).await[0]["range"], range, "{agreed}");
        let hover = client.hover(DOC, 0, u32::try_from(at).unwrap()).await;
        assert_eq!(hover["range"], range, "{agreed}");
        client.edit(DOC, 2, at, at + 4, "ok").await;
        assert_eq!(client.text(DOC).await, "é🎉 ok", "{agreed}");
    }
}

#[tokio::test]
async fn a_diagnostic_says_where_it_comes_from() {
    let related = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let mut able = client(related).await;
    able.open(DOC, 3, "1 far").await;
    let found = able.diagnostics(DOC, 3).await;
    let other = json!([{ "location": { "uri": DOC, "range": line(0, 0, 1) }, "message": "related" }]);
    let expected = json!({
        "range": line(0, 2, 5), "severity": 1, "code": "part-of-whole", "source": "copydesk", "message": "faulty",
        "relatedInformation": other,
    });
    assert_eq!(found, [expected]);

    let mut unable = client(json!({})).await;
    unable.open(DOC, 3, "1 far").await;
    assert_eq!(unable.diagnostics(DOC, 3).await[0].get("relatedInformation"), None);
}

#[tokio::test]
async fn a_fix_is_a_plain_edit_of_the_version_it_was_made_for() {
    let literals = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } });
    let able = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } }, "textDocument": { "codeAction": literals },
    });
    let mut client = client(able).await;
    client.open(DOC, 4, "a bad one").await;
    let diagnostics = client.diagnostics(DOC, 4).await;
    let edit = json!({ "range": line(0, 2, 5), "newText": "good" });
    let expected = json!([{
        "title": "fix", "kind": "quickfix", "diagnostics": diagnostics, "isPreferred": true,
        "edit": { "documentChanges": [{ "textDocument": { "uri": DOC, "version": 4 }, "edits": [edit] }] },
    }]);
    assert_eq!(client.call("textDocument/codeAction", actions(line(0, 3, 3), Value::Null)).await, expected);
}

#[tokio::test]
async fn a_client_without_versioned_edits_gets_changes() {
    let mut client = client(json!({})).await;
    client.open(DOC, 1, "bad two").await;
    let all = client.call("textDocument/codeAction", actions(line(0, 0, 7), Value::Null)).await;
    let edit = json!({ "changes": { (DOC): [{ "range": line(0, 0, 3), "newText": "good" }] } });
    assert_eq!(all[0]["edit"], edit);
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    // Where two fixes are offered, neither is preferred.
    assert_eq!((&all[1]["isPreferred"], &all[2]["isPreferred"]), (&json!(false), &json!(false)));
}

#[tokio::test]
async fn fixes_are_those_of_the_range_and_the_kind() {
    let mut client = client(json!({})).await;
    client.open(DOC, 1, "bad x bad").await;
    for (range, only, count) in [
        (line(0, 0, 0), Value::Null, 1),
        (line(0, 3, 3), Value::Null, 1),
        (line(0, 4, 5), Value::Null, 0),
        (line(0, 9, 0), Value::Null, 2),
        (line(0, 0, 9), json!(["quickfix"]), 2),
        (line(0, 0, 9), json!([""]), 2),
        (line(0, 0, 9), json!(["refactor", "source.fixAll", "quick"]), 0),
        (line(0, 0, 9), json!([]), 0),
    ] {
        let found = client.call("textDocument/codeAction", actions(range.clone(), only.clone())).await;
        assert_eq!(found.as_array().map(Vec::len), Some(count), "{range} {only}");
    }
}

#[tokio::test]
async fn a_client_that_knows_commands_only_is_offered_no_fixes() {
    let (mut client, answer) =
        Client::with(options(), json!({ "capabilities": { "textDocument": { "codeAction": {} } } })).await;
    assert_eq!(answer["capabilities"].get("codeActionProvider"), None);
    client.open(DOC, 1, "bad").await;
    assert_eq!(client.call("textDocument/codeAction", actions(line(0, 0, 0), Value::Null)).await, json!([]));
}

#[tokio::test]
async fn the_outline_is_a_tree_or_a_list() {
    let symbols = json!({ "textDocument": { "uri": DOC } });
    let able = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut tree = client(able).await;
    tree.open(DOC, 1, "a 1\n\n").await;
    let found = tree.call("textDocument/documentSymbol", symbols.clone()).await;
    assert_eq!(found[0]["name"], "a 1");
    assert_eq!(found[0]["children"][1]["name"], "1");
    assert_eq!(found[0]["children"][1]["range"], line(0, 2, 3));
    assert_eq!(found[1]["name"], "…", "editors refuse a list over an empty name");

    let mut list = client(json!({})).await;
    list.open(DOC, 1, "a 1").await;
    let found = list.call("textDocument/documentSymbol", symbols).await;
    assert_eq!(found[2]["name"], "1");
    assert_eq!(found[2]["containerName"], "a 1");
    assert_eq!(found[2]["location"], json!({ "uri": DOC, "range": line(0, 2, 3) }));
}

#[tokio::test]
async fn hovers_are_markdown_for_who_takes_it() {
    for (hover, kind) in [
        (json!({ "contentFormat": ["markdown", "plaintext"] }), "markdown"),
        (json!({}), "markdown"),
        (json!({ "contentFormat": ["plaintext"] }), "plaintext"),
    ] {
        let mut client = client(json!({ "textDocument": { "hover": hover } })).await;
        client.open(DOC, 1, "x").await;
        assert_eq!(client.hover(DOC, 0, 0).await["contents"]["kind"], kind);
    }
}

/// The library's own engine, as users get it.
#[tokio::test]
async fn an_article_from_the_first_key_to_the_fix() {
    let mut client = Client::greeted(copydesk::server::Options::default(), json!({})).await;
    client.open(DOC, 1, "The race was long.\n\nIt is 26.2 miles (40 km long.\n").await;
    client.change(DOC, 2, json!([{ "range": line(2, 23, 23), "text": ")" }])).await;
    let found = client.diagnostics(DOC, 2).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "unit-conversion");
    assert!(client.hover(DOC, 2, 8).await["contents"]["value"].as_str().is_some_and(|hover| hover.contains("km")));
    let fixes = client.call("textDocument/codeAction", actions(found[0]["range"].clone(), Value::Null)).await;
    assert!(fixes.as_array().is_some_and(|fixes| !fixes.is_empty()), "{fixes}");
    let outline = client.call("textDocument/documentSymbol", json!({ "textDocument": { "uri": DOC } })).await;
    assert!(outline.as_array().is_some_and(|outline| !outline.is_empty()), "{outline}");
}

/// The client's locale decides the language of everything that is said: messages, fixes, hovers.
#[tokio::test]
async fn the_writer_is_spoken_to_in_the_language_of_the_editor() {
    for (locale, not, change, precision) in [
        (json!("fr-CA"), "non 40", "Remplacer", "Tel qu"),
        (json!("fr"), "non 40", "Remplacer", "Tel qu"),
        (json!("xx"), "not 40", "Change", "As written"),
        (Value::Null, "not 40", "Change", "As written"),
    ] {
        let params = json!({ "capabilities": {}, "locale": locale });
        let (mut client, _) = Client::with(copydesk::server::Options::default(), params).await;
        client.open(DOC, 1, "The course is 26.2 miles (40 km) long.\n").await;
        let found = client.diagnostics(DOC, 1).await;
        let hover = client.hover(DOC, 0, 27).await["contents"]["value"].to_string();
        let fixes = client.call("textDocument/codeAction", actions(line(0, 27, 27), Value::Null)).await;
        let (found, fix) = (found[0]["message"].to_string(), fixes[0]["title"].to_string());
        for (text, part) in [(&found, not), (&hover, not), (&hover, precision), (&fix, change)] {
            assert!(text.contains(part), "{locale}: {text} has no {part}");
        }
    }
}

/// VS Code's extension says so; the editor would show each finding twice.
#[tokio::test]
async fn a_hover_leaves_findings_to_the_client_that_shows_them() {
    for (shown, told) in [(json!({ "copydesk": { "findingsOnHover": true } }), false), (json!({ "copydesk": 1 }), true)]
    {
        let params = json!({ "capabilities": { "experimental": shown } });
        let (mut client, _) = Client::with(copydesk::server::Options::default(), params).await;
        client.open(DOC, 1, "The course is 26.2 miles (40 km) long.\n").await;
        assert_eq!(client.diagnostics(DOC, 1).await.len(), 1);
        let hover = client.hover(DOC, 0, 27).await["contents"]["value"].as_str().unwrap_or_default().to_owned();
        assert_eq!((hover.contains("unit-conversion"), hover.contains("25\u{a0}miles")), (told, true), "{hover}");
    }
}
