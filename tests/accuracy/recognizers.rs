//! The specifications of Recognizers-Text: numbers, numbers with units, dates.

use copydesk::units::Unit;
use serde::Deserialize;

use crate::model::{Case, Expect, Gold, Kind, bytes, decimal};
use crate::units::{Family, Names, Wanted};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    model: String,
    text: String,
    entities: Vec<Entity>,
    not_supported_on: Option<String>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    text: String,
    kind: String,
    subkind: Option<String>,
    value: Option<String>,
    unit: Option<String>,
    iso: Option<String>,
    #[serde(default)]
    values: Vec<Resolved>,
}

#[derive(Deserialize)]
struct Resolved {
    timex: Option<String>,
}

/// The four programs that the specifications are for: a row that none of them supports was never run by its authors.
const PROGRAMS: [&str; 4] = ["dotnet", "javascript", "python", "java"];

/// Reads one row.
///
/// # Errors
/// Why it is none.
pub fn case(line: &str, names: &mut Names) -> Result<Case, String> {
    let row: Row = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let asks = match row.model.as_str() {
        m if m.starts_with("NumberRangeModel") => Kind::Range,
        m if m.starts_with("NumberModel") => Kind::Number,
        m if m.starts_with("OrdinalModel") => Kind::Ordinal,
        m if m.starts_with("PercentModel") => Kind::Percent,
        "CurrencyModel" => Kind::Money,
        "DimensionModel" => Kind::Dimension,
        "TemperatureModel" => Kind::Temperature,
        "AgeModel" => Kind::Duration,
        "DateTimeModel" => Kind::Date,
        other => return Err(format!("unknown model {other}")),
    };
    let never_run = row.not_supported_on.as_deref().is_some_and(|on| PROGRAMS.iter().all(|p| on.contains(p)));
    let golds = row.entities.iter().map(|e| gold(&row, e, asks, names)).collect::<Result<_, _>>()?;
    Ok(Case {
        id: row.id,
        suite: if never_run { "recognizers (never run)" } else { "recognizers" },
        language: row.lang,
        text: row.text,
        golds,
        asks: Some(asks),
    })
}

fn gold(row: &Row, entity: &Entity, asks: Kind, names: &mut Names) -> Result<Gold, String> {
    let span = bytes(&row.text, entity.start, entity.end).ok_or("a span outside the text")?;
    let value = entity.value.as_deref().and_then(decimal);
    let mut gold =
        Gold { span, kind: asks, expect: value.clone().map_or(Expect::Unsaid, Expect::Value), unit: None, skip: None };
    match asks {
        Kind::Date => {
            let timex = entity.values.iter().find_map(|v| v.timex.as_deref());
            match timex.filter(|_| entity.kind.starts_with("datetimeV2.date")).and_then(|t| dated(t, entity)) {
                Some(expect) => gold.expect = expect,
                None => gold.skip = Some("a relative date, a time, a duration, a holiday"),
            }
        }
        Kind::Range => gold.expect = entity.value.as_deref().and_then(ends).unwrap_or(Expect::Unsaid),
        _ if entity.kind == "ordinal.relative" => gold.skip = Some("a relative ordinal (\"last\")"),
        _ if value.is_none() => gold.skip = Some("a unit without a number"),
        Kind::Number => {
            let whole = value.as_ref().is_some_and(copydesk::number::Number::is_whole);
            if entity.subkind.as_deref() == Some("fraction") && !whole {
                gold.kind = Kind::Fraction;
            }
        }
        Kind::Money => {
            let unit = entity.unit.as_deref().unwrap_or_default();
            gold.unit = Some(match entity.iso.as_deref().and_then(Unit::of_identifier) {
                Some(unit) => Wanted::one(unit),
                None => names.wanted(Family::Money, unit, false),
            });
        }
        Kind::Percent => gold.unit = Some(Wanted::one(Unit::Percent)),
        Kind::Dimension | Kind::Temperature | Kind::Duration => {
            gold.unit = Some(names.wanted(Family::Measure, entity.unit.as_deref().unwrap_or_default(), false));
        }
        _ => {}
    }
    Ok(gold)
}

