//! The phrases of a pack with what they mean, into its lexicon.

use std::collections::BTreeMap;

use super::dates;
use super::lexicon::{Direction, Lexicon, Link, ListWord, Sense, Sided};
use super::pack::PackError;
use super::schema::Source;
use crate::figure::Hedge;
use crate::units::{Currency, Measure};

/// Every phrase of `source` under its sense.
pub(super) fn fill(source: &Source, lexicon: &mut Lexicon) -> Result<(), PackError> {
    numbers(source, lexicon)?;
    measures(source, lexicon)?;
    dates::fill(source, lexicon)?;
    let mut all = |words: &[String], sense: Sense| words.iter().for_each(|w| lexicon.add(w, sense, false));
    for (name, around) in &source.hedges {
        let hedge =
            Hedge::ALL.into_iter().find(|h| h.as_str() == name).ok_or_else(|| PackError::Hedge(name.clone()))?;
        all(&around.before, Sense::HedgeBefore(hedge));
        all(&around.after, Sense::HedgeAfter(hedge));
    }
    let (links, cues, changes, shares) = (&source.links, &source.cues, &source.changes, &source.shares);
    let repeats = &source.repeats;
    for (words, sense) in [
        (&links.ratio, Sense::RatioLink(Link::Whole)),
        (&links.ratio_partitive, Sense::RatioLink(Link::Partitive)),
        (&links.ratio_weak, Sense::RatioLink(Link::Weak)),
        (&links.ratio_odds, Sense::RatioLink(Link::Odds)),
        (&links.range, Sense::RangeLink),
        (&links.between, Sense::Between),
        (&links.and, Sense::And),
        (&links.from, Sense::From),
        (&links.of, Sense::Of),
        (&links.per, Sense::Per { article: false }),
        (&links.per_article, Sense::Per { article: true }),
        (&links.per_measure, Sense::PerMeasure),
        (&links.determiners, Sense::Determiner),
        (&links.times, Sense::Fold),
        (&links.per_stop, Sense::PerStop),
        (&links.across, Sense::Across),
        (&links.pace, Sense::Pace),
        (&links.or, Sense::Or),
        (&links.possessive, Sense::Possessive),
        (&links.whole_rank, Sense::WholeRank),
        (&cues.ages, Sense::AgeCue),
        (&cues.below_zero, Sense::BelowZero),
        (&links.minus, Sense::Minus),
        (&cues.not_equivalent, Sense::NotEquivalent),
        (&cues.each, Sense::EachOne),
        (&cues.leaves, Sense::Leaves),
        (&cues.change, Sense::Change),
        (&cues.change_by, Sense::ChangeBy),
        (&source.date.duration_cues, Sense::DurationCue),
        (&source.date.zones, Sense::Zone),
        (&cues.weight, Sense::WeightCue),
        (&cues.heat, Sense::HeatCue),
        (&cues.precious, Sense::PreciousCue),
        (&cues.at_rate, Sense::AtRate),
        (&cues.apart_before, Sense::ApartBefore),
        (&cues.apart_behind, Sense::ApartBehind),
        (&cues.money, Sense::MoneyNoun),
        (&links.squared, Sense::Power(2)),
        (&links.cubed, Sense::Power(3)),
        (&changes.up, Sense::Change),
        (&changes.down, Sense::Change),
        (&changes.up, Sense::Toward(Direction::Up)),
        (&changes.down, Sense::Toward(Direction::Down)),
        (&changes.more, Sense::More(Direction::Up)),
        (&changes.less, Sense::More(Direction::Down)),
        (&changes.by, Sense::By),
        (&changes.base, Sense::Base),
        (&changes.after, Sense::BaseAtOnce),
        (&changes.points, Sense::Points),
        (&changes.arrives, Sense::Arrives),
        (&changes.brings, Sense::Brings),
        (&changes.gap, Sense::Gap),
        (&changes.result, Sense::Result),
        (&changes.apart, Sense::Apart),
        (&changes.silent, Sense::Silent),
        (&changes.not, Sense::Not),
        (&changes.planned, Sense::Planned),
        (&changes.back, Sense::Back),
        (&changes.then, Sense::Then),
        (&changes.than, Sense::Than),
        (&changes.apposed, Sense::Apposed),
        (&shares.cue, Sense::ShareCue),
        (&shares.rate, Sense::Rate),
        (&shares.whole, Sense::WholeCue),
        (&shares.them, Sense::Them),
        (&shares.of, Sense::ShareOf),
        (&shares.elsewhere, Sense::Elsewhere),
        (&shares.all, Sense::AllOfIt),
        (&shares.holds, Sense::Holds),
        (&shares.persons, Sense::Person),
        (&cues.definite, Sense::Definite),
        (&cues.difference, Sense::Difference),
        (&cues.name, Sense::NameCue),
        (&cues.remainder_before, Sense::RemainderBefore),
        (&cues.remainder_after, Sense::RemainderAfter { definite: false }),
        (&cues.remains, Sense::Remains),
        (&cues.remainder_after_definite, Sense::RemainderAfter { definite: true }),
        (&cues.equivalent, Sense::Equivalent { apart: false }),
        (&cues.equivalent_apart, Sense::Equivalent { apart: true }),
        (&cues.subset, Sense::Subset),
        (&cues.interlopers, Sense::Interloper),
        (&cues.compared, Sense::Compared),
        (&cues.moved_to, Sense::MovedTo),
        (&cues.rate_link, Sense::RateLink),
        (&cues.rate_equals, Sense::RateEquals),
        (&cues.year_before, Sense::YearBefore),
        (&cues.at_sea, Sense::AtSea),
        (&source.scale.foreign, Sense::ScaleForeign),
        (&source.words.function, Sense::Function),
        (&repeats.contrast, Sense::Sided(Sided::Contrast)),
        (&repeats.scope, Sense::Sided(Sided::Scope)),
        (&repeats.plan, Sense::Sided(Sided::Plan)),
        (&repeats.rival, Sense::Sided(Sided::Rival)),
        (&repeats.again, Sense::Sided(Sided::Again)),
        (&repeats.generic, Sense::Sided(Sided::Generic)),
    ] {
        all(words, sense);
    }
    lists(source, lexicon);
    Ok(())
}

