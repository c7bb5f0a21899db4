//! Ready house styles: `tables/houses.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::PlaceForm;

/// What a house writes where the desk says nothing itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The form of place names, by language code.
    #[serde(default)]
    pub places: BTreeMap<String, PlaceForm>,
    /// Place names by the form that the house wants instead.
    #[serde(default)]
    pub prefer: BTreeMap<String, String>,
}

fn houses() -> &'static BTreeMap<String, House> {
    static HOUSES: OnceLock<BTreeMap<String, House>> = OnceLock::new();
    HOUSES.get_or_init(|| toml::from_str(include_str!("../tables/houses.toml")).unwrap_or_default())
}

/// The house of a name of `[style] profile`.
pub fn house(name: &str) -> Option<&'static House> {
    houses().get(name)
}

/// The names of the houses, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    houses().keys().map(String::as_str)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_can_be_read() {
        let read =
            toml::from_str::<std::collections::BTreeMap<String, super::House>>(include_str!("../tables/houses.toml"));
        assert!(read.is_ok(), "{:?}", read.err());
        assert!(super::names().any(|name| name == "vna-fr") && super::house("nowhere").is_none());
    }
}
