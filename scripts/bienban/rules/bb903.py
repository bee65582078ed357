"""BB903: who approves holds the role on that day, and says so truly."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB903",
    name="approver-without-role",
    severity=Severity.ERROR,
    title="Người phê duyệt phải giữ đúng chức vụ đã ghi vào ngày phê duyệt.",
    why=(
        "Chỉ người mà danh bạ trước đó trao vai trò mới được phê duyệt, và chỉ trong thời "
        "gian giữ chức vụ."
    ),
    mend=(
        "Người đang giữ chức vụ phê duyệt lại bằng «bienban approve --despite COMMIT»; kiểm "
        "tra `chuc_vu`."
    ),
    example=None,
    trail=reported_as("BB903"),
)
