"""Elections and yearly ratings: what the counts give, beside what the minutes state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from bienban.documents.meeting import Election, MemberRating, Ratings
from bienban.once import once
from bienban.register.base import Decision
from bienban.register.people import Person
from bienban.register.roster import Found, Lookup, person_of
from bienban.text import loose
from bienban.vocabulary import Rating

if TYPE_CHECKING:
    from bienban.register.sittings import Sitting

ELECTION = "bau-cu"
"""The key of an election's majority in the standards."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stood, with the votes for them; `enough` is None where the base is not known."""

    name: str
    lookup: Lookup
    votes: int
    enough: bool | None


@dataclass(frozen=True, eq=False)
class ElectionFacts(Decision[Election]):
    """An election; its majority is what each must reach to be elected."""

    KEY: ClassVar[str] = "bau_cu"

    def _matter(self) -> str:
        return ELECTION

    @once
    def candidates(self) -> tuple[Candidate, ...] | None:
        """Those who stood, in the order of votes, those with the same number as written."""
        votes = self.record.candidates
        if votes is None or self.sitting.document.broken(*self.loc, "ung_cu"):
            return None
        ranked = sorted(votes.items(), key=lambda pair: -pair[1])
        return tuple(
            Candidate(name, self.sitting.find(name), count, self.enough(count))
            for name, count in ranked
        )

    def candidate(self, name: str) -> Candidate | None:
        """Return who stood under `name`, or as the person whom it means."""
        person = person_of(self.sitting.find(name))
        found = self._by_name.get(loose(name))
        return found or (self._by_person.get(person) if person else None)

    @once
    def _by_name(self) -> dict[str, Candidate]:
        return {loose(candidate.name): candidate for candidate in reversed(self.candidates or ())}

    @once
    def _by_person(self) -> dict[Person, Candidate]:
        found = ((person_of(one.lookup), one) for one in reversed(self.candidates or ()))
        return {person: one for person, one in found if person}

    @property
    def barred(self) -> tuple[Candidate, ...]:
        """Those who surely were on probation that day, where the standard lets none of them stand.

        Source: «dự bị» have no vote and may not stand (Điều lệ); the topic `votes` has the date.
        """
        standards = self.sitting.standards
        if standards is None or standards.votes.probationary_may_stand:
            return ()
        return tuple(c for c in self.candidates or () if _on_probation(c.lookup))

    @property
    def passed(self) -> tuple[Candidate, ...] | None:
        """Those with a majority, however many seats there are."""
        if self.candidates is None or any(c.enough is None for c in self.candidates):
            return None
        return tuple(c for c in self.candidates if c.enough)

    @property
    def tied(self) -> tuple[Candidate, ...]:
        """Those with a majority whom the same number of votes sets at the last seat together."""
        passed, seats = self.passed, self.record.seats
        if not passed or not seats or len(passed) <= seats:
            return ()
        last = passed[seats - 1].votes
        return tuple(c for c in passed if c.votes == last) if passed[seats].votes == last else ()

    @property
    def elected(self) -> tuple[str, ...] | None:
        """The names that the counts elect, most votes first; of those tied none is."""
        if self.passed is None or self.record.seats is None:
            return None
        tied = self.tied
        return tuple(c.name for c in self.passed[: self.record.seats] if c not in tied)

    @property
    def votes_total(self) -> int | None:
        """The votes for everybody together."""
        return None if self.candidates is None else sum(c.votes for c in self.candidates)

    @property
    def most_votes(self) -> int | None:
        """As many votes as valid ballots can hold: one for each seat on each of them."""
        ballots, seats = self.record.ballots, self.record.seats
        if ballots is None or ballots.valid is None or seats is None:
            return None
        return ballots.valid * seats

    def formula(self, candidate: Candidate) -> str | None:
        """Return how it went for one: «22/24 đảng viên chính thức; cần quá nửa (ít nhất 13)»."""
        return self.share_words(candidate.votes)


def _on_probation(lookup: Lookup) -> bool:
    standing = lookup.standing if isinstance(lookup, Found) else None
    return standing is not None and standing.probationary and not standing.person.unsure


@dataclass(frozen=True, slots=True)
class RatingRow:
    """The votes for each grade of one member; None where they could not be read or do not pair."""

    name: str
    lookup: Lookup
    by_grade: Mapping[Rating, int] | None
    grade: Rating | None
    valid: int | None

    @property
    def total(self) -> int | None:
        """The votes together."""
        return None if self.by_grade is None else sum(self.by_grade.values())

    @property
    def adds_up(self) -> bool | None:
        """Whether the votes are as many as the valid ballots."""
        if self.total is None or self.valid is None:
            return None
        return self.total == self.valid


@dataclass(frozen=True, eq=False)
class RatingFacts:
    """The yearly ratings of a sitting."""

    sitting: Sitting = field(repr=False)
    record: Ratings

    @property
    def valid(self) -> int | None:
        """How many ballots were valid."""
        return self.record.ballots.valid if self.record.ballots else None

    @once
    def members(self) -> tuple[RatingRow, ...]:
        """A row for each member rated, as written."""
        rated = self.record.members or {}
        return tuple(self._row(name, rating) for name, rating in rated.items())

    def _row(self, name: str, rating: MemberRating) -> RatingRow:
        grades, votes = self.record.grades, rating.votes
        paired = grades is not None and votes is not None and len(grades) == len(votes)
        by_grade = dict(zip(grades or (), votes or (), strict=False)) if paired else None
        return RatingRow(name, self.sitting.find(name), by_grade, rating.grade, self.valid)
