"""Ways to break one thing of a sound document, made from its own lines: for «one cause, one error».

Front matter is taken apart by indentation alone, so that the breaking does not rest on the reader
that is under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"( *)(- )?([a-z_]+):(?: (.*))?$")


@dataclass(frozen=True)
class Break:
    """One thing broken: the file, what was done, and the whole text that it gives."""

    path: str
    name: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A key of front matter: the lines that it spans, and its value where that is one line."""

    first: int
    end: int
    indent: int
    dash: bool
    key: str
    value: str

    @property
    def scalar(self) -> bool:
        return bool(self.value) and self.value[0] not in "[{"


def entries(lines: list[str], start: int, end: int) -> Iterator[Entry]:
    """Yield every key between two lines, nested ones too."""
    for number in range(start, end):
        found = _KEY.match(lines[number])
        if not found:
            continue
        indent = len(found[1]) + len(found[2] or "")
        until = number + 1
        while until < end and _indent(lines[until]) > indent:
            until += 1
        value = (found[4] or "").partition(" #")[0].strip()
        yield Entry(number, until, indent, bool(found[2]), found[3], value)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 999


def breaks(path: str, text: str) -> Iterator[Break]:
    """Yield every way of `front_breaks` and `body_breaks` for one file."""
    lines = text.split("\n")
    whole = path.endswith(".yml")
    start, end = (0, len(lines)) if whole else (1, lines.index("---", 1))
    for entry in entries(lines, start, end):
        for name, made in front_breaks(lines, entry):
            place = f"{entry.key}@{entry.first + 1}"
            yield Break(path, f"{name} {place}", "\n".join(made))
    if not whole:
        for name, made in body_breaks(lines, end):
            yield Break(path, name, "\n".join(made))


def front_breaks(lines: list[str], entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines with one key removed, misspelt, doubled, emptied, or of a wrong type."""
    before, own, after = lines[: entry.first], lines[entry.first : entry.end], lines[entry.end :]
    opening = own[0].split(f"{entry.key}:")[0]
    inner = " " * entry.indent

    def with_value(value: str) -> list[str]:
        return [*before, f"{opening}{entry.key}:{value}", *after]

    if not entry.dash:
        yield "removed", [*before, *after]
    yield (
        "misspelt",
        [*before, own[0].replace(f"{entry.key}:", f"{entry.key}x:", 1), *own[1:], *after],
    )
    again = [own[0].replace("- ", "  ", 1) if entry.dash else own[0], *own[1:]]
    yield "doubled", [*before, *own, *again, *after]
    yield "emptied", with_value("")
    yield "a list or text", with_value(" [một]") if entry.scalar else with_value(" một")
    if entry.scalar:
        yield "a map", [*before, f"{opening}{entry.key}:", f"{inner}  lạ: một", *after]
        yield "nonsense", with_value(" ???")


def body_breaks(lines: list[str], end: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines with one heading or paragraph removed, or something forbidden put in."""
    headings = [n for n in range(end, len(lines)) if lines[n].startswith("#")]
    for number in headings:
        yield f"heading removed @{number + 1}", lines[:number] + lines[number + 1 :]
        changed = lines[number].split(" ")[0] + " Lạc đề"
        yield f"heading renamed @{number + 1}", [*lines[:number], changed, *lines[number + 1 :]]
        below = next((n for n in headings if n > number), len(lines))
        if any(line.strip() for line in lines[number + 1 : below]):
            yield f"text removed @{number + 1}", [*lines[: number + 1], "", *lines[below:]]
    first = next(n for n in range(end + 1, len(lines)) if lines[n] and not lines[n].startswith("#"))
    for name, addition in (
        ("html", " <b>đậm</b>"),
        ("hidden", " ẩn\u200bý"),
        ("phone", " gọi 0912 345 678"),
        ("link", " [xem](khong-co.md)"),
        ("nfd", " ho\u0323p"),
    ):
        yield f"{name} added", [*lines[:first], lines[first] + addition, *lines[first + 1 :]]
