//! What the server sends of itself, in the order in which the state loop wrote it.
//!
//! The loop never waits for the client: it drops letters here, and one task carries them. Diagnostics are written as they
//! are sent ([`Publication`]) and go to the output by themselves; the rest goes through tower-lsp. Questions to the client
//! are asked by tasks of their own, so that a client that never answers holds up nothing.
//!
//! What waits is bounded, whatever the client does: of a document the newest diagnostics alone, of questions a few, and
//! where it is much all the same the input is not read until there is room ([`Room`]).

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossbeam_channel::Sender;
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{ConfigurationItem, MessageType, PublishDiagnosticsParams, Registration, Uri};

use super::message::{Configured, Message};
use super::publication::Publication;
use super::wire::{Frames, Gone};

/// So many letters, or bytes of diagnostics, may wait before the input does.
const MOST_LETTERS: usize = 4096;
const MOST_BYTES: usize = 16 << 20;

/// So many questions of a kind may be unanswered. One that is for so long is passed over: its answer is taken no more.
const ASKED: usize = 8;
const PATIENCE: Duration = Duration::from_secs(60);

/// Something to be sent.
#[derive(Debug)]
pub enum Letter {
    Publish(Publication),
    /// A warning that the writer should see.
    Warn(String),
    Register(Vec<Registration>),
    /// Asks the client to ask for code lenses again.
    RefreshLenses,
    /// Asks for the settings of these scopes.
    Configuration {
        round: u64,
        scopes: Vec<Option<Uri>>,
    },
}

/// Where the state loop drops letters.
#[derive(Debug)]
pub struct Outbox(Arc<Shared>);

/// The other end of an [`Outbox`].
#[derive(Debug)]
pub struct Letters(Arc<Shared>);

/// Tells whether an [`Outbox`] has room.
#[derive(Clone, Debug)]
pub struct Room(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    /// Something came, or nothing will any more.
    letters: Notify,
    questions: Notify,
    /// There is room again.
    room: Notify,
}

/// What waits for the client.
#[derive(Debug, Default)]
struct Waiting {
    /// In the order in which they came.
    letters: BTreeMap<u64, Letter>,
    /// The diagnostics of each document.
    publications: HashMap<Uri, u64>,
    count: u64,
    /// Bytes of diagnostics.
    bytes: usize,
    /// Of settings, the last of them with all that did not find a place.
    questions: VecDeque<(u64, Vec<Option<Uri>>)>,
    lenses: bool,
    /// Nothing comes any more.
    closed: bool,
    /// Nobody carries any more.
    gone: bool,
}

impl Waiting {
    fn put(&mut self, letter: Letter) {
        let crowded = self.questions.len() >= ASKED;
        match letter {
            Letter::Publish(publication) => {
                // What was not sent yet is past.
                let before = self.publications.insert(publication.uri.clone(), self.count);
                if let Some(Letter::Publish(past)) = before.and_then(|at| self.letters.remove(&at)) {
                    self.bytes -= past.frame.len();
                }
                self.bytes += publication.frame.len();
                self.push(Letter::Publish(publication));
            }
            Letter::RefreshLenses => self.lenses = true,
            Letter::Configuration { round, scopes } => match self.questions.back_mut() {
                Some((last, all)) if crowded => {
                    *last = round;
                    let new = scopes.into_iter().filter(|scope| !all.contains(scope)).collect::<Vec<_>>();
                    all.extend(new);
                }
                _ => self.questions.push_back((round, scopes)),
            },
            letter => self.push(letter),
        }
    }

    fn push(&mut self, letter: Letter) {
        self.letters.insert(self.count, letter);
        self.count += 1;
    }

    /// The next letter.
    fn take(&mut self) -> Option<Letter> {
        let (_, letter) = self.letters.pop_first()?;
        if let Letter::Publish(publication) = &letter {
            self.publications.remove(&publication.uri);
            self.bytes -= publication.frame.len();
        }
        Some(letter)
    }

