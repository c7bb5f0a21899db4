//! What reaches the state loop.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc;
use tower_lsp_server::ls_types::{
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileEvent, InitializeParams, InitializeResult, Uri,
};

use super::pool::Done;
use super::shelf::Shelf;
use super::sight::Sight;

/// A message to the state loop, in the order in which the client sent them.
pub enum Message {
    Initialize(Box<InitializeParams>, oneshot::Sender<InitializeResult>),
    Initialized,
    Open(DidOpenTextDocumentParams),
    Change(DidChangeTextDocumentParams),
    Save(DidSaveTextDocumentParams),
    Close(DidCloseTextDocumentParams),
    Folders(DidChangeWorkspaceFoldersParams),
    /// `workspace/didChangeConfiguration`; null from a client that wants to be asked.
    Configuration(Value),
    /// The client's answer to our `workspace/configuration`.
    Configured(Configured),
    Watched(Vec<FileEvent>),
    /// A request about a document.
    Ask(Uri, Box<dyn Question>),
    /// What was found in the workspace's folders.
    Shelved(Arc<Shelf>),
    /// From a worker: a job's end.
    Done(Box<Done>),
    /// Answered once everything before it was taken.
    Shutdown(oneshot::Sender<()>),
    /// The session is over.
    Stop,
}

/// What a client answered to `workspace/configuration`.
#[derive(Debug)]
pub struct Configured {
    /// Counts our questions: an answer that comes late does not undo a newer one.
    pub round: u64,
    /// What was asked for: documents, or nothing for the client as a whole.
    pub scopes: Vec<Option<Uri>>,
    pub values: Vec<Value>,
}

impl Message {
    /// The message's name in the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Message::Initialize(..) => "initialize",
            Message::Initialized => "initialized",
            Message::Open(_) => "didOpen",
            Message::Change(_) => "didChange",
            Message::Save(_) => "didSave",
            Message::Close(_) => "didClose",
            Message::Folders(_) => "didChangeWorkspaceFolders",
            Message::Configuration(_) => "didChangeConfiguration",
            Message::Configured(_) => "configuration",
            Message::Watched(_) => "didChangeWatchedFiles",
            Message::Ask(..) => "request",
            Message::Shelved(_) => "shelved",
            Message::Done(_) => "done",
            Message::Shutdown(_) => "shutdown",
            Message::Stop => "stop",
        }
    }
}

/// A request about one document that waits for its answer. One that is dropped is answered with an internal error.
pub trait Question: Send {
    /// Answers it from what is known of the document at the version it was asked at.
    fn answer(self: Box<Self>, sight: &Sight<'_>);
    /// Answers it for a document that is not open, or is no article: there is nothing.
    fn nothing(self: Box<Self>);
    /// Answers it with an error.
    fn refuse(self: Box<Self>, error: jsonrpc::Error);
    /// Whether nobody waits for the answer any more: the client has cancelled it.
    fn abandoned(&self) -> bool;
}

/// A [`Question`] made of the function that answers it.
pub struct Asked<T, F> {
    reply: oneshot::Sender<jsonrpc::Result<Option<T>>>,
    answer: F,
}

impl<T, F> Asked<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Sight<'_>) -> Option<T> + Send + 'static,
{
    /// The question and the end where its answer comes out.
    pub fn new(answer: F) -> (Box<Self>, oneshot::Receiver<jsonrpc::Result<Option<T>>>) {
        let (reply, answered) = oneshot::channel();
        (Box::new(Self { reply, answer }), answered)
    }
}

impl<T, F> Question for Asked<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Sight<'_>) -> Option<T> + Send + 'static,
{
    // A reply that nobody waits for any more is none to worry about.
    fn answer(self: Box<Self>, sight: &Sight<'_>) {
        let answer = (self.answer)(sight);
        let _ = self.reply.send(Ok(answer));
    }

    fn nothing(self: Box<Self>) {
        let _ = self.reply.send(Ok(None));
    }

    fn refuse(self: Box<Self>, error: jsonrpc::Error) {
        let _ = self.reply.send(Err(error));
    }

    fn abandoned(&self) -> bool {
        self.reply.is_closed()
    }
}
