//! Lines put into a settings file, the rest of it left as its writer has it.

use std::path::Path;

use super::{Layer, Settings};
use crate::text::Span;

/// What to put where in a settings file for two articles to be no versions of one story; their paths count from the
/// file's folder, with `/`. Nothing where they are apart already, or where it cannot be told where that belongs.
pub fn apart(text: &str, a: &str, b: &str) -> Option<(Span, String)> {
    let known = |text: &str| {
        let (layer, problems) = Layer::from_toml(text);
        (Settings::merged(&[&layer]).are_apart(Path::new(a), Path::new(b)), problems.len())
    };
    let (before, faults) = known(text);
    if before {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let pair = format!("[{}, {}]", quoted(a), quoted(b));
    let (at, new) = match place(text) {
        Place::List(at) => (at, format!("{pair}, ")),
        Place::Table(at) => (at, format!("apart = [{pair}]{end}")),
        Place::Nowhere => {
            let gap = match text {
                "" => "",
                text if text.ends_with('\n') => end,
                _ => &end.repeat(2),
            };
            (text.len(), format!("{gap}[story]{end}apart = [{pair}]{end}"))
        }
    };
    // Whatever the file looks like, what comes out must be read as meant.
    let mut out = text.to_owned();
    out.insert_str(at, &new);
    (known(&out) == (true, faults)).then(|| (Span::new(at, at), new))
}

/// Where a pair belongs.
enum Place {
    /// Behind the bracket that opens the list.
    List(usize),
    /// Behind the line that opens the table.
    Table(usize),
    Nowhere,
}

fn place(text: &str) -> Place {
    let (mut table, mut at) = (None, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if table.is_some() {
            let value = bare.strip_prefix("apart").map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
            if value.is_some_and(|v| v.trim_start().starts_with('['))
                && let Some(open) = line.find('[')
            {
                return Place::List(at + open + 1);
            }
            if bare.starts_with('[') && !bare.starts_with("[[\"") && !bare.starts_with("[\"") {
                break;
            }
        } else if bare.split('#').next().is_some_and(|head| head.trim() == "[story]") && line.ends_with('\n') {
            table = Some(at + line.len());
        }
        at += line.len();
    }
    table.map_or(Place::Nowhere, Place::Table)
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> Option<String> {
        let (span, new) = apart(text, "n/a b.md", "c.md")?;
        let mut out = text.to_owned();
        out.insert_str(span.start, &new);
        Some(out)
    }

    #[test]
    fn the_pair_goes_where_it_belongs() {
        for (text, wanted) in [
            ("", "[story]\napart = [[\"n/a b.md\", \"c.md\"]]\n"),
            ("language = \"fr\"", "language = \"fr\"\n\n[story]\napart = [[\"n/a b.md\", \"c.md\"]]\n"),
            (
                "[story] # versions\r\noriginal = \"en\"\r\n[checks]\r\ndate = \"off\"\r\n",
                "[story] # versions\r\napart = [[\"n/a b.md\", \"c.md\"]]\r\noriginal = \"en\"\r\n[checks]\r\ndate = \"off\"\r\n",
            ),
            (
                "[story]\noriginal = \"en\"\napart = [[\"x\", \"y\"]]\n",
                "[story]\noriginal = \"en\"\napart = [[\"n/a b.md\", \"c.md\"], [\"x\", \"y\"]]\n",
            ),
            (
                "[story]\napart = [\n  [\"x\", \"y\"],\n]\n",
                "[story]\napart = [[\"n/a b.md\", \"c.md\"], \n  [\"x\", \"y\"],\n]\n",
            ),
        ] {
            assert_eq!(after(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(after("[story]\napart = [[\"c.md\", \"n/a b.md\"]]\n"), None, "they are");
        assert_eq!(after("story = { original = \"en\" }\n"), None, "no table can follow");
    }
}
