//! Physical units: what they measure and how they convert, exactly.

use crate::number::{Interval, Number};

/// A row of the unit table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(u16);

/// The systems of units that a hover can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    Metric,
    /// Feet, miles, pounds: shared by Britain and the United States.
    Imperial,
    /// Time, angles, counts: in use with both.
    Both,
    /// Units of a country or a trade: mẫu, barrel, carat.
    Local,
}

// A stand-in until the table is made; the first column is the contract's identifier.
const STAND_IN: &[(&str, &str, &str, System)] = &[
    ("meter", "length", "1", System::Metric),
    ("kilometer", "length", "1000", System::Metric),
    ("mile", "length", "1609.344", System::Imperial),
    ("foot", "length", "0.3048", System::Imperial),
    ("month", "duration", "2629746", System::Both),
    ("year", "duration", "31556952", System::Both),
];

impl Measure {
    /// The unit with this identifier: CLDR's without its category ("kilometer", "square-meter"), or our own.
    pub fn of_id(id: &str) -> Option<Self> {
        STAND_IN.iter().position(|row| row.0 == id).and_then(|i| u16::try_from(i).ok()).map(Self)
    }

    pub fn id(self) -> &'static str {
        STAND_IN[self.0 as usize].0
    }

    /// What it measures: "length", "area", "mass", "duration"… Units convert within one quantity.
    pub fn quantity(self) -> &'static str {
        STAND_IN[self.0 as usize].1
    }

    pub fn system(self) -> System {
        STAND_IN[self.0 as usize].3
    }

    /// `value` of this unit in `to`; nothing where they measure different things.
    pub fn convert(self, value: &Number, to: Measure) -> Option<Number> {
        if self.quantity() != to.quantity() {
            return None;
        }
        let factor = |m: Measure| Number::ratio(STAND_IN[m.0 as usize].2).ok();
        (value * &factor(self)?).over(&factor(to)?)
    }

    /// Both ends of an interval in `to`.
    pub fn convert_interval(self, interval: &Interval, to: Measure) -> Option<Interval> {
        let end = |n: &Option<Number>| n.as_ref().map(|n| self.convert(n, to));
        match (end(&interval.low), end(&interval.high)) {
            (Some(None), _) | (_, Some(None)) => None,
            (low, high) => Some(Interval { low: low.flatten(), high: high.flatten() }),
        }
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
