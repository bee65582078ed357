"""Sequences of numbers: one for each kind, symbol and term; for a congress one for all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from bienban.once import once
from bienban.register.papers import PaperFacts, series_key
from bienban.register.references import PaperName
from bienban.vocabulary import Paper

if TYPE_CHECKING:
    from bienban.register.register import Register

SeriesKey: TypeAlias = tuple[str, str, str | None]


@dataclass(frozen=True, eq=False)
class Series:
    """The papers of one sequence; `held` are numbers that files of doubtful content may have.

    `sure` is False where a file may hold any number of it.
    """

    term: str
    symbol: str
    kind: Paper | None
    papers: tuple[PaperFacts, ...]
    held: frozenset[int]
    sure: bool

    @once
    def _by_number(self) -> dict[int, tuple[PaperFacts, ...]]:
        index: dict[int, tuple[PaperFacts, ...]] = {}
        for paper in self.papers:
            assert paper.key is not None  # a series is made of papers with a key
            index[paper.key.number] = (*index.get(paper.key.number, ()), paper)
        return index

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in use, in order."""
        return tuple(sorted(self._by_number))

    @property
    def lowest(self) -> int:
        """The lowest recorded number: nothing below it is missing."""
        return min((*self._by_number, *self.held))

    @property
    def highest(self) -> int:
        """The highest recorded number."""
        return max(self._by_number)

    @property
    def next(self) -> int:
        """The number that the next paper takes."""
        return max((*self._by_number, *self.held)) + 1

    @property
    def gaps(self) -> tuple[int, ...]:
        """The numbers missing from the lowest recorded one on; none where that is not sure."""
        if not self.sure:
            return ()
        known = self.held.union(self._by_number)
        return tuple(n for n in _between(self.lowest, self.highest, known) if n not in known)

    @property
    def repeats(self) -> tuple[tuple[PaperFacts, ...], ...]:
        """The papers that share a number, by number."""
        shared = sorted(self._by_number.items())
        return tuple(papers for _, papers in shared if len(papers) > 1)


_MOST_GAPS = 1000
"""How many missing numbers are named at most: one slip of the pen must not name a million."""


def _between(lowest: int, highest: int, known: Iterable[int]) -> Iterable[int]:
    if highest - lowest <= _MOST_GAPS:
        return range(lowest, highest)
    ordered = sorted(n for n in known if lowest <= n <= highest)
    return [n + 1 for n in ordered if n < highest]


@dataclass(frozen=True, eq=False)
class Numbering:
    """Every sequence of numbers in the register."""

    register: Register = field(repr=False)

    @once
    def _index(self) -> dict[SeriesKey, Series]:
        grouped: dict[SeriesKey, list[PaperFacts]] = {}
        for paper in self.register.papers:
            if paper.key is not None:
                key = series_key(paper.key.term, paper.key.symbol, paper.key.kind)
                grouped.setdefault(key, []).append(paper)
        return {key: self._series(key, papers) for key, papers in grouped.items()}

    def _series(self, key: SeriesKey, papers: list[PaperFacts]) -> Series:
        first = papers[0].key
        assert first is not None  # papers without one are in no series
        held = frozenset(self._held.get(key, ()))
        sure = not any(doubt.name is None for doubt in self.register.index.paper_doubts)
        return Series(first.term, first.symbol, first.kind, tuple(papers), held, sure)

    @once
    def _held(self) -> dict[SeriesKey, set[int]]:
        """The numbers that the paths of doubtful files state."""
        held: dict[SeriesKey, set[int]] = {}
        for doubt in self.register.index.paper_doubts:
            if doubt.name is not None:
                held.setdefault(self._key_of(doubt.name), set()).add(doubt.name.number)
        return held

    def _key_of(self, name: PaperName) -> SeriesKey:
        shared = self.register.one_sequence(name.symbol, None)
        return series_key(name.term, name.symbol, None if shared else name.kind)

    @property
    def series(self) -> tuple[Series, ...]:
        """Every sequence, by term, symbol and kind."""
        ordered = sorted(self._index.items(), key=lambda pair: tuple(map(str, pair[0])))
        return tuple(series for _, series in ordered)

    def of(self, paper: PaperFacts) -> Series | None:
        """Return the sequence that `paper` belongs to; None where its key is not known."""
        key = paper.key
        return self._index.get(series_key(key.term, key.symbol, key.kind)) if key else None

    def named(self, name: PaperName) -> Series | None:
        """Return the sequence that a paper of that name would belong to."""
        return self._index.get(self._key_of(name))

    def get(self, term: str, symbol: str, kind: Paper | None) -> Series | None:
        """Return a sequence by its term folder, symbol and kind (None: shared by all kinds)."""
        return self._index.get(series_key(term, symbol, kind))
