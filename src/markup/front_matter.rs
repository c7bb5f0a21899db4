//! The head of a source: `---` YAML or `+++` TOML, read for what an article says of itself.
//!
//! Only top-level scalars are of use (a title, a date, a language), so this reads no more than those: nested and
//! multi-line values are stepped over, a line that is no field is no error.

use super::lines::{BOM, Line, is_blank, lines};
use crate::text::Span;

/// Front matter: where it stands (a BOM and the closing line included) and its plain top-level fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub span: Span,
    pub fields: Vec<Field>,
}

/// `key: value` with the value unquoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    pub value: String,
    /// Where the value stands in the source, without its quotes.
    pub span: Span,
}

impl FrontMatter {
    /// The first field with one of these keys, compared without case.
    pub fn get(&self, keys: &[&str]) -> Option<&Field> {
        self.fields.iter().find(|f| keys.iter().any(|k| f.key.eq_ignore_ascii_case(k)))
    }
}

/// Reads the front matter that opens `source`; `None` where there is none or where it has no end.
///
/// A text may open with a rule (`---`) too: it is front matter only if its first line of content is a field.
pub fn read(source: &str) -> Option<FrontMatter> {
    let start = if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    // Every segment is asked, and few begin so.
    source.get(start..).filter(|text| text.starts_with("---") || text.starts_with("+++"))?;
    let mut rest = lines(source, start);
    let open = rest.next()?;
    let toml = match fence(open.of(source)) {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let close = rest.find(|line| {
        let fence = fence(line.of(source));
        if toml { fence == "+++" } else { matches!(fence, "---" | "...") }
    })?;
    let body = Span::new(open.next, close.start);
    let is_note = |line: &str| is_blank(line) || line.trim_start().starts_with('#');
    let first = body_lines(source, body).find(|line| !is_note(line.of(source)));
    let is_field = |line: Line| {
        let text = line.of(source);
        if toml { text.trim_start().starts_with('[') || split_toml(text).is_some() } else { split_yaml(text).is_some() }
    };
    if !first.is_none_or(is_field) {
        return None;
    }
    let fields = if toml { toml_fields(source, body) } else { yaml_fields(source, body) };
    Some(FrontMatter { span: Span::new(0, close.next), fields })
}

fn fence(line: &str) -> &str {
    line.trim_end_matches([' ', '\t'])
}

fn body_lines(source: &str, body: Span) -> impl Iterator<Item = Line> + Clone {
    lines(source, body.start).take_while(move |line| line.start < body.end)
}

fn yaml_fields(source: &str, body: Span) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut rest = body_lines(source, body).peekable();
    while let Some(line) = rest.next() {
        let Some((key, at)) = split_yaml(line.of(source)) else { continue };
        let value = Span::new(line.start + at, line.end);
        let found = match value.of(source).as_bytes().first() {
            None | Some(b'|' | b'>' | b'[' | b'{' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b'#') => None,
            Some(b'"' | b'\'') => quoted(source, value, true),
            Some(_) => {
                let text = before_comment(value.of(source));
                Some((text.to_owned(), Span::new(value.start, value.start + text.len())))
            }
        };
        // An indented line goes on with the value: it is a text of several lines.
        let goes_on = |next: &Line| next.of(source).starts_with([' ', '\t']) && !is_blank(next.of(source));
        if !rest.peek().is_some_and(goes_on) {
            push(&mut fields, key, found);
        }
    }
    fields
}

fn toml_fields(source: &str, body: Span) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let Some(line) = lines(source, at).next() else { break };
        at = line.next;
        if line.of(source).trim_start().starts_with('[') {
            // From the first table on no field is a top-level one.
            break;
        }
        let Some((key, from)) = split_toml(line.of(source)) else { continue };
        let value = Span::new(line.start + from, line.end);
        let text = value.of(source);
        let found = match text.as_bytes().first() {
            Some(b'[' | b'{') => {
                let end = after_brackets(source, Span::new(value.start, body.end));
                at = at.max(lines(source, end).next().map_or(end, |line| line.next));
                None
            }
            Some(b'"' | b'\'') if text.starts_with("\"\"\"") || text.starts_with("'''") => {
                let tail = Span::new(value.start + 3, body.end).of(source);
                let end = tail.find(&text[..3]).map_or(body.end, |i| value.start + 3 + i + 3);
                at = at.max(lines(source, end).next().map_or(end, |line| line.next));
                None
            }
            Some(b'"' | b'\'') => quoted(source, value, false),
            Some(_) => {
                let text = text.split('#').next().unwrap_or_default().trim_end();
                Some((text.to_owned(), Span::new(value.start, value.start + text.len())))
            }
            None => None,
        };
        push(&mut fields, key, found);
    }
    fields
}

