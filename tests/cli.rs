//! The command line from outside: `tests/cli/*.trycmd` are transcripts, the tests here need files that change.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

mod common;

use std::io::Read as _;
use std::path::Path;
use std::process::{Output, Stdio};

use common::{copydesk, run};
use serde_json::Value;

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("LC_ALL", "C").env("COLUMNS", "100").case("tests/cli/*.trycmd");
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn paths(of: &Value, key: &str) -> Vec<String> {
    let rows = of[key].as_array().expect("a list");
    rows.iter().filter_map(|row| row["path"].as_str()).map(str::to_owned).collect()
}

/// A folder with these files; a name that ends in `/` is a folder.
fn newsroom(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("one")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn a_scan_takes_articles_that_git_does_not_ignore_and_arguments_take_all() {
    let room = newsroom(&[
        ("a.md", b"Text."),
        ("B.MARKDOWN", b"Text."),
        ("sub/c.txt", b"Text."),
        ("sub/d.html", b"Text."),
        ("old/e.md", b"Text."),
        (".hidden/f.md", b"Text."),
        (".gitignore", b"old/\n"),
    ]);
    let found =
        |args: &[&str]| paths(&json(&run(room.path(), &[&["check", "--format", "json"], args].concat())), "files");
    assert_eq!(found(&[]), ["B.MARKDOWN", "a.md", "sub/c.txt"]);
    assert_eq!(found(&["./sub", "."]), ["B.MARKDOWN", "a.md", "sub/c.txt"]);
    assert_eq!(found(&["old/e.md", "sub/d.html", "./a.md"]), ["a.md", "old/e.md", "sub/d.html"]);
    let whole = room.path().join("a.md");
    let whole = whole.to_str().expect("UTF-8");
    assert_eq!(found(&[whole, "a.md", "sub/../a.md"]), [whole.replace('\\', "/")]);
    assert_eq!(found(&["sub/../a.md"]), ["sub/../a.md"]);
}

#[test]
fn files_of_the_settings_count_from_their_folder() {
    let room = newsroom(&[
        ("copydesk.toml", b"files = [\"copy/**/*.adoc\", \"*.md\"]"),
        ("a.md", b"Text."),
        ("copy/b.md", b"Text."),
        ("copy/deep/c.adoc", b"Text."),
    ]);
    let found =
        |args: &[&str]| paths(&json(&run(room.path(), &[&["check", "--format", "json"], args].concat())), "files");
    assert_eq!(found(&[]), ["a.md", "copy/deep/c.adoc"]);
    assert_eq!(found(&["copy"]), ["copy/deep/c.adoc"]);
}

#[test]
fn what_cannot_be_used_is_said_and_the_rest_is_checked() {
    let room = newsroom(&[("a.md", b"Text."), ("bad.md", b"ok \xff"), ("copydesk.toml", b"langage = \"fr\"\n")]);
    let output = run(room.path(), &["check", "--format", "json", ".", "gone.md", "gone.md"]);
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    assert_eq!(paths(&report, "files"), ["a.md"]);
    assert_eq!(paths(&report, "errors"), ["bad.md", "gone.md"]);
    assert_eq!(paths(&report, "findings"), ["copydesk.toml"]);
    assert_eq!(report["findings"][0]["code"], "settings");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(
        said,
        "copydesk: bad.md: This is not UTF-8 text (byte 3); save it again with the encoding UTF-8\n\
         copydesk: copydesk.toml:1:1: There is no setting “langage”; did you mean “language”?\n\
         copydesk: gone.md: There is no such file or folder\n"
    );
    // Turned off, a fault is no finding; the settings could still not be used.
    let output = run(room.path(), &["check", "--ignore", "settings", "--format", "json", "a.md"]);
    assert_eq!((output.status.code(), paths(&json(&output), "findings").len()), (Some(2), 0));
    let output = run(room.path(), &["facts", "--format", "json", "a.md"]);
    assert_eq!(
        (output.status.code(), paths(&json(&output), "errors")),
        (Some(2), vec!["copydesk.toml:1:1".to_owned()])
    );
}

#[test]
fn a_fault_in_settings_is_shown_from_where_one_stands() {
    let room = newsroom(&[("copydesk.toml", b"langage = \"fr\"\n"), ("sub/a.md", b"Text.")]);
    let found = |args: &[&str]| {
        paths(&json(&run(&room.path().join("sub"), &[&["check", "--format", "json"], args].concat())), "findings")
    };
    assert_eq!(found(&[]), ["../copydesk.toml"]);
    assert_eq!(found(&["a.md", "."]), ["../copydesk.toml"]);
    assert_eq!(found(&["--config", "./../copydesk.toml"]), ["../copydesk.toml"]);
}

#[test]
fn the_report_is_the_same_on_one_thread_and_on_many() {
    let files: Vec<(String, Vec<u8>)> = (0..40)
        .map(|i| (format!("d{}/{i}.md", i % 7), if i % 5 == 0 { b"\xff".to_vec() } else { b"Text.".to_vec() }))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    let room = newsroom(&files);
    let one = run(room.path(), &["check", "--format", "json", "--jobs", "1", "."]);
    let many = run(room.path(), &["check", "--format", "json", "--jobs", "16", "d6", ".", "d0"]);
    assert_eq!(String::from_utf8_lossy(&one.stdout), String::from_utf8_lossy(&many.stdout));
    assert_eq!(one.stderr, many.stderr);
    assert_eq!(paths(&json(&one), "errors").len(), 8);
}

#[test]
fn standard_input_goes_by_its_name_and_stands_for_that_file() {
    let room = newsroom(&[("a.md", b"\xff"), ("copydesk.toml", b"nonsense = 1")]);
    let mut child = copydesk(room.path())
        .args(["check", "--format", "json", "a.md", "-", "--stdin-filename", "./a.md"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("piped"), b"Text.").expect("it reads");
    let report = json(&child.wait_with_output().expect("it ends"));
    assert_eq!(paths(&report, "files"), ["a.md"]);
    assert_eq!(paths(&report, "errors"), [""; 0]);
    assert_eq!(paths(&report, "findings"), ["copydesk.toml"]);
    let alone = run(room.path(), &["check", "--format", "json", "-"]);
    assert_eq!(paths(&json(&alone), "files"), ["-"]);
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let room = newsroom(&[("a.md", b"Text.")]);
    for i in 0..3000 {
        std::fs::write(room.path().join(format!("an-article-with-a-long-name-{i}.md")), "Text.").expect("a file");
    }
    let mut child = copydesk(room.path())
        .args(["check", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut first = [0; 10];
    child.stdout.take().expect("piped").read_exact(&mut first).expect("it writes");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn facts_count_bytes_from_the_true_start_whatever_stands_before() {
    let text = "\u{feff}Title\r\n\r\n🎉 The race is 26.2 miles (40 km) long.\r\n\r\nCo\u{302}\u{301}t 12.50 dollars on 3 May 2024.\r\n";
    let room = newsroom(&[("race.en.md", text.as_bytes())]);
    let output = run(room.path(), &["facts", "--format", "json"]);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    let report = json(&output);
    let figures = report["figures"].as_array().expect("a list");
    for figure in figures {
        let (start, end) = (&figure["bytes"][0], &figure["bytes"][1]);
        let (start, end) = (start.as_u64().expect("a number"), end.as_u64().expect("a number"));
        assert_eq!(&text.as_bytes()[start as usize..end as usize], figure["quote"].as_str().expect("text").as_bytes());
    }
    let first = figures.iter().find(|f| f["quote"] == "26.2 miles").expect("it is a figure");
    let line = serde_json::json!({
        "path": "race.en.md", "bytes": [29, 39], "quote": "26.2 miles", "language": "en", "kind": "measure",
        "value": "26.2", "low": "26.15", "high": "26.25", "unit": "mile", "of": null, "hedge": null, "noun": null,
        "sentence": "🎉 The race is 26.2 miles (40 km) long.",
    });
    assert_eq!(*first, line);
    let date = figures.iter().find(|f| f["kind"] == "date").expect("it has a date");
    assert_eq!((date["value"].as_str(), date["quote"].as_str()), (Some("2024-05-03"), Some("3 May 2024")));
    // Fields stand in the contract's order.
    let written = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(written.contains(r#"{"path":"race.en.md","bytes":[29,39],"quote":"26.2 miles","language":"en","kind":"measure","value":"26.2","low":"26.15","high":"26.25","unit":"mile","of":null,"hedge":null,"noun":null,"sentence":""#));
    let human = String::from_utf8(run(room.path(), &["facts"]).stdout).expect("UTF-8");
    assert!(human.starts_with("race.en.md\n  3:15  measure  26.2 mile"), "{human}");
}

/// Whether a check is there yet: what needs it switches itself on.
fn has(code: &str) -> bool {
    run(Path::new("."), &["explain", code]).status.success()
}

#[test]
fn findings_make_the_exit_status_and_can_be_chosen_and_left() {
    if !has("unit-conversion") {
        return;
    }
    let text = "The race is 26.2 miles (40 km) long.\n";
    let room = newsroom(&[("race.en.md", text.as_bytes()), ("fine.en.md", b"The race is 26.2 miles (42 km) long.\n")]);
    let check = |args: &[&str]| {
        let output = run(room.path(), &[&["check", "--format", "json"], args].concat());
        (output.status.code(), paths(&json(&output), "findings").len())
    };
    assert_eq!(check(&[]), (Some(1), 1));
    assert_eq!(check(&["--select", "unit-conversion,growth"]), (Some(1), 1));
    assert_eq!(check(&["--select", "growth"]), (Some(0), 0));
    assert_eq!(check(&["--ignore", "unit-conversion"]), (Some(0), 0));
    let report = json(&run(room.path(), &["check", "--format", "json"]));
    let finding = &report["findings"][0];
    assert_eq!((finding["code"].as_str(), finding["severity"].as_str()), (Some("unit-conversion"), Some("error")));
    let (start, end) =
        (finding["bytes"][0].as_u64().expect("a number"), finding["bytes"][1].as_u64().expect("a number"));
    let quote = finding["quote"].as_str().expect("text");
    assert_eq!(&text[start as usize..end as usize], quote);
    assert_eq!((finding["start"]["line"].as_u64(), finding["start"]["column"].as_u64()), (Some(1), Some(start + 1)));
    // No fix of a figure is safe: nothing changes.
    assert_eq!(run(room.path(), &["check", "--diff"]).stdout, b"");
    assert_eq!(run(room.path(), &["check", "--fix"]).status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(room.path().join("race.en.md")).expect("it is there"), text);

    let settings = |text: &str| std::fs::write(room.path().join("copydesk.toml"), text).expect("a file");
    settings("[checks]\nunit-conversion = \"hint\"\n");
    assert_eq!(check(&[]), (Some(0), 1));
    assert_eq!(check(&["--fail-on", "hint"]), (Some(1), 1));
    settings("[checks]\nunit-conversion = \"off\"\n");
    assert_eq!(check(&[]), (Some(0), 0));
    assert_eq!(check(&["--select", "unit-conversion"]), (Some(1), 1));
    settings(&format!("[[stet]]\npath = \"race.en.md\"\ncode = \"unit-conversion\"\nquote = \"{quote}\"\n"));
    assert_eq!(check(&[]), (Some(0), 0));
}

/// Only when the one name is French is the other seen not to be; one run mends both, and the patch is what it makes.
#[test]
fn one_run_mends_what_a_mended_text_shows() {
    let old = "Les pluies ont touché Thai Nguyên et Lào Cai, où 47 écoles ont fermé.\n";
    let new = "Les pluies ont touché Thai Nguyen et Lao Cai, où 47 écoles ont fermé.\n";
    let room = newsroom(&[("a.fr.md", old.as_bytes())]);
    let diff = String::from_utf8(run(room.path(), &["check", "--diff"]).stdout).expect("UTF-8");
    assert!(diff.ends_with(&format!("-{old}+{new}")), "{diff}");
    let mended = String::from_utf8(run(room.path(), &["check", "--fix"]).stdout).expect("UTF-8");
    assert_eq!(mended, "Nothing found in 1 file; 2 mended\n");
    assert_eq!(std::fs::read_to_string(room.path().join("a.fr.md")).expect("it is there"), new);
}

#[test]
fn what_is_known_of_an_article_stands_beside_its_path() {
    let room =
        newsroom(&[("a.md", b"---\ndate: 2024-05-17\n---\n\nThe hall seats 400 people, and it was full again.\n")]);
    let of =
        |args: &[&str]| json(&run(room.path(), &[&["check", "--format", "json"], args].concat()))["files"][0].clone();
    let asked = of(&["--lang", "fr", "--date", "2023-01"]);
    assert_eq!((asked["language"].as_str(), asked["date"].as_str()), (Some("fr"), Some("2023-01")));
    assert_eq!(asked["date-from"].as_str(), Some("--date"));
    assert_eq!(of(&[])["language"].as_str(), Some("en"));
}

const ROAD: &[u8] =
    b"# Road <b>\n\nIt is 12 km (9 miles) long.\n\n<!-- copydesk: ignore unit-conversion -->\n\nNothing, here.\n";

#[test]
fn a_baseline_hides_what_it_knows_as_often_as_it_knows_it() {
    let room = newsroom(&[("a.en.md", ROAD)]);
    let before = run(room.path(), &["check", "--format", "json"]);
    assert_eq!(before.status.code(), Some(1));
    std::fs::write(room.path().join("old.json"), &before.stdout).expect("a file");
    let check = || run(room.path(), &["check", "--format", "json", "--baseline", "old.json"]);
    assert_eq!((check().status.code(), json(&check())["findings"].as_array().map(Vec::len)), (Some(0), Some(0)));
    // The same fault a second time is new, wherever the first one moved to.
    let twice = [b"A new first paragraph.\n\nIt is 12 km (9 miles) wide.\n\n", ROAD].concat();
    std::fs::write(room.path().join("a.en.md"), twice).expect("a file");
    assert_eq!((check().status.code(), json(&check())["findings"].as_array().map(Vec::len)), (Some(1), Some(1)));
    for (name, text) in [("none.json", None), ("bad.json", Some("[1]"))] {
        if let Some(text) = text {
            std::fs::write(room.path().join(name), text).expect("a file");
        }
        assert_eq!(run(room.path(), &["check", "--baseline", name]).status.code(), Some(2), "{name}");
    }
}

#[test]
fn reports_for_other_programs_say_the_same() {
    let room = newsroom(&[("a b.en.md", ROAD), ("bad.md", b"\xff")]);
    let out = |format: &str| String::from_utf8(run(room.path(), &["check", "--format", format]).stdout).expect("UTF-8");
    let lines = out("jsonl");
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let codes: Vec<&str> = rows.iter().filter_map(|row| row["code"].as_str()).collect();
    assert_eq!(codes, ["unit-conversion", "stale-ignore"]);

    let sarif: Value = serde_json::from_str(&out("sarif")).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["results"][0]["level"], "error");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.en.md");
    assert_eq!(place["region"]["snippet"]["text"], "9 miles");
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().expect("rules").iter().filter_map(|r| r["id"].as_str()).collect();
    assert!(codes.iter().all(|code| rules.contains(code)), "{rules:?}");

    let github = out("github");
    let first = "::error file=a b.en.md,line=3,endLine=3,col=14,endColumn=21,title=copydesk unit-conversion::";
    assert!(github.starts_with(first), "{github}");

    let page = out("html");
    assert!(page.contains("<mark>9 miles</mark>") && page.contains("bad.md"), "{page}");
    assert!(!page.contains("<b>\n") && !page.contains("<script") && !page.contains("src="), "{page}");
}

#[test]
fn the_fact_sheet_is_a_table_and_a_page() {
    let room = newsroom(&[("a.en.md", b"=SUM(1) and 12 km of \"road\" in 3 <b>towns</b>.\n")]);
    let out = |format: &str| String::from_utf8(run(room.path(), &["facts", "--format", format]).stdout).expect("UTF-8");
    let table = out("csv");
    assert!(table.contains("\"'=SUM(1) and 12 km of \"\"road\"\""), "{table}");
    let page = out("html");
    let places = newsroom(&[("b.fr.md", "Le métro de Hanoï ouvre. Rien à Londres.\n".as_bytes())]);
    let told =
        |format: &str| String::from_utf8(run(places.path(), &["facts", "--format", format]).stdout).expect("UTF-8");
    let row = "b.fr.md,1,13,Hanoï,fr,city,Hanoï,,,,,,,Le métro de Hanoï ouvre.,VN,geonames:1581130\n";
    assert!(told("csv").contains(row), "{}", told("csv"));
    assert!(told("html").contains("<b>Londres</b>") && told("html").contains("geonames:2643743"), "{}", told("html"));
    assert!(
        page.contains("<b>12 km</b>") && page.contains("type=\"checkbox\"") && !page.contains("<b>towns"),
        "{page}"
    );
}

#[test]
fn init_writes_settings_once_and_tells_their_schema() {
    let room = newsroom(&[]);
    assert_eq!(run(room.path(), &["init"]).status.code(), Some(0));
    let path = room.path().join("copydesk.toml");
    assert!(std::fs::read_to_string(&path).expect("written").contains("#place-style = \"information\""));
    std::fs::write(&path, "language = \"fr\"\n").expect("a file");
    assert_eq!(run(room.path(), &["init"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), "language = \"fr\"\n");
    assert_eq!(json(&run(room.path(), &["init", "--schema"]))["title"], "copydesk.toml");
}

#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    let room = newsroom(&[("a.en.md", b"The race is 26.2 miles (40 km) long.\n")]);
    let said = |args: &[&str], locale: &str| {
        let output = copydesk(room.path()).args(args).env("LC_ALL", locale).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(said(&["check"], "C").contains("26.2 miles is 42"));
    assert!(said(&["check"], "fr_FR.UTF-8").contains("26.2 miles font 42"));
    assert!(said(&["--ui-lang", "vi", "check"], "fr_FR.UTF-8").contains("26.2 miles là 42"));
    assert!(said(&["check", "--ui-lang", "en"], "fr_FR.UTF-8").contains("26.2 miles is 42"));
}

#[test]
fn what_cannot_be_used_says_what_to_do() {
    let room = newsroom(&[("harbour.en.md", b"Text."), ("story.docx", b"PK\x03\x04"), ("sub/none.csv", b"1,2\n")]);
    let said = |args: &[&str]| String::from_utf8(run(room.path(), args).stderr).expect("UTF-8");
    assert!(said(&["check", "harbor.en.md"]).contains("did you mean “harbour.en.md”?"));
    assert!(said(&["check", "story.docx"]).contains("save it as one of these"));
    let empty = run(room.path(), &["check", "sub"]);
    assert_eq!(empty.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&empty.stdout).contains("copydesk init"));
}

#[test]
fn shells_and_man_know_every_command() {
    let room = newsroom(&[]);
    let out = |args: &[&str]| String::from_utf8(run(room.path(), args).stdout).expect("UTF-8");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&["completions", shell]);
        for word in ["compare", "explain", "ui-lang", "fail-on"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
    assert!(out(&["man"]).contains(".TH copydesk 1"));
    assert_eq!(run(room.path(), &["man", "--folder", "pages"]).status.code(), Some(0));
    let page = std::fs::read_to_string(room.path().join("pages/copydesk-check.1")).expect("written");
    assert!(page.contains("baseline") && page.contains("Examples"), "{page}");
}

#[test]
fn colour_is_left_out_where_it_is_not_wanted() {
    let room = newsroom(&[("a.en.md", b"The race is 26.2 miles (40 km) long.\n")]);
    let coloured = |name: &str| {
        let mut command = copydesk(room.path());
        let output = command.arg("check").env("CLICOLOR_FORCE", "1").env(name, "1").output().expect("it runs");
        output.stdout.contains(&0x1b)
    };
    assert!(coloured("COPYDESK_NOTHING"));
    let mut plain = copydesk(room.path());
    let output = plain.arg("check").env("NO_COLOR", "1").output().expect("it runs");
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn the_page_shows_stories_pictures_and_facts_and_asks_for_nothing() {
    let room = newsroom(&[
        ("pier.en.md", b"The pier cost 42.7 billion dollars, the ministry said. Ten of the 14 lamps burn; the remaining 4/10 do not.\n"),
        ("pier.fr.md", "La jetée a coûté 42,7 millions de dollars, a dit le ministère.\n".as_bytes()),
        ("fine.en.md", b"It will create 120 jobs: 70 in Lyon and 40 in Lille. The race is 26.2 miles (40 km) long.\n"),
    ]);
    let page = String::from_utf8(run(room.path(), &["check", "--format", "html"]).stdout).expect("UTF-8");
    assert!(page.contains("Story: pier"), "{page}");
    // A slip of a thousand on a scale, shares, parts of a total, two lengths.
    for shape in [
        "class=\"tick\"",
        "class=\"whole\"",
        "70 + 40",
        "4/14 (would fit)",
        "aria-label=\"26.2 miles (held against); 40 km",
    ] {
        assert!(page.contains(shape), "no {shape} in {page}");
    }
    assert!(page.contains("<h3 id=\"f0\">fine.en.md</h3>") && page.contains("href=\"#f0\""), "{page}");
    for outside in ["<script", "src=", "url(", "@import", "<link", "http:"] {
        let others = page.matches(outside).count()
            - page.matches("http://www.w3.org/2000/svg").count() * usize::from(outside == "http:");
        assert_eq!(others, 0, "{outside}");
    }
}
