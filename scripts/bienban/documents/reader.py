"""One file to one document: a pure function of path, bytes and standards.

A file that cannot be read at all has no document; its `Parsed` still says which identity its
path states, so that nothing is concluded from its absence.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from bienban.dates import parse_day
from bienban.documents import encoding, markup, requirements
from bienban.documents.astray import FOLDER, other_kind, proper_path
from bienban.documents.base import Record
from bienban.documents.checks import check
from bienban.documents.document import Document, Marks, Problem
from bienban.documents.faults import Fault
from bienban.documents.frontmatter import Loc, UnreadableError
from bienban.documents.frontmatter import read as read_tree
from bienban.documents.guidance import Guidance
from bienban.documents.late import Late
from bienban.documents.meeting import Meeting
from bienban.documents.mentions import names
from bienban.documents.minutes import read_proceedings
from bienban.documents.organization import Organization
from bienban.documents.outline import Lines, Outline, outline
from bienban.documents.position import START, Position
from bienban.documents.proceedings import Proceedings
from bienban.documents.resolution import Resolution
from bienban.documents.source import HIDDEN, Source
from bienban.documents.unframed import unframed
from bienban.standards import Standards
from bienban.text import is_nfc, nfc
from bienban.vocabulary import Kind

R = TypeVar("R", bound=Record)

MAX_BYTES = 2 * 1024 * 1024
"""The size beyond which no file is read (rule BB112)."""

MAX_HIDDEN = 20
"""How many hidden characters of one file are reported, so that a binary does not flood."""

ORGANIZATION = "organization.yml"
"""The file of the cell itself, and the place of findings about no file."""

GUIDANCE_FOLDER = "meetings/huong-dan/"
"""Where the superior's monthly guidance stands."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_SITTING = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z-]+?)(-\d+)?", re.ASCII)
_NTH = re.compile(r"-\d+", re.ASCII)
_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What reading one file gave: a document or None, and the problems found on the way.

    `id` is the identity that the path states, which stands where front matter gives none.
    """

    path: str
    id: str
    document: Document[Record] | None
    problems: tuple[Problem, ...]


def record_class(path: str) -> type[Record] | None:
    """Return what a file at `path` holds, or None where it is no file of the register."""
    if path == ORGANIZATION:
        return Organization
    if path.startswith(GUIDANCE_FOLDER):
        return Guidance if path.endswith((".yml", ".yaml")) else None
    if not path.endswith(".md"):
        return None
    if path.startswith("meetings/"):
        return Meeting
    return Resolution if path.startswith("resolutions/") else None


def path_id(path: str) -> str:
    """Return the identity that `path` states: `2026-01-05-thuong-ky`, `2025-2027/01-NQ-CB`."""
    folder, _, name = nfc(path).rpartition("/")
    stem = _stem(name)
    return f"{folder.rpartition('/')[2]}/{stem}" if path.startswith("resolutions/") else stem


def _stem(path: str) -> str:
    """Return the name of the file at `path` without how it ends.

    An object for each path takes a hundredth of the time of a cold run.
    """
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def mebibytes(size: int) -> str:
    """Return a size in MiB, rounded up, as people write it: `2,1`."""
    return f"{math.ceil(size * 10 / 1024 / 1024) / 10:.1f}".replace(".", ",")


def unread(path: str, code: str, reason: str, actual: str = "") -> Parsed:
    """Return the result of a file that could not even be opened as one (rule BB112)."""
    problem = Problem(code, START, subject=reason, actual=actual)
    return Parsed(path, path_id(path), None, (problem,))


def read(path: str, data: bytes, standards: Standards) -> Parsed:
    """Read the file at `path` of the workspace, whose kind the path decides.

    `path` is relative, with `/`, and one for which `record_class` names a class.
    """
    record = record_class(path)
    if record is None:
        message = f"no file of the register: {path}"
        raise ValueError(message)
    if len(data) > MAX_BYTES:
        return unread(path, "BB112", "size", mebibytes(len(data)))
    if encoding.is_archive(data):
        return unread(path, "BB101", "word")
    source = Source(data, all_yaml=not path.endswith(".md"))
    try:
        raw = source.raw
    except UnicodeDecodeError as error:
        at = encoding.place(data, error.start)
        problem = Problem("BB101", at, subject=encoding.guess(data))
        return Parsed(path, path_id(path), None, (problem,))
    if "\0" in raw:
        problem = Problem("BB101", START, subject=encoding.guess(data))
        return Parsed(path, path_id(path), None, (problem,))
    if len(pasted := encoding.pasted(source.text)) == 2:
        before = source.text[: pasted[0].start()]
        at = source.original(before.count("\n") + 1, len(before) - before.rfind("\n"))
        return Parsed(path, path_id(path), None, (Problem("BB101", at, subject="TCVN3"),))
    found = _read_source(path, source, record, standards)
    characters = _characters(source)
    if not characters:
        return found
    problems = (*characters, *found.problems)
    document = found.document.with_problems(problems) if found.document else None
    return Parsed(path, found.id, document, problems)


def _read_source(path: str, source: Source, record: type[Record], standards: Standards) -> Parsed:
    perhaps = "<" in source.text or ">" in source.text  # a hundred times as fast as the search
    conflict = _CONFLICT.search(source.text) if perhaps else None
    if conflict is not None:
        at = source.original(1 + source.text.count("\n", 0, conflict.start()), 1)
        problem = Problem("BB103", at, subject="conflict", hint="conflict")
        return Parsed(path, path_id(path), None, (problem,))
    front = source.front
    if front is None:
        return Parsed(path, path_id(path), None, (unframed(source),))
    try:
        reading = read_tree(source.tree, front)
    except UnreadableError as error:
        at = source.original(error.line + source.front_line, error.column + 1)
        problem = Problem(error.code, at, subject=error.reason, hint=error.hint)
        return Parsed(path, path_id(path), None, (problem,))
    other = other_kind(reading, record)
    if other is not None:
        return _astray(path, source, check(other, reading).record)
    tree = outline(source.body)
    place = _Placer(source, tree.lines)
    for excess, what in ((tree.too_deep, "nesting"), (tree.too_many, "events")):
        if excess is not None:
            problem = Problem("BB112", place(excess), subject=what)
            return Parsed(path, path_id(path), None, (problem,))
    checked = check(record, reading)
    requirements.complete(checked)
    body = markup.inspect(tree, place)
    document = Document(
        path=path,
        id=_identity(path, checked.record),
        record=checked.record,
        source=source,
        failed=frozenset(checked.failed),
        body=Late.of(_proceedings(path, checked.record, tree, place, standards)),
        links=body.links,
        named=names(source.text),
        torn=checked.torn,
        marks=Marks(partial(markup.capitals, tree.nodes, place)),
        problems=body.problems,
    )
    if not checked.faults:
        return Parsed(path, document.id, document, body.problems)
    faults = [_competence(fault, checked.record, standards) for fault in checked.faults]
    problems = (*(_problem(document, fault) for fault in faults), *body.problems)
    return Parsed(path, document.id, document.with_problems(problems), problems)


def _astray(path: str, source: Source, record: Record) -> Parsed:
    """Return what is known of a document that stands in the folder of the other kind.

    A paper may be any: which term it is of is not known here.
    """
    wanted = proper_path(path, record)
    id = _identity(wanted, record) if isinstance(record, Meeting) else _stem(wanted)
    at = source.position_of(("loai",), key=True)
    return Parsed(path, id, None, (Problem("BB108", at, FOLDER, actual=path, hint=wanted),))


def _problem(document: Document[Record], fault: Fault) -> Problem:
    if fault.mark is not None:
        line, column = fault.mark
        at = document.source.original(line + document.source.front_line, column + 1)
    else:
        at = document.at_key(*fault.loc) if fault.key else document.at(*fault.loc)
    return Problem(fault.code, at, _subject(fault.loc), fault.expected, fault.actual, fault.hint)


def _competence(fault: Fault, record: Record, standards: Standards) -> Fault:
    """Return a fault of `loai` as BB505 where it names a Party kind that no cell may issue."""
    if fault.loc != ("loai",) or not isinstance(record, Resolution):
        return fault
    papers = standards.on(record.day or date.max).papers
    return replace(fault, code="BB505") if papers.forbidden(fault.actual) else fault


def _subject(loc: Loc) -> str:
    """Return a place as messages name it: `nhiem_vu[2].han`, counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".")


