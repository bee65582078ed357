"""The life of tasks: given once, in minutes or a paper, then known only by what sittings heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bienban.documents.meeting import FollowUp, Task
from bienban.documents.organization import Body
from bienban.once import once
from bienban.register.people import Person
from bienban.register.roster import Lookup, person_of
from bienban.register.sittings import Order, Sitting
from bienban.register.states import NoTaskReason, Progress
from bienban.vocabulary import CLOSED, STANDING, Audience, OnBehalf, TaskState

if TYPE_CHECKING:
    from bienban.register.index import AnyDocument
    from bienban.register.papers import PaperFacts
    from bienban.register.register import Register

_LAST_ID = "\U0010ffff"
_PROGRESS = {
    None: Progress.MOI_GIAO,
    TaskState.DANG_THUC_HIEN: Progress.DANG,
    TaskState.CHAM: Progress.CHAM,
    TaskState.HOAN_THANH: Progress.XONG,
    TaskState.THOI: Progress.THOI,
}


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who leads or helps with a task: a person, or a body from `to_chuc`."""

    text: str
    lookup: Lookup
    body: Body | None

    @property
    def person(self) -> Person | None:
        """The person; None for a body or an unknown name."""
        return person_of(self.lookup)

    @property
    def known(self) -> bool:
        """Whether it is a person on the roll or a body."""
        return self.body is not None or self.person is not None


