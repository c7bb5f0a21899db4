//! What a language says around place names: `languages/<code>/places.toml`.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::PlaceKind;
use crate::language::{ByWord, Gap, Language, Page, fold as lower, folded, tokens};

include!(concat!(env!("OUT_DIR"), "/place_words.rs"));

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// What may stand before a name and says what it is, by kind.
    before: BTreeMap<String, Vec<String>>,
    /// The same behind it.
    after: BTreeMap<String, Vec<String>>,
    words: Plain,
    #[serde(default)]
    forms: Forms,
}

/// How the language writes names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Forms {
    /// Each syllable of a name has a capital and stands alone; a name before a person's is a place's.
    #[serde(default)]
    syllables: bool,
    /// Every noun has a capital.
    #[serde(default)]
    nouns: bool,
    /// Foreign names keep the accents that the language's keyboard has, in some houses.
    #[serde(default)]
    half_accents: bool,
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
    /// A place may stand behind them, and one that is nearly spelled right is meant if it is a great one.
    #[serde(default)]
    toward: Vec<String>,
    /// Behind them stands the name of something else that is called like a place: a river, a street, a firm.
    #[serde(default)]
    thing: Vec<String>,
    /// What stands before the names of countries and regions, and never before a person's: "le", "au", "du".
    #[serde(default)]
    article: Vec<String>,
    /// Names of families: the name behind one is a person's.
    #[serde(default)]
    surname: Vec<String>,
    /// Behind a name they say that it is a former one.
    #[serde(default)]
    former_after: Vec<String>,
    /// A sentence that has one of them tells of how it was.
    #[serde(default)]
    then: Vec<String>,
    /// What makes an adjective or a people of a place's name, without accents: no slips.
    #[serde(default)]
    endings: Vec<String>,
    /// What every name takes behind "of", without accents: "im Süden New Yorks".
    #[serde(default)]
    genitives: Vec<String>,
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
    /// A place may stand here, or something else.
    Toward,
    /// Something else that is called like a place stands here.
    Thing,
    /// A country or a region may stand here, no person.
    Article,
    /// A person's name goes on here.
    Surname,
}

impl Cue {
    #[inline]
    const fn bit(self) -> u16 {
        1 << match self {
            Cue::Unit(_) => 0,
            Cue::In => 1,
            Cue::Of => 2,
            Cue::Beside => 3,
            Cue::Person => 4,
            Cue::Acts => 5,
            Cue::Former => 6,
            Cue::Toward => 7,
            Cue::Thing => 8,
            Cue::Article => 9,
            Cue::Surname => 10,
        }
    }

    /// Whether it says what the name is of, a place or not.
    const fn tells(self) -> bool {
        matches!(self, Cue::Unit(_) | Cue::In | Cue::Of | Cue::Toward | Cue::Thing | Cue::Person)
    }
}

/// What stands beside a name: which cues, and of some of them the first. Those of longer phrases come first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cues {
    bits: u16,
    /// The first unit.
    pub unit: Option<PlaceKind>,
    /// The first cue that says what the name is of.
    pub telling: Option<Cue>,
}

impl Cues {
    fn add(&mut self, cue: Cue) {
        self.bits |= cue.bit();
        if let Cue::Unit(kind) = cue {
            self.unit = self.unit.or(Some(kind));
        }
        self.telling = self.telling.or(Some(cue).filter(|cue| cue.tells()));
    }

    /// These, then others.
    #[inline]
    pub fn then(self, others: Cues) -> Cues {
        Cues {
            bits: self.bits | others.bits,
            unit: self.unit.or(others.unit),
            telling: self.telling.or(others.telling),
        }
    }

    /// Whether a cue is among them; for a unit, whether any is.
    #[inline]
    pub const fn has(self, cue: Cue) -> bool {
        self.bits & cue.bit() != 0
    }

    #[inline]
    const fn is_empty(self) -> bool {
        self.bits == 0
    }
}

