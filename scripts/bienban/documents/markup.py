"""What the body of a document holds beside plain CommonMark: links, marks, and forbidden markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from bienban.documents.document import ENOUGH, Link, Problem
from bienban.documents.mentions import Passage
from bienban.documents.outline import Node, Outline, lines_of
from bienban.documents.position import Position
from bienban.text import squeeze

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes a link may have; every other is refused (rule BB111)."""

_MARK_LENGTH = 40
_LINED = frozenset({"Paragraph", "Heading", "Plain", "TableCell"})
_LONGEST_TARGET = 5000
"""How much of a link's target is decoded: no file has so long a path, and a scheme opens it."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ATTRIBUTES = re.compile(r"\{\s*[:.#=][^{}\n]*\}|\{=[^{}\n]*\}|^:{3,}", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Body:
    """What inspection of a body gave."""

    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def inspect(tree: Outline, place: Callable[[int], Position]) -> Body:
    """Return the links of a body, and the markup in it that is forbidden."""
    links: list[Link] = []
    problems: list[Problem] = []
    if b"{" in tree.source or b":::" in tree.source:
        for node in tree.walk():
            if node.kind == "Text" and len(problems) < ENOUGH:
                problems.extend(islice(_attributes(tree, node, place), ENOUGH))
    block: Node | None = None
    html_line = 0
    for node in tree.rare:
        kind = node.kind
        if kind in ("Link", "Image"):
            link = Link(_decoded(node.data[0]), place(node.start), kind == "Image")
            links.append(link)
            problems.extend(_forbidden(link))
        elif kind in ("Html", "InlineHtml"):
            at = place(node.start)
            if block is not None and node.start < block.end:
                continue  # one finding for each block of HTML, and one for each line of text
            if at.line != html_line:
                html_line = at.line
                shown = node.text.strip().split("\n")[0][:40]
                problems.append(Problem("BB111", at, "html", actual=shown))
        elif kind == "HtmlBlock":
            block = node
            shown = tree.written(node).strip().split("\n")[0][:40]
            problems.append(Problem("BB111", place(node.start), "html", actual=shown))
        elif kind == "CodeBlock" and node.data and "{" in node.data:
            problems.append(Problem("BB111", place(node.start), "attributes", actual=node.data))
    return Body(tuple(links), tuple(problems))


def capitals(
    nodes: Iterable[Node], place: Callable[[int], Position], letters: tuple[str, ...]
) -> Iterator[Passage]:
    """Yield what may be a mark that has one of `letters`, these among others.

    That are emphasised runs, cells of tables, and lines of text and of code, that are short and
    have no small letter.
    """
    for node in nodes:
        for letter in letters:
            if letter in node.plain:
                break
        else:
            continue  # most texts end here, and `any` takes four times as long
        if node.kind in ("Strong", "Emphasis"):
            if _in_capitals(node.plain):
                yield Passage(squeeze(node.plain), place(node.start))
        elif node.kind in _LINED:
            yield from _lines(node, place)
        elif node.kind == "CodeBlock":
            yield from _code_lines(node, place)
        yield from capitals(node.children, place, letters)


def _in_capitals(text: str) -> bool:
    """Tell whether no letter is small in `text`, or in as much of it as a mark may take."""
    head = text[:_MARK_LENGTH]
    return head.upper() == head


def _lines(node: Node, place: Callable[[int], Position]) -> Iterator[Passage]:
    """Yield each line of a block of text that may be a mark."""
    for run in lines_of(node):
        # More words than that are longer than a mark, and the rest need not be looked at.
        words = run[0].plain if len(run) == 1 else "".join([part.plain for part in run])
        if _in_capitals(words):
            text = " ".join(words.split(None, _MARK_LENGTH // 2))
            if len(text) <= _MARK_LENGTH:
                yield Passage(text, place(run[0].start))


def _code_lines(node: Node, place: Callable[[int], Position]) -> Iterator[Passage]:
    """Yield each line of a block of code that may be a mark: four spaces make one by accident."""
    first = place(node.children[0].start)
    for number, line in enumerate(node.plain.split("\n"), first.line):
        text = squeeze(line)
        if text and len(text) <= _MARK_LENGTH and _in_capitals(text):
            indent = len(line) - len(line.lstrip())
            yield Passage(text, Position(number, first.column + indent))


def _attributes(tree: Outline, node: Node, place: Callable[[int], Position]) -> Iterator[Problem]:
    """Yield attribute lists and fenced divs, which other dialects would act on."""
    if "{" not in node.plain and ":::" not in node.plain:
        return
    written = tree.written(node)
    at, done = node.start, 0
    for found in _ATTRIBUTES.finditer(written):
        at += len(written[done : found.start()].encode())
        done = found.start()
        yield Problem("BB111", place(at), "attributes", actual=found[0][:40])


def _decoded(target: str) -> str:
    """Return a target with entities and percent signs decoded until nothing changes."""
    target = target[:_LONGEST_TARGET]
    for _ in range(5):
        plain = unquote(html.unescape(target))
        if plain == target:
            break
        target = plain
    return target


def _forbidden(link: Link) -> Iterator[Problem]:
    """Yield what is wrong with a link or image (rule BB111)."""
    target = _CONTROL.sub("", link.target)
    found = _SCHEME.match(target)
    scheme = found[1].casefold() if found else ""
    remote = bool(scheme) or target.startswith(("//", "\\\\"))
    if link.image and remote:
        yield Problem("BB111", link.position, "image", actual=link.target[:60])
    elif (scheme and scheme not in SCHEMES) or target.startswith(("//", "\\", "/")):
        yield Problem("BB111", link.position, "link", actual=link.target[:60])
