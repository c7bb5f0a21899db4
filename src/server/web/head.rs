//! The heads of HTTP messages: what is asked for, and what is sent with an answer.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// The longest head that is read, in bytes.
const HEAD: u64 = 16 * 1024;

/// What a browser asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Without what follows a question mark.
    pub path: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    /// `Sec-WebSocket-Key`, of a request that wants a WebSocket of the one version that there is.
    pub key: Option<String>,
}

/// Reads a request's head, and no byte beyond it.
///
/// # Errors
/// When the stream ends or fails, or the head is too long or none.
pub async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Request> {
    let mut head = Vec::new();
    let mut limited = stream.take(HEAD);
    loop {
        let length = limited.read_until(b'\n', &mut head).await?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if head.ends_with(b"\r\n\r\n") || head.ends_with(b"\n\n") {
            return parse(&head).ok_or_else(|| io::ErrorKind::InvalidData.into());
        }
    }
}

fn parse(head: &[u8]) -> Option<Request> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(head).ok().filter(httparse::Status::is_complete)?;
    let value = |name: &str| {
        let mut all = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        let only = all.next().filter(|_| all.next().is_none())?;
        std::str::from_utf8(only.value).ok().map(str::to_owned)
    };
    let says = |name: &str, word: &str| value(name).is_some_and(|v| v.eq_ignore_ascii_case(word));
    let socket = says("upgrade", "websocket") && says("sec-websocket-version", "13");
    Some(Request {
        method: request.method?.to_owned(),
        path: request.path?.split('?').next()?.to_owned(),
        host: value("host"),
        // One that cannot be read is one all the same, and a wrong one.
        origin: value("origin").or_else(|| {
            request.headers.iter().any(|h| h.name.eq_ignore_ascii_case("origin")).then(|| "unreadable".to_owned())
        }),
        key: value("sec-websocket-key").filter(|_| socket),
    })
}

/// The head that answers a request for a WebSocket.
pub fn switching(key: &str) -> String {
    let accept = derive_accept_key(key.as_bytes());
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    )
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    kind: &'static str,
    body: Vec<u8>,
    compressed: bool,
}

impl Answer {
    /// A file of a media type.
    pub fn new(kind: &'static str, body: Vec<u8>) -> Self {
        Self { status: 200, kind, body, compressed: false }
    }

    /// A sentence for whoever asked for something else.
    pub fn plain(status: u16, why: &str) -> Self {
        Self { status, ..Self::new("text/plain; charset=utf-8", format!("{why}\n").into_bytes()) }
    }

    /// Says that the body is compressed with gzip.
    #[must_use]
    pub fn compressed(self) -> Self {
        Self { compressed: true, ..self }
    }

    /// The whole message. The browser is told to load nothing from elsewhere, to run no script but the page's, and to
    /// keep no copy.
    pub fn bytes(&self, nonce: &str, host: &str) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            400 => "Bad Request",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            426 => "Upgrade Required",
            _ => "Service Unavailable",
        };
        let encoding = if self.compressed { "Content-Encoding: gzip\r\n" } else { "" };
        let head = format!(
            "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}Connection: close\r\n\
             Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n\
             Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
             img-src data:; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'\r\n\r\n",
            self.status,
            self.kind,
            self.body.len(),
        );
        let mut all = head.into_bytes();
        all.extend_from_slice(&self.body);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn reads(text: &str) -> Option<Request> {
        read(&mut text.as_bytes()).await.ok()
    }

    #[tokio::test]
    async fn heads_are_read() {
        let socket = "GET /t/lsp?x HTTP/1.1\r\nHost: h:1\r\nOrigin: http://h:1\r\nUpgrade: WebSocket\r\n\
                      Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: k\r\n\r\nrest";
        let request = reads(socket).await.unwrap();
        assert_eq!((&*request.method, &*request.path), ("GET", "/t/lsp"));
        assert_eq!((request.host.as_deref(), request.origin.as_deref()), (Some("h:1"), Some("http://h:1")));
        assert_eq!(request.key.as_deref(), Some("k"));
        let plain = reads("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nSec-WebSocket-Key: k\r\n\r\n").await.unwrap();
        assert_eq!((plain.host, plain.key), (None, None));
    }

    #[tokio::test]
    async fn what_is_no_head_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000));
        for text in ["", "\r\n\r\n", "GET / HTTP/1.1\r\n", "GET\r\n\r\n", "\u{0}\u{1}\n\n", &long] {
            assert_eq!(reads(text).await, None, "{text:.20}");
        }
    }
}
