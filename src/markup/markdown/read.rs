//! One segment of Markdown, read into blocks.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::super::{Block, BlockKind, HOLE, ProseBuilder, Segment, directive, holes, lines, plain, shape};
use super::cut;
use crate::text::{Span, first_byte};

/// Without mathematics: "$5 million and $6 million" would be a formula.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// How many quotations and lists may stand in one another.
const DEEPEST: usize = 100;

/// Parses one segment. One that nests deeper than anybody writes is read as plain text.
pub fn parse(segment: &str) -> Segment {
    match lone_line(segment) {
        Some(line) => {
            let mut reader = Reader { source: segment, ..Reader::default() };
            reader.begin(None, line);
            reader.text(line.of(segment), line);
            reader.finish()
        }
        None => parsed(segment),
    }
}

/// What may mean something other than itself inside a line, white space that is no blank with it.
const MARKS: &[u8; 17] = b"\\`*_[]<>&~|\0\t\n\r\x0B\x0C";

/// The only line of a segment, where it is surely a paragraph and nothing in it means anything but itself: most
/// paragraphs of news, and the parser takes as long for one as all else that is done to make prose of it.
fn lone_line(segment: &str) -> Option<Span> {
    let line = segment.trim_end_matches(['\n', '\r']);
    let plain = line.starts_with(|c: char| c.is_alphabetic() || "“«‘\"'".contains(c))
        && !line.ends_with(char::is_whitespace)
        && first_byte(line.as_bytes(), 0, MARKS).is_none();
    plain.then(|| Span::new(0, line.len()))
}

fn parsed(segment: &str) -> Segment {
    let base = if segment.starts_with(lines::BOM) { lines::BOM.len_utf8() } else { 0 };
    let text = with_line_feeds(segment.get(base..).unwrap_or_default());
    if is_too_deep(&text) {
        return plain::parse(segment);
    }
    // See the module: definitions stand elsewhere, so what is written as a link to one is a link.
    let links = |link: BrokenLink<'_>| {
        matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
            .then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let mut reader = Reader { source: segment, ..Reader::default() };
    for (event, range) in Parser::new_with_broken_link_callback(&text, OPTIONS, Some(links)).into_offset_iter() {
        reader.take(event, Span::new(range.start, range.end).shifted(base));
    }
    reader.finish()
}

/// The same text with LF for each lone CR, which the parser knows in some places only. No byte moves.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let lone = |(at, _): &(usize, &str)| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|found| lone(&found)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('\r') {
        out.push_str(head);
        out.push(if tail.starts_with('\n') { '\r' } else { '\n' });
        rest = tail;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether some line opens more than [`DEEPEST`] containers, counting those whose indentation it repeats: each takes
/// two columns or more. The parser looks at all that are open on every line, so depth costs time.
fn is_too_deep(segment: &str) -> bool {
    lines::lines(segment, 0).any(|line| {
        let mut rest = line.of(segment);
        let (mut depth, mut columns) = (0, 0);
        loop {
            let (indent, after) = cut::indent(rest);
            columns += indent;
            let len = if after.starts_with('>') { Some(1) } else { cut::item(after) };
            let Some(len) = len else { break };
            depth += 1;
            let behind = after.get(len..).unwrap_or_default();
            // One space belongs to the mark.
            rest = behind.strip_prefix(' ').unwrap_or(behind);
        }
        depth > 0 && depth + columns / 2 > DEEPEST
    })
}

/// A block that is being read.
#[derive(Debug)]
struct Open {
    kind: BlockKind,
    span: Span,
    prose: ProseBuilder,
    /// Source that is prose as it stands and was not added yet: addresses are looked for in the whole of it, which
    /// the parser gives in parts.
    run: Span,
    /// Whether an image stands in it, and whether words do that no emphasis holds.
    image: bool,
    plain_words: bool,
}

