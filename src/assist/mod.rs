//! Pure answers about a place in an article: what a hover shows, the outline.

mod hover;
mod outline;
pub mod stet;

pub use hover::{Hover, hover};
pub use outline::{OutlineItem, outline};
