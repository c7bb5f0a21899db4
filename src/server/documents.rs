//! An open document: its text, what is known of it, what waits for it.

use std::collections::{HashSet, VecDeque};
use std::hash::BuildHasher;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use foldhash::fast::FixedState;
use tower_lsp_server::jsonrpc::{Error, ErrorCode};
use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::message::Question;
use super::pool::{Done, Job};
use super::profile::Profile;
use super::publication::{Publication, Rendered};
use super::shelf::Shelf;
use super::sight::{Analysis, Mind, Open, Outcome, Snapshot};
use super::stories::Told;
use super::typing::{Typing, changed, touches};
use crate::article::Origin;
use crate::checks::Finding;
use crate::desk::Desk;
use crate::text::{Document, Edit, EditError, Encoding, Span};

/// How much computing is worth doing for requests at texts that have changed since.
const PAST: Duration = Duration::from_millis(250);

/// An open document.
pub struct OpenDocument {
    pub uri: Uri,
    /// Which opening of which document this is.
    serial: u64,
    /// What the editor calls its language.
    pub language_id: String,
    origin: Arc<Origin>,
    file: Arc<Path>,
    document: Document,
    desk: Arc<Desk>,
    generation: u64,
    /// The generation again, where a worker can see it.
    newest: Arc<AtomicU64>,
    /// Away while a worker has it.
    mind: Option<Mind>,
    analysis: Option<Arc<Analysis>>,
    /// The last reading, for its versions: it may be of an older text.
    told: Option<Arc<Told>>,
    /// What it was last compared with, by address.
    versions: Vec<Uri>,
    /// When the other articles were as the last reading knew them.
    seen: u64,
    /// When it was first read, and when its text was last read as another one.
    joined: Option<u64>,
    changed: u64,
    /// The folders of the workspace.
    folders: Arc<[PathBuf]>,
    /// What is known of files that are not open, for the next reading.
    shelf: Arc<Shelf>,
    /// Its closed versions, with what is to be shown on them.
    beside: Vec<(Uri, Vec<Diagnostic>)>,
    /// How many versions and disagreements its code lens tells.
    lens: (usize, usize),
    /// When it was last of use to anybody: a count that grows.
    used: u64,
    /// The generation that was read, or failed to be.
    settled: Option<u64>,
    waiting: VecDeque<Waiting>,
    /// What the last reading took.
    cost: Duration,
    typing: Option<Typing>,
    /// Whether findings are held back for what is being typed.
    holding: bool,
    /// What is shown, as [`Rendered::sames`] tells it.
    shown: HashSet<u64>,
    /// The message that the client was sent last, by its hash.
    sent: Option<u64>,
    /// What was read before, to be dropped when nobody waits.
    past: Vec<Box<dyn Send>>,
}

/// Requests that were asked at one moment.
struct Waiting {
    snapshot: Snapshot,
    /// What was read in that text meanwhile.
    known: Option<Arc<Analysis>>,
    questions: Vec<Box<dyn Question>>,
}

impl OpenDocument {
    /// A document as the client opened it.
    pub fn new(serial: u64, uri: Uri, language_id: String, document: Document, generation: u64) -> Self {
        Self {
            uri,
            serial,
            language_id,
            origin: Arc::default(),
            file: Path::new("").into(),
            document,
            desk: Arc::default(),
            generation,
            newest: Arc::new(AtomicU64::new(generation)),
            mind: Some(Mind::default()),
            analysis: None,
            told: None,
            versions: Vec::new(),
            seen: 0,
            joined: None,
            changed: 0,
            folders: Arc::new([]),
            shelf: Arc::default(),
            beside: Vec::new(),
            lens: (0, 0),
            used: generation,
            settled: None,
            waiting: VecDeque::new(),
            cost: Duration::ZERO,
            typing: None,
            holding: false,
            shown: HashSet::new(),
            sent: None,
            past: Vec::new(),
        }
    }

