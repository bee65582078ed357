"""A document as everything above `documents` sees it: typed, positioned, with what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Generic, NamedTuple, TypeVar

from bienban.documents.base import Record
from bienban.documents.late import Late
from bienban.documents.mentions import Passage, mentions
from bienban.documents.places import Spoilt
from bienban.documents.position import Position
from bienban.documents.proceedings import Proceedings
from bienban.documents.source import Source

ENOUGH = 1000
"""How many faults of one kind in one file are looked for; nobody mends more."""

Loc = tuple[str | int, ...]
"""A place in front matter: keys as written and indices, `("nhiem_vu", 1, "han")`."""

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Problem(NamedTuple):
    """A fault that reading found; the rule of its code words the message.

    `subject` is what is at fault (a key, a character, a link), `expected` ends the sentence
    «phải …», `actual` is what stands there, `hint` is a candidate for the help.
    """

    code: str
    position: Position
    subject: str = ""
    expected: str = ""
    actual: str = ""
    hint: str = ""


class Link(NamedTuple):
    """A link or image of the body, its target as written and as decoded."""

    target: str
    position: Position
    image: bool


def _no_marks(letters: tuple[str, ...]) -> tuple[Passage, ...]:
    """Return that there are none: the marks of a document without a body, or judged before."""
    del letters
    return ()


class Marks:
    """What in a body may be a mark, until it is let go of."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[tuple[str, ...]], Iterable[Passage]] = _no_marks) -> None:
        self._find = find

    def __call__(self, letters: tuple[str, ...]) -> Iterable[Passage]:
        """Return what may be a mark that has one of `letters`, these among others."""
        return self._find(letters)

    def let_go(self) -> None:
        """Forget the body; from now on there are none."""
        self._find = _no_marks


@dataclass(frozen=True, slots=True)
class Document(Generic[R_co]):
    """One file that could be read, in whole or in part.

    `path` is relative to the workspace, with `/`.
    `id` is the identity that references use.
    `failed` holds the place of every value that is absent because it could not be read:
    ask `broken` before concluding from something missing.
    `torn` are the lists in which an item may stand in another, its opening line being lost, with
    the index of the first: how many there are, and the numbers of those after it, are not known.
    `named` is all that may name a document: runs like `2026-01-02-chi-uy` and `…/01-NQ-CB`,
    whole and from each of their parts on; `mentions` tells where they stand.
    `marks` returns what in the body may be a mark that has all the letters that it is given:
    emphasised runs, cells and lines that are short and have no small letter.  A document that was
    judged before has none, as nothing is kept that only rules of one document look at.
    """

    path: str
    id: str
    record: R_co
    source: Source
    failed: frozenset[Loc] = frozenset()
    body: Late[Proceedings | None] = Late.of(None)  # noqa: RUF009 (it never changes)
    links: tuple[Link, ...] = ()
    named: frozenset[str] = frozenset()
    torn: Mapping[str, int] = field(default_factory=dict)
    marks: Marks = Marks()  # noqa: RUF009 (one without a body never changes)
    problems: tuple[Problem, ...] = ()
    _spoilt: Spoilt = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make what is asked many times of one document."""
        object.__setattr__(self, "_spoilt", Spoilt(self.failed))  # the way of frozen values

    @property
    def proceedings(self) -> Proceedings | None:
        """The body of minutes as its readers know it; None for every other document."""
        return self.body()

    def mentions(self, wanted: Set[str]) -> Iterator[Passage]:
        """Yield the first run on each line that is one of `wanted`, some of `named`, in order."""
        return mentions(self.source, wanted)

    def let_go(self) -> None:
        """Forget the marks, and the nodes of front matter, which are made again for who asks.

        They are most of what reading made, and cost least to free while the memory is near.
        """
        self.source.let_go()
        self.marks.let_go()

    def with_problems(self, problems: tuple[Problem, ...]) -> Document[R_co]:
        """Return the same document with `problems` in place of its own."""
        return replace(self, problems=problems)

    def broken(self, *loc: str | int) -> bool:
        """Tell whether the value at `loc`, a part of it, or what holds it could not be read."""
        return bool(self.failed) and self._spoilt.touches(loc)

    def torn_before(self, key: str, index: int | None = None) -> bool:
        """Tell whether an item of the list at `key` may be lost: before that at `index`, or any."""
        first = self.torn.get(key)
        return first is not None and (index is None or first < index)

    def at(self, *loc: str | int) -> Position:
        """Return where the value at `loc` stands, or the nearest thing around it that stands."""
        return self.source.position_of(loc, key=False)

    def at_key(self, *loc: str | int) -> Position:
        """Return where the key at `loc` stands, or the nearest thing around it that stands."""
        return self.source.position_of(loc, key=True)
