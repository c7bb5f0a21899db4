//! The language server over its own wire, in process: no sleeping, no timing, a clock that stands still.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "clippy takes helpers for no tests")]

#[path = "server/client.rs"]
mod client;
#[path = "server/fake.rs"]
mod fake;

#[path = "server/documents.rs"]
mod documents;
#[path = "server/faults.rs"]
mod faults;
#[path = "server/features.rs"]
mod features;
#[path = "server/lifecycle.rs"]
mod lifecycle;
#[path = "server/ordering.rs"]
mod ordering;
#[path = "server/ours.rs"]
mod ours;
#[path = "server/panics.rs"]
mod panics;
#[path = "server/process.rs"]
mod process;
#[path = "server/settings.rs"]
mod settings;
#[path = "server/soak.rs"]
mod soak;
#[path = "server/typing.rs"]
mod typing;
#[path = "server/versions.rs"]
mod versions;
