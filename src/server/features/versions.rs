//! What leads from one version of a story to the others: `textDocument/codeLens`, `definition` and `references`.

use tower_lsp_server::ls_types::{CodeLens, Command, Location, Position};

use crate::checks::{Code, Severity};
use crate::messages::Message;
use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};
use crate::story::{Place, compare};
use crate::text::{Document, Span};

/// "3 versions · 2 disagreements" above the headline.
pub fn lenses(sight: &Sight<'_>) -> Vec<CodeLens> {
    let analysis = sight.analysis;
    let Some(first) = analysis.article.blocks.first().filter(|_| !analysis.versions.is_empty()) else {
        return Vec::new();
    };
    let grave = |f: &&crate::checks::Finding| f.code == Code::Translation && f.severity >= Severity::Warning;
    let count = analysis.findings.iter().filter(grave).count();
    let id = if count == 1 { "compare-closing-one" } else { "compare-closing" };
    let title = Message::new(id)
        .with("versions", (analysis.versions.len() + 1).to_string())
        .with("disagreements", count.to_string())
        .text(sight.profile.language);
    vec![CodeLens {
        range: to_proto::range(sight.document(), first.span(), sight.profile.encoding),
        command: Some(Command { title, command: String::new(), arguments: None }),
        data: None,
    }]
}

/// The same figure in the other versions.
pub fn counterparts(sight: &Sight<'_>, position: Position, with_own: bool) -> Vec<Location> {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let analysis = sight.analysis;
    let offset = document.offset(from_proto::position(position), encoding);
    let article = &analysis.article;
    let Some((passage, figure)) = article.figure_at(offset) else { return Vec::new() };
    let own = passage.source(figure.span);
    let mut out = Vec::new();
    if with_own {
        out.push(Location { uri: sight.uri().clone(), range: to_proto::range(document, own, encoding) });
    }
    for other in &analysis.versions {
        let comparison = compare(analysis.told.digest(), other.digest());
        let here = |place: &Place| {
            let span = article.blocks.get(place.block).map(|p| p.source(place.span));
            span.is_some_and(|span: Span| span.overlaps(own))
        };
        let there = comparison.pairs().find(|(a, _)| here(a)).map(|(_, b)| b);
        let place = there.and_then(|b| Some(other.article.blocks.get(b.block)?.source(b.span)));
        if let Some(span) = place {
            let range = to_proto::range(&Document::new(&other.article.text, 0), span, encoding);
            out.push(Location { uri: other.uri.clone(), range });
        }
    }
    out
}
