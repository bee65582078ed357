"""BB905: an approval is signed with a key that was its owner's on that day."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB905",
    name="bad-signature",
    severity=Severity.ERROR,
    title="Phê duyệt phải có chữ ký bằng khóa còn hiệu lực của người phê duyệt.",
    why="Tên trong Git ai cũng ghi được; chỉ chữ ký chứng minh người phê duyệt.",
    mend=(
        "Ký lại bằng khóa ghi trong organization.yml; khóa mới phải được phê duyệt vào danh "
        "bạ trước."
    ),
    example=None,
    trail=reported_as("BB905"),
)
