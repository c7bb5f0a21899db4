//! A number with its scale words: "1.4 quadrillion", "deux millions", "3.2bn", "plusieurs milliers".

use super::fraction::{fraction, in_parts, multiplied, with_whole};
use super::numeral::{numeral, vulgar};
use crate::language::{Gap, Page, Sense, Shape, fold, spelled};
use crate::number::Number;
use crate::units::Currency;

/// More than this power of ten no scale words make: news has no use for it.
const MOST_SCALE: i32 = 27;

/// A number with its scale words that was read: tokens `first..end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    pub first: usize,
    pub end: usize,
    /// Nothing for words without a value ("several thousand").
    pub value: Option<Number>,
    /// The unit of the last digit written.
    pub step: Number,
    /// The number before its scale words, and what they multiply it by.
    pub base: Number,
    pub scale: Number,
    /// The digits are the tokens from `first` to before this one.
    pub digits: Option<usize>,
    /// How many digits, where they stand alone without separators or scale.
    pub plain: Option<usize>,
    /// A word that is more often no number ("one", "neuf").
    pub plain_word: bool,
    /// It began with an article ("a million", "un million").
    pub article: bool,
    /// A share in words ("two thirds", "half").
    pub share: bool,
    /// Several numbers that are one amount ("2 h 37 min").
    pub compound: bool,
    /// What the last word of a number in words multiplies by: 1,000 in "neuf mille", else 1.
    pub times: Number,
}

impl Scaled {
    /// Whether a scale word stands in it.
    pub fn is_scaled(&self) -> bool {
        self.value.is_none() || self.scale != Number::ONE
    }

    /// The whole number it is, if it is a bare one.
    pub fn count(&self) -> Option<i64> {
        self.value.as_ref().and_then(Number::as_i64)
    }

    /// The same digits with another scale, for the first of "1.2-1.5m".
    pub fn scaled_like(&self, other: &Scaled) -> Scaled {
        let mut out = self.clone();
        out.scale = other.scale.clone();
        out.value = Some(&self.base * &other.scale);
        out.step = &self.step * &other.scale;
        out
    }
}

/// Reads the number at token `at`. `money` says that a currency stands before it, so that "m" is a million.
pub fn scaled(page: &Page<'_>, at: usize, money: bool) -> Option<Scaled> {
    let mut number = alone(page, at, money)?;
    add_smaller(page, &mut number, money);
    Some(number)
}

/// One number with its scale words, without smaller ones behind it.
fn alone(page: &Page<'_>, at: usize, money: bool) -> Option<Scaled> {
    let mut number = match page.shape(at)? {
        Shape::Digits => {
            let n = numeral(page, at)?;
            let step = Number::ten_to(n.last_digit);
            let digits = Some(n.end);
            Scaled {
                first: at,
                end: n.end,
                value: Some(n.value.clone()),
                base: n.value,
                scale: Number::ONE,
                step,
                digits,
                plain: n.plain,
                plain_word: false,
                article: false,
                share: false,
                compound: false,
                times: Number::ONE,
            }
        }
        Shape::Mark(_) => match pointed(page, at) {
            Some(number) => number,
            None => shared(at, at + 1, vulgar(page, at)?),
        },
        // "Zehntausende": nothing counts them.
        Shape::Word if page.in_word(at + 1) && page.sense(at + 1, Sense::Collective).is_some() => {
            let tens = page.find(at, |s| match s {
                Sense::Add { value, .. } | Sense::Times { value, .. } => Some(value),
                _ => None,
            });
            let mut number = vague(page, at + 1).unwrap_or_else(|| words(at, at + 2, Number::ONE, Number::from(1000)));
            number.first = at;
            number.value = None;
            number.scale = number.scale * Number::from(i64::try_from(tens?.0).ok()?);
            number
        }
        Shape::Word => match in_words(page, at) {
            Some(number) => number,
            None if !page.is_known(at) => return None,
            None => match fraction(page, at) {
                Some((value, end)) => shared(at, end, value),
                None => return vague(page, at),
            },
        },
    };
    if let Some((whole, share, end)) = with_whole(page, at) {
        number = words(at, end, whole + share, Number::ten_to(-1));
    } else if let Some((value, end)) = fraction(page, at) {
        number = shared(at, end, value);
        // "half a million", "a quarter of a million", "trois quarts de million"
        let of = end + page.sense(end, Sense::Of).unwrap_or(0);
        let article = of + page.sense(of, Sense::Article).unwrap_or(0);
        // "half-dozen"
        let article = if page.glued(end, '-') && page.gap(end + 1) == Gap::None { end + 1 } else { article };
        if page.find(article, |s| multiplied(s).then_some(())).is_some() {
            number.end = article;
        }
    } else {
        spoken_decimals(page, &mut number);
        mixed(page, &mut number);
        half(page, &mut number);
    }
    scale(page, &mut number, money);
    if number.is_scaled() && !number.share {
        half(page, &mut number);
        mixed(page, &mut number);
    }
    tens_behind_hundreds(page, &mut number);
    Some(number)
}

