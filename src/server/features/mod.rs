//! What the server answers, one file a request. A feature looks at a [`Sight`](super::sight::Sight) and returns LSP.

pub mod code_action;
pub mod completion;
pub mod document_highlight;
pub mod document_symbol;
pub mod hover;
pub mod inlay_hint;
pub mod rename;
pub mod versions;
