"""What leads to papers and from them: sittings, votes, other papers, reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bienban.once import once
from bienban.register.cycles import cycles
from bienban.register.papers import CarriedOutFacts, OversightFacts, PaperFacts, PaperLink
from bienban.register.sittings import Sitting
from bienban.register.votes import VoteFacts
from bienban.vocabulary import Matter, Paper

if TYPE_CHECKING:
    from bienban.register.register import Register

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Links:
    """The links of papers, both ways, each kind indexed once."""

    register: Register = field(repr=False)

    def papers_of(self, sitting: Sitting) -> tuple[PaperFacts, ...]:
        """Return the papers whose `cuoc_hop` is `sitting`."""
        return self._by_sitting.get(sitting, ())

    @once
    def _by_sitting(self) -> dict[Sitting, tuple[PaperFacts, ...]]:
        return _grouped((paper.sitting, paper) for paper in self.register.papers)

    def paper_of_vote(self, vote: VoteFacts) -> PaperFacts | None:
        """Return the paper that `vote` serves: that it names, or the only NQ of its sitting."""
        if vote.record.paper:
            return self.register.paper(vote.record.paper)
        broken = vote.sitting.document.broken(*vote.loc, "van_ban")
        if vote.matter is not Matter.NGHI_QUYET or broken:
            return None
        resolutions = [p for p in self.papers_of(vote.sitting) if p.kind is Paper.NQ]
        return resolutions[0] if len(resolutions) == 1 else None

    def votes_on(self, paper: PaperFacts) -> tuple[VoteFacts, ...]:
        """Return every vote that serves `paper`, in the order of sittings."""
        return self._votes.get(paper, ())

    @once
    def _votes(self) -> dict[PaperFacts, tuple[VoteFacts, ...]]:
        return _grouped((vote.paper, vote) for s in self.register.sittings for vote in s.votes)

    def replaced_by(self, paper: PaperFacts) -> tuple[PaperFacts, ...]:
        """Return the papers that replace `paper`."""
        return self._replaced_by.get(paper, ())

    @once
    def _replaced_by(self) -> dict[PaperFacts, tuple[PaperFacts, ...]]:
        return _inverse((paper, paper.replaces) for paper in self.register.papers)

    def amended_by(self, paper: PaperFacts) -> tuple[PaperFacts, ...]:
        """Return the papers that amend `paper`."""
        return self._amended_by.get(paper, ())

    @once
    def _amended_by(self) -> dict[PaperFacts, tuple[PaperFacts, ...]]:
        return _inverse((paper, paper.amends) for paper in self.register.papers)

    def cycle_through(self, paper: PaperFacts) -> tuple[PaperFacts, ...]:
        """Return the papers that lead from `paper` back to it; one that names itself is alone."""
        return self._cycles.get(paper, ())

    @once
    def _cycles(self) -> dict[PaperFacts, tuple[PaperFacts, ...]]:
        return cycles(
            {
                paper: [link.target for link in (*paper.replaces, *paper.amends) if link.target]
                for paper in self.register.papers
                if paper.replaces or paper.amends
            }
        )

    def carried_out(self, paper: PaperFacts) -> tuple[CarriedOutFacts, ...]:
        """Return what sittings heard of how `paper` is carried out."""
        return self._carried_out.get(paper, ())

    @once
    def _carried_out(self) -> dict[PaperFacts, tuple[CarriedOutFacts, ...]]:
        heard = (
            CarriedOutFacts(sitting, record, number)
            for sitting in self.register.sittings
            for number, record in enumerate(sitting.record.carried_out, 1)
            if record.paper
        )
        return _grouped((self.register.paper(facts.record.paper or ""), facts) for facts in heard)

    def oversight_of(self, plan: PaperFacts) -> tuple[OversightFacts, ...]:
        """Return what sittings heard of those whom `plan` looks at."""
        return self._oversight.get(plan, ())

    @once
    def _oversight(self) -> dict[PaperFacts, tuple[OversightFacts, ...]]:
        heard = (
            OversightFacts(sitting, record, number)
            for sitting in self.register.sittings
            for number, record in enumerate(sitting.record.oversight, 1)
            if record.plan
        )
        return _grouped((self.register.paper(facts.record.plan or ""), facts) for facts in heard)


def _grouped(pairs: Iterable[tuple[K | None, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        if key is not None:
            groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _inverse(
    links: Iterable[tuple[PaperFacts, tuple[PaperLink, ...]]],
) -> dict[PaperFacts, tuple[PaperFacts, ...]]:
    """Return for each target who links to it; a paper that names itself is left out."""
    return _grouped(
        (link.target, paper)
        for paper, targets in links
        for link in targets
        if link.target is not paper
    )
