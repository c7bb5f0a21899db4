//! Which versions of a story each of them is held against. A story has a few; where a folder holds it many times (an
//! archive, a copy for every day), each is held against the nearest of each text, so that the work and what is said grow
//! with the number of versions and not with its square.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::translation::Version;
use crate::language::Language;

/// Texts of one language that a version is held against at most.
const MOST_TEXTS: usize = 8;

/// Versions of one language that are looked at for them, from the nearest on.
const MOST_LOOKED_AT: usize = 64;

/// Two versions, `a` before `b`, and which of them is held against the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub a: usize,
    pub b: usize,
    pub tells_a: bool,
    pub tells_b: bool,
    /// The texts of the two by number: pairs that have the same differ in the same.
    pub texts: (usize, usize),
}

/// The pairs of `versions` in different languages that are held against each other, in order.
pub(super) fn pairs(versions: &[Version<'_>]) -> Vec<Pair> {
    let texts = numbered(versions);
    let mut shelves: BTreeMap<Option<Language>, Shelf<'_>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        shelves.entry(version.article.language).or_default().0.push((version.path, at));
    }
    shelves.values_mut().for_each(|shelf| shelf.0.sort_unstable());
    let mut out: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        let others = shelves.iter().filter(|(language, _)| **language != version.article.language);
        for other in others.flat_map(|(_, shelf)| shelf.nearest(version.path, &texts)) {
            let (a, b) = (at.min(other), at.max(other));
            let new = Pair { a, b, tells_a: false, tells_b: false, texts: (texts[a], texts[b]) };
            let pair = out.entry((a, b)).or_insert(new);
            if at == a { pair.tells_a = true } else { pair.tells_b = true }
        }
    }
    out.into_values().collect()
}

/// The text of each version by number: the same where they are read alike, which their settings may prevent.
fn numbered<'a>(versions: &'a [Version<'_>]) -> Vec<usize> {
    let mut known: HashMap<(Option<Language>, &'a str), Vec<usize>> = HashMap::new();
    let number = |(at, version): (usize, &'a Version<'_>)| {
        let alike = known.entry((version.article.language, &version.article.text)).or_default();
        let first = alike.iter().copied().find(|first| versions[*first].digest == version.digest);
        first.unwrap_or_else(|| {
            alike.push(at);
            at
        })
    };
    versions.iter().enumerate().map(number).collect()
}

/// The versions in one language, in order of their paths.
#[derive(Default)]
struct Shelf<'a>(Vec<(&'a str, usize)>);

impl Shelf<'_> {
    /// Those whose paths have most in common with `path`, from its beginning, one of each text.
    fn nearest(&self, path: &str, texts: &[usize]) -> Vec<usize> {
        let (before, behind) = self.0.split_at(self.0.partition_point(|(other, _)| *other < path));
        let near = |(other, at): &(&str, usize)| {
            (other.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count(), Reverse(*at))
        };
        let (mut before, mut behind) = (before.iter().rev().peekable(), behind.iter().peekable());
        let mut out: Vec<usize> = Vec::new();
        for _ in 0..MOST_LOOKED_AT {
            let back = before.peek().map(|version| near(version)) > behind.peek().map(|version| near(version));
            let Some((_, at)) = (if back { before.next() } else { behind.next() }) else { break };
            if out.len() < MOST_TEXTS && out.iter().all(|known| texts[*known] != texts[*at]) {
                out.push(*at);
            }
        }
        out
    }
}
