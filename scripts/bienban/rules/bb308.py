"""BB308: no vote is missing: all who could vote, or in a secret ballot all valid ballots."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register.alone import Alone
from bienban.rules.counting import too_few, too_many
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each vote with fewer votes than there were to be given."""
    for sitting in settled(register, "BB308"):
        for vote in sitting.votes:
            slip = too_few(vote)
            if slip is not None and not too_many(vote):
                at = sitting.document.at(*slip.loc)
                yield Finding.at(sitting.document, at, slip.message, slip.help)


RULE = Rule(
    code="BB308",
    name="missing-votes",
    severity=Severity.ERROR,
    title="Số phiếu phải đủ số người được biểu quyết, hoặc đủ số phiếu hợp lệ.",
    why="Thiếu phiếu thì không biết ai đó không tán thành, có ý kiến khác hay không biểu quyết.",
    mend="Ghi đủ cả ba số; ai có mặt mà không biểu quyết thì ghi vào `khong_bieu_quyet`; "
    "bỏ phiếu kín thì ba số cộng lại bằng số phiếu hợp lệ.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="    khong_tan_thanh: 1\n    y_kien_khac: 0\n    van_ban",
        bad="    khong_tan_thanh: 0\n    y_kien_khac: 0\n    van_ban",
    ),
    topic="votes",
    cell=_check,
)
