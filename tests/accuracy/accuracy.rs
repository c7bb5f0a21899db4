//! How well figures are recognised, held against public suites.
//!
//! `cargo run --release --example accuracy -- --help`
//!
//! `recognizers`, `duckling`, `quantulum` read each suite into [`model`]; `reading` runs the library on a case;
//! `matching` holds the two against each other; `misses` and `causes` name what is wrong; `tally` counts. Beside them:
//! `units.tsv` (the suites' units and ours), `adjudicated.tsv` (conventions and wrong golds), `explained.tsv` (our own
//! misses, explained), `figures_in_words.tsv` (figures in words on news that were looked at), `floor.toml`.

// A tool for the makers: it prints, and stops where its own files are broken.
#![allow(clippy::print_stdout)]

mod adjudicated;
mod causes;
mod digit_free;
mod duckling;
mod floors;
mod matching;
mod misses;
mod model;
mod print;
mod quantulum;
mod reading;
mod recognizers;
mod suites;
mod tally;
mod units;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use adjudicated::Adjudicated;
use clap::Parser;
use copydesk::language::Language as Pack;
use digit_free::Language;
use misses::{Miss, What};
use model::Case;
use tally::{LeftOut, Set, Tally};

/// Measures recognition on the public suites beside the repository.
#[derive(Parser)]
#[command(name = "accuracy")]
struct Args {
    /// Lists each miss; those of one suite and one language if they are named.
    #[arg(long, num_args = 0..=2, value_names = ["SUITE", "LANGUAGE"])]
    misses: Option<Vec<String>>,
    /// Groups the misses by class, the largest first.
    #[arg(long, num_args = 0..=2, value_names = ["SUITE", "LANGUAGE"])]
    classes: Option<Vec<String>>,
    /// Lists the figures in words that were read on news and stand not in figures_in_words.tsv.
    #[arg(long, num_args = 0..=1, value_name = "LANGUAGE")]
    words: Option<Vec<String>>,
    /// The same with those that stand there, as lines of that file.
    #[arg(long, num_args = 0..=1, value_name = "LANGUAGE")]
    all_words: Option<Vec<String>>,
    /// Only compares with the floors; exit status 1 below one of them.
    #[arg(long)]
    check: bool,
    /// Prints the floors that the present figures would allow, a little under them.
    #[arg(long)]
    floors: bool,
    /// Where the suites are; by default beside the repository.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/public"))]
    corpora: PathBuf,
}

/// Everything that was measured.
struct Report {
    cases: Vec<Case>,
    misses: Vec<Miss>,
    raw: Tally,
    after: Tally,
    left_out: LeftOut,
    adjudicated: Adjudicated,
    explained: Adjudicated,
    /// Misses that neither file speaks of, by suite and language.
    unexplained: BTreeMap<Set, u32>,
    skipped: BTreeMap<(&'static str, String, &'static str), u32>,
    news: BTreeMap<String, Language>,
    unknown_units: Vec<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if !args.corpora.is_dir() {
        println!("\n*** ACCURACY IS NOT MEASURED: no suites at {} ***\n", args.corpora.display());
        return ExitCode::SUCCESS;
    }
    match measured(&args).and_then(|report| said(&args, &report)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn measured(args: &Args) -> Result<Report, String> {
    let mut names = units::Names::read(include_str!("units.tsv"))?;
    let mut adjudicated = Adjudicated::read("adjudicated.tsv", include_str!("adjudicated.tsv"))?;
    let mut explained = Adjudicated::read("explained.tsv", include_str!("explained.tsv"))?;
    let causes = causes::Causes::read(include_str!("causes.tsv"))?;
    // A pack with a fault is empty, and everything would be a miss.
    if let Some(broken) = Pack::all().find(|l| l.pack().code.is_empty()) {
        return Err(format!("the language pack \"{}\" cannot be read", broken.code()));
    }
    let all = suites::cases(&args.corpora, &mut names)?;
    let mut skipped: BTreeMap<_, u32> = BTreeMap::new();
    let mut skip = |case: &Case, why| *skipped.entry((case.suite, case.language.clone(), why)).or_default() += 1;
    let (mut cases, mut outcomes, mut misses) = (Vec::new(), Vec::new(), Vec::new());
    for case in all {
        let Some(reads) = reading::read(&case.text, &case.language) else {
            skip(&case, "no language pack");
            continue;
        };
        case.golds.iter().filter_map(|g| g.skip).for_each(|why| skip(&case, why));
        let outcome = matching::outcome(&case, &reads);
        misses.extend(misses::misses(cases.len(), &case, &outcome, &causes));
        outcomes.push(outcome);
        cases.push(case);
    }
    let left_out = adjudicated.left_out(&cases, &outcomes, &misses);
    let mut unexplained: BTreeMap<Set, u32> = BTreeMap::new();
    for miss in misses.iter().filter(|m| m.what != What::Span && m.kind.in_scope() && !left_out.covers(m)) {
        let case = &cases[miss.case];
        let known = explained.covers(case, &outcomes[miss.case], miss);
        *unexplained.entry((case.suite, case.language.clone())).or_default() += u32::from(!known);
    }
    let (mut raw, mut after) = (Tally::default(), Tally::default());
    for (at, (case, outcome)) in cases.iter().zip(&outcomes).enumerate() {
        raw.add(at, case, outcome, &LeftOut::default());
        after.add(at, case, outcome, &left_out);
    }
    let news = digit_free::languages(&args.corpora, include_str!("figures_in_words.tsv"))?;
    let unknown_units = names.unknown.into_iter().collect();
    Ok(Report {
        cases,
        misses,
        raw,
        after,
        left_out,
        adjudicated,
        explained,
        unexplained,
        skipped,
        news,
        unknown_units,
    })
}

/// Prints what was asked for; false where a floor is not reached.
fn said(args: &Args, report: &Report) -> Result<bool, String> {
    if let Some(only) = &args.misses {
        print::misses(report, only);
    } else if let Some(only) = &args.classes {
        print::classes(report, only);
    } else if let Some(only) = &args.words {
        print::words(report, only);
    } else if let Some(only) = &args.all_words {
        print::all_words(report, only);
    } else if args.floors {
        print!("{}", floors::suggested(report));
    } else {
        if !args.check {
            print::tables(report);
        }
        return floors::check(include_str!("floor.toml"), report);
    }
    Ok(true)
}
