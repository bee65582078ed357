"""BB909: an approval is dated after what it approves."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB909",
    name="back-dated",
    severity=Severity.ERROR,
    title="Ngày phê duyệt phải sau các bước trước đó và từ ngày của văn bản trở đi.",
    why="Ngày lùi làm cho khóa hết hạn hay chức vụ đã thôi trông như còn hiệu lực.",
    mend=(
        "Chỉnh đồng hồ của máy và `ngay` của văn bản, rồi phê duyệt lại bằng «bienban approve "
        "--despite COMMIT»."
    ),
    example=None,
    trail=reported_as("BB909"),
)
