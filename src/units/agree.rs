//! Whether two written amounts say the same: the contract's rounding rule.
//!
//! Two amounts in units of one quantity agree when
//!
//! 1. what their writing and hedges leave open meets after conversion ("5 km (3 miles)": 3 stands for 2.5 to 3.5); or
//! 2. one of them is *round* and its value lies near the exact equivalent of the other's ("300 km (180 miles)": 180
//!    for 186.4). Near is 5 % for a number of up to three digits before its zeros. With more digits a final nought
//!    is hardly a rounding (17,560 feet), and near is one unit of the last digit that is not nought.
//!
//! Round is what ends in a written nought: whole tens, hundreds and more, in the number or before its scale word (20
//! million). "4.0" is not round, its nought is a precision; nor is "3 million", which rule 1 already takes for 2.5
//! to 3.5. The 5 % are of the exact equivalent and come on top of nothing: 26.2 miles are 42.16 km, so 40 km is 5.1 %
//! off and a finding, although the lowest reading of "26.2" would let it pass.
//!
//! Degrees have no rule 2: 5 % of a temperature means nothing.
//!
//! A hedge that opens a side ("more than 300 km") does not let in any number there: the equivalent is one of the
//! number written, so an open side reaches a tenth beyond it.

use super::Measure;
use crate::number::{Interval, Number};

/// How far a round number may lie from the exact equivalent: one part in so many.
const NEAR: i64 = 20;
/// How far a hedge opens a side: one part in so many.
const OPEN: i64 = 10;
/// Up to how many digits before the zeros a round number may be [`NEAR`].
const ROUND_DIGITS: i32 = 3;

/// An amount as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub value: Number,
    /// What precision and hedge leave open, in the amount's unit.
    pub interval: Interval,
    /// The unit of the last digit written.
    pub step: Number,
}

/// How two amounts of temperature are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// 20 °C on the thermometer. All other quantities are read so.
    Level,
    /// 20 °C warmer.
    Difference,
}

impl Amount {
    /// `value` without a hedge, its last digit worth `step`.
    pub fn written(value: Number, step: Number) -> Self {
        Self { interval: Interval::around(&value, &step), value, step }
    }

    /// Whether it ends in a written nought: whole tens and more.
    pub fn is_round(&self) -> bool {
        let tens = self.step.clone() * Number::from(10);
        let whole = self.value.over(&tens).is_some_and(|tens| tens.is_whole());
        whole && !self.value.is_zero() && self.step >= Number::ONE
    }

    /// The interval without open sides, and never narrower than the written precision.
    pub fn reach(&self) -> Interval {
        let written = Interval::around(&self.value, &self.step);
        let tenth = self.value.abs() / OPEN;
        let beyond = Interval { low: Some(&self.value - &tenth), high: Some(&self.value + &tenth) };
        let low = self.interval.low.clone().or(beyond.low).into_iter().chain(written.low).min();
        let high = self.interval.high.clone().or(beyond.high).into_iter().chain(written.high).max();
        Interval { low, high }
    }

    /// As [`Self::reach`], and as far as rounding may have gone where it is a round number: a twentieth.
    pub fn wide_reach(&self) -> Interval {
        let reach = self.reach();
        let few = || Some(self.value.magnitude()? - self.value.last_digit()? < ROUND_DIGITS);
        if !self.is_round() || few() != Some(true) {
            return reach;
        }
        let near = self.value.abs() / NEAR;
        let low = reach.low.map(|low| low.min(&self.value - &near));
        Interval { low, high: reach.high.map(|high| high.max(&self.value + &near)) }
    }

    /// Whether it is a round number that may stand for `exact`, in its own unit.
    fn rounds(&self, exact: &Number) -> bool {
        if !self.is_round() {
            return false;
        }
        let off = (&self.value - exact).abs();
        let near = exact.abs() / NEAR;
        let (Some(first), Some(last)) = (self.value.magnitude(), self.value.last_digit()) else { return false };
        let few_digits = first - last < ROUND_DIGITS;
        off <= near && (few_digits || off <= Number::ten_to(last))
    }
}

