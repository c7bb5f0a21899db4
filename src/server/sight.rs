//! What is known of a document at one moment, and the computing of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::engine::Engine;
use super::profile::Profile;
use super::shelf::Shelf;
use super::stories::{self, Story, Told};
use super::to_proto;
use crate::article::{Article, Origin, Reader};
use crate::checks::{Code, Finding, Severity, Version};
use crate::desk::Desk;
use crate::story::Found;
use crate::text::Document;

/// A document and what it is read with, at one moment. It never changes, and is cheap to make.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Names the moment: no two changes of any text or settings have the same.
    pub generation: u64,
    pub uri: Uri,
    /// The file, links followed; for a text that is none, what it is called.
    pub file: Arc<Path>,
    pub document: Document,
    pub origin: Arc<Origin>,
    pub desk: Arc<Desk>,
    /// The other articles that are open, as they were last read.
    pub open: Arc<[Arc<Told>]>,
    /// The folders of the workspace.
    pub folders: Arc<[PathBuf]>,
    /// What is known of files that are not open.
    pub shelf: Arc<Shelf>,
}

/// All that was read in a snapshot.
#[derive(Debug)]
pub struct Analysis {
    pub snapshot: Snapshot,
    pub article: Article,
    /// The article for its versions.
    pub told: Arc<Told>,
    /// The other versions of its story.
    pub versions: Vec<Arc<Told>>,
    /// They were found by nothing but what is in them.
    pub guessed: bool,
    /// What is to be shown on those of them that are not open.
    pub beside: Vec<(Uri, Vec<Diagnostic>)>,
    pub findings: Vec<Finding>,
    /// The findings as the client takes them, one for each in their order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// In how many places its versions say something else, at warning or above.
    pub fn disagreements(&self) -> usize {
        let grave = |f: &&Finding| f.code == Code::Translation && f.severity >= Severity::Warning;
        self.findings.iter().filter(grave).count()
    }
}

/// How reading a snapshot ended.
pub enum Outcome {
    Read(Arc<Analysis>),
    /// Nobody needs it any more.
    GaveUp,
    /// It panicked; the log says so.
    Failed,
}

/// What a feature answers from.
pub struct Sight<'a> {
    pub analysis: &'a Analysis,
    pub profile: &'a Profile,
    pub engine: &'a dyn Engine,
}

impl Sight<'_> {
    /// The document that is looked at.
    pub fn document(&self) -> &Document {
        &self.analysis.snapshot.document
    }

    /// Its address.
    pub fn uri(&self) -> &Uri {
        &self.analysis.snapshot.uri
    }
}

/// Reads a snapshot, asking `stale` between the steps whether to go on.
pub fn analyse(
    snapshot: Snapshot,
    reader: &mut Reader,
    engine: &dyn Engine,
    profile: &Profile,
    stale: impl Fn() -> bool,
) -> Outcome {
    if stale() {
        return Outcome::GaveUp;
    }
    let (uri, desk) = (&snapshot.uri, &*snapshot.desk);
    let read = || engine.read(reader, snapshot.document.text(), &snapshot.origin, desk);
    let Ok(article) = catch_unwind(AssertUnwindSafe(read)) else {
        tracing::error!(uri = uri.as_str(), "reading a document panicked");
        // What a reader kept while it panicked is not to be trusted.
        *reader = Reader::default();
        return Outcome::Failed;
    };
    if stale() {
        return Outcome::GaveUp;
    }
    let told = Arc::new(Told::new(uri.clone(), &snapshot.file, article.clone(), snapshot.origin.format, desk));
    let others = || stories::versions(&told, &snapshot.open, &snapshot.shelf, desk);
    let Story { versions, found } = catch_unwind(AssertUnwindSafe(others)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "looking for the versions of a document panicked");
        Story::default()
    });
    let check = || {
        let mut findings = engine.check(&article, desk);
        let mut compared = compared(&told, &versions, engine, desk).into_iter();
        findings.extend(compared.next().unwrap_or_default());
        findings.sort_by(|a, b| (a.span, a.code.as_str()).cmp(&(b.span, b.code.as_str())));
        findings.retain(|finding| {
            let off = desk.settings.severity(finding.code) == Some(None);
            !off && !desk.settings.is_stet(&snapshot.file, finding.code, finding.span.of(&article.text))
        });
        let as_diagnostic = |finding| to_proto::diagnostic(finding, uri, &snapshot.document, profile);
        let diagnostics: Vec<_> = findings.iter().map(as_diagnostic).collect();
        let closed = |told: &Told| !snapshot.open.iter().any(|open| open.uri == told.uri);
        let beside = versions.iter().zip(compared).filter(|(told, _)| closed(told));
        let beside: Vec<_> =
            beside.map(|(told, found)| (told.uri.clone(), on_file(told, &found, desk, profile))).collect();
        (findings, diagnostics, beside)
    };
    // `checks::run` bears a check that panics; what is borne here is a fault around them. The article was read: hover
    // and outline still have their answers.
    let (findings, diagnostics, beside) = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "checking a document panicked");
        Default::default()
    });
    Outcome::Read(Arc::new(Analysis {
        guessed: found == Found::Content,
        snapshot,
        article,
        told,
        versions,
        beside,
        findings,
        diagnostics,
    }))
}

/// What is to be shown on a version that is not open.
fn on_file(told: &Told, found: &[Finding], desk: &Desk, profile: &Profile) -> Vec<Diagnostic> {
    let text = Document::new(&told.article.text, 0);
    let left = |f: &&Finding| !desk.settings.is_stet(&told.file, f.code, f.span.of(&told.article.text));
    found.iter().filter(left).map(|f| to_proto::diagnostic(f, &told.uri, &text, profile)).collect()
}

/// What this version and the others say otherwise than each other, for each of them, this one first.
fn compared(own: &Told, others: &[Arc<Told>], engine: &dyn Engine, desk: &Desk) -> Vec<Vec<Finding>> {
    if others.is_empty() {
        return Vec::new();
    }
    let told: Vec<&Told> = std::iter::once(own).chain(others.iter().map(|told| &**told)).collect();
    let versions: Vec<Version<'_>> = told
        .iter()
        .map(|told| Version { path: told.uri.as_str(), article: &told.article, digest: told.digest() })
        .collect();
    let desks = vec![desk; versions.len()];
    engine.translation(&versions, &desks)
}
