//! The words that a pack knows, and what they mean to the recogniser.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::detect::telling;
use super::folding::fold;
pub use super::phrase::Phrase;
use super::phrase::going_on;
pub use super::said::{DayPart, Direction, Lasting, Link, ListWord, Sided};
use super::token::{Gap, Token, tokens};
pub use super::words::WordId;
use super::words::{ByWord, Entry};
use crate::figure::Hedge;
use crate::units::{Currency, Measure, Unit};

/// What a word or phrase of a pack means. One phrase can have several senses.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Sense {
    /// A number word; a number below `room` may be added behind it ("twenty" has room for 1 to 9).
    /// A `lone` one is added only behind the pack's joiner or before a multiplier.
    Add {
        value: u64,
        room: u64,
        lone: bool,
    },
    /// A number word that multiplies what stands before it ("hundred"); `alone` where it needs nothing before it.
    Times {
        value: u64,
        alone: bool,
    },
    /// A scale word: 10 to the power `power`.
    Scale {
        power: u8,
    },
    /// The scale word is another language's.
    ScaleForeign,
    /// The scale word means 10 to the power `power` in a neighbouring language.
    ScaleElsewhere {
        power: u8,
    },
    /// A short scale word: glued to the number, or with money.
    ScaleShort {
        power: u8,
        money_only: bool,
    },
    /// A collective that makes a number of no exact value when nothing counts it: "dozens", "plusieurs milliers".
    Collective,
    /// A word that counts without a value: "several".
    Vague,
    /// "a", "une": counts as one before a scale word or a multiplier.
    Article,
    /// The determiners that may stand between "of" and the whole: "the", "its".
    Determiner,
    /// An exact word for a share: a half, a third.
    Fraction {
        numerator: u8,
        denominator: u8,
    },
    /// A word that says "times as much": "doubled".
    Multiple {
        numerator: u8,
        denominator: u8,
    },
    /// A number behind it is a factor: "gấp", "multiplié par".
    FactorBefore,
    /// The word behind a number of times: "times", "fois".
    Fold,
    /// Behind "three times": it is a factor.
    FoldAfter,
    /// The lower number of a share behind its upper one: "thirds". One that is not `lone` is so only at the end of a
    /// longer one: "firsts" of "twenty-firsts".
    Denominator {
        value: u64,
        lone: bool,
    },
    /// Also a share, with a unit or a scale word behind it only.
    FractionBound,
    /// Joins a share to the whole number before it, and nothing else: "con tres quintos".
    FractionJoin,
    /// Also a factor, only where what it multiplies follows: "twice as many".
    MultipleBound,
    /// Also a factor, but a thing behind an article: "un doublé".
    MultipleNoun,
    /// Before a number that is an age in years: "aged".
    AgeCue,
    /// Behind degrees: they are below zero.
    BelowZero,
    /// Behind an amount: it is told for each of a unit: "daily", "mensuales".
    Each(Measure),
    /// Between two numbers of which one is meant: "or".
    Or,
    /// Makes an owner of the words before it: "the chamber's 120 seats".
    Possessive,
    /// Between "of the" and the whole of a ratio: "15 of the last 17".
    WholeRank,
    /// Between the numbers of a share: "phần".
    FractionLink,
    /// Also a number word, one that counts only roughly.
    Rough,
    /// "minus".
    Minus,
    /// A phrase with a number word in it that counts nothing: "hai bên".
    Idiom,
    /// A noun that makes a number of a word that is more often none: "năm người".
    Counted,
    /// A word that makes none of it all the same: "trong năm".
    Uncounted,
    /// Glued to a number it makes a factor: "dreifach".
    FoldSuffix,
    /// Between a unit and the tens that it is added to: "einundzwanzig".
    Swap,
    /// Behind "a year": it tells when ("a year earlier").
    PerStop,
    /// Behind a length: its square or cube ("squared", "au carré").
    Power(u8),
    /// Hours behind it are a duration: "en 2 h 14".
    DurationCue,
    /// Near pounds: they are a weight.
    WeightCue,
    /// Near "30C": it is a temperature.
    HeatCue,
    /// Near ounces: they are troy ones ("gold").
    PreciousCue,
    /// Behind an equivalent: it says at which rate it was reckoned ("at that rate").
    AtRate,
    /// Before degrees: they are a difference ("supérieure de").
    ApartBefore,
    /// Behind degrees, and behind their equivalent: they are a difference ("warmer than").
    ApartBehind,
    /// Behind a number of pounds: they are money ("notes").
    MoneyNoun,
    /// Behind a figure: it is a difference, not an equivalent ("de moins").
    NotEquivalent,
    /// The decimal sign in words: "point", "virgule".
    SpokenPoint,
    /// A half more: "and a half", "rưỡi".
    Half,
    Unit {
        measure: Measure,
        symbol: bool,
    },
    /// A word that means something else first.
    UnitMaybe {
        measure: Measure,
    },
    Money {
        currency: Currency,
        prefix: bool,
    },
    /// A word that means another currency first.
    MoneyMaybe {
        currency: Currency,
    },
    /// A part or a multiple of a currency, in hundredths of it: "cents", "dimes", "grand".
    MoneyMinor {
        currency: Currency,
        cents: u32,
    },
    Percent,
    PercentagePoint,
    /// A time zone behind an hour.
    Zone,
    /// "a" between a measure and a unit.
    PerMeasure,
    Per {
        article: bool,
    },
    Month(u8),
    /// The month name is also another word, so that it needs a day, a year or a cue beside it.
    MonthMaybe(u8),
    /// A number behind it is a month: "tháng".
    MonthPrefix,
    /// Between a month and its year.
    YearWord,
    Weekday(u8),
    /// A weekday only beside a word for a day; else an ordinal.
    WeekdayMaybe(u8),
    /// Behind such a weekday: "thứ ba tới".
    WeekdayAfter,
    /// Between a weekday or a link and its date: "ngày".
    DayWord,
    /// Tens of years stand behind it: "thập niên 1990".
    DecadeCue,
    /// A short weekday, which is one only before a date: "Tue", "T6".
    WeekdayShort(u8),
    /// May stand between a weekday and its date: "the", "night", "tuần trước".
    DateJoin,
    /// Opens a span of days: "du", "từ ngày".
    FromDay,
    /// Says of a figure that it may or cannot be told again.
    Sided(Sided),
    /// Opens a clause that tells what it was: "when", "where", "who".
    Then,
    /// Behind a count: so many are as they were ("four remain closed").
    Remains,
    /// Behind a comparison, before what it is held against: "than", "que".
    Than,
    /// Stands for the figure before, in an apposition: "a figure", "un chiffre".
    Apposed,
    Elapsed(Lasting),
    /// 1 to 4 where the phrase is whole ("Q3"), 0 for the word "quarter", which an ordinal completes.
    Quarter(u8),
    Ordinal {
        value: u64,
        loose: bool,
    },
    /// Glued to digits it makes an ordinal: "th", "e".
    OrdinalSuffix,
    /// A number behind it is an ordinal: "thứ".
    OrdinalPrefix,
    /// Digits with a full stop behind it are an ordinal: "am 3. Tag".
    OrdinalDotBehind,
    HedgeBefore(Hedge),
    HedgeAfter(Hedge),
    /// Links a part to its whole.
    RatioLink(Link),
    /// Links the ends of a range: "to", "à".
    RangeLink,
    /// Opens a range that "and" closes: "between".
    Between,
    And,
    /// Opens a range or a change: "from".
    From,
    /// A word of movement, after which "from A to B" is a change.
    Change,
    /// A word of movement with the difference behind it: "une hausse de 3 à 5 %" is a range.
    ChangeBy,
    /// Goes with [`Sense::Change`]: which way.
    Toward(Direction),
    /// Beside an amount: it is a difference that way ("15% more").
    More(Direction),
    /// Between the dimensions of a thing: "by" in "20 by 30 feet".
    Across,
    /// Between a time and the length that it is told for: "au" in "4 min 30 au kilomètre".
    Pace,
    /// Between a word of movement and its amount: "by".
    By,
    /// Before what it was: "from", "compared with".
    Base,
    /// Before what it was, where the amount follows at once: "after".
    BaseAtOnce,
    /// A word of movement that says to what something came and never by how much: "ramené".
    Arrives,
    /// Behind an amount that is told for each of many.
    EachOne,
    /// Before what is left, at the head of a clause.
    Leaves,
    /// Behind what came to it, before what a number was and is: "bringing the total".
    Brings,
    /// Between one of several and what it has of one thing: "owns", "pays".
    Holds,
    /// Before what lies between the two amounts told before it: "a gap of".
    Gap,
    /// Behind a number between two percentages: percentage points ("up 0.4 points").
    Points,
    /// Before what it is now: "to", "reaching".
    Result,
    /// What follows is told of something else: "while".
    Apart,
    /// A sentence with it is not to be reckoned with: "not", "respectively".
    Silent,
    /// Near a base: it was only hoped for ("forecast").
    Planned,
    /// What follows soon is denied: "not".
    Not,
    /// At the head of a sentence: it speaks of the figure before.
    Back,
    /// A factor behind it makes less: "divided by".
    Divided,
    /// What follows says a count as a share, or the other way round.
    ShareCue,
    /// A word for a share: "rate".
    Rate,
    /// Before a whole whose parts follow: "among".
    WholeCue,
    /// Stands for what was counted before: "of them".
    Them,
    /// Between a share and its whole.
    ShareOf,
    /// A whole as such: "the chamber", "l'effectif".
    AllOfIt,
    /// People in whatever part: "suspects", "passagers", "người".
    Person,
    /// Behind a remainder: it is one of something else.
    Elsewhere,
    /// Announces a year or a date: "in", "since".
    DateCue,
    /// A number behind it names, not counts: "Article", "No."
    NameCue,
    /// "of" between scale word, unit and noun: "de".
    Of,
    AmPm(DayPart),
    Hour,
    DayCue,
    TimeCue,
    /// No noun, no unit: a word that ends a noun phrase.
    Function,
    /// Between a number and its unit of time: "first", "derniers".
    Interloper,
    /// An article, or what stands for one.
    Definite,
    /// A word that compares: degrees beside it may be a difference.
    Difference,
    /// The figure is what is left of a whole: "the other", "restants".
    RemainderBefore,
    RemainderAfter {
        definite: bool,
    },
    /// The figure that follows says the same in another unit: "or", "soit".
    Equivalent {
        apart: bool,
    },
    /// The parts that follow are not all of them: "including".
    Subset,
    /// What follows is what the amount before is held against: "after", "contre".
    Compared,
    /// What follows is what an amount came to: "to", "lên".
    MovedTo,
    /// Between an amount and the currency that it buys one of: "to the".
    RateLink,
    /// Between one of a currency and what it buys: "=".
    RateEquals,
    /// What is told was the year before: "last year".
    YearBefore,
    /// Miles beside it are nautical ones.
    AtSea,
    /// A word of lists, totals and tables.
    List(ListWord),
}

