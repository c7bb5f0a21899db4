//! Which versions of a story each of them is held against. A story has a few; where a folder holds it many times (an
//! archive, a copy for every day), each is held against the nearest of each text, so that the work and what is said grow
//! with the number of versions and not with its square.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Texts of one language that a version is held against at most.
const MOST_TEXTS: usize = 8;

/// Versions of one language that are looked at for them, from the nearest on.
const MOST_LOOKED_AT: usize = 64;

/// What of a version says which others are near it.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub path: &'a str,
    /// The code of its language.
    pub language: Option<&'a str>,
    /// Its text by number: versions that have the same differ in the same from every other.
    pub text: u64,
}

/// Two versions by index, `a` before `b`, and which of them is held against the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterparts {
    pub a: usize,
    pub b: usize,
    pub tells_a: bool,
    pub tells_b: bool,
}

/// The pairs of versions in different languages that are held against each other, in order.
pub fn counterparts(versions: &[Standing<'_>]) -> Vec<Counterparts> {
    let shelves = shelves(versions);
    let mut out: BTreeMap<(usize, usize), Counterparts> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        let others = shelves.iter().filter(|(language, _)| **language != version.language);
        for other in others.flat_map(|(_, shelf)| shelf.nearest(version.path, versions)) {
            let (a, b) = (at.min(other), at.max(other));
            let pair = out.entry((a, b)).or_insert(Counterparts { a, b, tells_a: false, tells_b: false });
            if at == a { pair.tells_a = true } else { pair.tells_b = true }
        }
    }
    out.into_values().collect()
}

/// The versions that count beside one at `path`: of each language the nearest of each text, by index and in order.
pub fn nearest(path: &str, others: &[Standing<'_>]) -> Vec<usize> {
    let mut out: Vec<usize> = shelves(others).values().flat_map(|shelf| shelf.nearest(path, others)).collect();
    out.sort_unstable();
    out
}

fn shelves<'a>(versions: &[Standing<'a>]) -> BTreeMap<Option<&'a str>, Shelf<'a>> {
    let mut shelves: BTreeMap<Option<&str>, Shelf<'_>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        shelves.entry(version.language).or_default().0.push((version.path, at));
    }
    shelves.values_mut().for_each(|shelf| shelf.0.sort_unstable());
    shelves
}

/// The versions in one language, in order of their paths.
#[derive(Default)]
struct Shelf<'a>(Vec<(&'a str, usize)>);

impl Shelf<'_> {
    /// Those whose paths have most in common with `path`, from its beginning, one of each text.
    fn nearest(&self, path: &str, versions: &[Standing<'_>]) -> Vec<usize> {
        let (before, behind) = self.0.split_at(self.0.partition_point(|(other, _)| *other < path));
        let near = |(other, at): &(&str, usize)| {
            (other.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count(), Reverse(*at))
        };
        let (mut before, mut behind) = (before.iter().rev().peekable(), behind.iter().peekable());
        let mut out: Vec<usize> = Vec::new();
        for _ in 0..MOST_LOOKED_AT {
            let back = before.peek().map(|version| near(version)) > behind.peek().map(|version| near(version));
            let Some((_, at)) = (if back { before.next() } else { behind.next() }) else { break };
            if out.len() < MOST_TEXTS && out.iter().all(|known| versions[*known].text != versions[*at].text) {
                out.push(*at);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paths, each with its language by its end and the text that is said.
    fn standing<'a>(rows: &[(&'a str, u64)]) -> Vec<Standing<'a>> {
        rows.iter().map(|(path, text)| Standing { path, language: path.rsplit('.').next(), text: *text }).collect()
    }

    #[test]
    fn a_copy_is_held_against_the_one_beside_it() {
        let versions = standing(&[("1/a.en", 1), ("1/a.fr", 2), ("2/a.en", 1), ("2/a.fr", 2)]);
        let pairs: Vec<_> = counterparts(&versions).iter().map(|p| (p.a, p.b, p.tells_a, p.tells_b)).collect();
        assert_eq!(pairs, [(0, 1, true, true), (2, 3, true, true)]);
    }

    /// The English text stands once, and both French ones are held against it.
    #[test]
    fn one_text_may_stand_for_several() {
        let versions = standing(&[("1/a.en", 1), ("1/a.fr", 2), ("2/a.fr", 2), ("3/a.fr", 3)]);
        let pairs: Vec<_> = counterparts(&versions).iter().map(|p| (p.a, p.b, p.tells_a, p.tells_b)).collect();
        assert_eq!(pairs, [(0, 1, true, true), (0, 2, false, true), (0, 3, true, true)]);
        assert_eq!(nearest("2/a.en", &versions), [0, 2, 3]);
    }

    #[test]
    fn of_many_texts_the_nearest_count() {
        let names: Vec<String> = (0..100).map(|n| format!("{n:03}.fr")).collect();
        let rows: Vec<(&str, u64)> = names.iter().zip(0..).map(|(name, text)| (name.as_str(), text)).collect();
        assert_eq!(nearest("042.en", &standing(&rows)), [40, 41, 42, 43, 44, 45, 46, 47]);
    }
}
