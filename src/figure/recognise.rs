//! The recogniser: every figure of a text, from left to right.

use super::amount::{Amount, amount, one_and_half, one_of_a_unit};
use super::calendar::{Dated, date, heads_sentence};
use super::clock::time;
use super::compound::{How, Pair, as_result, beside, link, pair};
use super::context::{aged, hedge, hedge_after, hedged, interval, noun};
use super::model::{Figure, Hedge, Kind, Part};
use super::money::scaled_code;
use super::names::name;
use super::pace::pace;
use super::rank::{multiple, ordinal};
use super::series::sequence;
use crate::language::{Gap, Hit, Link, Page, Sense, Shape};
use crate::number::{Interval, Number};
use crate::text::Span;
use crate::units::{Measure, Unit};

/// The figures of a page, in order; their spans do not overlap.
pub fn recognise(page: &Page<'_>) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < page.len() {
        if !begins(page, at) {
            at += skip(page, at);
            continue;
        }
        match read(page, at) {
            Some((mut figure, end)) => {
                figure.shared = figure.unit.and_then(Unit::currency).is_some_and(|money| money.code() == "USD")
                    && page.pack.dollars.shared(figure.span.of(page.text));
                out.push(figure);
                at = end.max(at + 1);
            }
            None => at += skip(page, at),
        }
    }
    out
}

/// Whether a figure can begin at a token.
#[inline]
fn begins(page: &Page<'_>, at: usize) -> bool {
    match page.shape(at) {
        Some(Shape::Digits) => true,
        Some(Shape::Word) => {
            // "XIXe": Roman numbers are in no pack.
            let roman = || {
                let digits =
                    page.word(at).bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')).count();
                let suffix = || page.word(at).get(digits..).is_some_and(|s| page.pack.is_ordinal_suffix(s, 1));
                digits > 1 || digits == 1 && page.word(at).len() <= 5 && suffix()
            };
            let (first, last) = page.ends(at);
            page.may_open(at) && page.hits(at).any(|hit| may_open(page, hit, at + hit.tokens))
                || page.gap(at + 1) == Gap::None && joined(page, at)
                || matches!(first, b'I' | b'V' | b'X' | b'L' | b'C') && roman()
                || last.is_ascii_uppercase() && scaled_code(page, at).is_some()
        }
        Some(Shape::Mark('.' | ',')) => {
            (at == 0 || page.gap(at) != Gap::None)
                && page.gap(at + 1) == Gap::None
                && page.shape(at + 1) == Some(Shape::Digits)
        }
        // Marks that stand around words. A hyphen is a sign before a number, which is digits or words that are known.
        Some(Shape::Mark(
            ')' | '(' | '[' | ']' | '"' | '\'' | '’' | '‘' | '“' | '”' | '«' | '»' | ':' | ';' | '?' | '!' | '…',
        )) => false,
        Some(Shape::Mark('-' | '–' | '—')) => {
            let next = at + 1;
            page.shape(next) != Some(Shape::Word)
                || page.is_known(next)
                || page.glued(next + 1, '$')
                || scaled_code(page, next).is_some()
        }
        Some(Shape::Mark(_)) => true,
        None => false,
    }
}

/// Whether something is written together with the word at `at` that can make it the first of a figure: no mark that
/// ends a clause, and none that leaves a letter out.
fn joined(page: &Page<'_>, at: usize) -> bool {
    let roman = matches!(page.ends(at).0, b'I' | b'V' | b'X' | b'L' | b'C');
    match page.shape(at + 1) {
        // "au Ve, …": a Roman number of one letter.
        Some(Shape::Mark(',' | ';' | '!' | '?' | ')' | '"' | '”' | '»')) => roman,
        Some(Shape::Mark('.' | ':')) => roman || page.gap(at + 2) == Gap::None,
        Some(Shape::Mark('\'' | '’')) => false,
        _ => true,
    }
}

