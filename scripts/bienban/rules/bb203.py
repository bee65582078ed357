"""BB203: the agenda has as many items as the body has numbered headings."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.proceedings import Part
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield the first heading or agenda item that has no counterpart."""
    meeting, proceedings = document.record, document.proceedings
    if not isinstance(meeting, Meeting) or proceedings is None or document.broken("chuong_trinh"):
        return
    if all(heading.part is not Part.BODY for heading in proceedings.headings):
        return  # a missing part is BB201
    agenda, items = len(meeting.agenda or ()), len(proceedings.items)
    if agenda == items:
        return
    more = items > agenda
    yield Finding.at(
        document,
        proceedings.items[agenda].heading.position if more else document.at("chuong_trinh", items),
        f"`chuong_trinh` phải có số mục bằng số đề mục «### n. …» trong phần Nội dung, "
        f"nhưng là {agenda} mục và {items} đề mục",
        "Thêm mục vào `chuong_trinh`, hoặc bỏ số ở đề mục không phải nội dung họp."
        if more
        else "Viết đề mục «### n. …» cho từng mục của chương trình.",
    )


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
