"""Reads the body of minutes: one pass over its blocks, with the part and item that are open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat

from bienban.documents.bold import (
    ITEMS,
    LEVELS,
    OF_ITEMS,
    Opening,
    Written,
    opening,
    openings,
    written,
)
from bienban.documents.outline import Node
from bienban.documents.position import Position
from bienban.documents.proceedings import (
    MAIN_PARTS,
    Heading,
    Item,
    Part,
    Proceedings,
    Section,
    Speech,
)
from bienban.documents.speakers import Head, head_of, speakers
from bienban.documents.stray import TEXTS, Stray, Why, strays
from bienban.documents.titles import words_of
from bienban.text import loose, nfc, squeeze

_OF_CLOSING = (Part.GENERAL_CONCLUSION, Part.ADOPTION)
_OF_BODY = (Part.COMMON_DISCUSSION, Part.GUESTS)
_NOTHING = frozenset(
    map(
        loose,
        ("Không có ý kiến", "Không có ý kiến gì", "Không có ý kiến khác", "Không ai có ý kiến"),
    )
)
"""What says that nobody spoke, and so is no opinion."""


def read_proceedings(
    nodes: tuple[Node, ...],
    known: Mapping[tuple[int, str], Part],
    place: Callable[[int], Position],
    agenda: int,
) -> Proceedings:
    """Return the proceedings that the blocks `nodes` hold.

    `place` turns offsets into places; `agenda` is how many items the agenda has, one of which
    may bear the title of another heading, «Tổng kết» or «Ý kiến chỉ đạo».
    """
    reader = _Reader(known, place, agenda)
    bold = any(map(opening, nodes))
    around = written(nodes, known) if bold else repeat(Written())
    for node, here, after in zip(nodes, around, (*nodes[1:], None), strict=False):
        if node.kind == "Heading":
            reader.heading(node)
        elif bold:
            reader.perhaps_bold(node, here, after)
        else:
            reader.block(node)
    return reader.result()


class _Open:
    """An item while it is being read."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.discussion: Heading | None = None
        self.opinions: list[Speech] = []
        self.talks: list[Speech] = []
        self.conclusion: Heading | None = None
        self.concluded: list[str] = []
        self.stray: list[Stray] = []
        self.heads: dict[Position, Why | None] = {}
        self.unheard: list[int] = []

    def closed(self) -> Item:
        return Item(
            self.heading,
            self.discussion,
            tuple(self.opinions),
            tuple(self.talks),
            self._conclusion(),
            self._strays(),
            frozenset(self.unheard),
        )

    def _strays(self) -> tuple[Stray, ...]:
        """Return each place once; where a list below says more of it, as that says."""
        if not self.stray and not self.heads:
            return ()
        told = {stray.position: stray for stray in self.stray}
        told.update({at: Stray(at, why) for at, why in self.heads.items() if why})
        silent = {at for at, why in self.heads.items() if why is None}
        return tuple(sorted(stray for at, stray in told.items() if at not in silent))

    def _conclusion(self) -> Section | None:
        text = squeeze(" ".join(self.concluded))
        return Section(self.conclusion, text) if self.conclusion else None


