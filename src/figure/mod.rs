//! Figures: spans of prose that state an amount, with exact values and what their precision leaves open.
//!
//! [`recognise`] goes over a page once. At each token that can begin a figure it asks, in this order: is it a name with
//! digits in it, a date, a time, an ordinal, an amount; and whether the amount begins a ratio, a range or a score.
//! What the words mean is the pack's ([`crate::language::Sense`]); no word of any language stands in this room.

mod amount;
mod calendar;
pub mod civil;
mod clock;
mod compound;
mod context;
mod digit_date;
mod fraction;
mod lap;
mod length;
mod model;
mod money;
mod names;
mod number;
mod numeral;
mod pace;
mod rank;
mod rates;
mod recognise;
mod series;
mod unit_sense;

pub use context::noun;
pub use model::{CalendarDate, Figure, Hedge, Kind, Part};
pub use recognise::recognise;
