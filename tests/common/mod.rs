//! The program as the tests of the command line run it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

pub fn copydesk(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).env("LC_ALL", "C").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

#[allow(clippy::expect_used, reason = "clippy takes helpers for no tests")]
pub fn run(folder: &Path, args: &[&str]) -> Output {
    copydesk(folder).args(args).output().expect("it runs")
}
