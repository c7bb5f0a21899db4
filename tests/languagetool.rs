//! LanguageTool's unit conversions: what it calls wrong is found, what it flags wrongly is not, what it wants converted is
//! offered. The rows lie beside the project, not in it.

use std::fs;
use std::path::Path;

use copydesk::article::{Article, Origin, Reader};
use copydesk::assist;
use copydesk::checks::{self, Code};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::settings::Settings;
use copydesk::units::System;

const ROWS: &str = "../shared/corpora/public/languagetool/unit_conversion.jsonl";

/// The number of a text with its separators taken for what they are: "4,54 Tonnen" is 4.54.
fn number(text: &str) -> f64 {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    digits.replace(',', ".").parse().unwrap_or(f64::NAN)
}

/// What is offered for any of the article's figures, as texts.
fn offered(article: &Article, desk: &Desk) -> Vec<String> {
    let passages = article.blocks.iter();
    let starts = passages.flat_map(|p| p.reading.figures.iter().map(|f| p.source(f.span).start));
    let offers = starts.flat_map(|at| assist::offers(article, at, desk));
    offers.flat_map(|offer| offer.edits.into_iter().map(|edit| edit.text)).collect()
}

#[test]
fn every_row_is_judged_as_it_should_be() {
    let Ok(text) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(ROWS)) else {
        println!("SKIPPED: {ROWS} is not there, so none of LanguageTool's conversions were tried");
        return;
    };
    let (mut faults, mut seen) = (Vec::new(), [0; 3]);
    for line in text.lines().filter(|line| !line.is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let field = |name: &str| row.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let (language, prose, kind) = (field("lang"), field("text"), field("kind"));
        let code = language.split('-').next().unwrap_or_default();
        let settings = Settings { units_into: vec![System::Metric], ..Settings::default() };
        let desk = Desk::new(settings);
        let origin = Origin { language: Language::of_code(code), ..Origin::default() };
        let article = Reader::default().read(prose.as_str().into(), &origin, &desk);
        let findings = checks::run(&article, &desk);
        let wrong: Vec<_> = findings.iter().filter(|f| f.code == Code::UnitConversion).collect();
        let wanted = field("suggestion_contains");
        match kind.as_str() {
            "wrong_conversion" => {
                seen[0] += 1;
                let near = |text: &str| (number(text) - number(&wanted)).abs() <= 0.05 * number(&wanted);
                let mended = wrong.iter().flat_map(|f| &f.fixes).flat_map(|f| &f.edits).any(|edit| near(&edit.text));
                if !mended {
                    faults.push(format!("{prose}: {wrong:?}"));
                }
            }
            "missing_conversion" => {
                seen[1] += 1;
                // American and British readers have pints of their own; both are metric to others.
                let near = |text: &str| (number(text) - number(&wanted)).abs() <= 0.01 * number(&wanted);
                let tonnes = |text: &str| (number(text) / 1000.0 - number(&wanted)).abs() <= 0.01 * number(&wanted);
                let all = offered(&article, &desk);
                let british = language == "en-GB";
                if !british && !all.iter().any(|text| near(text) || tonnes(&text.replace(['.', ','], ""))) {
                    faults.push(format!("{prose}: wanted {wanted}, offered {all:?}"));
                }
                if all.is_empty() || !wrong.is_empty() {
                    faults.push(format!("{prose}: {all:?} {wrong:?}"));
                }
            }
            _ => {
                seen[2] += 1;
                if !findings.is_empty() {
                    faults.push(format!("{prose}: {findings:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(seen[0] >= 2 && seen[1] >= 5 && seen[2] >= 8, "{seen:?}");
}
