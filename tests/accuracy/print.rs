//! The report on paper.

use std::collections::BTreeMap;

use crate::Report;
use crate::misses::{Miss, What};
use crate::model::Kind;
use crate::reading::one_line;
use crate::tally::{Counts, Part, Tally};

/// The tables: raw, adjudicated, what is left out, figures in words on news.
pub fn tables(report: &Report) {
    println!("RAW");
    table(&report.raw);
    println!("\nADJUDICATED ({} lines in adjudicated.tsv)", report.adjudicated.len());
    table(&report.after);
    peers();
    println!("\nMOST FREQUENT MISSES (adjudicated, in scope; --classes and --misses for all)");
    let in_scope = |m: &&Miss| m.kind.in_scope() && m.what != What::Span;
    for ((suite, language, class), found) in grouped(report, &[], in_scope).into_iter().take(25) {
        println!("{:5}  {suite} {language}  {class}", found.len());
    }
    println!("\nNOT COUNTED");
    for ((suite, language, why), count) in &report.skipped {
        println!("{count:5}  {suite} {language}: {why}");
    }
    for name in &report.unknown_units {
        println!("       units.tsv lacks: {name}");
    }
    println!("\nFIGURES IN WORDS ON NEWS, for each 1,000 words (--words lists them)");
    for (code, language) in &report.news {
        let all = language.known + language.open();
        println!(
            "{code}  {} in {} words ({} of them weekdays and months); not looked at or no figure: {}",
            per_thousand(all, language.words),
            language.words,
            per_thousand(language.dates, language.words),
            per_thousand(language.open(), language.words),
        );
    }
    println!("\nSETS OF FEWER THAN 200 ROWS: every miss is explained instead");
    for (set, rows) in report.raw.rows.iter().filter(|(_, rows)| **rows < 200) {
        let open = report.unexplained.get(set).copied().unwrap_or(0);
        println!("{:25}{:3} {rows:>4} rows, {open:>4} misses in scope without an explanation", set.0, set.1);
    }
    for (name, file) in [("adjudicated", &report.adjudicated), ("explained", &report.explained)] {
        for line in file.stale() {
            println!("{name}.tsv, to be looked at again: {line}");
        }
    }
}

fn per_thousand(count: u32, of: u32) -> String {
    let tenths = (u64::from(count) * 10_000).checked_div(u64::from(of)).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Peers' exact-span F1, as published or run by us before.
const PEERS: &[(&str, &str, &str)] = &[
    ("en", "number", "Recognizers JS 92.9, Python 78.9"),
    ("en", "money", "Recognizers JS 89.1, Python 81.9"),
    ("en", "dimension", "Recognizers JS 86.7, Python 71.1"),
    ("fr", "number", "Recognizers JS 82.4, Python 78.1"),
    ("fr", "money", "Recognizers JS 91.4, Python 90.4"),
    ("fr", "dimension", "Recognizers JS 95.2, Python 91.4"),
];

fn peer(suite: &str, language: &str, kind: Kind) -> &'static str {
    let row = PEERS.iter().find(|(l, k, _)| suite == "recognizers" && *l == language && *k == kind.as_str());
    row.map_or("", |row| row.2)
}

fn peers() {
    println!(
        "\nPeers' figures are exact-span F1 on their own suite; Duckling's overlap recall on its own is 97 to 98 %."
    );
}

fn table(tally: &Tally) {
    println!(
        "{:25}{:3} {:16}{:>6}{:>6} | {:^20} | {:^20} |{:>7}{:>7}",
        "suite", "", "kind", "golds", "ours", "exact P    R    F1", "overlap P    R    F1", "value", "unit"
    );
    for (set, kinds) in &tally.counts {
        for (kind, counts) in kinds {
            let mark = if kind.in_scope() { "" } else { "*" };
            line(set, &format!("{}{mark}", kind.as_str()), counts, peer(set.0, &set.1, *kind));
        }
        let sum = tally.sum(set);
        line(set, "in scope", &sum, &below(&sum));
    }
    for (language, sum) in tally.by_language() {
        line(&("every suite that was run", language), "in scope", &sum, &below(&sum));
    }
    println!("* beside the scope, in no sum");
}

/// What is wanted of a language, in tenths of a percent.
const WANTED: [(&str, u32); 3] = [("overlap recall", 980), ("value", 980), ("unit", 970)];

