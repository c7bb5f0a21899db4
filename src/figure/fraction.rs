//! Shares in words: "half", "two thirds", "un quart", "ba phần tư".

use super::numeral::numeral;
use super::rank::ranked;
use crate::language::{Gap, Link, Modifiers, Page, Sense, Shape, fold, spelled};
use crate::number::Number;

/// Reads the share at token `at`: its value and the token behind it. Ordinals of the same form ("a third runway") are
/// left alone.
pub fn fraction(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    whole_phrase(page, at).or_else(|| upper_and_lower(page, at)).or_else(|| lower_of_unit(page, at))
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
        |at: usize| page.find(at, |s| (multiplied(s) || matches!(s, Sense::Unit { .. })).then_some(())).is_some();
    let joined = page.glued(end, '-') && !counted(end + 1);
    // "medio millón", "media hora", but not "la media" nor "medio campo".
    let unbound = page.sense(at, Sense::FractionBound).is_some_and(|bound| bound == len && !counted(end));
    if ordinal.is_some()
        || unbound
        || joined
        || at > 0 && page.glued(at, '-')
        || page.gap(at) == Gap::None && at > 0 && page.is(at - 1, '-')
    {
        return None;
    }
    Some((Number::from(i64::from(n)).over(&Number::from(i64::from(d)))?, end))
}

/// Whether a share of it is a number: "half a million", "half a dozen".
pub const fn multiplied(sense: Sense) -> bool {
    matches!(sense, Sense::Scale { .. } | Sense::Times { value: 12 | 1000, .. })
}

/// "a third", "two fifths": a share of an upper and a lower number.
pub fn in_parts(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    upper_and_lower(page, at)
}

/// A number with the word for its lower half: "two thirds", "trois quarts", "ba phần tư", "three twenty-firsts".
fn upper_and_lower(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    // Most numbers in digits are soon known to be no upper one.
    let one = || {
        let lower = at + 1 + usize::from(page.glued(at + 1, '-'));
        page.word(at).len() <= 2 && (page.may_open(lower) || page.sense(at + 1, Sense::FractionLink).is_some())
    };
    if page.shape(at) == Some(Shape::Digits) && !one() {
        return None;
    }
    let (upper, article, end) = upper(page, at)?;
    if let Some(link) = page.sense(end, Sense::FractionLink) {
        let (lower, behind) = small(page, end + link)?;
        // "one over twenty", but "3 over 10 years", "4 over five sets": there it counts.
        let hedge = page.find(end, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).is_some();
        let counts = noun_follows(page, behind) || counted(page, behind) || page.is(behind, '%');
        return if hedge && (counts || upper >= lower) { None } else { share(upper, lower).map(|v| (v, behind)) };
    }
    let digits = page.shape(at) == Some(Shape::Digits);
    let glued = page.glued(end, '-');
    // "five - eighths": copy that was cut into words.
    let apart =
        !digits && upper < 20 && page.is(end, '-') && page.gap(end) == Gap::Space && page.gap(end + 1) == Gap::Space;
    let next = if glued || apart { end + 1 } else { end };
    if page.gap(next) == Gap::Line {
        return None;
    }
    let lower = lower(page, next)?;
    // Four quarters and more are parts of years.
    if lower.value == 4 && upper >= 4 && lower.plural {
        return None;
    }
    // "a third runway", "un troisième", "three fifth graders": an ordinal where a noun follows.
    let firm = glued && upper == 1 && !article;
    // "cent trillionième" ranks.
    if lower.ordinal && upper > 1 && lower.value >= 100 {
        return None;
    }
    let noun = noun_follows(page, lower.end);
    if lower.ordinal && (digits || !firm && noun || page.glued(lower.end, '-')) {
        return None;
    }
    // "un troisième a été arrêté" counts on; "deux troisièmes places" are places.
    let said = page.sense(lower.end, Sense::Of).is_some() || lower.end == page.len();
    if article && !lower.share && !said || noun && lower.agrees && plural_word(page, lower.end) {
        return None;
    }
    share(upper, i64::try_from(lower.value).ok()?).map(|value| (value, lower.end))
}

