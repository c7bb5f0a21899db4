//! The command line as clap reads it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::checks::{Code, Severity};
use crate::language::Language;

/// The copy desk in every editor: finds wrong figures in news articles.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, propagate_version = false, after_help = EXAMPLES)]
pub struct Cli {
    /// The language of messages; the system's, if not given
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = catalogues())]
    pub ui_lang: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  copydesk playground                  try it in the browser
  copydesk check                       the articles of this folder
  copydesk check story.en.md           one article
  copydesk facts story.en.md           its figures, with what they come to
  copydesk compare a.en.md a.fr.md     two versions of a story, figure by figure
  copydesk convert 26.2 miles          a figure in other units
  copydesk explain                     what is checked

Exit status: 0 nothing wrong, 1 findings, 2 something could not be used.
Colour is left out where NO_COLOR is set, and where nobody looks at a terminal.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a page in the browser to try copydesk in, with sample stories; nothing leaves this computer
    Playground(PlaygroundArgs),
    /// Check the figures of articles
    Check(CheckArgs),
    /// List every figure of articles, with its value and unit
    Facts(FactsArgs),
    /// Put the versions of a story side by side, figure by figure
    Compare(CompareArgs),
    /// Show the figures of a text in other units and currencies
    Convert(ConvertArgs),
    /// Tell what is known of a place by its name
    Place(PlaceArgs),
    /// Tell what is checked, or one check with examples
    Explain(ExplainArgs),
    /// Write a copydesk.toml in which every setting is shown and explained
    Init(InitArgs),
    /// Print the JSON Schema of what a command writes as JSON
    Schema(SchemaArgs),
    /// Print what completes the commands of copydesk in a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write those of all commands
    Man(ManArgs),
    /// Serve an editor over the Language Server Protocol
    Lsp {
        /// Speak over standard input and output (always so without --listen)
        #[arg(long)]
        stdio: bool,
        /// Serve TCP at this address, on loopback only
        #[arg(long, value_name = "ADDR")]
        listen: Option<String>,
    },
}

const CHECK_EXAMPLES: &str = "\
Examples:
  copydesk check                            the articles of this folder and those below
  copydesk check --format json drafts/      for a script
  copydesk check --fail-on error            exit status 1 for errors only
  copydesk check --select growth,date a.md  two checks only
  copydesk check --diff                     what --fix would change
  copydesk check --baseline old.json        only what an earlier --format json did not report
  copydesk check - --stdin-filename a.fr.md < a.fr.md

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the command line, a setting or a file could not be used.";

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// Apply the safe fixes: those that change no value
    #[arg(long)]
    pub fix: bool,
    /// Print what --fix would change, instead of findings, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    pub diff: bool,
    /// Only these checks, those that settings turned off included; `copydesk explain` lists them
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = codes(), hide_possible_values = true)]
    pub select: Vec<Code>,
    /// All but these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = codes(), hide_possible_values = true)]
    pub ignore: Vec<Code>,
    /// Only what is new since this report, one that --format json wrote
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), default_value = "warning")]
    pub fail_on: Severity,
}

const FACTS_EXAMPLES: &str = "\
Examples:
  copydesk facts story.en.md
  copydesk facts --format json drafts/
  copydesk facts - --stdin-filename a.fr.md < a.fr.md";

#[derive(Debug, Args)]
#[command(after_help = FACTS_EXAMPLES)]
pub struct FactsArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// How facts are written
    #[arg(long, value_enum, default_value_t = FactsFormat::Human)]
    pub format: FactsFormat,
    /// List identifiers too: names of models, numbers of plans and sections
    #[arg(long)]
    pub identifiers: bool,
}

const CONVERT_EXAMPLES: &str = "\
Examples:
  copydesk convert 26.2 miles
  copydesk convert --date 2024-05-17 '1.4 quadrillion VND'
  copydesk convert --to kilometer,nautical-mile '57 miles of coast'
  copydesk convert --lang fr --to EUR '58,3 millions de dollars'";

#[derive(Debug, Args)]
#[command(after_help = CONVERT_EXAMPLES)]
pub struct ConvertArgs {
    /// Figures, or sentences with figures
    #[arg(value_name = "TEXT", required = true, allow_negative_numbers = true)]
    pub text: Vec<String>,
    /// Units and currencies to convert to, such as mile or EUR
    #[arg(long, value_name = "UNIT,…", value_delimiter = ',')]
    pub to: Vec<String>,
    /// The language of the text, such as fr
    #[arg(long, value_parser = language)]
    pub lang: Option<Language>,
    /// The date of the text: 2024-05-17, 2024-05 or 2024
    #[arg(long, value_parser = date)]
    pub date: Option<String>,
    /// The settings file, instead of the copydesk.toml nearest to this folder
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = ConvertFormat::Human)]
    pub format: ConvertFormat,
}

const COMPARE_EXAMPLES: &str = "\
Examples:
  copydesk compare story.en.md story.fr.md
  copydesk compare --format html story.en.md story.fr.md story.vi.md > story.html

Exit status: 0 no disagreement, 1 disagreements, 2 something could not be used.";

