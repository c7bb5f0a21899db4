//! A small LSP client that says what it is told to, right or wrong.

use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use copydesk::server::{Ended, Options, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex, split};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

/// A document that nobody opens.
pub const NOWHERE: &str = "untitled:nowhere";

/// A client and the server it speaks to.
pub struct Client {
    output: tokio::io::WriteHalf<DuplexStream>,
    input: UnboundedReceiver<Value>,
    ids: i64,
    answers: HashMap<i64, Value>,
    /// What the server sent of itself and nobody has looked at yet.
    pub inbox: Vec<Value>,
    served: JoinHandle<std::io::Result<Ended>>,
}

/// Waits, but not for ever: a hang is a failure that should name its test.
async fn patiently<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(Duration::from_secs(120), future).await {
        Ok(value) => value,
        Err(_) => panic!("waited too long for {what}"),
    }
}

impl Client {
    /// A server that was not spoken to yet.
    pub fn start(options: Options) -> Self {
        let (ours, theirs) = duplex(1 << 16);
        let (read, write) = split(theirs);
        let served = tokio::spawn(async move { serve(read, write, options).await });
        let (read, output) = split(ours);
        let (sender, input) = unbounded_channel();
        tokio::spawn(async move {
            let mut read = BufReader::new(read);
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if read.read_line(&mut line).await.unwrap_or(0) == 0 {
                        return;
                    }
                    match line.trim().split_once(": ") {
                        Some((_, value)) => length = value.parse().unwrap(),
                        None => break,
                    }
                }
                let mut body = vec![0; length];
                read.read_exact(&mut body).await.unwrap();
                if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { output, input, ids: 0, answers: HashMap::new(), inbox: Vec::new(), served }
    }

    /// A server that was greeted with these capabilities.
    pub async fn greeted(options: Options, capabilities: Value) -> Self {
        Self::with(options, json!({ "capabilities": capabilities })).await.0
    }

    /// A server that was greeted with these parameters, and its answer.
    pub async fn with(options: Options, params: Value) -> (Self, Value) {
        let mut client = Self::start(options);
        let answer = client.call("initialize", params).await;
        client.notify("initialized", json!({})).await;
        (client, answer)
    }

    pub async fn raw(&mut self, bytes: &[u8]) {
        patiently("the server to read", self.output.write_all(bytes)).await.unwrap();
    }

    pub async fn send(&mut self, message: Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// Sends a request and does not wait.
    pub async fn request(&mut self, method: &str, params: Value) -> i64 {
        self.ids += 1;
        let id = self.ids;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })).await;
        id
    }

    /// The whole answer to a request.
    pub async fn answer(&mut self, id: i64) -> Value {
        loop {
            if let Some(answer) = self.answers.remove(&id) {
                return answer;
            }
            self.receive().await;
        }
    }

    /// Sends a request and waits for its result.
    pub async fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params).await;
        let mut answer = self.answer(id).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    async fn receive(&mut self) {
        let message = patiently("a message", self.input.recv()).await.expect("the server hung up");
        match (message.get("method"), message.get("id").and_then(Value::as_i64)) {
            (None, Some(id)) => drop(self.answers.insert(id, message)),
            _ => self.inbox.push(message),
        }
    }

    /// The next message of the server's own that `wanted` takes.
    pub async fn expect(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(at) = self.inbox.iter().position(&wanted) {
                return self.inbox.remove(at);
            }
            self.receive().await;
        }
    }

    /// The next request of the server with this method.
    pub async fn asked(&mut self, method: &str) -> Value {
        self.expect(|message| message["method"] == method).await
    }

    pub async fn respond(&mut self, request: &Value, result: Value) {
        self.send(json!({ "jsonrpc": "2.0", "id": request["id"], "result": result })).await;
    }

    /// The diagnostics of a document at a version, and no older ones left in the inbox.
    pub async fn diagnostics(&mut self, uri: &str, version: impl Into<Option<i32>>) -> Vec<Value> {
        let version = version.into().map_or(Value::Null, Value::from);
        let of = |m: &Value| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri;
        let found = self.expect(|message| of(message) && message["params"]["version"] == version).await;
        found["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// What the diagnostics of a document at a version say.
    pub async fn said(&mut self, uri: &str, version: i32) -> Vec<String> {
        self.diagnostics(uri, version).await.iter().map(|d| d["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until everything that was sent before has reached the state loop.
    pub async fn barrier(&mut self) {
        assert_eq!(self.hover(NOWHERE, 0, 0).await, Value::Null);
    }

    pub async fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    pub async fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    /// Puts `text` in the place of characters `from..to` of the first line.
    pub async fn edit(&mut self, uri: &str, version: i32, from: usize, to: usize, text: &str) {
        self.change(uri, version, json!([{ "range": line(0, from, to), "text": text }])).await;
    }

    pub async fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } })).await;
    }

    pub async fn ask_hover(&mut self, uri: &str, line: u32, character: u32) -> i64 {
        let position = json!({ "line": line, "character": character });
        self.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position })).await
    }

    pub async fn hover(&mut self, uri: &str, line: u32, character: u32) -> Value {
        let id = self.ask_hover(uri, line, character).await;
        self.answer(id).await["result"].take()
    }

    /// The text of a document as the server has it.
    pub async fn text(&mut self, uri: &str) -> String {
        self.hover(uri, 0, 0).await["contents"]["value"].as_str().unwrap_or("nothing").to_owned()
    }

    /// Ends the session as LSP wants it.
    pub async fn leave(mut self) -> Ended {
        assert_eq!(self.call("shutdown", Value::Null).await, Value::Null);
        self.notify("exit", Value::Null).await;
        self.ended().await
    }

    /// Ends the server's input.
    pub async fn hang_up(&mut self) {
        self.output.shutdown().await.unwrap();
    }

    /// How the session ended.
    pub async fn ended(self) -> Ended {
        patiently("the server's end", self.served).await.unwrap().unwrap()
    }
}

/// A range in one line.
pub fn line(line: usize, from: usize, to: usize) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}
