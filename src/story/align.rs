//! Sentences of two versions, paired.
//!
//! First in order: the best chain of pairs (one sentence for one, two for one, one for two), each worth what its two
//! sides share less what their lengths differ. Then out of order: what is left is paired where rare anchors say so, and
//! from such a pair on to its neighbours. All weights are whole numbers; the band keeps long articles linear.

use std::cmp::Ordering;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::digest::{Digest, Sentence};

/// How far a pair is to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// Length alone speaks for it.
    Doubtful,
    /// It shares little itself, but stands between pairs that are sure, or in an article that runs parallel.
    Likely,
    /// It shares names or figures that others have not.
    Sure,
}

/// Sentences `a` of one version that say what sentences `b` of the other say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bead {
    /// First sentence and one past the last.
    pub a: (usize, usize),
    pub b: (usize, usize),
    pub trust: Trust,
}

/// An anchor in more sentences than this tells nothing.
const COMMON: usize = 24;
/// Cells of the table that are always afforded; beyond, a band of this half width along the diagonal.
const CELLS: usize = 1 << 20;
const BAND: usize = 160;
/// What a sentence without a counterpart costs.
const GAP: i64 = -150;
/// What two stretches are worth, at most, for being as long as each other.
const FIT: i64 = 500;
/// What joining two sentences costs.
const JOIN: i64 = -350;
/// What two stretches share counts so much at most.
const MOST_SHARED: i32 = 6000;
/// From how much shared weight a pair is sure, and from how much it may be made out of order.
const SURE: i32 = 900;
const STRAY: i32 = 1500;

/// How far a sure pair vouches for those in an unbroken run with it.
const REACH: usize = 5;

/// What each two sentences share.
struct Shares {
    /// A row for each sentence of the first version, where they are few; else only what there is.
    dense: Vec<i32>,
    sparse: HashMap<(u32, u32), i32, FixedState>,
    /// Sentences of the second version.
    columns: usize,
}

impl Shares {
    fn new(rows: usize, columns: usize) -> Self {
        let cells = rows.saturating_mul(columns);
        let dense = if cells <= CELLS { vec![0; cells] } else { Vec::new() };
        Self { dense, sparse: HashMap::default(), columns }
    }

    /// What sentence `i` of the first version shares with those of the second from `from` to `to`, at their places in
    /// `line`.
    fn line(&self, i: usize, (from, to): (usize, usize), line: &mut [i32]) {
        let start = i * self.columns;
        let dense = self.dense.get(start + from..start + to).zip(line.get_mut(from..to));
        if let Some((shares, line)) = dense {
            return line.copy_from_slice(shares);
        }
        for (j, shared) in line.iter_mut().enumerate().take(to).skip(from) {
            *shared = self.get(i, j);
        }
    }

    #[inline]
    fn get(&self, i: usize, j: usize) -> i32 {
        if self.dense.is_empty() {
            return self.sparse.get(&(i as u32, j as u32)).copied().unwrap_or(0);
        }
        self.dense.get(i * self.columns + j).copied().unwrap_or(0)
    }

    fn add(&mut self, i: u32, j: u32, weight: i32) {
        if self.dense.is_empty() {
            *self.sparse.entry((i, j)).or_insert(0) += weight;
        } else if let Some(cell) = self.dense.get_mut(i as usize * self.columns + j as usize) {
            *cell += weight;
        }
    }

    /// Those that share at least so much.
    fn from(&self, least: i32) -> Vec<(i32, u32, u32)> {
        let cells = self.dense.iter().enumerate().filter(|(_, share)| **share >= least);
        let dense = cells.map(|(at, share)| (*share, (at / self.columns) as u32, (at % self.columns) as u32));
        let pairs = self.sparse.iter().filter(|(_, share)| **share >= least);
        dense.chain(pairs.map(|(pair, share)| (*share, pair.0, pair.1))).collect()
    }
}

/// The anchors of a version by their key, each with its sentence and its weight.
#[derive(Debug)]
pub struct Sorted(Vec<(u64, u32, i32)>);

