//! Reads an article: bytes, text, figures.

use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ReadArgs;
use super::inputs::{Input, Origin as From};
use crate::article::{Article, Origin, read_once};
use crate::markup::Format;
use crate::messages::Message;
use crate::report::Problem;

/// The text of an input.
///
/// # Errors
/// Why it cannot be used.
pub fn text(input: &Input) -> Result<Arc<str>, Problem> {
    let bytes = match &input.from {
        From::File(path) => std::fs::File::open(path).and_then(|file| {
            let size = file.metadata().map_or(0, |meta| meta.len());
            whole(file, size)
        }),
        From::Stdin => whole(io::stdin().lock(), 0),
    };
    let problem = |message| Problem { path: input.path.clone(), message };
    let bytes = bytes.map_err(|error| problem(unreadable(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(problem(Message::new("cli-too-large").with("limit", (LARGEST >> 20).to_string())));
    }
    if let Some(kind) = document(&bytes) {
        return Err(problem(Message::new("cli-document").with("kind", kind)));
    }
    utf8(bytes).map(Arc::from).map_err(problem)
}

/// What writers have instead of text, by how it begins.
const DOCUMENTS: [(&[u8], &str); 4] =
    [(b"PK\x03\x04", "Word / OpenDocument"), (b"\xd0\xcf\x11\xe0", "Word"), (b"%PDF-", "PDF"), (b"{\\rtf", "RTF")];

/// The kind of a word processor's file; nothing for text.
fn document(bytes: &[u8]) -> Option<&'static str> {
    DOCUMENTS.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, kind)| *kind)
}

/// Longer files are not read, in bytes.
const LARGEST: u64 = 50 << 20;

/// All that there is to read, up to a little more than what is taken: a device has no end. It is likely to be of `size`.
fn whole(from: impl io::Read, size: u64) -> io::Result<Vec<u8>> {
    // With a little room behind it, or the end would not be seen without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LARGEST)).unwrap_or_default() + 64);
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text that these bytes are.
///
/// # Errors
/// Where they stop being UTF-8.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Message> {
    // UTF-16 without a mark is UTF-8 to the letter, but every other byte is nought.
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.contains(&0) && head.iter().filter(|b| **b == 0).count() * 10 > head.len() {
        let at = head.iter().position(|b| *b == 0).unwrap_or(0);
        return Err(Message::new("cli-not-utf8").with("byte", at.to_string()));
    }
    String::from_utf8(bytes)
        .map_err(|error| Message::new("cli-not-utf8").with("byte", error.utf8_error().valid_up_to().to_string()))
}

/// What is said of a file that cannot be read.
pub fn unreadable(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("cli-not-found"),
        // A folder scan wraps the system's error in a sentence that names the path once more.
        _ if error.raw_os_error().is_none() => Message::new("cli-unreadable").with("detail", error.kind().to_string()),
        _ => Message::new("cli-unreadable").with("detail", error.to_string()),
    }
}

/// Runs `work` for one input; a fault of ours in it costs that input only.
///
/// # Errors
/// The fault, as a problem of the input.
pub fn guarded<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| Problem { path: path.to_owned(), message: Message::new("cli-fault") })
}

/// Reads the article in `text`.
pub fn article(input: &Input, text: Arc<str>, args: &ReadArgs) -> Article {
    let origin = Origin {
        name: input.path.clone(),
        format: Format::of_name(&input.path),
        language: args.lang,
        date: args.date.clone(),
    };
    read_once(text, &origin, &input.desk.desk)
}

/// Puts `new` in the place of a file that holds `old`, all of it or nothing; its permissions stay, and a link stays a
/// link.
///
/// # Errors
/// Why it was left as it was.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), Message> {
    let said = |error: io::Error| Message::new("cli-unwritable").with("detail", error.to_string());
    let real: PathBuf = std::fs::canonicalize(path).map_err(said)?;
    let meta = std::fs::metadata(&real).map_err(said)?;
    if !meta.is_file() || meta.permissions().readonly() {
        return Err(Message::new("cli-read-only"));
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".copydesk-").tempfile_in(folder).map_err(said)?;
    io::Write::write_all(&mut file, new.as_bytes()).map_err(said)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        // Only root may give a file away; for others it is theirs already.
        let _ = chown(file.path(), Some(meta.uid()), Some(meta.gid()));
    }
    file.as_file().set_permissions(meta.permissions()).map_err(said)?;
    file.as_file().sync_all().map_err(said)?;
    // Somebody else may have saved it since it was read.
    if std::fs::read(&real).map_err(said)? != old.as_bytes() {
        return Err(Message::new("cli-changed"));
    }
    file.persist(&real).map_err(|error| said(error.error))?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn replacing_keeps_permissions_and_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        std::fs::write(&file, "\u{feff}old\r\n").expect("a file");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink("a.md", &link).expect("a link");
        assert_eq!(replace(&link, "\u{feff}old\r\n", "\u{feff}new\r\n"), Ok(()));
        assert_eq!(std::fs::read(&file).expect("it is there"), "\u{feff}new\r\n".as_bytes());
        assert!(std::fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(std::fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left beside them");
    }

    #[test]
    fn what_was_changed_or_is_read_only_or_gone_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        assert_eq!(replace(&file, "", "new").map_err(|m| m.id), Err("cli-unwritable"));
        std::fs::write(&file, "theirs").expect("a file");
        assert_eq!(replace(&file, "old", "new").map_err(|m| m.id), Err("cli-changed"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).expect("permissions");
        assert_eq!(replace(&file, "theirs", "new").map_err(|m| m.id), Err("cli-read-only"));
        assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "theirs");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
