"""BB202: the three parts stand in their order, each once."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.proceedings import MAIN_PARTS
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield the first part that stands before one it should follow, or stands again."""
    if document.proceedings is None:
        return
    last = -1
    for heading in document.proceedings.parts():
        assert heading.part is not None
        place = MAIN_PARTS.index(heading.part)
        if place <= last:
            yield Finding.at(
                document,
                heading.position,
                f"phần «{heading.title}» phải đứng một lần, theo thứ tự Mở đầu, Nội dung, "
                "Kết thúc, nhưng ở đây đứng sai chỗ",
                "Chuyển phần này về đúng thứ tự, hoặc gộp hai phần cùng tên.",
            )
            return
        last = place


RULE = Rule(
    code="BB202",
    name="section-order",
    severity=Severity.ERROR,
    title="Ba phần của biên bản phải theo thứ tự Mở đầu, Nội dung, Kết thúc.",
    why="Biên bản ghi theo diễn biến; đảo thứ tự thì người đọc hiểu sai diễn biến.",
    mend="Sắp lại các phần theo đúng thứ tự, mỗi phần một lần.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="## I. Mở đầu\n\nChủ trì nêu lý do, giới thiệu khách mời và thông qua chương "
        "trình.\n\n"
        "## II. Nội dung\n",
        bad="## II. Nội dung\n\n## I. Mở đầu\n\nChủ trì nêu lý do.\n\n## II. Nội dung\n",
    ),
    topic="conduct",
    document=_check,
)