/// The phrases of a language.
#[derive(Debug, Default)]
pub struct Words {
    /// By the words of the phrase from the last to the first; what longer phrases end with has an entry too.
    before: Phrases,
    /// By the words from the first to the last; what longer phrases begin with has an entry too.
    after: Phrases,
    doubtful: HashSet<String, FixedState>,
    /// By their first word.
    fixed: ByWord<Vec<String>>,
    /// The same.
    then: ByWord<Vec<String>>,
    /// Longest first.
    pub endings: Vec<String>,
    pub genitives: Vec<String>,
    pub syllables: bool,
    pub nouns: bool,
    half_accents: bool,
}

/// What words right beside a name say of it.
#[derive(Debug, Default)]
struct Beside {
    cues: Cues,
    /// What longer phrases go on with.
    more: Phrases,
}

/// What phrases say, word by word: each word leads to those that may follow it.
#[derive(Debug, Default)]
struct Phrases(ByWord<Beside>);

impl Phrases {
    /// Tells of the first of these tokens, of the first two together, and so on, how many they are and what is known of
    /// them, as far as phrases go on.
    fn follow<'p>(
        &'p self,
        page: &Page<'_>,
        tokens: impl Iterator<Item = usize>,
        mut each: impl FnMut(usize, &'p Beside),
    ) {
        let mut here = self;
        for (before, at) in tokens.enumerate() {
            let Some(known) = page.look(&here.0, at) else { return };
            each(before + 1, known);
            if known.more.0.is_empty() {
                return;
            }
            here = &known.more;
        }
    }
}

/// Words of the longest phrase.
const LONGEST: usize = 5;

impl Words {
    /// A language's phrases, read when first asked for; none where it has no file.
    pub fn of(language: Language) -> &'static Words {
        /// A language with its source and, once somebody asked, its phrases.
        type Row = (Language, &'static str, OnceLock<Words>);
        static ALL: OnceLock<Vec<Row>> = OnceLock::new();
        static NONE: OnceLock<Words> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let row = |(code, text): &(&str, &'static str)| Some((Language::of_code(code)?, *text, OnceLock::new()));
            PLACE_SOURCES.iter().filter_map(row).collect()
        });
        let Some((_, text, words)) = all.iter().find(|row| row.0 == language) else {
            return NONE.get_or_init(Words::default);
        };
        words.get_or_init(|| Words::new(toml::from_str::<Source>(text).unwrap_or_default()))
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
        let put = |table: &mut Phrases, list: &[String], cue: Cue, backwards: bool| {
            for phrase in list {
                let joined = joined(phrase);
                let mut words: Vec<&str> = joined.split(' ').collect();
                if backwards {
                    words.reverse();
                }
                let Some((last, words)) = words.split_last() else { continue };
                let mut here = &mut *table;
                for word in words {
                    here = &mut here.0.entry(word).more;
                }
                here.0.entry(last).cues.add(cue);
            }
        };
        let before = |table: &mut _, list: &[String], cue| put(table, list, cue, true);
        let after = |table: &mut _, list: &[String], cue| put(table, list, cue, false);
        for (name, list) in &source.before {
            before(&mut words.before, list, Cue::Unit(kind(name)));
        }
        for (name, list) in &source.after {
            after(&mut words.after, list, Cue::Unit(kind(name)));
        }
        let plain = source.words;
        before(&mut words.before, &plain.r#in, Cue::In);
        before(&mut words.before, &plain.of, Cue::Of);
        before(&mut words.before, &plain.precede, Cue::Beside);
        before(&mut words.before, &plain.person, Cue::Person);
        before(&mut words.before, &plain.former, Cue::Former);
        after(&mut words.after, &plain.follow, Cue::Beside);
        before(&mut words.before, &plain.toward, Cue::Toward);
        before(&mut words.before, &plain.thing, Cue::Thing);
        before(&mut words.before, &plain.article, Cue::Article);
        before(&mut words.before, &plain.surname, Cue::Surname);
        after(&mut words.after, &plain.acts, Cue::Acts);
        after(&mut words.after, &plain.former_after, Cue::Former);
        words.endings = plain.endings;
        words.genitives = plain.genitives;
        words.endings.sort_by_key(|e| std::cmp::Reverse(e.len()));
        (words.syllables, words.nouns) = (source.forms.syllables, source.forms.nouns);
        words.half_accents = source.forms.half_accents;
        words.doubtful = plain.doubtful.iter().chain(super::rules::doubtful()).map(|w| lower(w)).collect();
        for (list, table) in [(&plain.fixed, &mut words.fixed), (&plain.then, &mut words.then)] {
            for phrase in list {
                let phrase = joined(phrase);
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                table.entry(&first).push(phrase);
            }
        }
        words
    }

