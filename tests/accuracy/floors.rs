//! The floors that the figures must not fall below (`floor.toml`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::Report;
use crate::tally::{Counts, Part, Tally};

/// Floors of one suite and language, in percent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Floors {
    raw: BTreeMap<String, u32>,
    adjudicated: BTreeMap<String, u32>,
}

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    /// Suite, language.
    #[serde(default)]
    suite: BTreeMap<String, BTreeMap<String, Floors>>,
    /// By language, the most figures in words for each 1,000 words of news that nobody looked at or would call one.
    #[serde(default)]
    words: BTreeMap<String, u32>,
}

const MEASURES: [&str; 5] = ["exact-f1", "overlap-precision", "overlap-recall", "value", "unit"];

fn measure(counts: &Counts, name: &str) -> Option<Part> {
    Some(match name {
        "exact-f1" => counts.f1(counts.exact, counts.exact),
        "overlap-precision" => counts.precision(counts.touching),
        "overlap-recall" => counts.recall(counts.overlap),
        "value" => counts.value,
        "unit" => counts.unit,
        _ => return None,
    })
}

/// Whether every floor is reached; says which are not.
///
/// # Errors
/// Where the file is broken.
pub fn check(file: &str, report: &Report) -> Result<bool, String> {
    let file: File = toml::from_str(file).map_err(|e| format!("floor.toml: {e}"))?;
    let mut right = true;
    for (suite, languages) in &file.suite {
        for (language, floors) in languages {
            for (name, tally, floors) in
                [("raw", &report.raw, &floors.raw), ("adjudicated", &report.after, &floors.adjudicated)]
            {
                right &= reached(suite, language, name, tally, floors)?;
            }
        }
    }
    for (code, most) in &file.words {
        let language = report.news.get(code).ok_or_else(|| format!("floor.toml: no news in {code}"))?;
        if language.open() * 1000 > most * language.words {
            println!("above the ceiling: figures in words on news, {code}: {} > {most} (--words)", language.open());
            right = false;
        }
    }
    println!("{}", if right { "\nevery floor is reached" } else { "\nBELOW THE FLOOR" });
    Ok(right)
}

fn reached(
    suite: &str,
    language: &str,
    name: &str,
    tally: &Tally,
    floors: &BTreeMap<String, u32>,
) -> Result<bool, String> {
    let set = tally.counts.keys().find(|(s, l)| *s == suite && l == language);
    let Some(set) = set else { return Err(format!("floor.toml: no rows for {suite} {language}")) };
    let sum = tally.sum(set);
    let mut right = true;
    for (key, floor) in floors {
        let part = measure(&sum, key).ok_or_else(|| format!("floor.toml: {key}"))?;
        // A floor of 98 wants 98.0 %.
        if part.per_mille().is_some_and(|p| p < floor * 10) {
            println!("below the floor: {suite} {language} {name} {key} {} < {floor}", crate::print::percent(part));
            right = false;
        }
    }
    Ok(right)
}

/// Floors a percent or so under the present figures.
pub fn suggested(report: &Report) -> String {
    let mut out = String::new();
    for set in report.raw.counts.keys().filter(|(suite, _)| !suite.contains(' ')) {
        let _ = writeln!(out, "\n[suite.{}.{}]", set.0, set.1);
        for (name, tally) in [("raw", &report.raw), ("adjudicated", &report.after)] {
            let sum = tally.sum(set);
            let floor = |key: &&str| {
                let part = measure(&sum, key)?.per_mille()?;
                Some(format!("{key} = {}", (part / 10).saturating_sub(1)))
            };
            let cells: Vec<String> = MEASURES.iter().filter_map(floor).collect();
            let _ = writeln!(out, "{name} = {{ {} }}", cells.join(", "));
        }
    }
    out
}