/// "3 hundred and 21": digits with a word for hundreds, and the tens and units behind.
fn tens_behind_hundreds(page: &Page<'_>, number: &mut Scaled) {
    let joiner = |at: usize| {
        let joiner = page.pack.joiner.as_ref().filter(|j| j.before.is_empty());
        joiner.is_some_and(|j| j.words.contains(&fold(page.word(at))))
    };
    let at = number.end;
    let hundreds = number.step == Number::from(100) && number.scale != Number::ONE && number.digits.is_some();
    if !hundreds || !joiner(at) || page.gap(at) != Gap::Space || page.gap(at + 1) != Gap::Space {
        return;
    }
    let rest = match page.shape(at + 1) {
        Some(Shape::Digits) => numeral(page, at + 1).filter(|n| n.plain.is_some()).map(|n| (n.value, n.end)),
        _ => spelled(page, at + 1).map(|n| (Number::from(i64::try_from(n.value).unwrap_or(0)), n.end)),
    };
    let Some((rest, end)) = rest.filter(|(rest, _)| *rest < Number::from(100) && *rest > Number::from(0)) else {
        return;
    };
    let Some(value) = number.value.take() else { return };
    number.base = value + rest;
    number.value = Some(number.base.clone());
    number.scale = Number::ONE;
    number.step = Number::ONE;
    number.end = end;
    number.digits = None;
    number.compound = true;
}

fn words(first: usize, end: usize, value: Number, step: Number) -> Scaled {
    let base = value.clone();
    Scaled {
        first,
        end,
        value: Some(value),
        step,
        base,
        scale: Number::ONE,
        digits: None,
        plain: None,
        plain_word: false,
        article: false,
        share: false,
        compound: false,
        times: Number::ONE,
    }
}

/// ".08": decimals with nothing before their sign.
fn pointed(page: &Page<'_>, at: usize) -> Option<Scaled> {
    let sign = page.is(at, '.') || page.is(at, page.pack.decimal());
    let free =
        at == 0 || page.is(at - 1, '-') || page.gap(at) != Gap::None || page.is(at - 1, '(') || page.is(at - 1, '$');
    if !sign || !free || page.gap(at + 1) != Gap::None || page.shape(at + 1) != Some(Shape::Digits) {
        return None;
    }
    let digits = page.word(at + 1);
    let value = Number::decimal(&format!("0.{digits}")).ok()?;
    let mut out = words(at, at + 2, value, Number::ten_to(-i32::try_from(digits.len()).ok()?));
    out.digits = Some(at + 2);
    Some(out)
}

