"""Each change that a branch brings as text that people read: words, not YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from bienban.approval.prose import compare_bodies, compare_lines
from bienban.approval.statements import Statement, compare, statements
from bienban.dates import show_day
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting, Score
from bienban.documents.organization import Organization
from bienban.documents.reader import read
from bienban.documents.resolution import Resolution
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.standards import ScoreFrame

_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """One file's change: its path, what it is, how it changed, and every line that says it."""

    path: str
    title: str
    act: str
    lines: tuple[str, ...]


_OUTCOMES = {True: "được thông qua", False: "không được thông qua"}

NEW, CHANGED, GONE = "mới", "sửa", "bỏ"
"""How a file changed."""


def describe(path: str, old: bytes | None, new: bytes | None, register: Register) -> Told:
    """Tell how `path` changes from `old` to `new`; None where it is not there.

    `register` is that of the merged result, from which attendance and votes are derived.
    """
    parse = partial(_document, path, register=register)
    before = parse(old) if old is not None else None
    after = parse(new) if new is not None else None
    act = NEW if old is None else GONE if new is None else CHANGED
    title = _title(after or before, register)
    if act == GONE:
        return Told(path, title, act, tuple(_whole(before, old, register)))
    if act == NEW:
        return Told(path, title, act, (*_whole(after, new, register), *_facts(path, register)))
    lines = [*_changes(before, after, register)] if before and after else []
    lines = lines or [*_raw_changes(old or b"", new or b"")]
    return Told(path, title, act, (*lines, *_facts(path, register)))


def _document(path: str, data: bytes, register: Register) -> Document[Record] | None:
    """Read one version of a file; None where it is no document or holds what cannot be read.

    A version with broken values is told line by line, as its record would leave them out.
    """
    if not path.endswith((".md", ".yml")) or path.startswith("khung-diem/"):
        return None
    document = read(path, data, register.standards).document
    return None if document is None or document.failed else document


def _title(document: Document[Record] | None, register: Register) -> str:
    record = document.record if document else None
    if isinstance(record, Meeting) and record.kind and record.day:
        planned = " (dự kiến)" if record.planned else ""
        return f"{record.kind.label} ngày {show_day(record.day)}{planned}"
    if isinstance(record, Resolution) and document and record.kind:
        facts = register.paper(document.path)
        number = facts.title if facts else record.kind.label
        return f"{number}: {record.subject or ''}"
    if isinstance(record, Guidance) and record.month:
        return f"Hướng dẫn của cấp trên tháng {record.month.words}"
    return "Danh bạ và quy ước của chi bộ" if isinstance(record, Organization) else ""


def _whole(
    document: Document[Record] | None, data: bytes | None, register: Register
) -> Iterator[str]:
    """Yield a whole document: what its record says, then its text."""
    if document is None:
        yield from _raw(data or b"")
        return
    yield from (_sentence(statement) for statement in statements(_spelt(document.record, register)))
    yield from _comments("", document.source.front or "")
    body = document.source.body.strip()
    if body:
        yield ""
        yield from body.split("\n")


def _sentence(statement: Statement) -> str:
    return f"{statement.matter}: {statement.text}"


def _frame(score: Score, day: date | None, register: Register) -> ScoreFrame | None:
    """Return the frame of a sitting of `day`; else any that knows the grade, for its name."""
    frames = register.standards.frames.values()
    known = (frame for frame in frames if frame.band(score.grade or ""))
    return register.frame_on(day) or next(known, None)


def _spelt(record: Record, register: Register) -> Record:
    """Return `record` with the grade and the items of its score as the frame words them."""
    found = record.score if isinstance(record, Meeting) else None
    day = record.day if isinstance(record, Meeting) else None
    frame = _frame(found, day, register) if found else None
    if found is None or frame is None:
        return record
    items = {line.key: line.label for line in frame.items}
    band = frame.band(found.grade or "")
    told = {
        "grade": band.label if band else found.grade,
        "points": {items.get(name, name): count for name, count in (found.points or {}).items()},
    }
    return record.model_copy(update={"score": found.model_copy(update=told)})


def _changes(
    before: Document[Record], after: Document[Record], register: Register
) -> Iterator[str]:
    old, new = (statements(_spelt(document.record, register)) for document in (before, after))
    yield from compare(old, new)
    yield from _comments(before.source.front or "", after.source.front or "")
    yield from compare_bodies(before.source.body, after.source.body)


def _comments(old: str, new: str) -> Iterator[str]:
    """Yield the remarks in front matter, which no record holds."""
    was, now = _COMMENT.findall(old), _COMMENT.findall(new)
    yield from (f"Bỏ ghi chú: {line.strip()}" for line in was if line not in now)
    yield from (f"Thêm ghi chú: {line.strip()}" for line in now if line not in was)


def _raw(data: bytes) -> Iterator[str]:
    text = _text(data)
    if text is None:
        yield f"Tệp nhị phân, {len(data)} byte; hãy mở tệp để xem"
    else:
        yield from text.splitlines()


def _raw_changes(old: bytes, new: bytes) -> Iterator[str]:
    was, now = _text(old), _text(new)
    if was is None or now is None:
        yield f"Tệp nhị phân đổi từ {len(old)} thành {len(new)} byte; hãy mở tệp để xem"
        return
    lines = [*compare_lines(was, now)]
    yield from lines or ["Chỉ đổi dấu xuống dòng"]


def _text(data: bytes) -> str | None:
    try:
        return None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _facts(path: str, register: Register) -> Iterator[str]:
    """Yield what the register derives: who was there, and which votes carried."""
    sitting = register.sitting(path)
    if sitting is not None and sitting.held:
        told = [*_attendance(sitting), *_votes(sitting)]
        yield from ["", "Sổ tính ra:", *told] if told else []


def _attendance(sitting: Sitting) -> Iterator[str]:
    if sitting.attendance is not None:
        counts = sitting.attendance.counts
        yield (
            f"Có mặt {counts.present}/{counts.total} đảng viên; vắng có lý do "
            f"{counts.absent_with}, không lý do {counts.absent_without}"
        )


def _votes(sitting: Sitting) -> Iterator[str]:
    for vote in sitting.votes:
        outcome = "" if vote.carried is None else _OUTCOMES[vote.carried]
        words = "; ".join(filter(None, (vote.formula, outcome)))
        if words:
            yield f"Biểu quyết {vote.number}: {words}"
