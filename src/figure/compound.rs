//! Figures of two numbers: ratios, ranges, scores.

use super::amount::{Amount, amount, amount_with};
use super::context::{aged, hedge, noun};
use super::model::Hedge;
use super::number::Scaled;
use crate::language::{Direction, Gap, Link, Page, Sense, Shape};
use crate::number::Number;
use crate::units::Unit;

/// Two numbers that a reader takes as one figure: tokens up to `end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub end: usize,
    pub first: Amount,
    pub second: Amount,
    pub how: How,
    /// Tokens of the counted noun where it stands between the two ("24 localités sur 28").
    pub noun: Option<(usize, usize)>,
}

/// What the two numbers are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// N of M.
    Ratio,
    /// One number over another: a fraction such as 3/4.
    Fraction,
    Range,
    Score,
}

/// The compound that begins with `first`, if one does.
pub fn pair(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    slashed(page, first).or_else(|| ratio(page, first)).or_else(|| range(page, first)).or_else(|| score(page, first))
}

/// "4/10", "1/4 mile".
fn slashed(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    let at = first.end;
    let digits = |at: usize| page.shape(at) == Some(Shape::Digits);
    let whole = first.unit.is_none() && !first.number.is_scaled() && first.number.count().is_some();
    if !whole || !digits(first.number.first) || !page.glued(at, '/') || page.gap(at + 1) != Gap::None || !digits(at + 1)
    {
        return None;
    }
    let second = amount(page, at + 1)?;
    if second.number.plain.is_none() || second.number.count()? == 0 || page.glued(second.number.end, '/') {
        return None;
    }
    let (n, m) = (first.number.count()?, second.number.count()?);
    // "217/6": runs and wickets; neither a day nor a share.
    if (32..1000).contains(&n) && m <= 10 && !first.negative && second.is_bare() {
        let end = second.number.end;
        return Some(Pair { end, first: first.clone(), second, how: How::Score, noun: None });
    }
    // "17/5", "9/8", "22/04": a date, a key, a blood pressure; "-4/5" is a fraction and nothing else.
    if n > m || first.negative && (n >= m || m > 100) {
        return None;
    }
    let small = m <= 8 && n < m;
    let how = if first.negative
        || small && second.unit.is_some()
        || [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)].contains(&(n, m))
    {
        How::Fraction
    } else {
        How::Ratio
    };
    let mut second = second;
    let end = if how == How::Fraction { second.end } else { second.number.end };
    // "1/4 de mile", "3/4 of an inch"
    if how == How::Fraction
        && second.unit.is_none()
        && let Some(of) = page.sense(end, Sense::Of)
        && let at = end + of + page.sense(end + of, Sense::Article).unwrap_or(0)
        && let Some((measure, len)) =
            page.find(at, |s| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None })
        && page.shape(at) == Some(Shape::Word)
        && page.gap(at) != Gap::Line
    {
        second.unit = Some(Unit::Measure(measure));
        return Some(Pair { end: at + len, first: first.clone(), second, how, noun: None });
    }
    Some(Pair { end, first: first.clone(), second, how, noun: None })
}

