//! The house's rules (src/lib.rs, ARCHITECTURE.md), held against the sources: a checked rule beats a remembered one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use copydesk::checks::CHECKS;

/// Each room and the rooms it may use. A room that stands nowhere to the right uses none.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("number", &[]),
    ("messages", &[]),
    ("markup", &["text"]),
    ("units", &["number"]),
    ("language", &["text", "number", "units"]),
    ("figure", &["text", "number", "units", "language"]),
    ("claim", &["text", "number", "units", "language", "figure"]),
    ("place", &["text", "language"]),
    ("settings", &["text", "number", "units", "language", "messages"]),
    ("desk", &["units", "place", "messages", "settings"]),
    ("article", &["text", "markup", "units", "language", "figure", "claim", "desk", "place"]),
    ("story", &["text", "markup", "number", "units", "language", "figure", "claim", "article"]),
    (
        "checks",
        &[
            "text", "markup", "number", "units", "figure", "claim", "article", "story", "desk", "messages", "language",
            "place", "settings",
        ],
    ),
    (
        "assist",
        &[
            "text", "markup", "number", "units", "language", "figure", "place", "claim", "article", "story", "desk",
            "checks", "messages",
        ],
    ),
    (
        "report",
        &[
            "text", "markup", "number", "units", "language", "figure", "place", "desk", "article", "story", "checks",
            "messages",
        ],
    ),
    ("server", &["text", "markup", "messages", "settings", "desk", "article", "story", "checks", "assist", "report"]),
    (
        "cli",
        &[
            "text", "number", "markup", "units", "language", "figure", "place", "messages", "settings", "desk",
            "article", "story", "checks", "assist", "report", "server",
        ],
    ),
];

/// Single things that a room may take from one to its right. Each is small and plain; a new one is a reason to ask
/// whether it stands in the right room.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Hedge words are a pack's, what they do to an interval is a figure's.
    ("language", "figure::Hedge"),
    // Settings say how much each check weighs.
    ("settings", "checks::Code"),
    ("settings", "checks::Severity"),
];

/// Who may know the network's and the protocol's crates, and who may touch files, the environment and processes.
const PROTOCOL: &[&str] = &["tower_lsp", "tokio"];
const WITH_PROTOCOL: &[&str] = &["server/", "cli/lsp.rs"];
const WITH_FILES: &[&str] = &["cli/", "server/", "settings/discovery", "main.rs"];

const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, out)? } else { out.push(path) }
    }
    Ok(())
}

/// A source file: its path below src/, all of it, and what of it is code that ships.
struct Source {
    name: String,
    text: String,
    code: String,
}

fn sources() -> io::Result<Vec<Source>> {
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths)?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "rs"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path)?;
        let name = path.strip_prefix(root().join("src")).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Ok(Source { code: shipped(&text), name, text })
    };
    paths.into_iter().map(read).collect()
}

/// A source without its comments and its tests.
fn shipped(text: &str) -> String {
    let before_tests = text.split("\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    let code: Vec<&str> = lines.map(|line| line.split(" // ").next().unwrap_or(line)).collect();
    code.join("\n")
}

impl Source {
    fn room(&self) -> &str {
        self.name.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Files of nothing but tests.
    fn is_test(&self) -> bool {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        file == "tests.rs" || file == "oracle.rs" || self.name.contains("/tests/")
    }

    fn may(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.name.starts_with(place))
    }
}

/// What a source takes from other rooms, as "room::Thing": `use crate::a::{b, c::D}` and `crate::a::b` in the text.
fn taken(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            continue;
        }
        expand("", &code[at + "crate::".len()..], &mut out);
    }
    out
}

/// Adds the paths that begin here, braces taken apart; gives how far they reach.
fn expand(prefix: &str, text: &str, out: &mut BTreeSet<String>) -> usize {
    let mut path = prefix.to_owned();
    let mut at = 0;
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    loop {
        if rest(at).starts_with('{') {
            at += 1;
            loop {
                at += rest(at).len() - rest(at).trim_start_matches([' ', '\n', ',']).len();
                if rest(at).is_empty() || rest(at).starts_with('}') {
                    return at + 1;
                }
                let taken = expand(&path, rest(at), out);
                at += taken.max(1);
            }
        }
        let word = rest(at).split(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').next().unwrap_or_default();
        path.push_str(word);
        at += word.len();
        if !rest(at).starts_with("::") {
            let steps: Vec<&str> = path.split("::").take(2).collect();
            out.insert(steps.join("::"));
            let renamed = rest(at).strip_prefix(" as ").map_or(0, |name| {
                " as ".len() + name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())
            });
            return at + renamed;
        }
        path.push_str("::");
        at += 2;
    }
}

