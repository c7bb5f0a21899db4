//! Numbers in digits, with the separators of any language: "1,234.5", "1 234,5", "26.469,89", "3½".

use smallvec::{SmallVec, smallvec};

use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;

/// A number in digits that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Behind its last token.
    pub end: usize,
    pub value: Number,
    /// The power of ten of the last digit written: -1 for "58.3".
    pub last_digit: i32,
    /// How many digits, where no separator stands between them.
    pub plain: Option<usize>,
}

/// Digit runs and the separators between them.
#[derive(Default)]
struct Chain<'a> {
    runs: SmallVec<[&'a str; 4]>,
    separators: SmallVec<[char; 4]>,
}

/// How the separators of a chain are meant.
enum Meaning {
    Grouped,
    Decimal,
    GroupedDecimal,
}

/// Longer chains are no amounts.
const MOST_RUNS: usize = 12;

/// Reads the number that begins with the digits at token `at`. Nothing where the dots and commas make no number
/// ("1.2.3").
pub fn numeral(page: &Page<'_>, at: usize) -> Option<Numeral> {
    if let Some(numeral) = one_run(page, at) {
        return Some(numeral);
    }
    let chain = chain(page, at)?;
    let mut taken = chain.separators.len();
    let meaning = loop {
        if taken == 0 {
            break None;
        }
        if let Some(meaning) = meaning(page, at, &chain, taken) {
            break Some(meaning);
        }
        taken -= 1;
    };
    // A dot or comma that is left glued between digits makes it a version, a date, a list: no amount.
    if chain.separators.get(taken).is_some_and(|c| *c == '.') {
        return None;
    }
    let end = token_behind(page, at, &chain, taken);
    let runs = &chain.runs[..=taken];
    let broken = matches!(meaning, Some(Meaning::Decimal | Meaning::GroupedDecimal));
    let value = Number::of_runs(runs, broken).ok()?;
    let decimals = if broken { runs[taken].len() } else { 0 };
    let last_digit = -i32::try_from(decimals).ok()?;
    let plain = meaning.is_none().then_some(runs[0].len());
    let mut numeral = Numeral { end, value, last_digit, plain };
    if let Some((value, last_digit, behind)) = raised(page, &numeral) {
        return Some(Numeral { end: behind, value, last_digit, plain: None });
    }
    if let Some((power, behind)) = power_of_ten(page, end) {
        numeral.value = numeral.value * Number::ten_to(power);
        numeral.last_digit += power;
        numeral.end = behind;
        numeral.plain = None;
    }
    if let Some(share) = vulgar(page, end).filter(|_| decimals == 0 && page.gap(end) == Gap::None) {
        numeral.value = numeral.value + share;
        numeral.end += 1;
        numeral.plain = None;
        numeral.last_digit = -1;
    }
    Some(numeral)
}

/// Digits that nothing follows which could belong to them: most numbers.
fn one_run(page: &Page<'_>, at: usize) -> Option<Numeral> {
    if page.shape(at)? != Shape::Digits {
        return None;
    }
    let end = at + 1;
    let more = match page.shape(end) {
        Some(Shape::Digits) => true,
        Some(Shape::Word) => page.gap(end) == Gap::None || matches!(page.word(end), "x" | "e" | "E"),
        Some(Shape::Mark('.' | ',' | '\'' | '’')) => page.gap(end) == Gap::None && page.gap(end + 1) == Gap::None,
        Some(Shape::Mark(mark)) => !mark.is_ascii() || page.gap(end) == Gap::None && mark != ')' && mark != '%',
        None => false,
    };
    let word = page.word(at);
    if more || word.len() > 18 {
        return None;
    }
    let value = Number::from(word.parse::<i64>().ok()?);
    Some(Numeral { end, value, last_digit: 0, plain: Some(word.len()) })
}

