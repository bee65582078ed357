"""A page of the site as Markdown, and the small parts that pages are put together from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bienban.text import squeeze
from bienban.website import escape


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where its Markdown stands in the site's tree, and whether search finds it."""

    path: str
    markdown: str
    searchable: bool = False


class Md(str):
    """Markdown that was put together by us; plain `str` is text and gets escaped."""

    __slots__ = ()


def md(value: str) -> Md:
    """Return `value` as inline Markdown on one line."""
    return value if isinstance(value, Md) else Md(escape.inline(squeeze(value)))


def join(parts: Iterable[str], glue: str = ", ") -> Md:
    """Return several texts as one."""
    return Md(glue.join(md(part) for part in parts))


def strong(text: str) -> Md:
    """Return `text` in bold."""
    return Md(f"**{md(text)}**")


def link(here: str, there: str, text: str) -> Md:
    """Return a link from the page `here` to the page `there` (with an `#anchor` or not)."""
    path, mark, anchor = there.partition("#")
    target = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return Md(f"[{md(text)}]({escape.address(target)}{mark}{anchor})")


def heading(level: int, text: str) -> str:
    """Return a heading as a block."""
    return f"{'#' * level} {md(text)}"


def paragraph(text: str) -> str:
    """Return a paragraph as a block."""
    return escape.line(md(text))


def bullets(items: Iterable[str]) -> str:
    """Return a list as a block."""
    return "\n".join(f"-   {escape.line(md(item))}" for item in items)


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as a block; empty where there are no rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(titles), _row([Md("---")] * len(titles)), *lines]) if lines else ""


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return a box of facts, a name and a value each; rows without value are left out."""
    lines = [_row((name, value)) for name, value in rows if value]
    return "\n".join(["|  |  |", "| --- | --- |", *lines]) if lines else ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(md(cell) for cell in cells) + " |"


def blocks(parts: Iterable[str]) -> str:
    """Return blocks as one text, a blank line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def section(title: str, *parts: str, level: int = 2) -> str:
    """Return a heading with blocks below it; empty where all of them are."""
    inner = [part for part in parts if part]
    return "\n\n".join([heading(level, title), *inner]) if inner else ""
