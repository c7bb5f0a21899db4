//! `copydesk explain`.

use std::process::ExitCode;

use super::args::ExplainArgs;
use super::{CLEAN, UNUSABLE, output};
use crate::checks;
use crate::messages::Message;
use crate::text::near::nearest;

/// Prints one check's explanation, or the list.
pub fn run(args: &ExplainArgs) -> ExitCode {
    let known = checks::explained();
    let Some(name) = &args.code else {
        return output::write(CLEAN, |out| {
            let width = known.iter().map(|(code, _)| code.as_str().len()).max().unwrap_or(0);
            for (code, explanation) in &known {
                writeln!(
                    out,
                    "{:width$}  {:15}  {}",
                    code.as_str(),
                    code.default_severity(),
                    checks::headline(explanation)
                )?;
            }
            Ok(())
        });
    };
    match known.iter().find(|(code, _)| code.as_str() == name) {
        Some((code, explanation)) => output::write(CLEAN, |out| {
            writeln!(out, "{} ({})\n\n{}", code.as_str(), code.default_severity(), explanation.trim_end())
        }),
        None => {
            let message = match nearest(name, known.iter().map(|(code, _)| code.as_str())) {
                Some(near) => Message::new("cli-no-check-near").with("near", near),
                None => Message::new("cli-no-check"),
            };
            output::say(&message.with("code", name.as_str()).text(&output::language()));
            UNUSABLE.into()
        }
    }
}