#[derive(Debug, Default)]
struct Reader<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    directives: Vec<directive::Directive>,
    open: Option<Open>,
    /// The words beside the image that is being read, and how many images stand in one another.
    caption: Option<Open>,
    images: usize,
    /// Inside code, an HTML block, an address or struck text, and so many tags deep: nothing there is prose.
    skipping: usize,
    emphasis: usize,
    quoted: usize,
    /// The lists that are open, outermost first: number, items so far, where the latest item began unless told.
    lists: Vec<(u32, u32, Option<usize>)>,
    list_count: u32,
    table_count: u32,
    row: u32,
    column: u32,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            // What is skipped ends with the tag that began it.
            Event::Start(_) if self.skipping > 0 => self.skipping += 1,
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            _ if self.skipping > 0 => {}
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.instead(HOLE, span),
            Event::InlineHtml(tag) | Event::Html(tag) => {
                if is_break(&tag) {
                    self.instead(' ', span);
                }
                self.directives.extend(directive::of_comment(self.source, span));
            }
            Event::SoftBreak | Event::HardBreak => self.line_end(span),
            Event::Rule => self.close(),
            // Numbers of footnotes and boxes to tick are no words.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.begin(None, span),
            Tag::Heading { level, .. } => self.begin(Some(BlockKind::Heading(*level as u8)), span),
            Tag::BlockQuote(_) => {
                self.close();
                self.quoted += 1;
            }
            Tag::List(_) => {
                self.close();
                self.lists.push((self.list_count, 0, None));
                self.list_count += 1;
            }
            Tag::Item => {
                self.close();
                if let Some((_, _, start)) = self.lists.last_mut() {
                    *start = Some(span.start);
                }
            }
            Tag::HtmlBlock => {
                self.close();
                self.skipping = 1;
                let text = Span::new(0, span.end).of(self.source);
                let found = directive::comments(text, span.start).filter_map(|c| directive::of_comment(text, c));
                self.directives.extend(found);
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.close();
                self.skipping = 1;
            }
            Tag::Table(_) | Tag::FootnoteDefinition(_) => self.close(),
            Tag::TableHead => (self.row, self.column) = (0, 0),
            Tag::TableRow => (self.row, self.column) = (self.row.saturating_add(1), 0),
            Tag::TableCell => {
                let (table, row, column) = (self.table_count, self.row, self.column);
                self.begin(Some(BlockKind::TableCell { table, row, column, header: row == 0 }), span);
            }
            Tag::Emphasis | Tag::Strong => self.emphasis += 1,
            Tag::Strikethrough if self.is_struck(span) => {
                self.instead(HOLE, span);
                self.skipping = 1;
            }
            Tag::Strikethrough => self.tilde(span.start),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.instead(HOLE, span);
                self.skipping = 1;
            }
            Tag::Image { .. } => self.start_image(span),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        if let Some(open) = &mut self.open {
            // Marks of emphasis behind the last words belong to the block.
            open.span.end = open.span.end.max(span.end);
        }
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::TableCell => {
                self.close();
                self.column = self.column.saturating_add(1);
            }
            TagEnd::Table => self.table_count = self.table_count.saturating_add(1),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quoted = self.quoted.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                if let Some((_, items, start)) = self.lists.last_mut() {
                    *items = items.saturating_add(1);
                    *start = None;
                }
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.tilde(span.end.saturating_sub(1)),
            TagEnd::Image => self.end_image(span),
            _ => {}
        }
    }

    /// Whether text is struck out: its words are withdrawn. One tilde a side is no strike, "3~5% and 7~9%" is copy.
    fn is_struck(&self, span: Span) -> bool {
        span.of(self.source).starts_with("~~")
    }

    fn tilde(&mut self, at: usize) {
        self.verbatim(Span::new(at, at + 1));
    }

    fn start_image(&mut self, span: Span) {
        if self.images == 0 {
            self.instead(HOLE, span);
        }
        self.images += 1;
        if self.images > 1 {
            return;
        }
        if let Some(open) = &mut self.open {
            open.image = true;
        }
        self.caption = Some(Open::new(BlockKind::Caption, span));
    }

    fn end_image(&mut self, span: Span) {
        self.images = self.images.saturating_sub(1);
        if self.images > 0 {
            return;
        }
        let Some(caption) = self.caption.take() else { return };
        let alt_end = caption.run.end.max(span.start);
        self.push(caption);
        // The title stands in quotes right before the closing bracket.
        let tail = Span::new(alt_end, span.end).of(self.source);
        let Some(inside) = tail.strip_suffix(')').map(str::trim_end) else { return };
        let Some(quote) = inside.chars().next_back().filter(|c| matches!(c, '"' | '\'')) else { return };
        let Some(body) = inside.strip_suffix(quote) else { return };
        let Some(at) = body.rfind(quote).filter(|at| body[..*at].ends_with(char::is_whitespace)) else { return };
        let mut title = Open::new(BlockKind::Caption, Span::new(alt_end + at + 1, alt_end + body.len()));
        title.run = title.span;
        self.push(title);
    }

    /// Opens a block; what no kind is given for is a paragraph or part of a list item.
    fn begin(&mut self, kind: Option<BlockKind>, span: Span) {
        self.close();
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let (kind, start) = match (kind, self.lists.last_mut()) {
            (Some(kind), _) => (kind, span.start),
            (None, Some((list, item, start))) => {
                // The first block of an item has the item's marker in its span.
                let start = start.take().unwrap_or(span.start);
                (BlockKind::ListItem { list: *list, item: *item, depth }, start)
            }
            (None, None) => (BlockKind::Paragraph, span.start),
        };
        self.open = Some(Open::new(kind, Span::new(start, span.end)));
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(open);
        }
    }

    fn push(&mut self, mut open: Open) {
        open.flush(self.source);
        let text = open.span.of(self.source).trim_ascii_end();
        // The parser has a line's end in the prose here and there before white space of its own kind.
        let end = open.prose.end().max(open.span.start + text.len());
        let span = Span::new(open.span.start, end);
        let formula = text.starts_with("$$") && text.ends_with("$$");
        if formula || !shape::has_words(open.prose.text()) {
            return;
        }
        let mut kind = open.kind;
        if kind == BlockKind::Paragraph {
            let below_image = open.image && !open.plain_words;
            let line = open.prose.text();
            if below_image || (!line.contains(['\n', '\r']) && shape::is_caption(line)) {
                kind = BlockKind::Caption;
            }
        }
        let quoted = u8::try_from(self.quoted).unwrap_or(u8::MAX);
        self.blocks.push(Block { kind, quoted, span, prose: open.prose.finish() });
    }

    /// The block that words at `span` go to; words right inside a list item open one.
    fn target(&mut self, span: Span) -> Option<&mut Open> {
        if self.images > 0 {
            return self.caption.as_mut();
        }
        if self.open.is_none() {
            self.begin(None, span);
        }
        let open = self.open.as_mut()?;
        open.span.end = open.span.end.max(span.end);
        Some(open)
    }

    fn text(&mut self, text: &str, span: Span) {
        let emphasis = self.emphasis > 0;
        let source = self.source;
        let Some(open) = self.target(span) else { return };
        open.plain_words |= !emphasis && shape::has_words(text);
        if span.of(source) == text {
            open.verbatim(source, span);
        } else {
            open.flush(source);
            open.prose.instead(text, span);
        }
    }

    fn verbatim(&mut self, span: Span) {
        let source = self.source;
        if let Some(open) = self.target(span) {
            open.verbatim(source, span);
        }
    }

    fn instead(&mut self, c: char, span: Span) {
        let source = self.source;
        if let Some(open) = self.target(span) {
            open.flush(source);
            open.prose.instead(c.encode_utf8(&mut [0; 4]), span);
        }
    }

    /// A line's end stays, without what makes the break a hard one.
    fn line_end(&mut self, span: Span) {
        let text = span.of(self.source);
        let Some(at) = text.find(['\n', '\r']) else { return self.instead(' ', span) };
        let len = if text.get(at..).is_some_and(|t| t.starts_with("\r\n")) { 2 } else { 1 };
        self.verbatim(Span::new(span.start + at, span.start + at + len));
    }

    fn finish(mut self) -> Segment {
        self.close();
        // Captions are read inside the paragraphs that they stand in.
        self.blocks.sort_by_key(|block| block.span.start);
        self.directives.sort_by_key(|directive| directive.span.start);
        Segment { blocks: self.blocks, directives: self.directives }
    }
}

