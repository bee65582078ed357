"""Opinions that are no items of a list, as Word and haste write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bienban.documents.outline import BLOCKS, BREAKS, Node, lines_of
from bienban.documents.position import Position
from bienban.documents.speakers import addressed, label, like_a_name
from bienban.text import nfc

TEXTS = frozenset({"Paragraph", "Plain"})
"""The blocks that are text themselves."""

_MARK = re.compile(r"[-–—•·*+]\s*")


class Why(StrEnum):
    """Why an opinion is no item of a list, or one without a name."""

    NO_ITEM = "no-item"
    CODE = "code"  # four spaces before it
    ABOVE = "above"  # a name alone, above a list of what was said
    BELOW = "below"  # the points of an opinion, which are no list inside it
    TABLE = "table"


class Stray(NamedTuple):
    """Where an opinion of a discussion seems to start that is no item of a list, and why not.

    `perhaps` are names: it is one only if somebody bears one of them.
    """

    position: Position
    why: Why = Why.NO_ITEM
    perhaps: tuple[str, ...] = ()


def strays(block: Node, place: Callable[[int], Position]) -> Iterator[Stray]:
    """Yield each line of `block` that opens an opinion without being an item.

    Word makes dashes and bullets that Markdown knows nothing of, and «-» needs a space after it.
    """
    if block.kind == "CodeBlock":
        yield Stray(place(block.start), Why.CODE if block.data is None else Why.NO_ITEM)
        return
    if block.kind == "Table":
        names = tuple(name for row in block.children[1:] for name in _named(row))
        if names:
            yield Stray(place(block.start), Why.TABLE, names[:_MOST])
        return
    if block.kind == "List" and all(map(_is_plain, block.children)):
        return  # as nearly all are
    alone = block.kind == "Paragraph"
    for text in _texts(block):
        for number, line in enumerate(lines_of(text)):
            opens, names = _opens(line, alone=alone, first=not number)
            if opens or names:
                yield Stray(place(line[0].start), perhaps=() if opens else names)


_MOST = 50
"""How many names of a table are looked at."""


def _named(row: Node) -> Iterator[str]:
    """Yield what may be names in the first two cells of a row that also says something."""
    if any(len(cell.plain.split()) > 2 for cell in row.children[1:]):
        yield from (cell.plain for cell in row.children[:2] if like_a_name(cell.plain))


def _is_plain(entry: Node) -> bool:
    """Tell whether an item of a list is one line that opens with a bold run, and nothing else."""
    inside = entry.children
    if len(inside) != 1 or inside[0].kind not in TEXTS:
        return False
    inlines = inside[0].children
    return inlines[0].kind == "Strong" and BREAKS.isdisjoint([each.kind for each in inlines])


def _opens(line: list[Node], *, alone: bool, first: bool) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a line opens an opinion, the `first` of its text, or in no list (`alone`).

    Else return the names of those by whom it may be.
    """
    mark = _MARK.match(line[0].text)
    if mark is None:
        if not alone and first:  # the first line in a list is the item itself
            return False, ()
        if _names(line) or not alone:
            return _names(line), ()
        return addressed(nfc("".join([node.plain for node in line])))
    named = _names(line[1:] if mark[0] == line[0].text else line)
    return named or (alone and first), ()


def _texts(block: Node) -> Iterator[Node]:
    """Yield the blocks of text in `block`, in order."""
    if block.kind in TEXTS:
        yield block
    elif block.kind in BLOCKS:
        for child in block.children:
            yield from _texts(child)


def _names(line: list[Node]) -> bool:
    """Tell whether a line opens with a bold run that ends in a colon, or has one after it."""
    found = label(line)
    if found is None:
        return False
    run, rest = found
    after = rest[0].plain if rest else ""
    return run.plain.rstrip().endswith(":") or after.lstrip().startswith(":")
