//! `copydesk/article`: what a status line says of an article; and `copydesk/setHead`, which changes part of it.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp_server::ls_types::{TextDocumentIdentifier, WorkspaceEdit};

use super::code_action::workspace_edit;
use crate::assist::head;
use crate::checks::{Code, Severity};
use crate::report::date_source;
use crate::server::sight::Sight;

/// Which document is asked about.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Of {
    pub text_document: TextDocumentIdentifier,
}

/// What is to stand in a document's head.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeadOf {
    pub text_document: TextDocumentIdentifier,
    pub field: head::Field,
    pub value: String,
}

/// Language, date, findings, versions.
pub fn about(sight: &Sight<'_>) -> Value {
    let analysis = sight.analysis;
    let grave = |code: Option<Code>| {
        let counts = |f: &&crate::checks::Finding| code.is_none_or(|c| f.code == c) && f.severity >= Severity::Warning;
        analysis.findings.iter().filter(counts).count()
    };
    let versions = analysis.versions.iter().map(|told| json!({ "uri": told.uri, "language": told.language }));
    let date = analysis.article.date.as_ref();
    json!({
        "language": analysis.article.language.map(|l| l.code()),
        "date": date.map(|(date, _)| date),
        "dateFrom": date.map(|(_, source)| date_source(*source)),
        "findings": analysis.findings.len(),
        "grave": grave(None),
        "versions": versions.collect::<Vec<_>>(),
        "disagreements": grave(Some(Code::Translation)),
    })
}

/// The edit that makes the article's head say `value`; nothing where the value is none.
pub fn set_head(sight: &Sight<'_>, field: head::Field, value: &str) -> Option<WorkspaceEdit> {
    let analysis = sight.analysis;
    let edit = head::set(&analysis.article.text, field, value)?;
    Some(workspace_edit(sight, &[edit]))
}
