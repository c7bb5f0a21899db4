mod told;

use self::told::{told_along, told_before, told_in_parts};
use super::memory::{Again, by_block};
use super::proportion::{contradicted, elsewhere};
use super::rated;
use super::wording::{fix, in_percent, number, quote};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Claim, Proportion, Role, Unplaced};
use crate::desk::Desk;
use crate::figure::{Figure, Hedge, Kind};
use crate::messages::Message;
use crate::number::Number;

/// Parts, wholes and remainders that contradict each other.
pub struct PartOfWhole;

/// What of a block is judged.
const JUDGED: Contents = Contents::SHARES.and(Contents::PARTS).and(Contents::GROUPS);
/// How many blocks back a share with both numbers ("the remaining 4/10") is still held against.
const BLOCKS_BACK: usize = 3;
/// How many blocks back those are that a part names ("820 of the savers").
const BLOCKS_FAR: usize = 8;
/// How many figures back any of them is.
const FIGURES_BACK: usize = 64;
/// How many sentences back a bare remainder ("the other four") is.
const SENTENCES_BACK: usize = 2;
/// How many percentages a remainder is held against at most.
const MOST_PARTS: usize = 8;
/// How far a fraction in words ("two thirds") may be off, in hundredths of the whole.
const FRACTION_OFF: i64 = 3;
/// How far "about 60%" may be off, in hundredths of the whole.
const ABOUT_OFF: i64 = 4;
/// Between which sums percentages and their remainder are of one whole that was misreckoned.
const PERCENT_FROM: i64 = 70;
const PERCENT_TO: i64 = 130;

impl Check for PartOfWhole {
    fn code(&self) -> Code {
        Code::PartOfWhole
    }

    fn explanation(&self) -> &'static str {
        include_str!("part_of_whole.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        article.blocks.with(JUDGED).for_each(|(at, _)| out.append(&mut judge(article, at)));
        unplaced(article, out);
    }

    fn check_again(&self, article: &Article, _desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        by_block(article, JUDGED, BLOCKS_FAR, again, out, |at| judge(article, at));
        unplaced(article, out);
    }
}

/// Shares in words whose whole stands elsewhere, before or behind.
fn unplaced(article: &Article, out: &mut Vec<Finding>) {
    for (at, passage) in article.blocks.with(Contents::SHARES) {
        let share = |p: &&Unplaced| passage.reading.figures.get(p.share).is_some_and(|f| f.kind != Kind::Percent);
        out.extend(passage.reading.unplaced.iter().filter(share).filter_map(|p| elsewhere(article, at, p)));
    }
}

fn judge(article: &Article, at: usize) -> Vec<Finding> {
    let mut out = Vec::new();
    let Some(passage) = article.blocks.get(at) else { return out };
    let fraction = |p: &&Proportion| passage.reading.figures.get(p.share).is_some_and(|f| f.kind != Kind::Percent);
    out.extend(passage.reading.proportions.iter().filter(fraction).filter_map(|p| contradicted(passage, p)));
    out.extend(passage.reading.groups.rated.iter().filter_map(|told| rated::judge(passage, told)));
    for (figure, claim) in passage.reading.figures.iter().zip(&passage.reading.claims) {
        let here = Place { passage, figure, claim };
        if let Role::Share { part, whole } = &claim.role {
            out.extend((part > whole).then(|| too_many(&here, part, whole)));
        }
        if let Role::Excess { whole } = claim.role {
            out.extend(excess(&here, whole));
        }
        // What is listed with more is not all that is left.
        let Role::Remainder { more: false, weak } = claim.role else { continue };
        let found = match figure.kind {
            Kind::Ratio => of_share(article, at, &here),
            Kind::Percent | Kind::Fraction => of_percent(&here),
            _ => told_along(article, at, &here, weak)
                .or_else(|| of_count(&here, weak))
                .or_else(|| told_before(article, at, &here, weak))
                .or_else(|| told_in_parts(article, at, &here, weak)),
        };
        out.extend(found);
    }
    out
}

/// A figure where it stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
    claim: &'a Claim,
}

