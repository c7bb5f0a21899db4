//! `textDocument/codeAction`: the fixes of the findings in a range, and other ways to write the figure there, as plain
//! edits, which work in every client.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::apart;
use super::folder;
use super::versions::carry_through;
use crate::assist::{self, stet};
use crate::checks::{Code, Elsewhere, Finding, Fix, Replacement};
use crate::messages::Message;
use crate::server::desks::real;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};
use crate::settings::{discovery, remember};
use crate::text::Document;

/// A quick fix that leaves the figure as it is, by which a client tells it from those that mend.
const STET: &str = "quickfix.stet";

/// The quick fixes of the findings that touch the range, and what is offered for the figure at its start.
pub fn code_actions(sight: &Sight<'_>, params: &CodeActionParams) -> CodeActionResponse {
    if !sight.profile.code_action_literals {
        return Vec::new();
    }
    let range = from_proto::span(sight.document(), params.range, sight.profile.encoding);
    let analysis = sight.analysis;
    let mut actions = Vec::new();
    if wanted(params, &CodeActionKind::QUICKFIX) {
        let touched: Vec<_> = analysis.findings.iter().filter(|finding| finding.span.touches(range)).collect();
        let shown = |finding| to_proto::diagnostic(finding, sight.uri(), sight.document(), sight.profile);
        let touched: Vec<_> = touched.into_iter().map(|finding| (finding, shown(finding))).collect();
        let fixes = touched.iter().flat_map(|(finding, diagnostic)| {
            let fixes = finding.fixes.iter().filter(|fix| stays_inside(sight, &fix.edits));
            fixes.map(move |fix| action(sight, finding, fix, diagnostic))
        });
        // What mends comes before what leaves it as it is.
        let left = touched.iter().filter_map(|(finding, diagnostic)| {
            let format = analysis.snapshot.origin.format;
            let edit =
                stet::comment(&analysis.article, format, finding).filter(|_| finding.code != Code::StaleIgnore)?;
            let fix = Fix { title: Message::new("stet-comment"), safe: false, edits: vec![edit] };
            match action(sight, finding, &fix, diagnostic) {
                CodeActionOrCommand::CodeAction(action) => {
                    let kind = Some(CodeActionKind::new(STET));
                    Some(CodeActionOrCommand::CodeAction(CodeAction { kind, is_preferred: None, ..action }))
                }
                command => Some(command),
            }
        });
        actions.extend(fixes.chain(left));
        actions.extend(touched.iter().filter_map(|(finding, diagnostic)| remember(sight, finding, diagnostic)));
        if touched.iter().any(|(finding, _)| finding.code == Code::Translation) {
            actions.extend(apart::actions(sight));
        }
    }
    if wanted(params, &CodeActionKind::REFACTOR_REWRITE) {
        let offers = assist::offers(&analysis.article, range.start, &analysis.snapshot.desk);
        let carried = carry_through(sight, range.start);
        let offered = carried.iter().chain(&offers).filter(|offer| stays_inside(sight, &offer.edits));
        actions.extend(offered.map(|offer| {
            CodeActionOrCommand::CodeAction(CodeAction {
                title: offer.title.text(sight.profile.language),
                kind: Some(CodeActionKind::REFACTOR_REWRITE),
                edit: Some(workspace_edit(sight, &offer.edits)),
                ..CodeAction::default()
            })
        }));
        // Who brings an article into format may want to do so with all of them.
        if offers.iter().any(|offer| offer.title.id == "offer-format") {
            actions.extend(folder::action(sight));
        }
    }
    actions
}

