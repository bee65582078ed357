"""BB501: a number stands for one paper: per term, symbol and kind (for ĐH whatever the kind)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.rules.model import Example, Finding, Rule


def _check(register: Register) -> Iterator[Finding]:
    """Yield each paper that takes the number of another; of a misplaced one BB108 speaks."""
    for series in register.numbering.series:
        for papers in series.repeats:
            first, *others = [p for p in papers if not p.misplaced] or [papers[0]]
            for paper in others:
                yield Finding.at(
                    paper.document,
                    paper.document.at("so"),
                    f"`so` phải là số chưa dùng, nhưng {paper.number_text} đã là số của "
                    f"«{first.record.subject}»",
                    f"Dùng số tiếp theo: {series.next:02d}.",
                )


RULE = Rule(
    code="BB501",
    name="number-reused",
    severity=Severity.ERROR,
    title="Mỗi số chỉ dùng cho một văn bản trong một nhiệm kỳ.",
    why="Hai văn bản cùng số thì viện dẫn không còn chỉ đúng một văn bản.",
    mend="Đổi số của văn bản sau thành số kế tiếp, đổi tên tệp theo.",
    example=Example(
        path="resolutions/2025-2027/02-TB-DH.md",
        good="loai: TB\nso: 2",
        bad="loai: TB\nso: 1",
        case="example",
        moved="resolutions/2025-2027/01-TB-DH.md",
        note="Đại hội đã có văn bản 01-BC/ĐH; văn bản của đại hội đánh số chung cho mọi loại.",
    ),
    topic="numbering",
    register=_check,
)