/// A whole and its parts, and the figure that states the last of them.
struct Split<'a> {
    whole: Number,
    parts: Vec<Number>,
    /// The coarsest precision among them.
    step: Number,
    /// The figure that states the whole.
    told: Place<'a>,
    /// The figure that states the part, and the index of its number there.
    stated: (Place<'a>, usize),
    /// Other counts between them and the remainder that may be parts too.
    others: Vec<Number>,
    /// The part was told as a share ("two thirds of the 90"): how far the remainder may be off.
    loose: Option<Number>,
}

fn places(passage: &Passage) -> impl DoubleEndedIterator<Item = Place<'_>> {
    passage.reading.figures.iter().zip(&passage.reading.claims).map(move |(figure, claim)| Place {
        passage,
        figure,
        claim,
    })
}

/// "the remaining 4/10" after "ten of the 14": the same whole with another remainder, or the part in its place.
fn of_share(article: &Article, at: usize, rest: &Place<'_>) -> Option<Finding> {
    let (left, below) = (rest.figure.value.as_ref()?, rest.figure.of.as_ref()?);
    let from = at.saturating_sub(BLOCKS_BACK);
    let blocks = article.blocks.get(from..=at)?.iter();
    let earlier =
        |p: &Place<'_>| !std::ptr::eq(p.passage, rest.passage) || p.figure.span.start < rest.figure.span.start;
    let mut shares: Vec<Place<'_>> = blocks
        .rev()
        .flat_map(|passage| places(passage).rev())
        .filter(earlier)
        .filter(|p| matches!(p.claim.role, Role::Share { .. }) && p.figure.hedge.is_none())
        .take(FIGURES_BACK)
        .collect();
    shares.reverse();
    // A share that the remainder completes, alone or with others of its whole, settles it.
    let of_whole = |m: &Number| {
        let parts =
            shares.iter().filter_map(|p| share(p.claim)).filter(|(_, whole)| *whole == m).map(|(part, _)| part.clone());
        parts.collect::<Vec<_>>()
    };
    if some_sum(&of_whole(below), &(below - left)) {
        return None;
    }
    let (found, part, whole) = shares.iter().rev().find_map(|place| {
        let (part, whole) = share(place.claim)?;
        let swapped = below == part && *left == whole - part;
        let same_whole = below == whole && near(place, rest);
        (swapped || same_whole).then_some((place, part, whole))
    })?;
    let expected = whole - part;
    let fixes = fix(rest.passage, rest.figure, &[(0, &expected), (1, whole)]).into_iter().collect();
    let message = Message::new("part-of-whole-share")
        .with("part", number(rest.passage, part))
        .with("whole", number(rest.passage, whole))
        .with("rest", number(rest.passage, &expected))
        .with("written", quote(rest.passage, rest.figure));
    Some(finding(rest, found, message, fixes))
}

fn share(claim: &Claim) -> Option<(&Number, &Number)> {
    if let Role::Share { part, whole } = &claim.role { Some((part, whole)) } else { None }
}

fn near(a: &Place<'_>, b: &Place<'_>) -> bool {
    std::ptr::eq(a.passage, b.passage) && b.claim.sentence - a.claim.sentence.min(b.claim.sentence) <= SENTENCES_BACK
}