/// "25 out of 28", "25 des 28", "ten of the 14", "24 localités sur 28".
fn ratio(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    if !first.is_bare() || !first.number.value.as_ref().is_some_and(Number::is_whole) {
        return None;
    }
    for between in 0..=3 {
        let at = first.end + between;
        if between > 0 && !wordy(page, at - 1) {
            return None;
        }
        let Some((link, len)) = page.find(at, link) else { continue };
        if between > 0 && link != Link::Whole {
            continue;
        }
        let mut behind = at + len;
        if let Some(determiner) = page.sense(behind, Sense::Determiner) {
            behind += determiner;
        }
        if matches!(link, Link::Partitive | Link::Whole) {
            behind = possessor(page, behind).unwrap_or(behind);
            behind += page.sense(behind, Sense::WholeRank).unwrap_or(0);
        }
        if page.gap(behind) == Gap::Line {
            return None;
        }
        let Some(second) = amount(page, behind) else { continue };
        let of_of = page.find(second.number.end, |s| {
            matches!(s, Sense::Percent | Sense::Month(_) | Sense::Scale { .. }).then_some(())
        });
        let whole = second.number.value.as_ref().is_some_and(Number::is_whole) && !second.negative && !second.prefixed;
        // "23 500 entrées sur quatre jours": over so long a time.
        let lasts = between > 0 && matches!(second.unit, Some(Unit::Measure(m)) if m.quantity() == "duration");
        if lasts && link == Link::Whole {
            return None;
        }
        // "un essai mené sur 30 000 volontaires": the article counts nothing where what follows is counted.
        let article = || first.number.plain_word && page.sense(first.first, Sense::Article).is_some();
        if between > 0
            && article()
            && !page.pack.nouns.plural.is_empty()
            && noun(page, second.end, false, false).is_some()
        {
            return None;
        }
        // "five of the three-ton satellites"
        let describes = page.glued(second.number.end, '-') && second.unit.is_some();
        if !whole
            || describes
            || of_of.is_some()
            || second.number.plain_word && second.number.value.as_ref().is_none_or(|v| *v <= Number::ONE)
            || second.number.is_scaled() != first.number.is_scaled()
        {
            return None;
        }
        // "one in five", "3 in 10": odds are of a small round whole, else "in" is a place or a time.
        let odds = |n: &Scaled| n.count().filter(|n| (2..=1000).contains(n));
        if link == Link::Odds
            && (first.number.plain_word && page.sense(first.first, Sense::Article).is_some()
                || odds(&second.number).is_none()
                || first.number.value >= second.number.value)
        {
            return None;
        }
        // "of 2024": a year is no whole.
        if link == Link::Weak && second.number.plain == Some(4) {
            return None;
        }
        // A unit behind it ("20 of the 25 kilometres") belongs to what is counted, not to the ratio.
        let end = second.number.end;
        let noun = (between > 0).then_some((first.end, at));
        return Some(Pair { end, first: first.clone(), second, how: How::Ratio, noun });
    }
    None
}

/// "of the chamber's 120 seats": behind whom the whole belongs to.
fn possessor(page: &Page<'_>, at: usize) -> Option<usize> {
    (at..at + 4).take_while(|i| wordy(page, *i)).find_map(|i| {
        let len = page.sense(i + 1, Sense::Possessive).filter(|_| page.gap(i + 1) == Gap::None)?;
        (page.gap(i + 1 + len) == Gap::Space && page.shape(i + 1 + len) != Some(Shape::Mark('(')))
            .then_some(i + 1 + len)
    })
}

/// How a phrase links a part to a whole, if it does.
pub fn link(sense: Sense) -> Option<Link> {
    if let Sense::RatioLink(link) = sense { Some(link) } else { None }
}

fn wordy(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Word)
        && page.gap(at) == Gap::Space
        && page.sense(at, Sense::Function).is_none()
        && page
            .find(at, |s| matches!(s, Sense::Unit { .. } | Sense::Money { .. } | Sense::Percent).then_some(()))
            .is_none()
}

