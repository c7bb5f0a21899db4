//! quantulum3's tests: sentences with every number in them, in whatever unit.

use serde::Deserialize;
use serde_json::Number as Json;

use crate::model::{Case, Expect, Gold, Kind, bytes, decimal};
use crate::units::{Family, Names, Wanted};
use copydesk::units::Unit;

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    value: Json,
    unit: String,
    uncertainty: Option<Json>,
}

/// Reads one row.
///
/// # Errors
/// Why it is none.
pub fn case(line: &str, names: &mut Names) -> Result<Case, String> {
    let row: Row = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let mut golds = Vec::new();
    for entity in &row.entities {
        let span = bytes(&row.text, entity.start, entity.end).ok_or("a span outside the text")?;
        let value = decimal(&entity.value.to_string()).ok_or("no decimal")?;
        // A range is its middle and what it may be off by.
        let expect = match entity.uncertainty.as_ref().and_then(|u| decimal(&u.to_string())) {
            Some(off) if !off.is_zero() => Expect::Ends(Some(&value - &off), Some(&value + &off)),
            _ => Expect::Value(value),
        };
        let (kind, unit) = unit(&entity.unit, names);
        golds.push(Gold { span, kind, expect, unit: Some(unit), skip: None });
    }
    Ok(Case { id: row.id, suite: "quantulum", language: row.lang, text: row.text, golds, asks: None })
}

/// What a unit's name makes of a figure.
fn unit(name: &str, names: &mut Names) -> (Kind, Wanted) {
    match name {
        "dimensionless" => return (Kind::Number, Wanted::none()),
        "percentage" => return (Kind::Percent, Wanted::one(Unit::Percent)),
        _ => {}
    }
    let measure = names.wanted(Family::Measure, name, false);
    let quantity = measure.ours.iter().find_map(|u| if let Unit::Measure(m) = u { Some(m.quantity()) } else { None });
    match quantity {
        Some("temperature") => (Kind::Temperature, measure),
        Some("duration") => (Kind::Duration, measure),
        Some(_) => (Kind::Dimension, measure),
        None if measure.ours.is_empty() => (Kind::Dimension, measure),
        // Money stands in the same table: quantulum does not say which a unit is.
        None => (Kind::Money, measure),
    }
}
