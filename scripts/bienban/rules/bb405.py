"""BB405: a sitting hears of every task that was due before it and is still open.

The thường kỳ hears of the cell's tasks, chi ủy of its own.

One finding for each task at each sitting that leaves it out, not one for the task: every sitting's
minutes are a record of their own, and must hold the results of what was due by then.  Minutes that
are approved stay as they are, so the next sitting must be asked again, or the task is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.register import Register, Sitting, TaskFacts
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled


def _check(register: Register) -> Iterator[Finding]:
    """Yield each task, open and due strictly before a sitting, that its `theo_doi` leaves out."""
    for sitting in settled(register, "BB405"):
        if sitting.reports_sure:
            for task in register.tasks.due_at(sitting):
                if task.mentioned_at(sitting) is None:
                    yield _finding(sitting, task)


def _finding(sitting: Sitting, task: TaskFacts) -> Finding:
    due = f" (hạn {show_day(task.due)})" if task.due else ""
    return Finding.at(
        sitting.document,
        sitting.document.at_key("theo_doi"),
        f"`theo_doi` phải có nhiệm vụ {task.id}{due}, nhưng không nhắc đến",
        f"Thêm «nhiem_vu: {task.id}» với `trang_thai` nghe được tại kỳ họp: «{task.what}».",
    )


RULE = Rule(
    code="BB405",
    name="lost-task",
    severity=Severity.ERROR,
    title="Nhiệm vụ đã đến hạn mà chưa xong phải được nghe báo cáo ở kỳ họp.",
    why="Kết quả tháng trước là việc giao tháng trước; việc không ai hỏi đến là việc bị bỏ.",
    mend="Thêm vào `theo_doi`: hoàn thành, đang thực hiện, chậm tiến độ hay thôi thực hiện. "
    "Việc của chi ủy được theo dõi ở họp chi ủy.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="  - nhiem_vu: 2025-2027/01-NQ-CB/2\n    trang_thai: dang-thuc-hien\n",
        bad="",
    ),
    topic="conduct",
    register=_check,
)
