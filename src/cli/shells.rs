//! `copydesk completions` and `copydesk man`: what a shell and `man` want to know of the command line.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory as _;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::{CLEAN, UNUSABLE, output};
use crate::messages::Message;

/// Prints the completions of one shell.
pub fn completions(args: &CompletionsArgs) -> ExitCode {
    let mut command = Cli::command();
    // clap writes into memory: a pipe that nobody reads on is met by `output`.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "copydesk", &mut script);
    output::write(CLEAN, |out| out.write_all(&script))
}

/// Prints the manual page, or writes one for copydesk and for each command into a folder.
pub fn man(args: &ManArgs) -> ExitCode {
    let Some(folder) = &args.folder else {
        let page = clap_mangen::Man::new(Cli::command());
        return output::write(CLEAN, |out| page.render(out));
    };
    match pages(folder) {
        Ok(()) => CLEAN.into(),
        Err(error) => {
            let message = Message::new("cli-unwritable").with("detail", error.to_string());
            output::say(&format!("{}: {}", folder.display(), message.text(&output::language())));
            UNUSABLE.into()
        }
    }
}

fn pages(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}
