//! A count, its whole and the share that the text makes of it: percentages for one check, fractions for another.

use super::reckon::{Written, percent, quotient, to_step, written};
use super::wording::{fix, in_percent, number, quote};
use super::{Code, Finding, Related, Severity};
use crate::article::{Article, Passage};
use crate::claim::{Proportion, Term, Unplaced};
use crate::figure::{Figure, Kind};
use crate::messages::Message;
use crate::number::{Interval, Number};

/// How far "nine in ten" may be from the percentage that it is told for.
const ODDS_OFF: i64 = 4;

/// "Nine in ten": a share in all but name.
fn is_odds(figure: &Figure) -> bool {
    figure.kind == Kind::Ratio && figure.of.as_ref().is_some_and(|of| *of <= Number::from(10))
}

/// What is wrong with a proportion, if anything is.
pub fn contradicted(passage: &Passage, told: &Proportion) -> Option<Finding> {
    let share = passage.reading.figures.get(told.share)?;
    let said = percent(share)?;
    let part = written(passage, told.part)?;
    let hundred = Number::from(100);
    let said = if share.kind == Kind::Percent && is_odds(part.figure) {
        let rough = Number::from(ODDS_OFF);
        Interval { low: said.low.map(|n| n - &rough), high: said.high.map(|n| n + &rough) }
    } else {
        said
    };
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
    let little_more = || {
        let below = said.high.as_ref().is_some_and(|high| *high < hundred);
        below && part.value > whole.value && &part.value * &Number::from(4) < &whole.value * &Number::from(5)
    };
    let of_it = share.kind == Kind::Fraction && !told.unsure && !told.either && little_more();
    if part.value > whole.value && !of_it || part.value.is_negative() || part.value.is_zero() {
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
    // A sentence may have thousands of figures, and every one of them be a share.
    let near = told.share.saturating_sub(MOST)..passage.reading.figures.len().min(told.share + MOST);
    if near.into_iter().any(|at| fits(at).is_some()) {
        return None;
    }
    Some(finding(passage, share, &part, (passage, whole)))
}

/// How many blocks before and behind are looked through for a whole.
const BLOCKS: usize = 4;
/// How many figures of a block, or on either side of one.
const MOST: usize = 60;
/// How many other shares of a paragraph must be of a whole, for one that says so in brackets alone.
const KIN: usize = 2;

/// How many other shares of a paragraph are of this whole, by their numbers.
fn kin(passage: &Passage, told: &Unplaced, near: &Passage, whole: &Written<'_>) -> usize {
    let reading = &passage.reading;
    let hundred = Number::from(100);
    let of_it = |other: &&Unplaced| {
        let (share, part) = (reading.figures.get(other.share)?, reading.figures.get(other.part)?);
        let count = written(passage, Term { figure: other.part, part: 0, plain: false })?;
        let own = other.share == told.share || std::ptr::eq(part, whole.figure) && std::ptr::eq(passage, near);
        let actual = quotient(&count.open, &whole.open)?.map(|n| n * &hundred);
        let fits = !own && part.unit == whole.figure.unit && count.value < whole.value;
        (fits && share.kind == Kind::Percent && actual.meets(&percent(share)?)).then_some(())
    };
    reading.unplaced.iter().take(MOST).filter(|other| of_it(other).is_some()).count()
}

/// A share and a count that no whole told near them fits, while one of them must be it.
pub fn elsewhere(article: &Article, at: usize, told: &Unplaced) -> Option<Finding> {
    let passage = article.blocks.get(at)?;
    let reading = &passage.reading;
    let share = reading.figures.get(told.share)?;
    let (said, part) = (percent(share)?, written(passage, Term { figure: told.part, part: 0, plain: false })?);
    let claim = reading.claims.get(told.part)?;
    let hundred = Number::from(100);
    let middle = |i: &Interval| Some((i.low.as_ref()? + i.high.as_ref()?) / 2);
    let wanted = middle(&said)?;
    // "116% of the plan": what it is of is smaller, so that it is no part of it.
    if wanted > hundred {
        return None;
    }
    let from = at.saturating_sub(BLOCKS);
    let mut best: Option<(Number, &Passage, Written<'_>)> = None;
    for (block, near) in article.blocks.iter().enumerate().skip(from).take(2 * BLOCKS + 1) {
        for (index, figure) in near.reading.figures.iter().enumerate().take(MOST) {
            let itself = block == at && (index == told.share || index == told.part);
            if itself || figure.range || figure.value.is_none() {
                continue;
            }
            // "840 of the 1,500": the whole is its second number.
            let term = Term { figure: index, part: figure.parts.len().saturating_sub(1), plain: false };
            let Some(whole) = written(near, term) else { continue };
            // "800 millions, un tiers du total" of 3.2 billion euros
            let bare = part.figure.unit.is_none() && part.figure.noun.is_none() && figure.kind == Kind::Money;
            let scaled = || part.figure.parts.iter().all(|p| p.scale >= Number::from(1_000_000));
            let measure = (figure.unit == part.figure.unit || bare && told.all && scaled())
                && matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Ratio);
            if !measure || whole.value <= part.value {
                continue;
            }
            let actual = quotient(&part.open, &whole.open)?.map(|n| n * &hundred);
            if actual.meets(&said) {
                return None;
            }
            let Some(other) = near.reading.claims.get(index) else { continue };
            let earlier = block < at || block == at && figure.span.start < part.figure.span.start;
            let lines = near.block.kind == passage.block.kind;
            // By how much something changed is no whole.
            let delta = near.reading.changes.iter().any(|c| c.deltas.iter().any(|d| d.figure == index));
            let moved = delta || near.reading.subjects.get(index).is_some_and(|s| s.moving);
            if moved || !earlier || !lines || near.language != passage.language || figure.kind == Kind::Ratio {
                continue;
            }
            let beside = block == at && other.sentence == claim.sentence;
            let words = near.reading.subjects.get(index).map_or(0..0, |s| s.sentence.0 as usize..s.sentence.1 as usize);
            let words = near.reading.words.get(words).unwrap_or_default();
            let named = told.of.iter().any(|of| words.iter().any(|w| w.stem == *of));
            let counted = figure.unit.is_none();
            let same_noun = claim.noun.is_some() && other.noun.is_some() && claim.may_count_with(other);
            let persons = claim.persons && other.persons;
            // "Organic farms number 256, or 12% of the total"
            let own = reading.subjects.get(told.part).map_or(0..0, |s| s.sentence.0 as usize..s.sentence.1 as usize);
            let noun = near.reading.subjects.get(index).map_or(0, |s| s.noun);
            let beside_it = noun != 0 && reading.words.get(own).unwrap_or_default().iter().any(|w| w.stem == noun);
            // "15,225 seats; 14,911 were taken, or 88%"
            let right_before = beside && index + 1 == told.part && claim.noun.is_none() && other.noun.is_some();
            let kin = || kin(passage, told, near, &whole);
            let strong = match () {
                _ if told.weak => {
                    let others = kin();
                    others >= KIN || others > 0 && same_noun
                }
                _ if counted && same_noun && told.of.is_empty() && kin() > 0 => true,
                // "Of 29 million homes, 17.4 million, or 60% … 2.3 million, or 18%"
                _ if counted
                    && told.of.is_empty()
                    && claim.noun.is_none()
                    && other.noun.is_some()
                    && block == at
                    && kin() > 0 =>
                {
                    true
                }
                _ if !told.of.is_empty() => named,
                _ if told.all => !counted || same_noun || persons || beside_it && claim.noun.is_none(),
                _ if told.them => {
                    let before = block == at && other.sentence + 1 == claim.sentence;
                    block + 1 >= at && (same_noun || persons) || before && counted && other.noun.is_some()
                }
                _ if counted => same_noun && block == at || persons && beside || right_before,
                _ => figure.kind == Kind::Measure && block == at && !beside,
            };
            let (Some(low), Some(high)) = (&actual.low, &actual.high) else { continue };
            let near_enough = high > &(wanted.clone() / 2) && low < &(&wanted * &Number::from(2));
            if !strong || !near_enough {
                continue;
            }
            let off = (middle(&actual)? - &wanted).abs();
            if best.as_ref().is_none_or(|(least, ..)| off <= *least) {
                best = Some((off, near, whole));
            }
        }
    }
    let (_, of, whole) = best?;
    Some(finding(passage, share, &part, (of, &whole)))
}

fn finding(passage: &Passage, share: &Figure, part: &Written<'_>, (of, whole): (&Passage, &Written<'_>)) -> Finding {
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
    let related_in = |passage: &Passage, figure: &Figure| {
        Related::here(passage.source(figure.span), Message::new("related-says").with("text", quote(passage, figure)))
    };
    let related = |figure: &Figure| related_in(passage, figure);
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
            held.push(related_in(of, whole.figure));
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
        held.push(related_in(of, whole.figure));
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