impl Sense {
    /// What else the word can measure, where it means something else first.
    pub const fn other_unit(self) -> Option<Unit> {
        match self {
            Sense::UnitMaybe { measure } => Some(Unit::Measure(measure)),
            Sense::MoneyMaybe { currency } => Some(Unit::Money(currency)),
            _ => None,
        }
    }
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every word of the phrases, folded, and every word that speaks for a language.
    words: ByWord<Entry>,
    by_first: Vec<First>,
    /// Of each of these the bits of the words that go on with one of its phrases.
    next: Vec<u64>,
    /// What words mean by themselves, in any case, a list behind the other; many words mean the same.
    hits: Vec<Hit>,
    /// The mark of each hit's sense.
    marks: Vec<u8>,
}

/// The phrases that begin with a word.
#[derive(Debug, Default)]
struct First {
    /// Those that go on with a word, by that word, then those of one word; each longest first.
    phrases: Vec<Phrase>,
    /// Those of one word begin here.
    alone: usize,
}

/// A phrase found in a text: what it means and how many tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub sense: Sense,
    pub tokens: usize,
}

impl Lexicon {
    /// Adds a phrase. `exact` keeps its case; else any case matches.
    pub fn add(&mut self, phrase: &str, sense: Sense, exact: bool) {
        let toks = tokens(phrase);
        let mut words = toks.iter().map(|t| (self.enter(&fold(t.text(phrase))), t.gap != Gap::None));
        let Some((first, _)) = words.next() else { return };
        let rest: Box<[_]> = words.collect();
        let entry = Phrase::new(rest, exact.then(|| phrase.into()), sense);
        let Some(known) = self.by_first.get_mut(first.0 as usize) else { return };
        let list = &mut known.phrases;
        if !list.iter().any(|p| p.rest == entry.rest && p.sense == entry.sense && p.exact == entry.exact) {
            // Longest first, so that the first hit of a sense is the longest.
            let order = |p: &Phrase| (p.second, Reverse(p.rest.len()));
            let at = list.partition_point(|p| order(p) <= order(&entry));
            if !entry.rest.is_empty() {
                known.alone += 1;
            }
            list.insert(at, entry);
        }
    }

