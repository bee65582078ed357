"""What a rule is: a code, its words, an example that is executed, and pure functions that find.

A rule does no I/O and re-reads no file.  What it reads decides when it runs again:
`problems` words what reading found, `document` sees one document alone, `cell` sees documents each
alone among the roll (both are kept by content), `register` sees the front matter of all documents
linked (kept until any of it changes), `texts` their bodies too, `trail` sees the verdicts of the
approval trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from bienban.dates import Month
from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document, Problem
from bienban.documents.position import START, Position
from bienban.documents.reader import ORGANIZATION
from bienban.register import Register
from bienban.register.alone import Alone
from bienban.standards import Citation, StandardsOfDay
from bienban.trail.verdicts import TrailReport


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place; the engine adds code, severity and citation.

    `message` is one sentence, «`khóa` phải …, nhưng là '…'»; `help` says how to mend it.
    `month` is set where a finding belongs to no document but to a month, so that it can be waived.
    `day` is the day that it is about where its document tells none: what is cited was in force
    then, and findings at one place stand in the order of their days.
    `citation` is the document that this very finding rests on, where the rule's topic has another.
    """

    path: str
    position: Position
    message: str
    help: str = ""
    month: Month | None = None
    day: date | None = None
    citation: str = ""

    @classmethod
    def at(
        cls, document: Document[Record], position: Position, message: str, help: str = ""
    ) -> Finding:
        """Return a finding at a place of `document`."""
        return cls(document.path, position, message, help)

    def citing(self, citation: Citation) -> Finding:
        """Return the same finding with a citation of its own."""
        return replace(self, citation=str(citation))

    @classmethod
    def of_cell(
        cls, message: str, help: str = "", month: Month | None = None, day: date | None = None
    ) -> Finding:
        """Return a finding about no file: it stands at organization.yml, 1, 1."""
        return cls(ORGANIZATION, START, message, help, month, day)


Coded = tuple[str, Finding]
"""A finding with the code of its rule: what may be kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """The message and help of a problem that reading found."""

    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A good and a bad wording of one place, shown in the docs and executed by the tests.

    `good` stands exactly once in file `path` of the example workspace (tests/rules/base);
    with `bad` in its stead the workspace has findings of this code, and of no other.
    `case` names a passing case of the rule's own fixtures that is applied first, and whose
    day is the day of judgement.  With an empty `bad` the passage is left out, with None the
    whole file.  `moved` is the path that the bad file has, where it differs, `encoding` how
    `bad` is written, and `note` a sentence for readers on what cannot be seen.
    """

    path: str
    good: str
    bad: str | None
    case: str = ""
    moved: str = ""
    encoding: str = "utf-8"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """How often a rule that guesses is right, on examples that it was not tuned on.

    Of `total` examples `bad` are bad; the rule found `found`, of which `right` are bad.
    """

    what: str
    total: int
    bad: int
    found: int
    right: int

    @property
    def precision(self) -> Fraction:
        """The share of its findings that are right."""
        return Fraction(self.right, self.found) if self.found else Fraction(1)

    @property
    def recall(self) -> Fraction:
        """The share of what is bad that it finds."""
        return Fraction(self.right, self.bad) if self.bad else Fraction(1)


ProblemCheck = Callable[[Problem], Words]
DocumentCheck = Callable[[Document[Record], StandardsOfDay], Iterator[Finding]]
RegisterCheck = Callable[[Register], Iterator[Finding]]
CellCheck = Callable[[Alone], Iterator[Finding]]
Answer = Callable[[Register, Finding], bool]
TrailCheck = Callable[[TrailReport], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One code of the catalogue.

    `title` is the rule in one Vietnamese sentence, `why` its reason, `mend` the way out.
    `topic` names the standard that the citation is taken from, by the day of the record;
    rules that are conventions of the format alone have none.
    `figures` are those of `topic` that decide, each with what readers call it; where all are of
    one document, it is cited in place of the topic's.
    `also_cites` names figures of the topic that other documents state, which a finding then cites;
    `also_topics` names topics whose document a finding then cites.
    `measure` is for a rule that guesses.
    `stands` tells whether what was found without the register still stands when all other
    documents are known.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    mend: str
    example: Example | None
    topic: str | None = None
    figures: tuple[tuple[str, str], ...] = ()
    also_cites: tuple[str, ...] = ()
    also_topics: tuple[str, ...] = ()
    problems: ProblemCheck | None = None
    document: DocumentCheck | None = None
    cell: CellCheck | None = None
    stands: Answer | None = None
    register: RegisterCheck | None = None
    texts: RegisterCheck | None = None
    trail: TrailCheck | None = None
    measure: Measure | None = None

    @property
    def deciding(self) -> tuple[str, ...]:
        """The names of the figures that decide."""
        return tuple(name for name, _ in self.figures)

    @property
    def family(self) -> str:
        """The first digit of the code: what it is about."""
        return self.code[2]
