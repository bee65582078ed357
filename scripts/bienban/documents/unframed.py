"""Front matter that does not open or does not close: what was typed instead, and where."""

from __future__ import annotations

import re

from bienban.documents.document import Problem
from bienban.documents.position import START, Position
from bienban.documents.source import Source

_DASHES = re.compile(r"\s*[-–—―−]{1,6}\s*")
"""Dashes alone on a line: what was meant to be «---»."""

_AFTER_FRONT = re.compile(r"\s*|#{2,6}\s.*|-{3}\s*")
"""What follows front matter that nobody closed: nothing, a heading (one «#» is a comment of YAML),
or a «---» at the very end of the file."""


def unframed(source: Source) -> Problem:
    """Return the problem of front matter that does not open or does not close, and where."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != "---":
        return Problem("BB102", START, "typed" if _typed(lines[0]) else "opening")
    typed = next((n for n, line in enumerate(lines[1:], 2) if _typed(line)), 0)
    if typed:
        return Problem("BB102", Position(typed, 1), "typed")
    return Problem("BB102", Position(_seeming_end(lines), 1), "closing")


def _seeming_end(lines: list[str]) -> int:
    """Return the line on which unclosed front matter seems to end; the first where none tells."""
    written = lines if lines[-1] else lines[:-1]
    begun = False
    for number, line in enumerate(written[1:], 2):
        if begun and _AFTER_FRONT.fullmatch(line):
            return number
        begun = begun or bool(line.strip())
    return 1


def _typed(line: str) -> bool:
    """Tell whether a line was meant to be «---», and is not."""
    return line.rstrip() != "---" and _DASHES.fullmatch(line) is not None
