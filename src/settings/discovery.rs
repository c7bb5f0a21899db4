//! Finds the settings file that an article is read with, and reads it and what it names.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::messages::Message;

/// The name of a settings file.
pub const FILE_NAME: &str = "copydesk.toml";

/// Settings, rates or places that are longer, in bytes, are not read.
pub const LARGEST: u64 = 16 << 20;

/// The bytes of a settings file, or of a file that settings name. A pipe or a device, which might keep the reader
/// waiting for ever, is not read.
///
/// # Errors
/// Why it cannot be used.
pub fn read(file: &Path) -> Result<Vec<u8>, Message> {
    let meta = fs::metadata(file).map_err(|error| unreadable(&error))?;
    if !meta.is_file() && !meta.is_dir() {
        return Err(Message::new("settings-no-file"));
    }
    read_any(file)
}

/// The same of a pipe too, as a shell makes one of what a command writes.
///
/// # Errors
/// Why it cannot be used.
pub fn read_any(file: &Path) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

/// What is said of settings that are too long to be read.
pub fn too_large() -> Message {
    Message::new("cli-too-large").with("limit", (LARGEST >> 20).to_string())
}

fn unreadable(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("cli-not-found"),
        _ => Message::new("cli-unreadable").with("detail", error.to_string()),
    }
}

/// The `copydesk.toml` nearest to `file`, upward from its folder. The search ends at a folder of `stop`, at the
/// repository's top (where `.git` is) and at the home folder, each of them still looked into.
pub fn find(file: &Path, stop: &[PathBuf]) -> Option<PathBuf> {
    let home = std::env::home_dir();
    search(&folder_of(file)?, stop, home.as_deref())
}

/// [`find`] for a folder, where an article in it would look.
pub fn find_from(folder: &Path, stop: &[PathBuf]) -> Option<PathBuf> {
    let home = std::env::home_dir();
    search(&real(folder), stop, home.as_deref())
}

fn folder_of(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    file.parent().map(real)
}

/// The folder without links and `..`, so that going up is going up. One that is not there (an untitled document, a file
/// not saved yet) is taken as it is written.
fn real(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

fn search(folder: &Path, stop: &[PathBuf], home: Option<&Path>) -> Option<PathBuf> {
    let mut last: Vec<PathBuf> = stop.iter().map(|s| real(s)).collect();
    last.extend(home.filter(|h| !h.as_os_str().is_empty()).map(real));
    for folder in folder.ancestors() {
        let candidate = folder.join(FILE_NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        if last.iter().any(|l| l == folder) || folder.join(".git").exists() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_without_an_end_are_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("rates.csv");
        fs::write(&file, "2024-05-17,USD,VND,25400").expect("a file");
        assert_eq!(read(&file).expect("it is read").len(), 24);
        File::create(&file).and_then(|file| file.set_len(LARGEST + 1)).expect("a file");
        assert_eq!(read(&file).expect_err("it is too long").text("en"), too_large().text("en"));
        assert!(read(folder.path()).is_err());
        if cfg!(unix) {
            let endless = Path::new("/dev/zero");
            assert_eq!(read(endless).expect_err("a device").text("en"), Message::new("settings-no-file").text("en"));
            assert_eq!(read_any(endless).expect_err("it is too long").text("en"), too_large().text("en"));
        }
    }

    #[test]
    fn the_search_goes_up_to_the_stop_the_repository_or_the_home_folder() {
        let top = tempfile::tempdir().expect("a folder");
        let top = real(top.path());
        let deep = top.join("news/2024/may");
        fs::create_dir_all(&deep).expect("folders");
        let article = deep.join("a.md");
        let settings = top.join(FILE_NAME);
        let from = |stop: &[PathBuf], home: Option<&Path>| search(&folder_of(&article).expect("one"), stop, home);
        assert_eq!(from(std::slice::from_ref(&top), None), None);
        fs::write(&settings, "").expect("a file");
        assert_eq!(from(&[], None), Some(settings.clone()));
        assert_eq!(from(std::slice::from_ref(&top), None), Some(settings.clone()));
        assert_eq!(from(&[top.join("news")], None), None);
        assert_eq!(from(&[], Some(&top.join("news/2024"))), None);
        // Out of the tree and back: `..` is a folder's name for its parent, not a folder to look into.
        assert_eq!(find(&deep.join("../../../news/b.md"), &[]), Some(settings));
        fs::create_dir(top.join("news/.git")).expect("a folder");
        assert_eq!(from(&[], None), None);
    }
}
