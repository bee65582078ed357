"""A person on the list of organization.yml, and what they are in the cell on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bienban.documents.organization import HeldRole, Member, Period
from bienban.register.states import MemberStatus
from bienban.vocabulary import COMMITTEE, Role

_ROLES = tuple(Role)


def _covered(periods: Iterable[Period], day: date) -> bool:
    return any(period.covers(day) for period in periods)


@dataclass(frozen=True, eq=False, repr=False)
class Person:
    """Somebody on the list of organization.yml, in the cell or gone.

    `unsure` says that a value which decides their membership could not be read,
    `roles_unsure` the same of their roles.
    """

    index: int
    record: Member
    unsure: bool = False
    roles_unsure: bool = False

    def __repr__(self) -> str:
        return f"<Person {self.id or self.index}>"

    @property
    def id(self) -> str:
        """The `ma`; empty where it could not be read."""
        return self.record.id or ""

    @property
    def name(self) -> str:
        """The full name; empty where it could not be read."""
        return self.record.name or ""

    def on_roll(self, day: date) -> bool:
        """Tell whether they are on the cell's roll on `day`, as a member or for a while."""
        left = self.record.left
        if left and left.day and left.day <= day:
            return False
        return self._belongs(day) or _covered(self.record.visiting, day)

    def _belongs(self, day: date) -> bool:
        """Tell whether they are a member of this cell; a guest's days alone make nobody one."""
        if self.record.stays:
            return _covered(self.record.stays, day)
        joined = self.record.joined
        return not self.record.visiting and joined is not None and joined <= day

    def roles_on(self, day: date) -> frozenset[Role]:
        """Return the roles held on `day`; without any, that of an ordinary member."""
        if not self.on_roll(day):
            return frozenset()
        held = frozenset(r.role for r in self.record.roles if r.role and r.covers(day))
        return held or frozenset({Role.DANG_VIEN})

    def standing(self, day: date) -> Standing | None:
        """Return what they are in the cell on `day`, or None where they are not on the roll."""
        if not self.on_roll(day):
            return None
        record = self.record
        return Standing(
            person=self,
            official=record.official is not None and record.official <= day,
            visiting=_covered(record.visiting, day),
            exempt=_covered(record.exempt, day),
            elsewhere=_covered(record.elsewhere, day),
            suspended=_covered(record.suspended, day),
            roles=self.roles_on(day),
        )

    def turns(self) -> Iterator[date]:
        """Yield every day on which something about them changes."""
        record = self.record
        yield from (day for day in (record.joined, record.official) if day)
        if record.left and record.left.day:
            yield record.left.day
        spans: tuple[tuple[Period, ...] | tuple[HeldRole, ...], ...] = (
            record.stays,
            record.roles,
            record.exempt,
            record.elsewhere,
            record.visiting,
            record.suspended,
        )
        for period in (period for span in spans for period in span):
            yield from (day for day in (period.start, _after(period.end)) if day)


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What a person on the roll is in the cell on a day."""

    person: Person
    official: bool
    visiting: bool
    exempt: bool
    elsewhere: bool
    suspended: bool
    roles: frozenset[Role]

    @property
    def probationary(self) -> bool:
        """Whether they are not an official member yet."""
        return not self.official

    @property
    def excused(self) -> bool:
        """Whether they are absent without an entry: exempt, elsewhere or suspended."""
        return self.exempt or self.elsewhere or self.suspended

    @property
    def role(self) -> Role:
        """The highest role."""
        return min(self.roles, key=_ROLES.index)

    @property
    def in_committee(self) -> bool:
        """Whether they belong to the chi ủy."""
        return bool(self.roles & COMMITTEE)

    @property
    def status(self) -> MemberStatus:
        """The one status that people are shown."""
        found = (
            (self.suspended, MemberStatus.DINH_CHI),
            (self.elsewhere, MemberStatus.NOI_KHAC),
            (self.exempt, MemberStatus.MIEN),
            (self.visiting, MemberStatus.TAM_DEN),
            (self.official, MemberStatus.CHINH_THUC),
        )
        return next((status for holds, status in found if holds), MemberStatus.DU_BI)
