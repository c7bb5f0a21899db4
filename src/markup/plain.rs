//! Plain text, as agencies send it.
//!
//! A segment is one paragraph, one list or one comment, with the blank lines before it: an edit touches one or two.
//! A blank line ends a paragraph, and so does a single line end, except where an editor wrapped the line
//! ([`shape::goes_on`] holds the rule). In a story where every line is a paragraph each line stays one.
//!
//! A headline is the first line of the text with a blank line below it. Parsing sees no neighbours, so cutting tells it
//! by leaving that blank line in the headline's segment; no other segment with words ends in a blank line.

use super::shape::{self, Marker, MarkerKind};
use super::{Block, BlockKind, ProseBuilder, Segment, directive, holes, lines};
use crate::text::Span;
use lines::Line;

/// How many lists may stand in one another; deeper items count as items of the innermost.
const DEEPEST: usize = 100;

/// Cuts the source from byte `body` on.
pub fn segments(source: &str, body: usize, out: &mut Vec<Span>) {
    let page = Page::new(source, body);
    let (mut start, mut at, mut first) = (body, body, true);
    while let Some((line, kind)) = page.line(at) {
        at = match kind {
            // Blank lines lead the segment that follows them.
            LineKind::Blank => {
                at = line.next;
                continue;
            }
            LineKind::Comment => line.next,
            LineKind::Words => {
                let below = if first { page.line(line.next) } else { None };
                first = false;
                match (page.list(line), below) {
                    (Some(end), _) => end,
                    (None, Some((below, LineKind::Blank))) if page.is_headline(line) => below.next,
                    _ => page.paragraph(line).next,
                }
            }
        };
        out.push(Span::new(start, at));
        start = at;
    }
    if start < source.len() {
        out.push(Span::new(start, source.len()));
    }
}

/// Parses one segment.
pub fn parse(segment: &str) -> Segment {
    let page = Page::new(segment, 0);
    let directives = page.comments.iter().filter_map(|span| directive::of_comment(segment, *span)).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some((line, kind)) = page.line(at) {
        if kind == LineKind::Words {
            match page.list(line) {
                Some(_) => page.items(line, &mut blocks),
                None => blocks.extend(page.block(line)),
            }
            break;
        }
        at = line.next;
    }
    Segment { blocks, directives }
}

