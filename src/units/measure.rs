//! Physical units: what they measure and how they convert, exactly.

use super::System;
use super::table::{self, Row, Scale};
use crate::number::{Interval, Number};

/// A unit: a row of the table or a rate of two. Small, copied freely, compared by identity.
///
/// # Examples
/// ```
/// use copydesk::{number::Number, units::Measure};
/// let (mile, kilometer) = (Measure::of_id("mile").unwrap(), Measure::of_id("kilometer").unwrap());
/// assert_eq!(mile.convert(&Number::from(5), kilometer).unwrap().to_string(), "8.04672");
/// ```
#[derive(Clone, Copy)]
pub struct Measure(&'static Row);

impl Measure {
    /// The unit with this identifier: CLDR's without its category ("kilometer", "square-meter"), our own, or a rate
    /// of two of them ("kilogram-per-hectare").
    pub fn of_id(id: &str) -> Option<Self> {
        table::of_id(id).map(Self)
    }

    /// Every unit of the table; rates are not in it.
    pub fn all() -> impl Iterator<Item = Self> {
        table::rows().map(Self)
    }

    /// This for each `below`: the rate of two units, nothing where one of them is a rate already.
    pub fn per(self, below: Measure) -> Option<Self> {
        table::rate(self.0, below.0).map(Self)
    }

    /// Above and below of a rate; nothing for other units.
    pub fn parts(self) -> Option<(Measure, Measure)> {
        self.0.parts().map(|(above, below)| (Self(above), Self(below)))
    }

    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// What it measures: "length", "area", "mass", "duration", "mass-per-area"… Units convert within one quantity.
    /// A year is 365.2425 days and a month a twelfth of it: exact among themselves, a mean in days.
    pub fn quantity(self) -> &'static str {
        self.0.quantity
    }

    pub fn system(self) -> System {
        self.0.system
    }

    /// Whether 0 of it is not nothing, so that levels (20 °C) and differences (20 °C warmer) convert differently.
    pub fn is_temperature(self) -> bool {
        self.quantity() == "temperature"
    }

    /// `value` of this unit in `to`; nothing where they measure different things, or where nought has no counterpart
    /// (0 miles per gallon in liters per 100 kilometers).
    pub fn convert(self, value: &Number, to: Measure) -> Option<Number> {
        let (from, to) = self.scales(to)?;
        if from.inverse && to.inverse {
            return (value * &to.factor).over(&from.factor);
        }
        let base = if from.inverse { from.factor.over(value)? } else { from.offset + value * &from.factor };
        if to.inverse { to.factor.over(&base) } else { (base - to.offset).over(&to.factor) }
    }

    /// A difference of `value` of this unit in `to`: 5 degrees Celsius warmer are 9 degrees Fahrenheit warmer. As
    /// [`Self::convert`] but for temperatures; nothing between a rate and its inverse.
    pub fn convert_difference(self, value: &Number, to: Measure) -> Option<Number> {
        let (from, to) = self.scales(to)?;
        match (from.inverse, to.inverse) {
            (false, false) => (value * &from.factor).over(&to.factor),
            (true, true) => (value * &to.factor).over(&from.factor),
            _ => None,
        }
    }

    /// Both ends of an interval in `to`. From a rate to its inverse the ends change places, and what is below nought
    /// is left out.
    pub fn convert_interval(self, interval: &Interval, to: Measure) -> Option<Interval> {
        let (from, onto) = self.scales(to)?;
        if from.inverse != onto.inverse {
            let above_nought = |n: &&Number| !n.is_zero() && !n.is_negative();
            let low = interval.high.as_ref().filter(above_nought).and_then(|high| self.convert(high, to));
            let high = interval.low.as_ref().filter(above_nought).and_then(|low| self.convert(low, to));
            return Some(Interval { low: low.or(Some(Number::ZERO)), high });
        }
        Some(interval.map(|end| self.convert(end, to).unwrap_or(Number::ZERO)))
    }

    fn scales(self, to: Measure) -> Option<(Scale, Scale)> {
        if self.quantity() != to.quantity() {
            return None;
        }
        Some((self.0.scale()?, to.0.scale()?))
    }
}

// There is one row for each identifier, so identity and identifier agree.
impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Measure {}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Measure {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id().cmp(other.id())
    }
}

impl std::hash::Hash for Measure {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(id: &str) -> Measure {
        Measure::of_id(id).unwrap_or_else(|| panic!("no unit {id}"))
    }

    fn converted(value: &str, from: &str, to: &str) -> Option<String> {
        let value = Number::ratio(value).expect("a number");
        unit(from).convert(&value, unit(to)).map(|n| n.to_string())
    }

