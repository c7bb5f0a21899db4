//! Plain text.

use super::{Block, BlockKind, ProseBuilder, Segment};
use crate::text::Span;

pub fn segments(source: &str, body: usize, out: &mut Vec<Span>) {
    let mut start = body;
    for line in source[body..].split_inclusive('\n') {
        out.push(Span::new(start, start + line.len()));
        start += line.len();
    }
}

pub fn parse(segment: &str) -> Segment {
    let mut prose = ProseBuilder::default();
    prose.verbatim(segment.trim_end(), 0);
    if prose.is_empty() {
        return Segment::default();
    }
    let block =
        Block { kind: BlockKind::Paragraph, quoted: 0, span: Span::new(0, segment.len()), prose: prose.finish() };
    Segment { blocks: vec![block], directives: Vec::new() }
}