/// "the other 82" after "of the 240 hotels, 168".
fn of_count(rest: &Place<'_>, weak: bool) -> Option<Finding> {
    let left = rest.figure.value.as_ref()?;
    if rest.figure.hedge.is_some() {
        return None;
    }
    let split = split(rest)?;
    let all = split.parts.iter().fold(Number::ZERO, |sum, n| sum + n);
    let counts: Vec<Number> = split.parts.iter().chain(&split.others).cloned().collect();
    if some_sum(&counts, &(&split.whole - left)) || all >= split.whole || *left >= split.whole {
        return None;
    }
    // "Of the 40 hurt, 25 were treated; 12 remain in hospital": only too many are wrong.
    if weak && &all + left <= split.whole {
        return None;
    }
    // "30 reopened, including 12 in the city; the other 18": what is left of a part.
    if counts.iter().any(|a| counts.iter().any(|b| a - b == *left)) {
        return None;
    }
    // Amounts are rounded: what their precision leaves open is no contradiction.
    if rest.figure.unit.is_some() || rest.figure.step != Some(Number::ONE) {
        let open = (&split.step * &Number::from(2 + i64::try_from(split.parts.len()).ok()?)) / 2;
        if (&split.whole - &all - left).abs() <= open {
            return None;
        }
    }
    if split.loose.as_ref().is_some_and(|loose| (&split.whole - &all - left).abs() <= *loose) {
        return None;
    }
    let expected = &split.whole - &all;
    let expected = if split.loose.is_some() { expected.rounded(0) } else { expected };
    let (stated, index) = (split.stated.0, split.stated.1);
    let mut fixes: Vec<_> = fix(rest.passage, rest.figure, &[(0, &expected)]).into_iter().collect();
    // With one part alone, that one may be the wrong figure as well.
    if split.parts.len() == 1 && split.loose.is_none() {
        let part = &split.whole - left;
        fixes.extend(fix(stated.passage, stated.figure, &[(index, &part)]));
    }
    let message = Message::new("part-of-whole-count")
        .with("sum", sum_text(rest.passage, &split))
        .with("rest", number(rest.passage, &expected))
        .with("written", quote(rest.passage, rest.figure));
    let mut found = finding(rest, &stated, message, fixes);
    if !std::ptr::eq(split.told.figure, stated.figure) {
        found.related.insert(0, related(&split.told));
    }
    Some(found)
}

/// "240 − 168", "320 − 96 − 144".
fn sum_text(passage: &Passage, split: &Split<'_>) -> String {
    let numbers = [&split.whole].into_iter().chain(&split.parts);
    numbers.map(|n| number(passage, n)).collect::<Vec<_>>().join(" − ")
}

/// The nearest whole with its parts before a remainder, in its paragraph.
fn split<'a>(rest: &Place<'a>) -> Option<Split<'a>> {
    let figures = &rest.passage.reading.figures;
    let here = figures.partition_point(|f| f.span.start < rest.figure.span.start);
    let from = here.saturating_sub(FIGURES_BACK);
    let all: Vec<Place<'a>> = places(rest.passage).skip(from).take(here - from).collect();
    let mut others = Vec::new();
    for (at, place) in all.iter().enumerate().rev() {
        if !near(place, rest) {
            return None;
        }
        match &place.claim.role {
            Role::Share { .. } => return whole(&all, at, at, rest, others),
            Role::Part { whole: of } => return whole(&all, of.checked_sub(from)?, at, rest, others),
            Role::Portion { whole: of } => return portion(&all, of.checked_sub(from)?, at, rest, others),
            // Another remainder has told of this whole already.
            Role::Remainder { .. } => return None,
            Role::Plain
                if place.figure.unit == rest.figure.unit
                    && place.figure.value.is_some()
                    && place.figure.kind != Kind::Ordinal =>
            {
                let value = place.figure.value.clone().filter(|_| place.figure.hedge.is_none())?;
                // A count of something else: who knows what it is to the whole.
                if place.claim.noun.is_some() && !rest.claim.may_be_left_of(place.claim) {
                    return None;
                }
                others.push(value);
            }
            _ => {}
        }
    }
    None
}

/// The whole that the figure `of` states, with the parts up to the figure `last`; nothing where one of them is hedged.
fn whole<'a>(all: &[Place<'a>], of: usize, last: usize, rest: &Place<'a>, others: Vec<Number>) -> Option<Split<'a>> {
    let place = all.get(of)?;
    let (low, high) = (of.min(last), of.max(last));
    let told = all.get(low..=high)?;
    let part = |p: &&Place<'_>| matches!(p.claim.role, Role::Part { .. });
    // "Of the 18 sailors, 11 men … the other seven men"
    let by_part = || told.iter().filter(part).any(|p| p.claim.noun.is_some() && rest.claim.may_be_left_of(p.claim));
    if !(rest.claim.may_be_left_of(place.claim) || by_part())
        || place.figure.unit != rest.figure.unit
        || !same_things(all, place, rest)
    {
        return None;
    }
    let (whole, mut parts) = match share(place.claim) {
        // "12 of 12 districts lost power; by noon seven had it back, the other five": all of it, parts of which follow.
        Some((part, whole)) if part == whole => (whole.clone(), Vec::new()),
        Some((part, whole)) => (whole.clone(), vec![part.clone()]),
        None => (place.figure.value.clone()?, Vec::new()),
    };
    for place in told.iter().filter(part) {
        parts.push(place.figure.value.clone()?);
    }
    if share(place.claim).is_some_and(|(part, whole)| part == whole) && parts.is_empty() {
        parts = others.clone();
        if parts.len() != 1 {
            return None;
        }
    }
    let exact = told.iter().all(|p| p.figure.hedge.is_none());
    let steps = told.iter().chain([rest]).filter_map(|p| p.figure.step.clone());
    let step = steps.max()?;
    exact.then(|| Split { whole, parts, step, told: *place, stated: (all[last], 0), others, loose: None })
}

