"""What is settled in a DOCX after pandoc has written it: clock, properties, columns."""

from __future__ import annotations

import re
from importlib import resources
from xml.sax.saxutils import escape

from bienban.export.archive import pack, unpack
from bienban.export.nodes import mark
from bienban.export.paper import Paper
from bienban.export.styles import TableStyle, twips, width_mm

_DOCUMENT = "word/document.xml"
_SECTION = "<w:sectPr>"
_MARK = re.compile(mark(0).replace("0", r"(\d+)"))
_GRID = re.compile(r"<w:tblGrid>.+?</w:tblGrid>")
# LibreOffice reads the margins of cells from the table itself, not from its style.
_BARE = re.compile(rf'<w:tblStyle w:val="{TableStyle.BARE}" />(?:<(?!w:tblLook|/)[^>]*>)*')
_NO_MARGINS = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa" /><w:right w:w="0" w:type="dxa" /></w:tblCellMar>'
)
_COLUMN = re.compile(r'<w:gridCol w:w="([1-9]\d*)"')


class Written:
    """A file that pandoc wrote, which holds one paper or several of one layout."""

    def __init__(self, data: bytes) -> None:
        self._parts = unpack(data)
        opening, *pieces = _MARK.split(self._parts[_DOCUMENT].decode())
        numbers, texts = pieces[::2], pieces[1::2]
        # The last text goes on to the end of the document, where its page is set up.
        texts[-1], self._end = _parted(texts[-1])
        self._opening = opening
        self._papers = dict(zip(map(int, numbers), texts, strict=True))

    def paper(self, number: int, paper: Paper, lang: str) -> bytes:
        """Return one paper: fixed times, its own title and day, columns that fill a line."""
        line = twips(width_mm(paper.layout))
        text = _GRID.sub(lambda grid: _filled(grid[0], line), self._papers[number])
        text = _BARE.sub(rf"\g<0>{_NO_MARGINS}", text)
        own = {
            _DOCUMENT: f"{self._opening}{text.strip()}\n{self._end}".encode(),
            "docProps/core.xml": _properties(paper, lang).encode(),
        }
        return pack({name: own.get(name, data) for name, data in self._parts.items()})


def _parted(text: str) -> tuple[str, str]:
    place = text.rindex(_SECTION)
    return text[:place], text[place:]


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
