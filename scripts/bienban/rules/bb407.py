"""BB407: a task that was closed is not heard of again."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.register import Register, Report, TaskFacts
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings


def _check(register: Register) -> Iterator[Finding]:
    """Yield each report of a task after the one that closed it."""
    for sitting in sittings(register, "BB407"):
        for report in sitting.reports:
            if isinstance(report.task, TaskFacts) and report.after_closing:
                yield Finding.at(
                    sitting.document,
                    sitting.document.at(*report.loc, "nhiem_vu"),
                    f"`nhiem_vu` phải là nhiệm vụ còn mở, nhưng '{report.record.task}' "
                    f"{_closing(report.task.closed_by)}",
                    "Bỏ mục này; nếu việc chưa xong thì giao một nhiệm vụ mới.",
                )


def _closing(report: Report | None) -> str:
    if report is None or report.state is None:
        return "đã đóng"
    day = f" ngày {show_day(report.day)}" if report.day else ""
    return f"đã {report.state.label} theo biên bản{day}"


RULE = Rule(
    code="BB407",
    name="task-already-closed",
    severity=Severity.ERROR,
    title="Nhiệm vụ đã hoàn thành hoặc thôi thực hiện thì không theo dõi nữa.",
    why="Một nhiệm vụ vừa xong vừa chưa xong thì không kết quả nào đáng tin.",
    mend="Bỏ mục đó khỏi `theo_doi`; nếu phải làm tiếp thì giao nhiệm vụ mới.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="    ghi_chu: Xong ngày 24/01\n",
        bad="    ghi_chu: Xong ngày 24/01\n"
        "  - nhiem_vu: 2025-2027/01-NQ-CB/1\n    trang_thai: hoan-thanh\n",
    ),
    topic="conduct",
    register=_check,
)
