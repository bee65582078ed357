"""Blocks of a paper as pandoc's own tree, in the JSON that pandoc reads and writes.

The look comes from styles of the reference document by name; the only raw node is our own mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from bienban.export.paper import Block, Heading, Run, Table, Text
from bienban.export.styles import Style, TableStyle

Node: TypeAlias = dict[str, Any]

API_VERSION = (1, 23)
"""The version of pandoc's tree that is written here, that of every pandoc 3."""


Names: TypeAlias = Mapping[str, str]
"""The name of a picture in the job, by its target."""


def document(papers: Iterable[Iterable[Block]], names: Names, lang: str) -> Node:
    """Return a document of papers, each after the mark of its place, the first being 0."""
    marked = [
        node
        for place, paper in enumerate(papers)
        for node in (_node("RawBlock", ["openxml", mark(place)]), *blocks(paper, names))
    ]
    meta = {"lang": _node("MetaString", lang)}
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": marked}


def mark(place: int) -> str:
    """Return what stands before a paper: a comment, as every `<` of a text is escaped."""
    return f"<!--paper {place}-->"


def blocks(contents: Iterable[Block], names: Names) -> list[Node]:
    """Return blocks, their pictures by name, or by target where they have none."""
    return [_block(content, names) for content in contents]


def _block(content: Block, names: Names) -> Node:
    if isinstance(content, Heading):
        return _node("Header", [content.level, ["", [], []], [_node("Str", content.text)]])
    if isinstance(content, Table):
        return _table(content, names)
    return _paragraph(content, names)


def _paragraph(paragraph: Text, names: Names) -> Node:
    inlines = [inline for run in paragraph.runs for inline in _run(run, names)]
    return _division(_styled(paragraph.style), [_node("Para", inlines)])


def _run(run: Run, names: Names) -> list[Node]:
    inline = _node("Str", run.text)
    if run.picture:
        target = names.get(run.picture, run.picture)
        inline = _node("Image", [["", [], []], [inline], [target, ""]])
    if run.italic:
        inline = _node("Emph", [inline])
    if run.bold:
        inline = _node("Strong", [inline])
    return [inline, {"t": "LineBreak"}] if run.breaks else [inline]


def _table(table: Table, names: Names) -> Node:
    total = sum(table.widths)
    columns = [[{"t": "AlignDefault"}, _node("ColWidth", width / total)] for width in table.widths]
    head = [_row([_titled(title) for title in table.head])] if table.head else []
    rows = [
        _row([[_paragraph(part, names) for part in cell] for cell in row]) for row in table.rows
    ]
    own = table.style is not TableStyle.RULED
    attributes = _styled(table.style) if own else ["", [], []]
    none = ["", [], []]
    body = [none, 0, [], rows]
    return _node("Table", [attributes, [None, []], columns, [none, head], [body], [none, []]])


def _titled(title: str) -> list[Node]:
    return [_paragraph(Text((Run(title),), Style.CELL_HEAD), {})]


def _row(cells: Iterable[list[Node]]) -> list[Any]:
    return [["", [], []], [[["", [], []], {"t": "AlignDefault"}, 1, 1, cell] for cell in cells]]


def _division(attributes: list[Any], content: Iterable[Node]) -> Node:
    return _node("Div", [attributes, list(content)])


def _styled(style: Style | TableStyle) -> list[Any]:
    return ["", [], [["custom-style", style.value]]]


def _node(kind: str, content: object) -> Node:
    return {"t": kind, "c": content}
