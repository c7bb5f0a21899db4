//! An amount for each of many that its number and its sum contradict: "18 eggs for $10.80, or 70 cents an egg".

use super::reckon::{Written, quotient, to_step, written};
use super::wording::{fix, number, quote};
use super::{Code, Finding, Related, Severity};
use crate::article::Passage;
use crate::claim::{Rated, Term};
use crate::messages::Message;
use crate::number::{Interval, Number};

/// How many pairs of a count and a sum are tried.
const MOST: usize = 24;

/// The finding where no sum that stands there is so many times the amount and one should be.
pub fn judge(passage: &Passage, told: &Rated) -> Option<Finding> {
    let term = |figure| Term { figure, part: 0, plain: false };
    let per = written(passage, term(told.per))?;
    let ten = Number::from(10);
    let above = |n: &Written<'_>| n.open.low.as_ref().is_some_and(|low| !low.is_negative() && !low.is_zero());
    let mut found: Option<(Written<'_>, Written<'_>, Number)> = None;
    let pairs = told.counts.iter().flat_map(|count| told.totals.iter().map(move |total| (*count, *total)));
    for (count, total) in pairs.filter(|(count, total)| count != total).take(MOST) {
        let (count, total) = (written(passage, term(count))?, written(passage, term(total))?);
        if !above(&count) || !above(&total) || count.value <= Number::ONE {
            continue;
        }
        let actual = quotient(&total.open, &count.open)?;
        let right = total.value.over(&count.value)?;
        // What is reckoned is rounded as freely as what it is reckoned from.
        let loose = right.abs() / LOOSE;
        let said =
            Interval { low: per.open.low.clone().map(|n| n - &loose), high: per.open.high.clone().map(|n| n + &loose) };
        if actual.meets(&said) {
            return None;
        }
        let ratio = right.over(&per.value)?;
        let slip = [3, -3, 1, -1, 2, -2, 6, -6].into_iter().any(|power| {
            let left = &ratio * &Number::ten_to(power);
            left > Number::from(97) / 100 && left < Number::from(103) / 100
        });
        // Much further apart they are told of something else: the fund of a whole year, the sales of all shops.
        let near = &ratio * &Number::from(7) < ten && &ratio * &ten > Number::from(7);
        if !near && !slip {
            continue;
        }
        // Two that nearly fit: who knows which is meant.
        if found.is_some() {
            return None;
        }
        found = Some((count, total, right));
    }
    let (count, total, right) = found?;
    // The last one told is what a reader would correct.
    let derived = total.figure.span.start > per.figure.span.start && total.figure.span.start > count.figure.span.start;
    let right_total = to_step(&(&per.value * &count.value), &total.step);
    let right_per = to_step(&right, &per.step);
    let mends = [fix(passage, per.figure, &[(0, &right_per)]), fix(passage, total.figure, &[(0, &right_total)])];
    let mut fixes: Vec<_> = mends.into_iter().flatten().collect();
    let (at, sum, result) = if derived {
        fixes.reverse();
        let sum = format!("{} × {}", number(passage, &count.value), number(passage, &per.value));
        (&total, sum, right_total)
    } else {
        let sum = format!("{} ÷ {}", number(passage, &total.value), number(passage, &count.value));
        (&per, sum, right_per)
    };
    let message = Message::new("sum-of-parts")
        .with("sum", sum)
        .with("result", number(passage, &result))
        .with("written", quote(passage, at.figure));
    let related = |w: &Written<'_>| {
        Related::here(
            passage.source(w.figure.span),
            Message::new("related-says").with("text", quote(passage, w.figure)),
        )
    };
    let others = [&per, &count, &total].into_iter().filter(|w| !std::ptr::eq(w.figure, at.figure));
    Some(Finding {
        code: Code::PartOfWhole,
        severity: Severity::Error,
        span: passage.source(at.figure.span),
        message,
        related: others.map(related).collect(),
        fixes,
    })
}

/// One part in how many an amount for each may be off.
const LOOSE: i64 = 50;
