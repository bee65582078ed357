"""The server itself: documents in, findings out, a moment after the last key."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from bienban import __version__
from bienban.checking import judge_trail
from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.reader import ORGANIZATION
from bienban.errors import BienbanError
from bienban.frames import is_frame
from bienban.lsp.actions import repairs
from bienban.lsp.book import Book, Outcome, StoppedError
from bienban.lsp.completion import Desk, complete
from bienban.lsp.hover import hover
from bienban.lsp.pages import page_uri
from bienban.lsp.positions import Buffer
from bienban.lsp.spot import saved_text, spot_of

_LOG = logging.getLogger(__name__)

PAUSE = 0.25
"""Seconds without a key before a check starts."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


@dataclass
class Shelf:
    """What the server knows of one workspace; `turn` lets one check run at a time.

    `judging` tells that the approval trail is being judged, `late` that it changed meanwhile,
    `told` what was last said of a trail that cannot be judged.
    """

    book: Book
    outcome: Outcome | None = None
    shown: set[str] = field(default_factory=set)
    timer: asyncio.TimerHandle | None = None
    stop: Event = field(default_factory=Event)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    judging: bool = False
    late: bool = False
    told: str = ""


class Server(LanguageServer):
    """The language server of the minute book; `day` is the day of judgement, by default today."""

    def __init__(self, day: date | None = None) -> None:
        # Whole texts only: the framework cuts lines at characters that are no line ends to editors.
        super().__init__(
            "bienban", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.day = day
        self.shelves: dict[Path, Shelf] = {}
        self.running: set[asyncio.Task[Any]] = set()

    def shelf(self, root: Path) -> Shelf:
        """Return what is known of the workspace at `root`."""
        if root not in self.shelves:
            self.shelves[root] = Shelf(Book(root, self.day))
            self.judge(self.shelves[root])
        return self.shelves[root]

    def buffer(self, uri: str) -> Buffer:
        """Return the text of an open document."""
        encoding = types.PositionEncodingKind(self.workspace.position_encoding or "utf-16")
        return Buffer(self.workspace.get_text_document(uri).source, encoding)

    def opened(self, root: Path) -> dict[str, str]:
        """Return the address of each open document of a workspace, by path."""
        # The keys of the framework's table are decoded; an editor knows a text by its own spelling.
        addresses = [text.uri for text in list(self.workspace.text_documents.values())]
        found = ((uri, spot_of(uri)) for uri in addresses)
        return {spot.path: uri for uri, spot in found if spot and spot.root == root}

    def changed(self, uri: str) -> None:
        """Check the workspace of a document again, once no key was pressed for a moment."""
        spot = spot_of(uri)
        if spot is not None:
            self.plan(self.shelf(spot.root))

    def saved(self, uri: str) -> None:
        """Judge the approval trail of a document's workspace again."""
        spot = spot_of(uri)
        if spot is not None:
            self.judge(self.shelf(spot.root))

    def plan(self, shelf: Shelf) -> None:
        """Check a workspace in a moment; a check that is under way stops."""
        shelf.stop.set()
        if shelf.timer is not None:
            shelf.timer.cancel()
        shelf.timer = asyncio.get_running_loop().call_later(PAUSE, self._start, shelf)

    def judge(self, shelf: Shelf) -> None:
        """Judge the approval trail in the background, as its history may have gone on.

        Not with every key, as nothing that is typed is history.
        """
        shelf.late = shelf.judging
        if not shelf.judging:
            shelf.judging = True
            self._run(self._judge(shelf))

    async def _judge(self, shelf: Shelf) -> None:
        try:
            report = await asyncio.to_thread(judge_trail, shelf.book.root)
            shelf.told = ""
        except BienbanError as error:
            report = None
            if str(error) != shelf.told:
                shelf.told = str(error)
                self._tell(shelf.told)
        finally:
            shelf.judging = False
        if shelf.late:
            self.judge(shelf)
        elif report != shelf.book.trail:
            shelf.book.trail = report
            self.plan(shelf)

    def _start(self, shelf: Shelf) -> None:
        self._run(self.check(shelf))

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work)
        self.running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _LOG.error("a check failed", exc_info=error)
            self._tell("lỗi ngoài dự kiến khi kiểm tra; chi tiết ở nhật ký của trình soạn thảo.")

    async def check(self, shelf: Shelf) -> bool:
        """Check a workspace now and show what was found; False where it cannot be checked."""
        async with shelf.turn:
            shelf.stop = Event()
            opened = self.opened(shelf.book.root)
            buffers = {path: self.buffer(uri) for path, uri in opened.items()}
            overlay = {path: buffer.data for path, buffer in buffers.items()}
            try:
                shelf.outcome = await asyncio.to_thread(
                    shelf.book.check, overlay, shelf.stop.is_set
                )
            except StoppedError:
                return True
            except BienbanError as error:
                self._tell(str(error))
                return False
            if not shelf.stop.is_set():
                self._show(shelf, opened, buffers)
            return True

    def _show(self, shelf: Shelf, opened: dict[str, str], buffers: dict[str, Buffer]) -> None:
        """Publish the findings of each file, and take back those of files that have none now."""
        assert shelf.outcome is not None
        root, findings = shelf.book.root, shelf.outcome.findings
        for path in sorted({*findings, *shelf.shown, *opened}):
            buffer = buffers.get(path) or saved_text(root / path)
            found = [self.diagnostic(root, buffer, each) for each in findings.get(path, ())]
            uri = opened.get(path) or (root / path).as_uri()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
        shelf.shown = set(findings)

    def diagnostic(self, root: Path, buffer: Buffer, finding: Diagnostic) -> types.Diagnostic:
        """Return a finding as the protocol has it."""
        lines = [finding.message]
        lines += [f"Cách sửa: {finding.help}"] if finding.help else []
        lines += [f"Căn cứ: {finding.citation}"] if finding.citation else []
        page = page_uri(root, finding.code)
        return types.Diagnostic(
            range=buffer.finding_range(finding.line, finding.column),
            message="\n".join(lines),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page) if page else None,
            source="bienban",
        )

    async def desk(self, uri: str) -> tuple[Desk, tuple[Diagnostic, ...]] | None:
        """Return a document with the register last made, and its findings then."""
        spot = spot_of(uri)
        if spot is None or is_frame(spot.path):
            return None
        shelf = self.shelf(spot.root)
        while shelf.outcome is None:
            if not await self.check(shelf):
                return None
        desk = Desk(spot.path, self.buffer(uri), shelf.outcome.register)
        return desk, shelf.outcome.findings.get(spot.path, ())

    def _tell(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))


