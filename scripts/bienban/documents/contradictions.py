"""What organization.yml says against itself: days in a wrong order, one `ma` for two (BB107)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bienban.dates import show_day
from bienban.documents.base import Record
from bienban.documents.faults import Fault
from bienban.documents.frontmatter import Loc
from bienban.documents.organization import Organization, Period


def contradictions(cell: Organization) -> Iterator[Fault]:
    """Yield each end before its start, and each `ma` that somebody else has already."""
    for loc, period in _periods(cell, ()):
        yield from _before(period.end, period.start, (*loc, "den"))
    members = cell.members or ()
    for index, member in enumerate(members):
        yield from _before(member.official, member.joined, ("dang_vien", index, "chinh_thuc"))
    yield from _shared((member.id for member in members), "dang_vien", "người khác")
    yield from _shared((body.id for body in cell.bodies), "to_chuc", "tổ chức khác")


def _periods(record: Record, loc: Loc) -> Iterator[tuple[Loc, Period]]:
    """Yield every period that `record` holds, with its place."""
    if isinstance(record, Period):
        yield loc, record
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        place = (*loc, info.alias or name)
        if isinstance(value, Record):
            yield from _periods(value, place)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if isinstance(each, Record):
                    yield from _periods(each, (*place, index))


def _before(end: date | None, start: date | None, loc: Loc) -> Iterator[Fault]:
    if end is not None and start is not None and end < start:
        yield Fault("BB107", loc, False, f"từ ngày {show_day(start)} trở đi", show_day(end))


def _shared(ids: Iterable[str | None], key: str, others: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, each in enumerate(ids):
        if each in seen:
            yield Fault("BB107", (key, index, "ma"), False, f"khác mã của {others}", each)
        elif each:
            seen.add(each)
