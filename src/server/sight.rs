//! What is known of a document at one moment, and the computing of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::engine::Engine;
use super::profile::Profile;
use super::publication::{Rendered, Worded};
use super::shelf::Shelf;
use super::stories::{self, Story, Told};
use super::to_proto;
use crate::article::{Article, Origin, Reader};
use crate::checks::{Code, Finding, Memory, Severity, Version};
use crate::desk::Desk;
use crate::messages::Message;
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
    pub open: Open,
    /// The folders of the workspace.
    pub folders: Arc<[PathBuf]>,
    /// What is known of files that are not open.
    pub shelf: Arc<Shelf>,
}

/// The articles that are open, as they were last read.
#[derive(Clone, Debug, Default)]
pub struct Open {
    pub told: Arc<[Arc<Told>]>,
    /// When that was: a count that grows.
    pub moment: u64,
}

/// Longer documents are not read, in bytes.
pub const LARGEST: usize = 50 << 20;

/// The most findings that are shown of one document.
pub const MOST_SHOWN: usize = 1000;

/// What is kept of a document from one edit to the next, so that an edit costs what it touched.
#[derive(Debug)]
pub struct Mind {
    pub reader: Reader,
    pub memory: Memory,
    pub worded: Worded,
}

impl Mind {
    /// How many bytes of text are kept as they were read.
    pub fn bytes(&self) -> usize {
        self.reader.bytes()
    }
}

impl Default for Mind {
    fn default() -> Self {
        Self { reader: Reader::side_by_side(), memory: Memory::default(), worded: Worded::default() }
    }
}

/// All that was read in a snapshot.
#[derive(Debug)]
pub struct Analysis {
    /// Without the open articles, of which only the moment is kept: others change, and would be kept as they were by
    /// each that was read beside them.
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
    /// The findings as the client takes them, and what is said of the document as a whole: that not all of it is told.
    pub rendered: Rendered,
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
    /// The articles that are open now: they may have changed since the document was read.
    pub open: &'a [Arc<Told>],
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
///
/// `before` is what the document was last read as.
pub fn analyse(
    snapshot: Snapshot,
    before: Option<&Told>,
    mind: &mut Mind,
    engine: &dyn Engine,
    profile: &Profile,
    stale: impl Fn() -> bool,
) -> Outcome {
    if stale() {
        return Outcome::GaveUp;
    }
    let (uri, desk) = (&snapshot.uri, &*snapshot.desk);
    let too_large = snapshot.document.len() > LARGEST;
    let text = if too_large { Arc::from("") } else { snapshot.document.text() };
    let read = || engine.read(&mut mind.reader, text, &snapshot.origin, desk, &stale);
    let Ok(article) = catch_unwind(AssertUnwindSafe(read)) else {
        tracing::error!(uri = uri.as_str(), "reading a document panicked");
        // What a reader kept while it panicked is not to be trusted.
        *mind = Mind::default();
        return Outcome::Failed;
    };
    let Some(article) = article else { return Outcome::GaveUp };
    if stale() {
        return Outcome::GaveUp;
    }
    let told = Told::new(&snapshot, article.clone(), before);
    let told = Arc::new(told);
    let others = || stories::versions(&told, &snapshot.open.told, &snapshot.shelf, &snapshot.desk);
    let Story { versions, found } = catch_unwind(AssertUnwindSafe(others)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "looking for the versions of a document panicked");
        Story::default()
    });
    let check = || {
        let mut findings = engine.check(&article, &snapshot.desk, &mut mind.memory, &stale)?;
        let mut compared = compared(&told, &versions, engine, desk).into_iter();
        findings.extend(compared.next().unwrap_or_default());
        findings.sort_by(|a, b| (a.span, a.code.as_str()).cmp(&(b.span, b.code.as_str())));
        findings.retain(|finding| {
            let off = desk.settings.severity(finding.code) == Some(None);
            !off && !desk.settings.is_stet(&snapshot.file, finding.code, finding.span.of(&article.text))
        });
        let found = gravest(&mut findings, MOST_SHOWN);
        let rendered = Rendered::of(&findings, &article.text, uri, profile, &mut mind.worded);
        let closed = |told: &Told| !snapshot.open.told.iter().any(|open| open.uri == told.uri);
        let beside = versions.iter().zip(compared).filter(|(told, _)| closed(told));
        let beside: Vec<_> =
            beside.map(|(told, found)| (told.uri.clone(), on_file(told, &found, desk, profile))).collect();
        Some((findings, rendered, beside, found))
    };
    // `checks::run` bears a check that panics; what is borne here is a fault around them. The article was read: hover
    // and outline still have their answers.
    let checked = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        tracing::error!(uri = uri.as_str(), "checking a document panicked");
        Some(Default::default())
    });
    let Some((findings, rendered, beside, count)) = checked else { return Outcome::GaveUp };
    let note = if too_large {
        let size = (snapshot.document.len() >> 20).to_string();
        Some(Message::new("server-too-large").with("size", size).with("limit", (LARGEST >> 20).to_string()))
    } else {
        let shown = findings.len();
        let message =
            || Message::new("server-capped").with("shown", shown.to_string()).with("found", count.to_string());
        (count > shown).then(message)
    };
    let note = note.map(|message| to_proto::note(&message, profile));
    let open = Open { moment: snapshot.open.moment, ..Open::default() };
    let snapshot = Snapshot { open, ..snapshot };
    Outcome::Read(Arc::new(Analysis {
        guessed: found == Found::Content,
        snapshot,
        article,
        told,
        versions,
        beside,
        findings,
        rendered: rendered.with(note.as_ref()),
    }))
}