/// Whether a figure can begin with a phrase, which ends before token `next`.
#[inline]
fn may_open(page: &Page<'_>, hit: Hit, next: usize) -> bool {
    match hit.sense {
        Sense::Article => article(page, next),
        // "many" counts before hundreds and thousands only.
        Sense::Vague => {
            page.hits(next).any(|h| matches!(h.sense, Sense::Times { .. } | Sense::Scale { .. } | Sense::Collective))
        }
        // "ringgit 42": the word for a currency, before digits only.
        Sense::Money { prefix: false, .. } => page.shape(next) == Some(Shape::Digits),
        // "hora y media": one of a unit, without an article.
        Sense::Unit { symbol: false, .. } => page.sense(next, Sense::Half).is_some(),
        // "un", "một", "không": articles and denials, which count only with what follows.
        Sense::Add { value: 1, .. } if page.sense(next - hit.tokens, Sense::Article).is_some() => seldom(page, next),
        Sense::Add { value: 0, .. } if page.pack.nouns.plural.is_empty() => seldom(page, next),
        Sense::Add { lone: true, .. } => seldom(page, next),
        sense => sense.opens_figure(),
    }
}

/// Tokens behind "un" in which the whole of a ratio can begin: "un Français sur cinq".
const RATIO: usize = 4;

/// Whether a number word that is more often something else may count before token `next`.
fn seldom(page: &Page<'_>, next: usize) -> bool {
    let goes_on = |s: Sense| {
        matches!(
            s,
            Sense::SpokenPoint
                | Sense::Half
                | Sense::And
                | Sense::Or
                | Sense::RangeLink
                | Sense::Interloper
                | Sense::Hour
                | Sense::Counted
        )
    };
    article(page, next)
        || page.hits(next).any(|h| goes_on(h.sense))
        || page.any(next..next + RATIO, |s| matches!(s, Sense::RatioLink(_)))
}

/// Whether an article may begin a figure before token `next`: "a million", "a third", "a dollar and 42 cents". What
/// follows it is a number's word, a unit, or a mark.
fn article(page: &Page<'_>, next: usize) -> bool {
    let measures = |s: Sense| {
        matches!(
            s,
            Sense::Unit { .. }
                | Sense::UnitMaybe { .. }
                | Sense::MoneyMinor { .. }
                | Sense::ScaleShort { .. }
                | Sense::Fold
                | Sense::FoldSuffix
                | Sense::FractionLink
                | Sense::Percent
                | Sense::PercentagePoint
                | Sense::Article
        )
    };
    page.shape(next) != Some(Shape::Word) || page.hits(next).any(|h| h.sense.opens_figure() || measures(h.sense))
}

/// "bà Ba", "ông Chín": a number word with a capital inside a sentence, where such words are names.
fn capital_name(page: &Page<'_>, at: usize) -> bool {
    page.pack.capital_is_name
        && page.shape(at) == Some(Shape::Word)
        && page.word(at).chars().next().is_some_and(char::is_uppercase)
        && !heads_sentence(page, at)
        && page.find(at, |s| matches!(s, Sense::Add { .. } | Sense::Ordinal { .. }).then_some(())).is_some()
        && page.find(at, |s| matches!(s, Sense::Weekday(_) | Sense::Month(_)).then_some(())).is_none()
        && page
            .find(at + 1, |s| matches!(s, Sense::Add { .. } | Sense::Times { .. } | Sense::Scale { .. }).then_some(()))
            .is_none()
}

/// How far to go where no figure begins: over an idiom, or a whole run of digits with separators that made none.
#[inline]
fn skip(page: &Page<'_>, at: usize) -> usize {
    if let Some(len) = page.may_open(at).then(|| page.sense(at, Sense::Idiom)).flatten() {
        return len;
    }
    if page.shape(at) != Some(Shape::Digits) {
        return 1;
    }
    let mut end = at + 1;
    while page.gap(end) == Gap::None
        && matches!(page.shape(end), Some(Shape::Mark('.' | ',')))
        && page.gap(end + 1) == Gap::None
        && page.shape(end + 1) == Some(Shape::Digits)
    {
        end += 2;
    }
    end - at
}

