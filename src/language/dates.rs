//! What a pack says of dates, ages and lengths of time, put into its lexicon.

use super::lexicon::{DayPart, Lasting, Lexicon, Sense};
use super::pack::PackError;
use super::schema::{Date, Source};

/// Longer words first, so that the first that fits is the longest.
pub(super) fn longest_first(words: &[String]) -> Vec<String> {
    let mut out = words.to_vec();
    out.sort_by_key(|word| std::cmp::Reverse(word.len()));
    out
}

/// Each weekday's forms: long ones, then short ones.
pub(super) fn weekday_forms(date: &Date) -> Vec<Vec<String>> {
    let short = date.short_weekdays.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    date.weekdays.iter().zip(short).map(|(long, short)| [long.as_slice(), short].concat()).collect()
}

/// Adds them.
///
/// # Errors
/// [`PackError::Count`] where months, weekdays or quarters are missing.
pub(super) fn fill(source: &Source, lexicon: &mut Lexicon) -> Result<(), PackError> {
    let (date, elapsed) = (&source.date, &source.elapsed);
    let rows = |what, list: &[Vec<String>], want| {
        if list.len() == want { Ok(()) } else { Err(PackError::Count { what, got: list.len(), want }) }
    };
    rows("months", &date.months, 12)?;
    rows("weekdays", &date.weekdays, 7)?;
    rows("quarter-names", &date.quarter_names, 4)?;
    for (words, number) in date.months.iter().zip(1..) {
        for word in words {
            let doubtful = date.doubtful_months.contains(word);
            let sense = if doubtful { Sense::MonthMaybe(number) } else { Sense::Month(number) };
            lexicon.add(word, sense, false);
        }
    }
    for (words, number) in date.weekdays.iter().zip(1..) {
        words.iter().for_each(|w| lexicon.add(w, Sense::Weekday(number), date.exact_weekdays));
    }
    for (words, number) in date.short_weekdays.iter().zip(1..) {
        words.iter().for_each(|w| lexicon.add(w, Sense::WeekdayShort(number), true));
    }
    for (words, number) in date.doubtful_weekdays.iter().zip(1..) {
        words.iter().for_each(|w| lexicon.add(w, Sense::WeekdayMaybe(number), false));
    }
    for (words, number) in date.quarter_names.iter().zip(1..) {
        words.iter().for_each(|w| lexicon.add(w, Sense::Quarter(number), true));
    }
    for (words, sense) in [
        (&date.quarter, Sense::Quarter(0)),
        (&date.cues, Sense::DateCue),
        (&date.am, Sense::AmPm(DayPart::Morning)),
        (&date.pm, Sense::AmPm(DayPart::Afternoon)),
        (&date.clock, Sense::AmPm(DayPart::Clock)),
        (&date.weekday_after, Sense::WeekdayAfter),
        (&date.day_words, Sense::DayWord),
        (&date.decade_words, Sense::DecadeCue),
        (&date.hours, Sense::Hour),
        (&date.month_prefixes, Sense::MonthPrefix),
        (&date.year_words, Sense::YearWord),
        (&date.day_cues, Sense::DayCue),
        (&date.time_cues, Sense::TimeCue),
        (&date.weekday_joins, Sense::DateJoin),
        (&date.from_day, Sense::FromDay),
        (&elapsed.age_at, Sense::Elapsed(Lasting::AgeAt)),
        (&elapsed.moved, Sense::Elapsed(Lasting::Moved)),
        (&elapsed.anniversary, Sense::Elapsed(Lasting::Anniversary)),
        (&elapsed.nth_year, Sense::Elapsed(Lasting::NthYear)),
        (&elapsed.since, Sense::Elapsed(Lasting::Since)),
        (&elapsed.celebrates, Sense::Elapsed(Lasting::Celebrates)),
        (&elapsed.founded, Sense::Elapsed(Lasting::Founded)),
        (&elapsed.born, Sense::Elapsed(Lasting::Born)),
        (&elapsed.died, Sense::Elapsed(Lasting::Died)),
        (&elapsed.age_before, Sense::Elapsed(Lasting::AgeBefore)),
        (&elapsed.age_counted, Sense::Elapsed(Lasting::AgeCounted)),
        (&elapsed.age_after, Sense::Elapsed(Lasting::AgeAfter)),
        (&elapsed.present, Sense::Elapsed(Lasting::Present)),
        (&elapsed.future, Sense::Elapsed(Lasting::Future)),
        (&elapsed.when, Sense::Elapsed(Lasting::When)),
        (&elapsed.ago, Sense::Elapsed(Lasting::Ago)),
    ] {
        words.iter().for_each(|w| lexicon.add(w, sense, false));
    }
    Ok(())
}