/// What is to be shown on a version that is not open.
fn on_file(told: &Told, found: &[Finding], desk: &Desk, profile: &Profile) -> Vec<Diagnostic> {
    let article = told.article();
    let text = Document::new(&article.text, 0);
    let left = |f: &&Finding| !desk.settings.is_stet(&told.file, f.code, f.span.of(&article.text));
    let shown = found.iter().filter(left).take(MOST_SHOWN);
    shown.map(|f| to_proto::diagnostic(f, &told.uri, &text, profile)).collect()
}

/// Leaves the gravest `most` findings, in their order of place; how many there were.
fn gravest(findings: &mut Vec<Finding>, most: usize) -> usize {
    let found = findings.len();
    if found > most {
        let mut weights: Vec<_> = findings.iter().map(|finding| finding.severity).collect();
        weights.sort_unstable_by(|a, b| b.cmp(a));
        let Some(least) = most.checked_sub(1).and_then(|last| weights.get(last).copied()) else { return found };
        let mut room = most - weights.iter().filter(|weight| **weight > least).count();
        findings.retain(|finding| {
            let fits = finding.severity == least && room > 0;
            room -= usize::from(fits);
            fits || finding.severity > least
        });
    }
    found
}

/// What this version and the others say otherwise than each other, for each of them, this one first.
fn compared(own: &Told, others: &[Arc<Told>], engine: &dyn Engine, desk: &Desk) -> Vec<Vec<Finding>> {
    if others.is_empty() {
        return Vec::new();
    }
    let told: Vec<&Told> = std::iter::once(own).chain(others.iter().map(|told| &**told)).collect();
    let versions: Vec<Version<'_>> = told
        .iter()
        .map(|told| Version { path: told.uri.as_str(), article: told.article(), digest: told.digest() })
        .collect();
    let desks = vec![desk; versions.len()];
    engine.translation(&versions, &desks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Code, Severity};
    use crate::text::Span;

    #[test]
    fn the_gravest_findings_stay_in_their_order() {
        use Severity::{Error, Hint, Information, Warning};
        let finding = |(at, severity): (usize, &Severity)| Finding {
            code: Code::Growth,
            severity: *severity,
            span: Span::new(at, at),
            message: Message::new("x"),
            related: Vec::new(),
            fixes: Vec::new(),
        };
        let all = [Hint, Warning, Error, Warning, Information, Warning, Error];
        let left = |most| {
            let mut findings: Vec<Finding> = all.iter().enumerate().map(finding).collect();
            assert_eq!(gravest(&mut findings, most), all.len());
            findings.iter().map(|finding| finding.span.start).collect::<Vec<_>>()
        };
        assert_eq!(left(7), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(left(4), [1, 2, 3, 6]);
        assert_eq!(left(1), [2]);
        assert_eq!(left(6), [1, 2, 3, 4, 5, 6]);
    }
}
