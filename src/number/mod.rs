//! Exact numbers, and the interval that a written precision means.

mod exact;
mod interval;
mod write;

pub use exact::{Number, NumberError};
pub use interval::Interval;
pub use write::{Separators, significant};
