//! What a pack says of dates, ages and lengths of time, put into its lexicon.

use std::ops::Range;

use super::lexicon::{DayPart, Lasting, Lexicon, Sense};
use super::pack::PackError;
use super::schema::{Date, Source};
use super::{fold, folded};

/// How a language writes months and days of the week.
#[derive(Debug, Default)]
pub struct Calendar {
    /// January to December, each in its forms.
    months: Vec<Vec<String>>,
    /// Monday to Sunday, each in its forms: long ones, short ones, those that are weekdays in some places only.
    weekdays: Vec<Vec<String>>,
    /// The same, in any case.
    month_forms: Vec<Form>,
    weekday_forms: Vec<Form>,
}

/// How a month or a weekday may be written, in any case.
#[derive(Debug)]
struct Form {
    letters: usize,
    folded: String,
}

impl Calendar {
    pub(super) fn of(date: &Date) -> Self {
        let none = || std::iter::repeat(&[][..]);
        let short = date.short_weekdays.iter().map(Vec::as_slice).chain(none());
        let doubtful = date.doubtful_weekdays.iter().map(Vec::as_slice).chain(none());
        let forms = date.weekdays.iter().zip(short).zip(doubtful);
        let weekdays: Vec<_> =
            forms.map(|((long, short), doubtful)| [long.as_slice(), short, doubtful].concat()).collect();
        let form = |form: &String| Form { letters: form.chars().count(), folded: fold(form) };
        let all = |rows: &[Vec<String>]| rows.iter().flatten().map(form).collect();
        let (month_forms, weekday_forms) = (all(&date.months), all(&weekdays));
        Self { months: date.months.clone(), weekdays, month_forms, weekday_forms }
    }

    /// The weekday (1 is Monday) in the form that `like` is another one of: "Tue" for "Mon", "Mardi" for "Lundi".
    pub fn weekday(&self, day: u8, like: &str) -> Option<String> {
        word(&self.weekdays, day, like)
    }

    /// The month (1 is January) in the form that `like` is another one of.
    pub fn month(&self, month: u8, like: &str) -> Option<String> {
        word(&self.months, month, like)
    }

    /// Where `text` names a day of the week, in bytes.
    pub fn weekday_in(&self, text: &str) -> Option<Range<usize>> {
        place(&self.weekday_forms, text)
    }

    /// Where `text` names a month, in bytes.
    pub fn month_in(&self, text: &str) -> Option<Range<usize>> {
        place(&self.month_forms, text)
    }
}

/// Row `number` (from 1), in the column and the case that `like` has in another row.
fn word(rows: &[Vec<String>], number: u8, like: &str) -> Option<String> {
    let forms = rows.get(usize::from(number).checked_sub(1)?)?;
    let exact = rows.iter().find_map(|row| row.iter().position(|form| form == like));
    if let Some(at) = exact {
        return forms.get(at).or(forms.first()).cloned();
    }
    let column = |row: &Vec<String>| row.iter().position(|form| fold(form) == fold(like));
    let form = rows.iter().find_map(column).and_then(|at| forms.get(at)).or(forms.first())?;
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if like.chars().next().is_some_and(char::is_uppercase) => {
            Some(first.to_uppercase().chain(letters).collect())
        }
        _ => Some(form.clone()),
    }
}

/// The longest of some forms that stands in `text` as words of its own.
fn place(forms: &[Form], text: &str) -> Option<Range<usize>> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = text.char_indices().map(|(at, _)| at);
    let starts: Vec<usize> = starts.filter(|at| !inside(text.get(..*at).and_then(|t| t.chars().next_back()))).collect();
    let found = forms.iter().flat_map(|form| {
        starts.iter().filter_map(move |start| {
            let rest = text.get(*start..)?;
            // Most begin with another letter, as far as these have no case and no marks.
            let first = form.folded.bytes().next().zip(rest.bytes().next());
            if first.is_some_and(|(x, y)| x.is_ascii() && y.is_ascii() && x != y.to_ascii_lowercase()) {
                return None;
            }
            let end = start + rest.char_indices().nth(form.letters).map_or(rest.len(), |(at, _)| at);
            let fits = folded(text.get(*start..end)?, |word| word == form.folded);
            (fits && !inside(text.get(end..)?.chars().next())).then_some(*start..end)
        })
    });
    found.max_by_key(|range| range.len())
}

/// Longer words first, so that the first that fits is the longest.
pub(super) fn longest_first(words: &[String]) -> Vec<String> {
    let mut out = words.to_vec();
    out.sort_by_key(|word| std::cmp::Reverse(word.len()));
    out
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
        (&elapsed.age_is, Sense::Elapsed(Lasting::AgeIs)),
        (&elapsed.lasted, Sense::Elapsed(Lasting::Lasted)),
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
