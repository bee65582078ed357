"""BB210: a sitting is as long as the standard of its day asks."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register.alone import Alone
from bienban.rules.lengths import least_minutes
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each sitting under the least length: the standard's, or the cell's own."""
    for sitting in sittings(register, "BB210"):
        span, least = sitting.record.span, least_minutes(register, sitting)
        length = span.minutes if span else None
        if length is None or least is None or length >= least.minutes:
            continue
        found = Finding.at(
            sitting.document,
            sitting.document.at("gio"),
            f"`gio` phải từ {least.minutes} phút trở lên{least.why}, nhưng là {length} phút",
            "Kiểm lại giờ ghi; nếu đúng, kỳ sau dành đủ thời gian, hoặc ghi lý do ở `mien_tru`.",
        )
        yield found.citing(least.citation) if least.citation else found


RULE = Rule(
    code="BB210",
    name="too-short",
    severity=Severity.WARNING,
    title="Buổi sinh hoạt phải đủ thời lượng.",
    why="Họp quá ngắn thì chỉ kịp phổ biến, không kịp bàn bạc.",
    mend="Kiểm lại giờ bắt đầu, kết thúc; bố trí đủ thời gian cho kỳ sau.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="gio: 14:00-15:45",
        bad="gio: 14:00-15:29",
    ),
    topic="conduct",
    figures=(
        ("minimum_minutes", "Ít nhất (phút)"),
        ("joint_minutes", "Thường kỳ và chuyên đề trong một buổi, ít nhất (phút)"),
    ),
    cell=_check,
)