/// "Two thirds of the 90 schools": the whole that the figure `of` states, and a share of it as its part.
fn portion<'a>(all: &[Place<'a>], of: usize, at: usize, rest: &Place<'a>, others: Vec<Number>) -> Option<Split<'a>> {
    let (whole, share) = (all.get(of)?, all.get(at)?);
    let same = rest.claim.may_be_left_of(whole.claim) && whole.figure.unit == rest.figure.unit;
    let exact = whole.figure.hedge.is_none() && share.figure.hedge.is_none();
    if !same || !exact || others.len() > 1 {
        return None;
    }
    let amount = whole.figure.value.clone()?;
    let (hundredths, off) = hundredths(share.figure)?;
    let part = &amount * &(hundredths / 100);
    let loose = &amount * &(off / 100) + &Number::ONE;
    let others = others.into_iter().filter(|n| *n != amount).collect();
    let step = rest.figure.step.clone()?;
    Some(Split {
        whole: amount,
        parts: vec![part],
        step,
        told: *whole,
        stated: (*share, 0),
        others,
        loose: Some(loose),
    })
}

/// A percentage or a fraction in hundredths, and how far it may be off.
fn hundredths(figure: &Figure) -> Option<(Number, Number)> {
    let value = figure.value.clone()?;
    match figure.kind {
        Kind::Fraction => Some((value * Number::from(100), Number::from(FRACTION_OFF))),
        _ => Some((value, figure.step.clone()? / 2)),
    }
}

/// "32 of the 30 members".
fn too_many(place: &Place<'_>, part: &Number, whole: &Number) -> Finding {
    let message = Message::new("part-of-whole-more")
        .with("part", number(place.passage, part))
        .with("whole", number(place.passage, whole));
    let swapped = fix(place.passage, place.figure, &[(0, whole), (1, part)]);
    Finding {
        code: Code::PartOfWhole,
        severity: Severity::Error,
        span: place.passage.source(place.figure.span),
        message,
        related: Vec::new(),
        fixes: swapped.into_iter().collect(),
    }
}

/// "Of the 52 passengers, 54 were hurt".
fn excess(place: &Place<'_>, whole: usize) -> Option<Finding> {
    let told = places(place.passage).nth(whole)?;
    let message = Message::new("part-of-whole-more")
        .with("part", number(place.passage, place.figure.value.as_ref()?))
        .with("whole", number(place.passage, told.figure.value.as_ref()?));
    Some(finding(place, &told, message, Vec::new()))
}