/// "nine point four", "deux virgule cinq": the decimals of a number in words.
fn spoken_decimals(page: &Page<'_>, number: &mut Scaled) {
    let Some(len) = page.sense(number.end, Sense::SpokenPoint) else { return };
    if number.digits.is_some() && page.shape(number.end + len) != Some(Shape::Digits) || number.is_scaled() {
        return;
    }
    let mut text = String::new();
    let mut end = number.end + len;
    while page.gap(end) == Gap::Space && text.len() < 12 {
        if page.shape(end) == Some(Shape::Digits) {
            text.push_str(page.word(end));
            end += 1;
            break;
        }
        // "virgule soixante et onze", but "two point two million" ends before its scale word.
        // "coma mil quinientos setenta y ocho", but not "point two thousand".
        let decimals = |value: u128| value < 100 || value < 10_000 && !value.is_multiple_of(100);
        let whole = spelled(page, end).filter(|n| decimals(n.value) && n.scale == 0).map(|n| (n.value as u64, n.end));
        let Some((digits, behind)) = whole.or_else(|| spoken_digits(page, end)) else { break };
        text.push_str(&digits.to_string());
        end = behind;
    }
    let Ok(fraction) = Number::decimal(&format!("0.{text}")) else { return };
    if text.is_empty() || number.value.as_ref().is_none_or(|v| !v.is_whole()) {
        return;
    }
    number.base = &number.base + &fraction;
    number.value = Some(number.base.clone());
    number.step = Number::ten_to(-i32::try_from(text.len()).unwrap_or(0));
    number.end = end;
    number.digits = None;
    number.plain = None;
    number.plain_word = false;
}

/// One or two digits said as a word: "four", "twenty-five".
fn spoken_digits(page: &Page<'_>, at: usize) -> Option<(u64, usize)> {
    let add = |s: Sense| if let Sense::Add { value, room, .. } = s { Some((value, room)) } else { None };
    let ((tens, room), len) = page.find(at, add)?;
    let behind = at + len;
    let next = behind + usize::from(page.glued(behind, '-'));
    match page.find(next, add) {
        Some(((units, 0), len)) if units > 0 && units < room && page.gap(next) != Gap::Line => {
            Some((tens + units, next + len))
        }
        _ => Some((tens, behind)),
    }
}

/// "10 1/2", "forty-two and a third": a whole number with a share behind it.
fn mixed(page: &Page<'_>, number: &mut Scaled) {
    let at = number.end;
    if number.digits.is_some() && page.glued(at, '-') {
        eighths(page, number);
        return;
    }
    // "dreieinviertel"
    let closed = page.in_word(at);
    if page.gap(at) != Gap::Space && !closed || number.value.as_ref().is_none_or(|v| !v.is_whole()) {
        return;
    }
    let short = |at: usize| (page.shape(at) == Some(Shape::Digits)).then(|| page.word(at).parse::<i64>().ok())?;
    let digits = number.plain.is_some() && page.glued(at + 1, '/') && page.gap(at + 2) == Gap::None;
    let found = match (short(at), short(at + 2)) {
        (Some(n), Some(d)) if digits && 0 < n && n < d && d <= 16 => {
            Number::from(n).over(&Number::from(d)).map(|share| (share, at + 3))
        }
        _ => {
            let and = page.find(at, |s| matches!(s, Sense::And | Sense::FractionJoin).then_some(())).map_or(0, |f| f.1);
            // "3 and 1/2 cups", but "between 3 and 4/5"
            let next = at + and;
            let slash = page.glued(next + 1, '/') && page.gap(next + 2) == Gap::None && page.gap(next) == Gap::Space;
            let open = page.find_before(number.first, |s| matches!(s, Sense::Between).then_some(())).is_some();
            if and > 0
                && number.plain.is_some()
                && slash
                && !open
                && let (Some(n), Some(d)) = (short(next), short(next + 2))
                && 0 < n
                && n < d
                && matches!(d, 2 | 3 | 4 | 8)
                && !page.glued(next + 3, '/')
            {
                return add_share(number, Number::from(n).over(&Number::from(d)), next + 3);
            }
            (and > 0 || closed).then(|| in_parts(page, at + and)).flatten()
        }
    };
    let Some((share, end)) = found.filter(|(share, _)| *share < Number::ONE) else { return };
    // "five billion and three quarters of the staff"
    if number.is_scaled() && page.sense(end, Sense::Of).is_some() {
        return;
    }
    add_share(number, Some(share), end);
}

