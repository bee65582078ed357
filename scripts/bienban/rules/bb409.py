"""BB409: a task given to a body has a member in charge too."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import tasks
from bienban.rules.wording import quoted


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each task for bodies alone; one with an unknown name among them may have a member."""
    for task in tasks(register, "BB409"):
        bodies = [assignee.body for assignee in task.assignees if assignee.body]
        if bodies and len(bodies) == len(task.assignees):
            names = quoted(body.name or body.id or "" for body in bodies)
            yield Finding.at(
                task.document,
                task.document.at(*task.loc, "giao_cho"),
                f"`giao_cho` phải có một đảng viên phụ trách, nhưng chỉ có {names}",
                "Thêm họ tên đảng viên chịu trách nhiệm trước chi bộ về việc này.",
            )


RULE = Rule(
    code="BB409",
    name="task-for-body-only",
    severity=Severity.WARNING,
    title="Việc giao cho tổ chức phải có một đảng viên phụ trách.",
    why="Tổ chức không sinh hoạt trong chi bộ; chi bộ hỏi kết quả ở một đảng viên.",
    mend="Thêm vào `giao_cho` họ tên đảng viên phụ trách tổ chức đó.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="      - Vũ Minh Hà\n    phoi_hop:\n      - ban-ctmt",
        bad="      - ban-ctmt\n    phoi_hop:\n      - Vũ Minh Hà",
    ),
    topic="conduct",
    cell=_check,
)
