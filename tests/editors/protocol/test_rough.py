"""What clients do that they should not: none of it may end the server or lead it astray."""

import json
import os
import random
import signal
import subprocess
import time

import pytest

from desk import ENGLISH, FRENCH, place
from raw import EVERYTHING, Server, at, span

NOT_INITIALIZED, INVALID_REQUEST, METHOD_NOT_FOUND = -32002, -32600, -32601
URI = "file:///desk/article.md"


@pytest.fixture
def fresh():
    """A process that nobody has spoken to."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def server(fresh):
    return fresh.initialize()


def everything_about(uri, line, character):
    """A request of every kind for one place."""
    where, document = at(uri, line, character), {"textDocument": {"uri": uri}}
    here = span(line, character, line, character)
    return [
        ("textDocument/hover", where),
        ("textDocument/codeAction", {**document, "range": here, "context": {"diagnostics": []}}),
        ("textDocument/documentSymbol", document),
        ("textDocument/inlayHint", {**document, "range": here}),
        ("textDocument/codeLens", document),
        ("textDocument/completion", where),
        ("textDocument/documentHighlight", where),
        ("textDocument/definition", where),
        ("textDocument/references", {**where, "context": {"includeDeclaration": True}}),
        ("textDocument/prepareRename", where),
        ("textDocument/rename", {**where, "newName": "X"}),
    ]


def ask_everything(server, uri, line=0, character=0):
    for method, params in everything_about(uri, line, character):
        answer = server.request(method, params)
        assert "result" in answer or "error" in answer


# Before and after the session


def test_requests_before_initialize(fresh):
    for method, params in everything_about(URI, 0, 0)[:3]:
        assert fresh.request(method, params)["error"]["code"] == NOT_INITIALIZED
    fresh.open(URI, ENGLISH)
    fresh.initialize().alive()


def test_shutdown_then_exit(server):
    server.alive()
    assert server.request("shutdown")["result"] is None
    server.notify("exit")
    assert server.exit_status() == 0


def test_exit_without_shutdown(server):
    server.notify("exit")
    assert server.exit_status() == 1


def test_exit_before_initialize(fresh):
    fresh.notify("exit")
    assert fresh.exit_status() == 1


def test_requests_after_shutdown(server):
    server.request("shutdown")
    assert server.request("textDocument/hover", at(URI, 0, 0))["error"]["code"] == INVALID_REQUEST
    server.open(URI, ENGLISH)
    server.notify("exit")
    assert server.exit_status() == 0


def test_input_closed(server):
    server.process.stdin.close()
    server.exit_status()


def test_parent_dies():
    parent = subprocess.Popen(["sleep", "600"])
    server = Server()
    try:
        server.initialize(processId=parent.pid)
        server.alive()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        server.exit_status(30)
    finally:
        parent.kill()
        server.stop()


def test_no_parent_named():
    server = Server()
    try:
        server.initialize(processId=None).alive()
    finally:
        server.stop()


def test_stdio_flag():
    server = Server("lsp", "--stdio")
    try:
        server.initialize().alive()
    finally:
        server.stop()


def test_second_initialize(server):
    assert "error" in server.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    server.alive()


# Documents


def test_requests_before_open(server):
    ask_everything(server, URI)
    server.alive()


def test_positions_past_the_end(server):
    server.open(URI, FRENCH)
    server.finding(URI, "part-of-whole")
    # Past the line, past the text, as far as the protocol goes, inside the emoji's bytes.
    for line, character in [(2, 5000), (99, 0), (2**31 - 1, 2**31 - 1), (2, 1), (2, 2), (2, 3)]:
        ask_everything(server, URI, line, character)
    server.alive()


def test_empty_document(server):
    server.open(URI, "")
    server.finding(URI, None)
    ask_everything(server, URI)
    server.alive()


def test_opened_twice(server):
    server.open(URI, "Nothing to see.\n", 1)
    server.open(URI, ENGLISH, 2)
    server.finding(URI, "unit-conversion", place(ENGLISH, "50 km", server.encoding), 2)
    server.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    server.finding(URI, None)
    server.alive()


def test_changes_and_closes_of_unknown_documents(server):
    server.change(URI, 2, {"text": ENGLISH})
    server.change(URI, 3, {"range": span(0, 0, 0, 1), "text": "x"})
    for method in ("textDocument/didSave", "textDocument/didClose", "textDocument/didClose"):
        server.notify(method, {"textDocument": {"uri": URI}})
    server.settle(0.3)
    server.alive()


def test_stale_version(server):
    server.open(URI, "Nothing to see.\n", 7)
    server.change(URI, 3, {"text": "An older one.\n"})
    server.change(URI, 8, {"text": ENGLISH})
    server.finding(URI, "unit-conversion", place(ENGLISH, "50 km", server.encoding), 8)
    server.alive()


@pytest.mark.parametrize(
    "wrong",
    [span(2, 20, 2, 5), span(2, 0, 0, 0), span(0, 900, 0, 950), span(90, 0, 95, 0), span(2, 1, 2, 2), span(2**31 - 1, 0, 0, 0)],
    ids=["reversed", "reversed-lines", "past-the-line", "past-the-text", "inside-the-emoji", "far-and-reversed"],
)
def test_wrong_ranges(server, wrong):
    server.open(URI, FRENCH)
    server.finding(URI, "part-of-whole")
    server.change(URI, 2, {"range": wrong, "text": "é🎉"})
    server.settle(0.3)
    ask_everything(server, URI, 2, 10)
    # Whatever became of that text, the next whole one counts.
    server.change(URI, 3, {"text": ENGLISH})
    server.finding(URI, "unit-conversion", place(ENGLISH, "50 km", server.encoding), 3)
    server.alive()


def test_several_changes_in_one_message(server):
    """They apply one after the other, each to the text that the one before left."""
    server.open(URI, "The course measures 26.2 miles.\n")
    server.finding(URI, None)
    before = len("The course measures 26.2 miles".encode())
    server.change(
        URI,
        2,
        {"range": span(0, before, 0, before), "text": " (50 km"},
        {"range": span(0, before + 7, 0, before + 7), "text": ")"},
        {"range": span(0, 0, 0, 0), "text": "🎈 "},
    )
    text = "🎈 The course measures 26.2 miles (50 km).\n"
    server.finding(URI, "unit-conversion", place(text, "50 km", server.encoding), 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_line_ends_and_encodings(fresh, encoding, end):
    fresh.initialize({**EVERYTHING, "general": {"positionEncodings": [encoding]}})
    assert fresh.encoding == encoding
    # A line separator of Unicode ends no line.
    text = end.join(["# Été", "", "Une ligne\u2028🎈.", "", "🎉🎉 À Liège, dix des 14 chantiers sont achevés ; les 4/10 restants le seront.", ""])
    fresh.open(URI, text)
    fresh.finding(URI, "part-of-whole", place(text, "4/10", encoding))


def test_encoding_for_a_client_that_offers_none(fresh):
    fresh.initialize({})
    assert fresh.encoding == "utf-16"
    fresh.open(URI, FRENCH)
    fresh.finding(URI, "part-of-whole", place(FRENCH, "4/10", "utf-16"))


def test_encoding_for_a_client_that_offers_unknown_ones(fresh):
    fresh.initialize({"general": {"positionEncodings": ["ebcdic", "utf-32"]}})
    assert fresh.encoding == "utf-32"
    fresh.alive()


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "file://",
        "file:///d%C3%A9sk/%F0%9F%8E%89%20a.md",
        "file:///c%3A/desk/a.md",
        "vscode-remote://host/desk/a.md",
        "inmemory://model/1",
        "file:///desk/a.md?draft#2",
    ],
)
def test_strange_addresses(server, uri):
    server.open(uri, ENGLISH)
    server.finding(uri, "unit-conversion")
    ask_everything(server, uri)
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    server.finding(uri, None)
    server.alive()


@pytest.mark.parametrize("uri", ["", "not an address", "a.md", "file:///%zz", "file:///%ff"])
def test_wrong_addresses(server, uri):
    server.open(uri, ENGLISH)
    ask_everything(server, uri)
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    server.alive()


def test_typing_fast_in_a_long_article(server):
    """What is published last is about the last version."""
    text = "A quiet sentence about the harbour, 12 of its 30 boats and 45 miles of coast.\n\n" * 1000
    server.open(URI, text)
    for version in range(2, 200):
        server.change(URI, version, {"range": span(0, 0, 0, 0), "text": "a"})
    server.change(URI, 200, {"range": span(0, 0, 0, 198), "text": ENGLISH})
    server.finding(URI, "unit-conversion", place(ENGLISH, "50 km", server.encoding), 200)


def test_random_edits_keep_the_text_the_same(server):
    """Two hundred edits at random; then the fault is where it is in our own copy of the text."""
    dice = random.Random(14)
    text = FRENCH
    server.open(URI, text)
    # Above the sentence with the fault, so that it stays whole.
    for version in range(2, 202):
        line = dice.choice([0, 1])
        lines = text.split("\n")
        old = lines[line]
        a = dice.randrange(len(old) + 1)
        b = min(len(old), a + dice.randrange(4))
        new = dice.choice(["é", "🎈", "", "x", "\u2028", "e\u0301", "đ"])
        columns = [len(old[:i].encode()) for i in (a, b)]
        server.change(URI, version, {"range": span(line, columns[0], line, columns[1]), "text": new})
        lines[line] = old[:a] + new + old[b:]
        text = "\n".join(lines)
    # An odd heading must not become part of the sentence.
    server.change(URI, 202, {"range": span(0, 0, 1, len(text.split("\n")[1].encode())), "text": "# Le quai\n"})
    text = "# Le quai\n\n" + text.split("\n", 2)[2]
    server.finding(URI, "part-of-whole", place(text, "4/10", server.encoding), 202)


# Messages


def test_unknown_methods(server):
    assert server.request("copydesk/noSuchThing", {"a": 1})["error"]["code"] == METHOD_NOT_FOUND
    assert server.request("textDocument/noSuchThing", at(URI, 0, 0))["error"]["code"] == METHOD_NOT_FOUND
    assert "error" in server.request("$/noSuchThing", {})
    server.notify("copydesk/noSuchThing", {"a": 1})
    server.notify("$/noSuchThing")
    server.alive()


def test_wrong_params(server):
    server.open(URI, ENGLISH)
    for params in ({}, [], {"textDocument": 7}, {"textDocument": {"uri": URI}}, at(URI, -1, 0), at(URI, 0.5, 0), at(URI, "0", 0)):
        assert "error" in server.request("textDocument/hover", params)
    for params in ({}, {"textDocument": {"uri": URI}}, {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"range": 1}]}):
        server.notify("textDocument/didChange", params)
        server.notify("textDocument/didOpen", params)
    server.alive()


def test_not_json():
    server = Server(record=False)
    try:
        server.initialize()
        server.bytes(b"Content-Length: 9\r\n\r\n{not json")
        server.bytes(b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n[]")
        server.settle(0.3)
        # An error without an id may come back; the session goes on.
        server.answers.pop(None, None)
        server.alive()
    finally:
        server.stop()


def test_message_in_pieces(server):
    body = json.dumps({"jsonrpc": "2.0", "id": 9000, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": URI}}}).encode()
    server._write_down("client", json.loads(body))
    for byte in b"Content-Length: %d\r\n\r\n" % len(body) + body:
        server.bytes(bytes([byte]))
    answer = server.answer(9000)
    assert "result" in answer or "error" in answer


def test_cancelling(server):
    server.open(URI, "The course measures 26.2 miles (50 km).\n" * 500)
    asked = [server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}}) for _ in range(5)]
    for number in asked:
        server.notify("$/cancelRequest", {"id": number})
    server.notify("$/cancelRequest", {"id": 99999})
    server.notify("$/cancelRequest", {"id": "no such"})
    for number in asked:
        answer = server.answer(number)
        assert "result" in answer or "error" in answer
    server.alive()


def test_trace(server):
    for value in ("verbose", "messages", "off"):
        server.notify("$/setTrace", {"value": value})
        server.alive()


@pytest.mark.parametrize(
    "settings",
    [None, [], 7, "off", {"copydesk": None}, {"copydesk": {"checks": 5}}, {"copydesk": {"no-such-key": True, "currency": {"tolerance": "much"}}}],
)
def test_wrong_settings(server, settings):
    server.notify("workspace/didChangeConfiguration", {"settings": settings})
    server.alive()


def test_wrong_settings_leave_the_rest_in_force(fresh):
    fresh.initialize({}, initializationOptions={"no-such-key": 1, "checks": {"part-of-whole": "off", "growth": "loud"}})
    fresh.open(URI, FRENCH + "\n" + ENGLISH)
    fresh.finding(URI, "unit-conversion")


def test_files_that_vanish(server, tmp_path):
    gone = (tmp_path / "copydesk.toml").as_uri()
    server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": gone, "type": kind} for kind in (1, 2, 3)]})
    folder = {"uri": (tmp_path / "no-such-folder").as_uri(), "name": "x"}
    server.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder], "removed": []}})
    server.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder, folder]}})
    server.alive()


# Diagnostics one way or the other


def pull_client(refresh):
    return {
        **EVERYTHING,
        "workspace": {**EVERYTHING["workspace"], "diagnostics": {"refreshSupport": refresh}},
        "textDocument": {**EVERYTHING["textDocument"], "diagnostic": {"dynamicRegistration": False}},
    }


def test_pull_only_for_clients_that_take_a_refresh(fresh):
    fresh.initialize(pull_client(refresh=False))
    assert "diagnosticProvider" not in fresh.capabilities
    fresh.alive()


def test_pull(fresh):
    fresh.initialize(pull_client(refresh=True))
    if "diagnosticProvider" not in fresh.capabilities:
        fresh.open(URI, ENGLISH)
        fresh.finding(URI, "unit-conversion")
        pytest.skip("the server offers no pull diagnostics; it pushes")
    assert fresh.capabilities["diagnosticProvider"]["interFileDependencies"] is True
    fresh.open(URI, ENGLISH)
    # A pulled answer may come before the check is through, as long as it is right in the end.
    deadline = time.monotonic() + 10
    while True:
        report = fresh.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})["result"]
        if report.get("items") or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    assert [d["code"] for d in report["items"]] == ["unit-conversion"]
    fresh.settle()
    assert not (fresh.published(URI) or {}).get("diagnostics")


def test_logs_hold_no_text(server):
    server.notify("$/setTrace", {"value": "verbose"})
    server.open(URI, ENGLISH.replace("harbour", "Quimbleton"))
    server.finding(URI, "unit-conversion")
    server.request("textDocument/hover", at(URI, 0, 22))
    server.settle(0.3)
    logged = [m for m in server.notifications if m["method"] in ("window/logMessage", "$/logTrace")]
    assert "Quimbleton" not in json.dumps(logged) + server.stderr.decode(errors="replace")
