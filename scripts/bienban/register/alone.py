"""A register of documents each by itself among the roll, for rules that may be kept by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NoReturn, TypeVar

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.organization import Organization
from bienban.documents.workspace import Library, library_of
from bienban.once import once
from bienban.register.register import Register
from bienban.register.roster import Roster
from bienban.register.terms import Terms
from bienban.standards import Standards

R = TypeVar("R", bound=Register)


class NotAloneError(Exception):
    """A rule that sees each document alone asked for what only all of them, or the day, say."""


@dataclass(frozen=True, eq=False)
class Alone(Register):
    """Documents, the roll and the standards; nothing that links documents, and no today.

    What is found here rests on the one document, organization.yml and the standards alone, however
    many documents stand in it together.
    """

    def apart(self) -> Iterator[tuple[str, Alone]]:
        """Yield the path of each document, and a register in which no other one stands."""
        for document in self.library.documents:
            library = library_of(self.organization, (document,))
            alone = Alone(library, self.standards, date.min)
            yield document.path, _with_roll(alone, self.roster, self.terms)

    @once
    def index(self) -> NoReturn:
        """Refuse: what a reference leads to rests on other documents."""
        raise NotAloneError

    @once
    def links(self) -> NoReturn:
        """Refuse, as above."""
        raise NotAloneError

    @once
    def numbering(self) -> NoReturn:
        """Refuse, as above."""
        raise NotAloneError

    @once
    def calendar(self) -> NoReturn:
        """Refuse, as above."""
        raise NotAloneError

    def let_go(self) -> None:
        """Forget everything, and let all that was made here do so: each refers to the others.

        Then it is gone at once, without a search for what refers to nothing else.
        """
        for made in (*self.sittings, *self.papers, *self.tasks, self.tasks, self):
            vars(made).clear()


class Cell:
    """What documents are judged among: organization.yml and its roll, read once for all of them."""

    def __init__(self, organization: Document[Organization] | None, standards: Standards) -> None:
        self.organization = organization
        self.standards = standards
        self._roll = Roster(organization), Terms(organization)

    def register(self, library: Library, today: date) -> Register:
        """Return the register of all in `library`, organization.yml equal to the one here."""
        return _with_roll(Register(library, self.standards, today), *self._roll)

    def alone(self, documents: Iterable[Document[Record]]) -> Alone:
        """Return the register in which `documents` stand each by itself."""
        library = library_of(self.organization, documents)
        return _with_roll(Alone(library, self.standards, date.min), *self._roll)


def _with_roll(register: R, roster: Roster, terms: Terms) -> R:
    """Return `register` with a roll that was read before."""
    vars(register).update(roster=roster, terms=terms)  # what its cached properties would make
    return register