/// "4,4-5 %", "$10-12bn", "5 to 7 per cent", "de six à dix", "between 5 and 7".
fn range(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    let at = suspended(page, first.end);
    first.number.value.as_ref()?;
    let digits = |at: usize| page.shape(at) == Some(Shape::Digits);
    let hyphen = matches!(page.shape(at), Some(Shape::Mark('-' | '–' | '—' | '‑' | '~')))
        && ((page.gap(at) == Gap::None) == (page.gap(at + 1) == Gap::None)
            // "2 -7 l"
            || page.gap(at) == Gap::Space && digits(at - 1) && digits(at + 1));
    let sign = hyphen || page.is(at, '±');
    let and = page.sense(at, Sense::And);
    // Behind most numbers nothing stands that could join another one to them.
    if !sign && and.is_none() && page.sense(at, Sense::RangeLink).is_none() {
        return None;
    }
    let opened = |pick: fn(Sense) -> Option<()>| {
        let start = before_hedge(page, first.first);
        // "entre un 20% y un 30%"
        let article = page.find_before(start, |s| matches!(s, Sense::Article | Sense::Function).then_some(()));
        let article = article.filter(|_| digits(start) && page.gap(start) == Gap::Space);
        let open = page.find_before(start, pick).or_else(|| page.find_before(article?.1, pick));
        open.map(|found| found.1)
    };
    let between = opened(|s| matches!(s, Sense::Between).then_some(()));
    let from = opened(|s| matches!(s, Sense::From).then_some(()));
    let (mut behind, word) = if sign {
        (at + 1, false)
    } else if between.is_some() {
        (at + and?, true)
    } else {
        // "and" links the ends of a range only behind "between".
        let len = page.sense(at, Sense::RangeLink)?;
        if and.is_some() {
            return None;
        }
        (at + len, true)
    };
    if page.gap(behind) == Gap::Line {
        return None;
    }
    if page.is(at, '±') {
        return give_or_take(page, first);
    }
    // "from 5% to about 7%", "2 - ~7 grams"
    if page.is(behind, '~') && hyphen {
        behind += 1;
    }
    if word && let Some((_, len)) = page.find(behind, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())) {
        behind += len;
    }
    if between.is_some()
        && let Some(article) = [Sense::Article, Sense::Function].into_iter().find_map(|s| page.sense(behind, s))
        && digits(behind + article)
    {
        behind += article;
    }
    let second = amount_with(page, behind, first.prefixed)?;
    if second.negative || second.number.value.is_none() || second.number.plain_word {
        return None;
    }
    // "reculé de 20 % à 360 millions"
    let mixed = first.unit.is_some() && second.unit.is_none();
    let (first, second) = share(first, second)?;
    let (low, high) = (first.number.value.clone()?, second.number.value.clone()?);
    let own_units =
        first.unit.is_some() && first.end > first.number.end && !first.prefixed || first.prefixed && second.prefixed;
    if hyphen {
        // Bare numbers with a hyphen are scores, codes, seats: a range only where it rises and something is counted.
        let counted = second.unit.is_some() || first.unit.is_some() || second.number.is_scaled();
        let noun = page.shape(second.end) == Some(Shape::Word)
            && page.gap(second.end) == Gap::Space
            && page.sense(second.end, Sense::Function).is_none();
        let months = matches!(second.unit, Some(Unit::Measure(_))) || low < high && aged(page, first.first);
        if !(counted || low < high && noun || months) {
            return None;
        }
    } else if between.is_none() {
        // "rose from $3,100 to $3,900" and "passé de 6 à 10" tell of a change; "growth of 3 to 5%", "une hausse de 3 à
        // 5 %" of a range.
        let movement = moved(page, from.unwrap_or(first.first), second.unit.is_none());
        // "tombé de 10 à 15 cm", "giảm từ 0,5% đến 2%": so much fell, where the words can tell that and the figures go
        // the other way.
        let amount = from.is_some_and(|from| {
            let by = page.sense(from, Sense::By).is_some() || page.sense(at, Sense::MovedTo).is_none();
            by && !mixed && low < high && way_before(page, from) == Some(Direction::Down)
        });
        if movement && from.is_some() && !amount || first.number.share != second.number.share {
            return None;
        }
        // "lost 41 cents to $75.20", "fell 12 to 230": by how much and to what; the ends of a range are near each other.
        let percent = second.unit == Some(Unit::Percent) && !own_units;
        // "may drop by 30 to 50 centimetres": one unit for both.
        let start = before_hedge(page, first.first);
        let by = !own_units
            && second.unit.is_some()
            && page.find_before(start, |s| matches!(s, Sense::By).then_some(())).is_some();
        let times = match () {
            () if by => Number::from(2),
            () if movement => Number::from(3) / 2,
            () => Number::from(10),
        };
        let near = high <= &low * &times;
        if from.is_none() && !near && !(percent && movement) && (movement || own_units) {
            return None;
        }
        // "environ 20 à 100"
        let rough = || hedge(page, first.first, first.end) == Some(Hedge::About);
        let counted =
            second.unit.is_some() || from.is_some() || second.number.is_scaled() || aged(page, first.first) || rough();
        let noun = page.shape(second.end) == Some(Shape::Word) && page.sense(second.end, Sense::Function).is_none();
        if low >= high || !counted && !noun {
            return None;
        }
    }
    Some(Pair { end: second.end, first, second, how: How::Range, noun: None })
}

/// "2,000.45±0.01 pounds": so much more and so much less.
fn give_or_take(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    let second = amount(page, first.end + 1)?;
    let (mut low, mut high) = share(first, second)?;
    let (middle, by) = (low.number.value.clone()?, high.number.value.clone()?);
    low.number.value = Some(&middle - &by);
    high.number.value = Some(middle + by);
    Some(Pair { end: high.end, first: low, second: high, how: How::Range, noun: None })
}

fn before_hedge(page: &Page<'_>, first: usize) -> usize {
    page.find_before(first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).map_or(first, |found| found.1)
}

