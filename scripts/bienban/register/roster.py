"""Who is on the roll of the cell or its chi ủy on a day, and whom a name means."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from bienban.documents.document import Document
from bienban.documents.organization import Body, Member, Organization
from bienban.once import once
from bienban.register.people import Person, Standing
from bienban.text import loose, nearest, squeeze
from bienban.vocabulary import Role

_MEMBERS = "dang_vien"
_MEMBERSHIP = (
    "vao_dang",
    "chinh_thuc",
    "sinh_hoat",
    "roi_chi_bo",
    "mien_sinh_hoat",
    "tam_vang",
    "tam_den",
    "dinh_chi",
)


@dataclass(frozen=True, slots=True)
class Found:
    """The person that a name means; `standing` is None where no day was asked or known."""

    text: str
    person: Person
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from `khach_moi`, who belongs to no roll."""

    text: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nobody on the roll bears; `once` bears it, but is not on this roll that day.

    `sure` is False where the name could be one that could not be read.
    """

    text: str
    candidates: tuple[str, ...] = field(default=(), repr=False)
    once: Person | None = None
    sure: bool = True

    @property
    def nearest(self) -> str | None:
        """The name on the roll that is most like it."""
        return nearest(self.text, self.candidates)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that several on the roll bear, so that only `ma` tells them apart."""

    text: str
    people: tuple[Person, ...]


Lookup: TypeAlias = Found | Guest | Unknown | Ambiguous
"""What a name in a document means."""


def person_of(lookup: Lookup | None) -> Person | None:
    """Return the person that was found, or None."""
    return lookup.person if isinstance(lookup, Found) else None


@dataclass(frozen=True, eq=False)
class Roll:
    """Those on the roll on a day, in the order of organization.yml.

    `sure` is False where somebody may be missing, or too many, or in a wrong status.
    """

    standings: tuple[Standing, ...]
    sure: bool
    everybody: Roster = field(repr=False)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings)

    def __len__(self) -> int:
        return len(self.standings)

    def get(self, person: Person | None) -> Standing | None:
        """Return the standing of `person`, or None where they are not on this roll."""
        return self._by_person.get(person) if person else None

    def holders(self, *roles: Role) -> tuple[Standing, ...]:
        """Return those who hold one of `roles`."""
        return tuple(s for s in self.standings if s.roles.intersection(roles))

    def find(self, text: str) -> Found | Unknown | Ambiguous:
        """Return whom `text` means on this roll: a full name, however toned, or a `ma`."""
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = self._search(text)
        return known

    def _search(self, text: str) -> Found | Unknown | Ambiguous:
        elsewhen = self.everybody.named(text)
        matches = [s for s in map(self._by_person.get, elsewhen) if s]
        if len(matches) == 1:
            return Found(text, matches[0].person, matches[0])
        if matches:
            return Ambiguous(text, tuple(s.person for s in matches))
        doubtful = next((p for p in elsewhen if p.unsure), None)
        if doubtful:
            return Found(text, doubtful)
        names = tuple(s.person.name for s in self.standings if s.person.name)
        once = elsewhen[0] if elsewhen else None
        return Unknown(text, names, once, sure=self.everybody.sure)

    @once
    def _by_person(self) -> dict[Person, Standing]:
        return {s.person: s for s in self.standings}

    @once
    def _found(self) -> dict[str, Found | Unknown | Ambiguous]:
        return {}


