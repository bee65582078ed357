"""BB201: minutes have the three parts: opening, content, closing."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.position import Position
from bienban.documents.proceedings import MAIN_PARTS, Proceedings
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import in_bold, joined, near_heading, part_number, quoted, wrong_level
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield one finding that names every missing part, and each that stands as a bold line."""
    meeting, proceedings = document.record, document.proceedings
    if proceedings is None or not isinstance(meeting, Meeting) or meeting.kind is None:
        return
    yield from in_bold(document, *MAIN_PARTS)
    present = {heading.part for heading in proceedings.parts()}
    accepted = {h.key: h for h in standards.conduct.headings(meeting.kind)}
    missing = [accepted[part] for part in MAIN_PARTS if part in accepted and part not in present]
    if missing:
        headings = proceedings.headings
        hints = [wrong_level(headings, h) or near_heading(headings, h) for h in missing]
        titles = [
            f"## {part_number(h.key)}{h.title}" for h in missing if not wrong_level(headings, h)
        ]
        yield Finding.at(
            document,
            _place(document, proceedings),
            f"biên bản phải có đủ ba phần, nhưng thiếu {quoted(h.title for h in missing)}",
            joined(*hints, f"Thêm {quoted(titles)} vào đúng chỗ." if titles else ""),
        )


def _place(document: Document[Record], proceedings: Proceedings) -> Position:
    """Return the first heading, or the first line of the body where there is none."""
    if proceedings.headings:
        return proceedings.headings[0].position
    return Position(document.source.body_line, 1)


RULE = Rule(
    code="BB201",
    name="missing-section",
    severity=Severity.ERROR,
    title="Biên bản phải có đủ ba phần: Mở đầu, Nội dung, Kết thúc.",
    why="Ba phần theo đúng trình tự một buổi sinh hoạt; thiếu phần nào là thiếu bước đó.",
    mend="Thêm đề mục «## I. Mở đầu», «## II. Nội dung» hoặc «## III. Kết thúc».",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="## III. Kết thúc\n",
        bad="",
    ),
    topic="conduct",
    document=_check,
)
