//! `textDocument/rename`: a place by another name, throughout the article and its versions.

use std::sync::Arc;

use tower_lsp_server::ls_types::{Position, PrepareRenameResponse, WorkspaceEdit};

use super::code_action::{stays_inside, workspace_edit};
use crate::assist;
use crate::checks::{Elsewhere, Replacement};
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// The name at `position`, if it is a place's.
pub fn prepare(sight: &Sight<'_>, position: Position) -> Option<PrepareRenameResponse> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let (here, _) = sight.engine.mentions_of(&sight.analysis.article, offset)?;
    Some(PrepareRenameResponse::Range(to_proto::range(document, here, encoding)))
}

/// The edits that put `name` in the place of every mention, in the article and in the other versions of its story. Where
/// the name is another place's, text in another language gets its own name for that place.
pub fn rename(sight: &Sight<'_>, position: Position, name: &str) -> Option<WorkspaceEdit> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let analysis = sight.analysis;
    let desk = &analysis.snapshot.desk;
    let mut edits: Vec<Replacement> = assist::rename(&analysis.article, offset, name, desk)?
        .into_iter()
        .map(|(span, text)| Replacement::here(span, text))
        .collect();
    for told in &analysis.versions {
        let there = Elsewhere { path: Arc::from(told.uri.as_str()), text: told.article().text.clone() };
        let renamed = assist::rename_in(told.article(), &analysis.article, offset, name, desk);
        edits.extend(renamed.into_iter().map(|(span, text)| Replacement {
            span,
            text,
            elsewhere: Some(there.clone()),
        }));
    }
    edits.retain(|edit| stays_inside(sight, std::slice::from_ref(edit)));
    Some(workspace_edit(sight, &edits))
}
