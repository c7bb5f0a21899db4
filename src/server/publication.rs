//! Diagnostics as they are sent: written as JSON once, and no more of it than an edit changed.
//!
//! tower-lsp would make a tree of values of every diagnostic and write that. An article has hundreds, an edit changes one
//! or none of them, and all of them are sent each time: so the words of a finding are kept as JSON, places are looked up
//! in the lines of the text, and a message is put together of pieces.

use std::collections::HashMap;
use std::fmt::Write;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::FixedState;
use serde::Serialize;
use tower_lsp_server::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::profile::Profile;
use super::to_proto;
use crate::checks::{Finding, Related};
use crate::messages::Message;
use crate::text::{Encoding, LineIndex, Span};

/// A `textDocument/publishDiagnostics` that is ready to be sent.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The document.
    pub uri: Uri,
    /// The message, with its head.
    pub frame: Vec<u8>,
}

impl Publication {
    fn of(uri: Uri, version: Option<i32>, diagnostics: &[&str]) -> Self {
        let address = json(uri.as_str());
        let version = version.map(|version| format!(",\"version\":{version}")).unwrap_or_default();
        let begin = r#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"#;
        let (middle, end) = (r#","diagnostics":["#, "]}}");
        let around = [begin, &address, &version, middle, end].iter().map(|piece| piece.len()).sum::<usize>();
        let commas = diagnostics.len().saturating_sub(1);
        let length = around + commas + diagnostics.iter().map(|piece| piece.len()).sum::<usize>();
        let mut frame = format!("Content-Length: {length}\r\n\r\n");
        frame.reserve_exact(length);
        [begin, &address, &version, middle].iter().for_each(|piece| frame.push_str(piece));
        for (at, diagnostic) in diagnostics.iter().enumerate() {
            if at > 0 {
                frame.push(',');
            }
            frame.push_str(diagnostic);
        }
        frame.push_str(end);
        Self { uri, frame: frame.into_bytes() }
    }
}

impl From<PublishDiagnosticsParams> for Publication {
    fn from(params: PublishDiagnosticsParams) -> Self {
        let diagnostics: Vec<String> = params.diagnostics.iter().map(json).collect();
        Self::of(params.uri, params.version, &diagnostics.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// What is to be shown of one article.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The findings in their order, as JSON with commas between them.
    json: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// What each says, and of which words: what a reader of diagnostics takes as the same after an edit elsewhere.
    pub sames: Vec<u64>,
    /// Said of the article as a whole.
    note: Option<String>,
}

impl Rendered {
    /// Of findings in `text`. `worded` is what was kept of the article's last time.
    pub fn of(findings: &[Finding], text: &Arc<str>, uri: &Uri, profile: &Profile, worded: &mut Worded) -> Self {
        worded.turn += 1;
        let mut out = Self::default();
        if findings.is_empty() {
            worded.lines = None;
            worded.forget();
            return out;
        }
        let own = match worded.lines.take() {
            Some((old, lines)) => lines.renewed(&old, text),
            None => LineIndex::new(text),
        };
        let mut places = Places { own, text, encoding: profile.encoding, others: Vec::new() };
        let address = json(uri.as_str());
        out.json.reserve(worded.bytes);
        let hasher = FixedState::default();
        for finding in findings {
            if !out.json.is_empty() {
                out.json.push(',');
            }
            finding_as_json(finding, &address, profile, &mut places, worded, &mut out.json);
            out.ends.push(out.json.len());
            out.sames.push(hasher.hash_one((finding.code, &finding.message, finding.span.of(text))));
        }
        worded.lines = Some((Arc::clone(text), places.own));
        worded.bytes = out.json.len() + out.json.len() / 16;
        worded.forget();
        out
    }

    /// The same with something that is said of the article as a whole.
    pub fn with(self, note: Option<&Diagnostic>) -> Self {
        Self { note: note.map(json), ..self }
    }

    /// All of it but the findings of these indices, which are in order.
    pub fn publication(&self, uri: Uri, version: i32, held: &[usize]) -> Publication {
        let note = self.note.as_deref();
        let pieces: Vec<&str> = if held.is_empty() {
            [self.json.as_str()].into_iter().filter(|all| !all.is_empty()).chain(note).collect()
        } else {
            let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + 1));
            let each = starts.zip(&self.ends).map(|(start, end)| self.json.get(start..*end).unwrap_or_default());
            let shown = each.enumerate().filter(|(at, _)| held.binary_search(at).is_err());
            shown.map(|(_, json)| json).chain(note).collect()
        };
        Publication::of(uri, Some(version), &pieces)
    }
}

/// The words of an article's findings as JSON, kept from one edit to the next. A plain function of the message; a session
/// speaks one language.
#[derive(Debug, Default)]
pub struct Worded {
    /// With the last turn that used it.
    known: HashMap<Message, (Box<str>, u64), FixedState>,
    turn: u64,
    used: usize,
    /// How many bytes the last article's findings took.
    bytes: usize,
    /// The lines of its text.
    lines: Option<(Arc<str>, LineIndex)>,
}

impl Worded {
    fn push(&mut self, message: &Message, profile: &Profile, out: &mut String) {
        if let Some((known, turn)) = self.known.get_mut(message) {
            self.used += usize::from(std::mem::replace(turn, self.turn) != self.turn);
            out.push_str(known);
            return;
        }
        let text = json(message.text(profile.language));
        out.push_str(&text);
        self.used += 1;
        self.known.insert(message.clone(), (text.into(), self.turn));
    }

