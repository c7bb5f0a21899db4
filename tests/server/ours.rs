//! Requests of our own: what a status line says, the fact sheet, the comparison, pages, the head of an article.

use copydesk::server::Options;
use serde_json::{Value, json};

use crate::client::Client;

const ENGLISH: &str = "file:///n/plant.en.md";
const FRENCH: &str = "file:///n/plant.fr.md";

fn of(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

async fn two_versions() -> Client {
    let mut client = Client::greeted(Options::default(), json!({})).await;
    client.open(ENGLISH, 1, "---\ndate: 2024-05-17\n---\nThe plant in Paris earned 412 million dollars.").await;
    client.open(FRENCH, 1, "L'usine de Paris a gagné 421 millions de dollars.").await;
    while client.diagnostics(ENGLISH, 1).await.is_empty() {}
    client
}

#[tokio::test]
async fn a_status_line_has_what_it_says() {
    let mut client = two_versions().await;
    let about = client.call("copydesk/article", of(ENGLISH)).await;
    assert_eq!(about["language"], "en");
    assert_eq!((&about["date"], &about["dateFrom"]), (&json!("2024-05-17"), &json!("front matter")));
    assert_eq!((&about["findings"], &about["disagreements"]), (&json!(1), &json!(1)));
    assert_eq!(about["versions"], json!([{ "uri": FRENCH, "language": "fr" }]));
    assert_eq!(client.call("copydesk/article", of("file:///n/not-open.md")).await, Value::Null);
}

#[tokio::test]
async fn the_fact_sheet_tells_figures_places_and_findings() {
    let mut client = two_versions().await;
    let facts = client.call("copydesk/facts", of(ENGLISH)).await;
    let entries = facts["paragraphs"][0]["entries"].as_array().unwrap();
    let quotes: Vec<_> = entries.iter().map(|entry| entry["quote"].as_str().unwrap()).collect();
    assert_eq!(quotes, ["Paris", "412 million dollars"]);
    assert_eq!((&entries[0]["kind"], &entries[0]["value"]), (&json!("city"), &json!("Paris, FR")));
    assert_eq!(entries[1]["value"], "412 000 000 USD");
    assert_eq!(entries[1]["range"]["start"], json!({ "line": 3, "character": 26 }));
    assert_eq!(entries[1]["finding"]["code"], "translation");
}

#[tokio::test]
async fn versions_stand_side_by_side() {
    let mut client = two_versions().await;
    let compared = client.call("copydesk/compare", of(FRENCH)).await;
    assert_eq!((&compared["versions"][0]["uri"], &compared["versions"][1]["uri"]), (&json!(FRENCH), &json!(ENGLISH)));
    assert_eq!(compared["disagreements"], 1);
    let rows = compared["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["state"] == "differs").unwrap();
    assert_eq!(row["cells"][0]["quote"], "421 millions de dollars");
    assert_eq!(row["cells"][1]["quote"], "412 million dollars");
}

#[tokio::test]
async fn pages_are_what_the_command_line_writes() {
    let mut client = two_versions().await;
    let mut page = async |kind: &str| {
        let mut params = of(ENGLISH);
        params["page"] = json!(kind);
        client.call("copydesk/page", params).await.as_str().unwrap().to_owned()
    };
    assert!(page("facts-csv").await.starts_with("path,line,column,quote,"));
    assert!(page("facts-html").await.contains("412 million dollars"));
    let compared = page("compare-html").await;
    assert!(compared.contains("421 millions de dollars") && compared.contains("plant.fr.md"), "{compared}");
    assert!(!compared.contains("file:"), "{compared}");
}

#[tokio::test]
async fn an_article_is_told_its_date_and_language() {
    let mut client = two_versions().await;
    let mut set = async |uri: &str, field: &str, value: &str| {
        let mut params = of(uri);
        params["field"] = json!(field);
        params["value"] = json!(value);
        client.call("copydesk/setHead", params).await
    };
    let changed = set(ENGLISH, "date", "2024-05-18").await;
    let edit = &changed["changes"][ENGLISH][0];
    assert_eq!(
        (&edit["newText"], &edit["range"]["start"]),
        (&json!("2024-05-18"), &json!({ "line": 1, "character": 6 }))
    );
    let added = set(FRENCH, "language", "fr").await;
    assert_eq!(added["changes"][FRENCH][0]["newText"], "---\nlanguage: fr\n---\n\n");
    assert_eq!(set(FRENCH, "date", "tomorrow").await, Value::Null);
}
