//! Everything that is written as JSON is as its schema says: ours (`copydesk schema`), and the official one of SARIF.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a command writes, findings or not.
fn written(folder: &Path, args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("it runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

struct Validator {
    schemas: Schemas,
    index: boon::SchemaIndex,
}

impl Validator {
    fn of(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let name = "file:///schema.json";
        compiler.add_resource(name, schema).expect("a schema");
        let index = compiler.compile(name, &mut schemas).expect("a schema that compiles");
        Self { schemas, index }
    }

    fn of_copydesk(name: &str) -> Self {
        Self::of(written(root(), &["schema", name]))
    }

    fn refuses(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// The folders of articles that the checks are tested with: faults of every kind, in every language.
fn rooms() -> Vec<PathBuf> {
    let mut out = vec![root().join("examples")];
    let entries = std::fs::read_dir(root().join("tests/checks")).expect("there are some");
    out.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
    out.sort();
    out
}

/// Articles with a fault of every check, versions of a story, a faulty settings file and files that cannot be used.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).expect("a file");
    put(
        "pier.en.md",
        b"---\ndate: 2024-05-17\n---\n\nThe pier cost 42.7 billion dollars, the ministry said on Friday in Hanoi.\n",
    );
    put("pier.fr.md", "---\ndate: 2024-05-17\n---\n\nLa jetée a coûté 42,7 millions de dollars, a dit vendredi le ministère à Hanoï.\n".as_bytes());
    put("bad.md", b"\xff");
    put("report.md", b"%PDF-1.7");
    put("copydesk.toml", b"langage = \"fr\"\n");
    folder
}

#[test]
fn checks_are_as_their_schema_says() {
    let schema = Validator::of_copydesk("check");
    let mut found = 0;
    let desk = newsroom();
    for room in rooms().iter().map(PathBuf::as_path).chain([desk.path()]) {
        let report = written(room, &["check", "--format", "json"]);
        assert_eq!(schema.refuses(&report), None, "{}", room.display());
        found += report["findings"].as_array().map_or(0, Vec::len);
    }
    assert!(found > 100, "{found}");
    // A schema that takes everything would hold nothing.
    let mut report = written(desk.path(), &["check", "--format", "json"]);
    assert!(report["errors"].as_array().is_some_and(|errors| errors.len() == 2), "{report}");
    report["findings"][0]["code"] = "weather".into();
    assert!(schema.refuses(&report).is_some());
    let mut report = written(desk.path(), &["check", "--format", "json"]);
    report["findings"][0]["colour"] = "red".into();
    assert!(schema.refuses(&report).is_some());
}

#[test]
fn facts_are_as_their_schema_says() {
    let schema = Validator::of_copydesk("facts");
    let desk = newsroom();
    for room in rooms().iter().map(PathBuf::as_path).chain([desk.path()]) {
        let report = written(room, &["facts", "--format", "json", "--identifiers"]);
        assert_eq!(schema.refuses(&report), None, "{}", room.display());
    }
    let mut report = written(desk.path(), &["facts", "--format", "json"]);
    assert!(report["places"].as_array().is_some_and(|places| !places.is_empty()), "{report}");
    report["figures"][0]["value"] = 42.into();
    assert!(schema.refuses(&report).is_some());
}

#[test]
fn comparisons_are_as_their_schema_says() {
    let schema = Validator::of_copydesk("compare");
    let desk = newsroom();
    let mut report = written(desk.path(), &["compare", "--format", "json", "pier.en.md", "pier.fr.md"]);
    assert_eq!(schema.refuses(&report), None);
    assert!(report["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["state"] == "differs")), "{report}");
    report["rows"][0]["state"] = "odd".into();
    assert!(schema.refuses(&report).is_some());
}

#[test]
fn sarif_is_as_its_standard_says() {
    let text = std::fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).expect("the schema");
    let schema = Validator::of(serde_json::from_str(&text).expect("JSON"));
    let desk = newsroom();
    for room in rooms().iter().map(PathBuf::as_path).chain([desk.path()]) {
        let report = written(room, &["check", "--format", "sarif"]);
        assert_eq!(schema.refuses(&report), None, "{}", room.display());
    }
    let mut report = written(desk.path(), &["check", "--format", "sarif"]);
    report["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(schema.refuses(&report).is_some());
}
