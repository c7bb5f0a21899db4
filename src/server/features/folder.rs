//! The action that brings the numbers of all articles of a folder into the format of their language. It reads files, so
//! that its edit is made only when it is chosen (`codeAction/resolve`).

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp_server::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Uri};

use super::code_action::workspace_edit;
use crate::article::{Article, Origin, Reader};
use crate::assist::formatted;
use crate::checks::{Elsewhere, Replacement};
use crate::markup::Format;
use crate::messages::Message;
use crate::server::sight::{Analysis, Sight};

/// What tells such an action from others in its `data`.
const KEY: &str = "folderFormat";

/// The action without its edit; nothing where the client cannot ask for it, or no folder is known.
pub fn action(sight: &Sight<'_>) -> Option<CodeActionOrCommand> {
    let others = others(sight.analysis).count();
    if !sight.profile.resolves_edits || others == 0 {
        return None;
    }
    let title = Message::new("offer-format-folder").with("count", (others + 1).to_string());
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: title.text(sight.profile.language),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        data: Some(json!({ (KEY): sight.uri().as_str() })),
        ..CodeAction::default()
    }))
}

/// The document that an action of this kind was offered in.
pub fn document(action: &CodeAction) -> Option<Uri> {
    action.data.as_ref()?.get(KEY).and_then(Value::as_str)?.parse().ok()
}

/// The action with its edit.
pub fn resolved(sight: &Sight<'_>, action: CodeAction) -> CodeAction {
    let analysis = sight.analysis;
    let mut edits = formatted(&analysis.article);
    for path in others(analysis) {
        edits.extend(elsewhere(sight, path).unwrap_or_default());
    }
    CodeAction { edit: Some(workspace_edit(sight, &edits)), ..action }
}

/// The other articles of the document's folder, as far as they are known.
fn others(analysis: &Analysis) -> impl Iterator<Item = &Path> {
    let own = &*analysis.snapshot.file;
    let folder = analysis.snapshot.folders.iter().find(|folder| own.starts_with(folder));
    let inside = move |path: &&Path| folder.is_some_and(|folder| path.starts_with(folder)) && *path != own;
    analysis.snapshot.shelf.paths().filter(inside)
}

/// What is to be written otherwise in a file: as it is open, else as it is on the disk.
fn elsewhere(sight: &Sight<'_>, path: &Path) -> Option<Vec<Replacement>> {
    let snapshot = &sight.analysis.snapshot;
    if let Some(open) = sight.open.iter().find(|told| told.file == path) {
        return Some(away(open.article(), open.uri.as_str()));
    }
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let name = path.to_string_lossy().into_owned();
    let origin = Origin { format: Format::of_name(&name), name, ..Origin::default() };
    // A file that cannot be read stops no other.
    let read = || Reader::default().read(text.into(), &origin, &snapshot.desk);
    let article = catch_unwind(AssertUnwindSafe(read)).ok()?;
    Some(away(&article, Uri::from_file_path(path)?.as_str()))
}

/// What brings an article other than the document into format.
fn away(article: &Article, uri: &str) -> Vec<Replacement> {
    let there = Elsewhere { path: uri.into(), text: article.text.clone() };
    let edits = formatted(article).into_iter();
    edits.map(|edit| Replacement { elsewhere: Some(there.clone()), ..edit }).collect()
}
