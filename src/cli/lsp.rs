//! `copydesk lsp`.

use std::process::ExitCode;

/// How the server is to be reached.
#[derive(Clone, Debug, Default)]
pub struct LspArgs {
    pub stdio: bool,
    pub listen: Option<String>,
}

/// Serves until the client leaves.
pub fn run(_args: LspArgs) -> ExitCode {
    ExitCode::from(2)
}
