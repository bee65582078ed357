"""BB204: the chair concludes every discussion that had opinions (seeds 000, 002)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each item whose opinions no conclusion closes, here or in a shared discussion."""
    proceedings = document.proceedings
    if proceedings is None:
        return
    shared = proceedings.shared
    final = proceedings.final_conclusion
    if shared is not None and (shared.concluded or (final is not None and final.text)):
        return
    for item in proceedings.items:
        if item.opinions and not item.concluded:
            yield Finding.at(
                document,
                item.heading.position,
                f"mục «{item.heading.title}» phải có kết luận của chủ trì, nhưng chưa có",
                "Thêm «#### Kết luận» sau phần thảo luận, ghi rõ chủ trì kết luận gì, "
                "ai làm, đến khi nào.",
            )


RULE = Rule(
    code="BB204",
    name="no-item-conclusion",
    severity=Severity.ERROR,
    title="Mỗi nội dung đã thảo luận phải có kết luận của chủ trì.",
    why="Thảo luận mà chủ trì không kết luận thì không ai biết phải làm gì; kết luận không ai phản "
    "đối có giá trị như nghị quyết.",
    mend="Thêm «#### Kết luận» ngay sau phần thảo luận của mục đó.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="#### Kết luận\n\nGiao đồng chí Trần Thị Bình",
        bad="Giao đồng chí Trần Thị Bình",
    ),
    topic="conduct",
    document=_check,
)
