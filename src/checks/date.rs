use super::finding::Replacement;
use super::wording::{fix, quote};
use super::{Check, Code, Finding, Fix, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Day, DaysBackwards, Elapsed, Lapse, Told};
use crate::desk::Desk;
use crate::figure::{CalendarDate, Figure, Hedge, civil};
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;

/// Weekdays that are not their date's, days that no month has, ages and lengths of time that do not work out.
pub struct Date;

/// Before this year the calendar was another one in many countries.
const FIRST_YEAR: i32 = 1900;
/// How many days from the article's own a day without a year is surely of the nearest year.
const NEAR_DAYS: i64 = 120;
/// How many days ahead it may be one of the year before.
const AHEAD_DAYS: i64 = 30;

impl Check for Date {
    fn code(&self) -> Code {
        Code::Date
    }

    fn explanation(&self) -> &'static str {
        include_str!("date.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        let now = article.day();
        for (at, passage) in article.blocks.with(Contents::TIMES) {
            let times = &passage.reading.times;
            for day in &times.days {
                let found = match day.weekday {
                    _ if day.date.is_impossible() => impossible(passage, day),
                    Some((weekday, span)) => {
                        let years = years_near(article, at);
                        mismatch(passage, day, (weekday, span), now.as_ref(), &years)
                    }
                    None => None,
                };
                out.extend(found);
            }
            out.extend(times.backwards.iter().filter_map(|ends| backwards(passage, ends)));
            out.extend(times.elapsed.iter().filter_map(|told| elapsed(passage, told, now.as_ref())));
        }
    }
}

fn finding(passage: &Passage, span: Span, message: Message, related: Vec<Related>, fixes: Vec<Fix>) -> Finding {
    Finding { code: Code::Date, severity: Severity::Error, span: passage.source(span), message, related, fixes }
}

/// A fix that puts other texts in the place of spans of the prose, titled by the span `shown`.
fn change(passage: &Passage, shown: Span, edits: &[(Span, String)]) -> Option<Fix> {
    let mut to = String::new();
    let mut at = shown.start;
    for (span, text) in edits {
        to.push_str(passage.prose().get(at..span.start)?);
        to.push_str(text);
        at = span.end;
    }
    to.push_str(passage.prose().get(at..shown.end)?);
    let title = Message::new("fix-change").with("from", shown.of(passage.prose())).with("to", to);
    let edits = edits.iter().map(|(span, text)| Replacement::here(passage.source(*span), text.clone()));
    Some(Fix { title, safe: false, edits: edits.collect() })
}

/// "31 April": no month has that day.
fn impossible(passage: &Passage, day: &Day) -> Option<Finding> {
    let (month, written) = (day.date.month?, day.date.day?);
    let last = civil::month_length(day.date.year, month);
    let fixes = day.digits.and_then(|digits| change(passage, day.span, &[(digits, last.to_string())]));
    // A leap day is right in another year.
    let id = if month == 2 && written == 29 { "date-leap-day" } else { "date-impossible" };
    let message = Message::new(id)
        .with("written", day.span.of(passage.prose()))
        .with("year", day.date.year.map(|y| y.to_string()).unwrap_or_default())
        .with("days", last.to_string());
    Some(finding(passage, day.span, message, Vec::new(), fixes.into_iter().collect()))
}

