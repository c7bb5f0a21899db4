//! `copydesk playground`: a page on loopback with an editor in it, whose language server is this one.
//!
//! Only who knows the token in the address gets anything, and only from this machine: the listener is bound to
//! 127.0.0.1, a request names that host, a WebSocket comes from the page itself. The page may load nothing from
//! elsewhere ([`head::Page`] says so to the browser), and what is needed of others' work lies in `bundle/`, made from
//! `editors/playground`.

mod head;
mod socket;

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::LocalSet;
use tokio::time::timeout;

use super::transport::{Options, runtime, serve};
use head::{Answer, Request};

/// Pages that may be open at a time: each has a server of its own.
const SESSIONS: usize = 8;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// The stories that the page opens with, by name: they have faults in them, and the first three are one story.
pub const STORIES: [(&str, &str); 5] = [
    ("ferry.en.md", include_str!("stories/ferry.en.md")),
    ("ferry.fr.md", include_str!("stories/ferry.fr.md")),
    ("ferry.vi.md", include_str!("stories/ferry.vi.md")),
    ("verger.fr.md", include_str!("stories/verger.fr.md")),
    ("cau.vi.md", include_str!("stories/cau.vi.md")),
];

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// Compressed as it is sent; `editors/playground/build` makes it.
const SCRIPT: &[u8] = include_bytes!("bundle/playground.js.gz");
/// Whose work is in it.
const LICENCES: &str = include_str!("bundle/LICENCES.txt");

/// A page that is being served.
struct Site {
    /// 127.0.0.1 with the port.
    host: String,
    /// Hexadecimal, unguessable; the first part of every path.
    token: String,
    /// Lets the page's own styles through, and no others.
    nonce: String,
    sessions: Arc<Semaphore>,
}

/// Serves the playground on 127.0.0.1 at `port` (0: whichever is free) until Ctrl-C; tells `ready` its address.
///
/// # Errors
/// When the port is taken, or the system gives no randomness or thread.
pub fn playground(port: u16, ready: impl FnOnce(&str)) -> io::Result<()> {
    let runtime = runtime()?;
    let ended = LocalSet::new().block_on(&runtime, async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let site = Arc::new(Site::new(listener.local_addr()?.port())?);
        ready(&site.address());
        tokio::select! {
            () = welcome(&listener, &site) => Ok(()),
            ended = tokio::signal::ctrl_c() => ended,
        }
    });
    runtime.shutdown_background();
    ended
}

