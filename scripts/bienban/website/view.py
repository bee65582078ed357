"""What every page needs to know: the register, who reads, where things stand, what they are called.

The register that a view holds was built from documents of its readers alone, so that nothing a
page computes can tell of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from bienban.dates import show_day
from bienban.documents.workspace import Library
from bienban.register import (
    Found,
    Guest,
    Lookup,
    PaperFacts,
    Person,
    Register,
    Sitting,
    TaskFacts,
    person_of,
)
from bienban.register.states import Presence
from bienban.register.tasks import Assignee
from bienban.trail.verdicts import Status, Verdict
from bienban.vocabulary import Audience
from bienban.website.dialect import slug
from bienban.website.page import Md, join, link, md

HOME = "index.md"
MEETINGS = "cuoc-hop.md"
PAPERS = "van-ban.md"
TASKS = "nhiem-vu.md"
TASKS_BY_PERSON = "nhiem-vu/theo-nguoi.md"
MEMBERS = "dang-vien.md"
WAIVERS = "mien-tru.md"
GUIDANCE = "chi-dao.md"
SEARCH = "tim-kiem.md"
HELP = "tro-giup.md"


def capital(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


NOT_APPLIED = capital(Status.NOT_APPLIED.label)


def for_readers(library: Library, audience: Audience) -> Library:
    """Return the library with only what `audience` may read."""
    if audience is Audience.CHI_UY:
        return library
    meetings = tuple(d for d in library.meetings if d.record.readers is Audience.DANG_VIEN)
    resolutions = tuple(d for d in library.resolutions if d.record.readers is Audience.DANG_VIEN)
    return replace(library, meetings=meetings, resolutions=resolutions, unreadable=(), problems=())


@dataclass(frozen=True)
class View:
    """The register as one audience sees it.

    `verdicts` are by path; None where no approval policy applies.
    `papers` gives for a document's path the address of its DOCX in the site.
    `source` says which commit the pages are made from; empty where none is judged.
    """

    register: Register
    audience: Audience
    verdicts: Mapping[str, Verdict] | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def today(self) -> date:
        """The day of judgement."""
        return self.register.today

    @property
    def cell_name(self) -> str:
        """The name of the cell."""
        cell = self.register.cell
        return (cell.name if cell else None) or "Chi bộ"

    @cached_property
    def people(self) -> frozenset[Person]:
        """Those who have a page."""
        return frozenset(person for person in self.register.roster.people if person.id)

    @cached_property
    def attended(self) -> Mapping[Person, Sequence[tuple[Sitting, Presence]]]:
        """The cell's sittings that were held, the latest first, with who on the roll was there."""
        index: dict[Person, list[tuple[Sitting, Presence]]] = {}
        for sitting in reversed(self.register.sittings):
            if sitting.planned or sitting.committee or sitting.attendance is None:
                continue
            for standing in sitting.attendance.roll:
                presence = sitting.presence(standing.person)
                if presence is not None:
                    index.setdefault(standing.person, []).append((sitting, presence))
        return index

    @cached_property
    def open_tasks(self) -> tuple[TaskFacts, ...]:
        """Every task given that is not surely closed, by deadline; standing ones last."""
        tasks = [task for task in self.register.tasks if task.what and self._is_open(task)]
        return tuple(sorted(tasks, key=lambda t: (t.due or date.max, t.standing, t.id)))

    def _is_open(self, task: TaskFacts) -> bool:
        planned = task.sitting is not None and task.sitting.planned
        return not planned and task.open_on(self.today) is not False

    @cached_property
    def open_tasks_of(self) -> Mapping[Person, Sequence[TaskFacts]]:
        """The open tasks that each person leads or helps with, by deadline."""
        index: dict[Person, list[TaskFacts]] = {}
        for task in self.open_tasks:
            for person in dict.fromkeys(task.people):
                index.setdefault(person, []).append(task)
        return index

    @cached_property
    def document_paths(self) -> frozenset[str]:
        """The documents that have a page."""
        library = self.register.library
        return frozenset(d.path for d in (*library.meetings, *library.resolutions))

    @cached_property
    def latest_first(self) -> tuple[PaperFacts, ...]:
        """Every paper with a known day, the latest first."""
        known = [paper for paper in self.register.papers if paper.day]
        return tuple(sorted(known, key=lambda p: (p.day or date.min, p.path), reverse=True))

    def verdict(self, path: str) -> str:
        """Return what the trail says of a document, in words."""
        if self.verdicts is None:
            return NOT_APPLIED
        found = self.verdicts.get(path)
        return found.words if found else capital(Status.WAITING.label)

    def notes(self, path: str) -> tuple[str, ...]:
        """Return the remarks of the trail on a document."""
        found = self.verdicts.get(path) if self.verdicts else None
        return tuple(note.message for note in found.notes) if found else ()

    def sitting(self, here: str, sitting: Sitting, text: str = "") -> Md:
        """Return a link to the page of a sitting."""
        return link(here, sitting.path, text or sitting_title(sitting))

    def paper(self, here: str, paper: PaperFacts, text: str = "") -> Md:
        """Return a link to the page of a paper."""
        return link(here, paper.path, text or paper.title)

    def person(self, here: str, person: Person | None, text: str = "") -> Md:
        """Return a link to the page of a person, or their name."""
        if person is None or person not in self.people:
            return md(text or (person.name if person else ""))
        return link(here, person_path(person), text or person.name)

    def named(self, here: str, lookup: Lookup) -> Md:
        """Return whom a name means: a link for somebody of the cell, the full name for others."""
        return self.person(here, person_of(lookup), name_of(lookup))

    def names(self, here: str, lookups: Iterable[Lookup]) -> Md:
        """Return several names, with commas."""
        return join(self.named(here, lookup) for lookup in lookups)

    def assignees(self, here: str, assignees: Iterable[Assignee]) -> Md:
        """Return those in charge of a task: people as links, bodies by name."""
        return join(
            md(a.body.name or a.text) if a.body else self.named(here, a.lookup) for a in assignees
        )

    def given_by(self, here: str, task: TaskFacts) -> Md:
        """Return a link to the task where it was given: a paper's number, or a sitting's day."""
        there = f"{task.document.path}#{TASKS_ANCHOR}"
        number = task.paper.number_text if task.paper else None
        day = f"họp {show_day(task.day)}" if task.day else task.document.id
        return link(here, there, number or day)


