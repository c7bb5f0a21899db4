//! The headings of a pack that tell what figures claim: changes, shares, lists, the same said again.

use serde::Deserialize;

use super::schema::Words;

/// Words that say whether two figures are the same claim.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repeats {
    /// Of another thing or time, or of a part.
    pub contrast: Words,
    /// How far a claim reaches: "worldwide", "net", "this year". They part two claims where one alone has them.
    pub scope: Words,
    /// Planned, expected, wanted.
    pub plan: Words,
    /// Endings of verbs that tell of what is to come: "-eront".
    pub plan_endings: Words,
    /// Who counts for himself.
    pub rival: Words,
    /// What was said is said again.
    pub again: Words,
    /// Nouns that say little of what they count.
    pub generic: Words,
    /// Endings that do not tell two words apart; the longest that leaves three letters is cut.
    pub endings: Words,
}

/// Words beside a number of years: anniversaries, ages, how long something lasted.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Elapsed {
    /// Behind the number: "anniversary".
    pub anniversary: Words,
    /// Behind an ordinal that counts the years begun: "year of existence".
    pub nth_year: Words,
    /// Between a number of years and the year that they are counted from.
    pub since: Words,
    /// Before a number of years that is celebrated: "celebrates its", "kỷ niệm".
    pub celebrates: Words,
    /// Before the year in which something began.
    pub founded: Words,
    /// Before a date of birth.
    pub born: Words,
    pub died: Words,
    /// Before an age.
    pub age_before: Words,
    /// Before an age that may be one more than the years passed, as it is counted in the far East.
    pub age_counted: Words,
    /// Behind an age.
    pub age_after: Words,
    /// Before the age at which something happened.
    pub age_at: Words,
    /// Before an age, as a verb: it is the age of today ("is", "est âgé de", "năm nay").
    pub age_is: Words,
    /// Beside a number of years that something has lasted in all: "of service", "in operation for".
    pub lasted: Words,
    /// A date was put off or brought forward.
    pub moved: Words,
    /// The sentence tells of the article's own days.
    pub present: Words,
    /// The sentence tells of what is to come.
    pub future: Words,
    /// The age is that of another time: "when".
    pub when: Words,
    /// "ago", on either side of the number.
    pub ago: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cues {
    /// Words of movement that do not say which way: "from A to B" behind them is a change, no range.
    pub change: Words,
    /// Words for weight: pounds near them are no money.
    #[serde(default)]
    pub weight: Words,
    /// Words for heat and cold: "30C" near them is a temperature.
    #[serde(default)]
    pub heat: Words,
    /// Words for precious metals: ounces near them are troy ones.
    #[serde(default)]
    pub precious: Words,
    /// Before degrees that are a difference: "supérieure de".
    #[serde(default)]
    pub apart_before: Words,
    /// Behind degrees that are a difference, or behind the bracket with their equivalent: "warmer than".
    #[serde(default)]
    pub apart_behind: Words,
    /// Behind an equivalent, of the rate it was reckoned at: "at that rate", "at the time".
    #[serde(default)]
    pub at_rate: Words,
    /// Behind pounds they show that these are money: "note", "fine".
    #[serde(default)]
    pub money: Words,
    /// Those of them that have the difference behind them: "une hausse de 3 à 5 %" is a range.
    #[serde(default)]
    pub change_by: Words,
    /// A number behind them names, not counts.
    pub name: Words,
    pub remainder_before: Words,
    pub remainder_after: Words,
    /// Verbs behind it: so many are as they were, and there may be others ("remain").
    #[serde(default)]
    pub remains: Words,
    /// The same as `remainder-after`, where a determiner stands before the figure ("the four others").
    pub remainder_after_definite: Words,
    /// Articles and what stands for one: with them "others" is all of them.
    pub definite: Words,
    /// Words that compare: degrees beside them may be a difference.
    pub difference: Words,
    /// What follows says the same amount in another unit.
    pub equivalent: Words,
    /// The same, where commas or brackets set it apart ("5 miles, or 8 km,").
    pub equivalent_apart: Words,
    /// Behind a figure: it is a difference and says nothing of another one.
    pub not_equivalent: Words,
    /// Behind an amount that is told for each of many: "apiece".
    #[serde(default)]
    pub each: Words,
    /// At the head of a clause before what is left: "còn".
    #[serde(default)]
    pub leaves: Words,
    /// What follows is not all of it.
    pub subset: Words,
    /// Before an amount that the one before is held against: "after", "compared with".
    #[serde(default)]
    pub compared: Words,
    /// Before what an amount came to: "to", "lên".
    #[serde(default)]
    pub moved_to: Words,
    /// Between an amount of money and the currency that it buys one of: "to the", "pour un".
    #[serde(default)]
    pub rate_link: Words,
    /// Between one of a currency and what it buys: "=", "is worth".
    #[serde(default)]
    pub rate_equals: Words,
    /// What is told beside it was the year before: "last year".
    #[serde(default)]
    pub year_before: Words,
    /// Miles beside them are nautical ones: "coast", "vessel".
    #[serde(default)]
    pub at_sea: Words,
    /// Before a number that is an age in years: "aged".
    #[serde(default)]
    pub ages: Words,
    /// Behind degrees: they are below zero.
    #[serde(default)]
    pub below_zero: Words,
    /// May stand between a number and its unit of time.
    pub interlopers: Words,
}

