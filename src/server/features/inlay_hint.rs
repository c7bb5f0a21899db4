//! `textDocument/inlayHint`: conversions that the article does not give itself.

use tower_lsp_server::ls_types::{InlayHint, InlayHintLabel, InlayHintParams};

use crate::assist;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};
use crate::text::Span;

/// The hints in a range.
pub fn inlay_hints(sight: &Sight<'_>, params: &InlayHintParams) -> Vec<InlayHint> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let range = from_proto::span(document, params.range, encoding);
    let hints = assist::hints(&sight.analysis.article, range, &sight.analysis.snapshot.desk);
    let hint = |hint: assist::Hint| InlayHint {
        position: to_proto::range(document, Span::new(hint.offset, hint.offset), encoding).start,
        label: InlayHintLabel::String(hint.text),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
}
