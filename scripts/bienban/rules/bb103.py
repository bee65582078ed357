"""BB103: front matter is YAML that can be read."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words

_HELP = {
    "space": "Sau dấu hai chấm phải có một dấu cách: «khóa: giá trị» (dấu «:» thường, không phải "
    "«：»).",
    "no colon": "Sau khóa phải có dấu hai chấm và một dấu cách: «khóa: giá trị»; nếu dòng này là "
    "phần tiếp của dòng trên thì thụt vào hai dấu cách.",
    "nbsp": "Ở đầu dòng hoặc sau dấu hai chấm là dấu cách đặc biệt của Word: xóa đi, gõ lại bằng "
    "phím cách.",
    "indent": "Thụt dòng này thẳng hàng với khóa cùng nhóm ở trên.",
    "item": "Mục đầu của danh sách thiếu «- »: thêm «- » trước khóa mở đầu mục, ví dụ "
    "«- viec: …»; nếu mất cả dòng đó thì viết lại nó trên dòng này.",
    "dash": "Đầu dòng phải là dấu trừ và một dấu cách, «- », không phải gạch dài hay chấm của "
    "Word.",
    "bracket": "Danh sách mở bằng «[» thì đóng bằng «]»; hoặc viết mỗi mục một dòng «- ».",
    "tab": "Thay phím Tab bằng dấu cách.",
    "quote": "Giá trị mở đầu bằng dấu nháy phải đóng nháy ở cuối; hoặc viết giá trị xuống dòng "
    "sau «>-».",
    "colon": "Giá trị có dấu «: » thì viết xuống dòng sau «>-», hoặc bỏ dấu hai chấm.",
    "indicator": "Giá trị mở đầu bằng ký hiệu đặc biệt thì đặt cả giá trị trong dấu nháy kép.",
}


def _word(problem: Problem) -> Words:
    help_ = _HELP.get(
        problem.hint, "Xem lại dòng này và dòng ngay trên: thụt dòng, dấu hai chấm, dấu nháy."
    )
    if problem.subject == "not a mapping":
        help_ = "Viết mỗi thông tin một dòng, dạng «khóa: giá trị»."
    if problem.subject == "conflict":
        return Words(
            "tài liệu phải là một bản, nhưng còn dấu xung đột của Git (<<<<<<<, =======, >>>>>>>)",
            "Chọn một trong hai bản (hoặc gộp lại), rồi xóa cả ba dòng dấu.",
        )
    return Words("phần thông tin phải viết đúng dạng YAML, nhưng dòng này không đọc được", help_)


RULE = Rule(
    code="BB103",
    name="yaml-syntax",
    severity=Severity.ERROR,
    title="Phần thông tin phải viết đúng dạng «khóa: giá trị».",
    why="Một dấu hai chấm, dấu nháy hay phím Tab đặt sai chỗ làm cả phần thông tin không đọc được.",
    mend="Xem dòng được nêu: bỏ Tab, để giá trị có dấu «: » hoặc dấu nháy ở dòng riêng sau «>-».",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="dia_diem: Phòng họp số 2\n",
        bad="dia_diem: Hội trường: phòng họp số 2\n",
    ),
    problems=_word,
)
