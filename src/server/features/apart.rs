//! The action that refuses a guess: two articles that were taken for versions of one story by what is in them are set
//! apart in the settings file, which is made where there is none.

use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::messages::Message;
use crate::server::sight::{Analysis, Sight};
use crate::server::to_proto;
use crate::settings::{amend, discovery};
use crate::text::{Document, Span};

/// One for each other version, where nothing but their content says that they are versions.
pub fn actions(sight: &Sight<'_>) -> Vec<CodeActionOrCommand> {
    let analysis = sight.analysis;
    if !analysis.guessed {
        return Vec::new();
    }
    let Some((settings, text)) = settings(analysis) else { return Vec::new() };
    let Some(folder) = settings.parent() else { return Vec::new() };
    let own = &analysis.snapshot.file;
    let action = |other: &PathBuf| {
        let (a, b) = (inside(folder, own)?, inside(folder, other)?);
        let (span, new) = amend::apart(text.as_deref().unwrap_or_default(), &a, &b)?;
        let edit = edit(sight, &settings, text.as_deref(), span, new)?;
        let title = Message::new("offer-apart").with("path", a).with("other", b).text(sight.profile.language);
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            edit: Some(edit),
            ..CodeAction::default()
        }))
    };
    // A text that was never saved has no path that a settings file could name.
    let saved = |told: &&std::sync::Arc<crate::server::stories::Told>| told.file.is_absolute();
    analysis.versions.iter().filter(saved).filter_map(|told| action(&told.file)).collect()
}

/// The settings file that the article is read with, and its text; where there is none, the one that would be made.
fn settings(analysis: &Analysis) -> Option<(PathBuf, Option<String>)> {
    let (file, folders) = (&analysis.snapshot.file, &analysis.snapshot.folders);
    if !file.is_absolute() {
        return None;
    }
    if let Some(found) = discovery::find(file, folders) {
        let text = String::from_utf8(discovery::read(&found).ok()?).ok()?;
        return Some((found, Some(text)));
    }
    let folder =
        folders.iter().find(|folder| file.starts_with(folder)).map(PathBuf::as_path).or_else(|| file.parent())?;
    Some((folder.join(discovery::FILE_NAME), None))
}

/// A path from the settings' folder, with `/`; its last part for one that stands elsewhere.
fn inside(folder: &Path, file: &Path) -> Option<String> {
    let rest = file.strip_prefix(folder).ok().or_else(|| file.file_name().map(Path::new))?;
    Some(rest.to_string_lossy().replace('\\', "/"))
}

fn edit(sight: &Sight<'_>, path: &Path, text: Option<&str>, span: Span, new: String) -> Option<WorkspaceEdit> {
    let uri = Uri::from_file_path(path)?;
    let document = Document::new(text.unwrap_or_default(), 0);
    let edit = TextEdit { range: to_proto::range(&document, span, sight.profile.encoding), new_text: new };
    let edits = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None },
        edits: vec![OneOf::Left(edit.clone())],
    };
    if text.is_some() {
        return Some(if sight.profile.document_changes {
            WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edits])), ..WorkspaceEdit::default() }
        } else {
            WorkspaceEdit { changes: Some([(uri, vec![edit])].into()), ..WorkspaceEdit::default() }
        });
    }
    if !sight.profile.document_changes || !sight.profile.creates_files {
        return None;
    }
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri, options: Some(options), annotation_id: None };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edits)];
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}
