//! What a desk can set: `copydesk.toml` and what a client sends, in one shape.
//!
//! A source of settings is read into a [`Layer`] and the faults in it; [`Settings::merged`] lays layers on top of each
//! other over the defaults. Only [`discovery`] touches files.

pub mod amend;
pub mod describe;
pub mod discovery;
pub mod house;
mod layer;
mod node;
mod read;
pub mod remember;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use layer::Layer;
pub use read::SettingsProblem;

use crate::checks::{Code, Severity};
use crate::number::Number;
use crate::units::{Currency, System};

/// What a folder scan takes where nothing is set.
pub const FILES: [&str; 3] = ["**/*.md", "**/*.markdown", "**/*.txt"];

/// How the versions of one story are named where nothing is set.
pub const VERSIONS: [&str; 3] = ["{slug}.{lang}.{ext}", "{lang}/{slug}.{ext}", "{lang}-{slug}.{ext}"];

/// The settings of the contract that are in force, every layer applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The language of every article; else it is found article by article.
    pub language: Option<String>,
    /// Glob patterns of what a folder scan takes, counted from the settings file's folder.
    pub files: Vec<String>,
    /// The severity a check reports at, or `None` for one that is off.
    pub checks: BTreeMap<Code, Option<Severity>>,
    pub currency: CurrencySettings,
    /// Systems of units that a hover shows.
    pub units_into: Vec<System>,
    /// A named house profile; `style` and `prefer` stand above what it says.
    pub profile: Option<String>,
    /// The form of place names, by language code.
    pub places: BTreeMap<String, PlaceForm>,
    /// Place names by the form that the house wants instead.
    pub prefer: BTreeMap<String, String>,
    /// The desk's own places: a file with a line each, between tabs.
    pub own_places: Option<PathBuf>,
    /// File name patterns of a story's versions.
    pub versions: Vec<String>,
    /// The language that stories are written in first; nothing where either version may be the original.
    pub original: Option<String>,
    /// Articles that look like versions of one story and are none, by path.
    pub apart: Vec<[PathBuf; 2]>,
    /// Findings looked at and left as they are.
    pub stet: Vec<Stet>,
}

/// Section `[currency]`.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrencySettings {
    /// How far, relatively, a converted amount may be from the month's rates.
    pub tolerance: Number,
    /// What hovers show.
    pub into: Vec<Currency>,
    /// The desk's own rates: a file with date, from, to, rate.
    pub rates: Option<PathBuf>,
}

/// Which form of a place name a language's articles use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceForm {
    /// The language's own name for the place: Londres.
    Exonym,
    /// The native name without accents: Ha Noi.
    Ascii,
    /// The native name: Hà Nội.
    Native,
    /// The native name with those accents that the language's keyboard has.
    Keyboard,
}

impl PlaceForm {
    pub const ALL: [PlaceForm; 4] = [PlaceForm::Exonym, PlaceForm::Ascii, PlaceForm::Native, PlaceForm::Keyboard];

    pub const fn as_str(self) -> &'static str {
        match self {
            PlaceForm::Exonym => "exonym",
            PlaceForm::Ascii => "ascii",
            PlaceForm::Native => "native",
            PlaceForm::Keyboard => "keyboard",
        }
    }
}

/// A `[[stet]]`: a finding looked at and left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stet {
    /// The article, absolute once [`Layer::in_folder`] said where its settings stand.
    pub path: PathBuf,
    pub code: Code,
    pub quote: String,
    pub note: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            files: FILES.map(str::to_owned).to_vec(),
            checks: BTreeMap::new(),
            currency: CurrencySettings {
                tolerance: Number::from(7) / 100,
                into: ["USD", "EUR"].into_iter().filter_map(Currency::of_code).collect(),
                rates: None,
            },
            units_into: vec![System::Metric, System::Imperial],
            profile: None,
            places: BTreeMap::new(),
            prefer: BTreeMap::new(),
            own_places: None,
            versions: VERSIONS.map(str::to_owned).to_vec(),
            original: None,
            apart: Vec::new(),
            stet: Vec::new(),
        }
    }
}

impl Settings {
    /// The defaults with `layers` on top, each above the one before it. Lists replace, tables are joined key by key,
    /// every `[[stet]]` counts.
    pub fn merged(layers: &[&Layer]) -> Self {
        let mut settings = Self::default();
        for layer in layers {
            layer.put_on(&mut settings);
        }
        // A house lies below what any layer says.
        if let Some(house) = settings.profile.as_deref().and_then(house::house) {
            for (language, form) in &house.places {
                settings.places.entry(language.clone()).or_insert(*form);
            }
            for (from, to) in &house.prefer {
                settings.prefer.entry(from.clone()).or_insert_with(|| to.clone());
            }
        }
        settings
    }

    /// What is set for a check: nothing, off (`Some(None)`) or a severity.
    pub fn severity(&self, code: Code) -> Option<Option<Severity>> {
        self.checks.get(&code).copied()
    }

    /// Whether two articles were said to be no versions of one story.
    pub fn are_apart(&self, a: &Path, b: &Path) -> bool {
        let same = |x: &Path, y: &Path| a.ends_with(x) && b.ends_with(y);
        self.apart.iter().any(|[x, y]| same(x, y) || same(y, x))
    }

    /// Whether a finding with this code on these words of `file` is to be left as it is.
    pub fn is_stet(&self, file: &Path, code: Code, quote: &str) -> bool {
        // A path that is not absolute yet matches by its last parts.
        self.stet.iter().any(|s| s.code == code && s.quote == quote && file.ends_with(&s.path))
    }
}

#[cfg(test)]
mod tests;