    /// Drops what this turn did not use, once it is more than what it did.
    fn forget(&mut self) {
        let used = std::mem::take(&mut self.used);
        if self.known.len() > 2 * used + 16 {
            let turn = self.turn;
            self.known.retain(|_, (_, last)| *last == turn);
            self.known.shrink_to_fit();
        }
    }
}

/// Where the findings of an article stand.
struct Places<'a> {
    own: LineIndex,
    text: &'a str,
    encoding: Encoding,
    /// Other versions that findings speak of.
    others: Vec<(Arc<str>, LineIndex)>,
}

impl Places<'_> {
    fn push(&self, span: Span, out: &mut String) {
        range(&self.own, self.text, span, self.encoding, out);
    }

    fn push_elsewhere(&mut self, span: Span, text: &Arc<str>, out: &mut String) {
        let known = self.others.iter().position(|(other, _)| Arc::ptr_eq(other, text));
        let at = known.unwrap_or_else(|| {
            self.others.push((Arc::clone(text), LineIndex::new(text)));
            self.others.len() - 1
        });
        if let Some((text, lines)) = self.others.get(at) {
            range(lines, text, span, self.encoding, out);
        }
    }
}

fn range(lines: &LineIndex, text: &str, span: Span, encoding: Encoding, out: &mut String) {
    let (start, end) = (lines.position(text, span.start, encoding), lines.position(text, span.end, encoding));
    // What is written to a string cannot fail.
    let _ = write!(
        out,
        r#"{{"start":{{"line":{},"character":{}}},"end":{{"line":{},"character":{}}}}}"#,
        start.line, start.character, end.line, end.character
    );
}

