//! The log, on standard error. No line of it holds text of an article.

use std::env;
use std::io;
use std::panic;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The variable that sets the level: `off`, `error`, `warn` (where there is none), `info`, `debug`, `trace`.
pub const LEVEL: &str = "COPYDESK_LOG";

/// Starts the log for this process.
pub fn start() {
    let level = env::var(LEVEL).ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::WARN);
    // The libraries below write messages whole, with the articles in them.
    let own = Targets::new().with_target("copydesk", level);
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(false).with_filter(own);
    // Fails where somebody has started a log before, which then stays.
    let _ = tracing_subscriber::registry().with(lines).try_init();
    panic::set_hook(Box::new(|panic| {
        // What a panic says may quote the text that it tripped over; where it happened does not.
        let place = panic.location().map(|at| format!("{}:{}:{}", at.file(), at.line(), at.column()));
        if first_time(place.as_deref().unwrap_or_default()) {
            tracing::error!(place, "a panic");
        }
    }));
}

/// Whether something panicked at `place` for the first time: with each key it would do so again.
fn first_time(place: &str) -> bool {
    const MOST: usize = 1000;
    static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let Ok(mut told) = TOLD.lock() else { return true };
    let new = !told.iter().any(|known| known == place) && told.len() < MOST;
    if new {
        told.push(place.to_owned());
    }
    new
}
