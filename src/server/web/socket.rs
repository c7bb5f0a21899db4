//! LSP over a WebSocket: a message there is a message here, without its length before it.

use std::future::Future;
use std::io;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use crate::server::Ended;

/// The largest message that is taken.
const MESSAGE: usize = 64 << 20;
/// Bytes that wait between the socket and the server.
const PIPE: usize = 64 * 1024;

/// Carries a session's messages between `stream`, on which the handshake is done, and `serve`, until either ends.
///
/// # Errors
/// When a stream fails.
pub async fn talk<S>(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    serve: impl FnOnce(DuplexStream, DuplexStream) -> S,
) -> io::Result<()>
where
    S: Future<Output = io::Result<Ended>>,
{
    let config = WebSocketConfig::default().max_message_size(Some(MESSAGE)).max_frame_size(Some(MESSAGE));
    let (mut sink, mut source) = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await.split();
    let (mut feed, input) = duplex(PIPE);
    let (output, fed) = duplex(PIPE);
    let incoming = async {
        while let Some(Ok(message)) = source.next().await {
            let Message::Text(text) = message else {
                if message.is_close() {
                    break;
                }
                continue;
            };
            feed.write_all(format!("Content-Length: {}\r\n\r\n", text.len()).as_bytes()).await?;
            feed.write_all(text.as_bytes()).await?;
        }
        // The server ends with its input.
        feed.shutdown().await
    };
    let outgoing = async {
        let mut fed = BufReader::new(fed);
        while let Some(text) = next(&mut fed).await? {
            if sink.send(Message::text(text)).await.is_err() {
                break;
            }
        }
        let _ = sink.close().await;
        Ok::<(), io::Error>(())
    };
    let server = async { serve(input, output).await.map(|_| ()) };
    // What a browser that left does not read need not be sent.
    let talk = async { tokio::try_join!(incoming, server).map(|_| ()) };
    tokio::select! {
        ended = talk => ended,
        ended = outgoing => ended,
    }
}

/// The next message that the server sends; none at its end.
async fn next(fed: &mut BufReader<DuplexStream>) -> io::Result<Option<String>> {
    let mut length = None;
    let mut line = String::new();
    loop {
        line.clear();
        if fed.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        match (line.trim(), length) {
            ("", Some(length)) => {
                let mut body = vec![0; length];
                fed.read_exact(&mut body).await?;
                return String::from_utf8(body).map(Some).map_err(io::Error::other);
            }
            (header, _) => {
                let value = header.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
                length = value.and_then(|(_, value)| value.trim().parse().ok()).or(length);
            }
        }
    }
}
