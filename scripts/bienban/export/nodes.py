"""Blocks of a paper as pandoc's own tree, in the JSON that pandoc reads and writes.

No raw node is ever made: the look comes from styles of the reference document by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from bienban.export.paper import Block, Heading, Run, Table, Text
from bienban.export.styles import Style, TableStyle

Node: TypeAlias = dict[str, Any]

API_VERSION = (1, 23)
"""The version of pandoc's tree that is written here, that of every pandoc 3."""


def document(groups: Iterable[tuple[str, Iterable[Block]]]) -> Node:
    """Return a document with one division a group of blocks, known by its name."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": [_division([name, [], []], map(block, blocks)) for name, blocks in groups],
    }


def block(content: Block) -> Node:
    """Return one block."""
    if isinstance(content, Heading):
        return _node("Header", [content.level, ["", [], []], [_node("Str", content.text)]])
    if isinstance(content, Table):
        return _table(content)
    return _paragraph(content)


def _paragraph(paragraph: Text) -> Node:
    inlines = [inline for run in paragraph.runs for inline in _run(run)]
    return _division(_styled(paragraph.style), [_node("Para", inlines)])


def _run(run: Run) -> list[Node]:
    inline = _node("Str", run.text)
    if run.italic:
        inline = _node("Emph", [inline])
    if run.bold:
        inline = _node("Strong", [inline])
    return [inline, {"t": "LineBreak"}] if run.breaks else [inline]


def _table(table: Table) -> Node:
    total = sum(table.widths)
    columns = [[{"t": "AlignDefault"}, _node("ColWidth", width / total)] for width in table.widths]
    head = [_row([_titled(title) for title in table.head])] if table.head else []
    rows = [_row([list(map(_paragraph, cell)) for cell in row]) for row in table.rows]
    own = table.style is not TableStyle.RULED
    attributes = _styled(table.style) if own else ["", [], []]
    none = ["", [], []]
    body = [none, 0, [], rows]
    return _node("Table", [attributes, [None, []], columns, [none, head], [body], [none, []]])


def _titled(title: str) -> list[Node]:
    return [_paragraph(Text((Run(title),), Style.CELL_HEAD))]


def _row(cells: Iterable[list[Node]]) -> list[Any]:
    return [["", [], []], [[["", [], []], {"t": "AlignDefault"}, 1, 1, cell] for cell in cells]]


def _division(attributes: list[Any], content: Iterable[Node]) -> Node:
    return _node("Div", [attributes, list(content)])


def _styled(style: Style | TableStyle) -> list[Any]:
    return ["", [], [["custom-style", style.value]]]


def _node(kind: str, content: object) -> Node:
    return {"t": kind, "c": content}