    /// The next question.
    fn take_question(&mut self) -> Option<Letter> {
        let settings = self.questions.pop_front().map(|(round, scopes)| Letter::Configuration { round, scopes });
        settings.or_else(|| std::mem::take(&mut self.lenses).then_some(Letter::RefreshLenses))
    }

    fn is_full(&self) -> bool {
        !self.gone && (self.letters.len() > MOST_LETTERS || self.bytes > MOST_BYTES)
    }
}

impl Shared {
    /// Whatever panicked, it was not in the middle of a change.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An outbox, its other end, and whether it has room.
pub fn outbox() -> (Outbox, Letters, Room) {
    let shared = Arc::<Shared>::default();
    (Outbox(Arc::clone(&shared)), Letters(Arc::clone(&shared)), Room(shared))
}

impl Outbox {
    /// Sends a letter, unless the session is over.
    pub fn send(&self, letter: Letter) {
        let question = matches!(letter, Letter::RefreshLenses | Letter::Configuration { .. });
        let mut waiting = self.0.lock();
        if !waiting.gone {
            waiting.put(letter);
            // What it stands in the place of may have been large.
            if !waiting.is_full() {
                self.0.room.notify_one();
            }
            drop(waiting);
            if question { self.0.questions.notify_one() } else { self.0.letters.notify_one() }
        }
    }

    /// Sends diagnostics.
    pub fn publish(&self, params: PublishDiagnosticsParams) {
        self.send(Letter::Publish(params.into()));
    }

    /// Takes back what is to be asked of a document that is closed.
    pub fn forget(&self, uri: &Uri) {
        self.0.lock().questions.iter_mut().for_each(|(_, scopes)| scopes.retain(|scope| scope.as_ref() != Some(uri)));
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.letters.notify_one();
        self.0.questions.notify_one();
    }
}

impl Letters {
    /// The next letter; none once the outbox is dropped and empty.
    async fn next(&self) -> Option<Letter> {
        loop {
            {
                let mut waiting = self.0.lock();
                let (letter, closed) = (waiting.take(), waiting.closed);
                if !waiting.is_full() {
                    self.0.room.notify_one();
                }
                if letter.is_some() || closed {
                    return letter;
                }
            }
            self.0.letters.notified().await;
        }
    }
}

impl Drop for Letters {
    fn drop(&mut self) {
        self.0.lock().gone = true;
        self.0.room.notify_one();
        self.0.questions.notify_one();
    }
}

impl Room {
    /// Waits until there is room, or nobody who could make any.
    pub async fn come(&self) {
        while self.0.lock().is_full() {
            self.0.room.notified().await;
        }
    }
}

/// Carries letters to the client until the outbox is dropped or the output is gone.
pub async fn carry(letters: Letters, client: Client, output: Frames, answers: Sender<Message>) {
    tokio::spawn(inquire(Arc::clone(&letters.0), client.clone(), answers));
    while let Some(letter) = letters.next().await {
        if deliver(letter, &client, &output).await.is_err() {
            return;
        }
    }
}

async fn deliver(letter: Letter, client: &Client, output: &Frames) -> Result<(), Gone> {
    match letter {
        Letter::Publish(publication) => return output.send(publication.frame).await,
        Letter::Warn(text) => client.show_message(MessageType::WARNING, text).await,
        Letter::Register(registrations) => {
            let client = client.clone();
            tokio::spawn(async move {
                if client.register_capability(registrations).await.is_err() {
                    tracing::warn!("the client refused a registration");
                }
            });
        }
        // They are not among the letters.
        Letter::RefreshLenses | Letter::Configuration { .. } => {}
    }
    Ok(())
}

/// Asks the client what there is to ask, a few questions at once.
async fn inquire(shared: Arc<Shared>, client: Client, answers: Sender<Message>) {
    let places = Arc::new(Semaphore::new(ASKED));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let letter = loop {
            {
                let mut waiting = shared.lock();
                if waiting.gone {
                    return;
                }
                match waiting.take_question() {
                    Some(question) => break question,
                    None if waiting.closed => return,
                    None => {}
                }
            }
            shared.questions.notified().await;
        };
        let (client, answers) = (client.clone(), answers.clone());
        tokio::spawn(async move {
            if timeout(PATIENCE, ask(letter, &client, &answers)).await.is_err() {
                tracing::info!("the client has not answered a question");
            }
            drop(place);
        });
    }
}

