"""A client that sends what no library would let through, and is strict about what comes back."""

import itertools
import json
import os
import queue
import subprocess
import threading
import time

from desk import COPYDESK, ENGLISH, WAIT, place

EVERYTHING = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
            "resolveSupport": {"properties": ["edit"]},
        },
    },
}
probes = itertools.count()
recordings = itertools.count()


class Gone(Exception):
    """The server closed its output."""


class Server:
    def __init__(self, *arguments, record=True):
        self.process = subprocess.Popen(
            [COPYDESK, *(arguments or ("lsp",))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.incoming = queue.Queue()
        self.notifications = []
        self.answers = {}
        self.ids = itertools.count(1)
        self.lock = threading.Lock()
        # A test that breaks the framing cannot be written down message by message.
        folder = os.environ["RECORDINGS"]
        self.log = open(os.path.join(folder, f"raw-{next(recordings)}.jsonl"), "w") if record else None
        self.stderr = b""
        for target in (self._read, self._drain):
            threading.Thread(target=target, daemon=True).start()

    def _write_down(self, name, message):
        if self.log:
            with self.lock:
                self.log.write(json.dumps({"from": name, "message": message}) + "\n")
                self.log.flush()

    def _drain(self):
        for line in self.process.stderr:
            self.stderr += line

    def _read(self):
        out = self.process.stdout
        try:
            while True:
                headers = {}
                while line := out.readline():
                    if line == b"\r\n":
                        break
                    assert line.endswith(b"\r\n"), f"not a header: {line!r}"
                    name, value = line[:-2].split(b": ", 1)
                    headers[name.lower()] = value
                if not headers:
                    break
                body = out.read(int(headers[b"content-length"]))
                message = json.loads(body)
                self._write_down("server", message)
                self.incoming.put(message)
        except Exception as problem:  # handed to the test, which runs in another thread
            self.incoming.put(problem)
        self.incoming.put(Gone())

    # Sending

    def bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        message = {"jsonrpc": "2.0", **message}
        self._write_down("client", message)
        body = json.dumps(message).encode()
        self.bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"method": method, **({} if params is None else {"params": params})})

    def ask(self, method, params=None):
        """Sends a request and returns its id."""
        number = next(self.ids)
        self.send({"id": number, "method": method, **({} if params is None else {"params": params})})
        return number

    def request(self, method, params=None):
        """The whole answer: it has a result or an error."""
        return self.answer(self.ask(method, params))

    # Receiving

    def _take(self, deadline):
        message = self.incoming.get(timeout=max(0.01, deadline - time.monotonic()))
        if isinstance(message, Gone):
            raise AssertionError(f"the server is gone, status {self.process.wait(5)}: {self.stderr.decode()[-2000:]}")
        if isinstance(message, Exception):
            raise message
        if "method" in message and "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                result = [None for _ in message["params"]["items"]]
            self.send({"id": message["id"], "result": result})
        elif "method" in message:
            self.notifications.append(message)
        else:
            self.answers[message["id"]] = message

    def until(self, condition, what, seconds=WAIT):
        deadline = time.monotonic() + seconds
        while True:
            if (value := condition()) is not None:
                return value
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not in time")
            try:
                self._take(deadline)
            except queue.Empty:
                pass

    def answer(self, number):
        return self.until(lambda: self.answers.pop(number, None), f"answer to request {number}")

    def settle(self, seconds=0.8):
        """Takes in what comes for a while."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self._take(deadline)
            except queue.Empty:
                pass

    def published(self, uri):
        """What was published last for a document, or None."""
        for message in reversed(self.notifications):
            if message["method"] == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]
        return None

    def finding(self, uri, code, where=None, version=None):
        """Waits until exactly this finding is what a document has."""

        def there():
            last = self.published(uri)
            if last is None or [d["code"] for d in last["diagnostics"]] != ([code] if code else []):
                return None
            if version is not None and last.get("version") != version:
                return None
            if where is not None:
                span = last["diagnostics"][0]["range"]
                if (span["start"]["line"], span["start"]["character"], span["end"]["character"]) != where:
                    return None
            return last

        try:
            return self.until(there, "")
        except AssertionError as problem:
            raise AssertionError(f"{problem} expected {code} at {where}, version {version}; last: {self.published(uri)}") from None

    # A session

    def initialize(self, capabilities=EVERYTHING, **more):
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities, **more}
        answer = self.request("initialize", params)
        self.capabilities = answer["result"]["capabilities"]
        self.encoding = self.capabilities.get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        return self

    def open(self, uri, text, version=1, language="markdown"):
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri, version, *changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)})

    def alive(self):
        """The server still does its work: a new document gets its finding."""
        uri = f"file:///desk/probe-{next(probes)}.md"
        self.open(uri, ENGLISH)
        self.finding(uri, "unit-conversion", place(ENGLISH, "50 km", self.encoding))
        hover = self.request("textDocument/hover", at(uri, 0, place(ENGLISH, "26.2", self.encoding)[1]))
        assert "42" in hover["result"]["contents"]["value"]
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def exit_status(self, seconds=10):
        return self.process.wait(seconds)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except BrokenPipeError:
                pass


def at(uri, line, character):
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def span(a, b, c, d):
    return {"start": {"line": a, "character": b}, "end": {"line": c, "character": d}}
