"""The one dialect: CommonMark with tables, as a tree with source ranges.

The checker, the site and the papers all see this tree (pyromark, a binding of pulldown-cmark).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyromark

_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)

MAX_DEPTH = 60
"""How deep a body may nest (rule BB112): no minutes come near it, and recursion bears it."""

BLOCKS = frozenset(
    {
        "Paragraph", "Heading", "BlockQuote", "CodeBlock", "List", "Item", "Table", "TableHead",
        "TableRow", "TableCell", "HtmlBlock", "Rule", "Plain",
    }
)  # fmt: skip
"""Kinds of nodes that are blocks; `Plain` is the text of an item in a tight list."""


class Node(NamedTuple):
    """A block or an inline.

    `kind` is pulldown-cmark's name of it (Heading, List, Strong, Text, Link, …) or `Plain`;
    `start` and `end` are offsets in the UTF-8 bytes of the Markdown.
    `text` is what leaves hold; `data` is the level of a heading (1 to 6), the start of an
    ordered list (None: bullets), the alignments of a table, the language of code,
    `(target, title)` of a link or image.
    """

    kind: str
    start: int
    end: int
    children: tuple[Node, ...] = ()
    text: str = ""
    data: Any = None

    def walk(self) -> Iterator[Node]:
        """Return the node and everything below it, in order."""
        return _walk((self,))

    @property
    def plain(self) -> str:
        """The text below the node, without marks; line breaks become spaces."""
        if self.text:
            return self.text
        if self.kind in ("SoftBreak", "HardBreak"):
            return " "
        glue = " " if self.children and self.children[0].kind in BLOCKS else ""
        # Most children are text itself, which need not be asked for theirs.
        return glue.join([child.text or child.plain for child in self.children])


@dataclass(frozen=True)
class Outline:
    """The tree of one Markdown text, and the way from a node back to its place.

    `too_deep` is the offset of what nests deeper than `MAX_DEPTH`; its leaves stand at that depth.
    """

    nodes: tuple[Node, ...]
    source: bytes
    too_deep: int | None = None

    def walk(self) -> Iterator[Node]:
        """Return every node, in order."""
        return _walk(self.nodes)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        while (found := self.source.find(b"\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, in characters from 0, of the byte at `offset`."""
        line = bisect_right(self._line_starts, offset) - 1
        start = self._line_starts[line]
        return line, len(self.source[start:offset].decode("utf-8", "replace"))

    def written(self, node: Node) -> str:
        """Return the Markdown that `node` was read from."""
        return self.source[node.start : node.end].decode("utf-8", "replace")


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield `nodes` and everything below them, in order, however deep they stand."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        if node.children:
            waiting.extend(reversed(node.children))


def outline(markdown: str) -> Outline:
    """Return the tree of `markdown`; any text has one."""
    root: list[Node] = []
    stack: list[tuple[str, Any, int, int, list[Node]]] = []
    current = root
    buried = 0
    too_deep: int | None = None
    for event, where in _MARKDOWN.events_with_range(markdown, merge_text=True):
        if isinstance(event, str):
            current.append(Node(event, where["start"], where["end"]))
            continue
        ((tag, payload),) = event.items()
        if tag == "Start" and len(stack) == MAX_DEPTH:
            buried += 1
            too_deep = where["start"] if too_deep is None else too_deep
        elif tag == "End" and buried:
            buried -= 1
        elif tag == "Start":
            kind, data = _opened(payload)
            stack.append((kind, data, where["start"], where["end"], current))
            current = []
        elif tag == "End":
            kind, data, start, end, outer = stack.pop()
            children = _wrapped(current) if kind == "Item" else tuple(current)
            outer.append(Node(kind, start, end, children, "", data))
            current = outer
        else:
            current.append(Node(tag, where["start"], where["end"], (), str(payload)))
    return Outline(tuple(root), markdown.encode(), too_deep)


def _opened(payload: Any) -> tuple[str, Any]:  # noqa: ANN401 (pyromark's events are loose dicts)
    """Return the kind and the data of a start event."""
    if isinstance(payload, str):
        return payload, None
    ((kind, data),) = payload.items()
    if kind == "Heading":
        return kind, int(data["level"][1])
    if kind in ("Link", "Image"):
        return kind, (data["dest_url"], data["title"])
    if kind == "CodeBlock":
        return kind, data["Fenced"] if isinstance(data, dict) else None
    return kind, data


def _wrapped(children: list[Node]) -> tuple[Node, ...]:
    """Return an item's children with runs of bare inlines as `Plain` blocks."""
    if all(child.kind in BLOCKS for child in children):
        return tuple(children)
    blocks: list[Node] = []
    run: list[Node] = []
    for child in [*children, None]:
        if child is not None and child.kind not in BLOCKS:
            run.append(child)
            continue
        if run:
            blocks.append(Node("Plain", run[0].start, run[-1].end, tuple(run)))
            run = []
        if child is not None:
            blocks.append(child)
    return tuple(blocks)
