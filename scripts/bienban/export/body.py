"""The body of a document as blocks of a paper, from the same tree that checker and site read.

Markup that papers have no use for is words here: HTML, code, the targets of links.
Lists are paragraphs that their mark opens, as papers have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bienban.documents.outline import Node, Outline
from bienban.export.paper import Block, Cell, Heading, Run, Table, Text, text
from bienban.export.styles import Style

BLANK = "\u00a0"
"""What stands in a paragraph that is only a rule or a space."""

_NARROWEST, _WIDEST = 6, 40  # characters that a column counts for at least and at most
_STYLES = {0: Style.BODY, 1: Style.ITEM}
_SPACE = Run(" ")


def body_blocks(
    tree: Outline, headings: Sequence[Heading | Text], inserts: Mapping[int, tuple[Block, ...]]
) -> Iterator[Block]:
    """Yield the blocks of a body, its headings as given and `inserts` before the n-th of them."""
    shaper = _Shaper(tree)
    count = 0
    for node in tree.nodes:
        if node.kind == "Heading":
            yield from inserts.get(count, ())
            yield headings[count]
            count += 1
        else:
            yield from shaper.block(node, 0)
    yield from inserts.get(count, ())


def ended(blocks: Sequence[Block], mark: str) -> tuple[Block, ...]:
    """Return `blocks` with the end mark closing the last paragraph, which the signatures follow."""
    blocks = led(blocks)
    last = blocks[-1] if blocks else None
    closes = isinstance(last, Text) and last.style not in (Style.AFTER_TABLE, Style.SHORT_RULE)
    if not isinstance(last, Text) or not closes or last.pictures:
        return (*blocks, text(mark, Style.LAST))
    end = last.runs[-1]
    trimmed = replace(end, text=end.text.rstrip().rstrip(".;,"))
    return (*blocks[:-1], Text((*last.runs[:-1], trimmed, Run(mark)), Style.LAST))


def led(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with each paragraph below a heading in the style that stays with it."""
    return tuple(
        replace(block, style=Style.FIRST)
        if isinstance(block, Text)
        and block.style in (Style.BODY, Style.ITEM)
        and isinstance(before, Heading)
        else block
        for before, block in zip((None, *blocks), blocks, strict=False)
    )


class _Shaper:
    """Turns blocks of Markdown into blocks of a paper; `depth` counts the lists around them."""

    def __init__(self, tree: Outline) -> None:
        self.tree = tree

    def block(self, node: Node, depth: int) -> Iterator[Block]:
        match node.kind:
            case "Paragraph" | "Plain":
                yield paragraph(node.children, _STYLES.get(depth, Style.SUB_ITEM))
            case "List":
                yield from self._list(node, depth)
            case "Table":
                yield from _table(node)
            case "BlockQuote":
                for block in self._blocks(node.children, depth):
                    if isinstance(block, Text) and not block.pictures:
                        yield replace(block, style=Style.QUOTE)
                    else:
                        yield block
            case "Heading":  # inside a list or quotation, where it is no heading of the paper
                yield paragraph(node.children, Style.BODY, bold=True)
            case "CodeBlock" | "HtmlBlock":
                yield _lines("".join(child.text for child in node.children))
            case "Rule":
                yield text(BLANK, Style.SHORT_RULE)

    def _blocks(self, nodes: Iterable[Node], depth: int) -> Iterator[Block]:
        for node in nodes:
            yield from self.block(node, depth)

    def _list(self, node: Node, depth: int) -> Iterator[Block]:
        for number, entry in enumerate(node.children):
            mark = "+" if depth else "-"
            if node.data is not None:
                mark = f"{node.data + number}{self._delimiter(node)}"
            yield from self._entry(entry, mark, depth + 1)

    def _delimiter(self, node: Node) -> str:
        """Return what follows the number of an ordered list: a dot or a bracket."""
        return self.tree.written(node).lstrip().lstrip("0123456789")[:1]

    def _entry(self, entry: Node, mark: str, depth: int) -> Iterator[Block]:
        """Yield an entry of a list: its mark opens its first paragraph, or stands alone."""
        style = _STYLES.get(depth, Style.SUB_ITEM)
        first, *rest = entry.children or (Node("Plain", 0, 0),)
        if first.kind in ("Paragraph", "Plain"):
            opening = paragraph(first.children, style)
            yield replace(opening, runs=(Run(f"{mark} "), *opening.runs))
        else:
            yield text(mark, style)
            rest = [first, *rest]
        yield from self._blocks(rest, depth)


def paragraph(inlines: Iterable[Node], style: Style, *, bold: bool = False) -> Text:
    """Return a paragraph of inlines; one with a picture has the style of pictures."""
    shaped = Text(_joined(_runs(inlines, Run("", bold=bold))), style)
    return replace(shaped, style=Style.PICTURE) if shaped.pictures else shaped


def _runs(inlines: Iterable[Node], look: Run) -> Iterator[Run]:
    for node in inlines:
        match node.kind:
            case "Strong":
                yield from _runs(node.children, replace(look, bold=True))
            case "Emphasis":
                yield from _runs(node.children, replace(look, italic=True))
            case "SoftBreak":
                yield replace(look, text=" ")
            case "HardBreak":
                yield replace(look, breaks=True)
            case "Image":
                yield Run(node.plain, picture=node.data[0])
            case _ if node.children:
                yield from _runs(node.children, look)
            case _:
                yield replace(look, text=node.text)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return `runs` with those of one look as one, as every piece costs pandoc."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        plain = last is not None and not (last.breaks or last.picture or run.picture)
        if last is not None and plain and (last.bold, last.italic) == (run.bold, run.italic):
            result[-1] = replace(run, text=last.text + run.text)
        else:
            result.append(run)
    return tuple(result)


def _lines(code: str) -> Text:
    """Return text whose line ends count."""
    lines = code.rstrip("\n").split("\n")
    return Text((*(Run(line, breaks=True) for line in lines[:-1]), Run(lines[-1])))


def _table(node: Node) -> Iterator[Block]:
    head, *rows = (row.children for row in node.children)
    shaped = tuple(
        tuple(
            _cell(row[column].children if column < len(row) else ()) for column in range(len(head))
        )
        for row in rows
    )
    titles = tuple(cell.plain for cell in head)
    yield Table(_widths([titles, *(map(_plain, row) for row in shaped)]), shaped, titles)
    yield text(BLANK, Style.AFTER_TABLE)


def _cell(inlines: Sequence[Node]) -> Cell:
    return (Text(_joined(_runs(inlines, Run(""))), Style.CELL),)


def _plain(cell: Cell) -> str:
    return "".join(part.plain for part in cell)


def _widths(rows: Iterable[Iterable[str]]) -> tuple[float, ...]:
    """Return columns as wide as what they hold, within reason."""
    lengths = zip(*([len(words) for words in row] for row in rows), strict=True)
    return tuple(float(min(_WIDEST, max(_NARROWEST, *column, 0))) for column in lengths)
