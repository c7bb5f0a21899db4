//! The shape of `pack.toml`. Every field of a pack is described here, or in `schema_claims.rs` what tells of claims.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::schema_claims::{Changes, Cues, Elapsed, Lists, Repeats, Shares};

pub(super) type Words = Vec<String>;

/// A language pack as written. Phrases are without case unless they stand under `symbols` or `prefix`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// ISO 639-1.
    pub code: String,
    /// In English.
    pub name: String,
    pub separators: Separators,
    #[allow(dead_code, reason = "what tells the language is read by itself, as `Telling`")]
    pub detect: Detect,
    pub numbers: Numbers,
    pub scale: Scale,
    pub ordinals: Ordinals,
    pub multiples: Multiples,
    pub percent: Percent,
    /// By identifier of the unit table.
    pub units: BTreeMap<String, Unit>,
    /// By ISO 4217 code.
    pub currencies: BTreeMap<String, Money>,
    #[serde(default)]
    pub dollars: Dollars,
    pub date: Date,
    #[serde(default)]
    pub elapsed: Elapsed,
    #[serde(default)]
    pub repeats: Repeats,
    pub hedges: BTreeMap<String, Around>,
    pub links: Links,
    pub cues: Cues,
    #[serde(default)]
    pub lists: Lists,
    #[serde(default)]
    pub changes: Changes,
    #[serde(default)]
    pub shares: Shares,
    pub nouns: Nouns,
    pub words: Plain,
}

/// What of a pack tells its language, and nothing else of it.
#[derive(Debug, Deserialize)]
pub struct Telling {
    pub detect: Detect,
}

