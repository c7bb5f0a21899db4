//! Places in documents that were annotated by hand: five of public/ntrex in three languages (`tests/places/ntrex.tsv`)
//! and the real stories, where they lie beside the project. No prose is kept, only the names.

#![allow(clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks::{self, Code, Severity};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::place::Gazetteer;

/// What lies beside the project; nothing, and a loud word, where it is not.
fn beside(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    let _ = writeln!(io::stderr(), "SKIPPED: there is nothing at {}", path.display());
    None
}

fn read(language: &str, text: &str) -> Article {
    let origin = Origin { language: Language::of_code(language), ..Origin::default() };
    Reader::default().read(text.into(), &origin, &Desk::default())
}

/// The names of an article's places in their order, each with its record.
fn named(article: &Article) -> Vec<(String, String)> {
    let table = Gazetteer::get();
    let row = |sited: &copydesk::place::Sited| {
        let span = article.blocks.get(sited.block)?.source(sited.span);
        Some((span.of(&article.text).to_owned(), table.place(sited.place)?.id()?))
    };
    article.places().iter().filter_map(row).collect()
}

#[test]
fn places_of_documents_are_found_and_nothing_else() {
    let Some(folder) = beside("corpora/public/ntrex") else { return };
    // The English side is in every file.
    let document = |language: &str, number: usize| -> String {
        let (file, side) = match language {
            "fr" => ("doc.eng-fra.jsonl", "tgt"),
            "vi" => ("doc.eng-vie.jsonl", "tgt"),
            _ => ("doc.eng-fra.jsonl", "src"),
        };
        let text = fs::read_to_string(folder.join(file)).expect("the documents");
        let line = text.lines().nth(number).expect("a document");
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let lines = row[side].as_array().expect("lines").iter().filter_map(|l| l.as_str());
        lines.collect::<Vec<_>>().join("\n\n")
    };
    let list = include_str!("places/ntrex.tsv");
    let (mut wanted, mut hit, mut told, mut missed) = (0, 0, 0, Vec::new());
    let mut by_language: HashMap<&str, (usize, usize)> = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let number: usize = cells.next().and_then(|n| n.parse().ok()).expect("a number");
        let language = cells.next().expect("a language");
        let mut left: HashMap<String, usize> = HashMap::new();
        for (name, _) in named(&read(language, &document(language, number))) {
            *left.entry(name.trim_end_matches('.').to_owned()).or_default() += 1;
        }
        let mut take = |name: &str| {
            let count = left.get_mut(name.trim_end_matches('.')).filter(|count| **count > 0);
            count.map(|count| *count -= 1).is_some()
        };
        let (vague, sure): (Vec<&str>, Vec<&str>) = cells.partition(|name| name.ends_with('?'));
        for name in sure {
            let of = by_language.entry(language).or_default();
            (wanted, of.1) = (wanted + 1, of.1 + 1);
            if take(name) {
                (hit, of.0) = (hit + 1, of.0 + 1);
            } else {
                missed.push(format!("{number}.{language}: {name}"));
            }
        }
        for name in vague {
            take(name.trim_end_matches('?'));
        }
        for (name, count) in left.iter().filter(|row| *row.1 > 0) {
            told += count;
            missed.push(format!("{number}.{language}: {name} is none"));
        }
    }
    println!("{hit} of {wanted}, {told} that are none; {by_language:?}");
    assert!(hit * 100 >= wanted * 95, "{hit} of {wanted}: {missed:?}");
    assert!(told * 100 <= (hit + told) * 5, "{told}: {missed:?}");
}

#[test]
fn the_stories_have_their_places_and_no_fault_in_them() {
    let Some(folder) = beside("articles") else { return };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("stories").filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut lines = Vec::new();
    for file in &files {
        let name = file.file_stem().expect("a name").to_string_lossy()[..3].to_owned();
        let text = fs::read_to_string(file).expect("a story");
        let article = Reader::default().read(text.into(), &Origin::default(), &Desk::default());
        let found = named(&article);
        assert!(!found.is_empty(), "{name}");
        lines.extend(found.into_iter().map(|(quote, id)| format!("{name}\t{quote}\t{id}")));
        let ours = |code: Code| code.as_str().starts_with("place-");
        for finding in checks::run(&article, &Desk::default()).iter().filter(|f| ours(f.code)) {
            let quote = finding.span.of(&article.text);
            assert!(finding.severity < Severity::Warning, "{name}: {quote}");
            lines.push(format!("{name}\t{quote}\t{}", finding.code.as_str()));
        }
    }
    // `UPDATE_STORIES=1` writes what is found; every line of it is then to be looked at.
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/places/stories.tsv");
    let text = lines.join("\n") + "\n";
    if env::var_os("UPDATE_STORIES").is_some() {
        fs::write(&list, &text).expect("the list can be written");
    }
    assert_eq!(text, fs::read_to_string(&list).expect("a list"));
}
