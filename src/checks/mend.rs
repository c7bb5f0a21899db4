//! A figure made to say what another version's says, in its own language's notation.

use super::wording::{in_percent, measured, rewritten, substitutions};
use crate::article::Passage;
use crate::figure::{CalendarDate, Figure, Kind};
use crate::language::{DateOrder, Pack};
use crate::number::Number;
use crate::story::{Place, plain};
use crate::text::Span;
use crate::units::Unit;

/// What to put where in the source, and how the figure reads then.
pub type Mended = (Vec<(Span, String)>, String);

/// The figure at `place` with the number, unit or date of `model`; nothing where they say the same, or where it cannot be
/// told how it would be written.
pub fn mended(passage: &Passage, figure: &Figure, place: Place, model: &Figure, other: Place) -> Option<Mended> {
    if figure.kind == Kind::Date || model.kind == Kind::Date {
        return put(passage, figure, redated(passage, figure, model)?);
    }
    if figure.kind == Kind::Ordinal && model.kind == Kind::Ordinal {
        return put(passage, figure, ranked(passage, figure, model)?);
    }
    let value = |figure: &Figure, part: Option<usize>| match part {
        Some(part) => figure.parts.get(part).map(|p| p.value.clone()),
        None => figure.value.clone(),
    };
    let (own, wanted) = (value(figure, place.part)?, value(model, other.part)?);
    if figure.unit == model.unit || figure.unit.is_none() || model.unit.is_none() {
        if own == wanted {
            return None;
        }
        let values = [(place.part?, &wanted)];
        let name = renamed(passage, figure, &values);
        let (mut edits, mut text) = (substitutions(passage, figure, &values)?, rewritten(passage, figure, &values)?);
        if let Some((span, word)) = name {
            text = format!("{}{word}", text.strip_suffix(span.of(passage.prose()))?);
            edits.push((passage.source(span), word));
        }
        return Some((edits, text));
    }
    // The unit is another: the whole figure is written anew, if it is one number.
    let part = figure.parts.first().filter(|p| figure.parts.len() == 1 && !p.compound)?;
    let pack = passage.language?.pack();
    let unit = Span::new(part.span.end, figure.span.end);
    let (span, text) = match (figure.unit?, model.unit?) {
        (_, Unit::Measure(unit)) => (figure.span, measured(passage, &wanted, unit)),
        (Unit::Money(_), Unit::Money(currency)) => {
            let number =
                if own == wanted { part.span.of(passage.prose()).to_owned() } else { pack.in_scale_words(&wanted)? };
            let scaled = wanted.abs() >= Number::ten_to(6) && number.chars().any(char::is_alphabetic);
            (figure.span, pack.sum(&number, scaled, currency))
        }
        (Unit::Percent, Unit::PercentagePoint) if own == wanted => {
            (unit, format!("\u{a0}{}", pack.points_word(&wanted)?))
        }
        (Unit::PercentagePoint, Unit::Percent) => (figure.span, in_percent(passage, &wanted)),
        _ => return None,
    };
    put(passage, figure, vec![(span, text)])
}

/// Edits of a figure's prose as edits of the source, with the figure as it reads after them.
fn put(passage: &Passage, figure: &Figure, mut edits: Vec<(Span, String)>) -> Option<Mended> {
    edits.sort_by_key(|(span, _)| *span);
    let mut text = String::new();
    let mut at = figure.span.start;
    for (span, new) in &edits {
        text.push_str(passage.prose().get(at..span.start)?);
        text.push_str(new);
        at = span.end;
    }
    text.push_str(passage.prose().get(at..figure.span.end)?);
    Some((edits.into_iter().map(|(span, text)| (passage.source(span), text)).collect(), text))
}

