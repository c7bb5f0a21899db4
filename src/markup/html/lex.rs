//! Tags, comments and text, each with its exact place.
//!
//! html5gum reads one tag or comment at a time, from its `<` on, and says where it ends: text is what lies between,
//! untouched, so that no entity or line end can shift an offset.

use std::cell::Cell;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Readable, Reader, State, StringReader, Tokenizer};

use super::super::lines::{self, BOM};
use super::element::{Element, Raw};
use crate::text::Span;

/// A piece of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text as it is written, entities included.
    Text,
    /// Text in the brackets of XML, in which an entity is none.
    Literal,
    Start(Tag),
    End(Element),
    /// `<!-- … -->`
    Comment,
    /// What a template or a script on the server is to fill in: `{{ … }}`, `{% … %}`, `<% … %>`, `<? … ?>`.
    Template,
    /// A document type, half a tag.
    Nothing,
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    pub element: Element,
    /// Whether it closes itself (`<br/>`). A browser minds that in XML only.
    pub closed: bool,
    /// The words that stand for a picture, without quotes.
    pub alt: Option<Span>,
    /// Whether it leads to another place of the same page, as a footnote's number does.
    pub inner_link: bool,
    /// How many columns a cell takes.
    pub columns: u32,
}

impl Default for Tag {
    fn default() -> Self {
        Self { element: Element::Unknown, closed: false, alt: None, inner_link: false, columns: 1 }
    }
}

/// How far a template's mark may reach; it does not go beyond its line.
const TEMPLATE: usize = 256;
/// The longest name of a tag.
const NAME: usize = 64;
/// How many attributes of a tag are read. A tag that has more is half a tag.
const ATTRIBUTES: u32 = 256;

/// Reads a text from left to right.
#[derive(Debug)]
pub struct Lexer<'a> {
    source: &'a str,
    at: usize,
    /// The token behind the text that was given last.
    pending: Option<Token>,
    /// Inside an element that holds no markup.
    raw: Option<(&'static str, Raw)>,
    /// Ends that were looked for in vain: they are in none of what follows.
    missing: Vec<&'static str>,
}

impl<'a> Lexer<'a> {
    /// Reads `source` from byte `from` on; a byte order mark there is left out.
    pub fn new(source: &'a str, from: usize) -> Self {
        let mark = source.get(from..).is_some_and(|s| s.starts_with(BOM));
        let at = from + if mark { BOM.len_utf8() } else { 0 };
        Self { source, at, pending: None, raw: None, missing: Vec::new() }
    }

    /// What begins at `here`, with `<` or `{`, if it is no text.
    fn markup(&mut self, here: usize) -> Option<Token> {
        let rest = self.source.get(here..)?;
        let mut bytes = rest.bytes();
        let (first, second) = (bytes.next()?, bytes.next()?);
        match (first, second) {
            (b'{', _) => template(rest).map(|len| (Kind::Template, here + len)),
            (_, b'%') => self.find("%>", here + 2).map(|end| (Kind::Template, end)),
            (_, b'?') => match self.find("?>", here + 2) {
                Some(end) => Some((Kind::Template, end)),
                None => Some((Kind::Nothing, self.find(">", here).unwrap_or_else(|| self.line(here)))),
            },
            (_, b'!') if rest.starts_with("<!--") => Some(self.comment(here)),
            (_, b'!') if rest.starts_with("<![CDATA[") => match self.find("]]>", here) {
                Some(end) => Some((Kind::Literal, end)),
                None => Some((Kind::Nothing, here + "<![CDATA[".len())),
            },
            (_, b'!') => Some((Kind::Nothing, self.find(">", here).unwrap_or_else(|| self.line(here)))),
            (_, b'/') => match bytes.next()? {
                b'>' => Some((Kind::Nothing, here + 3)),
                b if b.is_ascii_alphabetic() => self.tag(here, here + 2),
                // A browser takes the rest for a comment.
                _ => self.find(">", here).map(|end| (Kind::Nothing, end)),
            },
            (_, b) if b.is_ascii_alphabetic() => self.tag(here, here + 1),
            _ => None,
        }
        .map(|(kind, end)| Token { kind, span: Span::new(here, end) })
    }

    /// The end of the next `end` at or after `from`.
    fn find(&mut self, end: &'static str, from: usize) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let found = self.source.get(from..)?.find(end);
        if found.is_none() {
            self.missing.push(end);
        }
        Some(from + found? + end.len())
    }

    /// The end of the line, or the next `<` after `from` if that comes first.
    fn line(&self, from: usize) -> usize {
        let rest = self.source.as_bytes().get(from + 1..).unwrap_or_default();
        let len = rest.iter().position(|b| matches!(b, b'<' | b'\n' | b'\r')).unwrap_or(rest.len());
        (from + 1 + len).min(self.source.len())
    }

