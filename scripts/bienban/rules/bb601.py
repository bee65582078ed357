"""BB601: every finished month on record has its thường kỳ."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import Month, months
from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import waived_months


def _check(register: Register) -> Iterator[Finding]:
    """Yield one finding for each run of months without a thường kỳ, waived months left out."""
    waived = waived_months(register, "BB601")
    for first, last in register.calendar.months_without:
        for run in _runs([m for m in months(first, last) if m not in waived]):
            whole = f"tháng {run[-1].words}"
            if len(run) > 1:
                whole = f"từ tháng {run[0].words} đến {whole}"
            yield Finding.of_cell(
                f"mỗi tháng phải có một kỳ sinh hoạt thường kỳ, nhưng {whole} không có",
                "Bổ sung biên bản còn thiếu; tháng thật sự không họp thì ghi lý do ở `mien_tru` "
                "của organization.yml.",
                day=run[-1].last,
            )


def _runs(missing: list[Month]) -> Iterator[list[Month]]:
    run: list[Month] = []
    for month in missing:
        if run and run[-1].next != month:
            yield run
            run = []
        run.append(month)
    if run:
        yield run


RULE = Rule(
    code="BB601",
    name="month-without-meeting",
    severity=Severity.WARNING,
    title="Mỗi tháng chi bộ phải sinh hoạt thường kỳ một lần.",
    why="Bỏ sinh hoạt là vi phạm chế độ Điều lệ quy định; việc tháng trước không ai kiểm điểm.",
    mend="Bổ sung biên bản, hoặc ghi lý do tháng không họp ở `mien_tru` (mã, tháng, lý do).",
    example=Example(
        path="organization.yml",
        good="  - ma: BB601\n    thang: 2026-03\n    ly_do: Cả chi bộ tham gia chống lũ\n",
        bad="",
        case="example",
        note="Hết tháng 3 mà không có biên bản thường kỳ nào của tháng 3, cũng không ghi lý do.",
    ),
    topic="conduct",
    figures=(("meetings_per_month", "Số kỳ thường kỳ mỗi tháng"),),
    register=_check,
)
