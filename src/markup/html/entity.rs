//! Entities: `&nbsp;`, `&#8239;`, `&lt` without its semicolon.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use crate::text::Span;

/// An entity and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub span: Span,
    pub text: String,
}

/// Longer than any name (33 letters with its marks) and any number that means something.
const LONGEST: usize = 48;

/// The first entity in `text` at or after `from`.
pub fn next(text: &str, from: usize) -> Option<Entity> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'&')?;
        let body = bytes.get(at + 1..)?;
        let sign = usize::from(body.first() == Some(&b'#'));
        let letters = body.iter().skip(sign).take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
        let mut end = at + 1 + sign + letters;
        if letters > 0 {
            end += usize::from(bytes.get(end) == Some(&b';'));
            if let Some(entity) = read(Span::new(at, end), text) {
                return Some(entity);
            }
        }
        at += 1;
    }
}

/// Reads what begins with `&`, if an entity does.
fn read(span: Span, text: &str) -> Option<Entity> {
    let written = span.of(text);
    let decoded = match written {
        "&nbsp;" => "\u{A0}".to_owned(),
        "&amp;" => "&".to_owned(),
        _ => decode(written)?,
    };
    // Some names need no semicolon, and letters may follow: "&ampx" is "&x".
    let mut rest = decoded.chars();
    rest.next()?;
    let behind = Some(rest.as_str()).filter(|r| written.ends_with(r)).map_or(0, str::len);
    (decoded != written).then(|| Entity {
        span: Span::new(span.start, span.end - behind),
        text: decoded.get(..decoded.len() - behind).unwrap_or_default().to_owned(),
    })
}

fn decode(written: &str) -> Option<String> {
    let mut out = Vec::new();
    let text = |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<std::convert::Infallible> {
        if let CallbackEvent::String { value } = event {
            out.extend_from_slice(value);
        }
        None
    };
    Tokenizer::new_with_emitter(written, CallbackEmitter::new(text)).finish().ok()?;
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_found_with_what_they_stand_for() {
        for (text, expected) in [
            ("25&nbsp;% &lt; &#x31; &#50", vec![("&nbsp;", "\u{A0}"), ("&lt;", "<"), ("&#x31;", "1"), ("&#50", "2")]),
            ("a &ampx &notit; &semi; &fjlig;", vec![("&amp", "&"), ("&not", "¬"), ("&semi;", ";"), ("&fjlig;", "fj")]),
            (
                "&#8239;&#128;&#0;&#xD800;",
                vec![("&#8239;", "\u{202F}"), ("&#128;", "€"), ("&#0;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}")],
            ),
            ("AT&T & co &bogus; &; &# &#; &#x; &&amp;", vec![("&amp;", "&")]),
            ("&NotEqualTilde;é&eacute;é", vec![("&NotEqualTilde;", "≂\u{338}"), ("&eacute;", "é")]),
        ] {
            let (mut found, mut at) = (Vec::new(), 0);
            while let Some(entity) = next(text, at) {
                at = entity.span.end;
                found.push((entity.span.of(text), entity.text));
            }
            let expected: Vec<_> = expected.into_iter().map(|(a, b)| (a, b.to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn entities_decode_as_the_whole_text_does(text in "(&(nbsp|amp|lt|not|notin|para|semi|x)|&#(x?[0-9a-f]{0,3})|;|a|é| |1){0,12}") {
            let (mut out, mut at) = (String::new(), 0);
            while let Some(entity) = next(&text, at) {
                out.push_str(&text[at..entity.span.start]);
                out.push_str(&entity.text);
                at = entity.span.end;
            }
            out.push_str(&text[at..]);
            proptest::prop_assert_eq!(Some(out), decode(&text), "{}", text);
        }
    }
}
