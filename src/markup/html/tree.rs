//! What is open between two tags: lists, tables, quotations, what is skipped.
//!
//! No tree is built: a block is told by the few elements that it stands in. Tags that writers may leave out are
//! closed as a browser does (`li`, `td`, `tr`); wrong nesting closes what it closes.

use super::super::BlockKind;
use super::element::{Element, Manner};
use super::lex::{Kind, Tag, Token};
use crate::text::Span;

/// How many elements may stand in one another; the tags of deeper ones open nothing.
const DEEPEST: usize = 256;

/// What a token does to prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Nothing,
    /// Text, with entities or without.
    Text {
        literal: bool,
    },
    Comment,
    /// Something is seen that is no prose.
    Hole,
    Image,
    /// `<br>`
    Break,
    /// A line ends, but not the block: a cell is one block whatever stands in it.
    Line,
    /// Letters and digits leave the line (`up`) or come back to it.
    Border {
        up: bool,
    },
    /// The block ends.
    Apart(Edge),
}

/// What stands at the border of two blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The start of something that has words of its own: a heading of this level, an item, a cell.
    Begins {
        heading: Option<u8>,
    },
    /// The start of a paragraph, which may be all that an item holds.
    Paragraph,
    /// The end of something that has words of its own.
    Ends,
    /// The start, or the end, of something that holds others.
    Opens,
    Closes,
}

#[derive(Clone, Copy, Debug)]
enum Container {
    List { list: u32, items: u32 },
    Item { list: u32, item: u32 },
    Table { table: u32, rows: u32 },
    Rows { head: bool },
    Row { row: u32, columns: u32 },
    Cell { table: u32, row: u32, column: u32, header: bool },
    Quote,
    Caption,
    Division(&'static str),
}

/// What is being skipped: since when, and how many elements of the name are open.
#[derive(Clone, Copy, Debug)]
struct Skip {
    name: &'static str,
    manner: Manner,
    depth: usize,
    start: usize,
}

/// What is open.
#[derive(Debug, Default)]
pub struct Tree {
    open: Vec<Container>,
    skip: Option<Skip>,
    hole: Option<Span>,
    lists: u32,
    tables: u32,
    /// Right behind `<sup>`, and inside a link to a place of the same page: a footnote's number is both.
    raised: Option<&'static str>,
    inner_link: bool,
}

impl Tree {
    /// Whether nothing is open: a segment may begin here.
    pub fn is_bare(&self) -> bool {
        self.open.is_empty() && self.skip.is_none_or(|skip| matches!(skip.manner, Manner::Phrase | Manner::Note))
    }

    /// What was skipped and seen, if such a thing ended with the last token.
    pub fn take_hole(&mut self) -> Option<Span> {
        self.hole.take()
    }

    /// Ends what is skipped at the end of the text.
    pub fn finish(&mut self, at: usize) {
        self.end_skip(at);
    }

    /// The kind of the block that words which stand here belong to, and how many quotations they stand in.
    pub fn block(&self) -> (BlockKind, u8) {
        let count =
            |found: fn(&&Container) -> bool| u8::try_from(self.open.iter().filter(found).count()).unwrap_or(u8::MAX);
        let quoted = count(|c| matches!(c, Container::Quote));
        let depth = count(|c| matches!(c, Container::List { .. })).saturating_sub(1);
        for container in self.open.iter().rev() {
            let kind = match *container {
                Container::Item { list, item } => BlockKind::ListItem { list, item, depth },
                Container::Cell { table, row, column, header } => BlockKind::TableCell { table, row, column, header },
                Container::Caption => BlockKind::Caption,
                Container::Quote | Container::Division(_) => continue,
                _ => break,
            };
            return (kind, quoted);
        }
        (BlockKind::Paragraph, quoted)
    }

    /// Takes the next token.
    pub fn take(&mut self, token: &Token, source: &str) -> Step {
        if self.is_skipped(token) {
            return Step::Nothing;
        }
        match token.kind {
            Kind::Text | Kind::Literal => {
                if !token.span.of(source).trim_ascii().is_empty() {
                    self.raised = None;
                }
                Step::Text { literal: token.kind == Kind::Literal }
            }
            Kind::Comment => Step::Comment,
            Kind::Template => Step::Hole,
            Kind::Nothing => Step::Nothing,
            Kind::Start(tag) => {
                let raised = self.raised.take();
                self.start(tag, token.span, raised)
            }
            Kind::End(element) => self.end(element),
        }
    }

