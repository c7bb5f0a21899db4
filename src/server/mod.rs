//! The language server: the only room that knows LSP, tokio and tower-lsp.
//!
//! A message's way: [`wire`] sifts the client's bytes, tower-lsp reads them and calls a handler of [`backend`], which
//! does one send to the [`state`] loop. The loop owns all state; it hands snapshots to the workers of [`pool`], which
//! read ([`sight`]) and answer (`features`); what the server says of itself leaves by [`outbox`]. [`from_proto`] and
//! [`to_proto`] are the one seam between LSP's types and ours. [`web`] serves the playground's page, and LSP to it.
//!
//! # Invariants
//!
//! 1. A handler sends before it awaits, and awaits nothing but its own answer.
//! 2. The loop waits for nobody: not for a worker, not for the client.
//! 3. A request is answered from the text as it was when it was asked, or refused; never from another.
//! 4. Diagnostics leave in the order of versions, the newest version's last.
//! 5. A panic is borne where it happens: in a message, a reading, a check, a request.

mod backend;
mod capabilities;
mod clock;
mod desks;
mod documents;
mod engine;
mod features;
mod from_proto;
pub mod log;
mod message;
mod outbox;
mod parent;
mod pool;
mod profile;
mod publication;
mod registrations;
mod shelf;
mod sight;
mod state;
mod stories;
mod to_proto;
mod transport;
mod typing;
mod web;
mod wire;

pub use clock::{Clock, SystemClock};
pub use engine::{Engine, Library};
pub use parent::Watch;
pub use profile::speak;
pub use transport::{Ended, ListenError, Options, accept, bind, listen, serve, stdio};
pub use web::{STORIES, playground};
