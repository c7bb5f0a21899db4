//! What stands beside an amount: its customary counterparts, sensibly rounded.
//!
//! Which units is data, `src/tables/units-equivalents.tsv`: kilometers and miles, hectares and acres, barrels with
//! liters and gallons, sào with square meters. A rate without a row of its own takes the counterparts of its parts:
//! tonnes per hectare and short tons per acre, people per square kilometer and per square mile.
//!
//! # How the numbers are rounded
//!
//! To a power of ten, in this order:
//!
//! 1. As fine as the source means: the largest power not above two and a half times the source's last digit ("57
//!    miles": a mile is 1.6 km, so to whole kilometers: 92).
//! 2. No more digits than the source has before its zeros and one, but three are allowed: 1,000 acres are 405
//!    hectares, 3,000,000 m are 1,860 miles, 8,848 m are 29,029 ft.
//! 3. No coarser than a twentieth of the result, so at least two digits, three where the first is a one: 5 km are
//!    3.1 miles, 6 ft are 1.83 m; and results from a hundred to ten thousand keep three: 7 sào are 2,520 m².
//!
//! Degrees know only the first: 98.6 °F are 37.0 °C.
//!
//! A *fix* ([`best_equivalent`]) takes the precision of the wrong number in its place instead of 1, so that "40 km"
//! becomes "42 km" and "40.5 km" becomes "42.2 km".

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Measure;
use super::agree::Reading;
use crate::number::{Interval, Number};

const COUNTERPARTS: &str = include_str!("../tables/units-equivalents.tsv");

/// An amount in another unit, rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equivalent {
    pub value: Number,
    pub unit: Measure,
    /// The power of ten that `value` is rounded to: -1 for 37.0, whose nought is to be written.
    pub exponent: i32,
}

/// The customary counterparts of `value` of `unit`, whose last written digit is worth `step`; metric ones first.
/// Empty where there are none, as for hours. Callers take those whose system the reader wants.
pub fn equivalents(value: &Number, unit: Measure, step: &Number) -> Vec<Equivalent> {
    equivalents_as(value, unit, step, Reading::Level)
}

/// As [`equivalents`], for temperatures read as `reading`: 5 degrees Celsius warmer are 9 Fahrenheit.
pub fn equivalents_as(value: &Number, unit: Measure, step: &Number, reading: Reading) -> Vec<Equivalent> {
    counterparts(unit, value).into_iter().filter_map(|to| equivalent(value, unit, step, to, reading)).collect()
}

/// `value` of `unit` in `to`, rounded as a hover shows it; nothing where they measure different things.
pub fn equivalent(value: &Number, unit: Measure, step: &Number, to: Measure, reading: Reading) -> Option<Equivalent> {
    let exact = convert(value, unit, to, reading)?;
    let exponent = shown_exponent(&exact, &converted_step(value, unit, step, to)?, value, unit.is_temperature());
    Some(Equivalent { value: exact.rounded(exponent), unit: to, exponent })
}

/// The number that a wrong one in `to` should have been: `value` of `from`, in the precision that the wrong one was
/// written with (`step_written`, the worth of its last digit). Coarser where `value` itself is rounder (45,000
/// hectares are 111,000 acres, not 111,197), finer where rounding would be more than 5 % off.
pub fn best_equivalent(value: &Number, from: Measure, to: Measure, step_written: &Number) -> Option<Equivalent> {
    best_equivalent_as(value, from, to, step_written, Reading::Level)
}

/// As [`best_equivalent`], for temperatures read as `reading`.
pub fn best_equivalent_as(
    value: &Number,
    from: Measure,
    to: Measure,
    step_written: &Number,
    reading: Reading,
) -> Option<Equivalent> {
    let exact = convert(value, from, to, reading)?;
    let mut exponent = step_written.magnitude()?;
    if let (false, Some(magnitude)) = (from.is_temperature(), exact.magnitude()) {
        exponent = exponent.max(magnitude + 1 - digits_meant(value));
        let near = exact.abs() / 20;
        while (exact.rounded(exponent) - exact.clone()).abs() > near {
            exponent -= 1;
        }
    }
    Some(Equivalent { value: exact.rounded(exponent), unit: to, exponent })
}

fn convert(value: &Number, unit: Measure, to: Measure, reading: Reading) -> Option<Number> {
    match reading {
        Reading::Level => unit.convert(value, to),
        Reading::Difference => unit.convert_difference(value, to),
    }
}

/// What the last digit of the source is worth in `to`; for inverse rates that depends on where it stands.
fn converted_step(value: &Number, unit: Measure, step: &Number, to: Measure) -> Option<Number> {
    if let Some(step) = unit.convert_difference(step, to) {
        return Some(step);
    }
    let around = unit.convert_interval(&Interval::around(value, step), to)?;
    Some((around.high? - around.low?).abs())
}

