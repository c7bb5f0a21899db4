//! Languages.

/// A language that has a pack; its code is ISO 639-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

impl Language {
    /// The language with this code ("fr", "fr-CA", "FR_fr"), if it has a pack.
    pub fn of_code(_code: &str) -> Option<Self> {
        None
    }
    pub fn code(self) -> &'static str {
        "en"
    }
}