/// Adds a share to a whole number; it ends before token `end` then.
fn add_share(number: &mut Scaled, share: Option<Number>, end: usize) {
    let Some(share) = share else { return };
    number.base = &number.base + &share;
    number.value = Some(&number.base * &number.scale);
    number.step = &number.scale * &Number::ten_to(-1);
    number.end = end;
    number.digits = None;
    number.plain = None;
    number.plain_word = false;
}

/// "6-1/4 cents", "$5.72-3/4": prices in halves, quarters and eighths of their last digit.
fn eighths(page: &Page<'_>, number: &mut Scaled) {
    let at = number.end + 1;
    let short = |at: usize| {
        let digits = page.shape(at) == Some(Shape::Digits) && page.gap(at) == Gap::None;
        digits.then(|| page.word(at).parse::<i64>().ok())?
    };
    let (Some(n), Some(d)) = (short(at), short(at + 2)) else { return };
    let cut = page.gap(at + 3) == Gap::None
        && match page.shape(at + 3) {
            Some(Shape::Word | Shape::Digits | Shape::Mark('/')) => true,
            Some(Shape::Mark('-')) => page.shape(at + 4) != Some(Shape::Word),
            _ => false,
        };
    if !page.glued(at + 1, '/') || cut || number.is_scaled() || !matches!(d, 2 | 4 | 8 | 16 | 32) || n % 2 == 0 || n > d
    {
        return;
    }
    let Some(share) = Number::from(n).over(&Number::from(d)) else { return };
    number.base = &number.base + &(&share * &number.step);
    number.value = Some(number.base.clone());
    number.step = &number.step * &Number::ten_to(-1);
    number.end = at + 3;
    number.digits = None;
    number.plain = None;
}

/// A share; its precision is a tenth of what its scale words count.
fn shared(first: usize, end: usize, value: Number) -> Scaled {
    let mut out = words(first, end, value, Number::ten_to(-1));
    out.share = true;
    out
}

/// Adds the half that "and a half", "et demi", "rưỡi" say behind a number or its scale word.
fn half(page: &Page<'_>, number: &mut Scaled) {
    // "two-and-a-half"
    let hyphen = usize::from(page.glued(number.end, '-') && page.gap(number.end + 1) == Gap::None);
    let Some(len) = page.sense(number.end + hyphen, Sense::Half).map(|len| len + hyphen) else { return };
    if page.gap(number.end) == Gap::Line {
        return;
    }
    let more = Number::from(1) / 2;
    let end = number.end + len;
    // "one billion and a half million": half of the smaller scale word, which stands behind it.
    if number.is_scaled()
        && let Some((power, more_len)) =
            page.find(end, |s| if let Sense::Scale { power } = s { Some(power) } else { None })
        && page.gap(end) == Gap::Space
    {
        let unit = Number::ten_to(i32::from(power));
        let Some(value) = number.value.clone().filter(|_| unit < number.scale) else { return };
        number.base = value + &more * &unit;
        number.value = Some(number.base.clone());
        number.scale = Number::ONE;
        number.step = unit * Number::ten_to(-1);
        number.end = end + more_len;
        number.digits = None;
        number.compound = true;
        return;
    }
    number.base = &number.base + &more;
    number.step = &number.scale * &Number::ten_to(-1);
    number.value = number.value.take().map(|value| value + &more * &number.scale);
    number.end += len;
    number.plain = None;
    number.plain_word = false;
    number.digits = None;
}

/// Whether a word that is more often no number is one before what it counts ("năm người", but not "trong năm người"), or
/// before the upper end of a range.
fn counts(page: &Page<'_>, at: usize, end: usize) -> bool {
    let before = |s: Sense| matches!(s, Sense::Uncounted | Sense::Add { .. } | Sense::Times { .. }).then_some(());
    let digits = at > 0 && page.shape(at - 1) == Some(Shape::Digits);
    // "từ năm đến mười phần trăm"
    let number = |s: Sense| matches!(s, Sense::Add { .. }).then_some(());
    let range = page.sense(end, Sense::RangeLink).is_some_and(|len| page.find(end + len, number).is_some());
    if range && page.sense(at, Sense::Article).is_none() {
        return true;
    }
    page.gap(end) == Gap::Space
        && page.sense(end, Sense::Counted).is_some()
        && page.sense(at, Sense::Article).is_none()
        && !digits
        && page.find_before(at, before).is_none()
}

