//! Days with the weekday beside them, days that no month has, and spans of days whose end comes before their start.

use super::{Claim, Place, is_any};
use crate::figure::{CalendarDate, Figure, Kind};
use crate::language::{Gap, Lasting, Page, Sense, Shape};
use crate::text::Span;

/// A day as a text states it. Only days that a check has something to hold against are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The index of the figure that states it.
    pub figure: usize,
    /// Day and month, and the year where it is written.
    pub date: CalendarDate,
    /// The weekday told of it, 1 to 7, and where it stands.
    pub weekday: Option<(u8, Span)>,
    /// All that states it: weekday and date.
    pub span: Span,
    /// The digits of the day, where they can be changed alone (no ordinal ending is glued to them).
    pub digits: Option<Span>,
}

/// "from 20 May to 12 May": the indices of the figures that state the two ends; one figure may state both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysBackwards {
    pub from: usize,
    pub until: usize,
}

/// The days of a page, in order.
pub fn days(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim]) -> Vec<Day> {
    let mut out = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(date) = figure.date.as_ref().filter(|d| d.day.is_some() && d.month.is_some()) else { continue };
        let mut date = date.clone();
        // "17 May – 19 May 2024": the year is written once.
        date.year = date.year.or(figure.until.as_ref().and_then(|until| until.year));
        let beside = beside(page, figures, places, claims, at);
        let weekday = inside(page, figure, places[at]).or(beside);
        if let Some((number, span)) = weekday {
            let digits = day_digits(page, figure, &date);
            let whole = Span::new(span.start.min(figure.span.start), span.end.max(figure.span.end));
            out.push(Day { figure: at, date: date.clone(), weekday: Some((number, span)), span: whole, digits });
        } else if date.is_impossible() {
            let digits = day_digits(page, figure, &date);
            out.push(Day { figure: at, date: date.clone(), weekday: None, span: figure.span, digits });
        } else if let Some(until) = figure.until.as_ref().filter(|until| until.is_impossible()) {
            let digits = day_digits(page, figure, until);
            out.push(Day { figure: at, date: until.clone(), weekday: None, span: figure.span, digits });
        }
        out.extend(listed_before(page, figures, places, claims, at, &date));
    }
    out
}

/// The weekday that the figure itself begins with.
fn inside(page: &Page<'_>, figure: &Figure, place: Place) -> Option<(u8, Span)> {
    let number = figure.date.as_ref()?.weekday?;
    let named = |s: Sense| match s {
        Sense::Weekday(n) | Sense::WeekdayMaybe(n) | Sense::WeekdayShort(n) if n == number => Some(()),
        _ => None,
    };
    let (_, len) = page.find(place.first, named)?;
    // "Monday to Wednesday (20–22 May)": which end the weekday is of does not show.
    let range = figure.range && linked_before(page, place.first);
    (!range).then(|| (number, page.span(place.first, place.first + len)))
}

fn linked_before(page: &Page<'_>, at: usize) -> bool {
    page.find_before(at, |s| matches!(s, Sense::RangeLink | Sense::And).then_some(())).is_some()
        || at > 0 && matches!(page.shape(at - 1), Some(Shape::Mark('-' | '–' | '—')))
}

/// The weekday alone that a figure states.
fn alone(figure: &Figure) -> Option<u8> {
    let date = figure.date.as_ref()?;
    (date.day.is_none() && date.month.is_none()).then_some(date.weekday)?
}

/// The weekday that stands right before a date ("thứ Ba, ngày 15/5", "Friday last week (10 May)") or right behind it
/// ("17 May 2024, a Friday").
fn beside(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> Option<(u8, Span)> {
    let same = |other: usize| claims[other].sentence == claims[at].sentence;
    if let Some(before) = at.checked_sub(1).filter(|before| same(*before))
        && let Some(number) = alone(&figures[before])
        && !(figures[at].range && linked_before(page, places[before].first))
        && joined(page, places[before].end, places[at].first)
    {
        return Some((number, figures[before].span));
    }
    let after = Some(at + 1).filter(|after| *after < figures.len() && same(*after))?;
    let number = alone(&figures[after])?;
    let from = places[at].end;
    let article = |s: Sense| matches!(s, Sense::Article).then_some(());
    let opened = is_any(page, from, &[',', '(']);
    let first = from + 1 + page.find(from + 1, article).map_or(0, |found| found.1);
    let behind = places[after].end;
    let article_before = first > from + 1;
    let closed = behind >= page.len()
        || is_any(page, behind, &[')', ',', '.', ';'])
        // ", a Tuesday on which snow fell"
        || article_before && page.sense(behind, Sense::Function).is_some();
    // "On 17 May, Friday prayers": the weekday is of what follows.
    let single = !figures[at].range && places[after].first == first;
    (opened && closed && single).then_some((number, figures[after].span))
}

/// Whether only marks and words that lead from a weekday to its date stand between two tokens.
fn joined(page: &Page<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        if page.gap(at) == Gap::Line {
            return false;
        }
        at += match page.find(at, |s| matches!(s, Sense::DateJoin).then_some(())) {
            Some((_, len)) => len,
            None if is_any(page, at, &[',', '(']) => 1,
            None => return false,
        };
    }
    at == to && to - from <= 6
}

