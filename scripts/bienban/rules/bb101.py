"""BB101: every document is UTF-8 text; nothing else is said of a file that is not."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words
from bienban.rules.scope import no_copy


def _word(problem: Problem) -> Words:
    found = {
        "binary": "là tệp nhị phân",
        "word": "là tệp Word hoặc tệp nén",
        "": "chứa byte không thuộc UTF-8",
    }.get(problem.subject, f"có vẻ viết bằng mã {problem.subject}")
    help_ = "Chuyển mã sang Unicode (ví dụ bằng UniKey Toolkit), lưu dạng UTF-8."
    if problem.subject in ("binary", "word"):
        help_ = (
            "Đổi tên không làm tệp thành văn bản: mở tệp bằng chương trình đã tạo ra nó, "
            "chép nội dung sang mẫu của «bienban new»."
        )
    return Words(f"tệp phải là văn bản Unicode (UTF-8), nhưng {found}", help_)


RULE = Rule(
    code="BB101",
    name="not-utf8",
    severity=Severity.ERROR,
    title="Tệp phải là văn bản Unicode (UTF-8).",
    why="Phông chữ cũ (TCVN3, VNI) hay tệp nhị phân không đọc được trên máy khác, không tìm kiếm "
    "được và không giữ được lâu dài.",
    mend="Mở tệp bằng trình soạn thảo đã dùng để viết, chuyển mã sang Unicode rồi lưu lại dạng "
    "UTF-8.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="Phòng họp số 2",
        bad="Phßng häp sè 2",
        encoding="latin-1",
        note="Tệp viết bằng phông chữ cũ TCVN3: mở ra chỉ thấy ký tự lạ.",
    ),
    problems=_word,
    stands=no_copy,
)
