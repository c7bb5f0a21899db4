//! Reads an article: bytes, text, figures.

use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ReadArgs;
use super::inputs::{Input, Origin as From};
use crate::article::{Article, Origin, Reader};
use crate::markup::Format;
use crate::messages::Message;
use crate::report::Problem;

/// The text of an input.
///
/// # Errors
/// Why it cannot be used.
pub fn text(input: &Input) -> Result<Arc<str>, Problem> {
    let bytes = match &input.from {
        From::File(path) => std::fs::read(path),
        From::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let problem = |message| Problem { path: input.path.clone(), message };
    let bytes = bytes.map_err(|error| problem(unreadable(&error)))?;
    utf8(bytes).map(Arc::from).map_err(problem)
}

/// The text that these bytes are.
///
/// # Errors
/// Where they stop being UTF-8.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Message> {
    String::from_utf8(bytes)
        .map_err(|error| Message::new("cli-not-utf8").with("byte", error.utf8_error().valid_up_to().to_string()))
}

/// What is said of a file that cannot be read.
pub fn unreadable(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("cli-not-found"),
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
    Reader::default().read(text, &origin, &input.desk.desk)
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
