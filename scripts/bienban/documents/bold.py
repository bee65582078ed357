"""Bold lines in place of headings, as those write who are used to Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from bienban.documents.outline import Node
from bienban.documents.titles import words_of
from bienban.standards.headings import HeadingKey

LEVELS = _PARTS, ITEMS, _BELOW = 2, 3, 4
"""The levels of the main parts, of items and what closes a sitting, and of what stands below."""

_LONGEST = 200
"""How long a bold line may be that was meant as a heading: no wording is longer."""


class Written(NamedTuple):
    """What headings introduce that are headings: `parts` anywhere, `below` the item of a block.

    `numbers` are those of headings that introduce something else, anywhere.
    """

    parts: Set[HeadingKey] = frozenset()
    below: Set[HeadingKey] = frozenset()
    numbers: Set[int] = frozenset()


def bold_line(node: Node) -> str:
    """Return the text of a paragraph that is one bold run, a colon after it aside; else nothing."""
    if node.kind != "Paragraph" or not node.children or node.children[0].kind != "Strong":
        return ""
    run, *rest = node.children
    after = "".join([each.plain for each in rest]).strip()
    return run.plain if after in ("", ":") and len(run.plain) <= _LONGEST else ""


def written(
    nodes: Sequence[Node], known: Mapping[tuple[int, str], HeadingKey]
) -> Sequence[Written]:
    """Return for each of `nodes` what headings introduce, around it and in the whole.

    A main part with a wrong count of signs counts: that is what is wrong with it then.
    """
    parts: set[HeadingKey] = set()
    below: set[HeadingKey] = set()
    numbers: set[int] = set()
    found = []
    for node in nodes:
        if node.kind == "Heading":
            number, _, key = words_of(node.plain)
            if node.data <= ITEMS:
                below = set()
            if (node.data == _PARTS or number is None) and (_PARTS, key) in known:
                parts.add(known[_PARTS, key])
            if node.data == ITEMS and (number is None or HeadingKey.CLOSING in parts):
                parts.update({known[ITEMS, key]} if (ITEMS, key) in known else ())
            if node.data == _BELOW and (_BELOW, key) in known:
                below.add(known[_BELOW, key])
            if node.data <= ITEMS and number is not None and (node.data, key) not in known:
                numbers.add(number)
        found.append(Written(parts, below, numbers))
    return found
