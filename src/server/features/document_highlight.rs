//! `textDocument/documentHighlight`: the other mentions of the place under the cursor.

use tower_lsp_server::ls_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// Every mention of the place at `position`.
pub fn highlights(sight: &Sight<'_>, position: Position) -> Option<Vec<DocumentHighlight>> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let (_, spans) = sight.engine.mentions_of(&sight.analysis.article, offset)?;
    let mark = |span| DocumentHighlight {
        range: to_proto::range(document, span, encoding),
        kind: Some(DocumentHighlightKind::TEXT),
    };
    Some(spans.into_iter().map(mark).collect())
}
