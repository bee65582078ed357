"""A seeded corpus of spoilt documents: what editors, scripts and bad disks do to a file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

STRANGE = (
    "\u200b", "\u202e", "\ufeff", "\u00ad", "\u0000", "\u0301", "\U000e0041", "\r", "\t", "\u2028",
    "---", "...", "&a", "*a", "!!python/object:x ", "<script>", "{{", "[[", "|", ">", "#", "%", "@",
    ": ", "'", '"', "```", "~~~", "<!--", "]]>", "\\", "**", "_" * 40, "[" * 60, "> " * 60,
    "- " * 40, "9" * 400, "0" * 30, "-1", "1e9", ".inf", "null", "2026-13-45", "Đ", "Ａ", "😀",
    "(" * 90,
)  # fmt: skip
"""Bits that parsers stumble over."""

Mutation = Callable[[random.Random, bytes], bytes]


def flip(rng: random.Random, data: bytes) -> bytes:
    """Change a few bytes."""
    spoilt = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def truncate(rng: random.Random, data: bytes) -> bytes:
    """Cut the file off."""
    return data[: rng.randrange(len(data))]


def lines(rng: random.Random, data: bytes) -> bytes:
    """Drop, double, swap or indent lines."""
    rows = data.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        one, other = rng.randrange(len(rows)), rng.randrange(len(rows))
        act = rng.randrange(4)
        if act == 0 and len(rows) > 2:
            del rows[one]
        elif act == 1:
            rows.insert(other, rows[one])
        elif act == 2:
            rows[one], rows[other] = rows[other], rows[one]
        else:
            rows[one] = b" " * rng.randint(1, 9) + rows[one]
    return b"\n".join(rows)


def keys(rng: random.Random, data: bytes) -> bytes:
    """Mangle a key or its value in the front matter."""
    rows = data.split(b"\n")
    keyed = [n for n, row in enumerate(rows[:80]) if b":" in row] or [0]
    number = rng.choice(keyed)
    key, colon, value = rows[number].partition(b":")
    word = rng.choice(STRANGE).encode()
    rows[number] = rng.choice(
        (key + word + colon + value, key + colon, key + colon + b" " + word, word + colon + value)
    )
    return b"\n".join(rows)


def insert(rng: random.Random, data: bytes) -> bytes:
    """Put something strange anywhere, also amid a character."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(STRANGE).encode() * rng.choice((1, 1, 1, 50)) + data[at:]
    return data


MUTATIONS: tuple[Mutation, ...] = (flip, truncate, lines, keys, insert)


def corpus(root: Path, paths: list[str], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of `count` spoilt documents; the same seed gives the same ones."""
    rng = random.Random(seed)
    sound = {path: (root / path).read_bytes() for path in paths}
    for number in range(count):
        path = paths[number % len(paths)]
        data = sound[path]
        for _ in range(rng.randint(1, 3)):
            data = rng.choice(MUTATIONS)(rng, data) or b"\n"
        yield path, data
