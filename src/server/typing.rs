//! The figure that is being typed, which is left alone for a moment.
//!
//! "25 of 2" on the way to "25 of 28" is no mistake yet. After an edit, findings that touch the word at its end wait:
//! until a word boundary is typed, something is typed elsewhere, or half a second goes by.

use std::time::{Duration, Instant};

use crate::checks::Finding;
use crate::text::{Span, common_ends};

/// How long a figure is left alone after the last key.
pub const PATIENCE: Duration = Duration::from_millis(500);

/// Where somebody is typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typing {
    /// Byte offset of the last edit's end.
    caret: usize,
    /// When the figure there is taken as written.
    pub due: Instant,
}

impl Typing {
    /// After an edit that put `inserted` where it ends at byte `caret` of the new text; nothing when it ended with a
    /// word boundary.
    pub fn after(inserted: &str, caret: usize, now: Instant) -> Option<Self> {
        let boundary = inserted.chars().next_back().is_some_and(|last| !joins(last));
        (!boundary).then_some(Self { caret, due: now + PATIENCE })
    }

    /// The word in `text` that is being typed: what stands around the caret without a boundary.
    pub fn word(&self, text: &str) -> Span {
        let (before, after) = text.split_at_checked(self.caret).unwrap_or((text, ""));
        let start = before.trim_end_matches(joins).len();
        let end = text.len() - after.trim_start_matches(joins).len();
        Span::new(start, end)
    }
}

/// Whether a finding says something of the word that is being typed.
pub fn touches(finding: &Finding, word: Span) -> bool {
    let here = finding.related.iter().filter(|related| related.elsewhere.is_none());
    finding.span.touches(word) || here.into_iter().any(|related| related.span.touches(word))
}

/// Whether a character may stand inside a figure or word: what does not is a boundary. A no-break space is how many
/// languages group digits and set off units, so it joins; a plain space ends the word, as a writer sees it.
fn joins(c: char) -> bool {
    match c {
        '\u{A0}' | '\u{202F}' | '\u{2007}' => true,
        '.' | ',' | ':' | '/' | '-' | '\'' | '%' | '+' | '°' | '×' | '‰' => true,
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{2019}' | '$' | '£' | '¥' | '\u{20A0}'..='\u{20CF}' => true,
        // Combining marks come after their letter when a keyboard composes Vietnamese.
        '\u{300}'..='\u{36F}' => true,
        c => c.is_alphanumeric(),
    }
}

/// What stood in place of the old text after it became the new one: for a client that sends whole texts.
pub fn changed(old: &str, new: &str) -> Option<Span> {
    if old == new {
        return None;
    }
    let (mut start, mut tail) = common_ends(old.as_bytes(), new.as_bytes());
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    Some(Span::new(start, new.len() - tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(before: &str, typed: &str, after: &str) -> Option<(Typing, String)> {
        let text = format!("{before}{typed}{after}");
        let typing = Typing::after(typed, before.len() + typed.len(), Instant::now())?;
        let word = typing.word(&text).of(&text).to_owned();
        Some((typing, word))
    }

    fn word(before: &str, typed: &str, after: &str) -> Option<String> {
        Some(typing(before, typed, after)?.1)
    }

    #[test]
    fn a_word_is_being_typed_until_its_boundary() {
        assert_eq!(word("25 of ", "2", " ran").as_deref(), Some("2"));
        assert_eq!(word("25 of 2", "8", "").as_deref(), Some("28"));
        assert_eq!(word("25 of 28", " ", ""), None);
        assert_eq!(word("25 of 28", ".", "").as_deref(), Some("28."));
        assert_eq!(word("25 of 28.", "\n", ""), None);
        assert_eq!(word("(25 of 28", ")", ""), None);
        assert_eq!(word("1\u{202F}", "0", "00 km").as_deref(), Some("1\u{202F}000"));
        assert_eq!(word("58,", "3", "").as_deref(), Some("58,3"));
        assert_eq!(word("Hà N", "ộ", "i,").as_deref(), Some("Nội,"));
        // A deletion leaves a word behind.
        assert_eq!(word("25 of 2", "", "").as_deref(), Some("2"));
    }

    #[test]
    fn a_caret_outside_the_text_is_harmless() {
        let typing = Typing { caret: 1, due: Instant::now() };
        assert_eq!(typing.word("é"), Span::new(0, 2));
        assert_eq!(typing.word(""), Span::new(0, 0));
        assert_eq!(Typing { caret: 9, ..typing }.word("a b"), Span::new(2, 3));
    }

    #[test]
    fn a_whole_text_tells_what_changed_in_it() {
        let spot = |old: &str, new: &str| changed(old, new).map(|s| s.of(new).to_owned());
        assert_eq!(spot("25 of 2 ran", "25 of 28 ran").as_deref(), Some("8"));
        assert_eq!(spot("aa", "aaa").as_deref(), Some("a"));
        assert_eq!(spot("aaa", "aa").as_deref(), Some(""));
        assert_eq!(spot("é🎉", "é🎊").as_deref(), Some("🎊"));
        assert_eq!(spot("", "x").as_deref(), Some("x"));
        assert_eq!(spot("x", "x"), None);
    }
}
