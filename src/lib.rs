//! copydesk: the copy desk in every editor.
//!
//! A pure library that reads news articles and holds their figures against each other, and the shells
//! (`cli`, `server`) that bring what it finds to a writer.
//!
//! # The map
//!
//! `text` ← `number` ← `markup` ← `language` ← `units` ← `figure` ← `claim`, `place` ← `desk`, `article` ←
//! `checks`, `assist` ← `report`, `cli`, `server`. Each room has one job and knows only rooms to its left.
//!
//! # Invariants
//!
//! 1. Every [`text::Span`] that leaves a room lies on character boundaries of the text it speaks of.
//! 2. Figures hold spans of their block's *prose*; findings hold spans of the article's *source*.
//!    `article` is the only place that turns one into the other.
//! 3. Numbers are exact ([`number::Number`]); no float takes part in a comparison or a message.
//! 4. Whatever is kept between two readings is a pure function of its key, so a reading with a warm
//!    cache equals a fresh one.
//! 5. Only `server` knows LSP, tokio and tower-lsp; only `cli`, `server`, `settings::discovery` and
//!    `main.rs` touch files. The rest is pure and reads what it is given.
//! 6. Nothing that comes from outside (bytes, positions, messages, settings) reaches a panic.
//!
//! `tests/architecture.rs` holds the rooms to 5 and to the directions above.

pub mod article;
pub mod assist;
pub mod checks;
pub mod claim;
pub mod cli;
pub mod desk;
pub mod figure;
pub mod language;
pub mod markup;
pub mod messages;
pub mod number;
pub mod place;
pub mod report;
pub mod server;
pub mod settings;
pub mod story;
pub mod text;
pub mod units;
