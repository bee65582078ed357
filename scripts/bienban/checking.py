"""Checks a whole workspace: files to library, library to register, register to diagnostics.

The one pipeline that `check`, `build`, `export`, `serve` and the editor share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bienban.dates import today
from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.reader import Parsed
from bienban.documents.workspace import Library, document_paths, library, read_file
from bienban.errors import BienbanError
from bienban.register import Register, build_register
from bienban.rules.engine import check, local_findings
from bienban.rules.model import Finding
from bienban.standards import Standards, load_frame, load_standards
from bienban.standards.reading import Problem as FrameProblem
from bienban.trail.report import judge_repository
from bienban.trail.verdicts import TrailReport

FRAMES_FOLDER = "khung-diem"
"""Where a workspace keeps score frames of its own."""

Tick = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


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
) -> Checked:
    """Read and judge the workspace at `root` as of `day` (by default today in Vietnam).

    `overlay` holds texts that stand in place of files, as an editor has them before saving.
    """
    standards = load_workspace_standards(root)
    books, local = _read_all(root, standards, overlay or {}, tick)
    register = build_register(books, standards, day or today())
    return Checked(root, register, check(register, local, trail), trail)


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
    report = judge_repository(root, main=branch, first_root=first_root, last_seen=last_seen)
    if known and not report.ref:
        raise BienbanError("kho chưa có commit nào trên nhánh chính để so với điều đã biết")
    return report


def load_workspace_standards(root: Path) -> Standards:
    """Return the standards with the workspace's own score frames; raise where one is unusable."""
    frames = []
    for path in sorted((root / FRAMES_FOLDER).glob("*.yml")):
        shown = path.relative_to(root).as_posix()
        try:
            frame = load_frame(path.read_text(encoding="utf-8"), shown)
        except (OSError, UnicodeDecodeError) as error:
            message = f"{shown}: không đọc được khung chấm điểm ({error})."
            raise BienbanError(message) from error
        if isinstance(frame, list):
            raise BienbanError("\n".join(map(_shown, frame)))
        frames.append(frame)
    return load_standards().with_frames(frames)


def _shown(problem: FrameProblem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}: khung chấm điểm, `{problem.field}`: {problem.message}"


def _read_all(
    root: Path, standards: Standards, overlay: Mapping[str, bytes], tick: Tick
) -> tuple[Library, list[tuple[str, Finding]]]:
    paths = sorted({*document_paths(root), *overlay})
    parsed: list[Parsed] = []
    local: list[tuple[str, Finding]] = []
    for done, path in enumerate(paths, 1):
        result = read_file(root, path, standards, overlay.get(path))
        if result is not None:
            parsed.append(result)
            found = local_findings(path, result.document, result.problems, standards)
            local.extend(found)
        tick(done, len(paths))
    return library(parsed, frozenset(paths)), local
