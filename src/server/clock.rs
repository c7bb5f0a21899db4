//! Time as the server sees it, so that a test can hold it still.

use std::time::{Duration, Instant};

/// A clock that the state loop asks.
pub trait Clock: Send + Sync + 'static {
    /// The present.
    fn now(&self) -> Instant;

    /// How long the loop may sleep when something is due at `due`; `None` to sleep until a message comes.
    fn patience(&self, due: Instant) -> Option<Duration>;
}

/// The system's monotonic clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn patience(&self, due: Instant) -> Option<Duration> {
        Some(due.saturating_duration_since(Instant::now()))
    }
}
