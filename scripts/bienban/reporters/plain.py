"""Text of documents made harmless for reports: what a reader cannot see is spelled out."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
"""Unicode categories that move a cursor, turn a line around, end it, or have no form in UTF-8."""


def plain(text: str) -> str:
    r"""Return `text` in one line, every control or hidden character as `\x1b` or `\u202e`.

    File names and quoted values come from people; a terminal, a CI log or an XML reader
    must never act on them.
    """
    if text.isprintable():
        return text
    return "".join(_spelled(c) if unicodedata.category(c) in _UNSEEN else c for c in text)


def _spelled(char: str) -> str:
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
