//! `copydesk check`.

use std::collections::HashMap;
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use smallvec::SmallVec;

use super::args::{CheckArgs, CheckFormat};
use super::desks::{Choice, Desks};
use super::draft::Draft;
use super::inputs::{self, Input, Origin};
use super::progress::Progress;
use super::stories::{self, Kept, Row};
use super::{CLEAN, FOUND, UNUSABLE, baseline, facts, fix, output, source};
use crate::article::Article;
use crate::checks::{self, Finding};
use crate::messages::Message;
use crate::report::{self, ArticleHead, CheckResults, Checked, Packed, Problem};
use crate::story::Digest;

/// Times that an article is mended and read again: a fix may wait for another that touches it, or be one only then.
const MOST_ROUNDS: usize = 10;

/// What became of one article.
#[derive(Default)]
struct Outcome {
    checked: Option<Checked>,
    problem: Option<Problem>,
    kept: Option<Box<Kept>>,
    mended: usize,
    diff: String,
}

/// Checks what `args` mean and reports.
pub fn run(args: CheckArgs) -> ExitCode {
    if let Err(code) = facts::usable(&args.read) {
        return code;
    }
    let language = output::language();
    if args.fix && args.read.paths.iter().any(|p| inputs::is_stdin(p)) {
        output::say(&Message::new("cli-fix-stdin").text(&language));
        return UNUSABLE.into();
    }
    let choice = Choice { select: args.select.clone(), ignore: args.ignore.clone() };
    let mut desks = Desks::new(args.read.config.as_deref(), choice.clone());
    let inputs = inputs::of(&args.read, &mut desks);
    let progress = Progress::of(inputs.len());
    let (outcomes, (told, unread)) = facts::pool(&args.read, inputs.len(), || {
        let places: Vec<OnceLock<Outcome>> = inputs.iter().map(|_| OnceLock::new()).collect();
        let each = |row: Row| {
            let (found, told) = these(&inputs, &row, &args);
            for (at, outcome) in row.iter().zip(found) {
                if let Some(place) = places.get(*at) {
                    place.get_or_init(|| outcome);
                }
                progress.tick();
            }
            told.map(|told| (row, told))
        };
        let likely = stories::together(&inputs).into_par_iter().filter_map(each).collect();
        let outcomes: Vec<Outcome> = places.into_iter().map(|place| place.into_inner().unwrap_or_default()).collect();
        let kept = outcomes.iter().enumerate().filter_map(|(i, outcome)| Some((i, outcome.kept.as_deref()?)));
        let kept: Vec<(usize, &Kept)> = kept.collect();
        let told = stories::compare(&inputs, &kept, likely, &args.read);
        (outcomes, told)
    });
    drop(progress);
    drop(inputs);
    let mut told: HashMap<usize, stories::Told> = told.into_iter().map(|told| (told.input, told)).collect();

    let mut results = CheckResults { problems: desks.problems, ..CheckResults::default() };
    results.problems.extend(unread);
    let mut diff = String::new();
    for (at, mut outcome) in outcomes.into_iter().enumerate() {
        if let Some((checked, told)) = outcome.checked.as_mut().zip(told.remove(&at)) {
            checked.put(told.story, told.text, &told.findings);
        }
        results.files.extend(outcome.checked);
        results.problems.extend(outcome.problem);
        results.mended += outcome.mended;
        diff.push_str(&outcome.diff);
    }
    let mut faults = Vec::new();
    for file in &desks.faulty {
        results.files.push(file.checked(&choice));
        faults.extend(file.problems());
    }
    results.sort();
    if let Some(path) = &args.baseline {
        match baseline::read(path) {
            Ok(mut known) => known.take_from(&mut results),
            Err(problem) => faults.push(problem),
        }
    }

    let code = if !results.problems.is_empty() || !faults.is_empty() {
        UNUSABLE
    } else if results.findings().any(|f| f.severity >= args.fail_on) {
        FOUND
    } else {
        CLEAN
    };
    let json = !args.diff && matches!(args.format, CheckFormat::Json | CheckFormat::Jsonl | CheckFormat::Sarif);
    let report = |out: &mut dyn Write| match args.format {
        _ if args.diff => out.write_all(diff.as_bytes()),
        CheckFormat::Human => report::check_human(out, &results, &output::look()),
        CheckFormat::Json => report::check_json(out, &results, &language),
        CheckFormat::Jsonl => report::check_jsonl(out, &results, &language),
        CheckFormat::Sarif => report::check_sarif(out, &results, &language),
        CheckFormat::Github => report::check_github(out, &results, &language),
        CheckFormat::Html => report::check_html(out, &results, &language),
    };
    let code = if json { output::write_json(code, report) } else { output::write(code, report) };
    faults.extend(results.problems);
    faults.sort_by(|a, b| a.path.cmp(&b.path));
    output::say_problems(&faults, &language);
    code
}