impl Open {
    fn new(kind: BlockKind, span: Span) -> Self {
        let run = Span::new(span.start, span.start);
        Self { kind, span, prose: ProseBuilder::default(), run, image: false, plain_words: false }
    }

    fn verbatim(&mut self, source: &str, span: Span) {
        if self.run.end == span.start && !self.run.is_empty() {
            self.run.end = span.end;
        } else {
            self.flush(source);
            self.run = span;
        }
    }

    /// Adds what is waiting: addresses as holes, and without the numbers of footnotes that stand elsewhere.
    fn flush(&mut self, source: &str) {
        let text = self.run.of(source);
        let mut at = 0;
        for (start, _) in text.match_indices("[^") {
            let Some(end) = footnote_end(text, start).filter(|_| start >= at) else { continue };
            holes::add(&mut self.prose, Span::new(at, start).of(text), self.run.start + at);
            at = end;
        }
        holes::add(&mut self.prose, text.get(at..).unwrap_or_default(), self.run.start + at);
        self.run.start = self.run.end;
    }
}

/// Whether a tag breaks the line.
fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.eq_ignore_ascii_case("br")
}

/// Where the footnote's number ends that begins at `start` with `[^`, if it is one.
fn footnote_end(text: &str, start: usize) -> Option<usize> {
    const LABEL: usize = 64;
    let label = text.get(start + 2..)?;
    let len = label.bytes().take(LABEL).position(|b| b == b']')?;
    let plain = len > 0 && !label.get(..len)?.contains(|c: char| c.is_whitespace() || c == '[' || c == '^');
    plain.then_some(start + 2 + len + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_needs_no_parser_is_what_the_parser_reads(
            text in "[a-z“\"é]([a-z éđ.,:;!?\"'’()0-9$%=+{}#^/@-]|\u{a0}|www\\.|http://|e\u{301}|- |1\\. ){0,40}[a-z.!?:\\-=]?(\r?\n){0,3}"
        ) {
            if lone_line(&text).is_some() {
                proptest::prop_assert_eq!(parse(&text), parsed(&text));
            }
        }
    }

    #[test]
    fn most_lines_need_no_parser() {
        for text in ["Ten of the 14 bridges are open.\n\n", "“Cả hai!” (12)", "Dix ponts\r\n"] {
            assert!(lone_line(text).is_some(), "{text}");
        }
        for text in ["", "- a", "1. a", "a\nb", "a *b*", "[a]", "a  \n", "# a", "a\\", "a &amp; b", "\tb", "a `b`"] {
            assert!(lone_line(text).is_none(), "{text}");
        }
    }
}