/// "60% voted yes and the remaining 30% no".
fn of_percent(rest: &Place<'_>) -> Option<Finding> {
    let hundred = Number::from(100);
    let (left, mut off) = hundredths(rest.figure)?;
    if rest.figure.hedge.is_some() {
        return None;
    }
    let figures = &rest.passage.reading.figures;
    let here = figures.partition_point(|f| f.span.start < rest.figure.span.start);
    let from = here.saturating_sub(FIGURES_BACK);
    let all: Vec<Place<'_>> = places(rest.passage).skip(from).take(here - from).collect();
    let mut parts: Vec<(Place<'_>, Number)> = Vec::new();
    for place in all.iter().rev().take_while(|p| p.claim.sentence + 1 >= rest.claim.sentence) {
        if !matches!(place.figure.kind, Kind::Percent | Kind::Fraction) {
            continue;
        }
        match place.claim.role {
            Role::Plain | Role::Portion { .. } if matches!(place.figure.hedge, None | Some(Hedge::About)) => {
                let (value, more) = hundredths(place.figure)?;
                off = &off + &more;
                if place.figure.hedge.is_some() {
                    off = &off + &Number::from(ABOUT_OFF);
                }
                parts.push((*place, value));
            }
            Role::Change => {}
            // Hedged, a range, or a remainder that has told of this whole already.
            _ => return None,
        }
    }
    let values: Vec<Number> = parts.iter().map(|p| p.1.clone()).collect();
    let fits = |n: &Number| (n - &(&hundred - &left)).abs() <= off;
    if parts.len() > MOST_PARTS || sums(&values).iter().any(fits) {
        return None;
    }
    if values.iter().any(|a| values.iter().any(|b| a - b == left)) {
        return None;
    }
    let sentence = parts.first()?.0.claim.sentence;
    let told: Vec<&(Place<'_>, Number)> = parts.iter().filter(|p| p.0.claim.sentence == sentence).rev().collect();
    let all = told.iter().fold(Number::ZERO, |sum, p| sum + &p.1);
    let expected = &hundred - &all;
    let sum = &all + &left;
    // Shares of other things: what is left over or missing is too much.
    if expected <= Number::ZERO || sum < Number::from(PERCENT_FROM) || sum > Number::from(PERCENT_TO) {
        return None;
    }
    let numbers = [&hundred].into_iter().chain(told.iter().map(|p| &p.1));
    let text = numbers.map(|n| in_percent(rest.passage, &n.rounded(-1))).collect::<Vec<_>>().join(" − ");
    let right = expected.rounded(-1);
    let fixes = if rest.figure.kind == Kind::Percent { fix(rest.passage, rest.figure, &[(0, &right)]) } else { None };
    let message = Message::new("part-of-whole-percent")
        .with("sum", text)
        .with("rest", in_percent(rest.passage, &right))
        .with("written", quote(rest.passage, rest.figure));
    let last = told.last()?;
    let mut found = finding(rest, &last.0, message, fixes.into_iter().collect());
    found.related = told.iter().map(|p| related(&p.0)).collect();
    Some(found)
}

/// What any of a few parts make together.
fn sums(parts: &[Number]) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    for part in parts {
        let more: Vec<Number> = out.iter().map(|sum| sum + part).collect();
        out.extend(more);
        out.push(part.clone());
    }
    out
}

/// Where a share names nothing ("nine of the 10 are black"), the count that told of its whole before does ("10 cats").
fn same_things(all: &[Place<'_>], share: &Place<'_>, rest: &Place<'_>) -> bool {
    if share.claim.noun.is_some() {
        return true;
    }
    let whole = share.figure.of.as_ref().or(share.figure.value.as_ref());
    let before = all.iter().take_while(|p| p.figure.span.start < share.figure.span.start);
    let named = before.filter(|p| p.figure.value.as_ref() == whole && p.claim.noun.is_some()).last();
    named.is_none_or(|p| rest.claim.may_be_left_of(p.claim))
}

/// Whether some of `parts` add up to `sum`.
fn some_sum(parts: &[Number], sum: &Number) -> bool {
    match parts.split_first() {
        // More parts than a sentence tells of: not to be gone through.
        _ if parts.len() > 8 => true,
        None => sum.is_zero(),
        Some((first, rest)) => some_sum(rest, sum) || some_sum(rest, &(sum - first)),
    }
}

fn finding(rest: &Place<'_>, against: &Place<'_>, message: Message, fixes: Vec<super::Fix>) -> Finding {
    Finding {
        code: Code::PartOfWhole,
        severity: Severity::Error,
        span: rest.passage.source(rest.figure.span),
        message,
        related: vec![related(against)],
        fixes,
    }
}

fn related(place: &Place<'_>) -> Related {
    Related::here(
        place.passage.source(place.figure.span),
        Message::new("related-says").with("text", quote(place.passage, place.figure)),
    )
}
