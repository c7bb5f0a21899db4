//! An engine whose answers a test can tell in advance, and a clock that a test moves.
//!
//! A word that begins with "bad" is a finding, with the fix to take "good" for it; one that begins with "two" has two
//! fixes; one that begins with "far" is found with the text's first word as related. A hover shows the whole text, and
//! every line is an outline item with its words inside. A text that holds "panic-read" (or `-check`, `-hover`,
//! `-outline`, `-sum`) panics there. Reading a text that holds "endless" ends only when it is given up.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, Once};
use std::time::{Duration, Instant};

use copydesk::article::{Article, Origin, Passage, Reader};
use copydesk::assist::{Hover, OutlineItem};
use copydesk::checks::{Check, Code, Finding, Fix, Memory, Related, Replacement, Severity, run_these};
use copydesk::desk::Desk;
use copydesk::messages::Message;
use copydesk::server::{Clock, Engine, Options};
use copydesk::text::Span;

#[derive(Default)]
pub struct Fake {
    /// Readings so far.
    pub reads: AtomicUsize,
    /// Readings that were given up.
    pub given_up: AtomicUsize,
    /// Readings wait here while it is shut.
    pub gate: Gate,
    /// What the last reading knew of its article.
    pub origin: Mutex<Origin>,
}

/// Something that threads wait before until it is opened.
#[derive(Default)]
pub struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
    pub waiting: AtomicUsize,
}

impl Gate {
    pub fn shut(&self) {
        *self.shut.lock().unwrap() = true;
    }

    pub fn open(&self) {
        *self.shut.lock().unwrap() = false;
        self.opened.notify_all();
    }

    fn pass(&self) {
        let mut shut = self.shut.lock().unwrap();
        while *shut {
            self.waiting.fetch_add(1, Ordering::SeqCst);
            shut = self.opened.wait(shut).unwrap();
            self.waiting.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn plant(text: &str, what: &str) {
    assert!(!text.contains(what), "planted");
}

fn words(text: &str) -> impl Iterator<Item = Span> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(move |w| {
        let at = start(w);
        Span::new(at, at + w.len())
    })
}

struct Words;

impl Check for Words {
    fn code(&self) -> Code {
        Code::PartOfWhole
    }

    fn explanation(&self) -> &'static str {
        ""
    }

    fn check(&self, article: &Article, _: &Desk, out: &mut Vec<Finding>) {
        let text = &*article.text;
        for span in words(text) {
            let fix = |with: &str| Fix {
                title: Message::new("fix"),
                safe: false,
                edits: vec![Replacement::here(span, with.to_owned())],
            };
            let first = Related::here(words(text).next().unwrap(), Message::new("related"));
            let (related, fixes) = match span.of(text).get(..3) {
                Some("bad") => (vec![], vec![fix("good")]),
                Some("two") => (vec![], vec![fix("one"), fix("other")]),
                Some("far") => (vec![first], vec![]),
                _ => continue,
            };
            let message = Message::new("faulty");
            out.push(Finding { code: self.code(), severity: Severity::Error, span, message, related, fixes });
        }
    }
}

/// A check that panics when it is told to, after it has found something.
struct Sum;

impl Check for Sum {
    fn code(&self) -> Code {
        Code::SumOfParts
    }

    fn explanation(&self) -> &'static str {
        ""
    }

    fn check(&self, article: &Article, _: &Desk, out: &mut Vec<Finding>) {
        if let Some(at) = article.text.find("sum") {
            let (span, message) = (Span::new(at, at + 3), Message::new("sum"));
            let (code, severity) = (self.code(), Severity::Warning);
            out.push(Finding { code, severity, span, message, related: vec![], fixes: vec![] });
        }
        plant(&article.text, "panic-sum");
    }
}

impl Engine for Fake {
    fn read(
        &self,
        _: &mut Reader,
        text: Arc<str>,
        origin: &Origin,
        _: &Desk,
        stop: &dyn Fn() -> bool,
    ) -> Option<Article> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        *self.origin.lock().unwrap() = origin.clone();
        self.gate.pass();
        plant(&text, "panic-read");
        if text.contains("endless") {
            while !stop() {
                std::thread::yield_now();
            }
            self.given_up.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        let sited = std::sync::OnceLock::new();
        let article = Article {
            text,
            language: None,
            date: None,
            blocks: Vec::<Passage>::new().into(),
            directives: Vec::new(),
            sited,
            gazetteer: copydesk::place::Gazetteer::get().clone(),
        };
        Some(article)
    }

    fn check(&self, article: &Article, desk: &Arc<Desk>, _: &mut Memory, _: &dyn Fn() -> bool) -> Option<Vec<Finding>> {
        plant(&article.text, "panic-check");
        Some(run_these(&[&Sum, &Words], article, desk))
    }

    fn hover(&self, article: &Article, offset: usize, _: &[Finding], _: &Desk) -> Option<Hover> {
        plant(&article.text, "panic-hover");
        let span = words(&article.text).find(|word| word.holds(offset)).unwrap_or_default();
        Some(Hover { span, markdown: article.text.to_string() })
    }

    fn outline(&self, article: &Article) -> Vec<OutlineItem> {
        let text = &*article.text;
        plant(text, "panic-outline");
        let item = |span: Span, children| OutlineItem {
            name: span.of(text).to_owned(),
            detail: None,
            span,
            heading: false,
            children,
        };
        let mut at = 0;
        let mut items = Vec::new();
        for line in text.split_inclusive('\n') {
            let children = words(line).map(|word| item(word.shifted(at), vec![])).collect();
            items.push(item(Span::new(at, at + line.trim_end().len()), children));
            at += line.len();
        }
        items
    }
}

/// A clock that stands still until it is moved.
pub struct Still(Mutex<Instant>);

impl Still {
    /// Moves it; the loop looks at it with the next message.
    pub fn advance(&self, milliseconds: u64) {
        *self.0.lock().unwrap() += Duration::from_millis(milliseconds);
    }
}

impl Clock for Still {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }

    fn patience(&self, _: Instant) -> Option<Duration> {
        None
    }
}

/// The engine, the clock, and options with both.
pub fn fake() -> (Arc<Fake>, Arc<Still>, Options) {
    quiet();
    let (engine, clock) = (Arc::new(Fake::default()), Arc::new(Still(Mutex::new(Instant::now()))));
    let options = Options { engine: engine.clone(), clock: clock.clone(), ..Options::default() };
    (engine, clock, options)
}

/// Options with the engine and the clock.
pub fn options() -> Options {
    fake().2
}

/// Keeps planted panics out of the tests' output.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.payload().downcast_ref() != Some(&"planted") {
                usual(panic);
            }
        }));
    });
}
