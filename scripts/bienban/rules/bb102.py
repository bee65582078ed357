"""BB102: front matter opens on the first line and is closed."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words

_FAULTS = {
    "opening": (
        "nhưng dòng đầu tiên không phải «---»",
        "Đặt «---» ở dòng đầu tiên, và một dòng «---» nữa ngay sau phần thông tin.",
    ),
    "closing": (
        "nhưng chưa có dòng «---» đóng lại",
        "Thêm một dòng «---» ngay sau phần thông tin, trước nội dung (và xuống dòng sau nó).",
    ),
    "typed": (
        "nhưng dòng này không phải đúng ba dấu trừ",
        "Viết lại dòng này thành «---»: ba dấu trừ, không có gì khác (Word hay đổi thành «—»).",
    ),
}


def _word(problem: Problem) -> Words:
    found, help_ = _FAULTS[problem.subject]
    return Words(f"tài liệu phải mở đầu bằng phần thông tin giữa hai dòng «---», {found}", help_)


RULE = Rule(
    code="BB102",
    name="no-front-matter",
    severity=Severity.ERROR,
    title="Tài liệu phải mở đầu bằng phần thông tin nằm giữa hai dòng «---».",
    why="Ngày, người dự, biểu quyết và nhiệm vụ được đọc từ phần này; thiếu dòng «---» thì cả "
    "phần bị hiểu là lời văn.",
    mend="Dòng đầu tiên của tệp là «---», sau phần thông tin có một dòng «---» nữa, dưới đó mới "
    "đến nội dung.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  xep_loai: tot\n---\n",
        bad="  xep_loai: tot\n",
    ),
    problems=_word,
)