/// "du lundi 20 au mercredi 22 mai": the day before `at` that has its month from it.
fn listed_before(
    page: &Page<'_>,
    figures: &[Figure],
    places: &[Place],
    claims: &[Claim],
    at: usize,
    date: &CalendarDate,
) -> Option<Day> {
    let (name, count) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let weekday = alone(&figures[name]).filter(|_| claims[name].sentence == claims[at].sentence)?;
    let number = &figures[count];
    let bare = number.kind == Kind::Cardinal && number.noun.is_none() && number.hedge.is_none();
    let day = u8::try_from(number.value.as_ref().filter(|_| bare)?.as_i64()?).ok()?;
    let next = places[count].end;
    let link = page.find(next, |s| matches!(s, Sense::RangeLink | Sense::And).then_some(())).map_or(0, |found| found.1);
    let link = if link == 0 && is_any(page, next, &[',']) { 1 } else { link };
    let close = places[name].end == places[count].first && link > 0 && next + link == places[at].first;
    if !close || day == 0 || day >= date.day? {
        return None;
    }
    let date = CalendarDate { day: Some(day), weekday: None, ..date.clone() };
    let span = Span::new(figures[name].span.start, number.span.end);
    Some(Day { figure: count, date, weekday: Some((weekday, figures[name].span)), span, digits: Some(number.span) })
}

/// Where the digits of a date's day stand.
fn day_digits(page: &Page<'_>, figure: &Figure, date: &CalendarDate) -> Option<Span> {
    let day = date.day?;
    let tokens = page.tokens(figure.span);
    let says =
        |at: &usize| page.shape(*at) == Some(Shape::Digits) && page.word(*at).parse::<u8>().is_ok_and(|n| n == day);
    let mut found = tokens.clone().filter(says);
    let at = found.next()?;
    // "5/5/2024", "12-12 mai": which of them is the day is not asked.
    let alone = found.next().is_none();
    let glued = at + 1 < tokens.end && page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Word);
    (alone && !glued).then(|| page.span(at, at + 1))
}

/// Spans of days of one month that end before they begin.
pub fn backwards(
    page: &Page<'_>,
    sentences: &[Span],
    figures: &[Figure],
    places: &[Place],
    claims: &[Claim],
) -> Vec<DaysBackwards> {
    let mut out = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(first) = figure.date.as_ref().filter(|d| d.day.is_some() && d.month.is_some()) else { continue };
        let (until, second) = match &figure.until {
            Some(until) if ranged(page, figure) => (at, until),
            Some(_) => continue,
            None => match figures.get(at + 1).and_then(|f| f.date.as_ref().filter(|_| !f.range)) {
                Some(second) if led(page, places, claims, at) => (at + 1, second),
                _ => continue,
            },
        };
        if before(second, first) && !moved(page, sentences, claims[at].sentence) {
            out.push(DaysBackwards { from: at, until });
        }
    }
    out
}

/// Whether a figure of two days is a span of them and no list ("20 and 12 May").
fn ranged(page: &Page<'_>, figure: &Figure) -> bool {
    page.tokens(figure.span).any(|at| {
        let link = page.find(at, |s| matches!(s, Sense::RangeLink).then_some(())).is_some();
        let hyphen = matches!(page.shape(at), Some(Shape::Mark('-' | '–' | '—')));
        (link || hyphen) && page.sense(at, Sense::And).is_none()
    })
}

/// Whether "from … to" joins a date and the one behind it.
fn led(page: &Page<'_>, places: &[Place], claims: &[Claim], at: usize) -> bool {
    if claims[at].sentence != claims[at + 1].sentence {
        return false;
    }
    let mut first = places[at].first;
    let words = |s: Sense| matches!(s, Sense::DateJoin | Sense::Determiner).then_some(());
    while let Some((_, before)) = page.find_before(first, words) {
        first = before;
    }
    let from = page.find_before(first, |s| matches!(s, Sense::From | Sense::FromDay).then_some(())).is_some();
    let between = page.find_before(first, |s| matches!(s, Sense::Between).then_some(())).is_some();
    let link = |s: Sense| matches!(s, Sense::RangeLink).then_some(()).or((between && s == Sense::And).then_some(()));
    let Some((_, len)) = page.find(places[at].end, link) else { return false };
    let mut next = places[at].end + len;
    while let Some((_, len)) = page.find(next, words).filter(|_| next < places[at + 1].first) {
        next += len;
    }
    next == places[at + 1].first && (between || from && page.sense(places[at].end, Sense::And).is_none())
}

/// Whether `a` is an earlier day of the same month than `b`, or both have a year and it is earlier.
fn before(a: &CalendarDate, b: &CalendarDate) -> bool {
    match (a.year, b.year) {
        (Some(x), Some(y)) => (x, a.month, a.day) < (y, b.month, b.day),
        // From November to February the year turns.
        _ => a.month == b.month && a.day < b.day && a.day.is_some(),
    }
}

/// Whether a sentence tells of a date that was moved.
fn moved(page: &Page<'_>, sentences: &[Span], sentence: usize) -> bool {
    let Some(span) = sentences.get(sentence) else { return true };
    let tells = |s: Sense| matches!(s, Sense::Change | Sense::Elapsed(Lasting::Moved)).then_some(());
    page.tokens(*span).any(|at| page.find(at, tells).is_some())
}
