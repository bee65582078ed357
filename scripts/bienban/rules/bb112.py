"""BB112: a file is a plain file of sensible size, without alias bombs."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents import frontmatter, outline
from bienban.documents.document import Problem
from bienban.documents.reader import MAX_BYTES
from bienban.rules.model import Example, Rule, Words

_MEBIBYTES = MAX_BYTES // 2**20


def _word(problem: Problem) -> Words:
    what = {
        "size": f"tệp phải từ {_MEBIBYTES} MiB trở xuống, nhưng là '{problem.actual} MiB'",
        "aliases": f"phần thông tin phải có từ {frontmatter.MAX_ALIASES} bí danh (*) trở xuống, "
        "nhưng nhiều hơn",
        "nodes": f"phần thông tin phải có từ {frontmatter.MAX_NODES} giá trị trở xuống, nhưng "
        "nhiều hơn",
        "depth": f"phần thông tin phải lồng từ {frontmatter.MAX_DEPTH} tầng trở xuống, "
        "nhưng sâu hơn",
        "nesting": f"nội dung phải lồng từ {outline.MAX_DEPTH} tầng trở xuống (trích dẫn, danh "
        "sách), nhưng sâu hơn",
        "events": f"nội dung phải có từ {outline.MAX_EVENTS} thành phần trở xuống (đoạn, mục, chữ "
        "đậm, liên kết), nhưng nhiều hơn",
        "symlink": "tệp phải là tệp thường, nhưng là liên kết tượng trưng",
        "special": "tệp phải là tệp thường, nhưng là tệp đặc biệt hoặc thư mục",
        "os": f"tệp phải đọc được, nhưng hệ điều hành báo '{problem.actual}'",
    }[problem.subject]
    return Words(what, "Thay bằng một tệp thường, nhỏ, viết thẳng nội dung.")


RULE = Rule(
    code="BB112",
    name="oversized",
    severity=Severity.ERROR,
    title=f"Mỗi tài liệu là một tệp thường, không quá {_MEBIBYTES} MiB.",
    why="Tệp quá lớn, liên kết tượng trưng hay cấu trúc lồng nhau quá mức có thể làm treo máy "
    "hoặc lộ tệp khác.",
    mend="Thay bằng tệp thường; tách tài liệu lớn; đưa phụ lục ra ngoài.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="  - Báo cáo kết quả tháng 12/2025",
        bad="  - &a Báo cáo kết quả tháng 12/2025\n"
        + "\n".join(["  - [" + ", ".join(["*a"] * 17) + "]"] * 6),
        note=f"Hơn {frontmatter.MAX_ALIASES} bí danh trong phần thông tin.",
    ),
    problems=_word,
)
