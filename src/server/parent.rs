//! Ending when the process that started the server is gone.
//!
//! The usual sign is that standard input ends, on every system. An editor that is killed while something else holds
//! that pipe open gives none: where the system lets it, the process that `initialize` names is looked at every second.
//! On systems other than Unix the pipe's end is the only sign.

use std::thread;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);

/// What to do when the parent process is gone.
pub struct Watch {
    every: Duration,
    alive: fn(u32) -> bool,
    gone: Box<dyn FnOnce() + Send>,
}

impl Watch {
    /// Calls `gone` once when the parent has died.
    pub fn new(gone: impl FnOnce() + Send + 'static) -> Self {
        Self { every: EVERY, alive, gone: Box::new(gone) }
    }

    /// Starts to look at process `pid`, in a thread of its own.
    ///
    /// A process that cannot be seen from the start is not looked at: an editor on another machine, or outside of this
    /// container, names one that means nothing here.
    pub fn start(self, pid: u32) {
        if !(self.alive)(pid) {
            tracing::info!(pid, "the parent process cannot be seen from here; its end will not be noticed");
            return;
        }
        let watching = thread::Builder::new().name("parent".to_owned()).spawn(move || {
            while (self.alive)(pid) {
                thread::sleep(self.every);
            }
            tracing::warn!(pid, "the parent process is gone");
            (self.gone)();
        });
        if watching.is_err() {
            tracing::warn!("no thread to watch the parent process");
        }
    }
}

/// Whether process `pid` runs.
#[cfg(unix)]
fn alive(pid: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let Some(process) = i32::try_from(pid).ok().and_then(Pid::from_raw) else { return false };
    match test_kill_process(process) {
        Ok(()) => !zombie(pid),
        // It is somebody else's, but it is.
        Err(error) => error == Errno::PERM,
    }
}

/// Whether the process has ended and only waits to be buried; told where `/proc` is.
#[cfg(unix)]
fn zombie(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in parentheses may hold anything, parentheses too.
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']))
}

/// Whether process `pid` runs: not told here.
#[cfg(not(unix))]
fn alive(_pid: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_end_of_a_process_is_noticed_even_before_it_is_buried() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let (tell, told) = mpsc::channel();
        let every = Duration::from_millis(5);
        let watch = Watch { every, alive, gone: Box::new(move || tell.send(()).unwrap()) };
        watch.start(child.id());
        assert!(alive(child.id()));
        assert!(told.try_recv().is_err());
        drop(child.stdin.take());
        told.recv_timeout(Duration::from_secs(60)).unwrap();
        child.wait().unwrap();
    }

    #[test]
    fn a_process_that_cannot_be_seen_is_not_watched() {
        let (tell, told) = mpsc::channel();
        Watch::new(move || tell.send(()).unwrap()).start(u32::MAX);
        assert!(told.recv().is_err());
        assert!(!alive(0));
    }
}
