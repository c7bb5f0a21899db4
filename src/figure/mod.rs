//! Figures.
mod model;
pub use model::*;
