"""BB910: roll, keys and policy change by an approval under those before."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB910",
    name="self-made-policy",
    severity=Severity.ERROR,
    title="Danh bạ, khóa và quy định phê duyệt chỉ được đổi bằng phê duyệt theo danh bạ trước đó.",
    why="Một danh bạ tự trao quyền cho mình thì ai cũng tự phê duyệt được.",
    mend=(
        "Người có quyền theo danh bạ cũ (hoặc khóa khôi phục của cấp trên) phê duyệt lại "
        "organization.yml."
    ),
    example=None,
    trail=reported_as("BB910"),
)
