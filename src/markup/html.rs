//! HTML as newsrooms have it: whole pages, what an editor's source view shows, templates' leftovers, XHTML.
//!
//! [`lex`] finds the tags, [`tree`] knows what is open between two of them, [`words`] turns text into prose. [`read`]
//! makes blocks of one segment, [`cut`] finds where segments begin.
//!
//! A segment begins at the start tag of something that stands apart (a paragraph, a heading, a list, a table, a
//! picture, a division) where no list, table, quotation, caption, preformatted text, script or the like is open, and
//! where the segment before it has words; what else stands between two such tags (closing tags, comments, scripts)
//! belongs to the segment above. Both sides drive the same [`tree`], which is as good as new wherever a segment
//! begins, so that a text read segment by segment gives the blocks of one reading of the whole, well-formed or not.
//!
//! Where this reader is not a browser, it is for somebody who types: a tag that another one interrupts loses its name
//! and the attributes that have a value, the rest is text; a comment without an end hides its line and no more; a
//! closing tag of a division that nothing opened closes the lists and quotations that were left open.

mod cut;
mod element;
mod entity;
mod lex;
mod read;
mod tree;
mod words;

pub use cut::segments;
pub use read::parse;
