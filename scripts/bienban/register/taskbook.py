"""Every task of the register, and what sittings heard of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.once import once
from bienban.register.people import Person
from bienban.register.sittings import Order, Sitting
from bienban.register.states import NoTaskReason
from bienban.register.tasks import NoTask, Report, TaskFacts
from bienban.vocabulary import Audience

if TYPE_CHECKING:
    from bienban.register.index import AnyDocument
    from bienban.register.register import Register

Heard: TypeAlias = tuple[dict[Sitting, tuple[Report, ...]], dict[TaskFacts, tuple[Report, ...]]]


@dataclass(frozen=True, eq=False)
class TaskBook:
    """Every task of minutes and papers, and what became of each."""

    register: Register = field(repr=False)

    def __iter__(self) -> Iterator[TaskFacts]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @once
    def all(self) -> tuple[TaskFacts, ...]:
        """Every task, those of minutes first, each document's as written."""
        library = self.register.library
        documents: Iterable[AnyDocument] = (*library.meetings, *library.resolutions)
        return tuple(
            TaskFacts(self.register, document, task, number)
            for document in documents
            for number, task in enumerate(document.record.tasks, 1)
        )

    @once
    def _by_document(self) -> dict[str, tuple[TaskFacts, ...]]:
        index: dict[str, list[TaskFacts]] = {}
        for task in self.all:
            index.setdefault(task.document.path, []).append(task)
        return {path: tuple(tasks) for path, tasks in index.items()}

    @once
    def _by_person(self) -> dict[Person, tuple[TaskFacts, ...]]:
        index: dict[Person, list[TaskFacts]] = {}
        for task in self.all:
            for person in dict.fromkeys(task.people):
                index.setdefault(person, []).append(task)
        return {person: tuple(tasks) for person, tasks in index.items()}

    def of_document(self, document: Document[Record]) -> tuple[TaskFacts, ...]:
        """Return the tasks that `document` gives."""
        return self._by_document.get(document.path, ())

    def of(self, person: Person) -> tuple[TaskFacts, ...]:
        """Return the tasks that `person` leads or helps with."""
        return self._by_person.get(person, ())

    def get(self, ref: str) -> TaskFacts | None:
        """Return the task that `ref` names, its document by id or by path."""
        found = self.resolve(ref)
        return found if isinstance(found, TaskFacts) else None

    def resolve(self, ref: str) -> TaskFacts | NoTask:
        """Return the task that `ref` names, or why there is none."""
        return self.register.resolve_task(ref)

    @once
    def _heard(self) -> Heard:
        """The reports by sitting and by task, in the order of sittings."""
        at: dict[Sitting, tuple[Report, ...]] = {}
        of: dict[TaskFacts, list[Report]] = {}
        for sitting in self.register.sittings:
            reports = tuple(
                Report(sitting, follow_up, number, self.resolve(follow_up.task))
                for number, follow_up in enumerate(sitting.record.follow_ups, 1)
                if follow_up.task
            )
            at[sitting] = reports
            for report in reports:
                if isinstance(report.task, TaskFacts) and not sitting.planned:
                    of.setdefault(report.task, []).append(report)
        return at, {task: tuple(reports) for task, reports in of.items()}

    def reports_at(self, sitting: Sitting) -> tuple[Report, ...]:
        """Return what `sitting` heard of tasks."""
        return self._heard[0].get(sitting, ())

    def reports_of(self, task: TaskFacts) -> tuple[Report, ...]:
        """Return what sittings heard of `task`."""
        return self._heard[1].get(task, ())

    def reports_sure(self, sitting: Sitting) -> bool:
        """Tell whether it is known of which tasks `sitting` heard.

        It is not where a reference could not be read or leads nowhere: any task may be meant.
        """
        if sitting.document.torn_before("theo_doi"):
            return False
        if sitting.document.broken("theo_doi") and (
            not sitting.record.follow_ups or any(f.task is None for f in sitting.record.follow_ups)
        ):
            return False
        return not any(
            isinstance(report.task, NoTask) and report.task.why is NoTaskReason.UNKNOWN
            for report in self.reports_at(sitting)
        )

    @once
    def _blind(self) -> list[Order]:
        """When sittings were held of which it is not known what they heard of tasks."""
        unsure = [s.order for s in self.register.sittings if not self.reports_sure(s)]
        doubts = self.register.index.unreadable_sittings
        unread = [(doubt.day or date.min, 0, 1, doubt.id) for doubt in doubts]
        return sorted((*unsure, *unread))

    def blind_between(self, since: Order, until: Order) -> bool:
        """Tell whether between two moments a sitting was held that may have heard of any task."""
        blind = self._blind
        if not blind:
            return False
        if blind[0][0] == date.min:
            return True
        return bisect_right(blind, since) < bisect_left(blind, until)

    @once
    def _due(self) -> dict[Sitting, tuple[TaskFacts, ...]]:
        """For each thường kỳ the cell's tasks that were open and due, for chi ủy its own."""
        calendar = self.register.calendar
        committee = [sitting for sitting in calendar.committee if sitting.committee]
        cells = self._sweep(calendar.regular, Audience.DANG_VIEN)
        return self._sweep(committee, Audience.CHI_UY) | cells

    def _sweep(
        self, sittings: Iterable[Sitting], body: Audience
    ) -> dict[Sitting, tuple[TaskFacts, ...]]:
        """Return for each of `sittings` the tasks of `body` that were due, in one sweep."""
        waiting = sorted(
            (task for task in self.all if self._followed(task, body)), key=lambda t: (t.due, t.id)
        )
        due: dict[Sitting, tuple[TaskFacts, ...]] = {}
        active: list[TaskFacts] = []
        place = 0
        for sitting in sittings:
            while place < len(waiting) and _day_of(waiting[place]) < sitting.order[0]:
                active.append(waiting[place])
                place += 1
            active = [task for task in active if not task.closed_before(sitting)]
            due[sitting] = tuple(
                t for t in active if t.day and t.day < sitting.order[0] and t.open_before(sitting)
            )
        return due

    @staticmethod
    def _followed(task: TaskFacts, body: Audience) -> bool:
        mine = task.body is body and task.due is not None
        return mine and task.due_sure and task.body_sure

    def due_at(self, sitting: Sitting) -> tuple[TaskFacts, ...]:
        """Return the tasks that were surely open and due before `sitting`, and are followed there.

        At a thường kỳ these are the cell's, at chi ủy its own; at any other sitting there are none.
        """
        return self._due.get(sitting, ())


def _day_of(task: TaskFacts) -> date:
    assert task.due is not None  # only tasks with a day wait for it
    return task.due
