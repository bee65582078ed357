"""What we change in Python-Markdown: tables that read well on a phone, and less to look for.

Each cell of a wide table carries its column's title for the style sheet.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

_NEVER_WRITTEN = (
    "backtick",
    "reference",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
    "not_strong",
    "em_strong2",
)
"""Inline patterns that match nothing of what `writer` writes; each costs a search of every text."""

WIDE = 3
"""From this number of columns on, a narrow screen shows each row as a card."""


class _Labels(Treeprocessor):  # type: ignore[misc]
    """Marks tables with what kind they are, and cells of wide ones with their column's title."""

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            titles = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            if not any(titles):
                table.set("class", "facts")
                _make_heads(table)
            elif len(titles) >= WIDE:
                table.set("class", "cards")
                _label(table, titles)


def _make_heads(table: Element) -> None:
    """Turn a table without titles into one whose first column names each row."""
    for head in table.findall("thead"):
        table.remove(head)
    for row in table.iter("tr"):
        if len(row):
            row[0].tag = "th"
            row[0].set("scope", "row")


def _label(table: Element, titles: list[str]) -> None:
    for row in table.iter("tr"):
        for title, cell in zip(titles, row, strict=False):
            if cell.tag == "td" and title:
                cell.set("data-label", title)


class BienbanExtension(Extension):  # type: ignore[misc]
    """Adds the marks of tables, and takes off the patterns that our writer never writes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processor behind `inline` (20), and drop what would only cost time."""
        for name in _NEVER_WRITTEN:
            if name in md.inlinePatterns:
                md.inlinePatterns.deregister(name)
        md.treeprocessors.register(_Labels(md), "bienban-tables", 15)


def makeExtension(**settings: Any) -> BienbanExtension:  # noqa: ANN401, N802 (its name and types)
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return BienbanExtension(**settings)