    /// Whether the token is, or ends, what is skipped.
    fn is_skipped(&mut self, token: &Token) -> bool {
        let Some(skip) = &mut self.skip else { return false };
        let element = match token.kind {
            Kind::Start(tag) => tag.element,
            Kind::End(element) => element,
            _ => return true,
        };
        // The line ends, and what stands in it.
        if matches!(skip.manner, Manner::Phrase | Manner::Note) && element.stands_apart() {
            self.end_skip(token.span.start);
            return false;
        }
        if element.name() == Some(skip.name) {
            match token.kind {
                Kind::Start(tag) if !tag.closed => skip.depth += 1,
                Kind::End(_) => skip.depth -= 1,
                _ => {}
            }
            if skip.depth == 0 {
                self.end_skip(token.span.end);
            }
        }
        true
    }

    fn end_skip(&mut self, at: usize) {
        let Some(skip) = self.skip.take() else { return };
        if matches!(skip.manner, Manner::Hole | Manner::Phrase) {
            self.hole = Some(Span::new(skip.start, at));
        }
    }

    fn start(&mut self, tag: Tag, span: Span, raised: Option<&'static str>) -> Step {
        let element = tag.element;
        let skip = |name, manner| Some(Skip { name, manner, depth: 1, start: span.start });
        match element {
            Element::Break => return Step::Break,
            Element::Image => return Step::Image,
            Element::Raised(name) if self.inner_link && !tag.closed => {
                self.skip = skip(name, Manner::Note);
                return Step::Nothing;
            }
            Element::Raised(name) => {
                self.raised = Some(name);
                return Step::Border { up: true };
            }
            Element::Link => {
                self.inner_link = tag.inner_link && !tag.closed;
                // Until the number is back on the line, since a bracket may stand behind the link.
                if let Some(name) = raised.filter(|_| self.inner_link) {
                    self.skip = skip(name, Manner::Note);
                }
                return Step::Nothing;
            }
            Element::Skipped(name, manner) if !tag.closed => {
                self.skip = skip(name, manner);
                if manner != Manner::Apart {
                    return Step::Nothing;
                }
            }
            _ if !element.stands_apart() => return Step::Nothing,
            _ => {}
        }
        self.inner_link = false;
        if self.in_cell() && !element.in_table() {
            return Step::Line;
        }
        let stray = self.nest(&tag);
        Step::Apart(match element {
            Element::Paragraph => Edge::Paragraph,
            Element::Heading(level) => Edge::Begins { heading: Some(level) },
            Element::Item | Element::Cell { .. } | Element::Caption if !stray => Edge::Begins { heading: None },
            _ => Edge::Opens,
        })
    }

    /// Opens what a tag opens; whether it stands where it means nothing.
    fn nest(&mut self, tag: &Tag) -> bool {
        let opened = match tag.element {
            Element::List => {
                self.lists += 1;
                Container::List { list: self.lists - 1, items: 0 }
            }
            Element::Table => {
                self.tables += 1;
                Container::Table { table: self.tables - 1, rows: 0 }
            }
            Element::Item => {
                if !self.cut_back(tag.element, true, |c| matches!(c, Container::List { .. })) {
                    return true;
                }
                let Some(Container::List { list, items }) = self.open.last_mut() else { return true };
                *items = items.saturating_add(1);
                Container::Item { list: *list, item: *items - 1 }
            }
            Element::Rows { head } => {
                if !self.cut_back(tag.element, true, |c| matches!(c, Container::Table { .. })) {
                    return true;
                }
                Container::Rows { head }
            }
            Element::Row => match self.row() {
                Some(row) => row,
                None => return true,
            },
            Element::Cell { header } => match self.cell(header, tag.columns) {
                Some(cell) => cell,
                None => return true,
            },
            Element::Quote => Container::Quote,
            Element::Caption => Container::Caption,
            // Those that stand in nothing need no count: a segment may begin in them.
            Element::Division(name) if !self.open.is_empty() => Container::Division(name),
            _ => return false,
        };
        if !tag.closed && self.open.len() < DEEPEST {
            self.open.push(opened);
        }
        false
    }