    fn comment(&mut self, here: usize) -> (Kind, usize) {
        const END: &str = "-->";
        let rest = self.source.get(here..).unwrap_or_default();
        let short = rest.starts_with("<!-->") || rest.starts_with("<!--->");
        if short || !self.missing.contains(&END) {
            let end = comment_end(rest).map_or(here, |len| here + len);
            let text = Span::new(here, end).of(self.source);
            // One that the text's end closes is given too.
            if text.ends_with(END) || text.ends_with("--!>") {
                return (Kind::Comment, end);
            }
            self.missing.push(END);
        }
        (Kind::Nothing, self.line(here + 3))
    }

    /// The tag at `here`, whose name begins at `name`. `None` where a `<` is only that.
    fn tag(&mut self, here: usize, name: usize) -> Option<(Kind, usize)> {
        let bytes = self.source.as_bytes().get(name..)?;
        let stop = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>' | b'<');
        let len = bytes.iter().take(NAME).position(stop).unwrap_or(bytes.len().min(NAME));
        let read = match bytes.get(len) {
            Some(b'>') => bare_tag(bytes.get(..len)?, name == here + 1).map(|kind| (kind, name + len + 1 - here)),
            Some(b) if stop(b) && *b != b'<' => read_tag(self.source, here),
            _ => None,
        };
        if let Some((kind, len)) = read {
            if let Kind::Start(Tag { element, closed: false, .. }) = kind {
                self.raw = element.raw();
            }
            return Some((kind, here + len));
        }
        // Half a tag: somebody types, or means "less than".
        let known = bytes.get(..len).is_some_and(|n| Element::of(&n.to_ascii_lowercase()) != Element::Unknown);
        let end = self.unfinished(name + len);
        (known || end > name + len).then_some((Kind::Nothing, end))
    }

    /// Where half a tag ends: behind its last attribute that has a value. `from` is the end of its name.
    fn unfinished(&self, from: usize) -> usize {
        let bytes = self.source.as_bytes();
        let (mut at, mut end) = (from, from);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(next) = rest.iter().position(|b| matches!(b, b'=' | b'<' | b'>')) else { return end };
            if rest.get(next) != Some(&b'=') {
                return end;
            }
            at += next + 1;
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
            match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    let rest = bytes.get(at + 1..).unwrap_or_default();
                    let Some(len) = rest.iter().position(|b| b == quote) else { return self.line(at) };
                    at += len + 2;
                }
                Some(_) => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let len = rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(rest.len());
                    at += len;
                }
                None => {}
            }
            end = at;
        }
    }

    /// The tag that closes the element whose inside is no markup; without one all that follows is inside.
    fn raw_end(&mut self, name: &'static str, raw: Raw) -> Option<Token> {
        let start = self.at;
        self.at = self.source.len();
        let attributes = Cell::new(0);
        let end = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| match event {
            CallbackEvent::EndTag { .. } => Some(Span::new(span.start, span.end)),
            CallbackEvent::AttributeName { .. } => {
                attributes.update(|count| count + 1);
                None
            }
            _ => None,
        };
        let mut emitter = CallbackEmitter::new(end);
        emitter.set_last_start_tag(Some(name.as_bytes()));
        let mut tokens = Tokenizer::new_with_emitter(Bounded::new(self.source.get(start..)?, &attributes), emitter);
        tokens.set_state(match raw {
            Raw::Script => State::ScriptData,
            Raw::Text => State::RawText,
            Raw::Escaped => State::RcData,
        });
        let span = tokens.next()?.ok()?.shifted(start);
        self.at = span.end;
        Some(Token { kind: Kind::End(Element::of(name.as_bytes())), span })
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        if let Some((name, raw)) = self.raw.take() {
            return self.raw_end(name, raw);
        }
        let start = self.at;
        let mut from = start;
        loop {
            let rest = self.source.as_bytes().get(from..).unwrap_or_default();
            let found = rest.iter().position(|b| matches!(b, b'<' | b'{'));
            let here = found.map_or(self.source.len(), |found| from + found);
            let token = found.and_then(|_| self.markup(here));
            if token.is_none() && found.is_some() {
                from = here + 1;
                continue;
            }
            self.at = token.map_or(here, |token| token.span.end);
            if here == start {
                return token;
            }
            self.pending = token;
            return Some(Token { kind: Kind::Text, span: Span::new(start, here) });
        }
    }
}

/// The length of a template's mark that opens `text`.
fn template(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = match bytes.get(1)? {
        b'{' => b"}}",
        b'%' => b"%}",
        b'#' => b"#}",
        _ => return None,
    };
    let line = lines::line_at(bytes.get(..TEMPLATE.min(bytes.len()))?, 0).end;
    let at = bytes.get(2..line)?.windows(2).position(|pair| pair == end)?;
    let len = 2 + at + 2;
    // Three braces a side are one mark too.
    Some(len + usize::from(text.starts_with("{{{") && bytes.get(len) == Some(&b'}')))
}

