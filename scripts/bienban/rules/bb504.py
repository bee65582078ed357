"""BB504: a paper is not dated before the sitting that adopted it."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import of_another_day, of_another_term


def _check(register: Register) -> Iterator[Finding]:
    """Yield each paper whose day is before its sitting's, where neither day is in doubt."""
    for paper in register.papers:
        sitting = paper.sitting
        if sitting is None or of_another_day(sitting) or of_another_term(register, paper):
            continue
        held = sitting.day
        if paper.day is not None and held is not None and paper.day < held:
            if paper.voted_elsewhere:
                continue  # BB503 says that the sitting is another
            yield Finding.at(
                paper.document,
                paper.document.at("ngay"),
                f"`ngay` phải từ ngày họp {show_day(held)} trở đi, nhưng là {show_day(paper.day)}",
                "Ghi ngày ban hành thật, hoặc sửa `cuoc_hop`.",
            )


RULE = Rule(
    code="BB504",
    name="dated-before-meeting",
    severity=Severity.ERROR,
    title="Văn bản không được ghi ngày trước cuộc họp thông qua nó.",
    why="Văn bản ra trước khi họp là văn bản chưa được tập thể quyết định.",
    mend="Sửa ngày ban hành hoặc cuộc họp cho đúng.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md", good="ngay: 2026-01-05", bad="ngay: 2026-01-04"
    ),
    topic="papers",
    register=_check,
)
