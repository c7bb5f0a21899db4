//! Markdown: CommonMark with GitHub's tables, strikethrough, footnotes and alerts.
//!
//! [`cut`] finds the places where no construct is open, [`read`] has the parser read one segment and makes blocks of
//! its events. A text read segment by segment gives the blocks of one reading of the whole, but for this: link
//! definitions of another segment are not known. `[words][label]` and `[words][]` are therefore links in any case,
//! `[label]` alone is one only beside its definition and else keeps its brackets; `[^1]` is a footnote's number in any
//! case.

mod cut;
mod read;

pub use cut::segments;
pub use read::parse;
