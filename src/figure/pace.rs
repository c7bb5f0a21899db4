//! How long a runner takes for a length: "4:43 per kilometre", "4'30" au km", "4 phút 30 giây/km".

use super::model::{Figure, Kind, Part};
use super::rates::below;
use super::recognise::blank;
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::{Interval, Number};
use crate::units::{Measure, Unit};

/// Minutes and seconds with a length behind them that they are told for; gives the token behind it too. The value is in
/// seconds.
pub fn pace(page: &Page<'_>, at: usize) -> Option<(Figure, usize)> {
    let digits = |at: usize, most: usize| {
        let word = page.word(at);
        let fits = page.shape(at) == Some(Shape::Digits) && word.len() <= most;
        fits.then(|| word.parse::<i64>().ok()).flatten()
    };
    let unit = |at: usize, id: &str| {
        let same = |s: Sense| matches!(s, Sense::Unit { measure, .. } if measure.id() == id).then_some(());
        page.find(at, same).map(|(_, len)| at + len)
    };
    let minutes = digits(at, 2)?;
    let mark = |at: usize, marks: &[char]| marks.iter().any(|m| page.glued(at, *m)).then_some(at + 1);
    let colon = mark(at + 1, &[':']);
    let behind = colon.or_else(|| mark(at + 1, &['\'', '’', '′'])).or_else(|| unit(at + 1, "minute"))?;
    let seconds = digits(behind, 2).filter(|s| *s < 60 && page.word(behind).len() == 2)?;
    let mut end = behind + 1;
    let number_end = end;
    if colon.is_none() {
        end = mark(end, &['"', '”', '″']).or_else(|| unit(end, "second")).unwrap_or(end);
    } else {
        // "4:43 minutes per kilometre"
        end = unit(end, "minute").unwrap_or(end);
    }
    let (length, end) = below(page, end)?;
    let unit = Measure::of_id("second")?.per(length)?;
    let value = Number::from(minutes * 60 + seconds);
    let mut figure = blank(page.span(at, end), Kind::Measure);
    figure.unit = Some(Unit::Measure(unit));
    figure.interval = Interval::around(&value, &Number::ONE);
    figure.step = Some(Number::ONE);
    figure.value = Some(value.clone());
    let span = page.span(at, number_end);
    let digits = colon.map(|_| span);
    figure.parts.push(Part { span, digits, compound: true, value, scale: Number::ONE, step: Number::ONE });
    (page.gap(at + 1) != Gap::Line).then_some((figure, end))
}
