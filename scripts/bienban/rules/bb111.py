"""BB111: no raw markup, no attribute lists, no links or images that leave the dialect."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words

_HELP = {
    "html": "Bỏ thẻ, viết chữ thường; muốn in đậm thì dùng **hai dấu sao**.",
    "attributes": "Bỏ phần trong ngoặc nhọn.",
    "image": "Chép ảnh vào thư mục của tài liệu rồi trỏ tới tệp đó.",
    "link": "Sửa địa chỉ, hoặc chỉ viết tên tài liệu.",
}


def _word(problem: Problem) -> Words:
    what = {
        "html": "không được có mã HTML",
        "attributes": "không được có thuộc tính hay khối đặc biệt",
        "image": "ảnh phải nằm trong sổ",
        "link": "liên kết phải tới tài liệu trong sổ, «#», http, https hoặc mailto",
    }[problem.subject]
    return Words(f"{what}, nhưng là '{problem.actual}'", _HELP[problem.subject])


RULE = Rule(
    code="BB111",
    name="raw-markup",
    severity=Severity.ERROR,
    title="Nội dung chỉ dùng Markdown thường: không HTML, không thuộc tính, không liên kết lạ, "
    "không ảnh từ mạng.",
    why="Mã nhúng có thể chạy trên máy người đọc, và không hiện giống nhau trên trang và trên "
    "giấy.",
    mend="Viết lại bằng chữ thường, danh sách hoặc bảng; ảnh để trong sổ; liên kết chỉ tới tài "
    "liệu trong sổ, «#», http, https hoặc mailto.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="mong có chỗ gửi xe.",
        bad="mong có <b>chỗ gửi xe</b>.",
    ),
    problems=_word,
)