fn read(page: &Page<'_>, at: usize) -> Option<(Figure, usize)> {
    // "km2" where the unit is not known: digits that a word ends with are no figure.
    if page.shape(at) == Some(Shape::Digits)
        && page.gap(at) == Gap::None
        && at > 0
        && page.shape(at - 1) == Some(Shape::Word)
    {
        return None;
    }
    if page.sense(at, Sense::Idiom).is_some() || capital_name(page, at) {
        return None;
    }
    if let Some(end) = name(page, at) {
        return Some((blank(page.span(at, end), Kind::Identifier), end));
    }
    let digits = page.shape(at) == Some(Shape::Digits);
    if let Some((figure, end)) = digits.then(|| pace(page, at)).flatten() {
        return Some((figure, end));
    }
    if let Some(dated) = date(page, at) {
        let end = dated.end;
        return Some((of_date(page, at, dated), end));
    }
    if let Some((end, clock)) = time(page, at) {
        let mut figure = blank(page.span(at, end), Kind::Time);
        figure.clock = clock;
        figure.hedge = hedge(page, at, end);
        return Some((figure, end));
    }
    if let Some(found) = ordinal(page, at).or_else(|| multiple(page, at)) {
        return Some(found);
    }
    let Some(first) = amount(page, at) else {
        if let Some(long) = one_and_half(page, at) {
            return of_amount(page, at, &long).map(|figure| (figure, long.end));
        }
        let one = one_of_a_unit(page, at)?;
        // "an hour and 20 minutes"
        let and = || page.find(one.end, |s| matches!(s, Sense::And).then_some(())).is_some();
        if let Some(long) = Some(&one).filter(|_| and()).and_then(|one| sequence(page, one)) {
            return of_amount(page, at, &long).map(|figure| (figure, long.end));
        }
        return Some(one).filter(|one| told_again(page, one)).and_then(|one| {
            let figure = of_amount(page, at, &one)?;
            Some((figure, one.end))
        });
    };
    if let Some(long) = sequence(page, &first) {
        return of_amount(page, at, &long).map(|figure| (figure, long.end));
    }
    if let Some(pair) = pair(page, &first).filter(|_| !begins_with_one(page, &first)) {
        let end = pair.end;
        return Some((of_pair(page, at, &pair), end));
    }
    let first = as_result(page, &first).or_else(|| beside(page, &first)).unwrap_or(first);
    of_amount(page, at, &first).map(|figure| (figure, first.end))
}

pub(super) fn blank(span: Span, kind: Kind) -> Figure {
    Figure {
        span,
        kind,
        value: None,
        interval: Interval::default(),
        step: None,
        unit: None,
        unit_or: Vec::new(),
        shared: false,
        of: None,
        hedge: None,
        noun: None,
        date: None,
        until: None,
        clock: None,
        range: false,
        parts: Vec::new(),
    }
}

/// "one of the 28" and "l'un des trois" pick out, they do not count.
fn begins_with_one(page: &Page<'_>, first: &Amount) -> bool {
    first.number.plain_word
        && first.number.value.as_ref().is_none_or(|v| *v <= Number::ONE)
        && page.find(first.end, link).is_some_and(|(link, _)| matches!(link, Link::Partitive | Link::Weak))
}

