"""BB906: protected content reaches main by a two-parent merge alone."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB906",
    name="unreviewed-commit",
    severity=Severity.ERROR,
    title="Nội dung phải vào nhánh chính bằng một lần hợp nhất hai bên.",
    why="Đẩy thẳng, gộp (squash) hay sửa ngay trong lần hợp nhất đều lọt qua người xem.",
    mend="Giữ nguyên lịch sử; người có thẩm quyền xem lại rồi «bienban approve --despite COMMIT».",
    example=None,
    trail=reported_as("BB906"),
)
