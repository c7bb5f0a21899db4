//! Ordinals and factors: "10e", "twenty-first", "lần thứ XIII", "doubled", "three times as many".

use super::context::{hedge, noun};
use super::model::{Figure, Kind};
use super::number::scaled;
use super::recognise::blank;
use crate::language::{Gap, Page, Sense, Shape, spelled};
use crate::number::{Interval, Number};

/// Reads the ordinal at token `at`, and gives the token behind it.
pub fn ordinal(page: &Page<'_>, at: usize) -> Option<(Figure, usize)> {
    let (value, end) = digits(page, at)
        .or_else(|| roman_with_suffix(page, at))
        .or_else(|| prefixed(page, at))
        .or_else(|| compound(page, at))
        .or_else(|| word(page, at))?;
    let value = Number::from(value);
    let mut figure = blank(page.span(at, end), Kind::Ordinal);
    figure.interval = Interval::exactly(&value);
    figure.value = Some(value);
    figure.noun = noun(page, end, false, true);
    Some((figure, end))
}

/// "21st", "10e".
fn digits(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    if page.shape(at) != Some(Shape::Digits) || page.gap(at + 1) != Gap::None || page.word(at).len() > 4 {
        return None;
    }
    // "am 3. Tag", "im 19. Jahrhundert"
    if page.is(at + 1, '.')
        && page.word(at).len() <= 3
        && page.gap(at + 2) == Gap::Space
        && page.shape(at + 2) == Some(Shape::Word)
        && page.find_before(at, |s| matches!(s, Sense::OrdinalDotBehind).then_some(())).is_some()
    {
        return Some((page.word(at).parse().ok()?, at + 2));
    }
    let len = page.sense(at + 1, Sense::OrdinalSuffix)?;
    Some((page.word(at).parse().ok()?, at + 1 + len))
}

/// "XIXe siècle": capitals that are a Roman number, with the ending of an ordinal.
fn roman_with_suffix(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    let word = page.word(at);
    let split = word.find(|c: char| !c.is_ascii_uppercase()).filter(|i| *i > 0)?;
    let (number, suffix) = word.split_at(split);
    // "Le", "Ces" are words: of single letters only I, V and X number centuries and kings.
    let value = roman(number).filter(|_| number.len() > 1 || !matches!(number, "L" | "C"))?;
    page.pack.is_ordinal_suffix(suffix).then_some((value, at + 1))
}

/// "thứ 13", "lần thứ XIII", "thứ hai mươi".
fn prefixed(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    let len = page.sense(at, Sense::OrdinalPrefix)?;
    let next = at + len;
    if page.gap(next) != Gap::Space {
        return None;
    }
    if let Some(value) = roman(page.word(next)) {
        return Some((value, next + 1));
    }
    if page.shape(next) == Some(Shape::Digits) {
        let word = page.word(next);
        let whole = word.len() <= 4 && page.gap(next + 1) != Gap::None || page.get(next + 1).is_none_or(|t| !t.is('/'));
        return whole.then(|| word.parse().ok().map(|value| (value, next + 1)))?;
    }
    let number = spelled(page, next)?;
    Some((i64::try_from(number.value).ok().filter(|v| *v > 0)?, number.end))
}

/// "twenty-first", "vingt et unième", "one hundred and tenth".
fn compound(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    if page.shape(at) != Some(Shape::Word) || !page.is_known(at) {
        return None;
    }
    let unit = |s: Sense| if let Sense::Ordinal { value, .. } = s { Some(value) } else { None };
    // "einundzwanzigste"
    if let Some(number) = spelled(page, at).filter(|n| (1..10).contains(&(n.value % 100)))
        && let Some(swap) = page.sense(number.end, Sense::Swap).filter(|_| page.in_word(number.end))
    {
        let (tens, len) = page.find(number.end + swap, unit).filter(|(v, _)| (20..100).contains(v) && v % 10 == 0)?;
        return Some((i64::try_from(number.value).ok()? + i64::from(tens), number.end + swap + len));
    }
    let tens = spelled(page, at).filter(|n| n.value >= 20 && n.value % 10 == 0 && n.value < 10_000)?;
    let mut next = tens.end;
    if page.glued(next, '-') {
        next += 1;
    } else if let Some(and) = page.sense(next, Sense::And) {
        next += and;
    }
    let (value, len) = page.find(next, unit).filter(|(value, _)| u128::from(*value) < 20.min(tens.value))?;
    // "vingt premiers" counts twenty, "twenty first" as two words is no ordinal.
    let firm = page.find(next, |s| matches!(s, Sense::Ordinal { loose: false, .. }).then_some(())).is_some();
    let glued = page.gap(next) == Gap::None || page.sense(tens.end, Sense::And).is_some() || firm && tens.value > 99;
    let total = i64::try_from(tens.value).ok()? + i64::from(value);
    glued.then_some((total, next + len))
}

