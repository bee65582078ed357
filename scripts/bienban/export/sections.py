"""Where blocks of front matter go between the headings of a body."""

from __future__ import annotations

from collections.abc import Sequence

from bienban.export.headings import Title, label_all
from bienban.export.paper import Block, Heading
from bienban.standards import Layout


class Sections:
    """The headings of one body and what is to stand among them."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self.titles = tuple(titles)
        self._inserts: dict[int, tuple[Block, ...]] = {}

    @property
    def end(self) -> int:
        """The place after the whole body."""
        return len(self.titles)

    def end_of(self, index: int) -> int:
        """Return the place where the section that heading `index` opens ends."""
        level = self.titles[index].level
        later = range(index + 1, self.end)
        return next((place for place in later if self.titles[place].level <= level), self.end)

    def add(self, place: int, blocks: Sequence[Block]) -> None:
        """Put `blocks` before the heading at `place`, after what was put there already."""
        if blocks:
            self._inserts[place] = (*self._inserts.get(place, ()), *blocks)

    def labelled(self, layout: Layout) -> tuple[tuple[Heading, ...], dict[int, tuple[Block, ...]]]:
        """Return the body's headings and the inserts, numbered in one sequence."""
        return label_all(self.titles, self._inserts, layout)
