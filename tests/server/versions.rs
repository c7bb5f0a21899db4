//! Versions of a story in an editor: findings in both, live, and the way from one to the other.

use copydesk::server::Options;
use serde_json::{Value, json};

use crate::client::Client;

const ENGLISH: &str = "file:///n/plant.en.txt";
const FRENCH: &str = "file:///n/plant.fr.txt";

/// The diagnostics of a document once there are `count`.
async fn until(client: &mut Client, uri: &str, version: i32, count: usize) -> Vec<Value> {
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