/// "one hundred and three quarters", "vingt et un cinquième": a whole number whose last words, behind "and", are the
/// upper number of a share. Gives both and the token behind.
pub fn with_whole(page: &Page<'_>, at: usize) -> Option<(Number, Number, usize)> {
    if page.shape(at) != Some(Shape::Word) {
        return None;
    }
    let joiner = page.pack.joiner.as_ref()?;
    let all = spelled(page, at)?;
    let next = if page.glued(all.end, '-') { all.end + 1 } else { all.end };
    let lower = lower(page, next).filter(|_| page.gap(next) != Gap::Line)?;
    let split = (at + 1..all.end).rev().find(|i| page.sense(*i, Sense::And).is_some())?;
    let tail = spelled(page, split + 1).filter(|n| n.end == all.end)?;
    // "vingt et un" is a number by itself: only "un cinquième" in the singular is a share of its own.
    let own = joiner.before.is_empty() || tail.value == 1;
    let fits = 0 < tail.value && tail.value < u128::from(lower.value) && tail.value < all.value;
    if !own || !fits || (tail.value == 1) == lower.plural || lower.ordinal && noun_follows(page, lower.end) {
        return None;
    }
    let part = Number::whole(tail.value).over(&Number::whole(u128::from(lower.value)))?;
    Some((Number::whole(all.value - tail.value), part, lower.end))
}

/// "quarter of a mile", "quart de litre", "quarter-litre": the lower number alone, of a unit or a scale word.
fn lower_of_unit(page: &Page<'_>, at: usize) -> Option<(Number, usize)> {
    let lone = |s: Sense| if let Sense::Denominator { value, lone: true } = s { Some(value) } else { None };
    let firm = |s: Sense| if let Sense::Ordinal { value, loose: false } = s { Some(value) } else { None };
    let ordinal = page.find(at, firm).is_some();
    let (lower, len) = page.find(at, lone).or_else(|| page.find(at, firm))?;
    let end = at + len;
    let ranked = |s: Sense| {
        matches!(s, Sense::Ordinal { .. } | Sense::Interloper | Sense::Add { .. } | Sense::Times { .. }).then_some(())
    };
    let ranked = at > 0 && (page.find_before(at, ranked).is_some() || page.gap(at) == Gap::None);
    // "le tiers des députés"
    let partitive = |s: Sense| matches!(s, Sense::RatioLink(Link::Partitive)).then_some(());
    let share_of = page.pack.nouns.modifiers == Modifiers::After && !ordinal && !page.word(end - 1).ends_with("ts");
    if share_of && !ranked && page.find(end, partitive).is_some() && page.gap(end) == Gap::Space {
        return share(1, i64::try_from(lower).ok()?).map(|value| (value, end));
    }
    let (next, article) = if page.glued(end, '-') {
        (end + 1, true)
    } else {
        let of = page.sense(end, Sense::Of)?;
        let article = page.sense(end + of, Sense::Article);
        (end + of + article.unwrap_or(0), article.is_some())
    };
    // "quarter of year" is a part of the calendar.
    let fits = |s: Sense| match s {
        Sense::Unit { measure, .. } => (article || measure.quantity() != "duration").then_some(()),
        Sense::Scale { .. } => Some(()),
        _ => None,
    };
    let plural = page.word(end - 1).ends_with('s') && lower > 3;
    let found = page.gap(next) != Gap::Line && page.shape(next) == Some(Shape::Word) && page.find(next, fits).is_some();
    (found && !ranked && !plural).then(|| share(1, i64::try_from(lower).ok()?).map(|value| (value, end)))?
}

fn share(n: i64, d: i64) -> Option<Number> {
    (n > 0 && d > 1).then(|| Number::from(n).over(&Number::from(d)))?
}

