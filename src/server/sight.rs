//! What is known of a document at one moment, and the computing of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::engine::Engine;
use super::profile::Profile;
use super::stories::{self, Told};
use super::to_proto;
use crate::article::{Article, Origin, Reader};
use crate::checks::{Finding, Version};
use crate::desk::Desk;
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
    pub findings: Vec<Finding>,
    /// The findings as the client takes them, one for each in their order.
    pub diagnostics: Vec<Diagnostic>,
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
    let told = Arc::new(Told::new(uri.clone(), &snapshot.file, article.clone(), desk));
    let others = || stories::versions(&told, &snapshot.open, desk);
    let versions = catch_unwind(AssertUnwindSafe(others)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "looking for the versions of a document panicked");
        Vec::new()
    });
    let check = || {
        let mut findings = engine.check(&article, desk);
        findings.extend(compared(&told, &versions, engine, desk));
        findings.sort_by(|a, b| (a.span, a.code.as_str()).cmp(&(b.span, b.code.as_str())));
        findings.retain(|finding| {
            let off = desk.settings.severity(finding.code) == Some(None);
            !off && !desk.settings.is_stet(&snapshot.file, finding.code, finding.span.of(&article.text))
        });
        let as_diagnostic = |finding| to_proto::diagnostic(finding, uri, &snapshot.document, profile);
        let diagnostics: Vec<_> = findings.iter().map(as_diagnostic).collect();
        (findings, diagnostics)
    };
    // `checks::run` bears a check that panics; what is borne here is a fault around them. The article was read: hover
    // and outline still have their answers.
    let (findings, diagnostics) = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "checking a document panicked");
        Default::default()
    });
    Outcome::Read(Arc::new(Analysis { snapshot, article, told, versions, findings, diagnostics }))
}

/// What the other versions say otherwise than this one.
fn compared(own: &Told, others: &[Arc<Told>], engine: &dyn Engine, desk: &Desk) -> Vec<Finding> {
    if others.is_empty() {
        return Vec::new();
    }
    let told: Vec<&Told> = std::iter::once(own).chain(others.iter().map(|told| &**told)).collect();
    let versions: Vec<Version<'_>> = told
        .iter()
        .map(|told| Version { path: told.uri.as_str(), article: &told.article, digest: told.digest() })
        .collect();
    let desks = vec![desk; versions.len()];
    engine.translation(&versions, &desks).into_iter().next().unwrap_or_default()
}
