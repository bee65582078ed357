"""Documents made to crash, to hang or to flood: one shape repeated until the file is full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PATH = "meetings/2026/2026-01-05-thuong-ky.md"
"""The minutes that are spoilt, in tests/rules/base."""

_FULL = 1_900_000  # bytes: just under the 2 MiB beyond which no file is read
_BASE = Path(__file__).parents[1] / "rules/base" / PATH


def _sound() -> tuple[str, str]:
    """Return front matter and body of the minutes."""
    front, _, body = _BASE.read_text(encoding="utf-8")[4:].partition("\n---\n")
    return f"{front}\n", body


def with_front(added: str, key: str = "") -> bytes:
    """Return the minutes with more front matter: below the line `key:`, or above all."""
    front, body = _sound()
    if not key:
        return f"---\n{added}{front}---\n{body}".encode()
    before, found, after = front.partition(f"{key}:\n")
    assert found, key
    return f"---\n{before}{found}{added}{after}---\n{body}".encode()


def with_body(added: str, *, alone: bool = False) -> bytes:
    """Return the minutes with more below them, or with nothing but that (`alone`)."""
    front, body = _sound()
    return f"---\n{front}---\n{'' if alone else body}{added}".encode()


def full(shape: str) -> str:
    """Return `shape` again and again, as often as a file holds it."""
    return shape * (_FULL // len(shape.encode()))


def numbered(shape: str, count: int) -> str:
    """Return `shape` for each number below `count`."""
    return "".join(shape.format(number) for number in range(count))


_NESTED = (
    ("[a, ", "]"), ("{a: ", "}"), ('["": ', "]"), ("[!a ", "]"), ("[\n#a\n", "]"), ("[? ", "]"),
    ("{? ", "}"), ("- ", ""), ("? ", ""), ("-   ", ""), ("-\t", ""), ("? - ", ""),
)  # fmt: skip


def nested() -> Iterator[tuple[str, bytes]]:
    """Yield front matter that nests, in every way in which YAML can."""
    for opening, closing in _NESTED:
        key = "x: " if closing else ""
        deep = f"{key}{opening * 40_000}a{closing * 40_000}\n"
        yield f"nested {opening!r}", with_front(deep)
    for mark in ("a:", "-", "?", ":"):
        steps = "".join(f"{' ' * column}{mark}\n" for column in range(1, 1_900))
        yield f"indented {mark!r}", with_front(f"x:\n{steps}")
