"""BB306: the chair does not write the minutes."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import person_of
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each thư ký who also chairs."""
    for sitting in sittings(register, "BB306"):
        chairs = {person_of(lookup) for lookup in sitting.chairs}
        for index, lookup in enumerate(sitting.secretaries):
            person = person_of(lookup)
            if person is not None and person in chairs:
                yield Finding.at(
                    sitting.document,
                    sitting.document.at("thu_ky", index),
                    f"`thu_ky` phải khác người chủ trì, nhưng «{person.name}» cũng là chủ trì",
                    "Ghi đúng người đã ghi biên bản.",
                )


RULE = Rule(
    code="BB306",
    name="chair-is-secretary",
    severity=Severity.ERROR,
    title="Người chủ trì và thư ký phải là hai người.",
    why="Biên bản có hai chữ ký, của thư ký và của chủ trì, để người này làm chứng cho người kia.",
    mend="Ghi đúng người đã ghi biên bản vào `thu_ky`.",
    example=Example(
        path="meetings/2026/2026-02-04-chi-uy.md",
        good="thu_ky: Lê Văn Cường",
        bad="thu_ky: Nguyễn Văn An",
    ),
    topic="conduct",
    cell=_check,
)
