"""Where the cursor stands in front matter, also in a half-written one that no parser would take.

Only indentation, dashes and keys are looked at: enough to know which key or value is being typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Loc = tuple[str | int, ...]

_LINE = re.compile(r"( *)((?:-(?: +|$))*)(.*)", re.DOTALL)
# Nothing in it can match in two ways, so that a line of a million spaces costs what it is long.
_KEY = re.compile(r"([^\s:#\[\]{},\"'][^:#\[\]{}]*):(?= |$)")
_FENCE = re.compile(r"-{3}[ \t]*$")
_CLOSING = re.compile(r"(?:-{3}|\.{3})[ \t]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A dash (no key) or a key, and the column where it stands."""

    column: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being typed: `loc` is its place (indices of lists are all 0).

    `is_value` says that a key stands before it on the line; else it may become a key or an item.
    `typed` is what stands between column `start` and the cursor, `siblings` are the other keys,
    `apart` is what has to stand before a value: the space that a colon with nothing after it lacks.
    """

    loc: Loc
    is_value: bool
    typed: str
    start: int
    siblings: frozenset[str] = frozenset()
    apart: str = ""


def front_rows(lines: list[str], *, all_yaml: bool) -> range:
    """Return the rows of front matter; one that is not closed goes on to the end."""
    if all_yaml:
        return range(len(lines))
    if not lines or not _FENCE.match(lines[0].removeprefix("\ufeff")):
        return range(0)
    closing = (row for row in range(1, len(lines)) if _CLOSING.match(lines[row]))
    return range(1, next(closing, len(lines)))


def tokens(line: str) -> list[Token]:
    """Return the dashes and the key that open a line, from left to right."""
    found = _LINE.match(line)
    if found is None or found[3].startswith("#"):
        return []
    start = len(found[1])
    dashes = [Token(start + at) for at, char in enumerate(found[2]) if char == "-"]
    key = _KEY.match(found[3])
    return [*dashes, Token(found.start(3), key[1].rstrip())] if key else dashes


def cursor_at(lines: list[str], rows: range, row: int, column: int) -> Cursor | None:
    """Return what is being typed at `row`, `column`; None outside front matter and in comments."""
    if row not in rows:
        return None
    before = lines[row][:column]
    found = _LINE.match(before)
    if found is None or found[3].startswith("#") or " #" in before:
        return None
    key = _KEY.match(found[3])
    at = found.start(3)
    opening = [Token(len(found[1]) + n) for n, char in enumerate(found[2]) if char == "-"]
    parents = _parents(lines, rows, row, opening, at)
    if key is None:
        siblings = frozenset(_siblings(lines, rows, row, at, has_dash=bool(opening)))
        return Cursor(parents, False, found[3], at, siblings)
    value = found[3][key.end() :]
    if not value:
        return Cursor((*parents, key[1].rstrip()), True, "", column, apart=" ")
    start = at + key.end() + len(value) - len(value.lstrip())
    return _value((*parents, key[1].rstrip()), value.lstrip(), start)


def _value(loc: Loc, text: str, start: int) -> Cursor | None:
    """Return the cursor in a value, which may be an item of a list written in brackets."""
    if text.startswith("{"):
        return None
    if text.startswith("["):
        cut = max(text.rfind("["), text.rfind(",")) + 1
        typed = text[cut:].lstrip()
        return (
            None if "]" in text else Cursor((*loc, 0), True, typed, start + len(text) - len(typed))
        )
    quotes = 1 if text[:1] in ('"', "'") else 0
    return Cursor(loc, True, text[quotes:], start + quotes)


def key_at(lines: list[str], rows: range, row: int, column: int) -> tuple[Loc, range] | None:
    """Return the place of the key under the cursor, and the columns that it takes."""
    if row not in rows:
        return None
    parts = tokens(lines[row])
    if not parts or parts[-1].key is None:
        return None
    *dashes, last = parts
    columns = range(last.column, last.column + len(last.key or ""))
    if column not in columns and column != columns.stop:
        return None
    return (*_parents(lines, rows, row, dashes, last.column), last.key or ""), columns


def _parents(lines: list[str], rows: range, row: int, dashes: list[Token], at: int) -> Loc:
    """Return the place of what holds the thing at column `at` of `row`."""
    loc: list[str | int] = []
    current = Token(at, "")
    for token in _upwards(lines, rows, row, dashes):
        if token.key is None:
            if token.column >= current.column:
                continue
            loc.insert(0, 0)
        elif token.column < current.column or (
            token.column == current.column and current.key is None
        ):
            loc.insert(0, token.key)
        else:
            continue
        current = token
        if current.column == 0 and current.key is not None:
            break
    return tuple(loc)


def _upwards(lines: list[str], rows: range, row: int, dashes: Iterable[Token]) -> Iterator[Token]:
    yield from reversed(list(dashes))
    for above in range(row - 1, rows.start - 1, -1):
        yield from reversed(tokens(lines[above]))


def _siblings(lines: list[str], rows: range, row: int, at: int, *, has_dash: bool) -> Iterator[str]:
    """Yield the keys at column `at` of the same mapping, above and below `row`."""
    above = () if has_dash else range(row - 1, rows.start - 1, -1)
    for part, up in ((above, True), (range(row + 1, rows.stop), False)):
        for other in part:
            found = tokens(lines[other])
            if not found:
                continue
            outside = found[0].column < at
            if outside and not up:
                break
            yield from (token.key for token in found if token.key and token.column == at)
            if outside:
                break
