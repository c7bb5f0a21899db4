//! `copydesk lsp`: the language server.

use std::process::ExitCode;

use crate::server;

/// Serves over standard input and output, or on a loopback address, until the client is done.
///
/// The status is what LSP asks for: 0 after `shutdown` and `exit`, 1 after an end without them; 2 when the address
/// cannot be listened on.
pub fn run(listen: Option<&str>) -> ExitCode {
    server::log::start();
    let served = match listen {
        None => server::stdio().map(server::Ended::status).map_err(|error| error.to_string()),
        Some(address) => server::listen(address).map(|()| 0).map_err(|error| error.to_string()),
    };
    match served {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("copydesk lsp: {error}");
            ExitCode::from(2)
        }
    }
}
