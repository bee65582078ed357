"""BB208: the meeting adopted the minutes (seed 002)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.proceedings import Part
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import in_bold, joined, near_heading, wrong_level
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the closing part without «Thông qua biên bản», with nothing under it, or in bold."""
    meeting, proceedings = document.record, document.proceedings
    if not isinstance(meeting, Meeting) or proceedings is None or meeting.kind is None:
        return
    yield from in_bold(document, Part.ADOPTION)
    adoption = proceedings.adoption
    if adoption is not None:
        if not adoption.text:
            yield Finding.at(
                document,
                adoption.heading.position,
                "«Thông qua biên bản» phải ghi kết quả, nhưng để trống",
                "Ghi ai đọc biên bản và chi bộ biểu quyết thế nào.",
            )
        return
    closing = [h for h in proceedings.headings if h.part is Part.CLOSING]
    accepted = [h for h in standards.conduct.headings(meeting.kind) if h.key is Part.ADOPTION]
    if closing and accepted:
        headings = proceedings.headings
        written = "Thêm «### Thông qua biên bản», ghi ai đọc và chi bộ nhất trí thế nào."
        yield Finding.at(
            document,
            closing[-1].position,
            "phần Kết thúc phải có «Thông qua biên bản», nhưng chưa có",
            wrong_level(headings, accepted[0])
            or joined(near_heading(headings, accepted[0]), written),
        )


RULE = Rule(
    code="BB208",
    name="minutes-not-adopted",
    severity=Severity.ERROR,
    title="Biên bản phải được đọc và thông qua trước khi kết thúc.",
    why="Biên bản không được thông qua thì không ai xác nhận nó ghi đúng.",
    mend="Thêm «### Thông qua biên bản» ở cuối, ghi ai đọc và kết quả.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="### Thông qua biên bản\n\nĐồng chí Trần Thị Bình đọc biên bản, chi bộ nhất trí "
        "100%.\n",
        bad="### Thông qua biên bản\n",
    ),
    topic="conduct",
    document=_check,
)
