//! Comments that speak to copydesk: `<!-- copydesk: ignore growth -->`, `off`, `on`.

use crate::text::{Span, first_byte};

/// A comment that speaks to copydesk, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    pub span: Span,
    pub kind: DirectiveKind,
}

/// What the comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// The next block is not held to these codes; to none where the list is empty.
    Ignore(Vec<String>),
    Off,
    On,
}

/// The closed comments `<!-- … -->` that begin at or after `from`, in order.
pub fn comments(text: &str, from: usize) -> impl Iterator<Item = Span> {
    let mut at = from;
    std::iter::from_fn(move || {
        let mut start = first_byte(text.as_bytes(), at, b"<")?;
        while !text.get(start..)?.starts_with("<!--") {
            start = first_byte(text.as_bytes(), start + 1, b"<")?;
        }
        // `<!-->` is a whole comment too, hence two bytes on and not four. Where no end follows, none does later.
        let Some(len) = text.get(start + 2..)?.find("-->") else {
            at = text.len();
            return None;
        };
        at = start + 2 + len + "-->".len();
        Some(Span::new(start, at))
    })
}

/// What a comment asks of copydesk, if it speaks to it; `span` is the comment with its brackets.
pub fn of_comment(text: &str, span: Span) -> Option<Directive> {
    let inside = span.of(text).strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(Directive { span, kind: read(inside)? })
}

/// Reads the inside of a comment; `None` for one that speaks to somebody else.
pub fn read(comment: &str) -> Option<DirectiveKind> {
    let rest = comment.trim().strip_prefix("copydesk:")?.trim();
    let (word, codes) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match word {
        "off" => Some(DirectiveKind::Off),
        "on" => Some(DirectiveKind::On),
        "ignore" => {
            let codes = codes.split([',', ' ', '\t']).filter(|c| !c.is_empty()).map(str::to_owned).collect();
            Some(DirectiveKind::Ignore(codes))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_and_understood() {
        let text = "a<!-- copydesk: ignore growth, share -->b<!--x--><!--> <!-- copydesk:off --> <!--copydesk: on--> <!-- open";
        let spans: Vec<&str> = comments(text, 0).map(|s| s.of(text)).collect();
        assert_eq!(
            spans,
            [
                "<!-- copydesk: ignore growth, share -->",
                "<!--x-->",
                "<!-->",
                "<!-- copydesk:off -->",
                "<!--copydesk: on-->"
            ]
        );
        let kinds: Vec<DirectiveKind> = comments(text, 0).filter_map(|s| of_comment(text, s)).map(|d| d.kind).collect();
        let codes = vec!["growth".to_owned(), "share".to_owned()];
        assert_eq!(kinds, [DirectiveKind::Ignore(codes), DirectiveKind::Off, DirectiveKind::On]);
        assert_eq!(read(" copydesk: ignore\n"), Some(DirectiveKind::Ignore(Vec::new())));
        assert_eq!(read("copydesk: praise"), None);
        assert_eq!(read("vale off"), None);
    }
}
