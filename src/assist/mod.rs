//! Pure answers about a place in an article: what a hover shows, conversions that are offered, the outline.

mod alternatives;
pub mod head;
mod hover;
mod offers;
mod outline;
mod place;
pub mod stet;
mod versions;

pub use alternatives::{Alternative, alternatives, in_unit};
pub use hover::{Hover, hover};
pub use offers::{Hint, Offer, formatted, hints, offers};
pub use outline::{OutlineItem, outline};
pub use place::{Completion, complete, mentions_of, rename, rename_in, sheet as place_sheet};
pub use versions::{Counterpart, carry_through, counterparts, said_elsewhere};