/// The currency's name in the house's spelling, where the number before it is written anew with another scale word and
/// the name is spelled otherwise only by its accents. What stays as it was written stays in its writer's spelling.
fn renamed(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<(Span, String)> {
    let prose = passage.prose();
    let Some(Unit::Money(currency)) = figure.unit else { return None };
    let part = figure.parts.first().filter(|_| figure.parts.len() == 1)?;
    let anew = substitutions(passage, figure, values)?.iter().any(|(span, _)| *span == passage.source(part.span));
    let behind = Span::new(part.span.end, figure.span.end).of(prose);
    let last = behind.rsplit(|c: char| !c.is_alphabetic()).next().filter(|word| !word.is_empty())?;
    let name = passage.language?.pack().money_word(currency)?;
    let span = Span::new(figure.span.end - last.len(), figure.span.end);
    (anew && part.scale > Number::ONE && last != name && plain(last) == plain(name)).then(|| (span, name.to_owned()))
}

/// The other rank in digits, or in Roman ones where it was written so.
fn ranked(passage: &Passage, figure: &Figure, model: &Figure) -> Option<Vec<(Span, String)>> {
    let (own, wanted) = (figure.value.as_ref()?, model.value.as_ref()?);
    let pack = passage.language?.pack();
    let text = figure.span.of(passage.prose());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if own == wanted {
        return None;
    }
    if digits == 0 {
        let letters = text.bytes().take_while(|b| b"IVXLCDM".contains(b)).count();
        let wanted = wanted.as_i64().filter(|n| letters > 0 && *n > 1)?;
        return Some(vec![(Span::new(figure.span.start, figure.span.start + letters), roman(wanted)?)]);
    }
    let suffix = text.get(digits..)?;
    let number = Span::new(figure.span.start, figure.span.start + digits);
    let mut edits = vec![(number, pack.separators.write(wanted)?)];
    if !suffix.is_empty() && suffix.chars().all(char::is_alphabetic) {
        edits.push((Span::new(number.end, figure.span.end), pack.ordinal_suffix(wanted.as_i64()?, suffix)?));
    }
    Some(edits)
}

/// A small number in Roman digits.
fn roman(number: i64) -> Option<String> {
    const DIGITS: [(i64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = (1..400).contains(&number).then_some(number)?;
    let mut out = String::new();
    for (value, digits) in DIGITS {
        while left >= value {
            out.push_str(digits);
            left -= value;
        }
    }
    Some(out)
}

/// The beginning and the end of a span of time, where its years or months differ: "2012 à 2018", "July to October".
fn respanned(passage: &Passage, figure: &Figure, model: &Figure) -> Option<Vec<(Span, String)>> {
    let ends = |figure: &Figure| Some([figure.date.clone()?, figure.until.clone()?]);
    let (own, wanted) = (ends(figure)?, ends(model)?);
    let pack = passage.language?.pack();
    let text = figure.span.of(passage.prose());
    let place = |from: usize, to: usize| Span::new(figure.span.start + from, figure.span.start + to);
    let years: Vec<Run> = runs(text).into_iter().filter(|run| run.end - run.start == 4).collect();
    // The longest name, then the one before or behind it.
    let months = pack.calendar.month_in(text).and_then(|found| {
        let before = pack.calendar.month_in(text.get(..found.start)?);
        let behind = || {
            let next = pack.calendar.month_in(text.get(found.end..)?)?;
            Some([found.clone(), next.start + found.end..next.end + found.end])
        };
        before.map(|before| [before, found.clone()]).or_else(behind)
    });
    let mut edits = Vec::new();
    for (at, (x, y)) in own.iter().zip(&wanted).enumerate() {
        if (x.day, x.weekday, x.quarter) != (y.day, y.weekday, y.quarter) {
            return None;
        }
        if let Some((x, y)) = x.year.zip(y.year).filter(|(x, y)| x != y) {
            let run = years.get(at).filter(|run| years.len() == 2 && run.value == i64::from(x))?;
            edits.push(run.put(text, i64::from(y), &place));
        }
        if let Some((_, month)) = x.month.zip(y.month).filter(|(x, y)| x != y) {
            let range = months.as_ref()?.get(at)?.clone();
            edits.push((place(range.start, range.end), pack.calendar.month(month, text.get(range)?)?));
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// The parts of a date that differ, each written where it stands.
fn redated(passage: &Passage, figure: &Figure, model: &Figure) -> Option<Vec<(Span, String)>> {
    let (own, wanted) = (figure.date.as_ref()?, model.date.as_ref()?);
    if figure.until.is_some() || model.until.is_some() {
        return respanned(passage, figure, model);
    }
    let pack = passage.language?.pack();
    let text = figure.span.of(passage.prose());
    let month = pack.calendar.month_in(text);
    let numbers = numbers(text, pack, own, month.is_some());
    let mut edits = Vec::new();
    let place = |from: usize, to: usize| Span::new(figure.span.start + from, figure.span.start + to);
    if let (Some(x), Some(y)) = (own.weekday, wanted.weekday)
        && x != y
    {
        let range = pack.calendar.weekday_in(text)?;
        edits.push((place(range.start, range.end), pack.calendar.weekday(y, text.get(range)?)?));
    }
    let differ = |x: Option<u8>, y: Option<u8>| x.zip(y).filter(|(x, y)| x != y).map(|(_, y)| y);
    if let Some(new) = differ(own.month, wanted.month) {
        match month {
            Some(range) => edits.push((place(range.start, range.end), pack.calendar.month(new, text.get(range)?)?)),
            None => edits.push(numbers.month?.put(text, i64::from(new), &place)),
        }
    }
    if let Some(new) = differ(own.day, wanted.day) {
        edits.push(numbers.day?.put(text, i64::from(new), &place));
    }
    if let Some(new) = differ(own.quarter, wanted.quarter) {
        edits.push(numbers.quarter?.put(text, i64::from(new), &place));
    }
    if let Some((x, y)) = own.year.zip(wanted.year).filter(|(x, y)| x != y) {
        let run = numbers.year.filter(|run| run.value == i64::from(x))?;
        edits.push(run.put(text, i64::from(y), &place));
    }
    (!edits.is_empty()).then_some(edits)
}

/// Digits in a date.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    value: i64,
}

impl Run {
    /// What to put there, as wide as before where it began with a nought.
    fn put(self, text: &str, value: i64, place: &dyn Fn(usize, usize) -> Span) -> (Span, String) {
        let wide = text.as_bytes().get(self.start) == Some(&b'0');
        let width = if wide { self.end - self.start } else { 0 };
        (place(self.start, self.end), format!("{value:0width$}"))
    }
}

/// Which digits of a date say what.
#[derive(Clone, Copy, Default)]
struct Numbers {
    day: Option<Run>,
    month: Option<Run>,
    year: Option<Run>,
    quarter: Option<Run>,
}

/// The runs of digits of a text.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, byte) in text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        let digit = i64::from(byte - b'0');
        match runs.last_mut() {
            Some(run) if run.end == at && at - run.start < 9 => {
                run.end = at + 1;
                run.value = run.value * 10 + digit;
            }
            _ => runs.push(Run { start: at, end: at + 1, value: digit }),
        }
    }
    runs
}

fn numbers(text: &str, pack: &Pack, date: &CalendarDate, named: bool) -> Numbers {
    let runs = runs(text);
    let year = runs.iter().find(|run| run.end - run.start == 4).copied();
    let short: Vec<Run> = runs.iter().filter(|run| run.end - run.start <= 2).copied().collect();
    let first_is_year = runs.first().is_some_and(|run| run.end - run.start == 4);
    let is = |run: Option<Run>, value: Option<u8>| run.filter(|run| Some(run.value) == value.map(i64::from));
    let (day, month) = match (named, date.day.is_some(), date.month.is_some()) {
        (false, true, true) if first_is_year || pack.date_order == DateOrder::MonthFirst => {
            (short.get(1), short.first())
        }
        (false, true, true) => (short.first(), short.get(1)),
        (_, true, _) => (short.first(), None),
        (false, false, true) => (None, short.first()),
        _ => (None, None),
    };
    Numbers {
        day: is(day.copied(), date.day),
        month: is(month.copied(), date.month),
        year,
        quarter: is(short.first().copied(), date.quarter),
    }
}
