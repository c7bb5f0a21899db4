//! A language pack, ready for use.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Deref;

use foldhash::fast::FixedState;

use super::dates::{self, Calendar};
use super::dollars::Dollars;
use super::fill::fill;
use super::fold;
use super::lexicon::Lexicon;
use super::names;
use super::schema::{Joiner, Nouns, Source};
use super::writing::{Writing, power};

/// What is wrong with a pack. A pack that is built in has none: a test holds it to that.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("not of the pack's shape: {0}")]
    Shape(#[from] Box<toml::de::Error>),
    #[error("{0}: no such unit")]
    Unit(String),
    #[error("{0}: no currency code")]
    Currency(String),
    #[error("{0}: no power of ten")]
    Power(String),
    #[error("{0}: no hedge")]
    Hedge(String),
    #[error("{0}: neither a unit nor money")]
    Name(String),
    #[error("{0}: no fraction")]
    Fraction(String),
    #[error("{what}: {got} rows, not {want}")]
    Count { what: &'static str, got: usize, want: usize },
}

/// How three numbers in a row make a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// What is known of a language.
#[derive(Debug)]
pub struct Pack {
    pub code: String,
    /// The language's name in English.
    pub name: String,
    pub lexicon: Lexicon,
    /// How copydesk writes in it; found as if it stood here.
    pub writing: Writing,
    pub date_order: DateOrder,
    /// Months are written with a capital.
    pub capital_months: bool,
    /// "(17/5)" is a day.
    pub bracketed_days: bool,
    pub joiner: Option<Joiner>,
    pub nouns: Nouns,
    /// A number word with a capital inside a sentence is a name.
    pub capital_is_name: bool,
    /// A digit in words behind hundreds is so many tenths of them.
    pub tenths: bool,
    /// Number words are written as one word.
    pub closed_numbers: bool,
    /// A full stop behind digits makes an ordinal of them, and a day before a month.
    pub dot_ordinals: bool,
    before_ordinals: HashSet<String, FixedState>,
    months: HashSet<String, FixedState>,
    points_nouns: HashSet<String, FixedState>,
    decade_suffixes: Vec<String>,
    /// "from A to B" without a word of movement is a range.
    pub from_is_range: bool,
    /// Inflections by their last byte, longest first.
    endings: BTreeMap<u8, Vec<String>>,
    /// Endings of verbs that tell of what is to come.
    plan_endings: Vec<String>,
    /// Words that part two claims (`repeats.contrast`): without them no two figures are taken for one claim.
    pub(crate) knows_contrasts: bool,
    pub calendar: Calendar,
    pub dollars: Dollars,
    decimal: char,
    group: Vec<char>,
    plain_words: HashSet<String, FixedState>,
    ordinal_suffixes: Vec<String>,
    suffixes_of: BTreeMap<String, Vec<String>>,
    date_labels: HashSet<String, FixedState>,
    short_scales: HashMap<String, u8>,
    abbreviations: HashSet<String, FixedState>,
}

impl Pack {
    /// Reads a pack, and the `names.tsv` beside it; empty where there is none.
    ///
    /// # Errors
    /// [`PackError`], naming the first row that cannot be used.
    pub fn read(toml: &str, names: &str) -> Result<Self, PackError> {
        let source: Source = toml::from_str(toml).map_err(Box::new)?;
        let mut lexicon = Lexicon::default();
        fill(&source, &mut lexicon)?;
        let names = names::rows(names)?;
        names::fill(&names, &mut lexicon);
        lexicon.settle();
        let mut short_scales = HashMap::new();
        for (key, words) in source.scale.short.iter().chain(&source.scale.short_money) {
            let power = power(key)?;
            short_scales.extend(words.iter().map(|word| (word.clone(), power)));
        }
        let writing = Writing::of(
            &source.separators,
            &source.scale,
            &source.percent,
            source.units.iter().map(|(id, unit)| (id, &unit.write)),
            source.currencies.iter().map(|(code, money)| (code, (&money.write, &money.sign))),
            &names,
        )?;
        let folded = |words: &[String]| words.iter().map(|w| fold(w)).collect::<HashSet<_, FixedState>>();
        let one = |text: &String| text.chars().next();
        Ok(Self {
            date_order: if source.date.order == "mdy" { DateOrder::MonthFirst } else { DateOrder::DayFirst },
            capital_months: source.date.capital_months,
            bracketed_days: source.date.bracketed_days,
            joiner: source.numbers.joiner.clone(),
            nouns: source.nouns.clone(),
            capital_is_name: source.numbers.capital_is_name,
            tenths: source.numbers.tenths,
            closed_numbers: source.numbers.closed,
            dot_ordinals: !source.ordinals.dot_behind.is_empty(),
            before_ordinals: folded(&source.ordinals.dot_behind),
            points_nouns: folded(&source.changes.points),
            months: source.date.months.iter().flatten().map(|w| fold(w.trim_end_matches('.'))).collect(),
            decade_suffixes: source.date.decade_suffixes.clone(),
            from_is_range: source.lists.from_is_range,
            decimal: one(&source.separators.decimal).unwrap_or('.'),
            group: source.separators.also_group.iter().chain([&source.separators.group]).filter_map(one).collect(),
            ordinal_suffixes: source.ordinals.suffixes.clone(),
            suffixes_of: source.ordinals.suffixes_of.clone(),
            date_labels: folded(&source.date.labels),
            calendar: Calendar::of(&source.date),
            dollars: Dollars::of(&source),
            endings: by_last_byte(dates::longest_first(&source.repeats.endings)),
            plan_endings: source.repeats.plan_endings.clone(),
            knows_contrasts: !source.repeats.contrast.is_empty(),
            plain_words: folded(&source.numbers.alone_is_no_figure),
            abbreviations: folded(&source.words.abbreviations),
            writing,
            code: source.code,
            name: source.name,
            lexicon,
            short_scales,
        })
    }

    /// [`Pack::read`] for a pack that is built in: a faulty one is said in the log and knows nothing.
    pub(super) fn read_or_empty(code: &str, toml: &str, names: &str) -> Self {
        Self::read(toml, names).unwrap_or_else(|error| {
            tracing::error!(language = code, %error, "a language pack cannot be used");
            Self::empty()
        })
    }

    /// A pack that knows no word.
    pub(super) fn empty() -> Self {
        Self {
            code: String::new(),
            name: String::new(),
            lexicon: Lexicon::default(),
            writing: Writing::default(),
            date_order: DateOrder::DayFirst,
            capital_months: false,
            bracketed_days: false,
            joiner: None,
            nouns: Nouns::default(),
            capital_is_name: false,
            tenths: false,
            closed_numbers: false,
            dot_ordinals: false,
            before_ordinals: HashSet::default(),
            points_nouns: HashSet::default(),
            months: HashSet::default(),
            decade_suffixes: Vec::new(),
            from_is_range: false,
            decimal: '.',
            group: vec![','],
            plain_words: HashSet::default(),
            ordinal_suffixes: Vec::new(),
            suffixes_of: BTreeMap::new(),
            date_labels: HashSet::default(),
            calendar: Calendar::default(),
            dollars: Dollars::default(),
            endings: BTreeMap::new(),
            plan_endings: Vec::new(),
            knows_contrasts: false,
            short_scales: HashMap::new(),
            abbreviations: HashSet::default(),
        }
    }

    /// The character before decimals.
    pub fn decimal(&self) -> char {
        self.decimal
    }

    /// The power of ten that a short scale word means beside money, in the case written: "M", "bn".
    pub fn short_scale(&self, text: &str) -> Option<u8> {
        self.short_scales.get(text).copied()
    }

    /// Whether `c` can stand between thousands.
    pub fn groups(&self, c: char) -> bool {
        self.group.contains(&c)
    }

    /// Whether the folded number word alone is no figure ("one", "neuf").
    pub fn is_plain_word(&self, folded: &str) -> bool {
        self.plain_words.contains(folded)
    }

    /// Whether the folded text announces the date of the article itself.
    pub fn is_date_label(&self, folded: &str) -> bool {
        self.date_labels.contains(folded)
    }

    /// Whether it ends an ordinal behind `number`: "e", "th"; "nde" only behind 2.
    pub fn is_ordinal_suffix(&self, text: &str, number: i64) -> bool {
        let mut own = self.suffixes_of.iter().filter(|(_, words)| words.iter().any(|w| w == text)).peekable();
        self.ordinal_suffixes.iter().any(|s| s == text)
            && (own.peek().is_none() || own.any(|(digit, _)| digit.parse() == Ok(number % 10)))
    }

    /// Whether it makes ten years of a round year before it: "s", "er".
    pub fn is_decade_suffix(&self, text: &str) -> bool {
        self.decade_suffixes.iter().any(|s| s == text)
    }

    /// Whether the folded word is a month, or short for one.
    pub fn is_month(&self, folded: &str) -> bool {
        self.months.contains(folded)
    }

    /// Whether the folded noun may stand for percentage points: "17 points".
    pub fn is_points(&self, folded: &str) -> bool {
        self.points_nouns.contains(folded)
    }

    /// Whether digits with a dot behind the folded word are an ordinal: "im 19. Jahrhundert".
    pub fn is_before_ordinal(&self, folded: &str) -> bool {
        self.before_ordinals.contains(folded)
    }

    /// Whether a dot behind the folded word ends no sentence.
    pub fn is_abbreviation(&self, folded: &str) -> bool {
        self.abbreviations.contains(folded)
    }

    /// Whether a word is a verb of what is to come by its ending.
    pub fn is_planned(&self, word: &str) -> bool {
        let long = |ending: &String| word.len() > ending.len() + 3 && word.ends_with(ending.as_str());
        self.plan_endings.iter().any(long) && word.chars().next().is_some_and(char::is_lowercase)
    }

    /// A folded word without its inflection.
    pub fn stem<'w>(&self, word: &'w str) -> &'w str {
        let cut = |ending: &String| {
            let rest = word.strip_suffix(ending.as_str())?;
            rest.chars().nth(2).is_some().then_some(rest)
        };
        let endings = word.as_bytes().last().and_then(|last| self.endings.get(last));
        endings.and_then(|endings| endings.iter().find_map(cut)).unwrap_or(word)
    }

    /// What copydesk writes behind digits to rank by them, where `like` stands now: "th" for "nd". Nothing where that is
    /// not sure.
    pub fn ordinal_suffix(&self, number: i64, like: &str) -> Option<String> {
        let own = |n: i64| self.suffixes_of.get(&(n % 10).to_string()).and_then(|words| words.first());
        let general = |suffix: &&String| !self.suffixes_of.values().flatten().any(|own| own == *suffix);
        match own(number) {
            Some(suffix) if number < 10 => Some(suffix.clone()),
            // Languages differ in whether 21 is written as 1 is.
            Some(suffix) if number > 20 => (suffix == like).then(|| like.to_owned()),
            _ if self.ordinal_suffixes.iter().filter(general).any(|s| s == like) => Some(like.to_owned()),
            _ => self.ordinal_suffixes.iter().find(general).cloned(),
        }
    }
}

impl Deref for Pack {
    type Target = Writing;
    fn deref(&self) -> &Writing {
        &self.writing
    }
}

fn by_last_byte(endings: Vec<String>) -> BTreeMap<u8, Vec<String>> {
    let mut out: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for ending in endings {
        out.entry(ending.bytes().last().unwrap_or_default()).or_default().push(ending);
    }
    out
}
