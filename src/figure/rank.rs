//! Ordinals and factors: "10e", "twenty-first", "lần thứ XIII", "doubled", "three times as many".

use super::context::{hedge, noun};
use super::model::{Figure, Kind};
use super::number::scaled;
use super::numeral::power_of_ten;
use super::recognise::blank;
use crate::language::{Gap, Modifiers, Page, Sense, Shape, spelled};
use crate::number::{Interval, Number};

/// Reads the ordinal at token `at`, and gives the token behind it.
pub fn ordinal(page: &Page<'_>, at: usize) -> Option<(Figure, usize)> {
    let plain = |(value, end): (i64, usize)| (Number::from(value), end);
    let short = digits(page, at).or_else(|| roman_with_suffix(page, at)).or_else(|| prefixed(page, at)).map(plain);
    let spelled = || compound(page, at).or_else(|| word(page, at).map(plain)).map(|first| lesser(page, first));
    let (value, end) = short.or_else(spelled)?;
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
    let len = page.sense(at + 1, Sense::OrdinalSuffix).filter(|_| power_of_ten(page, at + 1).is_none())?;
    let value = page.word(at).parse().ok()?;
    // "18st" is a weight.
    let suffix = page.word(at + 1);
    let measured = page.find(at + 1, |s| matches!(s, Sense::Unit { .. }).then_some(())).map(|found| found.1);
    // "37º C"
    if measured.is_some_and(|tokens| tokens > len) {
        return None;
    }
    let measured = measured.is_some();
    (!measured || page.pack.is_ordinal_suffix(suffix, value)).then_some((value, at + 1 + len))
}

