//! A language pack, ready for use.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::dates::{self, Calendar};
use super::dollars::Dollars;
use super::fill::fill;
use super::fold;
use super::lexicon::Lexicon;
use super::names::{self, Named};
use super::schema::{Joiner, Nouns, Source};
use crate::number::{Number, Separators};
use crate::units::{Currency, Measure};

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
    /// How copydesk writes numbers in it.
    pub separators: Separators,
    /// What copydesk writes before "%".
    pub percent_gap: String,
    points: (String, String),
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
    plural_above_one: bool,
    decade_suffixes: Vec<String>,
    /// "from A to B" without a word of movement is a range.
    pub from_is_range: bool,
    /// Inflections, longest first.
    endings: Vec<String>,
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
    scale_words: Vec<(u8, String, String)>,
    short_scales: HashMap<String, u8>,
    unit_words: HashMap<Measure, String>,
    money_words: HashMap<Currency, (String, String)>,
    scale_joint: (String, String),
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
        let power = |text: &String| text.parse::<u8>().map_err(|_| PackError::Power(text.clone()));
        let mut scale_words = Vec::new();
        for (key, (one, many)) in &source.scale.write {
            scale_words.push((power(key)?, one.clone(), many.clone()));
        }
        scale_words.sort_by_key(|row| std::cmp::Reverse(row.0));
        let mut short_scales = HashMap::new();
        for (key, words) in source.scale.short.iter().chain(&source.scale.short_money) {
            let power = power(key)?;
            short_scales.extend(words.iter().map(|word| (word.clone(), power)));
        }
        let mut unit_words = HashMap::new();
        for (id, unit) in &source.units {
            let measure = Measure::of_id(id).ok_or_else(|| PackError::Unit(id.clone()))?;
            unit_words.insert(measure, unit.write.clone());
        }
        for row in &names {
            let word = row.symbols.first().or(row.words.last());
            if let (Named::Unit(measure), Some(word)) = (row.of, word) {
                unit_words.entry(measure).or_insert_with(|| (*word).to_owned());
            }
        }
        let named = |(code, money): (&String, &super::schema::Money)| {
            let written = (money.write.clone(), money.sign.clone());
            Some((Currency::of_code(code)?, written)).filter(|(_, w)| !(w.0.is_empty() && w.1.is_empty()))
        };
        let money_words = source.currencies.iter().filter_map(named).collect();
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
            plural_above_one: source.scale.plural_above_one,
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
            endings: dates::longest_first(&source.repeats.endings),
            plan_endings: source.repeats.plan_endings.clone(),
            knows_contrasts: !source.repeats.contrast.is_empty(),
            plain_words: folded(&source.numbers.alone_is_no_figure),
            abbreviations: folded(&source.words.abbreviations),
            separators: Separators {
                group: source.separators.group,
                decimal: source.separators.decimal,
                group_from: source.separators.group_from,
            },
            percent_gap: source.separators.percent_gap,
            points: source.percent.write_points,
            code: source.code,
            name: source.name,
            lexicon,
            scale_words,
            short_scales,
            unit_words,
            money_words,
            scale_joint: source.scale.joint,
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
            separators: Separators { group: ",".into(), decimal: ".".into(), group_from: 4 },
            percent_gap: String::new(),
            points: (String::new(), String::new()),
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
            plural_above_one: false,
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
            endings: Vec::new(),
            plan_endings: Vec::new(),
            knows_contrasts: false,
            scale_words: Vec::new(),
            short_scales: HashMap::new(),
            unit_words: HashMap::new(),
            money_words: HashMap::new(),
            scale_joint: (String::new(), String::new()),
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

    /// The unit as this language writes it behind a number.
    pub fn unit_word(&self, measure: Measure) -> Option<&str> {
        self.unit_words.get(&measure).map(String::as_str)
    }

    /// The words for percentage points behind a number; nothing where the pack has none.
    pub fn points_word(&self, value: &Number) -> Option<&str> {
        let word = if value.abs() < Number::from(2) { &self.points.0 } else { &self.points.1 };
        (!word.is_empty()).then_some(word)
    }

    /// Whether a word is a verb of what is to come by its ending.
    pub fn is_planned(&self, word: &str) -> bool {
        let small = word.chars().next().is_some_and(char::is_lowercase);
        let long = |ending: &String| word.len() > ending.len() + 3 && word.ends_with(ending.as_str());
        small && self.plan_endings.iter().any(long)
    }

    /// A folded word without its inflection.
    pub fn stem<'w>(&self, word: &'w str) -> &'w str {
        let last = word.as_bytes().last();
        let cut = |ending: &String| {
            let rest = if ending.as_bytes().last() == last { word.strip_suffix(ending.as_str()) } else { None };
            rest.filter(|rest| rest.chars().count() >= 3)
        };
        self.endings.iter().find_map(cut).unwrap_or(word)
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

    /// The word for a currency behind a number; nothing where the pack has none.
    pub fn money_word(&self, currency: Currency) -> Option<&str> {
        self.money_words.get(&currency).map(|(word, _)| word.as_str()).filter(|word| !word.is_empty())
    }

    /// `value` with the scale word that fits ("1.4 quadrillion"), or without one below a million.
    pub fn in_scale_words(&self, value: &Number) -> Option<String> {
        for (power, one, many) in &self.scale_words {
            let unit = Number::ten_to(i32::from(*power));
            if value.abs() < unit {
                continue;
            }
            let count = value.over(&unit)?;
            let word = if self.is_single(&count) { one } else { many };
            return Some(format!("{}\u{a0}{word}", self.separators.write(&count)?));
        }
        self.separators.write(value)
    }

    /// The scale word of a part's text behind its digits, in the number that `count` asks for: "16 millions" for what was
    /// "1,6 million". Nothing where it stands as it ought to, or is none that copydesk writes.
    pub fn agreeing(&self, written: &str, count: &Number) -> Option<String> {
        let word = written.trim_start();
        let (_, one, many) = self.scale_words.iter().find(|(_, one, many)| word == one || word == many)?;
        let right = if self.is_single(count) { one } else { many };
        (word != right).then(|| format!("{}{right}", &written[..written.len() - word.len()]))
    }

    fn is_single(&self, count: &Number) -> bool {
        let count = count.abs();
        if self.plural_above_one { count == Number::ONE } else { count < Number::from(2) }
    }

    /// A sum as this language writes it: "$47 million", "47 millions de dollars", "47 million KES".
    pub fn money(&self, value: &Number, currency: Currency) -> Option<String> {
        Some(self.sum(&self.in_scale_words(value)?, value.abs() >= Number::ten_to(6), currency))
    }

    /// Whether this language writes the currency's sign before a number.
    pub fn puts_sign_before(&self, currency: Currency) -> bool {
        self.money_words.get(&currency).is_some_and(|(_, sign)| !sign.is_empty())
    }

    /// A number, which may end with a scale word, with its currency.
    pub fn sum(&self, number: &str, scaled: bool, currency: Currency) -> String {
        let (word, sign) = self.money_words.get(&currency).map_or(("", ""), |(w, s)| (w.as_str(), s.as_str()));
        if !sign.is_empty() {
            return format!("{sign}{number}");
        }
        let word = if word.is_empty() { currency.code() } else { word };
        // A code takes no link: "47 millions KES".
        let linked = scaled && !word.starts_with(|c: char| c.is_ascii_uppercase());
        let joint =
            if word.starts_with(['a', 'e', 'i', 'o', 'u', 'é']) { &self.scale_joint.1 } else { &self.scale_joint.0 };
        let joint = if linked { joint } else { "" };
        format!("{number}\u{a0}{joint}{word}")
    }
}
