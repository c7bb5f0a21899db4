//! An article as the desk reads it: blocks of prose with their language, figures and claims.

use std::sync::Arc;

use crate::desk::Desk;
use crate::figure::Figure;
use crate::language::Language;
use crate::markup::{Block, Directive, Format};
use crate::text::Span;

/// What is known of an article before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// A path or a URI's last parts; used for the language and date that a file name tells. May be empty.
    pub name: String,
    pub format: Format,
    /// A language that was asked for (`--lang`): stands above all else.
    pub language: Option<Language>,
    /// A date that was asked for (`--date`).
    pub date: Option<String>,
}

/// An article, read. Cheap to clone; holds no reference to what it was read from.
#[derive(Clone, Debug)]
pub struct Article {
    pub text: Arc<str>,
    /// The language of most of it; nothing where no pack knows it.
    pub language: Option<Language>,
    /// The date it was written, ISO 8601 as far as known, and where that was read.
    pub date: Option<(String, DateSource)>,
    pub blocks: Vec<Passage>,
    pub directives: Vec<Directive>,
}

/// Where an article's date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    Asked,
    FrontMatter,
    Dateline,
    FileName,
}

/// A block in its place, with what was read in it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Where its segment starts in the source.
    pub base: usize,
    pub language: Option<Language>,
    pub block: Arc<Block>,
    pub reading: Arc<Reading>,
}

/// What was read in a block's prose. Spans count in the prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub sentences: Vec<Span>,
    pub figures: Vec<Figure>,
}

impl Passage {
    /// A span of this block's prose as a span of the article's source.
    pub fn source(&self, prose: Span) -> Span {
        self.block.prose.source(prose).shifted(self.base)
    }
}

/// Reads articles, and keeps what it read of each piece so that an edit costs what it touched.
#[derive(Debug, Default)]
pub struct Reader {}

impl Reader {
    /// Reads `text`. The answer is the same whatever was read before.
    pub fn read(&mut self, _text: Arc<str>, _origin: &Origin, _desk: &Desk) -> Article {
        todo!()
    }
}
