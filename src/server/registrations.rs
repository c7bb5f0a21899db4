//! What the server asks the client to tell it of.

use serde_json::json;
use tower_lsp_server::ls_types::Registration;

use super::profile::Profile;
use crate::settings::discovery::FILE_NAME;

/// What this client takes registrations for.
pub fn registrations(profile: &Profile) -> Vec<Registration> {
    let registration = |method: &str, options| Registration {
        id: format!("copydesk/{method}"),
        method: method.to_owned(),
        register_options: Some(options),
    };
    let mut out = Vec::new();
    if profile.watches_files {
        // Tables that settings name are such files too.
        let globs = [&format!("**/{FILE_NAME}"), "**/*.{tsv,csv}"].map(|glob| json!({ "globPattern": glob }));
        let watchers = json!({ "watchers": globs });
        out.push(registration("workspace/didChangeWatchedFiles", watchers));
    }
    if profile.registers_configuration {
        out.push(registration("workspace/didChangeConfiguration", json!({ "section": "copydesk" })));
    }
    out
}
