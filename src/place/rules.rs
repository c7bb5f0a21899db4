//! What holds for a country's places in every language: `tables/place-rules.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::gazetteer::Place;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    bare: BTreeMap<String, String>,
    spoken: BTreeMap<String, Vec<String>>,
    divisions: Divisions,
    names: Names,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    families: Vec<String>,
    syllables: Vec<String>,
    seats: Vec<String>,
    doubtful: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Divisions {
    known: Vec<String>,
    great: Vec<String>,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| toml::from_str(include_str!("../tables/place-rules.toml")).unwrap_or_default())
}

/// The language that a place's names are written in, where other languages write them without their accents.
pub fn bare_abroad(place: &Place<'_>) -> Option<&'static str> {
    home_of(place.country)
}

/// [`bare_abroad`] for the places of a country.
pub(super) fn home_of(country: &str) -> Option<&'static str> {
    rules().bare.get(country).map(String::as_str)
}

/// Whether a country's places have their names in this language, which then keeps their accents.
pub(super) fn is_spoken(language: &str, country: &str) -> bool {
    rules().spoken.get(language).is_some_and(|countries| countries.iter().any(|code| code == country))
}

/// Whether towns of this country are called like families.
pub(super) fn has_family_towns(country: &str) -> bool {
    rules().names.families.iter().any(|code| code == country)
}

/// Whether this country's places have names of few syllables, so that any two of them are those of some village.
pub(super) fn has_names_in_syllables(country: &str) -> bool {
    rules().names.syllables.iter().any(|code| code == country)
}

/// Whether news says this city for the government that sits there, though its name is a person's as well.
pub(super) fn is_seat(place: &Place<'_>) -> bool {
    place.id().is_some_and(|id| rules().names.seats.contains(&id))
}

/// Names, in lower case, that are first of all something else in every language.
pub(super) fn doubtful() -> &'static [String] {
    &rules().names.doubtful
}

/// Whether a language is one whose names others write without accents.
pub(super) fn is_home(language: &str) -> bool {
    rules().bare.values().any(|home| home == language)
}

/// Whether news names this country's divisions without saying that they are some: 2 as often as a great city, 1 often.
pub(super) fn divisions_named(country: &str) -> u8 {
    let has = |list: &[String]| list.iter().any(|code| code == country);
    let divisions = &rules().divisions;
    if has(&divisions.great) { 2 } else { u8::from(has(&divisions.known)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_can_be_read() {
        assert_eq!(super::rules().bare.len(), 1);
        assert_eq!(
            (super::divisions_named("VN"), super::divisions_named("US"), super::divisions_named("FR")),
            (2, 1, 0)
        );
    }
}