def person_path(person: Person) -> str:
    """Return where the page of a person stands."""
    return f"dang-vien/{PurePosixPath(person.id).name}.md"


TASKS_TITLE = "Nhiệm vụ được giao"
"""The heading under which a document's page lists its tasks."""
TASKS_ANCHOR = slug(TASKS_TITLE)


def name_of(lookup: Lookup) -> str:
    """Return the full name of whom a text means; the text itself where it means nobody known."""
    if isinstance(lookup, Found):
        return lookup.person.name
    if isinstance(lookup, Guest):
        return lookup.name
    return lookup.text


def kind_words(sitting: Sitting) -> str:
    """Return the kinds held in a sitting: «Sinh hoạt thường kỳ và sinh hoạt chuyên đề»."""
    first = sitting.record.kind
    others = sorted((kind for kind in sitting.kinds if kind is not first), key=str)
    labels = [first.label if first else "Cuộc họp", *(_small(kind.label) for kind in others)]
    return " và ".join(labels)


def sitting_title(sitting: Sitting) -> str:
    """Return what people call a sitting: «Sinh hoạt thường kỳ ngày 05/01/2026»."""
    day = sitting.day or sitting.stated_day
    return f"{kind_words(sitting)} ngày {show_day(day)}" if day else kind_words(sitting)


def day_words(day: date | None) -> str:
    """Return a day, or nothing."""
    return show_day(day) if day else ""


def due_words(task: TaskFacts) -> str:
    """Return a deadline: a day, or «thường xuyên»."""
    if task.standing:
        return "thường xuyên"
    return day_words(task.due)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