def create(day: date | None = None) -> Server:
    """Return a server that answers everything that it can."""
    server = Server(day)
    _watch(server)
    _answer(server)
    return server


def _watch(server: Server) -> None:
    """Have `server` check again whenever a text or a file changes."""

    @server.feature(types.INITIALIZED)
    async def initialized(ls: Server, params: types.InitializedParams) -> None:
        del params
        for each in ls.workspace.folders.values():
            folder = Path(to_fs_path(each.uri) or os.devnull)
            if (folder / ORGANIZATION).is_file():
                ls.plan(ls.shelf(folder))
        _ask_for_files(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)
        ls.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def on_disk(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
        del params
        for shelf in ls.shelves.values():
            ls.plan(shelf)
            ls.judge(shelf)


def _ask_for_files(ls: Server) -> None:
    """Ask the editor to tell of files that change outside it, as after a change of branch."""
    watching = ls.client_capabilities.workspace and (
        ls.client_capabilities.workspace.did_change_watched_files
    )
    if not watching or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(glob) for glob in ("**/*.md", "**/*.yml", "**/*.yaml")]
    registration = types.Registration(
        "bienban-files",
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    ls.client_register_capability(types.RegistrationParams([registration]))


def _answer(server: Server) -> None:
    """Have `server` answer what an editor asks of a place."""
    # The space after a colon and a dash, the stars of a speaker: there a value begins.
    options = types.CompletionOptions(trigger_characters=[" ", "*", "/"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    async def completion(ls: Server, params: types.CompletionParams) -> types.CompletionList:
        found = await ls.desk(params.text_document.uri)
        items = complete(found[0], params.position) if found else []
        return types.CompletionList(is_incomplete=True, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def shown(ls: Server, params: types.HoverParams) -> types.Hover | None:
        found = await ls.desk(params.text_document.uri)
        return hover(found[0], params.position, found[1]) if found else None

    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        spot, found = spot_of(uri), await ls.desk(uri)
        if spot is None or found is None:
            return []
        desk, findings = found
        shown = ((each, ls.diagnostic(spot.root, desk.buffer, each)) for each in findings)
        meant = [pair for pair in shown if _touch(pair[1].range, params.range)]
        return list(repairs(uri, desk.buffer, meant))


def _touch(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