    /// Notes beside each word what most tokens are asked for, when all phrases are there, and gives back the room that was
    /// taken to grow: a lexicon stays for as long as the program runs.
    pub fn settle(&mut self) {
        self.words.join(telling(), |entry, theirs| entry.speaks_for = theirs.speaks_for);
        let bits = |first: &First| first.phrases.iter().fold(0, |bits, p| bits | p.second.bit());
        self.next = self.by_first.iter().map(bits).collect();
        let mut follows = vec![false; self.by_first.len()];
        for word in self.by_first.iter().flat_map(|first| &first.phrases).map(|p| p.second) {
            if let Some(follows) = follows.get_mut(word.0 as usize) {
                *follows = true;
            }
        }
        // Where lists that begin with a mark stand among the hits.
        let mut lists: HashMap<u8, Vec<usize>> = HashMap::new();
        for entry in self.words.values_mut() {
            let Some(first) = self.by_first.get(entry.id.0 as usize) else { continue };
            let (long, alone) = first.phrases.split_at_checked(first.alone).unwrap_or_default();
            if !long.is_empty() {
                entry.bits |= Entry::LEADS;
            }
            if follows.get(entry.id.0 as usize) == Some(&true) {
                entry.bits |= Entry::FOLLOWS;
            }
            let Some(mark) = alone.first().map(|p| p.mark) else { continue };
            if !alone.iter().all(Phrase::is_plain_word) || alone.len() > Entry::MOST {
                entry.bits |= Entry::CASED;
                continue;
            }
            let hits = alone.iter().map(|p| Hit { sense: p.sense, tokens: 1 });
            let lists = lists.entry(mark).or_default();
            let alike = |at: &usize| {
                self.hits.get(*at..*at + alone.len()).is_some_and(|old| hits.clone().eq(old.iter().copied()))
            };
            let known = lists.iter().copied().find(alike);
            let Ok(place) = u16::try_from(known.unwrap_or(self.hits.len())) else {
                entry.bits |= Entry::CASED;
                continue;
            };
            if known.is_none() {
                lists.push(self.hits.len());
                self.hits.extend(hits);
                self.marks.extend(alone.iter().map(|p| p.mark));
            }
            entry.place = place;
            entry.bits |= (alone.len() as u8) << Entry::MANY;
            if alone.iter().any(|p| p.opens) {
                entry.bits |= Entry::OPENS;
            }
        }
        self.by_first.iter_mut().for_each(|first| first.phrases.shrink_to_fit());
        self.hits.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.words.settle();
    }

