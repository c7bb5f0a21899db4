//! Everything that is built with copydesk is under a licence that deny.toml allows: no GPL, no MPL.
//!
//! `cargo deny` looks closer (at the texts, and at other platforms' packages); this needs nothing but cargo and the
//! packages that this very build has used.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The list in deny.toml.
fn allowed() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let deny = fs::read_to_string(path).ok().and_then(|text| text.parse::<toml::Table>().ok()).unwrap_or_default();
    let list = deny.get("licenses").and_then(|l| l.get("allow")).and_then(|l| l.as_array());
    list.into_iter().flatten().filter_map(|licence| Some(licence.as_str()?.to_owned())).collect()
}

/// Whether a licence expression leaves a choice that is allowed. `/` is an old way to write OR; WITH goes with its
/// licence.
fn holds(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ").replace(" WITH ", "+WITH+");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let answer = either(&words, &mut at, allowed);
    answer && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut answer = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        // Both sides are to be read, whatever the first says.
        answer |= both(words, at, allowed);
    }
    answer
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut answer = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        answer &= one(words, at, allowed);
    }
    answer
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let answer = either(words, at, allowed);
        *at += 1;
        return answer;
    }
    allowed.iter().any(|licence| *licence == word.replace("+WITH+", " WITH "))
}

#[test]
fn everything_is_under_a_licence_that_is_allowed() {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs").stdout;
    let version = String::from_utf8(version).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = env::var("CARGO").unwrap_or("cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    let allowed = allowed();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !holds(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn licence_expressions_are_read() {
    let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-2.0-only OR MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
        "(GPL-3.0 OR (MIT AND Apache-2.0))",
    ] {
        assert!(holds(good, &allowed), "{good}");
    }
    for bad in
        ["", "GPL-3.0", "MIT AND MPL-2.0", "GPL-2.0 WITH LLVM-exception", "(MIT OR Apache-2.0) AND MPL-2.0", "MIT)"]
    {
        assert!(!holds(bad, &allowed), "{bad}");
    }
}
