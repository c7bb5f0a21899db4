//! Lists the language packs, so that a new language is a new folder under `src/languages` and nothing else.

use std::fmt::Write as _;
use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("src/languages");
    println!("cargo::rerun-if-changed=src/languages");
    let mut codes: Vec<String> = fs::read_dir(&folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            entry.path().join("pack.toml").is_file().then(|| entry.file_name().into_string().ok())?
        })
        .collect();
    // English first: it stands in where nothing else is known.
    codes.sort_by_key(|code| (code != "en", code.clone()));
    let mut out = String::from(
        "/// Code, `pack.toml` and `names.tsv` of each language.\npub(super) const SOURCES: &[(&str, &str, &str)] = &[\n",
    );
    let mut places = String::from("const PLACE_SOURCES: &[(&str, &str)] = &[\n");
    for code in codes {
        // The path is completed when the crate is compiled, so that a tree that was moved reads its own packs.
        let file = |name: &str| {
            let path = format!("/src/languages/{code}/{name}");
            format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))")
        };
        let has_names = folder.join(&code).join("names.tsv").is_file();
        let names = if has_names { file("names.tsv") } else { String::from("\"\"") };
        if folder.join(&code).join("places.toml").is_file() {
            let _ = writeln!(places, "    ({code:?}, {}),", file("places.toml"));
        }
        let _ = writeln!(out, "    ({code:?}, {}, {names}),", file("pack.toml"));
    }
    out.push_str("];\n");
    places.push_str("];\n");
    let target = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&target).join("place_words.rs"), places)?;
    fs::write(Path::new(&target).join("packs.rs"), out)
}
