//! Checks of place names after an edit: most edits leave every name as it was, and then all that was found stands.
//!
//! What such a check tells depends on all mentions of an article together, so that it cannot be told block by block. But
//! it depends on nothing else: on the mentions, the words that are nearly one, and what little of the text around them
//! the checks look at.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Finding;
use super::memory::{Again, Change};
use super::place::is_gloss;
use crate::article::{Article, Blocks, Passage};
use crate::language::Language;
use crate::place::{Mention, Stranger};
use crate::text::Span;

/// What a check found, and in which blocks.
struct Found {
    findings: Vec<Finding>,
    blocks: Blocks,
}

/// Runs a check of place names unless what it found before the edit stands.
pub fn check_again(
    article: &Article,
    again: &mut Again<'_>,
    out: &mut Vec<Finding>,
    check: impl FnOnce(&mut Vec<Finding>),
) {
    let stands = again.kept::<Found>().and_then(|(found, change)| carried(found, &article.blocks, &change));
    let findings = stands.unwrap_or_else(|| {
        let mut findings = Vec::new();
        check(&mut findings);
        findings
    });
    out.extend(findings.iter().cloned());
    again.keep(Found { findings, blocks: article.blocks.clone() });
}

fn carried(found: Found, blocks: &[Passage], change: &Change) -> Option<Vec<Finding>> {
    let old = found.blocks.get(change.gone())?;
    let new = blocks.get(change.come())?;
    if !names(old).eq(names(new)) {
        return None;
    }
    let moved: HashMap<Span, Span, FixedState> = spans(old).zip(spans(new)).collect();
    let mut findings = found.findings;
    let stand = findings.iter_mut().all(|finding| change.carry_with(finding, |span| moved.get(&span).copied()));
    stand.then_some(findings)
}

/// All that a check of place names can know of a name in its block.
#[derive(PartialEq)]
enum Name<'a> {
    Mention {
        text: &'a str,
        language: Option<Language>,
        /// Without its span.
        mention: Mention,
        gloss: bool,
        /// The years that its sentence tells of.
        years: Vec<i32>,
    },
    Stranger {
        text: &'a str,
        language: Option<Language>,
        /// Without its span.
        stranger: Stranger,
    },
}

fn names(blocks: &[Passage]) -> impl Iterator<Item = Name<'_>> {
    blocks.iter().flat_map(|passage| {
        let (prose, language, reading) = (passage.prose(), passage.language, &passage.reading);
        let mentions = reading.places.iter().map(move |mention| Name::Mention {
            text: mention.span.of(prose),
            language,
            mention: Mention { span: Span::default(), ..mention.clone() },
            gloss: is_gloss(prose, mention.span),
            years: years(passage, mention.span),
        });
        let strangers = reading.strangers.iter().map(move |stranger| Name::Stranger {
            text: stranger.span.of(prose),
            language,
            stranger: Stranger { span: Span::default(), ..stranger.clone() },
        });
        mentions.chain(strangers)
    })
}

fn years(passage: &Passage, span: Span) -> Vec<i32> {
    let Some(sentence) = passage.reading.sentence(span.start) else { return Vec::new() };
    let figures = passage.reading.figures.iter().filter(|f| sentence.covers(f.span));
    figures.filter_map(|f| f.date.as_ref()?.year).collect()
}

/// The same names' places in the source, in the same order.
fn spans(blocks: &[Passage]) -> impl Iterator<Item = Span> {
    blocks.iter().flat_map(|passage| {
        let (mentions, strangers) = (passage.reading.places.iter(), passage.reading.strangers.iter());
        mentions.map(|m| m.span).chain(strangers.map(|s| s.span)).map(|span| passage.source(span))
    })
}
