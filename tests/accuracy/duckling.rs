//! Duckling's corpora: a row is a phrase that is a figure as a whole, hedge and all.

use copydesk::text::Span;
use serde::Deserialize;
use serde_json::Number as Json;

use crate::model::{Case, Expect, Gold, Kind, decimal};
use crate::units::{Family, Names};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    dim: String,
    expect: String,
    text: String,
    unit: Option<String>,
    value: Option<Json>,
    from: Option<Json>,
    to: Option<Json>,
}

/// Reads one row.
///
/// # Errors
/// Why it is none.
pub fn case(line: &str, names: &mut Names) -> Result<Case, String> {
    let row: Row = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let (kind, family) = match row.dim.as_str() {
        "Numeral" => (Kind::Number, None),
        "Ordinal" => (Kind::Ordinal, None),
        "AmountOfMoney" => (Kind::Money, Some(Family::Money)),
        "Distance" | "Volume" | "Quantity" => (Kind::Dimension, Some(Family::Measure)),
        "Temperature" => (Kind::Temperature, Some(Family::Measure)),
        "Duration" => (Kind::Duration, Some(Family::Measure)),
        other => return Err(format!("unknown dimension {other}")),
    };
    let number = |json: &Option<Json>| json.as_ref().and_then(|n| decimal(&n.to_string()));
    let expect = match (number(&row.value), number(&row.from), number(&row.to)) {
        (Some(value), ..) => Expect::Value(value),
        (None, None, None) => Expect::Unsaid,
        (None, low, high) => Expect::Ends(low, high),
    };
    let unit = row.unit.as_deref().zip(family).map(|(unit, family)| names.wanted(family, unit, true));
    let skip = (row.expect == "latent").then_some("a reading that Duckling itself takes only when asked for");
    let trimmed = row.text.trim();
    let start = row.text.find(trimmed).unwrap_or(0);
    let span = Span::new(start, start + trimmed.len());
    let golds = if row.expect == "nomatch" { Vec::new() } else { vec![Gold { span, kind, expect, unit, skip }] };
    Ok(Case { id: row.id, suite: "duckling", language: row.lang, text: row.text, golds, asks: Some(kind) })
}
