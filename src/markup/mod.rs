//! From an article's source to prose with byte-exact offsets.
//!
//! A source is cut into *segments* at places where no construct of its format is open ([`segments`]); each segment is
//! parsed by itself ([`parse`]) into blocks of prose. A block is what a reader takes as one piece: a paragraph, a
//! heading, a list item, a table cell. What is no prose (code, addresses, front matter, comments) has no block, or
//! stands in the prose as [`HOLE`], one a piece, so that words on its two sides do not run together.
//!
//! Cutting is a plain function of the text, parsing one of the segment: an article whose segments are parsed only
//! where they changed equals one that is parsed whole.
//!
//! A format is one module with two functions: `segments`, which cuts what follows the front matter, and `parse`, which
//! reads one segment. A new one adds its module, a variant of [`Format`] and an arm to each match below; addresses,
//! comments and the shapes of lines are shared (`holes`, `directive`, `shape`).

mod directive;
mod front_matter;
mod holes;
mod html;
mod lines;
mod markdown;
mod plain;
mod prose;
mod shape;

use std::path::Path;

pub use directive::{Directive, DirectiveKind};
pub use front_matter::{Field, FrontMatter};
pub use prose::{Prose, ProseBuilder};

use crate::text::Span;

/// Stands in prose for a piece of source that is none: inline code, an address, an image.
pub const HOLE: char = '\u{FFFC}';

/// How a source is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    #[default]
    Plain,
    Markdown,
    Html,
}

impl Format {
    /// The format that a file name's ending or an editor's language identifier ("markdown") stands for. What nobody
    /// has heard of is plain text.
    pub fn of_name(name: &str) -> Self {
        // A name that is all ending (".md") has none for the path; some editors join identifiers by dots.
        let ending =
            Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_else(|| name.trim_start_matches('.'));
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mkdn" | "mdwn" | "mdown" | "markdn" | "mdtxt" | "mdtext" | "mdx" | "rmd"
            | "qmd" | "rmarkdown" | "quarto" | "gfm" | "pandoc" => Format::Markdown,
            "html" | "htm" | "xhtml" | "xht" | "shtml" => Format::Html,
            _ => Format::Plain,
        }
    }
}

/// What a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    /// A heading with its level, from 1.
    Heading(u8),
    /// An item of a list; `list` numbers the lists of a segment, `item` the items of one list, both from 0. `depth` is
    /// 0 for a list that stands in no other. An item of several paragraphs is several blocks.
    ListItem {
        list: u32,
        item: u32,
        depth: u8,
    },
    /// A cell; `table` numbers the tables of a segment, rows and columns count from 0. `header` is what the format says:
    /// row 0 of a Markdown table, the headings of columns and of rows in HTML.
    TableCell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    /// The words under or beside a picture, or a line that says who took it or where figures come from.
    Caption,
}

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// How many block quotations it stands in.
    pub quoted: u8,
    /// Where it stands in its segment's source, markup included.
    pub span: Span,
    pub prose: Prose,
}

/// What parsing one segment gives. Spans count from the segment's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    pub blocks: Vec<Block>,
    /// Comments that speak to copydesk.
    pub directives: Vec<Directive>,
}

/// Cuts a source into segments that can be parsed apart; together they cover all of it, in order. Front matter, a
/// leading BOM included, is the first segment where there is any: [`front_matter`] reads it, [`parse`] finds no block in it.
pub fn segments(source: &str, format: Format) -> Vec<Span> {
    let body = front_matter(source).map_or(0, |f| f.span.end);
    let mut out = Vec::new();
    if body > 0 {
        out.push(Span::new(0, body));
    }
    match format {
        Format::Plain => plain::segments(source, body, &mut out),
        Format::Markdown => markdown::segments(source, body, &mut out),
        Format::Html => html::segments(source, body, &mut out),
    }
    out
}

/// Parses one segment of [`segments`]. Front matter gives nothing.
pub fn parse(segment: &str, format: Format) -> Segment {
    if front_matter(segment).is_some_and(|f| f.span.len() == segment.len()) {
        return Segment::default();
    }
    match format {
        Format::Plain => plain::parse(segment),
        Format::Markdown => markdown::parse(segment),
        Format::Html => html::parse(segment),
    }
}

/// The front matter that opens `source`, in YAML (`---`) or TOML (`+++`), if any.
pub fn front_matter(source: &str) -> Option<FrontMatter> {
    front_matter::read(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        for name in [
            "a.md",
            "/x.y/A.MD",
            "markdown",
            "Markdown",
            "a.b.markdown",
            ".md",
            "quarto",
            "a.qmd",
            "markdown.mdx",
            "gfm",
        ] {
            assert_eq!(Format::of_name(name), Format::Markdown, "{name}");
        }
        for name in ["a.html", "A.HTM", "html", "a.fr.xhtml"] {
            assert_eq!(Format::of_name(name), Format::Html, "{name}");
        }
        for name in ["", ".", "a.txt", "plaintext", "text", "README", "a.md.txt", "md/a", "x.md/", "é🎉"] {
            let expected = if name == "x.md/" { Format::Markdown } else { Format::Plain };
            assert_eq!(Format::of_name(name), expected, "{name}");
        }
    }
}
