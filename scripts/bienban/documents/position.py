"""A place in a file."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file: line and column, in characters from 1."""

    line: int
    column: int


START = Position(1, 1)
"""Where a finding about a whole file stands."""