/// Checks the articles of `row`, and holds them against each other in case they are versions of one story.
fn these(inputs: &[Input], row: &[usize], args: &CheckArgs) -> (SmallVec<[Outcome; 1]>, Option<Vec<stories::Told>>) {
    let mut read = Vec::new();
    let several = row.len() > 1;
    let each = |at: &usize| {
        let input = inputs.get(*at)?;
        Some(one(input, *at, args, several.then_some(&mut read)))
    };
    let outcomes = row.iter().map(each).map(Option::unwrap_or_default).collect();
    let told = if read.len() == row.len() { stories::likely(inputs, &read) } else { None };
    (outcomes, told)
}

/// Checks one article, and mends it where that was asked for; what was read is added to `others`, if it is to be held
/// against them.
fn one(input: &Input, at: usize, args: &CheckArgs, others: Option<&mut Vec<stories::Read>>) -> Outcome {
    let mut outcome = Outcome::default();
    let text = match source::text(input) {
        Ok(text) => text,
        Err(problem) => return Outcome { problem: Some(problem), ..outcome },
    };
    let read = |text| source::guarded(&input.path, || findings(input, text, args));
    let (mut article, mut found) = match read(text) {
        Ok(read) => read,
        Err(problem) => return Outcome { problem: Some(problem), ..outcome },
    };
    if args.fix || args.diff {
        let old = Arc::clone(&article.text);
        let mut draft = Draft::new(&old);
        let (mut edits, mut made, mut now) = (fix::safe_edits(&old, &found), 0, None);
        for _ in 0..MOST_ROUNDS {
            if edits.is_empty() {
                break;
            }
            draft.make(&edits);
            made += edits.len();
            match read(draft.text().into()) {
                Ok((article, found)) => {
                    edits = fix::safe_edits(&article.text, &found);
                    now = Some((article, found));
                }
                Err(problem) => return Outcome { problem: Some(problem), ..outcome },
            }
        }
        if args.diff {
            outcome.diff = report::unified(&input.path, &old, &draft.edits());
        } else if let Some(now) = now {
            match mend(input, &old, &now.0.text) {
                Err(message) => outcome.problem = Some(Problem { path: input.path.clone(), message }),
                // What is left is reported in the places that the new text has.
                Ok(()) => {
                    outcome.mended = made;
                    (article, found) = now;
                }
            }
        }
    }
    let digest = others.is_some().then(|| Digest::of(&article));
    outcome.kept = Some(Box::new(Kept::of(input, &article, digest.as_ref())));
    outcome.checked = Some(checked(input, &article, found, args.format == CheckFormat::Html));
    if let Some((others, digest)) = others.zip(digest) {
        others.push((at, article, digest));
    }
    outcome
}

fn findings(input: &Input, text: Arc<str>, args: &CheckArgs) -> (Article, Vec<Finding>) {
    let article = source::article(input, text, &args.read);
    let settings = &input.desk.desk.settings;
    let mut found = checks::run(&article, &input.desk.desk);
    found.retain(|f| {
        settings.severity(f.code) != Some(None) && !settings.is_stet(&input.real, f.code, f.span.of(&article.text))
    });
    (article, found)
}

fn mend(input: &Input, old: &str, new: &str) -> Result<(), Message> {
    match &input.from {
        Origin::File(path) => source::replace(path, old, new),
        Origin::Stdin => Err(Message::new("cli-fix-stdin")),
    }
}

/// `whole`: the report shows the article as it was read, not only its findings.
fn checked(input: &Input, article: &Article, findings: Vec<Finding>, whole: bool) -> Checked {
    let head = ArticleHead {
        language: article.language.map(|l| l.code()),
        date: article.date.clone(),
        // Known once all articles are.
        story: None,
    };
    let text = if findings.is_empty() { Arc::default() } else { article.text.clone() };
    let reading = whole.then(|| Box::new(article.clone()));
    Checked { path: input.path.clone(), text, article: Some(head), reading, findings: Packed::of(findings) }
}
