//! The JSON Schemas (draft 2020-12) of what is written as JSON. `tests/schemas.rs` holds every report to them.

use serde_json::{Value, json};

use crate::checks::{Code, Severity};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Of `check --format json`.
pub fn check() -> Value {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let related = object(
        "Another place that the finding speaks of; in another file where a version disagrees.",
        &with_place(json!({ "message": { "type": "string" } })),
    );
    let fix = object(
        "A correction that is offered. Its edits are made together.",
        &json!({
            "title": { "type": "string" },
            "safe": { "type": "boolean", "description": "No value changes: --fix applies it." },
            "edits": { "type": "array", "items": object("Replaces bytes of a file.", &json!({
                "path": path(),
                "bytes": bytes(),
                "text": { "type": "string" },
            })) },
        }),
    );
    let finding = object(
        "One faulty place.",
        &with_place(json!({
            "code": { "enum": codes },
            "severity": { "enum": Severity::ALL.map(Severity::as_str) },
            "message": { "type": "string" },
            "related": { "type": "array", "items": related },
            "fixes": { "type": "array", "items": fix },
        })),
    );
    let file = object(
        "An article that was checked.",
        &json!({
            "path": path(),
            "language": language(),
            "date": { "type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
            "date-from": { "enum": ["--date", "front matter", "dateline", "file name", null] },
            "story": { "type": ["string", "null"], "description": "What the versions of its story share." },
        }),
    );
    whole("copydesk check --format json", &json!({ "files": list(file), "findings": list(finding) }))
}

/// Of `facts --format json`.
pub fn facts() -> Value {
    let number = || json!({ "type": ["string", "null"], "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$" });
    let mut figure = object(
        "A figure of an article.",
        &json!({
            "path": path(),
            "bytes": bytes(),
            "quote": { "type": "string" },
            "language": language(),
            "kind": { "enum": [
                "cardinal", "ordinal", "percent", "percentage-point", "money", "measure", "ratio", "fraction",
                "multiple", "date", "time", "score", "identifier",
            ] },
            "value": { "type": ["string", "null"], "description": "An exact decimal, a fraction, or a date as far as written." },
            "low": number(),
            "high": number(),
            "unit": { "type": ["string", "null"], "description": "ISO 4217, a CLDR unit identifier, or copydesk's own." },
            "of": number(),
            "hedge": { "enum": ["about", "more-than", "at-least", "less-than", "at-most", "nearly", null] },
            "noun": { "type": ["string", "null"] },
            "sentence": { "type": "string" },
        }),
    );
    // Only a date without its year has it.
    figure["properties"]["resolved"] =
        json!({ "type": "string", "description": "The date as the article's completes it." });
    let place = object(
        "A mention of a place.",
        &json!({
            "path": path(),
            "bytes": bytes(),
            "quote": { "type": "string" },
            "id": { "type": ["string", "null"] },
            "name": { "type": "string" },
            "country": { "type": "string" },
            "kind": { "enum": ["country", "division", "city", "district", "ward", "other"] },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 },
        }),
    );
    whole("copydesk facts --format json", &json!({ "figures": list(figure), "places": list(place) }))
}

/// Of `compare --format json`.
pub fn compare() -> Value {
    let mut cell = object("Where the figure stands in a version.", &with_place(json!({})));
    cell["type"] = json!(["object", "null"]);
    let row = object(
        "A figure in all versions, in the order of the files.",
        &json!({
            "state": { "enum": ["alone", "same", "hint", "differs"] },
            "message": { "type": ["string", "null"] },
            "figures": { "type": "array", "items": cell },
        }),
    );
    let file = object("A version.", &json!({ "path": path(), "language": language() }));
    whole("copydesk compare --format json", &json!({ "files": list(file), "rows": list(row) }))
}

/// An object that has all of these and nothing else.
fn object(description: &str, properties: &Value) -> Value {
    let names: Vec<&String> = properties.as_object().into_iter().flat_map(|all| all.keys()).collect();
    json!({
        "type": "object", "description": description,
        "properties": properties, "required": names, "additionalProperties": false,
    })
}

fn whole(title: &str, lists: &Value) -> Value {
    let mut properties = lists.clone();
    properties["version"] = json!({ "const": 1 });
    properties["errors"] =
        list(object("A file that could not be used.", &json!({ "path": path(), "message": { "type": "string" } })));
    let mut schema = object("Lines and columns count from 1, bytes from the true start of a file.", &properties);
    schema["$schema"] = DRAFT.into();
    schema["title"] = title.into();
    schema
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// Properties with those of a place in a file.
fn with_place(mut properties: Value) -> Value {
    let point = || {
        let from_one = json!({ "type": "integer", "minimum": 1 });
        object("A place between characters.", &json!({ "line": from_one, "column": from_one }))
    };
    properties["path"] = path();
    properties["bytes"] = bytes();
    properties["start"] = point();
    properties["end"] = point();
    properties["quote"] = json!({ "type": "string", "description": "Exactly these bytes." });
    properties
}

fn path() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn bytes() -> Value {
    json!({ "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2 })
}

fn language() -> Value {
    json!({ "type": ["string", "null"], "pattern": "^[a-z]{2,3}$" })
}
