"""What is told where a rule finds far too much in one file: some of it, and how much more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from bienban.documents.document import ENOUGH
from bienban.rules.model import Coded, Finding

T = TypeVar("T")

MOST = 50
"""How many findings of one rule are told of one file."""

_PAGE = 2000


def counted(found: Iterable[T]) -> Iterator[T]:
    """Yield what one rule found in one file, as far as it is counted; the rest is not made."""
    return islice(found, ENOUGH)


def floods(found: list[T]) -> bool:
    """Tell whether `counted` has left something out, or nearly so."""
    return len(found) >= ENOUGH


def told(found: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the findings that are told: `MOST` of each code and file, the last with the rest."""
    every = tuple(found)
    if len(every) <= MOST:
        return every
    totals = Counter((code, finding.path) for code, finding in every)
    if max(totals.values()) <= MOST:
        return every
    return tuple(_told(every, totals))


def _told(found: Iterable[Coded], totals: Counter[tuple[str, str]]) -> Iterator[Coded]:
    seen: Counter[tuple[str, str]] = Counter()
    for code, finding in found:
        where = code, finding.path
        seen[where] += 1
        if seen[where] == MOST < totals[where]:
            yield code, _last(finding, totals[where] - MOST)
        elif seen[where] <= MOST:
            yield code, finding


def _last(finding: Finding, more: int) -> Finding:
    least = "ít nhất " if more >= ENOUGH - MOST else ""
    return replace(finding, message=f"{finding.message} … và {least}{more} chỗ nữa")


def shortened(sentence: str) -> str:
    """Return a sentence without the midst of what it quotes, where that is longer than a page."""
    if len(sentence) <= _PAGE:
        return sentence
    return f"{sentence[: _PAGE // 2]} … {sentence[-_PAGE // 2 :]}"
