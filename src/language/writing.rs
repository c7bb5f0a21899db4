//! How copydesk writes numbers, units and money in a language: little of a pack, and read without the rest of it.

use std::collections::HashMap;

use super::names::{self, Named, Row};
use super::pack::PackError;
use super::schema::{self, Written};
use crate::number::{Number, Separators};
use crate::units::{Currency, Measure};

/// How a language is written where copydesk writes it.
#[derive(Debug)]
pub struct Writing {
    pub separators: Separators,
    /// What stands before "%".
    pub percent_gap: String,
    points: (String, String),
    plural_above_one: bool,
    /// Powers of ten with their singular and plural, the highest first.
    scale_words: Vec<(u8, String, String)>,
    scale_joint: (String, String),
    unit_words: HashMap<Measure, String>,
    /// The word behind a number, the sign before it.
    money_words: HashMap<Currency, (String, String)>,
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            separators: Separators { group: ",".into(), decimal: ".".into(), group_from: 4 },
            percent_gap: String::new(),
            points: Default::default(),
            plural_above_one: false,
            scale_words: Vec::new(),
            scale_joint: Default::default(),
            unit_words: HashMap::new(),
            money_words: HashMap::new(),
        }
    }
}

/// A power of ten as packs write it.
pub(super) fn power(text: &str) -> Result<u8, PackError> {
    text.parse::<u8>().map_err(|_| PackError::Power(text.to_owned()))
}

/// The tables of a pack that tell how copydesk writes.
const TABLES: [&str; 5] = ["separators", "scale", "percent", "units", "currencies"];

impl Writing {
    /// Reads what [`super::Pack::read`] makes of the same texts, for less.
    ///
    /// # Errors
    /// [`PackError`], naming the first row that cannot be used.
    pub fn read(toml: &str, names: &str) -> Result<Self, PackError> {
        let Written { separators, scale, percent, units, currencies } =
            toml::from_str(&tables(toml, &TABLES)).map_err(Box::new)?;
        let units = units.iter().map(|(id, unit)| (id, &unit.write));
        let money = currencies.iter().map(|(code, money)| (code, (&money.write, &money.sign)));
        Self::of(&separators, &scale, &percent, units, money, &names::rows(names)?)
    }

    pub(super) fn of<'a>(
        separators: &schema::Separators,
        scale: &schema::Scale,
        percent: &schema::Percent,
        units: impl Iterator<Item = (&'a String, &'a String)>,
        currencies: impl Iterator<Item = (&'a String, (&'a String, &'a String))>,
        names: &[Row<'_>],
    ) -> Result<Self, PackError> {
        let mut scale_words = Vec::new();
        for (key, (one, many)) in &scale.write {
            scale_words.push((power(key)?, one.clone(), many.clone()));
        }
        scale_words.sort_by_key(|row| std::cmp::Reverse(row.0));
        let mut unit_words = HashMap::new();
        for (id, word) in units {
            let measure = Measure::of_id(id).ok_or_else(|| PackError::Unit(id.clone()))?;
            unit_words.insert(measure, word.clone());
        }
        for row in names {
            let word = row.symbols.first().or(row.words.last());
            if let (Named::Unit(measure), Some(word)) = (row.of, word) {
                unit_words.entry(measure).or_insert_with(|| (*word).to_owned());
            }
        }
        let named = |(code, (word, sign)): (&String, (&String, &String))| {
            let is = !(word.is_empty() && sign.is_empty());
            is.then_some((Currency::of_code(code)?, (word.clone(), sign.clone())))
        };
        Ok(Self {
            separators: Separators {
                group: separators.group.clone(),
                decimal: separators.decimal.clone(),
                group_from: separators.group_from,
            },
            percent_gap: separators.percent_gap.clone(),
            points: percent.write_points.clone(),
            plural_above_one: scale.plural_above_one,
            scale_words,
            scale_joint: scale.joint.clone(),
            unit_words,
            money_words: currencies.filter_map(named).collect(),
        })
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

/// The tables of a pack with these names, those inside them included, as text: what else stands in a pack is many times
/// as long, and takes as long to read.
pub(super) fn tables(toml: &str, wanted: &[&str]) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in toml.split_inclusive('\n') {
        if let Some(heading) = line.strip_prefix('[') {
            let name = heading.split(['.', ']']).next().unwrap_or_default();
            inside = wanted.contains(&name);
        }
        if inside {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Pack, SOURCES};
    use super::*;

    #[test]
    fn it_is_that_of_the_pack() {
        for (code, toml, names) in SOURCES {
            let writing = Writing::read(toml, names).unwrap_or_else(|error| panic!("{code}: {error}"));
            let pack = Pack::read(toml, names).unwrap_or_else(|error| panic!("{code}: {error}"));
            let shown = |w: &Writing| {
                let mut units: Vec<_> = w.unit_words.iter().map(|(unit, word)| (unit.id(), word.clone())).collect();
                let mut money: Vec<_> = w.money_words.iter().map(|(c, words)| (c.code(), words.clone())).collect();
                units.sort();
                money.sort();
                let rest =
                    (&w.separators, &w.percent_gap, &w.points, w.plural_above_one, &w.scale_words, &w.scale_joint);
                format!("{rest:?} {units:?} {money:?}")
            };
            assert_eq!(shown(&writing), shown(&pack.writing), "{code}");
            assert!(writing.scale_words.len() > 2 && !writing.money_words.is_empty(), "{code}");
            assert_eq!(shown(Language::of_code(code).expect("a language").writing()), shown(&writing), "{code}");
        }
    }
}
