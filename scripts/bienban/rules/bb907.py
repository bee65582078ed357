"""BB907: history goes on from the last state that was seen."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB907",
    name="rewritten-history",
    severity=Severity.ERROR,
    title="Lịch sử của nhánh chính phải đi tiếp từ điều đã thấy lần trước.",
    why="Ghi đè hay cắt ngắn lịch sử là xóa chứng cứ phê duyệt.",
    mend=(
        "Tìm lại lịch sử cũ ở một bản sao khác; nếu khôi phục có chủ ý: «bienban trail "
        "--nhan-lai COMMIT --ly-do …»."
    ),
    example=None,
    trail=reported_as("BB907"),
)