#[test]
fn rooms_use_only_rooms_below_them() -> io::Result<()> {
    let rules: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut broken = Vec::new();
    let mut used: BTreeSet<&(&str, &str)> = BTreeSet::new();
    for source in sources()?.iter().filter(|s| !s.is_test() && !matches!(s.name.as_str(), "lib.rs" | "main.rs")) {
        let room = source.room();
        let Some(may) = rules.get(room) else {
            broken.push(format!("{}: a room without a rule", source.name));
            continue;
        };
        for path in taken(&source.code) {
            let other = path.split("::").next().unwrap_or_default();
            let exception = EXCEPTIONS.iter().find(|e| e.0 == room && path == e.1);
            used.extend(exception);
            // Macros of a file and crate-wide names have no room.
            if other != room && rules.contains_key(other) && !may.contains(&other) && exception.is_none() {
                broken.push(format!("{}: {room} must not use {path}", source.name));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    for exception in EXCEPTIONS {
        assert!(used.contains(exception), "{exception:?} is no longer needed");
    }
    Ok(())
}

#[test]
fn the_table_of_rooms_is_the_house() -> io::Result<()> {
    let rooms: BTreeSet<String> =
        sources()?.iter().map(|s| s.room().to_owned()).filter(|r| r != "lib" && r != "main").collect();
    let table: BTreeSet<String> = MAY_USE.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(rooms, table);
    // Every room is listed below those it uses: no circle but by an exception.
    for (at, (room, may)) in MAY_USE.iter().enumerate() {
        for other in *may {
            assert!(MAY_USE[..at].iter().any(|row| row.0 == *other), "{room} stands above {other}");
        }
    }
    Ok(())
}

#[test]
fn only_the_server_knows_the_protocol_and_only_the_shells_touch_files() -> io::Result<()> {
    let mut broken = Vec::new();
    for source in sources()?.iter().filter(|s| !s.is_test()) {
        for (at, line) in source.code.lines().enumerate() {
            let protocol = PROTOCOL.iter().any(|word| line.contains(word)) && !source.may(WITH_PROTOCOL);
            let files = touches_files(line) && !source.may(WITH_FILES);
            if protocol || files {
                broken.push(format!("{}:{}: {}", source.name, at + 1, line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    Ok(())
}

/// The compiler refuses it; that it is told to is checked here.
#[test]
fn nothing_of_ours_is_unsafe() -> io::Result<()> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    // Put together so that this file does not find itself.
    let word = ["unsafe", " {"].concat();
    for source in sources()? {
        let there = source.code.contains(&word) || source.code.contains(&word.replace('{', "fn"));
        assert!(!there, "{} is unsafe", source.name);
    }
    Ok(())
}

/// Who listens on a port of this machine; the playground alone opens a browser, with an address of its own.
const WITH_PORTS: &[&str] = &["server/transport.rs", "server/web/"];

/// No program is run, nothing is loaded, no other machine is spoken to, whatever stands in an article or in settings; and
/// nothing that could do so is built in.
#[test]
fn nothing_is_executed_and_nothing_is_fetched() -> io::Result<()> {
    let mut broken = Vec::new();
    let acts =
        ["process::Command", "Command::new", "TcpStream::connect", "UdpSocket", "UnixStream", "libloading", "dlopen"];
    for source in sources()?.iter().filter(|s| !s.is_test()) {
        for (at, line) in source.code.lines().enumerate() {
            let acting = acts.iter().any(|act| line.contains(act));
            let listening = line.contains("TcpListener::bind") && !source.may(WITH_PORTS);
            let opening = line.contains("open::") && source.name != "cli/playground.rs";
            if acting || listening || opening {
                broken.push(format!("{}:{}: {}", source.name, at + 1, line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    for client in ["reqwest", "hyper", "ureq", "curl", "isahc", "attohttpc", "rustls", "native-tls", "openssl", "quinn"]
    {
        assert!(!lock.contains(&format!("name = \"{client}\"\n")), "{client} is among the dependencies");
    }
    Ok(())
}

/// `std::fs::…`, `use std::{env, fs}` and what of the standard library acts on the world outside.
fn touches_files(line: &str) -> bool {
    const ROOMS: [&str; 4] = ["fs", "env", "process", "net"];
    let grouped = line.split_once("std::{").is_some_and(|(_, list)| {
        let list = list.split('}').next().unwrap_or_default();
        list.split(',').any(|item| ROOMS.contains(&item.trim().split("::").next().unwrap_or_default()))
    });
    grouped
        || ROOMS.iter().any(|room| line.contains(&format!("std::{room}")) || line.contains(&format!("use {room}::")))
}

#[test]
fn every_check_has_fixtures_and_examples() -> io::Result<()> {
    for check in CHECKS {
        let folder = root().join("tests/checks").join(check.code().as_str());
        let files = fs::read_dir(&folder).map(|list| list.filter_map(Result::ok).count()).unwrap_or_default();
        assert!(files > 0, "{}: no annotated articles in {}", check.code(), folder.display());
        for word in ["Wrong:", "Right:"] {
            assert!(check.explanation().lines().any(|l| l == word), "{}: its explanation lacks {word}", check.code());
        }
    }
    let codes: Vec<&str> = CHECKS.iter().map(|c| c.code().as_str()).collect();
    for entry in fs::read_dir(root().join("tests/checks"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        assert!(codes.contains(&name.as_str()), "tests/checks/{name}: no check of this name runs");
    }
    Ok(())
}

#[test]
fn every_language_has_its_corpus() -> io::Result<()> {
    for entry in fs::read_dir(root().join("src/languages"))? {
        let folder = entry?.path();
        for file in ["pack.toml", "corpus.tsv"] {
            assert!(folder.join(file).is_file(), "{} lacks {file}", folder.display());
        }
        let corpus = fs::read_to_string(folder.join("corpus.tsv"))?;
        let phrases = corpus.lines().filter(|line| line.contains('\t') && !line.starts_with('″')).count();
        assert!(phrases >= 60, "{}: {phrases} phrases are hardly a corpus", folder.display());
    }
    Ok(())
}

#[test]
fn files_have_one_subject_and_no_loose_ends() -> io::Result<()> {
    // Put together so that this file does not find itself.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    for source in sources()? {
        let lines = source.text.lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines are two rooms", source.name);
        for mark in &marks {
            assert!(!source.text.contains(mark.as_str()), "{} holds a {mark}", source.name);
        }
        let shell = source.may(&["cli/", "server/"]) && !source.is_test();
        for panic in [".unwrap()", ".expect(", "panic!(", "unreachable!("] {
            let at = source.code.lines().position(|line| line.contains(panic));
            assert!(!shell || at.is_none(), "{}:{} may panic", source.name, at.unwrap_or_default() + 1);
        }
    }
    Ok(())
}

/// The names of the English catalogue's sentences.
fn sentences() -> io::Result<BTreeSet<String>> {
    let source = fs::read_to_string(root().join("src/messages/en.ftl"))?;
    let named = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    Ok(named.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect())
}

#[test]
fn sentences_are_in_the_catalogue_and_none_is_idle() -> io::Result<()> {
    let known = sentences()?;
    let sources = sources()?;
    for source in sources.iter().filter(|s| !s.is_test()) {
        for opening in ["Message::new(\"", "say(\""] {
            for (at, _) in source.code.match_indices(opening) {
                let id = source.code[at + opening.len()..].split('"').next().unwrap_or_default();
                assert!(known.contains(id), "{}: the catalogue lacks {id}", source.name);
            }
        }
    }
    for id in &known {
        let quoted = format!("\"{id}\"");
        assert!(sources.iter().any(|s| s.code.contains(&quoted)), "nothing says {id}");
    }
    Ok(())
}

#[test]
fn paths_are_taken_apart() {
    let taken = |code: &str| taken(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(taken("use crate::figure::{Figure, Kind};"), "figure::Figure figure::Kind");
    assert_eq!(taken("use crate::{text::Span, units::agree::{self, Amount}};"), "text::Span units::agree");
    assert_eq!(taken("fn f(x: crate::text::Span) -> crate::Desk"), "Desk text::Span");
    assert_eq!(taken("use crate::a::B as C;\nuse crate::d::{E as F, G};"), "a::B d::E d::G");
    assert_eq!(taken("use othercrate::a;"), "");
    assert!(touches_files("use std::{env, io};") && touches_files("std::fs::read(path)"));
    assert!(!touches_files("use std::io::Write;") && !touches_files("offset of fs"));
}
