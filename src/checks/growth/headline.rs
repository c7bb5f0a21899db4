//! "Profit doubles" above a first paragraph that tells what it was and what it is.

use super::super::wording::{number, quote};
use super::super::{Code, Finding, Related, Severity};
use super::Pair;
use crate::article::{Article, Passage};
use crate::claim::{Change, Role, WordKind};
use crate::figure::{Figure, Hedge, Kind};
use crate::markup::BlockKind;
use crate::messages::Message;
use crate::number::Number;

/// How far a factor in a headline may be off, in hundredths.
const OFF: i64 = 15;
/// How far a fraction in a headline may be off, in hundredths of what it was.
const FRACTION_OFF: i64 = 6;

/// The factor or fraction of a headline that the change of the first paragraph contradicts.
pub fn check(article: &Article) -> Option<Finding> {
    let head = article.blocks.first().filter(|p| matches!(p.block.kind, BlockKind::Heading(_)))?;
    let lede = article.blocks.get(1).filter(|p| p.block.kind == BlockKind::Paragraph && p.language == head.language)?;
    let says = |at: &usize| {
        let figure = &head.reading.figures[*at];
        let change = head.reading.claims.get(*at).is_some_and(|c| c.role == Role::Change);
        figure.kind == Kind::Multiple || figure.kind == Kind::Fraction && change
    };
    let mut told = (0..head.reading.figures.len()).filter(says);
    let figure = told.next().filter(|_| told.next().is_none()).map(|at| &head.reading.figures[at])?;
    let [change] = lede.reading.changes.as_slice() else { return None };
    let pair = Pair::of(lede, change, change.result)?;
    if !same_subject(head, lede, change) || pair.levels || agrees(figure, &pair)? {
        return None;
    }
    let ratio = pair.result.value.over(&pair.base.value)?;
    let digits = ratio.magnitude().unwrap_or(0) - 1;
    let message = Message::new("growth-factor")
        .with("from", quote(lede, pair.base.figure))
        .with("to", quote(lede, pair.result.figure))
        .with("right", number(lede, &ratio.rounded(digits)))
        .with("written", quote(head, figure));
    let said =
        |f: &Figure| Related::here(lede.source(f.span), Message::new("related-says").with("text", quote(lede, f)));
    Some(Finding {
        code: Code::Growth,
        severity: Severity::Error,
        span: head.source(figure.span),
        message,
        related: vec![said(pair.base.figure), said(pair.result.figure)],
        fixes: Vec::new(),
    })
}

/// Whether the headline's figure can be the change of the pair, whichever way it is told.
fn agrees(figure: &Figure, pair: &Pair<'_>) -> Option<bool> {
    let ratio = pair.result.value.over(&pair.base.value)?;
    let inverse = Number::ONE.over(&ratio)?;
    let told = figure.value.clone()?;
    let hundredth = |n: i64| Number::from(n) / 100;
    let near = |a: &Number, b: &Number, off: i64| (a - b).abs() <= b * &hundredth(off);
    if figure.kind == Kind::Fraction {
        let change = (&ratio - &Number::ONE).abs();
        let off = if figure.hedge.is_some() { 2 * FRACTION_OFF } else { FRACTION_OFF };
        return Some((change - &told).abs() <= hundredth(off) || near(&ratio, &told, OFF));
    }
    let off = match figure.hedge {
        None => OFF,
        Some(Hedge::MoreThan | Hedge::AtLeast) if ratio > told => return Some(true),
        Some(_) => 2 * OFF,
    };
    // "Three times more" may be four times as much.
    let more = &told + &Number::ONE;
    Some([&ratio, &inverse].into_iter().any(|r| near(r, &told, off) || told > Number::from(2) && near(r, &more, off)))
}

/// Whether the headline names what the figures of the first paragraph count: a word of theirs, and the noun if there is
/// one. A second time or a part of it is another matter.
fn same_subject(head: &Passage, lede: &Passage, change: &Change) -> bool {
    let Some(subject) = lede.reading.subjects.get(change.result.figure) else { return false };
    let near = lede.reading.words.get(subject.sentence.0 as usize..subject.middle as usize).unwrap_or_default();
    let ours = &head.reading.words;
    let plain = |kind: WordKind| kind == WordKind::Plain;
    let contrast = ours.iter().any(|w| matches!(w.kind, WordKind::Contrast | WordKind::Plan))
        || near.iter().any(|w| w.kind == WordKind::Plan);
    let shared = near.iter().filter(|w| plain(w.kind) && ours.iter().any(|o| o.stem == w.stem)).count();
    let noun = subject.noun != 0 && ours.iter().any(|o| o.stem == subject.noun);
    !contrast && (shared > 0 || noun)
}