/// The pairs of sides from this number on need not be all there is.
pub const LOOSE_SIDES: u8 = 64;

fn lists(source: &Source, lexicon: &mut Lexicon) {
    let lists = &source.lists;
    for (words, word) in [
        (&lists.open, ListWord::Open),
        (&lists.also, ListWord::Also),
        (&lists.made_of, ListWord::MadeOf),
        (&lists.whole, ListWord::Whole),
        (&lists.with, ListWord::With),
        (&lists.total, ListWord::Total),
        (&lists.no_sum, ListWord::NoSum),
        (&lists.average, ListWord::Average),
        (&lists.total_labels, ListWord::TotalLabel),
        (&lists.no_sum_labels, ListWord::NoSumLabel),
        (&lists.rest, ListWord::Rest),
        (&lists.rest_labels, ListWord::RestLabel),
        (&lists.shares, ListWord::Shares),
        (&lists.exports, ListWord::Exports),
        (&lists.imports, ListWord::Imports),
        (&lists.turnover, ListWord::Turnover),
        (&lists.surplus, ListWord::Surplus),
        (&lists.deficit, ListWord::Deficit),
        (&lists.kinds, ListWord::Kind),
        (&lists.before_names, ListWord::BeforeName),
        (&lists.names, ListWord::Name),
        (&lists.announced, ListWord::Announced),
        (&lists.copula, ListWord::Copula),
        (&lists.copula_noun, ListWord::CopulaNoun),
        (&lists.clause, ListWord::Clause),
        (&lists.varies, ListWord::Varies),
        (&lists.contest, ListWord::Contest),
        (&lists.past, ListWord::Past),
    ] {
        words.iter().for_each(|w| lexicon.add(w, Sense::List(word), false));
    }
    for ((one, other), pair) in lists.sides.iter().zip(0..).chain(lists.loose_sides.iter().zip(LOOSE_SIDES..)) {
        for (side, second) in [(one, false), (other, true)] {
            side.split('|').for_each(|w| lexicon.add(w.trim(), Sense::List(ListWord::Side { pair, second }), false));
        }
    }
}

