"""BB804: full marks for length or attendance are borne out by the record."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.alone import Alone
from bienban.rules.lengths import least_minutes
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scores import Sheet, sheets
from bienban.standards import Measure, ScoreItem


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each item with full marks that the minutes themselves contradict.

    Which item scores length or attendance, the frame says (`do`).
    """
    for sheet in sheets(register, "BB804"):
        points = sheet.score.points or {}
        for item in sheet.frame.items:
            full = item.maximum is not None and points.get(item.key) == item.maximum
            if full and (said := _against(register, sheet, item)):
                yield _finding(sheet, item, said)


def _against(register: Register, sheet: Sheet, item: ScoreItem) -> str:
    """Return what the minutes say against full marks for `item`; nothing where they do not."""
    if item.measure is Measure.LENGTH:
        return _too_short(register, sheet)
    return _too_few(sheet) if item.measure is Measure.ATTENDANCE else ""


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


def _finding(sheet: Sheet, item: ScoreItem, said: str) -> Finding:
    return sheet.finding(
        sheet.document.at("danh_gia", "diem", item.key),
        f"`diem.{item.key}` phải dưới điểm tối đa {item.maximum}, vì biên bản ghi {said}, "
        f"nhưng là {item.maximum}",
        "Chấm lại mục này cho đúng thực tế.",
    )


RULE = Rule(
    code="BB804",
    name="score-against-facts",
    severity=Severity.WARNING,
    title="Không cho điểm tối đa khi biên bản ghi ngược lại.",
    why="Điểm đẹp mà họp thiếu giờ, vắng nhiều thì không còn tin được vào phiếu chấm.",
    mend="Chấm lại mục thời lượng hoặc tỷ lệ dự họp theo đúng biên bản. Khung riêng của chi bộ "
    "(khung-diem/*.yml) ghi «do: thoi-luong» hay «do: ty-le-du-hop» ở mục chấm thời lượng, tỷ lệ "
    "dự họp; mục không ghi `do` thì không đối chiếu.",
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
    cell=_check,
)
