//! The client's bytes, sifted before tower-lsp sees them, and the server's: what tower-lsp writes, and what leaves beside
//! it, one message after another.
//!
//! Its transport ends the session at the first message that it cannot read, and leaves a request of ours unanswered
//! when the answer is not to the letter. Editors do send such things: half of an emoji, which JSON can write and no
//! text can hold, an answer without a result, an address with blanks. What can be mended is; what cannot is answered
//! with an error; the session goes on.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json};
use tokio::io::{self, AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tower_lsp_server::jsonrpc::ErrorCode;
use tower_lsp_server::ls_types::Uri;

use super::outbox::Room;

/// A method of our own that stands in for a message that could not be read, so that it is answered.
pub const UNREADABLE: &str = "copydesk/unreadable";

/// The longest header line and the largest message that are taken. A larger message is passed over, and answered with an
/// error.
const LINE: u64 = 8 * 1024;
const MESSAGE: u64 = 512 * 1024 * 1024;

/// Passes messages from `input` to `output` until one of them ends or `exit` was passed, as long as there is `room` for
/// what they bring about. Sets `shutdown` at a
/// `shutdown` request.
///
/// # Errors
/// When a stream fails, or the input is no stream of messages.
pub async fn sift(
    input: impl AsyncRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
    shutdown: &AtomicBool,
    room: &Room,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    loop {
        // What a client sends has answers: one that takes none is not read for ever.
        room.come().await;
        let Some(length) = head(&mut input).await? else { break };
        let mut body = Vec::new();
        if length > MESSAGE {
            tracing::warn!(length, "a message is too large");
            if io::copy(&mut (&mut input).take(length), &mut io::sink()).await? < length {
                break;
            }
        } else {
            (&mut input).take(length).read_to_end(&mut body).await?;
            if (body.len() as u64) < length {
                break;
            }
        }
        let message =
            if length > MESSAGE { Err(unreadable(&Value::Null, ErrorCode::InvalidRequest)) } else { read(&body) };
        let method = message.as_ref().map(|message| message.method.as_str()).unwrap_or_default();
        let last = method == "exit";
        if method == "shutdown" {
            shutdown.store(true, Ordering::SeqCst);
        }
        let body = match message {
            Ok(Mended { replacement: None, .. }) => body,
            Ok(Mended { replacement: Some(value), .. }) | Err(value) => value.to_string().into_bytes(),
        };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        if last {
            break;
        }
    }
    output.flush().await
}

/// Where messages that are ready to be sent are queued, each with its head.
#[derive(Clone, Debug)]
pub struct Frames(Sender<Vec<u8>>);

/// The output is gone, or the session is over.
#[derive(Debug)]
pub struct Gone;

/// A queue to the output and its other end. It is short: what waits for a slow client waits where it can still be left out.
pub fn frames() -> (Frames, Receiver<Vec<u8>>) {
    let (sender, receiver) = channel(1);
    (Frames(sender), receiver)
}

impl Frames {
    /// Queues a message, when there is room.
    ///
    /// # Errors
    /// When nobody writes any more.
    pub async fn send(&self, frame: Vec<u8>) -> Result<(), Gone> {
        self.0.send(frame).await.map_err(|_| Gone)
    }

    /// Queues the messages of a stream, until that or the output ends.
    ///
    /// # Errors
    /// When the stream fails, or is no stream of messages.
    pub async fn send_all(self, input: impl AsyncRead + Unpin) -> io::Result<()> {
        let mut input = BufReader::new(input);
        while let Some(length) = head(&mut input).await? {
            let mut frame = format!("Content-Length: {length}\r\n\r\n").into_bytes();
            let whole = frame.len() as u64 + length;
            (&mut input).take(length).read_to_end(&mut frame).await?;
            if (frame.len() as u64) < whole || self.send(frame).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Writes what is queued until nobody queues anything any more.
///
/// # Errors
/// When the output fails.
pub async fn write(mut frames: Receiver<Vec<u8>>, mut output: impl AsyncWrite + Unpin) -> io::Result<()> {
    while let Some(frame) = frames.recv().await {
        output.write_all(&frame).await?;
        output.flush().await?;
    }
    Ok(())
}

/// The length that the next message's headers tell; none at the end. Lines that are no header are passed over.
async fn head(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        match (line.trim_ascii(), length) {
            ([], Some(length)) => return Ok(Some(length)),
            ([], None) => {}
            (header, _) => length = content_length(header).or(length),
        }
    }
}

fn content_length(header: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(header).ok()?.split_once(':')?;
    name.trim().eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
}

/// A message that can be passed on.
struct Mended {
    method: String,
    /// What to pass on in its place, if it had to be mended.
    replacement: Option<Value>,
}

/// The members of a message: of those that it has twice the last ones, as [`Value`] does it. tower-lsp takes no such
/// message.
struct Members {
    map: Map<String, Value>,
    twice: bool,
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Members, A::Error> {
                let (mut map, mut twice) = (Map::new(), false);
                while let Some((name, value)) = members.next_entry::<String, Value>()? {
                    twice |= map.insert(name, value).is_some();
                }
                Ok(Members { map, twice })
            }
        }

        source.deserialize_map(Object)
    }
}

/// Reads a message; one that cannot be read becomes one that will be answered with the fault.
fn read(body: &[u8]) -> Result<Mended, Value> {
    let (mut message, mut mended) = match serde_json::from_slice::<Members>(body) {
        Ok(Members { map, twice }) => (map, twice),
        Err(_) => {
            let text = whole_characters(&String::from_utf8_lossy(body));
            let Ok(value) = serde_json::from_str(&text) else {
                tracing::warn!("a message is not JSON");
                return Err(unreadable(&Value::Null, ErrorCode::ParseError));
            };
            let Value::Object(message) = value else {
                tracing::warn!("a message is no object");
                return Err(unreadable(&Value::Null, ErrorCode::InvalidRequest));
            };
            tracing::info!("a message held something that is no character");
            (message, true)
        }
    };
    let id = message.get("id").cloned();
    if !id.as_ref().is_none_or(|id| id.is_null() || id.is_i64() || id.is_string()) {
        tracing::warn!("a message has an identifier that is none");
        return Err(unreadable(&Value::Null, ErrorCode::InvalidRequest));
    }
    if message.get("jsonrpc").is_none_or(|version| version != "2.0") {
        message.insert("jsonrpc".to_owned(), json!("2.0"));
        mended = true;
    }
    let method = match message.get("method").cloned() {
        Some(Value::String(method)) => {
            // What has a method asks, and answers nothing.
            for answer in ["result", "error"] {
                mended |= message.remove(answer).is_some();
            }
            method
        }
        None if id.is_some() => {
            mended |= mend_response(&mut message);
            String::new()
        }
        _ => {
            tracing::warn!("a message is neither request nor answer");
            return Err(unreadable(&id.unwrap_or_default(), ErrorCode::InvalidRequest));
        }
    };
    // tower-lsp takes all of these for notifications, and would leave the client waiting.
    if let Some(id) = id.filter(|_| method.starts_with("$/")) {
        return Err(unreadable(&id, ErrorCode::MethodNotFound));
    }
    mended |= mend_params(&method, &mut message);
    Ok(Mended { method, replacement: mended.then_some(Value::Object(message)) })
}

fn unreadable(id: &Value, code: ErrorCode) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": UNREADABLE, "params": [code.code()] })
}

