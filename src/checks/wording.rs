//! Figures written again with another number: for messages and fixes.

use super::finding::{Fix, Replacement};
use crate::article::Passage;
use crate::figure::{Figure, Part};
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;
use crate::units::{Measure, Unit};

/// A figure as written.
pub fn quote<'a>(passage: &'a Passage, figure: &Figure) -> &'a str {
    figure.span.of(passage.prose())
}

/// `value` as the passage's language writes it, large ones with a scale word.
pub fn number(passage: &Passage, value: &Number) -> String {
    let written = passage.language.and_then(|language| language.pack().in_scale_words(value));
    written.unwrap_or_else(|| value.to_string())
}

/// What to put where for a part to say `value`: digits before the scale words as they are, or all of it written again
/// where those no longer fit. Nothing for a part that no number can stand for (6'2").
fn replacement(passage: &Passage, figure: &Figure, part: &Part, value: &Number) -> Option<(Span, String)> {
    if part.compound {
        return pace(figure, part, value);
    }
    let pack = passage.language?.pack();
    let count = value.over(&part.scale)?;
    // Below a million no scale word would stand there, and "660 000 de gallons" is no French.
    let small = value.abs() < Number::ten_to(6) || part.scale <= Number::ONE;
    // "0.0034 million" helps nobody.
    if value.abs() < Number::ten_to(6) && part.scale > Number::ONE && count.abs() * Number::from(100) < Number::ONE {
        return None;
    }
    let fits = small || count.abs() >= Number::ONE && count.abs() < Number::from(1000);
    match part.digits {
        Some(digits) if fits => {
            // A minus sign stands before the digits: it goes with them.
            let before = passage.prose().get(..digits.start)?;
            let negative = part.value.is_negative();
            let sign = before.chars().next_back().filter(|c| negative && matches!(c, '-' | '−' | '–'));
            // "minus 18 degrees" keeps its word.
            let count = if negative && sign.is_none() { -count } else { count };
            let place = Span::new(digits.start - sign.map_or(0, char::len_utf8), digits.end);
            let text = match sign {
                // The writer's own dash.
                Some(sign) if count.is_negative() => format!("{sign}{}", pack.separators.write(&count.abs())?),
                _ => pack.separators.write(&count)?,
            };
            // "1,6 million" becomes "16 millions".
            let rest = passage.prose().get(digits.end..part.span.end).and_then(|rest| pack.agreeing(rest, &count));
            Some(match rest {
                Some(rest) => (Span::new(place.start, part.span.end), text + &rest),
                None => (place, text),
            })
        }
        _ => Some((part.span, pack.in_scale_words(value)?)),
    }
}

/// "3:44" for "4:43 per kilometre": minutes and seconds, which are told in seconds.
fn pace(figure: &Figure, part: &Part, value: &Number) -> Option<(Span, String)> {
    let Some(Unit::Measure(unit)) = figure.unit else { return None };
    let (above, _) = unit.parts().filter(|(above, _)| above.id() == "second")?;
    let seconds = value.rounded(0).as_i64().filter(|_| above.quantity() == "duration")?;
    Some((part.digits?, format!("{}:{:02}", seconds / 60, seconds % 60)))
}

/// The figure's text with new numbers in the place of its parts.
pub fn rewritten(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<String> {
    let mut out = String::new();
    let mut at = figure.span.start;
    for (index, value) in values {
        let (place, text) = replacement(passage, figure, figure.parts.get(*index)?, value)?;
        out.push_str(passage.prose().get(at..place.start)?);
        out.push_str(&text);
        at = place.end;
    }
    out.push_str(passage.prose().get(at..figure.span.end)?);
    Some(out)
}

/// `value` with the word for `unit`: for figures that cannot be rewritten.
pub fn measured(passage: &Passage, value: &Number, unit: Measure) -> String {
    let word = passage.language.and_then(|language| language.pack().unit_word(unit)).unwrap_or(unit.id());
    format!("{}\u{a0}{word}", number(passage, value))
}

/// What to put where, in the article's source, for a figure's parts to say new numbers: only the numbers are replaced,
/// so that markup between them stays.
pub fn substitutions(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<Vec<(Span, String)>> {
    let each = values.iter().map(|(index, value)| {
        let (place, text) = replacement(passage, figure, figure.parts.get(*index)?, value)?;
        Some((passage.source(place), text))
    });
    each.collect()
}

/// The fix that puts new numbers into a figure; nothing where they cannot be written there.
pub fn fix(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<Fix> {
    let text = rewritten(passage, figure, values)?;
    let title = Message::new("fix-change").with("from", quote(passage, figure)).with("to", text);
    // Only the numbers are replaced, so that markup between them stays.
    let edits = values
        .iter()
        .map(|(index, value)| {
            let (place, text) = replacement(passage, figure, figure.parts.get(*index)?, value)?;
            Some(Replacement::here(passage.source(place), text))
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fix { title, safe: false, edits })
}

/// A percentage as the passage's language writes it.
pub fn in_percent(passage: &Passage, value: &Number) -> String {
    let gap = passage.language.map_or("", |language| language.pack().percent_gap.as_str());
    format!("{}{gap}%", number(passage, value))
}

/// A difference of percentages as the passage's language writes it.
pub fn in_points(passage: &Passage, value: &Number) -> String {
    let word = passage.language.and_then(|language| language.pack().points_word(value)).unwrap_or("pp");
    format!("{}\u{a0}{word}", number(passage, value))
}

/// The fix that makes percentage points of a percentage.
pub fn point_fix(passage: &Passage, figure: &Figure, value: &Number) -> Option<Fix> {
    let part = figure.parts.first().filter(|part| !part.compound)?;
    let word = passage.language?.pack().points_word(value)?;
    let text = format!("\u{a0}{word}");
    let whole = format!("{}{text}", part.span.of(passage.prose()));
    let title = Message::new("fix-change").with("from", quote(passage, figure)).with("to", whole);
    let unit = Span::new(part.span.end, figure.span.end);
    Some(Fix { title, safe: false, edits: vec![Replacement::here(passage.source(unit), text)] })
}