/// How many digits the result may have: one more than the source has before its zeros, and three in any case.
fn digits_meant(source: &Number) -> i32 {
    match (source.magnitude(), source.last_digit()) {
        (Some(first), Some(last)) => (first - last + 2).max(3),
        // A third, or nought.
        _ => 3,
    }
}

fn shown_exponent(exact: &Number, step: &Number, source: &Number, degrees: bool) -> i32 {
    let Some(mut exponent) = (step * &Number::from(5) / 2).magnitude() else { return 0 };
    let Some(magnitude) = exact.magnitude() else { return exponent };
    if degrees {
        return exponent;
    }
    exponent = exponent.max(magnitude + 1 - digits_meant(source));
    let twentieth = exact.abs() / 20;
    while Number::ten_to(exponent) > twentieth {
        exponent -= 1;
    }
    if (2..4).contains(&magnitude) { exponent.min(magnitude - 2) } else { exponent }
}

/// A row of the table: up to which amount it counts, and the units to show.
struct Choice {
    below: Option<Number>,
    to: Vec<Measure>,
}

impl Choice {
    fn of_line(line: &str) -> Option<(Measure, Self)> {
        let mut columns = line.split('\t');
        let unit = Measure::of_id(columns.next()?)?;
        let below = match columns.next()? {
            "*" => None,
            bound => Some(Number::ratio(bound).ok()?),
        };
        let to = columns.next()?.split(' ').map(Measure::of_id).collect::<Option<_>>()?;
        Some((unit, Self { below, to }))
    }
}

/// The counterparts of `unit` at this size.
fn counterparts(unit: Measure, value: &Number) -> Vec<Measure> {
    let listed = listed(unit, value);
    if !listed.is_empty() {
        return listed.to_vec();
    }
    let Some((above, below)) = unit.parts() else { return Vec::new() };
    // What is measured in a liter or a kilogram of something (concentrations) stays metric everywhere.
    let below_to = match below.quantity() {
        "length" | "area" => self::listed(below, &Number::ONE),
        "duration" | "person" | "household" | "vehicle" | "energy" => &[],
        _ => return Vec::new(),
    };
    let above_to = self::listed(above, value);
    let keep = |to: &'static [Measure], own: Measure| if to.is_empty() { vec![own] } else { to.to_vec() };
    let of_one_system = |(a, b): (Measure, Measure)| a.per(b).filter(|rate| *rate != unit);
    let (above_to, below_to) = (keep(above_to, above), keep(below_to, below));
    above_to.iter().flat_map(|a| below_to.iter().map(|b| (*a, *b))).filter_map(of_one_system).collect()
}

