"""BB310: nobody is absent from too many thường kỳ in a row within a calendar year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bienban.diagnostics import Severity
from bienban.register import Attendance, Person, Register, Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.presence import listed_absent
from bienban.rules.scope import settled
from bienban.vocabulary import Kind

_DAY = timedelta(days=1)


def _check(register: Register) -> Iterator[Finding]:
    """Yield the absence that makes a row of them too long, with or without reasons."""
    rows: dict[Person, int] = {}
    previous: Sitting | None = None
    for sitting in settled(register, "BB310"):
        attendance, standards = sitting.attendance, sitting.standards
        if attendance is None or standards is None or _interrupted(register, previous, sitting):
            rows.clear()
        previous = sitting
        if attendance is None or standards is None:
            continue
        limit = standards.conduct.max_absences_in_a_row
        for person in _counted(rows, attendance):
            if rows[person] == limit + 1:
                yield _finding(sitting, person, limit)


def _interrupted(register: Register, previous: Sitting | None, sitting: Sitting) -> bool:
    """Tell whether a row cannot go on: a new year, or a file that may be a thường kỳ between."""
    if previous is None or previous.day is None or sitting.day is None:
        return True
    if previous.day.year != sitting.day.year:
        return True
    first, last = previous.day + _DAY, sitting.day - _DAY
    return register.could_hold_sitting(first, last, Kind.THUONG_KY)


def _counted(rows: dict[Person, int], attendance: Attendance) -> Iterator[Person]:
    """Count one more absence for each who is absent, and yield them; who came begins anew.

    Those exempt, elsewhere or suspended neither count nor break their row.
    """
    for standing in attendance.present:
        rows.pop(standing.person, None)
    for absence in attendance.absences:
        person = absence.standing.person
        rows[person] = rows.get(person, 0) + 1
        yield person


def _finding(sitting: Sitting, person: Person, limit: int) -> Finding:
    text = next(text for listed, text in listed_absent(sitting) if listed is person)
    return Finding.at(
        sitting.document,
        sitting.document.at_key("vang", text),
        f"`vang` phải không quá {limit} kỳ liên tiếp trong một năm, nhưng «{person.name}» vắng "
        f"{limit + 1} kỳ liên tiếp",
        "Gặp đồng chí đó, ghi rõ nguyên nhân; vắng lâu vì sức khỏe, việc riêng thì xét cho miễn "
        "sinh hoạt.",
    )


RULE = Rule(
    code="BB310",
    name="repeated-absence",
    severity=Severity.WARNING,
    title="Không ai vắng quá ba kỳ thường kỳ liên tiếp trong một năm, kể cả có lý do.",
    why="Đảng viên vắng nhiều kỳ liền thì chi bộ không còn nắm được người của mình. "
    "Thời gian được miễn hoặc tạm sinh hoạt nơi khác không tính.",
    mend="Tìm hiểu, nhắc nhở; nếu có hoàn cảnh lâu dài thì làm thủ tục miễn sinh hoạt và ghi vào "
    "organization.yml.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="Phạm Thị Dung: ốm",
        bad="Lê Văn Cường: bận việc",
        case="example",
        note="Ba kỳ thường kỳ khác trong năm, liền trước và liền sau, đồng chí này cũng vắng.",
    ),
    topic="conduct",
    figures=(("max_absences_in_a_row", "Số kỳ vắng liên tiếp nhiều nhất"),),
    register=_check,
)
