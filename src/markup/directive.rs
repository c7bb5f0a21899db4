//! Comments that speak to copydesk: `<!-- copydesk: ignore growth -->`, `off`, `on`.

use crate::text::Span;

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
