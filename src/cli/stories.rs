//! The versions of stories among the articles of a run: found, and held against each other.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;
use smallvec::SmallVec;

use super::args::ReadArgs;
use super::inputs::{Input, Origin};
use super::source;
use crate::article::Article;
use crate::checks::{self, Version};
use crate::report::{Packed, Problem};
use crate::story::{Digest, Link, Mark, link, versions_key};

/// What is kept of an article until its story is known: little, for there may be a hundred thousand of them.
#[derive(Debug)]
pub struct Kept {
    mark: Mark,
    /// Only where it cannot be read again.
    text: Option<Arc<str>>,
}

impl Kept {
    /// What `article`, read from `input`, says of its story; without a digest it costs less.
    pub fn of(input: &Input, article: &Article, digest: Option<&Digest>) -> Self {
        let path = input.real.to_string_lossy();
        let patterns = &input.desk.desk.settings.versions;
        let mark = match digest {
            Some(digest) => Mark::of(&path, article, digest, patterns),
            None => Mark::alone(&path, article, patterns),
        };
        let text = (input.from == Origin::Stdin).then(|| article.text.clone());
        Self { mark, text }
    }
}

/// What holding the versions against each other says of one article.
#[derive(Debug)]
pub struct Told {
    /// Index of the input.
    pub input: usize,
    /// Empty until the story is known.
    pub story: String,
    pub text: Arc<str>,
    pub findings: Packed,
}

/// Articles that are read together, at most, because their names say that they are versions of one story.
const MOST_TOGETHER: usize = 8;

/// Indices of the inputs that are read together, most of them alone.
pub type Row = SmallVec<[usize; 2]>;

/// The inputs, those together that are likely to be versions of one story, so that they need not be read again to be
/// compared. Each once, in order of the first.
pub fn together(inputs: &[Input]) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut by_key: HashMap<String, usize, FixedState> = HashMap::default();
    for (at, input) in inputs.iter().enumerate() {
        let Some(key) = versions_key(&input.real.to_string_lossy(), &input.desk.desk.settings.versions) else {
            out.push(Row::from_slice(&[at]));
            continue;
        };
        let known = by_key.get(&key).and_then(|row| out.get_mut(*row));
        match known.filter(|row| row.len() < MOST_TOGETHER) {
            Some(row) => row.push(at),
            None => {
                by_key.insert(key, out.len());
                out.push(Row::from_slice(&[at]));
            }
        }
    }
    out
}

/// An article that was read, with its input's index.
pub type Read = (usize, Article, Digest);

/// What holding the articles against each other says, should they be the versions of one story.
pub fn likely(inputs: &[Input], read: &[Read]) -> Option<Vec<Told>> {
    let members: Vec<(usize, &Input)> = read.iter().filter_map(|r| Some((r.0, inputs.get(r.0)?))).collect();
    let articles: Vec<(&Article, &Digest)> = read.iter().map(|r| (&r.1, &r.2)).collect();
    if members.len() < 2 { None } else { tell(&members, &articles).ok() }
}

/// The stories among `kept`, each with the indices of its inputs.
pub fn links(inputs: &[Input], kept: &[(usize, &Kept)]) -> Vec<Link> {
    let marks: Vec<&Mark> = kept.iter().map(|(_, kept)| &kept.mark).collect();
    let apart = |a: usize, b: usize| {
        let real = |at: usize| kept.get(at).and_then(|(input, _)| inputs.get(*input));
        let Some((a, b)) = real(a).zip(real(b)) else { return false };
        a.desk.desk.settings.are_apart(&a.real, &b.real)
    };
    let mut links = link(&marks, &apart);
    for link in &mut links {
        for member in &mut link.members {
            *member = kept.get(*member).map_or(usize::MAX, |(input, _)| *input);
        }
    }
    links
}

/// Compares the versions of every story: those that were, as they were read, and the others by reading them again.
pub fn compare(
    inputs: &[Input],
    kept: &[(usize, &Kept)],
    mut likely: HashMap<Row, Vec<Told>>,
    args: &ReadArgs,
) -> (Vec<Told>, Vec<Problem>) {
    let texts =
        |input: usize| kept.iter().find(|(at, k)| *at == input && k.text.is_some()).and_then(|(_, k)| k.text.clone());
    let each = links(inputs, kept).into_iter();
    let each: Vec<_> = each.map(|link| (likely.remove(link.members.as_slice()), link)).collect();
    drop(likely);
    let one = |(told, link): (Option<Vec<Told>>, Link)| {
        let told = match told {
            Some(told) => told,
            None => again(inputs, &link, args, &texts)?,
        };
        Ok(told.into_iter().map(|told| Told { story: link.name.clone(), ..told }).collect())
    };
    let outcomes: Vec<Result<Vec<Told>, Problem>> = each.into_par_iter().map(one).collect();
    let (mut told, mut problems) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(story) => told.extend(story),
            Err(problem) => problems.push(problem),
        }
    }
    (told, problems)
}

fn again(
    inputs: &[Input],
    link: &Link,
    args: &ReadArgs,
    texts: &(dyn Fn(usize) -> Option<Arc<str>> + Sync),
) -> Result<Vec<Told>, Problem> {
    let members: Vec<(usize, &Input)> = link.members.iter().filter_map(|at| Some((*at, inputs.get(*at)?))).collect();
    let mut read = Vec::new();
    for (at, input) in &members {
        let text = match &input.from {
            Origin::Stdin => texts(*at).unwrap_or_else(|| "".into()),
            Origin::File(_) => source::text(input)?,
        };
        let article = source::guarded(&input.path, || source::article(input, text, args))?;
        let digest = Digest::of(&article);
        read.push((article, digest));
    }
    let articles: Vec<(&Article, &Digest)> = read.iter().map(|(article, digest)| (article, digest)).collect();
    tell(&members, &articles)
}

/// Holds the versions of a story against each other.
fn tell(members: &[(usize, &Input)], articles: &[(&Article, &Digest)]) -> Result<Vec<Told>, Problem> {
    let versions: Vec<Version<'_>> = members
        .iter()
        .zip(articles)
        .map(|((_, input), (article, digest))| Version { path: &input.path, article, digest })
        .collect();
    let desks: Vec<_> = members.iter().map(|(_, input)| &input.desk.desk).collect();
    let path = members.first().map_or("", |(_, input)| input.path.as_str());
    let findings = source::guarded(path, || checks::translation(&versions, &desks))?;
    Ok(members
        .iter()
        .zip(articles.iter().zip(findings))
        .map(|((at, input), ((article, _), mut findings))| {
            let settings = &input.desk.desk.settings;
            findings.retain(|f| !settings.is_stet(&input.real, f.code, f.span.of(&article.text)));
            let text = if findings.is_empty() { Arc::default() } else { article.text.clone() };
            Told { input: *at, story: String::new(), text, findings: Packed::of(findings) }
        })
        .collect())
}
