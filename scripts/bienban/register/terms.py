"""The committee's terms by day: the ground of folders and numbers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from bienban.documents.document import Document
from bienban.documents.organization import Organization, Term
from bienban.once import once


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms that organization.yml states."""

    document: Document[Organization] | None

    @once
    def stated(self) -> tuple[Term, ...]:
        """Every term, as written; none where the list is missing or cannot be read."""
        return (self.document.record.terms or ()) if self.document else ()

    def on(self, day: date) -> tuple[Term, ...]:
        """Return every term that `day` lies in, as written: two on the day of a congress."""
        stretch = bisect_right(self._turns, day)
        if stretch not in self._covering:
            first = self._turns[stretch - 1] if stretch else date.min
            self._covering[stretch] = tuple(term for term in self.stated if term.covers(first))
        return self._covering[stretch]

    @once
    def _turns(self) -> list[date]:
        """The days on which any term begins or is over."""
        days: set[date] = set()
        for term in self.stated:
            if term.start is not None:
                days.add(term.start)
                if term.end is not None and term.end < date.max:
                    days.add(term.end + timedelta(days=1))
        return sorted(days)

    @once
    def _covering(self) -> dict[int, tuple[Term, ...]]:
        """The terms of the stretches between two turns that were asked for so far."""
        return {}
