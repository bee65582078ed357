"""Months and quarters, the sittings held in them, and what is missing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from bienban.dates import Month, Quarter, months, quarters
from bienban.documents.document import Document
from bienban.documents.guidance import Guidance
from bienban.once import once
from bienban.register.sittings import Sitting
from bienban.vocabulary import Audience, Kind

if TYPE_CHECKING:
    from bienban.register.register import Register


@dataclass(frozen=True, eq=False)
class Calendar:
    """The sittings in time; a month or quarter counts only when it is over."""

    register: Register = field(repr=False)

    @once
    def held(self) -> tuple[Sitting, ...]:
        """Every sitting that was held on a known day, in order."""
        return tuple(s for s in self.register.sittings if s.held and s.day)

    @once
    def regular(self) -> tuple[Sitting, ...]:
        """Every thường kỳ that was held, in order."""
        return tuple(s for s in self.held if Kind.THUONG_KY in s.kinds)

    @once
    def committee(self) -> tuple[Sitting, ...]:
        """Every sitting of the chi ủy that was held, in order."""
        return tuple(s for s in self.held if Kind.CHI_UY in s.kinds)

    @once
    def since(self) -> date | None:
        """The day from which records are kept: `so_tu`, else the first thường kỳ."""
        organization = self.register.organization
        if organization is None or organization.broken("so_tu"):
            return None
        return organization.record.since or (self.regular[0].day if self.regular else None)

    @once
    def _start(self) -> date | None:
        """The first day of which something can be missing.

        Where the first thường kỳ stands for `so_tu`, its whole month is on record.
        """
        cell, since = self.register.cell, self.since
        if cell is None or since is None or cell.since:
            return since
        return Month.of(since).first

    @once
    def months(self) -> tuple[Month, ...]:
        """The whole months on record that are over."""
        if self._start is None:
            return ()
        run = months(Month.of(self._start), Month.of(self.register.today))
        return tuple(m for m in run if m.first >= self._start and m.last < self.register.today)

    @once
    def quarters(self) -> tuple[Quarter, ...]:
        """The whole quarters on record that are over."""
        if self._start is None:
            return ()
        run = quarters(Quarter.of(self._start), Quarter.of(self.register.today))
        return tuple(q for q in run if q.first >= self._start and q.last < self.register.today)

    @once
    def _by_month(self) -> dict[Month, tuple[Sitting, ...]]:
        index: dict[Month, list[Sitting]] = {}
        for sitting in self.held:
            if sitting.day:
                index.setdefault(Month.of(sitting.day), []).append(sitting)
        return {month: tuple(sittings) for month, sittings in index.items()}

    def sittings_in(self, month: Month) -> tuple[Sitting, ...]:
        """Return every sitting held in `month`, in order."""
        return self._by_month.get(month, ())

    def regular_in(self, month: Month) -> tuple[Sitting, ...]:
        """Return every thường kỳ held in `month`, in order."""
        return tuple(s for s in self.sittings_in(month) if Kind.THUONG_KY in s.kinds)

    @once
    def _themes(self) -> dict[Quarter, tuple[Sitting, ...]]:
        index: dict[Quarter, tuple[Sitting, ...]] = {}
        for sitting in self.held:
            if sitting.day and Kind.CHUYEN_DE in sitting.kinds:
                quarter = sitting.record.quarter or Quarter.of(sitting.day)
                index[quarter] = (*index.get(quarter, ()), sitting)
        return index

    def themes_in(self, quarter: Quarter) -> tuple[Sitting, ...]:
        """Return every sitting with a theme of `quarter`: where `quy` says so, held in another."""
        return self._themes.get(quarter, ())

    @once
    def months_without(self) -> tuple[tuple[Month, Month], ...]:
        """The runs of months without a thường kỳ, first and last month of each.

        A month for which a doubtful file may hold one is not among them.
        """
        missing = [m for m in self.months if not self.regular_in(m) and not self._may_hold(m)]
        return tuple(_runs(missing))

    def _may_hold(self, month: Month) -> bool:
        return self.register.could_hold_sitting(month.first, month.last, Kind.THUONG_KY)

    @once
    def quarters_without(self) -> tuple[Quarter, ...]:
        """The quarters without a theme, and without a doubtful file that may hold one."""
        could_hold = self.register.could_hold_sitting
        return tuple(
            q
            for q in self.quarters
            if not self.themes_in(q) and not could_hold(q.first, q.last, Kind.CHUYEN_DE)
        )

    def previous_regular(self, sitting: Sitting) -> Sitting | None:
        """Return the last thường kỳ before `sitting`."""
        place = bisect_left(self._regular_orders, sitting.order)
        return self.regular[place - 1] if place else None

    @once
    def _regular_orders(self) -> list[tuple[date, int, int, str]]:
        return [s.order for s in self.regular]

    @once
    def _committee_orders(self) -> list[tuple[date, int, int, str]]:
        return [s.order for s in self.committee]

    def committee_before(self, sitting: Sitting) -> tuple[Sitting, ...] | None:
        """Return the sittings of chi ủy since the thường kỳ before `sitting`.

        For the first thường kỳ as many days count as the standard says.
        None where there is none, but one may stand before the records or in a doubtful file.
        """
        first = self._committee_from(sitting)
        if first is None or sitting.day is None:
            return None
        previous = self.previous_regular(sitting)
        low = previous.order if previous else (first, -1, 0, "")
        orders = self._committee_orders
        found = self.committee[bisect_left(orders, low) : bisect_left(orders, sitting.order)]
        if found:
            return found
        before_records = previous is None and (self.since is None or first < self.since)
        unsure = self.register.could_hold_sitting(first, sitting.day, Kind.CHI_UY)
        return None if before_records or unsure else ()

    def _committee_from(self, sitting: Sitting) -> date | None:
        previous = self.previous_regular(sitting)
        if previous is not None:
            return previous.day
        if sitting.day is None or sitting.standards is None:
            return None
        return sitting.day - timedelta(days=sitting.standards.conduct.committee_window_days)

    @once
    def _guidance(self) -> dict[Month, tuple[Document[Guidance], ...]]:
        index: dict[Month, tuple[Document[Guidance], ...]] = {}
        for document in self.register.library.guidance:
            if month := document.record.month:
                index[month] = (*index.get(month, ()), document)
        return index

    def guidance_for(self, month: Month) -> tuple[Document[Guidance], ...]:
        """Return the superior's guidance for `month`, by path."""
        return self._guidance.get(month, ())

    def guidance_at(self, sitting: Sitting) -> tuple[Document[Guidance], ...]:
        """Return the guidance for the month of `sitting` that was received by its day."""
        day = sitting.day
        if day is None:
            return ()
        received = self.guidance_for(Month.of(day))
        return tuple(g for g in received if g.record.day and g.record.day <= day)

    def last_for(self, reader: Audience = Audience.DANG_VIEN) -> Sitting | None:
        """Return the last sitting held by today, of those that `reader` may read of."""
        past = (s for s in reversed(self.held) if s.day and s.day <= self.register.today)
        return next((s for s in past if _may_read(s, reader)), None)

    def next_for(self, reader: Audience = Audience.DANG_VIEN) -> Sitting | None:
        """Return the next planned sitting from today on, of those that `reader` may read of."""
        today = self.register.today
        planned = (s for s in self.register.sittings if s.planned and s.day and s.day >= today)
        return next((s for s in planned if _may_read(s, reader)), None)


def _may_read(sitting: Sitting, reader: Audience) -> bool:
    return reader is Audience.CHI_UY or sitting.record.readers is Audience.DANG_VIEN


def _runs(missing: Iterable[Month]) -> Iterator[tuple[Month, Month]]:
    rest = list(missing)
    while rest:
        following = months(rest[0], rest[-1])
        run = list(takewhile(lambda pair: pair[0] == pair[1], zip(rest, following, strict=False)))
        yield rest[0], run[-1][0]
        rest = rest[len(run) :]