    /// Takes another text in the place of this one, as a client does that opens it again.
    pub fn replace(&mut self, language_id: String, document: Document, generation: u64) {
        self.language_id = language_id;
        self.document = document;
        self.typing = None;
        self.sent = None;
        self.renew(generation);
    }

    /// Takes edits that somebody typed.
    ///
    /// # Errors
    /// When the version is not newer than the one that is held.
    pub fn apply(
        &mut self,
        version: i32,
        edits: &[Edit],
        encoding: Encoding,
        generation: u64,
        now: Instant,
    ) -> Result<(), EditError> {
        let whole = edits.iter().any(|edit| edit.range.is_none());
        let before = whole.then(|| self.document.text());
        let landed = self.document.apply(version, edits, encoding)?;
        self.typing = match before {
            Some(before) => {
                let text = self.document.text();
                changed(&before, &text).and_then(|spot| Typing::after(spot.of(&text), spot.end, now))
            }
            // Each edit's place is of the text at its turn: only the last one's is of the text that there is now.
            None => edits.last().zip(landed.last()).and_then(|(edit, at)| Typing::after(&edit.text, at.end, now)),
        };
        self.renew(generation);
        Ok(())
    }

    /// Takes what it is read with.
    pub fn read_with(&mut self, origin: Origin, file: &Path, desk: Arc<Desk>, generation: u64) {
        if *self.origin != origin || *self.file != *file || !self.desk.is(&desk) {
            self.origin = Arc::new(origin);
            self.file = file.into();
            self.desk = desk;
            self.renew(generation);
        }
    }

    /// Takes the folders of the workspace.
    pub fn stands_in(&mut self, folders: &[PathBuf]) {
        if *self.folders != *folders {
            self.folders = folders.into();
        }
    }

    fn renew(&mut self, generation: u64) {
        self.used = generation;
        self.generation = generation;
        self.newest.store(generation, Ordering::Relaxed);
        if let Some(analysis) = self.analysis.take() {
            self.past.push(Box::new(analysis));
        }
    }

    /// Drops what was read before: for a long text that takes as long as a tenth of an edit.
    pub fn drop_past(&mut self) {
        self.past.clear();
    }

    /// Queues a request about the document as it is now, beside the articles that are `open`;
    /// `moment` grows.
    pub fn ask(&mut self, question: Box<dyn Question>, open: &Open, moment: u64) {
        self.used = moment;
        match self.waiting.back_mut() {
            Some(last) if last.snapshot.generation == self.generation => {
                last.questions.push(question);
                last.snapshot.open.clone_from(open);
            }
            _ => {
                let (snapshot, known) = (self.snapshot(open), self.analysis.clone());
                self.waiting.push_back(Waiting { snapshot, known, questions: vec![question] });
            }
        }
    }

    fn snapshot(&self, open: &Open) -> Snapshot {
        Snapshot {
            generation: self.generation,
            uri: self.uri.clone(),
            file: Arc::clone(&self.file),
            document: self.document.clone(),
            origin: Arc::clone(&self.origin),
            desk: Arc::clone(&self.desk),
            open: open.clone(),
            folders: Arc::clone(&self.folders),
            shelf: Arc::clone(&self.shelf),
        }
    }

    /// The next job, if there is something to do and nobody at it.
    ///
    /// Requests come first, in the order they were asked, each at the text it was asked about; then the newest text,
    /// for diagnostics.
    pub fn next_job(&mut self, profile: &Arc<Profile>, open: &Open) -> Option<Job> {
        self.mind.as_ref()?;
        self.waiting.retain_mut(|waiting| {
            waiting.questions.retain(|question| !question.abandoned());
            !waiting.questions.is_empty()
        });
        self.give_up_the_past();
        let Waiting { snapshot, known, questions } = match self.waiting.pop_front() {
            Some(waiting) => waiting,
            None if self.settled != Some(self.generation) => {
                Waiting { snapshot: self.snapshot(open), known: None, questions: Vec::new() }
            }
            None => return None,
        };
        Some(Job {
            serial: self.serial,
            snapshot,
            newest: Arc::clone(&self.newest),
            mind: self.mind.take()?,
            known,
            before: self.told.clone(),
            questions,
            profile: Arc::clone(profile),
        })
    }

