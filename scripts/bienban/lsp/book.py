"""One workspace, checked again and again: only what changed since the last time is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bienban.checking import FRAMES_FOLDER, load_workspace_standards
from bienban.dates import today
from bienban.diagnostics import Diagnostic
from bienban.documents.reader import Parsed
from bienban.documents.workspace import document_paths, library, read_file
from bienban.register import Register, build_register
from bienban.rules.engine import check, local_findings
from bienban.rules.model import Finding
from bienban.standards import Standards

_Mark = bytes | tuple[int, ...] | None
"""What tells that a file is the same: its bytes in the editor, or its state on the disk."""


class StoppedError(Exception):
    """A newer text made this check pointless."""


@dataclass(frozen=True)
class Outcome:
    """What one check gave: the register, and the findings of each file that has some."""

    register: Register
    findings: Mapping[str, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: _Mark
    parsed: Parsed | None
    local: tuple[tuple[str, Finding], ...]


def never() -> bool:
    """Tell that nobody wants the check to stop."""
    return False


class Book:
    """The minute book at `root`, judged as of `day` (by default today); not for several threads."""

    def __init__(self, root: Path, day: date | None = None) -> None:
        self.root = root
        self.day = day
        self._kept: dict[str, _Kept] = {}
        self._frames: tuple[tuple[str, _Mark], ...] | None = None
        self._standards: Standards | None = None

    def check(self, overlay: Mapping[str, bytes], stop: Callable[[], bool] = never) -> Outcome:
        """Return what `checking.check_workspace` finds; raise `StoppedError` once `stop` says so.

        `overlay` holds the texts that the editor has not saved, by path.
        """
        standards = self._current_standards()
        paths = sorted({*document_paths(self.root), *overlay})
        kept: dict[str, _Kept] = {}
        for path in paths:
            if stop():
                raise StoppedError
            kept[path] = self._read(path, overlay.get(path), standards)
        self._kept = kept
        parsed = [one.parsed for one in kept.values() if one.parsed is not None]
        books = library(parsed, frozenset(paths))
        register = build_register(books, standards, self.day or today())
        found = check(register, [finding for one in kept.values() for finding in one.local])
        return Outcome(register, _by_path(found))

    def _read(self, path: str, data: bytes | None, standards: Standards) -> _Kept:
        place = self.root / path
        if data is not None and place.is_symlink():
            data = None  # what is refused on the disk is refused in the editor
        mark = _state(place) if data is None else data
        kept = self._kept.get(path)
        if kept is not None and mark is not None and kept.mark == mark:
            return kept
        parsed = read_file(self.root, path, standards, data)
        if parsed is None:
            return _Kept(mark, None, ())
        local = local_findings(path, parsed.document, parsed.problems, standards)
        return _Kept(mark, parsed, tuple(local))

    def _current_standards(self) -> Standards:
        """Return the standards, read again only where a score frame of the workspace changed."""
        places = sorted((self.root / FRAMES_FOLDER).glob("*.yml"))
        frames = tuple((place.name, _state(place)) for place in places)
        if self._standards is None or frames != self._frames:
            self._kept = {}
            self._standards = load_workspace_standards(self.root)
            self._frames = frames
        return self._standards


def _state(place: Path) -> _Mark:
    try:
        info = place.lstat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino, info.st_mode


def _by_path(found: list[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    grouped: dict[str, tuple[Diagnostic, ...]] = {}
    for diagnostic in found:
        grouped[diagnostic.path] = (*grouped.get(diagnostic.path, ()), diagnostic)
    return grouped
