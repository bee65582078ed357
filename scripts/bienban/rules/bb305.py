"""BB305: who chairs or writes the minutes is present."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Person, person_of
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.presence import listed_absent, surely_away
from bienban.rules.scope import settled


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each chair or thư ký who is listed absent, or need not come and did not."""
    for sitting in settled(register, "BB305"):
        away = surely_away(sitting)
        listed = {person for person, _ in listed_absent(sitting)}
        for key, lookups in (("chu_tri", sitting.chairs), ("thu_ky", sitting.secretaries)):
            for index, lookup in enumerate(lookups):
                person = person_of(lookup)
                if person in away and person is not None:
                    at = sitting.document.at(key, index)
                    yield Finding.at(sitting.document, at, *_words(key, person, listed))


def _words(key: str, person: Person, listed: set[Person]) -> tuple[str, str]:
    if person in listed:
        return (
            f"`{key}` phải là người có mặt, nhưng «{person.name}» được ghi vắng",
            f"Bỏ «{person.name}» khỏi `vang`, hoặc ghi đúng người đã làm.",
        )
    return (
        f"`{key}` phải là người có mặt, nhưng «{person.name}» được miễn hoặc không sinh hoạt "
        "trong ngày này",
        f"Nếu đồng chí đó vẫn dự thì ghi «{person.name}» vào `mien_van_du`.",
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
    cell=_check,
)
