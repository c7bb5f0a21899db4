//! Markdown.

use super::Segment;
use crate::text::Span;

pub fn segments(source: &str, body: usize, out: &mut Vec<Span>) {
    super::plain::segments(source, body, out);
}

pub fn parse(segment: &str) -> Segment {
    super::plain::parse(segment)
}