/// The upper number, whether it is an article, and the token behind it.
fn upper(page: &Page<'_>, at: usize) -> Option<(i64, bool, usize)> {
    if let Some((value, end)) = small(page, at) {
        return Some((value, page.sense(at, Sense::Article).is_some() && value == 1, end));
    }
    page.sense(at, Sense::Article).map(|len| (1, true, at + len))
}

fn small(page: &Page<'_>, at: usize) -> Option<(i64, usize)> {
    if page.shape(at)? == Shape::Digits {
        let n = numeral(page, at).filter(|n| n.plain.is_some_and(|digits| digits <= 2))?;
        return Some((n.value.as_i64()?, n.end));
    }
    let n = spelled(page, at)?;
    Some((i64::try_from(n.value).ok()?, n.end))
}

/// The lower number of a share.
struct Lower {
    value: u64,
    end: usize,
    plural: bool,
    /// The same word is an ordinal.
    ordinal: bool,
    /// It is a word for shares, not only an ordinal.
    share: bool,
    /// The plural of an ordinal where adjectives agree with their noun.
    agrees: bool,
}

/// "thirds", "cinquième", "twenty-firsts" at token `at`.
fn lower(page: &Page<'_>, at: usize) -> Option<Lower> {
    if !page.may_open(at) {
        return None;
    }
    let lone = |s: Sense| if let Sense::Denominator { value, lone: true } = s { Some(value) } else { None };
    let firm = |s: Sense| if let Sense::Ordinal { value, loose: false } = s { Some(value) } else { None };
    let ordinal = page.find(at, |s| matches!(s, Sense::Ordinal { .. }).then_some(())).is_some();
    if let Some((value, len)) = page.find(at, lone).or_else(|| page.find(at, firm)) {
        let word = page.word(at + len - 1);
        let plural = !ordinal && word.ends_with('s');
        let agrees =
            plural && page.pack.nouns.modifiers == Modifiers::After && is_ordinal(page, &word[..word.len() - 1]);
        let share = page.find(at, lone).is_some();
        return Some(Lower { value, end: at + len, plural, ordinal, share, agrees });
    }
    let (value, end, plural) = ranked(page, at)?;
    // "thirty seconds" are half a minute: of the loose ones only those joined by a hyphen.
    let last = end - 1;
    let loose = |s: Sense| {
        matches!(s, Sense::Ordinal { loose: true, .. } | Sense::Denominator { lone: false, .. }).then_some(())
    };
    if page.find(last, loose).is_some()
        && !page.glued(last - 1, '-')
        && page.find(last, |s| matches!(s, Sense::Unit { .. }).then_some(())).is_some()
    {
        return None;
    }
    Some(Lower { value: u64::try_from(value).ok()?, end, plural, ordinal: !plural, share: false, agrees: false })
}

fn is_ordinal(page: &Page<'_>, word: &str) -> bool {
    page.pack.lexicon.senses(&fold(word)).any(|sense| matches!(sense, Sense::Ordinal { .. }))
}

fn plural_word(page: &Page<'_>, at: usize) -> bool {
    page.pack.nouns.plural.iter().any(|ending| page.word(at).ends_with(ending.as_str()))
}

fn counted(page: &Page<'_>, at: usize) -> bool {
    let unit = |s: Sense| {
        matches!(s, Sense::Unit { .. } | Sense::Scale { .. } | Sense::Money { .. } | Sense::Percent).then_some(())
    };
    page.find(at, unit).is_some()
}

fn noun_follows(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Word)
        && page.gap(at) == Gap::Space
        && page.sense(at, Sense::Function).is_none()
        && page.sense(at, Sense::Of).is_none()
        && !counted(page, at)
        // "a tenth lower"
        && page.find(at, |s| matches!(s, Sense::FoldAfter | Sense::More(_)).then_some(())).is_none()
}
