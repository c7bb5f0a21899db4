//! The table's bytes: numbers, keys that hold but what the one before them has not. `tables/make_places.py` tells their
//! shape.

use super::gazetteer::PlaceId;

/// A key as it is stored: how many bytes it has of the one before it, and the others.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub stored: usize,
    pub bytes: &'static [u8],
    /// What follows the key: the numbers of its places, `count` of them at the head.
    behind: &'static [u8],
    count: usize,
}

impl Row {
    pub fn places(self) -> impl Iterator<Item = PlaceId> {
        let mut cursor = Cursor { bytes: self.behind, at: 0 };
        (0..self.count).map_while(move |_| cursor.number().map(|n| PlaceId(n as u32)))
    }
}

/// Goes over stored keys in order.
pub(super) struct Rows(pub Cursor);

impl Iterator for Rows {
    type Item = Row;

    #[inline]
    fn next(&mut self) -> Option<Row> {
        let Self(cursor) = self;
        let stored = usize::from(cursor.byte()?);
        let rest = usize::from(cursor.byte()?);
        let bytes = cursor.take(rest)?;
        let count = cursor.number()? as usize;
        let behind = cursor.bytes.get(cursor.at..)?;
        for _ in 0..count {
            // The last byte of a number has no high bit.
            while cursor.byte()? >= 128 {}
        }
        Some(Row { stored, bytes, behind, count })
    }
}

/// Goes over whole keys in order.
pub(super) struct Walk {
    rows: Rows,
    pub key: Vec<u8>,
    row: Row,
    /// Keys that it has gone over.
    pub count: usize,
}

impl Walk {
    pub fn new(rows: Rows) -> Self {
        Self { rows, key: Vec::new(), row: Row::default(), count: 0 }
    }

    pub fn next(&mut self) -> bool {
        let Some(row) = self.rows.next() else { return false };
        self.key.truncate(row.stored);
        self.key.extend_from_slice(row.bytes);
        self.row = row;
        self.count += 1;
        true
    }

    pub fn places(&self) -> impl Iterator<Item = PlaceId> {
        self.row.places()
    }
}

/// Reads what stands in the table, one thing after the other.
pub(super) struct Cursor {
    pub bytes: &'static [u8],
    pub at: usize,
}

impl Cursor {
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    #[inline]
    pub fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let bytes = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        Some(bytes)
    }

    pub fn text(&mut self, length: usize) -> Option<&'static str> {
        std::str::from_utf8(self.take(length)?).ok()
    }

    #[inline]
    pub fn number(&mut self) -> Option<u64> {
        let byte = self.byte()?;
        if byte < 128 {
            return Some(u64::from(byte));
        }
        let mut out = u64::from(byte & 127);
        for shift in (7..63).step_by(7) {
            let byte = self.byte()?;
            out |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(out);
            }
        }
        None
    }

    pub fn pointer(&mut self) -> Option<Option<PlaceId>> {
        Some(u32::try_from(self.number()?).ok()?.checked_sub(1).map(PlaceId))
    }
}

/// The first eight bytes of a key, as a number that is in order as keys are.
pub(super) fn start(key: &[u8]) -> u64 {
    match key.first_chunk() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => key.iter().rev().fold(0, |start, byte| start >> 8 | u64::from(*byte) << 56),
    }
}

/// The `index`-th number of four bytes.
pub(super) fn four(bytes: &[u8], index: usize) -> Option<usize> {
    let four = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}