def _characters(source: Source) -> tuple[Problem, ...]:
    """Return the problems of hidden characters and of text not in NFC."""
    if source.clean:
        return ()
    problems: list[Problem] = []
    for number, line in enumerate(source.lines, 1):
        for found in HIDDEN.finditer(line):
            at = Position(number, found.start() + 1)
            problems.append(Problem("BB110", at, actual=f"U+{ord(found[0]):04X}"))
            if len(problems) == MAX_HIDDEN:
                return tuple(problems)
    for number, line in enumerate(source.lines, 1):
        if not is_nfc(line):
            problems.append(Problem("BB109", Position(number, _first_change(line))))
            break
    return tuple(problems)


def _first_change(line: str) -> int:
    """Return the column of the first character that NFC would change."""
    pairs = zip(line, nfc(line), strict=False)
    return next((n for n, (one, other) in enumerate(pairs, 1) if one != other), len(line))


@dataclass(frozen=True, slots=True)
class _Placer:
    """Turns an offset of the body's outline into a place in the file as written.

    It is asked late, if at all: most places are those of no finding.
    """

    source: Source
    lines: Lines

    def __call__(self, offset: int) -> Position:
        line, column = self.lines.place(offset)
        return self.source.original(line + self.source.body_line, column + 1)


def proceedings_of(
    path: str, record: Record, source: Source, standards: Standards
) -> Proceedings | None:
    """Return the proceedings of minutes that were read before; None of any other document."""
    tree = outline(source.body)
    return _proceedings(path, record, tree, _Placer(source, tree.lines), standards)


def _proceedings(
    path: str, record: Record, tree: Outline, place: _Placer, standards: Standards
) -> Proceedings | None:
    if not isinstance(record, Meeting):
        return None
    stated = _SITTING.fullmatch(_stem(path))
    kind = record.kind or (stated and stated[2]) or Kind.THUONG_KY
    day = record.day or (stated and parse_day(stated[1])) or date.max
    known = standards.on(day).conduct.wordings(kind if kind in _KINDS else Kind.THUONG_KY)
    return read_proceedings(tree.nodes, known, place, len(record.agenda or ()))


def _identity(path: str, record: Record) -> str:
    """Return the identity by front matter, else by path.

    A second sitting of a kind on one day is told apart by its path only.
    """
    stated = path_id(path)
    if isinstance(record, Meeting) and record.day and record.kind:
        plain = f"{record.day}-{record.kind}"
        suffix = stated.removeprefix(plain)
        return stated if suffix and _NTH.fullmatch(suffix) else plain
    return stated
