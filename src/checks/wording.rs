//! Figures written again with another number: for messages and fixes.

use super::finding::{Fix, Replacement};
use crate::article::Passage;
use crate::figure::{Figure, Part};
use crate::messages::Message;
use crate::number::Number;

/// A figure as written.
pub fn quote<'a>(passage: &'a Passage, figure: &Figure) -> &'a str {
    figure.span.of(passage.prose())
}

/// `value` in the digits of the passage's language, for the place of `part`: divided by its scale words, which stay.
pub fn digits(passage: &Passage, part: &Part, value: &Number) -> Option<String> {
    let separators = &passage.language?.pack().separators;
    separators.write(&value.over(&part.scale)?)
}

/// The figure's text with new numbers in the place of its parts.
pub fn rewritten(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<String> {
    let mut out = String::new();
    let mut at = figure.span.start;
    for (index, value) in values {
        let part = figure.parts.get(*index)?;
        let place = part.digits.unwrap_or(part.span);
        out.push_str(passage.prose().get(at..place.start)?);
        out.push_str(&digits(passage, part, value)?);
        // Number words go whole, their scale word with them: it is written again in digits' company.
        if part.digits.is_none() && part.scale != Number::ONE {
            return None;
        }
        at = place.end;
    }
    out.push_str(passage.prose().get(at..figure.span.end)?);
    Some(out)
}

/// The fix that puts new numbers into a figure; nothing where they cannot be written there.
pub fn fix(passage: &Passage, figure: &Figure, values: &[(usize, &Number)]) -> Option<Fix> {
    let text = rewritten(passage, figure, values)?;
    let title = Message::new("fix-change").with("from", quote(passage, figure)).with("to", text.clone());
    // Only the numbers are replaced, so that markup between them stays.
    let edits = values
        .iter()
        .map(|(index, value)| {
            let part = figure.parts.get(*index)?;
            let span = passage.source(part.digits.unwrap_or(part.span));
            Some(Replacement { span, text: digits(passage, part, value)? })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fix { title, safe: false, edits })
}