/// The length of the comment that opens `text`; one that does not end reaches to the text's end.
fn comment_end(text: &str) -> Option<usize> {
    let end = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
        matches!(event, CallbackEvent::Comment { .. }).then_some(span.end)
    };
    Tokenizer::new_with_emitter(text, CallbackEmitter::new(end)).next()?.ok()
}

/// A tag that is only its name, which most are: html5gum would say the same at ten times the cost.
fn bare_tag(name: &[u8], start: bool) -> Option<Kind> {
    let mut small = [0; NAME];
    let small = small.get_mut(..name.len())?;
    small.copy_from_slice(name);
    small.make_ascii_lowercase();
    let element = Element::of(small);
    Some(if start { Kind::Start(Tag { element, ..Tag::default() }) } else { Kind::End(element) })
}

/// The tag at `here`, with its length; `None` if it does not end, or if another begins in it.
fn read_tag(source: &str, here: usize) -> Option<(Kind, usize)> {
    enum Attribute {
        Alt,
        Link,
        Columns,
        Other,
    }
    let mut attribute = Attribute::Other;
    let attributes = Cell::new(0);
    let mut tag = Tag::default();
    let read = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Option<(Kind, usize)>> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.element = Element::of(name),
            CallbackEvent::AttributeName { name } => {
                if name.contains(&b'<') {
                    return Some(None);
                }
                attributes.update(|count| count + 1);
                attribute = match name {
                    b"alt" => Attribute::Alt,
                    b"href" => Attribute::Link,
                    b"colspan" => Attribute::Columns,
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => match attribute {
                Attribute::Alt => tag.alt = tag.alt.or(Some(Span::new(span.start, span.end).shifted(here))),
                Attribute::Link => tag.inner_link = value.starts_with(b"#"),
                Attribute::Columns => tag.columns = columns(value),
                Attribute::Other => {}
            },
            CallbackEvent::CloseStartTag { self_closing } => {
                tag.closed = self_closing;
                return Some(Some((Kind::Start(tag), span.end)));
            }
            CallbackEvent::EndTag { name } => return Some(Some((Kind::End(Element::of(name)), span.end))),
            _ => {}
        }
        None
    };
    let source = Bounded::new(source.get(here..)?, &attributes);
    Tokenizer::new_with_emitter(source, CallbackEmitter::new(read)).next()?.ok()?
}

/// A text that ends where too many attributes were read: html5gum recurses from one that is in double quotes to the
/// next, and would use up the stack.
struct Bounded<'a> {
    text: StringReader<'a>,
    attributes: &'a Cell<u32>,
}

impl<'a> Bounded<'a> {
    fn new(text: &'a str, attributes: &'a Cell<u32>) -> Self {
        Self { text: text.to_reader(), attributes }
    }

    fn ended(&self) -> bool {
        self.attributes.get() > ATTRIBUTES
    }
}

impl Reader for Bounded<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        if self.ended() { Ok(None) } else { self.text.read_byte() }
    }

    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        if self.ended() { Ok(None) } else { self.text.read_until(needle, buffer) }
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        if self.ended() { Ok(false) } else { self.text.try_read_string(text, case_sensitive) }
    }
}

