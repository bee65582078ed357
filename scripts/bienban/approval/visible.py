"""Text from a draft as a terminal may show it: nothing in it moves the cursor or hides."""

from __future__ import annotations

import unicodedata

_HIDING = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return `text` with every character that is not seen, or that steers, spelt out."""
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in _HIDING:
        return character
    return f"‹U+{ord(character):04X}›"
