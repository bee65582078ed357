"""Nodes of the outline as HTML: the way out where Python-Markdown has no Markdown for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from posixpath import splitext

from bienban.documents.outline import Node
from bienban.website import escape
from bienban.website.whole import CLASS, LONGEST, parts

_TAGS = {
    "Paragraph": "p",
    "HtmlBlock": "p",
    "BlockQuote": "blockquote",
    "Item": "li",
    "Strong": "strong",
    "Emphasis": "em",
}
_Resolve = Callable[[str, bool], str | None]


def page_address(place: str) -> str:
    """Return the address of a page's Markdown file as its HTML file."""
    path, mark, rest = place.partition("#")
    stem, ending = splitext(path)
    return f"{stem}.html{mark}{rest}" if ending == ".md" and not escape.is_remote(place) else place


def block_html(node: Node, resolve: _Resolve) -> str:
    """Return a block as HTML."""
    inner = "".join(
        block_html(child, resolve) if child.kind in _BLOCK_CHILDREN else inline_html(child, resolve)
        for child in node.children
    )
    match node.kind:
        case "Plain":
            return inner
        case "Heading":
            return f"<h{node.data}>{inner}</h{node.data}>"
        case "Rule":
            return "<hr>"
        case "CodeBlock":
            code = escape.html("".join(child.text for child in node.children))
            return f"<pre><code>{code}</code></pre>"
        case "List" if node.data is None:
            return f"<ul>{inner}</ul>"
        case "List":
            start = f' start="{node.data}"' if node.data != 1 else ""
            return f"<ol{start}>{inner}</ol>"
        case "Table":
            return _table(node, resolve)
        case _:
            tag = _TAGS[node.kind]
            return f"<{tag}>{inner}</{tag}>"


_BLOCK_CHILDREN = frozenset(
    {"Paragraph", "Plain", "Heading", "BlockQuote", "CodeBlock", "List", "Item", "Table", "Rule",
     "HtmlBlock"}
)  # fmt: skip


def _table(node: Node, resolve: _Resolve) -> str:
    head, *rows = node.children
    body = "".join(_row(row, "td", resolve) for row in rows)
    return f"<table><thead>{_row(head, 'th', resolve)}</thead><tbody>{body}</tbody></table>"


def _row(node: Node, tag: str, resolve: _Resolve) -> str:
    cells = (f"<{tag}>{inlines_html(cell.children, resolve)}</{tag}>" for cell in node.children)
    return f"<tr>{''.join(cells)}</tr>"


def inlines_html(nodes: Sequence[Node], resolve: _Resolve) -> str:
    """Return inlines as HTML."""
    return "".join(inline_html(node, resolve) for node in nodes)


def inline_html(node: Node, resolve: _Resolve) -> str:
    """Return an inline as HTML, on one line."""
    match node.kind:
        case "Text" | "Html" | "InlineHtml":
            return _text(node.text.replace("\n", " "))
        case "Code":
            whole = f' class="{CLASS}"' if len(node.text) <= LONGEST else ""
            return f"<code{whole}>{_inert(node.text.replace(chr(10), ' '))}</code>"
        case "SoftBreak":
            return " "
        case "HardBreak":
            return "<br>"
        case "Strong" | "Emphasis":
            tag = _TAGS[node.kind]
            return f"<{tag}>{inlines_html(node.children, resolve)}</{tag}>"
        case "Link" | "Image":
            return _link(node, resolve)
        case _:
            return escape.html(node.plain)


def _text(text: str) -> str:
    """Return text as HTML, what must stay on one line in an element of its own."""
    made = (
        f'<span class="{CLASS}">{escape.html(part)}</span>' if place % 2 else escape.html(part)
        for place, part in enumerate(parts(text))
    )
    return "".join(made)


def _inert(text: str) -> str:
    """Return code as HTML in which Python-Markdown, which reads around it, finds no mark either."""
    return "".join(char if char.isalnum() or char in " ,;?" else f"&#{ord(char)};" for char in text)


def _link(node: Node, resolve: _Resolve) -> str:
    target, title = node.data
    place = resolve(target, node.kind == "Image")
    if place is None:
        return inlines_html(node.children, resolve)
    address = escape.attribute(escape.address(page_address(place)))
    extra = f' title="{escape.attribute(title)}"' if title else ""
    if node.kind == "Image":
        return f'<img alt="{escape.attribute(node.plain)}" src="{address}"{extra}>'
    return f'<a href="{address}"{extra}>{inlines_html(node.children, resolve)}</a>'
