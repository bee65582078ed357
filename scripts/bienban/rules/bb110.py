"""BB110: no character is hidden: zero-width, bidirectional, control."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words


def _word(problem: Problem) -> Words:
    soft = problem.actual == "U+00AD"
    return Words(
        f"không được có ký tự ẩn, nhưng ở đây có {problem.actual}",
        "Chạy «bienban check --fix»." if soft else "Xóa và gõ lại từ ở vị trí này.",
    )


RULE = Rule(
    code="BB110",
    name="hidden-character",
    severity=Severity.ERROR,
    title="Không được có ký tự ẩn.",
    why="Ký tự ẩn làm điều bí thư nhìn thấy khác điều được ký, và làm tên người không khớp.",
    mend="Xóa ký tự ở vị trí được nêu (gõ lại từ đó); dấu nối mềm thì «bienban check --fix» tự bỏ.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="Phòng họp số 2",
        bad="Phòng\u200b họp số 2",
    ),
    problems=_word,
)
