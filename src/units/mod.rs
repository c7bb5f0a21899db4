//! Units of measure and currencies.
//!
//! Conversions are exact, from one table (`src/tables/units*.tsv`) that is made from CLDR and our own rows.
//! [`agree`] says whether two written amounts are the same, [`equivalents`] what stands beside one.

pub mod agree;
mod currency;
pub mod equivalents;
mod measure;
#[cfg(test)]
mod oracle;
mod system;
mod table;

pub use agree::Amount;
pub use currency::Currency;
pub use measure::Measure;
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
