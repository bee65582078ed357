"""Bold lines in place of headings, as those write who are used to Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from bienban.documents.outline import BREAKS, Node
from bienban.documents.titles import words_of
from bienban.standards.headings import HeadingKey

LEVELS = _PARTS, ITEMS, _BELOW = 2, 3, 4
"""The levels of the main parts, of items and what closes a sitting, and of what stands below."""

OF_ITEMS = (HeadingKey.DISCUSSION, HeadingKey.CONCLUSION)
"""What headings below an item introduce, which tell that it is one."""

_LONGEST = 200
"""How long a bold line may be that was meant as a heading: no wording is longer."""

_MOST = 8
"""How many bold lines of one paragraph are looked at, each of which may be a heading."""


class Opening(NamedTuple):
    """The bold words with which a paragraph opens, and the rest of it, None where there is none.

    `alone` says that they are a line of their own; else a colon parts them from what follows.
    """

    words: str
    start: int
    alone: bool
    rest: Node | None


class Written(NamedTuple):
    """What headings introduce that are headings: `parts` anywhere, `below` the item of a block.

    `numbers` are those of headings that introduce something else, anywhere; `items` is where bold
    lines start that may be items, and whether a discussion or conclusion follows them.
    """

    parts: Set[HeadingKey] = frozenset()
    below: Set[HeadingKey] = frozenset()
    numbers: Set[int] = frozenset()
    items: Mapping[int, bool] = {}


def opening(node: Node) -> Opening | None:
    """Return how a paragraph opens in bold, if it does: with a whole line, or up to a colon."""
    if node.kind != "Paragraph" or not node.children or node.children[0].kind not in _MARKED:
        return None
    run, after = node.children[0], node.children[1:]
    if len(run.plain) > _LONGEST:
        return None
    if after and after[0].kind == "Text" and after[0].plain.strip() in ("", ":"):
        after = after[1:]
    if not after or after[0].kind in BREAKS:
        rest = _paragraph(after[1:])
        goes_on = rest is not None and rest.plain[:1].islower()
        return None if goes_on else Opening(run.plain, node.start, True, rest)
    text = after[0].plain.lstrip()
    if after[0].kind == "Text" and text.startswith(":"):
        first = after[0]._replace(plain=text[1:].lstrip())
        return Opening(run.plain, node.start, False, _paragraph((first, *after[1:])))
    colon = run.plain.rstrip().endswith(":")
    return Opening(run.plain, node.start, False, _paragraph(after)) if colon else None


_MARKED = frozenset({"Strong", "Emphasis"})


def _paragraph(inlines: tuple[Node, ...]) -> Node | None:
    """Return the paragraph of `inlines`, or None where there are none."""
    if not inlines:
        return None
    plain = "".join([each.plain for each in inlines])
    return Node("Paragraph", inlines[0].start, inlines[-1].end, inlines, plain)


def openings(node: Node) -> Iterator[Opening]:
    """Yield how a paragraph opens, and how what is left of it does, as far as that is in bold."""
    rest: Node | None = node
    for _ in range(_MOST):
        found = opening(rest) if rest is not None else None
        if found is None:
            return
        yield found
        rest = found.rest


def written(
    nodes: Sequence[Node], known: Mapping[tuple[int, str], HeadingKey]
) -> Sequence[Written]:
    """Return for each of `nodes` what headings introduce, around it and in the whole.

    A main part with a wrong count of signs counts: that is what is wrong with it then.
    """
    parts: set[HeadingKey] = set()
    below: set[HeadingKey] = set()
    numbers: set[int] = set()
    items = _items(nodes, known)
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
        found.append(Written(parts, below, numbers, items))
    return found


def _items(
    nodes: Sequence[Node], known: Mapping[tuple[int, str], HeadingKey]
) -> Mapping[int, bool]:
    """Return where bold lines with a number start, and whether a discussion follows: one a number.

    Of several that is the one that a discussion or conclusion follows, else the last.
    """
    best: dict[int, tuple[int, bool]] = {}
    follows = False
    for node in reversed(nodes):
        if node.kind == "Heading":
            of_item = known.get((_BELOW, words_of(node.plain)[2])) in OF_ITEMS
            follows = node.data > ITEMS and (of_item or follows)
            continue
        for found in reversed([*openings(node)]):
            number, _, key = words_of(found.words)
            if known.get((_BELOW, key)) in OF_ITEMS:
                follows = True
            elif number is not None and found.alone:
                if number not in best or (follows and not best[number][1]):
                    best[number] = (found.start, follows)
                follows = False
    return dict(best.values())
