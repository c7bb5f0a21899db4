use std::collections::HashSet;

use super::tables;
use super::wording::{fix, number, quote};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Addend, Evidence, Sum, open};
use crate::desk::Desk;
use crate::figure::{Figure, Hedge, Kind};
use crate::messages::Message;
use crate::number::{Interval, Number};

/// Totals that are not the sum of their parts.
pub struct SumOfParts;

impl Check for SumOfParts {
    fn code(&self) -> Code {
        Code::SumOfParts
    }

    fn explanation(&self) -> &'static str {
        include_str!("sum_of_parts.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for (at, passage) in article.blocks.with(Contents::GROUPS) {
            for sum in &passage.reading.groups.sums {
                let parts: Vec<(&Passage, &Addend)> = sum.parts.iter().map(|p| (passage, p)).collect();
                out.extend(match sum.evidence {
                    Evidence::Shares => shares(&parts),
                    Evidence::Held => shares(&parts).filter(|_| added(&parts).0 > Number::from(100)),
                    Evidence::Loose | Evidence::Sides => loose(article, at, &parts, sum.evidence),
                    _ if sum.totals.is_empty() => total_before(article, at, &parts, sum.evidence),
                    _ => total(passage, &sum.totals, &parts, sum),
                });
            }
        }
        tables::check(article, out);
        // Two readings of one sentence make one finding.
        let mut seen = HashSet::new();
        out.retain(|f| f.code != Code::SumOfParts || seen.insert(f.span));
    }
}

/// "70 + 40 = 110, not 120".
fn total(passage: &Passage, totals: &[usize], parts: &[(&Passage, &Addend)], sum: &Sum) -> Option<Finding> {
    let figures: Vec<&Figure> = totals.iter().filter_map(|at| passage.reading.figures.get(*at)).collect();
    held(passage, &figures, parts, sum.evidence)
}

/// How many blocks back the total of parts is looked for that have none beside them.
const BLOCKS_BACK: usize = 2;

/// "They will be shared between four routes. Ten will run …" a paragraph below "28 cars".
fn total_before(article: &Article, at: usize, parts: &[(&Passage, &Addend)], evidence: Evidence) -> Option<Finding> {
    let blocks = article.blocks.get(at.saturating_sub(BLOCKS_BACK)..at)?;
    let greatest = parts.iter().map(|(_, p)| &p.value).max()?;
    let counted = |f: &&Figure| {
        let count = f.kind == Kind::Cardinal && f.noun.is_some() && f.hedge.is_none();
        count && f.value.as_ref().is_some_and(|v| v > greatest)
    };
    let all: Vec<(&Passage, Vec<&Figure>)> =
        blocks.iter().rev().map(|p| (p, p.reading.figures.iter().filter(counted).collect())).collect();
    let (sum, _) = added(parts);
    if all.iter().any(|(_, figures)| figures.iter().any(|f| f.value.as_ref() == Some(&sum))) {
        return None;
    }
    all.iter().find_map(|(passage, figures)| held(passage, figures, parts, evidence))
}

/// How many blocks back the whole of parts is looked for that nothing joins to it.
const LOOSE_BACK: usize = 3;
/// How many figures of each.
const MOST: usize = 24;

/// "A plant has 1,400 flats, another 900 and the third 950", below "3,200 flats": the one thing that was counted before,
/// where they make a little more than it.
fn loose(article: &Article, at: usize, parts: &[(&Passage, &Addend)], evidence: Evidence) -> Option<Finding> {
    let (passage, first) = parts.first()?;
    let reading = &passage.reading;
    let one = reading.figures.iter().position(|f| f.span == first.span)?;
    let (figure, claim) = (reading.figures.get(one)?, reading.claims.get(one)?);
    let (sum, between) = added(parts);
    let greatest = parts.iter().map(|(_, p)| &p.value).max()?;
    let mut found: Option<(&Passage, &Figure)> = None;
    for near in article.blocks.get(at.saturating_sub(LOOSE_BACK)..=at)?.iter().rev() {
        for (other, told) in near.reading.figures.iter().zip(&near.reading.claims).take(MOST) {
            let itself = std::ptr::eq(near, *passage) && other.span.start >= figure.span.start;
            let total = other.of.as_ref().or(other.value.as_ref());
            let Some(total) = total.filter(|t| *t > greatest && other.unit == figure.unit && !itself) else { continue };
            if open(other).is_some_and(|open| open.meets(&between)) || *total == sum {
                return None;
            }
            let over = sum > *total || evidence == Evidence::Sides;
            let close = over && (&sum - total).abs() * Number::from(LOOSE_OF) <= *total;
            let named = figure.unit.is_some() || told.noun.is_some() && told.may_count_with(claim);
            let plain =
                other.hedge.is_none() && !other.range && other.kind != Kind::Ordinal && other.kind != Kind::Date;
            if close && named && plain {
                if found.is_some_and(|(_, f)| f.value != other.value) {
                    return None;
                }
                found = Some((near, other));
            }
        }
    }
    let (near, whole) = found?;
    held(near, &[whole], parts, evidence)
}

/// Of how many things at least parts are held against each other that need not exclude each other.
const FEW: i64 = 30;
/// One part in how many parts such a sum may be too much.
const LOOSE_OF: i64 = 16;