    /// Refuses the oldest requests about texts that are past while reading those takes longer than anybody would
    /// wait: an editor asks again at the text it has.
    fn give_up_the_past(&mut self) {
        let generation = self.generation;
        let past = |waiting: &Waiting| waiting.snapshot.generation != generation && waiting.known.is_none();
        let count = self.waiting.iter().filter(|waiting| past(waiting)).count();
        let affordable = (1..=count).take_while(|n| self.cost * u32::try_from(*n).unwrap_or(u32::MAX) <= PAST).count();
        let mut surplus = count - affordable;
        self.waiting.retain_mut(|waiting| {
            if surplus == 0 || !past(waiting) {
                return true;
            }
            surplus -= 1;
            refuse(mem::take(&mut waiting.questions), ErrorCode::ContentModified);
            false
        });
    }

    /// Takes a job's end; says whether there is news to publish.
    /// `moment` grows.
    pub fn take(&mut self, done: Done, moment: u64) -> bool {
        if done.serial != self.serial {
            return false;
        }
        self.mind = Some(done.mind);
        let current = done.generation == self.generation;
        let news = current && self.settled != Some(done.generation);
        match done.outcome {
            Outcome::GaveUp => return false,
            Outcome::Failed => {}
            Outcome::Read(analysis) => {
                for waiting in self.waiting.iter_mut().filter(|w| w.snapshot.generation == done.generation) {
                    waiting.known = Some(Arc::clone(&analysis));
                }
                if current {
                    if self.told.as_ref().is_none_or(|told| told.stamp != analysis.told.stamp) {
                        self.changed = moment;
                    }
                    self.joined.get_or_insert(moment);
                    if let Some(told) = self.told.replace(Arc::clone(&analysis.told)) {
                        self.past.push(Box::new(told));
                    }
                    self.versions = analysis.versions.iter().map(|told| told.uri.clone()).collect();
                    self.seen = analysis.snapshot.open.moment;
                    self.beside.clone_from(&analysis.beside);
                    self.analysis = Some(analysis);
                }
            }
        }
        if news {
            self.settled = Some(done.generation);
            self.cost = done.cost;
        }
        news
    }

    /// What it was last read as.
    pub fn told(&self) -> Option<&Arc<Told>> {
        self.told.as_ref()
    }

    /// The versions of its story that it was last compared with.
    pub fn versions(&self) -> &[Uri] {
        &self.versions
    }

    /// What is to be shown on versions of it that are not open.
    pub fn closed_versions(&self) -> &[(Uri, Vec<Diagnostic>)] {
        &self.beside
    }

    /// Whether its code lens says something else since this was last asked.
    pub fn lens_changed(&mut self) -> bool {
        let lens = self.analysis.as_ref().map(|a| (a.versions.len(), a.disagreements())).unwrap_or_default();
        mem::replace(&mut self.lens, lens) != lens
    }

    /// Takes what is known of files that are not open; reads the document again where that may find it a version.
    pub fn look_at(&mut self, shelf: &Arc<Shelf>, generation: u64) {
        if Arc::ptr_eq(&self.shelf, shelf) {
            return;
        }
        self.shelf = Arc::clone(shelf);
        // One that is being read for the first time was begun without what is known now.
        if self.told.as_ref().map_or(!shelf.is_empty(), |told| told.may_have_versions(shelf)) {
            self.renew(generation);
        }
    }

    /// When the other articles were as its last reading knew them.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Whether it came to be known after `moment`, and could be a version of `other`.
    pub fn joined_since(&self, moment: u64, other: &Told) -> bool {
        let may = || self.told.as_ref().is_some_and(|told| told.may_tell_with(other));
        self.joined.is_some_and(|joined| joined > moment) && may()
    }

