//! What a check reports.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::messages::Message;
use crate::text::Span;

/// How much a finding weighs. The order is from light to heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

impl Severity {
    pub const ALL: [Severity; 4] = [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error];

    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no severity or no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of them")]
pub struct Unknown(pub String);

impl FromStr for Severity {
    type Err = Unknown;
    fn from_str(s: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|x| x.as_str() == s).ok_or_else(|| Unknown(s.to_owned()))
    }
}

macro_rules! codes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The kinds of finding; the names are the contract's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($variant),* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }
        }
    };
}

codes! {
    UnitConversion = "unit-conversion",
    CurrencyConversion = "currency-conversion",
    PartOfWhole = "part-of-whole",
    SumOfParts = "sum-of-parts",
    Percentage = "percentage",
    Growth = "growth",
    ListCount = "list-count",
    RepeatedClaim = "repeated-claim",
    RangeOrder = "range-order",
    Date = "date",
    ScaleWord = "scale-word",
    Translation = "translation",
    NumberFormat = "number-format",
    PlaceVariant = "place-variant",
    PlaceSpelling = "place-spelling",
    PlaceStyle = "place-style",
    PlaceRenamed = "place-renamed",
    Settings = "settings",
    StaleIgnore = "stale-ignore",
}

impl Code {
    /// The severity that its findings have where settings say nothing: the contract's words.
    pub const fn default_severity(self) -> &'static str {
        match self {
            Code::UnitConversion | Code::PartOfWhole | Code::Percentage | Code::Growth | Code::Date => "error",
            Code::CurrencyConversion => "error / warning",
            Code::Translation => "error / warning / hint",
            Code::SumOfParts
            | Code::ListCount
            | Code::RepeatedClaim
            | Code::RangeOrder
            | Code::ScaleWord
            | Code::PlaceVariant
            | Code::PlaceSpelling
            | Code::Settings => "warning",
            Code::PlaceStyle | Code::PlaceRenamed => "information",
            Code::StaleIgnore => "hint",
            Code::NumberFormat => "off",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = Unknown;
    fn from_str(s: &str) -> Result<Self, Unknown> {
        Self::ALL.iter().copied().find(|x| x.as_str() == s).ok_or_else(|| Unknown(s.to_owned()))
    }
}

/// Something wrong in an article. Spans are of the article's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// What a reader would correct.
    pub span: Span,
    pub message: Message,
    /// What it was held against.
    pub related: Vec<Related>,
    pub fixes: Vec<Fix>,
}

/// Another version of the story that a finding speaks of. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What whoever compared the versions calls it: a path or a URI.
    pub path: Arc<str>,
    /// The text that spans count in.
    pub text: Arc<str>,
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Elsewhere").field(&self.path).finish()
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub span: Span,
    pub message: Message,
    /// Nothing for a place of the same article.
    pub elsewhere: Option<Elsewhere>,
}

impl Related {
    /// A place of the same article.
    pub const fn here(span: Span, message: Message) -> Self {
        Self { span, message, elsewhere: None }
    }
}

/// One way to mend it: plain replacements, made together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: Message,
    /// No value changes: spelling or format only. Only such fixes are applied without a person's choice.
    pub safe: bool,
    pub edits: Vec<Replacement>,
}

/// `text` in the place of `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub span: Span,
    pub text: String,
    /// Nothing for a place of the same article.
    pub elsewhere: Option<Elsewhere>,
}

impl Replacement {
    /// In the same article.
    pub const fn here(span: Span, text: String) -> Self {
        Self { span, text, elsewhere: None }
    }
}
