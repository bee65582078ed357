"""BB408: every official member has a task over three consecutive thường kỳ (seed 004)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Person, Register, Roll, Sitting, Standing, TaskFacts
from bienban.register.index import AnyDocument
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled

_NAMES = ("giao_cho", "phoi_hop")


class _Loads:
    """Who has something to do, as time goes on: tasks to come, and those taken up."""

    def __init__(self, tasks: Iterable[TaskFacts]) -> None:
        given = [(_given(task), task) for task in tasks if not _planned(task)]
        self.coming = deque(sorted(given, key=lambda pair: pair[0]))
        self.open: dict[Person, list[TaskFacts]] = {}
        self.got: set[Person] = set()

    def busy_at(self, sitting: Sitting, roll: Roll) -> set[Person]:
        """Return those of `roll` who got a task since they were last asked, or have one open."""
        while self.coming and self.coming[0][0] <= sitting.order[0]:
            _, task = self.coming.popleft()
            for person in task.people:
                self.open.setdefault(person, []).append(task)
                self.got.add(person)
        busy = {s.person for s in roll if s.person in self.got or self._open_at(sitting, s.person)}
        self.got -= busy
        return busy

    def _open_at(self, sitting: Sitting, person: Person) -> bool:
        """Tell whether a task of `person` is still open, and forget those that are closed."""
        tasks = self.open.get(person, [])
        while tasks and tasks[-1].closed_before(sitting):
            tasks.pop()
        return bool(tasks)


def _check(register: Register) -> Iterator[Finding]:
    """Yield, once for each row of sittings, the member who had no task over so many of them."""
    until = _sure_until(register)
    loads = _Loads(register.tasks)
    rows: dict[Person, int] = {}
    for sitting in settled(register, "BB408"):
        if sitting.order[0] >= until or sitting.roll is None or sitting.standards is None:
            return
        least = sitting.standards.conduct.sittings_without_task
        busy = loads.busy_at(sitting, sitting.roll)
        idle = [s.person for s in sitting.roll if _should_have_one(s) and s.person not in busy]
        rows = {person: rows.get(person, 0) + 1 for person in idle}
        for person in idle:
            if rows[person] == least:
                yield _finding(sitting, person, least)


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
    figures=(("sittings_without_task", "Số kỳ liên tiếp không có nhiệm vụ"),),
    register=_check,
)
