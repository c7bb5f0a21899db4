//! What goes wrong around the command line: files that are not what they should be, or not for long. Each fault is a
//! test by its name; one that this machine cannot make says so.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use common::{copydesk, run};
use serde_json::Value;

const FAULT: &str = "The race is 26.2 miles (50 km) long.\n";
/// Spelled wrong, with a fix that is safe.
const MENDED: &str = "Une réunion a eu lieu vendredi à Quãng Ninh, dans le nord du Vietnam.\n";

fn check(folder: &Path, paths: &[&str]) -> (Option<i32>, Value) {
    let output = run(folder, &[&["check", "--format", "json"], paths].concat());
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("JSON"))
}

fn paths(report: &Value, key: &str) -> Vec<String> {
    let rows = report[key].as_array().expect("a list").iter();
    rows.filter_map(|row| row["path"].as_str()).map(str::to_owned).collect()
}

fn newsroom(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("one")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// The faulty file is told of, with the path; the other one is checked; the status says so.
fn told(room: &Path, args: &[&str], faulty: &str) {
    let (status, report) = check(room, args);
    assert_eq!(status, Some(2), "{report}");
    assert_eq!(paths(&report, "errors"), [faulty], "{report}");
    assert_eq!(paths(&report, "findings"), ["fine.en.md"], "{report}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes()), ("shut.md", b"Text.")]);
    let shut = room.path().join("shut.md");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).expect("permissions");
    if fs::read(&shut).is_ok() {
        eprintln!("SKIPPED: whoever runs this may read everything");
        return;
    }
    told(room.path(), &["."], "shut.md");
}

/// A file that can be opened and not be read.
#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_reading_fails() {
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes())]);
    told(room.path(), &["fine.en.md", "/proc/self/mem"], "/proc/self/mem");
}

/// A device has no end: it is not read to it.
#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_and_one_that_is_too_large() {
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes())]);
    told(room.path(), &["fine.en.md", "/dev/zero"], "/dev/zero");
    let large = fs::File::create(room.path().join("large.md")).expect("a file");
    large.set_len((50 << 20) + 1).expect("room");
    told(room.path(), &["."], "large.md");
    // What settings name is no longer than that either.
    told(room.path(), &["fine.en.md", "--config", "/dev/zero"], "/dev/zero");
    fs::write(room.path().join("copydesk.toml"), "[currency]\nrates = \"/dev/zero\"\n").expect("a file");
    let (status, report) = check(room.path(), &["fine.en.md"]);
    assert_eq!((status, paths(&report, "findings")), (Some(2), vec!["fine.en.md".to_owned()]), "{report}");
}

#[test]
fn files_that_vanish_while_they_are_checked() {
    let room = newsroom(&[]);
    let name = |i: usize| format!("article-{i:04}.en.md");
    for i in 0..600 {
        fs::write(room.path().join(name(i)), FAULT.repeat(20)).expect("a file");
    }
    let root = room.path().to_owned();
    let vanish = thread::spawn(move || (0..600).rev().for_each(|i| drop(fs::remove_file(root.join(name(i))))));
    let (status, report) = check(room.path(), &["."]);
    vanish.join().expect("they vanish");
    assert!(matches!(status, Some(0..=2)), "{status:?}");
    // Each is checked or told of, none is both or twice.
    let (checked, gone) = (paths(&report, "files"), paths(&report, "errors"));
    let all: BTreeSet<&String> = checked.iter().chain(&gone).collect();
    assert_eq!(all.len(), checked.len() + gone.len());
    assert_eq!(status == Some(2), !gone.is_empty());
}

