"""The register: every document of a workspace, linked; pure, lazy, indexed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.organization import Organization, Term
from bienban.documents.workspace import Library, Unreadable
from bienban.once import once
from bienban.register.calendar import Calendar
from bienban.register.doubts import MINUTES, PAPERS
from bienban.register.index import AnyDocument, Index
from bienban.register.links import Links
from bienban.register.numbering import Numbering
from bienban.register.papers import PaperFacts
from bienban.register.references import canonical, split_task
from bienban.register.roster import Roster, Unknown
from bienban.register.sittings import Order, Sitting
from bienban.register.states import NoTaskReason
from bienban.register.taskbook import TaskBook
from bienban.register.tasks import Assignee, NoTask, TaskFacts
from bienban.register.terms import Terms
from bienban.standards import ScoreFrame, Standards
from bienban.vocabulary import Kind, Paper


@dataclass(frozen=True, eq=False)
class Register:
    """All documents of a workspace, linked; everything is computed when first asked for."""

    library: Library
    standards: Standards
    today: date

    @property
    def organization(self) -> Document[Organization] | None:
        """organization.yml; None where it is missing or cannot be read."""
        return self.library.organization

    @property
    def cell(self) -> Organization | None:
        """What organization.yml says."""
        return self.organization.record if self.organization else None

    @once
    def roster(self) -> Roster:
        """Who belongs to the cell on which day."""
        return Roster(self.organization)

    @once
    def terms(self) -> Terms:
        """The committee's terms."""
        return Terms(self.organization)

    @once
    def sittings(self) -> tuple[Sitting, ...]:
        """Every sitting, planned ones too, in order of time."""
        return tuple(sorted((Sitting(self, d) for d in self.library.meetings), key=_order))

    @once
    def papers(self) -> tuple[PaperFacts, ...]:
        """Every paper, by path."""
        return tuple(PaperFacts(self, document) for document in self.library.resolutions)

    @once
    def tasks(self) -> TaskBook:
        """Every task, and what became of it."""
        return TaskBook(self)

    @once
    def numbering(self) -> Numbering:
        """The sequences of numbers of papers."""
        return Numbering(self)

    @once
    def calendar(self) -> Calendar:
        """The sittings in time, and what is missing."""
        return Calendar(self)

    # References

    @once
    def index(self) -> Index:
        """Every document by what names it."""
        return Index(self)

    @once
    def links(self) -> Links:
        """The links of papers, both ways."""
        return Links(self)

    def find(self, ref: str) -> AnyDocument | Unreadable | None:
        """Return the minutes or paper that `ref` names, by identity or path, or the bad file."""
        return self.index.find(ref)

    def sitting(self, ref: str | Document[Record]) -> Sitting | None:
        """Return the sitting whose minutes `ref` is, or names."""
        found = self.find(ref) if isinstance(ref, str) else ref
        return self._sittings.get(found.path) if found else None

    def sitting_at(self, path: str) -> Sitting | None:
        """Return the sitting whose minutes stand at `path`."""
        return self._sittings.get(path)

    def paper(self, ref: str | Document[Record]) -> PaperFacts | None:
        """Return the paper that `ref` is, or names."""
        found = self.find(ref) if isinstance(ref, str) else ref
        return self._papers.get(found.path) if found else None

    @once
    def _sittings(self) -> dict[str, Sitting]:
        return {sitting.path: sitting for sitting in self.sittings}

    @once
    def _papers(self) -> dict[str, PaperFacts]:
        return {paper.path: paper for paper in self.papers}

    def known_sitting(self, ref: str) -> bool:
        """Tell whether nothing is to be said against `ref` where a sitting is meant."""
        return self.index.known(ref, MINUTES)

    def known_paper(self, ref: str) -> bool:
        """Tell whether nothing is to be said against `ref` where a paper is meant."""
        return self.index.known(ref, PAPERS)

    def before_records(self, ref: str) -> bool:
        """Tell whether `ref` names something older than the records, accepted as text."""
        return self.index.before_records(ref)

    def could_hold(self, ref: str) -> bool:
        """Tell whether a file of doubtful identity may be what `ref` names."""
        return self.index.could_hold(ref)

    def could_hold_sitting(self, first: date, last: date, *kinds: Kind) -> bool:
        """Tell whether a doubtful file may be a sitting of `kinds` (none: any) in these days."""
        return self.index.could_hold_sitting(first, last, *kinds)

    def could_hold_paper(self, term: str, symbol: str, kind: Paper | None) -> bool:
        """Tell whether a doubtful file may be a paper of that sequence (`kind` None: any kind)."""
        return self.index.could_hold_paper(term, symbol, kind)

    def nearest(self, ref: str) -> str | None:
        """Return the identity that exists and is most like `ref`."""
        return self.index.nearest(ref)

    def resolve_task(self, ref: str) -> TaskFacts | NoTask:
        """Return the task that `ref` names, or why there is none."""
        parts = split_task(ref)
        if parts is None:
            return NoTask(ref, NoTaskReason.UNKNOWN)
        found = self.find(parts[0])
        if found is None:
            return NoTask(ref, self._why_no_document(parts[0]))
        if isinstance(found, Unreadable):
            return NoTask(ref, NoTaskReason.UNREADABLE)
        tasks = self.tasks.of_document(found)
        if found.torn_before("nhiem_vu", parts[1] - 1):
            return NoTask(ref, NoTaskReason.UNREADABLE)
        if parts[1] <= len(tasks):
            return tasks[parts[1] - 1]
        lost = not tasks and found.broken("nhiem_vu")
        return NoTask(ref, NoTaskReason.UNREADABLE if lost else NoTaskReason.UNKNOWN)

    def _why_no_document(self, ref: str) -> NoTaskReason:
        if self.before_records(ref):
            return NoTaskReason.BEFORE_RECORDS
        return NoTaskReason.UNREADABLE if self.could_hold(ref) else NoTaskReason.UNKNOWN

    def assignee(self, text: str, day: date | None) -> Assignee:
        """Return whom a task names on `day`: a person, or a body from `to_chuc`."""
        lookup = self.roster.find(text, day)
        if not isinstance(lookup, Unknown):
            return Assignee(text, lookup, None)
        body = self.roster.body(text)
        if body is None and not self.roster.bodies_sure:
            lookup = Unknown(text, lookup.candidates, lookup.once, sure=False)
        return Assignee(text, lookup, body)

    def frame_on(self, day: date | None) -> ScoreFrame | None:
        """Return the frame by which the cell scores a sitting of `day`; None where none is sure."""
        if self.organization is None or day is None or self.organization.broken("khung_diem"):
            return None
        return self.standards.frame_on(day, self.organization.record.frames)

    def term_on(self, day: date, folder: str = "") -> Term | None:
        """Return the committee's term that `day` lies in.

        Of two, as on the day of a congress, it is the one of `folder`, else the later.
        """
        covering = self.terms_on(day)
        if len(covering) == 1:  # as on nearly every day
            return covering[0]
        return max(covering, key=lambda t: (t.folder == folder, t.start or date.min), default=None)

    def terms_on(self, day: date) -> tuple[Term, ...]:
        """Return every term of the committee that `day` lies in, as written."""
        return self.terms.on(day)

    def one_sequence(self, symbol: str, day: date | None) -> bool:
        """Tell whether papers of `symbol` share one sequence whatever their kind: a congress's."""
        numbering = self.standards.on(day or self.today).numbering
        congress = canonical(symbol) == canonical(numbering.congress_symbol)
        return numbering.congress_one_sequence and congress


def _order(sitting: Sitting) -> Order:
    return sitting.order


def build_register(library: Library, standards: Standards, today: date) -> Register:
    """Return the register of everything in `library`, with `today` as the day of judgement."""
    return Register(library, standards, today)
