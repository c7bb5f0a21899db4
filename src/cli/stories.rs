//! The versions of stories among the articles of a run: found, and held against each other.

use std::sync::Arc;

use rayon::prelude::*;

use super::args::ReadArgs;
use super::inputs::{Input, Origin};
use super::source;
use crate::article::Article;
use crate::checks::{self, Finding, Version};
use crate::report::Problem;
use crate::story::{Digest, Link, Mark, link};

/// What is kept of an article until its story is known: little, for there may be a hundred thousand of them.
#[derive(Debug)]
pub struct Kept {
    mark: Mark,
    /// Only where it cannot be read again.
    text: Option<Arc<str>>,
}

impl Kept {
    /// What `article`, read from `input`, says of its story.
    pub fn of(input: &Input, article: &Article) -> Self {
        let path = input.real.to_string_lossy();
        let mark = Mark::of(&path, article, &Digest::of(article), &input.desk.desk.settings.versions);
        let text = (input.from == Origin::Stdin).then(|| article.text.clone());
        Self { mark, text }
    }
}

/// What holding the versions against each other says of one article.
#[derive(Debug)]
pub struct Told {
    /// Index of the input.
    pub input: usize,
    pub story: String,
    pub text: Arc<str>,
    pub findings: Vec<Finding>,
}

/// The stories among `kept`, each with the indices of its inputs.
pub fn links(inputs: &[Input], kept: &[(usize, Kept)]) -> Vec<Link> {
    let marks: Vec<Mark> = kept.iter().map(|(_, kept)| kept.mark.clone()).collect();
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

/// Reads the versions of every story again and compares them.
pub fn compare(inputs: &[Input], kept: &[(usize, Kept)], args: &ReadArgs) -> (Vec<Told>, Vec<Problem>) {
    let texts =
        |input: usize| kept.iter().find(|(at, k)| *at == input && k.text.is_some()).and_then(|(_, k)| k.text.clone());
    let outcomes: Vec<Result<Vec<Told>, Problem>> =
        links(inputs, kept).par_iter().map(|link| one(inputs, link, args, &texts)).collect();
    let (mut told, mut problems) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(story) => told.extend(story),
            Err(problem) => problems.push(problem),
        }
    }
    (told, problems)
}

fn one(
    inputs: &[Input],
    link: &Link,
    args: &ReadArgs,
    texts: &(dyn Fn(usize) -> Option<Arc<str>> + Sync),
) -> Result<Vec<Told>, Problem> {
    let members: Vec<(usize, &Input)> = link.members.iter().filter_map(|at| Some((*at, inputs.get(*at)?))).collect();
    let mut articles = Vec::new();
    for (at, input) in &members {
        let text = match &input.from {
            Origin::Stdin => texts(*at).unwrap_or_else(|| "".into()),
            Origin::File(_) => source::text(input)?,
        };
        let article = source::guarded(&input.path, || source::article(input, text, args))?;
        let digest = Digest::of(&article);
        articles.push((article, digest));
    }
    let versions: Vec<Version<'_>> = members
        .iter()
        .zip(&articles)
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
            Told { input: *at, story: link.name.clone(), text: article.text.clone(), findings }
        })
        .collect())
}
