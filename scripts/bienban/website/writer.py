"""Outline to normalised Markdown, in which Python-Markdown sees the blocks that the checker saw.

What Python-Markdown reads as CommonMark does is written as Markdown: headings, paragraphs (one
line each), plain lists, quotes, tables, fences, rules.  What it reads otherwise (a list beside a
list, code or a table inside an item) is written as the HTML that CommonMark gives for it.
Raw HTML of a document is never copied: it becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bienban.documents.outline import Node, Outline
from bienban.website import escape
from bienban.website.htmlwriter import block_html, inline_html

Resolve = Callable[[str, bool], str | None]
"""Gives the address that a link (or, if True, an image) has on the site, or None for no link."""

_TEXTS = frozenset({"Paragraph", "Plain"})
_FENCES = re.compile(r"`+")
_SIMPLE_STRONG = re.compile(r"[^\\`*_{}\[\]&<>|\s](?:[^\\`*_{}\[\]&<>|]*[^\\`*_{}\[\]&<>|\s])?")
_SEPARATOR = "<!-- -->"


def write(outline: Outline, resolve: Resolve) -> str:
    """Return the normalised Markdown of `outline`, ending in a line break unless it is empty."""
    return _Writer(resolve).blocks(outline.nodes)


class _Writer:
    """Writes nodes; holds nothing but the way to resolve links."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Return top-level blocks, with a blank line after each."""
        parts: list[str] = []
        before: Node | None = None
        for node in nodes:
            if before is not None and _would_merge(before, node):
                parts.append(_SEPARATOR)
            parts.append(self.block(node))
            before = node
        return "".join(f"{part}\n\n" for part in parts if part)

    def block(self, node: Node) -> str:
        """Return one block, without a line break at its end."""
        match node.kind:
            case "Paragraph" | "HtmlBlock" | "Plain":
                return escape.line(self.inlines(node.children))
            case "Heading":
                return self.heading(node)
            case "Rule":
                return "* * *"
            case "List" if _is_plain_list(node):
                return "\n".join(self.items(node))
            case "BlockQuote" if _is_plain_quote(node):
                texts = (escape.line(self.inlines(child.children)) for child in node.children)
                return "\n>\n".join(f"> {text}" for text in texts)
            case "Table" if _is_plain_table(node):
                return self.table(node)
            case "CodeBlock":
                return _fenced(node)
            case _:
                return block_html(node, self.resolve)

    def heading(self, node: Node) -> str:
        """Return a heading; one without text as HTML, since Python-Markdown cannot write it."""
        text = self.inlines(node.children).strip()
        if not text:
            return block_html(node, self.resolve)
        if text.endswith("#"):
            text = f"{text[:-1]}&#35;"
        return f"{'#' * node.data} {text}"

    def items(self, node: Node) -> Iterator[str]:
        """Yield the lines of a plain list, nested ones indented by four spaces."""
        loose = _is_loose(node)
        for number, item in enumerate(node.children, node.data or 0):
            mark = "-" if node.data is None else f"{number}."
            text, *nested = item.children
            if loose and number > (node.data or 0):
                yield ""
            yield f"{mark:<3} {escape.line(self.inlines(text.children))}"
            for child in nested:
                if child.kind == "Paragraph":
                    yield ""
                    yield f"    {escape.line(self.inlines(child.children))}"
                else:
                    yield from (f"    {line}" if line else "" for line in self.items(child))

    def table(self, node: Node) -> str:
        """Return a pipe table."""
        head, *rows = node.children
        marks = {"Left": ":--", "Right": "--:", "Center": ":-:"}
        lines = [
            self.row(head),
            "| " + " | ".join(marks.get(way, "---") for way in node.data) + " |",
            *(self.row(row) for row in rows),
        ]
        return "\n".join(lines)

    def row(self, node: Node) -> str:
        """Return one row of a table."""
        return (
            "| " + " | ".join(self.inlines(cell.children).strip() for cell in node.children) + " |"
        )

    def inlines(self, nodes: Sequence[Node]) -> str:
        """Return inline Markdown, on one line."""
        out: list[str] = []
        for node in nodes:
            out.append(self.inline(node, out[-1] if out else ""))
        return "".join(out)

    def inline(self, node: Node, before: str) -> str:
        """Return one inline; `before` is what stands to its left."""
        match node.kind:
            case "Text" | "Html" | "InlineHtml":
                return escape.inline(node.text.replace("\n", " "))
            case "SoftBreak":
                return " "
            case "Strong" if _is_simple(node) and not before.endswith(("*", "\\")):
                return f"**{node.children[0].text}**"
            case "Emphasis" if _is_simple(node) and not before.endswith(("*", "\\")):
                return f"*{node.children[0].text}*"
            case "Link" | "Image":
                return self.link(node)
            case "Strong" | "Emphasis":
                tag = "strong" if node.kind == "Strong" else "em"
                return f"<{tag}>{self.inlines(node.children)}</{tag}>"
            case _:
                return inline_html(node, self.resolve)

    def link(self, node: Node) -> str:
        """Return a link or image, or its text where the site has no place for the target."""
        target, title = node.data
        place = self.resolve(target, node.kind == "Image")
        text = self.inlines(node.children)
        if place is None:
            return text
        ending = f' "{escape.attribute(title)}"' if title else ""
        ending = ending.replace("\n", " ").replace("\\", "&#92;")
        mark = "!" if node.kind == "Image" else ""
        text = escape.inline(node.plain) if mark else text
        return f"{mark}[{text}]({escape.address(place)}{ending})"


def _is_simple(node: Node) -> bool:
    """Tell whether a run of emphasis is plain words, so that `**…**` means the same everywhere."""
    return (
        len(node.children) == 1
        and node.children[0].kind == "Text"
        and bool(_SIMPLE_STRONG.fullmatch(node.children[0].text))
    )


def _would_merge(before: Node, node: Node) -> bool:
    """Tell whether Python-Markdown would take two neighbours for one block."""
    return before.kind == node.kind and node.kind in ("List", "BlockQuote")


def _is_loose(node: Node) -> bool:
    return any(child.kind == "Paragraph" for item in node.children for child in item.children)


def _is_plain_list(node: Node, *, outer: bool = True) -> bool:
    """Tell whether Python-Markdown reads the list as written here.

    Tight: each item one text, then plain tight lists.  Loose: each item paragraphs alone.
    """
    if _is_loose(node):
        return (
            outer
            and all(
                item.children and all(child.kind == "Paragraph" for child in item.children)
                for item in node.children
            )
            and len(node.children) > 1
        )
    return all(
        bool(item.children)
        and item.children[0].kind == "Plain"
        and bool(item.children[0].plain.strip())
        and len(item.children) <= 2
        and all(
            child.kind == "List" and not _is_loose(child) and _is_plain_list(child, outer=False)
            for child in item.children[1:]
        )
        for item in node.children
    )


def _is_plain_quote(node: Node) -> bool:
    return bool(node.children) and all(child.kind == "Paragraph" for child in node.children)


def _is_plain_table(node: Node) -> bool:
    """Tell whether the table has titles and rows: without, Python-Markdown makes some up."""
    head, *rows = node.children
    return bool(rows) and any(cell.plain.strip() for cell in head.children)


def _fenced(node: Node) -> str:
    """Return a code block between fences longer than any run of backticks in it."""
    code = "".join(child.text for child in node.children)
    longest = max((len(run) for run in _FENCES.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code.rstrip(chr(10))}\n{fence}"