/// Somebody saves a file over and over while it is mended: it is always one of the texts, whole.
#[test]
fn a_file_that_changes_while_it_is_mended() {
    let room = newsroom(&[]);
    let path = room.path().join("a.fr.md");
    let (text, other) = (MENDED.repeat(40), format!("{}\nUne autre fin.\n", MENDED.repeat(40)));
    fs::write(&path, &text).expect("a file");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0;
            while !over.load(Ordering::Relaxed) {
                let draft = room.path().join("draft.tmp");
                fs::write(&draft, if turn % 2 == 0 { &other } else { &text }).expect("a file");
                fs::rename(&draft, &path).expect("renamed");
                turn += 1;
            }
        });
        for _ in 0..12 {
            let status = run(room.path(), &["check", "--fix", "a.fr.md"]).status.code();
            let there = fs::read_to_string(&path).expect("it is there");
            assert!(matches!(status, Some(0..=2)), "{status:?}");
            let mended = |text: &str| text.replace("Quãng", "Quảng");
            let known = [&text, &other].iter().any(|one| there == **one || there == mended(one));
            assert!(known || there.contains("Quang Ninh"), "{there:?}");
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_file_that_is_not_utf8() {
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes()), ("latin.md", b"Le caf\xe9 est ferm\xe9 depuis 12 jours.")]);
    told(room.path(), &["."], "latin.md");
}

#[test]
fn files_in_utf16() {
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let little = |text: &str| units(text).iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<u8>>();
    let big = |text: &str| units(text).iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{FAULT}");
    for bytes in [little(&marked), big(&marked), little(FAULT), big(FAULT)] {
        let room = newsroom(&[("fine.en.md", FAULT.as_bytes()), ("wide.md", &bytes)]);
        told(room.path(), &["."], "wide.md");
    }
}

#[test]
fn a_file_that_is_no_text() {
    let picture = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"[..], &[0xff, 0xd8, 0, 7]].concat();
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes()), ("picture.md", &picture)]);
    told(room.path(), &["."], "picture.md");
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle() {
    use std::os::unix::fs::symlink;
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes())]);
    let at = |name: &str| room.path().join(name);
    symlink("b.md", at("a.md")).expect("a link");
    symlink("a.md", at("b.md")).expect("a link");
    symlink(".", at("here")).expect("a link");
    symlink("..", at("above")).expect("a link");
    // A scan follows no link; a link that is named is followed, and this one leads nowhere.
    let (status, report) = check(room.path(), &["."]);
    assert_eq!((status, paths(&report, "files")), (Some(1), vec!["fine.en.md".to_owned()]), "{report}");
    told(room.path(), &["fine.en.md", "a.md"], "a.md");
    let (_, report) = check(room.path(), &["here/here/here/fine.en.md", "fine.en.md"]);
    assert_eq!(paths(&report, "files").len(), 1, "{report}");
}

#[test]
fn a_file_that_may_not_be_written() {
    let room = newsroom(&[("a.fr.md", MENDED.as_bytes())]);
    let path = room.path().join("a.fr.md");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    let output = run(room.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), MENDED);
    assert!(String::from_utf8_lossy(&output.stderr).contains("a.fr.md"), "{output:?}");
}

