"""BB603: the chi ủy meets before the cell does."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.vocabulary import Role


def _check(register: Register) -> Iterator[Finding]:
    """Yield each thường kỳ since whose predecessor no chi ủy sitting was held."""
    for sitting in settled(register, "BB603"):
        held = register.calendar.committee_before(sitting)
        if held is None or held or not _has_committee(sitting):
            continue
        yield Finding.at(
            sitting.document,
            sitting.document.at("ngay"),
            "trước kỳ thường kỳ phải có họp chi ủy, nhưng từ kỳ trước tới nay chưa có biên bản",
            "Bổ sung biên bản họp chi ủy, hoặc ghi lý do ở `mien_tru`.",
        )


def _has_committee(sitting: Sitting) -> bool:
    """Tell whether someone is surely chi ủy viên on the day of the sitting."""
    roll = sitting.cell_roll
    return roll is not None and roll.sure and bool(roll.holders(Role.CHI_UY_VIEN))


RULE = Rule(
    code="BB603",
    name="no-committee-meeting",
    severity=Severity.WARNING,
    title="Chi ủy phải họp trước kỳ sinh hoạt thường kỳ.",
    why="Chi ủy không chuẩn bị thì kỳ họp chỉ còn phổ biến, không có gì để bàn.",
    mend="Họp chi ủy trước, ghi biên bản loại chi-uy.",
    example=Example(
        path="meetings/2026/2026-02-04-chi-uy.md",
        good="loai: chi-uy\nngay: 2026-02-04",
        bad=None,
        note="Giữa hai kỳ thường kỳ tháng 01 và tháng 02 chi ủy không họp.",
    ),
    topic="conduct",
    register=_check,
)