/// Years that a block and the one before it speak of: a day without its year may be of one of them.
fn years_near(article: &Article, at: usize) -> Vec<i32> {
    let blocks = article.blocks.get(at.saturating_sub(1)..=at).unwrap_or_default();
    let mut years: Vec<i32> =
        blocks.iter().flat_map(|p| &p.reading.figures).take(64).filter_map(|f| f.date.as_ref()?.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// "Tuesday, 17 May 2024", which was a Friday.
fn mismatch(
    passage: &Passage,
    day: &Day,
    (weekday, place): (u8, Span),
    now: Option<&CalendarDate>,
    near: &[i32],
) -> Option<Finding> {
    let (month, number) = (day.date.month?, day.date.day?);
    let fits =
        |year: i32| number <= civil::month_length(Some(year), month) && civil::weekday(year, month, number) == weekday;
    let year = match day.date.year {
        Some(year) => year,
        None => {
            let (year, other) = nearest(now?, month, number)?;
            if near.iter().chain(&other).any(|year| fits(*year)) {
                return None;
            }
            year
        }
    };
    if year < FIRST_YEAR || fits(year) || number > civil::month_length(Some(year), month) {
        return None;
    }
    let pack = passage.language?.pack();
    let right = civil::weekday(year, month, number);
    let written = place.of(passage.prose());
    let word = pack.calendar.weekday(right, written)?;
    let mut fixes: Vec<Fix> = change(passage, day.span, &[(place, word.clone())]).into_iter().collect();
    // The nearest day of the month that is that weekday.
    let shift = (i64::from(weekday) - i64::from(right) + 10).rem_euclid(7) - 3;
    let moved = u8::try_from(i64::from(number) + shift).ok().filter(|d| *d > 0);
    if let (Some(digits), Some(moved)) = (day.digits, moved)
        && moved <= civil::month_length(Some(year), month)
    {
        let wide = digits.len() == 2 && digits.of(passage.prose()).starts_with('0');
        let text = if wide { format!("{moved:02}") } else { moved.to_string() };
        fixes.extend(change(passage, day.span, &[(digits, text)]));
    }
    let date = passage.reading.figures.get(day.figure).map(|f| date_alone(passage, f, place))?;
    let id = if day.date.year.is_some() { "date-weekday" } else { "date-weekday-year" };
    let message =
        Message::new(id).with("date", date).with("year", year.to_string()).with("right", word).with("written", written);
    Some(finding(passage, day.span, message, Vec::new(), fixes))
}

/// A date as written, without the weekday that it begins with.
fn date_alone<'a>(passage: &'a Passage, figure: &Figure, weekday: Span) -> &'a str {
    let start = if figure.span.covers(weekday) { weekday.end } else { figure.span.start };
    let text = passage.prose().get(start..figure.span.end).unwrap_or_default();
    text.trim_start_matches([',', '(', ' ', '\u{a0}']).trim()
}

/// The year in which a day lies nearest to the article's own, and another one that may be meant as well.
fn nearest(now: &CalendarDate, month: u8, day: u8) -> Option<(i32, Option<i32>)> {
    let year = now.year?;
    let (of_month, of_day) = (now.month.unwrap_or(7), now.day.unwrap_or(15));
    let today = civil::day_number(year, of_month, of_day);
    let mut away: Vec<(i64, i32)> =
        (year - 1..=year + 1).map(|y| ((civil::day_number(y, month, day) - today).abs(), y)).collect();
    away.sort_unstable();
    let (first, second) = (away.first()?, away.get(1)?);
    let known = now.month.is_some();
    // What lies weeks ahead may have been last year: "on the busiest day, Saturday, 2 August".
    let ahead = civil::day_number(first.1, month, day) - today > AHEAD_DAYS;
    Some((first.1, (!known || first.0 > NEAR_DAYS || ahead).then_some(second.1)))
}

/// "from 20 May to 12 May".
fn backwards(passage: &Passage, ends: &DaysBackwards) -> Option<Finding> {
    let figures = &passage.reading.figures;
    let (first, last) = (figures.get(ends.from)?, figures.get(ends.until)?);
    let span = Span::new(first.span.start, last.span.end);
    let message = Message::new("date-backwards").with("written", span.of(passage.prose()));
    let mut fixes = Vec::new();
    if ends.from != ends.until {
        let (a, b) = (quote(passage, first).to_owned(), quote(passage, last).to_owned());
        fixes.extend(change(passage, span, &[(first.span, b), (last.span, a)]));
    }
    Some(finding(passage, span, message, Vec::new(), fixes))
}

/// The numbers that may stand for the time between two dates: from, to, and the one that is put first.
struct Right {
    low: i64,
    high: i64,
    best: i64,
}