/// "third", "troisième": those that are seldom a figure are left.
fn word(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    let firm = |s: Sense| if let Sense::Ordinal { value, loose: false } = s { Some(value) } else { None };
    let (value, len) = page.find(at, firm)?;
    Some((i64::from(value), at + len))
}

/// The value of a Roman number in capitals, up to 399.
fn roman(word: &str) -> Option<i64> {
    const SIGNS: &[(&str, i64)] =
        &[("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    if word.is_empty() || word.len() > 9 {
        return None;
    }
    let (mut rest, mut sum) = (word, 0);
    for (sign, value) in SIGNS {
        let mut times = 0;
        while let Some(left) = rest.strip_prefix(sign) {
            times += 1;
            if times > 3 || times > 1 && sign.len() == 2 {
                return None;
            }
            sum += value;
            rest = left;
        }
    }
    rest.is_empty().then_some(sum)
}

/// Reads the factor at token `at`: "doubled", "gấp đôi", "three times as many", "multiplié par deux" (from its number).
pub fn multiple(page: &Page<'_>, at: usize) -> Option<(Figure, usize)> {
    let whole = page.find(at, |s| match s {
        Sense::Multiple { numerator, denominator } => Some((numerator, denominator)),
        _ => None,
    });
    if let Some(((n, d), len)) = whole {
        let value = Number::from(i64::from(n)).over(&Number::from(i64::from(d)))?;
        return Some(factor(page, at, at + len, value));
    }
    if page.shape(at) != Some(Shape::Digits) && !page.is_known(at) {
        return None;
    }
    let number = scaled(page, at, false).filter(|n| !n.is_scaled() && !n.share)?;
    // "dreifach", "5-fach"
    let hyphen = usize::from(page.glued(number.end, '-'));
    let suffix = number.end + hyphen;
    if page.gap(suffix) == Gap::None
        && let Some(len) = page.sense(suffix, Sense::FoldSuffix)
    {
        return number.value.map(|value| factor(page, at, suffix + len, value));
    }
    let fold = page.sense(number.end, Sense::Fold).filter(|_| page.gap(number.end) != Gap::Line);
    let end = number.end + fold.unwrap_or(0);
    let start = page.find_before(at, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).map_or(at, |f| f.1);
    let before = page.find_before(start, |s| matches!(s, Sense::FactorBefore).then_some(())).is_some();
    let after = fold.is_some() && page.gap(end) == Gap::Space && page.sense(end, Sense::FoldAfter).is_some();
    if !before && !after {
        return None;
    }
    let value = number.value?;
    Some(factor(page, at, end, value))
}

fn factor(page: &Page<'_>, at: usize, end: usize, value: Number) -> (Figure, usize) {
    let mut figure = blank(page.span(at, end), Kind::Multiple);
    figure.hedge = hedge(page, at, end);
    figure.interval = Interval::exactly(&value);
    figure.value = Some(value);
    (figure, end)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers() {
        for (text, value) in [("XIX", 19), ("XXI", 21), ("IV", 4), ("XIII", 13), ("XC", 90)] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for bad in ["", "IIII", "VX", "ABC", "IVIV", "MC"] {
            assert_eq!(roman(bad), None, "{bad}");
        }
    }
}