impl Sorted {
    pub fn of(digest: &Digest) -> Self {
        let count = digest.sentences.iter().map(|s| s.anchors.len()).sum();
        let mut all: Vec<(u64, u32, i32)> = Vec::with_capacity(count);
        for (i, sentence) in digest.sentences.iter().enumerate() {
            all.extend(sentence.anchors.iter().map(|anchor| (anchor.key, i as u32, anchor.weight)));
        }
        all.sort_unstable_by_key(|(key, ..)| *key);
        Self(all)
    }
}

/// The pairs of two versions, by their place in `a`.
pub fn align((a, ours): (&Digest, &Sorted), (b, theirs): (&Digest, &Sorted)) -> Vec<Bead> {
    let (a, b) = (&a.sentences, &b.sentences);
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let shares = shares((a.len(), ours), (b.len(), theirs));
    let lengths = |s: &[Sentence]| {
        let mut sum = 0;
        std::iter::once(0).chain(s.iter().map(|x| (sum += x.length, sum).1)).collect::<Vec<i64>>()
    };
    let lengths = [lengths(a), lengths(b)];
    let scale = [&lengths[0], &lengths[1]].map(|l| l.last().copied().unwrap_or(0).max(1));
    let table = Table { a, b, shares: &shares, scale: scale.into(), lengths };
    let mut beads = table.chain();
    table.stray(&mut beads);
    beads.sort_by_key(|bead| (bead.a, bead.b));
    table.trust(&mut beads);
    beads
}

/// What each two sentences share, where they share anything that is rare; each side with the number of its sentences.
fn shares((rows, Sorted(ours)): (usize, &Sorted), (columns, Sorted(theirs)): (usize, &Sorted)) -> Shares {
    let mut out = Shares::new(rows, columns);
    let (mut x, mut y) = (0, 0);
    while let (Some((key, _, weight)), Some((other, ..))) = (ours.get(x), theirs.get(y)) {
        match key.cmp(other) {
            Ordering::Less => x += 1,
            Ordering::Greater => y += 1,
            Ordering::Equal => {
                let run = |all: &[(u64, u32, i32)]| all.iter().take_while(|row| row.0 == *key).count();
                let (ours, theirs) = (&ours[x..], &theirs[y..]);
                let (ours, theirs) = (&ours[..run(ours)], &theirs[..run(theirs)]);
                if ours.len() <= COMMON && theirs.len() <= COMMON {
                    let each = weight / ours.len().max(theirs.len()) as i32;
                    for (_, i, _) in ours {
                        for (_, j, _) in theirs {
                            out.add(*i, *j, each);
                        }
                    }
                }
                x += ours.len();
                y += theirs.len();
            }
        }
    }
    out
}

/// Cells before a line's first, for what looks back from it.
const EDGE: usize = 2;
/// What no chain is worth, so little that nothing makes it look like one; and a chain that cannot be.
const UNREACHED: i64 = i64::MIN / 4;
const NONE: i64 = i64::MIN / 2;

/// What the best chains are worth that end with one sentence of the first version, by their last one of the second.
struct Line {
    /// Each [`EDGE`] further on; [`NONE`] outside of the band.
    worth: Vec<i64>,
    band: (usize, usize),
}

impl Line {
    fn new(columns: usize) -> Self {
        Self { worth: vec![NONE; columns + 1 + EDGE], band: (0, 0) }
    }

    /// Forgets what it held, for another band.
    fn begin(&mut self, from: usize, to: usize) {
        let before = std::mem::replace(&mut self.band, (from, to));
        self.worth[before.0 + EDGE..=before.1 + EDGE].fill(NONE);
    }
}

struct Table<'a> {
    a: &'a [Sentence],
    b: &'a [Sentence],
    shares: &'a Shares,
    scale: (i64, i64),
    /// How long the first sentences of each are together, by their number.
    lengths: [Vec<i64>; 2],
}

