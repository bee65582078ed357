"""A sitting: its minutes linked to roll, votes, tasks, papers and the sittings around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting, Vote
from bienban.once import once
from bienban.register.attendance import Attendance, attendance_of, people_on
from bienban.register.base import Base, base_of, may_vote
from bienban.register.elections import ElectionFacts, RatingFacts
from bienban.register.linked import Linked
from bienban.register.people import Person, Standing
from bienban.register.references import SittingName, sitting_name
from bienban.register.roster import Guest, Lookup, Roll, Unknown
from bienban.register.states import Presence
from bienban.register.votes import VoteFacts
from bienban.standards import ScoreFrame, StandardsOfDay
from bienban.standards.scope import Scope
from bienban.text import loose
from bienban.vocabulary import Kind

if TYPE_CHECKING:
    from bienban.register.papers import PaperFacts
    from bienban.register.tasks import Report, TaskFacts

Order: TypeAlias = tuple[date, int, int, str]
"""When a sitting was held, to the minute: what sorts sittings, also those of one day."""


def scope_of(document: Document[Record], meeting: Meeting, standards: StandardsOfDay) -> Scope:
    """Return which rules concern the sitting whose minutes `document` is."""
    kinds = None if meeting.kind is None else meeting.kinds
    perhaps_planned = meeting.planned or document.broken("trang_thai")
    return standards.conduct.scope(kinds, perhaps_planned=perhaps_planned)


@dataclass(frozen=True, eq=False, repr=False)
class Sitting(Linked[Meeting]):
    """One sitting, held or planned, as its minutes record it."""

    @once
    def day(self) -> date | None:
        """The day; None where it could not be read."""
        return self.document.record.day

    @once
    def stated(self) -> SittingName | None:
        """What the path says of day and kind."""
        return sitting_name(self.path)

    @property
    def stated_day(self) -> date | None:
        """The day, or where it could not be read the one that the path states."""
        return self.day or (self.stated.day if self.stated else None)

    @property
    def misplaced(self) -> bool:
        """Whether the path does not say the day and kind that front matter says."""
        stated = self.stated
        return stated is None or (stated.day, stated.kind) != (self.day, self.kind)

    @once
    def kind(self) -> Kind | None:
        """The kind; None where it could not be read."""
        return self.record.kind

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind held in the sitting."""
        return self.record.kinds

    @once
    def planned(self) -> bool:
        """Whether it has not been held yet."""
        return self.record.planned

    @property
    def held(self) -> bool:
        """Whether it surely was held."""
        return not self.planned and not self.document.broken("trang_thai")

    @property
    def committee(self) -> bool:
        """Whether it is a sitting of the chi ủy; by its path where the kind could not be read."""
        stated = self.stated.kind if self.stated else None
        return (self.kind or stated) is Kind.CHI_UY

    @once
    def order(self) -> Order:
        """The key that sorts sittings by time; one without any day comes first."""
        start = self.record.span.start.minutes if self.record.span else 0
        nth = self.stated.nth if self.stated else 1
        return (self.stated_day or date.min, start, nth, self.id)

    @once
    def standards(self) -> StandardsOfDay | None:
        """What was in force that day."""
        return self.register.standards.on(self.day) if self.day else None

    @once
    def frame(self) -> ScoreFrame | None:
        """The frame that its score is judged by; None where none is sure."""
        return self.register.frame_on(self.day)

    @once
    def scope(self) -> Scope | None:
        """Which rules concern it; None where its day, and so their standard, is not known."""
        return scope_of(self.document, self.record, self.standards) if self.standards else None

    @once
    def contradicted(self) -> bool:
        """Whether its path states another day or kind than front matter does (BB108)."""
        stated = self.stated
        if stated is None:
            return False
        return stated.day != self.day or self.kind not in (None, stated.kind)

    @once
    def cell_roll(self) -> Roll | None:
        """The whole cell's roll that day."""
        return self.register.roster.on(self.day) if self.day else None

    @once
    def roll(self) -> Roll | None:
        """Those who belong to the sitting: the cell, or the chi ủy where it is the chi ủy's."""
        if self.day is None or self.kind is None:
            return None
        return self.register.roster.committee(self.day) if self.committee else self.cell_roll

    @once
    def attendance(self) -> Attendance | None:
        """Who came; None for a planned sitting, or where a name or value is not known."""
        roll = self.roll
        if roll is None or not roll.sure or not self.held or self.document.broken("vang"):
            return None
        if self.document.broken("mien_van_du"):
            return None
        return attendance_of(roll, dict(self.record.absent), self.record.came_all_the_same)

    def presence(self, person: Person) -> Presence | None:
        """Return whether `person` came; None where that, or their place on the roll, is unknown."""
        return self.attendance.presence(person) if self.attendance else None

    @once
    def base(self) -> Base | None:
        """Those over whom votes of this sitting are counted."""
        roll, standards = self.roll, self.standards
        if roll is None or standards is None or not roll.sure:
            return None
        if self.document.broken("mien_van_du"):
            return None
        came = people_on(roll, self.record.came_all_the_same)
        if came is None:
            return None
        return base_of(roll, came, standards.votes, committee=self.committee)

    def voters(self, vote: Vote) -> tuple[Standing, ...] | None:
        """Return those who could take part in `vote`: present, with a vote, and not left out."""
        attendance, standards = self.attendance, self.standards
        if attendance is None or standards is None:
            return None
        out = people_on(attendance.roll, vote.not_voting)
        if out is None:
            return None
        return tuple(
            s for s in attendance.present if s.person not in out and may_vote(s, standards.votes)
        )

    def find(self, text: str) -> Lookup:
        """Return whom `text` means: on the whole cell's roll that day, else among the guests."""
        roll = self.cell_roll
        found = roll.find(text) if roll is not None else self.register.roster.find(text, None)
        if not isinstance(found, Unknown):
            return found
        name = self._guests.get(loose(text))
        if name is not None:
            return Guest(text, name, self.record.guests[name])
        if self.document.broken("khach_moi"):
            return Unknown(text, found.candidates, found.once, sure=False)
        return found

    def find_all(self, names: Iterable[str]) -> tuple[Lookup, ...]:
        """Return whom each of `names` means."""
        return tuple(map(self.find, names))

    @once
    def _guests(self) -> dict[str, str]:
        return {loose(name): name for name in self.record.guests}

    @once
    def chairs(self) -> tuple[Lookup, ...]:
        """Those who chaired; the first signs."""
        return self.find_all(self.record.chairs)

    @once
    def secretaries(self) -> tuple[Lookup, ...]:
        """Those who wrote the minutes; the first signs."""
        return self.find_all(self.record.secretaries)

    @once
    def votes(self) -> tuple[VoteFacts, ...]:
        """The votes, as written."""
        return tuple(VoteFacts(self, vote, n) for n, vote in enumerate(self.record.votes, 1))

    @once
    def elections(self) -> tuple[ElectionFacts, ...]:
        """The elections, as written."""
        return tuple(ElectionFacts(self, e, n) for n, e in enumerate(self.record.elections, 1))

    @once
    def ratings(self) -> RatingFacts | None:
        """The yearly ratings."""
        return RatingFacts(self, self.record.ratings) if self.record.ratings else None

    @property
    def papers(self) -> tuple[PaperFacts, ...]:
        """The papers issued on it: those whose `cuoc_hop` it is."""
        return self.register.links.papers_of(self)

    @property
    def tasks(self) -> tuple[TaskFacts, ...]:
        """The tasks that its minutes give."""
        return self.register.tasks.of_document(self.document)

    @property
    def given(self) -> tuple[TaskFacts, ...]:
        """Every task that it gave: in its minutes and in its papers."""
        papers = (task for paper in self.papers for task in paper.tasks)
        return (*self.tasks, *papers)

    @property
    def reports(self) -> tuple[Report, ...]:
        """What it heard of earlier tasks."""
        return self.register.tasks.reports_at(self)

    @property
    def reports_sure(self) -> bool:
        """Whether it is known of which tasks it heard: not with an unknown reference among them."""
        return self.register.tasks.reports_sure(self)

    @property
    def previous_regular(self) -> Sitting | None:
        """The last thường kỳ before it."""
        return self.register.calendar.previous_regular(self)

    @property
    def guidance(self) -> tuple[Document[Guidance], ...]:
        """The superior's guidance for its month that had been received by its day."""
        return self.register.calendar.guidance_at(self)
