//! Which articles tell one story: said in the front matter, by the file's name, or by what is in them.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::anchor::{Anchor, NAME};
use super::atom::{Atom, Piece};
use super::digest::{Digest, each_sentence};
use super::pattern::{Named, named};
use crate::article::Article;
use crate::language::Language;
use crate::markup::front_matter;
use crate::number::{Number, significant};

/// What of an article its story is found by. Small, so that a hundred thousand of them can be kept.
#[derive(Clone, Debug)]
pub struct Mark {
    /// With `/`.
    path: String,
    language: Option<Language>,
    story: Option<String>,
    translation_of: Option<String>,
    named: Option<Named>,
    /// Numbers that are no dates and not small, the lowest bit set in those that tell ([`tells`]), and names; sorted.
    figures: Vec<u64>,
    names: Vec<u64>,
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
        let field = |keys: &[&str]| head.as_ref().and_then(|h| h.get(keys)).map(|f| f.value.trim().to_owned());
        let path = path.replace('\\', "/");
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
            named: named(&path, patterns),
            language: article.language,
            story: field(&["story"]).filter(|s| !s.is_empty()),
            translation_of: field(&["translation-of", "translation_of", "translationof"]).filter(|s| !s.is_empty()),
            path,
            figures,
            names,
        }
    }

    /// Whether the two may be of one story: what says so, or enough figures that both have. That they are is for
    /// [`link`] to say; where this is false, it does not link them by themselves.
    pub fn may_tell_with(&self, other: &Mark) -> bool {
        let said = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let named = self.named.as_ref().zip(other.named.as_ref()).is_some_and(|(a, b)| a.key == b.key);
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

    fn stem(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.split('.').next().unwrap_or_default()
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Groups articles by story. `apart` says which two were found to be none; linear in the number of articles.
pub fn link(marks: &[Mark], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Link> {
    let mut groups = Groups { parent: (0..marks.len()).collect() };
    let mut found = vec![Found::Content; marks.len()];
    let mut names: HashMap<usize, String> = HashMap::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let by_path: HashMap<&str, usize> = marks.iter().enumerate().map(|(i, m)| (m.path.as_str(), i)).collect();
    for (i, mark) in marks.iter().enumerate() {
        if let Some(story) = &mark.story {
            found[i] = Found::FrontMatter;
            let first = *by_key.entry(format!("story|{story}")).or_insert(i);
            groups.join(first, i);
            names.insert(i, story.clone());
        }
        if let Some(named) = &mark.named {
            let first = *by_key.entry(format!("name|{}", named.key)).or_insert(i);
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
            .or_else(|| by_key.get(&format!("story|{of}")))
            .or_else(|| by_stem.get(of))
            .copied();
        if let Some(there) = there.filter(|there| *there != i) {
            groups.join(there, i);
            found[i] = Found::FrontMatter;
            found[there] = Found::FrontMatter;
        }
    }
    by_content(marks, &mut groups, apart);
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..marks.len() {
        out.entry(groups.of(i)).or_default().push(i);
    }
    out.into_values()
        .filter(|members| {
            let first = marks.get(members[0]).and_then(|m| m.language);
            members.len() > 1 && members.iter().any(|m| marks[*m].language != first)
        })
        .map(|members| {
            let named = members.iter().find_map(|m| names.get(m).cloned());
            let slug = members.iter().find_map(|m| marks[*m].named.as_ref().map(|n| n.slug.clone()));
            let stem = || marks[members[0]].stem().to_owned();
            let found = members.iter().map(|m| found[*m]).min_by_key(|f| *f as u8).unwrap_or(Found::Content);
            Link { name: named.or(slug).unwrap_or_else(stem), members, found }
        })
        .collect()
}

/// Joins what nothing links but its figures and names.
fn by_content(marks: &[Mark], groups: &mut Groups, apart: &dyn Fn(usize, usize) -> bool) {
    let mut languages: HashMap<usize, Vec<Option<Language>>> = HashMap::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for (i, mark) in marks.iter().enumerate() {
        let group = groups.of(i);
        languages.entry(group).or_default().push(mark.language);
        *sizes.entry(group).or_default() += 1;
    }
    let mut places: HashMap<u64, Vec<u32>, FixedState> = HashMap::default();
    for (i, mark) in marks.iter().enumerate() {
        for key in &mark.figures {
            places.entry(*key).or_default().push(i as u32);
        }
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let mut shared: HashMap<u32, usize, FixedState> = HashMap::default();
        let rare = mark.figures.iter().filter_map(|key| places.get(key)).filter(|at| at.len() <= COMMON).take(MOST);
        for at in rare {
            for j in at.iter().filter(|j| **j as usize > i) {
                *shared.entry(*j).or_default() += 1;
            }
        }
        for (j, count) in shared {
            let other = &marks[j as usize];
            // Common figures count as well once rare ones led here.
            let all = common(&mark.figures, &other.figures).max(count);
            let fewer = mark.figures.len().min(other.figures.len());
            let names = common(&mark.names, &other.names);
            // Counts up to a hundred and round ones are shared by articles on anything.
            let telling = names >= MANY_NAMES || tell(&mark.figures, &other.figures);
            let more = mark.figures.len().max(other.figures.len());
            let close =
                all >= SHARED && all * 10 >= fewer * TENTHS || all >= SHARED_AT_LEAST && all == fewer && names >= 2;
            // What quotes the figures of several articles is none of their versions.
            if close && telling && all * 10 >= more * OF_MORE && names >= 1 && mark.language != other.language {
                pairs.push((all * 4 + names.min(12), i, j as usize));
            }
        }
    }
    pairs.sort_unstable_by_key(|(score, i, j)| (std::cmp::Reverse(*score), *i, *j));
    for (_, i, j) in pairs {
        let (a, b) = (groups.of(i), groups.of(j));
        // One of the two is without a mark of its own, and a story has one version in a language.
        let free = |group: usize| sizes.get(&group) == Some(&1);
        let (ours, theirs) = (languages.get(&a), languages.get(&b));
        let clash = ours.zip(theirs).is_some_and(|(x, y)| x.iter().any(|l| y.contains(l)));
        if a == b || clash || !(free(a) || free(b)) && marks[i].story != marks[j].story || apart(i, j) {
            continue;
        }
        let moved = languages.remove(&b).unwrap_or_default();
        let size = sizes.remove(&b).unwrap_or(0);
        let mut all = languages.remove(&a).unwrap_or_default();
        let whole = size + sizes.remove(&a).unwrap_or(0);
        all.extend(moved);
        groups.join(a, b);
        let group = groups.of(a);
        languages.insert(group, all);
        sizes.insert(group, whole);
    }
}

/// Where marks are looked up by what is in them.
#[derive(Debug, Default)]
pub struct Index {
    figures: HashMap<u64, Vec<u32>, FixedState>,
    stories: HashMap<String, Vec<u32>>,
}

impl Index {
    pub fn of<'a>(marks: impl Iterator<Item = &'a Mark>) -> Self {
        let mut out = Self::default();
        for (at, mark) in marks.enumerate() {
            for key in &mark.figures {
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
