//! Places: the gazetteer, the names of places in a text, the forms that languages and houses write.
//!
//! [`mentions`] looks at one block and nothing else; [`resolve`] holds the mentions of an article against each other.

mod fold;
mod form;
mod gazetteer;
mod judge;
mod likely;
mod looks;
mod meant;
mod mention;
mod near;
mod own;
mod resolve;
mod rules;
mod sieve;
mod stored;
mod stranger;
mod words;

use fold::has_tone;
pub use fold::{ascii, fold, keyboard, spelling};
pub use form::{Form, Written, plain_capitals, styled_of, wanted, written_of};
pub use gazetteer::{Gazetteer, LANGUAGES, Month, Name, Place, PlaceId, PlaceKind, Probe};
pub use mention::{Mention, mentions};
pub use own::{OWN_COLUMNS, OWN_KINDS, OwnFault, OwnPlaces, OwnWrong};
pub use resolve::{Sited, resolve};
pub use rules::bare_abroad;
pub use stranger::Stranger;
pub use words::has_half_accents;
