"""The one ballot on discipline: votes are added from the gravest form down.

Source: Quy định 22-QĐ/TW (2021), Điều 15; the order and the majorities are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bienban.register.base import Base
from bienban.standards import Votes
from bienban.vocabulary import Discipline


@dataclass(frozen=True, slots=True)
class Step:
    """One form on the ballot: its own votes, the votes added so far, and what it needs."""

    form: Discipline
    votes: int
    added: int
    needed: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """A counted ballot on discipline, gravest form first; «no discipline» is not a step."""

    steps: tuple[Step, ...]
    none: int
    base: Base

    @property
    def total(self) -> int:
        """All votes on the ballot, those against any discipline included."""
        return sum(step.votes for step in self.steps) + self.none

    @property
    def outcome(self) -> Discipline:
        """The gravest form that reached its majority; no discipline where none did."""
        return next((step.form for step in self.steps if step.carried), Discipline.KHONG)

    @property
    def formula(self) -> str:
        """The adding in words, down to the form that reached its majority."""
        said = "; ".join(_words(step, self.base.size) for step in self._deciding())
        return f"Cộng dồn từ hình thức nặng nhất: {said}; kết quả: {self.outcome.label}"

    def _deciding(self) -> Iterator[Step]:
        for step in self.steps:
            yield step
            if step.carried:
                return


def _words(step: Step, base: int) -> str:
    verdict = "đạt" if step.carried else "chưa đạt"
    return f"{step.form.label} {step.added}/{base}, cần {step.needed}, {verdict}"


def count_ballot(choices: Mapping[Discipline, int], base: Base, rules: Votes) -> Ballot:
    """Return the counted ballot; a form that is not on it has no votes."""
    return Ballot(tuple(_steps(choices, base, rules)), choices.get(Discipline.KHONG, 0), base)


def _steps(choices: Mapping[Discipline, int], base: Base, rules: Votes) -> Iterator[Step]:
    added = 0
    for form in map(Discipline, rules.discipline_order):
        if form is Discipline.KHONG:
            continue
        votes = choices.get(form, 0)
        added = added + votes if rules.discipline_from_gravest else votes
        majority = rules.majority(form)
        carried = majority.carried(added, base.size)
        yield Step(form, votes, added, majority.needed(base.size), carried)
