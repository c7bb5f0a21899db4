//! `textDocument/completion`: names of places in the form of the house.

use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit, InsertTextFormat,
    Position, TextEdit,
};

use crate::server::sight::Sight;
use crate::server::{from_proto, to_proto};

/// The names that what stands before `position` may become.
pub fn completion(sight: &Sight<'_>, position: Position) -> CompletionResponse {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let offset = document.offset(from_proto::position(position), encoding);
    let analysis = sight.analysis;
    let names = sight.engine.complete(&analysis.article, offset, &analysis.snapshot.desk);
    let items = names.into_iter().enumerate().map(|(at, name)| {
        let typed = name.span.of(&analysis.article.text).to_owned();
        let range = to_proto::range(document, name.span, encoding);
        // Neovim 0.11 takes a plain edit up to its first space only, and loses what was typed behind it.
        let snippet = sight.profile.snippets && name.text.contains(' ');
        let new_text = if snippet { escaped(&name.text) } else { name.text.clone() };
        CompletionItem {
            label: name.text,
            kind: Some(CompletionItemKind::CONSTANT),
            detail: Some(name.detail),
            // Clients filter by what is typed, which has no accents: the name is to pass.
            filter_text: Some(typed),
            sort_text: Some(format!("{at:03}")),
            insert_text_format: snippet.then_some(InsertTextFormat::SNIPPET),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    });
    CompletionResponse::List(CompletionList { is_incomplete: true, items: items.collect() })
}

/// A name as a snippet that inserts it and nothing else.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if matches!(letter, '$' | '}' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