    fn row(&mut self) -> Option<Container> {
        let found =
            self.cut_back(Element::Row, true, |c| matches!(c, Container::Table { .. } | Container::Rows { .. }));
        let table = self.open.iter_mut().rev().find(|c| matches!(c, Container::Table { .. }));
        let Some(Container::Table { rows, .. }) = table.filter(|_| found) else { return None };
        *rows = rows.saturating_add(1);
        Some(Container::Row { row: *rows - 1, columns: 0 })
    }

    fn cell(&mut self, header: bool, wide: u32) -> Option<Container> {
        let in_row = self.cut_back(Element::Row, true, |c| matches!(c, Container::Row { .. }));
        if !in_row {
            let row = self.row().filter(|_| self.open.len() < DEEPEST)?;
            self.open.push(row);
        }
        let head = self.open.iter().nth_back(1).is_some_and(|c| matches!(c, Container::Rows { head: true }));
        let table = self.open.iter().rev().find_map(|c| match c {
            Container::Table { table, .. } => Some(*table),
            _ => None,
        })?;
        let Some(Container::Row { row, columns }) = self.open.last_mut() else { return None };
        let column = *columns;
        *columns = columns.saturating_add(wide);
        Some(Container::Cell { table, row: *row, column, header: header || head })
    }

    fn end(&mut self, element: Element) -> Step {
        self.raised = None;
        match element {
            // A browser makes a break of it.
            Element::Break => return Step::Break,
            Element::Raised(_) => return Step::Border { up: false },
            Element::Link => {
                self.inner_link = false;
                return Step::Nothing;
            }
            _ if !element.stands_apart() => return Step::Nothing,
            _ => {}
        }
        self.inner_link = false;
        let in_cell = self.in_cell();
        let mut close = |wanted: fn(&Container) -> bool| self.cut_back(element, false, wanted);
        let closed = match element {
            Element::List => close(|c| matches!(c, Container::List { .. })),
            Element::Item => self.close_item(),
            Element::Table => close(|c| matches!(c, Container::Table { .. })),
            Element::Rows { .. } => close(|c| matches!(c, Container::Rows { .. })),
            Element::Row => close(|c| matches!(c, Container::Row { .. })),
            Element::Cell { .. } => close(|c| matches!(c, Container::Cell { .. })),
            Element::Quote => close(|c| matches!(c, Container::Quote)),
            Element::Caption => close(|c| matches!(c, Container::Caption)),
            Element::Division(name) => self.close_division(name),
            _ => false,
        };
        if in_cell && !closed {
            return Step::Line;
        }
        Step::Apart(match element {
            Element::Paragraph | Element::Heading(_) | Element::Item | Element::Caption | Element::Cell { .. } => {
                Edge::Ends
            }
            _ => Edge::Closes,
        })
    }

    fn close_item(&mut self) -> bool {
        // Not beyond the list: its own item is not yet open.
        let mut open = self.open.iter().rev();
        let found = open.find(|c| matches!(c, Container::Item { .. } | Container::List { .. }));
        matches!(found, Some(Container::Item { .. }))
            && self.cut_back(Element::Item, false, |c| matches!(c, Container::Item { .. }))
    }

    /// A division that nothing opened stands in no list: it closes those that were left open. Tables keep theirs.
    fn close_division(&mut self, name: &'static str) -> bool {
        if self.cut_back(Element::Division(name), false, |c| matches!(c, Container::Division(n) if *n == name)) {
            return true;
        }
        let page = matches!(name, "body" | "html");
        if page || !self.open.iter().any(|c| matches!(c, Container::Table { .. })) {
            self.open.clear();
            return true;
        }
        false
    }

    /// Closes what was opened in the innermost container that is wanted, and that as well unless it is to be kept.
    /// Nothing closes what stands outside its table; outside its cell only a table's tags do.
    fn cut_back(&mut self, by: Element, keep: bool, wanted: impl Fn(&Container) -> bool) -> bool {
        for (at, container) in self.open.iter().enumerate().rev() {
            if wanted(container) {
                self.open.truncate(at + usize::from(keep));
                return true;
            }
            match container {
                Container::Table { .. } => return false,
                Container::Cell { .. } if !by.in_table() => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether words that stand here are a cell's.
    fn in_cell(&self) -> bool {
        let mut open = self.open.iter().rev();
        let found = open.find(|c| matches!(c, Container::Cell { .. } | Container::Table { .. }));
        matches!(found, Some(Container::Cell { .. }))
    }
}