impl Table<'_> {
    fn share(&self, i: usize, j: usize) -> i32 {
        self.shares.get(i, j)
    }

    fn shared(&self, a: (usize, usize), b: (usize, usize)) -> i32 {
        let mut sum = 0;
        for i in a.0..a.1 {
            for j in b.0..b.1 {
                sum += self.share(i, j);
            }
        }
        sum
    }

    /// How well two stretches fit in length: 500 where they are as long as the articles are to each other.
    fn fit(&self, a: (usize, usize), b: (usize, usize)) -> i64 {
        Self::fit_of(self.scaled(0, a), self.scaled(1, b))
    }

    /// How long a stretch of one side is, by what [`Self::fit_of`] compares.
    fn scaled(&self, side: usize, (from, to): (usize, usize)) -> i64 {
        let lengths = &self.lengths[side];
        let length = match (lengths.get(from), lengths.get(to)) {
            (Some(before), Some(all)) => all - before + 24,
            _ => 24,
        };
        length * if side == 0 { self.scale.1 } else { self.scale.0 }
    }

    #[inline]
    fn fit_of(x: i64, y: i64) -> i64 {
        let ratio = x.max(y) * 1000 / x.min(y).max(1);
        // A headline may be twice as long in the other language.
        let fit = (1500 - ratio).clamp(-4000, FIT);
        if fit < 0 { fit / 2 } else { fit }
    }

    fn worth(&self, a: (usize, usize), b: (usize, usize)) -> i64 {
        i64::from(self.shared(a, b).min(MOST_SHARED)) + self.fit(a, b)
    }

    /// The best chain of pairs in order.
    fn chain(&self) -> Vec<Bead> {
        let (n, m) = (self.a.len(), self.b.len());
        let half = if n.saturating_mul(m) <= CELLS { m } else { BAND.max(m.div_ceil(n) * 4) };
        let centre = |i: usize| i * m / n;
        let low = |i: usize| centre(i).saturating_sub(half);
        let high = |i: usize| (centre(i) + half).min(m);
        const STEPS: [(usize, usize); 5] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)];
        // How long each sentence of the second version is, alone and with the one before it.
        let theirs: Vec<[i64; 2]> =
            (0..=m).map(|j| [1, 2].map(|count| self.scaled(1, (j.saturating_sub(count), j)))).collect();
        // The last step of the best chain of the first i and j sentences: steps[starts[i] + j - low(i)].
        let (mut steps, mut starts): (Vec<u8>, Vec<usize>) = (Vec::new(), Vec::with_capacity(n + 1));
        // What the chains are worth that end in this line, in the one above it and in the one above that.
        let mut lines = [(); 3].map(|()| Line::new(m));
        // What the last two sentences share with those of the second version, each [`EDGE`] further on.
        let mut shares = [(); 2].map(|()| vec![0; m + EDGE]);
        for i in 0..=n {
            let (from, to) = (low(i), high(i));
            lines.rotate_right(1);
            let [own, above, second] = &mut lines;
            own.begin(from, to);
            starts.push(steps.len());
            let ours = [1, 2].map(|count| self.scaled(0, (i.saturating_sub(count), i)));
            for (count, line) in shares.iter_mut().enumerate() {
                if let Some(sentence) = i.checked_sub(count + 1) {
                    self.shares.line(sentence, (from.saturating_sub(EDGE), to), &mut line[EDGE..]);
                }
            }
            let mut left = NONE;
            let above = above.worth[from..=to + EDGE].windows(3).zip(second.worth[from..=to + EDGE].windows(3));
            let shared = shares[0][from..].windows(2).zip(shares[1][from..].windows(2));
            let cells = above.zip(shared).zip(&theirs[from..=to]).zip(&mut own.worth[from + EDGE..=to + EDGE]);
            for ((((above, second), (shared, second_shared)), theirs), cell) in cells {
                let (&[above_two, above_one, above], &[_, second, _]) = (above, second) else { continue };
                let (&[one_before, last], &[_, first]) = (shared, second_shared) else { continue };
                let mut best = (UNREACHED, u8::MAX);
                for (worth, step) in [(above + GAP, 1), (left + GAP, 2)] {
                    if worth > best.0 {
                        best = (worth, step);
                    }
                }
                // Of two that are worth the same a pair of sentences goes before a gap. What would lose though its
                // lengths fitted best is not looked at.
                let shared = i64::from(last.min(MOST_SHARED));
                if above_one + shared + FIT >= best.0 {
                    let worth = above_one + shared + Self::fit_of(ours[0], theirs[0]);
                    if worth >= best.0 {
                        best = (worth, 0);
                    }
                }
                let mut join = |before: i64, first: i32, x: i64, y: i64, step: u8| {
                    let join = if first > 0 && last > 0 { JOIN } else { JOIN * 3 / 2 };
                    let most = before + i64::from((first + last).min(MOST_SHARED)) + join;
                    if most + FIT > best.0 {
                        let worth = most + Self::fit_of(x, y);
                        if worth > best.0 {
                            best = (worth, step);
                        }
                    }
                };
                join(second, first, ours[1], theirs[0], 3);
                join(above_two, one_before, ours[0], theirs[1], 4);
                if steps.is_empty() {
                    // Nothing is there before the first sentences.
                    best = (0, u8::MAX);
                }
                (*cell, left) = (best.0, best.0);
                steps.push(best.1);
            }
        }
        let mut beads = Vec::new();
        let (mut i, mut j) = (n, m);
        while i > 0 || j > 0 {
            let at = j.checked_sub(low(i)).and_then(|at| Some(starts.get(i)? + at));
            let step = at.and_then(|at| steps.get(at)).copied().unwrap_or(u8::MAX);
            let Some((da, db)) = STEPS.get(step as usize) else { break };
            let (pi, pj) = (i.saturating_sub(*da), j.saturating_sub(*db));
            if *da > 0 && *db > 0 {
                beads.push(Bead { a: (pi, i), b: (pj, j), trust: Trust::Doubtful });
            }
            (i, j) = (pi, pj);
        }
        beads.reverse();
        beads
    }

    /// Pairs that stand out of order, made of what is left and of pairs that share nothing.
    fn stray(&self, beads: &mut Vec<Bead>) {
        let (mut free_a, mut free_b) = (vec![true; self.a.len()], vec![true; self.b.len()]);
        let weak = |bead: &Bead| self.shared(bead.a, bead.b) < SURE;
        for bead in beads.iter().filter(|bead| !weak(bead)) {
            (bead.a.0..bead.a.1).for_each(|i| free_a[i] = false);
            (bead.b.0..bead.b.1).for_each(|j| free_b[j] = false);
        }
        let mut pairs = self.shares.from(STRAY);
        pairs.retain(|(_, i, j)| free_a[*i as usize] && free_b[*j as usize]);
        pairs.sort_unstable_by_key(|(share, i, j)| (-share, *i, *j));
        let mut made = Vec::new();
        for (_, i, j) in pairs {
            let (i, j) = (i as usize, j as usize);
            if free_a[i] && free_b[j] && self.fit((i, i + 1), (j, j + 1)) > -1500 {
                (free_a[i], free_b[j]) = (false, false);
                made.push((i, j));
            }
        }
        if made.is_empty() {
            return;
        }
        // What stood for one of these before was a guess.
        let touches =
            |bead: &Bead, i: usize, j: usize| (bead.a.0..bead.a.1).contains(&i) || (bead.b.0..bead.b.1).contains(&j);
        beads.retain(|bead| !weak(bead) || !made.iter().any(|(i, j)| touches(bead, *i, *j)));
        for bead in beads.iter() {
            (bead.a.0..bead.a.1).for_each(|i| free_a[i] = false);
            (bead.b.0..bead.b.1).for_each(|j| free_b[j] = false);
        }
        let mut next = 0;
        while let Some((i, j)) = made.get(next).copied() {
            next += 1;
            beads.push(Bead { a: (i, i + 1), b: (j, j + 1), trust: Trust::Doubtful });
            let around = [(i.checked_sub(1), j.checked_sub(1)), (Some(i + 1), Some(j + 1))];
            for (x, y) in around.into_iter().filter_map(|(x, y)| Some((x?, y?))) {
                let free = free_a.get(x) == Some(&true) && free_b.get(y) == Some(&true);
                if free && self.worth((x, x + 1), (y, y + 1)) > 0 {
                    (free_a[x], free_b[y]) = (false, false);
                    made.push((x, y));
                }
            }
        }
    }

    /// Whether both versions have the same paragraphs in the same order, nine in ten of the pairs in those that stand for
    /// each other.
    fn by_paragraph(&self, beads: &[Bead]) -> bool {
        let count = |s: &[Sentence]| s.last().map_or(0, |x| x.block + 1);
        let block = |s: &[Sentence], at: usize| s.get(at).map_or(0, |x| x.block);
        let straight = beads.iter().filter(|bead| block(self.a, bead.a.0) == block(self.b, bead.b.0)).count();
        count(self.a) == count(self.b) && count(self.a) > 3 && straight * 10 >= beads.len() * 9
    }

    /// Says of each pair how far it is to be believed.
    fn trust(&self, beads: &mut [Bead]) {
        let shared: Vec<i32> = beads.iter().map(|bead| self.shared(bead.a, bead.b)).collect();
        let sure = |at: usize| shared.get(at).is_some_and(|s| *s >= SURE);
        let follows = |x: &Bead, y: &Bead| x.a.1 == y.a.0 && x.b.1 == y.b.0;
        // One sentence of either may be left over between them.
        let nearly = |x: &Bead, y: &Bead| {
            let gaps = y.a.0.checked_sub(x.a.1).zip(y.b.0.checked_sub(x.b.1));
            gaps.is_some_and(|(a, b)| a + b <= 1)
        };
        let paired: usize = beads.iter().map(|bead| bead.a.1 - bead.a.0 + bead.b.1 - bead.b.0).sum();
        let sures = (0..beads.len()).filter(|at| sure(*at)).count();
        // Most of both runs in pairs, and a good part of the pairs is sure; less will do where paragraph stands for
        // paragraph throughout.
        let most = paired * 10 >= (self.a.len() + self.b.len()) * 7;
        let tenths = if self.by_paragraph(beads) { 1 } else { 3 };
        let parallel = most && sures * 10 >= beads.len() * tenths;
        // How many pairs away the nearest sure one stands in an unbroken run, before and after.
        let run = |order: &mut dyn Iterator<Item = usize>, forward: bool| {
            let mut out = vec![usize::MAX; beads.len()];
            let mut away = usize::MAX;
            let mut last: Option<usize> = None;
            for at in order {
                let joined = match last {
                    Some(last) if forward => follows(&beads[last], &beads[at]),
                    Some(last) => follows(&beads[at], &beads[last]),
                    None => false,
                };
                let edge = if forward {
                    beads[at].a.0 == 0 && beads[at].b.0 == 0
                } else {
                    beads[at].a.1 == self.a.len() && beads[at].b.1 == self.b.len()
                };
                away = if edge {
                    1
                } else if joined {
                    away.saturating_add(1)
                } else {
                    usize::MAX
                };
                out[at] = away;
                if sure(at) {
                    away = 0;
                }
                last = Some(at);
            }
            out
        };
        let sure_before = run(&mut (0..beads.len()), true);
        let sure_after = run(&mut (0..beads.len()).rev(), false);
        let trusts: Vec<Trust> = (0..beads.len())
            .map(|at| {
                let bead = &beads[at];
                let before = at.checked_sub(1).filter(|b| follows(&beads[*b], bead));
                let after = Some(at + 1).filter(|n| beads.get(*n).is_some_and(|next| follows(bead, next)));
                let beside = at.checked_sub(1).is_some_and(|b| nearly(&beads[b], bead))
                    || beads.get(at + 1).is_some_and(|next| nearly(bead, next));
                let (before_sure, after_sure) = (before.is_some_and(sure), after.is_some_and(sure));
                let first = bead.a.0 == 0 && bead.b.0 == 0;
                let last = bead.a.1 == self.a.len() && bead.b.1 == self.b.len();
                let fits = self.fit(bead.a, bead.b) > -500;
                if sure(at) && self.fit(bead.a, bead.b) > -1500 {
                    Trust::Sure
                } else if fits && (before_sure || first) && (after_sure || last)
                    || fits && shared[at] >= SURE / 3 && (before_sure || after_sure || first || last)
                    || fits && parallel && beside
                    || fits && sure_before[at] <= REACH && sure_after[at] <= REACH
                {
                    Trust::Likely
                } else {
                    Trust::Doubtful
                }
            })
            .collect();
        for (bead, trust) in beads.iter_mut().zip(trusts) {
            bead.trust = trust;
        }
    }
}
