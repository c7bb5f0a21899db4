//! Dates, months, years, quarters, and times of day.

use super::model::CalendarDate;
use super::numeral::numeral;
use crate::language::{DateOrder, DayPart, Gap, Modifiers, Page, Sense, Shape};

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
    let between = page.find_before(at, |s| matches!(s, Sense::Between).then_some(())).is_some();
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
    // "từ ngày 5/6 đến ngày 7/6", "từ năm 2021 đến năm 2025"
    let word = |s: Sense| matches!(s, Sense::DayWord | Sense::YearWord).then_some(());
    let next = next + page.find(next, word).map_or(0, |found| found.1);
    let second = single(page, next)?;
    let form = |d: &CalendarDate| (d.month.is_some(), d.day.is_some(), d.quarter.is_some(), d.weekday.is_some());
    let alike = form(&first.date) == form(&second.date) && second.until.is_none();
    let later =
        (second.date.year, second.date.month, second.date.day) > (first.date.year, first.date.month, first.date.day);
    (alike && later).then(|| Dated { end: second.end, date: first.date.clone(), until: Some(second.date) })
}

fn single(page: &Page<'_>, at: usize) -> Option<Dated> {
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
    if page.shape(at) == Some(Shape::Digits) {
        return days_numeric(page, at)
            .or_else(|| numeric(page, at))
            .or_else(|| day_first(page, at))
            .or_else(|| decade(page, at))
            .or_else(|| quarter(page, at))
            .or_else(|| year_alone(page, at));
    }
    month_first(page, at).or_else(|| quarter(page, at))
}

