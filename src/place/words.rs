//! What a language says around place names: `languages/<code>/places.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::PlaceKind;
use crate::language::{Gap, Language, Page, fold as lower, tokens};

include!(concat!(env!("OUT_DIR"), "/place_words.rs"));

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// What may stand before a name and says what it is, by kind.
    before: BTreeMap<String, Vec<String>>,
    /// The same behind it.
    after: BTreeMap<String, Vec<String>>,
    words: Plain,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Plain {
    /// A place stands behind them, hardly anything else that has a capital.
    r#in: Vec<String>,
    /// Often a place.
    of: Vec<String>,
    /// Words with a capital that may follow a name without being part of it.
    follow: Vec<String>,
    /// The same before it.
    precede: Vec<String>,
    /// What is said to or of a person.
    person: Vec<String>,
    /// Behind a name they tell that it is a person's.
    acts: Vec<String>,
    /// A former name is said to be one.
    former: Vec<String>,
    /// Names that are first of all another word or a person.
    doubtful: Vec<String>,
    /// Names of other things that hold the name of a place.
    fixed: Vec<String>,
}

/// What a phrase beside a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// It is such a unit.
    Unit(PlaceKind),
    /// A place stands here.
    In,
    /// A place may stand here.
    Of,
    /// A word with a capital that is not part of the name.
    Beside,
    Person,
    Acts,
    Former,
}

/// The phrases of a language.
#[derive(Debug, Default)]
pub struct Words {
    before: HashMap<String, Vec<Cue>, FixedState>,
    after: HashMap<String, Vec<Cue>, FixedState>,
    doubtful: HashSet<String, FixedState>,
    /// By their first word.
    fixed: HashMap<String, Vec<String>, FixedState>,
}

/// Words of the longest phrase.
const LONGEST: usize = 5;

impl Words {
    /// A language's phrases; none where it has no file.
    pub fn of(language: Language) -> &'static Words {
        static ALL: OnceLock<Vec<(Language, Words)>> = OnceLock::new();
        static NONE: OnceLock<Words> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let read = |(code, text): &(&str, &str)| {
                let source = toml::from_str::<Source>(text).unwrap_or_default();
                Some((Language::of_code(code)?, Words::new(source)))
            };
            PLACE_SOURCES.iter().filter_map(read).collect()
        });
        all.iter().find(|row| row.0 == language).map_or_else(|| NONE.get_or_init(Words::default), |row| &row.1)
    }

    fn new(source: Source) -> Self {
        let mut words = Words::default();
        let kind = |name: &str| match name {
            "country" => PlaceKind::Country,
            "division" => PlaceKind::Division,
            "city" => PlaceKind::City,
            "district" => PlaceKind::District,
            "ward" => PlaceKind::Ward,
            _ => PlaceKind::Other,
        };
        let put = |table: &mut HashMap<String, Vec<Cue>, FixedState>, list: &[String], cue: Cue| {
            for phrase in list {
                table.entry(joined(phrase)).or_default().push(cue);
            }
        };
        for (name, list) in &source.before {
            put(&mut words.before, list, Cue::Unit(kind(name)));
        }
        for (name, list) in &source.after {
            put(&mut words.after, list, Cue::Unit(kind(name)));
        }
        let plain = source.words;
        put(&mut words.before, &plain.r#in, Cue::In);
        put(&mut words.before, &plain.of, Cue::Of);
        put(&mut words.before, &plain.precede, Cue::Beside);
        put(&mut words.before, &plain.person, Cue::Person);
        put(&mut words.before, &plain.former, Cue::Former);
        put(&mut words.after, &plain.follow, Cue::Beside);
        put(&mut words.after, &plain.acts, Cue::Acts);
        words.doubtful = plain.doubtful.iter().map(|w| lower(w)).collect();
        for phrase in &plain.fixed {
            let phrase = joined(phrase);
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            words.fixed.entry(first).or_default().push(phrase);
        }
        words
    }

    /// Whether the name is first of all something else in this language.
    pub fn is_doubtful(&self, written: &str) -> bool {
        self.doubtful.contains(&lower(written))
    }

    /// The cues of phrases that end right before token `at`, longest first.
    pub fn before(&self, page: &Page<'_>, at: usize) -> Vec<Cue> {
        // A phrase does not go over the end of a line, nor does one stand before a name over it.
        let most = (0..LONGEST.min(at)).take_while(|back| page.gap(at - back) != Gap::Line).count();
        // The words are put together once; shorter phrases are the rest of longer ones.
        let mut text = String::new();
        let mut starts = [0; LONGEST];
        for (start, i) in starts.iter_mut().zip(at - most..at) {
            if !text.is_empty() {
                text.push(' ');
            }
            *start = text.len();
            text.push_str(&lower(page.word(i)));
        }
        let phrases = starts.iter().take(most).filter_map(|start| self.before.get(text.get(*start..)?));
        phrases.flatten().copied().collect()
    }

    /// The cues of phrases that begin at token `at`, longest first.
    pub fn after(&self, page: &Page<'_>, at: usize) -> Vec<Cue> {
        let mut out = Vec::new();
        for count in (1..=3).rev() {
            if at + count <= page.len()
                && !(at..at + count).any(|i| page.gap(i) == Gap::Line)
                && let Some(cues) = self.after.get(&phrase(page, at, at + count))
            {
                out.extend(cues);
            }
        }
        out
    }

    /// The end of the name of another thing that begins at token `at`.
    pub fn fixed(&self, page: &Page<'_>, at: usize) -> Option<usize> {
        let list = self.fixed.get(&lower(page.word(at)))?;
        let ends = list.iter().filter_map(|phrase_of| {
            let end = at + phrase_of.split(' ').count();
            (end <= page.len() && phrase(page, at, end) == *phrase_of).then_some(end)
        });
        ends.max()
    }
}

/// A phrase's tokens in lower case with one space between.
fn joined(text: &str) -> String {
    let words: Vec<String> = tokens(text).iter().map(|t| lower(t.text(text))).collect();
    words.join(" ")
}

fn phrase(page: &Page<'_>, from: usize, to: usize) -> String {
    let words: Vec<String> = (from..to).map(|i| lower(page.word(i))).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (code, text) in PLACE_SOURCES {
            let source = toml::from_str::<Source>(text);
            assert!(source.is_ok(), "{code}: {:?}", source.err());
        }
        assert!(PLACE_SOURCES.len() >= 3);
    }
}
