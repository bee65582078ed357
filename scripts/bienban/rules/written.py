"""What stands in a document and what does not, told apart from what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting, Task
from bienban.documents.resolution import Resolution

_VALUES = {"giao_cho": "assignees", "han": "due", "ket_qua": "result"}


def tasks_without(document: Document[Record], key: str) -> Iterator[tuple[int, Task]]:
    """Yield each task that lacks `key`, with its index; a broken value is no lack."""
    record = document.record
    if isinstance(record, Meeting | Resolution):
        for index, task in enumerate(record.tasks):
            if not getattr(task, _VALUES[key]) and not document.broken("nhiem_vu", index, key):
                yield index, task
