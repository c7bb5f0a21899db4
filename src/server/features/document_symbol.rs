//! `textDocument/documentSymbol`: the figures, by paragraph.

use tower_lsp_server::ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use crate::assist::OutlineItem;
use crate::server::sight::Sight;
use crate::server::to_proto;

/// The most symbols of one article: nobody looks at more, and to send them would hold up what is asked after them.
const MOST: usize = 5_000;

/// The outline: a tree, or a list for a client that takes no tree.
pub fn document_symbols(sight: &Sight<'_>) -> DocumentSymbolResponse {
    let mut items = sight.engine.outline(&sight.analysis.article);
    let mut left = MOST;
    items.retain_mut(|item| {
        item.children.truncate(left.saturating_sub(1));
        let fits = left > 0;
        left = left.saturating_sub(1 + item.children.len());
        fits
    });
    if sight.profile.symbol_tree {
        return DocumentSymbolResponse::Nested(items.iter().map(|item| nested(sight, item, true)).collect());
    }
    let mut list = Vec::new();
    for item in &items {
        flat(sight, item, None, &mut list);
    }
    DocumentSymbolResponse::Flat(list)
}

#[allow(deprecated, reason = "the field must be given, and is left empty")]
fn nested(sight: &Sight<'_>, item: &OutlineItem, block: bool) -> DocumentSymbol {
    let range = to_proto::range(sight.document(), item.span, sight.profile.encoding);
    let children: Vec<_> = item.children.iter().map(|child| nested(sight, child, false)).collect();
    DocumentSymbol {
        name: name(item),
        detail: item.detail.clone(),
        kind: kind(block),
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the field must be given, and is left empty")]
fn flat(sight: &Sight<'_>, item: &OutlineItem, inside: Option<&str>, list: &mut Vec<SymbolInformation>) {
    let range = to_proto::range(sight.document(), item.span, sight.profile.encoding);
    list.push(SymbolInformation {
        name: name(item),
        kind: kind(inside.is_none()),
        tags: None,
        deprecated: None,
        location: Location { uri: sight.uri().clone(), range },
        container_name: inside.map(str::to_owned),
    });
    for child in &item.children {
        flat(sight, child, Some(&item.name), list);
    }
}

fn kind(block: bool) -> SymbolKind {
    if block { SymbolKind::STRING } else { SymbolKind::NUMBER }
}

/// The name; editors refuse the whole list over an empty one.
fn name(item: &OutlineItem) -> String {
    if item.name.trim().is_empty() { "…".to_owned() } else { item.name.clone() }
}
