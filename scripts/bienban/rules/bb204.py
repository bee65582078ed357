"""BB204: the chair concludes every discussion that had opinions (seeds 000, 002)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.proceedings import MAIN_PARTS, Heading, Part
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import in_bold, joined, near_heading
from bienban.standards import Heading as AcceptedHeading
from bienban.standards import StandardsOfDay
from bienban.standards.headings import heading_key
from bienban.text import fold, nearest
from bienban.vocabulary import Kind

_SURELY = 0.85
"""How alike a heading and «Thảo luận» are where one was meant as the other, accents aside."""


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield each item whose opinions, however written, no conclusion closes, here or shared.

    A discussion or a conclusion below a bold line is one, and the line is what is wrong.
    """
    meeting, proceedings = document.record, document.proceedings
    if proceedings is None or not isinstance(meeting, Meeting):
        return
    yield from in_bold(document, Part.DISCUSSION, Part.CONCLUSION)
    shared = proceedings.shared
    final = proceedings.final_conclusion
    if shared is not None and (shared.concluded or (final is not None and final.text)):
        return
    accepted = {h.key: h for h in standards.conduct.headings(meeting.kind or Kind.THUONG_KY)}
    headings = proceedings.in_order
    for item in proceedings.items:
        if item.discussion and (item.concluded or not (item.opinions or item.stray)):
            continue  # as nearly always
        below = [*_below(headings, item.heading)]
        wanted = accepted[Part.DISCUSSION]
        mistyped = _mistyped(below, wanted, item.unheard) if not item.discussion else None
        if mistyped is not None:
            yield _not_seen(document, mistyped, wanted)
        elif (item.opinions or item.stray) and not item.concluded:
            yield Finding.at(
                document,
                item.heading.position,
                f"mục «{item.heading.title}» phải có kết luận của chủ trì, nhưng chưa có",
                joined(
                    _other_level(below, accepted[Part.CONCLUSION])
                    or near_heading(below, accepted[Part.CONCLUSION]),
                    "Thêm «#### Kết luận» sau phần thảo luận, ghi rõ chủ trì kết luận gì, "
                    "ai làm, đến khi nào.",
                ),
            )


def _below(headings: Sequence[Heading], of: Heading) -> Iterator[Heading]:
    """Yield those of `headings` below heading `of` that are no item and no part."""
    for heading in headings[headings.index(of) + 1 :]:
        if heading.level < of.level or heading.number is not None or heading.part in MAIN_PARTS:
            return
        yield heading


def _other_level(headings: Iterable[Heading], wanted: AcceptedHeading) -> str:
    """Return the sentence on a conclusion with a wrong count of signs, or nothing."""
    wordings = frozenset(map(heading_key, wanted.wordings))
    for heading in headings:
        if heading.part is not wanted.key and heading_key(heading.title) in wordings:
            return (
                f"Đề mục «{'#' * heading.level} {heading.title}» ở dòng {heading.position.line} "
                "phải có bốn dấu #."
            )
    return ""


def _mistyped(
    headings: Iterable[Heading], wanted: AcceptedHeading, unheard: Set[int]
) -> Heading | None:
    """Return the heading that was surely meant as `wanted`: a letter or a tone off it, or longer.

    «Đảng viên thảo luận, góp ý» is longer; with no opinions below, `unheard`, it is another.
    """
    words = fold(wanted.title)
    for heading in headings:
        longer = heading.start in unheard and words in fold(heading.title)
        if heading.part is None and (longer or nearest(heading.title, wanted.wordings, _SURELY)):
            return heading
    return None


def _not_seen(document: Document[Record], mistyped: Heading, wanted: AcceptedHeading) -> Finding:
    """Return the finding on a discussion that nobody sees, its opinions and its conclusion."""
    return Finding.at(
        document,
        mistyped.position,
        f"đề mục thảo luận phải là «{wanted.title}», nhưng là '{mistyped.title}'",
        f"Sửa thành «{'#' * wanted.level} {wanted.title}»: viết khác thì ý kiến và kết luận bên "
        "dưới không được xét.",
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
