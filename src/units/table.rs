//! The table of units: read once from `src/tables`, rates made of two rows as they are asked for.
//!
//! Two files with the same columns (`id quantity factor offset base system`, a source behind them in our own):
//! `units.tsv` from CLDR by `make_units.py`, `units-own.tsv` by hand. Neither lists rates: there would be tens of
//! thousands. `X-per-Y` is made of the rows X and Y, once, and kept for good; no more can come to exist than pairs
//! of rows, and only those that packs and settings name do.

use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use super::System;
use crate::number::Number;

const CLDR: &str = include_str!("../tables/units.tsv");
const OWN: &str = include_str!("../tables/units-own.tsv");

/// Rates that have a quantity of their own: above, below, name, and whether they stand the other way up
/// (kilometers per liter for liters per kilometer). All others are called "mass-per-area" and the like.
const RATES: &[(&str, &str, &str, bool)] = &[
    ("length", "duration", "speed", false),
    ("duration", "length", "speed", true),
    ("length", "square-duration", "acceleration", false),
    ("volume", "length", "consumption", false),
    ("length", "volume", "consumption", true),
    ("energy", "length", "electric-consumption", false),
    ("length", "energy", "electric-consumption", true),
    ("energy", "duration", "power", false),
    ("force", "area", "pressure", false),
    ("angle", "duration", "frequency", false),
];

/// A unit: what it is called and how it gets to the base unit of its quantity.
pub struct Row {
    pub id: &'static str,
    pub quantity: &'static str,
    pub system: System,
    source: Source,
}

enum Source {
    /// The columns `factor` and `offset`; parsed when asked for, since an article uses few units. (A cell that kept
    /// them would make every map with a unit in its key look mutable.)
    Written {
        factor: &'static str,
        offset: &'static str,
    },
    Rate {
        above: &'static Row,
        below: &'static Row,
        inverse: bool,
    },
}

/// The way to the base unit: `offset + factor × value`, or `factor ÷ value` where `inverse`.
pub struct Scale {
    pub factor: Number,
    pub offset: Number,
    pub inverse: bool,
}

impl Row {
    fn new(id: &'static str, quantity: &'static str, system: System, source: Source) -> Self {
        Self { id, quantity, system, source }
    }

    /// A line of a table; nothing for comments and for lines without their columns.
    fn of_line(line: &'static str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut columns = line.split('\t');
        let (id, quantity) = (columns.next()?, columns.next()?);
        let (factor, offset, _base) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Self::new(id, quantity, System::of_name(columns.next()?)?, Source::Written { factor, offset }))
    }

    /// The way to the base unit; nothing where the table is at fault (a test sees to that) or a rate has no sense.
    pub fn scale(&self) -> Option<Scale> {
        match self.source {
            Source::Written { factor, offset } => {
                let (factor, offset) = (Number::ratio(factor).ok()?, Number::ratio(offset).ok()?);
                Some(Scale { factor, offset, inverse: false })
            }
            Source::Rate { above, below, inverse } => {
                // A rate of degrees is one of differences: its offset plays no part.
                let (above, below) = (above.scale()?.factor, below.scale()?.factor);
                let factor = if inverse { below.over(&above) } else { above.over(&below) }?;
                Some(Scale { factor, offset: Number::ZERO, inverse })
            }
        }
    }

    /// Above and below of a rate.
    pub fn parts(&self) -> Option<(&'static Row, &'static Row)> {
        match self.source {
            Source::Written { .. } => None,
            Source::Rate { above, below, .. } => Some((above, below)),
        }
    }
}

struct Table {
    rows: Vec<Row>,
    places: HashMap<&'static str, usize, foldhash::fast::FixedState>,
}

/// Well below a millisecond, once.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Vec<Row> = CLDR.lines().chain(OWN.lines()).filter_map(Row::of_line).collect();
        let places = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        Table { rows, places }
    })
}

/// The rows of the files, in their order; no rates.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    table().rows.iter()
}