/// What [`to_proto::diagnostic`] makes of a finding, written.
fn finding_as_json(
    finding: &Finding,
    address: &str,
    profile: &Profile,
    places: &mut Places<'_>,
    worded: &mut Worded,
    out: &mut String,
) {
    out.push_str(r#"{"range":"#);
    places.push(finding.span, out);
    out.push_str(r#","severity":"#);
    out.push_str(&json(to_proto::severity(finding.severity)));
    out.push_str(r#","code":""#);
    out.push_str(finding.code.as_str());
    out.push_str(r#"","source":""#);
    out.push_str(to_proto::SOURCE);
    out.push_str(r#"","message":"#);
    worded.push(&finding.message, profile, out);
    if profile.related_information && !finding.related.is_empty() {
        out.push_str(r#","relatedInformation":["#);
        for (at, Related { span, message, elsewhere }) in finding.related.iter().enumerate() {
            out.push_str(if at > 0 { r#",{"location":{"uri":"# } else { r#"{"location":{"uri":"# });
            match elsewhere {
                None => out.push_str(address),
                Some(other) if other.path.parse::<Uri>().is_ok() => out.push_str(&json(&*other.path)),
                Some(_) => out.push_str(address),
            }
            out.push_str(r#","range":"#);
            match elsewhere {
                None => places.push(*span, out),
                Some(other) => places.push_elsewhere(*span, &other.text, out),
            }
            out.push_str(r#"},"message":"#);
            worded.push(message, profile, out);
            out.push('}');
        }
        out.push(']');
    }
    out.push('}');
}

fn json(value: impl Serialize) -> String {
    // Strings, numbers and what is made of them always are JSON.
    serde_json::to_string(&value).unwrap_or_else(|_| "null".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use tower_lsp_server::ls_types::InitializeParams;

    use super::*;
    use crate::checks::{Code, Elsewhere, Severity};
    use crate::text::Document;

    fn findings(text: &str, other: &Arc<str>) -> Vec<Finding> {
        let said = |n: usize| Message::new("part-remainder").with("part", format!("\"{n}\"\n\\é")).with("whole", "14");
        let elsewhere = |path: &str| Some(Elsewhere { path: path.into(), text: Arc::clone(other) });
        let related = |at: usize, elsewhere| Related { span: Span::new(at, at + 1), message: said(at), elsewhere };
        let all = text.char_indices().step_by(3).map(|(at, c)| Finding {
            code: if at % 2 == 0 { Code::Growth } else { Code::Translation },
            severity: Severity::ALL[at % 4],
            span: Span::new(at, at + c.len_utf8()),
            message: said(at % 5),
            related: match at % 4 {
                0 => Vec::new(),
                1 => vec![Related::here(Span::new(0, 1), said(9)), related(1, elsewhere("file:///n/b%20c.md"))],
                2 => vec![related(3, elsewhere("no address"))],
                _ => vec![Related::here(Span::new(at, text.len()), said(at))],
            },
            fixes: Vec::new(),
        });
        all.collect()
    }

    fn sent(publication: &Publication) -> Value {
        let frame = std::str::from_utf8(&publication.frame).unwrap();
        let (head, body) = frame.split_once("\r\n\r\n").unwrap();
        assert_eq!(head, format!("Content-Length: {}", body.len()));
        let mut message: Value = serde_json::from_str(body).unwrap();
        assert_eq!(message["method"], "textDocument/publishDiagnostics");
        message["params"].take()
    }

    #[test]
    fn what_is_put_together_is_what_would_be_serialised() {
        let uri: Uri = "file:///n/a%20%22.md".parse().unwrap();
        let other: Arc<str> = "é\r\nab\n🎉c".into();
        for (text, related_information) in [("", true), ("a é\r\n🎉 bc\rd\n\nHà Nội 12", true), ("ab\ncd", false)]
        {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let profile = Profile { encoding, related_information, ..Profile::of(&InitializeParams::default()) };
                let (document, findings) = (Document::new(text, 7), findings(text, &other));
                let text: &Arc<str> = &text.into();
                let all: Vec<_> = findings.iter().map(|f| to_proto::diagnostic(f, &uri, &document, &profile)).collect();
                let note = to_proto::note(&Message::new("server-capped"), &profile);
                let mut worded = Worded::default();
                // Once anew, once by what was kept.
                for _ in 0..2 {
                    let rendered = Rendered::of(&findings, text, &uri, &profile, &mut worded);
                    let plain = PublishDiagnosticsParams::new(uri.clone(), all.clone(), Some(7));
                    assert_eq!(sent(&rendered.publication(uri.clone(), 7, &[])), serde_json::to_value(&plain).unwrap());
                    assert_eq!(sent(&plain.into()), sent(&rendered.publication(uri.clone(), 7, &[])));
                    let rendered = rendered.with(Some(&note));
                    let held = [0, 2];
                    let mut left: Vec<_> =
                        all.iter().enumerate().filter(|(at, _)| !held.contains(at)).map(|(_, d)| d.clone()).collect();
                    left.push(note.clone());
                    let plain = PublishDiagnosticsParams::new(uri.clone(), left, Some(7));
                    assert_eq!(
                        sent(&rendered.publication(uri.clone(), 7, &held)),
                        serde_json::to_value(&plain).unwrap()
                    );
                }
            }
        }
    }

    #[test]
    fn words_that_nobody_needs_are_forgotten() {
        let uri: Uri = "file:///n/a.md".parse().unwrap();
        let profile = Profile::of(&InitializeParams::default());
        let mut worded = Worded::default();
        let finding = |n: usize| Finding {
            code: Code::Growth,
            severity: Severity::Error,
            span: Span::new(0, 1),
            message: Message::new("part-remainder").with("part", n.to_string()),
            related: Vec::new(),
            fixes: Vec::new(),
        };
        for turn in 0..100 {
            let findings: Vec<_> = (turn * 10..turn * 10 + 10).map(finding).collect();
            Rendered::of(&findings, &"a".into(), &uri, &profile, &mut worded);
            assert!(worded.known.len() <= 50, "{}", worded.known.len());
        }
        Rendered::of(&[], &"a".into(), &uri, &profile, &mut worded);
        assert!(worded.known.len() <= 16);
    }
}
