"""BB307: there are no more votes, and no more ballots, than members who could vote."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import ElectionFacts, Register, Sitting
from bienban.register.base import may_vote
from bienban.rules.counting import Slip, ballots_beyond, broken_order, too_many
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled


def _check(register: Register) -> Iterator[Finding]:
    """Yield each vote and each election with more votes or ballots than could be given."""
    for sitting in settled(register, "BB307"):
        slips = (
            *(too_many(vote) for vote in sitting.votes),
            *(_too_many_ballots(sitting, election) for election in sitting.elections),
        )
        for slip in slips:
            if slip is not None:
                at = sitting.document.at(*slip.loc)
                yield Finding.at(sitting.document, at, slip.message, slip.help)


def _too_many_ballots(sitting: Sitting, election: ElectionFacts) -> Slip | None:
    """Return the slip of an election that handed out more ballots than members could vote."""
    attendance, standards = sitting.attendance, sitting.standards
    ballots = election.record.ballots
    if attendance is None or standards is None or ballots is None or broken_order(ballots):
        return None
    able = sum(may_vote(standing, standards.votes) for standing in attendance.present)
    return ballots_beyond((*election.loc, "phieu"), ballots, able)


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
    register=_check,
)
