//! The command line: one file a command, and what they share.

mod args;
mod baseline;
mod check;
mod compare;
mod convert;
mod desks;
mod draft;
mod explain;
mod facts;
pub mod faults;
mod fix;
mod init;
mod inputs;
pub mod lsp;
mod output;
mod paths;
mod place;
mod playground;
mod progress;
mod schema;
mod shells;
mod source;
mod stories;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// The command line, a setting or a file could not be used.
const UNUSABLE: u8 = 2;

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => {
            if let Some(language) = &cli.ui_lang {
                output::speak(language);
            }
            faults::watch();
            let code = run(cli.command);
            if faults::seen() { UNUSABLE.into() } else { code }
        }
        Err(error) => {
            // Help that is piped into a pager that was left is no fault.
            let _ = error.print();
            if error.use_stderr() { UNUSABLE.into() } else { CLEAN.into() }
        }
    }
}

fn run(command: Command) -> ExitCode {
    match command {
        Command::Check(args) => check::run(args),
        Command::Facts(args) => facts::run(args),
        Command::Compare(args) => compare::run(&args),
        Command::Convert(args) => convert::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Place(args) => place::run(&args),
        Command::Playground(args) => playground::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => shells::completions(&args),
        Command::Man(args) => shells::man(&args),
        Command::Lsp { stdio, listen } => lsp::run(lsp::LspArgs { stdio, listen }),
    }
}
