//! `copydesk init`.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::InitArgs;
use super::{CLEAN, UNUSABLE, output, paths};
use crate::messages::Message;
use crate::settings::describe;

/// Writes a commented settings file, or prints its schema.
pub fn run(args: &InitArgs) -> ExitCode {
    if args.schema {
        return output::write(CLEAN, |out| {
            serde_json::to_writer_pretty(&mut *out, &describe::schema())?;
            writeln!(out)
        });
    }
    let path = args.folder.join("copydesk.toml");
    let message = match create(&path) {
        Ok(()) => {
            let written = Message::new("cli-init").with("path", paths::shown(&path));
            return output::write(CLEAN, |out| writeln!(out, "{}", written.text(&output::language())));
        }
        // What somebody wrote is never written over.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Message::new("cli-init-exists"),
        Err(error) => Message::new("cli-unwritable").with("detail", error.to_string()),
    };
    output::say(&format!("{}: {}", paths::shown(&path), message.text(&output::language())));
    UNUSABLE.into()
}

fn create(path: &Path) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(describe::template().as_bytes())
}
