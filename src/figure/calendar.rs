//! Dates, months, years and quarters.

use super::digit_date::{compact, days_numeric, named_month, numeric};
use super::model::CalendarDate;
use super::numeral::numeral;
use super::rank::ranked;
use crate::language::{DateOrder, Gap, Modifiers, Page, Sense, Shape};

/// A date that was read: tokens up to `end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub end: usize,
    pub date: CalendarDate,
    /// The second end of a span of years or days ("2020-2024", "17-19 mai").
    pub until: Option<CalendarDate>,
}

/// Reads the date at token `at`.
pub fn date(page: &Page<'_>, at: usize) -> Option<Dated> {
    let first = single(page, at)?;
    Some(span_of_two(page, at, &first).unwrap_or(first))
}

/// "2014 to 2018", "entre 2023 et 2025", "du 26 juin 2020 au 28 juin 2020": two dates of one form that are one span.
fn span_of_two(page: &Page<'_>, at: usize, first: &Dated) -> Option<Dated> {
    if first.until.is_some() || first.date.weekday.is_some() || first.date == CalendarDate::default() {
        return None;
    }
    let end = first.end;
    let hyphen = matches!(page.shape(end), Some(Shape::Mark('-' | '–' | '—'))) && first.date.month.is_some();
    let article = |s: Sense| matches!(s, Sense::DayCue | Sense::Definite).then_some(());
    let start = page.find_before(at, article).map_or(at, |found| found.1);
    let between = |at: usize| page.find_before(at, |s| matches!(s, Sense::Between).then_some(())).is_some();
    let between = between(at) || between(start);
    let link = |s: Sense| matches!(s, Sense::RangeLink).then_some(());
    let next = if hyphen {
        end + 1
    } else if between {
        end + page.sense(end, Sense::And)?
    } else {
        let len = page.find(end, link)?.1;
        // "et" links two dates only behind "entre": otherwise they are two.
        if page.sense(end, Sense::And).is_some() {
            return None;
        }
        end + len
    };
    if page.gap(next) == Gap::Line {
        return None;
    }
    // "từ ngày 5/6 đến ngày 7/6", "từ năm 2021 đến năm 2025", "entre le 01/10 et le 07/11"
    let word = |s: Sense| matches!(s, Sense::DayWord | Sense::YearWord).then_some(());
    let word = page.find(next, word).or_else(|| page.find(next, article).filter(|_| between));
    let next = next + word.map_or(0, |found| found.1);
    let second = single(page, next)?;
    let form = |d: &CalendarDate| (d.month.is_some(), d.day.is_some(), d.quarter.is_some(), d.weekday.is_some());
    let alike = form(&first.date) == form(&second.date) && second.until.is_none();
    let later =
        (second.date.year, second.date.month, second.date.day) > (first.date.year, first.date.month, first.date.day);
    // "between 1 December and 4 February" runs over the turn of a year.
    let turns = between && first.date.year.is_none() && second.date.year.is_none() && first.date.day.is_some();
    (alike && (later || turns && first.date.month != second.date.month)).then(|| Dated {
        end: second.end,
        date: first.date.clone(),
        until: Some(second.date),
    })
}

fn single(page: &Page<'_>, at: usize) -> Option<Dated> {
    if page.shape(at) == Some(Shape::Digits) {
        return in_digits(page, at);
    }
    let (mut day, mut month, mut quarter_of) = (false, false, false);
    for hit in page.hits(at) {
        match hit.sense {
            Sense::Weekday(_) | Sense::WeekdayMaybe(_) | Sense::WeekdayShort(_) => day = true,
            Sense::Month(_) | Sense::MonthMaybe(_) | Sense::MonthPrefix => month = true,
            Sense::Quarter(_) | Sense::Ordinal { .. } => quarter_of = true,
            _ => {}
        }
    }
    let weekday = day.then(|| with_weekday(page, at)).flatten();
    weekday
        .or_else(|| month.then(|| month_first(page, at)).flatten())
        .or_else(|| quarter_of.then(|| quarter(page, at)).flatten())
        .or_else(|| day_in_words(page, at))
}

