//! The workers: a few threads that read snapshots and answer requests from them.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Sender, unbounded};
use tower_lsp_server::jsonrpc;

use super::clock::Clock;
use super::engine::Engine;
use super::message::{Message, Question};
use super::profile::Profile;
use super::shelf::Shelf;
use super::sight::{Analysis, Mind, Outcome, Sight, Snapshot, analyse};
use super::stories::Told;
use crate::desk::Desk;

/// A worker's stack: what nests in an article must not reach its end, for that cannot be borne as a panic can.
const STACK: usize = 16 << 20;

/// Longer texts wait for one another: of several workers one takes none of them, so that no article of usual length
/// waits for them. In bytes.
pub const LONG: usize = 1 << 20;

/// Work on one snapshot. At most one job per document is under way, for it takes along what is kept of the document.
pub struct Job {
    /// Which opening of which document it is.
    pub serial: u64,
    pub snapshot: Snapshot,
    /// The document's newest generation, as it is now: what is older may be given up.
    pub newest: Arc<AtomicU64>,
    pub mind: Mind,
    /// What was read in this snapshot, if it was.
    pub known: Option<Arc<Analysis>>,
    /// What the document was last read as.
    pub before: Option<Arc<Told>>,
    /// Requests that were asked at this snapshot.
    pub questions: Vec<Box<dyn Question>>,
    pub profile: Arc<Profile>,
}

/// A job's end.
pub struct Done {
    pub serial: u64,
    pub generation: u64,
    pub mind: Mind,
    pub outcome: Outcome,
    /// How long the reading took, for the loop's judgement of what is worth reading.
    pub cost: Duration,
}

/// The jobs that nobody is at. The first worker that is free gets the next one, so that in a session of one article all is
/// done by one thread, which has at hand what it did before: names that it looked up, memory that it was given.
struct Queue {
    waiting: Mutex<Waiting>,
    /// One for each worker.
    bells: Vec<Condvar>,
}

#[derive(Default)]
struct Waiting {
    short: VecDeque<Job>,
    long: VecDeque<Job>,
    /// Whether each worker waits and was not called.
    free: Vec<bool>,
    closed: bool,
}

impl Queue {
    fn of(workers: usize) -> Self {
        let waiting = Waiting { free: vec![false; workers], ..Waiting::default() };
        Self { waiting: Mutex::new(waiting), bells: (0..workers).map(|_| Condvar::new()).collect() }
    }

    /// Whatever panicked, it was not in the middle of a change.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a worker takes long texts.
    fn takes_long(&self, worker: usize) -> bool {
        worker > 0 || self.bells.len() == 1
    }

    fn put(&self, job: Job) {
        let mut waiting = self.lock();
        let long = job.snapshot.document.len() > LONG;
        if long {
            waiting.long.push_back(job)
        } else {
            waiting.short.push_back(job)
        }
        let mut workers = waiting.free.iter_mut().zip(&self.bells).enumerate();
        let called = workers.find(|(worker, (free, _))| **free && (!long || self.takes_long(*worker)));
        if let Some((_, (free, bell))) = called {
            *free = false;
            bell.notify_one();
        }
    }

