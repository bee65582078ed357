"""What may name a document in a text: runs like `2026-01-02-chi-uy` and `2025-2027/01-NQ-CB`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from bienban.documents.position import Position
from bienban.documents.source import Source

NAME_CHARACTERS = r"\w/-"
"""What names of documents are made of, as the inside of a class of a regular expression."""

# What only names hold, found from its hyphen: every other character is skipped at once.
_IN_NAME = re.compile(rf"-(?<=\d-)(?=[^\W\d])[{NAME_CHARACTERS}]*")
_STRETCH = 48  # characters: few names are longer
_NAME_RUN = re.compile(rf"[{NAME_CHARACTERS}]+")
_MANY = 10_000
_LONGEST = 300
"""How long a run may be that names a document: no system has names of files that are longer."""


class Passage(NamedTuple):
    """A run of text with the place where it starts: for rules that look for words."""

    text: str
    position: Position


def names(text: str) -> frozenset[str]:
    """Return what may name a document in `text`: each run, and a path also from its parts on."""
    many = len(text) > _MANY and text.count("-") > _MANY
    runs = _distinct(text) if many else {text[start:end] for start, end in _runs(text)}
    return frozenset(runs).union(*[_parts(run) for run in runs if "/" in run])


def _parts(run: str) -> list[str]:
    """Return what each part of a path begins."""
    return [run[start:] for start in _starts(run, 0, len(run))]


def _distinct(text: str) -> set[str]:
    """Return the runs of `_runs`, found as a whole: faster where there are many."""
    runs = set(_NAME_RUN.findall(text))
    return {run for run in runs if len(run) <= _LONGEST and _IN_NAME.search(run)}


def mentions(source: Source, wanted: Set[str]) -> Iterator[Passage]:
    """Yield the first on each line of what `names` returns that is `wanted`, with its place."""
    text = source.text
    line, before, done, last = 1, 0, 0, 0
    for run_start, end in _runs(text):
        line += text.count("\n", done, run_start)
        before = text.rfind("\n", done, run_start) + 1 or before
        done = run_start
        found = (start for start in _starts(text, run_start, end) if text[start:end] in wanted)
        if line != last and (start := next(found, -1)) >= 0:
            last = line
            yield Passage(text[start:end], source.original(line, start - before + 1))


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the run from `start` to `end` and each of its parts begin."""
    yield start
    while slash := text.find("/", start, end) + 1:
        start = slash
        yield start


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each run of name characters stands that may be a name."""
    done = 0
    for found in _IN_NAME.finditer(text):
        hyphen, end = found.span()
        start = _start(text, max(done, hyphen - _LONGEST), hyphen)
        done = end
        if end - start <= _LONGEST:
            yield start, end


def _start(text: str, least: int, hyphen: int) -> int:
    """Return where the name characters before `hyphen` begin, not before `least`."""
    start = hyphen
    while start > least:
        before = text[max(least, start - _STRETCH) : start]
        found = _NAME_RUN.match(before[::-1])
        start -= found.end() if found else 0
        if found is None or found.end() < len(before):
            break
    return start
