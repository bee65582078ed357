"""A place in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: line and column, in characters from 1."""

    line: int
    column: int


START = Position(1, 1)
"""Where a finding about a whole file stands."""
