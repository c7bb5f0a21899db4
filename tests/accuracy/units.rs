//! The suites' names of units, and ours for them (`units.tsv`).

use std::collections::{BTreeMap, BTreeSet};

use copydesk::number::Number;
use copydesk::units::Unit;

/// What a unit belongs to: "Pound" is money in one model and a weight in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    Money,
    Measure,
}

/// A unit that a suite wants.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub name: String,
    /// Any of these is right; none where the suite says that there is no unit.
    pub ours: Vec<Unit>,
    /// How many of ours one of theirs is: 0.01 for "Cent".
    pub times: Number,
    /// Any unit of theirs is right, so none is judged.
    pub any: bool,
    /// The suite writes every value in a unit of its own choice (grams for kilograms): what converts is right.
    pub converts: bool,
}

impl Wanted {
    /// That there is no unit.
    pub fn none() -> Self {
        Self { name: "no unit".to_owned(), ours: Vec::new(), times: Number::ONE, any: false, converts: false }
    }

    /// Exactly this one of ours.
    pub fn one(unit: Unit) -> Self {
        Self { name: unit.identifier(), ours: vec![unit], ..Self::none() }
    }
}

/// The table, by family and name in small letters.
pub struct Names {
    rows: BTreeMap<(Family, String), (Vec<Unit>, Number, bool)>,
    /// Names that the suites use and the table lacks.
    pub unknown: BTreeSet<String>,
}

impl Names {
    /// # Errors
    /// The first line that cannot be read.
    pub fn read(table: &str) -> Result<Self, String> {
        let mut rows = BTreeMap::new();
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let bad = || format!("units.tsv: {line}");
            let mut cells = line.split('\t');
            let (family, name, ours) = (cells.next(), cells.next().ok_or_else(bad)?, cells.next().ok_or_else(bad)?);
            let family = match family {
                Some("money") => Family::Money,
                Some("measure") => Family::Measure,
                _ => return Err(bad()),
            };
            let times = cells.next().map_or(Some(Number::ONE), |t| Number::ratio(t).ok()).ok_or_else(bad)?;
            let any = ours == "?";
            let ours = match ours {
                "?" => Vec::new(),
                list => list.split(' ').map(Unit::of_identifier).collect::<Option<_>>().ok_or_else(bad)?,
            };
            rows.insert((family, name.to_lowercase()), (ours, times, any));
        }
        Ok(Self { rows, unknown: BTreeSet::new() })
    }

    /// What a suite's name stands for. A name that the table lacks is remembered and not judged.
    pub fn wanted(&mut self, family: Family, name: &str, converts: bool) -> Wanted {
        match self.rows.get(&(family, name.to_lowercase())) {
            Some((ours, times, any)) => {
                Wanted { name: name.to_owned(), ours: ours.clone(), times: times.clone(), any: *any, converts }
            }
            None => {
                self.unknown.insert(name.to_owned());
                Wanted { name: name.to_owned(), any: true, converts, ..Wanted::none() }
            }
        }
    }
}