fn of_amount(page: &Page<'_>, at: usize, amount: &Amount) -> Option<Figure> {
    let number = &amount.number;
    // "un an", "one of", "neuf" as "new": words that count only with a unit, and articles not even then.
    // "Neuf bateaux" are nine.
    let counts = || {
        // "zero cases"; one is an article's word.
        let many = number.value.as_ref().is_some_and(|v| *v != Number::ONE);
        many && amount.unit.is_none()
            && !page.pack.nouns.plural.is_empty()
            && noun(page, amount.end, false, false).is_some()
    };
    let whole = at == 0 && amount.end == page.len();
    let article = number.plain_word && page.sense(at, Sense::Article).is_some();
    let explained = article && told_again(page, amount);
    // "les neuf autres"
    let left = || {
        let after = |s: Sense| matches!(s, Sense::RemainderAfter { .. }).then_some(());
        let all = |s: Sense| matches!(s, Sense::Determiner).then_some(());
        let many = number.value.as_ref().is_some_and(|v| *v > Number::ONE);
        many && page.find_before(at, all).is_some() && page.find(amount.end, after).is_some()
    };
    let alone = number.plain_word && !counts() && !amount.negative && !whole && !explained;
    if alone && (amount.unit.is_none() || article) && !left() {
        return None;
    }
    let kind = match amount.unit {
        None if number.share && !number.is_scaled() => Kind::Fraction,
        unit => Kind::of_unit(unit),
    };
    let mut figure = blank(page.span(at, amount.end), kind);
    figure.unit = amount.unit;
    figure.unit_or = amount.unit_or.clone();
    // "une vingtaine de kilomètres"
    let rough = || page.sense(number.end.checked_sub(1)?, Sense::Rough).map(|_| Hedge::About);
    figure.hedge = hedge(page, at, amount.end).or_else(rough);
    // "a barrel (159 litres)" is one of them, not from half of one to one and a half.
    let step = if explained { Number::ten_to(-1) } else { number.step.clone() };
    figure.step = Some(step.clone());
    if let Some(value) = signed(amount) {
        figure.interval = match kind {
            Kind::Fraction => hedged(Interval::exactly(&value), figure.hedge),
            _ => interval(&value, &step, figure.hedge),
        };
        figure.value = Some(value);
    }
    if let Some(part) = part(page, amount) {
        // Nearly all amounts have one.
        figure.parts = vec![Part { step, ..part }];
    }
    if kind == Kind::Cardinal {
        // "une dizaine de bateaux"
        let rough = page.sense(amount.end - 1, Sense::Rough).is_some();
        figure.noun = noun(page, amount.end, number.is_scaled() || rough, number.value.as_ref() == Some(&Number::ONE));
        behind_noun(page, &mut figure);
        in_years(page, &mut figure, at);
    }
    Some(figure)
}

/// Words between "a barrel" and the bracket that tells it in another unit.
const MOST_WORDS: usize = 3;

/// "a barrel (159 litres)", "un baril, soit 159 litres": one of a unit, which counts where it is told in another one.
fn told_again(page: &Page<'_>, one: &Amount) -> bool {
    if one.number.value != Some(Number::ONE) {
        return false;
    }
    // "a pound (454 grams)" is money elsewhere.
    let all = || one.unit.iter().chain(&one.unit_or);
    let same = |other: Measure| {
        all().any(|unit| matches!(unit, Unit::Measure(m) if *m != other && m.quantity() == other.quantity()))
    };
    let wordy = |at: usize| page.shape(at) == Some(Shape::Word) && page.gap(at) == Gap::Space;
    let words = (one.end..one.end + MOST_WORDS).take_while(|at| wordy(*at)).count();
    let belongs = |s: Sense| matches!(s, Sense::Equivalent { .. } | Sense::HedgeBefore(_)).then_some(());
    let cue = |at: usize| page.find(at, |s| matches!(s, Sense::Equivalent { .. }).then_some(())).is_some();
    let Some(open) = (one.end..=one.end + words).find(|at| page.is(*at, '(') || page.is(*at, ',') && cue(at + 1))
    else {
        return false;
    };
    let mut at = open + 1;
    while let Some((_, len)) = page.find(at, belongs) {
        at += len;
    }
    page.shape(at) == Some(Shape::Digits)
        && amount(page, at).is_some_and(|other| {
            let closed = matches!(page.shape(other.end), Some(Shape::Mark(')' | ',' | '.' | ';')) | None);
            closed && matches!(other.unit, Some(Unit::Measure(m)) if m.quantity() != "duration" && same(m))
        })
}

/// An age in years.
const OLDEST: i64 = 125;

