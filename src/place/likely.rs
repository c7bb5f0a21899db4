//! How likely a place is meant by its name alone.

use super::gazetteer::{Place, PlaceKind};
use super::rules::divisions_named;

/// So likely is a place that is meant wherever its name is written and nothing speaks against it.
pub(super) const SURE: u32 = 6;

/// Stands for the country of what lies in none.
const NOWHERE: &str = "ZZ";

/// How likely a place is meant by its name alone, from 0 to 9.
pub(super) fn likely(place: &Place<'_>) -> u32 {
    let people = place.population;
    // What many languages have a name of their own for is known far beyond its people: Venice.
    let known = || {
        let mut names: Vec<&str> = place.names.iter().filter(|n| n.languages != 0).map(|n| n.text).collect();
        names.dedup();
        names.len() >= 5
    };
    match place.kind {
        // A desk lists what it writes of.
        PlaceKind::City | PlaceKind::Other | PlaceKind::Division if place.is_of_desk() => SURE,
        PlaceKind::Country => 9,
        // Seas, rivers and continents that lie in no one country are known by name to all.
        PlaceKind::Other if place.country == NOWHERE => SURE,
        PlaceKind::City if people >= 3_000_000 => 8,
        PlaceKind::City if people >= 300_000 => 7,
        PlaceKind::City if place.capital || known() => SURE,
        PlaceKind::City if people >= 100_000 => 5,
        PlaceKind::Division => match divisions_named(place.country) {
            2 => 7,
            _ if people >= 1_000_000 => 7,
            1 => 6,
            _ => 4,
        },
        PlaceKind::City => 3,
        PlaceKind::Other => 3,
        PlaceKind::District => 2,
        PlaceKind::Ward => 1,
    }
}