/// The finding where no total is the sum of the parts and one of them should be.
pub fn held(
    passage: &Passage,
    totals: &[&Figure],
    parts: &[(&Passage, &Addend)],
    evidence: Evidence,
) -> Option<Finding> {
    let (sum, between) = added(parts);
    // Roundings that only touch do not agree: 2.15 would have been written 2.2.
    let touch = |total: &Interval| {
        let ends = |a: &Option<Number>, b: &Option<Number>| a.is_some() && a == b;
        between.low != between.high && (ends(&total.low, &between.high) || ends(&total.high, &between.low))
    };
    let agrees = |figure: &&&Figure| {
        let open = if figure.kind == Kind::Ratio { figure.of.as_ref().map(Interval::exactly) } else { open(figure) };
        open.is_some_and(|total| whole_of(figure) == Some(&sum) || total.meets(&between) && !touch(&total))
    };
    if totals.iter().any(|figure| agrees(&figure)) {
        return None;
    }
    // How many hundredths of the total the sum may be to be meant for it.
    let window = match evidence {
        Evidence::Complete if parts.iter().any(|(_, p)| p.minus) => (20, 500),
        Evidence::Complete => (50, 200),
        Evidence::Listed => (60, 160),
        Evidence::Likely => (80, 120),
        Evidence::Some => (100, 150),
        // "Of ten games they won four, lost five and drew two."
        Evidence::Most => (100, 110),
        Evidence::Apart => (100, 105),
        Evidence::Loose => (100, 106),
        Evidence::Sides => (94, 106),
        Evidence::Shares | Evidence::Held => return None,
    };
    let fits = totals.iter().filter(|figure| {
        // "a margin under 200 votes: 118 in one and 176 in the other" is a bound of each.
        let bound = matches!(figure.hedge, Some(Hedge::LessThan | Hedge::AtMost)) && evidence != Evidence::Complete;
        !bound
            && whole_of(figure).is_some_and(|total| {
                // Of a few things much may be told.
                if evidence == Evidence::Apart && *total < Number::from(FEW) {
                    return false;
                }
                let hundredths = &sum * &Number::from(100);
                hundredths >= total * &Number::from(window.0) && hundredths <= total * &Number::from(window.1)
            })
    });
    // The one that they nearly make.
    let found = fits.min_by_key(|figure| whole_of(figure).map(|total| (total - &sum).abs()))?;
    let message = Message::new("sum-of-parts")
        .with("sum", sum_text(parts))
        .with("result", number(passage, &sum))
        .with("written", quote(passage, found));
    Some(Finding {
        code: Code::SumOfParts,
        severity: Severity::Warning,
        span: passage.source(found.span),
        message,
        related: related(parts),
        fixes: fix(passage, found, &[(usize::from(found.kind == Kind::Ratio), &sum)]).into_iter().collect(),
    })
}

/// The whole that a figure states: the second number of a share.
fn whole_of(figure: &Figure) -> Option<&Number> {
    figure.of.as_ref().or(figure.value.as_ref())
}

/// "45 + 40 + 25 = 110%, not 100%"; the finding lies on the last share.
pub fn shares(parts: &[(&Passage, &Addend)]) -> Option<Finding> {
    let (sum, between) = added(parts);
    let hundred = Number::from(100);
    let near = Interval::around(&hundred, &Number::ONE);
    if near.meets(&between) || sum < Number::from(70) || sum > Number::from(140) {
        return None;
    }
    let ((passage, last), others) = parts.split_last()?;
    let passage = *passage;
    let message =
        Message::new("sum-of-parts-shares").with("sum", sum_text(parts)).with("result", number(passage, &sum));
    let rest = &last.value + &(&hundred - &sum);
    let figure = passage.reading.figures.iter().find(|f| f.span == last.span);
    let fixes = figure.filter(|_| rest > Number::ZERO).and_then(|figure| fix(passage, figure, &[(0, &rest)]));
    Some(Finding {
        code: Code::SumOfParts,
        severity: Severity::Warning,
        span: passage.source(last.span),
        message,
        related: related(others),
        fixes: fixes.into_iter().collect(),
    })
}

/// The sum of parts, and what their writing leaves open of it.
pub fn added(parts: &[(&Passage, &Addend)]) -> (Number, Interval) {
    let mut sum = Number::ZERO;
    let mut between = Interval::exactly(&Number::ZERO);
    for (_, part) in parts {
        if part.minus {
            sum = &sum - &part.value;
            between = between.minus(&part.open);
        } else {
            sum = &sum + &part.value;
            between = between.plus(&part.open);
        }
    }
    (sum, between)
}

/// "70 + 40"
pub fn sum_text(parts: &[(&Passage, &Addend)]) -> String {
    let mut out = String::new();
    for (passage, part) in parts {
        if !out.is_empty() {
            out.push_str(if part.minus { " − " } else { " + " });
        }
        out.push_str(&number(passage, &part.value));
    }
    out
}

pub fn related(parts: &[(&Passage, &Addend)]) -> Vec<Related> {
    let said = |(passage, part): &(&Passage, &Addend)| Related {
        span: passage.source(part.span),
        message: Message::new("related-says").with("text", part.span.of(passage.prose())),
        elsewhere: None,
    };
    parts.iter().map(said).collect()
}
