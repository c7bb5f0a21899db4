//! What VS Code's extension says of the settings is what the program says of them: `UPDATE_DOCS=1 cargo test --test vscode`
//! writes the part of its manifest that lists them, and their descriptions in each language.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::checks::Code;
use copydesk::settings::describe::schema_in;
use serde_json::{Map, Value, json};

/// What the settings are grouped under, with the settings of the extension itself.
const GROUPS: [(&str, &[&str]); 4] = [
    ("general", &["language", "files", "currency", "units"]),
    ("checks", &["checks"]),
    ("style", &["style", "places"]),
    ("story", &["story"]),
];

fn extension(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode").join(name)
}

/// Every setting of the schema by its path, `stet` left out: it is written beside the articles, by a command.
fn leaves(schema: &Value) -> Vec<(String, &Value)> {
    let mut out = Vec::new();
    for (key, inner) in schema["properties"].as_object().expect("properties") {
        match inner["properties"].as_object() {
            _ if key == "stet" => {}
            None => out.push((key.clone(), inner)),
            Some(keys) => {
                for (below, inner) in keys {
                    match inner["properties"].as_object() {
                        None => out.push((format!("{key}.{below}"), inner)),
                        Some(last) => out.extend(last.iter().map(|(k, v)| (format!("{key}.{below}.{k}"), v))),
                    }
                }
            }
        }
    }
    out
}

/// A setting as VS Code has it. Null stands for one that is not set: `copydesk.toml` then has its say.
fn setting(path: &str, schema: &Value, order: usize) -> Value {
    let mut out = Map::new();
    let about = format!("%setting.{path}%");
    match (schema.get("enum"), schema["type"].as_str()) {
        (Some(words), _) => {
            let words = words.as_array().expect("words");
            let labels: Vec<Value> = std::iter::once(json!("%default%")).chain(words.iter().cloned()).collect();
            out.insert("type".into(), json!(["string", "null"]));
            out.insert("enum".into(), std::iter::once(Value::Null).chain(words.iter().cloned()).collect());
            out.insert("enumItemLabels".into(), labels.into());
            if path.starts_with("checks.") {
                let said = words.iter().map(|word| format!("%severity.{}%", word.as_str().expect("a word")));
                out.insert(
                    "enumDescriptions".into(),
                    std::iter::once("%default.long%".to_owned()).chain(said).collect(),
                );
            }
            out.insert("default".into(), Value::Null);
        }
        (None, Some("array")) => {
            out.insert("type".into(), json!("array"));
            out.insert("items".into(), schema["items"].clone());
            out.insert("default".into(), json!([]));
        }
        (None, Some("object")) => {
            out.insert("type".into(), json!("object"));
            out.insert("additionalProperties".into(), schema["additionalProperties"].clone());
            out.insert("default".into(), json!({}));
        }
        (None, Some("number")) => {
            out.insert("type".into(), json!(["number", "null"]));
            out.insert("minimum".into(), schema["minimum"].clone());
            out.insert("maximum".into(), schema["maximum"].clone());
            out.insert("default".into(), Value::Null);
        }
        _ => {
            out.insert("type".into(), json!("string"));
            out.insert("default".into(), json!(""));
        }
    }
    out.insert("scope".into(), json!("resource"));
    out.insert("order".into(), json!(order));
    out.insert("markdownDescription".into(), json!(about));
    Value::Object(out)
}