/// Gives an answer the shape that tower-lsp takes; says whether something had to be done.
fn mend_response(message: &mut Map<String, Value>) -> bool {
    match message.get("error") {
        None | Some(Value::Null) => {
            let null = message.remove("error").is_some();
            let whole = message.contains_key("result");
            message.entry("result").or_insert(Value::Null);
            null || !whole
        }
        Some(error) => {
            let code = error.get("code").and_then(Value::as_i64).unwrap_or(ErrorCode::InternalError.code());
            let said = error.get("message").and_then(Value::as_str).unwrap_or_default();
            let error = json!({ "code": code, "message": said });
            message.remove("result");
            message.insert("error".to_owned(), error);
            true
        }
    }
}

/// Gives parameters the shape that their method asks for; says whether something had to be done.
fn mend_params(method: &str, message: &mut Map<String, Value>) -> bool {
    match method {
        "initialized" if !message.get("params").is_some_and(Value::is_object) => {
            message.insert("params".to_owned(), json!({}));
            return true;
        }
        "shutdown" | "exit" => return message.remove("params").is_some(),
        _ => {}
    }
    let Some(params) = message.get_mut("params") else { return false };
    let mut mended = false;
    for path in ["/textDocument/uri", "/rootUri"] {
        mended |= params.pointer_mut(path).is_some_and(mend_uri);
    }
    for path in ["/workspaceFolders", "/event/added", "/event/removed", "/changes"] {
        let items = params.pointer_mut(path).and_then(Value::as_array_mut);
        for uri in items.into_iter().flatten().filter_map(|item| item.get_mut("uri")) {
            mended |= mend_uri(uri);
        }
    }
    mended
}

