"""The labels of a paper's sections, as the layout standard has them: I-, 1., a), -."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bienban.documents.outline import Node
from bienban.export.paper import Block, Heading
from bienban.standards import Layout
from bienban.text import nfc, squeeze

_LABEL = re.compile(
    r"(?:[IVXLC]{1,7}\s*[-–.)]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)])\s*(?=[^\W\d]|«|\"|“)"
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of a document's body: its words, and whether it carries a number."""

    level: int
    words: str
    numbered: bool


def title_of(level: int, words: str) -> Title:
    """Read the heading `words`: «I. Đánh giá kết quả» is numbered, «Điều 1. Phạm vi» is not."""
    plain = squeeze(nfc(words)).rstrip(" :")
    found = _LABEL.match(plain)
    return Title(level, plain[found.end() :] if found else plain, found is not None)


def titles_of(nodes: Sequence[Node]) -> tuple[Title, ...]:
    """Return the headings of a body, in order."""
    return tuple(title_of(node.data, node.plain) for node in nodes if node.kind == "Heading")


def label_all(
    titles: Sequence[Title], inserts: Mapping[int, tuple[Block, ...]], layout: Layout
) -> tuple[tuple[Heading, ...], dict[int, tuple[Block, ...]]]:
    """Return the body's headings and `inserts`, numbered in one sequence.

    A heading without a number stays so, and so does one inserted after it.
    """
    labels = _Labels(layout)
    headings: list[Heading] = []
    labelled: dict[int, tuple[Block, ...]] = {}
    for place in range(len(titles) + 1):
        if place in inserts:
            labelled[place] = tuple(map(labels.block, inserts[place]))
        if place < len(titles):
            headings.append(labels.heading(titles[place]))
    return tuple(headings), labelled


class _Labels:
    """Counts the headings of each depth, from the depth above anew."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.counts = [0, 0, 0]
        self.numbered = [True, True, True]

    def heading(self, title: Title) -> Heading:
        depth = max(0, title.level - 2)
        if depth < len(self.numbered):
            self.numbered[depth] = title.numbered
            if not title.numbered:
                return Heading(title.level, title.words)
        return Heading(title.level, f"{self._label(depth)} {title.words}")

    def block(self, block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        depth = max(0, block.level - 2)
        if depth < len(self.numbered) and not self.numbered[depth]:
            return block
        return replace(block, text=f"{self._label(depth)} {block.text}")

    def _label(self, depth: int) -> str:
        marks = self.layout.section_marks
        if depth >= len(self.counts):
            return marks[-1]
        self.counts[depth] += 1
        for deeper in range(depth + 1, len(self.counts)):
            self.counts[deeper] = 0
            self.numbered[deeper] = True
        count, letters = self.counts[depth], self.layout.section_letters
        shown = (roman(count), str(count), letters[(count - 1) % len(letters)])[depth]
        return shown + marks[depth][1:]


def roman(number: int) -> str:
    """Return `number` in capital roman numerals."""
    result = ""
    for value, numeral in _ROMAN:
        while number >= value:
            result += numeral
            number -= value
    return result
