//! What was agreed with the client when it started.

use std::sync::OnceLock;

use tower_lsp_server::ls_types::{
    ClientCapabilities, CodeActionClientCapabilities, InitializeParams, MarkupKind, ResourceOperationKind,
};

use super::from_proto;
use crate::messages;
use crate::text::Encoding;

/// What the client can take, and how it counts and reads.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How positions count.
    pub encoding: Encoding,
    /// The language that messages are in.
    pub language: &'static str,
    /// Diagnostics may point at other places.
    pub related_information: bool,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// The client itself shows findings in its hovers, and says so: `capabilities.experimental.copydesk`.
    pub findings_on_hover: bool,
    /// Code actions may be more than commands.
    pub code_action_literals: bool,
    /// A code action may get its edit when it is chosen.
    pub resolves_edits: bool,
    /// Edits may name the version that they are for.
    pub document_changes: bool,
    /// Document symbols may be a tree.
    pub symbol_tree: bool,
    /// The client answers `workspace/configuration`.
    pub configuration: bool,
    /// The client takes a registration for watched files.
    pub watches_files: bool,
    /// The client can be asked to ask for code lenses again.
    pub refreshes_lenses: bool,
    /// Edits may make files.
    pub creates_files: bool,
    /// What completes a word may be a snippet.
    pub snippets: bool,
    /// The client takes a registration for changed settings.
    pub registers_configuration: bool,
}

impl Default for Profile {
    /// A client that said nothing.
    fn default() -> Self {
        Self::of(&InitializeParams::default())
    }
}

/// The language that `--ui-lang` asked for, over the client's.
static ASKED: OnceLock<String> = OnceLock::new();

/// Says everything in `language`, whatever a client asks for.
pub fn speak(language: &str) {
    let _ = ASKED.set(language.to_owned());
}

impl Profile {
    /// Reads it from what the client sent.
    pub fn of(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, general, .. } = &params.capabilities;
        let (workspace, document) = (workspace.as_ref(), text_document.as_ref());
        let hover = document.and_then(|d| d.hover.as_ref()).and_then(|h| h.content_format.as_ref());
        let actions = document.and_then(|d| d.code_action.as_ref());
        let has_literals = |a: &CodeActionClientCapabilities| a.code_action_literal_support.is_some();
        let symbols = document.and_then(|d| d.document_symbol.as_ref());
        let edits = workspace.and_then(|w| w.workspace_edit.as_ref());
        let published = document.and_then(|d| d.publish_diagnostics.as_ref());
        let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let changed = workspace.and_then(|w| w.did_change_configuration.as_ref());
        let offered = general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
        let of_ours = params.capabilities.experimental.as_ref().and_then(|e| e.get("copydesk"));
        let locale = ASKED.get().map(String::as_str).or(params.locale.as_deref()).unwrap_or("en");
        Self {
            encoding: from_proto::encoding(offered),
            language: language(locale),
            related_information: published.and_then(|p| p.related_information).unwrap_or(false),
            markdown: hover.is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            findings_on_hover: of_ours.and_then(|o| o.get("findingsOnHover")?.as_bool()).unwrap_or(false),
            // Who says nothing of code actions is given the benefit of the doubt.
            code_action_literals: actions.is_none_or(has_literals),
            resolves_edits: actions
                .and_then(|a| a.resolve_support.as_ref())
                .is_some_and(|resolve| resolve.properties.iter().any(|property| property == "edit")),
            document_changes: edits.and_then(|e| e.document_changes).unwrap_or(false),
            symbol_tree: symbols.and_then(|s| s.hierarchical_document_symbol_support).unwrap_or(false),
            configuration: workspace.and_then(|w| w.configuration).unwrap_or(false),
            refreshes_lenses: workspace.and_then(|w| w.code_lens.as_ref()?.refresh_support).unwrap_or(false),
            creates_files: edits
                .and_then(|e| e.resource_operations.as_ref())
                .is_some_and(|all| all.contains(&ResourceOperationKind::Create)),
            snippets: document
                .and_then(|d| d.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or(false),
            watches_files: watched.and_then(|w| w.dynamic_registration).unwrap_or(false),
            registers_configuration: changed.and_then(|c| c.dynamic_registration).unwrap_or(false),
        }
    }
}

/// The catalogue's language for a locale such as "fr-CA"; English where there is none.
fn language(locale: &str) -> &'static str {
    let head = locale.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    messages::languages().find(|code| *code == head).unwrap_or("en")
}
