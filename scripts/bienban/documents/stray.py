"""Opinions that are no items of a list, as Word and haste write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.documents.outline import Node

_MARK = re.compile(r"[-–—•·*+]\s*")


def stray_lines(block: Node) -> Iterator[Node]:
    """Yield the first node of each line of `block` that opens an opinion without being an item.

    Word makes dashes and bullets that Markdown knows nothing of, and «-» needs a space after it.
    """
    for node in block.walk():
        if node.kind not in ("Paragraph", "Plain"):
            continue
        for number, line in enumerate(_lines(node)):
            mark = _MARK.match(line[0].text)
            marked = mark is not None
            named = _names(line[1:] if mark and mark[0] == line[0].text else line)
            first = block.kind == "Paragraph" and number == 0
            if (marked and (named or first)) or (named and (number or first)):
                yield line[0]


def _lines(block: Node) -> Iterator[list[Node]]:
    """Yield the nodes of each line of a block of text."""
    line: list[Node] = []
    for node in block.children:
        if node.kind not in ("SoftBreak", "HardBreak"):
            line.append(node)
        elif line:
            yield line
            line = []
    if line:
        yield line


def _names(line: list[Node]) -> bool:
    """Tell whether a line opens with a bold run that ends in a colon, or has one after it."""
    if not line or line[0].kind != "Strong":
        return False
    after = line[1].plain if len(line) > 1 else ""
    return line[0].plain.rstrip().endswith(":") or after.lstrip().startswith(":")
