//! Results written out: for people, as JSON and other formats of scripts, as a diff.
//!
//! A report is a plain function of results into a [`std::io::Write`]; it knows no files and no terminal. A new output is
//! one file here.

mod compare;
mod compare_html;
mod compare_rows;
mod count;
mod diff;
mod excerpt;
mod facts_csv;
mod facts_html;
mod facts_human;
mod facts_json;
mod github;
mod html;
mod human;
mod json;
mod packed;
mod page;
mod picture;
mod sarif;
pub mod schema;
mod sheet;
mod svg;

use std::sync::Arc;

pub use compare::{CompareResults, CompareRow, Compared, State, as_json as compare_json, human as compare_human};
pub use compare_html::html as compare_html;
pub use compare_rows::rows as compare_rows;
pub use diff::unified;
pub use facts_csv::write as facts_csv;
pub use facts_html::write as facts_html;
pub use facts_human::write as facts_human;
pub use facts_json::write as facts_json;
pub use github::write as check_github;
pub use html::write as check_html;
pub use human::write as check_human;
pub use json::{write as check_json, write_lines as check_jsonl};
pub use packed::Packed;
pub use sarif::write as check_sarif;
pub use sheet::{Entry, sheet};

use crate::article::{Article, DateSource};
use crate::checks::Finding;
use crate::messages::Message;

/// What `check` found.
#[derive(Clone, Debug, Default)]
pub struct CheckResults {
    /// Articles and settings files, each once, by path; [`CheckResults::sort`] puts them so.
    pub files: Vec<Checked>,
    pub problems: Vec<Problem>,
    /// Places that `--fix` mended; the findings are what was left.
    pub mended: usize,
}

/// A file that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// As reached from the arguments, with `/`.
    pub path: String,
    /// The whole text, a BOM included. Empty where nothing was found, since nothing is quoted from it then.
    pub text: Arc<str>,
    /// What is known of the article; nothing for a settings file, which is none.
    pub article: Option<ArticleHead>,
    /// The article as it was read, where a report shows more of it than its findings.
    pub reading: Option<Box<Article>>,
    pub findings: Packed,
}

/// What a report says of an article beside its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleHead {
    /// ISO 639-1.
    pub language: Option<&'static str>,
    pub date: Option<(String, DateSource)>,
    /// The slug that the versions of its story share.
    pub story: Option<String>,
}

/// The facts of some articles.
#[derive(Clone, Debug, Default)]
pub struct FactsResults {
    /// Paths with their articles, by path.
    pub articles: Vec<(String, Article)>,
    pub problems: Vec<Problem>,
}

/// A file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub path: String,
    pub message: Message,
}

/// How a report for people looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language of messages.
    pub language: String,
    pub colour: bool,
    /// Characters that a line of an article may take before it is cut.
    pub width: usize,
}

impl Checked {
    /// Adds what the versions of its story say; `text` is the whole article.
    pub fn put(&mut self, story: String, text: Arc<str>, findings: &Packed) {
        if let Some(head) = &mut self.article {
            head.story = Some(story);
        }
        if !findings.is_empty() {
            self.text = text;
            let mut all = self.findings.open();
            all.extend(findings.open());
            self.findings = Packed::of(all);
        }
    }
}

impl CheckResults {
    /// By path; the findings of each stand in order already.
    pub fn sort(&mut self) {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.problems.sort_by(|a, b| a.path.cmp(&b.path));
    }

    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        self.files.iter().flat_map(|file| file.findings.open())
    }
}

/// The contract's words for where a date was read.
pub fn date_source(source: DateSource) -> &'static str {
    match source {
        DateSource::Asked => "--date",
        DateSource::FrontMatter => "front matter",
        DateSource::Dateline => "dateline",
        DateSource::FileName => "file name",
    }
}

#[cfg(test)]
mod tests;