/// A power of ten behind digits: "1e10", "2.48×10−5", "3 x 10^8". Gives the token behind it too.
pub fn power_of_ten(page: &Page<'_>, at: usize) -> Option<(i32, usize)> {
    let digits = |at: usize| page.shape(at) == Some(Shape::Digits) && page.gap(at) == Gap::None;
    let minus = |at: usize| page.glued(at, '-') || page.glued(at, '−');
    // A signed whole number of two digits at most, right here and nothing behind it.
    let exponent = |at: usize, signed: bool| {
        let less = minus(at);
        let sign = usize::from(less || page.glued(at, '+'));
        let word = page.word(at + sign);
        let end = at + sign + 1;
        let cut = page.gap(end) == Gap::None && matches!(page.shape(end), Some(Shape::Word | Shape::Digits));
        if !digits(at + sign) || word.len() > 2 || cut || signed && sign == 0 {
            return None;
        }
        let power: i32 = word.parse().ok()?;
        Some((if less { -power } else { power }, end))
    };
    if page.gap(at) == Gap::None && matches!(page.word(at), "e" | "E") {
        return exponent(at + 1, false);
    }
    let times = page.is(at, '×') || page.is(at, '·') || page.word(at) == "x";
    if !times || page.gap(at) == Gap::Line || page.word(at + 1) != "10" || page.gap(at + 1) == Gap::Line {
        return None;
    }
    // "10−5" has lost its raised digits.
    if page.glued(at + 2, '^') { exponent(at + 3, false) } else { exponent(at + 2, true) }
}

/// Powers above this are no amounts.
const MOST_POWER: u32 = 40;

/// "10^6", "1.1^23", "10⁻³": a number with its power. Raised digits are footnotes behind any other number than ten. Gives
/// the value, its last digit and the token behind.
fn raised(page: &Page<'_>, base: &Numeral) -> Option<(Number, i32, usize)> {
    let mut at = base.end;
    if page.gap(at) != Gap::None {
        return None;
    }
    let mut word = String::new();
    if page.is(at, '^') {
        at += 1;
        if page.glued(at, '-') || page.glued(at, '−') {
            word.push('-');
            at += 1;
        }
        if page.shape(at) != Some(Shape::Digits) || page.gap(at) != Gap::None {
            return None;
        }
        word.push_str(page.word(at));
        at += 1;
    } else {
        if base.value != Number::from(10) {
            return None;
        }
        if page.is(at, '⁻') && page.gap(at + 1) == Gap::None {
            word.push('-');
            at += 1;
        }
        for raised in page.word(at).chars() {
            word.push(char::from_digit(u32::try_from(RAISED.iter().position(|own| *own == raised)?).ok()?, 10)?);
        }
        at += 1;
    }
    if page.gap(at) == Gap::None && matches!(page.shape(at), Some(Shape::Word | Shape::Digits)) {
        return None;
    }
    let power: i32 = word.parse().ok().filter(|power: &i32| power.unsigned_abs() <= MOST_POWER)?;
    if base.value == Number::from(10) {
        return Some((Number::ten_to(power), power, at));
    }
    let mut value = Number::ONE;
    for _ in 0..power.unsigned_abs() {
        value = value * &base.value;
    }
    let last_digit = base.last_digit * power.abs();
    Some(if power < 0 { (Number::ONE.over(&value)?, last_digit - 3, at) } else { (value, last_digit, at) })
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The share that "½" stands for.
pub fn vulgar(page: &Page<'_>, at: usize) -> Option<Number> {
    let Shape::Mark(mark) = page.shape(at)? else { return None };
    const SHARES: &[(char, i64, i64)] = &[
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ];
    let (_, n, d) = SHARES.iter().find(|row| row.0 == mark)?;
    Number::from(*n).over(&Number::from(*d))
}

/// Digit runs that follow each other with one separator between, from `at` on.
fn chain<'a>(page: &Page<'a>, at: usize) -> Option<Chain<'a>> {
    if page.shape(at)? != Shape::Digits {
        return None;
    }
    let mut chain = Chain { runs: smallvec![page.word(at)], separators: SmallVec::new() };
    let mut next = at + 1;
    while chain.runs.len() < MOST_RUNS {
        let (separator, digits) = if page.shape(next) == Some(Shape::Digits) && page.gap(next) == Gap::Space {
            let Some(space) = one_space(page, next) else { break };
            (space, next)
        } else {
            let Some(Shape::Mark(mark @ ('.' | ',' | '\'' | '’'))) = page.shape(next) else { break };
            let glued = page.gap(next) == Gap::None && page.gap(next + 1) == Gap::None;
            if !glued || page.shape(next + 1) != Some(Shape::Digits) {
                break;
            }
            (mark, next + 1)
        };
        chain.separators.push(separator);
        chain.runs.push(page.word(digits));
        next = digits + 1;
    }
    Some(chain)
}

/// The one white-space character before a token.
fn one_space(page: &Page<'_>, at: usize) -> Option<char> {
    let start = page.get(at.checked_sub(1)?)?.end as usize;
    let gap = page.text.get(start..page.get(at)?.start as usize)?;
    let mut chars = gap.chars();
    let space = chars.next()?;
    chars.next().is_none().then_some(space)
}

