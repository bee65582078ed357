"""A paper as data: what is printed, before pandoc makes a file of it.

Everything here is plain text and names of styles; nothing is markup, code or a path to open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bienban.export.styles import Style, TableStyle
from bienban.standards import Layout


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; `breaks` ends the line after it.

    `picture` is the target of an image as written; `text` then says what it shows.
    """

    text: str
    bold: bool = False
    italic: bool = False
    breaks: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in a style."""

    runs: tuple[Run, ...]
    style: Style = Style.BODY

    @property
    def plain(self) -> str:
        """The paragraph's text, without marks."""
        return "".join(run.text for run in self.runs)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The targets of the images in it."""
        return tuple(run.picture for run in self.runs if run.picture)


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
    """One paper, made from the document at `path`; `pictures` are its images, by target."""

    path: str
    title: str
    day: date | None
    layout: Layout
    blocks: tuple[Block, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The targets of images that no picture was found for."""
        return tuple(
            target for target in picture_targets(self.blocks) if target not in self.pictures
        )


def picture_targets(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the targets of all images in `blocks`, each once, in order."""
    return tuple(dict.fromkeys(t for block in blocks for t in _targets(block)))


def _targets(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield from block.pictures
    elif isinstance(block, Table):
        for row in block.rows:
            for cell_ in row:
                yield from picture_targets(cell_)


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
