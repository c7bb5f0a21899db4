//! What a figure is.

use crate::number::{Interval, Number};
use crate::text::Span;
use crate::units::Unit;

/// What sort of amount a figure states; the names are the contract's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Cardinal,
    Ordinal,
    Percent,
    PercentagePoint,
    Money,
    Measure,
    Ratio,
    Fraction,
    Multiple,
    Date,
    Time,
    Score,
    Identifier,
}

impl Kind {
    /// The kind of an amount with this unit.
    pub const fn of_unit(unit: Option<Unit>) -> Self {
        match unit {
            None => Kind::Cardinal,
            Some(Unit::Percent) => Kind::Percent,
            Some(Unit::PercentagePoint) => Kind::PercentagePoint,
            Some(Unit::Money(_) | Unit::MoneyPer(..)) => Kind::Money,
            Some(Unit::Measure(_)) => Kind::Measure,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Cardinal => "cardinal",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::PercentagePoint => "percentage-point",
            Kind::Money => "money",
            Kind::Measure => "measure",
            Kind::Ratio => "ratio",
            Kind::Fraction => "fraction",
            Kind::Multiple => "multiple",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Score => "score",
            Kind::Identifier => "identifier",
        }
    }
}

/// How an amount is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Nearly,
}

impl Hedge {
    pub const ALL: [Hedge; 6] =
        [Hedge::About, Hedge::MoreThan, Hedge::AtLeast, Hedge::LessThan, Hedge::AtMost, Hedge::Nearly];

    pub const fn as_str(self) -> &'static str {
        match self {
            Hedge::About => "about",
            Hedge::MoreThan => "more-than",
            Hedge::AtLeast => "at-least",
            Hedge::LessThan => "less-than",
            Hedge::AtMost => "at-most",
            Hedge::Nearly => "nearly",
        }
    }
}

/// A calendar date as far as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CalendarDate {
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// 1 to 4.
    pub quarter: Option<u8>,
}

impl CalendarDate {
    /// ISO 8601 as far as written: "2024", "2024-05", "2024-05-17", "--05-17", "2024-Q2". Nothing for a weekday alone.
    pub fn iso(&self) -> Option<String> {
        let day = |d: u8| format!("-{d:02}");
        match (self.year, self.month, self.day, self.quarter) {
            (Some(y), _, _, Some(q)) => Some(format!("{y:04}-Q{q}")),
            (None, _, _, Some(q)) => Some(format!("--Q{q}")),
            (Some(y), Some(m), d, None) => Some(format!("{y:04}-{m:02}{}", d.map(day).unwrap_or_default())),
            (Some(y), None, _, None) => Some(format!("{y:04}")),
            (None, Some(m), d, None) => Some(format!("--{m:02}{}", d.map(day).unwrap_or_default())),
            (None, None, _, None) => None,
        }
    }
}

/// A span of prose that states an amount. All spans are of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Number, scale word and unit; neither hedge nor noun.
    pub span: Span,
    pub kind: Kind,
    /// The amount; none for ranges, scores, dates and words that give no value ("plusieurs milliers").
    pub value: Option<Number>,
    /// What the written precision and the hedge leave open; the ends of a range.
    pub interval: Interval,
    /// The unit of the last digit written: 0.1 for "58.3", 10^5 for "58.3 million". The precision of the value.
    pub step: Option<Number>,
    pub unit: Option<Unit>,
    /// What else the unit's word can mean ("pounds", "tons").
    pub unit_or: Vec<Unit>,
    /// The word or sign of its money is that of several countries, and taken for the United States': "$", "dollars".
    pub shared: bool,
    /// M of "N of M".
    pub of: Option<Number>,
    pub hedge: Option<Hedge>,
    /// The counted noun phrase.
    pub noun: Option<Span>,
    pub date: Option<CalendarDate>,
    /// The second end of a span of dates ("17-19 mai", "2020-2024").
    pub until: Option<CalendarDate>,
    /// A time of day in 24 hours: "10:30".
    pub clock: Option<String>,
    /// Two ends of a range.
    pub range: bool,
    /// The numbers that were written: one, or each of a ratio's or range's.
    pub parts: Vec<Part>,
}

/// A number inside a figure, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Digits or number words with scale words, without unit: "1.4 quadrillion".
    pub span: Span,
    /// Digits alone, where there are any: "1.4".
    pub digits: Option<Span>,
    /// Several numbers that are one amount (6'2", 2 h 37 min): no single number can stand in its place.
    pub compound: bool,
    /// Below nought where a sign or a word for it stands before.
    pub value: Number,
    /// What the scale words multiply the digits by.
    pub scale: Number,
    /// The unit of the last digit written.
    pub step: Number,
}
