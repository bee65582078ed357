"""BB602: every finished quarter on record has a theme."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import waived_months


def _check(register: Register) -> Iterator[Finding]:
    """Yield each quarter without a chuyên đề; a waiver of any of its months waives it."""
    waived = {month.quarter for month in waived_months(register, "BB602")}
    for quarter in register.calendar.quarters_without:
        if quarter not in waived:
            yield Finding.of_cell(
                f"mỗi quý phải có một kỳ sinh hoạt chuyên đề, nhưng {quarter.words} không có",
                "Bổ sung biên bản; chuyên đề họp ngoài quý thì ghi `quy` trong biên bản đó.",
                day=quarter.last,
            )


RULE = Rule(
    code="BB602",
    name="quarter-without-theme",
    severity=Severity.WARNING,
    title="Mỗi quý chi bộ phải sinh hoạt chuyên đề ít nhất một lần.",
    why="Chuyên đề là dịp bàn sâu một việc; thường kỳ không thay được.",
    mend="Tổ chức chuyên đề; họp bù ở quý sau thì ghi «quy: 2026-Q3» trong biên bản.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="chuyen_de: Học tập và làm theo Bác về nêu gương\n",
        bad="",
        case="example",
        note="Hết quý I mà không kỳ nào trong quý có chuyên đề.",
    ),
    topic="conduct",
    register=_check,
)
