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
    ("centimeter", "length", "0.01", System::Metric),
    ("millimeter", "length", "0.001", System::Metric),
    ("nautical-mile", "length", "1852", System::Metric),
    ("inch", "length", "0.0254", System::Metric),
    ("yard", "length", "0.9144", System::Metric),
    ("hectare", "area", "10000", System::Metric),
    ("acre", "area", "4046.8564224", System::Metric),
    ("square-kilometer", "area", "1000000", System::Metric),
    ("square-meter", "area", "1", System::Metric),
    ("square-mile", "area", "2589988.110336", System::Metric),
    ("square-foot", "area", "0.09290304", System::Metric),
    ("cubic-meter", "volume", "1", System::Metric),
    ("cubic-kilometer", "volume", "1000000000", System::Metric),
    ("cubic-foot", "volume", "0.028316846592", System::Metric),
    ("liter", "volume", "0.001", System::Metric),
    ("milliliter", "volume", "0.000001", System::Metric),
    ("gallon", "volume", "0.003785411784", System::Metric),
    ("gallon-imperial", "volume", "0.00454609", System::Metric),
    ("barrel", "volume", "0.158987294928", System::Metric),
    ("kilogram", "mass", "1", System::Metric),
    ("gram", "mass", "0.001", System::Metric),
    ("milligram", "mass", "0.000001", System::Metric),
    ("tonne", "mass", "1000", System::Metric),
    ("ton", "mass", "907.18474", System::Metric),
    ("pound", "mass", "0.45359237", System::Metric),
    ("ounce", "mass", "0.028349523125", System::Metric),
    ("ounce-troy", "mass", "0.0311034768", System::Metric),
    ("stone", "mass", "6.35029318", System::Metric),
    ("kilometer-per-hour", "q-kilometer-per-hour", "1", System::Metric),
    ("mile-per-hour", "q-mile-per-hour", "1", System::Metric),
    ("meter-per-second", "q-meter-per-second", "1", System::Metric),
    ("knot", "speed", "463/900", System::Metric),
    ("celsius", "temperature", "1", System::Metric),
    ("fahrenheit", "temperature", "5/9", System::Metric),
    ("watt", "power", "1", System::Metric),
    ("kilowatt", "power", "1000", System::Metric),
    ("megawatt", "power", "1000000", System::Metric),
    ("gigawatt", "power", "1000000000", System::Metric),
    ("kilowatt-hour", "energy", "3600000", System::Metric),
    ("megawatt-hour", "energy", "3600000000", System::Metric),
    ("gigawatt-hour", "energy", "3600000000000", System::Metric),
    ("terawatt-hour", "energy", "3600000000000000", System::Metric),
    ("twenty-foot-equivalent-unit", "container-capacity", "1", System::Metric),
    ("carat", "mass", "0.0002", System::Metric),
    ("second", "duration", "1", System::Metric),
    ("minute", "duration", "60", System::Metric),
    ("hour", "duration", "3600", System::Metric),
    ("day", "duration", "86400", System::Metric),
    ("week", "duration", "604800", System::Metric),
    ("megabyte", "digital", "8000000", System::Metric),
    ("gigabyte", "digital", "8000000000", System::Metric),
    ("terabyte", "digital", "8000000000000", System::Metric),
    ("basis-point", "portion", "0.0001", System::Metric),
    ("hectoliter", "volume", "0.1", System::Metric),
    ("quintal", "mass", "100", System::Metric),
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
