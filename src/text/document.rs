//! A document that an editor changes.

use std::sync::Arc;

use ropey::Rope;

use super::{Encoding, Position, Span};

/// A change to a document: `range` in the positions of the text before it, or the whole text where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// Why an edit could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The editor sent a version that is not newer than the one that is held.
    #[error("version {got} is not newer than {held}")]
    Stale { held: i32, got: i32 },
}

/// A text with its version. Cloning is cheap: the rope shares its parts.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    version: i32,
}

impl Document {
    pub fn new(text: &str, version: i32) -> Self {
        Self { rope: Rope::from_str(text), version }
    }

    pub fn version(&self) -> i32 {
        self.version
    }

    /// Bytes in the text.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text in one piece.
    pub fn text(&self) -> Arc<str> {
        let mut text = String::with_capacity(self.len());
        for chunk in self.rope.chunks() {
            text.push_str(chunk);
        }
        text.into()
    }

    /// Takes `edits` in their order, each in the positions that the one before left.
    ///
    /// Positions past the end of a line or of the text mean that end; a range the wrong way round is turned.
    /// Returns where each edit landed, in bytes of the text at its turn.
    ///
    /// # Errors
    /// [`EditError::Stale`] when `version` is not newer; the text is then left as it was.
    pub fn apply(&mut self, version: i32, edits: &[Edit], encoding: Encoding) -> Result<Vec<Span>, EditError> {
        if version <= self.version {
            return Err(EditError::Stale { held: self.version, got: version });
        }
        let landed = edits.iter().map(|edit| self.apply_one(edit, encoding)).collect();
        self.version = version;
        Ok(landed)
    }

    fn apply_one(&mut self, edit: &Edit, encoding: Encoding) -> Span {
        let Some((from, to)) = edit.range else {
            self.rope = Rope::from_str(&edit.text);
            return Span::new(0, edit.text.len());
        };
        let span = Span::new(self.offset(from, encoding), self.offset(to, encoding));
        let (start, end) = (self.rope.byte_to_char(span.start), self.rope.byte_to_char(span.end));
        self.rope.remove(start..end);
        self.rope.insert(start, &edit.text);
        Span::new(span.start, span.start + edit.text.len())
    }

    /// The byte offset of a position; past the end of its line is that end, past the last line the end of the text.
    /// A position inside a character means its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let mut offset = self.rope.line_to_byte(line);
        let mut left = position.character as usize;
        for c in self.rope.line(line).chars() {
            let width = encoding.width(c);
            if left < width || c == '\n' || c == '\r' {
                break;
            }
            left -= width;
            offset += c.len_utf8();
        }
        offset
    }

    /// The position of a byte offset; past the end is the end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let mut left = offset - self.rope.line_to_byte(line);
        let mut character = 0;
        for c in self.rope.line(line).chars() {
            if left < c.len_utf8() {
                break;
            }
            left -= c.len_utf8();
            character += encoding.width(c);
        }
        Position { line: line as u32, character: u32::try_from(character).unwrap_or(u32::MAX) }
    }
}
