//! Text of a page as a reader sees it: entities resolved, white space as one space, addresses as holes.

use super::super::{HOLE, ProseBuilder, holes};
use super::entity;
use crate::text::Span;

/// Collects the words of one block.
#[derive(Debug, Default)]
pub struct Words {
    prose: ProseBuilder,
    /// White space behind the last word, which the next one will show.
    gap: Option<Gap>,
    /// A tag that takes what follows above or below the line (`true`), or back to it.
    border: Option<(Span, bool)>,
}

#[derive(Clone, Copy, Debug)]
struct Gap {
    span: Span,
    /// Whether a line ends in it, and whether the writer said so.
    line: bool,
    said: bool,
}

impl Words {
    /// Adds source text.
    pub fn text(&mut self, source: &str, span: Span) {
        let text = span.of(source);
        let (mut at, mut from) = (0, 0);
        while let Some(entity) = entity::next(text, from) {
            from = entity.span.end;
            // One that an address may hold.
            if entity.text == "&" {
                continue;
            }
            self.run(source, Span::new(at, entity.span.start).shifted(span.start));
            self.settle(&entity.text);
            self.prose.instead(&entity.text, entity.span.shifted(span.start));
            at = from;
        }
        self.run(source, Span::new(at, text.len()).shifted(span.start));
    }

    /// Adds source text in which an entity is none.
    pub fn literal(&mut self, source: &str, span: Span) {
        self.spaced(source, span);
    }

    /// Adds a hole for something that is seen and no prose.
    pub fn hole(&mut self, span: Span) {
        let mut hole = [0; 4];
        let hole = &*HOLE.encode_utf8(&mut hole);
        self.settle(hole);
        self.prose.instead(hole, span);
    }

    /// Ends the line, by a `<br>` (`said`) or otherwise; whether the writer ended it before, so that a line is empty.
    pub fn line(&mut self, span: Span, said: bool) -> bool {
        self.border = None;
        let before = self.gap.is_some_and(|gap| gap.said);
        let start = self.gap.map_or(span.start, |gap| gap.span.start);
        self.gap = Some(Gap { span: Span::new(start, span.end), line: true, said: said || before });
        said && before
    }

    /// What follows stands above or below the line (`up`), or on it again.
    pub fn border(&mut self, span: Span, up: bool) {
        self.border = Some((span, up));
    }

    /// The words; white space behind the last is left out.
    pub fn finish(self) -> ProseBuilder {
        self.prose
    }

    /// Text whose only entities are ampersands.
    fn run(&mut self, source: &str, span: Span) {
        let text = span.of(source);
        let mut at = 0;
        while let Some(found) = holes::next(text, at) {
            self.ampersands(source, Span::new(at, found.start).shifted(span.start));
            self.hole(found.shifted(span.start));
            at = found.end;
        }
        self.ampersands(source, Span::new(at, text.len()).shifted(span.start));
    }

    fn ampersands(&mut self, source: &str, span: Span) {
        let mut at = span.start;
        while let Some(entity) = entity::next(Span::new(0, span.end).of(source), at) {
            self.spaced(source, Span::new(at, entity.span.start));
            self.settle(&entity.text);
            self.prose.instead(&entity.text, entity.span);
            at = entity.span.end;
        }
        self.spaced(source, Span::new(at, span.end));
    }

    /// Text without entities. White space is verbatim where it is one space between two words of it.
    fn spaced(&mut self, source: &str, span: Span) {
        let bytes = Span::new(0, span.end).of(source).as_bytes();
        let (mut start, mut at) = (span.start, span.start);
        while let Some(len) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_whitespace)) {
            let space = at + len;
            let rest = bytes.get(space..).unwrap_or_default();
            let end = space + rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
            at = end;
            if end - space == 1 && bytes.get(space) == Some(&b' ') && space > start && end < span.end {
                continue;
            }
            self.word(source, Span::new(start, space));
            self.space(Span::new(space, end));
            start = end;
        }
        self.word(source, Span::new(start, span.end));
    }

    fn word(&mut self, source: &str, span: Span) {
        let text = span.of(source);
        if !text.is_empty() {
            self.settle(text);
            self.prose.verbatim(text, span.start);
        }
    }

    fn space(&mut self, span: Span) {
        self.border = None;
        let gap = self.gap.get_or_insert(Gap { span, line: false, said: false });
        gap.span.end = span.end;
    }

    /// Adds what stands between the last word and the next.
    fn settle(&mut self, next: &str) {
        let border = self.border.take();
        if let Some(gap) = self.gap.take() {
            if self.prose.is_empty() {
                return;
            }
            self.prose.instead(if gap.line { "\n" } else { " " }, gap.span);
        } else if let Some((span, up)) = border {
            // "10<sup>12</sup>" is not 1012; but "m<sup>2</sup>" and "1<sup>er</sup>" are words.
            let figure = self.prose.text().ends_with(char::is_numeric);
            let apart = |c: char| c.is_numeric() || (up && "+-−–([*†".contains(c));
            if figure && next.starts_with(apart) {
                self.prose.instead(HOLE.encode_utf8(&mut [0; 4]), span);
            }
        }
    }
}
