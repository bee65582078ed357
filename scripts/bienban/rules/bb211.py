"""BB211: a thường kỳ treats every subject that the standard asks for."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import quoted
from bienban.standards import StandardsOfDay
from bienban.vocabulary import Subject


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield one finding that names every subject missing from the agenda."""
    meeting = document.record
    if not isinstance(meeting, Meeting) or document.broken("chuong_trinh"):
        return
    treated = {group for item in meeting.agenda or () for group in item.groups or ()}
    missing = [Subject(s) for s in standards.conduct.required_subjects if s not in treated]
    if missing:
        yield Finding.at(
            document,
            document.at_key("chuong_trinh"),
            "`chuong_trinh` phải có đủ các nhóm nội dung của kỳ thường kỳ, "
            f"nhưng thiếu {quoted(subject.label for subject in missing)}",
            f"Thêm mục có «nhom: {missing[0]}», hoặc ghi đúng nhóm cho mục đã bàn.",
        )


RULE = Rule(
    code="BB211",
    name="missing-subject",
    severity=Severity.WARNING,
    title="Sinh hoạt thường kỳ phải có đủ các nhóm nội dung.",
    why="Bỏ phần tư tưởng hay xây dựng Đảng thì sinh hoạt chi bộ thành họp chuyên môn.",
    mend="Bổ sung nội dung còn thiếu ở kỳ sau, hoặc ghi đúng nhóm cho mục đã bàn.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="  - nhom: xay-dung-dang\n  - nhom: nhiem-vu-thang-toi\n",
        bad="  - nhom: khac\n  - nhom: nhiem-vu-thang-toi\n",
    ),
    topic="conduct",
    document=_check,
)
