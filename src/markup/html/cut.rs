//! Where HTML can be cut: before what stands apart, where nothing is open. The module above holds the rule.

use super::lex::{Kind, Lexer};
use super::tree::{Step, Tree};
use crate::text::Span;

/// Cuts the source from byte `body` on.
pub fn segments(source: &str, body: usize, out: &mut Vec<Span>) {
    let mut start = body;
    // Whether the segment has words or a picture: what has none leads the segment that follows.
    let mut words = false;
    let mut tree = Tree::default();
    for token in Lexer::new(source, body) {
        let apart = matches!(token.kind, Kind::Start(tag) if tag.element.stands_apart());
        // What is skipped in a line ends with the line, so this asks before the tree takes the tag.
        if words && apart && tree.is_bare() {
            out.push(Span::new(start, token.span.start));
            start = token.span.start;
            words = false;
            tree = Tree::default();
        }
        match tree.take(&token, source) {
            Step::Text { .. } => words |= !token.span.of(source).trim_ascii().is_empty(),
            Step::Image | Step::Hole => words = true,
            _ => {}
        }
    }
    if start < source.len() {
        out.push(Span::new(start, source.len()));
    }
}
