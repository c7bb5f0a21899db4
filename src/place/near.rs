//! Keys of the table that are nearly another: for names with a slip in them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use super::gazetteer::{BLOCK, Gazetteer, MOST_KNOWN, PlaceId};
use super::stored::Walk;
use crate::text::memo::{Memo, remembered};

/// A key near another: how many slips away, and its places.
pub type Near = (String, usize, Vec<PlaceId>);

thread_local! {
    static NEARS: RefCell<Memo<Rc<[Near]>>> = RefCell::new(Memo::new(MOST_KNOWN / 4));
}

impl Gazetteer {
    /// Keys with the same first letter that are at most `most` slips away: a letter dropped, added, changed, or two
    /// swapped. Each with its distance and its places.
    pub fn near(&self, key: &str, most: usize) -> Rc<[Near]> {
        let most = most.min(2);
        let near = remembered(&NEARS, (most as u32, 0), key, || self.look_near(key, most).into());
        let Some(own) = self.own.as_ref().filter(|_| !key.is_empty()) else { return near };
        let first = key.get(..key.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
        let slips = |other: &str| distance(other.as_bytes(), key.as_bytes(), most);
        let own = own.beginning(first).filter_map(|(other, ids)| Some((other.to_owned(), slips(other)?, ids.to_vec())));
        own.chain(near.iter().cloned()).collect()
    }

    fn look_near(&self, key: &str, most: usize) -> Vec<Near> {
        let wanted = key.as_bytes();
        let Some(first) = wanted.first() else { return Vec::new() };
        let length = wanted.len();
        let lengths = self.sketches(*first);
        let fitting = lengths.get(length.saturating_sub(most)..lengths.len().min(length + most + 1));
        let mut at: Vec<u32> = Vec::new();
        for list in fitting.unwrap_or_default() {
            // A slip changes at most one letter for another: two bits.
            match most {
                0 | 1 => list.alike::<2>(letters(wanted), &mut at),
                _ => list.alike::<4>(letters(wanted), &mut at),
            }
        }
        at.sort_unstable();
        let mut out = Vec::new();
        let mut open: Option<(usize, Walk)> = None;
        for at in at {
            let (block, at) = (at as usize / BLOCK, at as usize % BLOCK);
            let mut walk = match open.take() {
                Some((open, walk)) if open == block => walk,
                _ => self.walk(block),
            };
            while walk.count <= at && walk.next() {}
            if let Some(distance) = distance(&walk.key, wanted, most)
                && let Ok(found) = std::str::from_utf8(&walk.key)
            {
                out.push((found.to_owned(), distance, walk.places().collect()));
            }
            open = Some((block, walk));
        }
        out
    }

    /// What is looked at of each key with a first letter before the key itself, by length; gathered when first asked for.
    fn sketches(&self, first: u8) -> &'static [Sketches] {
        static ALL: [OnceLock<Vec<Sketches>>; 256] = [const { OnceLock::new() }; 256];
        let Some(cell) = ALL.get(usize::from(first)) else { return &[] };
        cell.get_or_init(|| {
            let mut out: Vec<Sketches> = Vec::new();
            let mut key = first;
            // The letters that the last key's beginnings have, by their length.
            let mut known = [0u32; 512];
            let block = self.block_of(&[first]);
            for (row, at) in self.rows(block).zip(block * BLOCK..) {
                key = if row.stored == 0 { row.bytes.first().copied().unwrap_or_default() } else { key };
                let mut letters = known.get(row.stored).copied().unwrap_or_default();
                let behind = known.get_mut(row.stored + 1..).unwrap_or_default();
                for (byte, known) in row.bytes.iter().zip(behind) {
                    letters |= letter(*byte);
                    *known = letters;
                }
                if key > first {
                    break;
                }
                let length = row.stored + row.bytes.len();
                if out.len() <= length {
                    out.resize_with(length + 1, Sketches::default);
                }
                if let Some(list) = out.get_mut(length).filter(|_| key == first) {
                    list.letters.push(letters);
                    list.at.push(at as u32);
                }
            }
            // What is kept for good has no room to grow.
            out.iter_mut().for_each(|list| {
                list.letters.shrink_to_fit();
                list.at.shrink_to_fit();
            });
            out
        })
    }
}

/// Keys of one length in little: enough to see that they are not near another.
#[derive(Debug, Default)]
struct Sketches {
    letters: Vec<u32>,
    /// Where each key is in the table.
    at: Vec<u32>,
}

impl Sketches {
    /// Adds where the keys are whose letters differ from some in at most so many bits.
    fn alike<const MOST: usize>(&self, letters: u32, out: &mut Vec<u32>) {
        let is = |other: u32| {
            let mut differ = other ^ letters;
            for _ in 0..MOST {
                differ &= differ.wrapping_sub(1);
            }
            differ == 0
        };
        // Seldom is one of many alike.
        const MANY: usize = 16;
        for (many, at) in self.letters.chunks(MANY).zip(self.at.chunks(MANY)) {
            if many.iter().fold(false, |any, other| any | is(*other)) {
                out.extend(many.iter().zip(at).filter(|(other, _)| is(**other)).map(|(_, at)| *at));
            }
        }
    }
}