@dataclass(frozen=True, eq=False)
class Roster:
    """Everybody whom organization.yml lists, and who of them is on the roll on which day."""

    document: Document[Organization] | None

    @once
    def people(self) -> tuple[Person, ...]:
        """Everybody ever on the list, in its order."""
        members = (self.document.record.members or ()) if self.document else ()
        return tuple(self._person(index, member) for index, member in enumerate(members))

    def _person(self, index: int, member: Member) -> Person:
        assert self.document is not None  # only its members are asked for
        if not self.document.failed:
            return Person(index, member)
        broken = self.document.broken
        return Person(
            index,
            member,
            unsure=any(broken(_MEMBERS, index, key) for key in _MEMBERSHIP),
            roles_unsure=broken(_MEMBERS, index, "chuc_vu"),
        )

    @once
    def sure(self) -> bool:
        """Whether the list and every name and `ma` in it could be read, and no `ma` is shared."""
        if self.document is None or not self.document.record.members:
            return False
        if self.document.torn_before(_MEMBERS):
            return False
        return all(person.id and person.name for person in self.people) and not self._shared_ids

    @once
    def bodies_sure(self) -> bool:
        """Whether every body that tasks may be given to could be read."""
        return self.document is not None and not self.document.broken("to_chuc")

    def person(self, ma: str) -> Person | None:
        """Return the person of that `ma`."""
        return self._by_id.get(squeeze(ma))

    def named(self, text: str) -> tuple[Person, ...]:
        """Return everybody ever whose name or `ma` is `text`."""
        known = self._named.get(text)
        if known is None:
            by_id = self._by_id.get(squeeze(text))
            known = (by_id,) if by_id else self._by_name.get(loose(text), ())
            self._named[text] = known
        return known

    @once
    def _named(self) -> dict[str, tuple[Person, ...]]:
        """What `named` has found out so far: every roll looks for the same names."""
        return {}

    def on(self, day: date) -> Roll:
        """Return the cell's roll on `day`."""
        return self._on(day)[0]

    def size(self, day: date) -> int:
        """Return how many are on the cell's roll on `day`, without making the roll."""
        return len(self._standings[bisect_right(self._turns, day)])

    def committee(self, day: date) -> Roll:
        """Return the chi ủy on `day`."""
        return self._on(day)[1]

    def _on(self, day: date) -> tuple[Roll, Roll]:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._rolls[bisect_right(self._turns, day)]
        return known

    @once
    def _days(self) -> dict[date, tuple[Roll, Roll]]:
        """The rolls of the days that were asked for so far."""
        return {}

    def standing(self, person: Person, day: date) -> Standing | None:
        """Return what `person` is on `day`, or None where they are not on the roll."""
        return self.on(day).get(person)

    def find(self, text: str, day: date | None) -> Found | Unknown | Ambiguous:
        """Return whom `text` means on `day`, or without a day among everybody ever."""
        if day is not None:
            return self.on(day).find(text)
        people = self.named(text)
        if len(people) == 1:
            return Found(text, people[0])
        if people:
            return Ambiguous(text, people)
        names = tuple(person.name for person in self.people if person.name)
        return Unknown(text, names, sure=self.sure)

    def body(self, text: str) -> Body | None:
        """Return the body of that `ma` or name."""
        return self._bodies.get(loose(text))

    @once
    def _by_id(self) -> dict[str, Person]:
        known = {person.id: person for person in self.people if person.id}
        return {ma: person for ma, person in known.items() if ma not in self._shared_ids}

    @once
    def _shared_ids(self) -> frozenset[str]:
        """Each `ma` that several bear, and that therefore means nobody."""
        counted = Counter(person.id for person in self.people if person.id)
        return frozenset(ma for ma, count in counted.items() if count > 1)

    @once
    def _by_name(self) -> dict[str, tuple[Person, ...]]:
        index: dict[str, tuple[Person, ...]] = {}
        for person in self.people:
            if person.name:
                key = loose(person.name)
                index[key] = (*index.get(key, ()), person)
        return index

    @once
    def _bodies(self) -> dict[str, Body]:
        bodies = self.document.record.bodies if self.document else ()
        named = {loose(body.name): body for body in bodies if body.name}
        return named | {body.id: body for body in bodies if body.id}

    @once
    def _turns(self) -> list[date]:
        """The days on which any roll changes: between two of them there is one roll only."""
        return sorted({day for person in self.people for day in person.turns()})

    @once
    def _rolls(self) -> _Rolls:
        return _Rolls(self)

    def build(self, period: int) -> tuple[Roll, Roll]:
        """Return the rolls of cell and chi ủy of the `period`-th stretch between two changes."""
        standings = tuple(self._standings[period])
        committee = tuple(s for s in standings if s.in_committee)
        sure, roles_sure = self._rolls_sure
        return Roll(standings, sure, self), Roll(committee, roles_sure, self)

    @once
    def _rolls_sure(self) -> tuple[bool, bool]:
        """Whether the rolls of the cell, and those of the chi ủy, can be relied on."""
        sure = self.sure and not any(person.unsure for person in self.people)
        return sure, sure and not any(person.roles_unsure for person in self.people)

    @once
    def _standings(self) -> list[list[Standing]]:
        """Those on the roll by period; one is asked only about the days on which they change."""
        periods: list[list[Standing]] = [[] for _ in range(len(self._turns) + 1)]
        for person in self.people:
            days = [date.min, *sorted(set(person.turns()))]
            starts = [0, *(bisect_right(self._turns, day) for day in days[1:]), len(periods)]
            for day, (start, end) in zip(days, pairwise(starts), strict=True):
                if standing := person.standing(day):
                    for period in periods[start:end]:
                        period.append(standing)
        return periods


class _Rolls(dict[int, tuple[Roll, Roll]]):
    """The rolls by period, each built when first asked for."""

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self._roster = roster

    def __missing__(self, period: int) -> tuple[Roll, Roll]:
        self[period] = self._roster.build(period)
        return self[period]
