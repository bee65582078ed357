"""BB901: on main every protected file is named by an approval."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB901",
    name="not-approved",
    severity=Severity.WARNING,
    title="Nội dung trên nhánh chính phải được một lời phê duyệt nêu đích danh.",
    why="Hợp nhất bằng tay không cho biết ai đã xem nội dung nào, với vai trò gì.",
    mend="Người có thẩm quyền xem lại và phê duyệt bằng «bienban approve --despite COMMIT».",
    example=None,
    trail=reported_as("BB901"),
)