async fn ask(letter: Letter, client: &Client, answers: &Sender<Message>) {
    match letter {
        Letter::RefreshLenses => drop(client.code_lens_refresh().await),
        Letter::Configuration { round, scopes } => {
            let item =
                |scope: &Option<Uri>| ConfigurationItem { scope_uri: scope.clone(), section: Some("copydesk".into()) };
            match client.configuration(scopes.iter().map(item).collect()).await {
                Ok(values) => drop(answers.send(Message::Configured(Configured { round, scopes, values }))),
                Err(_) => tracing::warn!("the client gave no settings when asked"),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(uri: &str, version: i32) -> Letter {
        Letter::Publish(PublishDiagnosticsParams::new(uri.parse().unwrap(), Vec::new(), Some(version)).into())
    }

    #[test]
    fn only_the_newest_diagnostics_of_a_document_are_sent() {
        let mut waiting = Waiting::default();
        let sent = [published("x:a", 1), published("x:b", 1), Letter::Warn("w".into()), published("x:a", 2)];
        sent.into_iter().for_each(|letter| waiting.put(letter));
        let told: Vec<_> = std::iter::from_fn(|| waiting.take())
            .map(|letter| match letter {
                Letter::Publish(p) => String::from_utf8(p.frame).unwrap().split_once("params").unwrap().1.to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        let shown = |uri: &str, version| format!(r#"":{{"uri":"{uri}","version":{version},"diagnostics":[]}}}}"#);
        assert_eq!(told, [shown("x:b", 1), "Warn(\"w\")".to_owned(), shown("x:a", 2)]);
        assert_eq!((waiting.bytes, waiting.publications.len()), (0, 0));
    }

    #[test]
    fn questions_that_nobody_answers_are_put_together() {
        let mut waiting = Waiting::default();
        for round in 0..1000 {
            let scopes = vec![None, format!("x:{}", round % 20).parse().ok()];
            waiting.put(Letter::Configuration { round, scopes });
            waiting.put(Letter::RefreshLenses);
        }
        assert_eq!(waiting.questions.len(), ASKED);
        assert_eq!(waiting.questions.back().map(|(round, scopes)| (*round, scopes.len())), Some((999, 21)));
        let all = std::iter::from_fn(|| waiting.take_question()).count();
        assert_eq!(all, ASKED + 1);
    }

    #[tokio::test]
    async fn a_client_that_never_reads() {
        let (outbox, letters, room) = outbox();
        let full = || async { timeout(Duration::from_millis(20), room.come()).await.is_err() };
        for turn in 0..MOST_LETTERS * 2 {
            outbox.send(published(&format!("x:{}", turn % 100), 1));
        }
        assert!(!full().await);
        for turn in 0..=MOST_LETTERS {
            outbox.send(published(&format!("x:{turn}"), 1));
        }
        assert!(full().await);
        assert!(letters.next().await.is_some());
        assert!(!full().await);
        outbox.send(published("x:another", 1));
        assert!(full().await);
        // A large one that a small one takes the place of makes room as well.
        while letters.0.lock().take().is_some() {}
        let large = Publication { uri: "x:a".parse().unwrap(), frame: vec![0; MOST_BYTES + 1] };
        outbox.send(Letter::Publish(large));
        let waits = tokio::spawn({
            let room = room.clone();
            async move { room.come().await }
        });
        assert!(full().await);
        outbox.send(published("x:a", 2));
        assert!(timeout(Duration::from_secs(60), waits).await.is_ok());
        (0..=MOST_LETTERS).for_each(|turn| outbox.send(published(&format!("x:{turn}"), 1)));
        assert!(full().await);
        // Where nobody carries any more, nobody waits.
        drop(letters);
        assert!(!full().await);
    }
}
