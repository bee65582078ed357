"""BB502: from the lowest recorded number on no number is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.numbering import Series
from bienban.rules.model import Example, Finding, Rule


def _check(register: Register) -> Iterator[Finding]:
    """Yield one finding for each sequence with gaps."""
    for series in register.numbering.series:
        if series.gaps:
            numbers = ", ".join(f"{number:02d}" for number in series.gaps[:_SHOWN])
            more = f" và {len(series.gaps) - _SHOWN} số nữa" if len(series.gaps) > _SHOWN else ""
            yield Finding.of_cell(
                f"số {_name(series)} nhiệm kỳ {series.term} phải liên tục, "
                f"nhưng thiếu {numbers}{more}",
                "Bổ sung văn bản còn thiếu; số bỏ trống thì ghi lý do ở `mien_tru` "
                "của organization.yml.",
                day=_day_after(series),
            )


def _day_after(series: Series) -> date | None:
    """Return the day of the first paper after the last gap: by then the number was left out."""
    after = [p for p in series.papers if p.key and p.key.number > series.gaps[-1]]
    return min((paper.day for paper in after if paper.day), default=None)


_SHOWN = 10


def _name(series: Series) -> str:
    return f"{series.kind}/{series.symbol}" if series.kind else f"/{series.symbol}"


RULE = Rule(
    code="BB502",
    name="number-gap",
    severity=Severity.WARNING,
    title="Số văn bản của một nhiệm kỳ phải liên tục.",
    why="Số trống có thể là văn bản bị rút hoặc thất lạc.",
    mend="Bổ sung văn bản còn thiếu, hoặc ghi lý do bỏ số ở `mien_tru`.",
    example=Example(
        path="resolutions/2025-2027/02-TB-CB.md",
        good="loai: TB\nso: 2",
        bad="loai: TB\nso: 3",
        case="example",
        moved="resolutions/2025-2027/03-TB-CB.md",
        note="Trước đó mới có thông báo số 01.",
    ),
    topic="numbering",
    register=_check,
)
