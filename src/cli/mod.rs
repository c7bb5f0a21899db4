//! cli.

pub mod lsp;