fn push(fields: &mut Vec<Field>, key: &str, found: Option<(String, Span)>) {
    if let Some((value, span)) = found
        && !value.is_empty()
    {
        fields.push(Field { key: key.to_owned(), value, span });
    }
}

/// The key of a line `key: value`, and where the value begins.
fn split_yaml(line: &str) -> Option<(&str, usize)> {
    let (key, after) = split_key(line, ':')?;
    // `a:b` is a word, not a field.
    let rest = line.get(after..)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(())?;
    Some((key, line.len() - rest.trim_start_matches([' ', '\t']).len()))
}

/// The key of a line `key = value`, and where the value begins.
fn split_toml(line: &str) -> Option<(&str, usize)> {
    let (key, after) = split_key(line, '=')?;
    let rest = line.get(after..)?;
    Some((key, line.len() - rest.trim_start_matches([' ', '\t']).len()))
}

/// The key before `sign`, its quotes taken off, and the byte after the sign. Keys are short words at the line's start.
fn split_key(line: &str, sign: char) -> Option<(&str, usize)> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (key, rest) = match quote {
        Some(quote) => line[1..].split_once(quote)?,
        None => line.split_at(line.find(sign)?),
    };
    let key = if quote.is_some() { key } else { key.trim_end_matches([' ', '\t']) };
    let rest = rest.trim_start_matches([' ', '\t']).strip_prefix(sign)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let named = !key.is_empty() && key.len() <= 64 && key.chars().all(plain);
    (named && !key.starts_with(['-', ' '])).then_some((key, line.len() - rest.len()))
}

/// A plain value without the comment behind it.
fn before_comment(value: &str) -> &str {
    let comment =
        value.char_indices().zip(value.chars().skip(1)).find(|((_, a), b)| matches!(a, ' ' | '\t') && *b == '#');
    value[..comment.map_or(value.len(), |((i, _), _)| i)].trim_end()
}

/// The text in the quotes that open `value`, and its span; `None` where they are not closed on the line or where
/// something other than a comment follows them.
fn quoted(source: &str, value: Span, doubled: bool) -> Option<(String, Span)> {
    let text = value.of(source);
    let quote = text.chars().next()?;
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    let end = loop {
        let (i, c) = chars.next()?;
        if c == quote {
            // YAML writes an apostrophe inside single quotes twice.
            if quote == '\'' && doubled && chars.next_if(|(_, c)| *c == quote).is_some() {
                out.push(quote);
                continue;
            }
            break i;
        }
        if c == '\\' && quote == '"' {
            out.push(escape(&mut chars)?);
        } else {
            out.push(c);
        }
    };
    let behind = text[end + 1..].trim_start();
    (behind.is_empty() || behind.starts_with('#')).then(|| (out, Span::new(value.start + 1, value.start + end)))
}

