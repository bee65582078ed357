"""Papers: number, term, the sitting and vote behind each, what replaced it, how it fares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bienban.documents.meeting import CarriedOut, OversightResult
from bienban.documents.organization import Term
from bienban.documents.resolution import Resolution
from bienban.once import once
from bienban.register.linked import Linked
from bienban.register.references import PaperName, canonical, paper_name
from bienban.register.roster import Lookup, person_of
from bienban.register.sittings import Sitting
from bienban.register.states import PaperState
from bienban.register.votes import VoteFacts
from bienban.vocabulary import Paper, Role

if TYPE_CHECKING:
    from bienban.register.tasks import TaskFacts


@dataclass(frozen=True, slots=True)
class PaperKey:
    """What no two papers share; `kind` is None in a sequence that all kinds share (ĐH)."""

    term: str
    symbol: str
    kind: Paper | None
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class PaperLink:
    """A reference to another paper: as written, where it leads, where it stands."""

    text: str
    target: PaperFacts | None
    loc: tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class CarriedOutFacts:
    """What a sitting heard of how a paper is carried out."""

    sitting: Sitting
    record: CarriedOut
    number: int

    @property
    def loc(self) -> tuple[str, int]:
        """Where it stands in front matter."""
        return ("thuc_hien", self.number - 1)

    @property
    def people(self) -> tuple[Lookup, ...]:
        """Those who carry it out."""
        return self.sitting.find_all(self.record.people)


@dataclass(frozen=True, slots=True, eq=False)
class OversightFacts:
    """What a sitting heard of whom a plan of inspection looked at."""

    sitting: Sitting
    record: OversightResult
    number: int

    @property
    def loc(self) -> tuple[str, int]:
        """Where it stands in front matter."""
        return ("ket_qua_giam_sat", self.number - 1)


@dataclass(frozen=True, eq=False, repr=False)
class PaperFacts(Linked[Resolution]):
    """One paper, linked."""

    @once
    def day(self) -> date | None:
        """The day of issue; None where it could not be read."""
        return self.record.day

    @once
    def kind(self) -> Paper | None:
        """The kind; None where it could not be read."""
        return self.record.kind

    @once
    def term(self) -> Term | None:
        """The term that its day lies in; of two the one whose folder it stands in."""
        if self.day is None:
            return None
        return self.register.term_on(self.day, self.stated.term if self.stated else "")

    @property
    def symbol(self) -> str | None:
        """The symbol: its own, else the cell's; None where that could not be read."""
        if self.document.broken("ky_hieu"):
            return None
        return self.record.symbol or (self.register.cell.symbol if self.register.cell else None)

    @once
    def key(self) -> PaperKey | None:
        """What no other paper may share; None where a part of it could not be read."""
        term = self.term.folder if self.term else None
        symbol, kind, number = self.symbol, self.kind, self.record.number
        if term is None or symbol is None or kind is None or number is None:
            return None
        shared = self.register.one_sequence(symbol, self.day)
        return PaperKey(term, symbol, None if shared else kind, number)

    @once
    def stated(self) -> PaperName | None:
        """What the path says of term, number, kind and symbol."""
        return paper_name(self.path)

    @once
    def identity(self) -> str | None:
        """The identity that front matter states: `2025-2027/01-NQ-CB`."""
        if self.key is None or self.kind is None:
            return None
        return f"{self.key.term}/{self.key.number:02d}-{self.kind}-{self.key.symbol}"

    @property
    def misplaced(self) -> bool:
        """Whether the path does not say what front matter says."""
        return self.identity is None or paper_name(self.identity) != self.stated

    @property
    def number_text(self) -> str | None:
        """The number as papers write it: «05-NQ/CB»."""
        number, kind, symbol = self.record.number, self.kind, self.symbol
        if number is None or kind is None or symbol is None or self.day is None:
            return None
        layout = self.register.standards.on(self.day).layout
        return f"{layout.padded(number)}-{kind}/{symbol}"

    @property
    def title(self) -> str:
        """What people call it: «Nghị quyết số 05-NQ/CB»."""
        kind = self.kind.label if self.kind else "Văn bản"
        return f"{kind} số {self.number_text}" if self.number_text else f"{kind} {self.id}"

    @once
    def sitting(self) -> Sitting | None:
        """The sitting it comes from."""
        return self.register.sitting(self.record.meeting) if self.record.meeting else None

    @property
    def votes(self) -> tuple[VoteFacts, ...]:
        """Every vote on it, in the order of sittings."""
        return self.register.links.votes_on(self)

    @property
    def voted_elsewhere(self) -> Sitting | None:
        """The sitting that voted on it where `cuoc_hop` surely names another; None elsewhere."""
        sittings = [vote.sitting for vote in self.votes]
        if self.sitting is None or not sittings or self.sitting in sittings:
            return None
        return sittings[0]

    @property
    def vote(self) -> VoteFacts | None:
        """The vote that it was adopted by, else the first on it."""
        carried = (vote for vote in self.votes if vote.carried)
        return next(carried, self.votes[0] if self.votes else None)

    @property
    def adopted(self) -> bool | None:
        """Whether a vote on it carried; None where that cannot be known."""
        results = [vote.carried for vote in self.votes]
        if True in results:
            return True
        sitting = self.sitting
        unknown = None in results or sitting is None or sitting.document.broken("bieu_quyet")
        return None if unknown else False

    @once
    def replaces(self) -> tuple[PaperLink, ...]:
        """The papers that it replaces."""
        return self._links("thay_the", self.record.replaces)

    @once
    def amends(self) -> tuple[PaperLink, ...]:
        """The papers that it amends."""
        return self._links("sua_doi", self.record.amends)

    def _links(self, key: str, refs: tuple[str, ...]) -> tuple[PaperLink, ...]:
        paper = self.register.paper
        return tuple(PaperLink(ref, paper(ref), (key, index)) for index, ref in enumerate(refs))

    @property
    def replaced_by(self) -> tuple[PaperFacts, ...]:
        """The papers that replace it, by path."""
        return self.register.links.replaced_by(self)

    @property
    def amended_by(self) -> tuple[PaperFacts, ...]:
        """The papers that amend it, by path."""
        return self.register.links.amended_by(self)

    @property
    def cycle(self) -> tuple[PaperFacts, ...]:
        """The papers that lead from it back to itself by `thay_the` and `sua_doi`; else none."""
        return self.register.links.cycle_through(self)

    @property
    def expires(self) -> date | None:
        """The last day in force, where one is set."""
        return self.record.expires

    def state_on(self, day: date) -> PaperState | None:
        """Return whether it is in force on `day`; None where that cannot be known."""
        if self.day is None or self.document.broken("het_hieu_luc"):
            return None
        if day < self.day:
            return PaperState.CHUA
        if _issued(self.replaced_by, day):
            return PaperState.THAY_THE
        if self.expires and self.expires < day:
            return PaperState.HET
        return PaperState.SUA_DOI if _issued(self.amended_by, day) else PaperState.HIEU_LUC

    def in_force_on(self, day: date) -> bool | None:
        """Tell whether it is in force on `day`, amended or not; None where that is not known."""
        state = self.state_on(day)
        return None if state is None else state in (PaperState.HIEU_LUC, PaperState.SUA_DOI)

    @property
    def tasks(self) -> tuple[TaskFacts, ...]:
        """The tasks that it gives."""
        return self.register.tasks.of_document(self.document)

    @property
    def carried_out(self) -> tuple[CarriedOutFacts, ...]:
        """What sittings heard of how it is carried out, in their order."""
        return self.register.links.carried_out(self)

    @property
    def oversight(self) -> tuple[OversightFacts, ...]:
        """What sittings heard of those whom it, a plan of inspection, looks at."""
        return self.register.links.oversight_of(self)

    @once
    def signer(self) -> Lookup | None:
        """Who signed it."""
        name = self.record.signer
        return self.register.roster.find(name, self.day) if name else None

    @property
    def signer_roles(self) -> frozenset[Role] | None:
        """The roles of its signer on its day; None where signer or roles are not known."""
        person = person_of(self.signer)
        if person is None or self.day is None or person.unsure or person.roles_unsure:
            return None
        return person.roles_on(self.day)


def _issued(papers: tuple[PaperFacts, ...], day: date) -> bool:
    return any(paper.day is not None and paper.day <= day for paper in papers)


def series_key(term: str, symbol: str, kind: str | None) -> tuple[str, str, str | None]:
    """Return the key of a sequence of numbers, the same for data and for file names."""
    return (canonical(term), canonical(symbol), canonical(kind) if kind else None)
