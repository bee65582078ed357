"""BB801: a sitting's score adds up, item by item, and its grade is the band's."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scores import Sheet, sheets
from bienban.rules.wording import joined, perhaps, quoted
from bienban.text import fold


def _check(register: Alone) -> Iterator[Finding]:
    """Yield what does not add up on each sheet; of unknown items BB803 speaks."""
    for sheet in sheets(register, "BB801"):
        yield from _items(sheet)
        yield from _grade(sheet)


def _items(sheet: Sheet) -> Iterator[Finding]:
    points, document = sheet.score.points, sheet.document
    if points is None or sheet.faulty or not sheet.frame.items:
        return
    missing = [item.label for item in sheet.frame.items if item.key not in points]
    total = sum(points.values())
    if missing:
        yield sheet.finding(
            document.at_key("danh_gia", "diem"),
            f"`diem` phải có đủ các mục của khung, nhưng thiếu {quoted(missing)}",
            "Ghi điểm mục còn thiếu (0 nếu không đạt), hoặc bỏ `diem`, chỉ ghi `tong`.",
        )
    elif sheet.score.total is not None and total != sheet.score.total:
        yield sheet.finding(
            document.at("danh_gia", "tong"),
            f"`tong` phải bằng tổng các mục là {total}, nhưng là {sheet.score.total}",
            "Cộng lại, sửa `tong` hoặc điểm của mục ghi sai.",
        )


def _grade(sheet: Sheet) -> Iterator[Finding]:
    score, document = sheet.score, sheet.document
    if score.total is None or score.grade is None or score.total > sheet.frame.total:
        return
    right = sheet.frame.grade(score.total, None if sheet.faulty else score.points)
    if score.grade != right.key:
        yield sheet.finding(
            document.at("danh_gia", "xep_loai"),
            f"`xep_loai` phải là {right.key} với {score.total} điểm, nhưng là '{score.grade}'",
            joined(
                perhaps(right.key if _means(score.grade, right.key) else None),
                "Ghi đúng mức theo khung chấm điểm của chi bộ.",
            ),
        )


def _means(grade: str, key: str) -> bool:
    """Tell whether a grade as people write it is that of the frame: «Tốt» is `tot`."""
    return "-".join(fold(grade).split()) == key


RULE = Rule(
    code="BB801",
    name="score-mismatch",
    severity=Severity.ERROR,
    title="Điểm các mục phải cộng đúng tổng; xếp loại phải đúng khung.",
    why="Điểm cộng sai thì xếp loại cuối năm sai theo.",
    mend="Cộng lại điểm, ghi đúng xếp loại theo khung.",
    example=Example(path="meetings/2026/2026-01-05-thuong-ky.md", good="tong: 92", bad="tong: 93"),
    topic="conduct",
    cell=_check,
)