    /// Reads it again for another article that joined since: two that were opened at once.
    pub fn meet(&mut self, generation: u64) {
        self.renew(generation);
    }

    /// When its text was last read as another one.
    pub fn changed(&self) -> u64 {
        self.changed
    }

    /// Reads it again if its last reading did not know the text that another article has since `changed`.
    pub fn compare_anew(&mut self, changed: u64, generation: u64) {
        if changed > self.seen {
            self.renew(generation);
        }
    }

    /// When it was last of use, and how many bytes of text are kept as they were read; nothing where nothing is, or
    /// while somebody is at it.
    pub fn rests(&self) -> Option<(u64, usize)> {
        let idle = self.mind.is_some() && self.waiting.is_empty() && self.typing.is_none();
        let settled = self.settled == Some(self.generation);
        let kept = self.mind.as_ref().map_or(0, Mind::bytes);
        (idle && settled && self.analysis.is_some()).then(|| (self.used, kept.max(self.document.len())))
    }

    /// Forgets what can be read again, to save memory: all but the text and what its versions look for. Gives what is to
    /// be dropped.
    pub fn sleep(&mut self) -> impl Send + 'static {
        let forgotten = (self.mind.replace(Mind::default()), self.analysis.take(), self.told.clone());
        self.told = self.told.take().map(|told| Arc::new(told.slim()));
        forgotten
    }

    /// Reads it again if it was compared with a document that was closed.
    pub fn part_from(&mut self, uri: &Uri, generation: u64) {
        if self.versions.contains(uri) {
            self.renew(generation);
        }
    }

    /// What is to be shown now, if the client does not have it: every finding but those of a figure that is being typed.
    /// One that was shown before and still stands may stay.
    pub fn visible(&mut self) -> Option<Publication> {
        let none = Rendered::default();
        let (rendered, held) = match &self.analysis {
            None => (&none, Vec::new()),
            Some(analysis) => {
                let (findings, sames) = (&analysis.findings, &analysis.rendered.sames);
                let word: Option<Span> = self.typing.map(|typing| typing.word(&analysis.article.text));
                let held = |(at, (finding, same)): (usize, (&Finding, &u64))| {
                    let waits = word.is_some_and(|word| touches(finding, word)) && !self.shown.contains(same);
                    waits.then_some(at)
                };
                (&analysis.rendered, findings.iter().zip(sames).enumerate().filter_map(held).collect())
            }
        };
        let publication = rendered.publication(self.uri.clone(), self.document.version(), &held);
        self.holding = !held.is_empty();
        self.shown.clear();
        let shown = rendered.sames.iter().enumerate().filter(|(at, _)| held.binary_search(at).is_err());
        self.shown.extend(shown.map(|(_, same)| *same));
        // It may have been read again for another article, and say what it did.
        let sent = FixedState::default().hash_one(&publication.frame);
        (self.sent.replace(sent) != Some(sent)).then_some(publication)
    }

    /// When what is being typed is taken as written.
    pub fn due(&self) -> Option<Instant> {
        self.typing.map(|typing| typing.due)
    }

    /// Takes what was being typed as written when its time has come; says whether something was held back for it.
    pub fn release(&mut self, now: Instant) -> bool {
        if self.due().is_none_or(|due| due > now) {
            return false;
        }
        self.typing = None;
        self.holding
    }

    /// Refuses what still waits, when the document is closed.
    pub fn close(&mut self) {
        self.waiting.drain(..).for_each(|waiting| refuse(waiting.questions, ErrorCode::ContentModified));
        // A worker that has it need not go on.
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

fn refuse(questions: Vec<Box<dyn Question>>, why: ErrorCode) {
    questions.into_iter().for_each(|question| question.refuse(Error::new(why)));
}
