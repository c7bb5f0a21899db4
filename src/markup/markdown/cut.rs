//! Where Markdown can be cut: at a blank line outside fenced code, HTML blocks, lists and footnotes.
//!
//! A segment may always be longer than it need be; it must never begin inside something. So whatever may be a list is
//! taken for one, and a list lasts until a line after a blank one stands at the margin and is no item. Block
//! quotations, tables and paragraphs all end at a blank line and need no thought.

use super::super::lines::{BOM, lines};
use crate::text::Span;

/// What is open at the margin when a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Nothing that outlasts a blank line.
    Flow,
    /// Code between fences of this character, at least so many of them.
    Fence(u8, usize),
    /// An HTML block that lasts until a line with this.
    Html(&'static str),
    /// An HTML block that lasts until a blank line: till then nothing else is opened.
    HtmlFlow,
    /// A list or a footnote; what is indented so many columns belongs to its latest item.
    List(usize),
}

/// Cuts the source from byte `body` on. Blank lines end the segment that they follow.
pub fn segments(source: &str, body: usize, out: &mut Vec<Span>) {
    let mut start = body;
    let mut open = Open::Flow;
    // Whether the segment has any words, and whether the line above is blank.
    let (mut words, mut blank) = (false, false);
    for line in lines(source, body) {
        let text = line.of(source);
        let text = if line.start == 0 { text.trim_start_matches(BOM) } else { text };
        match open {
            Open::Fence(mark, len) => {
                if closes_fence(text, mark, len) {
                    open = Open::Flow;
                }
                continue;
            }
            Open::Html(end) => {
                if text.contains(end) {
                    open = Open::Flow;
                }
                continue;
            }
            Open::Flow | Open::HtmlFlow | Open::List(_) => {}
        }
        let (indent, rest) = indent(text);
        if rest.is_empty() {
            blank = true;
            continue;
        }
        if open == Open::HtmlFlow {
            if !blank {
                continue;
            }
            open = Open::Flow;
        }
        let opened = if indent < 4 { opens(rest, indent, blank || !words) } else { None };
        let apart = match open {
            Open::List(_) => indent == 0 && !matches!(opened, Some(Open::List(_))),
            _ => true,
        };
        if blank && words && apart {
            out.push(Span::new(start, line.start));
            start = line.start;
            open = Open::Flow;
        }
        (words, blank) = (true, false);
        open = match (open, opened) {
            // Inside the latest item: it comes and goes with that.
            (Open::List(width), _) if indent >= width => open,
            (_, Some(opened)) => opened,
            (_, None) => open,
        };
    }
    if start < source.len() {
        out.push(Span::new(start, source.len()));
    }
}

/// The columns of white space that a line begins with, and the rest; the rest of a blank line is empty.
pub fn indent(line: &str) -> (usize, &str) {
    let mut columns = 0;
    for (i, b) in line.bytes().enumerate() {
        match b {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            // The parser takes these for white space, though they indent nothing.
            0x0B | 0x0C
                if line.get(i..).is_some_and(|l| l.trim_start_matches([' ', '\t', '\x0B', '\x0C']).is_empty()) => {}
            _ => return (columns, line.get(i..).unwrap_or_default()),
        }
    }
    (columns, "")
}

/// What a line at the margin opens that may outlast it; `rest` follows `indent` columns of white space, `fresh` is
/// whether no paragraph can go on with the line.
fn opens(rest: &str, indent: usize, fresh: bool) -> Option<Open> {
    let first = *rest.as_bytes().first()?;
    match first {
        b'`' | b'~' => {
            let len = rest.bytes().take_while(|b| *b == first).count();
            let code = len >= 3 && (first == b'~' || !rest.get(len..)?.contains('`'));
            code.then_some(Open::Fence(first, len))
        }
        b'<' => html(rest, fresh),
        b'[' => {
            let label = rest.strip_prefix("[^")?.split_once("]:")?.0;
            (!label.contains([' ', '[', ']'])).then_some(Open::List(4))
        }
        _ if is_rule(rest) => Some(Open::Flow),
        _ => {
            let len = item(rest)?;
            let (space, words) = self::indent(rest.get(len..)?);
            // Five columns and more are one, and code behind it.
            let space = if words.is_empty() || space > 4 { 1 } else { space };
            Some(Open::List(indent + len + space))
        }
    }
}

/// The length of a list marker (`-`, `+`, `*`, `1.`, `1)`) with white space or nothing behind it.
pub fn item(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let len = match bytes.first()? {
        b'-' | b'+' | b'*' => 1,
        b'0'..=b'9' => {
            let digits = bytes.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
            matches!(bytes.get(digits)?, b'.' | b')').then_some(digits + 1)?
        }
        _ => return None,
    };
    matches!(bytes.get(len), None | Some(b' ' | b'\t' | b'\n' | b'\r')).then_some(len)
}

/// Whether a line is a rule: three or more of `*`, `-` or `_`, and white space.
fn is_rule(rest: &str) -> bool {
    let Some(mark) = rest.bytes().next().filter(|b| matches!(b, b'*' | b'-' | b'_')) else { return false };
    rest.bytes().all(|b| b == mark || b == b' ' || b == b'\t') && rest.bytes().filter(|b| *b == mark).count() >= 3
}

fn closes_fence(line: &str, mark: u8, len: usize) -> bool {
    let (columns, rest) = indent(line);
    let marks = rest.bytes().take_while(|b| *b == mark).count();
    columns < 4 && marks >= len && rest.get(marks..).is_some_and(|r| r.trim_end_matches([' ', '\t']).is_empty())
}

/// The names of tags whose blocks last until a blank line, wherever they begin.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// The HTML block that begins with `line` and outlasts it.
fn html(line: &str, fresh: bool) -> Option<Open> {
    const TAGS: [(&str, &str); 4] =
        [("pre", "</pre>"), ("style", "</style>"), ("script", "</script>"), ("textarea", "</textarea>")];
    let rest = line.strip_prefix('<')?;
    let tag = rest.split([' ', '\t', '\x0C', '>']).next().unwrap_or_default();
    let end = if let Some((_, end)) = TAGS.iter().find(|(name, _)| tag.eq_ignore_ascii_case(name)) {
        end
    } else if rest.starts_with("!--") {
        "-->"
    } else if rest.starts_with('?') {
        "?>"
    } else if rest.starts_with("![CDATA[") {
        "]]>"
    } else if rest.strip_prefix('!').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic())) {
        ">"
    } else {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.strip_suffix('/').unwrap_or(name);
        let block = BLOCKS.iter().any(|b| b.eq_ignore_ascii_case(name));
        // Any other tag begins a block only where it stands alone.
        let alone = fresh
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !name.contains([':', '@', '.'])
            && line.trim_end().ends_with('>')
            && line.bytes().filter(|b| matches!(b, b'<' | b'>')).count() == 2;
        return (block || alone).then_some(Open::HtmlFlow);
    };
    (!line.contains(end)).then_some(Open::Html(end))
}
