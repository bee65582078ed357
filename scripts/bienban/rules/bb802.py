"""BB802: a sitting is scored where the standard in force asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the sitting without a score."""
    meeting = document.record
    if not isinstance(meeting, Meeting) or not standards.conduct.score_asked:
        return
    if meeting.day is None:
        return  # the standard in force is not known
    if meeting.score is None and not document.broken("danh_gia"):
        yield Finding.at(
            document,
            document.at("danh_gia"),
            "`danh_gia` phải ghi tổng điểm và xếp loại buổi sinh hoạt, nhưng chưa ghi",
            "Thêm `danh_gia` với `tong` và `xep_loai`.",
        )


RULE = Rule(
    code="BB802",
    name="score-missing",
    severity=Severity.WARNING,
    title="Buổi sinh hoạt phải được tự chấm điểm.",
    why="Chấm điểm từng kỳ là căn cứ xếp loại chất lượng sinh hoạt cuối năm.",
    mend="Chấm điểm ở cuối buổi và ghi vào `danh_gia`.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="danh_gia:\n  tong: 91\n  xep_loai: tot\n",
        bad="",
    ),
    topic="conduct",
    figures=(("score_asked", "Phải tự chấm điểm từng kỳ"),),
    document=_check,
)
