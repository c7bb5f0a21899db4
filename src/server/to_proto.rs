//! From our types to LSP's. With [`super::from_proto`] the one seam between the two.

use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position,
    PositionEncodingKind, Range, TextEdit, Uri,
};

use super::profile::Profile;
use crate::checks::{Code, Finding, Replacement, Severity};
use crate::messages::Message;
use crate::settings::SettingsProblem;
use crate::text::{Document, Encoding, Span};

/// What diagnostics name as their source.
pub const SOURCE: &str = "copydesk";

/// The encoding's name.
pub fn encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// A span of `document` as a range.
pub fn range(document: &Document, span: Span, encoding: Encoding) -> Range {
    let position = |offset| {
        let at = document.position(offset, encoding);
        Position { line: at.line, character: at.character }
    };
    Range { start: position(span.start), end: position(span.end) }
}

/// How much a finding weighs.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// A finding in `document`.
pub fn diagnostic(finding: &Finding, uri: &Uri, document: &Document, profile: &Profile) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: match &related.elsewhere {
            None => Location { uri: uri.clone(), range: range(document, related.span, profile.encoding) },
            Some(other) => {
                let text = Document::new(&other.text, 0);
                let range = range(&text, related.span, profile.encoding);
                Location { uri: other.path.parse().unwrap_or_else(|_| uri.clone()), range }
            }
        },
        message: related.message.text(profile.language),
    });
    let related: Option<Vec<_>> = profile.related_information.then(|| related.collect());
    Diagnostic {
        range: range(document, finding.span, profile.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.as_str().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: finding.message.text(profile.language),
        related_information: related.filter(|related| !related.is_empty()),
        ..Diagnostic::default()
    }
}

/// Something that is said of a document as a whole, at its start.
pub fn note(message: &Message, profile: &Profile) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.to_owned()),
        message: message.text(profile.language),
        ..Diagnostic::default()
    }
}

/// A fault in a settings file, at the file's start where it has no place.
pub fn settings_problem(
    problem: &SettingsProblem,
    weight: Severity,
    document: &Document,
    profile: &Profile,
) -> Diagnostic {
    Diagnostic {
        range: range(document, problem.span.unwrap_or_default(), profile.encoding),
        severity: Some(severity(weight)),
        code: Some(NumberOrString::String(Code::Settings.as_str().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: problem.message.text(profile.language),
        ..Diagnostic::default()
    }
}

/// A replacement in `document`.
pub fn text_edit(replacement: &Replacement, document: &Document, encoding: Encoding) -> TextEdit {
    TextEdit { range: range(document, replacement.span, encoding), new_text: replacement.text.clone() }
}