    /// The number of a folded word, a new one where it has none.
    fn enter(&mut self, folded: &str) -> WordId {
        if let Some(known) = self.words.get(folded) {
            return known.id;
        }
        let id = WordId(u32::try_from(self.by_first.len()).unwrap_or(u32::MAX));
        self.words.insert(folded, Entry { id, ..Entry::default() });
        self.by_first.push(First::default());
        id
    }

    /// Whether the whole phrase has a sense of this kind, in any case.
    pub fn means(&self, phrase: &str, kind: impl Fn(Sense) -> bool) -> bool {
        let toks = tokens(phrase);
        let words: Vec<Entry> = toks.iter().map(|t| self.word(t, phrase)).collect();
        let Some(first) = words.first() else { return false };
        self.starting(first.id).iter().any(|p| {
            let case = p.exact.as_deref().is_none_or(|exact| exact == phrase);
            case && kind(p.sense) && p.fits(&toks, &words, 0, phrase) == Some(toks.len())
        })
    }

    /// What a folded word by itself means.
    pub fn senses(&self, folded: &str) -> impl Iterator<Item = Sense> {
        let id = self.words.get(folded).map_or(WordId::NONE, |entry| entry.id);
        self.starting(id).iter().filter(|p| p.rest.is_empty()).map(|p| p.sense)
    }