/// Words of lists, totals, tables and ranges. A language without them is silent there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Lists {
    /// There is more than what is listed: "etc.", "such as", "and others".
    pub open: Words,
    /// Link items as "and" does: "as well as".
    pub also: Words,
    /// All parts or items follow: "made up of", "namely".
    pub made_of: Words,
    /// Beside parts: they are all of it ("no other", "with nothing left out").
    pub whole: Words,
    /// Parts follow, perhaps all of them: "with".
    pub with: Words,
    /// Beside a total: "in all", "a total of".
    pub total: Words,
    /// Beside a figure that is no sum of those around it: "on average", "bringing the number to".
    pub no_sum: Words,
    /// Beside an amount for each of many: it is so much on the average.
    pub average: Words,
    /// At the head of a table's row or column, or of a list's item: it is the total.
    pub total_labels: Words,
    /// There, or anywhere in the head of a column: its numbers do not add up ("average", "price").
    pub no_sum_labels: Words,
    /// What is left when all else is named: with it a list of shares is whole ("others", "undecided").
    pub rest: Words,
    /// The same at the head of a table's row or a list's item, where it is a word that elsewhere says little: "other".
    pub rest_labels: Words,
    /// Announce shares of a whole: "breakdown", "energy mix".
    pub shares: Words,
    /// Two sides that make up a whole: men and women, departures and arrivals. Words of one side are parted by "|".
    pub sides: Vec<(String, String)>,
    /// The same, where there may be others: civilians and soldiers.
    pub loose_sides: Vec<(String, String)>,
    pub exports: Words,
    pub imports: Words,
    /// Exports and imports together: "trade", "turnover".
    pub turnover: Words,
    pub surplus: Words,
    pub deficit: Words,
    /// Kinds of places as they are counted: "provinces". Their names may follow with "of", or right behind.
    pub kinds: Words,
    /// Stand in small letters before a name in a list: "the", "l'", "tỉnh".
    pub before_names: Words,
    /// Names with a word in them that elsewhere parts names: "Bosnia and Herzegovina".
    pub names: Words,
    /// Between a count and a colon: what follows is announced by them and not by the count ("the following").
    pub announced: Words,
    /// Between a count and the names of what it counts: "the three winners are".
    pub copula: Words,
    /// The same in languages where no adjective stands behind it: "là".
    pub copula_noun: Words,
    /// No item of a list has them: "is", "who".
    pub clause: Words,
    /// Near two numbers they say that these are the ends of a range: "depending on", "aged".
    pub varies: Words,
    /// Near two numbers they say that these are none: contests, odds, and moves that `cues.change` lacks.
    pub contest: Words,
    /// Numbers near them run downwards: "ago", "BC".
    pub past: Words,
    /// "from A to B" without a word of movement is a range: the language tells a change in other words.
    pub from_is_range: bool,
}

/// How a text tells that something rose or fell.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Changes {
    /// Words of movement, like `cues.change`, by where it goes: "rose", "increase".
    pub up: Words,
    pub down: Words,
    /// Beside an amount: it is a difference that way ("15% more").
    pub more: Words,
    pub less: Words,
    /// Between a word of movement and the amount of it: "by", "of".
    pub by: Words,
    /// Before what it was: "from", "compared with".
    pub base: Words,
    /// Before what it was, where the amount follows at once: "after".
    pub after: Words,
    /// Behind a number that is told between two percentages: it is in percentage points.
    pub points: Words,
    /// Words of movement that say to what something came and never by how much: "ramené".
    pub arrives: Words,
    /// Behind what came to it, before what a number was and is: "bringing the total".
    pub brings: Words,
    /// Before what lies between the two amounts told before it: "a gap of".
    pub gap: Words,
    /// Before what it is now: "to", "reaching".
    pub result: Words,
    /// What follows is told of something else: "while".
    pub apart: Words,
    /// Nothing in the sentence is to be reckoned with: "respectively", "ranking".
    pub silent: Words,
    /// Near a base: it was only hoped for ("forecast").
    pub planned: Words,
    /// What follows soon is denied: "not".
    pub not: Words,
    /// At the head of a sentence: it speaks of the figure before.
    pub back: Words,
    /// Open a clause that tells what it was: "more than in 2022, when it was 30".
    pub then: Words,
    /// Behind a comparison: "than", "que".
    pub than: Words,
    /// Stand for the figure before, in an apposition: "a figure".
    pub apposed: Words,
}

/// How a text tells which share of something a count is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Shares {
    /// What follows says a count as a share, or a share as a count: "representing", "chiếm".
    pub cue: Words,
    /// Words for a share: "rate".
    pub rate: Words,
    /// Before a whole whose parts follow, beside the links of ratios: "among".
    pub whole: Words,
    /// Stand for the things that were counted before: "of them".
    pub them: Words,
    /// Between a share and the whole that it is of; what `links` has for ratios counts too.
    pub of: Words,
    /// Behind a remainder: it is one of something else ("in the survey").
    pub elsewhere: Words,
    /// A whole as such, behind a share: "the chamber", "the total", "l'effectif".
    pub all: Words,
    /// Between one of several and what it has of one thing: "owns", "pays". Nobody else has the same part of it.
    pub holds: Words,
    /// People in whatever part: those who are left may be called otherwise than all of them.
    pub persons: Words,
}
