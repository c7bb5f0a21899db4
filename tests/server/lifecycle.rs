//! Beginning, end and everything that should not happen between.

use copydesk::server::{Ended, Options, accept, bind, serve};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::client::Client;
use crate::fake::{fake, options};

const DOC: &str = "file:///n/lifecycle.md";

#[tokio::test]
async fn what_the_server_says_it_can() {
    let (client, answer) = Client::with(options(), json!({ "capabilities": {}, "processId": null })).await;
    assert_eq!(answer["serverInfo"]["name"], "copydesk");
    let can = &answer["capabilities"];
    assert_eq!(can["textDocumentSync"], json!({ "openClose": true, "change": 2, "save": { "includeText": false } }));
    assert_eq!(can["hoverProvider"], true);
    assert_eq!(can["documentSymbolProvider"], true);
    assert_eq!(can["codeActionProvider"]["codeActionKinds"], json!(["quickfix", "refactor.rewrite"]));
    assert_eq!(can["inlayHintProvider"], true);
    assert_eq!(can["workspace"]["workspaceFolders"]["changeNotifications"], true);
    assert_eq!(can.get("diagnosticProvider"), None, "pushed, never both");
    assert_eq!(client.leave().await, Ended::Cleanly);
}

#[tokio::test]
async fn an_end_without_shutdown_is_abrupt() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.notify("exit", Value::Null).await;
    let ended = client.ended().await;
    assert_eq!((ended, ended.status()), (Ended::Abruptly, 1));

    let mut client = Client::greeted(options(), json!({})).await;
    client.open(DOC, 1, "bad").await;
    client.hang_up().await;
    assert_eq!(client.ended().await, Ended::Abruptly);
}

#[tokio::test]
async fn shutdown_and_exit_in_one_breath() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    let ended = client.ended().await;
    assert_eq!((ended, ended.status()), (Ended::Cleanly, 0));
}

#[tokio::test]
async fn the_end_does_not_wait_for_a_busy_worker() {
    let (engine, _, options) = fake();
    let mut client = Client::greeted(options, json!({})).await;
    engine.gate.shut();
    client.open(DOC, 1, "x").await;
    client.ask_hover(DOC, 0, 0).await;
    client.barrier().await;
    assert_eq!(client.leave().await, Ended::Cleanly);
    engine.gate.open();
}

#[tokio::test]
async fn before_initialize_there_is_an_error_and_after_shutdown_too() {
    let mut client = Client::start(options());
    client.open(DOC, 1, "bad").await;
    let id = client.ask_hover(DOC, 0, 0).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32002);
    client.call("initialize", json!({ "capabilities": {} })).await;
    assert_eq!(client.text(DOC).await, "nothing", "notifications before initialize are dropped");
    let again = client.request("initialize", json!({ "capabilities": {} })).await;
    assert_eq!(client.answer(again).await["error"]["code"], -32600);
    // Without `initialized` as well.
    client.open(DOC, 1, "bad").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 1);
    client.call("shutdown", Value::Null).await;
    let late = client.ask_hover(DOC, 0, 0).await;
    assert_eq!(client.answer(late).await["error"]["code"], -32600);
    client.notify("exit", Value::Null).await;
    assert_eq!(client.ended().await, Ended::Cleanly);
}

#[tokio::test]
async fn what_is_unknown_or_faulty_is_answered_and_borne() {
    let mut client = Client::greeted(options(), json!({})).await;
    client.notify("$/setTrace", json!({ "value": "verbose" })).await;
    client.notify("$/unknown", json!({})).await;
    client.notify("custom/unknown", json!([1])).await;
    client.notify("textDocument/didOpen", json!({ "wrong": true })).await;
    client.notify("textDocument/didChange", Value::Null).await;
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": "x:y", "type": 77 }] })).await;
    for method in ["custom/unknown", "$/unknown"] {
        let unknown = client.request(method, json!({})).await;
        assert_eq!(client.answer(unknown).await["error"]["code"], -32601, "{method}");
    }
    let faulty = client.request("textDocument/hover", json!({ "position": 1 })).await;
    assert_eq!(client.answer(faulty).await["error"]["code"], -32602);
    let later = client.request("textDocument/completion", json!({})).await;
    assert!(client.answer(later).await.get("error").is_some());
    client.open(DOC, 1, "bad").await;
    assert_eq!(client.diagnostics(DOC, 1).await.len(), 1);
}

#[tokio::test]
async fn bytes_that_are_no_message_do_not_end_the_session() {
    let mut client = Client::greeted(options(), json!({})).await;
    for (body, code) in [("{\"jsonrpc\":", -32700), ("[1]", -32600), ("{\"jsonrpc\":\"2.0\"}", -32600)] {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
        let answer = client.expect(|message| message.get("error").is_some()).await;
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{body}");
    }
    client.raw(b"no header\r\n\r\nContent-Length: twelve\r\n\r\n").await;
    // Half of an emoji, as JavaScript writes it when an editor deletes the other half.
    let half = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{DOC}","languageId":"","version":1,"text":"a\ud83d bad"}}}}}}"#
    );
    client.raw(format!("Content-Length: {}\r\n\r\n{half}", half.len()).as_bytes()).await;
    assert_eq!(client.diagnostics(DOC, 1).await[0]["range"]["start"]["character"], 3);
}

#[tokio::test]
async fn tcp_is_served_on_loopback_alone_one_client_after_another() {
    for open in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let refused = bind(open).await.unwrap_err().to_string();
        assert!(refused.contains("loopback"), "{refused}");
    }
    assert!(bind("9257").await.unwrap_err().to_string().contains("127.0.0.1:9257"));
    let listener = bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    for status in [0, 1] {
        let server = accept(&listener, options());
        let client = async {
            let mut stream = TcpStream::connect(address).await.unwrap();
            for body in [
                r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
                r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
            ] {
                if status == 0 {
                    stream.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
                }
            }
            stream.shutdown().await.unwrap();
            let mut said = Vec::new();
            let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut said).await;
            assert_eq!(said.is_empty(), status == 1);
        };
        let (ended, ()) = tokio::join!(server, client);
        assert_eq!(ended.unwrap().status(), status);
    }
}

/// A page in a browser sends what it likes to any address of the machine, as the body of a request.
#[tokio::test]
async fn a_page_in_a_browser_is_not_served() {
    let listener = bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let client = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut said = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut said).await;
        assert!(said.is_empty(), "{said:?}");
    };
    let (ended, ()) = tokio::join!(accept(&listener, options()), client);
    assert_eq!(ended.unwrap(), Ended::Abruptly);
}

/// The library's own engine, as users get it.
#[tokio::test]
async fn an_empty_input_ends_the_server() {
    assert_eq!(serve(&b""[..], tokio::io::sink(), Options::default()).await.unwrap(), Ended::Abruptly);
}
