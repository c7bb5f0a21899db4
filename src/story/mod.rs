//! A story: the versions of one article in several languages, found, put side by side and held against each other.
//!
//! Everything here is pure and reads [`crate::article::Article`]s. [`link`] says which articles tell one story;
//! [`compare`] aligns two of them sentence by sentence and gives the figures that differ. What is said about those
//! stands in `checks/translation`.
//!
//! A sentence is a row of anchors: its figures by value, its names, words that look alike in related languages.
//! Sentences are paired in order where they can be ([`align`]), out of order where rare anchors say so. Within a pair
//! the figures are matched from the surest likeness to the faintest ([`likeness::Likeness`]); only what is left on both
//! sides of a pair that can be trusted is a difference.

mod align;
mod anchor;
pub mod atom;
mod counterparts;
mod differ;
mod digest;
pub mod likeness;
mod link;
mod lone;
mod pattern;
mod section;
mod slip;

pub use align::{Bead, Sorted, Trust};
pub use anchor::plain;
pub use counterparts::{Counterparts, Standing, counterparts, nearest};
pub use differ::{Comparison, Difference, Place, Weight, What, compare, compare_sorted};
pub use digest::{Digest, Sentence, Stray};
pub use link::{Found, Index, Link, Mark, link};
pub use pattern::{siblings, versions_key};
pub use slip::Slip;
