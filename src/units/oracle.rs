//! Our conversions held against fend's, which has its own table.

use super::Measure;
use crate::number::Number;

/// Our identifier, fend's expression.
const UNITS: &[(&str, &str)] = &[
    // Length
    ("millimeter", "mm"),
    ("centimeter", "cm"),
    ("meter", "meter"),
    ("kilometer", "km"),
    ("inch", "inch"),
    ("foot", "foot"),
    ("yard", "yard"),
    ("mile", "mile"),
    ("nautical-mile", "nautical_mile"),
    ("furlong", "furlong"),
    ("chain", "chain"),
    ("fathom", "fathom"),
    ("hand", "hand"),
    ("astronomical-unit", "au"),
    ("light-year", "light_year"),
    // Area
    ("square-meter", "m^2"),
    ("square-kilometer", "km^2"),
    ("square-inch", "inch^2"),
    ("square-foot", "foot^2"),
    ("square-mile", "mile^2"),
    ("acre", "acre"),
    ("hectare", "hectare"),
    // Volume
    ("milliliter", "ml"),
    ("liter", "liter"),
    ("cubic-meter", "m^3"),
    ("cubic-foot", "foot^3"),
    ("cubic-mile", "mile^3"),
    ("gallon", "gallon"),
    ("gallon-imperial", "(4.54609 liter)"),
    ("pint", "pint"),
    ("quart", "quart"),
    ("cup", "cup"),
    ("fluid-ounce", "fluid_ounce"),
    ("tablespoon", "tablespoon"),
    ("teaspoon", "teaspoon"),
    ("acre-foot", "(acre foot)"),
    ("barrel", "(42 gallon)"),
    ("board-foot", "(144 inch^3)"),
    ("cord", "(128 foot^3)"),
    // Mass
    ("gram", "gram"),
    ("kilogram", "kg"),
    ("tonne", "tonne"),
    ("grain", "grain"),
    ("ounce", "ounce"),
    ("pound", "pound"),
    ("stone", "stone"),
    ("hundredweight", "hundredweight"),
    ("ton", "short_ton"),
    ("long-ton", "(2240 pound)"),
    ("ounce-troy", "troy_ounce"),
    ("carat", "carat"),
    // Time
    ("second", "second"),
    ("minute", "minute"),
    ("hour", "hour"),
    ("day", "day"),
    ("week", "week"),
    ("fortnight", "fortnight"),
    // Speed
    ("kilometer-per-hour", "(km/hour)"),
    ("meter-per-second", "(m/s)"),
    ("mile-per-hour", "mph"),
    ("foot-per-second", "(foot/second)"),
    ("knot", "knot"),
    // Energy and power
    ("joule", "joule"),
    ("watt-hour", "(watt hour)"),
    ("kilowatt-hour", "(kilowatt hour)"),
    ("terawatt-hour", "(10^12 watt hour)"),
    ("british-thermal-unit-it", "btu"),
    ("tonne-of-oil-equivalent", "toe"),
    ("electronvolt", "electron_volt"),
    ("watt", "watt"),
    ("megawatt", "megawatt"),
    ("horsepower", "horsepower"),
    // Pressure and force
    ("pascal", "pascal"),
    ("hectopascal", "(100 pascal)"),
    ("bar", "bar"),
    ("atmosphere", "atm"),
    ("pound-force-per-square-inch", "psi"),
    ("newton", "newton"),
    ("pound-force", "(pound force)"),
    // Data
    ("bit", "bit"),
    ("byte", "byte"),
    ("megabyte", "megabyte"),
    ("gibibyte", "gibibyte"),
    // Rates
    ("kilogram-per-hectare", "(kg/hectare)"),
    ("ton-per-acre", "(short_ton/acre)"),
    ("pound-per-acre", "(pound/acre)"),
    ("cubic-meter-per-second", "(m^3/s)"),
    ("gallon-per-minute", "(gallon/minute)"),
    ("barrel-per-day", "(42 gallon/day)"),
    ("liter-per-100-kilometer", "(liter/(100 km))"),
    ("cubic-meter-per-kilometer", "(m^3/km)"),
];

