"""BB204: the chair concludes every discussion that had opinions (seeds 000, 002)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.proceedings import Heading, Part, Proceedings
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import joined
from bienban.standards import StandardsOfDay
from bienban.standards.headings import heading_key
from bienban.vocabulary import Kind


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield each item whose opinions, however written, no conclusion closes, here or shared."""
    meeting, proceedings = document.record, document.proceedings
    if proceedings is None or not isinstance(meeting, Meeting):
        return
    shared = proceedings.shared
    final = proceedings.final_conclusion
    if shared is not None and (shared.concluded or (final is not None and final.text)):
        return
    wordings = _wordings(meeting, standards)
    for item in proceedings.items:
        if (item.opinions or item.stray) and not item.concluded:
            yield Finding.at(
                document,
                item.heading.position,
                f"mục «{item.heading.title}» phải có kết luận của chủ trì, nhưng chưa có",
                joined(
                    _other_level(proceedings, item.heading, wordings),
                    "Thêm «#### Kết luận» sau phần thảo luận, ghi rõ chủ trì kết luận gì, "
                    "ai làm, đến khi nào.",
                ),
            )


def _wordings(meeting: Meeting, standards: StandardsOfDay) -> frozenset[str]:
    """Return how the heading of an item's conclusion may be worded, as headings are compared."""
    headings = standards.conduct.headings(meeting.kind or Kind.THUONG_KY)
    return frozenset(
        heading_key(wording)
        for heading in headings
        if heading.key is Part.CONCLUSION
        for wording in heading.wordings
    )


def _other_level(proceedings: Proceedings, of: Heading, wordings: frozenset[str]) -> str:
    """Return the sentence on a conclusion below heading `of` with a wrong count of signs."""
    below = proceedings.headings[proceedings.headings.index(of) + 1 :]
    for heading in below:
        if heading.part is not Part.CONCLUSION and heading_key(heading.title) in wordings:
            return (
                f"Đề mục «{'#' * heading.level} {heading.title}» ở dòng {heading.position.line} "
                "phải có bốn dấu #."
            )
        if heading.level < of.level or heading.number is not None:
            break
    return ""


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
