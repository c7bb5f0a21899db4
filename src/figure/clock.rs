//! Times of day.

use super::calendar::counts;
use super::lap::lasted;
use crate::language::{DayPart, Gap, Page, Sense, Shape, spelled};

/// A time of day: "10:30", "10h30", "5 p.m.", "à 18 heures". Gives the token behind and the time as written in 24 hours.
pub fn time(page: &Page<'_>, at: usize) -> Option<(usize, Option<String>)> {
    if page.shape(at) == Some(Shape::Word) {
        return in_words(page, at);
    }
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) {
        return None;
    }
    if word.len() == 4 {
        return in_four(page, at);
    }
    if word.len() > 2 {
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
        // "3:30 giờ chiều", "4.40 giờ sáng"
        let behind = at + 3;
        if let Some(len) = page.sense(behind, Sense::Hour)
            && let Some((end, part)) = am_pm(behind + len)
        {
            return Some((end, clock(adjust(part), m)));
        }
        // "at 14:03:23": seconds, where a cue or a zone says that it is a time of day.
        if page.is(at + 1, ':')
            && page.glued(behind, ':')
            && page.gap(behind + 1) == Gap::None
            && minute(behind + 1).is_some()
            && !page.glued(behind + 2, '.')
        {
            let (end, part) = am_pm(behind + 2).map_or((behind + 2, None), |(end, part)| (end, Some(part)));
            let cued = page.find_before(at, |s| matches!(s, Sense::TimeCue).then_some(())).is_some();
            let told = part.is_some() || cued || page.sense(end, Sense::Zone).is_some();
            return told.then(|| (end, clock(part.map_or(hour, adjust), m)));
        }
        // "3:29.41" is how long somebody ran.
        let lap = (page.glued(behind, '.') || page.glued(behind, ','))
            && page.gap(behind + 1) == Gap::None
            && page.shape(behind + 1) == Some(Shape::Digits);
        if page.is(at + 1, ':') && !page.glued(behind, ':') && !lap {
            return Some((behind, clock(hour, m)));
        }
        // "alle 14.30", "a las 9.15": no decimal, where those have a comma.
        let cued = || page.find_before(at, |s| matches!(s, Sense::TimeCue).then_some(())).is_some();
        let bare = page.pack.decimal() != '.' && page.is(at + 1, '.') && !lap;
        return (bare && cued() && page.find(behind, counts).is_none()).then(|| (behind, clock(hour, m)));
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
    // "en 2 h 14" tells how long.
    if page.find_before(at, |s| matches!(s, Sense::DurationCue).then_some(())).is_some() || lasted(page, at) {
        return None;
    }
    let behind = at + 1 + len;
    if let Some((end, part)) = am_pm(behind) {
        return Some((end, clock(adjust(part), 0)));
    }
    // "2h09:15", "2h00'35": seconds make it a time taken.
    let seconds = [':', '\'', '’', '′'].iter().any(|mark| page.glued(behind + 1, *mark));
    if seconds && page.gap(behind) == Gap::None && page.gap(behind + 2) == Gap::None && minute(behind + 2).is_some() {
        return None;
    }
    // "à 18 heures" is a time, "18 heures" by itself a duration; "14 giờ ngày 5/6" is a time too.
    let of_day = |end: usize| {
        page.sense(end, Sense::DayWord).is_some()
            || page.find(end, |s| matches!(s, Sense::Weekday(_) | Sense::WeekdayMaybe(_)).then_some(())).is_some()
    };
    let cued = page.find_before(at, |s| matches!(s, Sense::TimeCue).then_some(())).is_some();
    let unit = |s: Sense| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None };
    // "9 giờ 5 phút", "1 giờ 5 GMT": one digit, where what follows says that they are minutes.
    let single = || {
        let said = page.sense(behind + 1, Sense::Zone).is_some()
            || page.find(behind + 1, unit).is_some_and(|(measure, _)| measure.id() == "minute");
        let one = page.shape(behind) == Some(Shape::Digits) && page.word(behind).len() == 1;
        (one && said && page.gap(behind) == Gap::Space).then(|| page.word(behind).parse().ok())?
    };
    if let Some(m) = minute(behind).or_else(single)
        && page.gap(behind) != Gap::Line
    {
        // "19h30 heure locale" names the clock that it is told by.
        let glued = page.gap(behind) == Gap::None && page.sense(behind + 1, Sense::Hour).is_some();
        let Some((measure, len)) = page.find(behind + 1, unit).filter(|_| !glued) else {
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
    let beside = || ranges_to_minutes(page, behind) || ranges_from_minutes(page, at);
    (cued && hourly || of_day(behind) || hourly && beside()).then(|| (behind, clock(hour, 0)))
}

/// Whether a range goes on to an hour with its minutes: "(5 h) à 22 h 30".
fn ranges_to_minutes(page: &Page<'_>, behind: usize) -> bool {
    let Some(link) = page.sense(behind, Sense::RangeLink).or_else(|| page.sense(behind, Sense::And)) else {
        return false;
    };
    let second = behind + link;
    let Some(hours) = page.sense(second + 1, Sense::Hour) else { return false };
    let hour = page.shape(second) == Some(Shape::Digits) && page.word(second).parse::<u8>().is_ok_and(|h| h <= 24);
    hour && two_digits(page, second + 1 + hours) && !timed(page, second + 2 + hours)
}

/// Whether a range begins with an hour and its minutes: "12 h 15 et (14 h)".
fn ranges_from_minutes(page: &Page<'_>, at: usize) -> bool {
    let link = |s: Sense| matches!(s, Sense::RangeLink | Sense::And).then_some(());
    let Some(minutes) = at.checked_sub(2).filter(|_| page.find_before(at, link).is_some()) else { return false };
    let hour = |s: Sense| matches!(s, Sense::Hour).then_some(());
    minutes > 0 && two_digits(page, minutes) && page.find_before(minutes, hour).is_some()
}

/// Whether a unit of time stands here: "2 h 30 min" is how long, or is told by itself.
fn timed(page: &Page<'_>, at: usize) -> bool {
    let unit = |s: Sense| matches!(s, Sense::Unit { measure, .. } if measure.quantity() == "duration").then_some(());
    page.find(at, unit).is_some()
}

/// Minutes in two digits.
fn two_digits(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    page.shape(at) == Some(Shape::Digits) && word.len() == 2 && word.parse::<u8>().is_ok_and(|n| n < 60)
}

/// "0945 GMT": hours and minutes run together, before a time zone.
fn in_four(page: &Page<'_>, at: usize) -> Option<(usize, Option<String>)> {
    let zone = page.gap(at + 1) == Gap::Space && page.sense(at + 1, Sense::Zone).is_some();
    let (hour, minute) = page.word(at).split_at_checked(2).filter(|_| zone)?;
    let fits = hour.parse::<u8>().is_ok_and(|h| h <= 24) && minute.parse::<u8>().is_ok_and(|m| m < 60);
    fits.then(|| (at + 1, Some(format!("{hour}:{minute}"))))
}

/// "ba giờ sáng", "drei Uhr nachmittags": an hour in words, with the part of the day behind it.
fn in_words(page: &Page<'_>, at: usize) -> Option<(usize, Option<String>)> {
    let number = page.is_known(at).then(|| spelled(page, at)).flatten()?;
    let hour = u8::try_from(number.value).ok().filter(|hour| *hour <= 24)?;
    let part = |at: usize| page.find(at, |s| if let Sense::AmPm(part) = s { Some(part) } else { None });
    let mut end = number.end;
    let hours = page.sense(end, Sense::Hour).unwrap_or(0);
    end += hours;
    let (mut found, len) = part(end)?;
    end += len;
    if found == DayPart::Clock {
        if let Some((of_day, len)) = part(end) {
            (found, end) = (of_day, end + len);
        }
    } else if hours == 0 {
        // "a las cinco de la mañana"; one word ("one am") is too often something else.
        if len > 1 {
            return Some((end, Some(format!("{:02}:00", of_day(hour, found)))));
        }
        return None;
    }
    Some((end, Some(format!("{:02}:00", of_day(hour, found)))))
}

/// The hour of 24 that an hour of twelve is.
fn of_day(hour: u8, part: DayPart) -> u8 {
    match part {
        DayPart::Afternoon if hour < 12 => hour + 12,
        DayPart::Morning if hour == 12 => 0,
        _ => hour,
    }
}