fn in_digits(page: &Page<'_>, at: usize) -> Option<Dated> {
    days_numeric(page, at)
        .or_else(|| numeric(page, at))
        .or_else(|| named_month(page, at))
        .or_else(|| day_first(page, at))
        .or_else(|| decade(page, at))
        .or_else(|| quarter(page, at))
        .or_else(|| compact(page, at))
        .or_else(|| year_alone(page, at))
}

/// A weekday, with the date behind it if there is one.
fn with_weekday(page: &Page<'_>, at: usize) -> Option<Dated> {
    if let Some((weekday, len)) = page.find(at, weekday) {
        return Some(after_weekday(page, at + len, weekday));
    }
    // "hôm thứ hai" is Monday, "lần thứ hai" the second time.
    if let Some((weekday, len)) = page.find(at, |s| if let Sense::WeekdayMaybe(n) = s { Some(n) } else { None })
        && (page.find_before(at, |s| matches!(s, Sense::DayCue).then_some(())).is_some()
            || page.sense(at + len, Sense::WeekdayAfter).is_some()
            || after_weekday(page, at + len, weekday).date.day.is_some())
    {
        return Some(after_weekday(page, at + len, weekday));
    }
    if let Some((weekday, len)) = page.find(at, |s| if let Sense::WeekdayShort(n) = s { Some(n) } else { None })
        && let dated = after_weekday(page, at + len, weekday)
        && dated.date.day.is_some()
    {
        return Some(dated);
    }
    None
}

/// "fourth of July 1995", "premier mai": the day as an ordinal.
fn day_in_words(page: &Page<'_>, at: usize) -> Option<Dated> {
    let dmy = page.pack.date_order != DateOrder::MonthFirst;
    // "diez de octubre", "dix octobre"
    let counted = || {
        let number = crate::language::spelled(page, at).filter(|_| dmy && !page.pack.closed_numbers)?;
        Some((u8::try_from(number.value).ok().filter(|d| (1..=31).contains(d))?, number.end))
    };
    let (day, end) = ranked_day(page, at).or_else(counted)?;
    let of = page.sense(end, Sense::Of);
    // "the third May report" is no day.
    let behind = end + of.unwrap_or(0);
    if page.gap(end) != Gap::Space || of.is_none() && page.pack.date_order == DateOrder::MonthFirst {
        return None;
    }
    let (month, _, len) = month(page, behind)?;
    let mut end = behind + len;
    // "the third of May's proposals"
    if page.glued(end, '\'') || page.glued(end, '’') {
        return None;
    }
    let mut date = CalendarDate { month: Some(month), day: Some(day), ..CalendarDate::default() };
    if let Some((year, last)) = trailing_year(page, end) {
        date.year = Some(year);
        end = last;
    }
    Some(Dated { end, date, until: None })
}

/// A day of the month as an ordinal in words.
fn ranked_day(page: &Page<'_>, at: usize) -> Option<(u8, usize)> {
    let one = |s: Sense| if let Sense::Ordinal { value, .. } = s { Some(value) } else { None };
    let (value, end) = match ranked(page, at) {
        Some((value, end, false)) => (u64::try_from(value).ok()?, end),
        // "primeros de septiembre" are the first days of it.
        _ => page.find(at, one).filter(|_| !page.word(at).ends_with('s')).map(|(value, len)| (value, at + len))?,
    };
    Some((u8::try_from(value).ok().filter(|d| (1..=31).contains(d))?, end))
}

pub(super) fn weekday(sense: Sense) -> Option<u8> {
    if let Sense::Weekday(n) = sense { Some(n) } else { None }
}