fn groups() -> Value {
    let schema = schema_in("en");
    let all = leaves(&schema);
    let mut out = Vec::new();
    for (at, (group, roots)) in GROUPS.iter().enumerate() {
        let mut properties = Map::new();
        if *group == "general" {
            let own = |about: &str, order| json!({ "markdownDescription": about, "order": order });
            let mut put = |name: &str, mut base: Value, more: Value| {
                for (key, value) in more.as_object().expect("an object") {
                    base[key] = value.clone();
                }
                properties.insert(format!("copydesk.{name}"), base);
            };
            put(
                "server.path",
                own("%own.server.path%", 0),
                json!({ "type": "string", "default": "", "scope": "machine-overridable" }),
            );
            put(
                "messages",
                own("%own.messages%", 1),
                json!({
                    "type": "string", "enum": ["auto", "en", "fr", "vi"], "default": "auto", "scope": "window",
                    "enumItemLabels": ["%own.messages.auto%", "English", "Français", "Tiếng Việt"],
                }),
            );
            put(
                "trace.server",
                own("%own.trace.server%", 100),
                json!({ "type": "string", "enum": ["off", "messages", "verbose"], "default": "off", "scope": "window" }),
            );
        }
        let mine = all.iter().filter(|(path, _)| roots.iter().any(|root| path.split('.').next() == Some(root)));
        let mut mine: Vec<_> = mine.collect();
        // Checks in the order in which they are told of, not by the alphabet.
        let rank = |path: &str| Code::ALL.iter().position(|code| path.strip_prefix("checks.") == Some(code.as_str()));
        mine.sort_by_key(|(path, _)| rank(path));
        for (order, (path, schema)) in mine.into_iter().enumerate() {
            properties.insert(format!("copydesk.{path}"), setting(path, schema, order + 10));
        }
        let id = if *group == "general" { "copydesk".to_owned() } else { format!("copydesk-{group}") };
        out.push(json!({ "id": id, "title": format!("%group.{group}%"), "order": at + 1, "properties": properties }));
    }
    out.into()
}

/// Writes a file anew, where asked; else holds that it is as it would be written.
fn holds(path: &Path, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, wanted).expect("the extension can be written");
    }
    let found = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{} is out of date: UPDATE_DOCS=1 cargo test --test vscode writes it", path.display());
}

#[test]
fn the_manifest_lists_every_setting() {
    let path = extension("package.json");
    let manifest = fs::read_to_string(&path).expect("a manifest").replace("\r\n", "\n");
    let (head, rest) = manifest.split_once("\n    \"configuration\": [").expect("settings");
    let (_, tail) = rest.split_once("\n    ]").expect("their end");
    let mut text = String::new();
    for line in serde_json::to_string_pretty(&groups()).expect("JSON").lines() {
        text.push_str(if text.is_empty() { "" } else { "\n    " });
        text.push_str(line);
    }
    holds(&path, &format!("{head}\n    \"configuration\": {text}{tail}"));
}

#[test]
fn settings_are_described_in_every_language() {
    for (file, language) in [("package.nls.json", "en"), ("package.nls.fr.json", "fr"), ("package.nls.vi.json", "vi")] {
        let path = extension(file);
        let found: Map<String, Value> =
            serde_json::from_str(&fs::read_to_string(&path).expect("descriptions")).expect("JSON");
        // What is written by hand, and then what is not.
        let mut lines: Vec<(String, String)> = found
            .iter()
            .filter(|(key, _)| !key.starts_with("setting."))
            .map(|(key, value)| (key.clone(), value.as_str().expect("a text").to_owned()))
            .collect();
        lines.sort();
        let schema = schema_in(language);
        for (setting, inner) in leaves(&schema) {
            lines.push((format!("setting.{setting}"), inner["description"].as_str().expect("a text").to_owned()));
        }
        let lines: Vec<String> =
            lines.iter().map(|(key, value)| format!("  {}: {}", json!(key), json!(value))).collect();
        holds(&path, &format!("{{\n{}\n}}\n", lines.join(",\n")));
    }
}

#[test]
fn everything_of_the_manifest_is_said_in_every_language() {
    let manifest = fs::read_to_string(extension("package.json")).expect("a manifest");
    let said = |file: &str| -> Map<String, Value> {
        serde_json::from_str(&fs::read_to_string(extension(file)).expect("descriptions")).expect("JSON")
    };
    let [english, french, vietnamese] = ["package.nls.json", "package.nls.fr.json", "package.nls.vi.json"].map(said);
    let keys: Vec<&str> = manifest.split("\"%").skip(1).filter_map(|rest| Some(rest.split_once("%\"")?.0)).collect();
    assert!(keys.len() > 60);
    for key in keys {
        for (language, table) in [("en", &english), ("fr", &french), ("vi", &vietnamese)] {
            assert!(table.contains_key(key), "{language}: {key}");
        }
    }
    assert!(english.keys().eq(french.keys()) && english.keys().eq(vietnamese.keys()));
}
