"""References between documents: one key for every way to write them, and what a name states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bienban.dates import parse_day
from bienban.text import nfc
from bienban.vocabulary import Kind

_SITTING = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z-]+?)(?:-(\d+))?", re.ASCII)
_PAPER = re.compile(r"([^/]+)/(\d{1,6})-([^\W\d_]+)-([^/]+)")
_MINUTES, _PAPERS = "meetings/", "resolutions/"
_KINDS = frozenset(Kind)


@lru_cache(maxsize=65536)
def canonical(ref: str) -> str:
    """Return the key under which every form of a reference meets.

    A path and an id meet, with `.md` or without; NFC and NFD do; `Đ` and `D` do, as file names
    have no `Đ`.
    """
    plain = nfc(ref).strip().removesuffix(".md").replace("Đ", "D").replace("đ", "d")
    path = plain.removeprefix("./")
    if path.startswith(_MINUTES):
        return path.rpartition("/")[2]
    paper = path.removeprefix(_PAPERS)
    return paper if len(paper) < len(path) and paper.find("/") > 0 else plain


@dataclass(frozen=True, slots=True)
class SittingName:
    """What the name of minutes states: day, kind, and which of several of that kind and day."""

    day: date
    kind: Kind
    nth: int


@dataclass(frozen=True, slots=True)
class PaperName:
    """What the name of a paper states; kind and symbol as file names have them, without `Đ`."""

    term: str
    number: int
    kind: str
    symbol: str


@lru_cache(maxsize=65536)
def sitting_name(ref: str) -> SittingName | None:
    """Read `2026-01-05-thuong-ky`, `…-2`, or its path; None where it states no sitting."""
    found = _SITTING.fullmatch(canonical(ref))
    day = parse_day(found[1]) if found else None
    if not found or day is None or found[2] not in _KINDS:
        return None
    return SittingName(day, Kind(found[2]), int(found[3] or 1))


def paper_name(ref: str) -> PaperName | None:
    """Read `2025-2027/01-NQ-CB`, or its path; None where it states no paper."""
    found = _PAPER.fullmatch(canonical(ref))
    return PaperName(found[1], int(found[2]), found[3], found[4]) if found else None


def split_task(ref: str) -> tuple[str, int] | None:
    """Read `<document>/<n>`; None where no number from 1 ends it."""
    document, _, number = ref.strip().rpartition("/")
    if not document or not number.isascii() or not number.isdigit() or len(number) > 6:
        return None
    return (document, int(number)) if int(number) else None
