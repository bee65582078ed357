"""BB307: there are no more votes, and no more ballots, than members who could vote."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Loc
from bienban.documents.meeting import Ballots
from bienban.register import Sitting
from bienban.register.alone import Alone
from bienban.register.base import may_vote
from bienban.rules.counting import Slip, ballots_beyond, broken_order, too_many
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each vote, election and rating with more votes or ballots than could be given."""
    for sitting in settled(register, "BB307"):
        rated = sitting.record.ratings
        slips = (
            *(too_many(vote) for vote in sitting.votes),
            *(_beyond(sitting, e.loc, e.record.ballots) for e in sitting.elections),
            _beyond(sitting, ("xep_loai",), rated.ballots if rated else None),
        )
        for slip in slips:
            if slip is not None:
                at = sitting.document.at(*slip.loc)
                yield Finding.at(sitting.document, at, slip.message, slip.help)


def _beyond(sitting: Sitting, loc: Loc, ballots: Ballots | None) -> Slip | None:
    """Return the slip of an election or rating with more ballots than members could vote."""
    attendance, standards = sitting.attendance, sitting.standards
    if attendance is None or standards is None or ballots is None or broken_order(ballots):
        return None
    able = sum(may_vote(standing, standards.votes) for standing in attendance.present)
    return ballots_beyond((*loc, "phieu"), ballots, able)


RULE = Rule(
    code="BB307",
    name="too-many-votes",
    severity=Severity.ERROR,
    title="Số phiếu không được nhiều hơn số người được biểu quyết.",
    why="Chỉ đảng viên chính thức của chi bộ, có mặt, mới biểu quyết; thừa phiếu thường là do đã "
    "đếm cả đảng viên dự bị hoặc người tạm đến sinh hoạt.",
    mend="Đếm lại phiếu; xem lại `vang`, `mien_van_du` và `khong_bieu_quyet`.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="    tan_thanh: 5\n",
        bad="    tan_thanh: 6\n",
    ),
    topic="votes",
    cell=_check,
)
