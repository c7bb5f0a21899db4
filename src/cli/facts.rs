//! `copydesk facts`, and what it shares with `check`.

use std::process::ExitCode;

use rayon::prelude::*;

use super::args::{FactsArgs, FactsFormat, ReadArgs};
use super::desks::{Choice, Desks};
use super::inputs::{self, Input};
use super::progress::Progress;
use super::{CLEAN, UNUSABLE, output, source};
use crate::article::Article;
use crate::messages::Message;
use crate::report::{self, FactsResults, Problem};

/// Lists the figures of what `args` mean.
pub fn run(args: FactsArgs) -> ExitCode {
    if let Err(code) = usable(&args.read) {
        return code;
    }
    let language = output::language();
    let mut desks = Desks::new(args.read.config.as_deref(), Choice::default());
    let inputs = inputs::of(&args.read, &mut desks);
    let progress = Progress::of(inputs.len());
    let each = |input| {
        let outcome = one(input, &args.read);
        progress.tick();
        outcome
    };
    let read = pool(&args.read, inputs.len(), || inputs.par_iter().map(each).collect::<Vec<_>>());
    drop(progress);

    let mut results = FactsResults { articles: Vec::new(), problems: desks.problems };
    for outcome in read {
        match outcome {
            Ok(article) => results.articles.push(article),
            Err(problem) => results.problems.push(problem),
        }
    }
    results.problems.extend(desks.faulty.iter().flat_map(|file| file.problems()));
    results.articles.sort_by(|a, b| a.0.cmp(&b.0));
    results.problems.sort_by(|a, b| a.path.cmp(&b.path));
    let code = if results.problems.is_empty() { CLEAN } else { UNUSABLE };
    let code = output::write(code, |out| match args.format {
        FactsFormat::Human => report::facts_human(out, &results, args.identifiers, &output::look()),
        FactsFormat::Json => report::facts_json(out, &results, args.identifiers, &language),
        FactsFormat::Csv => report::facts_csv(out, &results, args.identifiers),
        FactsFormat::Html => report::facts_html(out, &results, args.identifiers, &language),
    });
    output::say_problems(&results.problems, &language);
    code
}

fn one(input: &Input, args: &ReadArgs) -> Result<(String, Article), Problem> {
    let text = source::text(input)?;
    let article = source::guarded(&input.path, || source::article(input, text, args))?;
    Ok((input.path.clone(), article))
}

/// Holds what clap cannot: a name for standard input means something only where that is read.
///
/// # Errors
/// The exit status, when the fault has been said.
pub fn usable(args: &ReadArgs) -> Result<(), ExitCode> {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|p| inputs::is_stdin(p)) {
        output::say(&Message::new("cli-stdin-filename").text(&output::language()));
        return Err(UNUSABLE.into());
    }
    Ok(())
}

/// Runs `work` on as many threads as were asked for, and no more than there are articles.
pub fn pool<T: Send>(args: &ReadArgs, inputs: usize, work: impl FnOnce() -> T + Send) -> T {
    const STACK: usize = 8 << 20;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or(processors, usize::from).clamp(1, inputs.max(1)).min(256);
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        // A system that gives no threads still has this one.
        Err(_) => work(),
    }
}
