"""The body of minutes as its readers know it: parts, items, who spoke, what was concluded.

Which wordings introduce what is data of the standard (`standards.headings`); numbering, case,
tone placement, spaces and a closing colon are not significant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bienban.documents.position import Position
from bienban.documents.stray import Stray
from bienban.standards.headings import HeadingKey

Part = HeadingKey
"""What a heading introduces."""

MAIN_PARTS = (Part.OPENING, Part.BODY, Part.CLOSING)
"""The three parts that every record has, in this order."""


class Heading(NamedTuple):
    """A heading: its title without number or closing colon, and what it introduces, if known.

    `start` is its offset in the body, which `place` turns into a place: few are asked for theirs.
    """

    level: int
    number: int | None
    title: str
    part: Part | None
    start: int
    place: Callable[[int], Position]

    @property
    def position(self) -> Position:
        """Where it stands."""
        return self.place(self.start)


class Speech(NamedTuple):
    """One list item under a discussion, talk or guests' heading.

    `speakers` are the names in the bold run that opens it, without «Đồng chí», role or colon, or
    in a line above its list; empty where neither is.  A speaker «Chủ trì» stands as written.
    """

    speakers: tuple[str, ...]
    start: int
    place: Callable[[int], Position]

    @property
    def position(self) -> Position:
        """Where its text starts, or the line above that names the speaker."""
        return self.place(self.start)


class Section(NamedTuple):
    """A heading of a known part with the plain text below it, up to the next heading."""

    heading: Heading
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered subject under «Nội dung».

    `unheard` is where headings start that are not known, with a list of what people said below.
    """

    heading: Heading
    discussion: Heading | None = None
    opinions: tuple[Speech, ...] = ()
    talks: tuple[Speech, ...] = ()
    conclusion: Section | None = None
    stray: tuple[Stray, ...] = ()
    unheard: frozenset[int] = frozenset()

    @property
    def shared(self) -> bool:
        """Whether this is the one discussion that serves all items."""
        return self.heading.part is Part.COMMON_DISCUSSION

    @property
    def concluded(self) -> bool:
        """Whether a conclusion stands here and says something."""
        return self.conclusion is not None and bool(self.conclusion.text)


@dataclass(frozen=True, slots=True)
class Proceedings:
    """The body of one record.

    `headings` are all of them in order; `guests` are what the superior's delegates said.
    `bold` are lines in bold that stand in place of a heading, and are read as one.
    """

    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    guests: tuple[Speech, ...] = ()
    final_conclusion: Section | None = None
    adoption: Section | None = None
    bold: tuple[Heading, ...] = ()

    @property
    def in_order(self) -> tuple[Heading, ...]:
        """Every heading, and every bold line that is read as one, in order."""
        if not self.bold:
            return self.headings
        return tuple(sorted((*self.headings, *self.bold), key=lambda heading: heading.start))

    def parts(self) -> tuple[Heading, ...]:
        """Return the headings of the three main parts, in the order in which they stand."""
        return tuple([each for each in self.in_order if each.part in MAIN_PARTS])

    @property
    def opinions(self) -> tuple[Speech, ...]:
        """Every opinion of every discussion, in order."""
        return tuple(speech for item in self.items for speech in item.opinions)

    @property
    def stray(self) -> tuple[Stray, ...]:
        """Every place where an opinion seems to start that is no item of a list, in order."""
        return tuple(stray for item in self.items for stray in item.stray)

    @property
    def shared(self) -> Item | None:
        """The discussion that serves all items, if there is one."""
        return next((item for item in self.items if item.shared), None)
