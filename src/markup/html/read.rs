//! One segment of HTML, read into blocks.

use super::super::{Block, BlockKind, Segment, directive, shape};
use super::lex::{Kind, Lexer, Token};
use super::tree::{Edge, Step, Tree};
use super::words::Words;
use crate::text::Span;

/// Parses one segment.
pub fn parse(segment: &str) -> Segment {
    let mut reader = Reader { source: segment, ..Reader::default() };
    for token in Lexer::new(segment, 0) {
        reader.take(&token);
    }
    reader.tree.finish(segment.len());
    reader.finish()
}

#[derive(Debug, Default)]
struct Reader<'a> {
    source: &'a str,
    tree: Tree,
    blocks: Vec<Block>,
    directives: Vec<directive::Directive>,
    /// The block that is being read, and the start of the one whose words have not come yet.
    open: Option<Open>,
    start: Option<Start>,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    quoted: u8,
    span: Span,
    words: Words,
}

#[derive(Clone, Copy, Debug)]
struct Start {
    at: usize,
    heading: Option<u8>,
}

impl Reader<'_> {
    fn take(&mut self, token: &Token) {
        let step = self.tree.take(token, self.source);
        self.skipped();
        let span = token.span;
        match step {
            Step::Nothing => {}
            Step::Text { literal } => self.text(span, literal),
            Step::Comment => self.directives.extend(directive::of_comment(self.source, span)),
            Step::Hole => self.begin(span).words.hole(span),
            Step::Image => self.image(token),
            Step::Break => self.line_break(span),
            Step::Line => {
                if let Some(open) = &mut self.open {
                    open.words.line(span, false);
                }
            }
            Step::Border { up } => {
                if let Some(open) = &mut self.open {
                    open.words.border(span, up);
                }
            }
            Step::Apart(edge) => self.apart(edge, span),
        }
    }

    fn apart(&mut self, edge: Edge, span: Span) {
        if let Some(open) = self.open.as_mut().filter(|_| edge == Edge::Ends) {
            open.span.end = span.end;
        }
        self.close();
        self.start = match (edge, self.start) {
            (Edge::Begins { heading }, _) => Some(Start { at: span.start, heading }),
            (Edge::Paragraph, Some(start)) if start.heading.is_none() => Some(start),
            (Edge::Paragraph, _) => Some(Start { at: span.start, heading: None }),
            // A heading's words may stand in a division, an item's as well.
            (Edge::Opens, start) => start,
            (Edge::Ends | Edge::Closes, _) => None,
        };
    }

    /// What was skipped and ended before, or with, the last token.
    fn skipped(&mut self) {
        if let Some(span) = self.tree.take_hole() {
            self.begin(span).words.hole(span);
        }
    }

    fn text(&mut self, span: Span, literal: bool) {
        let span = if literal { within_brackets(span) } else { span };
        let text = span.of(self.source);
        if self.open.is_none() && text.trim_ascii().is_empty() {
            return;
        }
        let words = text.trim_ascii_start();
        let source = self.source;
        let open = self.begin(Span::new(span.end - words.len(), span.end));
        if literal {
            open.words.literal(source, span);
        } else {
            open.words.text(source, span);
        }
    }

    fn line_break(&mut self, span: Span) {
        let Some(open) = &mut self.open else { return };
        let parted = open.words.line(span, true);
        // An empty line parts two paragraphs.
        if parted && !matches!(open.kind, BlockKind::Heading(_) | BlockKind::TableCell { .. }) {
            self.close();
        }
    }

    /// The words that stand for a picture are a block of their own, inside the one that the picture stands in.
    fn image(&mut self, token: &Token) {
        self.begin(token.span).words.hole(token.span);
        let Kind::Start(tag) = token.kind else { return };
        let Some(alt) = tag.alt else { return };
        let mut words = Words::default();
        words.text(self.source, alt);
        let (_, quoted) = self.tree.block();
        self.push(Open { kind: BlockKind::Caption, quoted, span: token.span, words });
    }

    /// The block that words at `span` go to.
    fn begin(&mut self, span: Span) -> &mut Open {
        let start = self.start.take();
        let (tree, quoted) = self.tree.block();
        self.open.get_or_insert_with(|| {
            let kind = start.and_then(|s| s.heading).map_or(tree, BlockKind::Heading);
            let at = start.map_or(span.start, |s| s.at);
            let span = Span::new(at, at);
            Open { kind, quoted, span, words: Words::default() }
        })
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(open);
        }
    }

    fn push(&mut self, open: Open) {
        let prose = open.words.finish();
        if !shape::has_words(prose.text()) {
            return;
        }
        let mut kind = open.kind;
        let line = prose.text();
        if kind == BlockKind::Paragraph && !line.contains(['\n', '\r']) && shape::is_caption(line) {
            kind = BlockKind::Caption;
        }
        let span = Span::new(open.span.start, open.span.end.max(prose.end()));
        self.blocks.push(Block { kind, quoted: open.quoted, span, prose: prose.finish() });
    }

    fn finish(mut self) -> Segment {
        self.skipped();
        self.close();
        // Pictures are read inside the blocks that they stand in.
        self.blocks.sort_by_key(|block| block.span.start);
        Segment { blocks: self.blocks, directives: self.directives }
    }
}

fn within_brackets(span: Span) -> Span {
    Span::new(span.start + "<![CDATA[".len(), span.end - "]]>".len())
}