fn token_behind(page: &Page<'_>, at: usize, chain: &Chain<'_>, taken: usize) -> usize {
    let mut end = at + 1;
    for separator in &chain.separators[..taken] {
        end += if separator.is_whitespace() { 1 } else { 2 };
    }
    end.min(page.len())
}

/// What the first `taken` separators of a chain mean, if they make a number together.
fn meaning(page: &Page<'_>, at: usize, chain: &Chain<'_>, taken: usize) -> Option<Meaning> {
    let (runs, separators) = (&chain.runs[..=taken], &chain.separators[..taken]);
    let (first, last) = (*separators.first()?, *separators.last()?);
    let same = separators.iter().all(|s| *s == first);
    if same && taken > 1 {
        return (groups(runs) && grouping(page, first) || lakhs(runs, first)).then_some(Meaning::Grouped);
    }
    if taken > 1 {
        let inner = &separators[..taken - 1];
        let grouped = inner.iter().all(|s| *s == first) && (groups(&runs[..taken]) || lakhs(&runs[..taken], first));
        return (grouped && first != last && matches!(last, '.' | ',')).then_some(Meaning::GroupedDecimal);
    }
    if first.is_whitespace() || matches!(first, '\'' | '’') {
        return (groups(runs) && grouping(page, first)).then_some(Meaning::Grouped);
    }
    if first == page.pack.decimal() {
        return Some(Meaning::Decimal);
    }
    if page.pack.groups(first) && groups(runs) {
        return Some(Meaning::Grouped);
    }
    // The decimal sign of another language: a point is one as it stands, a comma where a unit shows that it counts.
    let counts = |at: usize| {
        let amount = |s: Sense| {
            matches!(s, Sense::Scale { .. } | Sense::Percent | Sense::Unit { .. } | Sense::Money { .. }).then_some(())
        };
        page.gap(at) != Gap::Line && page.find(at, amount).is_some()
    };
    (first == '.' || counts(at + 3)).then_some(Meaning::Decimal)
}

fn grouping(page: &Page<'_>, separator: char) -> bool {
    separator.is_whitespace() || matches!(separator, '.' | ',') || page.pack.groups(separator)
}

/// One to three digits, then threes.
fn groups(runs: &[&str]) -> bool {
    let Some((first, rest)) = runs.split_first() else { return false };
    first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|r| r.len() == 3)
}

/// Indian groups: 1,20,00,000.
fn lakhs(runs: &[&str], separator: char) -> bool {
    let Some((last, rest)) = runs.split_last() else { return false };
    let Some((first, middle)) = rest.split_first() else { return false };
    separator == ',' && last.len() == 3 && first.len() <= 2 && middle.iter().all(|r| r.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn read(text: &str, code: &str) -> Option<(String, i32, String)> {
        let page = Page::new(text, Language::of_code(code).map(Language::pack)?);
        let n = numeral(&page, 0)?;
        Some((n.value.to_string(), n.last_digit, page.span(0, n.end).of(text).to_owned()))
    }

    #[test]
    fn separators_of_each_language() {
        for (code, text, value, last) in [
            ("en", "1,234,567.80", "1234567.8", -2),
            ("en", "1.5", "1.5", -1),
            ("en", "1,20,00,000", "12000000", 0),
            ("en", "3½", "3.5", -1),
            ("fr", "1\u{202f}234\u{202f}567,8", "1234567.8", -1),
            ("fr", "15.000", "15000", 0),
            ("fr", "26.469,89", "26469.89", -2),
            ("fr", "4,4", "4.4", -1),
            ("fr", "3.5", "3.5", -1),
            ("en", "1\u{a0}000", "1000", 0),
        ] {
            assert_eq!(read(text, code), Some((value.to_owned(), last, text.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_ends_before_its_digits_do_or_is_no_number() {
        let taken = |text: &str, code: &str| read(text, code).map(|r| r.2);
        assert_eq!(taken("2024 100", "fr").as_deref(), Some("2024"));
        assert_eq!(taken("12,15 and 18", "en").as_deref(), Some("12"));
        assert_eq!(taken("3,5 %", "en").as_deref(), Some("3,5"));
        assert_eq!(taken("04 91 22 33 44", "fr").as_deref(), Some("04"));
        assert_eq!(taken("1.2.3", "en"), None);
        assert_eq!(taken("17.05.2024", "fr"), None);
    }
}
