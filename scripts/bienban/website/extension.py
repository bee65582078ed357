"""What we change in Python-Markdown: tables that read well on a phone, and less to look for.

Each cell of a wide table carries its column's title for the style sheet; numbers of papers and
short cells are marked to stay on one line, their text being as it was for search and for copying.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]

from bienban.website.whole import CLASS, is_short, parts

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
            if cell.tag != "td":
                continue
            if title:
                cell.set("data-label", title)
            if is_short("".join(cell.itertext())):
                cell.set("class", CLASS)


class _Wholes(Treeprocessor):  # type: ignore[misc]
    """Puts what must stay on one line into an element of its own."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag != "pre":
                _keep_whole(element)


def _keep_whole(element: Element) -> None:
    """Mark the wholes in an element's own texts; those of its children come in their turn."""
    for place, child in reversed(list(enumerate(element))):
        child.tail, made = _split(child.tail)
        for whole in reversed(made):
            element.insert(place + 1, whole)
    element.text, made = _split(element.text)
    for whole in reversed(made):
        element.insert(0, whole)


def _split(text: str | None) -> tuple[str | None, list[Element]]:
    """Return the text before the first whole, and each whole with the text behind it."""
    before, *rest = parts(text) if text else (text,)
    made = []
    for whole, behind in zip(rest[::2], rest[1::2], strict=True):
        element = Element("span", {"class": CLASS})
        element.text, element.tail = AtomicString(whole), behind
        made.append(element)
    return before, made


class BienbanExtension(Extension):  # type: ignore[misc]
    """Adds the marks of tables, and takes off the patterns that our writer never writes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processor behind `inline` (20), and drop what would only cost time."""
        for name in _NEVER_WRITTEN:
            if name in md.inlinePatterns:
                md.inlinePatterns.deregister(name)
        md.treeprocessors.register(_Labels(md), "bienban-tables", 15)
        md.treeprocessors.register(_Wholes(md), "bienban-wholes", 14)


def makeExtension(**settings: Any) -> BienbanExtension:  # noqa: ANN401, N802 (its name and types)
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return BienbanExtension(**settings)