/// "16- to 24-year-olds": behind the hyphen that waits for its word.
fn suspended(page: &Page<'_>, end: usize) -> usize {
    let waits = page.glued(end, '-') && page.gap(end + 1) == Gap::Space && page.shape(end + 1) == Some(Shape::Word);
    end + usize::from(waits)
}

/// Gives the ends of a range the unit and scale that only one of them was written with; nothing where they disagree.
fn share(first: &Amount, second: Amount) -> Option<(Amount, Amount)> {
    let (mut first, mut second) = (first.clone(), second);
    match (first.unit, second.unit) {
        (Some(a), Some(b)) if a != b => return None,
        // "progressé de 6 % à 8,1 milliards"
        (Some(Unit::Percent), None) if second.number.is_scaled() => return None,
        (Some(a), None) if first.prefixed || a == Unit::Percent => second.unit = Some(a),
        (Some(_), None) => return None,
        (None, unit) => first.unit = unit,
        _ => {}
    }
    if !first.number.is_scaled() && second.number.is_scaled() && first.number.base <= second.number.base {
        first.number = first.number.scaled_like(&second.number);
    }
    // "huit à neuf mille": so many thousands as well.
    let times = second.number.times.clone();
    if times > Number::ONE && first.number.digits.is_none() && first.number.times == Number::ONE && first.is_bare() {
        let value = first.number.value.as_ref().map(|value| value * &times);
        if value < second.number.value {
            first.number.base = &first.number.base * &times;
            first.number.step = &first.number.step * &times;
            first.number.value = value;
        }
    }
    Some((first, second))
}

/// "rises from 19 to 25 percent", "de 19 à 25 %", "từ 19 lên 25%": what it was goes without the unit and scale of what
/// it is.
pub fn as_result(page: &Page<'_>, first: &Amount) -> Option<Amount> {
    let value = first.number.value.as_ref().filter(|_| first.is_bare() && first.number.digits.is_some())?;
    let (_, from) = page.find_before(before_hedge(page, first.first), |s| matches!(s, Sense::From).then_some(()))?;
    let way = way_before(page, from);
    if !moved(page, from, false) {
        return None;
    }
    let to = |s: Sense| matches!(s, Sense::RangeLink | Sense::MovedTo).then_some(());
    let (_, len) = page.find(first.end, to).filter(|_| page.sense(first.end, Sense::And).is_none())?;
    let mut behind = first.end + len;
    if let Some((_, len)) = page.find(behind, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())) {
        behind += len;
    }
    let second = amount(page, behind).filter(|s| page.gap(behind) == Gap::Space && !s.prefixed && !s.negative)?;
    let ten = Number::from(10);
    let near = |other: &Number| *value <= other * &ten && *other <= value * &ten;
    second.number.digits.filter(|_| second.unit.is_some())?;
    let mut first = first.clone();
    // "from 900,000 to 1.2 million tonnes"
    if second.number.is_scaled() && near(&second.number.base) {
        first.number = first.number.scaled_like(&second.number);
    } else if !near(second.number.value.as_ref()?) {
        return None;
    }
    first.unit = second.unit;
    first.unit_or = second.unit_or;
    let rises = first.number.value < second.number.value;
    // "reculé de 10 à 15 centimes" tells by how much.
    way.is_none_or(|way| rises == (way == Direction::Up)).then_some(first)
}

/// "45 and 50 mg", "5 or 6 per cent": the first is measured in what the second is.
pub fn beside(page: &Page<'_>, first: &Amount) -> Option<Amount> {
    let value = first.number.value.as_ref().filter(|_| first.is_bare() && first.number.digits.is_some())?;
    let joint = |s: Sense| matches!(s, Sense::And | Sense::Or).then_some(());
    let at = suspended(page, first.end);
    let (_, len) = page.find(at, joint).filter(|_| page.gap(at) == Gap::Space)?;
    let behind = at + len;
    if page.shape(behind) != Some(Shape::Digits) || page.gap(behind) != Gap::Space || first.number.plain == Some(4) {
        return None;
    }
    let second = amount(page, behind).filter(|s| s.number.digits.is_some() && !s.prefixed)?;
    if !matches!(second.unit, Some(Unit::Percent | Unit::PercentagePoint | Unit::Measure(_) | Unit::Money(_))) {
        return None;
    }
    let twenty = Number::from(20);
    let near = |other: &Number| *value <= other * &twenty && *other <= value * &twenty;
    let mut first = first.clone();
    if second.number.is_scaled() && near(&second.number.base) {
        first.number = first.number.scaled_like(&second.number);
    } else if !near(second.number.value.as_ref()?) || second.number.is_scaled() {
        return None;
    }
    first.unit = second.unit;
    first.unit_or = second.unit_or;
    Some(first)
}

