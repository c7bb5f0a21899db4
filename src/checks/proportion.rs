//! A count, its whole and the share that the text makes of it: percentages for one check, fractions for another.

use super::reckon::{Written, percent, quotient, to_step, written};
use super::wording::{fix, in_percent, number, quote};
use super::{Code, Finding, Related, Severity};
use crate::article::Passage;
use crate::claim::{Proportion, Term};
use crate::figure::{Figure, Kind};
use crate::messages::Message;
use crate::number::{Interval, Number};

/// What is wrong with a proportion, if anything is.
pub fn contradicted(passage: &Passage, told: &Proportion) -> Option<Finding> {
    let share = passage.reading.figures.get(told.share)?;
    let said = percent(share)?;
    let part = written(passage, told.part)?;
    let hundred = Number::from(100);
    let mut wholes = Vec::new();
    for term in &told.wholes {
        let whole = written(passage, *term)?;
        let actual = quotient(&part.open, &whole.open)?.map(|n| n * &hundred);
        let other = Interval::exactly(&hundred).minus(&actual);
        if actual.meets(&said) || told.either && other.meets(&said) {
            return None;
        }
        // Twice as much or half of it: of something else.
        let far = |a: &Interval, b: &Interval| {
            a.low.as_ref().zip(b.high.as_ref()).is_some_and(|(low, high)| *low > high * &Number::from(2))
        };
        if told.unsure && (far(&actual, &said) || far(&said, &actual)) {
            return None;
        }
        wholes.push(whole);
    }
    let [whole] = wholes.as_slice() else { return None };
    // More than the whole is another fault; nought is none of ours.
    if part.value > whole.value || part.value.is_negative() || part.value.is_zero() {
        return None;
    }
    // "9,500 jobs will go, 7,000 here and 2,500 there, or 8% of the 118,000": another count of the sentence is the part.
    let claims = &passage.reading.claims;
    let sentence = claims.get(told.share)?.sentence;
    let fits = |at: usize| {
        let other = written(passage, Term { figure: at, part: 0, plain: false })?;
        let here = claims.get(at)?.sentence == sentence && at != told.share && other.figure.kind == part.figure.kind;
        let actual = quotient(&other.open, &whole.open)?.map(|n| n * &hundred);
        (here && other.figure.unit == part.figure.unit && actual.meets(&said)).then_some(())
    };
    if (0..passage.reading.figures.len()).any(|at| fits(at).is_some()) {
        return None;
    }
    Some(finding(passage, share, &part, whole))
}

fn finding(passage: &Passage, share: &Figure, part: &Written<'_>, whole: &Written<'_>) -> Finding {
    let exact = &part.value * &Number::from(100);
    let exact = exact.over(&whole.value).unwrap_or(Number::ZERO);
    let factor = match share.kind {
        Kind::Percent => share.value.clone().map(|v| v / 100),
        _ => share.value.clone().and_then(|v| match &share.of {
            Some(of) => v.over(of),
            None => Some(v),
        }),
    };
    let wanted = factor.map(|factor| to_step(&(&factor * &whole.value), &part.step));
    let mend_part = wanted.as_ref().filter(|w| !w.is_zero()).and_then(|w| fix(passage, part.figure, &[(part.part, w)]));
    let related = |figure: &Figure| {
        Related::here(passage.source(figure.span), Message::new("related-says").with("text", quote(passage, figure)))
    };
    // A share in words is the round one of the two: the count is what a reader would correct, where it comes later.
    if share.kind != Kind::Percent {
        let message = Message::new("part-of-whole-fraction")
            .with("share", quote(passage, share))
            .with("whole", number(passage, &whole.value))
            .with("right", wanted.map(|w| number(passage, &w)).unwrap_or_default())
            .with("written", number(passage, &part.value));
        let later = part.figure.span.start > share.span.start;
        let (at, other) = if later { (part.figure, share) } else { (share, part.figure) };
        let mut held = vec![related(other)];
        if !std::ptr::eq(whole.figure, part.figure) && !std::ptr::eq(whole.figure, share) {
            held.push(related(whole.figure));
        }
        return Finding {
            code: Code::PartOfWhole,
            severity: Severity::Error,
            span: passage.source(at.span),
            message,
            related: held,
            fixes: mend_part.into_iter().collect(),
        };
    }
    let step = share.step.clone().unwrap_or(Number::ONE);
    let right = to_step(&exact, &step);
    let message = Message::new("percentage")
        .with("part", number(passage, &part.value))
        .with("whole", number(passage, &whole.value))
        .with("right", in_percent(passage, &right))
        .with("written", quote(passage, share));
    let mut fixes: Vec<_> = fix(passage, share, &[(0, &right)]).into_iter().collect();
    fixes.extend(mend_part);
    let mut held = vec![related(part.figure)];
    if !std::ptr::eq(part.figure, whole.figure) {
        held.push(related(whole.figure));
    }
    Finding {
        code: Code::Percentage,
        severity: Severity::Error,
        span: passage.source(share.span),
        message,
        related: held,
        fixes,
    }
}
