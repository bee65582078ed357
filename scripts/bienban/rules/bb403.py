"""BB403: every task that ends says by what it is known to be done (seed 003)."""

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
    """Yield each task due on a day that names no measure; without a deadline BB402 comes first."""
    for index, task in tasks_without(document, "ket_qua"):
        if task.due is not None and task.due != STANDING:
            yield Finding.at(
                document,
                document.at("nhiem_vu", index),
                "nhiệm vụ phải có `ket_qua`, nhưng chưa ghi kết quả cần đạt",
                "Thêm «ket_qua: …», một kết quả đếm được hoặc thấy được khi xong việc.",
            )


RULE = Rule(
    code="BB403",
    name="task-without-result",
    severity=Severity.WARNING,
    title="Nhiệm vụ có hạn phải ghi kết quả cần đạt.",
    why="Không có thước đo thì kỳ họp sau chỉ nghe «đã làm», không biết đã xong hay chưa.",
    mend="Ghi `ket_qua`: con số, văn bản hay sự việc cho thấy việc đã xong.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="    ket_qua: 100% hồ sơ được rà soát\n",
        bad="",
    ),
    topic="conduct",
    document=_check,
)