    #[test]
    fn conversions_are_exact() {
        for (value, from, to, wanted) in [
            ("1", "acre", "square-meter", "4046.8564224"),
            ("42", "gallon", "barrel", "1"),
            ("1", "year", "month", "12"),
            ("98.6", "fahrenheit", "celsius", "37"),
            ("-40", "celsius", "fahrenheit", "-40"),
            ("0", "kelvin", "celsius", "-273.15"),
            ("1", "ounce-troy", "gram", "31.1034768"),
            ("3", "sao-vietnam-north", "square-meter", "1080"),
            ("1", "long-ton", "pound", "2240"),
            ("1", "knot", "kilometer-per-hour", "1.852"),
            ("36", "kilometer-per-hour", "meter-per-second", "10"),
            ("1", "kilowatt-hour", "joule", "3600000"),
            ("1", "gigawatt-hour-per-day", "kilowatt", "125000/3"),
            ("2", "tonne-per-hectare", "kilogram-per-hectare", "2000"),
            ("250", "person-per-square-kilometer", "person-per-hectare", "2.5"),
            ("5", "liter-per-100-kilometer", "kilometer-per-liter", "20"),
            ("4", "minute-per-kilometer", "kilometer-per-hour", "15"),
            ("90", "minute-per-mile", "second-per-mile", "5400"),
            ("3", "milligram-per-kilogram", "part-per-1e6", "3"),
            ("6", "liter-per-person-day", "milliliter-per-person-day", "6000"),
            ("1", "bushel-wheat", "pound", "60"),
        ] {
            assert_eq!(converted(value, from, to).as_deref(), Some(wanted), "{value} {from}");
        }
    }

    #[test]
    fn what_measures_something_else_does_not_convert() {
        for (from, to) in [
            ("kilometer", "hectare"),
            ("watt-peak", "watt"),
            ("deadweight-tonne", "tonne"),
            ("tonne-carbon-dioxide-equivalent", "tonne"),
            ("sievert", "gray"),
            ("person", "household"),
            ("newton-meter", "joule"),
            ("bushel", "bushel-corn"),
        ] {
            assert_eq!(converted("1", from, to), None, "{from} {to}");
        }
        assert_eq!(converted("0", "mile-per-gallon", "liter-per-100-kilometer"), None);
    }

    #[test]
    fn a_difference_of_degrees_has_no_offset() {
        let (celsius, fahrenheit) = (unit("celsius"), unit("fahrenheit"));
        let five = Number::from(5);
        assert_eq!(celsius.convert_difference(&five, fahrenheit).map(|n| n.to_string()).as_deref(), Some("9"));
        assert_eq!(celsius.convert(&five, fahrenheit).map(|n| n.to_string()).as_deref(), Some("41"));
        assert_eq!(unit("kilometer").convert_difference(&five, unit("meter")), Some(Number::from(5000)));
        assert_eq!(unit("mile-per-gallon").convert_difference(&five, unit("liter-per-kilometer")), None);
    }

    #[test]
    fn intervals_turn_round_with_inverse_rates() {
        let mpg = unit("kilometer-per-liter");
        let interval = Interval::between(&Number::from(10), &Number::from(20));
        let turned = mpg.convert_interval(&interval, unit("liter-per-100-kilometer")).expect("one quantity");
        assert_eq!(turned, Interval::between(&Number::from(5), &Number::from(10)));
        let open = Interval { low: Some(Number::from(10)), high: None };
        let turned = mpg.convert_interval(&open, unit("liter-per-100-kilometer")).expect("one quantity");
        assert_eq!(turned, Interval::between(&Number::ZERO, &Number::from(10)));
        assert!(unit("kilometer").convert_interval(&open, unit("hour")).is_none());
    }

    #[test]
    fn systems_and_parts_of_rates() {
        assert_eq!(unit("mile-per-hour").system(), System::Imperial);
        assert_eq!(unit("mile-per-gallon").system(), System::Us);
        assert_eq!(unit("mile-per-gallon-imperial").system(), System::Uk);
        assert_eq!(unit("liter-per-100-kilometer").system(), System::Metric);
        assert_eq!(unit("kilometer-per-hour").parts(), Some((unit("kilometer"), unit("hour"))));
        assert_eq!(unit("kilometer").per(unit("hour")), Some(unit("kilometer-per-hour")));
        assert_eq!(unit("kilometer-per-hour").per(unit("day")), None);
        assert_eq!(unit("knot").parts(), None);
    }
}
