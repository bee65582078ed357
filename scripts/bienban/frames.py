"""A workspace's own score frames: read beside the standards, each fault a finding at its file.

A frame that cannot be used stops nothing else: who is scored by it is not judged by another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bienban.documents import encoding
from bienban.documents.document import Problem
from bienban.documents.frontmatter import UnreadableError, compose
from bienban.documents.position import START, Position
from bienban.documents.source import Source
from bienban.documents.workspace import open_plain
from bienban.rules.engine import local_findings
from bienban.rules.model import Coded, Finding
from bienban.rules.wording import joined, perhaps
from bienban.standards import Problem as FrameProblem
from bienban.standards import ScoreFrame, Standards, frame_key, load_frame, load_standards
from bienban.text import nearest, nfc

FOLDER = "khung-diem"
"""Where a workspace keeps score frames of its own."""

_MOST = 50
"""How many faults of one frame are told, so that what is no frame at all does not flood."""

_SUFFIXES = (".yml", ".yaml")
_HELP = {
    "BB105": "Xem các khóa của khung chấm điểm ở trang «Các khóa của biên bản, văn bản, danh bạ».",
    "BB112": "Viết khung chấm điểm ngắn gọn, thẳng từng dòng.",
}
_MEND = "Sửa theo mẫu khung chấm điểm ở trang «Các khóa của biên bản, văn bản, danh bạ»."


@dataclass(frozen=True)
class OwnStandards:
    """The standards with the workspace's own frames, and what is wrong with its files of them."""

    standards: Standards
    findings: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """What one file gave: its frame, or why there is none and what it would be called."""

    path: str
    key: str
    frame: ScoreFrame | None = None
    findings: tuple[Coded, ...] = ()


def is_frame(path: str) -> bool:
    """Tell whether a file at `path` of the workspace holds a score frame."""
    pure = PurePosixPath(path)
    named = pure.suffix in _SUFFIXES and not pure.name.startswith(".")
    return named and pure.parent.as_posix() == FOLDER


def frame_paths(root: Path) -> list[str]:
    """Return the paths of the workspace's frames; a folder that is a link stands for all of it."""
    folder = root / FOLDER
    if folder.is_symlink():
        return [FOLDER]
    try:
        names = [f"{FOLDER}/{place.name}" for place in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:  # which opening it will tell
        return [FOLDER]
    return sorted(filter(is_frame, names))


def workspace_standards(root: Path, overlay: Mapping[str, bytes] | None = None) -> OwnStandards:
    """Return the standards with the frames of the workspace at `root`, and every fault of these.

    `overlay` holds texts that stand in place of files.
    """
    texts = overlay or {}
    paths = sorted({*frame_paths(root), *filter(is_frame, texts)})
    files = [*_apart(_read(root, path, texts.get(path)) for path in paths)]
    usable = [file.frame for file in files if file.frame]
    spoilt = [file.key for file in files if not file.frame]
    findings = tuple(found for file in files for found in file.findings)
    return OwnStandards(load_standards().with_frames(usable, spoilt), findings)


def _apart(files: Iterable[_File]) -> Iterator[_File]:
    """Yield the files, of those with one key without their frames: nobody knows which is meant."""
    every = [*files]
    count = Counter(file.key for file in every)
    first = {file.key: file.path for file in reversed(every)}
    for file in every:
        if count[file.key] == 1 or file.frame is None:
            yield file
        elif first[file.key] == file.path:
            yield _File(file.path, file.key)
        else:
            said = f"`ma` phải khác mã của {first[file.key]}, nhưng cũng là '{file.key}'"
            help = "Giữ một tệp, hoặc đổi `ma` của một trong hai."
            yield _File(file.path, file.key, None, (_finding("BB107", file.path, said, help),))


def _read(root: Path, path: str, data: bytes | None) -> _File:
    opened = open_plain(root, path) if data is None else data
    if not isinstance(opened, bytes):
        return _unreadable(path, *opened.problems)
    source = Source(opened, all_yaml=True)
    problem = _no_text(source)
    return _unreadable(path, problem) if problem else _frame(path, source)


def _unreadable(path: str, *problems: Problem) -> _File:
    found = local_findings(path, None, problems, load_standards())
    return _File(path, PurePosixPath(nfc(path)).stem, None, found)


def _no_text(source: Source) -> Problem | None:
    """Return the problem of a file that is no text in UTF-8."""
    data = source.data
    if encoding.is_archive(data):
        return Problem("BB101", START, "word")
    try:
        if "\0" not in source.raw:
            return None
    except UnicodeDecodeError as error:
        return Problem("BB101", encoding.place(data, error.start), encoding.guess(data))
    return Problem("BB101", START, encoding.guess(data))


def _frame(path: str, source: Source) -> _File:
    loaded = load_frame(source.text, nfc(path))
    if isinstance(loaded, ScoreFrame):
        return _File(path, loaded.key, loaded)
    loaded = loaded[:_MOST]
    meant = _meant(loaded)
    typed = {*meant.values()}
    told = [each for each in loaded if each.code != "BB106" or each.field not in typed]
    found = tuple(_coded(path, source, each, meant.get(each.field, "")) for each in told)
    return _File(path, frame_key(source.text, nfc(path)), None, found)


def _meant(problems: Iterable[FrameProblem]) -> dict[str, str]:
    """Return for each unknown key the missing one of the same group that it seems to be."""
    every = [(each.code, *each.field.rpartition(".")[::2]) for each in problems]
    absent: dict[str, list[str]] = {}
    for code, group, key in every:
        if code == "BB106":
            absent.setdefault(group, []).append(key)
    near = (
        (group, key, nearest(key, absent.get(group, ())))
        for code, group, key in every
        if code == "BB105"
    )
    return {_within(group, key): _within(group, found) for group, key, found in near if found}


def _within(group: str, key: str) -> str:
    return f"{group}.{key}" if group else key


def _coded(path: str, source: Source, problem: FrameProblem, meant: str) -> Coded:
    """Return the finding of one problem, in the words of its rule where they fit a frame."""
    at = source.original(problem.line, problem.column)
    if problem.code in ("BB103", "BB104", "BB106"):
        plain = Problem(problem.code, at, problem.field)
        told = _syntax(source, at) if problem.code == "BB103" else plain
        return local_findings(path, None, [told], load_standards())[0]
    help = joined(perhaps(meant.rpartition(".")[2]), _HELP.get(problem.code, _MEND))
    return _finding(problem.code, path, problem.message, help, at)


def _syntax(source: Source, at: Position) -> Problem:
    """Return why the YAML cannot be read, as it is told of documents."""
    try:
        compose(source.text)
    except UnreadableError as error:
        at = source.original(error.line + 1, error.column + 1)
        return Problem("BB103", at, error.reason, hint=error.hint)
    return Problem("BB103", at, "not a mapping")


def _finding(code: str, path: str, said: str, help: str, at: Position = START) -> Coded:
    return code, Finding(path, at, said, help)
