"""BB105: every key is known; help names the nearest."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words
from bienban.rules.wording import joined, perhaps


def _word(problem: Problem) -> Words:
    key = problem.subject.rsplit(".", 1)[-1]
    return Words(
        f"`{problem.subject}` phải là một khóa có trong mẫu, nhưng không có khóa «{key}»",
        joined(perhaps(problem.hint), "Xem các khóa bằng «bienban schema»."),
    )


RULE = Rule(
    code="BB105",
    name="unknown-key",
    severity=Severity.ERROR,
    title="Chỉ dùng những khóa có trong mẫu.",
    why="Khóa viết sai thì thông tin mất mà không ai biết: «giao_ch» không phải «giao_cho».",
    mend="Sửa tên khóa theo gợi ý, hoặc bỏ dòng đó.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="dia_diem: Phòng họp số 2",
        bad="dia_diemm: Phòng họp số 2",
    ),
    problems=_word,
)
