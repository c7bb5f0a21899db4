//! The log, on standard error. No line of it holds text of an article, and nobody waits for it: where it is not read,
//! lines are left out.

use std::env;
use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The variable that sets the level: `off`, `error`, `warn` (where there is none), `info`, `debug`, `trace`.
pub const LEVEL: &str = "COPYDESK_LOG";

/// So many lines wait to be written.
const MOST: usize = 1000;
/// So long the end waits for them.
const PATIENCE: Duration = Duration::from_millis(500);

/// Lines that were not written yet.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// The thread that writes; none where the system gives none.
fn lines() -> Option<&'static SyncSender<Vec<u8>>> {
    static LINES: OnceLock<Option<SyncSender<Vec<u8>>>> = OnceLock::new();
    let start = || {
        let (sender, lines) = sync_channel::<Vec<u8>>(MOST);
        let write = move || {
            for line in lines {
                let _ = io::stderr().write_all(&line);
                WAITING.fetch_sub(1, Ordering::SeqCst);
            }
        };
        thread::Builder::new().name("log".to_owned()).spawn(write).ok().map(|_| sender)
    };
    LINES.get_or_init(start).as_ref()
}

/// Takes a line, and leaves it to the thread.
struct Line;

impl Write for Line {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        WAITING.fetch_add(1, Ordering::SeqCst);
        if lines().is_none_or(|lines| lines.try_send(line.to_vec()).is_err()) {
            WAITING.fetch_sub(1, Ordering::SeqCst);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Waits a little for what was logged to be written, before the process ends.
pub fn flush() {
    let begun = Instant::now();
    while WAITING.load(Ordering::SeqCst) > 0 && begun.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Starts the log for this process.
pub fn start() {
    let level = env::var(LEVEL).ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::WARN);
    // The libraries below write messages whole, with the articles in them.
    let own = Targets::new().with_target("copydesk", level);
    let lines = fmt::layer().with_writer(|| Line).with_ansi(false).with_filter(own);
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
    static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let Ok(mut told) = TOLD.lock() else { return true };
    let new = !told.iter().any(|known| known == place) && told.len() < MOST;
    if new {
        told.push(place.to_owned());
    }
    new
}
