//! What each language's figures are: `src/languages/<code>/corpus.tsv`, a phrase a row.
//!
//! Columns, with tabs between: phrase, quote, kind, value, unit, more.
//!
//! - A phrase with several figures has a row each, in their order; `″` stands for the phrase again. A phrase that holds
//!   no figure has `-` for its quote.
//! - The quote is the figure's span as written; kinds and units are the contract's names, `-` for no unit.
//! - The value is a decimal or fraction, a date in ISO 8601 as far as written, a time in 24 hours, `low..high` for a
//!   range, `-` where the text gives none.
//! - More: `of=28`, `hedge=about`, `low=58250000`, `high=-` (no bound), `noun=northern towns` (last, to the end of the
//!   row). An `of` or `hedge` that is not said is none; the others are looked at only where they are said.
//! - `⍽` is a no-break space, `␣` a narrow one. Lines that begin with `# ` are for readers.
//! - Rows below `# wanted` are right and not yet read so: they are reported and fail nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use copydesk::figure::{Figure, recognise};
use copydesk::language::{Language, Page};
use copydesk::number::{Interval, Number};

/// A figure as a row has it, or as it was read.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    start: usize,
    quote: String,
    kind: String,
    value: String,
    unit: String,
    of: Option<String>,
    hedge: Option<String>,
    low: Option<String>,
    high: Option<String>,
    noun: Option<String>,
}

/// A phrase and its figures.
#[derive(Debug)]
struct Phrase {
    line: usize,
    text: String,
    rows: Vec<Row>,
    wanted: bool,
}

fn corpus(source: &str) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let mut wanted = false;
    for (line, text) in source.lines().enumerate() {
        if text.starts_with("# ") || text.is_empty() {
            wanted |= text.trim_end() == "# wanted";
            continue;
        }
        let text = text.replace('⍽', "\u{a0}").replace('␣', "\u{202f}");
        let columns: Vec<&str> = text.split('\t').collect();
        if columns[0] != "″" {
            out.push(Phrase { line: line + 1, text: columns[0].to_owned(), rows: Vec::new(), wanted });
        }
        let Some(phrase) = out.last_mut() else { continue };
        if columns.get(1).is_none_or(|quote| *quote == "-") {
            continue;
        }
        let from = phrase.rows.last().map_or(0, |row| row.start + row.quote.len());
        phrase.rows.push(row(&phrase.text, from, &columns));
    }
    out
}

fn row(phrase: &str, from: usize, columns: &[&str]) -> Row {
    let column = |at: usize| columns.get(at).copied().unwrap_or("-").to_owned();
    let quote = column(1);
    let mut out = Row {
        start: phrase[from..].find(&quote).map_or(usize::MAX, |at| from + at),
        quote,
        kind: column(2),
        value: column(3),
        unit: column(4),
        of: None,
        hedge: None,
        low: None,
        high: None,
        noun: None,
    };
    let more = column(5);
    let (more, noun) =
        more.split_once("noun=").map_or((more.as_str(), None), |(more, noun)| (more, Some(noun.to_owned())));
    out.noun = noun;
    for word in more.split_whitespace().filter(|word| *word != "-") {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let place = match name {
            "of" => &mut out.of,
            "hedge" => &mut out.hedge,
            "low" => &mut out.low,
            "high" => &mut out.high,
            // Shows up in the comparison, as nothing is read like this.
            _ => &mut out.noun,
        };
        *place = Some(value.to_owned());
    }
    out
}

fn bound(bound: Option<&Number>) -> String {
    bound.map_or("-".to_owned(), Number::to_string)
}

fn value(figure: &Figure) -> String {
    let Interval { low, high } = &figure.interval;
    if figure.range {
        return format!("{}..{}", bound(low.as_ref()), bound(high.as_ref()));
    }
    let date = figure.date.as_ref().and_then(|d| d.iso());
    date.or_else(|| figure.clock.clone()).or_else(|| Some(figure.value.as_ref()?.to_string())).unwrap_or("-".into())
}

fn read(phrase: &str, language: Language) -> Vec<Row> {
    let page = Page::new(phrase, language.pack());
    let of_figure = |figure: &Figure| Row {
        start: figure.span.start,
        quote: figure.span.of(phrase).to_owned(),
        kind: figure.kind.as_str().to_owned(),
        value: value(figure),
        unit: figure.unit.map_or("-".to_owned(), |u| u.identifier()),
        of: figure.of.as_ref().map(Number::to_string),
        hedge: figure.hedge.map(|h| h.as_str().to_owned()),
        low: Some(bound(figure.interval.low.as_ref())),
        high: Some(bound(figure.interval.high.as_ref())),
        noun: figure.noun.map(|n| n.of(phrase).to_owned()),
    };
    recognise(&page).iter().map(of_figure).collect()
}

/// Whether what was read is what the row says, as far as it says it.
fn fits(want: &Row, got: &Row) -> bool {
    let said = |want: &Option<String>, got: &Option<String>| want.is_none() || want == got;
    let same = (want.start, &want.quote, &want.kind, &want.value, &want.unit, &want.of, &want.hedge)
        == (got.start, &got.quote, &got.kind, &got.value, &got.unit, &got.of, &got.hedge);
    same && said(&want.low, &got.low) && said(&want.high, &got.high) && said(&want.noun, &got.noun)
}

fn shown(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let _ = write!(out, "\n      {}\t{}\t{}\t{}\t", row.quote, row.kind, row.value, row.unit);
        for (name, value) in
            [("of", &row.of), ("hedge", &row.hedge), ("low", &row.low), ("high", &row.high), ("noun", &row.noun)]
        {
            let _ = value.as_ref().map(|value| write!(out, "{name}={value} "));
        }
    }
    if rows.is_empty() { "\n      -".to_owned() } else { out }
}

fn path(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages").join(language.code()).join("corpus.tsv")
}

#[test]
fn figures_of_every_language() -> io::Result<()> {
    let mut failed = String::new();
    for language in Language::all() {
        let phrases = corpus(&fs::read_to_string(path(language))?);
        let (mut right, mut wanted) = (0, 0);
        for phrase in &phrases {
            let got = read(&phrase.text, language);
            let fit = phrase.rows.len() == got.len() && phrase.rows.iter().zip(&got).all(|(want, got)| fits(want, got));
            right += usize::from(fit && !phrase.wanted);
            let code = language.code();
            let out = format!(
                "{code}:{}: {}\n   want{}\n   read{}\n\n",
                phrase.line,
                phrase.text,
                shown(&phrase.rows),
                shown(&got)
            );
            match (phrase.wanted, fit) {
                (false, false) => failed.push_str(&out),
                (true, false) => {
                    wanted += 1;
                    print!("{out}");
                }
                (true, true) => println!("{code}:{}: {}: read by now, no longer wanted", phrase.line, phrase.text),
                (false, true) => {}
            }
        }
        println!("{}: {right} phrases read right, {wanted} wanted", language.code());
    }
    assert!(failed.is_empty(), "\n{failed}");
    Ok(())
}

#[test]
fn rows_are_well_formed() -> io::Result<()> {
    for language in Language::all() {
        for phrase in corpus(&fs::read_to_string(path(language))?) {
            let place = format!("{}:{} {}", language.code(), phrase.line, phrase.text);
            assert!(phrase.rows.iter().all(|row| row.start != usize::MAX), "{place}: a quote does not stand there");
            assert!(!phrase.text.contains('\t') && !phrase.text.is_empty(), "{place}");
        }
    }
    Ok(())
}
