//! The state loop: one thread that owns documents, settings and folders, and takes messages in their order.
//!
//! It computes nothing that an article could make long: reading, checking and answering are the workers'. A message
//! whose handling panics is logged by its name and left; what it would have answered is answered with an error.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::{Receiver, RecvTimeoutError};
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{
    Diagnostic, DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidOpenTextDocumentParams,
    InitializeParams, InitializeResult, PublishDiagnosticsParams, Uri,
};

use super::capabilities::initialize_result;
use super::clock::Clock;
use super::desks::{Affected, Desks, real};
use super::documents::OpenDocument;
use super::from_proto;
use super::message::{Configured, Message, Question};
use super::outbox::{Letter, Outbox};
use super::parent::Watch;
use super::pool::{Done, Pool};
use super::profile::Profile;
use super::registrations::registrations;
use super::shelf::Shelf;
use super::sight::Open;
use super::to_proto;
use crate::settings::SettingsProblem;
use crate::text::Document;

/// How many messages are taken before work is handed out: edits that are queued are read once, at the last of them.
const BATCH: usize = 256;

/// How many faults of its settings a client is told of.
const MOST_TOLD: usize = 500;

/// How many bytes of text may be kept as they were read, in documents that nobody is at; each takes some fifty times
/// its size.
const KEPT: usize = 1 << 20;

/// Everything the server knows.
pub struct State {
    pub(super) clock: Arc<dyn Clock>,
    pub(super) pool: Pool,
    pub(super) outbox: Outbox,
    pub(super) watch: Option<Watch>,
    profile: Arc<Profile>,
    desks: Desks,
    documents: HashMap<Uri, OpenDocument>,
    /// The open articles for their versions; none where only one is open.
    open: Open,
    /// Whether `open` is to be made anew.
    stirred: bool,
    /// Which document a job's end is for.
    serials: HashMap<u64, Uri>,
    /// Settings files that diagnostics stand on.
    faulty: Vec<Uri>,
    /// The client's faulty settings that it was told of.
    told: Vec<String>,
    /// What is known of files that are not open.
    shelf: Arc<Shelf>,
    /// Folders are being looked through, and whether they are to be again.
    looking: Option<bool>,
    /// Files that are not open with findings on them, and the document that they are a version of.
    beside: HashMap<Uri, Uri>,
    counter: u64,
}

impl State {
    /// A server that was not spoken to yet.
    pub fn new(clock: Arc<dyn Clock>, pool: Pool, outbox: Outbox, watch: Option<Watch>) -> Self {
        Self {
            clock,
            pool,
            outbox,
            watch,
            profile: Arc::default(),
            desks: Desks::default(),
            documents: HashMap::new(),
            open: Open::default(),
            stirred: false,
            serials: HashMap::new(),
            faulty: Vec::new(),
            told: Vec::new(),
            shelf: Arc::default(),
            looking: None,
            beside: HashMap::new(),
            counter: 0,
        }
    }

    /// Takes messages until the session is over.
    pub fn run(mut self, inbox: &Receiver<Message>) {
        loop {
            let Ok(first) = self.receive(inbox) else { return };
            for message in first.into_iter().chain(inbox.try_iter().take(BATCH)) {
                if matches!(message, Message::Stop) {
                    return;
                }
                let name = message.name();
                guarded(name, || self.handle(message));
            }
            guarded("release", || self.release());
            guarded("dispatch", || self.dispatch());
        }
    }