/// A number of years or days that the two ends contradict.
fn elapsed(passage: &Passage, told: &Elapsed, now: Option<&CalendarDate>) -> Option<Finding> {
    let figures = &passage.reading.figures;
    let (count, from) = (figures.get(told.count)?, figures.get(told.from)?);
    let until = match told.until {
        Some(until) => Some(figures.get(until)?),
        None => None,
    };
    let start = from.date.as_ref()?;
    let end = match until {
        Some(until) if std::ptr::eq(until, from) => until.until.as_ref()?,
        Some(until) => until.date.as_ref()?,
        None => now?,
    };
    let right = match told.told {
        Told::Length => length(told, start, end)?,
        _ => years(told, start, end)?,
    };
    let explicit = until.is_some();
    if agrees(told, count, &right, explicit, start, end) {
        return None;
    }
    let best = if told.told == Told::Length && told.number > right.best { right.high } else { right.best };
    let mut fixes = Vec::new();
    fixes.extend(number_fix(passage, count, told, best));
    // The first end may be the wrong one as well.
    if told.lapse == Lapse::Years
        && let (Some(a), Some(b)) = (start.year, end.year)
        && let Ok(number) = i32::try_from(told.number)
        && b - number != a
    {
        fixes.extend(year_fix(passage, from, a, b - number));
    }
    let ends = [Some(from), until.filter(|u| !std::ptr::eq(*u, from))];
    let said = |figure| Message::new("related-says").with("text", quote(passage, figure));
    let related = ends.into_iter().flatten().map(|f| Related::here(passage.source(f.span), said(f))).collect();
    let id = match (told.told, told.lapse) {
        (Told::Age, _) => "date-age",
        (Told::Anniversary | Told::NthYear, _) => "date-anniversary",
        (Told::Ago, _) => "date-ago",
        (Told::Length, Lapse::Years) => "date-length-years",
        (Told::Length, Lapse::Months) => "date-length-months",
        (Told::Length, Lapse::Weeks) => "date-length-weeks",
        (Told::Length, Lapse::Days) => "date-length-days",
    };
    let range = if right.low == right.high { right.low.to_string() } else { format!("{}–{}", right.low, right.high) };
    let message = Message::new(id)
        .with("written", quote(passage, count))
        .with("from", start.year.map(|y| y.to_string()).unwrap_or_default())
        .with("until", end.year.map(|y| y.to_string()).unwrap_or_default())
        .with("right", range);
    Some(finding(passage, count.span, message, related, fixes))
}

/// How many years an age, an anniversary or something past may be.
fn years(told: &Elapsed, start: &CalendarDate, end: &CalendarDate) -> Option<Right> {
    let passed = i64::from(end.year?) - i64::from(start.year?);
    if passed <= 0 {
        return None;
    }
    let (mut low, mut high) = (passed, passed);
    if told.told == Told::Age {
        match (start.month.zip(start.day), end.month.zip(end.day)) {
            // A birthday within a month of the day may be counted either way.
            (Some(birth), Some(day)) if birth.0.abs_diff(day.0) > 1 && birth.0.abs_diff(day.0) < 11 => {
                if birth > day {
                    (low, high) = (passed - 1, passed - 1);
                }
            }
            _ => low = passed - 1,
        }
        high += i64::from(told.counted);
    }
    let best = passed;
    if told.told == Told::NthYear {
        high += 1;
    }
    Some(Right { low, high, best })
}

