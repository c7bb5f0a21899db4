//! Dates in digits: "2024-05-17", "17/5/2024", "5-7/6", "20240517", and those with a month's name between strokes.

use super::calendar::{Dated, counted, counts, cued, day, second_day, trailing_year, weekday, year};
use super::model::CalendarDate;
use crate::language::{DateOrder, Gap, Page, Sense, Shape};

/// "20161016": eight digits that can be nothing else.
pub(super) fn compact(page: &Page<'_>, at: usize) -> Option<Dated> {
    let word = page.word(at);
    if let Some(apart) = year_month_day(page, at) {
        return Some(apart);
    }
    if page.shape(at) != Some(Shape::Digits)
        || word.len() != 8
        || page.gap(at + 1) == Gap::None && at + 1 < page.len() && !page.is(at + 1, '.') && !page.is(at + 1, ',')
    {
        return None;
    }
    let part = |from: usize, to: usize| word.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let date = CalendarDate {
        year: Some(year).filter(|y| (1900..2100).contains(y)),
        month: u8::try_from(month).ok().filter(|m| (1..=12).contains(m)),
        day: u8::try_from(day).ok().filter(|d| (1..=31).contains(d)),
        ..CalendarDate::default()
    };
    let whole = date.year.is_some() && date.month.is_some() && date.day.is_some();
    let free = at == 0 || page.gap(at) == Gap::Space && page.shape(at - 1) == Some(Shape::Word);
    (whole && free && page.find(at + 1, counts).is_none() && !counted(page, at + 1)).then_some(Dated {
        end: at + 1,
        date,
        until: None,
    })
}

/// "2024-05-17", "2024-05", "17/05/2024", "17.05.2024", "17/5" with a cue.
pub(super) fn numeric(page: &Page<'_>, at: usize) -> Option<Dated> {
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
            None if (page.word(at + 2).len() == 2 || mark == '-' && cued(page, at))
                && year(page, at).is_some()
                && (1..=12).contains(&b) =>
            {
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
    // "10/1-11/7", "5/1-5/7, 2020": two days joined
    let slashed = |at: usize| {
        let (a, b) = (part(at)?, part(at + 2)?);
        let (day, month) = match page.pack.date_order {
            DateOrder::DayFirst => (a, b),
            DateOrder::MonthFirst => (b, a),
        };
        let fits = two(at) && two(at + 2) && joined(at + 1) == Some('/') && joined(at + 3) != Some('/');
        let make = || make(None, month, Some(day), at + 3);
        fits.then(make)?
    };
    if mark == '/'
        && third.is_none()
        && joined(at + 3) == Some('-')
        && let (Some(first), Some(second)) = (slashed(at), slashed(at + 4))
    {
        let (mut date, mut until, mut end) = (first.date, second.date, second.end);
        if let Some((year, behind)) = trailing_year(page, end) {
            (date.year, until.year, end) = (Some(year), Some(year), behind);
        }
        return Some(Dated { end, date, until: Some(until) });
    }
    // "22/04", "07/11": a nought in front is a calendar's.
    let padded = (page.word(at).starts_with('0') || page.word(at + 2).starts_with('0'))
        && page.word(at).len() == 2
        && page.word(at + 2).len() == 2;
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
        None if mark == '/' && (cued_by_weekday(page, at) || day_cue(page, at) || goes_on(page, at) || padded) => {
            match page.pack.date_order {
                DateOrder::DayFirst => make(None, b, Some(a), at + 3),
                DateOrder::MonthFirst => make(None, a, Some(b), at + 3),
            }
        }
        _ => None,
    }
}