/// Whether `a` in the unit `ua` and `b` in the unit `ub` say the same; nothing where the units measure different
/// things.
pub fn agree(a: &Amount, ua: Measure, b: &Amount, ub: Measure) -> Option<bool> {
    agree_as(a, ua, b, ub, Reading::Level)
}

/// As [`agree`], for temperatures read as `reading`. Where the text does not tell which, they agree if either does.
pub fn agree_as(a: &Amount, ua: Measure, b: &Amount, ub: Measure, reading: Reading) -> Option<bool> {
    let convert = |value: &Number, from: Measure, to: Measure| match reading {
        Reading::Level => from.convert(value, to),
        Reading::Difference => from.convert_difference(value, to),
    };
    // "up to 41 °C": a tenth of a temperature means nothing.
    let closed = |amount: &Amount| {
        let mut interval = amount.reach();
        if ua.is_temperature() {
            let written = Interval::around(&amount.value, &amount.step);
            interval.low = amount.interval.low.clone().map(|_| interval.low).unwrap_or(written.low);
            interval.high = amount.interval.high.clone().map(|_| interval.high).unwrap_or(written.high);
        }
        interval
    };
    let (a_reach, b_reach) = (closed(a), closed(b));
    let reach = match reading {
        Reading::Level => ub.convert_interval(&b_reach, ua)?,
        Reading::Difference => {
            let (low, high) = (b_reach.low.clone()?, b_reach.high.clone()?);
            Interval::between(&convert(&low, ub, ua)?, &convert(&high, ub, ua)?)
        }
    };
    if a_reach.meets(&reach) {
        return Some(true);
    }
    if ua.is_temperature() {
        return Some(false);
    }
    let in_b = convert(&a.value, ua, ub);
    let in_a = convert(&b.value, ub, ua);
    Some(in_a.is_some_and(|exact| a.rounds(&exact)) || in_b.is_some_and(|exact| b.rounds(&exact)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An amount as a writer puts it: "26.2 mile", "1,500 acre", "1.4e6 gallon" for 1.4 million.
    fn read(text: &str) -> (Amount, Measure) {
        let (number, unit) = text.split_once(' ').expect("number and unit");
        let (digits, power) = number.split_once('e').unwrap_or((number, "0"));
        let scale = Number::ten_to(power.parse().expect("a power"));
        let digits = digits.replace(',', "");
        let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
        let value = Number::decimal(&digits).expect("digits") * scale.clone();
        (Amount::written(value, Number::ten_to(-decimals) * scale), Measure::of_id(unit).expect("a unit"))
    }

    fn says_the_same(a: &str, b: &str) -> bool {
        let ((a, ua), (b, ub)) = (read(a), read(b));
        let answer = agree(&a, ua, &b, ub).expect("one quantity");
        assert_eq!(agree(&b, ub, &a, ua), Some(answer), "both ways");
        answer
    }

    #[test]
    fn what_newsrooms_write_agrees() {
        for (a, b) in [
            ("300 kilometer", "180 mile"),
            ("300 kilometer", "186 mile"),
            ("5 kilometer", "3 mile"),
            ("20 mile", "32 kilometer"),
            ("10 foot", "3 meter"),
            ("6 foot", "2 meter"),
            ("6 foot", "1.83 meter"),
            ("6 foot", "1.8 meter"),
            ("100 mile", "160 kilometer"),
            ("1,000 acre", "400 hectare"),
            ("2,500 acre", "1,000 hectare"),
            ("18,000 meter", "60,000 foot"),
            ("8,850 meter", "29,000 foot"),
            ("1.4e6 gallon", "5.3e6 liter"),
            ("2e6 acre", "800,000 hectare"),
            ("500 gram", "1 pound"),
            ("70 mile-per-hour", "113 kilometer-per-hour"),
            ("5.6 liter-per-100-kilometer", "42 mile-per-gallon"),
            ("159 liter", "1 barrel"),
            ("5 sao-vietnam-north", "1,800 square-meter"),
            ("200 meter-per-second", "720 kilometer-per-hour"),
        ] {
            assert!(says_the_same(a, b), "{a} ({b})");
        }
    }

    #[test]
    fn wrong_equivalents_do_not() {
        for (a, b) in [
            ("26.2 mile", "40 kilometer"),
            ("26.2 mile", "42.7 kilometer"),
            ("57 mile", "121 kilometer"),
            ("10 kilometer", "20 mile"),
            ("6 foot", "2.02 meter"),
            ("300 kilometer", "160 mile"),
            ("2,300 acre", "9,300 hectare"),
            ("4.0 mile", "6.2 kilometer"),
            ("2,317 meter", "7,521 foot"),
            ("80 kilogram", "80 pound"),
            ("14,520 foot", "4,312 meter"),
            ("35 kilometer", "57 mile"),
            ("12 knot", "30 kilometer-per-hour"),
            ("8 liter-per-100-kilometer", "38 mile-per-gallon"),
        ] {
            assert!(!says_the_same(a, b), "{a} ({b})");
        }
    }

    #[test]
    fn round_is_a_written_nought_before_the_point() {
        for (text, round) in [
            ("40", true),
            ("300", true),
            ("1,250", true),
            ("20e6", true),
            ("45", false),
            ("4.0", false),
            ("3e6", false),
        ] {
            assert_eq!(read(&format!("{text} mile")).0.is_round(), round, "{text}");
        }
        assert!(!Amount::written(Number::ZERO, Number::ONE).is_round());
    }

    #[test]
    fn five_per_cent_is_of_the_exact_equivalent() {
        // 1,000 m are 1,000 m; the limits to either side.
        assert!(says_the_same("1,050 meter", "1.000 kilometer"));
        assert!(!says_the_same("1,060 meter", "1.000 kilometer"));
        assert!(says_the_same("950 meter", "1.000 kilometer"));
        assert!(!says_the_same("940 meter", "1.000 kilometer"));
        // Four digits before the nought: one unit of the last of them.
        assert!(says_the_same("10,010 meter", "10.0000 kilometer"));
        assert!(!says_the_same("10,120 meter", "10.0000 kilometer"));
    }

    #[test]
    fn degrees_go_by_their_digits_alone() {
        assert!(says_the_same("18 celsius", "64 fahrenheit"));
        assert!(says_the_same("98.6 fahrenheit", "37 celsius"));
        assert!(says_the_same("-10 celsius", "14 fahrenheit"));
        assert!(!says_the_same("40 celsius", "102 fahrenheit"));
        assert!(!says_the_same("30 celsius", "90 fahrenheit"));
        let ((a, ua), (b, ub)) = (read("2 celsius"), read("3.6 fahrenheit"));
        assert_eq!(agree(&a, ua, &b, ub), Some(false));
        assert_eq!(agree_as(&a, ua, &b, ub, Reading::Difference), Some(true));
    }

    #[test]
    fn hedges_widen_but_do_not_let_everything_in() {
        let (mut a, kilometer) = read("300 kilometer");
        a.interval = Interval { low: Some(Number::from(300)), high: None };
        for (other, wanted) in [("186 mile", true), ("200 mile", true), ("320 mile", false), ("120 mile", false)] {
            let (b, mile) = read(other);
            assert_eq!(agree(&a, kilometer, &b, mile), Some(wanted), "more than 300 km ({other})");
        }
        a.interval = Interval::between(&Number::from(270), &Number::from(330));
        let (b, mile) = read("201 mile");
        assert_eq!(agree(&a, kilometer, &b, mile), Some(true), "about 300 km (201 miles)");
    }

    #[test]
    fn other_things_are_not_compared() {
        let ((a, ua), (b, ub)) = (read("5 kilometer"), read("3 hour"));
        assert_eq!(agree(&a, ua, &b, ub), None);
    }
}
