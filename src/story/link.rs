//! Which articles tell one story: said in the front matter, by the file's name, or by what is in them.

use std::borrow::Borrow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::anchor::{Anchor, NAME};
use super::atom::{Atom, Piece};
use super::digest::{Digest, each_sentence};
use super::pattern::{Named, named};
use crate::article::Article;
use crate::language::Language;
use crate::markup::front_matter;
use crate::number::{Number, significant};
use crate::text::Span;

/// What of an article its story is found by. Small, so that a hundred thousand of them can be kept.
#[derive(Clone, Debug)]
pub struct Mark {
    /// With `/`.
    path: Box<str>,
    language: Option<Language>,
    story: Option<Box<str>>,
    translation_of: Option<Box<str>>,
    /// What the path says by a pattern: the pattern, and where folder and slug stand in the path.
    named: Option<(u32, Span, Span)>,
    /// Numbers that are no dates and not small, the lowest bit set in those that tell ([`tells`]), and names; sorted.
    figures: Box<[u64]>,
    names: Box<[u64]>,
}

/// How a story was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    FrontMatter,
    Name,
    Content,
}

/// The versions of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The slug that they share.
    pub name: String,
    /// Indices of the marks, in order.
    pub members: Vec<usize>,
    pub found: Found,
}

/// Figures and names of an article that are looked up in others.
const MOST: usize = 96;
/// What stands in more articles than this is no fingerprint.
const COMMON: usize = 32;
/// Figures that two articles must share, and of how many of the one that has fewer (in tenths).
const SHARED: usize = 4;
/// Where they are all that one of them has, fewer will do.
const SHARED_AT_LEAST: usize = 3;
const TENTHS: usize = 5;
/// Rare figures that an article must share to be looked at at all.
const LEAST: usize = 2;
/// And of the one that has more.
const OF_MORE: usize = 3;
/// Names that two articles share, where none of the figures that they share tells.
const MANY_NAMES: usize = 3;

impl Mark {
    /// What `article` at `path` says of its story; `patterns` are the settings' file-name patterns.
    pub fn of(path: &str, article: &Article, digest: &Digest, patterns: &[String]) -> Self {
        Self::made(path, article, patterns, |tell| {
            digest.sentences.iter().for_each(|sentence| tell(&sentence.atoms, &sentence.anchors));
        })
    }

    /// [`Mark::of`] of an article that is not to be held against another as it was read, and so needs no digest.
    pub fn alone(path: &str, article: &Article, patterns: &[String]) -> Self {
        Self::made(path, article, patterns, |tell| each_sentence(article, tell))
    }

    /// `each` tells of every sentence its atoms and anchors.
    fn made(
        path: &str,
        article: &Article,
        patterns: &[String],
        each: impl FnOnce(&mut dyn FnMut(&[Atom], &[Anchor])),
    ) -> Self {
        let head = front_matter(&article.text);
        let field = |keys: &[&str]| {
            let value = head.as_ref().and_then(|h| h.get(keys)).map(|f| f.value.trim());
            value.filter(|value| !value.is_empty()).map(Box::from)
        };
        let path = path.replace('\\', "/").into_boxed_str();
        let place = |part: &str| {
            let from = part.as_ptr().addr() - path.as_ptr().addr();
            Span::new(from, from + part.len())
        };
        let mut figures = Vec::new();
        let mut names = Vec::new();
        each(&mut |atoms, anchors| {
            for atom in atoms {
                let telling = !atom.value.is_whole() || atom.value > Number::from(9);
                if atom.digits && atom.piece == Piece::Count && telling {
                    figures.push(Anchor::of_number(&atom.value, 0).key & !1 | u64::from(tells(&atom.value)));
                }
            }
            names.extend(anchors.iter().filter(|a| a.weight == NAME).map(|a| a.key));
        });
        for list in [&mut figures, &mut names] {
            list.sort_unstable();
            list.dedup();
            list.truncate(4 * MOST);
        }
        Self {
            named: named(&path, patterns).map(|n| (n.pattern as u32, place(n.folder), place(n.slug))),
            language: article.language,
            story: field(&["story"]),
            translation_of: field(&["translation-of", "translation_of", "translationof"]),
            figures: figures.into(),
            names: names.into(),
            path,
        }
    }

