//! The settings described: the commented `copydesk.toml` that `init` writes, and the JSON Schema of the file.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{FILES, PlaceForm, VERSIONS};
use crate::checks::{Code, Severity};
use crate::language::Language;
use crate::messages::say;
use crate::units::System;

/// A setting: where it stands, what it may be, an example in TOML, what it does.
struct Setting {
    /// Empty for the top of the file.
    section: &'static str,
    key: &'static str,
    shape: Shape,
    example: String,
    /// The sentence of the catalogue that says what it does.
    about: &'static str,
}

enum Shape {
    Text,
    Texts,
    OneOf(Vec<&'static str>),
    SomeOf(Vec<&'static str>),
    /// A number from 0 to 1.
    Share,
    /// Lists of two texts.
    Pairs,
    /// Texts by any name.
    Named,
}

impl Shape {
    fn schema(&self) -> Value {
        match self {
            Shape::Text => json!({ "type": "string" }),
            Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Shape::OneOf(words) => json!({ "enum": words }),
            Shape::SomeOf(words) => json!({ "type": "array", "items": { "enum": words } }),
            Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
            Shape::Pairs => json!({
                "type": "array",
                "items": { "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 },
            }),
            Shape::Named => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        }
    }
}

fn settings() -> Vec<Setting> {
    let row =
        |section, key, shape, example: &str, about| Setting { section, key, shape, example: example.to_owned(), about };
    let list = |words: &[&str]| format!("[{}]", words.iter().map(|w| format!("{w:?}")).collect::<Vec<_>>().join(", "));
    let forms = || Shape::OneOf(PlaceForm::ALL.map(PlaceForm::as_str).to_vec());
    let systems = || Shape::SomeOf([System::Metric, System::Imperial].map(System::as_str).to_vec());
    let mut out = vec![
        row("", "language", Shape::OneOf(Language::all().map(Language::code).collect()), "\"en\"", "setting-language"),
        row("", "files", Shape::Texts, &list(&FILES), "setting-files"),
        row("currency", "tolerance", Shape::Share, "0.07", "setting-currency-tolerance"),
        row("currency", "into", Shape::Texts, &list(&["USD", "EUR"]), "setting-currency-into"),
        row("currency", "rates", Shape::Text, "\"rates.csv\"", "setting-currency-rates"),
        row("units", "into", systems(), &list(&["metric", "imperial"]), "setting-units-into"),
        row("style", "profile", Shape::OneOf(super::house::names().collect()), "\"vna-fr\"", "setting-style-profile"),
        row("style.fr", "places", forms(), "\"exonym\"", "setting-style-places"),
        row("places", "own", Shape::Text, "\"places.tsv\"", "setting-places-own"),
        row("places.prefer", "\"Hanoi\"", Shape::Named, "\"Hanoï\"", "setting-places-prefer"),
        row("story", "versions", Shape::Texts, &list(&VERSIONS), "setting-story-versions"),
        row(
            "story",
            "original",
            Shape::OneOf(Language::all().map(Language::code).collect()),
            "\"en\"",
            "setting-story-original",
        ),
        row("story", "apart", Shape::Pairs, "[[\"a.fr.md\", \"b.en.md\"]]", "setting-story-apart"),
    ];
    let severities: Vec<&'static str> = std::iter::once("off").chain(Severity::ALL.map(Severity::as_str)).collect();
    for code in Code::ALL {
        // The defaults that are two words ("error / warning") are no value; the first of them is.
        let default = code.default_severity().split(' ').next().unwrap_or("warning");
        out.push(row("checks", code.as_str(), Shape::OneOf(severities.clone()), &format!("{default:?}"), about(*code)));
    }
    out
}

/// The sentence that says what a check finds.
fn about(code: Code) -> &'static str {
    match code {
        Code::UnitConversion => "about-unit-conversion",
        Code::CurrencyConversion => "about-currency-conversion",
        Code::PartOfWhole => "about-part-of-whole",
        Code::SumOfParts => "about-sum-of-parts",
        Code::Percentage => "about-percentage",
        Code::Growth => "about-growth",
        Code::ListCount => "about-list-count",
        Code::RepeatedClaim => "about-repeated-claim",
        Code::RangeOrder => "about-range-order",
        Code::Date => "about-date",
        Code::ScaleWord => "about-scale-word",
        Code::Translation => "about-translation",
        Code::NumberFormat => "about-number-format",
        Code::PlaceVariant => "about-place-variant",
        Code::PlaceSpelling => "about-place-spelling",
        Code::PlaceStyle => "about-place-style",
        Code::PlaceRenamed => "about-place-renamed",
        Code::Settings => "about-settings",
        Code::StaleIgnore => "about-stale-ignore",
    }
}

const HEAD: &str = "\
# Settings of copydesk for this folder and those below. Every line that begins with `#` is an example or a default:
# take the `#` away to set it. `copydesk explain` tells what each check finds.
";

/// A `copydesk.toml` in which nothing is set and everything is shown.
pub fn template() -> String {
    let mut out = String::from(HEAD);
    let mut rows = settings();
    // The checks come after the language and the files, as people look for them first.
    let order = |section: &str| match section {
        "" => 0,
        "checks" => 1,
        _ => 2,
    };
    rows.sort_by_key(|row| order(row.section));
    let mut section = "";
    for row in &rows {
        if row.section != section {
            section = row.section;
            let _ = write!(out, "\n[{section}]\n");
        } else if section.is_empty() {
            out.push('\n');
        }
        if section == "checks" && row.key == Code::ALL[0].as_str() {
            out.push_str("# off, hint, information, warning or error.\n");
        }
        // The list of checks stays a list; `copydesk explain` tells of each.
        let about = if section == "checks" { String::new() } else { say(row.about, "en").into_owned() };
        for line in wrapped(&about) {
            let _ = writeln!(out, "# {line}");
        }
        let _ = writeln!(out, "#{} = {}", row.key, row.example);
    }
    out.push_str(
        "\n# A finding that was looked at and is left as it is:\n#[[stet]]\n#path = \"a.fr.md\"\n\
         #code = \"currency-conversion\"\n#quote = \"58,3 milliards de dollars\"\n\
         #note = \"official rate, checked with the ministry\"\n",
    );
    out
}

/// The JSON Schema of `copydesk.toml`, in English.
pub fn schema() -> Value {
    schema_in("en")
}

/// The JSON Schema of `copydesk.toml`, described in `language`.
pub fn schema_in(language: &str) -> Value {
    let mut root = Map::new();
    for row in settings() {
        let mut inner = row.shape.schema();
        inner["description"] = say(row.about, language).into();
        let path: Vec<&str> = row.section.split('.').filter(|part| !part.is_empty()).collect();
        match (&path[..], &row.shape) {
            ([], _) => {
                root.insert(row.key.to_owned(), inner);
            }
            ([first, second], Shape::Named) => {
                put(&mut root, first, second, inner);
            }
            // `[style.fr]` stands for a section of any language.
            ([first, _], _) => {
                let inside = json!({
                    "type": "object", "properties": { row.key: inner }, "additionalProperties": false,
                });
                for language in Language::all().map(Language::code) {
                    put(&mut root, first, language, inside.clone());
                }
            }
            ([first, ..], _) => {
                put(&mut root, first, row.key, inner);
            }
        }
    }
    let text = json!({ "type": "string" });
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    root.insert(
        "stet".to_owned(),
        json!({
            "description": say("setting-stet", language),
            "type": "array",
            "items": {
                "type": "object",
                "properties": { "path": text, "code": { "enum": codes }, "quote": text, "note": text },
                "required": ["path", "code", "quote"],
                "additionalProperties": false,
            },
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copydesk.toml",
        "type": "object",
        "properties": root,
        "additionalProperties": false,
    })
}

/// Adds a key to a section, which is made where it is not there yet.
fn put(root: &mut Map<String, Value>, section: &str, key: &str, schema: Value) {
    let table = root
        .entry(section)
        .or_insert_with(|| json!({ "type": "object", "properties": {}, "additionalProperties": false }));
    table["properties"][key] = schema;
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 110 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::Layer;
    use super::*;

    #[test]
    fn the_template_sets_nothing_and_its_examples_are_right() {
        let template = template();
        assert_eq!(Layer::from_toml(&template), (Layer::default(), Vec::new()));
        // Every line that is an example, without its `#`.
        let set: String = template
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .map(|line| format!("{line}\n"))
            .collect();
        let (layer, problems) = Layer::from_toml(&set);
        assert_eq!(problems, Vec::new(), "{set}");
        assert_eq!(layer.checks.len(), Code::ALL.len());
        assert!(layer.tolerance.is_some() && layer.stet.len() == 1 && layer.prefer.len() == 1, "{set}");
    }

    #[test]
    fn every_setting_is_described_in_every_language() {
        for language in crate::messages::languages() {
            for row in settings() {
                assert_ne!(say(row.about, language), row.about, "{language}");
            }
        }
    }

    #[test]
    fn the_schema_knows_every_section() {
        let schema = schema();
        for key in super::super::read::TOP {
            assert!(schema["properties"][key].is_object(), "{key}");
        }
        assert_eq!(schema["properties"]["checks"]["properties"]["growth"]["enum"][0], "off");
        assert_eq!(schema["properties"]["style"]["properties"]["fr"]["properties"]["places"]["enum"][0], "exonym");
    }
}
