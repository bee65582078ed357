"""The votes of a sitting: who could vote, over whom each is counted, and whether it carried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bienban.documents.meeting import Vote
from bienban.once import once
from bienban.register.ballots import Ballot, count_ballot
from bienban.register.base import Decision
from bienban.register.people import Standing
from bienban.register.roster import Lookup
from bienban.vocabulary import Discipline, Matter

if TYPE_CHECKING:
    from bienban.register.papers import PaperFacts

NOT_COUNTED = "thống nhất, không đếm phiếu"


@dataclass(frozen=True, eq=False)
class VoteFacts(Decision[Vote]):
    """A vote, counted or taken without counting."""

    KEY: ClassVar[str] = "bieu_quyet"

    @property
    def matter(self) -> Matter | None:
        """What it is on."""
        return self.record.matter

    @property
    def counted(self) -> bool:
        """Whether votes were counted: not where nobody objected."""
        return not self.record.unanimous

    @property
    def in_favour(self) -> int | None:
        """Votes for."""
        by_all = self.record.agreed_by_all
        return self.record.in_favour if by_all is None else by_all

    @property
    def against(self) -> int | None:
        """Votes against."""
        return self.record.against if self.record.agreed_by_all is None else 0

    @property
    def other(self) -> int | None:
        """Other opinions."""
        return self.record.other if self.record.agreed_by_all is None else 0

    @property
    def cast(self) -> int | None:
        """All votes together; on a ballot on discipline those for every form."""
        if self.matter is Matter.KY_LUAT:
            choices = self._choices
            return None if choices is None else sum(choices.values())
        figures = (self.in_favour, self.against, self.other)
        counts = [figure for figure in figures if figure is not None]
        return sum(counts) if len(counts) == len(figures) else None

    @once
    def voters(self) -> tuple[Standing, ...] | None:
        """Those who could vote."""
        if self.sitting.document.broken(*self.loc, "khong_bieu_quyet"):
            return None
        return self.sitting.voters(self.record)

    @property
    def able(self) -> int | None:
        """How many could vote."""
        return None if self.voters is None else len(self.voters)

    def _matter(self) -> str | None:
        """Return what it is on; on a ballot on discipline each form has a majority of its own."""
        return None if self.matter is Matter.KY_LUAT else self.matter

    @once
    def discipline(self) -> Ballot | None:
        """The ballot on discipline, counted."""
        standards, choices = self.sitting.standards, self._choices
        if choices is None or self.base is None or standards is None:
            return None
        return count_ballot(choices, self.base, standards.votes)

    @property
    def _choices(self) -> Mapping[Discipline, int] | None:
        if self.sitting.document.broken(*self.loc, "lua_chon"):
            return None
        return self.record.choices

    @property
    def beyond_doubt(self) -> bool:
        """Whether so many were in favour that it carries, whoever on the cell's roll is counted."""
        day, votes, majority = self.sitting.day, self.in_favour, self.majority
        if day is None or not votes or majority is None:
            return False
        return majority.carried(votes, self.sitting.register.roster.size(day))

    @once
    def carried(self) -> bool | None:
        """Whether it reached its majority; on a ballot on discipline, whether any form did."""
        if not self.counted:
            return None if self.sitting.document.broken(*self.loc, "thong_nhat") else True
        if self.matter is Matter.KY_LUAT:
            ballot = self.discipline
            return None if ballot is None else any(step.carried for step in ballot.steps)
        return self.enough(self.in_favour)

    @once
    def formula(self) -> str | None:
        """How it was decided: «8/9 đảng viên chính thức tán thành; cần quá nửa (ít nhất 5)»."""
        if not self.counted:
            return NOT_COUNTED
        if self.matter is Matter.KY_LUAT:
            return self.discipline.formula if self.discipline else None
        return self.share_words(self.in_favour, "tán thành")

    @once
    def paper(self) -> PaperFacts | None:
        """The paper that it serves: the one it names, or the only NQ of its sitting."""
        return self.sitting.register.links.paper_of_vote(self)

    @once
    def person(self) -> Lookup | None:
        """Whom it is on."""
        name = self.record.person
        return self.sitting.find(name) if name else None

    @once
    def not_voting(self) -> tuple[Lookup, ...]:
        """Those present who did not vote."""
        return self.sitting.find_all(self.record.not_voting)

    @once
    def tellers(self) -> tuple[Lookup, ...]:
        """Those who counted the ballots."""
        return self.sitting.find_all(self.record.tellers)

    @once
    def reserved(self) -> tuple[tuple[Lookup, str], ...]:
        """Those who reserved their opinion, and the opinion."""
        return tuple((self.sitting.find(name), text) for name, text in self.record.reserved.items())