fn numbers(source: &Source, lexicon: &mut Lexicon) -> Result<(), PackError> {
    let numbers = &source.numbers;
    for (room, rows) in [(0, &numbers.words), (10, &numbers.tens), (20, &numbers.wide), (100, &numbers.hundreds)] {
        for (word, value) in rows {
            let lone = numbers.lone.contains(word);
            lexicon.add(word, Sense::Add { value: *value, room, lone }, false);
        }
    }
    for (word, value) in &numbers.times {
        let alone = numbers.alone.contains(word);
        lexicon.add(word, Sense::Times { value: *value, alone }, false);
    }
    for (words, sense) in [
        (&numbers.articles, Sense::Article),
        (&numbers.vague, Sense::Vague),
        (&numbers.collectives, Sense::Collective),
        (&numbers.halves, Sense::Half),
        (&numbers.points, Sense::SpokenPoint),
        (&numbers.rough, Sense::Rough),
        (&numbers.fraction_links, Sense::FractionLink),
        (&numbers.idioms, Sense::Idiom),
        (&numbers.counted, Sense::Counted),
        (&numbers.uncounted, Sense::Uncounted),
        (&numbers.bound_fractions, Sense::FractionBound),
        (&numbers.fraction_joins, Sense::FractionJoin),
        (&source.multiples.bound, Sense::MultipleBound),
        (&source.multiples.nouns, Sense::MultipleNoun),
        (&numbers.swap, Sense::Swap),
        (&source.ordinals.dot_behind, Sense::OrdinalDotBehind),
        (&source.multiples.suffixes, Sense::FoldSuffix),
        (&source.ordinals.prefixes, Sense::OrdinalPrefix),
        (&source.multiples.before, Sense::FactorBefore),
        (&source.multiples.after, Sense::FoldAfter),
        (&source.multiples.divided, Sense::FactorBefore),
        (&source.multiples.divided, Sense::Divided),
    ] {
        words.iter().for_each(|w| lexicon.add(w, sense, false));
    }
    for (text, words) in &numbers.fractions {
        let (numerator, denominator) = share(text)?;
        words.iter().for_each(|w| lexicon.add(w, Sense::Fraction { numerator, denominator }, false));
    }
    for (text, words) in &source.multiples.words {
        let (numerator, denominator) = share(text)?;
        words.iter().for_each(|w| lexicon.add(w, Sense::Multiple { numerator, denominator }, false));
    }
    for (text, words) in &numbers.denominators {
        let (value, _) = share(text)?;
        let value = u64::from(value);
        words.iter().for_each(|w| lexicon.add(w, Sense::Denominator { value, lone: true }, false));
    }
    let scale = &source.scale;
    let mut powers = |rows: &BTreeMap<String, Vec<String>>, exact: bool, sense: &dyn Fn(u8) -> Sense| {
        for (key, words) in rows {
            let power = key.parse::<u8>().map_err(|_| PackError::Power(key.clone()))?;
            words.iter().for_each(|w| lexicon.add(w, sense(power), exact));
        }
        Ok::<(), PackError>(())
    };
    powers(&scale.words, false, &|power| Sense::Scale { power })?;
    powers(&scale.false_friends, false, &|power| Sense::ScaleElsewhere { power })?;
    powers(&scale.short, true, &|power| Sense::ScaleShort { power, money_only: false })?;
    powers(&scale.short_money, true, &|power| Sense::ScaleShort { power, money_only: true })?;
    // Where plurals end in "s", an ordinal in the plural is the lower number of a share.
    let plural = source.nouns.plural.iter().any(|ending| ending == "s");
    for (words, loose) in [(&source.ordinals.loose, true), (&source.ordinals.words, false)] {
        for (word, value) in words {
            let value = *value;
            let plain = source.ordinals.accents_optional.then(|| without_accents(word)).filter(|plain| plain != word);
            for word in plain.iter().chain([word]) {
                lexicon.add(word, Sense::Ordinal { value, loose }, false);
                if plural && !word.ends_with('s') {
                    lexicon.add(&format!("{word}s"), Sense::Denominator { value, lone: !loose && value > 2 }, false);
                }
            }
        }
    }
    source.ordinals.suffixes.iter().for_each(|w| lexicon.add(w, Sense::OrdinalSuffix, false));
    Ok(())
}

