//! `copydesk lsp`: the language server.

use std::process::ExitCode;

use super::UNUSABLE;
use crate::server::{self, Ended};

/// How the server is to be reached.
#[derive(Clone, Debug, Default)]
pub struct LspArgs {
    /// Said by many editors; standard input and output are meant anyhow where no address is given.
    pub stdio: bool,
    pub listen: Option<String>,
}

/// Serves until the client leaves.
///
/// The status is what LSP asks for: 0 after `shutdown` and `exit`, 1 after an end without them; 2 where an address
/// cannot be listened on.
pub fn run(args: LspArgs) -> ExitCode {
    server::log::start();
    if let Some(language) = super::output::asked() {
        server::speak(language);
    }
    let served = match args.listen.as_deref() {
        None => server::stdio().map(Ended::status).map_err(|error| error.to_string()),
        Some(address) => server::listen(address).map(|()| super::CLEAN).map_err(|error| error.to_string()),
    };
    server::log::flush();
    served.map_or_else(
        |error| {
            eprintln!("copydesk lsp: {error}");
            UNUSABLE.into()
        },
        ExitCode::from,
    )
}
