"""Tables and sections as papers have them; nothing stands where there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterable

from bienban.export.paper import Block, Heading, Table, cell, text
from bienban.export.styles import Style


def table(
    widths: tuple[float, ...],
    head: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    centred: Iterable[int] = (0,),
) -> tuple[Block, ...]:
    """Return a ruled table of plain cells, those of the columns `centred` in the middle."""
    middle = frozenset(centred)
    cells = tuple(
        tuple(
            cell(value, Style.CELL_CENTRE if column in middle else Style.CELL)
            for column, value in enumerate(row)
        )
        for row in rows
    )
    return (Table(widths, cells, head), text("\u00a0", Style.AFTER_TABLE)) if cells else ()


def under(title: str, blocks: Iterable[Block], level: int = 3) -> tuple[Block, ...]:
    """Return `blocks` below a heading, or nothing where there are none."""
    below = tuple(blocks)
    return (Heading(level, title), *below) if below else ()
