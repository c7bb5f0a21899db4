//! Shares in words: "half", "two thirds", "un quart", "ba phần tư".

use super::numeral::numeral;
use crate::language::{Gap, Page, Sense, Shape, spelled};
use crate::number::Number;

/// Reads the share at token `at`: its value and the token behind it. Ordinals of the same form ("a third runway") are
/// left alone.
pub fn fraction(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    whole_phrase(page, at).or_else(|| upper_and_lower(page, at))
}

/// "half", "la moitié": not the second half of a match, nor half-brothers.
fn whole_phrase(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    let ((n, d), len) = page.find(at, |s| match s {
        Sense::Fraction { numerator, denominator } => Some((numerator, denominator)),
        _ => None,
    })?;
    let ordinal = page.find_before(at, |s| matches!(s, Sense::Ordinal { .. } | Sense::Interloper).then_some(()));
    let end = at + len;
    let counted =
        |at: usize| page.find(at, |s| matches!(s, Sense::Scale { .. } | Sense::Unit { .. }).then_some(())).is_some();
    let joined = page.glued(end, '-') && !counted(end + 1);
    if ordinal.is_some()
        || joined
        || at > 0 && page.glued(at, '-')
        || page.gap(at) == Gap::None && at > 0 && page.is(at - 1, '-')
    {
        return None;
    }
    Some((Number::from(i64::from(n)).over(&Number::from(i64::from(d)))?, end))
}

/// "a third", "two fifths": a share of an upper and a lower number.
pub fn in_parts(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    upper_and_lower(page, at)
}

/// A number with the word for its lower half: "two thirds", "trois quarts", "ba phần tư".
fn upper_and_lower(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    let (upper, article, end) = upper(page, at)?;
    if let Some(link) = page.sense(end, Sense::FractionLink) {
        let lower = small(page, end + link)?;
        return share(upper, lower.0).map(|value| (value, lower.1));
    }
    let at = if page.glued(end, '-') { end + 1 } else { end };
    if page.gap(at) == Gap::Line {
        return None;
    }
    let (lower, len) = page.find(at, |s| if let Sense::Denominator { value } = s { Some(value) } else { None })?;
    let end = at + len;
    let ordinal = page.find(at, |s| matches!(s, Sense::Ordinal { .. }).then_some(())).is_some();
    // "a third runway", "un troisième": an ordinal where a noun follows.
    if ordinal && article && noun_follows(page, end) {
        return None;
    }
    share(upper, i64::from(lower)).map(|value| (value, end))
}

fn share(n: i64, d: i64) -> Option<Number> {
    (n > 0 && d > 1 && n < 1000).then(|| Number::from(n).over(&Number::from(d)))?
}

/// The upper number, whether it is one alone, and the token behind it.
fn upper(page: &Page<'_>, at: usize) -> Option<(i64, bool, usize)> {
    if let Some(len) = page.sense(at, Sense::Article) {
        return Some((1, true, at + len));
    }
    let (value, end) = small(page, at)?;
    Some((value, value == 1, end))
}

fn small(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    if page.shape(at)? == Shape::Digits {
        let n = numeral(page, at).filter(|n| n.plain.is_some_and(|digits| digits <= 2))?;
        return Some((n.value.as_i64()?, n.end));
    }
    let n = spelled(page, at)?;
    Some((i64::try_from(n.value).ok().filter(|v| *v < 1000)?, n.end))
}

fn noun_follows(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Word)
        && page.gap(at) == Gap::Space
        && page.sense(at, Sense::Function).is_none()
        && page.sense(at, Sense::Of).is_none()
}
