"""BB804: full marks for length or attendance are borne out by the record."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.rules.lengths import least_minutes
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scores import Sheet, sheets

_LENGTH = "thoi-gian"
_ATTENDANCE = "ty-le"


def _check(register: Register) -> Iterator[Finding]:
    """Yield each item with full marks that the minutes themselves contradict."""
    for sheet in sheets(register, "BB804"):
        if _full(sheet, _LENGTH) and (said := _too_short(register, sheet)):
            yield _finding(sheet, _LENGTH, said)
        if _full(sheet, _ATTENDANCE) and (said := _too_few(sheet)):
            yield _finding(sheet, _ATTENDANCE, said)


def _full(sheet: Sheet, key: str) -> bool:
    item, points = sheet.frame.item(key), (sheet.score.points or {}).get(key)
    return item is not None and item.maximum is not None and points == item.maximum


def _too_short(register: Register, sheet: Sheet) -> str:
    span, least = sheet.sitting.record.span, least_minutes(register, sheet.sitting)
    length = span.minutes if span else None
    if length is None or least is None or length >= least.minutes:
        return ""
    return f"họp {length} phút, dưới {least.minutes} phút"


def _too_few(sheet: Sheet) -> str:
    attendance, standards = sheet.sitting.attendance, sheet.sitting.standards
    if attendance is None or standards is None or not attendance.expected:
        return ""
    if len(attendance.absent_without) > standards.conduct.absences_without_reason:
        return f"{len(attendance.absent_without)} người vắng không lý do"
    present = len(attendance.present)
    if standards.conduct.attendance_enough(present, attendance.expected):
        return ""
    return f"có mặt {present}/{attendance.expected}"


def _finding(sheet: Sheet, key: str, said: str) -> Finding:
    item = sheet.frame.item(key)
    assert item is not None
    return Finding.at(
        sheet.document,
        sheet.document.at("danh_gia", "diem", key),
        f"`diem.{key}` phải dưới điểm tối đa {item.maximum}, vì biên bản ghi {said}, "
        f"nhưng là {item.maximum}",
        "Chấm lại mục này cho đúng thực tế.",
    )


RULE = Rule(
    code="BB804",
    name="score-against-facts",
    severity=Severity.WARNING,
    title="Không cho điểm tối đa khi biên bản ghi ngược lại.",
    why="Điểm đẹp mà họp thiếu giờ, vắng nhiều thì không còn tin được vào phiếu chấm.",
    mend="Chấm lại mục thời lượng hoặc tỷ lệ dự họp theo đúng biên bản.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="ty-le: 4, chuan-bi: 9, to-chuc: 37, nguyen-tac: 5, ket-qua: 27, ket-thuc: 5}\n"
        "  tong: 92",
        bad="ty-le: 5, chuan-bi: 9, to-chuc: 37, nguyen-tac: 5, ket-qua: 27, ket-thuc: 5}\n"
        "  tong: 93",
        case="example",
        note="Biên bản ghi có người vắng không lý do.",
    ),
    topic="conduct",
    register=_check,
)
