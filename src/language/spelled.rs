//! Numbers in words.
//!
//! One rule serves every pack: number words stand in falling order; a word may be added where the one before has room
//! for it ("twenty" for 1 to 9, "soixante" for 1 to 19), and one that multiplies takes all smaller ones before it
//! ("two hundred and five thousand": 2 → 200 → 205 → 205,000).

use smallvec::SmallVec;

use super::lexicon::Sense;
use super::page::Page;
use super::token::Gap;

/// A number that was read in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Its tokens are `first..end`.
    pub end: usize,
    pub value: u128,
    /// The scale word it ends with, as a power of ten: the unit that it is written in.
    pub scale: u8,
    /// It began with an article ("a million").
    pub article: bool,
    /// It is one word ("one", "neuf").
    pub single: bool,
    /// What its last word multiplies by, 1 where it adds: a half behind it is half of that ("hai trăm rưỡi").
    pub factor: u128,
    /// What may still be added is smaller than this: 10 behind "twenty".
    pub room: u128,
}

/// The values of the words so far that were not multiplied yet, each with its room.
type Parts = SmallVec<[(u128, u128); 4]>;

/// Above this nothing more is multiplied: news has no use for it, and the arithmetic stays exact.
const MOST: u128 = 10u128.pow(27);

/// Reads the number in words that begins at token `at`, the longest that the rule allows.
pub fn spelled(page: &Page<'_>, at: usize) -> Option<Spelled> {
    // It is asked at most words that stand beside figures: few can begin a number.
    if page.may_open(at) { page.once_spelled(at, || read(page, at)) } else { None }
}

fn read(page: &Page<'_>, at: usize) -> Option<Spelled> {
    if !page.hits(at).any(|h| begins(h.sense)) {
        return None;
    }
    let mut parts = Parts::new();
    let mut next = at;
    let mut article = false;
    let mut scale = 0;
    let mut words = 0;
    let mut factor = 1;
    if let Some(len) = page.sense(at, Sense::Article)
        && page.find(at + len, multiplier).is_some()
        && page.gap(at + len) == Gap::Space
    {
        parts.push((1, 0));
        article = true;
        next = at + len;
    }
    while let Some((start, joined)) = next_word(page, at, next, &parts) {
        if let Some(end) = swapped(page, start, &mut parts) {
            (next, factor, scale) = (end, 1, 0);
            words += 1;
            continue;
        }
        if let Some(end) = no_hundreds(page, start, &parts) {
            next = end;
            continue;
        }
        let Some((end, took)) = take(page, start, &mut parts, joined) else { break };
        let multiplied = page.find(start, multiplier).is_some();
        factor = parts.last().filter(|_| multiplied).map_or(1, |part| part.1.max(1));
        scale = took;
        next = end;
        words += 1;
    }
    if words == 0 || parts.is_empty() {
        return None;
    }
    let value = parts.iter().map(|p| p.0).sum();
    let room = parts.last().map_or(0, |p| p.1);
    Some(Spelled { end: next, value, scale, article, single: words == 1 && !article, factor, room })
}

/// Where the next number word may begin: right here, or behind a hyphen or the pack's joiner.
fn next_word(page: &Page<'_>, first: usize, next: usize, parts: &[(u128, u128)]) -> Option<(usize, bool)> {
    if next == first || parts.is_empty() {
        return Some((next, false));
    }
    if page.glued(next, '-') && page.gap(next + 1) == Gap::None {
        // "vingt-et-un" has the joiner between hyphens.
        if let Some(behind) = joiner(page, next + 1, parts).filter(|b| page.glued(*b, '-')) {
            return Some((behind + 1, true));
        }
        return Some((next + 1, false));
    }
    let closed = page.in_word(next);
    if page.gap(next) == Gap::None && !closed {
        return None;
    }
    match joiner(page, next, parts) {
        Some(behind) if page.gap(behind) != Gap::None || closed && page.in_word(behind) => Some((behind, true)),
        _ => Some((next, false)),
    }
}

/// "fünf-und-dreißig": the tens behind a unit and the word between them; gives the token behind.
fn swapped(page: &Page<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let len = page.sense(at, Sense::Swap)?;
    let tens = at + len;
    let unit = parts.last().copied().filter(|part| (1..10).contains(&part.0))?;
    if !page.in_word(at) || !page.in_word(tens) {
        return None;
    }
    let (value, took) = page.find(tens, |s| match s {
        Sense::Add { value, room: 10, .. } => Some(u128::from(value)),
        _ => None,
    })?;
    let room = parts.len().checked_sub(2).and_then(|i| parts.get(i)).map(|part| part.1);
    if room.is_some_and(|room| value + unit.0 >= room) {
        return None;
    }
    parts.pop();
    parts.push((value + unit.0, 0));
    Some(tens + took)
}

/// "hai nghìn không trăm mười một": hundreds of which there are none, between others.
fn no_hundreds(page: &Page<'_>, at: usize, parts: &[(u128, u128)]) -> Option<usize> {
    let zero = |s: Sense| matches!(s, Sense::Add { value: 0, .. }).then_some(());
    let hundred = |s: Sense| matches!(s, Sense::Times { value: 100, .. }).then_some(());
    parts.last().filter(|part| part.1 >= 1000)?;
    let len = page.find(at, zero)?.1;
    Some(at + len + page.find(at + len, hundred)?.1)
}

/// The token behind the pack's joiner, if it stands at `at` and may.
fn joiner(page: &Page<'_>, at: usize, parts: &[(u128, u128)]) -> Option<usize> {
    let joiner = page.pack.joiner.as_ref()?;
    let room = parts.last()?.1;
    let joins = || page.folded(at, |word| joiner.words.iter().any(|joiner| joiner == word));
    (room >= u128::from(joiner.room) && joins()).then_some(at + 1)
}

