//! A session from its first byte to its last, over standard input and output or TCP.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::unbounded;
use tokio::io::{AsyncRead, AsyncWrite, duplex, stdin, stdout};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower_lsp_server::{LspService, Server};

use super::backend::Backend;
use super::clock::{Clock, SystemClock};
use super::engine::{Engine, Library};
use super::message::Message;
use super::outbox::{carry, outbox};
use super::parent::Watch;
use super::pool::Pool;
use super::state::State;
use super::wire;

/// How many requests may be under way: more than any editor has, so that a cancellation is read while they are.
const CONCURRENCY: usize = 256;

/// How long requests that are under way may still be answered when the input has ended.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait before listening again when a client could not be served.
const RETRY: Duration = Duration::from_millis(200);

/// Two, so that an article that is slow to read does not hold up the one beside it.
const WORKERS: usize = 2;

/// What a session is served with.
pub struct Options {
    pub engine: Arc<dyn Engine>,
    pub clock: Arc<dyn Clock>,
    pub workers: usize,
    /// What to do when the process that `initialize` names is gone; nothing for a session that ends by itself then.
    pub watch: Option<Watch>,
}

impl Default for Options {
    fn default() -> Self {
        Self { engine: Arc::new(Library), clock: Arc::new(SystemClock), workers: WORKERS, watch: None }
    }
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client had asked to shut down.
    Cleanly,
    /// It had not.
    Abruptly,
}

impl Ended {
    /// The exit status that LSP asks for.
    pub const fn status(self) -> u8 {
        match self {
            Ended::Cleanly => 0,
            Ended::Abruptly => 1,
        }
    }
}

/// Why nothing could be listened on.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    #[error("{0}: an address looks like 127.0.0.1:9257 ({1})")]
    Address(String, io::Error),
    /// Articles are nobody else's business, and LSP knows no password.
    #[error("{0} can be reached from other machines; copydesk listens on loopback addresses only, such as 127.0.0.1")]
    NotLoopback(SocketAddr),
    #[error("{0}: {1}")]
    Io(String, io::Error),
}

/// Serves one session.
///
/// # Errors
/// When the system gives no thread.
pub async fn serve(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite + Unpin,
    options: Options,
) -> io::Result<Ended> {
    let Options { engine, clock, workers, watch } = options;
    let (messages, inbox) = unbounded();
    let (outbox, letters, room) = outbox();
    let pool = Pool::start(workers, &engine, &clock, &messages)?;
    let state = State::new(clock, pool, outbox, watch);
    thread::Builder::new().name("state".to_owned()).spawn(move || state.run(&inbox))?;

    let (frames, written) = wire::frames();
    let build = LspService::build(|client| {
        tokio::spawn(carry(letters, client, frames.clone(), messages.clone()));
        Backend::new(messages.clone())
    });
    let (service, socket) = build
        .custom_method(wire::UNREADABLE, Backend::unreadable)
        .custom_method("copydesk/article", Backend::article)
        .custom_method("copydesk/facts", Backend::facts)
        .custom_method("copydesk/compare", Backend::compare)
        .custom_method("copydesk/page", Backend::page)
        .custom_method("copydesk/setHead", Backend::set_head)
        .finish();

    let shutdown = Arc::new(AtomicBool::new(false));
    let (feed, fed) = duplex(64 * 1024);
    let sieve = tokio::spawn({
        let shutdown = Arc::clone(&shutdown);
        async move {
            if let Err(error) = wire::sift(input, feed, &shutdown, &room).await {
                tracing::warn!(%error, "the input ended");
            }
        }
    });
    let stop_reading = sieve.abort_handle();
    let (answers, answered) = duplex(64 * 1024);
    let speaker = tokio::spawn(async move {
        if let Err(error) = frames.send_all(answered).await {
            tracing::warn!(%error, "the output ended");
        }
    });
    let session = async {
        Server::new(fed, answers, socket).concurrency_level(CONCURRENCY).serve(service).await;
        // The loop's end drops the outbox and the pool, and their ends follow.
        let _ = messages.send(Message::Stop);
        Ok(())
    };
    let grace = async {
        let _ = sieve.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        // A client that no longer reads may still hold the input open: the session ends with its output too.
        ended = async { tokio::try_join!(session, wire::write(written, output)) } => if let Err(error) = ended {
            tracing::warn!(%error, "the output ended");
        },
        () = grace => tracing::warn!("requests were left unanswered at the end"),
    }
    stop_reading.abort();
    speaker.abort();
    let _ = messages.send(Message::Stop);
    Ok(if shutdown.load(Ordering::SeqCst) { Ended::Cleanly } else { Ended::Abruptly })
}

/// Serves one session over standard input and output; ends the process if its parent dies.
///
/// # Errors
/// When the system gives no thread.
pub fn stdio() -> io::Result<Ended> {
    let runtime = runtime()?;
    let watch = Some(Watch::new(|| {
        super::log::flush();
        std::process::exit(i32::from(Ended::Abruptly.status()));
    }));
    let ended = runtime.block_on(serve(stdin(), stdout(), Options { watch, ..Options::default() }));
    // Standard input is read by a thread that cannot be called back from its read.
    runtime.shutdown_background();
    ended
}

/// Listens on `address`, a loopback one, and serves one client after another. Ends only with an error.
///
/// # Errors
/// When the address is none, or not of this machine alone, or taken.
pub fn listen(address: &str) -> Result<(), ListenError> {
    let failed = |error| ListenError::Io(address.to_owned(), error);
    let runtime = runtime().map_err(failed)?;
    runtime.block_on(async {
        let listener = bind(address).await?;
        let place = listener.local_addr().map_err(failed)?;
        // A script that asked for port 0 reads here which one it got.
        eprintln!("copydesk: listening on {place}");
        loop {
            // A client that is gone before it was greeted, or a system short of something, is no reason to end.
            if let Err(error) = accept(&listener, Options::default()).await {
                tracing::warn!(%error, "a client could not be served");
                tokio::time::sleep(RETRY).await;
            }
        }
    })
}

/// A listener on a loopback address.
///
/// # Errors
/// When the address is none, or not of this machine alone, or taken.
pub async fn bind(address: &str) -> Result<TcpListener, ListenError> {
    let found: Vec<SocketAddr> =
        address.to_socket_addrs().map_err(|error| ListenError::Address(address.to_owned(), error))?.collect();
    if let Some(open) = found.iter().find(|found| !found.ip().is_loopback()) {
        return Err(ListenError::NotLoopback(*open));
    }
    TcpListener::bind(&*found).await.map_err(|error| ListenError::Io(address.to_owned(), error))
}

/// Waits for a client and serves it.
///
/// # Errors
/// When the system gives no connection or thread.
pub async fn accept(listener: &TcpListener, options: Options) -> io::Result<Ended> {
    let (stream, _) = listener.accept().await?;
    let _ = stream.set_nodelay(true);
    // Any page in a browser may send to this address, and messages of its own behind the line that each of a browser's
    // requests begins with: `POST / HTTP/1.1`. Heads of messages begin with `Content-`.
    let mut first = [0];
    if stream.peek(&mut first).await? == 1 && matches!(first, [b'A'..=b'Z']) && first != *b"C" {
        tracing::warn!("a client speaks HTTP");
        return Ok(Ended::Abruptly);
    }
    let (input, output) = stream.into_split();
    serve(input, output, options).await
}

/// A runtime for a server.
///
/// # Errors
/// When the system gives none.
pub fn runtime() -> io::Result<Runtime> {
    // One thread is enough: all that takes time is done elsewhere.
    Builder::new_current_thread().enable_all().build()
}
