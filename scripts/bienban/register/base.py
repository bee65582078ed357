"""What is decided by counting, and the base: whose number the votes are measured against.

The rule is data of the topic `votes` (Quy định 24-QĐ/TW, 9.3.2, and those after it): official
members, less those who stay elsewhere, those exempt and absent, and those suspended.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from bienban.documents.base import Record
from bienban.once import once
from bienban.register.people import Person, Standing
from bienban.register.roster import Roll
from bienban.standards import Majority, Votes

if TYPE_CHECKING:
    from bienban.register.sittings import Sitting

R = TypeVar("R", bound=Record)

MEMBERS = "đảng viên chính thức"
COMMITTEE_MEMBERS = "chi ủy viên"


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Those over whom a majority is counted; the other figures say who was taken off, and why."""

    members: tuple[Standing, ...]
    official: int
    elsewhere: int
    suspended: int
    exempt: int
    committee: bool

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.members)

    @property
    def unit(self) -> str:
        """What they are called: official members, or members of the chi ủy."""
        return COMMITTEE_MEMBERS if self.committee else MEMBERS

    @property
    def words(self) -> str:
        """How the base is made up: «10 đảng viên chính thức, trừ 1 …, còn 9»."""
        off = (
            (self.elsewhere, "tạm sinh hoạt nơi khác"),
            (self.suspended, "bị đình chỉ sinh hoạt"),
            (self.exempt, "được miễn sinh hoạt vắng mặt"),
        )
        taken = ", ".join(f"{count} {why}" for count, why in off if count)
        whole = f"{self.official} {self.unit}"
        return f"{whole}, trừ {taken}, còn {self.size}" if taken else whole


@dataclass(frozen=True, eq=False)
class Decision(ABC, Generic[R]):
    """A vote or an election of a sitting, `number` counted from 1 in its list of front matter.

    Whatever a broken value would decide is None.
    """

    KEY: ClassVar[str]

    sitting: Sitting = field(repr=False)
    record: R
    number: int

    @property
    def loc(self) -> tuple[str, int]:
        """Where it stands in front matter."""
        return (self.KEY, self.number - 1)

    @property
    def base(self) -> Base | None:
        """Those over whom the majority is counted."""
        return self.sitting.base

    @once
    def majority(self) -> Majority | None:
        """What it must reach; None also where no one majority decides."""
        standards, matter = self.sitting.standards, self._matter()
        return standards.votes.majority(matter) if standards and matter else None

    @abstractmethod
    def _matter(self) -> str | None:
        """Return what the standards call its majority."""

    @property
    def needed(self) -> int | None:
        """The fewest votes that reach it."""
        if self.majority is None or self.base is None:
            return None
        return self.majority.needed(self.base.size)

    def enough(self, votes: int | None) -> bool | None:
        """Tell whether so many votes reach the majority."""
        if self.majority is None or self.base is None or votes is None:
            return None
        return self.majority.carried(votes, self.base.size)

    def share_words(self, votes: int | None, verb: str = "") -> str | None:
        """Return how many votes stand beside how many needed, in words.

        «8/9 đảng viên chính thức tán thành; cần quá nửa (ít nhất 5)», «… ít nhất hai phần ba (9)».
        """
        majority, base, needed = self.majority, self.base, self.needed
        if majority is None or base is None or votes is None:
            return None
        least = f"ít nhất {needed}" if majority.strict else needed
        share = f"{votes}/{base.size} {base.unit} {verb}".rstrip()
        return f"{share}; cần {majority.formula_words()} ({least})"


def base_of(roll: Roll, came: Collection[Person], rules: Votes, *, committee: bool) -> Base:
    """Return the base on `roll`, `came` being the excused who came all the same."""
    official = elsewhere = suspended = exempt = 0
    members = []
    for standing in roll:
        if not has_vote(standing, rules):
            continue
        official += 1
        if standing.elsewhere and not rules.elsewhere_counts:
            elsewhere += 1
        elif standing.suspended and not rules.suspended_counts:
            suspended += 1
        elif _exempt_off(standing, came, rules):
            exempt += 1
        else:
            members.append(standing)
    return Base(tuple(members), official, elsewhere, suspended, exempt, committee)


def has_vote(standing: Standing, rules: Votes) -> bool:
    """Tell whether membership gives a vote here: an official member's, of this cell."""
    if standing.visiting and not rules.visitors_vote:
        return False
    return standing.official or rules.probationary_votes


def may_vote(standing: Standing, rules: Votes) -> bool:
    """Tell whether somebody who is present may vote; one who is suspended may not."""
    return has_vote(standing, rules) and (rules.suspended_counts or not standing.suspended)


def _exempt_off(standing: Standing, came: Collection[Person], rules: Votes) -> bool:
    if not standing.exempt:
        return False
    present = standing.person in came
    return not (rules.exempt_present_counts if present else rules.exempt_absent_counts)