/// Encodes what may not stand in an address.
fn mend_uri(value: &mut Value) -> bool {
    let Value::String(uri) = value else { return false };
    if Uri::from_str(uri).is_ok() {
        return false;
    }
    let mut better = String::with_capacity(uri.len());
    let bytes = uri.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let encoded = || bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        match byte {
            b'%' if encoded() => better.push('%'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => better.push(char::from(*byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*'
            | b'+' | b',' | b';' | b'=' => better.push(char::from(*byte)),
            _ => better.push_str(&format!("%{byte:02X}")),
        }
    }
    if Uri::from_str(&better).is_err() {
        tracing::warn!("a message names a document by what is no address");
        return false;
    }
    *uri = better;
    true
}

/// Puts U+FFFD, which is as long in UTF-16, in the place of halves of characters that stand alone: `\ud83d`.
fn whole_characters(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match (half(escape), escape.get(6..).and_then(half)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(_), _) => {
                out.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            // Another escape: its second character may be a backslash that begins none.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(length);
        out.push_str(kept);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The half of a character that an escape at the start of `text` stands for.
fn half(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

#[cfg(test)]
mod tests {
    use super::super::outbox::outbox;
    use super::*;

    fn sifted(body: &str) -> Value {
        match read(body.as_bytes()) {
            Ok(Mended { replacement: None, .. }) => serde_json::from_str(body).unwrap(),
            Ok(Mended { replacement: Some(value), .. }) | Err(value) => value,
        }
    }

    #[test]
    fn what_is_well_formed_is_left_alone() {
        for body in [
            r#"{"jsonrpc":"2.0","id":1,"method":"x","params":{"textDocument":{"uri":"file:///a%20b"}}}"#,
            r#"{"jsonrpc":"2.0","method":"x","params":["\ud83c\udf89 \\ud83d"]}"#,
            r#"{"jsonrpc":"2.0","id":"a","result":null}"#,
        ] {
            assert!(read(body.as_bytes()).is_ok_and(|mended| mended.replacement.is_none()), "{body}");
        }
    }

    #[test]
    fn halves_of_characters_are_mended() {
        let sent = r#"{"jsonrpc":"2.0","method":"x","params":["a\ud83d", "\udf89b\\", "\ud83d\ud83c\udf89"]}"#;
        assert_eq!(sifted(sent)["params"], json!(["a\u{FFFD}", "\u{FFFD}b\\", "\u{FFFD}🎉"]));
        assert_eq!(whole_characters("\\"), "\\");
        assert_eq!(whole_characters("\\é\\ud8"), "\\é\\ud8");
        assert_eq!(half("\\u+123"), None);
    }

    #[test]
    fn shapes_are_mended() {
        assert_eq!(sifted(r#"{"id":1}"#), json!({"jsonrpc":"2.0","id":1,"result":null}));
        assert_eq!(sifted(r#"{"jsonrpc":"2.0","method":"initialized"}"#)["params"], json!({}));
        let twice =
            r#"{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"id":2,"method":"a","method":"m","error":{},"result":1}"#;
        assert!(read(twice.as_bytes()).is_ok_and(|mended| mended.method == "m" && mended.replacement.is_some()));
        assert_eq!(sifted(twice), json!({"jsonrpc":"2.0","id":2,"method":"m"}));
        assert_eq!(sifted(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown","params":{}}"#).get("params"), None);
        let error = sifted(r#"{"jsonrpc":"2.0","id":1,"result":null,"error":{"code":-1,"message":"m","stack":"s"}}"#);
        assert_eq!(error, json!({"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"m"}}));
        let uri = |uri: &str| {
            let sent = json!({"jsonrpc":"2.0","method":"m","params":{"textDocument":{"uri":uri}}}).to_string();
            sifted(&sent)["params"]["textDocument"]["uri"].as_str().unwrap().to_owned()
        };
        assert_eq!(uri("file:///été 100%.md"), "file:///%C3%A9t%C3%A9%20100%25.md");
        assert_eq!(uri("file:///C:\\a[1].md"), "file:///C:%5Ca%5B1%5D.md");
        assert_eq!(uri("no address"), "no address");
    }

    #[test]
    fn what_cannot_be_read_is_answered() {
        for (body, code) in [("{", -32700), ("[]", -32600), (r#"{"id":{},"method":"x"}"#, -32600), ("{}", -32600)] {
            assert_eq!(sifted(body), unreadable(&Value::Null, ErrorCode::from(code)), "{body}");
        }
        assert_eq!(sifted(r#"{"id":7,"method":7}"#)["id"], 7);
        let (asked, told) = (r#"{"id":"a","method":"$/x"}"#, r#"{"jsonrpc":"2.0","method":"$/x"}"#);
        assert_eq!(sifted(asked), unreadable(&json!("a"), ErrorCode::MethodNotFound));
        assert_eq!(sifted(told)["method"], "$/x");
    }

    #[tokio::test]
    async fn a_message_that_is_too_large_is_passed_over() {
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let head = |length: u64| format!("Content-Length: {length}\r\n\r\n");
        let large = io::repeat(b' ').take(MESSAGE + 1);
        let (before, after) = (head(MESSAGE + 1), format!("{}{exit}", head(exit.len() as u64)));
        let mut output = Vec::new();
        sift(before.as_bytes().chain(large).chain(after.as_bytes()), &mut output, &AtomicBool::new(false), &outbox().2)
            .await
            .unwrap();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains("-32600") && output.ends_with(exit), "{output}");
        // One that says more than there will ever be ends with the input.
        let endless = format!("{}{exit}", head(u64::MAX));
        let mut output = Vec::new();
        sift(endless.as_bytes(), &mut output, &AtomicBool::new(false), &outbox().2).await.unwrap();
        assert!(output.is_empty());
    }

    #[tokio::test]
    async fn strange_headers_and_garbage_are_passed_over() {
        let input = "garbage\r\n\r\ncontent-length: 2\r\nContent-Type: a/b\r\n\r\n[]Content-Length: x\r\n\r\n\
                     Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}not read";
        let mut output = Vec::new();
        sift(input.as_bytes(), &mut output, &AtomicBool::new(false), &outbox().2).await.unwrap();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains("-32600") && output.ends_with(r#"{"jsonrpc":"2.0","method":"exit"}"#), "{output}");
    }
}
