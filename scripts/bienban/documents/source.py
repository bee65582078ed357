"""The text of one file: decoded, cleaned line by line, with every place kept as the author sees it.

Cleaning never adds or removes a line: line ends become LF, hidden characters go, text becomes NFC.
Everything else reads the clean text; positions are given in the text as written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import accumulate

from bienban.documents.frontmatter import Tree, compose
from bienban.documents.places import Places
from bienban.documents.position import Position
from bienban.once import once
from bienban.text import is_nfc, nfc

# The same boundaries as mkdocs.utils.meta.YAML_RE; a test feeds both the same files.
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n((?:.*\n)+?)(?:\.{3}|-{3})[ \t]*\n")
_LINE_END = re.compile(r"\r\n?|\n")

_HIDDEN_NEAR = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_HIDDEN_FAR = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"

HIDDEN = re.compile(f"[{_HIDDEN_NEAR}{_HIDDEN_FAR}]")
"""Characters that are not seen: zero-width, bidirectional, control; NBSP is none of them."""

_COMMON = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*"
)
"""Latin letters, digits and signs: each stands by itself in NFC, and none is hidden.

A text is compared with them as a whole four times as fast as it is searched for all others.
"""


@dataclass(frozen=True)
class Source:
    """The text of a file, decoded when it is asked for; `all_yaml` says that it has no body."""

    data: bytes
    all_yaml: bool = False

    @classmethod
    def of(cls, text: str) -> Source:
        """Return the source that a file of `text` would be."""
        return cls(text.encode())

    @once
    def raw(self) -> str:
        """The text as written, without a byte order mark; raises `UnicodeDecodeError`."""
        return self.data.removeprefix(BOM_UTF8).decode()  # quicker than «utf-8-sig»

    @once
    def lines(self) -> list[str]:
        """The lines as written, without their ends."""
        return _LINE_END.split(self.raw)

    @once
    def common(self) -> bool:
        """Whether the text as written is of the characters that Vietnamese papers are made of."""
        return _COMMON.fullmatch(self.raw) is not None

    @once
    def clean(self) -> bool:
        """Whether the text is NFC and without hidden characters, so that places need no mapping."""
        return self.common or (HIDDEN.search(self.raw) is None and is_nfc(self.raw))

    @once
    def text(self) -> str:
        """The clean text."""
        text = _LINE_END.sub("\n", self.raw) if "\r" in self.raw else self.raw
        return text if self.clean else nfc(HIDDEN.sub("", text))

    @once
    def _split(self) -> tuple[str | None, int]:
        """The text of the front matter, and the offset in `text` where the body starts."""
        if self.all_yaml:
            return self.text, len(self.text)
        found = _FRONT_MATTER.match(self.text)
        return (found[1], found.end()) if found else (None, 0)

    @property
    def front(self) -> str | None:
        """The YAML of the front matter, or None where there is none or it is not closed."""
        return self._split[0]

    @property
    def front_line(self) -> int:
        """The line on which the YAML starts."""
        return 1 if self.all_yaml else 2

    @property
    def body(self) -> str:
        """The clean Markdown below the front matter."""
        return self.text[self._split[1] :]

    @once
    def body_line(self) -> int:
        """The line on which the body starts."""
        return 1 + self.text.count("\n", 0, self._split[1])

    def original(self, line: int, column: int) -> Position:
        """Return where the place at `line`, `column` of the clean text stands as written."""
        if self.clean:
            return Position(line, column)
        if line not in self._written:
            self._written[line] = _Written(self.lines[line - 1] if line <= len(self.lines) else "")
        return Position(line, 1 + self._written[line].length(column - 1))

    @once
    def _written(self) -> dict[int, _Written]:
        """The lines in which places were asked for so far."""
        return {}

    @once
    def tree(self) -> Tree:
        """The nodes of the front matter; raises `frontmatter.UnreadableError`."""
        return compose(self.front or "")

    def let_go(self) -> None:
        """Forget the nodes of the front matter; they are made again for who asks for a place."""
        for name in ("tree", "places"):
            self.__dict__.pop(name, None)

    @once
    def places(self) -> Places:
        """The places in the front matter; raises `frontmatter.UnreadableError`."""
        return Places(self.tree.root)

    def position_of(self, loc: tuple[str | int, ...], *, key: bool) -> Position:
        """Return where the value (or key) at `loc` stands, or the nearest thing around it."""
        line, column = self.places.of(loc, key=key)
        return self.original(line + self.front_line, column + 1)


class _Written:
    """A line as written, in stretches that are cleaned by themselves: a line may be the whole file.

    Each begins with a character that joins no other before it.
    """

    _STRETCH = re.compile(r".{1,50}[^ -~]*", re.DOTALL)

    def __init__(self, line: str) -> None:
        self._stretches = self._STRETCH.findall(line) or [""]
        self._starts = list(accumulate(map(len, self._stretches), initial=0))
        clean = (len(nfc(HIDDEN.sub("", stretch))) for stretch in self._stretches[:-1])
        self._clean_starts = list(accumulate(clean, initial=0))

    def length(self, length: int) -> int:
        """Return how many characters as written make the first `length` clean ones."""
        number = bisect_right(self._clean_starts, length) - 1
        rest = length - self._clean_starts[number]
        return self._starts[number] + _written_length(self._stretches[number], rest)


def _written_length(written: str, length: int) -> int:
    """Return how many characters of `written` make the first `length` clean ones."""
    low, high = 0, len(written)
    while low < high:
        middle = (low + high) // 2
        if len(nfc(HIDDEN.sub("", written[:middle]))) < length + 1:
            low = middle + 1
        else:
            high = middle
    clean = len(nfc(HIDDEN.sub("", written[:low])))
    return low - 1 if clean > length else low