fn without_accents(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// "3/4" or "2".
fn share(text: &str) -> Result<(u8, u8), PackError> {
    let (a, b) = text.split_once('/').unwrap_or((text, "1"));
    match (a.parse(), b.parse()) {
        (Ok(a), Ok(b)) if b > 0 => Ok((a, b)),
        _ => Err(PackError::Fraction(text.to_owned())),
    }
}

fn measures(source: &Source, lexicon: &mut Lexicon) -> Result<(), PackError> {
    for (id, words) in &source.links.each {
        let measure = Measure::of_id(id).ok_or_else(|| PackError::Unit(id.clone()))?;
        words.iter().for_each(|w| lexicon.add(w, Sense::Each(measure), false));
    }
    for (id, unit) in &source.units {
        let measure = Measure::of_id(id).ok_or_else(|| PackError::Unit(id.clone()))?;
        for word in &unit.words {
            let plain = source.ordinals.accents_optional.then(|| without_accents(word));
            for word in plain.iter().chain([word]) {
                lexicon.add(word, Sense::Unit { measure, symbol: false }, false);
            }
        }
        unit.maybe.iter().for_each(|w| lexicon.add(w, Sense::UnitMaybe { measure }, false));
        unit.symbols.iter().for_each(|w| lexicon.add(w, Sense::Unit { measure, symbol: true }, true));
    }
    for (code, money) in &source.currencies {
        let currency = Currency::of_code(code).ok_or_else(|| PackError::Currency(code.clone()))?;
        let after = Sense::Money { currency, prefix: false };
        money.words.iter().for_each(|w| lexicon.add(w, after, false));
        money.symbols.iter().for_each(|w| lexicon.add(w, after, true));
        // Letters as written: "80p", "43c".
        let letter = |w: &str| w.chars().count() == 1;
        money.minor.iter().for_each(|w| lexicon.add(w, Sense::MoneyMinor { currency, cents: 1 }, letter(w)));
        for (text, words) in &money.parts {
            let cents = text.parse::<u32>().map_err(|_| PackError::Fraction(text.clone()))?;
            words.iter().for_each(|w| lexicon.add(w, Sense::MoneyMinor { currency, cents }, false));
        }
        money.maybe.iter().for_each(|w| lexicon.add(w, Sense::MoneyMaybe { currency }, false));
        for word in &money.prefix {
            lexicon.add(word, Sense::Money { currency, prefix: true }, true);
            // Codes and symbols stand behind the number as well.
            lexicon.add(word, after, true);
        }
    }
    // Every other ISO code, behind a number or before it; before it not those that are words in capitals.
    for code in Currency::ISO.split_whitespace().filter(|code| !source.currencies.contains_key(*code)) {
        let Some(currency) = Currency::of_code(code) else { continue };
        lexicon.add(code, Sense::Money { currency, prefix: false }, true);
        if !Currency::WORDS.contains(&code) {
            lexicon.add(code, Sense::Money { currency, prefix: true }, true);
        }
    }
    lexicon.add("%", Sense::Percent, true);
    source.percent.words.iter().for_each(|w| lexicon.add(w, Sense::Percent, false));
    source.percent.points.iter().for_each(|w| lexicon.add(w, Sense::PercentagePoint, false));
    Ok(())
}
