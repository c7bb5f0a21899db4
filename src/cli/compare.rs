//! `copydesk compare`.

use std::collections::BTreeMap;
use std::process::ExitCode;

use super::args::{CompareArgs, CompareFormat, ReadArgs};
use super::desks::{Choice, Desks};
use super::inputs::{self, Input};
use super::{CLEAN, FOUND, UNUSABLE, output, source};
use crate::article::Article;
use crate::checks::{self, Severity, Version};
use crate::messages::Message;
use crate::report::{self, CompareResults, CompareRow, Compared, State};
use crate::story::{Digest, Place, Weight, What, compare};
use crate::text::Span;

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
    let rows = rows(&versions, &desks_of);
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

/// Every figure of the first version with what the others have for it, then what only others have.
fn rows(versions: &[Version<'_>], desks: &[&crate::desk::Desk]) -> Vec<CompareRow> {
    let count = versions.len();
    let span = |file: usize, place: Place| -> Option<Span> {
        Some(versions.get(file)?.article.blocks.get(place.block)?.source(place.span))
    };
    let mut rows: BTreeMap<(usize, Span), CompareRow> = BTreeMap::new();
    let row = || CompareRow { cells: vec![None; count], state: State::Alone, message: None };
    let Some(first) = versions.first() else { return Vec::new() };
    for passage in &first.article.blocks {
        for figure in &passage.reading.figures {
            let at = passage.source(figure.span);
            let mut row = row();
            row.cells[0] = Some(at);
            rows.insert((0, at), row);
        }
    }
    for (k, other) in versions.iter().enumerate().skip(1) {
        let comparison = compare(first.digest, other.digest);
        for (a, b) in &comparison.same {
            let Some((a, b)) = span(0, *a).zip(span(k, *b)) else { continue };
            let row = rows.entry((0, a)).or_insert_with(row);
            row.cells[k] = row.cells[k].or(Some(b));
            row.state = row.state.max(State::Same);
        }
        for difference in &comparison.differences {
            let state = if difference.weight >= Weight::Warning { State::Differs } else { State::Hint };
            match difference.what {
                What::Slip { a, b, .. } => {
                    let Some((a, b)) = span(0, a).zip(span(k, b)) else { continue };
                    let row = rows.entry((0, a)).or_insert_with(row);
                    row.cells[0] = Some(a);
                    row.cells[k] = Some(b);
                    row.state = row.state.max(state);
                }
                What::OnlyInA { a, .. } => {
                    let Some(a) = span(0, a) else { continue };
                    let row = rows.entry((0, a)).or_insert_with(row);
                    row.state = row.state.max(state);
                }
                What::OnlyInB { b, .. } => {
                    let Some(b) = span(k, b) else { continue };
                    let row = rows.entry((k, b)).or_insert_with(row);
                    row.cells[k] = Some(b);
                    row.state = row.state.max(state);
                }
            }
        }
    }
    let found = checks::translation(versions, desks);
    for row in rows.values_mut().filter(|row| row.state >= State::Hint) {
        let finding = row.cells.iter().enumerate().find_map(|(file, cell)| {
            let here = found.get(file)?.iter().filter(|f| Some(f.span) == *cell);
            here.max_by_key(|f| f.severity)
        });
        row.message = finding.map(|f| f.message.clone());
        // What a comment or the settings silence is no disagreement.
        if finding.is_none_or(|f| f.severity < Severity::Warning) && row.state == State::Differs {
            row.state = State::Hint;
        }
    }
    rows.into_values().collect()
}