class _Reader:
    """One pass over the blocks, with the part, item and section that are open."""

    def __init__(
        self,
        known: Mapping[tuple[int, str], Part],
        place: Callable[[int], Position],
        agenda: int,
    ) -> None:
        self.known = known
        self.place = place
        self.agenda = agenda
        self.headings: list[Heading] = []
        self.bold: list[Heading] = []
        self.told: set[Part | None] = set()
        self.items: list[_Open] = []
        self.item: _Open | None = None
        self.last = 0  # the highest number of an item so far
        self.guests: list[Speech] = []
        self.main: Part | None = None
        self.section: Part | None = None
        self.head: Head | None = None
        self.before: tuple[str, ...] = ()  # who spoke last in the list right before
        self.counting = False  # bold lines of this section count points, and are no items
        self.level = self.start = 0  # of the last heading
        self.texts: dict[Part, tuple[Heading, list[str]]] = {}

    def heading(self, node: Node) -> None:
        self.head, self.before, self.counting = None, (), False
        self.start = node.start
        number, title, key = words_of(node.plain)
        part = self._part(node.data, number, key)
        heading = Heading(node.data, number, title, part, node.start, self.place)
        if node.kind == "Heading":
            self.headings.append(heading)
        else:
            self.bold.append(heading)
            self.told.add(part)
        if self.section is not None and node.data > self.level:
            return  # a subheading inside a section belongs to its text
        self.level = node.data
        self.section = None if part in MAIN_PARTS else part
        if part in MAIN_PARTS:
            self.main, self.item = part, None
        elif self._opens_item(heading):
            self.item = _Open(heading)
            self.items.append(self.item)
            self.last = max(self.last, heading.number or 0)
            self._open_item(self.item)
        elif node.data <= ITEMS:
            self.item = None
        self._open_section(heading)

    def perhaps_bold(self, node: Node, here: Written, after: Node | None) -> None:
        """Take a block, of which the first lines may be bold in place of headings."""
        rest: Node | None = node
        for found in openings(node):
            level = self._meant(found, here, after)
            if not level:
                break
            words = node._replace(data=level, plain=found.words, start=found.start)
            self.heading(words)
            rest = found.rest
        if rest is not None:
            self.block(rest)

    def _meant(self, found: Opening, here: Written, after: Node | None) -> int:
        """Return the level of the heading that bold words are in place of; 0 where of none."""
        number, _, key = words_of(found.words)
        for level in LEVELS:
            part = self.known.get((level, key))
            if part is not None and self._missed(part, here) and self._fits(part, found, after):
                return level
        if number is None or not found.alone:
            return 0
        follows = here.items.get(found.start)
        if number in here.numbers or follows is None or not self._on_agenda(ITEMS, number):
            self.counting = self.counting or self.section in OF_ITEMS
            return 0
        return ITEMS if follows or not self.counting else 0

    def _fits(self, part: Part, found: Opening, after: Node | None) -> bool:
        """Tell whether a part may begin so; with its text on one line most words are prose."""
        listed = after is not None and after.kind == "List"
        if part in (Part.GUESTS, Part.PAPERS_READ):
            named = listed and after is not None and bool(speakers(after.children[0]))
            return found.alone and (self.section is not Part.CONCLUSION or named)
        if found.alone or part not in OF_ITEMS:
            return True
        if part is Part.DISCUSSION:
            return listed
        return self.item is not None and self.item.discussion is not None

    def _missed(self, part: Part, here: Written) -> bool:
        """Tell whether a part has its place here, and no heading, nor a bold line before."""
        item = self.item
        if part in OF_ITEMS:
            if item is None or self.section is Part.CONCLUSION or part in here.below:
                return False
            return (item.discussion if part is Part.DISCUSSION else item.conclusion) is None
        if part is Part.PAPERS_READ:
            return item is not None and self.section is not part and part not in here.below
        placed = (
            part in MAIN_PARTS
            or (part in _OF_CLOSING and self.main is Part.CLOSING)
            or (part in _OF_BODY and self.main is Part.BODY)
        )
        return placed and part not in here.parts and part not in self.told

    def _is_label(self, node: Node) -> bool:
        """Tell whether a block is a bold line with the words of a heading, which nobody spoke."""
        found = opening(node)
        if found is None or not found.alone:
            return False
        _, title, key = words_of(found.words)
        return not title[-1:].isdigit() and any((level, key) in self.known for level in LEVELS)

    def _part(self, level: int, number: int | None, key: str) -> Part | None:
        """Return what a heading introduces; an item of the agenda is none of the closing part."""
        part = self.known.get((level, key))
        return None if part in _OF_CLOSING and self._on_agenda(level, number) else part

    def _on_agenda(self, level: int, number: int | None) -> bool:
        """Tell whether a heading's number is that of an item of the agenda still to come."""
        if level != ITEMS or number is None or self.main is not Part.BODY:
            return False
        return self.last < number <= self.agenda

    def _opens_item(self, heading: Heading) -> bool:
        if self.main is not Part.BODY or heading.level != ITEMS:
            return False
        if heading.part is None:
            return heading.number is not None
        return heading.part is Part.COMMON_DISCUSSION or self._on_agenda(ITEMS, heading.number)

    def _open_item(self, item: _Open) -> None:
        """Open the section that an item is by its very title; its subheadings open others."""
        if item.heading.part is Part.COMMON_DISCUSSION:
            self.section, item.discussion = Part.DISCUSSION, item.heading
        if self.section:
            self.level += 1

    def _open_section(self, heading: Heading) -> None:
        if self.item is not None and heading.level > ITEMS:
            if heading.part is Part.DISCUSSION:
                self.item.discussion = self.item.discussion or heading
            elif heading.part is Part.CONCLUSION and self.item.conclusion is None:
                self.item.conclusion = heading
        elif heading.part in (Part.GENERAL_CONCLUSION, Part.ADOPTION):
            self.texts.setdefault(heading.part, (heading, []))

    def block(self, node: Node) -> None:
        if self.section in self.texts:
            self.texts[self.section][1].append(_text(node))
        elif self.section is Part.GUESTS:
            self.guests.extend(self._speeches(node))
        elif self.item is not None:
            self._item_block(self.item, node)

    def _item_block(self, item: _Open, node: Node) -> None:
        if self.section is Part.DISCUSSION:
            self._discussed(item, node)
        elif self.section is Part.PAPERS_READ:
            item.talks.extend(self._speeches(node))
        elif self.section is Part.CONCLUSION and item.conclusion is not None:
            item.concluded.append(_text(node))
        elif self.section is None and node.kind == "List" and speakers(node.children[0]):
            item.unheard.append(self.start)

    def _discussed(self, item: _Open, node: Node) -> None:
        """Take the opinions of a block of a discussion, and what seems to be one."""
        head, before = self.head, self.before
        self.head, self.before = None, ()
        if self._is_label(node):
            return
        if node.kind == "Paragraph":
            self.head = head_of(node)
        elif node.kind == "List":
            item.opinions.extend(self._opinions(item, node, head, before))
        item.stray.extend(strays(node, self.place))

    def _opinions(
        self, item: _Open, node: Node, head: Head | None, before: tuple[str, ...]
    ) -> list[Speech]:
        """Return the opinions of a list; one without a name is by whom the line above it names.

        `before` are who spoke last in a list right before, of whose opinion these may be points.
        """
        speeches = self._speeches(node)
        ends = [entry.plain[-1:] for entry in node.children]
        named = all(speech.speakers for speech in speeches)
        if head is None and named and ":" not in ends:
            self.before = speeches[-1].speakers
            return speeches  # as nearly always
        if head is not None and named:
            item.heads[self.place(head.start)] = None  # a title, and nobody spoke it
            head = None
        elif before and not any(speech.speakers for speech in speeches):
            head = Head(before, speeches[0].start)
            item.heads[self.place(head.start)] = Why.BELOW
        heard = []
        for entry, speech, end in zip(node.children, speeches, ends, strict=True):
            if speech.speakers:
                head = None
            elif head is not None:
                item.heads.setdefault(self.place(head.start), Why.ABOVE)
            elif loose(nfc(entry.plain).rstrip(" .")) in _NOTHING:
                continue
            heard.append(Speech(head.names, head.start, self.place) if head else speech)
            self.before = heard[-1].speakers
            if end == ":" and entry.children[-1].kind in TEXTS:
                head = head_of(entry.children[-1])
        return heard

    def _speeches(self, node: Node) -> list[Speech]:
        if node.kind != "List":
            return []
        return [
            Speech(
                speakers(entry),
                entry.children[0].start if entry.children else entry.start,
                self.place,
            )
            for entry in node.children
        ]

    def result(self) -> Proceedings:
        sections = {
            part: Section(heading, squeeze(" ".join(texts)))
            for part, (heading, texts) in self.texts.items()
        }
        return Proceedings(
            tuple(self.headings),
            tuple(item.closed() for item in self.items),
            tuple(self.guests),
            sections.get(Part.GENERAL_CONCLUSION),
            sections.get(Part.ADOPTION),
            tuple(self.bold),
        )


def _text(node: Node) -> str:
    """Return the text of `node` as it is compared and shown."""
    return squeeze(nfc(node.plain))
