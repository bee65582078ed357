"""BB401: every task is given to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.written import tasks_without
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each task that names nobody in charge."""
    for index, _task in tasks_without(document, "giao_cho"):
        yield Finding.at(
            document,
            document.at("nhiem_vu", index),
            "nhiệm vụ phải có `giao_cho`, nhưng chưa giao cho ai",
            "Thêm «giao_cho: Họ tên người chịu trách nhiệm».",
        )


RULE = Rule(
    code="BB401",
    name="task-without-assignee",
    severity=Severity.ERROR,
    title="Mỗi nhiệm vụ phải có người hoặc tổ chức chịu trách nhiệm.",
    why="Việc giao cho mọi người là việc không giao cho ai.",
    mend="Ghi `giao_cho`: họ tên đảng viên, hoặc mã tổ chức trong `to_chuc`.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="    giao_cho:\n      - Bùi Đăng Khoa\n",
        bad="",
    ),
    topic="conduct",
    document=_check,
)
