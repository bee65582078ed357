"""Checks a whole workspace: files to library, library to register, register to diagnostics.

The one pipeline that `check`, `build`, `export`, `serve` and the editor share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bienban.dates import today
from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.workspace import Library, library
from bienban.errors import BienbanError
from bienban.frames import is_frame, workspace_standards
from bienban.overall import overall_findings
from bienban.reading import Tick, findings_of, read_workspace, without_collection
from bienban.register import Register
from bienban.rules.engine import check
from bienban.trail.verdicts import TrailReport


def silent(done: int, total: int) -> None:
    """Show no progress: the tick of whoever does not watch."""
    del done, total


@dataclass(frozen=True)
class Checked:
    """A workspace with everything that was found in it."""

    root: Path
    register: Register
    diagnostics: list[Diagnostic]
    trail: TrailReport | None = None

    @property
    def library(self) -> Library:
        """The documents."""
        return self.register.library

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that make a record invalid."""
        return [d for d in self.diagnostics if d.severity is Severity.ERROR]


def check_workspace(
    root: Path,
    *,
    day: date | None = None,
    trail: TrailReport | None = None,
    overlay: Mapping[str, bytes] | None = None,
    tick: Tick = silent,
    workers: int | None = None,
    kept_for: Path | None = None,
) -> Checked:
    """Read and judge the workspace at `root` as of `day` (by default today in Vietnam).

    `overlay` holds texts that stand in place of files, as an editor has them before saving;
    `workers` is how many processes may read (by default as many as pay); `kept_for` is the
    workspace that `root` is a passing copy of, whose kept results serve.
    """
    texts = overlay or {}
    own = workspace_standards(root, texts)
    texts = {path: data for path, data in texts.items() if not is_frame(path)}
    with without_collection():
        book = read_workspace(root, own.standards, texts, tick, workers, kept_for)
        books = library((each.parsed for each in book.judged), book.paths)
        register = book.cell.register(books, day or today())
        overall = overall_findings(register, book.judged, kept_for or root)
        found = check(register, [*own.findings, *findings_of(book.judged), *overall], trail)
    return Checked(root, register, found, trail)


def judge_trail(
    root: Path, *, branch: str | None = None, first_root: str = "", last_seen: str = ""
) -> TrailReport | None:
    """Judge the history of the workspace at `root`; None in a folder that is no repository.

    What a caller knows of the history (`first_root`, `last_seen`) must be there to be compared
    with, so that no copy without history passes for it.
    """
    known = bool(branch or first_root or last_seen)
    if not known and not (root / ".git").exists():
        return None
    # What reads Git takes a tenth of a second to import, and a plain folder does without it.
    from bienban.trail.report import judge_repository

    report = judge_repository(root, main=branch, first_root=first_root, last_seen=last_seen)
    if known and not report.ref:
        raise BienbanError("kho chưa có commit nào trên nhánh chính để so với điều đã biết")
    return report
