"""BB402: every task has a deadline, or is a standing one."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.written import tasks_without
from bienban.standards import StandardsOfDay
from bienban.vocabulary import STANDING


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each task with neither a day nor the word for a standing task."""
    for index, _task in tasks_without(document, "han"):
        yield Finding.at(
            document,
            document.at("nhiem_vu", index),
            "nhiệm vụ phải có `han`, nhưng chưa ghi hạn",
            f"Thêm «han: 2026-01-25», hoặc «han: {STANDING}» nếu là việc làm thường xuyên.",
        )


RULE = Rule(
    code="BB402",
    name="task-without-deadline",
    severity=Severity.ERROR,
    title="Mỗi nhiệm vụ phải có hạn, hoặc là việc thường xuyên.",
    why="Không có hạn thì không biết lúc nào là chậm, và không kỳ họp nào hỏi đến.",
    mend=f"Ghi `han`: một ngày, hoặc «{STANDING}».",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="    han: 2026-01-25\n",
        bad="",
    ),
    topic="conduct",
    document=_check,
)
