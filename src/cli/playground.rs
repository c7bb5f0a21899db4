//! `copydesk playground`.

use std::process::ExitCode;

use super::args::PlaygroundArgs;
use super::{CLEAN, UNUSABLE, output};
use crate::messages::Message;
use crate::server;

/// Serves the playground until Ctrl-C.
pub fn run(args: &PlaygroundArgs) -> ExitCode {
    let language = output::language();
    let ready = |address: &str| {
        println!("{}", Message::new("cli-playground").with("address", address).text(&language));
        // No browser, no desktop: the address is there to be copied.
        if !args.no_open && open::that_detached(address).is_err() {
            println!("{}", Message::new("cli-playground-open").text(&language));
        }
        println!("{}", Message::new("cli-playground-end").text(&language));
    };
    match server::playground(args.port, ready) {
        Ok(()) => CLEAN.into(),
        Err(error) => {
            let port = args.port.to_string();
            let said = Message::new("cli-playground-port").with("port", port).with("detail", error.to_string());
            output::say(&said.text(&language));
            UNUSABLE.into()
        }
    }
}
