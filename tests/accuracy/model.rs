//! What is measured: cases of a suite and what they expect.

use copydesk::number::Number;
use copydesk::text::Span;

use crate::units::Wanted;

/// What a suite is asked about, in its own terms; the rows of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Number,
    /// A number that is no whole one, counted under `Number` too.
    Fraction,
    Ordinal,
    Percent,
    Money,
    Dimension,
    Temperature,
    Date,
    /// From here on beside the scope: shown, but in no sum and under no floor.
    Duration,
    Range,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Fraction => "of it fractions",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Dimension => "dimension",
            Kind::Temperature => "temperature",
            Kind::Date => "date",
            Kind::Duration => "duration",
            Kind::Range => "number range",
        }
    }

    /// Whether it is one of the models that the wanted figures speak of.
    pub const fn in_scope(self) -> bool {
        !matches!(self, Kind::Duration | Kind::Range)
    }

    /// Fractions are rows of their own and numbers all the same.
    pub const fn counted_as(self) -> Self {
        if matches!(self, Kind::Fraction) { Kind::Number } else { self }
    }
}

/// One row of a suite.
#[derive(Clone, Debug)]
pub struct Case {
    pub id: String,
    pub suite: &'static str,
    pub language: String,
    pub text: String,
    pub golds: Vec<Gold>,
    /// What the row is complete for: other figures of ours in it are neither right nor wrong. Nothing: for all.
    pub asks: Option<Kind>,
}

/// What a suite wants found.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Bytes of the case's text.
    pub span: Span,
    pub kind: Kind,
    pub expect: Expect,
    /// Nothing where the suite says nothing of a unit.
    pub unit: Option<Wanted>,
    /// Why it is not counted.
    pub skip: Option<&'static str>,
}

/// The value that a suite wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    Value(Number),
    /// A range; an open side has no bound.
    Ends(Option<Number>, Option<Number>),
    /// ISO 8601 as far as written, in the contract's form.
    Date(String),
    /// Said in a way that is not compared.
    Unsaid,
}

/// Reads a suite's decimal: a point or a comma before decimals, an exponent, never groups.
pub fn decimal(text: &str) -> Option<Number> {
    let text = text.trim().trim_end_matches('%').replace(',', ".");
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text.as_str(), 0),
    };
    Some(Number::decimal(digits).ok()? * Number::ten_to(exponent))
}

/// The bytes of a span that a suite counts in code points; nothing where it does not fit.
pub fn bytes(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let first = ends.clone().nth(start)?;
    let last = ends.nth(end)?;
    (first < last).then(|| Span::new(first, last))
}