fn month(page: &Page<'_>, at: usize) -> Option<(u8, bool, usize)> {
    // "tháng 5"
    if let Some(len) = page.sense(at, Sense::MonthPrefix)
        && page.gap(at + len) == Gap::Space
        && page.shape(at + len) == Some(Shape::Digits)
        && let Some(number) = page.word(at + len).parse::<u8>().ok().filter(|m| (1..=12).contains(m))
        && numeral(page, at + len).is_none_or(|n| n.end == at + len + 1)
    {
        return Some((number, true, len + 1));
    }
    let (found, len) = page.find(at, |s| match s {
        Sense::Month(n) => Some((n, true)),
        Sense::MonthMaybe(n) => Some((n, false)),
        _ => None,
    })?;
    // Where months are written with a capital, "march" and "may" are verbs; where they are not, "Mai" is a name but at
    // the head of a sentence.
    let capital = page.word(at).chars().next().is_some_and(char::is_uppercase);
    // "$DEC" is a share.
    if at > 0 && page.gap(at) == Gap::None && page.is(at - 1, '$') {
        return None;
    }
    // "tháng Hai" is February; "tháng hai" is it where a day, a year or a cue says so.
    if page.pack.capital_months && !found.1 && !capital && len == 1 {
        return None;
    }
    // "3 de Enero"
    let behind_day = || {
        let of = page.find_before(at, |s| matches!(s, Sense::Of).then_some(())).map_or(at, |found| found.1);
        of > 0 && page.shape(of - 1) == Some(Shape::Digits)
    };
    let dated = page.shape(at + len) == Some(Shape::Digits) || behind_day();
    if !page.pack.capital_months && capital && !heads_sentence(page, at) && !dated {
        return None;
    }
    let named = len > 1 && page.word(at + len - 1).chars().next().is_some_and(char::is_uppercase);
    Some((found.0, found.1 || named, len))
}

fn after_weekday(page: &Page<'_>, at: usize, weekday: u8) -> Dated {
    let bare = Dated { end: at, date: CalendarDate { weekday: Some(weekday), ..CalendarDate::default() }, until: None };
    let mut next = at;
    if page.glued(next, ',') || page.is(next, '(') && page.gap(next) == Gap::Space {
        next += 1;
    }
    let word = |s: Sense| matches!(s, Sense::Determiner | Sense::DayWord).then_some(());
    next += page.find(next, word).filter(|_| page.shape(next) == Some(Shape::Word)).map_or(0, |found| found.1);
    if page.gap(next) == Gap::None {
        return bare;
    }
    let follows = match page.shape(next) {
        Some(Shape::Digits) => numeric(page, next).or_else(|| day_first(page, next)),
        _ => month_first(page, next).filter(|d| d.date.day.is_some()),
    };
    match follows {
        Some(mut dated) if dated.date.day.is_some() => {
            dated.date.weekday = Some(weekday);
            dated
        }
        _ => bare,
    }
}

/// A day of the month, with its ordinal ending ("1er", "17th"), and the token behind it.
pub(super) fn day(page: &Page<'_>, at: usize) -> Option<(u8, usize)> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) || word.len() > 2 {
        return None;
    }
    let day = word.parse::<u8>().ok().filter(|d| (1..=31).contains(d))?;
    if page.pack.dot_ordinals
        && page.glued(at + 1, '.')
        && (page.gap(at + 2) != Gap::None || page.is(at + 2, '-') || page.is(at + 2, '–'))
    {
        return Some((day, at + 2));
    }
    let suffix = if page.gap(at + 1) == Gap::None { page.sense(at + 1, Sense::OrdinalSuffix).unwrap_or(0) } else { 0 };
    Some((day, at + 1 + suffix))
}

/// Four digits that can be a year, and nothing glued to them that makes them something else.
pub(super) fn year(page: &Page<'_>, at: usize) -> Option<i32> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) || word.len() != 4 {
        return None;
    }
    word.parse::<i32>().ok().filter(|y| (1000..=2199).contains(y))
}

/// The year behind a month or a quarter, with what may stand between them.
pub(super) fn trailing_year(page: &Page<'_>, end: usize) -> Option<(i32, usize)> {
    let mut at = end;
    if page.glued(at, ',') {
        at += 1;
    } else if let Some(of) = page.sense(at, Sense::Of).or_else(|| page.sense(at, Sense::YearWord)) {
        at += of;
    } else if (page.glued(at, '/') || page.glued(at, '-')) && page.gap(at + 1) == Gap::None {
        // "tháng 5/2024"
        return year(page, at + 1).map(|year| (year, at + 2));
    }
    if page.gap(at) == Gap::None || page.gap(at) == Gap::Line && page.glued(at.saturating_sub(1), ',') {
        return None;
    }
    // "mai 2 024" is no year, "May 2024.5" neither.
    let year = year(page, at)?;
    let whole = numeral(page, at).is_none_or(|n| n.end == at + 1);
    whole.then_some((year, at + 1))
}