/// Which of the wanted figures are not reached.
fn below(sum: &Counts) -> String {
    let parts = [sum.recall(sum.overlap), sum.value, sum.unit];
    let low = WANTED.iter().zip(parts).filter(|((_, wanted), part)| part.per_mille().is_some_and(|p| p < *wanted));
    let names: Vec<&str> = low.map(|((name, _), _)| *name).collect();
    if names.is_empty() { "as wanted".to_owned() } else { format!("below what is wanted: {}", names.join(", ")) }
}

fn line((suite, language): &(&'static str, String), kind: &str, counts: &Counts, peer: &str) {
    if counts.golds == 0 && counts.answers == 0 {
        return;
    }
    let spans = |hits: u32, found: u32| {
        let parts = [counts.precision(hits), counts.recall(found), counts.f1(hits, found)];
        parts.map(|p| format!("{:>6}", percent(p))).join(" ")
    };
    println!(
        "{suite:25}{language:3} {kind:16}{:>6}{:>6} | {} | {} |{:>7}{:>7}  {peer}",
        counts.golds,
        counts.answers,
        spans(counts.exact, counts.exact),
        spans(counts.touching, counts.overlap),
        percent(counts.value),
        percent(counts.unit),
    );
}

/// "98.3"; a dash where there is nothing to count.
pub fn percent(part: Part) -> String {
    part.per_mille().map_or_else(|| "-".to_owned(), |p| format!("{}.{}", p / 10, p % 10))
}

type Group<'r> = ((&'r str, &'r str, &'r str), Vec<&'r Miss>);

/// Misses that are not adjudicated, by suite, language and class, the largest group first.
fn grouped<'r>(report: &'r Report, only: &'r [String], keep: impl Fn(&&Miss) -> bool) -> Vec<Group<'r>> {
    let mut groups: BTreeMap<(&str, &str, &str), Vec<&Miss>> = BTreeMap::new();
    for miss in listed(report, only).filter(keep) {
        let case = &report.cases[miss.case];
        groups.entry((case.suite, &case.language, &miss.class)).or_default().push(miss);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, found)| std::cmp::Reverse(found.len()));
    groups
}

/// Misses that are not adjudicated, of a suite and a language if they are named.
fn listed<'r>(report: &'r Report, only: &'r [String]) -> impl Iterator<Item = &'r Miss> {
    report.misses.iter().filter(move |miss| {
        let case = &report.cases[miss.case];
        let out = report.left_out.covers(miss);
        let named = only.iter().all(|name| case.suite.starts_with(name.as_str()) || case.language == *name);
        named && !out
    })
}

/// Every miss on a line: the first four cells are what a line of `adjudicated.tsv` begins with.
pub fn misses(report: &Report, only: &[String]) {
    for miss in listed(report, only) {
        let case = &report.cases[miss.case];
        let text: String = one_line(&case.text).chars().take(160).collect();
        println!(
            "{}\t{}\t{}\t[{}; {}; {}]\t{text}",
            case.id,
            miss.ours,
            miss.theirs,
            miss.what.as_str(),
            miss.kind.as_str(),
            miss.class
        );
    }
}

/// The classes with their first misses.
pub fn classes(report: &Report, only: &[String]) {
    for ((suite, language, class), found) in grouped(report, only, |_| true) {
        println!("{:5}  {suite} {language}  {class}", found.len());
        for miss in found.iter().take(4) {
            println!("         {}: {} | {}", report.cases[miss.case].id, miss.ours, miss.theirs);
        }
    }
}

/// The figures in words on news that nobody would call one or that nobody looked at.
pub fn words(report: &Report, only: &[String]) {
    for (code, language) in report.news.iter().filter(|(code, _)| only.is_empty() || only.contains(code)) {
        for found in language.unknown() {
            println!("{code}\t{}\t{}\t{}\t…{}…", found.place, found.words, found.kind.as_str(), found.around);
        }
    }
}

/// All of them, as the list has them.
pub fn all_words(report: &Report, only: &[String]) {
    for (code, language) in report.news.iter().filter(|(code, _)| only.is_empty() || only.contains(code)) {
        for found in &language.found {
            println!("{code}\t{}\t{}\t{}", found.place, found.words, found.kind.as_str());
        }
    }
}
