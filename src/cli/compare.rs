//! `copydesk compare`.

use std::process::ExitCode;

use super::args::{CompareArgs, CompareFormat, ReadArgs};
use super::desks::{Choice, Desks};
use super::inputs::{self, Input};
use super::{CLEAN, FOUND, UNUSABLE, output, source};
use crate::article::Article;
use crate::checks::Version;
use crate::messages::Message;
use crate::report::{self, CompareResults, Compared, State};
use crate::story::Digest;

/// Puts the versions that `args` names side by side.
pub fn run(args: &CompareArgs) -> ExitCode {
    let language = output::language();
    let read = ReadArgs {
        paths: args.paths.clone(),
        stdin_filename: None,
        lang: None,
        date: args.date.clone(),
        config: args.config.clone(),
        jobs: None,
    };
    let mut desks = Desks::new(args.config.as_deref(), Choice::default());
    let mut inputs = inputs::of(&read, &mut desks);
    // The order is the writer's: the first version is what the others are held against.
    let place = |input: &Input| args.paths.iter().position(|p| super::paths::shown(p) == input.path);
    inputs.sort_by_key(|input| place(input).unwrap_or(usize::MAX));
    let mut problems = std::mem::take(&mut desks.problems);
    let mut articles: Vec<(&Input, Article, Digest)> = Vec::new();
    for input in &inputs {
        let article =
            source::text(input).and_then(|text| source::guarded(&input.path, || source::article(input, text, &read)));
        match article {
            Ok(article) => articles.push((input, article.clone(), Digest::of(&article))),
            Err(problem) => problems.push(problem),
        }
    }
    if articles.len() < 2 && problems.is_empty() {
        output::say(&Message::new("cli-compare-two").text(&language));
        return UNUSABLE.into();
    }
    let versions: Vec<Version<'_>> =
        articles.iter().map(|(input, article, digest)| Version { path: &input.path, article, digest }).collect();
    let desks_of: Vec<_> = articles.iter().map(|(input, ..)| &input.desk.desk).collect();
    let rows = report::compare_rows(&versions, &desks_of);
    let results = CompareResults {
        files: versions
            .iter()
            .map(|v| Compared {
                path: v.path.to_owned(),
                language: v.article.language.map(|l| l.code()),
                text: v.article.text.clone(),
            })
            .collect(),
        rows,
        problems,
    };
    let differ = results.rows.iter().any(|row| row.state == State::Differs);
    let code = if !results.problems.is_empty() {
        UNUSABLE
    } else if differ {
        FOUND
    } else {
        CLEAN
    };
    let code = output::write(code, |out| match args.format {
        CompareFormat::Human => report::compare_human(out, &results, &language),
        CompareFormat::Json => report::compare_json(out, &results, &language),
        CompareFormat::Html => report::compare_html(out, &results, &language),
    });
    output::say_problems(&results.problems, &language);
    code
}
