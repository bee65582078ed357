"""BB604: papers are sent as many days ahead as the standard in force asks."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.register import sitting_name
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the sitting whose papers went out late, or that does not say when they did."""
    meeting, ahead = document.record, standards.conduct.papers_ahead_days
    if not isinstance(meeting, Meeting) or ahead is None or meeting.day is None:
        return
    stated = sitting_name(document.path)
    if document.broken("gui_tai_lieu") or (stated is not None and stated.day != meeting.day):
        return
    sent = meeting.papers_sent
    if sent is not None and (meeting.day - sent).days >= ahead:
        return
    said = "chưa ghi" if sent is None else f"là {show_day(sent)}"
    yield Finding.at(
        document,
        document.at("gui_tai_lieu"),
        f"`gui_tai_lieu` phải trước ngày họp ít nhất {ahead} ngày, nhưng {said}",
        "Ghi ngày đã gửi tài liệu lên Sổ tay; kỳ sau gửi sớm hơn.",
    )


RULE = Rule(
    code="BB604",
    name="papers-late",
    severity=Severity.WARNING,
    title="Tài liệu phải gửi đảng viên trước ngày họp.",
    why="Không đọc trước thì đến họp chỉ nghe, không góp ý được.",
    mend="Gửi tài liệu lên Sổ tay đảng viên trước, ghi ngày gửi ở `gui_tai_lieu`.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="gui_tai_lieu: 2026-01-03",
        bad="gui_tai_lieu: 2026-01-05",
    ),
    topic="conduct",
    figures=(("papers_ahead_days", "Gửi trước ít nhất (ngày)"),),
    document=_check,
)
