//! Counted things in sentences.

use crate::messages::Message;

/// A sentence that counts: its `count`, and `plural` (zero, one, other) to choose the form by.
pub fn counted(id: &'static str, count: usize) -> Message {
    // Arguments of messages are texts, so Fluent's own plural rules do not see a number.
    let plural = match count {
        0 => "zero",
        1 => "one",
        _ => "other",
    };
    Message::new(id).with("count", count.to_string()).with("plural", plural)
}
