"""A real Chromium, driven over its debugging pipe: no driver and no library in between."""

import base64
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


# Chromium reads commands from descriptor 3 and answers on 4.
_AT_3_AND_4 = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3])
os.dup2(read, 3), os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One page of the browser, with every request that it made."""

    def __init__(self, browser: "Chrome", session: str) -> None:
        self.browser = browser
        self.session = session
        self.requests: list[str] = []
        self.received: dict[str, int] = {}
        self.errors: list[str] = []

    def call(self, method: str, **params):
        return self.browser.call(method, self.session, **params)

    def width(self, width: int, height: int = 900, *, phone: bool = False) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=phone,
        )  # fmt: skip

    def open(self, url: str) -> None:
        self.browser.loaded.discard(self.session)
        self.call("Page.navigate", url=url)
        self.browser.wait(lambda: self.session in self.browser.loaded, f"loading {url}")

    def run(self, script: str):
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 20):
        """Return what `script` gives as soon as it gives something."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    def picture(self, path: Path, *, whole: bool = False) -> None:
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))


class Chrome:
    """The browser."""

    def __init__(self) -> None:
        assert CHROMIUM, "chromium is needed"
        self.folder = tempfile.mkdtemp(prefix="chrome-")
        read_theirs, write_ours = os.pipe()
        read_ours, write_theirs = os.pipe()

        self.process = subprocess.Popen(
            [sys.executable, "-c", _AT_3_AND_4, str(read_theirs), str(write_theirs),
             CHROMIUM, *ARGUMENTS, f"--user-data-dir={self.folder}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(read_theirs, write_theirs),
        )  # fmt: skip
        os.close(read_theirs)
        os.close(write_theirs)
        self.output = os.fdopen(write_ours, "wb", buffering=0)
        self.answers: dict[int, dict] = {}
        self.tabs: dict[str, Tab] = {}
        self.loaded: set[str] = set()
        self.sent = 0
        self.changed = threading.Condition()
        threading.Thread(target=self._listen, args=(read_ours,), daemon=True).start()

    def _listen(self, descriptor: int) -> None:
        rest = b""
        while chunk := os.read(descriptor, 1 << 16):
            *messages, rest = (rest + chunk).split(b"\0")
            for message in messages:
                with self.changed:
                    self._take(json.loads(message))
                    self.changed.notify_all()

    def _take(self, message: dict) -> None:
        if "id" in message:
            self.answers[message["id"]] = message
            return
        tab = self.tabs.get(message.get("sessionId", ""))
        method, params = message["method"], message["params"]
        if tab is None:
            return
        if method == "Page.loadEventFired":
            self.loaded.add(tab.session)
        elif method == "Network.requestWillBeSent":
            tab.requests.append(params["request"]["url"])
            tab.received.setdefault(params["requestId"], 0)
        elif method == "Network.loadingFinished":
            tab.received[params["requestId"]] = int(params["encodedDataLength"])
        elif method == "Runtime.exceptionThrown":
            tab.errors.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            tab.errors.append(params["entry"]["text"])

    def wait(self, ready, what: str, seconds: float = 60) -> None:
        with self.changed:
            assert self.changed.wait_for(ready, seconds), f"timed out: {what}"

    def call(self, method: str, session: str = "", **params):
        with self.changed:
            self.sent += 1
            number = self.sent
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.output.write(json.dumps(message).encode() + b"\0")
        self.wait(lambda: number in self.answers, method)
        answer = self.answers.pop(number)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def tab(self) -> Tab:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = self.tabs[session] = Tab(self, session)
        for domain in ("Page", "Network", "Runtime", "Log"):
            tab.call(f"{domain}.enable")
        return tab

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def chrome() -> Iterator[Chrome]:
    browser = Chrome()
    try:
        yield browser
    finally:
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
