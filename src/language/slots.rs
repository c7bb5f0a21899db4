//! Short words as numbers, and a table of them that costs little to ask, above all for words that it does not know.

/// Bytes of one number.
const HALF: usize = 8;

/// A word of at most sixteen bytes; where it has fewer there is nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64, u64);

impl Key {
    /// Bytes of the longest word that has one.
    pub const LONGEST: usize = 2 * HALF;

    /// A word's; longer ones and the empty one have none.
    #[inline]
    pub fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        match bytes.len() {
            1..=HALF => Some(Self(packed(bytes), 0)),
            9..=16 => {
                let (first, rest) = bytes.split_at_checked(HALF)?;
                Some(Self(packed(first), packed(rest)))
            }
            _ => None,
        }
    }

    /// That of the word at `start..end` of a text. The eight bytes before its end are read in one go, whatever word some
    /// of them are of.
    #[inline(always)]
    pub fn at(text: &str, start: usize, end: usize) -> Option<Self> {
        let length = end.wrapping_sub(start);
        match (length, end.checked_sub(HALF)) {
            (1..=HALF, Some(last)) => Some(Self(eight(text, last)? >> (8 * (HALF - length)), 0)),
            (9..=16, Some(last)) => Some(Self(eight(text, start)?, eight(text, last)? >> (8 * (2 * HALF - length)))),
            _ => Self::of(text.get(start..end)?),
        }
    }

    /// That of the same word without its ASCII capitals.
    #[inline]
    pub fn lower(self) -> Self {
        Self(lower(self.0), lower(self.1))
    }

    #[inline]
    const fn hash(self) -> u32 {
        // Any odd numbers will do whose bits look like chance. The upper half of a product depends on all that was multiplied.
        let mixed = self.0 ^ self.1.wrapping_mul(0xA24B_AED4_963E_E407);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }
}

/// The eight bytes from `start` on, as a number.
#[inline]
fn eight(text: &str, start: usize) -> Option<u64> {
    let bytes = text.as_bytes().get(start..start + HALF)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// At most eight bytes as a number.
#[inline]
fn packed(word: &[u8]) -> u64 {
    match (word.first_chunk(), word.first_chunk(), word.last_chunk()) {
        (Some(eight), ..) => u64::from_le_bytes(*eight),
        // The two lie over each other.
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (word.len() - 4))
        }
        _ => word.iter().rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte)),
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Eight bytes of UTF-8, none of them an ASCII capital.
#[inline]
const fn lower(word: u64) -> u64 {
    let low = word & !HIGH;
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let behind_z = low + (0x7F - b'Z' as u64) * ONES;
    word | (((from_a ^ behind_z) & HIGH & !word) >> 2)
}

/// The lower bits of a slot say which entry, the others are those of the word's hash: nearly every other word that would
/// have the slot is told by them, and its entry need not be looked at. No table has so many words.
const ENTRY: u32 = (1 << 24) - 1;

/// Something of each of a number of short words.
#[derive(Clone, Debug)]
pub struct Slots<V> {
    /// Where an entry stands, counted from one, with bits of its hash ([`ENTRY`]); nought where none does. A word's slot is
    /// told by its hash; where another word has that, it is one of those behind. At most half of them are taken.
    slots: Vec<u32>,
    entries: Vec<(Key, V)>,
}

impl<V> Default for Slots<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), entries: Vec::new() }
    }
}

impl<V> Slots<V> {
    /// Gives back the room that was taken to grow.
    pub fn settle(&mut self) {
        self.entries.shrink_to_fit();
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    #[inline]
    pub fn get(&self, key: Key) -> Option<&V> {
        let last = self.slots.len().wrapping_sub(1);
        let hash = key.hash();
        let mut at = hash as usize;
        loop {
            let slot = *self.slots.get(at & last)?;
            if slot == 0 {
                return None;
            }
            if (slot ^ hash) <= ENTRY {
                let (known, value) = self.entries.get((slot & ENTRY) as usize - 1)?;
                if *known == key {
                    return Some(value);
                }
            }
            at += 1;
        }
    }

    /// Every word and what is known of it.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &V)> {
        self.entries.iter().map(|(key, value)| (*key, value))
    }

    /// What is known of every word.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// What is known of a word; what `new` makes where it is a new one.
    pub fn entry(&mut self, key: Key, new: impl FnOnce() -> V) -> &mut V {
        if self.slots.len() < 2 * (self.entries.len() + 1) {
            self.grow();
        }
        let at = self.place(key);
        let many = self.entries.len();
        let slot = &mut self.slots[at];
        if *slot == 0 {
            self.entries.push((key, new()));
            *slot = slot_of(many, key);
        }
        let entry = (*slot & ENTRY) as usize - 1;
        &mut self.entries[entry].1
    }

    /// The slot of a word, or the empty one that it is to have.
    fn place(&self, key: Key) -> usize {
        let last = self.slots.len() - 1;
        let mut at = key.hash() as usize & last;
        while let Some((known, _)) = self.entries.get(((self.slots[at] & ENTRY) as usize).wrapping_sub(1)) {
            if *known == key {
                break;
            }
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; (2 * self.slots.len()).max(8)];
        for entry in 0..self.entries.len() {
            let key = self.entries[entry].0;
            let at = self.place(key);
            self.slots[at] = slot_of(entry, key);
        }
    }
}

/// The slot of a word whose entry is the `entry`th.
const fn slot_of(entry: usize, key: Key) -> u32 {
    (entry as u32 + 1) & ENTRY | key.hash() & !ENTRY
}
