"""BB302: nobody is counted twice: absent and absent, or absent and there."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Loc
from bienban.register import Person, Sitting, person_of
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.presence import listed_absent
from bienban.rules.scope import sittings

_HELP = "Giữ lại một chỗ đúng, xóa chỗ kia."


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each second place in which somebody who is listed absent stands."""
    for sitting in sittings(register, "BB302"):
        yield from _twice_absent(sitting)
        absent = {person for person, _ in listed_absent(sitting)}
        for loc, person in _said_to_be_there(sitting):
            if person in absent:
                message = f"`{loc[-2]}` phải gồm người có mặt, nhưng «{person.name}» đã ghi vắng"
                yield Finding.at(sitting.document, sitting.document.at(*loc), message, _HELP)


def _twice_absent(sitting: Sitting) -> Iterator[Finding]:
    """Yield each second entry of one person in `vang`, as by name and by `ma`."""
    seen: set[Person] = set()
    for person, text in listed_absent(sitting):
        if person in seen:
            at = sitting.document.at_key("vang", text)
            message = f"`vang` phải ghi mỗi người một lần, nhưng «{person.name}» được ghi lần nữa"
            yield Finding.at(sitting.document, at, message, _HELP)
        seen.add(person)


def _said_to_be_there(sitting: Sitting) -> Iterator[tuple[Loc, Person]]:
    """Yield everybody who came though exempt, or was there and did not vote, with the place."""
    record = sitting.record
    places: list[tuple[Loc, tuple[str, ...]]] = [(("mien_van_du",), record.came_all_the_same)]
    for index, vote in enumerate(record.votes):
        places.append((("bieu_quyet", index, "khong_bieu_quyet"), vote.not_voting))
    for loc, names in places:
        for index, name in enumerate(names):
            person = person_of(sitting.find(name))
            if person is not None:
                yield (*loc, index), person


RULE = Rule(
    code="BB302",
    name="counted-twice",
    severity=Severity.ERROR,
    title="Mỗi người chỉ được tính một lần: vắng mặt, hoặc có mặt.",
    why="Một người ghi ở hai chỗ thì số có mặt, số vắng và số người được biểu quyết không khớp "
    "nhau nữa.",
    mend="Xem người đó có mặt hay vắng, giữ một chỗ và xóa chỗ kia.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  Lê Văn Cường: đi công tác\n",
        bad="  Lê Văn Cường: đi công tác\n  le-van-cuong: đi công tác\n",
    ),
    topic="conduct",
    cell=_check,
)
