"""BB406: what `theo_doi` follows is a task that was given."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import NoTask, NoTaskReason, Register, Sitting, TaskFacts, split_task
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings
from bienban.rules.wording import joined, perhaps


def _check(register: Register) -> Iterator[Finding]:
    """Yield each reference to a task that is not on record, and would be if it were a task."""
    for sitting in sittings(register, "BB406"):
        for report in sitting.reports:
            task = report.task
            if isinstance(task, TaskFacts) and _given_later(task, sitting):
                yield Finding.at(
                    sitting.document,
                    sitting.document.at(*report.loc, "nhiem_vu"),
                    f"`nhiem_vu` phải là nhiệm vụ đã giao, nhưng '{report.record.task}' "
                    "giao sau kỳ họp này",
                    "Ghi đúng mã nhiệm vụ đã nghe báo cáo.",
                )
            if isinstance(task, NoTask) and task.why is NoTaskReason.UNKNOWN:
                yield Finding.at(
                    sitting.document,
                    sitting.document.at(*report.loc, "nhiem_vu"),
                    f"`nhiem_vu` phải là mã một nhiệm vụ trong sổ, nhưng là '{task.ref}'",
                    joined(
                        perhaps(task.nearest or _nearest(register, task.ref)),
                        "Mã nhiệm vụ là mã biên bản hoặc văn bản, dấu «/» và số thứ tự, "
                        "ví dụ 2025-2027/01-NQ-CB/1.",
                    ),
                )


def _given_later(task: TaskFacts, sitting: Sitting) -> bool:
    """Tell whether the task surely was given after `sitting`, which cannot have heard of it."""
    giver = task.sitting
    if giver is not None:
        return not giver.misplaced and not sitting.misplaced and giver.order > sitting.order
    paper = task.paper
    if paper is None or paper.record.meeting or paper.misplaced or sitting.misplaced:
        return False
    return paper.day is not None and paper.day > (sitting.day or paper.day)


def _nearest(register: Register, ref: str) -> str | None:
    """Return the last task of the document that `ref` names, or of the one most like it."""
    parts = split_task(ref)
    document = parts[0] if parts else ref
    found = register.find(document) or register.find(register.nearest(document) or "")
    tasks = [task for task in register.tasks if task.document is found] if found else []
    wanted = min(parts[1], len(tasks)) if parts and tasks else 1
    return tasks[wanted - 1].id if tasks else None


RULE = Rule(
    code="BB406",
    name="unknown-task",
    severity=Severity.ERROR,
    title="Nhiệm vụ được theo dõi phải là nhiệm vụ đã giao.",
    why="Mã ghi sai thì kết quả báo cáo rơi vào chỗ không ai tìm thấy. "
    "Nhiệm vụ có từ trước khi lập sổ thì được ghi như chữ.",
    mend="Ghi đúng mã: mã biên bản hoặc văn bản, dấu «/» và số thứ tự của nhiệm vụ.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="    ghi_chu: Xong ngày 24/01\n",
        bad="    ghi_chu: Xong ngày 24/01\n"
        "  - nhiem_vu: 2025-2027/01-NQ-CB/9\n    trang_thai: hoan-thanh\n",
    ),
    register=_check,
)
