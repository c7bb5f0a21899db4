use std::collections::HashMap;

use super::exchange::{Exchange, Grade, false_friend};
use super::unit_conversion::amount;
use super::wording::{fix, number, quote};
use super::{Check, Code, Finding, Fix, Related, Replacement, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Comparison, Role, ScaleWord};
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// A scale word that the evidence contradicts.
pub struct ScaleWords;

/// How near two amounts must be, their scale words aside, for one of these to be the wrong one: ten to so many.
const NEAR: (i64, i64) = (7, 10);

/// How often an article tells an amount in a unit with a scale.
type Support = HashMap<(Option<Unit>, Number), usize>;

impl Check for ScaleWords {
    fn code(&self) -> Code {
        Code::ScaleWord
    }

    fn explanation(&self) -> &'static str {
        include_str!("scale_word.md")
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let exchange = Exchange::of(article, desk);
        let mut support: Option<Support> = None;
        let before = out.len();
        for (_, passage) in article.blocks.with(Contents::SCALES) {
            let reading = &passage.reading;
            for word in &reading.scale_words {
                out.extend(foreign(passage, word));
            }
            for (at, claim) in reading.claims.iter().enumerate() {
                // Without such a word there is nothing to ask of the rates.
                if let Role::Equivalent { of } = claim.role
                    && reading.scale_words.iter().any(|w| w.figure == of || w.figure == at)
                {
                    out.extend(misread(passage, &exchange, of, at));
                }
            }
            let compared = reading.comparisons.iter().map(|c| (*c, slip(passage, *c)));
            let told = reading.restatements.iter().map(|c| (*c, noughts(passage, *c)));
            for (comparison, slip) in compared.chain(told) {
                if let Some(slip) = slip {
                    let support = support.get_or_insert_with(|| support_of(article));
                    out.extend(contradicted(passage, comparison, slip, support));
                }
            }
        }
        let told: Vec<Span> = out.get(before..).unwrap_or_default().iter().map(|f| f.span).collect();
        let mut amounts: Option<Amounts<'_>> = None;
        for (_, passage) in article.blocks.with(Contents::SCALES) {
            for word in &passage.reading.scale_words {
                let amounts = amounts.get_or_insert_with(|| amounts_of(article));
                out.extend(otherwise(passage, word, amounts).filter(|found| !told.contains(&found.span)));
            }
        }
    }
}

/// "4.1 milliard": a word that is not this language's.
fn foreign(passage: &Passage, word: &ScaleWord) -> Option<Finding> {
    if !word.foreign || word.quoted {
        return None;
    }
    let figure = passage.reading.figures.get(word.figure)?;
    let part = figure.parts.iter().find(|p| p.span.covers(word.word))?;
    let right = number(passage, &part.value);
    let message = Message::new("scale-word-foreign")
        .with("word", word.word.of(passage.prose()))
        .with("written", quote(passage, figure))
        .with("right", right.as_str());
    let title = Message::new("fix-change").with("from", part.span.of(passage.prose())).with("to", right.as_str());
    let edits = vec![Replacement::here(passage.source(part.span), right)];
    Some(finding(passage, figure, message, Vec::new(), vec![Fix { title, safe: false, edits }]))
}

/// "3 billions de dollars (2,8 milliards d'euros)": an equivalent that shows how the word was meant.
fn misread(passage: &Passage, exchange: &Exchange<'_>, of: usize, at: usize) -> Option<Finding> {
    let verdict = exchange.judge(passage, at)?;
    let Grade::Slip(slip) = verdict.grade else { return None };
    let reading = &passage.reading;
    let word = reading.scale_words.get(false_friend(passage, of, at, slip)?)?;
    let figure = reading.figures.get(word.figure)?;
    let other = reading.figures.get(if word.figure == of { at } else { of })?;
    let right = &figure.parts.first()?.value * word.elsewhere.as_ref()?;
    let message = Message::new("scale-word-equivalent")
        .with("written", quote(passage, figure))
        .with("other", quote(passage, other))
        .with("right", number(passage, &right));
    let fixes = fix(passage, figure, &[(0, &right)]).into_iter().collect();
    Some(finding(passage, figure, message, vec![related(passage, other)], fixes))
}

/// Sums of an article by currency and value, each where it is told first.
type Amounts<'a> = HashMap<(Option<Unit>, Number), (&'a Passage, &'a Figure)>;

fn amounts_of(article: &Article) -> Amounts<'_> {
    let mut out = Amounts::new();
    for passage in &article.blocks {
        for figure in passage.reading.figures.iter().filter(|f| f.kind == Kind::Money && f.parts.len() == 1) {
            if let Some(value) = &figure.value {
                out.entry((figure.unit, value.clone())).or_insert((passage, figure));
            }
        }
    }
    out
}