/// The second of two days: "17-19", "17 au 19", "17 and 18".
pub(super) fn second_day(page: &Page<'_>, at: usize) -> Option<(u8, usize)> {
    if page.is(at, '-') || page.is(at, '–') {
        return day(page, at + 1);
    }
    let len = page.find(at, |s| matches!(s, Sense::RangeLink | Sense::And).then_some(()))?.1;
    if page.gap(at) != Gap::Space || page.gap(at + len) != Gap::Space {
        return None;
    }
    let (second, end) = day(page, at + len)?;
    // "May 5 and 17 provinces": a noun makes it a count.
    let noun = page.shape(end) == Some(Shape::Word) && page.hits(end).next().is_none();
    (!noun).then_some((second, end))
}

/// "17 mai 2024", "17 May", "17-19 mai 2024".
fn day_first(page: &Page<'_>, at: usize) -> Option<Dated> {
    let (first, mut end) = day(page, at)?;
    let mut last = None;
    if let Some((second, behind)) = second_day(page, end) {
        last = Some(second);
        end = behind;
    }
    // "28.Oktober"
    let dotted = page.pack.dot_ordinals && page.glued(end, '.') && page.shape(end + 1) == Some(Shape::Word);
    end += usize::from(dotted);
    if page.gap(end) != Gap::Space && !dotted {
        return None;
    }
    let of = page.sense(end, Sense::Of).filter(|of| month(page, end + of).is_some()).unwrap_or(0);
    let (month, _, len) = month(page, end + of)?;
    end += of + len;
    let mut year = None;
    if let Some((found, behind)) = trailing_year(page, end) {
        year = Some(found);
        end = behind;
    }
    let date = CalendarDate { year, month: Some(month), day: Some(first), ..CalendarDate::default() };
    let until = last.map(|day| CalendarDate { day: Some(day), ..date.clone() });
    Some(Dated { end, date, until })
}

/// "May 17, 2024", "mai 2024", "fin juin".
fn month_first(page: &Page<'_>, at: usize) -> Option<Dated> {
    let (number, sure, len) = month(page, at)?;
    let mut date = CalendarDate { month: Some(number), ..CalendarDate::default() };
    let mut end = at + len;
    let mut until = None;
    if page.pack.date_order == DateOrder::MonthFirst
        && page.gap(end) == Gap::Space
        && let Some((day_of_month, behind)) = day(page, end)
        && numeral(page, end).is_none_or(|n| n.end == end + 1)
        && !page.glued(behind, '%')
        && page.find(behind, counts).is_none()
    {
        date.day = Some(day_of_month);
        end = behind;
        if let Some((second, behind)) = second_day(page, end).filter(|(_, at)| page.find(*at, counts).is_none()) {
            until = Some(CalendarDate { day: Some(second), ..date.clone() });
            end = behind;
        }
    }
    if date.day.is_none()
        && page.pack.date_order == DateOrder::MonthFirst
        && page.gap(end) == Gap::Space
        && let Some((day, behind)) = ranked_day(page, end)
        && let Some((year, last)) = trailing_year(page, behind)
    {
        // "January first 2000"; without a year "May first" may be a verb and an adverb.
        date.day = Some(day);
        date.year = Some(year);
        end = last;
    }
    if date.year.is_none()
        && let Some((year, behind)) = trailing_year(page, end)
    {
        date.year = Some(year);
        end = behind;
        // "September-2020-23"
        if date.day.is_none()
            && page.is(end - 2, '-')
            && page.glued(end, '-')
            && page.gap(end + 1) == Gap::None
            && let Some((day, behind)) = day(page, end + 1)
        {
            date.day = Some(day);
            end = behind;
        }
    }
    let alone = date.day.is_none() && date.year.is_none();
    // "Jan-Feb 2017"
    let joined = page.glued(end, '-') && page.gap(end + 1) == Gap::None && month(page, end + 1).is_some();
    let sure = sure || joined;
    if alone && (!sure && !cued(page, at) || in_a_name(page, at)) {
        return None;
    }
    if let Some(until) = &mut until {
        until.year = date.year;
    }
    Some(Dated { end, date, until })
}

/// Whether a sentence begins with the token.
pub fn heads_sentence(page: &Page<'_>, at: usize) -> bool {
    page.gap(at) == Gap::Line
        || at
            .checked_sub(1)
            .is_none_or(|b| matches!(page.shape(b), Some(Shape::Mark('.' | '!' | '?' | '…' | '«' | '"' | '“' | ':'))))
}