/// Takes one number word; gives the token behind it and, for a scale word, its power.
fn take(page: &Page<'_>, at: usize, parts: &mut Parts, joined: bool) -> Option<(usize, u8)> {
    let room = parts.last().map(|p| p.1);
    for hit in page.hits(at) {
        let end = at + hit.tokens;
        match hit.sense {
            // "ba nghìn không trăm linh một": no hundreds; what follows is less than one.
            Sense::Add { value: 0, .. } => {
                let times = |s: Sense| if let Sense::Times { value, .. } = s { Some(u128::from(value)) } else { None };
                let group = page.find(end, times).filter(|_| page.gap(end) != Gap::None);
                match (group, room) {
                    (Some((factor, len)), Some(room)) if room > factor => {
                        parts.push((0, factor));
                        return Some((end + len, 0));
                    }
                    (_, None) => {
                        parts.push((0, 0));
                        return Some((end, 0));
                    }
                    _ => {}
                }
            }
            Sense::Add { value, room: own, lone } => {
                let value = u128::from(value);
                let fits = room.is_none_or(|room| value < room);
                let may = !joined
                    || page
                        .pack
                        .joiner
                        .as_ref()
                        .is_none_or(|j| j.before.is_empty() || j.before.iter().any(|b| u128::from(*b) == value));
                let multiplied = page.gap(end) != Gap::None && page.find(end, multiplier).is_some();
                // "ba tỉ tư", "một trăm hai": so many tenths of what was counted.
                let counted = |s: Sense| matches!(s, Sense::Add { .. } | Sense::Half).then_some(());
                let hundreds = room.filter(|room| *room >= 100 && page.pack.tenths && !joined && !multiplied);
                if let Some(room) = hundreds
                    && (1..10).contains(&value)
                    && page.find(at, |s| matches!(s, Sense::Unit { .. }).then_some(())).is_none()
                    && page.find(end, counted).is_none()
                {
                    parts.push((value * room / 10, 0));
                    return Some((end, 0));
                }
                if fits && may && (!lone || joined || parts.is_empty() || multiplied) {
                    parts.push((value, u128::from(own)));
                    return Some((end, 0));
                }
            }
            Sense::Times { value, alone } if !joined || alone => {
                let value = u128::from(value);
                if multiply(parts, value, alone) {
                    return Some((end, 0));
                }
            }
            Sense::Scale { power } if !joined && multiply(parts, 10u128.pow(u32::from(power.min(30))), false) => {
                return Some((end, power));
            }
            _ => {}
        }
    }
    None
}

/// Multiplies the smaller numbers before by `factor`; one that may stand alone counts as once.
fn multiply(parts: &mut Parts, factor: u128, alone: bool) -> bool {
    let keep = parts.iter().rposition(|p| p.0 >= factor).map_or(0, |i| i + 1);
    let count: u128 = parts[keep..].iter().map(|p| p.0).sum();
    if count == 0 {
        if !alone || parts.last().is_some_and(|p| p.1 <= factor) || parts.iter().any(|p| p.0 == 0) {
            return false;
        }
    } else if count.saturating_mul(factor) > MOST {
        return false;
    }
    let total = count.max(1) * factor;
    if keep > 0 && parts[keep - 1].1 <= total {
        return false;
    }
    parts.truncate(keep);
    parts.push((total, factor));
    true
}

/// Whether a number in words can begin with a word of this sense.
const fn begins(sense: Sense) -> bool {
    matches!(sense, Sense::Article | Sense::Add { .. } | Sense::Times { .. } | Sense::Scale { .. })
}

fn multiplier(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Times { .. } | Sense::Scale { .. }).then_some(())
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    fn number(text: &str, code: &str) -> Option<(u128, String)> {
        let page = Page::new(text, Language::of_code(code).map(Language::pack)?);
        let number = spelled(&page, 0)?;
        Some((number.value, page.span(0, number.end).of(text).to_owned()))
    }

    #[test]
    fn english_and_french_number_words() {
        for (code, text, value) in [
            ("en", "twenty-five", 25),
            ("en", "two hundred and five thousand three hundred", 205_300),
            ("en", "a hundred", 100),
            ("en", "one million two hundred thousand", 1_200_000),
            ("en", "Forty two", 42),
            ("fr", "quatre-vingt-dix-sept", 97),
            ("fr", "soixante et onze", 71),
            ("fr", "vingt-et-un", 21),
            ("fr", "deux cent mille", 200_000),
            ("fr", "mille neuf cent quatre-vingt-quatre", 1984),
            ("fr", "mille milliards", 1_000_000_000_000),
            ("fr", "nonante-neuf", 99),
            ("fr", "cinq cents millions", 500_000_000),
            ("vi", "ba nghìn không trăm linh một", 3001),
            ("vi", "hai triệu không trăm mười lăm nghìn", 2_015_000),
        ] {
            assert_eq!(number(text, code), Some((value, text.to_owned())), "{text}");
        }
    }

    #[test]
    fn numbers_stop_where_the_rule_stops() {
        for (code, text, value, taken) in [
            ("en", "two three", 2, "two"),
            ("en", "twenty and five", 20, "twenty"),
            ("fr", "deux et un", 2, "deux"),
            ("fr", "trois des dix", 3, "trois"),
            ("en", "ten of the fourteen", 10, "ten"),
        ] {
            assert_eq!(number(text, code), Some((value, taken.to_owned())), "{text}");
        }
        assert_eq!(number("million", "en"), None);
        assert_eq!(number("an apple", "en"), None);
    }
}