/// Which way the words shortly before a token say that something went.
fn way_before(page: &Page<'_>, at: usize) -> Option<Direction> {
    let way = |s: Sense| if let Sense::Toward(way) = s { Some(way) } else { None };
    (at.saturating_sub(6)..at).rev().find_map(|i| page.find(i, way).map(|(way, _)| way))
}

/// Whether a word of movement or a factor stands in the words of the sentence before a token; those behind which the difference
/// stands ("une hausse de") only if `all`.
fn moved(page: &Page<'_>, at: usize, all: bool) -> bool {
    let before = (at.saturating_sub(12)..at).rev();
    let mut clause = before.take_while(|i| !matches!(page.shape(*i), Some(Shape::Mark('.' | ';' | '!' | '?'))));
    let moves = |s: Sense| matches!(s, Sense::Change | Sense::Multiple { .. } | Sense::FactorBefore).then_some(());
    clause.any(|i| page.find(i, moves).is_some() && (all || page.sense(i, Sense::ChangeBy).is_none()))
}

/// "5-to-4", "two-to-one": a vote or odds in words; with a unit behind it is a range.
fn score_in_words(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    let at = first.end;
    let hyphen = |at: usize| page.glued(at, '-') && page.gap(at + 1) == Gap::None;
    let len = page.sense(at + 1, Sense::RangeLink).filter(|_| hyphen(at) && first.is_bare())?;
    let second = amount(page, at + len + 2).filter(|_| hyphen(at + 1 + len))?;
    let small = |n: &Scaled| n.count().is_some_and(|n| (0..1000).contains(&n));
    (second.is_bare() && small(&first.number) && small(&second.number)).then(|| Pair {
        end: second.end,
        first: first.clone(),
        second,
        how: How::Score,
        noun: None,
    })
}

/// The token behind the bracket of a tie-break: "7-6 (4)", "7-6 (7/4)", "7–6 (9-7)".
fn tie_break(page: &Page<'_>, end: usize) -> usize {
    let digits = |at: usize| page.shape(at) == Some(Shape::Digits) && page.word(at).len() <= 2;
    if !page.is(end, '(') || page.gap(end) == Gap::Line || !digits(end + 1) {
        return end;
    }
    let more = matches!(page.shape(end + 2), Some(Shape::Mark('-' | '–' | '/'))) && digits(end + 3);
    let close = end + if more { 4 } else { 2 };
    if page.is(close, ')') { close + 1 } else { end }
}

/// "3-1", "52–48": two bare numbers with a dash.
fn score(page: &Page<'_>, first: &Amount) -> Option<Pair> {
    let at = first.end;
    if let Some(found) = score_in_words(page, first) {
        return Some(found);
    }
    // "3:1", where no minutes stand behind the colon.
    let colon = page.is(at, ':') && page.word(at + 1).len() == 1 && !page.glued(at + 2, ':');
    let mark = colon || matches!(page.shape(at), Some(Shape::Mark('-' | '–' | '‑')));
    let dash = mark && page.gap(at) == Gap::None;
    if !dash || page.gap(at + 1) != Gap::None || first.number.plain.is_none_or(|n| n > 3) || !first.is_bare() {
        return None;
    }
    let second = amount(page, at + 1)?;
    // "0:1-Rückstand" is a score, "3-1-2" is none.
    let behind = second.number.end;
    let word = colon && page.shape(behind + 1) == Some(Shape::Word);
    let joined = page.glued(behind, '-') && !word || page.glued(second.number.end, '/');
    // "7-6 (4)": a set in tennis.
    let set = matches!((first.number.count(), second.number.count()), (Some(6), Some(7)) | (Some(7), Some(6)));
    (second.number.plain.is_some_and(|n| n <= 3) && !joined && second.unit.is_none()).then(|| Pair {
        end: if set { tie_break(page, second.number.end) } else { second.number.end },
        first: first.clone(),
        second,
        how: How::Score,
        noun: None,
    })
}
