"""BB106: every required key is there."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words


def _word(problem: Problem) -> Words:
    if problem.hint:
        return Words(
            f"`{problem.hint}` phải có dòng riêng, nhưng các mục từ đây đang đứng dưới "
            f"`{problem.subject.partition('[')[0]}`",
            f"Thêm dòng «{problem.hint}:» ngay trên dòng này.",
        )
    key = problem.subject.rsplit(".", 1)[-1]
    if problem.actual:
        return Words(
            f"`{problem.subject}` phải có ít nhất một mục, nhưng là '{problem.actual}'",
            f"Ghi mỗi mục một dòng mở đầu bằng «- » dưới «{key}:».",
        )
    return Words(f"`{problem.subject}` phải có, nhưng chưa ghi", f"Thêm dòng «{key}: …» vào đây.")


RULE = Rule(
    code="BB106",
    name="missing-key",
    severity=Severity.ERROR,
    title="Những khóa bắt buộc phải có đủ.",
    why="Thiếu ngày, giờ, chủ trì hay thư ký thì biên bản không có giá trị theo dõi.",
    mend="Thêm khóa được nêu vào phần thông tin.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="dia_diem: Phòng họp số 2\n",
        bad="",
    ),
    problems=_word,
)