@dataclass(frozen=True, slots=True)
class NoTask:
    """A reference that leads to no task, and why."""

    ref: str
    why: NoTaskReason
    nearest: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class TaskFacts:
    """A task, `number` counted from 1 in its document."""

    register: Register
    document: AnyDocument
    record: Task
    number: int

    def __repr__(self) -> str:
        return f"<TaskFacts {self.id}>"

    @property
    def id(self) -> str:
        """The identity that `theo_doi` uses."""
        return f"{self.document.id}/{self.number}"

    @property
    def loc(self) -> tuple[str, int]:
        """Where it stands in front matter."""
        return ("nhiem_vu", self.number - 1)

    @once
    def paper(self) -> PaperFacts | None:
        """The paper that gives it; None where minutes do."""
        return self.register.paper(self.document)

    @once
    def sitting(self) -> Sitting | None:
        """The sitting that gave it: whose minutes or paper hold it."""
        paper = self.paper
        return paper.sitting if paper else self.register.sitting(self.document)

    @once
    def day(self) -> date | None:
        """The day it was given: that of its document."""
        return self.document.record.day

    @property
    def what(self) -> str:
        """What is to be done; empty where it could not be read."""
        return self.record.what or ""

    @once
    def due(self) -> date | None:
        """The day it is due; None where it is standing or has none."""
        return self.record.due if isinstance(self.record.due, date) else None

    @property
    def standing(self) -> bool:
        """Whether it never ends."""
        return self.record.due == STANDING

    @property
    def due_sure(self) -> bool:
        """Whether the day it is due can be relied on, and its number, by which it is reported.

        The day was read, and is not before the day it was given.
        """
        if self.document.broken(*self.loc, "han") or self.document.broken("ngay"):
            return False
        if self.document.torn_before(*self.loc):
            return False
        return self.due is None or self.day is None or self.day <= self.due

    @property
    def readers(self) -> Audience:
        """Who may read of it: the readers of its document."""
        return self.document.record.readers

    @once
    def body(self) -> Audience:
        """Who follows it: a task of chi ủy is followed in chi ủy only."""
        paper, sitting = self.paper, self.sitting
        of_committee = (
            self.readers is Audience.CHI_UY
            or (sitting is not None and sitting.committee)
            or (paper is not None and paper.record.on_behalf is OnBehalf.CHI_UY)
        )
        return Audience.CHI_UY if of_committee else Audience.DANG_VIEN

    @property
    def body_sure(self) -> bool:
        """Whether what decides who follows it could be read."""
        return not (self.document.broken("pham_vi") or self.document.broken("thay_mat"))

    @once
    def assignees(self) -> tuple[Assignee, ...]:
        """Those in charge."""
        return self._whom(self.record.assignees)

    @once
    def helpers(self) -> tuple[Assignee, ...]:
        """Those who help."""
        return self._whom(self.record.helpers)

    def _whom(self, names: tuple[str, ...]) -> tuple[Assignee, ...]:
        day = self.day
        return tuple([self.register.assignee(name, day) for name in names])

    @property
    def people(self) -> tuple[Person, ...]:
        """The people in charge or helping, bodies left out."""
        named = [assignee.person for assignee in (*self.assignees, *self.helpers)]
        return tuple([person for person in named if person])

    @property
    def has_member(self) -> bool:
        """Whether a member is in charge, and not a body alone."""
        return any(assignee.person for assignee in self.assignees)

    @once
    def reports(self) -> tuple[Report, ...]:
        """What sittings heard of it, in their order."""
        return self.register.tasks.reports_of(self)

    @once
    def closed_by(self) -> Report | None:
        """The report that closed it; whatever is reported after that is no longer its state."""
        return next((report for report in self.reports if report.state in CLOSED), None)

    def mentioned_at(self, sitting: Sitting) -> Report | None:
        """Return what `sitting` heard of it."""
        return next((report for report in self.reports if report.sitting is sitting), None)

    def state_on(self, day: date) -> TaskState | None:
        """Return the state last heard by the end of `day`; None where nothing was heard."""
        report = self._last(_end_of(day))
        return report.state if report else None

    def open_on(self, day: date) -> bool | None:
        """Tell whether it is open at the end of `day`; None where what was heard is not known."""
        return self._open(_end_of(day))

    def closed_before(self, sitting: Sitting) -> bool:
        """Tell whether it was surely closed as `sitting` began."""
        return self._closed(sitting.order)

    def open_before(self, sitting: Sitting) -> bool | None:
        """Tell whether it was open as `sitting` began; None where what was heard is not known."""
        return self._open(sitting.order)

    def overdue_on(self, day: date) -> bool | None:
        """Tell whether it is open and was due before `day`; None where that is not known."""
        if not self.due_sure:
            return None
        if self.due is None or self.due >= day:
            return False
        return self.open_on(day)

    def progress_on(self, day: date) -> Progress | None:
        """Return where it stands on `day`; None where that is not known."""
        report = self._last(_end_of(day))
        if self.open_on(day) is None or (report is not None and report.state is None):
            return None
        state = report.state if report else None
        if self.standing and state is None:
            return Progress.THUONG_XUYEN
        return Progress.QUA_HAN if self.overdue_on(day) else _PROGRESS[state]

    def _closed(self, moment: Order) -> bool:
        """Tell whether a report before `moment` had closed it."""
        closing = self.closed_by
        return closing is not None and closing.sitting.order < moment

    def _last(self, moment: Order) -> Report | None:
        """Return the report that counts at `moment`: that which closed it, else the last."""
        return self.closed_by if self._closed(moment) else self._last_heard(moment)

    def _last_heard(self, moment: Order) -> Report | None:
        heard = (report for report in reversed(self.reports) if report.sitting.order < moment)
        return next(heard, None)

    def _open(self, moment: Order) -> bool | None:
        if self._closed(moment):
            return False
        last = self._last_heard(moment)
        since = last.sitting.order if last else _end_of(self.day or date.min)
        unheard = self.register.tasks.blind_between(since, moment)
        unread = last is not None and last.state is None
        return None if unheard or unread or self.day is None else True


@dataclass(frozen=True, eq=False)
class Report:
    """What a sitting heard of a task, `number` counted from 1 in its `theo_doi`."""

    sitting: Sitting = field(repr=False)
    record: FollowUp
    number: int
    task: TaskFacts | NoTask

    @property
    def loc(self) -> tuple[str, int]:
        """Where it stands in front matter."""
        return ("theo_doi", self.number - 1)

    @property
    def state(self) -> TaskState | None:
        """The state heard; None where it could not be read."""
        return self.record.state

    @property
    def note(self) -> str | None:
        """The remark."""
        return self.record.note

    @property
    def day(self) -> date | None:
        """The day of the sitting."""
        return self.sitting.day

    @property
    def after_closing(self) -> bool:
        """Whether an earlier report had closed the task."""
        if isinstance(self.task, NoTask):
            return False
        closing, reports = self.task.closed_by, self.task.reports
        return closing is not None and reports.index(closing) < reports.index(self)


def _end_of(day: date) -> Order:
    return (day, 24 * 60, 1 << 30, _LAST_ID)