fn escape(chars: &mut impl Iterator<Item = (usize, char)>) -> Option<char> {
    let digits = match chars.next()?.1 {
        c @ ('"' | '\\' | '/' | ' ') => return Some(c),
        'n' => return Some('\n'),
        't' => return Some('\t'),
        'r' => return Some('\r'),
        '_' => return Some('\u{A0}'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let mut code: u32 = 0;
    for _ in 0..digits {
        code = code.checked_mul(16)?.checked_add(chars.next()?.1.to_digit(16)?)?;
    }
    char::from_u32(code)
}

/// The byte after the bracket that closes the one at the start of `span`; strings and comments are stepped over.
fn after_brackets(source: &str, span: Span) -> usize {
    let mut depth = 0usize;
    let mut quote = None;
    let mut bytes = span.of(source).bytes().enumerate();
    while let Some((i, b)) = bytes.next() {
        match (quote, b) {
            (Some(b'"'), b'\\') => {
                bytes.next();
            }
            (Some(q), _) if b == q || b == b'\n' => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'#') => {
                // To the end of the line.
                bytes.by_ref().find(|(_, b)| matches!(b, b'\n' | b'\r'));
            }
            (None, b'[' | b'{') => depth += 1,
            (None, b']' | b'}') => {
                depth -= 1;
                if depth == 0 {
                    return span.start + i + 1;
                }
            }
            _ => {}
        }
    }
    span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(source: &str) -> Option<Vec<(String, String)>> {
        read(source).map(|f| f.fields.into_iter().map(|f| (f.key, f.value)).collect())
    }

    fn pairs(pairs: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        Some(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn yaml_gives_its_top_level_scalars() {
        let source = "\u{FEFF}---  \r\n# a note\r\ntitle: \"Rice: 25 \\\"ports\\\" \\u00e9\" # seen\r\ndate: 2024-05-17 # Friday\r\n\
            lang: 'fr'\r\nlede: 'L''usine'\r\ntags: [a, b]\r\nauthor:\r\n  name: Linh\r\nsummary: |\r\n  lines: two\r\n\
            long: begins\r\n  and goes on\r\nlist:\r\n- a: b\r\nempty: ''\r\nopen: \"never\r\nurl: http://a.b/#c\r\n\"quoted key\": x\r\n...\r\nText";
        assert_eq!(
            fields(source),
            pairs(&[
                ("title", "Rice: 25 \"ports\" é"),
                ("date", "2024-05-17"),
                ("lang", "fr"),
                ("lede", "L'usine"),
                ("url", "http://a.b/#c"),
                ("quoted key", "x"),
            ])
        );
        let front = read(source).unwrap();
        assert_eq!(&source[front.span.end..], "Text");
        assert_eq!(front.get(&["when", "DATE"]).map(|f| f.span.of(source)), Some("2024-05-17"));
        assert_eq!(front.get(&["lang"]).map(|f| f.span.of(source)), Some("fr"));
        assert_eq!(front.get(&["title"]).map(|f| f.span.of(source)), Some("Rice: 25 \\\"ports\\\" \\u00e9"));
    }

    #[test]
    fn toml_gives_its_top_level_scalars() {
        let source = "+++\ntitle = \"Rice\" # seen\ndate = 2024-05-17T08:00:00+07:00 # Friday\npath = 'C:\\new'\ndraft = true\n\
            text = \"\"\"\nlang = \"xx\"\n\"\"\"\ntags = [\n  \"a]\", # ]\n  \"b\",\n]\nat = { x = 1 }\na.b = 2\n\
            'lang' = \"en\"\nbroken\n[params]\nlang = \"de\"\n+++\n";
        assert_eq!(
            fields(source),
            pairs(&[
                ("title", "Rice"),
                ("date", "2024-05-17T08:00:00+07:00"),
                ("path", "C:\\new"),
                ("draft", "true"),
                ("lang", "en"),
            ])
        );
        assert_eq!(read(source).map(|f| f.span.len()), Some(source.len()));
    }

    #[test]
    fn what_is_no_front_matter() {
        for source in [
            "",
            "---",
            "---\n",
            "---\ndate: 2024-05-17\n",
            "+++\ndate = 1\n---\n",
            " ---\na: b\n---\n",
            "\n---\na: b\n---\n",
            "---\nA rule, then words.\n\n---\n",
            "---\n\n25 of 28: so it is\n---\n- a\n",
            "----\na: b\n----\n",
            "Words\n---\na: b\n---\n",
        ] {
            let expected = source.contains("25 of 28").then_some("");
            assert_eq!(read(source).map(|_| ""), expected, "{source:?}");
        }
        assert_eq!(fields("---\n---"), pairs(&[]));
        assert_eq!(fields("---\r# only a note\r---\rText"), pairs(&[]));
    }

    proptest::proptest! {
        #[test]
        fn any_head_is_read(body in "([a-z\"'\\\\:=#\\[\\]{}|é \t+-]|\n|\r\n|\"\"\"|a = |b: |---\n){0,40}", toml: bool) {
            let fence = if toml { "+++\n" } else { "---\n" };
            for source in [body.clone(), format!("{fence}{body}"), format!("{fence}{body}\n{fence}")] {
                let Some(front) = read(&source) else { continue };
                proptest::prop_assert!(source.is_char_boundary(front.span.end));
                for field in front.fields {
                    proptest::prop_assert!(front.span.covers(field.span));
                    let written = source.get(field.span.start..field.span.end);
                    proptest::prop_assert!(written.is_some());
                    let escaped = written.is_some_and(|w| w.contains('\\') || w.contains("''"));
                    proptest::prop_assert!(escaped || written == Some(field.value.as_str()));
                }
            }
        }
    }
}
