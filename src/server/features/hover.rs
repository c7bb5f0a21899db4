//! `textDocument/hover`: what is known of the figure under the cursor.

use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::versions::said_elsewhere;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// The hover at `position`, if there is a figure.
pub fn hover(sight: &Sight<'_>, position: Position) -> Option<Hover> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let analysis = sight.analysis;
    let offset = document.offset(from_proto::position(position), encoding);
    let findings = if sight.profile.findings_on_hover { &[] } else { &*analysis.findings };
    let mut hover = sight.engine.hover(&analysis.article, offset, findings, &analysis.snapshot.desk)?;
    for line in said_elsewhere(sight, offset) {
        hover.markdown.push_str("\n\n");
        hover.markdown.push_str(&line);
    }
    let kind = if sight.profile.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value: hover.markdown }),
        range: Some(to_proto::range(document, hover.span, encoding)),
    })
}
