"""Who an opinion is by: the bold run that opens it, and the names in that run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bienban.documents.outline import Node, lines_of
from bienban.text import loose, nfc, squeeze
from bienban.vocabulary import Role

_HONORIFIC = re.compile(r"^\s*(?:các\s+)?(?:đồng chí|đ/c|đ\.?c\.?)\s+", re.IGNORECASE)
_ROLE = re.compile(r"\s*(?:\s[-–—]\s?|[-–—]\s|\().*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+và\s+", re.IGNORECASE)
_ROLES = frozenset(loose(words) for role in Role for words in (role.label, f"{role.label} chi bộ"))
_ROLE_WORDS = max(len(role.split()) for role in _ROLES)

_TOGETHER = 20
"""How many people a line above a list may name, each of whom then said all of it."""

_OFFICE = re.compile(r"(?:\(.*\)|[-–—].*)?")
_BEFORE = re.compile(r"^\s*(?:\d{1,2}[.)/]\s*)?(?:(?:ý kiến|phát biểu) của\s+)?", re.IGNORECASE)
_SAYS = re.compile(
    r"\s+(?:phát biểu(?: ý kiến)?|(?:có|nêu) ý kiến|cho rằng)(?: như sau)?$", re.IGNORECASE
)
"""What stands around the name of who speaks, in a line of its own."""

_LONGEST_LABEL = 1000
"""How long the names of those who speak together may be: what is longer is bold text."""

_NAME_WORDS = range(2, 7)
"""How many words a full name has."""


class Head(NamedTuple):
    """The names in a line that says who speaks and nothing else, and where the line starts."""

    names: tuple[str, ...]
    start: int


def label(line: Sequence[Node]) -> tuple[Node, Sequence[Node]] | None:
    """Return the bold run that opens the inlines of `line`, and what follows it, if one does.

    «Đồng chí» may stand before it, and italics around it (`***…***`).
    """
    first = 0
    if len(line) > 1 and line[0].kind == "Text" and _HONORIFIC.fullmatch(nfc(line[0].plain)):
        first = 1
    run = line[first] if line else None
    if run is None:
        return None
    inner = run.children[0] if run.kind == "Emphasis" and len(run.children) == 1 else run
    return (run, line[first + 1 :]) if inner.kind == "Strong" else None


def speakers(entry: Node) -> tuple[str, ...]:
    """Return the names in the bold run that opens a list item."""
    first = entry.children[0] if entry.children else None
    found = label(first.children) if first is not None else None
    if found is None or len(found[0].plain) > _LONGEST_LABEL:
        return ()
    return names_in(nfc(found[0].plain))


def head_of(text: Node) -> Head | None:
    """Return the last line of a block of text where it only says who speaks, a list being below.

    That is «**Lê Văn Cường:**», «1. Lê Văn Cường phát biểu:»; without a colon only a name in bold,
    and not in bold only a name with a colon.  In bold «Ưu điểm:» is taken for one too.
    """
    lines = lines_of(text)
    whole = nfc("".join([node.plain for node in lines[-1]])) if lines else ""
    found = label(lines[-1]) if lines else None
    rest = "".join([node.plain for node in found[1]]).strip(" :") if found else ""
    colon = whole.endswith(":")
    if len(whole) > _LONGEST_LABEL or not (found or colon):
        return None
    if rest and not (colon and _OFFICE.fullmatch(rest)):
        return None
    names = names_in(_SAYS.sub("", _BEFORE.sub("", whole.rstrip(" :"))))
    known = (found is not None and colon) or all(map(_like_a_name, names))
    return Head(names, lines[-1][0].start) if 0 < len(names) <= _TOGETHER and known else None


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a speaker's label: «Đồng chí Lê Văn Cường - Phó Bí thư, An và Bình:»."""
    names: list[str] = []
    for part in _SEPARATOR.split(squeeze(_BRACKETS.sub(" ", text)).rstrip(" :")):
        name = _without_role(_ROLE.sub("", _HONORIFIC.sub("", part, count=1)).strip(" :"))
        if name and not (names and _is_office(name)):
            names.append(name)
    return tuple(names)


def _is_office(text: str) -> bool:
    """Tell whether what follows a name is an office: «đảng viên», «Trưởng thôn»."""
    return loose(text) in _ROLES or any(word[0].islower() for word in text.split())


def _without_role(name: str) -> str:
    """Return a name without the role before it: «Phó Bí thư Trần Thị Bình», «Đảng viên …»."""
    words = name.split(" ")
    for count in range(min(len(words) - 1, _ROLE_WORDS), 0, -1):
        rest = " ".join(words[count:])
        if loose(" ".join(words[:count])) in _ROLES and _like_a_name(rest):
            return rest
    return name


def addressed(text: str) -> tuple[bool, tuple[str, ...]]:
    """Return by whom plain text seems to be: «Đồng chí Lê Văn Cường: còn chậm», and if surely so.

    With «Đồng chí», «Ông» or «Bà» it is sure, and a given name alone will do; else it may be a
    place, or anything else in capitals.
    """
    head, colon, said = text.partition(":")
    if not colon or not said.strip() or len(head) > _LONGEST_LABEL or head.isupper():
        return False, ()
    titled = _TITLE.match(head)
    names = names_in(head[titled.end() :] if titled else head)
    if not all(map(_capitals if titled else _like_a_name, names)):
        return False, ()
    return titled is not None, names


_TITLE = re.compile(rf"{_HONORIFIC.pattern}|^\s*(?:ông|bà|anh|chị)\s+", re.IGNORECASE)


def like_a_name(text: str) -> bool:
    """Tell whether a text may be somebody's full name."""
    return _like_a_name(squeeze(nfc(text)))


def _like_a_name(text: str) -> bool:
    return len(text.split(" ")) in _NAME_WORDS and _capitals(text)


def _capitals(text: str) -> bool:
    return all(word[:1].isupper() for word in text.split(" "))
