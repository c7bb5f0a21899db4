//! Languages: what a pack holds, which language a text is in, words and sentences.

mod closed;
mod cut;
mod dates;
mod detect;
mod dollars;
mod fill;
mod folding;
mod lexicon;
mod names;
mod opening;
mod pack;
mod page;
mod phrase;
mod said;
mod schema;
mod schema_claims;
mod sentence;
mod slots;
mod spelled;
mod token;
mod words;
mod writing;

use std::sync::OnceLock;

pub use cut::Cut;
pub use dates::Calendar;
pub use detect::{Evidence, guess};
pub use fill::LOOSE_SIDES;
pub use folding::{fold, folded};
pub use lexicon::{DayPart, Direction, Hit, Lasting, Lexicon, Link, ListWord, Phrase, Sense, Sided};
pub use pack::{DateOrder, Pack, PackError};
pub use page::Page;
pub use schema::Modifiers;
pub use sentence::sentences;
pub use spelled::{Spelled, spelled};
pub use token::{Folds, Gap, Shape, Token, each_token, tokens};
pub use words::ByWord;
pub use writing::Writing;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A language that has a pack; its code is ISO 639-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

impl Language {
    /// The language with this code ("fr", "fr-CA", "FR_fr"), if it has a pack.
    pub fn of_code(code: &str) -> Option<Self> {
        // Most often it is a pack's as it stands.
        let exact = SOURCES.iter().position(|row| row.0 == code);
        let main = || code.split(['-', '_']).next().unwrap_or_default().trim();
        let at = exact.or_else(|| SOURCES.iter().position(|row| row.0.eq_ignore_ascii_case(main())))?;
        u8::try_from(at).ok().map(Self)
    }

    /// Every language that has a pack, English first.
    pub fn all() -> impl Iterator<Item = Language> {
        (0..SOURCES.len()).filter_map(|i| u8::try_from(i).ok().map(Self))
    }

    pub fn code(self) -> &'static str {
        SOURCES.get(self.0 as usize).map_or("", |row| row.0)
    }

    /// What tells the language, without the rest of its pack; nothing where that cannot be read.
    fn telling(self) -> Option<schema::Detect> {
        let own = writing::tables(SOURCES.get(self.0 as usize)?.1, &["detect"]);
        toml::from_str(&own).ok().map(|schema::Telling { detect }| detect)
    }

    /// How copydesk writes in it; read at the first call, without the rest of the pack.
    pub fn writing(self) -> &'static Writing {
        static ALL: OnceLock<Vec<OnceLock<Writing>>> = OnceLock::new();
        static PLAIN: OnceLock<Writing> = OnceLock::new();
        let all = ALL.get_or_init(|| SOURCES.iter().map(|_| OnceLock::new()).collect());
        let read = || {
            let row = SOURCES.get(self.0 as usize);
            row.and_then(|(_, toml, names)| Writing::read(toml, names).ok()).unwrap_or_default()
        };
        let own = all.get(self.0 as usize).map(|cell| cell.get_or_init(read));
        own.unwrap_or_else(|| PLAIN.get_or_init(Writing::default))
    }

    /// What the pack holds; read at the first call.
    pub fn pack(self) -> &'static Pack {
        static PACKS: OnceLock<Vec<OnceLock<Pack>>> = OnceLock::new();
        static EMPTY: OnceLock<Pack> = OnceLock::new();
        let packs = PACKS.get_or_init(|| SOURCES.iter().map(|_| OnceLock::new()).collect());
        let read =
            || SOURCES.get(self.0 as usize).map_or_else(Pack::empty, |row| Pack::read_or_empty(row.0, row.1, row.2));
        packs.get(self.0 as usize).map_or_else(|| EMPTY.get_or_init(Pack::empty), |cell| cell.get_or_init(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_can_be_read() {
        for (code, toml, names) in SOURCES {
            let pack = Pack::read(toml, names).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert_eq!(pack.code, *code);
            let whole: schema::Source = toml::from_str(toml).unwrap_or_else(|error| panic!("{code}: {error}"));
            let telling = Language::of_code(code).and_then(Language::telling);
            assert_eq!(telling, Some(whole.detect), "{code}");
        }
        assert_eq!(Language::of_code("fr-CA").map(Language::code), Some("fr"));
        assert_eq!(Language::of_code("xx"), None);
    }
}
