"""BB904: nobody approves what they wrote."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB904",
    name="self-approval",
    severity=Severity.ERROR,
    title="Người phê duyệt phải là người khác với người soạn nội dung.",
    why="Hai người cùng chịu trách nhiệm: một người soạn, một người xem.",
    mend="Một người khác có vai trò phê duyệt lại nội dung này.",
    example=None,
    trail=reported_as("BB904"),
)
