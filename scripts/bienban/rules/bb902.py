"""BB902: what was approved stays as it was, unless a correction is approved."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB902",
    name="changed-after-approval",
    severity=Severity.ERROR,
    title="Văn bản đã phê duyệt phải giữ nguyên, hoặc được phê duyệt lại kèm một lần đính chính.",
    why="Phê duyệt gắn với từng chữ của nội dung; sửa sau phê duyệt là một văn bản khác.",
    mend="Ghi ngày và lý do vào `dinh_chinh`, rồi phê duyệt bản đính chính bằng «bienban approve».",
    example=None,
    trail=reported_as("BB902"),
)
