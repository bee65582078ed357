"""BB803: every scored item is the frame's, and within its maximum."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scores import sheets
from bienban.rules.wording import joined, perhaps
from bienban.text import nearest


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each unknown item, each over its maximum, and a total over the frame's."""
    for sheet in sheets(register, "BB803"):
        document, frame = sheet.document, sheet.frame
        for key, points, maximum in sheet.excesses():
            known = [item.key for item in frame.items]
            yield sheet.finding(
                document.at_key("danh_gia", "diem", key),
                f"`diem.{key}` phải là mục của khung {frame.key}, nhưng khung không có mục này"
                if maximum is None
                else f"`diem.{key}` phải từ 0 đến {maximum}, nhưng là {points}",
                joined(perhaps(nearest(key, known)), f"Các mục: {', '.join(known)}.")
                if maximum is None
                else "Ghi điểm không quá mức tối đa của mục.",
            )
        total = sheet.score.total
        if total is not None and total > frame.total:
            yield sheet.finding(
                document.at("danh_gia", "tong"),
                f"`tong` phải từ 0 đến {frame.total}, nhưng là {total}",
                "Cộng lại điểm các mục.",
            )


RULE = Rule(
    code="BB803",
    name="score-out-of-range",
    severity=Severity.ERROR,
    title="Điểm từng mục phải theo khung và không quá mức tối đa.",
    why="Mục lạ hay điểm vượt khung làm phiếu chấm không so sánh được.",
    mend="Sửa tên mục hoặc điểm theo khung chấm điểm của chi bộ.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md", good="thoi-gian: 5,", bad="thoi-gian: 6,"
    ),
    topic="conduct",
    cell=_check,
)
