"""Tables set apart, for readers of Markdown that agree on a table only between blank lines.

The checker's parser lets a table begin right after a line of text and takes any line that follows
it for a row; pandoc does neither.  Written apart, with every cell between pipes, both see the same.
"""

from __future__ import annotations

from bienban.documents.outline import Node, Outline, outline

_ALIGNMENTS = {"Left": ":--", "Right": "--:", "Center": ":-:"}


def with_tables_apart(markdown: str) -> str:
    """Return `markdown` with each table that stands at its top level between blank lines."""
    if "|" not in markdown:
        return markdown
    tree = outline(markdown)
    parts: list[str] = []
    done = 0
    for node in tree.nodes:
        if node.kind == "Table":
            before = tree.source[done : node.start].decode()
            parts += [before.rstrip("\n"), "\n\n", _written(tree, node), "\n\n"]
            done = node.end
    parts.append(tree.source[done:].decode())
    return "".join(parts).lstrip("\n") if done else markdown


def _written(tree: Outline, table: Node) -> str:
    head, *rows = table.children
    marks = (_ALIGNMENTS.get(alignment, "---") for alignment in table.data)
    lines = [_row(tree, head), f"| {' | '.join(marks)} |", *(_row(tree, row) for row in rows)]
    return "\n".join(lines)


def _row(tree: Outline, row: Node) -> str:
    cells = (_cell(tree, cell) for cell in row.children)
    return f"| {' | '.join(cells)} |"


def _cell(tree: Outline, cell: Node) -> str:
    """Return the Markdown of a cell, which is empty where the row left it out."""
    return tree.written(cell).strip()