fn in_words(page: &Page<'_>, at: usize) -> Option<Scaled> {
    if !page.is_known(at) {
        return None;
    }
    let number = spelled(page, at)?;
    let mut out = words(at, number.end, Number::whole(number.value), Number::ten_to(i32::from(number.scale)));
    out.scale = Number::ten_to(i32::from(number.scale));
    // "hai trăm rưỡi": the half is one of what was multiplied.
    // Behind "and" it is half of one: "one hundred and a half".
    let half = page.sense(number.end, Sense::Half).is_some() && page.sense(number.end, Sense::And).is_none();
    if number.scale == 0 && number.factor > 1 && half {
        out.scale = Number::whole(number.factor);
    }
    out.base = out.value.as_ref().and_then(|v| v.over(&out.scale))?;
    out.plain_word =
        number.single && page.folded(at, |word| page.pack.is_plain_word(word)) && !counts(page, at, number.end);
    out.article = number.article;
    out.times = Number::whole(number.factor);
    Some(out)
}

/// Takes the scale words behind a number.
fn scale(page: &Page<'_>, number: &mut Scaled, money: bool) {
    loop {
        let mut at = number.end;
        // "1.4-billion-dollar", "1,4 million de milliards".
        if page.glued(at, '-') && page.gap(at + 1) == Gap::None {
            at += 1;
        } else if number.is_scaled()
            && let Some(of) = page.sense(at, Sense::Of)
        {
            at += of;
        }
        if page.gap(at) == Gap::Line && at == page.len() {
            return;
        }
        let Some((factor, len)) = page.hits(at).find_map(|hit| {
            let factor = match hit.sense {
                Sense::Scale { power } => Number::ten_to(i32::from(power)),
                // "50 cents" are money, "3 hundred" are not.
                Sense::Times { value: value @ (12 | 100 | 1000), .. }
                    if value != 100 || page.find(at, minor).is_none() =>
                {
                    Number::from(i64::try_from(value).ok()?)
                }
                Sense::ScaleShort { power, money_only }
                    if (!money_only
                        || money
                        || money_behind(page, at + 1)
                        || power == 6 && page.gap(at) == Gap::None && counts_millions(page, number, at + 1))
                        && (page.word(at).len() > 1
                            || money
                            || page.gap(at) == Gap::None
                            || money_behind(page, at + 1)
                            // "2.33 k"
                            || number.digits.is_some()
                                && number.step < Number::ONE
                                && page.gap(at) == Gap::Space
                                && page.shape(at + 1).is_none_or(|s| matches!(s, Shape::Mark('.' | ',' | ')')))) =>
                {
                    Number::ten_to(i32::from(power))
                }
                _ => return None,
            };
            Some((factor, hit.tokens))
        }) else {
            return;
        };
        if number.scale >= Number::ten_to(MOST_SCALE) {
            return;
        }
        number.scale = &number.scale * &factor;
        number.step = &number.step * &factor;
        number.value = number.value.take().map(|v| v * &factor);
        number.end = at + len;
        number.plain = None;
        number.plain_word = false;
    }
}

/// Whether what follows "1.4m" is counted and not measured: "1.4m units", "2m tonnes", "12m people".
fn counts_millions(page: &Page<'_>, number: &Scaled, at: usize) -> bool {
    if page.gap(at) != Gap::Space || page.shape(at) != Some(Shape::Word) {
        return false;
    }
    let word = page.word(at);
    let amount = |s: Sense| match s {
        Sense::Unit { measure, symbol: false } => {
            (measure.quantity() != "length" && measure.quantity() != "duration").then_some(())
        }
        Sense::Money { prefix: false, .. } => Some(()),
        _ => None,
    };
    let plural = &page.pack.nouns.plural;
    let counted = &page.pack.nouns.counted;
    let people = counted.iter().chain(plural).any(|p| p.len() > 2 && p == word);
    let ending = !word.ends_with("ss") && plural.iter().any(|p| word.ends_with(p.as_str()));
    let noun = ending && page.hits(at).next().is_none() && word.chars().all(char::is_lowercase);
    page.find(at, amount).is_some() || people || number.step < Number::ONE && noun
}

