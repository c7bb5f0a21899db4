//! Units of measure and currencies.
//!
//! Conversions are exact, from one table (`src/tables/units*.tsv`) that is made from CLDR and our own rows.
//! [`agree`] says whether two written amounts are the same, [`equivalents`] what stands beside one, [`rates`] what a
//! currency was worth in a month.

pub mod agree;
mod currency;
mod dollar;
pub mod equivalents;
mod measure;
#[cfg(test)]
mod oracle;
mod own_rates;
pub mod rates;
mod system;
mod table;

pub use agree::Amount;
pub use currency::Currency;
pub use dollar::{dollar_of, namesake_of};
pub use measure::Measure;
pub use own_rates::OwnRates;
pub use system::System;

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Percent,
    PercentagePoint,
    /// A physical unit, a duration, a temperature, a rate of two of them ("kilometer-per-hour").
    Measure(Measure),
    Money(Currency),
    /// Money for each unit of something: "VND-per-kilogram".
    MoneyPer(Currency, Measure),
}

impl Unit {
    /// The currency of a sum or of a price.
    pub const fn currency(self) -> Option<Currency> {
        match self {
            Unit::Money(currency) | Unit::MoneyPer(currency, _) => Some(currency),
            _ => None,
        }
    }

    /// The unit with this identifier of the contract's, as [`Self::identifier`] writes it.
    pub fn of_identifier(text: &str) -> Option<Self> {
        match text {
            "percent" => return Some(Unit::Percent),
            "percentage-point" => return Some(Unit::PercentagePoint),
            _ => {}
        }
        match text.split_once("-per-") {
            Some((code, per)) if Currency::of_code(code).is_some() => {
                Some(Unit::MoneyPer(Currency::of_code(code)?, Measure::of_id(per)?))
            }
            _ => Currency::of_code(text).map(Unit::Money).or_else(|| Measure::of_id(text).map(Unit::Measure)),
        }
    }

    /// The contract's identifier: "percent", "kilometer", "USD", "VND-per-kilogram".
    pub fn identifier(self) -> String {
        match self {
            Unit::Percent => "percent".to_owned(),
            Unit::PercentagePoint => "percentage-point".to_owned(),
            Unit::Measure(m) => m.id().to_owned(),
            Unit::Money(c) => c.code().to_owned(),
            Unit::MoneyPer(c, m) => format!("{}-per-{}", c.code(), m.id()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_go_there_and_back() {
        for id in ["percent", "percentage-point", "VND", "USD-per-barrel", "EUR-per-megawatt-hour", "hectare", "knot"] {
            assert_eq!(Unit::of_identifier(id).map(Unit::identifier).as_deref(), Some(id));
        }
        for bad in ["", "usd", "Hectare", "USD-per-", "USD-per-EUR", "hectare-per-USD"] {
            assert_eq!(Unit::of_identifier(bad), None, "{bad}");
        }
    }
}
