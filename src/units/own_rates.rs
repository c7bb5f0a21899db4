//! A desk's own rates of exchange: a file with lines of date, from, to and rate.

use super::Currency;
use super::rates::{Month, Rate, Series};
use crate::number::Number;

/// How many months a rate holds where no later one is given.
const HOLDS: usize = 12;

/// A desk's rates, in the order of their dates. They win over the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnRates {
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    month: Month,
    /// ISO 8601.
    date: String,
    from: Currency,
    to: Currency,
    value: Number,
}

impl OwnRates {
    /// Reads the text of such a file: fields between commas or semicolons, a point before decimals, a heading and lines
    /// with "#" left out. Answers the numbers of the lines that cannot be used, counted from 1.
    pub fn read(text: &str) -> (Self, Vec<usize>) {
        let (mut rows, mut faulty) = (Vec::new(), Vec::new());
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            let heading = at == 0 && !line.starts_with(|c: char| c.is_ascii_digit());
            if line.is_empty() || line.starts_with('#') || heading {
                continue;
            }
            match Row::of(line) {
                Some(row) => rows.push(row),
                None => faulty.push(at + 1),
            }
        }
        rows.sort_by(|a: &Row, b| a.date.cmp(&b.date));
        (Self { rows }, faulty)
    }

    /// Units of `to` for one of `from` in a month: the last one given by then, if it is not too old.
    pub fn rate(&self, from: Currency, to: Currency, month: Month) -> Option<Rate> {
        let until = self.rows.partition_point(|row| row.month <= month);
        let row = self
            .rows
            .get(..until)?
            .iter()
            .rev()
            .find(|r| (r.from, r.to) == (from, to) || (r.to, r.from) == (from, to))?;
        if row.month.to(month).take(HOLDS + 1).count() > HOLDS {
            return None;
        }
        let value = if row.from == from { row.value.clone() } else { Number::ONE.over(&row.value)? };
        Some(Rate { value, series: Series::Desk, month: row.month })
    }
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        let separator = if line.contains(';') { ';' } else { ',' };
        let mut fields = line.split(separator).map(|field| field.trim().trim_matches('"'));
        let date = fields.next()?;
        let (from, to) = (Currency::of_code(fields.next()?)?, Currency::of_code(fields.next()?)?);
        let value = Number::decimal(fields.next()?).ok().filter(|value| *value > Number::ZERO)?;
        let whole = fields.next().is_none() && from != to;
        whole.then_some(Self { month: Month::of_iso(date)?, date: date.to_owned(), from, to, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rate_by_then_either_way_round() {
        let text = "date,from,to,rate\n2024-05-01,USD,VND,25000\n2024-03-01,USD,VND,24500\n\n# note\n2024-05,EUR;x\n";
        let (rates, faulty) = OwnRates::read(text);
        assert_eq!(faulty, [6]);
        let money = |code| Currency::of_code(code).unwrap();
        let at = |month| Month::of_iso(month).unwrap();
        let rate = |from, to, month| rates.rate(money(from), money(to), at(month)).map(|r| r.value.to_string());
        assert_eq!(rate("USD", "VND", "2024-04").as_deref(), Some("24500"));
        assert_eq!(rate("VND", "USD", "2024-05").as_deref(), Some("0.00004"));
        assert_eq!(rate("USD", "VND", "2024-02"), None);
        assert_eq!(rate("USD", "VND", "2025-04").as_deref(), Some("25000"));
        assert_eq!(rate("USD", "VND", "2025-05"), None);
        assert_eq!(rate("USD", "EUR", "2024-05"), None);
    }
}
