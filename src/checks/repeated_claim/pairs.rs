//! Which figures of an article are held against which, and what came of it: kept from one edit to the next.

use super::mentions::{Mentions, Part, Ties};
use super::{MOST_BEFORE, weigh};

/// Two figures that may be one claim, and what the two alone say of that.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The later one.
    pub other: usize,
    /// What speaks for it, in tenths.
    pub points: i32,
    /// They are of one noun or unit.
    pub same_noun: bool,
    /// The later one is told of a time that the first one's sentence does not know.
    pub fresh: bool,
    /// They count something that says little.
    pub vague: bool,
}

/// What each figure was held against and what came of it. A plain function of the two figures of each pair, so what is
/// known of two that stayed is still so after an edit elsewhere.
#[derive(Debug, Default)]
pub struct Weighed {
    /// Those that each was held against, one row behind the other; `rows` says where each begins.
    others: Vec<u32>,
    rows: Vec<u32>,
    /// The pairs that came of it, in the order of the first figure, with that.
    pairs: Vec<(usize, Pair)>,
}

impl Weighed {
    fn others(&self, at: usize) -> &[u32] {
        let end = self.rows.get(at + 1).map_or(self.others.len(), |end| *end as usize);
        self.rows.get(at).and_then(|from| self.others.get(*from as usize..end)).unwrap_or_default()
    }

    fn of(&self, at: usize) -> &[(usize, Pair)] {
        let from = self.pairs.partition_point(|(first, _)| *first < at);
        let end = self.pairs.partition_point(|(first, _)| *first <= at);
        self.pairs.get(from..end).unwrap_or_default()
    }

    /// The pairs by their first figure, in order.
    pub fn by_first(&self) -> impl Iterator<Item = (usize, &[(usize, Pair)])> {
        self.pairs.chunk_by(|(a, _), (b, _)| a == b).filter_map(|pairs| Some((pairs.first()?.0, pairs)))
    }
}

/// Holds each figure against those of its sort that follow it.
pub fn weighed(mentions: Mentions<'_>, before: Option<(&Weighed, &Ties)>) -> Weighed {
    let rows = mentions.rows;
    let mut out = Weighed::default();
    // A headline that says a figure in other words than the first paragraph: "640 jobs", "hire 460 people".
    let headline = (0..mentions.len()).take_while(|at| rows.part(*at) == Part::Headline).count();
    let lede = (headline..mentions.len()).take_while(|at| rows.part(*at) == Part::Lede).take(16).count();
    // How many figures of each sort were passed.
    let mut passed = vec![0usize; rows.sorts()];
    let mut others: Vec<u32> = Vec::new();
    for at in 0..mentions.len() {
        let sort = rows.sort(at);
        others.clear();
        if let Some(passed) = passed.get_mut(rows.sort_of(at)) {
            *passed += 1;
            others.extend(sort.iter().skip(*passed).take(MOST_BEFORE));
        }
        if rows.part(at) == Part::Headline
            && let Some(first) = mentions.get(at)
        {
            let same = |other: &usize| mentions.get(*other).is_some_and(|other| other.figure.unit == first.figure.unit);
            let lede = (headline..headline + lede).filter(same);
            others.extend(lede.filter_map(|other| u32::try_from(other).ok()));
        }
        out.rows.push(u32::try_from(out.others.len()).unwrap_or(u32::MAX));
        out.others.extend(&others);
        let known = before.and_then(|(known, ties)| {
            let was = ties.was(at)?;
            let same = known.others(was).iter().map(|other| ties.now(*other as usize));
            same.eq(others.iter().map(|other| Some(*other as usize))).then(|| (known.of(was), ties))
        });
        match known {
            Some((pairs, ties)) => {
                let moved = |pair: &Pair| Some((at, Pair { other: ties.now(pair.other)?, ..*pair }));
                out.pairs.extend(pairs.iter().filter_map(|(_, pair)| moved(pair)));
            }
            None => {
                let Some(first) = mentions.get(at) else { continue };
                let weigh = |other: &u32| weigh(&first, &mentions.get(*other as usize)?, *other as usize);
                out.pairs.extend(others.iter().filter_map(weigh).map(|pair| (at, pair)));
            }
        }
    }
    out
}