fn weekday(sense: Sense) -> Option<u8> {
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
    // "tháng Hai" is February; "tháng hai" is it where a day, a year or a cue says so.
    if page.pack.capital_months && !found.1 && !capital && len == 1 {
        return None;
    }
    if !page.pack.capital_months && capital && !heads_sentence(page, at) && page.shape(at + len) != Some(Shape::Digits)
    {
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
fn day(page: &Page<'_>, at: usize) -> Option<(u8, usize)> {
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
fn year(page: &Page<'_>, at: usize) -> Option<i32> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) || word.len() != 4 {
        return None;
    }
    word.parse::<i32>().ok().filter(|y| (1000..=2199).contains(y))
}

/// The year behind a month or a quarter, with what may stand between them.
fn trailing_year(page: &Page<'_>, end: usize) -> Option<(i32, usize)> {
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
fn second_day(page: &Page<'_>, at: usize) -> Option<(u8, usize)> {
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
    if let Some((year, behind)) = trailing_year(page, end) {
        date.year = Some(year);
        end = behind;
    }
    let alone = date.day.is_none() && date.year.is_none();
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
fn counts(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Percent | Sense::Scale { .. } | Sense::Unit { .. } | Sense::Money { .. }).then_some(())
}

/// Whether a word that announces a date stands before token `at`.
fn cued(page: &Page<'_>, at: usize) -> bool {
    page.find_before(at, |s| matches!(s, Sense::DateCue).then_some(())).is_some()
}

/// "thập niên 1990", "1990er", "90er": ten years.
fn decade(page: &Page<'_>, at: usize) -> Option<Dated> {
    let word = page.word(at);
    let free = page.gap(at) != Gap::None || at == 0 || open(page, at);
    let round = matches!(word.len(), 2 | 4) && word.ends_with('0') && free;
    let glued = page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Word);
    // "90s" may be seconds; a longer ending is unmistakable.
    let ending = glued && page.pack.is_decade_suffix(page.word(at + 1));
    let suffixed = ending && (word.len() == 4 && year(page, at).is_some() || page.word(at + 1).len() > 1);
    let cued = !glued && page.find_before(at, |s| matches!(s, Sense::DecadeCue).then_some(())).is_some();
    let whole = numeral(page, at).is_some_and(|n| n.plain.is_some());
    let end = at + 1 + usize::from(ending);
    (round && (suffixed || cued && whole)).then(|| Dated { end, date: CalendarDate::default(), until: None })
}

/// "first quarter of 2024", "troisième trimestre", "Q1 2024".
fn quarter(page: &Page<'_>, at: usize) -> Option<Dated> {
    let named = page.find(at, |s| if let Sense::Quarter(n @ 1..=4) = s { Some(n) } else { None });
    let (number, end) = match named {
        Some((number, len)) => (number, at + len),
        None => {
            let (number, len) = if page.shape(at) == Some(Shape::Digits) {
                let (number, behind) = day(page, at).filter(|(_, behind)| *behind > at + 1)?;
                (u32::from(number), behind - at)
            } else {
                page.find(at, |s| if let Sense::Ordinal { value, .. } = s { Some(value) } else { None })?
            };
            let word = page.sense(at + len, Sense::Quarter(0))?;
            (u8::try_from(number).ok().filter(|n| (1..=4).contains(n))?, at + len + word)
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

/// "2024-05-17", "2024-05", "17/05/2024", "17.05.2024", "17/5" with a cue.
fn numeric(page: &Page<'_>, at: usize) -> Option<Dated> {
    let part = |at: usize| -> Option<u32> {
        let word = page.word(at);
        (page.shape(at) == Some(Shape::Digits) && word.len() <= 4).then(|| word.parse().ok())?
    };
    let joined = |at: usize| match page.shape(at) {
        Some(Shape::Mark(mark @ ('-' | '/' | '.'))) if page.gap(at) == Gap::None && page.gap(at + 1) == Gap::None => {
            Some(mark)
        }
        _ => None,
    };
    let mark = joined(at + 1)?;
    let (a, b) = (part(at)?, part(at + 2)?);
    let third = joined(at + 3).filter(|m| *m == mark).and_then(|_| part(at + 4));
    let two = |at: usize| page.word(at).len() <= 2;
    let make = |year: Option<u32>, month: u32, day: Option<u32>, end: usize| {
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        let day = match day {
            Some(day) => Some(u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?),
            None => None,
        };
        let year = year.and_then(|y| i32::try_from(y).ok());
        let date = CalendarDate { year, month: Some(month), day, ..CalendarDate::default() };
        // More digits glued behind make it a number of something.
        let cut = page.gap(end) == Gap::None && matches!(page.shape(end), Some(Shape::Word | Shape::Digits));
        (!cut).then_some(Dated { end, date, until: None })
    };
    if page.word(at).len() == 4 && mark != '.' {
        return match third {
            Some(day) if two(at + 2) && two(at + 4) => make(Some(a), b, Some(day), at + 5),
            None if page.word(at + 2).len() == 2 && year(page, at).is_some() && (1..=12).contains(&b) => {
                // "2019-20" is a season, "2024-05" a month.
                let follows = year(page, at).is_some_and(|y| (y + 1) % 100 == b as i32);
                if follows { None } else { make(Some(a), b, None, at + 3) }
            }
            _ => None,
        };
    }
    if !two(at) || !two(at + 2) {
        return None;
    }
    match third {
        Some(year) if matches!(page.word(at + 4).len(), 2 | 4) => {
            let full = if year < 100 { 2000 + year } else { year };
            let (day, month) = match page.pack.date_order {
                DateOrder::DayFirst => (a, b),
                DateOrder::MonthFirst => (b, a),
            };
            make(Some(full), month, Some(day), at + 5).or_else(|| make(Some(full), day, Some(month), at + 5))
        }
        None if mark == '.' && page.pack.dot_ordinals && page.glued(at + 3, '.') && day_cue(page, at) => {
            make(None, b, Some(a), at + 4)
        }
        None if mark == '/' && (cued_by_weekday(page, at) || day_cue(page, at)) => match page.pack.date_order {
            DateOrder::DayFirst => make(None, b, Some(a), at + 3),
            DateOrder::MonthFirst => make(None, a, Some(b), at + 3),
        },
        _ => None,
    }
}

/// "5-7/6", "5 đến 7/6", "5 và 6/6": two days of one month, in numbers.
fn days_numeric(page: &Page<'_>, at: usize) -> Option<Dated> {
    let (first, end) = day(page, at).filter(|_| page.pack.date_order == DateOrder::DayFirst && day_cue(page, at))?;
    let (second, behind) = second_day(page, end)?;
    let slash = page.glued(behind, '/') && page.gap(behind + 1) == Gap::None;
    let month = slash.then(|| page.word(behind + 1).parse::<u8>().ok().filter(|m| (1..=12).contains(m)))??;
    let mut end = behind + 2;
    let mut in_year = None;
    if page.glued(end, '/') && page.gap(end + 1) == Gap::None {
        in_year = Some(year(page, end + 1)?);
        end += 2;
    }
    if second <= first || page.glued(end, '/') || page.find(end, counts).is_some() {
        return None;
    }
    let date = CalendarDate { year: in_year, month: Some(month), day: Some(first), ..CalendarDate::default() };
    let until = CalendarDate { day: Some(second), ..date.clone() };
    Some(Dated { end, date, until: Some(until) })
}

fn cued_by_weekday(page: &Page<'_>, at: usize) -> bool {
    page.find_before(at, weekday).is_some()
}

/// "le 4/10", "on 9/11": a singular article or "on" makes a date of two numbers.
fn day_cue(page: &Page<'_>, at: usize) -> bool {
    let bracketed = page.pack.bracketed_days && at > 0 && page.is(at - 1, '(') && page.is(at + 3, ')');
    bracketed || page.find_before(at, |s| matches!(s, Sense::DayCue).then_some(())).is_some()
}

/// "2024", "2020-2024", "2023/24"; a bare one needs to look like a year.
fn year_alone(page: &Page<'_>, at: usize) -> Option<Dated> {
    let first = year(page, at)?;
    if page.gap(at) == Gap::None && at > 0 && !open(page, at) {
        return None;
    }
    let dated = |end: usize, until: Option<i32>| {
        let date = CalendarDate { year: Some(first), ..CalendarDate::default() };
        let until = until.map(|year| CalendarDate { year: Some(year), ..CalendarDate::default() });
        Dated { end, date, until }
    };
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
fn counted(page: &Page<'_>, at: usize) -> bool {
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

/// A time of day: "10:30", "10h30", "5 p.m.", "à 18 heures". Gives the token behind and the time as written in 24 hours.
pub fn time(page: &Page<'_>, at: usize) -> Option<(usize, Option<String>)> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) || word.len() > 2 {
        return None;
    }
    let hour = word.parse::<u8>().ok().filter(|h| *h <= 24)?;
    let minute = |at: usize| {
        let word = page.word(at);
        let two = page.shape(at) == Some(Shape::Digits) && word.len() == 2;
        two.then(|| word.parse::<u8>().ok().filter(|m| *m < 60))?
    };
    let day_part = |end: usize| {
        let (part, len) = page.find(end, |s| if let Sense::AmPm(part) = s { Some(part) } else { None })?;
        Some((end + len, part))
    };
    // "14 Uhr", "3 Uhr nachmittags"
    let am_pm = |end: usize| match day_part(end) {
        Some((behind, DayPart::Clock)) => day_part(behind).or(Some((behind, DayPart::Clock))),
        found => found,
    };
    let clock = |hour: u8, minute: u8| Some(format!("{hour:02}:{minute:02}"));
    let adjust = |part: DayPart| match part {
        DayPart::Afternoon if hour < 12 => hour + 12,
        DayPart::Morning if hour == 12 => 0,
        _ => hour,
    };
    if (page.glued(at + 1, ':') || page.glued(at + 1, '.'))
        && page.gap(at + 2) == Gap::None
        && let Some(m) = minute(at + 2)
    {
        if let Some((end, part)) = am_pm(at + 3) {
            return Some((end, clock(adjust(part), m)));
        }
        if page.is(at + 1, ':') && !page.glued(at + 3, ':') {
            return Some((at + 3, clock(hour, m)));
        }
        return None;
    }
    if let Some((end, part)) = am_pm(at + 1) {
        // "14 Uhr 30"
        let minutes = minute(end)
            .filter(|_| part == DayPart::Clock && page.gap(end) == Gap::Space && page.find(end + 1, counts).is_none());
        return Some(match minutes {
            Some(m) => (end + 1, clock(hour, m)),
            None => (end, clock(adjust(part), 0)),
        });
    }
    let len = page.sense(at + 1, Sense::Hour)?;
    let behind = at + 1 + len;
    if let Some((end, part)) = am_pm(behind) {
        return Some((end, clock(adjust(part), 0)));
    }
    // "à 18 heures" is a time, "18 heures" by itself a duration; "14 giờ ngày 5/6" is a time too.
    let of_day = |end: usize| {
        page.sense(end, Sense::DayWord).is_some()
            || page.find(end, |s| matches!(s, Sense::Weekday(_) | Sense::WeekdayMaybe(_)).then_some(())).is_some()
    };
    let cued = page.find_before(at, |s| matches!(s, Sense::TimeCue).then_some(())).is_some();
    if let Some(m) = minute(behind)
        && page.gap(behind) != Gap::Line
    {
        let unit = |s: Sense| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None };
        let Some((measure, len)) = page.find(behind + 1, unit) else {
            let (end, part) = am_pm(behind + 1).unwrap_or((behind + 1, DayPart::Clock));
            return Some((end, clock(adjust(part), m)));
        };
        // "lúc 8 giờ 30 phút"
        let end = behind + 1 + len;
        let minutes = measure.id() == "minute" && (cued || of_day(end) || am_pm(end).is_some());
        if minutes {
            let (end, part) = am_pm(end).unwrap_or((end, DayPart::Clock));
            return Some((end, clock(adjust(part), m)));
        }
    }
    let hourly = page.find(behind, counts).is_none() && page.shape(behind) != Some(Shape::Digits);
    (cued && hourly || of_day(behind)).then(|| (behind, clock(hour, 0)))
}
