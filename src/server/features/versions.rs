//! What leads from one version of a story to the others: `textDocument/codeLens`, `definition` and `references`.

use tower_lsp_server::ls_types::{CodeLens, Command, Location, Position};

use crate::assist::{self, Offer};
use crate::checks::Version;
use crate::markup::Format;
use crate::messages::Message;
use crate::server::sight::{Analysis, Sight};
use crate::server::stories::Told;
use crate::server::{from_proto, to_proto};
use crate::text::Document;

/// "3 versions · 2 disagreements" above the headline.
pub fn lenses(sight: &Sight<'_>) -> Vec<CodeLens> {
    let analysis = sight.analysis;
    let Some(first) = analysis.article.blocks.first().filter(|_| !analysis.versions.is_empty()) else {
        return Vec::new();
    };
    let count = analysis.disagreements();
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
    let (own, others) = versions_of(analysis);
    for found in assist::counterparts(&own, &others, offset) {
        let Some((told, version)) = analysis.versions.get(found.version).zip(others.get(found.version)) else {
            continue;
        };
        if let Some(span) = version.span(found.place) {
            let range = to_proto::range(&Document::new(&told.article().text, 0), span, encoding);
            out.push(Location { uri: told.uri.clone(), range });
        }
    }
    out
}

/// The article and the other versions of its story, as checks take them.
pub fn versions_of(analysis: &Analysis) -> (Version<'_>, Vec<Version<'_>>) {
    fn version(told: &Told) -> Version<'_> {
        Version { path: told.uri.as_str(), article: told.article(), digest: told.digest() }
    }
    (version(&analysis.told), analysis.versions.iter().map(|told| version(told)).collect())
}

/// What the other versions say where a hover is shown.
pub fn said_elsewhere(sight: &Sight<'_>, offset: usize) -> Vec<String> {
    let (own, others) = versions_of(sight.analysis);
    assist::said_elsewhere(&own, &others, offset, &sight.analysis.snapshot.desk)
}

/// What carries the figure at a place through all versions.
pub fn carry_through(sight: &Sight<'_>, offset: usize) -> Option<Offer> {
    let analysis = sight.analysis;
    let (own, others) = versions_of(analysis);
    let format = |path: &str| {
        let told = std::iter::once(&analysis.told).chain(&analysis.versions).find(|told| told.uri.as_str() == path);
        told.map_or(Format::Plain, |told| told.format())
    };
    assist::carry_through(&own, &others, offset, &format, &analysis.snapshot.desk)
}
