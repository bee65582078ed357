"""The least length of a sitting: the standard's of its day, or the superior's for this cell."""

from __future__ import annotations

from dataclasses import dataclass

from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.vocabulary import Kind

_JOINT = frozenset({Kind.THUONG_KY, Kind.CHUYEN_DE})


@dataclass(frozen=True, slots=True)
class Least:
    """A least length in minutes, and in words where it is not the plain one."""

    minutes: int
    why: str = ""


def least_minutes(register: Register, sitting: Sitting) -> Least | None:
    """Return the least length of `sitting`, None where that cannot be known.

    A cell's own figure holds for a plain sitting; two kinds in one sitting keep the standard's.
    """
    standards, cell = sitting.standards, register.organization
    if standards is None:
        return None
    if sitting.kinds >= _JOINT:
        joint = standards.conduct.minutes_for(joint=True)
        return Least(joint, " (thường kỳ và chuyên đề trong một buổi)")
    if cell is not None and cell.broken("thoi_luong_toi_thieu"):
        return None
    own = cell.record.minimum if cell else None
    if own is not None and own.minutes is not None:
        return Least(own.minutes, f" (theo {own.source})")
    return Least(standards.conduct.minutes_for(joint=False))
