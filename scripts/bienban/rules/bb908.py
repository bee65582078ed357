"""BB908: an approved document leaves the book by an approved removal alone."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.rules.model import Rule
from bienban.rules.trailed import reported_as

RULE = Rule(
    code="BB908",
    name="removed-document",
    severity=Severity.ERROR,
    title="Văn bản chỉ được đưa ra khỏi sổ, đổi tên bằng một lần phê duyệt.",
    why="Biên bản mất đi không được ai đồng ý là sổ không còn đầy đủ.",
    mend="Đưa văn bản trở lại, hoặc phê duyệt việc bỏ bằng «bienban approve --despite COMMIT».",
    example=None,
    trail=reported_as("BB908"),
)