/// One bit a letter that a key has; several letters may share one.
fn letters(key: &[u8]) -> u32 {
    key.iter().fold(0, |bits, byte| bits | letter(*byte))
}

#[inline]
fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// How many slips `key` is away from `wanted`, swaps counted as one; nothing where it is more than `most`, of two at most.
fn distance(key: &[u8], wanted: &[u8], most: usize) -> Option<usize> {
    // What both begin and end with alike is no slip.
    let head = key.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    let (key, wanted) = (key.get(head..)?, wanted.get(head..)?);
    let tail = key.iter().rev().zip(wanted.iter().rev()).take_while(|(a, b)| a == b).count();
    let (key, wanted) = (key.get(..key.len() - tail)?, wanted.get(..wanted.len() - tail)?);
    if key.len().abs_diff(wanted.len()) > most {
        return None;
    }
    // One slip is all that is left of them.
    if most == 1 {
        return match (key, wanted) {
            ([], []) => Some(0),
            ([] | [_], [] | [_]) => Some(1),
            ([a, b], [c, d]) if a == d && b == c => Some(1),
            _ => None,
        };
    }
    // Only cells near the diagonal can be as little as `most`: those from `most` before it to `most` behind it.
    const WIDTH: usize = 7;
    const FAR: usize = usize::MAX / 2;
    let cell = |row: &[usize; WIDTH], i: usize, j: usize| {
        let at = (j + most + 1).checked_sub(i);
        at.and_then(|at| row.get(at)).copied().unwrap_or(FAR)
    };
    let (mut last, mut above) = ([FAR; WIDTH], [FAR; WIDTH]);
    for j in 0..=most.min(wanted.len()) {
        *above.get_mut(j + most + 1)? = j;
    }
    for (i, c) in key.iter().enumerate() {
        let mut row = [FAR; WIDTH];
        let mut least = FAR;
        for j in (i + 1).saturating_sub(most)..=(i + 1 + most).min(wanted.len()) {
            let mut best = cell(&above, i, j) + 1;
            if let Some(before) = j.checked_sub(1) {
                let d = wanted.get(before)?;
                best = best.min(cell(&above, i, before) + usize::from(c != d)).min(cell(&row, i + 1, before) + 1);
                if i > 0 && before > 0 && key.get(i - 1) == Some(d) && wanted.get(before - 1) == Some(c) {
                    best = best.min(cell(&last, i - 1, before - 1) + 1);
                }
            } else {
                best = best.min(i + 1);
            }
            *row.get_mut(j + most + 1 - (i + 1))? = best;
            least = least.min(best);
        }
        if least > most {
            return None;
        }
        (last, above) = (above, row);
    }
    Some(cell(&above, key.len(), wanted.len())).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    /// The plain way: every letter against every letter.
    fn whole(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
        for i in 1..=a.len() {
            let mut row = vec![i];
            for j in 1..=b.len() {
                let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                row.push(best);
            }
            rows.push(row);
        }
        rows[a.len()][b.len()]
    }

    #[test]
    fn distances_are_those_of_the_whole_table() {
        // Every word of up to five letters of two, against every other.
        let words: Vec<Vec<u8>> = (0..6)
            .flat_map(|n| (0..1u32 << n).map(move |bits| (0..n).map(|i| b"ab"[(bits >> i & 1) as usize]).collect()))
            .collect();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            for most in [1, 2] {
                let all = whole(a, b);
                assert_eq!(distance(a, b, most), (all <= most).then_some(all), "{a:?} {b:?} {most}");
            }
        }
    }

    #[test]
    fn near_names() {
        let table = Gazetteer::get();
        let near = |name: &str, most| table.near(&fold(name), most).iter().map(|n| n.0.clone()).collect::<Vec<_>>();
        assert!(near("Johannesberg", 1).contains(&"johannesburg".to_owned()));
        assert!(near("Reykjavic", 1).contains(&"reykjavik".to_owned()));
        assert!(near("Maresille", 1).contains(&"marseille".to_owned()));
        assert!(near("Xqzvvv", 1).is_empty());
        // Against the plain way, for names all over the table.
        let mut all = Vec::new();
        table.beginning("mar", |key, _| {
            all.push(key.to_owned());
            true
        });
        for key in all.iter().step_by(37) {
            assert!(table.near(key, 1).iter().any(|n| n.0 == *key && n.1 == 0), "{key}");
        }
    }

    #[test]
    fn near_names_are_all_that_are_near() {
        let table = Gazetteer::get();
        let mut keys = Vec::new();
        table.beginning("", |key, _| {
            keys.push(key.to_owned());
            true
        });
        for wanted in ["bac gian", "nge an", "cincinatti", "johanesburg", "marseile", "zzz", "sant petersburg", "hà"] {
            let same = |k: &&String| k.as_bytes().first() == wanted.as_bytes().first();
            for most in [1, 2] {
                let near = |k: &&String| whole(k.as_bytes(), wanted.as_bytes()) <= most;
                let all: Vec<&String> = keys.iter().filter(same).filter(near).collect();
                let found: Vec<String> = table.near(wanted, most).iter().map(|n| n.0.clone()).collect();
                assert_eq!(found.iter().collect::<Vec<_>>(), all, "{wanted} {most}");
            }
        }
    }
}
