//! Figures without a digit on real news: what the recogniser makes of words, for each thousand words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use copydesk::figure::Kind as Ours;
use serde::Deserialize;

use crate::reading::{one_line, read};
use crate::suites::jsonl;

#[derive(Deserialize)]
struct Document {
    doc: String,
    src_lang: String,
    tgt_lang: String,
    src: Vec<String>,
    tgt: Vec<String>,
}

/// A figure in words.
#[derive(Clone, Debug)]
pub struct Found {
    pub place: String,
    pub words: String,
    pub kind: Ours,
    pub around: String,
    pub known: bool,
}

/// The documents of one language.
#[derive(Clone, Debug, Default)]
pub struct Language {
    pub words: u32,
    pub found: Vec<Found>,
    /// How many of them someone looked at and would call a figure (`figures_in_words.tsv`).
    pub known: u32,
    /// How many are weekdays and months.
    pub dates: u32,
}

impl Language {
    /// How many [`Self::unknown`] has.
    pub fn open(&self) -> u32 {
        u32::try_from(self.unknown().count()).unwrap_or(u32::MAX)
    }

    /// Those that nobody looked at, or that no reader would call a figure.
    pub fn unknown(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|f| !f.known)
    }
}

/// Language, place, words in small letters, kind: what a reader would call a figure, and how often there.
type Known = BTreeMap<(String, String, String, String), u32>;

fn known(table: &str) -> Result<Known, String> {
    let mut out = Known::new();
    for line in table.lines().skip(1).filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, place, words, kind] = cells[..] else { return Err(format!("figures_in_words.tsv: {line}")) };
        let key = (language.to_owned(), place.to_owned(), words.to_owned(), kind.to_owned());
        *out.entry(key).or_default() += 1;
    }
    Ok(out)
}

/// The codes of the translations that are not the packs' own.
const CODES: [(&str, &str); 4] = [("fra", "fr"), ("vie", "vi"), ("deu", "de"), ("spa", "es")];

/// Reads the documents of each language that has a pack; English once, though it stands beside every translation.
///
/// # Errors
/// The file that cannot be read.
pub fn languages(root: &Path, table: &str) -> Result<BTreeMap<String, Language>, String> {
    let mut known = known(table)?;
    let mut out: BTreeMap<String, Language> = BTreeMap::new();
    let files = jsonl(&root.join("ntrex"))?;
    let documents = files.iter().filter(|f| f.file_name().is_some_and(|n| n.to_string_lossy().starts_with("doc.")));
    for (at, file) in documents.enumerate() {
        let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let document: Document = serde_json::from_str(line).map_err(|e| format!("{}: {e}", file.display()))?;
            let target = CODES.iter().find(|c| c.0 == document.tgt_lang).map_or(document.tgt_lang.as_str(), |c| c.1);
            for (code, lines, wanted) in
                [(document.src_lang.as_str(), &document.src, at == 0), (target, &document.tgt, true)]
            {
                if wanted {
                    add(&mut out, &mut known, code, &document.doc, lines);
                }
            }
        }
    }
    Ok(out)
}

fn add(out: &mut BTreeMap<String, Language>, known: &mut Known, code: &str, doc: &str, lines: &[String]) {
    for (at, line) in lines.iter().enumerate() {
        let Some(reads) = read(line, code) else { return };
        let language = out.entry(code.to_owned()).or_default();
        language.words += u32::try_from(line.split_whitespace().count()).unwrap_or(0);
        for answer in reads.into_iter().map(|r| r.whole) {
            let words = answer.span.of(line);
            if words.chars().any(char::is_numeric) {
                continue;
            }
            let (from, to) = (edge(line, answer.span.start.saturating_sub(30)), edge(line, answer.span.end + 30));
            let (place, words) = (format!("{doc}:{}", at + 1), one_line(words).to_lowercase());
            let key = (code.to_owned(), place.clone(), words.clone(), answer.kind.as_str().to_owned());
            // Each line of the list stands for one figure.
            let known = known.get_mut(&key).filter(|left| **left > 0).is_some_and(|left| {
                *left -= 1;
                true
            });
            language.known += u32::from(known);
            language.dates += u32::from(answer.kind == Ours::Date);
            let around = one_line(&line[from..to]);
            language.found.push(Found { place, words, kind: answer.kind, around, known });
        }
    }
}

/// The character boundary at a byte or before it.
fn edge(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
