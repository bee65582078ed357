"""Reads and judges every file by itself: what is kept from before, the rest on the cores there are.

One file's result rests on its path, its bytes and the standards alone (and on this very code); what
is found of it among the roll rests on organization.yml besides.  So both may be kept by content and
made by any process; what comes out is the same in every way.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from bienban import cache
from bienban.documents.document import Document
from bienban.documents.organization import Organization
from bienban.documents.reader import ORGANIZATION, Parsed, read, record_class
from bienban.documents.workspace import document_paths, open_file
from bienban.once import once
from bienban.packs import Judged, Opened, Row, pack, row, unpack
from bienban.register.alone import Cell
from bienban.rules.engine import cell_findings, local_findings
from bienban.rules.model import Coded
from bienban.standards import Standards

T = TypeVar("T")

Tick = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""

WORTH_A_PROCESS = 400
"""How many documents take about as long as it takes another process to start."""

_TOGETHER = 200
"""How many documents are judged and kept together."""


@dataclass(frozen=True, slots=True)
class JudgedBook:
    """A workspace as read: what every document gave, by path; the paths of all files; the roll."""

    judged: list[Judged]
    paths: frozenset[str]
    cell: Cell


def read_workspace(
    root: Path,
    standards: Standards,
    overlay: Mapping[str, bytes],
    tick: Tick,
    workers: int | None = None,
    kept_for: Path | None = None,
) -> JudgedBook:
    """Return what every document of the workspace gave.

    `overlay` holds bytes that stand in place of files, `workers` how many processes may work
    (by default one for each core that there is enough work for).  `kept_for` is the workspace
    that results are kept for, where `root` is a copy of it that goes away.
    """
    paths = sorted({*document_paths(root), *overlay})
    opened = {path: _bytes(root, path, overlay) for path in paths}
    organization = opened.get(ORGANIZATION)
    ground = _Ground(standards, organization if isinstance(organization, bytes) else None)
    files = {
        path: Opened(path, data, ground.key(path, data))
        for path, data in opened.items()
        if isinstance(data, bytes)
    }
    known = _judge_all(files, ground, (kept_for or root).resolve(), tick, workers)
    for path, unread in opened.items():
        if isinstance(unread, Parsed):
            found = local_findings(path, None, unread.problems, standards)
            known[path] = Judged(unread, found, front_key=ground.key(path, repr(unread).encode()))
    judged = [known[path] for path in paths if path in known]
    return JudgedBook(judged, frozenset(paths), ground.cell)


def _bytes(root: Path, path: str, overlay: Mapping[str, bytes]) -> bytes | Parsed | None:
    if path in overlay:
        return overlay[path] if record_class(path) else None
    return open_file(root, path)


def among(cell: Cell, judged: Iterable[Judged]) -> list[Judged]:
    """Return the same documents with what the rules find of each among the roll of `cell`."""
    each = list(judged)
    register = cell.alone(one.parsed.document for one in each if one.parsed.document)
    found = cell_findings(register)
    register.let_go()
    return [
        Judged(one.parsed, one.findings, found.get(one.parsed.path, ()), one.front_key)
        for one in each
    ]


@dataclass
class _Ground:
    """What results rest on besides their own file: the standards, and organization.yml.

    `parsed` is what that file says, as soon as it is known.
    """

    standards: Standards
    organization: bytes | None
    parsed: Parsed | None = None

    @once
    def _stated(self) -> bytes:
        """What stands for the workspace's own standards."""
        stated = sorted(self.standards.frames.items()), sorted(self.standards.spoilt)
        return cache.key(repr(stated).encode())

    @once
    def cell_key(self) -> bytes:
        """What stands for the roll that documents were judged among."""
        stated = () if self.organization is None else (self.organization,)
        return cache.key(self._stated, *stated)

    def know(self, rows: Mapping[str, Row], files: Mapping[str, Opened]) -> None:
        """Take from `rows` what organization.yml says: in a large cell the longest file to read."""
        if self.parsed is None and ORGANIZATION in rows:
            self.parsed = rows[ORGANIZATION].judged(files[ORGANIZATION], self.standards).parsed

    def _read(self, path: str, data: bytes) -> Parsed:
        """Return what a file says; organization.yml is not read once more."""
        if path != ORGANIZATION:
            return read(path, data, self.standards)
        if self.parsed is None:
            self.parsed = read(path, data, self.standards)
        return self.parsed

    @once
    def cell(self) -> Cell:
        """The roll."""
        stated = self.organization
        document = self._read(ORGANIZATION, stated).document if stated is not None else None
        return Cell(cast("Document[Organization] | None", document), self.standards)

    def key(self, path: str, data: bytes) -> bytes:
        """Return what the result of the file at `path` is kept under."""
        return cache.key(self._stated, os.fsencode(path), data)

    def among_now(self, rows: Iterable[Row], files: Mapping[str, Opened]) -> list[Row]:
        """Return `rows` with what the rules find among the roll as it is now."""
        judged = [each.judged(files[each.path], self.standards) for each in rows]
        pairs = zip(rows, among(self.cell, judged), strict=True)
        return [each._replace(cell_key=self.cell_key, of_cell=one.of_cell) for each, one in pairs]

    def rows(self, files: Sequence[Opened]) -> list[Row]:
        """Judge `files` together, as they are kept."""
        judged = among(self.cell, [self._judge(path, data) for path, data, _ in files])
        return [self._row(file, each) for file, each in zip(files, judged, strict=True)]

    def _judge(self, path: str, data: bytes) -> Judged:
        """Read one document, and run the rules that need it alone."""
        parsed = self._read(path, data)
        found = local_findings(path, parsed.document, parsed.problems, self.standards)
        if parsed.document is not None:
            parsed.document.let_go()
        return Judged(parsed, found)

    def _row(self, file: Opened, judged: Judged) -> Row:
        """Return what is kept of `judged`, which was read from `file`."""
        document, front_key = judged.parsed.document, file.key
        if document is not None and document.source.common:  # else the body may move places
            front_key = self.key(file.path, (document.source.front or "").encode())
        return row(file.key, front_key, self.cell_key, judged)


