use super::*;
use crate::checks::{Code, Fix, Related, Replacement, Severity};
use crate::text::Span;

/// A message whose sentence is its argument: tests have their own words.
fn says(text: &str) -> Message {
    Message::new("report-summary").with("list", text).with("files", "this test")
}

fn span(text: &str, needle: &str) -> Span {
    let at = text.find(needle).expect("it is there");
    Span::new(at, at + needle.len())
}

fn finding(text: &str, wrong: &str, against: &str) -> Finding {
    Finding {
        code: Code::PartOfWhole,
        severity: Severity::Error,
        span: span(text, wrong),
        message: says("10 of 14 leaves 4 of 14"),
        related: vec![Related::here(span(text, against), says("held against"))],
        fixes: vec![Fix {
            title: says("Write 4/14"),
            safe: false,
            edits: vec![Replacement::here(span(text, wrong), "4/14".to_owned())],
        }],
    }
}

fn results(text: &str, findings: Vec<Finding>) -> CheckResults {
    let head = ArticleHead {
        language: Some("en"),
        date: Some(("2024-05-17".to_owned(), DateSource::FrontMatter)),
        story: None,
    };
    let findings = Packed::of(findings);
    let file =
        Checked { path: "d/a.en.md".to_owned(), text: text.into(), article: Some(head), reading: None, findings };
    CheckResults { files: vec![file], problems: Vec::new(), mended: 0 }
}

fn human(results: &CheckResults, width: usize) -> String {
    let mut out = Vec::new();
    let look = Look { language: "en".to_owned(), colour: false, width };
    check_human(&mut out, results, &look).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn json_counts_bytes_from_the_true_start_and_columns_in_characters() {
    let text = "\u{feff}Title\r\n\r\n🎉 Cá̂c 10 of 14 sites;\rthe other 4/10 wait.";
    let mut results = results(text, vec![finding(text, "4/10", "10 of 14")]);
    results.problems.push(Problem { path: "b.md".to_owned(), message: says("gone") });
    let mut out = Vec::new();
    check_json(&mut out, &results, "en").expect("memory takes all");
    let out = String::from_utf8(out).expect("UTF-8");
    assert_eq!(
        out,
        r#"{"version": 1,
 "files": [
  {"path":"d/a.en.md","language":"en","date":"2024-05-17","date-from":"front matter","story":null}],
 "findings": [
  {"path":"d/a.en.md","code":"part-of-whole","severity":"error","bytes":[50,54],"start":{"line":4,"column":11},"end":{"line":4,"column":15},"quote":"4/10","message":"10 of 14 leaves 4 of 14 in this test","related":[{"path":"d/a.en.md","bytes":[24,32],"start":{"line":3,"column":8},"end":{"line":3,"column":16},"quote":"10 of 14","message":"held against in this test"}],"fixes":[{"title":"Write 4/14 in this test","safe":false,"edits":[{"path":"d/a.en.md","bytes":[50,54],"text":"4/14"}]}]}],
 "errors": [
  {"path":"b.md","message":"gone in this test"}]}
"#
    );
    assert_eq!(&text.as_bytes()[50..54], b"4/10");
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
}

#[test]
fn json_of_nothing_is_whole() {
    let mut out = Vec::new();
    check_json(&mut out, &CheckResults::default(), "en").expect("memory takes all");
    assert_eq!(
        String::from_utf8_lossy(&out),
        "{\"version\": 1,\n \"files\": [],\n \"findings\": [],\n \"errors\": []}\n"
    );
    let mut out = Vec::new();
    facts_json(&mut out, &FactsResults::default(), true, "en").expect("memory takes all");
    assert_eq!(
        String::from_utf8_lossy(&out),
        "{\"version\": 1,\n \"figures\": [],\n \"places\": [],\n \"errors\": []}\n"
    );
}

#[test]
fn carets_stand_under_the_words_behind_tabs_emoji_and_combining_marks() {
    let text = "\u{feff}\tHà Nô\u{323}i 🎉 10 of 14 sites\nand Ca\u{301}c 4/10 wait.\n";
    let shown = human(&results(text, vec![finding(text, "4/10", "10 of 14")]), 100);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_paragraph_on_one_line_is_cut_to_the_words_around_the_marks() {
    let filler = "More words of a long paragraph follow here. ".repeat(25);
    let text =
        format!("Lede.\n\n{filler}The work is done at 10 of 14 sites. {filler}The remaining 4/10 wait. {filler}\n");
    let shown = human(&results(&text, vec![finding(&text, "4/10", "10 of 14")]), 100);
    insta::assert_snapshot!(shown);
}

#[test]
fn far_places_are_two_excerpts_the_faulty_one_first() {
    let text = format!("10 of 14 sites{}the other 4/10", "\nnothing".repeat(40));
    let shown = human(&results(&text, vec![finding(&text, "4/10", "10 of 14")]), 100);
    insta::assert_snapshot!(shown);
}

#[test]
fn the_closing_line_counts() {
    let text = "4/10 of 10 of 14";
    let closing = |findings| human(&results(text, findings), 100).lines().last().unwrap_or_default().to_owned();
    assert_eq!(closing(vec![]), "Nothing found in 1 file");
    let error = finding(text, "4/10", "10 of 14");
    let mut hint = error.clone();
    hint.severity = Severity::Hint;
    hint.fixes[0].safe = true;
    assert_eq!(closing(vec![error.clone(), error, hint]), "2 errors, 1 hint in 1 file; 1 can be mended with --fix");
}
