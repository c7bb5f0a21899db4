//! `textDocument/codeAction`: the fixes of the findings in a range, as plain edits, which work in every client.

use std::collections::HashMap;

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::assist::stet;
use crate::checks::{Code, Finding, Fix};
use crate::messages::Message;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// The quick fixes of the findings that touch the range.
pub fn code_actions(sight: &Sight<'_>, params: &CodeActionParams) -> CodeActionResponse {
    let wanted = params.context.only.as_ref().is_none_or(|only| only.iter().any(includes_quick_fixes));
    if !wanted || !sight.profile.code_action_literals {
        return Vec::new();
    }
    let range = from_proto::span(sight.document(), params.range, sight.profile.encoding);
    let analysis = sight.analysis;
    let pairs = analysis.findings.iter().zip(&analysis.diagnostics);
    let touched: Vec<_> = pairs.filter(|(finding, _)| finding.span.touches(range)).collect();
    let fixes = touched
        .iter()
        .flat_map(|(finding, diagnostic)| finding.fixes.iter().map(move |fix| action(sight, finding, fix, diagnostic)));
    // What mends comes before what leaves it as it is.
    let left = touched.iter().filter_map(|(finding, diagnostic)| {
        let format = analysis.snapshot.origin.format;
        let edit = stet::comment(&analysis.article, format, finding).filter(|_| finding.code != Code::StaleIgnore)?;
        let fix = Fix { title: Message::new("stet-comment"), safe: false, edits: vec![edit] };
        match action(sight, finding, &fix, diagnostic) {
            CodeActionOrCommand::CodeAction(action) => {
                Some(CodeActionOrCommand::CodeAction(CodeAction { is_preferred: None, ..action }))
            }
            command => Some(command),
        }
    });
    fixes.chain(left).collect()
}

/// Whether a kind that was asked for is that of quick fixes or stands above it; the empty kind stands above all.
fn includes_quick_fixes(kind: &CodeActionKind) -> bool {
    *kind == CodeActionKind::QUICKFIX || *kind == CodeActionKind::EMPTY
}

fn action(sight: &Sight<'_>, finding: &Finding, fix: &Fix, diagnostic: &Diagnostic) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.text(sight.profile.language),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(workspace_edit(sight, fix)),
        // Where two are offered, either figure may be the wrong one: that is for a person to say.
        is_preferred: Some(finding.fixes.len() == 1),
        ..CodeAction::default()
    })
}

fn workspace_edit(sight: &Sight<'_>, fix: &Fix) -> WorkspaceEdit {
    let (document, uri) = (sight.document(), sight.uri().clone());
    let edits = fix.edits.iter().map(|edit| to_proto::text_edit(edit, document, sight.profile.encoding));
    if sight.profile.document_changes {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(document.version()) };
        let edit = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
        WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
    } else {
        let edits: Vec<TextEdit> = edits.collect();
        WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() }
    }
}
