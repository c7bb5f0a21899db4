"""Stands between a client and the server and writes down what both say: record.py FOLDER COMMAND…"""

import json
import os
import subprocess
import sys
import threading


def pump(source, target, name, log, lock):
    """Passes bytes on as they come, and whole messages to the log."""
    pending = b""
    while chunk := source.read1(65536):
        # Written down before it is passed on, so that no answer stands before its question.
        pending += chunk
        while True:
            head, found, rest = pending.partition(b"\r\n\r\n")
            if not found:
                break
            length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
            if len(rest) < length:
                break
            with lock:
                log.write(json.dumps({"from": name, "message": json.loads(rest[:length])}) + "\n")
                log.flush()
            pending = rest[length:]
        try:
            target.write(chunk)
            target.flush()
        except BrokenPipeError:
            break
    try:
        target.close()
    except BrokenPipeError:
        pass


def main():
    folder, *command = sys.argv[1:]
    path = os.path.join(folder, f"{os.getpid()}.jsonl")
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    lock = threading.Lock()
    with open(path, "a", encoding="utf-8") as log:
        threading.Thread(target=pump, args=(sys.stdin.buffer, server.stdin, "client", log, lock), daemon=True).start()
        pump(server.stdout, sys.stdout.buffer, "server", log, lock)
        return server.wait()


if __name__ == "__main__":
    status = main()
    # The thread that reads our input may never wake up.
    os._exit(status)
