"""BB408: every official member has a task over three consecutive thường kỳ (seed 004)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Person, Register, Roll, Sitting, Standing, TaskFacts
from bienban.register.index import AnyDocument
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled

_NAMES = ("giao_cho", "phoi_hop")


@dataclass(slots=True)
class _Load:
    """What one person has to do, as time goes on: tasks to come, and those taken up."""

    coming: list[TaskFacts]
    open: list[TaskFacts] = field(default_factory=list)

    def has_any_at(self, sitting: Sitting) -> bool:
        """Tell whether the person got a task since the last call, or had one still open."""
        self.open = [task for task in self.open if not task.closed_before(sitting)]
        got = 0
        while got < len(self.coming) and _given(self.coming[got]) <= sitting.order[0]:
            got += 1
        taken, self.coming = self.coming[:got], self.coming[got:]
        self.open.extend(taken)
        return bool(self.open)


def _check(register: Register) -> Iterator[Finding]:
    """Yield, once for each row of sittings, the member who had no task over so many of them."""
    until = _sure_until(register)
    loads = {person: _load(register, person) for person in register.roster.people}
    rows: dict[Person, int] = {}
    for sitting in settled(register, "BB408"):
        if sitting.order[0] >= until or sitting.roll is None or sitting.standards is None:
            return
        least = sitting.standards.conduct.sittings_without_task
        idle = _idle(loads, sitting, sitting.roll)
        rows = {person: rows.get(person, 0) + 1 for person in idle}
        for person in idle:
            if rows[person] == least:
                yield _finding(sitting, person, least)


def _load(register: Register, person: Person) -> _Load:
    given = [task for task in register.tasks.of(person) if not _planned(task)]
    return _Load(sorted(given, key=lambda task: (_given(task), task.id)))


def _idle(loads: dict[Person, _Load], sitting: Sitting, roll: Roll) -> list[Person]:
    """Return those who should have a task at `sitting` and have none; each load moves on."""
    busy = {s.person for s in roll if loads[s.person].has_any_at(sitting)}
    return [s.person for s in roll if _should_have_one(s) and s.person not in busy]


def _should_have_one(standing: Standing) -> bool:
    """Tell whether somebody is an official member of this cell who takes part in its life."""
    return standing.official and not standing.visiting and not standing.excused


def _given(task: TaskFacts) -> date:
    """Return the day a task was given: that of its sitting, even where its paper came later."""
    sitting = task.sitting
    return (sitting.stated_day if sitting else None) or task.day or date.min


def _planned(task: TaskFacts) -> bool:
    return task.sitting is not None and task.sitting.planned


def _sure_until(register: Register) -> date:
    """Return the day from which somebody may have a task that cannot be read."""
    if not register.roster.sure or any(person.unsure for person in register.roster.people):
        return date.min
    index = register.index
    if index.unreadable_papers:
        return date.min
    doubts = [doubt.day or date.min for doubt in index.unreadable_sittings]
    documents: list[AnyDocument] = [*register.library.meetings, *register.library.resolutions]
    doubts += [d.record.day or date.min for d in documents if _unread_names(d)]
    doubts += [_given(task) for task in register.tasks if _names_nobody(task)]
    return min(doubts, default=date.max)


def _unread_names(document: AnyDocument) -> bool:
    """Tell whether a task, or a name in one, could not be read."""
    lost = (place for place in document.failed if place[:1] == ("nhiem_vu",))
    return any(len(place) < 3 or place[2] in _NAMES for place in lost)


def _names_nobody(task: TaskFacts) -> bool:
    """Tell whether a task is given to nobody, or a name in it is not known: anybody may have it."""
    known = all(assignee.known for assignee in (*task.assignees, *task.helpers))
    return not task.assignees or not known


def _finding(sitting: Sitting, person: Person, least: int) -> Finding:
    return Finding.at(
        sitting.document,
        sitting.document.at_key("nhiem_vu"),
        f"mỗi đảng viên chính thức phải được giao việc, nhưng «{person.name}» không có nhiệm vụ "
        f"nào qua {least} kỳ thường kỳ liên tiếp",
        f"Giao cho «{person.name}» một nhiệm vụ, có thể là việc thường xuyên.",
    )


RULE = Rule(
    code="BB408",
    name="member-without-task",
    severity=Severity.WARNING,
    title="Mỗi đảng viên chính thức phải có nhiệm vụ, kể cả việc thường xuyên.",
    why="Nhiệm vụ được giao là căn cứ để cuối năm kiểm điểm, xếp loại; ba kỳ liền không có việc "
    "thì không có gì để xét. Người được miễn sinh hoạt hoặc sinh hoạt nơi khác không tính.",
    mend="Giao cho đồng chí đó một nhiệm vụ ở biên bản hoặc nghị quyết của kỳ họp.",
    example=Example(
        path="meetings/2026/2026-02-26-thuong-ky.md",
        good="    phoi_hop:\n      - Trần Thị Bình\n",
        bad="",
        case="example",
        note="Đến kỳ này đã ba kỳ liền đồng chí Trần Thị Bình không có việc nào.",
    ),
    topic="conduct",
    register=_check,
)
