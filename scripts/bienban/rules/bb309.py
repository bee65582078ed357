"""BB309: what a paper was issued on had carried.

A ballot on discipline is left to BB312, which knows what it results in.
"""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register, VoteFacts
from bienban.rules.counting import figure_loc, fits
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.vocabulary import Matter


def _check(register: Register) -> Iterator[Finding]:
    """Yield each vote that did not carry, though the paper it was on was issued."""
    for sitting in settled(register, "BB309"):
        for vote in sitting.votes:
            if _issued_all_the_same(vote):
                title = vote.paper.title if vote.paper else ""
                found = Finding.at(
                    sitting.document,
                    sitting.document.at(*figure_loc(vote)),
                    f"{title} phải được thông qua, nhưng chỉ có {vote.formula}",
                    "Văn bản chưa được thông qua thì không ban hành; nếu ghi sai số phiếu thì sửa.",
                )
                yield found.citing(vote.majority.citation) if vote.majority else found


def _issued_all_the_same(vote: VoteFacts) -> bool:
    """Tell whether the vote surely failed, its figures fit, and no other vote carried its paper."""
    if vote.matter is Matter.KY_LUAT or not vote.counted or vote.paper is None:
        return False
    if vote.beyond_doubt or vote.carried is not False:
        return False
    again = any(other.carried is not False for other in vote.paper.votes)
    return not again and fits(vote)


RULE = Rule(
    code="BB309",
    name="not-carried",
    severity=Severity.ERROR,
    title="Văn bản chỉ được ban hành khi biểu quyết đạt đủ tỷ lệ.",
    why="Nghị quyết có giá trị khi được hơn một nửa tổng số đảng viên chính thức tán thành, không "
    "phải hơn một nửa số người có mặt.",
    mend="Sửa số phiếu nếu ghi nhầm; nếu đúng là không đạt thì thu hồi văn bản và biểu quyết lại.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="    tan_thanh: 5\n    khong_tan_thanh: 1\n",
        bad="    tan_thanh: 3\n    khong_tan_thanh: 3\n",
    ),
    topic="votes",
    also_cites=("majorities.nghi-quyet",),
    register=_check,
)
