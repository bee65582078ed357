"""The one dialect: CommonMark with tables, as a tree with source ranges.

The checker, the site and the papers all see this tree (pyromark, a binding of pulldown-cmark).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, islice
from typing import Any, NamedTuple

import pyromark

from bienban.once import once

_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)

MAX_DEPTH = 60
"""How deep a body may nest (rule BB112): no minutes come near it, and recursion bears it."""

MAX_EVENTS = 50_000
"""How much a body may hold, in openings, closings and texts (rule BB112): a page has about 130."""

BLOCKS = frozenset(
    {
        "Paragraph", "Heading", "BlockQuote", "CodeBlock", "List", "Item", "Table", "TableHead",
        "TableRow", "TableCell", "HtmlBlock", "Rule", "Plain",
    }
)  # fmt: skip
"""Kinds of nodes that are blocks; `Plain` is the text of an item in a tight list."""


RARE = frozenset({"Link", "Image", "CodeBlock", "HtmlBlock", "Html", "InlineHtml"})
"""Kinds of nodes that are looked at one by one, and few: kept apart when the tree is made."""

BREAKS = frozenset({"SoftBreak", "HardBreak"})
"""Kinds of inlines that end a line of text."""


class Node(NamedTuple):
    """A block or an inline.

    `kind` is pulldown-cmark's name of it (Heading, List, Strong, Text, Link, …) or `Plain`;
    `start` and `end` are offsets in the UTF-8 bytes of the Markdown.
    `plain` is the text of the node and of all below it, without marks; line breaks are spaces.
    `data` is the level of a heading (1 to 6), the start of an ordered list (None: bullets), the
    alignments of a table, the language of code, `(target, title)` of a link or image.
    """

    kind: str
    start: int
    end: int
    children: tuple[Node, ...] = ()
    plain: str = ""
    data: Any = None

    def walk(self) -> Iterator[Node]:
        """Return the node and everything below it, in order."""
        return _walk((self,))

    @property
    def text(self) -> str:
        """What a leaf holds; nothing for what has children, or is a line break."""
        return "" if self.children or self.kind in BREAKS else self.plain


@dataclass(frozen=True)
class Lines:
    """One Markdown text in UTF-8, and the way from an offset in it to its place."""

    source: bytes

    @once
    def _starts(self) -> list[int]:
        lengths = [len(line) + 1 for line in self.source.split(b"\n")]
        return list(accumulate(lengths[:-1], initial=0))

    @once
    def _counted(self) -> list[int]:
        """How many characters stand before each block of `_BLOCK` bytes."""
        starts = range(0, len(self.source), _BLOCK)
        counts = [_characters(self.source[start : start + _BLOCK]) for start in starts]
        return list(accumulate(counts, initial=0))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, in characters from 0, of the byte at `offset`."""
        starts = self._starts
        line = bisect_right(starts, offset) - 1
        start = starts[line]
        if offset == start:
            return line, 0
        if offset - start < _BLOCK:
            return line, _characters(self.source[start:offset])
        return line, self._before(offset) - self._before(start)

    def _before(self, offset: int) -> int:
        """Return how many characters stand before the byte at `offset`, however far it is."""
        block = offset // _BLOCK
        return self._counted[block] + _characters(self.source[block * _BLOCK : offset])


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of one Markdown text, and the text itself, in which its nodes have their places.

    `rare` are the nodes of the kinds RARE, in order;
    `too_deep` is the offset of what nests deeper than `MAX_DEPTH`; its leaves stand at that depth.
    `too_many` is the offset at which it holds more than `MAX_EVENTS`; the tree ends before.
    """

    nodes: tuple[Node, ...]
    lines: Lines
    rare: tuple[Node, ...] = ()
    too_deep: int | None = None
    too_many: int | None = None

    @property
    def source(self) -> bytes:
        """The text in UTF-8."""
        return self.lines.source

    def walk(self) -> Iterator[Node]:
        """Return every node, in order."""
        return _walk(self.nodes)

    def written(self, node: Node) -> str:
        """Return the Markdown that `node` was read from."""
        return self.source[node.start : node.end].decode("utf-8", "replace")


_BLOCK = 4096
_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


def _characters(part: bytes) -> int:
    """Return how many characters begin in `part` of a text in UTF-8."""
    return len(part.translate(None, _CONTINUED))


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield `nodes` and everything below them, in order, however deep they stand."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        if node.children:
            waiting.extend(reversed(node.children))


def lines_of(block: Node) -> list[list[Node]]:
    """Return the inlines of each line of a block of text; a line without any is left out."""
    lines: list[list[Node]] = [[]]
    for child in block.children:
        if child.kind in BREAKS:
            lines.append([])
        else:
            lines[-1].append(child)
    return [line for line in lines if line]


def outline(markdown: str) -> Outline:
    """Return the tree of `markdown`; any text has one."""
    root: list[Node] = []
    stack: list[tuple[str, Any, list[Node]]] = []
    rare: list[Node] = []
    current = root
    add = root.append
    buried = 0
    too_deep: int | None = None
    events: Iterator[tuple[Any, Any]] = _MARKDOWN.events_with_range(markdown, merge_text=True)
    for event, where in islice(events, MAX_EVENTS):  # this loop is a tenth of a cold check
        if type(event) is str:
            plain = " " if event in BREAKS else ""
            add(_new(Node, (event, where["start"], where["end"], (), plain, None)))
        elif "Text" in event:
            add(_new(Node, ("Text", where["start"], where["end"], (), event["Text"], None)))
        elif "End" in event:
            if buried:
                buried -= 1
                continue
            kind, data, outer = stack.pop()
            children = _wrapped(current) if kind == "Item" else tuple(current)
            plain = children[0].plain if len(children) == 1 else _plain(children)
            node = _new(Node, (kind, where["start"], where["end"], children, plain, data))
            current, add = outer, outer.append
            add(node)
            if kind in RARE:
                rare.append(node)
        elif "Start" not in event:
            ((kind, payload),) = event.items()
            node = _new(Node, (kind, where["start"], where["end"], (), str(payload), None))
            add(node)
            if kind in RARE:
                rare.append(node)
        elif len(stack) == MAX_DEPTH:
            buried += 1
            too_deep = where["start"] if too_deep is None else too_deep
        else:
            payload = event["Start"]
            kind, data = (payload, None) if type(payload) is str else _opened(payload)
            stack.append((kind, data, current))
            current = []
            add = current.append
    rare.reverse()  # what holds others, and so was made after them, comes before them
    rare.sort(key=_extent)
    more = next(events, None)
    too_many = more[1]["start"] if more else None
    return Outline(tuple(root), Lines(markdown.encode()), tuple(rare), too_deep, too_many)


_new: Callable[[type[Node], tuple[Any, ...]], Node] = tuple.__new__
"""Makes a node of all its fields, in order, in half the time that `Node(…)` takes."""


def _extent(node: Node) -> tuple[int, int]:
    """Return what sorts nodes as `walk` yields them, those that hold each other in that order."""
    return node.start, -node.end


def _plain(children: tuple[Node, ...]) -> str:
    """Return the text of what has `children`: blocks stand apart, inlines do not."""
    glue = " " if children and children[0].kind in BLOCKS else ""
    return glue.join([child.plain for child in children])


def _opened(payload: Any) -> tuple[str, Any]:  # noqa: ANN401 (pyromark's events are loose dicts)
    """Return the kind and the data of a start event that has both."""
    ((kind, data),) = payload.items()
    if kind == "Heading":
        return kind, int(data["level"][1])
    if kind in ("Link", "Image"):
        scheme = "mailto:" if data["link_type"] == "Email" else ""  # CommonMark 0.31, 6.5
        return kind, (scheme + data["dest_url"], data["title"])
    if kind == "CodeBlock":
        return kind, data["Fenced"] if isinstance(data, dict) else None
    return kind, data


def _wrapped(children: list[Node]) -> tuple[Node, ...]:
    """Return an item's children with runs of bare inlines as `Plain` blocks."""
    kinds = [child.kind for child in children]
    if BLOCKS.issuperset(kinds):
        return tuple(children)
    if BLOCKS.isdisjoint(kinds):
        return (_bare(children),)
    blocks: list[Node] = []
    for are_blocks, group in groupby(children, lambda child: child.kind in BLOCKS):
        run = list(group)
        blocks.extend(run if are_blocks else [_bare(run)])
    return tuple(blocks)


def _bare(inlines: list[Node]) -> Node:
    """Return the block of `inlines` that stand in an item by themselves."""
    inside = tuple(inlines)
    plain = inside[0].plain if len(inside) == 1 else _plain(inside)
    return _new(Node, ("Plain", inside[0].start, inside[-1].end, inside, plain, None))
