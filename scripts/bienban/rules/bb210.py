"""BB210: a sitting is as long as the standard of its day asks."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings
from bienban.vocabulary import Kind

_JOINT = {Kind.THUONG_KY, Kind.CHUYEN_DE}


def _check(register: Register) -> Iterator[Finding]:
    """Yield each sitting under the least length: the standard's, or the cell's own."""
    for sitting in sittings(register, "BB210"):
        span, least = sitting.record.span, _least(register, sitting)
        length = span.minutes if span else None
        if length is None or least is None or length >= least[0]:
            continue
        minutes, why = least
        yield Finding.at(
            sitting.document,
            sitting.document.at("gio"),
            f"`gio` phải từ {minutes} phút trở lên{why}, nhưng là {length} phút",
            "Kiểm lại giờ ghi; nếu đúng, kỳ sau dành đủ thời gian, hoặc ghi lý do ở `mien_tru`.",
        )


def _least(register: Register, sitting: Sitting) -> tuple[int, str] | None:
    """Return the least length in minutes and why, None where that cannot be known."""
    standards, cell = sitting.standards, register.organization
    if standards is None:
        return None
    if sitting.kinds >= _JOINT:
        return standards.conduct.minutes_for(joint=True), " (thường kỳ và chuyên đề trong một buổi)"
    if cell is not None and cell.broken("thoi_luong_toi_thieu"):
        return None
    own = cell.record.minimum if cell else None
    if own is not None and own.minutes is not None:
        return own.minutes, f" (theo {own.source})"
    return standards.conduct.minutes_for(joint=False), ""


RULE = Rule(
    code="BB210",
    name="too-short",
    severity=Severity.WARNING,
    title="Buổi sinh hoạt phải đủ thời lượng.",
    why="Họp quá ngắn thì chỉ kịp phổ biến, không kịp bàn bạc.",
    mend="Kiểm lại giờ bắt đầu, kết thúc; bố trí đủ thời gian cho kỳ sau.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="gio: 14:00-16:10",
        bad="gio: 14:00-15:29",
    ),
    topic="conduct",
    register=_check,
)