/// "aged 34", "ages 16 to 24": years go without saying.
fn in_years(page: &Page<'_>, figure: &mut Figure, at: usize) {
    let most = figure.interval.high.as_ref().or(figure.value.as_ref());
    if figure.noun.is_none() && most.is_some_and(|most| *most <= Number::from(OLDEST + 1)) && aged(page, at) {
        figure.unit = Measure::of_id("year").map(Unit::Measure);
        figure.kind = Kind::Measure;
    }
}

/// "40 người trở lên", "40 people or more": the hedge stands behind what is counted.
fn behind_noun(page: &Page<'_>, figure: &mut Figure) {
    if let (Some(noun), None) = (figure.noun, figure.hedge) {
        let end = page.tokens(noun).end;
        figure.hedge = hedge_after(page, end);
        figure.interval = hedged(figure.interval.clone(), figure.hedge);
    }
}

fn signed(amount: &Amount) -> Option<Number> {
    let value = amount.number.value.clone()?;
    Some(if amount.negative { -value } else { value })
}

fn part(page: &Page<'_>, amount: &Amount) -> Option<Part> {
    let number = &amount.number;
    Some(Part {
        span: page.span(number.first, number.end),
        digits: number.digits.map(|end| page.span(number.first, end)),
        compound: number.compound,
        value: signed(amount)?,
        scale: number.scale.clone(),
        step: number.step.clone(),
    })
}

fn of_pair(page: &Page<'_>, at: usize, pair: &Pair) -> Figure {
    let (first, second) = (&pair.first, &pair.second);
    let kind = match pair.how {
        How::Ratio => Kind::Ratio,
        How::Score => Kind::Score,
        How::Fraction if second.unit.is_none() => Kind::Fraction,
        How::Fraction | How::Range => Kind::of_unit(second.unit),
    };
    let mut figure = blank(page.span(at, pair.end), kind);
    // "une douzaine des 20": the rough word ends the first number.
    figure.hedge = hedge(page, at, pair.end).or_else(|| hedge(page, at, first.number.end));
    figure.parts = [first, second].into_iter().filter_map(|a| part(page, a)).collect();
    let (n, m) = (signed(first), signed(second));
    match pair.how {
        How::Ratio => {
            figure.interval = n.as_ref().map(|n| interval(n, &first.number.step, figure.hedge)).unwrap_or_default();
            figure.step = Some(first.number.step.clone());
            figure.value = n;
            figure.of = m;
            figure.noun = match pair.noun {
                Some((a, b)) => Some(page.span(a, b)),
                None => noun(page, pair.end, second.number.is_scaled(), false),
            };
        }
        How::Fraction => {
            figure.value = n.zip(m).and_then(|(n, m)| n.over(&m));
            figure.interval = figure.value.as_ref().map(Interval::exactly).unwrap_or_default();
            figure.unit = second.unit;
            figure.unit_or = second.unit_or.clone();
        }
        How::Range => {
            if let (Some(low), Some(high)) = (n, m) {
                figure.interval = hedged(Interval::between(&low, &high), None);
            }
            figure.unit = second.unit;
            figure.unit_or = second.unit_or.clone();
            figure.range = true;
            if kind == Kind::Cardinal {
                figure.noun = noun(page, pair.end, second.number.is_scaled(), false);
                in_years(page, &mut figure, at);
            }
        }
        How::Score => {}
    }
    figure
}

fn of_date(page: &Page<'_>, at: usize, dated: Dated) -> Figure {
    let mut figure = blank(page.span(at, dated.end), Kind::Date);
    figure.hedge = hedge(page, at, dated.end);
    if let (Some(until), Some(from)) = (&dated.until, dated.date.year)
        && dated.date.month.is_none()
    {
        let to = until.year.unwrap_or(from);
        figure.interval = Interval::between(&Number::from(i64::from(from)), &Number::from(i64::from(to)));
    }
    figure.range = dated.until.is_some();
    figure.date = Some(dated.date);
    figure.until = dated.until;
    figure
}