/// The unit with this identifier, a row or a rate of two.
pub fn of_id(id: &str) -> Option<&'static Row> {
    let table = table();
    if let Some(&place) = table.places.get(id) {
        return table.rows.get(place);
    }
    // From the right, since "part-per-1e6" is a row.
    let (above, below) = id.rsplit_once("-per-")?;
    let row = |id| table.places.get(id).and_then(|&place| table.rows.get(place));
    rate(row(above)?, row(below)?)
}

/// `above` for each `below`; nothing where one of them is a rate already, or is written like one below.
pub fn rate(above: &'static Row, below: &'static Row) -> Option<&'static Row> {
    type Rates = RwLock<HashMap<(&'static str, &'static str), &'static Row, foldhash::fast::FixedState>>;
    static MADE: OnceLock<Rates> = OnceLock::new();

    if above.parts().is_some() || below.parts().is_some() || below.id.contains("-per-") {
        return None;
    }
    let key = (above.id, below.id);
    let made = MADE.get_or_init(Rates::default);
    if let Some(row) = made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Some(row);
    }
    let mut made = made.write().unwrap_or_else(PoisonError::into_inner);
    Some(made.entry(key).or_insert_with(|| Box::leak(Box::new(new_rate(above, below)))))
}

fn new_rate(above: &'static Row, below: &'static Row) -> Row {
    let id: &'static str = format!("{}-per-{}", above.id, below.id).leak();
    let system = above.system.beside(below.system);
    let named = RATES.iter().find(|rate| (rate.0, rate.1) == (above.quantity, below.quantity));
    let (quantity, inverse) = match named {
        Some(&(_, _, name, inverse)) => (name, inverse),
        // Grams in a kilogram are parts in a thousand.
        None if above.quantity == below.quantity => ("portion", false),
        None => (&*format!("{}-per-{}", above.quantity, below.quantity).leak(), false),
    };
    Row::new(id, quantity, system, Source::Rate { above, below, inverse })
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn every_line_is_a_unit_and_no_id_stands_twice() {
        let lines = CLDR.lines().chain(OWN.lines()).filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        assert_eq!(rows().map(|row| row.id).collect::<HashSet<_>>().len(), lines);
        for row in rows() {
            let scale = row.scale().unwrap_or_else(|| panic!("{}", row.id));
            assert!(scale.factor > Number::ZERO, "{}", row.id);
            assert!(!row.id.contains("-per-") || row.id.starts_with("part-per-1e"), "{}", row.id);
        }
    }

    #[test]
    fn a_quantity_has_one_base_and_own_rows_a_source() {
        let mut bases = HashMap::new();
        for line in CLDR.lines().chain(OWN.lines()).filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            let base = bases.entry(columns[1]).or_insert(columns[4]);
            assert_eq!(*base, columns[4], "{}", columns[0]);
        }
        for line in OWN.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.split('\t').nth(6).is_some_and(|source| source.len() > 5), "{line}");
        }
    }

    #[test]
    fn a_rate_is_made_once() {
        let one = of_id("kilogram-per-hectare").expect("a rate");
        assert!(std::ptr::eq(one, of_id("kilogram-per-hectare").expect("a rate")));
        assert_eq!(one.quantity, "mass-per-area");
        for bad in ["", "-per-", "kilogram-per-", "-per-hectare", "kilogram-per-hectare-per-year", "per", "Kilogram"] {
            assert!(of_id(bad).is_none(), "{bad}");
        }
    }

    /// The room's promise is less than a millisecond; `--nocapture` shows the time.
    #[test]
    fn reading_the_files_is_quick() {
        let start = std::time::Instant::now();
        let rows: Vec<Row> = CLDR.lines().chain(OWN.lines()).filter_map(Row::of_line).collect();
        let places: HashMap<_, _> = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        println!("{} units in {:?}", places.len(), start.elapsed());
        assert!(places.len() > 400);
    }
}
