//! Versions of a story in an editor: findings in both, live, and the way from one to the other.

use copydesk::server::Options;
use serde_json::{Value, json};

use crate::client::Client;

const ENGLISH: &str = "file:///n/plant.en.txt";
const FRENCH: &str = "file:///n/plant.fr.txt";

/// The diagnostics of a document once there are `count`.
async fn until(client: &mut Client, uri: &str, version: impl Into<Option<i32>> + Copy, count: usize) -> Vec<Value> {
    loop {
        let found = client.diagnostics(uri, version).await;
        if found.len() == count {
            return found;
        }
    }
}

#[tokio::test]
async fn findings_stand_in_both_versions_and_go_when_they_agree() {
    let related = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let mut client = Client::greeted(Options::default(), related).await;
    client.open(ENGLISH, 1, "The plant in Hue earned 412 million dollars last year.").await;
    client.open(FRENCH, 1, "L'usine de Hue a gagné 421 millions de dollars l'an dernier.").await;
    let english = until(&mut client, ENGLISH, 1, 1).await;
    assert_eq!(english[0]["code"], "translation");
    let place = &english[0]["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], FRENCH);
    assert_eq!(place["range"]["start"]["character"], 23);

    let at = json!({ "textDocument": { "uri": ENGLISH }, "position": { "line": 0, "character": 25 } });
    let there = client.call("textDocument/definition", at.clone()).await;
    assert_eq!(there[0]["uri"], FRENCH);
    let mut both = at;
    both["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.call("textDocument/references", both).await.as_array().map(Vec::len), Some(2));
    let lens = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": ENGLISH } })).await;
    assert_eq!(lens[0]["command"]["title"], "2 versions · 1 disagreement");

    // Mending one mends both.
    client.edit(FRENCH, 2, 23, 26, "412").await;
    until(&mut client, FRENCH, 2, 0).await;
    until(&mut client, ENGLISH, 1, 0).await;
    // Spoilt again, and closed: what is not open and not on the disk is no version.
    client.edit(FRENCH, 3, 23, 26, "142").await;
    until(&mut client, ENGLISH, 1, 1).await;
    client.close(FRENCH).await;
    until(&mut client, ENGLISH, 1, 0).await;
}

/// Many articles opened at once are held against each other as they are read, and each is shown once: those that cannot
/// be of one story do not have each other read again.
#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let mut client = Client::greeted(Options::default(), json!({})).await;
    let uri = |n: usize| format!("file:///n/{n}.{}.txt", ["en", "fr"][n % 2]);
    for n in 0..40 {
        let text = format!("Port {n} moved {} ships. The race is 26.2 miles ({n} km) long.", 1000 + 37 * n);
        client.open(&uri(n), 1, &text).await;
    }
    let mut sent: Vec<String> = Vec::new();
    let published = |m: &Value| m["method"] == "textDocument/publishDiagnostics";
    while sent.len() < 40 {
        let message = client.expect(published).await;
        sent.push(message["params"]["uri"].as_str().map(str::to_owned).expect("a document"));
    }
    sent.sort_unstable();
    sent.dedup();
    assert_eq!(sent.len(), 40);
}

/// One story open many times, no two texts alike: each is shown beside the nearest, and an edit goes over those alone.
#[tokio::test]
async fn of_many_open_versions_the_nearest_count() {
    let related = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let mut client = Client::greeted(Options::default(), related).await;
    let english = |n: usize| format!("file:///n/{n:02}.en.txt");
    for n in 0..12 {
        let text = format!("---\nstory: plant\n---\nThe plant in Hue earned {} million dollars last year.", 412 + n);
        client.open(&english(n), 1, &text).await;
        let text =
            format!("---\nstory: plant\n---\nL'usine de Hue a gagné {} millions de dollars l'an dernier.", 512 + n);
        client.open(&format!("file:///n/{n:02}.fr.txt"), 1, &text).await;
    }
    let found = loop {
        let found = client.diagnostics(&english(5), 1).await;
        let told = found.first().and_then(|f| f["relatedInformation"].as_array());
        if told.is_some_and(|told| told.len() == 8) {
            break found;
        }
    };
    let beside = found[0]["relatedInformation"].as_array().into_iter().flatten();
    assert!(beside.into_iter().any(|told| told["location"]["uri"] == "file:///n/05.fr.txt"));
}

/// Asks for the actions at a place and gives them by title.
async fn actions(client: &mut Client, uri: &str, line: u32, character: u32) -> Vec<Value> {
    let at = json!({ "line": line, "character": character });
    let params = json!({
        "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": { "diagnostics": [] },
    });
    client.call("textDocument/codeAction", params).await.as_array().cloned().unwrap_or_default()
}

fn title(action: &Value) -> &str {
    action["title"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_change_is_carried_through_and_the_other_sentence_is_shown() {
    let mut client = Client::greeted(Options::default(), json!({})).await;
    client.open(ENGLISH, 1, "Of 40 villages around Hue, 25 (62.5 percent) have a school, the province said.").await;
    client.open(FRENCH, 1, "Sur 40 villages des environs de Hué, 25 (62,5 %) ont une école, selon la province.").await;
    until(&mut client, FRENCH, 1, 0).await;
    client.edit(ENGLISH, 2, 27, 29, "26").await;
    until(&mut client, FRENCH, 1, 1).await;
    let at = json!({ "textDocument": { "uri": ENGLISH }, "position": { "line": 0, "character": 28 } });
    let hover = client.call("textDocument/hover", at).await;
    let shown = hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(shown.contains("≠ plant.fr.txt: ") && shown.contains("**25**"), "{shown}");
    let offered = actions(&mut client, ENGLISH, 0, 28).await;
    let carry = offered.iter().find(|a| title(a).starts_with("Carry “26” through: ")).cloned().unwrap_or_default();
    assert_eq!(carry["edit"]["changes"][FRENCH].as_array().map(Vec::len), Some(2), "{offered:?}");
    assert_eq!(carry["edit"]["changes"][ENGLISH].as_array().map(Vec::len), Some(1), "{carry}");
}

const MILL: &str = "The Vinh Long sugar mill made 48,250 tonnes in 2023, 17.4% more than the year before, and paid 312 \
    growers $6.85 a bag, and bought 27 lorries, the director Tran Van Hai said at the meeting in the town.";
const SUCRERIE: &str = "La sucrerie de Vinh Long a produit 48 520 tonnes en 2023, soit 17,4 % de plus que l'année \
    précédente, et a payé à 312 planteurs 6,85 dollars le sac, et a acheté 27 camions, a dit le directeur Tran Van Hai lors de la réunion.";

#[tokio::test]
async fn closed_versions_are_found_by_content_shown_and_set_apart() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    std::fs::write(root.join("copydesk.toml"), "").unwrap();
    std::fs::write(root.join("three.txt"), SUCRERIE).unwrap();
    std::fs::write(root.join("other.txt"), "La mairie a vendu 74 voitures et 9,1 millions de livres en 2023.").unwrap();
    let capabilities = json!({ "workspace": {
        "codeLens": { "refreshSupport": true },
        "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
    } });
    let uri = |name: &str| format!("file://{}/{name}", root.display());
    let folders = json!([{ "uri": format!("file://{}", root.display()), "name": "n" }]);
    let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
    let (mut client, _) = Client::with(Options::default(), params).await;
    client.open(&uri("one.txt"), 1, MILL).await;
    until(&mut client, &uri("one.txt"), 1, 1).await;
    // What is found on the file that is not open is shown there.
    let closed = until(&mut client, &uri("three.txt"), None, 1).await;
    assert_eq!(closed[0]["code"], "translation");
    let offered = actions(&mut client, &uri("one.txt"), 0, 32).await;
    let apart = offered.iter().find(|a| title(a).starts_with("Not versions of one story")).cloned();
    let edits = &apart.unwrap_or_default()["edit"]["documentChanges"];
    assert_eq!(edits[0]["textDocument"]["uri"], uri("copydesk.toml"), "{offered:?}");
    assert_eq!(edits[0]["edits"][0]["newText"], "[story]\napart = [[\"one.txt\", \"three.txt\"]]\n");
    // Mended, both are silent.
    client.edit(&uri("one.txt"), 2, 30, 36, "48,520").await;
    until(&mut client, &uri("one.txt"), 2, 0).await;
    until(&mut client, &uri("three.txt"), None, 0).await;
}

#[tokio::test]
async fn the_numbers_of_a_folder_are_brought_into_format_when_that_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    std::fs::write(root.join("copydesk.toml"), "").unwrap();
    std::fs::write(root.join("two.en.txt"), "They sold 45000 cars and 1,200 vans.").unwrap();
    std::fs::write(root.join("three.fr.txt"), "Ils ont vendu 45,000 voitures et 1 200 motos.").unwrap();
    let uri = |name: &str| format!("file://{}/{name}", root.display());
    let folders = json!([{ "uri": format!("file://{}", root.display()), "name": "n" }]);
    let greet = |resolves: Value| {
        let literals = json!({ "codeActionKind": { "valueSet": [] } });
        json!({ "workspaceFolders": folders, "capabilities": {
            "textDocument": { "codeAction": { "codeActionLiteralSupport": literals, "resolveSupport": resolves } },
        } })
    };
    let (mut client, answer) = Client::with(Options::default(), greet(json!({ "properties": ["edit"] }))).await;
    assert_eq!(answer["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    client.open(&uri("one.en.txt"), 1, "They have 12500 seats.").await;
    let mut offered = Vec::new();
    // The other files are looked through meanwhile.
    for _ in 0..200 {
        offered = actions(&mut client, &uri("one.en.txt"), 0, 12).await;
        if offered.iter().any(|a| title(a).contains("folder")) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let action = offered.iter().find(|a| title(a).contains("folder")).cloned().unwrap_or_default();
    assert_eq!(action.get("edit"), None, "{offered:?}");
    let resolved = client.call("codeAction/resolve", action).await;
    let changes = &resolved["edit"]["changes"];
    assert_eq!(changes[uri("one.en.txt")][0]["newText"], "12,500", "{resolved}");
    assert_eq!(changes[uri("two.en.txt")][0]["newText"], "45,000", "{resolved}");
    // Another article, opened since, is changed as it stands in the editor.
    client.open(&uri("two.en.txt"), 1, "Long ago they sold 45000 cars and 1,200 vans.").await;
    client.diagnostics(&uri("two.en.txt"), 1).await;
    for start in [19, 24] {
        let action = offered.iter().find(|a| title(a).contains("folder")).cloned().unwrap_or_default();
        let resolved = client.call("codeAction/resolve", action).await;
        let edit = &resolved["edit"]["changes"][uri("two.en.txt")][0];
        assert_eq!(edit["range"]["start"]["character"], start, "{resolved}");
        if start == 19 {
            client.edit(&uri("two.en.txt"), 2, 0, 0, "Very ").await;
            client.diagnostics(&uri("two.en.txt"), 2).await;
        }
    }
    // A client that cannot ask again is not offered it.
    let (mut client, _) = Client::with(Options::default(), greet(Value::Null)).await;
    client.open(&uri("one.en.txt"), 1, "They have 12500 seats.").await;
    let offered = actions(&mut client, &uri("one.en.txt"), 0, 12).await;
    assert!(!offered.iter().any(|a| title(a).contains("folder")), "{offered:?}");
}