#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub struct CompareArgs {
    /// The versions; the others are held against the first
    #[arg(value_name = "FILE", num_args = 2.., required = true)]
    pub paths: Vec<PathBuf>,
    /// How the comparison is written
    #[arg(long, value_enum, default_value_t = CompareFormat::Human)]
    pub format: CompareFormat,
    /// The date of all articles: 2024-05-17, 2024-05 or 2024
    #[arg(long, value_parser = date)]
    pub date: Option<String>,
    /// The settings file for all articles, instead of the copydesk.toml nearest to each
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

const PLACE_EXAMPLES: &str = "\
Examples:
  copydesk place Hanoi
  copydesk place Hô Chi Minh-Ville

Exit status: 0 known, 1 not known.";

#[derive(Debug, Args)]
#[command(after_help = PLACE_EXAMPLES)]
pub struct PlaceArgs {
    /// The name, in any language, with or without accents
    #[arg(required = true, value_name = "NAME")]
    pub name: Vec<String>,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  copydesk explain
  copydesk explain growth";

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    /// The check's code, such as growth; without one, the list
    pub code: Option<String>,
}

const PLAYGROUND_EXAMPLES: &str = "\
Examples:
  copydesk playground
  copydesk playground --no-open --port 8080

The page is served on 127.0.0.1 only, at an address that nobody can guess. Ctrl-C ends it.";

#[derive(Debug, Args)]
#[command(after_help = PLAYGROUND_EXAMPLES)]
pub struct PlaygroundArgs {
    /// Print the address and leave the browser alone
    #[arg(long)]
    pub no_open: bool,
    /// The port to serve the page at; without it, one that is free
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
}

const INIT_EXAMPLES: &str = "\
Examples:
  copydesk init
  copydesk init drafts/
  copydesk init --schema > copydesk.schema.json";

#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub struct InitArgs {
    /// The folder of the articles
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
    /// Print the JSON Schema of copydesk.toml instead
    #[arg(long)]
    pub schema: bool,
}

const SCHEMA_EXAMPLES: &str = "\
Examples:
  copydesk schema check > check.schema.json
  copydesk schema facts";

#[derive(Debug, Args)]
#[command(after_help = SCHEMA_EXAMPLES)]
pub struct SchemaArgs {
    /// Whose output is described
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// What has a JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// check --format json; a line of jsonl is one of its findings
    Check,
    /// facts --format json
    Facts,
    /// compare --format json
    Compare,
    /// copydesk.toml
    Settings,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk
  copydesk completions zsh > \"${fpath[1]}/_copydesk\"
  copydesk completions fish > ~/.config/fish/completions/copydesk.fish
  copydesk completions powershell >> $PROFILE";

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

const MAN_EXAMPLES: &str = "\
Examples:
  copydesk man > copydesk.1
  copydesk man --folder ~/.local/share/man/man1";

#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct ManArgs {
    /// Write the pages of copydesk and of each command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// What every command that reads articles takes.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Files and folders; - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The name that standard input goes by: tells format, language and settings
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// The language of all articles, such as fr
    #[arg(long, value_parser = language)]
    pub lang: Option<Language>,
    /// The date of all articles: 2024-05-17, 2024-05 or 2024
    #[arg(long, value_parser = date)]
    pub date: Option<String>,
    /// The settings file for all articles, instead of the copydesk.toml nearest to each
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How many articles are read at a time; as many as there are processors, if not given
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// A JSON object a finding, one a line
    Jsonl,
    /// SARIF 2.1.0, for code hosts and review tools
    Sarif,
    /// Commands that GitHub shows beside the lines of a pull request
    Github,
    /// A page to read or print
    Html,
}

/// How conversions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConvertFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// A page to read or print
    Html,
}

/// How facts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// A table for a spreadsheet
    Csv,
    /// A page to read, tick off or print
    Html,
}

fn codes() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(Code::ALL.iter().map(|c| c.as_str())).try_map(|name| name.parse::<Code>())
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::as_str)).try_map(|name| name.parse::<Severity>())
}

/// The languages that messages can be in.
fn catalogues() -> PossibleValuesParser {
    PossibleValuesParser::new(crate::messages::languages().collect::<Vec<_>>())
}

fn language(text: &str) -> Result<Language, String> {
    let known: Vec<&str> = Language::all().map(Language::code).collect();
    Language::of_code(text).ok_or_else(|| format!("the languages are {}", known.join(", ")))
}

/// A calendar date as far as known, as ISO 8601 writes it.
fn date(text: &str) -> Result<String, String> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let whole = match shape.as_str() {
        "0000" => format!("{text}-01-01"),
        "0000-00" => format!("{text}-01"),
        "0000-00-00" => text.to_owned(),
        _ => return Err("a date is written 2024-05-17, 2024-05 or 2024".to_owned()),
    };
    whole.parse::<jiff::civil::Date>().map_err(|_| "there is no such date".to_owned())?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn dates_are_as_far_as_known() {
        for good in ["2024", "2024-02", "2024-02-29"] {
            assert_eq!(date(good).as_deref(), Ok(good));
        }
        for bad in ["", "24", "2023-02-29", "2024-13", "2024-2-1", "17/05/2024", "２０２４"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
