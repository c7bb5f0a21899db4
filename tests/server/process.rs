//! The program itself, as an editor starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const DOC: &str = "file:///n/process.fr.md";
const TEXT: &str = "Le marathon fait 26,2 miles (40 km). Un secret.\n";

/// The program and the ends of its pipes that are ours.
pub struct Program {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    pub fn start(args: &[&str]) -> Self {
        Self::start_with(args, &[])
    }

    pub fn start_with(args: &[&str], variables: &[(&str, &std::path::Path)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("lsp")
            .args(args)
            .env("COPYDESK_LOG", "trace")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// What the system calls it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    pub fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server hung up");
            match line.trim().split_once(": ") {
                Some((_, value)) => length = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    pub fn greet(&mut self, process: Value) {
        self.send(json!({ "id": 1, "method": "initialize", "params": { "processId": process, "capabilities": {} } }));
        assert_eq!(self.receive()["id"], 1);
        self.send(json!({ "method": "initialized", "params": {} }));
    }

    /// Asks it to end, and waits.
    pub fn leave(mut self) {
        self.send(json!({ "id": 1_000_000, "method": "shutdown" }));
        while self.receive()["id"] != 1_000_000 {}
        self.send(json!({ "method": "exit" }));
        assert_eq!(self.status().0, Some(0));
    }

    fn status(mut self) -> (Option<i32>, String) {
        let status = self.child.wait().unwrap().code();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (status, said)
    }
}

#[test]
fn a_session_over_standard_input_leaves_no_text_in_the_log() {
    let mut program = Program::start(&["--stdio"]);
    program.greet(json!(std::process::id()));
    let document = json!({ "uri": DOC, "languageId": "markdown", "version": 1, "text": TEXT });
    program.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    let published = program.receive();
    assert_eq!(published["params"]["version"], 1);
    // What is wrong is written where the log would quote it, if it did.
    let stale = json!({ "textDocument": { "uri": DOC, "version": 1 }, "contentChanges": [{ "text": "Un secret." }] });
    program.send(json!({ "method": "textDocument/didChange", "params": stale }));
    program.send(json!({ "method": "textDocument/didOpen", "params": { "Un secret": "Un secret" } }));
    program.send(json!({ "id": "Un secret".len(), "method": "shutdown" }));
    assert_eq!(program.receive()["result"], Value::Null);
    program.send(json!({ "method": "exit" }));
    let (status, log) = program.status();
    assert_eq!(status, Some(0));
    assert!(log.contains("a change was left out"), "{log}");
    assert!(!log.contains("secret") && !log.contains("miles"), "{log}");
}

/// Standard input stays open: what an editor that crashed leaves behind, when another process holds the pipe.
#[cfg(unix)]
#[test]
fn it_ends_when_its_parent_is_gone() {
    let mut editor = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut program = Program::start(&[]);
    program.greet(json!(editor.id()));
    drop(editor.stdin.take());
    editor.wait().unwrap();
    let status = program.child.wait().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn it_ends_with_its_input() {
    let mut program = Program::start(&[]);
    program.greet(Value::Null);
    let Program { mut child, input, .. } = program;
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_log_that_nobody_reads_holds_up_nothing() {
    let mut program = Program::start(&[]);
    program.greet(json!(std::process::id()));
    // Each is told in the log, which is longer in the end than any pipe.
    let stray = json!({ "textDocument": { "uri": "file:///n/not-open.txt" } });
    for _ in 0..2000 {
        program.send(json!({ "method": "textDocument/didClose", "params": stray }));
    }
    program.leave();
}

#[test]
fn exit_ends_it_while_its_input_stays_open() {
    let mut program = Program::start(&[]);
    program.greet(Value::Null);
    program.send(json!({ "method": "exit" }));
    assert_eq!(program.child.wait().unwrap().code(), Some(1));
}

#[test]
fn an_address_that_others_could_reach_is_refused() {
    for address in ["0.0.0.0:0", "nonsense"] {
        let (status, said) = Program::start(&["--listen", address]).status();
        assert_eq!(status, Some(2));
        assert!(said.contains("127.0.0.1"), "{said}");
    }
}

#[test]
fn an_address_that_is_ours_is_told_and_served() {
    let mut program = Program::start(&["--listen", "127.0.0.1:0"]);
    let mut said = String::new();
    BufReader::new(program.child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.trim().rsplit(' ').next().unwrap().to_owned();
    for _ in 0..2 {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
        write!(stream, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut head = [0; 15];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"Content-Length:");
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}

/// An editor that is gone while it is being written to: the server ends, and says nothing of the text.
#[test]
fn a_broken_pipe_ends_it() {
    let mut program = Program::start(&[]);
    program.greet(Value::Null);
    let Program { mut child, mut input, output } = program;
    drop(output);
    let document = json!({ "uri": DOC, "languageId": "markdown", "version": 1, "text": TEXT });
    let open = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } });
    let body = open.to_string();
    let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
    // It may be gone before all of this is written.
    for id in 2..50 {
        let ask = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol",
            "params": { "textDocument": { "uri": DOC } } })
        .to_string();
        let _ = write!(input, "Content-Length: {}\r\n\r\n{ask}", ask.len());
    }
    // Not for want of input: that stays open.
    assert_eq!(child.wait().unwrap().code(), Some(1));
    drop(input);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!said.contains("secret"), "{said}");
}

/// Two editors on one folder: each has its own findings, and neither changes a file.
#[test]
fn two_servers_on_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let settings = folder.path().join("copydesk.toml");
    std::fs::write(&settings, "[checks]\nunit-conversion = \"hint\"\n").unwrap();
    let path = folder.path().join("a.fr.md");
    std::fs::write(&path, TEXT).unwrap();
    let uri = tower_lsp_server::ls_types::Uri::from_file_path(&path).unwrap().as_str().to_owned();
    let mut servers = [Program::start(&[]), Program::start(&["--stdio"])];
    for (server, text) in servers.iter_mut().zip([TEXT, "Le marathon fait 26,2 miles (50 km).\n"]) {
        server.greet(json!(std::process::id()));
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        server.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    }
    for server in &mut servers {
        let published = loop {
            let message = server.receive();
            if message["params"]["uri"] == uri.as_str() {
                break message;
            }
        };
        let found = published["params"]["diagnostics"].as_array().unwrap();
        assert_eq!(found.iter().map(|d| d["severity"].as_i64()).collect::<Vec<_>>(), [Some(4)], "{published}");
    }
    for mut server in servers {
        server.send(json!({ "id": 9, "method": "shutdown" }));
        while server.receive()["id"] != 9 {}
        server.send(json!({ "method": "exit" }));
        assert_eq!(server.status().0, Some(0));
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TEXT);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// Wherever programs like to keep things, nothing is kept.
#[test]
fn nothing_of_an_article_is_left_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let places =
        ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"];
    let variables: Vec<_> = places.iter().map(|name| (*name, home.path())).collect();
    let mut program = Program::start_with(&[], &variables);
    program.greet(json!(std::process::id()));
    let document = json!({ "uri": DOC, "languageId": "markdown", "version": 1, "text": TEXT });
    program.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    assert_eq!(program.receive()["params"]["version"], 1);
    program.send(json!({ "id": 2, "method": "copydesk/page", "params": { "textDocument": { "uri": DOC }, "page": "facts-html" } }));
    while program.receive()["id"] != 2 {}
    program.send(json!({ "id": 3, "method": "shutdown" }));
    while program.receive()["id"] != 3 {}
    program.send(json!({ "method": "exit" }));
    assert_eq!(program.status().0, Some(0));
    let articles = tempfile::tempdir().unwrap();
    std::fs::write(articles.path().join("a.fr.md"), TEXT).unwrap();
    for args in [&["check", "."][..], &["facts", "."], &["check", "--diff", "."]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let output = command.args(args).envs(variables.iter().copied()).current_dir(articles.path()).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(articles.path()).unwrap().count(), 1);
}
