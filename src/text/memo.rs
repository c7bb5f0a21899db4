//! Answers that depend on nothing but what was asked, kept while there is room.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::thread::LocalKey;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

/// The last answers about texts, each under a tag that tells what was asked. When half of its room is full, what was asked
/// before that and not since is dropped: names of one article come back in the next, those of last year's do not.
#[derive(Debug)]
pub struct Memo<V> {
    known: ByKey<V>,
    /// What was known when `known` was last full.
    before: ByKey<V>,
    most: usize,
}

type ByKey<V> = HashMap<u64, Known<V>, BuildHasherDefault<Itself>>;

/// A key is a hash already.
#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[derive(Debug)]
struct Known<V> {
    tag: (u32, u32),
    /// Beside the rest where it is short: what lies elsewhere takes longer to reach.
    text: SmallVec<[u8; 24]>,
    answer: V,
}

impl<V: Clone> Memo<V> {
    /// Room for `most` answers.
    pub fn new(most: usize) -> Self {
        Self { known: HashMap::default(), before: HashMap::default(), most }
    }

    fn key(tag: (u32, u32), text: &str) -> u64 {
        let mut hasher = FixedState::with_seed(0).build_hasher();
        hasher.write(text.as_bytes());
        hasher.write_u64(u64::from(tag.0) << 32 | u64::from(tag.1));
        hasher.finish()
    }

    /// What was answered, if it is still known.
    #[inline]
    pub fn get(&mut self, tag: (u32, u32), text: &str) -> Option<V> {
        let key = Self::key(tag, text);
        let is = |known: &Known<V>| known.tag == tag && *known.text == *text.as_bytes();
        if let Some(known) = self.known.get(&key) {
            return is(known).then(|| known.answer.clone());
        }
        self.again(key, is)
    }

    /// The answer of before, which is kept for longer.
    fn again(&mut self, key: u64, is: impl Fn(&Known<V>) -> bool) -> Option<V> {
        let again = self.before.remove(&key).filter(is)?;
        let answer = again.answer.clone();
        self.keep(key, again);
        Some(answer)
    }

    fn keep(&mut self, key: u64, known: Known<V>) {
        if self.known.len() >= self.most.div_ceil(2) {
            self.before = std::mem::take(&mut self.known);
        }
        self.known.insert(key, known);
    }

    /// Keeps an answer.
    pub fn put(&mut self, tag: (u32, u32), text: &str, answer: V) {
        self.keep(Self::key(tag, text), Known { tag, text: SmallVec::from_slice(text.as_bytes()), answer });
    }
}

/// A language's code as a tag.
pub fn tag(code: &str) -> u32 {
    code.bytes().fold(0, |tag, byte| tag << 8 | u32::from(byte))
}

/// The answer that `memo` has, else the one that `work` gives. `work` may ask other memos, and this one too.
pub fn remembered<V: Clone>(
    memo: &'static LocalKey<RefCell<Memo<V>>>,
    tag: (u32, u32),
    text: &str,
    work: impl FnOnce() -> V,
) -> V {
    if let Some(known) = memo.with(|memo| memo.try_borrow_mut().ok()?.get(tag, text)) {
        return known;
    }
    let answer = work();
    memo.with(|memo| {
        if let Ok(mut memo) = memo.try_borrow_mut() {
            memo.put(tag, text, answer.clone());
        }
    });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memo_tells_texts_and_tags_apart_and_stays_small() {
        let mut memo = Memo::new(10);
        for n in 0..100u32 {
            memo.put((n, 0), "a", n);
            assert_eq!((memo.get((n, 0), "a"), memo.get((n, 1), "a"), memo.get((n, 0), "b")), (Some(n), None, None));
            assert!(memo.known.len() + memo.before.len() <= 10);
        }
    }
}