def _judge_all(
    files: Mapping[str, Opened], ground: _Ground, root: Path, tick: Tick, workers: int | None
) -> dict[str, Judged]:
    """Return what each file gave, by path: what is kept for `root`, and the rest made and kept."""
    book = cache.key(os.fsencode(root))
    shelf = _shelf(cache.load(book), files, ground)
    rows = {each.path: each for each in (*shelf.whole, *shelf.loose)}
    ground.know(rows, files)
    missing = [file for path, file in files.items() if path not in rows]
    made = []
    for judged, packed in _made(missing, ground, workers):
        rows.update((each.path, each) for each in judged)
        made.append(packed)
        tick(len(rows), len(files))
    if made or shelf.outdated:
        made += [pack(some) for some in _batches(shelf.loose)]
        cache.save(book, made, shelf.spent)
    ground.know(rows, files)
    return {path: each.judged(files[path], ground.standards) for path, each in rows.items()}


@dataclass
class _Shelf:
    """What is kept of one workspace, as far as it holds: `whole` packs, and `loose` rows.

    Those are of the packs numbered `spent`, which are small, or `outdated` in some row: they are
    replaced when anything is kept.
    """

    whole: list[Row] = field(default_factory=list)
    loose: list[Row] = field(default_factory=list)
    spent: list[int] = field(default_factory=list)
    outdated: bool = False


def _shelf(packs: Mapping[int, bytes], files: Mapping[str, Opened], ground: _Ground) -> _Shelf:
    """Return what `packs` hold of `files` as they are now."""
    shelf, seen = _Shelf(), set[str]()
    for number, kept in packs.items():
        rows = unpack(kept)
        held = [
            each
            for each in rows
            if each.path in files and each.key == files[each.path].key and each.path not in seen
        ]
        seen.update(each.path for each in held)
        current = all(each.cell_key == ground.cell_key for each in held)
        sound = current and len(held) == len(rows)
        shelf.outdated = shelf.outdated or not sound
        if sound and len(held) * 2 >= _TOGETHER:
            shelf.whole += held
        else:
            shelf.spent.append(number)
            shelf.loose += held if current else ground.among_now(held, files)
    return shelf


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `items`, as many at a time as are kept together."""
    for start in range(0, len(items), _TOGETHER):
        yield items[start : start + _TOGETHER]


def _made(
    files: Sequence[Opened], ground: _Ground, workers: int | None
) -> Iterator[tuple[list[Row], bytes]]:
    """Judge `files` and yield their rows, some at a time, also as they are kept."""
    if workers is None:
        workers = min(_cores(), len(files) // WORTH_A_PROCESS)
    if workers < 2:
        for batch in _batches(files):
            rows = ground.rows(batch)
            yield rows, pack(rows)
        return
    from concurrent.futures import ProcessPoolExecutor  # most runs start no process
    from multiprocessing import get_context

    stated = ground.standards, ground.organization  # the roll itself each process reads
    # Not fork: the language server has threads, and a lock that one holds would stay locked.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, stated) as pool:
        for packed in pool.map(_packed, _batches(files)):
            yield unpack(packed), packed


def _cores() -> int:
    """Return how many cores this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_ground: list[_Ground] = []


def _start(standards: Standards, organization: bytes | None) -> None:
    """Remember in a new process what every file is judged by."""
    _ground[:] = [_Ground(standards, organization)]


def _packed(files: Sequence[Opened]) -> bytes:
    with without_collection():
        return pack(_ground[0].rows(files))


@contextmanager
def without_collection() -> Iterator[None]:
    """Let no cyclic garbage be looked for meanwhile.

    With 10,000 documents in memory looking for it costs as much as the work.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()  # all that was made is old now, and none of it looked through at once
            gc.unfreeze()
            gc.enable()


def findings_of(judged: Iterable[Judged]) -> list[Coded]:
    """Return code and finding of all that `judged` holds."""
    return [finding for each in judged for finding in (*each.findings, *each.of_cell)]
