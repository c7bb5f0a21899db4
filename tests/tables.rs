//! The scripts that make the tables still make what is committed: from a piece of their packages, kept in
//! `tests/tables`, every value that they write must be the one in `src/tables`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Python, by the name that it has here; nothing where it has none.
fn python() -> Option<&'static str> {
    ["python3", "python"].into_iter().find(|name| Command::new(name).arg("--version").output().is_ok())
}

/// Value by code, year and month; "-" is none.
fn values(table: &str) -> HashMap<(String, String, usize), String> {
    let mut out = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(code), Some(year), Some(months)) = (columns.next(), columns.next(), columns.next()) else { continue };
        for (month, value) in months.split(' ').enumerate().filter(|(_, value)| *value != "-") {
            out.insert((code.to_owned(), year.to_owned(), month + 1), value.to_owned());
        }
    }
    out
}

#[test]
fn rates_are_what_the_script_makes_of_its_packages() {
    let Some(python) = python() else {
        println!("skipped: there is no python here");
        return;
    };
    let script = root().join("src/tables/make_rates.py");
    let made = Command::new(python).arg(script).arg("--from").arg(root().join("tests/tables/rates")).output();
    let made = made.expect("the script runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = String::from_utf8(made.stdout).expect("UTF-8");
    // Both tables come in one stream, each below its heading; the official one says so.
    let (market, official) = text.split_once("# Made by make_rates.py from npm").expect("both tables");
    for (made, name) in [(market, "rates.tsv"), (official, "rates-official.tsv")] {
        let committed = fs::read_to_string(root().join("src/tables").join(name)).expect("the table");
        let (made, committed) = (values(made), values(&committed));
        assert!(made.len() >= 2, "{name}: {} values", made.len());
        for (key, value) in &made {
            assert_eq!(committed.get(key), Some(value), "{name}: {key:?}");
        }
    }
    let market = values(market);
    for code in ["EUR", "JPY", "PLN", "VND"] {
        assert!(market.contains_key(&(code.to_owned(), "2024".to_owned(), 5)), "{code}");
    }
    // Neither years before the first, nor drawing rights.
    assert!(market.keys().all(|(code, year, _)| year == "2024" && code != "XDR"));
}

/// What the tables of units, currencies and rates add to the program, and what asking them first costs; `--nocapture`
/// shows both.
#[test]
fn the_tables_are_small_and_cost_no_start() {
    use copydesk::place::Gazetteer;
    use copydesk::units::{Currency, Measure, rates};

    let tables = ["units.tsv", "units-own.tsv", "units-equivalents.tsv", "rates.tsv", "rates-official.tsv"];
    let tables = tables.iter().chain(&["rates-parities.tsv"]).map(|name| root().join("src/tables").join(name));
    let names = fs::read_dir(root().join("src/languages")).expect("the languages").map(|language| {
        let language = language.expect("a folder").path();
        language.join("names.tsv")
    });
    let sizes: Vec<u64> = tables.chain(names).map(|path| fs::metadata(path).expect("a table").len()).collect();
    let all: u64 = sizes.iter().sum();
    let start = std::time::Instant::now();
    assert!(Measure::of_id("kilometer").is_some());
    let units = start.elapsed();
    // The gazetteer is read where it lies; a first name unpacks what it asks for.
    let start = std::time::Instant::now();
    assert!(Gazetteer::get().probe("hanoi").places.is_some());
    let places = start.elapsed();
    let size = fs::metadata(root().join("src/tables/places.bin")).expect("a table").len();
    println!("places: {size} bytes, opened and asked in {places:?}");
    assert!(size < 3_000_000 && places.as_millis() < 20, "{size} bytes, {places:?}");
    let start = std::time::Instant::now();
    let (dollar, dong) = (Currency::of_code("USD").expect("a code"), Currency::of_code("VND").expect("a code"));
    assert!(!rates::rates(dollar, dong, rates::Month { year: 2024, month: 5 }).is_empty());
    println!("tables: {all} bytes; units read in {units:?}, a first rate in {:?}", start.elapsed());
    assert!(all < 2_000_000, "{all} bytes");
    // A debug build is some ten times slower than what users have, and the machine may be busy.
    assert!(units.as_millis() < 200, "{units:?}");
}

#[test]
fn places_are_what_the_script_makes_of_its_packages() {
    use copydesk::place::{Gazetteer, fold};

    let Some(python) = python() else {
        println!("skipped: there is no python here");
        return;
    };
    let script = root().join("src/tables/make_places.py");
    let made = Command::new(python).arg(script).arg("--from").arg(root().join("tests/tables/places")).output();
    let made = made.expect("the script runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = String::from_utf8(made.stdout).expect("UTF-8");
    let table = Gazetteer::get();
    let mut seen = Vec::new();
    // By hand are more places than these packages have.
    for line in text.lines().filter(|line| !line.starts_with("own:")) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (source, number) = cells[0].split_once(':').expect("a source");
        let number: u64 = number.parse().expect("a number");
        let id = match (source, number) {
            ("vn", n @ ..100_000) => format!("vn:province-{n:02}"),
            ("vn", n @ ..200_000) => format!("vn:district-{:03}", n - 100_000),
            ("vn", n @ ..400_000) => format!("vn:ward-{:05}", n - 200_000),
            ("vn", n) => format!("vn:former-ward-{:05}", n - 400_000),
            ("wikidata", n) => format!("wikidata:Q{n}"),
            _ => cells[0].to_owned(),
        };
        let name = cells[7].split('|').next().expect("a name");
        let found = table.probe(&fold(name)).places.unwrap_or_default();
        let place =
            found.iter().filter_map(|id| table.place(*id)).find(|place| place.id().is_some_and(|own| own == id));
        let place = place.unwrap_or_else(|| panic!("{id} {name} is not in the table"));
        assert_eq!([place.kind.as_str(), place.country], [cells[1], cells[2]], "{line}");
        assert_eq!([place.population.to_string(), place.until.to_string()], [cells[3], cells[4]], "{line}");
        assert_eq!(place.merged.is_some(), cells[6] != "-", "{line}");
        for made in &cells[7..] {
            let mut parts = made.split('|');
            let (text, languages) = (parts.next().expect("a name"), parts.next().expect("languages"));
            let known = place.names.iter().find(|n| n.text == text && n.languages.to_string() == languages);
            let until = known.map(|n| n.until.to_string());
            assert_eq!(until.as_deref(), parts.nth(1), "{id}: {made}");
        }
        seen.push(id);
    }
    for id in ["geonames:1581130", "geonames:2643743", "vn:province-15", "vn:district-135", "wikidata:Q980"] {
        assert!(seen.iter().any(|other| other == id), "{id}: {seen:?}");
    }
}
