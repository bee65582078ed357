"""What is read as one word and must stay on one line: `12-NQ/CB`, `2026-01-05`, `14:00-16:10`.

A browser may break behind a hyphen.  A class says that it must not here; other characters in the
text would, too, but then neither search nor a copy would find `12-NQ/CB`.
"""

from __future__ import annotations

import re

CLASS = "n"
"""The class of an element that stays on one line; short, as a page may have hundreds."""

LONGEST = 24
"""How many characters still fit on a line of a phone."""

SHORT = 14
"""Up to how many characters a whole cell stays on one line: a day, a state, most names."""

_WHOLE = re.compile(r"((?<![\w/-])\d[\w:/]*(?:-[\w:/]+)+)")


def parts(text: str) -> list[str]:
    """Return `text` cut up: text, whole, text, whole …, text."""
    if "-" not in text:
        return [text]
    cut = _WHOLE.split(text)
    kept = [cut[0]]
    for whole, behind in zip(cut[1::2], cut[2::2], strict=True):
        if len(whole) > LONGEST:
            kept[-1] += whole + behind
        else:
            kept += [whole, behind]
    return kept


def is_short(text: str) -> bool:
    """Tell whether a cell with this text could be broken, and is short enough not to be."""
    clean = text.strip()
    return len(clean) <= SHORT and any(mark in clean for mark in " -")