/// "2,4 billions de dollars", where the article has 2.4 milliards of them elsewhere.
fn otherwise(passage: &Passage, word: &ScaleWord, amounts: &Amounts<'_>) -> Option<Finding> {
    let figure = passage.reading.figures.get(word.figure).filter(|f| f.kind == Kind::Money && f.parts.len() == 1)?;
    let value = figure.value.as_ref()?;
    let right = value * word.elsewhere.as_ref()?;
    // One digit is soon the same by chance, unless no such sum exists.
    let digits = value.magnitude()? - value.last_digit()? + 1;
    if digits < 2 && *value < Number::ten_to(ABSURD) || word.quoted {
        return None;
    }
    let (there, other) = amounts.get(&(figure.unit, right.clone()))?;
    let message = Message::new("scale-word-elsewhere")
        .with("written", quote(passage, figure))
        .with("other", quote(there, other))
        .with("right", number(passage, &right));
    let fixes = fix(passage, figure, &[(0, &right)]).into_iter().collect();
    Some(finding(passage, figure, message, vec![related(there, other)], fixes))
}

/// A sum of ten to so many is none that there is.
const ABSURD: i32 = 17;

/// By what power of ten an amount that is said again differs from the first time, if that is all.
fn noughts(passage: &Passage, Comparison { first, second }: Comparison) -> Option<i32> {
    let figures = &passage.reading.figures;
    let (a, b) = (figures.get(first)?, figures.get(second)?);
    let (a, b) = (amount(a, a.parts.first()?), amount(b, b.parts.first()?));
    let agrees = |k: i32| a.reach().map(|end| end * &Number::ten_to(k)).meets(&b.reach());
    if agrees(0) {
        return None;
    }
    [3, -3, 6, -6, 9, -9, 12, -12].into_iter().find(|k| agrees(*k))
}

/// By what power of a thousand the second of two compared amounts is off, if that explains their difference.
fn slip(passage: &Passage, Comparison { first, second }: Comparison) -> Option<i32> {
    let figures = &passage.reading.figures;
    let (a, b) = (figures.get(first)?, figures.get(second)?);
    if a.parts.first()?.scale == b.parts.first()?.scale {
        return None;
    }
    let ratio = b.value.as_ref()?.over(a.value.as_ref()?)?;
    let (low, high) = (Number::from(NEAR.0) / NEAR.1, Number::from(NEAR.1) / NEAR.0);
    // "from $1 billion to $1 trillion" is a long way, and may have been gone.
    let one_digit = a.value.as_ref().is_some_and(|v| v.magnitude() == v.last_digit());
    if one_digit
        && ratio > Number::ONE
        && ratio.magnitude() == ratio.last_digit()
        && ratio == Number::ten_to(ratio.magnitude()?)
    {
        return None;
    }
    [3, -3, 6, -6].into_iter().find(|k| {
        let left = &ratio * &Number::ten_to(-*k);
        low <= left && left <= high
    })
}

/// "từ 3.800 tỷ lên 4.100 triệu": one of two amounts has the wrong scale word.
fn contradicted(
    passage: &Passage,
    Comparison { first, second }: Comparison,
    slip: i32,
    support: &Support,
) -> Option<Finding> {
    let reading = &passage.reading;
    let (a, b) = (reading.figures.get(first)?, reading.figures.get(second)?);
    // What the rest of the article does not speak for is wrong; then a false friend; then the later one.
    let unit = a.unit.or(b.unit);
    let spoken = |figure: &Figure| {
        let scale = figure.parts.first()?.scale.clone();
        Some(support.get(&(unit, scale)).copied().unwrap_or(0).saturating_sub(usize::from(figure.unit == unit)))
    };
    let friend = |index: usize| reading.scale_words.iter().any(|w| w.figure == index && w.elsewhere.is_some());
    let (for_a, for_b) = (spoken(a)?, spoken(b)?);
    let first_is_wrong = match (friend(first), friend(second)) {
        _ if for_a != for_b => for_a < for_b,
        // Of two of them the larger one is what the neighbour means by less.
        (true, true) => slip < 0,
        (a, b) => a && !b,
    };
    let (wrong, right) = if first_is_wrong { (a, b) } else { (b, a) };
    let power = if first_is_wrong { slip } else { -slip };
    let mended = |figure: &Figure, power: i32| Some(figure.value.as_ref()? * &Number::ten_to(power));
    let (meant, otherwise) = (mended(wrong, power)?, mended(right, -power)?);
    let message = Message::new("scale-word-compared")
        .with("written", quote(passage, wrong))
        .with("other", quote(passage, right))
        .with("right", number(passage, &meant))
        .with("factor", number(passage, &Number::ten_to(slip.abs())));
    let fixes = [fix(passage, wrong, &[(0, &meant)]), fix(passage, right, &[(0, &otherwise)])];
    Some(finding(passage, wrong, message, vec![related(passage, right)], fixes.into_iter().flatten().collect()))
}

fn support_of(article: &Article) -> Support {
    let mut out = Support::new();
    for figure in article.blocks.iter().flat_map(|p| &p.reading.figures) {
        if matches!(figure.kind, Kind::Money | Kind::Cardinal | Kind::Measure)
            && let [part] = figure.parts.as_slice()
        {
            *out.entry((figure.unit, part.scale.clone())).or_default() += 1;
        }
    }
    out
}

fn related(passage: &Passage, figure: &Figure) -> Related {
    Related::here(passage.source(figure.span), Message::new("related-says").with("text", quote(passage, figure)))
}

fn finding(passage: &Passage, figure: &Figure, message: Message, related: Vec<Related>, fixes: Vec<Fix>) -> Finding {
    Finding {
        code: Code::ScaleWord,
        severity: Severity::Warning,
        span: passage.source(figure.span),
        message,
        related,
        fixes,
    }
}
