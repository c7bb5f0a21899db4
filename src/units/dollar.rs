//! Whose money the bare dollar sign and words such as "pesos" mean where.

use super::Currency;

const COUNTRIES: &str = include_str!("../tables/dollars.tsv");

const NAMESAKES: &str = include_str!("../tables/namesakes.tsv");

/// The money of a country (ISO 3166-1 alpha-2) whose word is another country's as well: pesos, rupees, kroner.
pub fn namesake_of(country: &str) -> Option<Currency> {
    of(NAMESAKES, country)
}

fn of(table: &str, country: &str) -> Option<Currency> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let (_, code) = rows.filter_map(|line| line.split_once('\t')).find(|(own, _)| *own == country)?;
    Currency::of_code(code)
}

/// The money that a country (ISO 3166-1 alpha-2) writes with a bare `$`; nothing for the United States, whose it is
/// anywhere else.
pub fn dollar_of(country: &str) -> Option<Currency> {
    of(COUNTRIES, country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_country_and_a_currency() {
        for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
            let (country, code) = line.split_once('\t').expect("two columns");
            assert!(country.len() == 2 && Currency::ISO.contains(code), "{line}");
            assert_eq!(dollar_of(country), Currency::of_code(code));
        }
        assert_eq!(dollar_of("US"), None);
        for line in NAMESAKES.lines().filter(|line| !line.starts_with('#')) {
            let (country, code) = line.split_once('\t').expect("two columns");
            assert!(country.len() == 2 && Currency::ISO.contains(code), "{line}");
            assert_eq!(namesake_of(country), Currency::of_code(code));
        }
    }
}
