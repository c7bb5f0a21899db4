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
    /// A position inside a character (a surrogate pair, the bytes of a letter) means its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Ok(line) = usize::try_from(position.line) else { return self.rope.len_bytes() };
        if line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let (start, end) = self.line_chars(line);
        let character = usize::try_from(position.character).unwrap_or(usize::MAX);
        // Each encoding is looked up in the rope's tree, so that a text that is one long line costs no more.
        let at = match encoding {
            Encoding::Utf8 => {
                let byte = self.rope.char_to_byte(start).saturating_add(character);
                self.rope.byte_to_char(byte.min(self.rope.char_to_byte(end)))
            }
            Encoding::Utf16 => {
                let unit = self.rope.char_to_utf16_cu(start).saturating_add(character);
                self.rope.utf16_cu_to_char(unit.min(self.rope.char_to_utf16_cu(end)))
            }
            Encoding::Utf32 => start.saturating_add(character).min(end),
        };
        self.rope.char_to_byte(at)
    }

    /// The position of a byte offset; past the end is the end. Inside a character is its start; between the CR and
    /// the LF of a line ending is the end of that line, since editors know no place there.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        self.position_near(offset, encoding).unwrap_or_else(|| self.position_anywhere(offset, encoding))
    }

    /// [`Document::position`] where the piece of the rope that the offset lies in tells it: most lines begin in the piece
    /// that they go on in, and a text's diagnostics ask for thousands of places.
    fn position_near(&self, offset: usize, encoding: Encoding) -> Option<Position> {
        if offset >= self.rope.len_bytes() {
            return None;
        }
        let (piece, start, _, first) = self.rope.chunk_at_byte(offset);
        let mut end = offset.checked_sub(start)?;
        while !piece.is_char_boundary(end) {
            end -= 1;
        }
        let before = piece.get(..end)?;
        // A line that ends with CR is left to the long way.
        let line = before.rfind('\n').filter(|_| !before.contains('\r'))? + 1;
        let here = before.get(line..)?;
        let character = match encoding {
            Encoding::Utf8 => here.len(),
            Encoding::Utf16 => here.encode_utf16().count(),
            Encoding::Utf32 => here.chars().count(),
        };
        let units = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
        Some(Position { line: units(first + breaks), character: units(character) })
    }

    fn position_anywhere(&self, offset: usize, encoding: Encoding) -> Position {
        let at = self.rope.byte_to_char(offset.min(self.rope.len_bytes()));
        let line = self.rope.char_to_line(at);
        let (start, end) = self.line_chars(line);
        let at = at.min(end);
        let character = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(at) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(at) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => at - start,
        };
        let units = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: units(line), character: units(character) }
    }

    /// Where a line that there is starts and ends, in characters, its line ending left out.
    fn line_chars(&self, line: usize) -> (usize, usize) {
        let start = self.rope.line_to_char(line);
        let mut end = self.rope.line_to_char(line + 1);
        let before = |end: usize| if end > start { self.rope.get_char(end - 1) } else { None };
        if before(end) == Some('\n') {
            end -= 1;
            if before(end) == Some('\r') {
                end -= 1;
            }
        } else if before(end) == Some('\r') {
            end -= 1;
        }
        (start, end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn the_short_way_to_a_position_is_the_long_one() {
        let lines = ["", "a", "Hà Nội ca\u{301}c 🎉 12", "\r", "\u{2028}x", "plain words"];
        let mut text = String::new();
        for turn in 0..3000 {
            text.push_str(lines[turn * 7 % lines.len()]);
            text.push_str(if turn % 50 == 0 { "\r\n" } else { "\n" });
        }
        let document = Document::new(&text, 0);
        let mut short = 0;
        for offset in 0..text.len() + 3 {
            for encoding in ENCODINGS {
                let long = document.position_anywhere(offset, encoding);
                short += usize::from(document.position_near(offset, encoding).is_some());
                assert_eq!(document.position(offset, encoding), long, "{offset}");
            }
        }
        assert!(short > 0);
    }

    /// Where the lines of a plain string start and end, line endings left out: the model.
    fn lines(text: &str) -> Vec<(usize, usize)> {
        let (mut out, mut start, mut i) = (Vec::new(), 0, 0);
        let bytes = text.as_bytes();
        while i < bytes.len() {
            let ending = match bytes[i] {
                b'\r' if bytes.get(i + 1) == Some(&b'\n') => 2,
                b'\r' | b'\n' => 1,
                _ => 0,
            };
            if ending > 0 {
                out.push((start, i));
                start = i + ending;
            }
            i += ending.max(1);
        }
        out.push((start, bytes.len()));
        out
    }

    fn model_offset(text: &str, position: Position, encoding: Encoding) -> usize {
        let Some((start, end)) = lines(text).get(position.line as usize).copied() else { return text.len() };
        let mut units = 0;
        for (i, c) in text[start..end].char_indices() {
            units += encoding.width(c);
            if units > position.character as usize {
                return start + i;
            }
        }
        end
    }

    fn model_position(text: &str, offset: usize, encoding: Encoding) -> Position {
        let lines = lines(text);
        let line = lines.iter().rposition(|(start, _)| *start <= offset).unwrap_or(0);
        let (start, end) = lines[line];
        let units: usize = text[start..offset.min(end)].chars().map(|c| encoding.width(c)).sum();
        Position { line: line as u32, character: units as u32 }
    }

    /// Short texts in which every kind of line ending meets every width of letter.
    fn text() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "a",
            "b ",
            "é",
            "e\u{301}",
            "ế",
            "🎉",
            "👩‍🌾",
            "\u{feff}",
            "\r",
            "\n",
            "\r\n",
            "\n\r",
            "\u{2028}",
            "\u{85}",
            "\u{c}",
            "25 %",
            "\0",
        ]);
        prop_oneof![
            8 => prop::collection::vec(part.clone(), 0..24).prop_map(|parts| parts.concat()),
            // Long enough for a rope of several leaves.
            1 => prop::collection::vec(part, 600..900).prop_map(|parts| parts.concat()),
        ]
    }

    fn position() -> impl Strategy<Value = Position> {
        let far = prop_oneof![8 => 0..9u32, 1 => Just(u32::MAX), 1 => 0..400u32];
        (far.clone(), far).prop_map(|(line, character)| Position { line, character })
    }

    fn edit() -> impl Strategy<Value = Edit> {
        let range = prop_oneof![9 => (position(), position()).prop_map(Some), 1 => Just(None)];
        (range, text()).prop_map(|(range, text)| Edit { range, text })
    }

    proptest! {
        #[test]
        fn edits_equal_those_of_a_plain_string(
            start in text(),
            edits in prop::collection::vec(edit(), 1..8),
            encoding in prop::sample::select(ENCODINGS.to_vec()),
        ) {
            let mut model = start.clone();
            let mut document = Document::new(&start, 1);
            let mut expected = Vec::new();
            for edit in &edits {
                let Some((from, to)) = edit.range else {
                    model.clone_from(&edit.text);
                    expected.push(Span::new(0, model.len()));
                    continue;
                };
                let (a, b) = (model_offset(&model, from, encoding), model_offset(&model, to, encoding));
                model.replace_range(a.min(b)..a.max(b), &edit.text);
                expected.push(Span::new(a.min(b), a.min(b) + edit.text.len()));
            }
            prop_assert_eq!(document.apply(2, &edits, encoding), Ok(expected));
            prop_assert_eq!(&*document.text(), model.as_str());
            prop_assert_eq!(document.len(), model.len());
            for offset in (0..=model.len()).filter(|o| model.is_char_boundary(*o)).take(300) {
                let position = document.position(offset, encoding);
                prop_assert_eq!(position, model_position(&model, offset, encoding));
            }
        }

        #[test]
        fn offsets_and_positions_lead_back_to_each_other(text in text()) {
            let document = Document::new(&text, 1);
            for encoding in ENCODINGS {
                for offset in 0..=text.len().min(300) {
                    let position = document.position(offset, encoding);
                    let back = document.offset(position, encoding);
                    prop_assert!(text.is_char_boundary(back));
                    prop_assert!(back <= offset);
                    let in_ending = text.get(..offset).is_some_and(|t| t.ends_with('\r'))
                        && text.get(offset..).is_some_and(|t| t.starts_with('\n'));
                    prop_assert_eq!(back == offset, text.is_char_boundary(offset) && !in_ending);
                    prop_assert_eq!(document.position(back, encoding), position);
                }
            }
        }

        #[test]
        fn any_position_means_some_place(text in any::<String>(), at in position()) {
            let document = Document::new(&text, 1);
            for encoding in ENCODINGS {
                let offset = document.offset(at, encoding);
                prop_assert!(text.is_char_boundary(offset));
                prop_assert_eq!(offset, model_offset(&text, at, encoding));
            }
            document.position(usize::MAX, Encoding::Utf16);
        }
    }

    #[test]
    fn a_position_inside_a_character_means_its_start() {
        let document = Document::new("a🎉b", 1);
        let at = |character, encoding| document.offset(Position { line: 0, character }, encoding);
        assert_eq!([1, 2, 3, 4].map(|c| at(c, Encoding::Utf16)), [1, 1, 5, 6]);
        assert_eq!([1, 2, 3, 4, 5].map(|c| at(c, Encoding::Utf8)), [1, 1, 1, 1, 5]);
        assert_eq!([1, 2, 3, 4].map(|c| at(c, Encoding::Utf32)), [1, 5, 6, 6]);
    }

    #[test]
    fn a_crlf_can_be_split_and_joined() {
        let mut document = Document::new("a\rb\nc", 1);
        let cut = |line, from, to, text: &str| Edit {
            range: Some((Position { line, character: from }, Position { line, character: to })),
            text: text.to_owned(),
        };
        // Without its "b" the second line is no line: its ends are one CRLF.
        assert_eq!(document.apply(2, &[cut(1, 0, 1, "")], Encoding::Utf16), Ok(vec![Span::new(2, 2)]));
        assert_eq!(&*document.text(), "a\r\nc");
        assert_eq!(document.position(3, Encoding::Utf16), Position { line: 1, character: 0 });
        assert_eq!(document.position(2, Encoding::Utf16), Position { line: 0, character: 1 });
        let join = Edit {
            range: Some((Position { line: 0, character: 9 }, Position { line: 1, character: 0 })),
            text: "\r".into(),
        };
        assert_eq!(document.apply(3, &[join], Encoding::Utf8), Ok(vec![Span::new(1, 2)]));
        assert_eq!(&*document.text(), "a\rc");
    }

    #[test]
    fn a_version_that_is_not_newer_changes_nothing() {
        let mut document = Document::new("a", 3);
        let whole = Edit { range: None, text: "b".into() };
        assert_eq!(
            document.apply(3, std::slice::from_ref(&whole), Encoding::Utf16),
            Err(EditError::Stale { held: 3, got: 3 })
        );
        assert_eq!((&*document.text(), document.version()), ("a", 3));
        assert_eq!(document.apply(4, &[whole], Encoding::Utf16), Ok(vec![Span::new(0, 1)]));
        assert_eq!((&*document.text(), document.version()), ("b", 4));
    }
}
