//! What an element is to a reader.

/// An element, by what its tags do to prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Words that stand apart: a paragraph, a term, a summary.
    Paragraph,
    /// A heading with its level; a page's title is one.
    Heading(u8),
    List,
    Item,
    Table,
    /// Rows of a table, its head or not.
    Rows {
        head: bool,
    },
    Row,
    Cell {
        header: bool,
    },
    Quote,
    Caption,
    /// What stands apart and holds others of these.
    Division(&'static str),
    Rule,
    /// Holds no prose.
    Skipped(&'static str, Manner),
    Break,
    Image,
    /// Letters and digits above or below the line.
    Raised(&'static str),
    Link,
    /// Makes no difference to prose.
    Inline,
    /// Nobody has heard of it; makes no difference either.
    Unknown,
}

/// How prose takes that something is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It stands apart.
    Apart,
    /// Nobody sees it.
    Hidden,
    /// Something is seen in its place.
    Hole,
    /// The same, and it stands inside a line: where the line ends, it ends.
    Phrase,
    /// A footnote's number: inside a line as well, but no words go on around it.
    Note,
}

/// Elements whose inside is no markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raw {
    Script,
    Text,
    /// Text with entities.
    Escaped,
}

impl Element {
    /// The element of a name in small letters.
    pub fn of(name: &[u8]) -> Self {
        use Element::*;
        use Manner::*;
        match name {
            b"p" | b"dt" | b"dd" | b"summary" | b"legend" => Paragraph,
            b"h1" | b"title" => Heading(1),
            b"h2" => Heading(2),
            b"h3" => Heading(3),
            b"h4" => Heading(4),
            b"h5" => Heading(5),
            b"h6" => Heading(6),
            b"ul" | b"ol" | b"menu" | b"dir" => List,
            b"li" => Item,
            b"table" => Table,
            b"thead" => Rows { head: true },
            b"tbody" | b"tfoot" => Rows { head: false },
            b"tr" => Row,
            b"td" => Cell { header: false },
            b"th" => Cell { header: true },
            b"blockquote" => Quote,
            b"figcaption" | b"caption" => Caption,
            b"hr" => Rule,
            b"br" => Break,
            b"img" | b"image" => Image,
            b"a" => Link,
            b"sup" => Raised("sup"),
            b"sub" => Raised("sub"),
            b"div" => Division("div"),
            b"section" => Division("section"),
            b"article" => Division("article"),
            b"main" => Division("main"),
            b"header" => Division("header"),
            b"footer" => Division("footer"),
            b"nav" => Division("nav"),
            b"aside" => Division("aside"),
            b"figure" => Division("figure"),
            b"address" => Division("address"),
            b"html" => Division("html"),
            b"head" => Division("head"),
            b"body" => Division("body"),
            b"form" => Division("form"),
            b"fieldset" => Division("fieldset"),
            b"details" => Division("details"),
            b"dialog" => Division("dialog"),
            b"hgroup" => Division("hgroup"),
            b"search" => Division("search"),
            b"center" => Division("center"),
            b"dl" => Division("dl"),
            b"pre" => Skipped("pre", Apart),
            b"xmp" => Skipped("xmp", Apart),
            b"script" => Skipped("script", Hidden),
            b"style" => Skipped("style", Hidden),
            b"template" => Skipped("template", Hidden),
            b"noscript" => Skipped("noscript", Hidden),
            b"noembed" => Skipped("noembed", Hidden),
            b"noframes" => Skipped("noframes", Hidden),
            b"datalist" => Skipped("datalist", Hidden),
            b"svg" => Skipped("svg", Hole),
            b"math" => Skipped("math", Hole),
            b"textarea" => Skipped("textarea", Hole),
            b"select" => Skipped("select", Hole),
            b"button" => Skipped("button", Hole),
            b"iframe" => Skipped("iframe", Hole),
            b"object" => Skipped("object", Hole),
            b"audio" => Skipped("audio", Hole),
            b"video" => Skipped("video", Hole),
            b"canvas" => Skipped("canvas", Hole),
            b"code" => Skipped("code", Phrase),
            b"kbd" => Skipped("kbd", Phrase),
            b"samp" => Skipped("samp", Phrase),
            b"tt" => Skipped("tt", Phrase),
            // Words that were withdrawn.
            b"del" => Skipped("del", Phrase),
            b"s" => Skipped("s", Phrase),
            b"strike" => Skipped("strike", Phrase),
            b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"cite" | b"data" | b"dfn" | b"em" | b"font"
            | b"i" | b"ins" | b"label" | b"mark" | b"picture" | b"q" | b"ruby" | b"small" | b"span" | b"strong"
            | b"time" | b"u" | b"var" | b"wbr" | b"input" | b"source" | b"meta" | b"link" | b"base" | b"embed" => {
                Inline
            }
            _ => Unknown,
        }
    }

    /// Whether its tags end the line that they stand in.
    pub fn stands_apart(self) -> bool {
        use Element::*;
        match self {
            Paragraph
            | Heading(_)
            | List
            | Item
            | Table
            | Rows { .. }
            | Row
            | Cell { .. }
            | Quote
            | Caption
            | Division(_)
            | Rule => true,
            Skipped(_, manner) => manner == Manner::Apart,
            Break | Image | Raised(_) | Link | Inline | Unknown => false,
        }
    }

    /// Whether it is a table's part.
    pub fn in_table(self) -> bool {
        matches!(self, Element::Table | Element::Rows { .. } | Element::Row | Element::Cell { .. })
    }

    /// What its inside is, if no markup, with its name.
    pub fn raw(self) -> Option<(&'static str, Raw)> {
        let Element::Skipped(name, _) = self else { return None };
        let raw = match name {
            "script" => Raw::Script,
            "textarea" => Raw::Escaped,
            "style" | "iframe" | "xmp" | "noembed" | "noframes" | "noscript" => Raw::Text,
            _ => return None,
        };
        Some((name, raw))
    }

    /// Its name, where that matters: where something is skipped until the tag that closes it.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Element::Skipped(name, _) | Element::Raised(name) => Some(name),
            _ => None,
        }
    }
}
