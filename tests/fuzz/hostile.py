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


_REPEATED = (
    "*_", "*[", "<http://a.b>", "[a](b) ", "[a](%2e%2e%2f)", "[a](javascript:x)", "<b>", "&amp;",
    "\\", "`a` ", "[", "]", "a*a*", "**a ", "- a\n", "L\n\n", ">", "> - ", "a\n=\n", "| a | b |\n",
    "    a\n", "```\n", "<!--", "1. a\n", "{.a} ", "# a\n", "## I", "#### Kết luận\n", "ế ",
    "ế\u200b ", "e\u0301", "\u0301", "1-a/", "2026-01-05-thuong-ky ", "<<<<<<< a\n=======\n",
    "0912345678 ", "MẬT\n\n", "- **a:** b\n",
)  # fmt: skip


def repeated() -> Iterator[tuple[str, bytes]]:
    """Yield bodies that are one shape, from the first line to the last byte that is read."""
    for shape in _REPEATED:
        yield f"repeated {shape!r}", with_body(full(shape), alone=True)


def many() -> Iterator[tuple[str, bytes]]:
    """Yield front matter that holds more of one thing than any cell does."""
    yield "unknown keys", with_front(numbered("k{0}: 1\n", 90_000))
    yield "a few unknown keys", with_front(numbered("k{0}: 1\n", 5_000))
    yield "doubled keys", with_front("k: 1\n" * 90_000)
    yield "anchors", with_front(numbered("k{0}: &a{0} x\n", 60_000))
    yield "unknown people", with_front(numbered("  Nguyễn Văn Z{0}: ốm\n", 3_000), "vang")
    yield "people without reasons", with_front(numbered("  Nguyễn Văn Z{0}:\n", 15_000), "vang")
    yield "a long scalar", with_front(f"x: {full('a ')}\n")
    yield "comments", with_front(full("#a\n"))
    speech = "\n## II. Nội dung\n\n### 9. Việc\n\n#### Thảo luận\n\n- **{}:** a\n"
    yield "a long speaker", with_body(speech.format("Nguyễn " * 200_000))
    yield "many speakers", with_body(speech.format(numbered("Nguyễn Văn Z{0} và ", 60_000)))
