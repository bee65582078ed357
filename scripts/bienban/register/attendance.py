"""Who was at a sitting, computed from the roll and what the minutes say of absences."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bienban.once import once
from bienban.register.people import Person, Standing
from bienban.register.roster import Roll
from bienban.register.states import Presence
from bienban.text import loose
from bienban.vocabulary import NO_REASON_TOO

_NONE = frozenset(map(loose, NO_REASON_TOO))


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody whom `vang` lists, with the reason as written."""

    standing: Standing
    reason: str

    @property
    def excused(self) -> bool | None:
        """Whether there was a reason; None where the minutes leave it out."""
        if not self.reason.strip():
            return None
        return loose(self.reason.rstrip(" .")) not in _NONE


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of attendance that minutes and papers state.

    `official` and `probationary` count this cell's own members, `visiting` those who came to it
    for a while; the three make up `total`. `away` are those exempt, elsewhere or suspended who
    did not come; with `present`, `absent_with` and `absent_without` they make up `total` too.
    """

    total: int
    official: int
    probationary: int
    visiting: int
    exempt: int
    elsewhere: int
    suspended: int
    present: int
    absent_with: int
    absent_without: int
    away: int


@dataclass(frozen=True, eq=False)
class Attendance:
    """The roll of a sitting, parted into who came, who was absent, and who need not come."""

    roll: Roll
    absences: tuple[Absence, ...]
    came: frozenset[Person]

    @once
    def away(self) -> tuple[Standing, ...]:
        """Those exempt, elsewhere or suspended who did not come, listed absent or not."""
        return tuple(s for s in self.roll if s.excused and s.person not in self.came)

    @once
    def present(self) -> tuple[Standing, ...]:
        """Those who came."""
        missing = {s.person for s in self.away} | {a.standing.person for a in self.absences}
        return tuple(s for s in self.roll if s.person not in missing)

    @once
    def absent_with(self) -> tuple[Absence, ...]:
        """The absent who gave a reason, or whose reason was left out."""
        return tuple(a for a in self.absences if a.excused is not False)

    @once
    def absent_without(self) -> tuple[Absence, ...]:
        """The absent without a reason."""
        return tuple(a for a in self.absences if a.excused is False)

    @property
    def expected(self) -> int:
        """How many should have come: the roll less those who need not and did not."""
        return len(self.roll) - len(self.away)

    @property
    def rate(self) -> Fraction | None:
        """The share that came of those who should have; None where nobody should."""
        return Fraction(len(self.present), self.expected) if self.expected else None

    def presence(self, person: Person) -> Presence | None:
        """Return whether `person` came and if not why; None where they are not on the roll."""
        if person in self._present:
            return Presence.CO_MAT
        standing = self.roll.get(person)
        if standing is None:
            return None
        if standing.excused:
            return _why_away(standing)
        absence = next(a for a in self.absences if a.standing.person is person)
        named = {True: Presence.CO_LY_DO, False: Presence.KHONG_LY_DO, None: Presence.CHUA_RO}
        return named[absence.excused]

    @once
    def counts(self) -> Counts:
        """The figures that papers state."""
        own = [s for s in self.roll if not s.visiting]
        return Counts(
            total=len(self.roll),
            official=sum(s.official for s in own),
            probationary=sum(s.probationary for s in own),
            visiting=len(self.roll) - len(own),
            exempt=sum(s.exempt for s in self.roll),
            elsewhere=sum(s.elsewhere for s in self.roll),
            suspended=sum(s.suspended for s in self.roll),
            present=len(self.present),
            absent_with=len(self.absent_with),
            absent_without=len(self.absent_without),
            away=len(self.away),
        )

    @once
    def _present(self) -> frozenset[Person]:
        return frozenset(s.person for s in self.present)


def _why_away(standing: Standing) -> Presence:
    if standing.suspended:
        return Presence.DINH_CHI
    return Presence.NOI_KHAC if standing.elsewhere else Presence.MIEN


def attendance_of(
    roll: Roll, absent: dict[str, str], came_all_the_same: tuple[str, ...]
) -> Attendance | None:
    """Return the attendance that the minutes give; None where a name is unknown or in both lists.

    Somebody who is listed absent though nobody expected them counts with those who need not come.
    """
    listed: dict[Person, Absence] = {}
    for text, reason in absent.items():
        found = roll.find(text)
        standing = getattr(found, "standing", None)
        if standing is None:
            return None
        listed.setdefault(standing.person, Absence(standing, reason))
    came = people_on(roll, came_all_the_same)
    if came is None or came & listed.keys():
        return None
    absences = tuple(a for a in listed.values() if not a.standing.excused)
    return Attendance(roll, absences, came)


def people_on(roll: Roll, names: tuple[str, ...]) -> frozenset[Person] | None:
    """Return the people whom `names` mean on `roll`; None where one of them is on it nowhere."""
    standings = [getattr(roll.find(name), "standing", None) for name in names]
    people = [standing.person for standing in standings if standing is not None]
    return frozenset(people) if len(people) == len(names) else None
