//! What users read about each check.

use super::{CHECKS, Code};

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

/// What users read about an ignore that silences nothing.
const STALE_IGNORE: &str = "\
A comment that silences a check where that check finds nothing: what it was written for was mended, or was never said.

Wrong:

    <!-- copydesk: ignore growth -->

    The road is 12 km long.

Right:

    The road is 12 km long.
";

/// Every code with what users read about it, in the order of the list.
pub fn explained() -> Vec<(Code, &'static str)> {
    let checks = CHECKS.iter().map(|check| (check.code(), check.explanation()));
    checks.chain([(Code::Settings, SETTINGS), (Code::StaleIgnore, STALE_IGNORE)]).collect()
}

/// The first sentence of an explanation, its heading passed over.
pub fn headline(explanation: &str) -> String {
    let body = explanation.lines().map(str::trim).skip_while(|l| l.is_empty() || l.starts_with('#'));
    let paragraph: Vec<&str> = body.take_while(|l| !l.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |i| i + 1);
    paragraph[..end].trim_end_matches(['.', ':']).to_owned()
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