/// A text and its comments, which hide line ends.
struct Page<'a> {
    text: &'a str,
    comments: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    Blank,
    /// Nothing but comments.
    Comment,
    Words,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, from: usize) -> Self {
        Self { text, comments: directive::comments(text, from).collect() }
    }

    /// The line that begins at `at`; one in which a comment begins goes on to the end of the comment's last line.
    fn line(&self, at: usize) -> Option<(Line, LineKind)> {
        let bytes = self.text.as_bytes();
        if at >= bytes.len() {
            return None;
        }
        let mut line = lines::line_at(bytes, at);
        let first = self.comments.partition_point(|c| c.start < at);
        let mut inside = self.comments.get(first..).unwrap_or_default().iter().peekable();
        let mut words_from = at;
        let mut words = false;
        let mut comment = false;
        while let Some(next) = inside.next_if(|c| c.start < line.end) {
            words |= !lines::is_blank(Span::new(words_from, next.start).of(self.text));
            words_from = next.end;
            comment = true;
            if next.end > line.end {
                line = Line { start: at, ..lines::line_at(bytes, next.end) };
            }
        }
        words |= !lines::is_blank(Span::new(words_from, line.end).of(self.text));
        let kind = match (words, comment) {
            (true, _) => LineKind::Words,
            (false, true) => LineKind::Comment,
            (false, false) => LineKind::Blank,
        };
        Some((line, kind))
    }

    /// The last line of the paragraph that begins with `line`.
    fn paragraph(&self, line: Line) -> Line {
        let (mut last, mut width) = (line, None);
        while let Some(next) = self.continuation(last, width) {
            let long = last.of(self.text).trim().chars().count();
            width = Some(width.map_or(long, |w: usize| w.max(long)));
            last = next;
        }
        last
    }

    /// The line below, where the paragraph goes on with it.
    fn continuation(&self, above: Line, width: Option<usize>) -> Option<Line> {
        // Most lines are told by themselves; the one below is looked at for few.
        if !shape::may_go_on(above.of(self.text)) || self.has_comment(above) {
            return None;
        }
        let (below, kind) = self.line(above.next)?;
        let plain = kind == LineKind::Words && !self.has_comment(below);
        (plain && shape::goes_on(above.of(self.text), below.of(self.text), width)).then_some(below)
    }

    fn has_comment(&self, line: Line) -> bool {
        let at = self.comments.partition_point(|c| c.end <= line.start);
        self.comments.get(at).is_some_and(|c| c.start < line.end)
    }

    fn is_headline(&self, line: Line) -> bool {
        !self.has_comment(line) && shape::is_headline(line.of(self.text))
    }

    /// Where the list ends that begins with `line`, if one does.
    ///
    /// A bullet makes a list. A number does so if it is 1 and 2 comes next: "1. Mai 2024" opens a sentence. Blank lines
    /// part the items of a list only where the next item is marked in the same way.
    fn list(&self, line: Line) -> Option<usize> {
        let opener = shape::marker(line.of(self.text))?;
        let numbered = match opener.kind {
            MarkerKind::Bullet(_) => false,
            MarkerKind::Number(1) => true,
            MarkerKind::Number(_) => return None,
        };
        let mut counted = !numbered;
        let mut last = line;
        while let Some((next, marker)) = self.after_item_line(last, opener) {
            // Told by the next item, or a run of ones would be read to its end from each.
            match marker {
                Some(marker) if !counted && marker.kind != MarkerKind::Number(2) => return None,
                Some(_) => counted = true,
                None => {}
            }
            last = next;
        }
        counted.then_some(last.next)
    }

    /// The list's next line after `last`, with the marker of the item that it begins, if any.
    fn after_item_line(&self, last: Line, opener: Marker) -> Option<(Line, Option<Marker>)> {
        let mut at = last.next;
        let mut parted = false;
        loop {
            let (line, kind) = self.line(at)?;
            let text = line.of(self.text);
            match (kind, shape::marker(text)) {
                (LineKind::Blank, _) => parted = true,
                (LineKind::Comment, _) => return None,
                (LineKind::Words, Some(marker)) => {
                    let alike = std::mem::discriminant(&marker.kind) == std::mem::discriminant(&opener.kind);
                    let same = alike && !matches!(marker.kind, MarkerKind::Bullet(_) if marker.kind != opener.kind);
                    return (!parted || same).then_some((line, Some(marker)));
                }
                (LineKind::Words, None) => {
                    let indented = text.starts_with("  ") || text.starts_with('\t');
                    let more = !parted && (indented || self.continuation(last, None) == Some(line));
                    return more.then_some((line, None));
                }
            }
            at = line.next;
        }
    }

    /// The blocks of the list that begins with `line`.
    fn items(&self, line: Line, blocks: &mut Vec<Block>) {
        let Some(opener) = shape::marker(line.of(self.text)) else { return };
        // The lists that are open, outermost first: indentation, number, items so far.
        let mut open: Vec<(usize, u32, u32)> = Vec::new();
        let mut lists = 0;
        let mut item = Some((line, opener));
        while let Some((first, marker)) = item.take() {
            let mut last = first;
            while let Some((next, begins)) = self.after_item_line(last, opener) {
                if let Some(begins) = begins {
                    item = Some((next, begins));
                    break;
                }
                last = next;
            }
            while open.len() > 1 && open.last().is_some_and(|(indent, ..)| *indent > marker.indent) {
                open.pop();
            }
            let inner = open.last().is_none_or(|(indent, ..)| marker.indent >= indent + 2);
            if inner && open.len() < DEEPEST {
                open.push((marker.indent, lists, 0));
                lists += 1;
            }
            let depth = u8::try_from(open.len().saturating_sub(1)).unwrap_or(u8::MAX);
            let Some((_, list, next)) = open.last_mut() else { return };
            let kind = BlockKind::ListItem { list: *list, item: *next, depth };
            *next += 1;
            let words = Span::new(first.start + marker.words, last.end);
            blocks.extend(self.made(kind, Span::new(first.start, last.end), words));
        }
    }

    /// The block of a segment that is no list, from its first line of words on.
    fn block(&self, line: Line) -> Option<Block> {
        let below = self.line(line.next);
        let span = Span::new(line.start, self.text.len());
        let mut block = self.made(BlockKind::Paragraph, span, span)?;
        match below {
            Some((_, LineKind::Blank)) if self.is_headline(line) => block.kind = BlockKind::Heading(1),
            None if shape::is_caption(block.prose.text()) => block.kind = BlockKind::Caption,
            _ => {}
        }
        Some(block)
    }

    fn made(&self, kind: BlockKind, span: Span, words: Span) -> Option<Block> {
        let words = self.trimmed(words);
        let mut prose = ProseBuilder::with_capacity(words.len());
        self.add(&mut prose, words);
        shape::has_words(prose.text()).then(|| Block {
            kind,
            quoted: 0,
            span: self.trimmed(span),
            prose: prose.finish(),
        })
    }

    /// The span without white space at its ends, nor a byte order mark at its start.
    fn trimmed(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let body = text.trim_start_matches(|c: char| c.is_whitespace() || c == lines::BOM);
        let start = span.end - body.len();
        Span::new(start, start + body.trim_end().len())
    }

    /// Adds the words of a span to prose: without comments, and without the white space that wrapping left at the
    /// ends of lines. The line ends themselves stay.
    fn add(&self, prose: &mut ProseBuilder, span: Span) {
        let first = self.comments.partition_point(|c| c.end <= span.start);
        let mut at = span.start;
        for comment in self.comments.get(first..).unwrap_or_default() {
            if comment.start >= span.end {
                break;
            }
            self.add_lines(prose, Span::new(at, comment.start.max(at)));
            at = comment.end.min(span.end);
        }
        self.add_lines(prose, Span::new(at, span.end));
    }

    fn add_lines(&self, prose: &mut ProseBuilder, span: Span) {
        for line in lines::lines(self.text, span.start).take_while(|line| line.start < span.end) {
            let last = line.next >= span.end;
            let text = Span::new(line.start, line.end.min(span.end)).of(self.text);
            let body = if line.start > span.start { text.trim_start() } else { text };
            let start = line.start + text.len() - body.len();
            let body = if last { body } else { body.trim_end() };
            holes::add(prose, body, start);
            prose.verbatim(Span::new(line.end, line.next).of(Span::new(0, span.end).of(self.text)), line.end);
        }
    }
}
