//! What the server answers, one file a request. A feature looks at a [`Sight`](super::sight::Sight) and returns LSP.
//!
//! Requests of our own, for editors that show more than LSP has words for: `copydesk/article` (a status line),
//! `copydesk/facts` (the fact sheet), `copydesk/compare` (the versions side by side), `copydesk/page` (either as a page
//! or table to keep), `copydesk/setHead` (the edit that tells an article's date or language). `docs/editors.md` has
//! their shapes.

pub mod about;
mod apart;
pub mod code_action;
pub mod comparison;
pub mod completion;
pub mod document_highlight;
pub mod document_symbol;
pub mod folder;
pub mod hover;
pub mod inlay_hint;
pub mod pages;
pub mod rename;
pub mod sheet;
pub mod versions;
