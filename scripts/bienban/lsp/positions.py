"""Places in a buffer: lines and characters as findings count them, code units as editors do.

Findings count characters from 1 in the text without a byte order mark; the protocol counts from 0
in UTF-16 units unless client and server agree on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

_LINE_END = re.compile(r"\r\n?|\n")
_BOM = "\ufeff"
_KEY = re.compile(r"[\w-]+(?=:)")


@dataclass(frozen=True)
class Buffer:
    """The text of one document as the editor holds it, and the unit in which it counts."""

    text: str
    encoding: str = types.PositionEncodingKind.Utf16

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; only CR, LF and CRLF end one, as the protocol has it."""
        return _LINE_END.split(self.text)

    @property
    def data(self) -> bytes:
        """The bytes that saving would write; half a surrogate pair becomes a question mark."""
        return self.text.encode("utf-8", "replace")

    def line(self, row: int) -> str:
        """Return line `row`, counted from 0; beyond the end there is nothing."""
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def row_and_column(self, position: types.Position) -> tuple[int, int]:
        """Return line and character, from 0, of a place that the editor names."""
        line, units = self.line(position.line), 0
        for column, char in enumerate(line):
            if units >= position.character:
                return position.line, column
            units += self.units(char)
        return position.line, len(line)

    def position(self, row: int, column: int) -> types.Position:
        """Return a place, line and character from 0, as the editor counts it."""
        row = min(row, len(self.lines) - 1)
        return types.Position(row, self.units(self.line(row)[:column]))

    def range(self, row: int, start: int, end: int) -> types.Range:
        """Return a part of one line, characters from 0."""
        return types.Range(self.position(row, start), self.position(row, end))

    @property
    def whole(self) -> types.Range:
        """Everything."""
        last = len(self.lines) - 1
        return types.Range(types.Position(0, 0), self.position(last, len(self.lines[last])))

    def found_at(self, line: int, column: int) -> tuple[int, int]:
        """Return line and character, from 0, of a finding's place."""
        shift = 1 if line == 1 and self.text.startswith(_BOM) else 0
        row = min(line - 1, len(self.lines) - 1)
        return row, min(column - 1 + shift, len(self.line(row)))

    def finding_range(self, line: int, column: int) -> types.Range:
        """Return what a finding underlines: the key that stands there, else the rest of the line.

        At the end of a line it is the whole line, so that there is something to see.
        """
        row, start = self.found_at(line, column)
        text = self.line(row)
        key = _KEY.match(text, start)
        end = key.end() if key else len(text.rstrip())
        if end <= start:
            start, end = len(text) - len(text.lstrip()), len(text)
        return self.range(row, start, end)

    def units(self, text: str) -> int:
        """Return the length of `text` in the units agreed on."""
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)