fn ask(context: &mut fend_core::Context, question: &str) -> Result<f64, String> {
    let answer = fend_core::evaluate(question, context)?;
    let answer = answer.get_main_result().trim_start_matches("approx. ");
    answer.parse().map_err(|_| answer.to_owned())
}

fn near(ours: &Number, theirs: f64) -> bool {
    // fend rounds the Btu to nine digits.
    (ours.to_f64() - theirs).abs() <= 1e-8 * theirs.abs()
}

#[test]
fn fend_converts_as_we_do() {
    let mut context = fend_core::Context::new();
    let units: Vec<_> =
        UNITS.iter().map(|(id, expr)| (Measure::of_id(id).unwrap_or_else(|| panic!("{id}")), *expr)).collect();
    let (mut pairs, mut faults) = (0, Vec::new());
    for (from, from_expr) in &units {
        // Each with the first of its quantity, so that every factor is looked at.
        let Some((to, to_expr)) = units.iter().find(|(to, _)| to.quantity() == from.quantity()) else { continue };
        if from == to {
            continue;
        }
        let ours = from.convert(&Number::from(37), *to).expect("one quantity");
        match ask(&mut context, &format!("(37 * {from_expr}) / {to_expr} to 1 to 15 sf")) {
            Ok(theirs) if near(&ours, theirs) => pairs += 1,
            theirs => faults.push(format!("{from:?} to {to:?}: {ours} and {theirs:?}")),
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(pairs > 70, "{pairs}");
}

/// Units that fend and CLDR call by one name but mean differently: fend's year is the tropical one, ours the calendar's
/// mean; there are several Btu.
const OTHERWISE: &[&str] = &["month", "year", "decade", "century", "millennium", "british-thermal-unit"];

/// Every unit of the table whose name fend knows, whatever it is a unit of.
#[test]
fn fend_means_the_same_by_every_name_that_it_shares() {
    let mut context = fend_core::Context::new();
    let (mut known, mut faults) = (0, Vec::new());
    for unit in Measure::all().filter(|unit| !unit.is_temperature() && !OTHERWISE.contains(&unit.id())) {
        let (name, id) = (unit.id().replace('-', "_"), unit.id());
        let squared = id.strip_prefix("square-").map(|of| format!("({}^2)", of.replace('-', "_")));
        let cubed = id.strip_prefix("cubic-").map(|of| format!("({}^3)", of.replace('-', "_")));
        let expression = squared.or(cubed).unwrap_or(name);
        // Against the first of its quantity that fend knows by an expression of ours.
        let base = UNITS.iter().filter_map(|(id, expr)| Some((Measure::of_id(id)?, *expr)));
        let Some((to, to_expr)) = base.into_iter().find(|(to, _)| to.quantity() == unit.quantity()) else { continue };
        let Ok(theirs) = ask(&mut context, &format!("(37 * {expression}) / {to_expr} to 1 to 15 sf")) else { continue };
        known += 1;
        let ours = unit.convert(&Number::from(37), to).expect("one quantity");
        if !near(&ours, theirs) {
            faults.push(format!("{id}: {ours} and {theirs}"));
        }
    }
    println!("{known} units by their own names");
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(known > 90, "{known}");
}

#[test]
fn fend_reads_the_thermometer_as_we_do() {
    let mut context = fend_core::Context::new();
    let unit = |id| Measure::of_id(id).expect("a unit");
    for degrees in [-40, -18, 0, 37, 100, 451] {
        for (from, to, theirs) in [("celsius", "fahrenheit", "°C to °F"), ("fahrenheit", "celsius", "°F to °C")] {
            let ours = unit(from).convert(&Number::from(degrees), unit(to)).expect("one quantity");
            let answer = fend_core::evaluate(&format!("{degrees} {theirs}"), &mut context).expect("an answer");
            let answer = answer.get_main_result().trim_start_matches("approx. ").to_owned();
            let number: f64 = answer.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(f64::NAN);
            assert!((ours.to_f64() - number).abs() < 1e-6, "{degrees} {theirs}: {ours} and {answer}");
        }
    }
}

mod properties {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::number::Interval;

    fn any_unit() -> impl Strategy<Value = Measure> {
        let all: Vec<Measure> = Measure::all().collect();
        let rates = ["kilometer-per-hour", "minute-per-mile", "mile-per-gallon", "liter-per-100-kilometer"];
        let all: Vec<_> = all.into_iter().chain(rates.iter().filter_map(|id| Measure::of_id(id))).collect();
        prop::sample::select(all)
    }

    fn any_number() -> impl Strategy<Value = Number> {
        (-1_000_000_000i64..1_000_000_000, -6i32..12).prop_map(|(n, e)| Number::from(n) * Number::ten_to(e))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn there_and_back_is_exact(from in any_unit(), value in any_number(), pick in any::<prop::sample::Index>()) {
            let same: Vec<_> = Measure::all().filter(|to| to.quantity() == from.quantity()).collect();
            prop_assume!(!same.is_empty());
            let to = same[pick.index(same.len())];
            if let Some(there) = from.convert(&value, to) {
                // Nought has no way back from an inverse rate.
                prop_assert!(there.is_zero() && value.is_zero() || to.convert(&there, from) == Some(value));
            } else {
                prop_assert!(value.is_zero());
            }
        }
    }

    proptest! {
        #[test]
        fn an_interval_keeps_its_order(from in any_unit(), to in any_unit(), a in any_number(), b in any_number()) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let turned = from.convert_interval(&Interval::between(&low, &high), to);
            prop_assert_eq!(turned.is_some(), from.quantity() == to.quantity());
            if let Some(Interval { low: Some(low), high: Some(high) }) = turned {
                prop_assert!(low <= high);
            }
        }

        #[test]
        fn units_convert_exactly_within_their_quantity(from in any_unit(), to in any_unit()) {
            prop_assert_eq!(from.convert(&Number::ONE, to).is_some(), from.quantity() == to.quantity());
        }

        #[test]
        fn any_text_is_a_unit_or_none(text in "\\PC{0,40}", a in "[a-z0-9-]{0,20}", b in "[a-z0-9-]{0,20}") {
            for id in [text, format!("{a}-per-{b}"), format!("-per-{a}")] {
                if let Some(unit) = Measure::of_id(&id) {
                    prop_assert_eq!(unit.id(), id);
                }
            }
        }

        #[test]
        fn rates_convert_like_their_parts(
            a in any_unit(), b in any_unit(), c in any_unit(), d in any_unit(), value in any_number()
        ) {
            let (Some(from), Some(to)) = (a.per(c), b.per(d)) else { return Ok(()) };
            prop_assert_eq!(Measure::of_id(from.id()), Some(from));
            if a.quantity() == b.quantity() && c.quantity() == d.quantity() {
                prop_assert_eq!(from.quantity(), to.quantity());
                let there = from.convert_difference(&value, to);
                prop_assert!(there.and_then(|there| to.convert_difference(&there, from)) == Some(value));
            }
        }
    }

    #[test]
    fn every_unit_is_found_by_its_id_and_in_one_quantity() {
        let mut quantities: HashMap<&str, Vec<Measure>> = HashMap::new();
        for unit in Measure::all() {
            assert_eq!(Measure::of_id(unit.id()), Some(unit));
            quantities.entry(unit.quantity()).or_default().push(unit);
        }
        let total: usize = quantities.values().map(Vec::len).sum();
        assert_eq!(total, Measure::all().count());
        // Counts and scales stand alone.
        for alone in ["sound-level", "gross-tonnage", "household", "bigha-area", "earthquake-magnitude"] {
            assert_eq!(quantities.get(alone).map(Vec::len), Some(1), "{alone}");
        }
    }
}

/// `--nocapture` shows the time.
#[test]
fn a_conversion_is_quick() {
    let unit = |id| Measure::of_id(id).expect("a unit");
    let (mile, kilometer, mph, knot) = (unit("mile"), unit("kilometer"), unit("mile-per-hour"), unit("knot"));
    let start = std::time::Instant::now();
    for n in 0..1000 {
        assert!(mile.convert(&Number::from(n), kilometer).is_some());
        assert!(mph.convert(&Number::from(n), knot).is_some());
    }
    println!("a conversion in {:?}", start.elapsed() / 2000);
}
