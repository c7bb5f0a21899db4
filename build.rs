//! Lists the language packs, so that a new language is a new folder under `src/languages` and nothing else; and makes the
//! sieve of the keys of places, so that nobody goes over them when a process starts.

use std::fmt::Write as _;
use std::{env, fs, io, path::Path};

#[path = "src/place/sieve.rs"]
mod sieve;

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
    fs::write(Path::new(&target).join("packs.rs"), out)?;
    let table = Path::new(&root).join("src/tables/places.bin");
    println!("cargo::rerun-if-changed=src/tables/places.bin");
    let sieve = sieve_of(&fs::read(table)?).ok_or_else(|| io::Error::other("places.bin cannot be read"))?;
    fs::write(Path::new(&target).join("place_sieve.bin"), sieve)
}

/// The sieve of the keys of a table of places, whose shape `src/tables/make_places.py` tells.
fn sieve_of(table: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(table.get(at..at + 4)?.try_into().ok()?) as usize);
    let keys = 24 + number(4)? * 4 + number(12)? * 4 + number(16)?;
    let mut rest = table.get(keys..keys + number(20)?)?.iter();
    let mut sieve = vec![0u64; sieve::NUMBERS];
    let mut key: Vec<u8> = Vec::new();
    while let Some(stored) = rest.next() {
        let new = usize::from(*rest.next()?);
        key.truncate(usize::from(*stored));
        key.extend(rest.by_ref().take(new));
        let (at, is, _) = sieve::bits(&key);
        *sieve.get_mut(at)? |= is;
        for end in (0..key.len()).filter(|end| key.get(*end) == Some(&b' ')) {
            let (at, _, more) = sieve::bits(key.get(..end)?);
            *sieve.get_mut(at)? |= more;
        }
        let mut count = 0;
        for (byte, shift) in rest.by_ref().zip((0..).step_by(7)) {
            count |= u64::from(byte & 127) << shift;
            if *byte < 128 {
                break;
            }
        }
        // The last byte of a number has no high bit.
        for _ in 0..count {
            rest.find(|byte| **byte < 128)?;
        }
    }
    Some(sieve.iter().flat_map(|number| number.to_le_bytes()).collect())
}