/// How many years, months, weeks or days lie between two dates, with the first and last counted or not.
fn length(told: &Elapsed, start: &CalendarDate, end: &CalendarDate) -> Option<Right> {
    let right = |low: i64, high: i64| Some(Right { low, high, best: low });
    // "3–24 May": the year is of no matter, but for a leap day.
    let year = end.year.or(start.year).unwrap_or(2023);
    let days = |date: &CalendarDate| {
        let number = civil::day_number(date.year.unwrap_or(year), date.month?, date.day?);
        Some(number)
    };
    let months = |date: &CalendarDate| Some(i64::from(date.year.unwrap_or(year)) * 12 + i64::from(date.month?));
    let passed = match (days(start), days(end)) {
        (Some(a), Some(b)) => Some(b - a),
        _ => None,
    };
    match told.lapse {
        Lapse::Days => passed.filter(|p| *p > 0).and_then(|p| right(p, p + 1)),
        // A week of work has five days.
        Lapse::Weeks => passed.filter(|p| *p >= 5).and_then(|p| right(((p + 2) / 7).max(1), (p + 4) / 7)),
        Lapse::Months => {
            let (a, b) = (months(start)?, months(end)?);
            (b > a).then(|| right((b - a - 1).max(1), b - a + 1))?
        }
        Lapse::Years => {
            if start.month.is_none() && end.month.is_none() {
                let passed = i64::from(end.year?) - i64::from(start.year?);
                return (passed > 0).then_some(Right { low: passed, high: passed + 1, best: passed });
            }
            let passed = months(end)? - months(start)?;
            (passed > 6).then(|| right((passed + 3) / 12, (passed + 9) / 12))?
        }
    }
}

/// Whether the number told may be right after all.
fn agrees(
    told: &Elapsed,
    count: &Figure,
    right: &Right,
    explicit: bool,
    start: &CalendarDate,
    end: &CalendarDate,
) -> bool {
    let n = told.number;
    if n >= right.low && n <= right.high {
        return true;
    }
    // Another year of the sentence explains it.
    let begun = start.year.map_or(0, i64::from);
    let age = i64::from(told.told == Told::Age);
    if told.others.iter().any(|year| (0..=age).any(|before| i64::from(*year) - begun - before == n)) {
        return true;
    }
    match told.told {
        Told::Length => {
            let (low, high) = (right.low, right.high);
            match count.hedge {
                Some(Hedge::MoreThan | Hedge::AtLeast) => n <= high,
                Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly) => n >= low,
                Some(Hedge::About) => (n - low).abs().min((n - high).abs()) <= (high / 4).max(2),
                // From the end of one year to the beginning of another a year less may pass.
                None if told.lapse == Lapse::Years && start.month.is_none() => n == low - 1 || told.within && n < low,
                None => told.within && n < low,
            }
        }
        Told::Ago => (n - right.best).abs() <= (n / 10).max(1),
        Told::Age | Told::Anniversary | Told::NthYear => {
            if !told.sure && (n - right.best).abs() > (n / 5).max(5) {
                return true;
            }
            if explicit {
                return false;
            }
            if n > right.high {
                // What exceeds the time passed is still to come, or wrong.
                let late = end.month.is_some_and(|m| m >= 12) && n == right.high + 1;
                let soon = told.told == Told::Age || n <= right.high + 3;
                // "will celebrate its 40th anniversary next month" is no year away.
                let ahead = told.future && (told.told == Told::Age || !told.present);
                return ahead && soon || late;
            }
            let early = end.month.is_some_and(|m| m <= 2) && n == right.low - 1;
            !told.present || told.future && told.told != Told::Age || early
        }
    }
}

/// The number told, written anew.
fn number_fix(passage: &Passage, count: &Figure, told: &Elapsed, best: i64) -> Option<Fix> {
    let decade = count.value.as_ref()?.as_i64()? != told.number;
    if decade || best <= 0 {
        return None;
    }
    if let Some(found) = fix(passage, count, &[(0, &Number::from(best))]) {
        return Some(found);
    }
    // "50th": the digits change alone where the ending stays. Endings differ with the last digits 1 to 3 at most.
    let text = quote(passage, count);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let len = text.get(start..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    let plain = |n: i64| n % 10 == 0 || n % 10 > 3;
    if start + len < text.len() && !(plain(best) && plain(told.number)) {
        return None;
    }
    let digits = Span::new(count.span.start + start, count.span.start + start + len);
    change(passage, count.span, &[(digits, best.to_string())])
}

/// A year of a date, written anew.
fn year_fix(passage: &Passage, figure: &Figure, from: i32, to: i32) -> Option<Fix> {
    let at = quote(passage, figure).find(&from.to_string())?;
    let start = figure.span.start + at;
    change(passage, figure.span, &[(Span::new(start, start + from.to_string().len()), to.to_string())])
}
