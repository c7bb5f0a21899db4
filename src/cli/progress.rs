//! How far a long run is: one line on standard error, while a person looks at a terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::output;
use crate::messages::Message;

/// A run that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);
const BETWEEN: Duration = Duration::from_millis(100);
/// Characters of the bar.
const WIDTH: usize = 24;

/// The line. Nothing is written where standard error is no terminal.
#[derive(Debug)]
pub struct Progress {
    total: usize,
    done: AtomicUsize,
    /// When the line is next due; nothing where there is none to write.
    due: Option<Mutex<Due>>,
}

#[derive(Debug)]
struct Due {
    at: Instant,
    shown: bool,
}

impl Progress {
    /// Of a run over `total` articles.
    pub fn of(total: usize) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let seen = io::stderr().is_terminal() && !dumb;
        let due = || Mutex::new(Due { at: Instant::now() + PATIENCE, shown: false });
        Self { total, done: AtomicUsize::new(0), due: seen.then(due) }
    }

    /// One more is done.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(due) = &self.due else { return };
        // Who finds it taken leaves the line to whoever writes it.
        let Ok(mut due) = due.try_lock() else { return };
        let now = Instant::now();
        if now >= due.at {
            due.at = now + BETWEEN;
            due.shown = true;
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K{}", line(done, self.total, &output::language()));
            let _ = io::stderr().flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let shown = self.due.as_ref().and_then(|due| due.lock().ok()).is_some_and(|due| due.shown);
        if shown {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

fn line(done: usize, total: usize, language: &str) -> String {
    let full = (done * WIDTH).checked_div(total).unwrap_or(0).min(WIDTH);
    let text = Message::new("cli-progress").with("done", done.to_string()).with("total", total.to_string());
    format!("[{}{}] {}", "#".repeat(full), " ".repeat(WIDTH - full), text.text(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line(0, 8, "en"), format!("[{}] 0 of 8 articles", " ".repeat(24)));
        assert!(line(4, 8, "en").starts_with(&format!("[{}{}]", "#".repeat(12), " ".repeat(12))));
        assert!(line(9, 8, "fr").starts_with(&format!("[{}]", "#".repeat(24))));
    }

    #[test]
    fn nothing_is_shown_where_nobody_looks() {
        let progress = Progress::of(3);
        progress.tick();
        assert_eq!(progress.done.load(Ordering::Relaxed), 1);
    }
}