/// What of a pack tells how copydesk writes in its language, and nothing else of it.
#[derive(Debug, Deserialize)]
pub struct Written {
    pub separators: Separators,
    pub scale: Scale,
    pub percent: Percent,
    pub units: BTreeMap<String, Unit>,
    pub currencies: BTreeMap<String, Money>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Separators {
    pub group: String,
    pub decimal: String,
    /// From how many digits on the whole part is grouped when copydesk writes it.
    pub group_from: usize,
    /// Read between thousands besides `group`.
    pub also_group: Words,
    /// What copydesk writes between a number and "%".
    pub percent_gap: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Detect {
    /// Words that stand in nearly every sentence.
    pub words: Words,
    /// Letters that tell the language from its neighbours.
    pub letters: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbers {
    /// Nothing can be added behind these.
    pub words: BTreeMap<String, u64>,
    /// 1 to 9 can be added.
    pub tens: BTreeMap<String, u64>,
    /// 1 to 19 can be added ("soixante-dix-neuf").
    #[serde(default)]
    pub wide: BTreeMap<String, u64>,
    /// 1 to 99 can be added ("doscientos").
    #[serde(default)]
    pub hundreds: BTreeMap<String, u64>,
    /// Multiply what stands before them.
    pub times: BTreeMap<String, u64>,
    /// Those of `times` that need nothing before them ("mille").
    pub alone: Words,
    pub joiner: Option<Joiner>,
    pub articles: Words,
    /// Number words that are more often something else.
    pub alone_is_no_figure: Words,
    pub vague: Words,
    pub collectives: Words,
    /// Words that are added only behind the joiner or before a multiplier.
    #[serde(default)]
    pub lone: Words,
    /// Number words that count only roughly: "une dizaine".
    #[serde(default)]
    pub rough: Words,
    /// The decimal sign in words.
    #[serde(default)]
    pub points: Words,
    /// Add a half of what stands before them: "and a half", "rưỡi".
    #[serde(default)]
    pub halves: Words,
    /// Share → words that say it whole.
    #[serde(default)]
    pub fractions: BTreeMap<String, Words>,
    /// Those of them that are something else without a unit or a scale word behind them: "medio".
    #[serde(default)]
    pub bound_fractions: Words,
    /// Join a share to the whole number before it, and nothing else: "con".
    #[serde(default)]
    pub fraction_joins: Words,
    /// Lower number → words that stand behind the upper one: "thirds".
    #[serde(default)]
    pub denominators: BTreeMap<String, Words>,
    /// Between the two numbers of a share: "ba phần tư".
    #[serde(default)]
    pub fraction_links: Words,
    /// Phrases with a number word in them that count nothing: "hai bên".
    #[serde(default)]
    pub idioms: Words,
    /// Nouns behind which a word of `alone_is_no_figure` counts: "năm người", five people, though "năm" is a year.
    #[serde(default)]
    pub counted: Words,
    /// Words behind which it does not: "trong năm".
    #[serde(default)]
    pub uncounted: Words,
    /// A digit in words right behind hundreds or a scale word is so many tenths of it: "ba tỉ tư".
    #[serde(default)]
    pub tenths: bool,
    /// A number word with a capital inside a sentence is a name.
    #[serde(default)]
    pub capital_is_name: bool,
    /// Number words are written as one word: "zweihundertdreißig".
    #[serde(default)]
    pub closed: bool,
    /// In such a word, between a unit and the tens that it is added to: "einundzwanzig".
    #[serde(default)]
    pub swap: Words,
}

/// A word between the parts of a number ("and", "et").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Joiner {
    pub words: Words,
    /// What stands before it must have at least this much room.
    pub room: u64,
    /// What stands behind it must be one of these; anything where empty.
    pub before: Vec<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scale {
    /// Power of ten → words.
    pub words: BTreeMap<String, Words>,
    /// Short forms, in the case written.
    #[serde(default)]
    pub short: BTreeMap<String, Words>,
    /// Short forms that count only beside a currency ("£3m").
    #[serde(default)]
    pub short_money: BTreeMap<String, Words>,
    /// Those of `words` that are another language's.
    #[serde(default)]
    pub foreign: Words,
    /// Those of `words` that mean another power of ten in a neighbouring language: that power → words.
    #[serde(default)]
    pub false_friends: BTreeMap<String, Words>,
    /// Between a scale word and what it counts, before a consonant and before a vowel: "de ", "d'".
    #[serde(default)]
    pub joint: (String, String),
    /// Power of ten → singular and plural as copydesk writes them.
    pub write: BTreeMap<String, (String, String)>,
    /// The plural is written above one ("1,4 Milliarden"); else from two on ("1,4 milliard").
    #[serde(default)]
    pub plural_above_one: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ordinals {
    pub suffixes: Words,
    /// Those that stand only behind numbers with this last digit.
    #[serde(default)]
    pub suffixes_of: BTreeMap<String, Words>,
    /// A number behind them is an ordinal: "thứ".
    #[serde(default)]
    pub prefixes: Words,
    /// Behind these, digits with a full stop are an ordinal: "am 3. Tag"; none where a full stop makes no ordinal.
    #[serde(default)]
    pub dot_behind: Words,
    /// Seldom a figure in running text ("first").
    pub loose: BTreeMap<String, u64>,
    pub words: BTreeMap<String, u64>,
    /// Copy leaves out their accents and those of units: "troisieme", "kilometre".
    #[serde(default)]
    pub accents_optional: bool,
}

/// Words for factors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Multiples {
    /// Factor → words that say it whole: "doubled".
    pub words: BTreeMap<String, Words>,
    /// A number behind them is a factor.
    pub before: Words,
    /// A number with the word for "times" is a factor where one of these follows.
    pub after: Words,
    /// Glued to a number they make a factor of it: "dreifach".
    #[serde(default)]
    pub suffixes: Words,
    /// Those of `words` that are factors only where what they multiply follows: "twice as many", "twice a week".
    #[serde(default)]
    pub bound: Words,
    /// Those of `words` that are things behind an article: "un doublé".
    #[serde(default)]
    pub nouns: Words,
    /// Those of `before` that make it less: "divided by".
    #[serde(default)]
    pub divided: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Percent {
    pub words: Words,
    pub points: Words,
    /// Percentage points as copydesk writes them behind a number: singular, plural.
    #[serde(default)]
    pub write_points: (String, String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unit {
    pub words: Words,
    pub symbols: Words,
    /// Words that mean something else first ("pounds" are money): taken for this unit only where the text shows it.
    #[serde(default)]
    pub maybe: Words,
    /// As copydesk writes it behind a number.
    pub write: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Money {
    pub words: Words,
    /// Stand before the number; codes may also stand behind it.
    pub prefix: Words,
    /// Stand behind the number, in the case written.
    pub symbols: Words,
    /// A hundredth of it: "cents".
    pub minor: Words,
    /// Other parts and multiples, in hundredths of it: "dimes" 10, "grand" 100000.
    pub parts: BTreeMap<String, Words>,
    /// As copydesk writes it behind a number; its code where this is empty.
    pub write: String,
    /// As copydesk writes it before a number instead.
    pub sign: String,
    /// Words that mean another currency first: "shillings" are not Uganda's alone.
    pub maybe: Words,
}

/// Whose money a bare `$` is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dollars {
    /// Words that, like the sign, are those of several currencies: "dollars".
    pub words: Words,
    /// Countries (ISO 3166-1) whose press in this language writes its own money so.
    pub countries: Words,
    /// Agencies that write American dollars so wherever they report from.
    pub agencies: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Date {
    /// "dmy" or "mdy": how three numbers are read.
    pub order: String,
    /// Months are written with a capital.
    pub capital_months: bool,
    pub months: Vec<Words>,
    pub doubtful_months: Words,
    /// A number behind them is a month: "tháng 5".
    #[serde(default)]
    pub month_prefixes: Words,
    /// Between a month or quarter and its year.
    #[serde(default)]
    pub year_words: Words,
    /// "(17/5)" is a day.
    #[serde(default)]
    pub bracketed_days: bool,
    /// Monday to Sunday in forms that are weekdays only behind a word for a day.
    #[serde(default)]
    pub doubtful_weekdays: Vec<Words>,
    /// Weekdays in another case are other words.
    #[serde(default)]
    pub exact_weekdays: bool,
    /// Doubtful weekdays before these are weekdays: "thứ ba tới".
    #[serde(default)]
    pub weekday_after: Words,
    /// Between a weekday or a link and its date: "ngày".
    #[serde(default)]
    pub day_words: Words,
    /// A round year behind them is ten years: "thập niên 1990".
    #[serde(default)]
    pub decade_words: Words,
    /// Glued to a round year they make ten years of it: "1990s", "1990er".
    #[serde(default)]
    pub decade_suffixes: Words,
    pub weekdays: Vec<Words>,
    /// Monday to Sunday in forms that are weekdays only before a date, in the case written.
    #[serde(default)]
    pub short_weekdays: Vec<Words>,
    /// May stand between a weekday and its date: "the", "night", "tuần trước".
    #[serde(default)]
    pub weekday_joins: Words,
    /// Open a span of days, besides the words that open any range.
    #[serde(default)]
    pub from_day: Words,
    pub quarter: Words,
    pub quarter_names: Vec<Words>,
    /// Hours behind them are a duration.
    #[serde(default)]
    pub duration_cues: Words,
    /// Before the date of the article itself: "date 2024-05".
    pub labels: Words,
    /// Words that announce a year or a month.
    pub cues: Words,
    /// Behind an hour: before noon, after it, and such as only say that it is an hour of the day.
    #[serde(default)]
    pub am: Words,
    #[serde(default)]
    pub pm: Words,
    #[serde(default)]
    pub clock: Words,
    pub hours: Words,
    /// Behind four digits they make a time of them: "0945 GMT".
    #[serde(default)]
    pub zones: Words,
    /// Before two numbers that make a day and a month.
    pub day_cues: Words,
    /// Before hours that are a time and no duration.
    pub time_cues: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Around {
    pub before: Words,
    pub after: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Links {
    /// Between a part and its whole; a noun may stand before it ("24 localités sur 28").
    pub ratio: Words,
    /// The same, right behind the part only ("25 des 28").
    pub ratio_partitive: Words,
    /// The same, where the whole is a bare number.
    pub ratio_weak: Words,
    /// The same for odds: "one in five".
    #[serde(default)]
    pub ratio_odds: Words,
    pub range: Words,
    pub between: Words,
    pub and: Words,
    pub from: Words,
    pub of: Words,
    pub per: Words,
    /// The same between money and a unit only: "$5 a barrel".
    pub per_article: Words,
    /// The same between a measure and a unit: "900,000 barrels a day".
    #[serde(default)]
    pub per_measure: Words,
    /// Behind "a year" these tell when: "earlier".
    pub per_stop: Words,
    /// Words for a minus sign.
    pub minus: Words,
    pub determiners: Words,
    pub times: Words,
    /// Between the dimensions of a thing: "20 by 30 feet".
    #[serde(default)]
    pub across: Words,
    /// Between a time and the length that it takes, besides `per`: "4 min 30 au kilomètre".
    #[serde(default)]
    pub pace: Words,
    /// Behind an amount, by unit: it is told for each ("daily", "euros mensuales").
    #[serde(default)]
    pub each: BTreeMap<String, Words>,
    /// Between two numbers of which one is meant: "2 or 3 per cent".
    #[serde(default)]
    pub or: Words,
    /// What makes an owner of a name: "the chamber's 120 seats".
    #[serde(default)]
    pub possessive: Words,
    /// Between "of the" and the whole of a ratio: "15 of the last 17 games".
    #[serde(default)]
    pub whole_rank: Words,
    /// Behind a length: its square, its cube.
    #[serde(default)]
    pub squared: Words,
    #[serde(default)]
    pub cubed: Words,
}

/// How far a counted noun phrase reaches behind its number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Nouns {
    pub modifiers: Modifiers,
    /// Endings of a plural; none where the language has no plural.
    pub plural: Words,
    /// Adjectives that are people where a number counts them: "3.5m homeless" are no metres.
    #[serde(default)]
    pub counted: Words,
    /// Words in a noun phrase at most.
    pub longest: usize,
}

/// Where adjectives stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifiers {
    #[default]
    Before,
    After,
    /// Words do not tell: all up to the next function word.
    Together,
    /// Nouns are written with a capital, and the first one ends the phrase.
    Capital,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plain {
    /// Words that are no noun and end a noun phrase.
    pub function: Words,
    /// A dot behind them ends no sentence.
    pub abbreviations: Words,
}
