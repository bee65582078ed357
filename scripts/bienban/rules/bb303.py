"""BB303: every absence has a reason, or says that there was none."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay
from bienban.vocabulary import NO_REASON


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each absence whose reason is empty, or holds no letter and no digit."""
    if not isinstance(document.record, Meeting):
        return
    for name, reason in document.record.absent.items():
        if not any(map(str.isalnum, reason)):
            stands = f"nhưng là '{reason}'" if reason else "nhưng để trống"
            yield Finding.at(
                document,
                document.at_key("vang", name),
                f"`vang` phải ghi lý do vắng của «{name}», {stands}",
                f"Ghi lý do sau dấu hai chấm; không có lý do thì ghi «{NO_REASON}».",
            )


RULE = Rule(
    code="BB303",
    name="absence-without-reason",
    severity=Severity.ERROR,
    title="Người vắng mặt phải được ghi lý do.",
    why="Vắng có lý do và vắng không lý do được đánh giá khác nhau; để trống thì không ai biết là "
    "trường hợp nào.",
    mend=f"Ghi lý do sau tên người vắng, hoặc ghi «{NO_REASON}».",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  Lê Văn Cường: đi công tác",
        bad="  Lê Văn Cường:",
    ),
    topic="conduct",
    document=_check,
)
