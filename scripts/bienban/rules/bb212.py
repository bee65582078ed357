"""BB212: professional matters do not take more than their share of a thường kỳ (seeds 000, 003)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import AgendaItem, Meeting
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay
from bienban.vocabulary import Subject


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the agenda whose items are all timed, and over the share of it professional."""
    meeting = document.record
    if not isinstance(meeting, Meeting) or document.broken("chuong_trinh"):
        return
    agenda = meeting.agenda or ()
    if not agenda or any(item.minutes is None for item in agenda):
        return
    total = sum(item.minutes or 0 for item in agenda)
    professional = sum(item.minutes or 0 for item in agenda if _professional(item))
    share = standards.conduct.professional_share
    if professional * share.denominator > total * share.numerator:
        yield Finding.at(
            document,
            document.at_key("chuong_trinh"),
            f"phần chuyên môn phải không quá {share} thời gian, "
            f"nhưng là {professional} trong {total} phút",
            "Chuyển việc chuyên môn sang họp cơ quan; dành thời gian cho công tác Đảng.",
        )


def _professional(item: AgendaItem) -> bool:
    """Tell whether an item is professional and nothing else."""
    return set(item.groups or ()) == {Subject.CHUYEN_MON}


RULE = Rule(
    code="BB212",
    name="professional-dominates",
    severity=Severity.WARNING,
    title="Việc chuyên môn không được chiếm quá nửa thời gian sinh hoạt.",
    why="Đồng nhất họp chi bộ với họp cơ quan thì kiểm tra, giám sát và xây dựng Đảng bị bỏ qua.",
    mend="Giảm phần chuyên môn, hoặc ghi đúng nhóm cho mục không phải chuyên môn.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  - nhom: xay-dung-dang\n    phut: 30\n"
        "  - nhom: [nhiem-vu-thang-toi, chuyen-mon]\n    phut: 40\n",
        bad="  - nhom: [xay-dung-dang, nhiem-vu-thang-toi]\n    phut: 30\n"
        "  - nhom: chuyen-mon\n    phut: 91\n",
    ),
    topic="conduct",
    figures=(("professional_share", "Phần chuyên môn nhiều nhất"),),
    document=_check,
)