    /// Whether the two may be of one story: what says so, or enough figures that both have. That they are is for
    /// [`link`] to say; where this is false, it does not link them by themselves.
    pub fn may_tell_with(&self, other: &Mark) -> bool {
        let said = |a: &Option<Box<str>>, b: &Option<Box<str>>| a.is_some() && a == b;
        let named = self.named().is_some_and(|named| other.named() == Some(named));
        let leads = |a: &Mark, b: &Mark| {
            a.translation_of.as_ref().is_some_and(|of| {
                let of = of.trim_start_matches("./");
                b.path.ends_with(of) || b.stem() == of || b.story.as_deref() == Some(of)
            })
        };
        if named || said(&self.story, &other.story) || leads(self, other) || leads(other, self) {
            return true;
        }
        self.language != other.language
            && common(&self.figures, &other.figures) >= SHARED_AT_LEAST
            && common(&self.names, &other.names) >= 1
    }

    fn named(&self) -> Option<Named<'_>> {
        let (pattern, folder, slug) = self.named?;
        Some(Named { pattern: pattern as usize, folder: folder.of(&self.path), slug: slug.of(&self.path) })
    }

    fn stem(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.split('.').next().unwrap_or_default()
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Groups articles by story. `apart` says which two were found to be none; linear in the number of articles.
pub fn link<M: Borrow<Mark>>(marks: &[M], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Link> {
    let marks: Vec<&Mark> = marks.iter().map(Borrow::borrow).collect();
    let mut groups = Groups { parent: (0..marks.len()).collect() };
    let mut found = vec![Found::Content; marks.len()];
    let mut by_story: HashMap<&str, usize> = HashMap::new();
    let mut by_name: HashMap<Named<'_>, usize> = HashMap::new();
    for (i, mark) in marks.iter().enumerate() {
        if let Some(story) = &mark.story {
            found[i] = Found::FrontMatter;
            let first = *by_story.entry(story).or_insert(i);
            groups.join(first, i);
        }
        if let Some(named) = mark.named() {
            let first = *by_name.entry(named).or_insert(i);
            if first != i {
                // A story that the front matter tells otherwise stands.
                let told = |i: usize| marks.get(i).and_then(|m| m.story.as_ref());
                if told(first).is_none() || told(i).is_none() || told(first) == told(i) {
                    groups.join(first, i);
                    for at in [first, i] {
                        if found[at] == Found::Content {
                            found[at] = Found::Name;
                        }
                    }
                }
            }
        }
    }
    drop(by_name);
    if marks.iter().any(|mark| mark.translation_of.is_some()) {
        by_original(&marks, &by_story, &mut groups, &mut found);
    }
    by_content(&marks, &mut groups, apart);
    let mut all: Vec<(usize, usize)> = (0..marks.len()).map(|i| (groups.of(i), i)).collect();
    all.sort_unstable();
    all.chunk_by(|x, y| x.0 == y.0)
        .filter(|members| {
            let first = marks.get(members[0].1).and_then(|m| m.language);
            members.iter().any(|(_, m)| marks[*m].language != first)
        })
        .map(|members| {
            let members: Vec<usize> = members.iter().map(|(_, m)| *m).collect();
            let told = members.iter().find_map(|m| marks[*m].story.as_deref());
            let slug = members.iter().find_map(|m| Some(marks[*m].named()?.slug));
            let name = told.or(slug).unwrap_or_else(|| marks[members[0]].stem()).to_owned();
            let found = members.iter().map(|m| found[*m]).min_by_key(|f| *f as u8).unwrap_or(Found::Content);
            Link { name, members, found }
        })
        .collect()
}

/// Joins what says that it is the translation of another, which it names by its file or its story.
fn by_original(marks: &[&Mark], by_story: &HashMap<&str, usize>, groups: &mut Groups, found: &mut [Found]) {
    let by_path: HashMap<&str, usize> = marks.iter().enumerate().map(|(i, m)| (&*m.path, i)).collect();
    let mut by_stem: HashMap<&str, usize> = HashMap::new();
    for (i, mark) in marks.iter().enumerate() {
        by_stem.entry(mark.stem()).or_insert(i);
    }
    for (i, mark) in marks.iter().enumerate() {
        let Some(of) = &mark.translation_of else { continue };
        let of = of.trim_start_matches("./");
        let beside = if mark.folder().is_empty() { of.to_owned() } else { format!("{}/{of}", mark.folder()) };
        let there = by_path
            .get(beside.as_str())
            .or_else(|| by_path.get(of))
            .or_else(|| by_story.get(of))
            .or_else(|| by_stem.get(of))
            .copied();
        if let Some(there) = there.filter(|there| *there != i) {
            groups.join(there, i);
            found[i] = Found::FrontMatter;
            found[there] = Found::FrontMatter;
        }
    }
}

/// Which articles have which figures, where that tells anything.
struct Places {
    /// Figures that several articles have and not many, each with one of them; sorted.
    shared: Vec<(u64, u32)>,
    /// Figures that too many have; sorted.
    common: Vec<u64>,
}

impl Places {
    fn of(marks: &[&Mark]) -> Self {
        let count = marks.iter().map(|mark| mark.figures.len()).sum();
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(count);
        for (i, mark) in marks.iter().enumerate() {
            all.extend(mark.figures.iter().map(|key| (*key, i as u32)));
        }
        all.sort_unstable();
        let mut out = Self { shared: Vec::new(), common: Vec::new() };
        for at in all.chunk_by(|x, y| x.0 == y.0) {
            match at.len() {
                ..2 => {}
                2..=COMMON => out.shared.extend_from_slice(at),
                _ => out.common.extend(at.first().map(|(key, _)| *key)),
            }
        }
        out
    }

    /// The articles behind `mark` that have one of its rare figures, as often as they have one.
    fn behind(&self, i: usize, mark: &Mark, out: &mut Vec<u32>) {
        out.clear();
        for key in mark.figures.iter().filter(|key| self.common.binary_search(key).is_err()).take(MOST) {
            let from = self.shared.partition_point(|(other, _)| other < key);
            let at = self.shared.get(from..).unwrap_or_default().iter().take_while(|(other, _)| other == key);
            out.extend(at.map(|(_, j)| *j).filter(|j| *j as usize > i));
        }
        out.sort_unstable();
    }
}

/// The languages of a group's members.
type Languages = SmallVec<[Option<Language>; 8]>;

/// Joins what nothing links but its figures and names.
fn by_content(marks: &[&Mark], groups: &mut Groups, apart: &dyn Fn(usize, usize) -> bool) {
    let mut languages: Vec<Languages> = vec![Languages::new(); marks.len()];
    for (i, mark) in marks.iter().enumerate() {
        languages[groups.of(i)].push(mark.language);
    }
    let places = Places::of(marks);
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    let mut behind = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        places.behind(i, mark, &mut behind);
        for same in behind.chunk_by(|x, y| x == y) {
            let j = same[0] as usize;
            let other = marks[j];
            if mark.language == other.language {
                continue;
            }
            // Common figures count as well once rare ones led here.
            let all = common(&mark.figures, &other.figures).max(same.len());
            let fewer = mark.figures.len().min(other.figures.len());
            let more = mark.figures.len().max(other.figures.len());
            // What quotes the figures of several articles is none of their versions.
            if all < SHARED_AT_LEAST || all * 10 < more * OF_MORE {
                continue;
            }
            let names = common(&mark.names, &other.names);
            // Counts up to a hundred and round ones are shared by articles on anything.
            let telling = names >= MANY_NAMES || tell(&mark.figures, &other.figures);
            let close =
                all >= SHARED && all * 10 >= fewer * TENTHS || all >= SHARED_AT_LEAST && all == fewer && names >= 2;
            if close && telling && names >= 1 {
                pairs.push((all * 4 + names.min(12), i, j));
            }
        }
    }
    drop(places);
    pairs.sort_unstable_by_key(|(score, i, j)| (std::cmp::Reverse(*score), *i, *j));
    for (_, i, j) in pairs {
        let (a, b) = (groups.of(i), groups.of(j));
        // One of the two is without a mark of its own, and a story has one version in a language.
        let free = |group: usize| languages[group].len() == 1;
        let clash = languages[a].iter().any(|language| languages[b].contains(language));
        if a == b || clash || !(free(a) || free(b)) && marks[i].story != marks[j].story || apart(i, j) {
            continue;
        }
        let mut all = std::mem::take(&mut languages[a]);
        all.append(&mut languages[b]);
        groups.join(a, b);
        languages[groups.of(a)] = all;
    }
}

/// Where marks are looked up by what is in them.
#[derive(Debug, Default)]
pub struct Index {
    figures: HashMap<u64, Vec<u32>, FixedState>,
    stories: HashMap<Box<str>, Vec<u32>>,
}

impl Index {
    pub fn of<'a>(marks: impl Iterator<Item = &'a Mark>) -> Self {
        let mut out = Self::default();
        for (at, mark) in marks.enumerate() {
            for key in mark.figures.iter() {
                out.figures.entry(*key).or_default().push(at as u32);
            }
            if let Some(story) = &mark.story {
                out.stories.entry(story.clone()).or_default().push(at as u32);
            }
        }
        out
    }

    /// The places of at most `most` marks that [`link`] may find to tell the story of `mark`, the likeliest first.
    pub fn like(&self, mark: &Mark, most: usize) -> Vec<usize> {
        let mut shared: HashMap<u32, usize, FixedState> = HashMap::default();
        let rare = mark.figures.iter().filter_map(|key| self.figures.get(key)).filter(|at| at.len() <= COMMON);
        rare.take(MOST).flatten().for_each(|at| *shared.entry(*at).or_default() += 1);
        let named = mark.story.as_ref().and_then(|story| self.stories.get(story));
        named.into_iter().flatten().take(COMMON).for_each(|at| *shared.entry(*at).or_default() += MOST);
        let mut found: Vec<(usize, u32)> =
            shared.into_iter().filter(|(_, count)| *count >= LEAST).map(|(at, count)| (count, at)).collect();
        found.sort_unstable_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
        found.into_iter().take(most).map(|(_, at)| at as usize).collect()
    }
}

/// Whether a number is seldom found in two articles by chance: 1,250 and 3.4, but not 12 or 500.
fn tells(number: &Number) -> bool {
    !number.is_whole() || *number > Number::from(100) && significant(number, 1) != *number
}

/// How many keys two sorted lists share.
fn common(a: &[u64], b: &[u64]) -> usize {
    both(a, b, |_| true)
}

/// Whether one of the figures that two marks share tells.
fn tell(a: &[u64], b: &[u64]) -> bool {
    both(a, b, |key| key & 1 == 1) > 0
}

/// How many keys of `kind` two sorted lists share.
fn both(a: &[u64], b: &[u64], kind: impl Fn(u64) -> bool) -> usize {
    let (mut i, mut j, mut out) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out += usize::from(kind(*x));
                i += 1;
                j += 1;
            }
        }
    }
    out
}

/// Sets that are joined.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn of(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// The smaller index stands for both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