fn columns(value: &[u8]) -> u32 {
    const MOST: u32 = 1000;
    std::str::from_utf8(value).ok().and_then(|v| v.trim().parse().ok()).map_or(1, |n: u32| n.clamp(1, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(source: &str) -> Vec<(&str, Kind)> {
        Lexer::new(source, 0).map(|t| (t.span.of(source), t.kind)).collect()
    }

    /// The pieces; those that are no text in brackets.
    fn pieces(source: &str) -> Vec<String> {
        let shown = |(text, kind): (&str, Kind)| if kind == Kind::Text { text.to_owned() } else { format!("[{text}]") };
        lexed(source).into_iter().map(shown).collect()
    }

    #[test]
    fn offsets_are_exact() {
        for (source, expected) in [
            (
                "\u{FEFF}é&nbsp;<b\r\n a='\r\né&amp;'\r>ộ\r\n</b\r\n>\0<i\0 b>",
                "é&nbsp;|[<b\r\n a='\r\né&amp;'\r>]|ộ\r\n|[</b\r\n>]|\0|[<i\0 b>]",
            ),
            ("<!-- é\r\n\0--><!-->a<!--->b<!-- c --!>d", "[<!-- é\r\n\0-->]|[<!-->]|a|[<!--->]|b|[<!-- c --!>]|d"),
            (
                "<!DOCTYPE html>\r\n<?xml version='1.0'?><![CDATA[a<b>]]>",
                "[<!DOCTYPE html>]|\r\n|[<?xml version='1.0'?>]|[<![CDATA[a<b>]]>]",
            ),
            ("<script>a<b></x>'é</script >c", "[<script>]|[</script >]|c"),
            (
                "<textarea>\r\n<p>&amp;é\0</textarea>c<style>\r<!--</style>",
                "[<textarea>]|[</textarea>]|c|[<style>]|[</style>]",
            ),
            ("3 < 5 <5 <é < <", "3 < 5 <5 <é < <"),
            (
                "{{ a < b }}{% c %}{d}{{{e}}}<% f > g %><?= $h->i ?>",
                "[{{ a < b }}]|[{% c %}]|{d}|[{{{e}}}]|[<% f > g %>]|[<?= $h->i ?>]",
            ),
            ("{{ a\n}} <% b <? c", "{{ a\n}} <% b |[<? c]"),
        ] {
            assert_eq!(pieces(source).join("|"), expected, "{source:?}");
        }
        let source = "<img src=x alt='Caf&eacute; \r\n25' alt=y><a href=\"#n1\"><td colspan=' 3'><img alt=é25/>";
        let tags: Vec<Tag> = Lexer::new(source, 0)
            .filter_map(|t| if let Kind::Start(tag) = t.kind { Some(tag) } else { None })
            .collect();
        assert_eq!(tags[0].alt.map(|s| s.of(source)), Some("Caf&eacute; \r\n25"));
        assert!(tags[1].inner_link && tags[2].columns == 3);
        assert_eq!(tags[3].alt.map(|s| s.of(source)), Some("é25/"));
    }

    #[test]
    fn half_a_tag_loses_its_name_and_its_values() {
        for (source, expected) in [
            ("25 <em of the 28</p>", "25 |[<em]| of the 28|[</p>]"),
            ("25 <a href=\"x\" of the 28</p>", "25 |[<a href=\"x\"]| of the 28|[</p>]"),
            ("25 <a href=\"x of 28</p>\nmore", "25 |[<a href=\"x of 28]|[</p>]|\nmore"),
            ("n <m and 25</p>", "n <m and 25|[</p>]"),
            ("a <b", "a |[<b]"),
            ("a </p", "a |[</p]"),
            ("a <!-- b\nc <p>d", "a |[<!-- b]|\nc |[<p>]|d"),
            ("<scr<p>", "<scr|[<p>]"),
            ("<script>a", "[<script>]"),
        ] {
            assert_eq!(pieces(source).join("|"), expected, "{source:?}");
        }
    }

    /// Each in double quotes, which html5gum goes through by recursion.
    #[test]
    fn a_tag_with_a_million_attributes_is_borne() {
        let attributes = " a=\"b\"".repeat(1_000_000);
        let source = format!("<p{attributes}>25</p>");
        assert!(pieces(&source).last().is_some_and(|piece| piece == "[</p>]"));
        let source = format!("<script>25</script{attributes}>26</p>");
        assert_eq!(pieces(&source), ["[<script>]"]);
        let source = format!("<p{}>25</p>", " a=\"b\"".repeat(ATTRIBUTES as usize));
        assert_eq!(pieces(&source).get(1..), Some(&["25".to_owned(), "[</p>]".to_owned()][..]));
    }

    proptest::proptest! {
        #[test]
        fn tags_that_are_only_a_name_need_no_tokenizer(name in "/?([a-zA-Z][a-zA-Z0-9é:\"'=&\0-]{0,9}|P|bR|TD|h2|sup|ScRipt|textarea)") {
            let source = format!("<{name}>é");
            let known = Lexer::new(&source, 0).next().map(|t| (t.kind, t.span.len()));
            proptest::prop_assert_eq!(known, read_tag(&source, 0));
        }

        #[test]
        fn tokens_follow_each_other(text in "([a-c é\r\n=\"'/<>&;{}%!?-]|<|>|<a |<p>|</p>|<!--|-->|<script>|</script>|<svg/>|\0|='|<![CDATA[|]]>){0,30}") {
            let mut at = 0;
            for token in Lexer::new(&text, 0) {
                let raw = matches!(token.kind, Kind::End(e) if e.raw().is_some());
                proptest::prop_assert!(token.span.start == at || raw, "{:?}", token);
                let piece = text.get(token.span.start..token.span.end);
                proptest::prop_assert!(piece.is_some_and(|p| !p.is_empty()));
                if matches!(token.kind, Kind::Start(_) | Kind::End(_)) {
                    proptest::prop_assert!(piece.is_some_and(|p| p.starts_with('<') && p.ends_with('>')));
                }
                at = token.span.end;
            }
        }
    }
}