fn listed(unit: Measure, value: &Number) -> &'static [Measure] {
    static CHOICES: OnceLock<HashMap<Measure, Vec<Choice>, foldhash::fast::FixedState>> = OnceLock::new();
    let choices = CHOICES.get_or_init(|| {
        let mut choices: HashMap<Measure, Vec<Choice>, _> = HashMap::default();
        for (unit, choice) in COUNTERPARTS.lines().filter(|line| !line.starts_with('#')).filter_map(Choice::of_line) {
            choices.entry(unit).or_default().push(choice);
        }
        choices
    });
    let size = value.abs();
    let of_size = |choice: &&Choice| choice.below.as_ref().is_none_or(|below| size < *below);
    choices.get(&unit).and_then(|all| all.iter().find(of_size)).map_or(&[], |choice| choice.to.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Amount, agree};

    fn unit(id: &str) -> Measure {
        Measure::of_id(id).unwrap_or_else(|| panic!("no unit {id}"))
    }

    /// "1.83 meter" with the zeros that the rounding means.
    fn written(e: &Equivalent) -> String {
        let number = e.value.to_string();
        let decimals = usize::try_from(-e.exponent).unwrap_or(0);
        let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
        let point = if decimals > 0 { "." } else { "" };
        format!("{whole}{point}{fraction:0<decimals$} {}", e.unit.id())
    }

    fn amount(text: &str) -> (Number, Number, Measure) {
        let (number, id) = text.split_once(' ').expect("number and unit");
        let decimals = number.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
        (Number::decimal(number).expect("digits"), Number::ten_to(-decimals), unit(id))
    }

    fn shown(text: &str) -> String {
        let (value, step, unit) = amount(text);
        equivalents(&value, unit, &step).iter().map(written).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_row_is_understood() {
        for line in COUNTERPARTS.lines().filter(|line| !line.starts_with('#')) {
            let (from, choice) = Choice::of_line(line).unwrap_or_else(|| panic!("{line}"));
            for to in choice.to {
                assert!(from.convert(&Number::ONE, to).is_some(), "{line}");
                assert_ne!(from, to, "{line}");
            }
        }
    }

    #[test]
    fn numbers_are_rounded_to_what_the_source_means() {
        for (text, wanted) in [
            ("26.2 mile", "42.2 kilometer"),
            ("300 kilometer", "186 mile"),
            ("5 kilometer", "3.1 mile"),
            ("57 mile", "92 kilometer"),
            ("1 mile", "1.61 kilometer"),
            ("1000 acre", "405 hectare"),
            ("6 foot", "1.83 meter"),
            ("98.6 fahrenheit", "37.0 celsius"),
            ("105 fahrenheit", "41 celsius"),
            ("300 meter", "984 foot"),
            ("8848 meter", "29029 foot"),
            ("3000000 meter", "1860 mile"),
            ("150 pound", "68 kilogram"),
            ("63 tonne", "69 ton"),
            ("2 inch", "5.1 centimeter"),
            ("0.5 mile", "0.80 kilometer"),
            ("3 pint", "1.42 liter"),
            ("100 kilometer-per-hour", "62 mile-per-hour"),
            ("5 liter-per-100-kilometer", "47 mile-per-gallon"),
            ("7 sao-vietnam-north", "2520 square-meter, 27000 square-foot"),
            ("12 barrel", "1910 liter, 504 gallon"),
            ("20 knot", "37 kilometer-per-hour, 23 mile-per-hour"),
            ("0 meter", "0 foot"),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn rates_take_the_counterparts_of_their_parts() {
        for (text, wanted) in [
            ("6 tonne-per-hectare", "2.7 ton-per-acre"),
            ("120 kilogram-per-hectare", "107 pound-per-acre"),
            ("250 person-per-square-kilometer", "647 person-per-square-mile"),
            ("90 cubic-meter-per-second", "3180 cubic-foot-per-second"),
            ("15000 barrel-per-day", "2380 cubic-meter-per-day, 630000 gallon-per-day"),
            ("35 gram-per-cubic-meter", ""),
            ("40 kilowatt-hour", ""),
            ("8 hour", ""),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_difference_of_degrees() {
        let (value, step, celsius) = amount("1.5 celsius");
        let found = equivalents_as(&value, celsius, &step, Reading::Difference);
        assert_eq!(found.iter().map(written).collect::<Vec<_>>(), ["2.7 fahrenheit"]);
    }

    #[test]
    fn a_fix_keeps_the_precision_of_what_it_replaces() {
        for (source, wrong, wanted) in [
            ("26.2 mile", "40 kilometer", "42 kilometer"),
            ("26.2 mile", "40.5 kilometer", "42.2 kilometer"),
            ("45000 hectare", "11000 acre", "111000 acre"),
            ("2317 meter", "7520 foot", "7602 foot"),
            ("6 foot", "3 meter", "1.8 meter"),
            ("121 kilometer", "57 mile", "75 mile"),
            ("46 celsius", "105 fahrenheit", "115 fahrenheit"),
            ("36.6 celsius", "96.5 fahrenheit", "97.9 fahrenheit"),
            ("400 meter", "3 mile", "0.25 mile"),
        ] {
            let ((value, _, from), (_, step, to)) = (amount(source), amount(wrong));
            let best = best_equivalent(&value, from, to, &step).expect("one quantity");
            assert_eq!(written(&best), wanted, "{source} ({wrong})");
        }
    }

    proptest::proptest! {
        /// What we show or offer is never what we would underline.
        #[test]
        fn our_own_equivalents_agree(digits in 1i64..100_000, decimals in 0i32..3, pick in 0usize..1000) {
            let lines: Vec<_> = COUNTERPARTS.lines().filter_map(Choice::of_line).collect();
            let (from, _) = lines[pick % lines.len()];
            let (value, step) = (Number::from(digits) * Number::ten_to(-decimals), Number::ten_to(-decimals));
            let source = Amount::written(value.clone(), step.clone());
            for e in equivalents(&value, from, &step) {
                let other = Amount::written(e.value.clone(), Number::ten_to(e.exponent));
                assert_eq!(agree::agree(&source, from, &other, e.unit), Some(true), "{value} {from:?}: {e:?}");
                let fix = best_equivalent(&value, from, e.unit, &Number::ONE).expect("one quantity");
                let fixed = Amount::written(fix.value.clone(), Number::ten_to(fix.exponent));
                assert_eq!(agree::agree(&source, from, &fixed, e.unit), Some(true), "{value} {from:?}: {fix:?}");
            }
        }
    }
}