/// "la Révolution d'août": a month behind "of" and a capital is part of a name.
fn in_a_name(page: &Page<'_>, at: usize) -> bool {
    let Some((_, of)) = page.find_before(at, |s| matches!(s, Sense::Of).then_some(())) else { return false };
    let Some(before) = of.checked_sub(1) else { return false };
    page.word(before).chars().next().is_some_and(char::is_uppercase) && !heads_sentence(page, before)
}

/// Percent, a unit or a scale word: what stands behind a number that is no day.
pub(super) fn counts(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Percent | Sense::Scale { .. } | Sense::Unit { .. } | Sense::Money { .. }).then_some(())
}

/// Whether a word that announces a date stands before token `at`.
pub(super) fn cued(page: &Page<'_>, at: usize) -> bool {
    page.find_before(at, |s| matches!(s, Sense::DateCue).then_some(())).is_some()
}

/// "thập niên 1990", "1990er", "90er": ten years.
fn decade(page: &Page<'_>, at: usize) -> Option<Dated> {
    let word = page.word(at);
    // "the '90s"
    let short = word.len() == 2
        && at > 0
        && page.gap(at) == Gap::None
        && matches!(page.shape(at - 1), Some(Shape::Mark('\'' | '’' | '‘')))
        && (page.gap(at - 1) != Gap::None || at == 1 || page.is(at.saturating_sub(2), '-'));
    let free = page.gap(at) != Gap::None || at == 0 || open(page, at) || short;
    let round = matches!(word.len(), 2 | 4) && word.ends_with('0') && free;
    let glued = page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Word);
    // "90s" may be seconds; a longer ending is unmistakable.
    let ending = glued && page.pack.is_decade_suffix(page.word(at + 1));
    let suffixed = ending && (short || word.len() == 4 && year(page, at).is_some() || page.word(at + 1).len() > 1);
    let cued = !glued && page.find_before(at, |s| matches!(s, Sense::DecadeCue).then_some(())).is_some();
    let whole = || numeral(page, at).is_some_and(|n| n.plain.is_some());
    let end = at + 1 + usize::from(ending);
    (round && (suffixed || cued && whole())).then(|| Dated { end, date: CalendarDate::default(), until: None })
}

/// "first quarter of 2024", "troisième trimestre", "Q1 2024".
fn quarter(page: &Page<'_>, at: usize) -> Option<Dated> {
    let named = page.find(at, |s| if let Sense::Quarter(n @ 1..=4) = s { Some(n) } else { None });
    let (number, end) = match named {
        Some((number, len)) => (number, at + len),
        // "trimestre1", "trimestre 3"
        None if page.sense(at, Sense::Quarter(0)).is_some() => {
            let next = at + page.sense(at, Sense::Quarter(0))?;
            let number = page.word(next).parse::<u8>().ok().filter(|n| (1..=4).contains(n))?;
            let whole = page.gap(next) != Gap::Line && numeral(page, next).is_none_or(|n| n.end == next + 1);
            (number, whole.then_some(next + 1).filter(|end| page.find(*end, counts).is_none())?)
        }
        None => {
            let (number, end) = match day(page, at) {
                // "1er trimestre", "3rd quarter"
                Some((number, end)) if end > at + 1 => (u64::from(number), end),
                _ => {
                    let ordinal = |s: Sense| if let Sense::Ordinal { value, .. } = s { Some(value) } else { None };
                    page.find(at, ordinal).map(|(number, len)| (number, at + len))?
                }
            };
            let word = page.sense(end, Sense::Quarter(0))?;
            (u8::try_from(number).ok().filter(|n| (1..=4).contains(n))?, end + word)
        }
    };
    let mut date = CalendarDate { quarter: Some(number), ..CalendarDate::default() };
    let mut behind = end;
    if let Some((year, last)) = trailing_year(page, end) {
        date.year = Some(year);
        behind = last;
    }
    Some(Dated { end: behind, date, until: None })
}

