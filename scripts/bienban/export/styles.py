"""The styles of a paper: one table of rows, from which the reference document is generated.

Sizes, spacing and indents that a regulation states come from the layout standard;
what stands here is only how bienban arranges them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from bienban.standards import Layout

TWIPS_A_MM = 1440 / 25.4
"""Twips (twentieths of a point) in a millimetre."""

HEADER_RIGHT_MM = 87
"""Width of the right column of the header; the left one takes the rest of the line."""

# Advance widths of Times New Roman in thousandths of its size (Adobe's metrics of Times); the
# letters of Vietnamese are as wide as their bases.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ "
_REGULAR = (722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
            667, 556, 611, 722, 722, 944, 722, 722, 611, 250)  # fmt: skip
_BOLD = (722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778,
         722, 556, 667, 722, 722, 1000, 722, 722, 667, 250)  # fmt: skip
_OTHER = 500
_WIDTHS = {
    bold: dict(zip(_LETTERS, widths, strict=True))
    for bold, widths in ((False, _REGULAR), (True, _BOLD))
}
_A4_WIDTH_MM = 210


class Style(StrEnum):
    """The styles that papers use, by the names that Word shows."""

    BODY = "Body Text"
    SUPERIOR = "Cấp trên"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số văn bản"
    PARTY = "Tiêu đề Đảng"
    PARTY_RULE = "Kẻ dưới tiêu đề"
    PLACE_DATE = "Địa danh và ngày"
    TITLE = "Tên loại"
    SUBJECT = "Trích yếu"
    SHORT_RULE = "Kẻ ngắn"
    ITEM = "Gạch đầu dòng"
    SUB_ITEM = "Gạch đầu dòng bậc hai"
    FIRST = "Đoạn đầu mục"
    LAST = "Đoạn cuối"
    LEAD = "Câu dẫn"
    ENACTING = "Lời quyết định"
    QUOTE = "Đoạn trích"
    PICTURE = "Hình ảnh"
    CELL_HEAD = "Đầu bảng"
    CELL = "Trong bảng"
    CELL_CENTRE = "Giữa ô"
    AFTER_TABLE = "Sau bảng"
    SIGNER = "Thẩm quyền ký"
    SIGNER_NAME = "Họ tên người ký"
    RECIPIENTS_LABEL = "Nhãn nơi nhận"
    RECIPIENT = "Nơi nhận"
    PROVENANCE = "Xuất xứ"


class TableStyle(StrEnum):
    """The styles of tables; pandoc takes the name for the id, so each is both."""

    RULED = "Table"
    BARE = "BangKhongKe"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: sizes in points, lengths in twips; `line` 0 is single spacing."""

    size: float
    align: str = "center"
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    first_line: int = 0
    left: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    line: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    widows: bool = True
    rule: str = ""
    level: int = 0


def twips(mm: float) -> int:
    """Return a length in millimetres as whole twips."""
    return round(mm * TWIPS_A_MM)


def base_letters(text: str) -> str:
    """Return `text` with every letter as its base: `Tiêu đề Đảng` is `Tieu de Dang`."""
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in apart if char.isascii())


def text_width(capitals: str, size: float, *, bold: bool = False) -> int:
    """Return how wide `capitals` are in Times New Roman of `size`, in twips."""
    widths = _WIDTHS[bold]
    thousandths = sum(widths.get(letter, _OTHER) for letter in base_letters(capitals))
    return round(thousandths / 1000 * size * 20)


def width_mm(layout: Layout) -> int:
    """Return the length of a line, in millimetres."""
    return _A4_WIDTH_MM - layout.margin_left_mm - layout.margin_right_mm


def looks(layout: Layout) -> dict[Style, Look]:
    """Return the look of every style under `layout`."""
    body, line = layout.body_size_pt, layout.line_spacing_pt
    indent = twips(layout.first_line_indent_mm)
    text = Look(body, "both", first_line=indent, after=4, line=line)
    right = twips(HEADER_RIGHT_MM)
    party = text_width(layout.header_text, layout.header_size_pt, bold=True)
    beside = max(0, (right - party) // 2) if layout.header_rule_as_text else 0
    page = twips(width_mm(layout))
    return {
        Style.BODY: text,
        Style.SUPERIOR: Look(layout.superior_size_pt, caps=True),
        Style.ISSUER: Look(layout.issuer_size_pt, bold=True, caps=True),
        Style.NUMBER: Look(layout.number_size_pt),
        Style.PARTY: Look(layout.header_size_pt, bold=True),
        # A paragraph of its own, as an underline would run through the marks below the letters.
        Style.PARTY_RULE: Look(2, left=beside, right=beside, after=4, line=3, rule="top"),
        Style.PLACE_DATE: Look(layout.date_size_pt, italic=layout.date_italic),
        Style.TITLE: Look(layout.title_size_pt, bold=True, caps=True, before=18, keep_next=True),
        Style.SUBJECT: Look(layout.subject_size_pt, bold=True, keep_next=True),
        Style.SHORT_RULE: Look(
            4, left=page * 2 // 5, right=page * 2 // 5, after=12, line=4, rule="bottom"
        ),
        Style.ITEM: text,
        Style.SUB_ITEM: replace(text, left=indent),
        # LibreOffice leaves a heading behind where the paragraph after it may not be divided.
        Style.FIRST: replace(text, widows=False),
        Style.LAST: replace(text, after=14, keep_next=True, keep_lines=True),
        Style.LEAD: replace(text, bold=True, keep_next=True),
        Style.ENACTING: Look(
            body, bold=True, caps=True, before=8, after=4, line=line, keep_next=True, level=1
        ),
        Style.QUOTE: Look(body, "both", italic=True, left=indent, after=4, line=line),
        Style.PICTURE: Look(body, before=4, after=4),
        Style.CELL_HEAD: Look(body - 1, bold=True, before=2, after=2, keep_next=True),
        Style.CELL: Look(body - 1, "left", before=2, after=2),
        Style.CELL_CENTRE: Look(body - 1, before=2, after=2),
        Style.AFTER_TABLE: Look(2, "left", after=4, line=2),
        Style.SIGNER: Look(body, bold=True, caps=True, keep_next=True, keep_lines=True),
        Style.SIGNER_NAME: Look(body, bold=True, before=64, keep_lines=True),
        Style.RECIPIENTS_LABEL: Look(
            layout.recipients_label_size_pt, "left", underline=True, keep_next=True
        ),
        Style.RECIPIENT: Look(layout.recipients_size_pt, "left", keep_lines=True),
        Style.PROVENANCE: Look(9, "left", italic=True, before=12),
    }


def heading_looks(layout: Layout) -> dict[str, Look]:
    """Return the look of headings by the names that pandoc gives them: I-, then 1., then a)."""
    plain = replace(looks(layout)[Style.BODY], keep_next=True)
    part = replace(plain, bold=True, caps=True, before=8, level=1)
    return {
        "heading 1": part,
        "heading 2": part,
        "heading 3": replace(plain, bold=True, before=4, level=2),
        "heading 4": replace(plain, bold=True, italic=True, level=3),
        "heading 5": replace(plain, italic=True, level=4),
        "heading 6": replace(plain, italic=True, level=5),
    }
