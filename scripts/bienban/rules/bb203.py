"""BB203: the agenda has as many items as the body has numbered headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.proceedings import MAIN_PARTS, Heading, Part, Proceedings
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import in_bold, joined
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each item in bold, and the first heading or agenda item that has no counterpart."""
    yield from in_bold(document, None, Part.COMMON_DISCUSSION, Part.GUESTS, Part.PAPERS_READ)
    meeting, proceedings = document.record, document.proceedings
    if not isinstance(meeting, Meeting) or proceedings is None or document.broken("chuong_trinh"):
        return
    if all(heading.part is not Part.BODY for heading in proceedings.headings):
        return  # a missing part is BB201
    agenda = len(meeting.agenda or ())
    numbered = [item.heading for item in proceedings.items if item.heading.number is not None]
    # A common discussion may be on the agenda or not, so without a number it counts either way.
    if agenda in (len(numbered), len(proceedings.items)):
        return
    missing = _first_missing([heading.number for heading in numbered])
    more = len(numbered) > agenda
    yield Finding.at(
        document,
        numbered[agenda].position
        if more
        else document.at("chuong_trinh", min(missing, agenda) - 1),
        f"`chuong_trinh` phải có số mục bằng số đề mục «### n. …» trong phần Nội dung, "
        f"nhưng là {agenda} mục và {len(numbered)} đề mục",
        _too_many(numbered[agenda]) if more else _too_few(document, proceedings, missing),
    )


def _first_missing(numbers: list[int | None]) -> int:
    """Return the first number that is not there, counted from 1: of 1, 2, 4 it is 3."""
    return next(n for n in range(1, len(numbers) + 2) if n not in numbers)


def _too_many(heading: Heading) -> str:
    return (
        f"Đề mục «### {heading.number}. {heading.title}» không ứng với mục nào: "
        "thêm mục vào `chuong_trinh`, hoặc bỏ số ở đề mục không phải nội dung họp."
    )


def _too_few(document: Document[Record], proceedings: Proceedings, missing: int) -> str:
    written = (
        f"Mục thứ {missing} của `chuong_trinh` chưa có đề mục: "
        f"viết «### {missing}. …» trong phần Nội dung."
    )
    return joined(_nearly(document, proceedings), written)


_GLUED = re.compile(r"#{2,4}[^\s#].*")


def _nearly(document: Document[Record], proceedings: Proceedings) -> str:
    """Return the sentence on a line that was meant to be a numbered heading, or nothing."""
    for number, line in enumerate(document.source.body.split("\n"), document.source.body_line):
        if _GLUED.fullmatch(line):
            return f"Dòng {number} «{line[:40]}» thiếu dấu cách sau các dấu #."
    parts = [h.part for h in proceedings.headings]
    first = parts.index(Part.BODY) if Part.BODY in parts else len(parts)
    for heading in proceedings.headings[first + 1 :]:
        if heading.part in MAIN_PARTS:
            break
        if heading.part is None and (heading.level == 3) != (heading.number is not None):
            return f"Đề mục «{heading.title}» ở dòng {heading.position.line} " + (
                "chưa có số." if heading.number is None else "phải có ba dấu #."
            )
    return ""


RULE = Rule(
    code="BB203",
    name="agenda-mismatch",
    severity=Severity.ERROR,
    title="Số mục của chương trình phải bằng số đề mục đánh số trong phần Nội dung.",
    why="Mục thứ n của chương trình lấy tên từ đề mục thứ n; lệch số thì mọi thống kê đều lệch.",
    mend="Cho chương trình và phần Nội dung khớp nhau từng mục.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="### 3. Công tác xây dựng Đảng\n",
        bad="### Công tác xây dựng Đảng\n",
    ),
    document=_check,
)
