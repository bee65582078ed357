"""Who spoke: the labels that stand for a person."""

from __future__ import annotations

from bienban.text import loose

_CHAIR = frozenset(map(loose, ("Chủ trì", "Người chủ trì", "Chủ tọa")))
"""What a speaker's label may say instead of the chair's name."""


def is_chair(name: str) -> bool:
    """Tell whether a speaker's label stands for whoever chairs."""
    return loose(name) in _CHAIR
