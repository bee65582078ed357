"""Phrases that several rules share, so that one thing is said in one way."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: «a», «b» và «c»."""
    shown = [f"«{word}»" for word in words]
    return " và ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def perhaps(candidate: str | None) -> str:
    """Return the sentence that offers the nearest candidate, or nothing where there is none."""
    return f"Có phải «{candidate}»?" if candidate else ""


def joined(*sentences: str) -> str:
    """Return the sentences that say something, in one line."""
    return " ".join(sentence for sentence in sentences if sentence)
