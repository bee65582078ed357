"""BB305: who chairs or writes the minutes is present."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.roster import person_of
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings


def _check(register: Register) -> Iterator[Finding]:
    """Yield each chair or thư ký who is listed absent."""
    for sitting in sittings(register, "BB305"):
        attendance = sitting.attendance
        if attendance is None:
            continue
        listed = {absence.standing.person for absence in attendance.absences}
        for key, lookups in (("chu_tri", sitting.chairs), ("thu_ky", sitting.secretaries)):
            for index, lookup in enumerate(lookups):
                person = person_of(lookup)
                if person in listed and person is not None:
                    yield Finding.at(
                        sitting.document,
                        sitting.document.at(key, index),
                        f"`{key}` phải là người có mặt, nhưng «{person.name}» được ghi vắng",
                        f"Bỏ «{person.name}» khỏi `vang`, hoặc ghi đúng người đã làm.",
                    )


RULE = Rule(
    code="BB305",
    name="absent-chair",
    severity=Severity.ERROR,
    title="Chủ trì và thư ký phải là người có mặt.",
    why="Người vắng mặt không thể điều hành cuộc họp hay ghi biên bản.",
    mend="Sửa `vang`, `chu_tri` hoặc `thu_ky` cho đúng với cuộc họp.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="thu_ky: Trần Thị Bình",
        bad="thu_ky: Lê Văn Cường",
    ),
    topic="conduct",
    register=_check,
)
