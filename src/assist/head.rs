//! What an article says of itself in its head: the edit that makes it tell its date or language.

use serde::Deserialize;

use crate::checks::Replacement;
use crate::language::Language;
use crate::markup::front_matter;
use crate::text::Span;

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Date,
    Language,
}

impl Field {
    /// The key that is written, and others that are read.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Field::Date => &["date", "published", "pubdate", "publish_date", "publishdate"],
            Field::Language => &["language", "lang", "locale"],
        }
    }

    fn takes(self, value: &str) -> bool {
        match self {
            Field::Date => {
                let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
                let whole = match shape.as_str() {
                    "0000-00" => format!("{value}-01"),
                    "0000-00-00" => value.to_owned(),
                    _ => return false,
                };
                whole.parse::<jiff::civil::Date>().is_ok()
            }
            Field::Language => Language::of_code(value).is_some(),
        }
    }
}

/// The edit of `text` that makes its front matter say `value`: the field's value replaced, or the field added, or front
/// matter put before the text. Nothing for a value that is none, or where it stands already.
pub fn set(text: &str, field: Field, value: &str) -> Option<Replacement> {
    let value = value.trim();
    if !field.takes(value) {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let key = field.keys().first()?;
    let Some(head) = front_matter(text) else {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let gap = if text.get(start..).is_none_or(|rest| rest.starts_with(['\n', '\r'])) { "" } else { end };
        let block = format!("---{end}{key}: {value}{end}---{end}{gap}");
        return Some(Replacement::here(Span::new(start, start), block));
    };
    if let Some(found) = head.get(field.keys()) {
        return (found.value != value).then(|| Replacement::here(found.span, value.to_owned()));
    }
    let first = head.span.of(text).find('\n').map_or(head.span.end, |at| head.span.start + at + 1);
    let toml = head.span.of(text).trim_start_matches('\u{feff}').starts_with("+++");
    let line = if toml { format!("{key} = \"{value}\"{end}") } else { format!("{key}: {value}{end}") };
    Some(Replacement::here(Span::new(first, first), line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};
    use crate::desk::Desk;
    use crate::markup::Format;

    fn after(text: &str, field: Field, value: &str) -> String {
        let edit = set(text, field, value).expect("an edit");
        let mut out = text.to_owned();
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
        out
    }

    #[test]
    fn the_date_is_read_back() {
        for text in [
            "",
            "Ten ships sailed.\n",
            "\u{feff}Ten ships sailed.\r\n",
            "---\ntitle: Ships\n---\n\nTen ships sailed.\n",
            "---\r\ndate: 2020-01-01 # old\r\n---\r\nTen ships sailed.\r\n",
            "---\npublished: \"2020-01\"\n---\nTen ships sailed.\n",
            "+++\ntitle = \"Ships\"\n+++\nTen ships sailed.\n",
        ] {
            let out = after(text, Field::Date, "2024-05-17");
            let origin = Origin { name: "a.md".into(), format: Format::Markdown, ..Origin::default() };
            let article = Reader::default().read(out.as_str().into(), &origin, &Desk::default());
            assert_eq!(article.date.map(|d| d.0).as_deref(), Some("2024-05-17"), "{out:?}");
            assert!(!out.contains("2020"), "{out:?}");
        }
    }

    #[test]
    fn what_is_no_date_or_language_is_not_written() {
        for (field, value) in [
            (Field::Date, "17 May"),
            (Field::Date, "2024-02-30"),
            (Field::Date, "2024"),
            (Field::Language, "xx"),
            (Field::Language, "fr\ndate: 1"),
        ] {
            assert_eq!(set("Ten ships.", field, value), None, "{value}");
        }
        assert_eq!(set("---\nlang: fr\n---\n", Field::Language, "fr"), None);
        assert_eq!(after("---\nlang: fr\n---\n", Field::Language, "vi"), "---\nlang: vi\n---\n");
    }
}
