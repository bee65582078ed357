"""BB313: nobody who was absent speaks or presents.

Chair and thư ký are left to BB305: the one who chairs also speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.proceedings import Proceedings, Speech
from bienban.register import Person, Sitting, person_of
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.presence import surely_away
from bienban.rules.scope import settled


def _check(register: Alone) -> Iterator[Finding]:
    """Yield everybody absent who speaks or presents, at the first place."""
    for sitting in settled(register, "BB313"):
        presiding = {person_of(lookup) for lookup in (*sitting.chairs, *sitting.secretaries)}
        away = surely_away(sitting) - presiding
        for person, speech in _first_speeches(sitting) if away else ():
            if person in away:
                yield Finding.at(
                    sitting.document,
                    speech.position,
                    f"người phát biểu phải là người có mặt, nhưng «{person.name}» vắng",
                    "Ghi đúng người phát biểu; nếu đồng chí đó có dự thì sửa `vang`, hoặc ghi vào "
                    "`mien_van_du` nếu được miễn mà vẫn dự.",
                )


def _first_speeches(sitting: Sitting) -> Iterator[tuple[Person, Speech]]:
    """Yield everybody known who speaks or presents, once."""
    seen: set[Person] = set()
    for speech in _speeches(sitting.document.proceedings):
        for name in speech.speakers:
            person = person_of(sitting.find(name))
            if person is not None and person not in seen:
                seen.add(person)
                yield person, speech


def _speeches(proceedings: Proceedings | None) -> Iterator[Speech]:
    """Yield every opinion, every paper read, and what the guests said."""
    if proceedings is None:
        return
    for item in proceedings.items:
        yield from item.talks
        yield from item.opinions
    yield from proceedings.guests


RULE = Rule(
    code="BB313",
    name="absent-speaker",
    severity=Severity.ERROR,
    title="Người vắng mặt không thể phát biểu hay trình bày.",
    why="Ý kiến ghi cho người vắng mặt là ghi nhầm người, hoặc danh sách vắng sai.",
    mend="Ghi đúng người phát biểu, hoặc sửa `vang`.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="- **Phạm Thị Dung:** Đảng viên yên tâm",
        bad="- **Lê Văn Cường:** Đảng viên yên tâm",
    ),
    topic="conduct",
    cell=_check,
)