/// "2024", "2020-2024", "2023/24"; a bare one needs to look like a year.
fn year_alone(page: &Page<'_>, at: usize) -> Option<Dated> {
    let first = year(page, at)?;
    if page.gap(at) == Gap::None && at > 0 && !open(page, at) {
        return None;
    }
    // "1802 GMT" is a time.
    if page.gap(at + 1) == Gap::Space
        && page.sense(at + 1, Sense::Zone).is_some()
        && first / 100 < 24
        && first % 100 < 60
    {
        return None;
    }
    let dated = |end: usize, until: Option<i32>| {
        let date = CalendarDate { year: Some(first), ..CalendarDate::default() };
        let until = until.map(|year| CalendarDate { year: Some(year), ..CalendarDate::default() });
        Dated { end, date, until }
    };
    // "2019 q1", "2017-q1", "2020 trimestre1"
    let hyphen = page.glued(at + 1, '-') && page.gap(at + 2) == Gap::None;
    let next = at + 1 + usize::from(hyphen);
    let named = page.find(next, |s| if let Sense::Quarter(n) = s { Some(n) } else { None });
    if let Some((name, len)) = named.filter(|_| page.gap(at + 1) != Gap::Line) {
        let written = page.word(next + len).parse::<u8>().ok().filter(|n| (1..=4).contains(n));
        let (quarter, end) = match name {
            0 => (written, next + len + 1),
            n => (Some(n), next + len),
        };
        if let Some(quarter) = quarter {
            let date = CalendarDate { year: Some(first), quarter: Some(quarter), ..CalendarDate::default() };
            return Some(Dated { end, date, until: None });
        }
    }
    if matches!(page.shape(at + 1), Some(Shape::Mark('-' | '–' | '/')))
        && page.gap(at + 1) == page.gap(at + 2)
        && page.shape(at + 2) == Some(Shape::Digits)
    {
        let amount = page.find(at + 3, counts).is_some() || page.glued(at + 3, '%');
        if let Some(second) = year(page, at + 2).filter(|second| *second > first && !amount) {
            return Some(dated(at + 3, Some(second)));
        }
        let short = page.word(at + 2);
        if short.len() == 2
            && page.gap(at + 1) == Gap::None
            && let Ok(two) = short.parse::<i32>()
            && two == (first + 1) % 100
        {
            return Some(dated(at + 3, Some(first + 1)));
        }
        return None;
    }
    if page.gap(at + 1) == Gap::None && matches!(page.shape(at + 1), Some(Shape::Word)) {
        // Letters make a name of it; a decade was read before.
        return None;
    }
    let whole = numeral(page, at).is_some_and(|n| n.plain == Some(4));
    if !whole || !(1500..=2100).contains(&first) && !cued(page, at) {
        return None;
    }
    if low_end(page, at) {
        return None;
    }
    if page.find(at + 1, counts).is_some() && page.gap(at + 1) != Gap::Line || page.glued(at + 1, '%') {
        return None;
    }
    let cued = cued(page, at) && ((1500..=2100).contains(&first) || page.pack.nouns.modifiers != Modifiers::Capital);
    (cued || !counted(page, at + 1)).then(|| dated(at + 1, None))
}

/// "từ 1000 đến 2000 đồng": the lower end of an amount.
fn low_end(page: &Page<'_>, at: usize) -> bool {
    let opened = |s: Sense| matches!(s, Sense::From | Sense::Between).then_some(());
    let Some((_, len)) = page.find(at + 1, |s| matches!(s, Sense::RangeLink | Sense::And).then_some(())) else {
        return false;
    };
    let high = at + 1 + len;
    page.find_before(at, opened).is_some()
        && numeral(page, high).is_some_and(|n| page.gap(n.end) != Gap::Line && page.find(n.end, counts).is_some())
}

fn open(page: &Page<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|b| matches!(page.shape(b), Some(Shape::Mark(m)) if !matches!(m, '-' | '/' | '.' | ',' | '–')))
}

/// Whether a plural noun follows, which the number then counts.
pub(super) fn counted(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    if page.pack.nouns.modifiers == Modifiers::Capital {
        return page.shape(at) == Some(Shape::Word)
            && page.gap(at) == Gap::Space
            && word.chars().next().is_some_and(char::is_uppercase);
    }
    page.shape(at) == Some(Shape::Word)
        && page.gap(at) == Gap::Space
        && word.chars().next().is_some_and(char::is_lowercase)
        && page.hits(at).next().is_none()
        && page.pack.nouns.plural.iter().any(|ending| word.ends_with(ending.as_str()) && !word.ends_with("ss"))
}
