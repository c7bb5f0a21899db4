//! Whose money the bare dollar sign means where.

use super::Currency;

const COUNTRIES: &str = include_str!("../tables/dollars.tsv");

/// The money that a country (ISO 3166-1 alpha-2) writes with a bare `$`; nothing for the United States, whose it is
/// anywhere else.
pub fn dollar_of(country: &str) -> Option<Currency> {
    let rows = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    let (_, code) = rows.filter_map(|line| line.split_once('\t')).find(|(own, _)| *own == country)?;
    Currency::of_code(code)
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
    }
}
