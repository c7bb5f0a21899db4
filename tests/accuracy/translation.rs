//! How well versions of a story are held against each other, measured on news with professional translations.
//!
//! `cargo run --example translation` prints, for each language, the sentence pairs of real translations that raise a
//! warning (alarms), the known faults among them that are found, and the share of planted faults that is found, by
//! type. `--misses` lists what is missed, `--check` compares with `translation.toml` and fails below it.

// A tool for the makers: it prints, and stops where its own files are broken.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use copydesk::article::{Article, Origin, Reader};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::story::{Comparison, Digest, Weight, What, compare};
use copydesk::text::Span;
use serde_json::Value;

#[derive(Parser)]
struct Args {
    /// Languages, as the suite calls them: fra, vie, deu, spa. All that have a pack where none is named.
    languages: Vec<String>,
    /// Lists alarms and misses.
    #[arg(long)]
    misses: bool,
    /// Prints how the sentences of two files are paired, and what differs.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pair: Option<Vec<PathBuf>>,
    /// Only compares with the floors; exit status 1 below one of them.
    #[arg(long)]
    check: bool,
}

const LANGUAGES: [(&str, &str); 4] = [("fra", "fr"), ("vie", "vi"), ("deu", "de"), ("spa", "es")];

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/public/ntrex")
}

fn rows(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(suite().join(name)).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a row of JSON")).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Paragraphs of a document, one a sentence pair of the suite.
struct Document {
    id: String,
    first: u64,
    source: Vec<String>,
    target: Vec<String>,
}

/// Where each paragraph begins and ends when they are put together.
fn places(paragraphs: &[String]) -> Vec<Span> {
    let mut at = 0;
    paragraphs
        .iter()
        .map(|p| {
            let span = Span::new(at, at + p.len());
            at = span.end + 2;
            span
        })
        .collect()
}

struct Read {
    article: Article,
    digest: Digest,
}

fn read(reader: &mut Reader, paragraphs: &[String], language: &str) -> Read {
    let origin = Origin { language: Language::of_code(language), ..Origin::default() };
    let article = reader.read(paragraphs.join("\n\n").into(), &origin, &Desk::default());
    let digest = Digest::of(&article);
    Read { article, digest }
}

/// Where the second version has a warning or an error.
fn warned(comparison: &Comparison, second: &Read) -> Vec<(Span, String)> {
    let blocks = &second.article.blocks;
    comparison
        .differences
        .iter()
        .filter(|d| d.weight >= Weight::Warning)
        .map(|d| {
            let span = match d.what {
                What::Slip { b, .. } | What::OnlyInB { b, .. } => blocks[b.block].source(b.span),
                What::OnlyInA { block, clause, .. } => blocks[block].source(clause),
            };
            (span, format!("{:?} {:?}", d.weight, d.what))
        })
        .collect()
}

/// How the sentence at a place was paired, for those who look at misses.
fn beads(first: &Read, second: &Read, place: Span) -> String {
    let comparison = compare(&first.digest, &second.digest);
    let here = comparison.beads.iter().filter(|bead| {
        second.digest.sentences[bead.b.0..bead.b.1]
            .iter()
            .any(|s| second.article.blocks[s.block].source(s.span).overlaps(place))
    });
    let told = here.map(|bead| {
        let atoms = |read: &Read, (from, to): (usize, usize)| {
            let all = read.digest.sentences[from..to].iter().flat_map(|s| &s.atoms);
            all.map(|a| format!("{:?} {} {:?}", a.piece, a.value, a.units)).collect::<Vec<_>>()
        };
        format!("{:?} {:?} | {:?}", bead, atoms(first, bead.a), atoms(second, bead.b))
    });
    told.collect::<Vec<_>>().join("; ")
}

#[derive(Default)]
struct Score {
    pairs: usize,
    alarms: Vec<String>,
    faults: (usize, usize),
    planted: BTreeMap<String, (usize, usize)>,
    missed: Vec<String>,
}

fn measure(name: &str, code: &str) -> Score {
    let mut score = Score::default();
    let documents: Vec<Document> = rows(&format!("doc.eng-{name}.jsonl"))
        .iter()
        .map(|row| {
            let list = |key: &str| row[key].as_array().unwrap().iter().map(|v| text(v).to_owned()).collect();
            Document {
                id: text(&row["doc"]).to_owned(),
                first: row["first_line"].as_u64().unwrap_or(0),
                source: list("src"),
                target: list("tgt"),
            }
        })
        .collect();
    let known: BTreeMap<u64, String> = rows("divergences.jsonl")
        .iter()
        .filter(|row| row["lang"] == name)
        .map(|row| (row["line"].as_u64().unwrap_or(0), text(&row["label"]).to_owned()))
        .collect();
    let planted = rows(&format!("inject.eng-{name}.jsonl"));
    for document in &documents {
        let (mut first, mut second) = (Reader::default(), Reader::default());
        let source = read(&mut first, &document.source, "en");
        let target = read(&mut second, &document.target, code);
        let clean = warned(&compare(&source.digest, &target.digest), &target);
        for (at, place) in places(&document.target).iter().enumerate() {
            let line = document.first + at as u64;
            let label = known.get(&line).map_or("", String::as_str);
            let found: Vec<&(Span, String)> = clean.iter().filter(|(span, _)| span.overlaps(*place)).collect();
            let digits = |s: &str| s.bytes().any(|b| b.is_ascii_digit());
            score.pairs += usize::from(digits(&document.source[at]) || digits(&document.target[at]));
            if label == "error" {
                score.faults.1 += 1;
                score.faults.0 += usize::from(!found.is_empty());
                if found.is_empty() {
                    score.missed.push(format!("fault {line}: {}\n      {}", document.source[at], document.target[at]));
                }
            } else if !found.is_empty() && !matches!(label, "omission" | "addition") {
                let told: Vec<String> =
                    found.iter().map(|(span, what)| format!("«{}» {what}", span.of(&target.article.text))).collect();
                let (s, t) = (&document.source[at], &document.target[at]);
                score.alarms.push(format!("{line} {label}: {}\n      {s}\n      {t}", told.join("; ")));
            }
        }
        for row in planted.iter().filter(|row| text(&row["doc"]) == document.id) {
            let at = (row["line"].as_u64().unwrap_or(0) - document.first) as usize;
            let mut paragraphs = document.target.clone();
            assert_eq!(paragraphs[at], text(&row["tgt_ok"]), "{}", row["id"]);
            paragraphs[at] = text(&row["tgt_bad"]).to_owned();
            // The suite counts characters.
            let offset = |n: &Value| {
                let n = n.as_u64().unwrap_or(0) as usize;
                paragraphs[at].char_indices().nth(n).map_or(paragraphs[at].len(), |(i, _)| i)
            };
            let start = places(&paragraphs)[at].start;
            let span = Span::new(start + offset(&row["start"]), start + offset(&row["end"]));
            let bad = read(&mut second, &paragraphs, code);
            let found = warned(&compare(&source.digest, &bad.digest), &bad);
            let before = clean.iter().any(|(s, _)| s.overlaps(span));
            let hit = !before && found.iter().any(|(s, _)| s.overlaps(span));
            let kind = text(&row["type"]).to_owned();
            let count = score.planted.entry(kind.clone()).or_default();
            count.1 += 1;
            count.0 += usize::from(hit);
            if !hit {
                let (ok, wrong) = (text(&row["ok"]), text(&row["bad"]));
                let line = &row["line"];
                let told = beads(&source, &bad, span);
                score.missed.push(format!(
                    "{kind} {line}: {ok} -> {wrong} {told}\n      {}\n      {}",
                    text(&row["src"]),
                    paragraphs[at]
                ));
            }
        }
    }
    score
}

/// The lowest share of planted faults, and the most alarms, that pass.
fn floors() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy/translation.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap_or_default()).expect("floors")
}

