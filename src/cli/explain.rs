//! `copydesk explain`.

use std::process::ExitCode;

use super::args::ExplainArgs;
use super::{CLEAN, UNUSABLE, output};
use crate::checks::{self, Code};
use crate::messages::Message;
use crate::settings::near::nearest;

/// What users read about the findings that no check makes.
const SETTINGS: &str = "\
A fault in a settings file: an unknown key, or a value that the key cannot have. The rest of the file still applies.

Wrong:

    [checks]
    place-syle = \"off\"

Right:

    [checks]
    place-style = \"off\"
";

/// Prints one check's explanation, or the list.
pub fn run(args: &ExplainArgs) -> ExitCode {
    let known = known();
    let Some(name) = &args.code else {
        return output::write(CLEAN, |out| {
            let width = known.iter().map(|(code, _)| code.as_str().len()).max().unwrap_or(0);
            for (code, explanation) in &known {
                writeln!(out, "{:width$}  {:15}  {}", code.as_str(), default(*code), headline(explanation))?;
            }
            Ok(())
        });
    };
    match known.iter().find(|(code, _)| code.as_str() == name) {
        Some((code, explanation)) => output::write(CLEAN, |out| {
            writeln!(out, "{} ({})\n\n{}", code.as_str(), default(*code), explanation.trim_end())
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

fn known() -> Vec<(Code, &'static str)> {
    let checks = checks::CHECKS.iter().map(|check| (check.code(), check.explanation()));
    checks.chain([(Code::Settings, SETTINGS)]).collect()
}

/// The first sentence of an explanation, its heading passed over.
fn headline(explanation: &str) -> String {
    let body = explanation.lines().map(str::trim).skip_while(|l| l.is_empty() || l.starts_with('#'));
    let paragraph: Vec<&str> = body.take_while(|l| !l.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |i| i + 1);
    paragraph[..end].trim_end_matches(['.', ':']).to_owned()
}

/// The severity that a check has where settings say nothing: the contract's words.
fn default(code: Code) -> &'static str {
    match code {
        Code::UnitConversion | Code::PartOfWhole | Code::Percentage | Code::Growth | Code::Date => "error",
        Code::CurrencyConversion => "error / warning",
        Code::Translation => "error / warning / hint",
        Code::SumOfParts
        | Code::ListCount
        | Code::RepeatedClaim
        | Code::RangeOrder
        | Code::ScaleWord
        | Code::PlaceVariant
        | Code::PlaceSpelling
        | Code::Settings
        | Code::StaleIgnore => "warning",
        Code::PlaceStyle | Code::PlaceRenamed => "information",
        Code::NumberFormat => "off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_the_first_sentence() {
        assert_eq!(headline("# Growth\n\nBase and result\ncontradict. More of it."), "Base and result contradict");
        assert_eq!(headline("One line"), "One line");
        assert_eq!(headline(""), "");
    }
}