/// "XIXe siècle": capitals that are a Roman number, with the ending of an ordinal.
fn roman_with_suffix(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    let word = page.word(at);
    let split = word.find(|c: char| !c.is_ascii_uppercase()).filter(|i| *i > 0)?;
    let (number, suffix) = word.split_at(split);
    // "Le", "Ces" are words: of single letters only I, V and X number centuries and kings.
    let value = roman(number).filter(|_| number.len() > 1 || !matches!(number, "L" | "C"))?;
    page.pack.is_ordinal_suffix(suffix, value).then_some((value, at + 1))
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

/// "centésimo vigésimo quinto": smaller ordinals behind one are added to it.
fn lesser(page: &Page<'_>, (mut value, mut end): (Number, usize)) -> (Number, usize) {
    let ten = Number::from(10);
    let mut room = Number::ONE;
    // What may be added is less than the last digit that counts: "vigésimo" has room for nine.
    while room <= Number::ten_to(18) && value.over(&(&room * &ten)).is_some_and(|rest| rest.is_whole()) {
        room = &room * &ten;
    }
    while room > Number::ONE
        && page.gap(end) == Gap::Space
        && let Some((next, len)) = page.find(end, |s| match s {
            Sense::Ordinal { value, .. } => i64::try_from(value).ok().map(Number::from),
            _ => None,
        })
        && next < room
    {
        room = if next < ten {
            Number::ONE
        } else {
            if next < Number::from(100) { ten.clone() } else { Number::from(100) }
        };
        value = value + next;
        end += len;
    }
    (value, end)
}

/// "twenty-first", "vingt et unième", "one hundred and tenth", "three thousandth".
fn compound(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    let (value, end, plural) = ranked(page, at)?;
    (!plural).then(|| (Number::whole(value), end))
}

/// A number in words that ends in an ordinal, or in the plural of one ("twenty-firsts"): its value, the token behind it
/// and whether it is a plural.
pub fn ranked(page: &Page<'_>, at: usize) -> Option<(u128, usize, bool)> {
    if page.shape(at) != Some(Shape::Word) || !page.may_open(at) {
        return None;
    }
    // "einundzwanzigste"
    let tens = |s: Sense| match s {
        Sense::Ordinal { value, .. } if (20..100).contains(&value) && value % 10 == 0 => Some(u128::from(value)),
        _ => None,
    };
    let read = spelled(page, at)?;
    if let Some(number) = Some(read).filter(|n| (1..10).contains(&(n.value % 100)))
        && let Some(swap) = page.sense(number.end, Sense::Swap).filter(|_| page.in_word(number.end))
    {
        let (tens, len) = page.find(number.end + swap, tens)?;
        return Some((number.value + tens, number.end + swap + len, false));
    }
    let whole = Some(read).filter(|n| n.value > 1)?;
    let end = whole.end;
    let hyphen = ['-', '‑', '–', '—'].iter().any(|dash| page.glued(end, *dash)) && page.gap(end + 1) == Gap::None;
    let mut next = if hyphen { end + 1 } else { end };
    let and = page.sense(next, Sense::And);
    if let Some(and) = and {
        next += and;
        // "soixante-et-onzième"
        next += usize::from(hyphen && page.glued(next, '-'));
    }
    if page.gap(next) == Gap::Line {
        return None;
    }
    let ((value, plural, loose), len) = page.find(next, |s| match s {
        Sense::Ordinal { value, loose } => Some((u128::from(value), false, loose)),
        Sense::Denominator { value, lone } if page.word(next).ends_with('s') => Some((u128::from(value), true, !lone)),
        _ => None,
    })?;
    let behind = next + len;
    if value < whole.room {
        // "vingt premiers" counts twenty, "twenty first" as two words is no ordinal; "three hundred twenty second" is.
        let joined = hyphen || and.is_some() || plural || page.gap(next) == Gap::None || !loose && whole.value > 99;
        let late = loose && !plural && whole.value > 99 && whole.room == 10;
        return (joined || late).then_some((whole.value + value, behind, plural));
    }
    // "two hundredth", "three trillionth": they multiply what stands before them.
    if and.is_some() || loose || value < 100 || plural {
        return None;
    }
    let over = if value == 100 { 1000 } else { value * 1000 };
    let rest = whole.value % over;
    (0 < rest && rest < value).then(|| (whole.value - rest + rest * value, behind, false))
}

/// "third", "troisième": those that are seldom a figure are left.
fn word(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    let firm = |s: Sense| if let Sense::Ordinal { value, loose: false } = s { Some(value) } else { None };
    let alone = |s: Sense| if let Sense::Ordinal { value, .. } = s { Some(value) } else { None };
    let found = page.find(at, firm).or_else(|| page.find(at, alone).filter(|(_, len)| stands_out(page, at, at + len)));
    let (value, len) = found?;
    Some((i64::try_from(value).ok()?, at + len))
}

/// Whether "first" counts here: alone in its block, or beside a number ("the first two", "les deux premiers").
fn stands_out(page: &Page<'_>, at: usize, end: usize) -> bool {
    let number = |s: Sense| matches!(s, Sense::Add { value: 2.., .. }).then_some(());
    // "the first four months" are four months.
    let time = |s: Sense| matches!(s, Sense::Unit { measure, .. } if measure.quantity() == "duration").then_some(());
    let times = || spelled(page, end).is_some_and(|n| page.find(n.end, time).is_none());
    let two = page.gap(end) == Gap::Space && page.find(end, number).is_some() && times();
    let few = page.gap(at) == Gap::Space && page.find_before(at, number).is_some();
    at == 0 && end == page.len() || if page.pack.nouns.modifiers == Modifiers::Before { two } else { few }
}

/// The value of a Roman number in capitals, up to 399.
fn roman(word: &str) -> Option<i64> {
    const SIGNS: &[(&str, i64)] =
        &[("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    if word.is_empty() || word.len() > 9 || !word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) {
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
        let thing = |s: Sense| matches!(s, Sense::Article | Sense::Definite | Sense::Determiner).then_some(());
        let named = page.sense(at, Sense::MultipleNoun) == Some(len) && page.find_before(at, thing).is_some();
        let loose = page.sense(at, Sense::MultipleBound) == Some(len)
            && (page.gap(at + len) != Gap::Space || page.sense(at + len, Sense::FoldAfter).is_none());
        if named || loose {
            return None;
        }
        let value = Number::from(i64::from(n)).over(&Number::from(i64::from(d)))?;
        return Some(factor(page, at, at + len, value));
    }
    if page.shape(at) != Some(Shape::Digits) && !page.is_known(at) {
        return None;
    }
    let start = page.find_before(at, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).map_or(at, |f| f.1);
    let before = page.find_before(start, |s| matches!(s, Sense::FactorBefore).then_some(())).is_some();
    // Nearly all numbers are no factors: they are not read for that.
    if !before && !page.factor_near(at) {
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
    // "1,7-mal so hoch"
    let dash = usize::from(hyphen == 1 && page.gap(suffix) == Gap::None);
    let fold = page.sense(number.end + dash, Sense::Fold).filter(|_| page.gap(number.end) != Gap::Line);
    let fold = fold.map(|len| len + dash);
    let end = number.end + fold.unwrap_or(0);
    // "deux fois et demie"
    if fold.is_some()
        && page.gap(end) == Gap::Space
        && let Some(half) = page.sense(end, Sense::Half)
    {
        let value = number.value? + &(Number::from(1) / 2);
        return Some(factor(page, at, end + half, value));
    }
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