/// "(10,40]", "[194,)".
fn ends(text: &str) -> Option<Expect> {
    let inner = text.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
    let (low, high) = inner.split_once(',')?;
    Some(Expect::Ends(decimal(low), decimal(high)))
}

/// The absolute date that a TIMEX stands for, in the contract's form; nothing for what needs the day of speaking. The
/// suite resolves "this May" to a year, so the year has to be written.
fn dated(timex: &str, entity: &Entity) -> Option<Expect> {
    let text = entity.text.as_str();
    if entity.kind.contains("datetime") && entity.kind != "datetimeV2.date" && entity.kind != "datetimeV2.daterange" {
        return None;
    }
    if let Some(inner) = timex.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let parts: Vec<&str> = inner.split(',').collect();
        let (from, to) = (parts.first()?, parts.get(1)?);
        let from_iso = iso(from, text)?;
        // "q1", "trimestre1"; a range of three months is written otherwise.
        let named = text.to_lowercase().contains(['q']) || text.to_lowercase().contains("trim");
        let quarter = ["01-01", "04-01", "07-01", "10-01"].iter().position(|day| from.ends_with(day)).filter(|_| named);
        if let Some(quarter) = quarter.filter(|_| parts.get(2) == Some(&"P3M")) {
            let year = from.split('-').next().filter(|y| *y != "XXXX").unwrap_or("-");
            return Some(Expect::Date(format!("{year}-Q{}", quarter + 1)));
        }
        let _ = (from_iso, iso(to, text)?);
        return Some(Expect::Unsaid);
    }
    iso(timex, text).map(Expect::Date)
}

/// "2019-01-04", "--05-02", "2018" where the text writes what it says.
fn iso(timex: &str, text: &str) -> Option<String> {
    let parts: Vec<&str> = timex.split('-').collect();
    let (year, rest) = parts.split_first()?;
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if rest.len() > 2 || !rest.iter().all(|part| digits(part, 2)) {
        return None;
    }
    let known = *year != "XXXX";
    if known && (!digits(year, 4) || !writes_year(text, year)) {
        return None;
    }
    if !known && rest.is_empty() || rest.get(1).is_some_and(|day| !writes_day(text, day)) {
        return None;
    }
    Some(format!(
        "{}{}",
        if known { year } else { "-" },
        rest.iter().map(|part| format!("-{part}")).collect::<String>()
    ))
}

/// Whether a year stands in a text: four digits, or the last two behind a separator ("6/7/18").
fn writes_year(text: &str, year: &str) -> bool {
    let short = &year[2..];
    text.contains(year)
        || text.match_indices(short).any(|(at, _)| {
            let behind = text[at + 2..].chars().next();
            text[..at].ends_with(['/', '-', '.', '\'', '’']) && !behind.is_some_and(char::is_alphanumeric)
        })
}

/// Whether a day stands in a text: in digits, or in words where no other short number stands there. A text without any
/// digit names a holiday.
fn writes_day(text: &str, day: &str) -> bool {
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let same = |run: &&str| run.trim_start_matches('0') == day.trim_start_matches('0') || run.len() == 8;
    runs.iter().any(same) || !runs.is_empty() && runs.iter().all(|run| run.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_text_writes_is_absolute() {
        assert_eq!(iso("2019-01-04", "04th Jan 2019").as_deref(), Some("2019-01-04"));
        assert_eq!(iso("2018-07-06", "6/7/18").as_deref(), Some("2018-07-06"));
        assert_eq!(iso("XXXX-05", "mid May").as_deref(), Some("--05"));
        assert_eq!(iso("XXXX-05-02", "2 May").as_deref(), Some("--05-02"));
        for (timex, text) in [
            ("2016-09", "this September"),
            ("XXXX-07-04", "independence day"),
            ("2018-W33", "2018"),
            ("1999-04-29", "2 weeks before May 13 1999"),
        ] {
            assert_eq!(iso(timex, text), None, "{text}");
        }
    }

    #[test]
    fn ranges_have_ends() {
        let n = |n: i64| Some(copydesk::number::Number::from(n));
        assert_eq!(ends("[20,30)"), Some(Expect::Ends(n(20), n(30))));
        assert_eq!(ends("(,-30]"), Some(Expect::Ends(None, n(-30))));
    }
}
