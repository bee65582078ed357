"""BB113: YAML cuts no free text: none stands inside {} or [], none is followed by a comment."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words


def _word(problem: Problem) -> Words:
    return Words(
        f"`{problem.subject}` phải viết ở dòng riêng, nhưng đang trong {{}} hay [], hoặc có « #» "
        "theo sau",
        "Viết mỗi mục một dòng; lời văn có « #» thì đặt cả câu trong dấu nháy kép.",
    )


RULE = Rule(
    code="BB113",
    name="cut-text",
    severity=Severity.ERROR,
    title="Lời văn không đặt trong {} hay [], và không có « #» theo sau.",
    why="Trong {} hay [] dấu phẩy cắt đôi câu; sau « #» phần còn lại bị bỏ, mà không ai thấy.",
    mend="Viết mỗi mục một dòng, mở đầu bằng «- » hoặc «khóa: »; đổi « #» thành chữ.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="vang:\n  Lê Văn Cường: đi công tác\n",
        bad="vang: {Lê Văn Cường: đi công tác, về muộn}\n",
    ),
    problems=_word,
)
