"""A paper as data: what is printed, before pandoc makes a file of it.

Everything here is plain text and names of styles; nothing is markup, code or a path to open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bienban.export.styles import Style, TableStyle
from bienban.standards import Layout


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; `breaks` ends the line after it."""

    text: str
    bold: bool = False
    italic: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in a style."""

    runs: tuple[Run, ...]
    style: Style = Style.BODY

    @property
    def plain(self) -> str:
        """The paragraph's text, without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the paper, its label included; levels as in the Markdown of documents."""

    level: int
    text: str


Cell: TypeAlias = tuple[Text, ...]
"""What stands in one cell of a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are shares of the line, in any unit, one a column."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[str, ...] = ()
    style: TableStyle = TableStyle.RULED


Block: TypeAlias = Text | Heading | Table


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that was found inside the workspace: its bytes and how its type is called."""

    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper.

    `path` is the document that it is made from.
    `headings` are the body's own headings as the paper prints them, one for each, in order.
    `inserts` are blocks to stand before the body's n-th heading (their number: after the body).
    `closing` ends the text, `ending` is what follows the end mark: signatures, recipients.
    `pictures` are the images of the body, by target as written.
    """

    path: str
    title: str
    day: date | None
    layout: Layout
    head: tuple[Block, ...]
    body: str
    headings: tuple[Heading, ...]
    inserts: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    closing: tuple[Block, ...] = ()
    ending: tuple[Block, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def text(content: str, style: Style = Style.BODY, *, bold: bool = False) -> Text:
    """Return a paragraph of one run."""
    return Text((Run(content, bold=bold),), style)


def item(content: str, label: str = "") -> Text:
    """Return a line that a dash opens, with an optional label in bold."""
    runs = (Run("- "), *([Run(f"{label} ", bold=True)] if label else []), Run(content))
    return Text(runs, Style.ITEM)


def cell(content: str, style: Style = Style.CELL) -> Cell:
    """Return a cell of one paragraph."""
    return (text(content, style),)