/// The hundredth of a currency ("cents").
pub fn minor(sense: Sense) -> Option<Currency> {
    if let Sense::MoneyMinor { currency, cents: 1 } = sense { Some(currency) } else { None }
}

/// "5 M€", "5 M d'euros".
fn money_behind(page: &Page<'_>, at: usize) -> bool {
    let money = |at: usize| page.find(at, |s| matches!(s, Sense::Money { .. }).then_some(())).is_some();
    // "120 M USD": a code, and not that of the next amount.
    let code = || {
        let word = page.word(at);
        page.gap(at) == Gap::Space
            && (word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) || word == "€" || word == "$")
            && !(page.gap(at + 1) == Gap::None && page.shape(at + 1) == Some(Shape::Digits))
    };
    (page.gap(at) == Gap::None || code()) && money(at) || page.sense(at, Sense::Of).is_some_and(|of| money(at + of))
}

/// "2 million 500 thousand": a smaller scaled number right behind a larger one.
fn add_smaller(page: &Page<'_>, number: &mut Scaled, money: bool) {
    while number.scale >= Number::from(1000)
        && page.gap(number.end) == Gap::Space
        && page.shape(number.end) == Some(Shape::Digits)
    {
        let Some(rest) = alone(page, number.end, money) else { return };
        let (Some(value), Some(more)) = (&number.value, &rest.value) else { return };
        // In falling order: "2 million 500 thousand", not "1 million 1 million".
        if !(rest.is_scaled() || rest.compound) || *more >= number.step {
            return;
        }
        let sum = value + more;
        // The scale of the last one bounds what may still follow; the sum itself is written out.
        number.base = sum.clone();
        number.value = Some(sum);
        number.scale = rest.scale;
        number.step = rest.step;
        number.end = rest.end;
        number.digits = None;
        number.compound = true;
    }
    if number.compound && number.scale != Number::ONE {
        number.scale = Number::ONE;
    }
}

/// "several thousand", "plusieurs milliers de milliards", "hundreds of millions": an amount without a value.
fn vague(page: &Page<'_>, at: usize) -> Option<Scaled> {
    let counted = page.sense(at, Sense::Vague);
    let mut end = at + counted.unwrap_or(0);
    let mut collectives = 0;
    let mut scale = Number::ONE;
    // More scale words than these make no amount.
    while collectives < 6 {
        let behind = if collectives > 0 { end + page.sense(end, Sense::Of).unwrap_or(0) } else { end };
        // "milliers" are thousands before they are merely many.
        let exact = page.find(behind, |s| if let Sense::Scale { power } = s { Some(i32::from(power)) } else { None });
        let found = exact.or_else(|| {
            page.hits(behind).find_map(|hit| {
                let power = match hit.sense {
                    Sense::Times { value: 10, .. } => 1,
                    Sense::Collective => 2,
                    Sense::Times { value: 100, .. } => 2,
                    Sense::Times { value: 1000, .. } => 3,
                    _ => return None,
                };
                Some((power, hit.tokens))
            })
        });
        let Some((power, len)) = found else { break };
        scale = scale * Number::ten_to(power);
        collectives += 1;
        end = behind + len;
    }
    if collectives < 2 && !(collectives == 1 && counted.is_some()) {
        return None;
    }
    let mut out = words(at, end, Number::ONE, scale.clone());
    // "hundred thousand dollars" leaves out its article.
    let times = |s: Sense| matches!(s, Sense::Times { value: 100, .. }).then_some(());
    let exact = counted.is_none() && page.find(at, times).is_some() && page.sense(at, Sense::Collective).is_none();
    out.value = exact.then(|| scale.clone());
    out.scale = scale;
    Some(out)
}
