//! Faults of our own, told on standard error: once each, where in the source, and never with words of an article.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

static SEEN: AtomicBool = AtomicBool::new(false);
static TOLD: Mutex<Vec<(String, u32, u32)>> = Mutex::new(Vec::new());

/// From now on a panic is told in one line. Whoever runs articles bears it: the others are checked.
pub fn watch() {
    panic::set_hook(Box::new(tell));
}

/// Whether there was one: what was said is not all that there would have been to say.
pub fn seen() -> bool {
    SEEN.load(Ordering::SeqCst)
}

fn tell(fault: &PanicHookInfo<'_>) {
    SEEN.store(true, Ordering::SeqCst);
    let Some(place) = fault.location() else { return };
    let place = (place.file().to_owned(), place.line(), place.column());
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.contains(&place) {
        return;
    }
    let (file, line, column) = &place;
    // What a panic says may quote the text that it tripped over. The catalogue is not asked: it may be what failed.
    let _ = writeln!(
        io::stderr(),
        "copydesk: a fault of its own, at {file}:{line}:{column}; what it would have found is missing. Please report it"
    );
    told.push(place);
}