async fn welcome(listener: &TcpListener, site: &Arc<Site>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let site = Arc::clone(site);
                tokio::task::spawn_local(async move {
                    if let Err(error) = site.answer(stream).await {
                        tracing::debug!(%error, "a browser left");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a browser could not be served");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

impl Site {
    fn new(port: u16) -> io::Result<Self> {
        Ok(Self {
            host: format!("{}:{port}", Ipv4Addr::LOCALHOST),
            token: random()?,
            nonce: random()?,
            sessions: Arc::new(Semaphore::new(SESSIONS)),
        })
    }

    fn address(&self) -> String {
        format!("http://{}/{}/", self.host, self.token)
    }

    async fn answer(&self, stream: TcpStream) -> io::Result<()> {
        let _ = stream.set_nodelay(true);
        let mut stream = BufReader::new(stream);
        let request = match timeout(PATIENCE, head::read(&mut stream)).await {
            Ok(Ok(request)) => request,
            Ok(Err(_)) => return self.send(&mut stream, Answer::plain(400, "This is no request.")).await,
            Err(_) => return Ok(()),
        };
        match self.reply(&request) {
            Reply::Answer(answer) => self.send(&mut stream, answer).await,
            Reply::Talk(key) => {
                let Ok(_held) = Arc::clone(&self.sessions).try_acquire_owned() else {
                    return self.send(&mut stream, Answer::plain(503, "Too many pages are open.")).await;
                };
                stream.write_all(head::switching(&key).as_bytes()).await?;
                socket::talk(stream, |input, output| serve(input, output, Options::default())).await
            }
        }
    }

    /// What a request gets.
    fn reply(&self, request: &Request) -> Reply {
        let refuse = |status, why| Reply::Answer(Answer::plain(status, why));
        if request.host.as_deref() != Some(&*self.host) {
            return refuse(403, "This address is not the playground's.");
        }
        let own = format!("http://{}", self.host);
        if request.origin.as_ref().is_some_and(|origin| *origin != own) {
            return refuse(403, "Another page has no business here.");
        }
        let mut parts = request.path.trim_start_matches('/').splitn(2, '/');
        let (token, name) = (parts.next().unwrap_or_default(), parts.next());
        let (true, Some(name)) = (same(token, &self.token), name) else {
            return refuse(404, "There is nothing here. The address that copydesk printed is longer.");
        };
        if request.method != "GET" && request.method != "HEAD" {
            return refuse(405, "Only GET is answered.");
        }
        Reply::Answer(match name {
            "" => Answer::new("text/html; charset=utf-8", PAGE.replace("{nonce}", &self.nonce).into_bytes()),
            "page.css" => Answer::new("text/css; charset=utf-8", STYLE.as_bytes().to_vec()),
            "playground.js" => Answer::new("text/javascript; charset=utf-8", SCRIPT.to_vec()).compressed(),
            "licences.txt" => Answer::new("text/plain; charset=utf-8", LICENCES.as_bytes().to_vec()),
            "stories.json" => Answer::new("application/json", stories().to_string().into_bytes()),
            "lsp" => match (&request.key, &request.origin) {
                (Some(key), Some(_)) => return Reply::Talk(key.clone()),
                _ => Answer::plain(426, "A WebSocket of the page is expected here."),
            },
            _ => Answer::plain(404, "There is nothing here."),
        })
    }

    async fn send(&self, stream: &mut BufReader<TcpStream>, answer: Answer) -> io::Result<()> {
        stream.write_all(&answer.bytes(&self.nonce, &self.host)).await?;
        stream.shutdown().await
    }
}

enum Reply {
    Answer(Answer),
    /// Speak LSP from here on; the client's `Sec-WebSocket-Key`.
    Talk(String),
}

fn stories() -> Value {
    STORIES.iter().map(|(name, text)| json!({ "name": name, "text": text })).collect()
}

/// 128 bits from the system, in hexadecimal.
fn random() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            host: "127.0.0.1:4711".to_owned(),
            token: "0123456789abcdef".to_owned(),
            nonce: "n".to_owned(),
            sessions: Arc::new(Semaphore::new(1)),
        }
    }

    fn status(host: &str, origin: Option<&str>, path: &str) -> u16 {
        let request = Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            host: Some(host.to_owned()),
            origin: origin.map(str::to_owned),
            key: Some("key".to_owned()),
        };
        match site().reply(&request) {
            Reply::Answer(answer) => answer.status,
            Reply::Talk(_) => 101,
        }
    }

    #[test]
    fn only_the_page_itself_gets_anything() {
        let (host, own) = ("127.0.0.1:4711", Some("http://127.0.0.1:4711"));
        assert_eq!(status(host, None, "/0123456789abcdef/"), 200);
        assert_eq!(status(host, own, "/0123456789abcdef/lsp"), 101);
        // A name that somebody pointed at this machine.
        assert_eq!(status("evil.example:4711", None, "/0123456789abcdef/"), 403);
        assert_eq!(status(host, Some("http://evil.example"), "/0123456789abcdef/lsp"), 403);
        assert_eq!(status(host, Some("null"), "/0123456789abcdef/lsp"), 403);
        // A browser always tells where a WebSocket comes from.
        assert_eq!(status(host, None, "/0123456789abcdef/lsp"), 426);
        for path in ["/", "/lsp", "/0123456789abcdee/", "/0123456789abcdef", "/0123456789abcdef/../x", "//", "/é/"] {
            assert_eq!(status(host, own, path), 404, "{path}");
        }
    }

    #[test]
    fn the_stories_have_the_faults_that_were_planted_and_no_others() {
        use crate::article::{Origin, Reader};
        use crate::desk::Desk;
        use crate::markup::Format;
        for (name, planted) in [
            ("ferry.en.md", &["unit-conversion 490 feet", "part-of-whole 82"][..]),
            ("ferry.fr.md", &[]),
            ("ferry.vi.md", &[]),
            (
                "verger.fr.md",
                &[
                    "growth 25 %",
                    "unit-conversion 30 acres",
                    "list-count trois",
                    "date mardi 27 septembre 2024",
                    "part-of-whole 4/10",
                    "place-variant Geneve",
                ],
            ),
            (
                "cau.vi.md",
                &["place-spelling Quãng Nam", "currency-conversion 4,7 triệu USD", "sum-of-parts 850", "growth 20%"],
            ),
        ] {
            let text = STORIES.iter().find(|story| story.0 == name).unwrap().1;
            let origin = Origin { name: name.into(), format: Format::Markdown, ..Origin::default() };
            let article = Reader::default().read(text.into(), &origin, &Desk::default());
            let found: Vec<String> = crate::checks::run(&article, &Desk::default())
                .iter()
                .map(|finding| format!("{} {}", finding.code.as_str(), finding.span.of(text)))
                .collect();
            assert_eq!(found, planted, "{name}");
        }
    }

    #[test]
    fn tokens_are_their_own() {
        assert_ne!(random().unwrap(), random().unwrap());
        assert_eq!(random().unwrap().len(), 32);
    }
}