    /// The next job, a short one first, when there is one; nothing once the pool is gone.
    fn take(&self, worker: usize) -> Option<Job> {
        let mut waiting = self.lock();
        loop {
            let short = waiting.short.pop_front();
            let job = short.or_else(|| if self.takes_long(worker) { waiting.long.pop_front() } else { None });
            if let Some(free) = waiting.free.get_mut(worker) {
                *free = job.is_none();
            }
            if job.is_some() || waiting.closed {
                return job;
            }
            waiting = self.bells.get(worker)?.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        self.lock().closed = true;
        self.bells.iter().for_each(Condvar::notify_all);
    }
}

/// The threads; they end when the pool is dropped and the jobs they are at are done.
pub struct Pool {
    queue: Arc<Queue>,
    /// What is to be dropped by somebody who has the time.
    waste: Sender<Box<dyn Send>>,
    results: Sender<Message>,
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl Pool {
    /// Starts `workers` threads that send a [`Message::Done`] for each job.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        workers: usize,
        engine: &Arc<dyn Engine>,
        clock: &Arc<dyn Clock>,
        results: &Sender<Message>,
    ) -> io::Result<Self> {
        let (waste, wasted) = unbounded::<Box<dyn Send>>();
        let queue = Arc::new(Queue::of(workers.max(1)));
        // From here on whoever was started ends with it, even if another cannot be.
        let pool = Self { queue: Arc::clone(&queue), waste, results: results.clone() };
        for number in 0..workers.max(1) {
            let worker = Worker {
                number,
                queue: Arc::clone(&queue),
                engine: Arc::clone(engine),
                clock: Arc::clone(clock),
                results: results.clone(),
            };
            let thread = thread::Builder::new().name(format!("worker-{number}")).stack_size(STACK);
            thread.spawn(move || worker.run())?;
        }
        thread::Builder::new().name("sweeper".to_owned()).spawn(move || wasted.iter().for_each(drop))?;
        Ok(pool)
    }

    /// Drops what was kept of a text on a thread of its own: that of a long one takes as long as a hundred keystrokes.
    pub fn sweep(&self, waste: impl Send + 'static) {
        let _ = self.waste.send(Box::new(waste));
    }

    /// Looks through folders for articles, on a thread of its own; its end is a [`Message::Shelved`].
    pub fn look_through(&self, before: Arc<Shelf>, folders: Vec<(PathBuf, Arc<Desk>)>) {
        let results = self.results.clone();
        let work = move || {
            let shelf = catch_unwind(AssertUnwindSafe(|| Shelf::renewed(&before, &folders)));
            let _ = results.send(Message::Shelved(Arc::new(shelf.unwrap_or_default())));
        };
        if thread::Builder::new().name("shelf".to_owned()).stack_size(STACK).spawn(work).is_err() {
            tracing::warn!("there is no thread to look through folders");
        }
    }

    /// Queues a job.
    pub fn send(&self, job: Job) {
        self.queue.put(job);
    }
}

struct Worker {
    number: usize,
    queue: Arc<Queue>,
    engine: Arc<dyn Engine>,
    clock: Arc<dyn Clock>,
    results: Sender<Message>,
}

impl Worker {
    fn run(&self) {
        while let Some(job) = self.queue.take(self.number) {
            if self.results.send(Message::Done(Box::new(self.work(job)))).is_err() {
                return;
            }
        }
    }

    fn work(&self, job: Job) -> Done {
        let Job { serial, snapshot, newest, mut mind, known, before, questions, profile } = job;
        let (generation, started, open) = (snapshot.generation, self.clock.now(), Arc::clone(&snapshot.open.told));
        let stale =
            || newest.load(Ordering::Relaxed) != generation && questions.iter().all(|question| question.abandoned());
        let outcome = match known {
            Some(analysis) => Outcome::Read(analysis),
            None => analyse(snapshot, before.as_deref(), &mut mind, &*self.engine, &profile, stale),
        };
        let cost = self.clock.now().saturating_duration_since(started);
        match &outcome {
            Outcome::Read(analysis) => self.answer(questions, analysis, &open, &profile),
            // It was abandoned, each of them.
            Outcome::GaveUp => {}
            Outcome::Failed => questions.into_iter().for_each(|q| q.refuse(jsonrpc::Error::internal_error())),
        }
        Done { serial, generation, mind, outcome, cost }
    }

    fn answer(&self, questions: Vec<Box<dyn Question>>, analysis: &Analysis, open: &[Arc<Told>], profile: &Profile) {
        let sight = Sight { analysis, open, profile, engine: &*self.engine };
        for question in questions.into_iter().filter(|question| !question.abandoned()) {
            // The question is dropped with the panic, which tells its asker.
            if catch_unwind(AssertUnwindSafe(|| question.answer(&sight))).is_err() {
                tracing::error!(uri = sight.uri().as_str(), "answering a request panicked");
            }
        }
    }
}
