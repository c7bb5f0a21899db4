//! What the README and the page of the command line show is what the program says.

use std::path::Path;
use std::process::{Command, Output};
use std::{fs, io};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copydesk(folder: &Path, args: &[&str]) -> io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_copydesk")).args(args).current_dir(folder).env("LC_ALL", "C").output()
}

/// The blocks of a language in the README.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let parts = readme.split(&opening).skip(1);
    parts.filter_map(|rest| rest.split_once("```").map(|block| block.0.to_owned())).collect()
}

#[test]
fn the_examples_say_what_the_readme_shows() -> io::Result<()> {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let manual = fs::read_to_string(root().join("docs/command-line.md"))?;
    let output = copydesk(root(), &["check", "examples"])?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "faults are planted");
    assert!(said.contains("4 errors in 5 files"), "{said}");
    let shown = blocks(&readme, "text");
    let finding = shown.iter().find(|block| block.starts_with("error[")).expect("a finding");
    assert!(said.contains(finding.as_str()), "not said:\n{finding}\nbut:\n{said}");
    let shown = blocks(&manual, "text");
    let sheet = shown.iter().find(|block| block.starts_with("$ copydesk facts ")).expect("a fact sheet");
    let (command, lines) = sheet.split_once('\n').expect("lines");
    let path = command.trim_start_matches("$ copydesk facts ");
    let facts = copydesk(root(), &["facts", path])?;
    let facts = String::from_utf8_lossy(&facts.stdout).into_owned();
    for line in lines.lines().filter(|line| line.trim() != "…") {
        assert!(facts.lines().any(|fact| fact == line), "not said: {line}\n{facts}");
    }
    Ok(())
}

#[test]
fn each_article_of_the_examples_has_the_faults_that_were_planted() -> io::Result<()> {
    for (article, faults) in [
        ("en/harbour-run.md", 1),
        ("en/hotel-season.md", 1),
        ("en/tide-mill.txt", 0),
        ("fr/flotte-de-peche.md", 0),
        ("fr/piste-cotiere.md", 2),
    ] {
        let output = copydesk(&root().join("examples"), &["check", "--format", "json", article])?;
        let said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        assert_eq!(said["findings"].as_array().map(Vec::len), Some(faults), "{article}");
    }
    Ok(())
}

#[test]
fn the_settings_that_are_shown_are_settings() -> io::Result<()> {
    let manual = fs::read_to_string(root().join("docs/command-line.md"))?;
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("drafts"))?;
    fs::write(folder.path().join("copydesk.toml"), blocks(&manual, "toml").concat())?;
    fs::write(folder.path().join("drafts/harbour.en.md"), "The race is 26.2 miles (40 km) long.\n")?;
    let output = copydesk(folder.path(), &["check"])?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "the [[stet]] holds, and no setting is faulty: {said}");
    Ok(())
}