/// Writes a place name that was found fault with into the desk's settings, as the house's spelling. Nothing where the
/// article is read without a settings file.
fn remember(sight: &Sight<'_>, finding: &Finding, diagnostic: &Diagnostic) -> Option<CodeActionOrCommand> {
    if !matches!(finding.code, Code::PlaceStyle | Code::PlaceVariant | Code::PlaceSpelling) {
        return None;
    }
    let snapshot = &sight.analysis.snapshot;
    let written = finding.span.of(&sight.analysis.article.text);
    let right = finding.fixes.first()?.edits.first()?.text.clone();
    let file = discovery::find(&snapshot.file, &snapshot.folders)?;
    let text: Arc<str> = String::from_utf8(discovery::read(&file).ok()?).ok()?.into();
    let (span, row) = remember::prefer(&text, &right, written)?;
    let path: Arc<str> = Uri::from_file_path(&file)?.as_str().into();
    let edit = Replacement { span, text: row, elsewhere: Some(Elsewhere { path, text }) };
    let title = Message::new("remember-place").with("written", written).with("right", right);
    let fix = Fix { title, safe: false, edits: vec![edit] };
    match action(sight, finding, &fix, diagnostic) {
        CodeActionOrCommand::CodeAction(action) => {
            Some(CodeActionOrCommand::CodeAction(CodeAction { is_preferred: None, ..action }))
        }
        command => Some(command),
    }
}

/// Whether a kind is asked for: itself, or one that stands above it; the empty kind stands above all.
fn wanted(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let above = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    params.context.only.as_ref().is_none_or(|only| only.iter().any(above))
}

fn action(sight: &Sight<'_>, finding: &Finding, fix: &Fix, diagnostic: &Diagnostic) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.text(sight.profile.language),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(workspace_edit(sight, &fix.edits)),
        // Where two are offered, either figure may be the wrong one: that is for a person to say.
        is_preferred: Some(finding.fixes.len() == 1),
        ..CodeAction::default()
    })
}

/// Whether these edits stay in the workspace: in the article, in what is open in the editor and is as it was, in its folders. An article
/// that stands in none of them keeps to its own folder and those beside it, where patterns look for versions.
pub fn stays_inside(sight: &Sight<'_>, replacements: &[Replacement]) -> bool {
    let snapshot = &sight.analysis.snapshot;
    let own = &*snapshot.file;
    let folders: Vec<_> = snapshot.folders.iter().map(|folder| real(folder)).collect();
    let inside = |path: &Path| {
        let path = real(path);
        if folders.iter().any(|folder| own.starts_with(folder)) {
            return folders.iter().any(|folder| path.starts_with(folder));
        }
        own.is_absolute() && own.parent().and_then(Path::parent).is_some_and(|beside| path.starts_with(beside))
    };
    replacements.iter().filter_map(|edit| edit.elsewhere.as_ref()).all(|other| {
        if let Some(open) = sight.open.iter().find(|told| told.uri.as_str() == &*other.path) {
            return open.article().text == other.text;
        }
        let path = || other.path.parse::<Uri>().ok().and_then(|uri| from_proto::path(&uri));
        path().is_some_and(|path| inside(&path))
    })
}

/// What an editor is asked to change.
pub fn workspace_edit(sight: &Sight<'_>, replacements: &[Replacement]) -> WorkspaceEdit {
    let encoding = sight.profile.encoding;
    let mut files: Vec<(Uri, Option<i32>, Vec<TextEdit>)> = Vec::new();
    for edit in replacements {
        let (uri, version, text_edit) = match &edit.elsewhere {
            None => {
                let document = sight.document();
                (sight.uri().clone(), Some(document.version()), to_proto::text_edit(edit, document, encoding))
            }
            // Another version of the story: an address of its own, and a text that it is known by.
            Some(other) => {
                let Ok(uri) = other.path.parse::<Uri>() else { continue };
                // An editor takes no edit of a text that it has no more.
                let version = sight.open.iter().find(|told| told.uri == uri).map(|told| told.version());
                (uri, version, to_proto::text_edit(edit, &Document::new(&other.text, 0), encoding))
            }
        };
        match files.iter_mut().find(|(known, ..)| *known == uri) {
            Some((_, _, edits)) => edits.push(text_edit),
            None => files.push((uri, version, vec![text_edit])),
        }
    }
    if sight.profile.document_changes {
        let edits = files.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits.collect())), ..WorkspaceEdit::default() }
    } else {
        let changes: HashMap<Uri, Vec<TextEdit>> = files.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
    }
}
