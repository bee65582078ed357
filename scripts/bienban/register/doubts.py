"""What a file that could not be read, in whole or in part, might be.

A rule that concludes from something missing asks here first and stays silent where such a file
could be what it misses («one cause, one error»).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bienban.documents.workspace import Unreadable
from bienban.register.references import PaperName, paper_name, sitting_name
from bienban.register.sittings import Sitting
from bienban.vocabulary import Kind

MINUTES = "meetings/"
GUIDANCE = "meetings/huong-dan/"
PAPERS = "resolutions/"


@dataclass(frozen=True, slots=True)
class SittingDoubt:
    """A file that may be minutes of one of `days`, of one of `kinds`; None stands for any."""

    id: str
    days: frozenset[date] | None
    kinds: frozenset[Kind] | None

    @property
    def day(self) -> date | None:
        """The first day it may be of; None where it may be of any."""
        return min(self.days) if self.days else None

    def could_be(self, first: date, last: date, kinds: tuple[Kind, ...]) -> bool:
        """Tell whether it may be a sitting of one of `kinds` (none: any) from `first` to `last`."""
        in_time = self.days is None or any(first <= day <= last for day in self.days)
        return in_time and (self.kinds is None or not kinds or not self.kinds.isdisjoint(kinds))


@dataclass(frozen=True, slots=True)
class PaperDoubt:
    """A file that may be a paper of that name; None stands for any paper."""

    id: str
    name: PaperName | None


def unreadable_sitting(file: Unreadable) -> SittingDoubt:
    """Return what unreadable minutes may be: what their identity states, else anything.

    A thường kỳ may have had a theme, which its path does not say.
    """
    name = sitting_name(file.id)
    if name is None:
        return SittingDoubt(file.id, None, None)
    themed = {Kind.CHUYEN_DE} if name.kind is Kind.THUONG_KY else set()
    return SittingDoubt(file.id, frozenset({name.day}), frozenset({name.kind, *themed}))


def unreadable_paper(file: Unreadable) -> PaperDoubt:
    """Return what an unreadable paper may be: what its identity states, else anything."""
    return PaperDoubt(file.id, paper_name(file.id))


def sitting_doubts(sitting: Sitting) -> Iterator[SittingDoubt]:
    """Yield what minutes may be besides what they say: where a value failed or the path differs."""
    broken = sitting.document.broken
    if sitting.misplaced or broken("gom") or broken("trang_thai"):
        kinds = None if broken("gom") else _stated_kinds(sitting)
        yield SittingDoubt(sitting.id, _stated_days(sitting), kinds)
    if broken("chuyen_de"):
        yield SittingDoubt(sitting.id, _stated_days(sitting), frozenset({Kind.CHUYEN_DE}))
    if broken("quy"):
        yield SittingDoubt(sitting.id, None, frozenset({Kind.CHUYEN_DE}))


def _stated_days(sitting: Sitting) -> frozenset[date] | None:
    days = {sitting.day, sitting.stated.day if sitting.stated else None}
    return frozenset(day for day in days if day) or None


def _stated_kinds(sitting: Sitting) -> frozenset[Kind] | None:
    stated = {sitting.stated.kind} if sitting.stated else set()
    themed = {Kind.CHUYEN_DE} if sitting.record.theme and Kind.THUONG_KY in stated else set()
    return sitting.kinds | stated | themed or None
