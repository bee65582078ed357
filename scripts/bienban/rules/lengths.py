"""The least length of a sitting: the standard's of its day, or the superior's for this cell."""

from __future__ import annotations

from dataclasses import dataclass

from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.standards import Citation
from bienban.vocabulary import Kind

_JOINT = frozenset({Kind.THUONG_KY, Kind.CHUYEN_DE})


@dataclass(frozen=True, slots=True)
class Least:
    """A least length in minutes; in words, and with its own citation, where it is another."""

    minutes: int
    why: str = ""
    citation: Citation | None = None


def least_minutes(register: Register, sitting: Sitting) -> Least | None:
    """Return the least length of `sitting`, None where that cannot be known.

    A cell's own figure holds for a plain sitting, from the day of its document on; two kinds in one
    sitting keep the standard's.
    """
    standards, cell = sitting.standards, register.organization
    if standards is None:
        return None
    if sitting.kinds >= _JOINT:
        joint = standards.conduct.minutes_for(joint=True)
        return Least(joint, " (thường kỳ và chuyên đề trong một buổi)")
    if cell is not None and cell.broken("thoi_luong_toi_thieu"):
        return None
    own = cell.record.length_on(sitting.day) if cell and sitting.day else None
    if own is not None and own.minutes is not None and own.source is not None:
        return Least(own.minutes, " (mức riêng của chi bộ)", own.source.citation)
    return Least(standards.conduct.minutes_for(joint=False))
