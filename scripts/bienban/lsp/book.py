"""One workspace, checked again and again: only what changed since the last time is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from bienban.checking import silent
from bienban.dates import today
from bienban.diagnostics import Diagnostic
from bienban.documents.document import Document
from bienban.documents.organization import Organization
from bienban.documents.reader import ORGANIZATION
from bienban.documents.workspace import document_paths, library, read_file
from bienban.frames import OwnStandards, frame_paths, is_frame, workspace_standards
from bienban.packs import Judged
from bienban.reading import among, findings_of, read_workspace
from bienban.register import Register
from bienban.register.alone import Cell
from bienban.rules.engine import check, local_findings, register_findings
from bienban.standards import Standards
from bienban.trail.verdicts import TrailReport

MANY = 50
"""From how many changed files on all are read as `check` does, with the results that it keeps."""

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
    judged: Judged | None


def never() -> bool:
    """Tell that nobody wants the check to stop."""
    return False


class Book:
    """The minute book at `root`, judged as of `day` (by default today); not for several threads.

    `trail` is what was last judged of its history; a check reports it, and judges nothing there.
    """

    def __init__(self, root: Path, day: date | None = None) -> None:
        self.root = root
        self.day = day
        self.trail: TrailReport | None = None
        self._kept: dict[str, _Kept] = {}
        self._cell: Cell | None = None
        self._frames: dict[str, _Mark] = {}
        self._own: OwnStandards | None = None

    def check(self, overlay: Mapping[str, bytes], stop: Callable[[], bool] = never) -> Outcome:
        """Return what `checking.check_workspace` finds; raise `StoppedError` once `stop` says so.

        `overlay` holds the texts that the editor has not saved, by path.
        """
        # What is refused on the disk is refused in the editor.
        texts = {
            path: data for path, data in overlay.items() if not (self.root / path).is_symlink()
        }
        standards = self._current_standards(texts)
        texts = {path: data for path, data in texts.items() if not is_frame(path)}
        paths = sorted({*document_paths(self.root), *texts})
        marks = {path: texts[path] if path in texts else _state(self.root / path) for path in paths}
        changed = {path for path in paths if not self._same(path, marks[path])}
        if stop():
            raise StoppedError
        if not self._kept or len(changed) > MANY:
            self._kept = self._read_all(marks, texts, standards)
            self._current_cell(standards)
        else:
            kept = {path: self._kept[path] for path in paths if path not in changed}
            for path in changed:
                if stop():
                    raise StoppedError
                kept[path] = self._read(path, marks[path], texts.get(path), standards)
            self._kept = kept
            self._among_the_roll(changed, standards)
        return self._judged(standards, stop)

    def _among_the_roll(self, changed: Iterable[str], standards: Standards) -> None:
        """Judge what changed among the roll, or everything where the roll did."""
        before = self._cell
        cell = self._current_cell(standards)
        paths = changed if cell is before else [*self._kept]
        known = [(path, one) for path in paths if (one := self._kept.get(path)) and one.judged]
        judged = among(cell, [one.judged for _, one in known if one.judged])
        for (path, one), found in zip(known, judged, strict=True):
            self._kept[path] = _Kept(one.mark, found)

    def _current_cell(self, standards: Standards) -> Cell:
        """Return the roll, read again only where organization.yml or the standards changed."""
        organization = self._kept.get(ORGANIZATION)
        judged = organization.judged if organization else None
        document = judged.parsed.document if judged else None
        known = self._cell
        if known is None or known.organization is not document or known.standards is not standards:
            self._cell = Cell(cast("Document[Organization] | None", document), standards)
        assert self._cell is not None
        return self._cell

    def _same(self, path: str, mark: _Mark) -> bool:
        kept = self._kept.get(path)
        return kept is not None and mark is not None and kept.mark == mark

    def _judged(self, standards: Standards, stop: Callable[[], bool]) -> Outcome:
        """Return what all rules find in what was read."""
        if stop():
            raise StoppedError
        every = [self._kept[path] for path in sorted(self._kept)]
        judged = [one.judged for one in every if one.judged is not None]
        parsed = [one.parsed for one in judged]
        books = library(parsed, frozenset(self._kept))
        register = self._current_cell(standards).register(books, self.day or today())
        of_frames = self._own.findings if self._own else ()
        found = [*of_frames, *findings_of(judged), *register_findings(register)]
        return Outcome(register, _by_path(check(register, found, self.trail)))

    def _read_all(
        self, marks: Mapping[str, _Mark], texts: Mapping[str, bytes], standards: Standards
    ) -> dict[str, _Kept]:
        """Read every file, or find again what `check` kept of it.

        A file that changes meanwhile has another mark at the next check.
        """
        book = read_workspace(self.root, standards, texts, silent)
        by_path = {each.parsed.path: each for each in book.judged}
        return {path: _Kept(marks.get(path), by_path.get(path)) for path in book.paths}

    def _read(self, path: str, mark: _Mark, data: bytes | None, standards: Standards) -> _Kept:
        parsed = read_file(self.root, path, standards, data)
        if parsed is None:
            return _Kept(mark, None)
        local = local_findings(path, parsed.document, parsed.problems, standards)
        return _Kept(mark, Judged(parsed, local))

    def _current_standards(self, texts: Mapping[str, bytes]) -> Standards:
        """Return the standards, read again only where a score frame of the workspace changed.

        Where they say what they said before, as of one that still cannot be read, they are the
        same, so that nothing is judged again for each key.
        """
        paths = sorted({*frame_paths(self.root), *filter(is_frame, texts)})
        frames = {p: texts[p] if p in texts else _state(self.root / p) for p in paths}
        known = self._own
        if known is None or frames != self._frames:
            found = workspace_standards(self.root, texts)
            if known is None or found.standards != known.standards:
                self._kept = {}
            else:
                found = replace(found, standards=known.standards)
            self._own, self._frames = found, frames
        assert self._own is not None
        return self._own.standards


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
