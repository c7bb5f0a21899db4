//! What a hover over a figure shows.

use crate::article::Article;
use crate::checks::Finding;
use crate::desk::Desk;
use crate::text::Span;

/// A hover: the span it is about, of the source, and Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub markdown: String,
}

/// What is known of the figure at byte `offset` of the source: its value written out, other units, the scale words of
/// the other languages, what its precision means, and those of `findings` that touch it.
pub fn hover(_article: &Article, _offset: usize, _findings: &[Finding], _desk: &Desk) -> Option<Hover> {
    None
}
