//! Ways to write money beside "$5 million": codes with a scale letter, letters before the sign, cents behind the
//! dollars, the currency's word before the number.

use super::amount::Amount;
use super::number::{Scaled, minor, scaled};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Currency, Unit};

/// A currency written at token `at` before or behind a number, and what its letters multiply that by: "AUD", "MEUR",
/// "aud$". Gives the token behind it too.
pub struct Written {
    pub currency: Currency,
    pub factor: Number,
    pub end: usize,
}

/// "MEUR", "kUSD": an ISO code with a scale letter before it.
pub fn scaled_code(page: &Page<'_>, at: usize) -> Option<Written> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Word) || !(4..=6).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let (scale, code) = word.split_at(word.len() - 3);
    // Asked at most words of a text; the code is in capitals.
    if !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let power = page.pack.short_scale(scale)?;
    let known = Currency::ISO.split_whitespace().any(|iso| iso == code) && !Currency::WORDS.contains(&code);
    let currency = Currency::of_code(code).filter(|_| known)?;
    Some(Written { currency, factor: Number::ten_to(i32::from(power)), end: at + 1 })
}

/// "aud$", "NZD$": a code in any case that the dollar sign is glued to.
pub fn coded_sign(page: &Page<'_>, at: usize) -> Option<Written> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Word) || word.len() != 3 || !page.glued(at + 1, '$') {
        return None;
    }
    let code = word.to_ascii_uppercase();
    let known = Currency::ISO.split_whitespace().any(|iso| iso == code);
    let currency = Currency::of_code(&code).filter(|_| known)?;
    Some(Written { currency, factor: Number::ONE, end: at + 2 })
}

/// "ringgit 42", "dollar 22.5 million": the word before a number that has no unit of its own and counts nothing.
pub fn word_before(page: &Page<'_>, at: usize) -> Option<(Currency, Scaled)> {
    let word = |s: Sense| if let Sense::Money { currency, prefix: false } = s { Some(currency) } else { None };
    let (currency, len) = page.find(at, word)?;
    let inner = at + len;
    let name = page.word(inner - 1);
    let plain = page.shape(inner - 1) == Some(Shape::Word) && name.chars().all(char::is_lowercase) && name.len() > 2;
    // "has won 15": a word that does other work is no currency before a number.
    let other = |h: crate::language::Hit| {
        let amount = matches!(h.sense, Sense::Money { .. } | Sense::MoneyMaybe { .. } | Sense::UnitMaybe { .. });
        h.tokens == 1 && !amount && !matches!(h.sense, Sense::Unit { .. })
    };
    if len == 1 && page.hits(at).any(other) {
        return None;
    }
    // "the yen 147 to the dollar", "20 euros 50": an article or a number belongs to the word.
    let free = at.checked_sub(1).is_none_or(|before| {
        let other =
            |s: Sense| matches!(s, Sense::Definite | Sense::Article | Sense::Determiner | Sense::Of).then_some(());
        page.shape(before) == Some(Shape::Word)
            && page.hits(before).all(|h| other(h.sense).is_none())
            && page.sense(before, Sense::Function).is_some()
            || page.gap(at) == Gap::Line
    });
    if !plain || !free || page.gap(inner) != Gap::Space || page.shape(inner) != Some(Shape::Digits) {
        return None;
    }
    let number = scaled(page, inner, true)?;
    let year = number.plain == Some(4);
    let behind = number.end;
    let ends = page.gap(behind) == Gap::Line
        || page.shape(behind) == Some(Shape::Word)
            && page.sense(behind, Sense::Function).is_some()
            && page.find(behind, unit).is_none()
        || matches!(page.shape(behind), Some(Shape::Mark('.' | ',' | ')' | ';' | ':')));
    (!year && ends).then_some((currency, number))
}

fn unit(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Unit { .. } | Sense::Money { .. } | Sense::Percent | Sense::Scale { .. }).then_some(())
}

/// "3 dollars 50 cents", "$20 and 43c", "15 dollars 50": a whole amount with the hundredths behind it.
pub fn with_minor(page: &Page<'_>, sum: &Amount) -> Option<Amount> {
    let Some(Unit::Money(_)) = sum.unit else { return None };
    let value = sum.number.value.as_ref().filter(|v| v.is_whole())?;
    if sum.number.is_scaled() || sum.number.compound {
        return None;
    }
    let comma = usize::from(page.glued(sum.end, ','));
    // "diez dólares con cincuenta centavos"
    let and = page.sense(sum.end + comma, Sense::And).or(page.sense(sum.end + comma, Sense::FractionJoin)).unwrap_or(0);
    let at = sum.end + comma + and;
    if page.gap(at) != Gap::Space {
        return None;
    }
    let rest = scaled(page, at, false).filter(|n| !n.is_scaled() && !n.share)?;
    // "quarante-cinq cents" is 4,500 by itself.
    let hundreds = rest.digits.is_none() && page.find(rest.end - 1, minor).is_some();
    let cents = rest.value.clone().map(|v| if hundreds { v * Number::ten_to(-2) } else { v });
    let cents = cents.filter(|v| v.is_whole() && *v < Number::from(100))?;
    let end = match page.find(rest.end, minor) {
        _ if hundreds => rest.end,
        Some((_, len)) if page.gap(rest.end) != Gap::Line => rest.end + len,
        // "15 dollars 50" and no "15 dollars 50 ans plus tard".
        _ if and + comma == 0
            && (rest.plain == Some(2) || rest.digits.is_none() && cents >= Number::from(10))
            && page.shape(sum.end - 1) == Some(Shape::Word)
            && !sum.prefixed =>
        {
            let behind = rest.end;
            let ends = page.gap(behind) == Gap::Line
                || page.shape(behind) == Some(Shape::Word)
                    && page.sense(behind, Sense::Function).is_some()
                    && page.find(behind, unit).is_none()
                    && page.gap(behind) == Gap::Space
                || matches!(page.shape(behind), Some(Shape::Mark('.' | ',' | ')' | ';')))
                    && page.shape(behind + 1) != Some(Shape::Digits);
            ends.then_some(behind)?
        }
        // "twenty ringgit and 43": nothing else is said.
        _ if and > 0
            && (rest.end == page.len() || rest.end + 1 == page.len() && page.glued(rest.end, '.'))
            && cents >= Number::from(10) =>
        {
            rest.end
        }
        _ => return None,
    };
    let hundredth = Number::ten_to(-2);
    let value = value + &(cents * &hundredth);
    let mut number = sum.number.clone();
    number.base = value.clone();
    number.value = Some(value);
    number.step = hundredth;
    number.end = rest.end;
    number.digits = None;
    number.plain = None;
    number.compound = true;
    number.plain_word = false;
    Some(Amount { end, number, ..sum.clone() })
}
