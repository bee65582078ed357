"""Reads and judges every file by itself: what is kept from before, the rest on the cores there are.

One file's result rests on its path, its bytes and the standards alone (and on this very code), so
that it may be kept by content and made by any process; what comes out is the same in every way.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from bienban import cache
from bienban.documents.reader import Parsed, read, record_class
from bienban.documents.source import Source
from bienban.documents.workspace import document_paths, open_file
from bienban.rules.engine import local_findings
from bienban.rules.model import Finding
from bienban.standards import Standards

Tick = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""

WORTH_A_PROCESS = 400
"""How many documents take about as long as it takes another process to start."""

_CHUNK = 100
_NO_SOURCE = Source("")


@dataclass(frozen=True, slots=True)
class Judged:
    """What reading one file gave, and code and finding of every rule that needs it alone."""

    parsed: Parsed
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A document to be judged; `key` is what its result is kept under."""

    path: str
    data: bytes
    key: bytes


def read_workspace(
    root: Path,
    standards: Standards,
    overlay: Mapping[str, bytes],
    tick: Tick,
    workers: int | None = None,
) -> tuple[list[Judged], frozenset[str]]:
    """Return what every document of the workspace gave, by path, and the paths of all files.

    `overlay` holds bytes that stand in place of files, `workers` how many processes may work
    (by default one for each core that there is enough work for).
    """
    paths = sorted({*document_paths(root), *overlay})
    opened = {path: _bytes(root, path, overlay) for path in paths}
    stated = repr(sorted(standards.frames.items())).encode()
    files = [
        _File(path, data, cache.key(path.encode("utf-8", "surrogateescape"), data, stated))
        for path, data in opened.items()
        if isinstance(data, bytes)
    ]
    known = _kept(files)
    missing = [file for file in files if file.path not in known]
    for done, (path, judged) in enumerate(_made(missing, standards, workers), len(known) + 1):
        known[path] = judged
        tick(done, len(files))
    for path, unread in opened.items():
        if isinstance(unread, Parsed):
            known[path] = Judged(unread, local_findings(path, None, unread.problems, standards))
    return [known[path] for path in paths if path in known], frozenset(paths)


def _bytes(root: Path, path: str, overlay: Mapping[str, bytes]) -> bytes | Parsed | None:
    if path in overlay:
        return overlay[path] if record_class(path) else None
    return open_file(root, path)


def judge(path: str, data: bytes, standards: Standards) -> Judged:
    """Read one document and run the rules that need it alone."""
    parsed = read(path, data, standards)
    return Judged(parsed, local_findings(path, parsed.document, parsed.problems, standards))


def _kept(files: list[_File]) -> dict[str, Judged]:
    """Return what is kept of `files`, by path."""
    values = cache.load(file.key for file in files)
    found = ((file, _unpacked(values[file.key], file)) for file in files if file.key in values)
    return {file.path: judged for file, judged in found if judged is not None}


def _made(
    files: list[_File], standards: Standards, workers: int | None
) -> Iterator[tuple[str, Judged]]:
    """Judge `files`, keep the results, and yield them with their paths."""
    if workers is None:
        workers = min(os.cpu_count() or 1, len(files) // WORTH_A_PROCESS)
    values: dict[bytes, bytes] = {}
    for file, judged, packed in _spread(files, standards, workers):
        values[file.key] = packed
        yield file.path, judged
    if values:
        cache.save(values)


def _spread(
    files: list[_File], standards: Standards, workers: int
) -> Iterator[tuple[_File, Judged, bytes]]:
    if workers < 2:
        for file in files:
            judged = judge(file.path, file.data, standards)
            yield file, judged, _packed(judged)
        return
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    # Not fork: the language server has threads, and a lock that one holds would stay locked.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (standards,)) as pool:
        for chunk, packed in zip(chunks, pool.map(_judge_chunk, chunks), strict=True):
            for file, value in zip(chunk, packed, strict=True):
                yield file, _unpacked(value, file) or judge(file.path, file.data, standards), value


_standards: list[Standards] = []


def _start(standards: Standards) -> None:
    """Remember in a new process what every file is judged by."""
    _standards[:] = [standards]


def _judge_chunk(files: list[_File]) -> list[bytes]:
    with without_collection():
        return [_packed(judge(file.path, file.data, _standards[0])) for file in files]


def _packed(judged: Judged) -> bytes:
    """Return a result as bytes; the text is left out, as it is read in any case."""
    parsed = judged.parsed
    if parsed.document is not None:
        # What rules on the document alone look at is judged already, and not needed again.
        slim = replace(parsed.document, source=_NO_SOURCE, marks=(), problems=())
        parsed = replace(parsed, document=slim)
    return pickle.dumps((parsed, judged.findings), pickle.HIGHEST_PROTOCOL)


def _unpacked(value: bytes, file: _File) -> Judged | None:
    """Return the result that `value` holds, with the text of `file`; None where it is none."""
    try:
        parsed, findings = _Unpickler(io.BytesIO(value)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError, TypeError, IndexError):
        return None
    if parsed.document is not None:
        source = Source(file.data.decode("utf-8-sig"), all_yaml=not file.path.endswith(".md"))
        whole = replace(parsed.document, source=source, problems=parsed.problems)
        parsed = replace(parsed, document=whole)
    return Judged(parsed, findings)


_VALUES = (
    "bienban.dates",
    "bienban.documents.",
    "bienban.rules.model",
    "bienban.standards.headings",
    "bienban.vocabulary",
)
_PLAIN = {("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date")}


class _Unpickler(pickle.Unpickler):
    """Makes values of this package only, whatever bytes it is given."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class of values, or refuse."""
        return _value_class(module, name)


@lru_cache(maxsize=512)
def _value_class(module: str, name: str) -> object:
    if (module, name) in _PLAIN or module.startswith(_VALUES):
        found = getattr(import_module(module), name, None)
        if isinstance(found, type):
            return found
    message = f"no value: {module}.{name}"
    raise pickle.UnpicklingError(message)


@contextmanager
def without_collection() -> Iterator[None]:
    """Let no cyclic garbage be looked for meanwhile: values refer to no values in a circle.

    With 10,000 documents in memory looking for it costs as much as the work.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def findings_of(judged: Iterable[Judged]) -> list[tuple[str, Finding]]:
    """Return code and finding of all that `judged` holds."""
    return [finding for each in judged for finding in each.findings]
