//! Comments that silence findings, and those that silence nothing.

use std::collections::HashSet;

use super::{Code, Finding, Fix, Replacement, Severity};
use crate::article::{Article, Ignored};
use crate::desk::Desk;
use crate::messages::Message;
use crate::text::Span;
use crate::text::near::nearest;

/// Drops what comments silence from the findings of the checks that `ran`, and reports the comments that silence
/// nothing. Of a check that did not run nothing is known.
pub fn silence(article: &Article, desk: &Desk, ran: &[Code], findings: &mut Vec<Finding>) {
    let silences = article.silences();
    let mut used: HashSet<(usize, Code)> = HashSet::new();
    findings.retain(|finding| {
        let before = used.len();
        let ignoring = silences.ignoring(finding.code.as_str(), finding.span);
        used.extend(ignoring.map(|at| (at, finding.code)));
        used.len() == before && !silences.cover(finding.code.as_str(), finding.span)
    });
    if desk.settings.severity(Code::StaleIgnore) == Some(None) {
        return;
    }
    for (at, ignored) in silences.ignored.iter().enumerate().filter(|(_, i)| !silences.off(i.comment)) {
        let is_stale = |code: &&String| match code.parse::<Code>() {
            Ok(code) => ran.contains(&code) && !used.contains(&(at, code)),
            Err(_) => true,
        };
        if let Some(code) = ignored.codes.iter().find(is_stale) {
            findings.push(stale(article, ignored, code));
        }
    }
}

fn stale(article: &Article, ignored: &Ignored<'_>, code: &str) -> Finding {
    let known = || Code::ALL.iter().map(|c| c.as_str());
    let message = match (code.parse::<Code>().is_ok(), nearest(code, known())) {
        (true, _) => Message::new("stale-ignore"),
        (false, Some(near)) => Message::new("stale-ignore-near").with("near", near),
        (false, None) => Message::new("stale-ignore-unknown"),
    };
    // With other codes beside it the comment stays; a person takes the code out.
    let alone = ignored.codes.len() == 1 && code.parse::<Code>().is_ok();
    let remove = Fix {
        title: Message::new("fix-remove-comment"),
        safe: false,
        edits: vec![Replacement::here(with_line(&article.text, ignored.comment), String::new())],
    };
    Finding {
        code: Code::StaleIgnore,
        severity: Severity::Hint,
        span: ignored.comment,
        message: message.with("code", code),
        related: Vec::new(),
        fixes: if alone { vec![remove] } else { Vec::new() },
    }
}

/// The comment, with its line where it stands on one alone.
fn with_line(text: &str, comment: Span) -> Span {
    let before = text.get(..comment.start).unwrap_or_default();
    let after = text.get(comment.end..).unwrap_or_default();
    let ends = ["\r\n", "\n", "\r"].into_iter().find(|end| after.starts_with(end));
    match ends {
        Some(end) if before.is_empty() || before.ends_with(['\n', '\r']) => {
            Span::new(comment.start, comment.end + end.len())
        }
        _ => comment,
    }
}