    /// Whether the name is first of all something else in this language.
    pub fn is_doubtful(&self, written: &str) -> bool {
        folded(written, |word| self.doubtful.contains(word))
    }

    /// Whether a name begins with what a person is called by: "Bà Lan".
    pub fn is_person(&self, written: &str) -> bool {
        let known = written.split(' ').next().and_then(|first| folded(first, |word| self.before.0.get(word)));
        known.is_some_and(|known| known.cues.has(Cue::Person))
    }

    /// The cues of phrases that end right before token `at`.
    pub fn before(&self, page: &Page<'_>, at: usize) -> Cues {
        let (mut out, mut former) = (Cues::default(), false);
        self.ending(page, at, LONGEST, |count, cues| {
            out = cues.then(out);
            // "The former province of Bac Giang": what is said of the unit is said of the name.
            if cues.unit.is_some() {
                self.ending(page, at - count, LONGEST - count, |_, ahead| former |= ahead.has(Cue::Former));
            }
        });
        if former {
            out.add(Cue::Former);
        }
        out
    }

    /// Whether a phrase that says what a place is begins at token `at`: the word before it is no name ("the German city
    /// of Bonn").
    pub fn says_what(&self, page: &Page<'_>, at: usize) -> bool {
        (at + 1..=page.len().min(at + LONGEST)).any(|to| {
            let mut says = false;
            self.ending(page, to, to - at, |count, cues| says |= count == to - at && cues.unit.is_some());
            says
        })
    }

    /// Tells of the phrases of at most so many words that end right before token `at`: how many words, and the cues;
    /// shortest first.
    fn ending(&self, page: &Page<'_>, at: usize, most: usize, mut each: impl FnMut(usize, Cues)) {
        // A phrase does not go over the end of a line, nor does one stand before a name over it.
        let on_line = |count: usize| (page.gap(at + 1 - count) != Gap::Line).then(|| at - count);
        self.before.follow(page, (1..=most.min(at)).map_while(on_line), |count, known| {
            if !known.cues.is_empty() {
                each(count, known.cues);
            }
        });
    }

    /// The cues of phrases that begin at token `at`.
    pub fn after(&self, page: &Page<'_>, at: usize) -> Cues {
        let mut out = Cues::default();
        let on_line = |i: usize| (page.gap(i) != Gap::Line).then_some(i);
        let tokens = (at..page.len().min(at + 3)).map_while(on_line);
        self.after.follow(page, tokens, |_, known| out = known.cues.then(out));
        out
    }

    /// Whether a phrase that tells of a time before stands among these tokens.
    pub fn tells_of_before(&self, page: &Page<'_>, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|at| Self::listed(&self.then, page, at).is_some())
    }

    /// The end of the name of another thing, one that holds the name of a place, that begins at token `at`.
    #[inline]
    pub fn fixed_end(&self, page: &Page<'_>, at: usize) -> Option<usize> {
        Self::listed(&self.fixed, page, at)
    }

    #[inline]
    fn listed(table: &ByWord<Vec<String>>, page: &Page<'_>, at: usize) -> Option<usize> {
        Self::whole(page.look(table, at)?, page, at)
    }

    /// The end of the longest of some phrases of one first word that stands at token `at`.
    fn whole(list: &[String], page: &Page<'_>, at: usize) -> Option<usize> {
        let ends = list.iter().filter_map(|phrase_of| {
            let mut end = at;
            let same = |word: &str| {
                end += 1;
                end <= page.len() && page.folded(end - 1, |own| own == word)
            };
            phrase_of.split(' ').all(same).then_some(end)
        });
        ends.max()
    }
}

/// Whether a language writes foreign names with those of their accents that its keyboard has, in some houses.
pub fn has_half_accents(language: Language) -> bool {
    Words::of(language).half_accents
}

/// A phrase's tokens in lower case with one space between.
fn joined(text: &str) -> String {
    let words: Vec<String> = tokens(text).iter().map(|t| lower(t.text(text))).collect();
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