    /// What it holds of a token's word.
    #[inline]
    pub(super) fn word(&self, token: &Token, text: &str) -> Entry {
        self.words.at(text, token).copied().unwrap_or_default()
    }

    /// Every word with what it holds of it.
    pub(super) fn words(&self) -> &ByWord<Entry> {
        &self.words
    }

    /// Every phrase that begins with this word.
    fn starting(&self, word: WordId) -> &[Phrase] {
        self.by_first.get(word.0 as usize).map_or(&[], |first| &first.phrases)
    }

    /// The phrases that begin with this word and go on with the next.
    #[inline]
    pub(super) fn going_on(&self, word: Entry, next: Entry) -> &[Phrase] {
        // Most words go on with none that any phrase goes on with: a bit of both tells that, and one of the phrases.
        if !word.has(Entry::LEADS) || !next.has(Entry::FOLLOWS) {
            return &[];
        }
        if self.next.get(word.id.0 as usize).is_none_or(|bits| bits & next.id.bit() == 0) {
            return &[];
        }
        let first = self.by_first.get(word.id.0 as usize);
        first.and_then(|first| first.phrases.get(..first.alone)).map_or(&[], |long| going_on(long, next.id))
    }

    /// What a word means by itself, if that is so in any case, and the marks of its senses.
    #[inline]
    pub(super) fn alone(&self, word: Entry) -> (&[Hit], &[u8]) {
        let all = usize::from(word.place)..usize::from(word.place) + word.many();
        (self.hits.get(all.clone()).unwrap_or_default(), self.marks.get(all).unwrap_or_default())
    }

    /// The phrases of a word that means something by itself which is to be tried at each place.
    #[inline]
    pub(super) fn cased(&self, word: Entry) -> &[Phrase] {
        let first = if word.has(Entry::CASED) { self.by_first.get(word.id.0 as usize) } else { None };
        first.and_then(|first| first.phrases.get(first.alone..)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_phrase_first_and_symbols_keep_their_case() {
        let mut lexicon = Lexicon::default();
        lexicon.add("per cent", Sense::Percent, false);
        lexicon.add("per", Sense::Per { article: false }, false);
        lexicon.add("MW", Sense::Of, true);
        lexicon.add("n'est", Sense::Function, false);
        let senses = |text: &str| -> Vec<(Sense, usize)> {
            let toks = tokens(text);
            let words: Vec<Entry> = toks.iter().map(|t| lexicon.word(t, text)).collect();
            let phrases = lexicon.starting(words[0].id);
            phrases.iter().filter_map(|p| Some((p.sense, p.fits(&toks, &words, 0, text)?))).collect()
        };
        assert_eq!(senses("Per\u{a0}cent"), [(Sense::Percent, 2), (Sense::Per { article: false }, 1)]);
        assert_eq!(senses("per head"), [(Sense::Per { article: false }, 1)]);
        assert_eq!(senses("MW"), [(Sense::Of, 1)]);
        assert_eq!(senses("mW"), []);
        assert_eq!(senses("n’est"), [(Sense::Function, 3)]);
    }
}
