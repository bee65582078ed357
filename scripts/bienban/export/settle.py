"""What is settled in a DOCX after pandoc has written it: clock, properties, columns."""

from __future__ import annotations

import re
from importlib import resources
from xml.sax.saxutils import escape

from bienban.export.archive import pack, unpack
from bienban.export.paper import Paper
from bienban.export.styles import TableStyle, twips, width_mm

_GRID = re.compile(r"<w:tblGrid>.+?</w:tblGrid>")
# LibreOffice reads the margins of cells from the table itself, not from its style.
_BARE = re.compile(rf'<w:tblStyle w:val="{TableStyle.BARE}" />(?:<(?!w:tblLook|/)[^>]*>)*')
_NO_MARGINS = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa" /><w:right w:w="0" w:type="dxa" /></w:tblCellMar>'
)
_COLUMN = re.compile(r'<w:gridCol w:w="([1-9]\d*)"')


def settled(data: bytes, paper: Paper, lang: str) -> bytes:
    """Return the DOCX with fixed times, and the paper's own title and day as its properties."""
    parts = unpack(data)
    parts["docProps/core.xml"] = _properties(paper, lang).encode()
    line = twips(width_mm(paper.layout))
    body = _GRID.sub(lambda grid: _filled(grid[0], line), parts["word/document.xml"].decode())
    parts["word/document.xml"] = _BARE.sub(rf"\g<0>{_NO_MARGINS}", body).encode()
    return pack(parts)


def steps() -> bytes:
    """Return what this module does to a paper, for the keys of papers: its own text."""
    return (resources.files(__package__) / "settle.py").read_bytes()


def _filled(grid: str, line: int) -> str:
    """Return the columns of a table so that together they are as wide as a line.

    pandoc counts on a page of its own, and Word draws such a table narrower than the text.
    """
    widths = [int(width) for width in _COLUMN.findall(grid)]
    ends = [round(sum(widths[: n + 1]) * line / sum(widths)) for n in range(len(widths))]
    columns = (end - start for start, end in zip([0, *ends], ends, strict=False))
    filled = "".join(f'<w:gridCol w:w="{width}" />' for width in columns)
    return f"<w:tblGrid>{filled}</w:tblGrid>"


def _properties(paper: Paper, lang: str) -> str:
    package = "http://schemas.openxmlformats.org/package/2006"
    day = f"{paper.day}T00:00:00Z" if paper.day else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:language>{lang}</dc:language>{times}"
        "</cp:coreProperties>"
    )
