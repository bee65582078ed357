"""A language client for the tests: JSON-RPC over the stdin and stdout of the real command."""

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from bienban.cli.main import main; main()"]
PATIENCE = 30.0


class Client:
    """One session with `bienban lsp`; everything that the server says is kept."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "lsp", *arguments],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.notices: list[dict[str, Any]] = []
        self.told: dict[str, Any] = {}
        self.last = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out
        while line := out.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                line = out.readline()
            self.said.put(json.loads(out.read(length)))
        self.said.put(None)

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def request(self, method: str, **params: Any) -> Any:
        self.last += 1
        asked = self.last
        self.send({"id": asked, "method": method, "params": params})
        while True:
            message = self._next(time.monotonic() + PATIENCE)
            if message.get("id") == asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self.notices.append(message)

    def _next(self, deadline: float) -> dict[str, Any]:
        message = self.said.get(timeout=max(0.01, deadline - time.monotonic()))
        assert message is not None, "the server has ended"
        self.told[message.get("method", "")] = message.get("params")
        return message

    def start(self, root: Path, **general: Any) -> dict[str, Any]:
        """Shake hands and return what the server can do."""
        folder = {"uri": root.as_uri(), "name": root.name}
        answer = self.request(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=[folder],
            capabilities={"general": general} if general else {},
        )
        self.notify("initialized")
        return answer["capabilities"]

    def open(self, path: Path, text: str | None = None) -> str:
        if text is None:
            text = path.read_bytes().decode()
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        return uri

    def change(self, uri: str, text: str, version: int = 2) -> None:
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version},
            contentChanges=[{"text": text}],
        )

    def findings(self, uri: str) -> list[dict[str, Any]]:
        """Return what the server publishes next about `uri`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            message = self.notices.pop(0) if self.notices else self._next(deadline)
            about = message.get("params") or {}
            published = message.get("method") == "textDocument/publishDiagnostics"
            if published and about["uri"] == uri:
                return about["diagnostics"]

    def settled(self, uri: str, quiet: float = 1.5) -> list[dict[str, Any]]:
        """Return what the server last says about `uri`, once it says nothing new."""
        last = self.findings(uri)
        while True:
            try:
                message = self.said.get(timeout=quiet)
            except queue.Empty:
                return last
            assert message is not None, "the server has ended"
            if message.get("method") == "textDocument/publishDiagnostics":
                about = message["params"]
                last = about["diagnostics"] if about["uri"] == uri else last

    def ask(self, what: str, uri: str, line: int, character: int, **more: Any) -> Any:
        place = {"line": line, "character": character}
        document = {"uri": uri}
        return self.request(f"textDocument/{what}", textDocument=document, position=place, **more)

    def labels(self, uri: str, line: int, character: int) -> list[str]:
        return [item["label"] for item in self.ask("completion", uri, line, character)["items"]]

    def end(self) -> int:
        """Say goodbye, and return the exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
