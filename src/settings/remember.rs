//! Writing into a settings file what a writer decided: a house's spelling of a place.

use super::Layer;
use crate::text::Span;

/// The edit of the settings file `text` after which `to` is written where `from` was: where it goes, and what. Nothing
/// where the file sets that name already, or could not be read with it.
pub fn prefer(text: &str, from: &str, to: &str) -> Option<(Span, String)> {
    let row = format!("{} = {}\n", quoted(from), quoted(to));
    let mut at = 0;
    let mut place = None;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim() == "[places.prefer]" {
            place = Some((at, if line.ends_with('\n') { row.clone() } else { format!("\n{row}") }));
            break;
        }
    }
    let (at, insert) = place.unwrap_or_else(|| {
        let gap = if text.is_empty() || text.ends_with("\n\n") {
            ""
        } else if text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        (text.len(), format!("{gap}[places.prefer]\n{row}"))
    });
    let mut out = text.to_owned();
    out.insert_str(at, &insert);
    let (_, before) = Layer::from_toml(text);
    let (layer, after) = Layer::from_toml(&out);
    let taken = layer.prefer.get(from).is_some_and(|now| now == to);
    (taken && after.len() <= before.len()).then_some((Span::new(at, at), insert))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, from: &str, to: &str) -> Option<String> {
        let (span, insert) = prefer(text, from, to)?;
        let mut out = text.to_owned();
        out.insert_str(span.start, &insert);
        Some(out)
    }

    #[test]
    fn a_spelling_goes_where_the_others_are() {
        let row = "\"Hanoi\" = \"Hanoï\"\n";
        assert_eq!(written("", "Hanoi", "Hanoï"), Some(format!("[places.prefer]\n{row}")));
        assert_eq!(
            written("language = \"fr\"\n", "Hanoi", "Hanoï"),
            Some(format!("language = \"fr\"\n\n[places.prefer]\n{row}"))
        );
        let text = "[places.prefer]\n\"Hue\" = \"Huê\"\n[story]\n";
        assert_eq!(
            written(text, "Hanoi", "Hanoï"),
            Some(format!("[places.prefer]\n{row}\"Hue\" = \"Huê\"\n[story]\n"))
        );
        // Said already, and a file that cannot be read.
        assert_eq!(written("[places.prefer]\n\"Hanoi\" = \"Ha Noi\"\n", "Hanoi", "Hanoï"), None);
        assert_eq!(written("[places]\nprefer = { \"a\" = \"b\" }\n", "Hanoi", "Hanoï"), None);
        assert_eq!(written("", "a \"b\"", "c\\d"), Some("[places.prefer]\n\"a \\\"b\\\"\" = \"c\\\\d\"\n".to_owned()));
    }
}