/// The system takes no more bytes, as on a disk that is full: the file stays as it was, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn a_full_disk_while_mending() {
    let room = newsroom(&[("a.fr.md", MENDED.as_bytes())]);
    let program = env!("CARGO_BIN_EXE_copydesk");
    // A limit of no bytes to a file; the signal that would come with it is not taken, as with a disk.
    let script = format!("trap '' XFSZ; ulimit -f 0 || exit 99; exec {program} check --fix a.fr.md");
    let output = Command::new("sh").args(["-c", &script]).current_dir(room.path()).env("LC_ALL", "C").output();
    let output = output.expect("it runs");
    if output.status.code() == Some(99) {
        eprintln!("SKIPPED: no limit can be set here");
        return;
    }
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("a.fr.md"), "{output:?}");
    assert_eq!(fs::read_to_string(room.path().join("a.fr.md")).expect("it is there"), MENDED);
    let left: Vec<_> = fs::read_dir(room.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_report() {
    let room = newsroom(&[("fine.en.md", FAULT.as_bytes())]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let output = copydesk(room.path()).arg("check").stdout(full).stderr(Stdio::piped()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
}

/// Nothing that stands in an article or in its name moves the cursor of a terminal or becomes part of a page.
#[test]
fn control_characters_and_markup_stay_text() {
    let text = "The \u{1b}]0;owned\u{7}race\u{1b}[2J <script>alert(1)</script> is 26.2 miles (50 km) long,\u{9b}31m they \u{202e}say.\n";
    let room = newsroom(&[("a\u{1b}[31m<b>\u{202e}dm.en.md", text.as_bytes())]);
    for format in ["human", "json", "jsonl", "sarif", "github", "html"] {
        let output = run(room.path(), &["check", "--format", format]);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        let control = |c: &char| c.is_control() && *c != '\n';
        assert_eq!(said.chars().chain(told.chars()).find(control), None, "{format}: {said:?}");
        // Nor does it turn what stands behind it, where a terminal would obey.
        assert!(format != "human" || !said.contains('\u{202e}'), "{said:?}");
        if format == "html" {
            assert!(!said.contains("<script>alert") && !said.contains("<b>.en"), "{said}");
        }
    }
    let check = copydesk(room.path()).args(["check"]).env("CLICOLOR_FORCE", "1").output();
    let said = String::from_utf8(check.expect("it runs").stdout).expect("UTF-8");
    assert!(!said.contains('\u{9b}') && !said.contains("\u{1b}]0") && said.contains("50 km"), "{said:?}");
    for format in ["human", "json", "csv", "html"] {
        // What is written to a terminal is not sifted once more.
        let facts = copydesk(room.path()).args(["facts", "--format", format]).env("CLICOLOR_FORCE", "1").output();
        let said = String::from_utf8(facts.expect("it runs").stdout).expect("UTF-8");
        // The article's own codes, not the report's.
        assert!(!said.contains("\u{1b}[31m") && !said.contains("\u{1b}]0"), "{format}: {said:?}");
        if format == "human" {
            continue;
        }
        let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r');
        assert_eq!(said.chars().find(control), None, "{format}: {said:?}");
        assert!(format != "html" || !said.contains("<script>alert"), "{said}");
    }
}

/// A check with a fault of its own, in whose words the article stands.
struct Faulty;

impl copydesk::checks::Check for Faulty {
    fn code(&self) -> copydesk::checks::Code {
        copydesk::checks::Code::Growth
    }

    fn explanation(&self) -> &'static str {
        ""
    }

    fn check(
        &self,
        article: &copydesk::article::Article,
        _: &copydesk::desk::Desk,
        _: &mut Vec<copydesk::checks::Finding>,
    ) {
        assert!(article.text.is_empty(), "cannot bear {}", article.text);
    }
}

/// What the command line does with one, in a process of its own: this test starts itself.
#[test]
fn a_check_that_panics_is_told_once_without_text() {
    use copydesk::article::{Origin, Reader};
    use copydesk::checks::{Code, find, run_these};
    use copydesk::desk::Desk;

    const NAME: &str = "a_check_that_panics_is_told_once_without_text";
    const CHILD: &str = "COPYDESK_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        copydesk::cli::faults::watch();
        assert!(!copydesk::cli::faults::seen());
        let checks: [&dyn copydesk::checks::Check; 2] = [&Faulty, find(Code::UnitConversion).expect("it is there")];
        for turn in 0..5 {
            let text = format!("{FAULT}{turn}. ");
            let origin = Origin { name: "a.en.txt".to_owned(), ..Origin::default() };
            let article = Reader::default().read(text.into(), &origin, &Desk::default());
            println!("found {}", run_these(&checks, &article, &Desk::default()).len());
        }
        assert!(copydesk::cli::faults::seen());
        return;
    }
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", NAME, "--nocapture"])
        .env(CHILD, "1")
        .output()
        .expect("it runs");
    let (found, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{found}{said}");
    // What the others find stands, in each article.
    assert_eq!(found.matches("found 1").count(), 5, "{found}");
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(lines[0].contains("tests/faults.rs:"), "{said}");
    assert!(!said.contains("race") && !found.contains("race"), "{said}{found}");
}
