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
    """Return the last line of a block of text where it stands above what somebody said.

    That is «**Lê Văn Cường:**», in bold or with a colon, with a list below it.
    """
    lines = lines_of(text)
    if not lines:
        return None
    found = label(lines[-1])
    said = "" if found is None else "".join([node.plain for node in found[1]]).strip(" :")
    whole = nfc("".join([node.plain for node in lines[-1]]))
    if said or not (found or whole.endswith(":")) or len(whole) > _LONGEST_LABEL:
        return None
    names = names_in(whole)
    known = bool(names) and all(map(_like_a_name, names))
    return Head(names, lines[-1][0].start) if known else None


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


def addresses(text: str) -> bool:
    """Tell whether plain text is an opinion of one comrade: «Đồng chí Lê Văn Cường: còn chậm»."""
    found = _HONORIFIC.match(text)
    head, colon, said = text.partition(":")
    if not found or not colon or not said.strip():
        return False
    names = names_in(head)
    return bool(names) and all(map(_like_a_name, names))


def _like_a_name(text: str) -> bool:
    words = text.split(" ")
    return len(words) in _NAME_WORDS and all(word[0].isupper() for word in words)