/// Prints two files side by side.
fn print_pair(files: &[PathBuf]) {
    let read = |path: &PathBuf| {
        let origin = Origin { name: path.to_string_lossy().into_owned(), ..Origin::default() };
        let text = std::fs::read_to_string(path).expect("a file");
        let article = Reader::default().read(text.into(), &origin, &Desk::default());
        Read { digest: Digest::of(&article), article }
    };
    let (a, b) = (read(&files[0]), read(&files[1]));
    let comparison = compare(&a.digest, &b.digest);
    for bead in &comparison.beads {
        println!("{:?}", bead.trust);
        for (read, (from, to)) in [(&a, bead.a), (&b, bead.b)] {
            for sentence in &read.digest.sentences[from..to] {
                println!("  {}", sentence.span.of(read.article.blocks[sentence.block].prose()).replace('\n', " "));
            }
        }
    }
    warned(&comparison, &b).iter().for_each(|(span, what)| println!("«{}» {what}", span.of(&b.article.text)));
}

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(files) = &args.pair {
        print_pair(files);
        return ExitCode::SUCCESS;
    }
    let floors = floors();
    let mut below = false;
    for (name, code) in LANGUAGES {
        let named = args.languages.is_empty() || args.languages.iter().any(|l| l == name);
        if !named || Language::of_code(code).is_none() {
            continue;
        }
        let score = measure(name, code);
        if score.pairs == 0 {
            println!("{name}: the suite is not there");
            continue;
        }
        let floor = |key: &str| floors.get(name)?.get(key)?.as_float();
        let alarms = score.alarms.len();
        below |= floor("alarms").is_some_and(|most| alarms as f64 > most);
        println!(
            "{name}: {alarms} alarms on {} pairs; {} of {} known faults",
            score.pairs, score.faults.0, score.faults.1
        );
        let mut sum = (0, 0);
        for (kind, (found, all)) in &score.planted {
            let share = 100.0 * *found as f64 / *all as f64;
            below |= floor(kind).is_some_and(|least| share < least);
            println!("  {kind:14} {found:3}/{all:3} {share:5.1}%");
            sum = (sum.0 + found, sum.1 + all);
        }
        println!(
            "  {:14} {:3}/{:3} {:5.1}%",
            "all",
            sum.0,
            sum.1,
            100.0 * f64::from(sum.0 as u32) / f64::from(sum.1 as u32)
        );
        if args.misses {
            score.alarms.iter().for_each(|a| println!("  ALARM {a}"));
            score.missed.iter().for_each(|m| println!("  MISS {m}"));
        }
    }
    if args.check && below { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
