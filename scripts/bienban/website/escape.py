"""Text as Python-Markdown and HTML take it: every mark of theirs in it is made inert."""

from __future__ import annotations

import re
from urllib.parse import quote

from bienban.documents.markup import SCHEMES

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_MARKS = re.compile(r"([\\`*_{}\[\]])")
_SPECIAL = re.compile(r"[\\`*_{}\[\]&<>|]")
_LINE_START = re.compile(r"(?:[#>+~=:-]|\d+(?=[.)]))")
_SAFE_IN_URL = "/:?#@!$&,;=+-._~%"
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_BAD_IN_URL = re.compile(r"[\x00-\x20\x7f\\]")


def html(text: str) -> str:
    """Return `text` for the inside of an element."""
    return text.translate(_ENTITIES)


def attribute(text: str) -> str:
    """Return `text` for the inside of a quoted attribute."""
    return text.translate(_ATTRIBUTE)


def inline(text: str) -> str:
    """Return `text` as Markdown that stands for exactly that text, anywhere in a line."""
    if not _SPECIAL.search(text):
        return text
    return _MARKS.sub(r"\\\1", text.translate(_ENTITIES)).replace("|", "&#124;")


def line(markdown: str) -> str:
    """Return one line of Markdown with its beginning kept from opening a block.

    `markdown` is inline Markdown already; only its first characters are looked at.
    """
    markdown = markdown.strip(" \t")
    found = _LINE_START.match(markdown)
    if not found:
        return markdown
    if found[0].isdigit():
        end = found.end()
        return f"{found[0]}&#{ord(markdown[end])};{markdown[end + 1 :]}"
    return f"&#{ord(markdown[0])};{markdown[1:]}"


def address(target: str) -> str:
    """Return a link's target with everything but plain address characters percent-encoded."""
    return quote(target, safe=_SAFE_IN_URL)


def is_remote(target: str) -> bool:
    """Tell whether `target` leaves the site: it has a scheme, or names a machine."""
    plain = _BAD_IN_URL.sub("", target)
    return bool(_SCHEME.match(plain)) or plain.startswith(("//", "/"))


def is_allowed(target: str) -> bool:
    """Tell whether a target that leaves the site has one of the schemes that links may have."""
    plain = _BAD_IN_URL.sub("", target)
    found = _SCHEME.match(plain)
    return bool(found) and found[1].casefold() in SCHEMES  # type: ignore[index]
