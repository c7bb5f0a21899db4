//! The handlers: each does one synchronous send to the state loop, and nothing before it.
//!
//! tower-lsp runs handlers concurrently and starts them in the order of the messages. A handler that awaited before
//! its send would let a later message overtake it; one that panicked would end the server; one that awaited an answer
//! of the client could hang it. None does. `tests/server/ordering.rs` guards this against an upgrade.

use crossbeam_channel::Sender;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentHighlight, DocumentHighlightParams, DocumentSymbolParams, DocumentSymbolResponse, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, Location, PrepareRenameResponse, ReferenceParams, RenameParams, TextDocumentPositionParams, Uri,
    WorkspaceEdit,
};

use super::features::about::{HeadOf, Of, about, set_head};
use super::features::comparison::comparison;
use super::features::pages::{PageOf, page};
use super::features::sheet::facts;
use super::features::versions::{counterparts, lenses};
use super::features::{
    code_action::code_actions, completion::completion, document_highlight::highlights,
    document_symbol::document_symbols, folder, hover::hover, inlay_hint::inlay_hints, rename,
};
use super::message::{Asked, Message};
use super::sight::Sight;

/// tower-lsp's side of the state loop.
#[derive(Clone, Debug)]
pub struct Backend {
    state: Sender<Message>,
}

impl Backend {
    /// Handlers that send to this state loop.
    pub fn new(state: Sender<Message>) -> Self {
        Self { state }
    }

    fn send(&self, message: Message) {
        // The loop lives as long as the session.
        let _ = self.state.send(message);
    }

    async fn ask<T: Send + 'static>(
        &self,
        uri: Uri,
        answer: impl FnOnce(&Sight<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let (question, answered) = Asked::new(answer);
        self.send(Message::Ask(uri, question));
        // Dropped without an answer: something panicked, and the log says what.
        answered.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// `copydesk/article`: what a status line says.
    pub async fn article(&self, params: Of) -> Result<Option<Value>> {
        self.ask(params.text_document.uri, |sight| Some(about(sight))).await
    }

    /// `copydesk/facts`: the fact sheet.
    pub async fn facts(&self, params: Of) -> Result<Option<Value>> {
        self.ask(params.text_document.uri, |sight| Some(facts(sight))).await
    }

    /// `copydesk/compare`: the versions of the article's story side by side.
    pub async fn compare(&self, params: Of) -> Result<Option<Value>> {
        self.ask(params.text_document.uri, |sight| Some(comparison(sight))).await
    }

    /// `copydesk/page`: the same as pages and tables to keep.
    pub async fn page(&self, params: PageOf) -> Result<Option<String>> {
        self.ask(params.text_document.uri, move |sight| page(sight, params.page)).await
    }

    /// `copydesk/setHead`: the edit that tells an article's date or language in its head.
    pub async fn set_head(&self, params: HeadOf) -> Result<Option<WorkspaceEdit>> {
        self.ask(params.text_document.uri, move |sight| set_head(sight, params.field, &params.value)).await
    }

    /// Answers what stands for a message that could not be read.
    pub async fn unreadable(&self, params: (i64,)) -> Result<()> {
        Err(Error::new(ErrorCode::from(params.0)))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let (reply, answered) = oneshot::channel();
        self.send(Message::Initialize(Box::new(params), reply));
        answered.await.map_err(|_| Error::internal_error())
    }

    async fn initialized(&self, _: InitializedParams) {
        self.send(Message::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        let (reply, answered) = oneshot::channel();
        self.send(Message::Shutdown(reply));
        answered.await.map_err(|_| Error::internal_error())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.send(Message::Open(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.send(Message::Change(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.send(Message::Save(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.send(Message::Close(params));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.send(Message::Configuration(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.send(Message::Folders(params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.send(Message::Watched(params.changes));
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |sight| hover(sight, at.position)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.ask(at.text_document.uri, move |sight| Some(completion(sight, at.position))).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |sight| highlights(sight, at.position)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.ask(params.text_document.uri, move |sight| rename::prepare(sight, params.position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (at, name) = (params.text_document_position, params.new_name);
        self.ask(at.text_document.uri, move |sight| rename::rename(sight, at.position, &name)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(params.text_document.uri.clone(), move |sight| Some(code_actions(sight, &params))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = folder::document(&action) else { return Ok(action) };
        let asked = action.clone();
        let answer = self.ask(uri, move |sight| Some(folder::resolved(sight, asked))).await?;
        Ok(answer.unwrap_or(action))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(params.text_document.uri, |sight| Some(lenses(sight))).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let answer = move |sight: &Sight<'_>| {
            let found = counterparts(sight, at.position, false);
            (!found.is_empty()).then_some(GotoDefinitionResponse::Array(found))
        };
        self.ask(at.text_document.uri, answer).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let own = params.context.include_declaration;
        self.ask(at.text_document.uri, move |sight| Some(counterparts(sight, at.position, own))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(params.text_document.uri.clone(), move |sight| Some(inlay_hints(sight, &params))).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(params.text_document.uri, |sight| Some(document_symbols(sight))).await
    }
}
