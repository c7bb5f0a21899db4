//! `textDocument/rename`: a place by another name, throughout the article.

use tower_lsp_server::ls_types::{Position, PrepareRenameResponse, WorkspaceEdit};

use super::code_action::workspace_edit;
use crate::checks::Replacement;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// The name at `position`, if it is a place's.
pub fn prepare(sight: &Sight<'_>, position: Position) -> Option<PrepareRenameResponse> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let (here, _) = sight.engine.mentions_of(&sight.analysis.article, offset)?;
    Some(PrepareRenameResponse::Range(to_proto::range(document, here, encoding)))
}

/// The edits that put `name` in the place of every mention.
pub fn rename(sight: &Sight<'_>, position: Position, name: &str) -> Option<WorkspaceEdit> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let (_, spans) = sight.engine.mentions_of(&sight.analysis.article, offset)?;
    let edits: Vec<Replacement> =
        spans.into_iter().map(|span| Replacement { span, text: name.to_owned(), elsewhere: None }).collect();
    Some(workspace_edit(sight, &edits))
}
