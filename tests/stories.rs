//! The five real stories that the project starts from, if they lie beside it: what is read in them, line by line as
//! checked by hand, and the one fault that there is to find.
//!
//! `tests/stories/*.tsv` are `facts --format json --identifiers` in columns: quote, kind, value, unit, of, low, high,
//! hedge; `-` for null. Lines that begin with `# ` are for readers. `UPDATE_STORIES=1` writes what is read in the place
//! of what was; every line of it is then to be looked at.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use serde_json::Value;

/// The folder of the stories; nothing, and a loud word, where it is not.
fn stories() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let Ok(list) = fs::read_dir(&folder) else {
        // Standard output of a test that passes is not shown.
        let _ = writeln!(io::stderr(), "SKIPPED: the five stories are not at {}", folder.display());
        return None;
    };
    let mut files: Vec<PathBuf> = list.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    assert_eq!(files.len(), 5, "stories in {}", folder.display());
    Some(files)
}

fn copydesk(args: &[&str], file: &Path) -> io::Result<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.args(args).arg(file).env("LC_ALL", "C").output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn cell(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn facts(file: &Path) -> io::Result<Vec<String>> {
    let read = copydesk(&["facts", "--format", "json", "--identifiers"], file)?;
    let figures = read["figures"].as_array().into_iter().flatten();
    let columns = ["quote", "kind", "value", "unit", "of", "low", "high", "hedge"];
    Ok(figures.map(|figure| columns.map(|name| cell(&figure[name])).join("\t")).collect())
}

#[test]
fn what_the_stories_state() -> io::Result<()> {
    for file in stories().unwrap_or_default() {
        let name = file.file_stem().expect("a name").to_string_lossy()[..3].to_owned();
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories").join(format!("{name}.tsv"));
        let read = facts(&file)?;
        if env::var_os("UPDATE_STORIES").is_some() {
            let head: Vec<String> = fs::read_to_string(&list).unwrap_or_default().lines().map(str::to_owned).collect();
            let head = head.into_iter().filter(|line| line.starts_with("# "));
            let lines: Vec<String> = head.chain(read.iter().cloned()).collect();
            fs::write(&list, lines.join("\n") + "\n").expect("the list can be written");
        }
        let source = fs::read_to_string(&list).expect("a list");
        let wanted: Vec<&str> = source.lines().filter(|line| !line.starts_with("# ")).collect();
        assert_eq!(read, wanted, "story {name}");
    }
    Ok(())
}

#[test]
fn ten_of_fourteen_is_the_only_fault() -> io::Result<()> {
    for file in stories().unwrap_or_default() {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let read = copydesk(&["check", "--format", "json"], &file)?;
        let findings = read["findings"].as_array().expect("findings");
        let grave = |f: &&Value| matches!(cell(&f["severity"]), "warning" | "error");
        let found: Vec<(&str, &str)> =
            findings.iter().filter(grave).map(|f| (cell(&f["code"]), cell(&f["quote"]))).collect();
        let wanted: &[_] = if name.starts_with("004") { &[("part-of-whole", "4/10")] } else { &[] };
        assert_eq!(found, wanted, "{name}");
    }
    Ok(())
}
