//! What the server computes with.

use std::sync::Arc;

use crate::article::{Article, Origin, Reader};
use crate::assist::{self, Completion, Hover, OutlineItem};
use crate::checks::{self, Finding, Memory, Version};
use crate::desk::Desk;
use crate::text::Span;

/// The library as the server calls it. Every method has the library itself as its body; a test puts its own in the
/// place of one, to be slow, to panic or to echo what it was given.
///
/// Methods run on a worker, never on the state loop, and may panic: the worker bears it.
pub trait Engine: Send + Sync + 'static {
    /// Reads an article; `reader` is the document's own, with what it kept of earlier readings. Nothing when `stop`
    /// said that nobody needs it any more.
    fn read(
        &self,
        reader: &mut Reader,
        text: Arc<str>,
        origin: &Origin,
        desk: &Desk,
        stop: &dyn Fn() -> bool,
    ) -> Option<Article> {
        reader.read_unless(text, origin, desk, stop)
    }

    /// All findings of an article; `memory` is the document's own. Nothing when `stop` said that nobody needs them any more.
    fn check(
        &self,
        article: &Article,
        desk: &Arc<Desk>,
        memory: &mut Memory,
        stop: &dyn Fn() -> bool,
    ) -> Option<Vec<Finding>> {
        checks::run_again(article, desk, memory, stop)
    }

    /// What the versions of a story say otherwise than each other, for each of them.
    fn translation(&self, versions: &[Version<'_>], desks: &[&Desk]) -> Vec<Vec<Finding>> {
        checks::translation(versions, desks)
    }

    /// What a hover at byte `offset` shows.
    fn hover(&self, article: &Article, offset: usize, findings: &[Finding], desk: &Desk) -> Option<Hover> {
        assist::hover(article, offset, findings, desk)
    }

    /// The places that what is typed before byte `offset` may become.
    fn complete(&self, article: &Article, offset: usize, desk: &Desk) -> Vec<Completion> {
        assist::complete(article, offset, desk)
    }

    /// The mention of a place at byte `offset`, and every other.
    fn mentions_of(&self, article: &Article, offset: usize) -> Option<(Span, Vec<Span>)> {
        assist::mentions_of(article, offset)
    }

    /// The figures by block.
    fn outline(&self, article: &Article) -> Vec<OutlineItem> {
        assist::outline(article)
    }
}

/// The library and nothing else.
#[derive(Clone, Copy, Debug, Default)]
pub struct Library;

impl Engine for Library {}
