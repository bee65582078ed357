"""BB304: attendance is over the standard's rate, and nobody is absent without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bienban.diagnostics import Severity
from bienban.register import Attendance, Sitting
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.presence import listed_absent
from bienban.rules.scope import settled
from bienban.rules.wording import percent
from bienban.standards import Conduct


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each sitting with too few present, and each absence without a reason."""
    for sitting in settled(register, "BB304"):
        attendance, standards = sitting.attendance, sitting.standards
        if attendance is not None and standards is not None:
            yield from _too_few(sitting, attendance, standards.conduct)
            yield from _without_reason(sitting, attendance, standards.conduct)


def _too_few(sitting: Sitting, attendance: Attendance, conduct: Conduct) -> Iterator[Finding]:
    """Yield the sitting whose rate is at or under the standard's."""
    present, expected = len(attendance.present), attendance.expected
    if not expected or conduct.attendance_enough(present, expected):
        return
    yield Finding.at(
        sitting.document,
        sitting.document.at_key("vang"),
        f"tỷ lệ dự họp phải trên {percent(conduct.attendance_rate)}, nhưng là "
        f"{present}/{expected} ({percent(Fraction(present, expected))})",
        "Xem lại `vang`; nếu đúng như vậy thì nhắc nhở, rút kinh nghiệm trong kỳ họp.",
    )


def _without_reason(
    sitting: Sitting, attendance: Attendance, conduct: Conduct
) -> Iterator[Finding]:
    """Yield everybody absent without a reason, where the standard bears none of them."""
    without = {absence.standing.person: absence.reason for absence in attendance.absent_without}
    if len(without) <= conduct.absences_without_reason:
        return
    for person, text in listed_absent(sitting):
        if person in without:
            yield Finding.at(
                sitting.document,
                sitting.document.at_key("vang", text),
                f"`vang` phải có lý do, nhưng «{person.name}» là '{without[person]}'",
                "Nhắc nhở người vắng; nếu thật ra có lý do thì ghi lý do đó.",
            )


RULE = Rule(
    code="BB304",
    name="low-attendance",
    severity=Severity.WARNING,
    title="Tỷ lệ dự họp phải trên mức của hướng dẫn, và không ai vắng không lý do.",
    why="Tỷ lệ dự họp là tiêu chí đánh giá chất lượng sinh hoạt; đúng bằng mức là chưa đạt. "
    "Người được miễn, tạm sinh hoạt nơi khác hoặc bị đình chỉ mà không đến thì không tính.",
    mend="Xem lại danh sách `vang`; nếu đúng thì nhắc nhở và vận động đảng viên dự họp.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  Lê Văn Cường: đi công tác",
        bad="  Lê Văn Cường: không lý do",
    ),
    topic="conduct",
    figures=(("attendance_rate", "Tỷ lệ dự họp phải trên"),),
    cell=_check,
)
