//! Why a gold is missed, as far as its words tell (`causes.tsv`).

use crate::model::{Expect, Gold, Kind};

/// The table, in its order.
pub struct Causes {
    rows: Vec<Row>,
}

struct Row {
    cause: String,
    place: String,
    words: Vec<String>,
}

impl Causes {
    /// # Errors
    /// The first line without three cells.
    pub fn read(table: &str) -> Result<Self, String> {
        let lines = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let row = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [cause, place, words] = cells[..] else { return Err(format!("causes.tsv: {line}")) };
            let words = words.split(' ').map(str::to_owned).collect();
            Ok(Row { cause: cause.to_owned(), place: place.to_owned(), words })
        };
        Ok(Self { rows: lines.map(row).collect::<Result<_, String>>()? })
    }

    /// The cause that a gold's words name.
    pub fn of(&self, gold: &Gold, text: &str) -> Option<&str> {
        let folded = gold.span.of(text).to_lowercase();
        let pieces = pieces(&folded);
        let digits = folded.bytes().any(|b| b.is_ascii_digit());
        let broken = matches!(&gold.expect, Expect::Value(v) if !v.is_whole());
        let fits = |place: &str| match place {
            "money" => gold.kind == Kind::Money,
            "digits" => digits && gold.kind != Kind::Date,
            "fraction" => broken && !digits,
            _ => gold.kind != Kind::Date,
        };
        let named = |row: &&Row| row.words.iter().any(|word| word == "*" || pieces.contains(word));
        let article = || ["a ", "an ", "une "].iter().any(|article| folded.starts_with(article));
        let seldom = || matches!(folded.as_str(), "one" | "un" | "une" | "một" | "zero" | "zéro" | "không");
        match self.rows.iter().filter(|row| fits(&row.place)).find(named) {
            Some(row) => Some(&row.cause),
            None if article() => Some("article for one"),
            None if seldom() => Some("a word that is more often no figure"),
            None => None,
        }
    }
}

/// Words, marks, and letters that stand right behind digits ("#k").
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut behind_digit = false;
    for (at, c) in text.char_indices() {
        if c.is_alphabetic() {
            if word.is_empty() && behind_digit {
                word.push('#');
            }
            word.push(c);
        } else {
            out.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            if !c.is_whitespace() && !c.is_ascii_digit() {
                out.push(c.to_string());
            }
            if at == 0 && matches!(c, '.' | ',') {
                out.push("#.".to_owned());
            }
        }
        behind_digit = c.is_ascii_digit();
    }
    out.extend((!word.is_empty()).then_some(word));
    out
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn letters_behind_digits_are_marked() {
        assert_eq!(pieces("1.2k"), [".", "#k"]);
        assert_eq!(pieces(".08"), [".", "#."]);
        assert_eq!(pieces("twenty-pound"), ["twenty", "-", "pound"]);
    }
}
