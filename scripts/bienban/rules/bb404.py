"""BB404: no task is due before the sitting that gives it; the same day is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.register import Register, TaskFacts
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import tasks


def _check(register: Register) -> Iterator[Finding]:
    """Yield each task whose day is before its sitting, or before its paper where it has none."""
    for task in tasks(register, "BB404"):
        given = _given(task) if task.due is not None else None
        if task.due is not None and given is not None and task.due < given:
            if task.paper is not None and task.paper.voted_elsewhere:
                continue  # BB503 says that the sitting is another
            yield Finding.at(
                task.document,
                task.document.at(*task.loc, "han"),
                f"`han` phải từ ngày {show_day(given)} trở đi, nhưng là '{show_day(task.due)}'",
                "Sửa hạn; có thể đã ghi nhầm tháng hoặc năm.",
            )


def _given(task: TaskFacts) -> date | None:
    """Return the earliest day on which the task may have been given; None where it is not known."""
    sitting, paper = task.sitting, task.paper
    if sitting is not None:
        days = [day for day in (sitting.day, sitting.stated_day, _stated(task)) if day]
        return min(days) if sitting.day else None
    if paper is None or paper.record.meeting or paper.document.broken("cuoc_hop"):
        return None
    return paper.day


def _stated(task: TaskFacts) -> date | None:
    """Return the day that the path of the task's sitting states, for where BB108 doubts `ngay`."""
    sitting = task.sitting
    return sitting.stated.day if sitting and sitting.stated else None


RULE = Rule(
    code="BB404",
    name="deadline-before-meeting",
    severity=Severity.ERROR,
    title="Hạn của nhiệm vụ không được trước ngày họp.",
    why="Việc giao hôm nay không thể xong từ hôm qua; thường là ghi nhầm tháng, nhất là cuối năm.",
    mend="Sửa `han`. Hạn trong chính ngày họp thì được.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="    han: 2026-01-25",
        bad="    han: 2025-01-25",
    ),
    topic="conduct",
    register=_check,
)