/// "5-7/6", "5 đến 7/6", "5 và 6/6": two days of one month, in numbers.
pub(super) fn days_numeric(page: &Page<'_>, at: usize) -> Option<Dated> {
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

/// "2019/aug/01", "23/Sep/2020", "17-May-2024": three parts with a month's name among them.
pub(super) fn named_month(page: &Page<'_>, at: usize) -> Option<Dated> {
    let joined = |at: usize| match page.shape(at) {
        Some(Shape::Mark(mark @ ('-' | '/'))) if page.gap(at) == Gap::None && page.gap(at + 1) == Gap::None => {
            Some(mark)
        }
        _ => None,
    };
    let mark = joined(at + 1)?;
    let name = |s: Sense| match s {
        Sense::Month(n) | Sense::MonthMaybe(n) => Some(n),
        _ => None,
    };
    let (month, len) = page.find(at + 2, name)?;
    let next = at + 2 + len;
    if joined(next) != Some(mark) {
        return None;
    }
    let (day, year, end) = match (year(page, at), year(page, next + 1)) {
        (Some(year), None) => day(page, next + 1).map(|(day, end)| (day, year, end))?,
        (None, Some(year)) => (day(page, at)?.0, year, next + 2),
        _ => return None,
    };
    let cut = page.gap(end) == Gap::None && matches!(page.shape(end), Some(Shape::Word | Shape::Digits));
    let date = CalendarDate { year: Some(year), month: Some(month), day: Some(day), ..CalendarDate::default() };
    (!cut).then_some(Dated { end, date, until: None })
}

pub(super) fn cued_by_weekday(page: &Page<'_>, at: usize) -> bool {
    // "thứ Tư, 18/7, gặp Lào", but not "thứ Hai, 1/3 số hộ".
    let apart = || {
        let end = at + 3;
        let ends = page.shape(end) != Some(Shape::Word) || page.sense(end, Sense::Function).is_some();
        let comma = at > 0 && page.glued(at - 1, ',') && page.gap(at) != Gap::None;
        comma && ends && page.find_before(at - 1, weekday).is_some()
    };
    page.find_before(at, weekday).is_some() || apart()
}

/// "le 30/4 et le 1/5", "ngày 30/4 và 1/5": the second of two such days.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let and = page.find_before(at, |s| matches!(s, Sense::And).then_some(())).map(|found| found.1);
    let comma = || (at > 0 && page.glued(at - 1, ',')).then(|| at - 1);
    let Some(first) = and.or_else(comma).and_then(|end| end.checked_sub(3)) else { return false };
    let digits = |at: usize| page.shape(at) == Some(Shape::Digits);
    digits(first) && page.glued(first + 1, '/') && digits(first + 2) && day_cue(page, first)
}

/// "le 4/10", "on 9/11": a singular article or "on" makes a date of two numbers.
pub(super) fn day_cue(page: &Page<'_>, at: usize) -> bool {
    let bracketed = page.pack.bracketed_days && at > 0 && page.is(at - 1, '(') && page.is(at + 3, ')');
    bracketed || page.find_before(at, |s| matches!(s, Sense::DayCue).then_some(())).is_some()
}

/// "2016 10 16"
fn year_month_day(page: &Page<'_>, at: usize) -> Option<Dated> {
    let two = |at: usize, most: u8| {
        let word = page.word(at);
        let fits = page.shape(at) == Some(Shape::Digits) && word.len() == 2 && page.gap(at) == Gap::Space;
        fits.then(|| word.parse::<u8>().ok().filter(|n| (1..=most).contains(n)))?
    };
    let (year, month, day) = (year(page, at)?, two(at + 1, 12)?, two(at + 2, 31)?);
    let end = at + 3;
    // Three counts in a row, a telephone, a table.
    let more = page.gap(end) != Gap::Line && matches!(page.shape(end), Some(Shape::Digits | Shape::Word))
        || page.glued(end, '%');
    let before = at > 0 && page.shape(at - 1) == Some(Shape::Digits);
    let date = CalendarDate { year: Some(year), month: Some(month), day: Some(day), ..CalendarDate::default() };
    (!more && !before).then_some(Dated { end, date, until: None })
}
