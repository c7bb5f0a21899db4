//! How names look as letters: case, endings, quotation marks around them.

use crate::language::{Page, Shape};
use crate::text::Span;

/// Whether a name ends as an English genitive does.
pub(super) fn is_genitive(text: &str) -> bool {
    text.ends_with("'s") || text.ends_with("’s")
}

/// A key without its spaces: Danang, Da Nang.
pub(super) fn bare_key(name: &str) -> String {
    super::fold(name).replace(' ', "")
}

#[inline]
pub(super) fn is_upper(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}

#[inline]
pub(super) fn is_capitals(word: &str) -> bool {
    // Most words have a small letter soon.
    !word.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase)
        && !word.bytes().any(|b| b.is_ascii_lowercase())
        && word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
}

/// No word of the name that has a capital lacks it in the text.
pub(super) fn same_case(name: &str, text: &str) -> bool {
    let words =
        |s: &'_ str| s.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(is_upper).collect::<Vec<_>>();
    let (name, text) = (words(name), words(text));
    name.len() != text.len() || name.iter().zip(&text).all(|(n, t)| !*n || *t)
}

/// What stands within quotation marks.
pub(super) fn quotations(page: &Page<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for token in &page.toks {
        let Shape::Mark(mark) = token.shape else { continue };
        match (mark, open) {
            ('«', _) => open = Some(('»', token.start as usize)),
            ('“' | '„', _) => open = Some(('”', token.start as usize)),
            ('"', None) => open = Some(('"', token.start as usize)),
            (mark, Some((close, start))) if mark == close => {
                out.push(Span::new(start, token.end as usize));
                open = None;
            }
            _ => {}
        }
    }
    out
}
