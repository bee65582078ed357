"""Opinions that are no items of a list, as Word and haste write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.documents.outline import BLOCKS, Node, lines_of

_MARK = re.compile(r"[-–—•·*+]\s*")


def stray_lines(block: Node) -> Iterator[Node]:
    """Yield the first node of each line of `block` that opens an opinion without being an item.

    Word makes dashes and bullets that Markdown knows nothing of, and «-» needs a space after it.
    """
    alone = block.kind == "Paragraph"
    for text in _texts(block):
        for number, line in enumerate(lines_of(text)):
            mark = _MARK.match(line[0].text)
            if mark is None and not (number or alone):
                continue  # the item of a list itself
            named = _names(line[1:] if mark and mark[0] == line[0].text else line)
            first = alone and number == 0
            if (mark and (named or first)) or (named and (number or first)):
                yield line[0]


def _texts(block: Node) -> Iterator[Node]:
    """Yield the blocks of text in `block`, in order."""
    if block.kind in ("Paragraph", "Plain"):
        yield block
    elif block.kind in BLOCKS:
        for child in block.children:
            yield from _texts(child)


def _names(line: list[Node]) -> bool:
    """Tell whether a line opens with a bold run that ends in a colon, or has one after it."""
    if not line or line[0].kind != "Strong":
        return False
    after = line[1].plain if len(line) > 1 else ""
    return line[0].plain.rstrip().endswith(":") or after.lstrip().startswith(":")