    /// The next message; none when something is due before one comes.
    fn receive(&self, inbox: &Receiver<Message>) -> Result<Option<Message>, ()> {
        let due = self.documents.values().filter_map(OpenDocument::due).min();
        match due.and_then(|due| self.clock.patience(due)) {
            None => inbox.recv().map(Some).map_err(|_| ()),
            Some(patience) => match inbox.recv_timeout(patience) {
                Ok(message) => Ok(Some(message)),
                Err(RecvTimeoutError::Timeout) => Ok(None),
                Err(RecvTimeoutError::Disconnected) => Err(()),
            },
        }
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Initialize(params, reply) => self.initialize(&params, reply),
            Message::Initialized => self.initialized(),
            Message::Open(params) => self.open(params),
            Message::Change(params) => self.change(params),
            // The text is known from its changes; settings files are read as they stand on the disk.
            Message::Save(params) if self.is_of_settings(&params.text_document.uri) => self.settings_changed(),
            // A text that is written may be another one's version.
            Message::Save(_) => self.look_through(),
            Message::Close(params) => self.close(&params.text_document.uri),
            Message::Folders(params) => self.change_folders(&params),
            Message::Configuration(value) => self.change_configuration(&value),
            Message::Configured(answer) => self.configured(answer),
            Message::Watched(events) => {
                if events.iter().any(|event| self.is_of_settings(&event.uri)) {
                    self.settings_changed();
                }
            }
            Message::Ask(uri, question) => self.ask(&uri, question),
            Message::Shelved(shelf) => self.shelved(shelf),
            Message::Done(done) => self.done(*done),
            Message::Shutdown(reply) => drop(reply.send(())),
            Message::Stop => {}
        }
    }

    /// A number that no moment before had.
    fn tick(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    fn now(&self) -> Instant {
        self.clock.now()
    }

    // The session.

    fn initialize(&mut self, params: &InitializeParams, reply: oneshot::Sender<InitializeResult>) {
        self.profile = Arc::new(Profile::of(params));
        self.desks.set_language(self.profile.language);
        self.desks.set_folders(from_proto::roots(params));
        if let (Some(watch), Some(pid)) = (self.watch.take(), params.process_id) {
            watch.start(pid);
        }
        let problems = params.initialization_options.as_ref().map(|options| self.desks.set_initial(options));
        let _ = reply.send(initialize_result(&self.profile));
        self.tell(problems.unwrap_or_default());
    }

    fn initialized(&mut self) {
        let registrations = registrations(&self.profile);
        if !registrations.is_empty() {
            self.outbox.send(Letter::Register(registrations));
        }
        self.ask_for_settings(vec![None]);
        self.look_through();
    }

    fn change_folders(&mut self, params: &DidChangeWorkspaceFoldersParams) {
        let removed = from_proto::folders(&params.event.removed);
        let mut folders: Vec<_> = self.desks.folders().iter().filter(|f| !removed.contains(f)).cloned().collect();
        for added in from_proto::folders(&params.event.added) {
            if !folders.contains(&added) {
                folders.push(added);
            }
        }
        self.desks.set_folders(folders);
        self.settings_changed();
    }

    // Settings.

    fn change_configuration(&mut self, value: &Value) {
        // A client that wants to be asked sends null; what it sent before is then asked for anew.
        if !value.is_null() {
            let problems = self.desks.set_pushed(value);
            self.tell(problems);
        }
        self.ask_for_settings(std::iter::once(None).chain(self.documents.keys().cloned().map(Some)).collect());
        self.resettle();
    }

    fn ask_for_settings(&mut self, scopes: Vec<Option<Uri>>) {
        if self.profile.configuration {
            let round = self.tick();
            self.outbox.send(Letter::Configuration { round, scopes });
        }
    }

    fn configured(&mut self, mut answer: Configured) {
        // A document may be gone since.
        let (scopes, values) = answer
            .scopes
            .into_iter()
            .zip(answer.values)
            .filter(|(scope, _)| scope.as_ref().is_none_or(|uri| self.documents.contains_key(uri)))
            .unzip();
        (answer.scopes, answer.values) = (scopes, values);
        let (problems, affected) = self.desks.set_asked(answer);
        self.tell(problems);
        match affected {
            Affected::Every => self.resettle(),
            // A client is asked at each opening; what it says of one document is nothing to a thousand others.
            Affected::These(uris) if uris.is_empty() => {}
            Affected::These(uris) => {
                uris.iter().for_each(|uri| self.settle(uri));
                self.publish_settings();
            }
        }
    }

    /// Tells the client what is wrong with its settings, each fault once.
    fn tell(&mut self, problems: Vec<SettingsProblem>) {
        for problem in problems {
            let message = problem.message.text(self.profile.language);
            let text = if problem.key.is_empty() || message.contains(&problem.key) {
                format!("copydesk: {message}")
            } else {
                format!("copydesk: {}: {message}", problem.key)
            };
            // A client that never stops is not listened to for ever.
            if !self.told.contains(&text) && self.told.len() < MOST_TOLD {
                self.told.push(text.clone());
                self.outbox.send(Letter::Warn(text));
            }
        }
    }

    /// Whether it is a settings file, or one of places or rates that settings name.
    fn is_of_settings(&self, uri: &Uri) -> bool {
        from_proto::is_settings(uri) || from_proto::path(uri).is_some_and(|path| self.desks.reads(&path))
    }

    /// Reads the settings files anew.
    fn settings_changed(&mut self) {
        self.desks.forget_files();
        self.resettle();
    }

    /// Gives every document the desk that the settings make now.
    fn resettle(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        uris.iter().for_each(|uri| self.settle(uri));
        self.publish_settings();
        self.look_through();
    }

    fn settle(&mut self, uri: &Uri) {
        let generation = self.tick();
        let Some(document) = self.documents.get_mut(uri) else { return };
        let folders = self.desks.folders();
        let origin = from_proto::origin(uri, &document.language_id, folders);
        let place = from_proto::place(uri, folders);
        let file = from_proto::path(uri).map_or_else(|| PathBuf::from(&origin.name), |path| real(&path));
        let desk = self.desks.desk(uri, place.as_deref());
        document.stands_in(self.desks.folders());
        document.read_with(origin, &file, desk, generation);
    }

    /// Publishes what is wrong with the settings files, on the files.
    fn publish_settings(&mut self) {
        let mut faulty = Vec::new();
        let mut letters = Vec::new();
        for (uri, sheet, open) in self.desks.sheets() {
            let severity = sheet.severity();
            let diagnostic =
                |problem| Some(to_proto::settings_problem(problem, severity?, &sheet.document, &self.profile));
            let (told, note) = sheet.told();
            let mut diagnostics: Vec<_> = told.iter().filter_map(diagnostic).collect();
            if !diagnostics.is_empty() {
                diagnostics.extend(note.map(|note| to_proto::note(&note, &self.profile)));
            }
            let known = self.faulty.contains(&uri);
            if !diagnostics.is_empty() {
                faulty.push(uri.clone());
            } else if !known && !open {
                continue;
            }
            let version = open.then(|| sheet.document.version());
            letters.push(PublishDiagnosticsParams::new(uri, diagnostics, version));
        }
        let gone = self.faulty.iter().filter(|uri| !letters.iter().any(|letter| letter.uri == **uri));
        let gone: Vec<_> = gone.map(|uri| PublishDiagnosticsParams::new(uri.clone(), Vec::new(), None)).collect();
        self.faulty = faulty;
        letters.into_iter().chain(gone).for_each(|params| self.outbox.publish(params));
    }

    // Documents.

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let document = Document::new(&item.text, item.version);
        if let Some(path) = from_proto::path(&item.uri).filter(|_| from_proto::is_settings(&item.uri)) {
            self.desks.open(item.uri, &path, document);
            self.settings_changed();
            return;
        }
        let generation = self.tick();
        if let Some(open) = self.documents.get_mut(&item.uri) {
            tracing::warn!(uri = item.uri.as_str(), "a document was opened that is open; the new text counts");
            open.replace(item.language_id, document, generation);
        } else {
            let serial = self.tick();
            let mut open = OpenDocument::new(serial, item.uri.clone(), item.language_id, document, generation);
            open.look_at(&self.shelf, generation);
            // From now on it speaks for itself.
            self.beside.remove(&item.uri);
            self.serials.insert(serial, item.uri.clone());
            self.documents.insert(item.uri.clone(), open);
            self.ask_for_settings(vec![Some(item.uri.clone())]);
        }
        self.settle(&item.uri);
        self.publish_settings();
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let (uri, version) = (params.text_document.uri, params.text_document.version);
        let edits: Vec<_> = params.content_changes.into_iter().map(from_proto::edit).collect();
        let (encoding, now, generation) = (self.profile.encoding, self.now(), self.tick());
        let taken = if let Some(document) = self.documents.get_mut(&uri) {
            document.apply(version, &edits, encoding, generation, now)
        } else if let Some(sheet) = from_proto::path(&uri).and_then(|path| self.desks.opened(&path)) {
            let taken = sheet.apply(version, &edits, encoding).map(drop);
            self.settings_changed();
            taken
        } else {
            tracing::warn!(uri = uri.as_str(), "a document was changed that is not open");
            return;
        };
        if let Err(error) = taken {
            tracing::warn!(uri = uri.as_str(), %error, "a change was left out");
        }
    }

    fn close(&mut self, uri: &Uri) {
        if let Some(mut document) = self.documents.remove(uri) {
            document.close();
            self.pool.sweep(document);
            let generation = self.tick();
            self.documents.values_mut().for_each(|other| other.part_from(uri, generation));
            self.stirred = true;
            self.serials.retain(|_, other| other != uri);
            self.clear_beside(uri, &[]);
            self.desks.forget_scope(uri);
            self.outbox.forget(uri);
        } else if let Some(path) = from_proto::path(uri).filter(|path| self.desks.opened(path).is_some()) {
            self.desks.close(&path);
            self.faulty.retain(|faulty| faulty != uri);
            self.outbox.publish(PublishDiagnosticsParams::new(uri.clone(), Vec::new(), None));
            self.settings_changed();
            return;
        } else {
            tracing::warn!(uri = uri.as_str(), "a document was closed that is not open");
            return;
        }
        self.outbox.publish(PublishDiagnosticsParams::new(uri.clone(), Vec::new(), None));
    }

    fn ask(&mut self, uri: &Uri, question: Box<dyn Question>) {
        let moment = self.tick();
        self.gather();
        match self.documents.get_mut(uri) {
            Some(document) => document.ask(question, &self.open, moment),
            None => {
                tracing::debug!(uri = uri.as_str(), "a request about a document that is not open");
                question.nothing();
            }
        }
    }

    // Work.

    fn done(&mut self, done: Done) {
        let Some(uri) = self.serials.get(&done.serial) else { return };
        let uri = uri.clone();
        let moment = self.tick();
        let Some(document) = self.documents.get_mut(&uri) else { return };
        if !document.take(done, moment) {
            self.rest();
            return;
        }
        publish(document, &self.outbox);
        if document.lens_changed() && self.profile.refreshes_lenses {
            self.outbox.send(Letter::RefreshLenses);
        }
        let (owner, beside) = (document.uri.clone(), document.closed_versions().to_vec());
        self.publish_beside(&owner, beside);
        let Some(document) = self.documents.get_mut(&owner) else { return };
        // Its versions are held against what it says now; one that is no version any more, too.
        let Some(told) = document.told().cloned() else { return };
        let (versions, changed, seen) = (document.versions().to_vec(), document.changed(), document.seen());
        let generation = self.tick();
        let mut met = false;
        for (uri, other) in self.documents.iter_mut().filter(|(uri, _)| **uri != told.uri) {
            if versions.contains(uri) || other.versions().contains(&told.uri) {
                other.compare_anew(changed, generation);
            }
            met |= other.joined_since(seen, &told);
        }
        self.stirred = true;
        if let Some(document) = self.documents.get_mut(&told.uri).filter(|_| met) {
            document.meet(generation);
        }
        self.rest();
    }

    /// Makes the list of open articles anew, if one of them changed.
    fn gather(&mut self) {
        if std::mem::take(&mut self.stirred) {
            self.open.moment = self.tick();
            let told = self.documents.values().filter_map(|document| document.told().cloned());
            self.open.told = if self.documents.len() > 1 { told.collect() } else { Arc::new([]) };
        }
    }

    /// Lets go of what was read in documents that nobody has needed for long, once it is much.
    fn rest(&mut self) {
        let mut resting: Vec<(u64, usize, &mut OpenDocument)> =
            self.documents.values_mut().filter_map(|d| d.rests().map(|(used, bytes)| (used, bytes, d))).collect();
        let mut sum: usize = resting.iter().map(|(_, bytes, _)| bytes).sum();
        if sum <= KEPT {
            return;
        }
        resting.sort_by_key(|(used, ..)| *used);
        // The one that was needed last stays, however long it is. Some room is made, so that this is not done each time.
        resting.pop();
        for (_, bytes, document) in resting {
            if sum <= KEPT - KEPT / 4 {
                break;
            }
            self.pool.sweep(document.sleep());
            sum -= bytes;
            self.stirred = true;
        }
    }

    /// Shows what is found on versions of a document that are not open.
    fn publish_beside(&mut self, owner: &Uri, beside: Vec<(Uri, Vec<Diagnostic>)>) {
        let beside: Vec<_> = beside.into_iter().filter(|(uri, _)| !self.documents.contains_key(uri)).collect();
        let kept: Vec<Uri> = beside.iter().filter(|(_, found)| !found.is_empty()).map(|(uri, _)| uri.clone()).collect();
        self.clear_beside(owner, &kept);
        for (uri, found) in beside.into_iter().filter(|(_, found)| !found.is_empty()) {
            self.beside.insert(uri.clone(), owner.clone());
            self.outbox.publish(PublishDiagnosticsParams::new(uri, found, None));
        }
    }

    /// Takes back what was shown on versions of `owner` that are not open, but for those of `kept`.
    fn clear_beside(&mut self, owner: &Uri, kept: &[Uri]) {
        let gone = self.beside.iter().filter(|(uri, own)| *own == owner && !kept.contains(uri));
        let gone: Vec<Uri> = gone.map(|(uri, _)| uri.clone()).collect();
        for uri in gone {
            self.beside.remove(&uri);
            self.outbox.publish(PublishDiagnosticsParams::new(uri, Vec::new(), None));
        }
    }

    /// Has the workspace's folders looked through, one time after another.
    fn look_through(&mut self) {
        if self.looking.is_some() {
            self.looking = Some(true);
            return;
        }
        let folders = self.desks.folders().to_vec();
        let with_desk = folders.into_iter().filter_map(|folder| {
            let place = folder.join("a.md");
            let uri = Uri::from_file_path(&place)?;
            let desk = self.desks.desk(&uri, Some(&place));
            Some((real(&folder), desk))
        });
        let folders: Vec<_> = with_desk.collect();
        if folders.is_empty() {
            return;
        }
        self.looking = Some(false);
        self.pool.look_through(Arc::clone(&self.shelf), folders);
    }

    fn shelved(&mut self, shelf: Arc<Shelf>) {
        let again = self.looking.take() == Some(true);
        self.shelf = shelf;
        let generation = self.tick();
        for document in self.documents.values_mut() {
            document.look_at(&self.shelf, generation);
        }
        if again {
            self.look_through();
        }
    }

    /// Shows what was held back for a figure that is written by now.
    fn release(&mut self) {
        let now = self.now();
        for document in self.documents.values_mut() {
            if document.release(now) {
                publish(document, &self.outbox);
            }
        }
    }

    /// Hands out work.
    fn dispatch(&mut self) {
        self.gather();
        for document in self.documents.values_mut() {
            if let Some(job) = document.next_job(&self.profile, &self.open) {
                self.pool.send(job);
            }
        }
        // Once the edit is being read there is time for it, and nothing heaps up.
        self.documents.values_mut().for_each(OpenDocument::drop_past);
    }
}

fn publish(document: &mut OpenDocument, outbox: &Outbox) {
    if let Some(publication) = document.visible() {
        outbox.send(Letter::Publish(publication));
    }
}

/// Runs a step of the loop; one that panics is left where it was.
fn guarded(name: &str, step: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(step)).is_err() {
        tracing::error!(message = name, "a message could not be handled");
    }
}
