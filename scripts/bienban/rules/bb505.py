"""BB505: a cell issues only the kinds of paper that it may."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words


def _word(problem: Problem) -> Words:
    return Words(
        f"`loai` phải là loại văn bản chi bộ được ban hành, nhưng là '{problem.actual}'",
        "Loại này thuộc thẩm quyền cấp trên; dùng NQ, KL, KH, TB … tùy nội dung.",
    )


RULE = Rule(
    code="BB505",
    name="not-competent",
    severity=Severity.ERROR,
    title="Chi bộ chỉ ban hành những loại văn bản thuộc thẩm quyền.",
    why="Hướng dẫn, chỉ thị, quy định, thông tri là của cấp trên; chi bộ ban hành là sai thẩm "
    "quyền.",
    mend="Chọn đúng loại: nghị quyết, kết luận, kế hoạch, thông báo, báo cáo …",
    example=Example(path="resolutions/2025-2027/01-KH-CB.md", good="loai: KH\n", bad="loai: HD\n"),
    topic="papers",
    problems=_word,
)
