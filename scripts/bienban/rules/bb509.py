"""BB509: a paper that a vote or a report names is in the book."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import joined, perhaps


def _check(register: Register) -> Iterator[Finding]:
    """Yield each reference of a vote, of `thuc_hien` or of `ket_qua_giam_sat` to no paper."""
    for sitting in register.sittings:
        for key, index, field, reference in _references(sitting):
            if reference is None or register.paper(reference) or register.known_paper(reference):
                continue
            yield Finding.at(
                sitting.document,
                sitting.document.at(key, index, field),
                f"`{key}[{index + 1}].{field}` phải là một văn bản có trong sổ, "
                f"nhưng là '{reference}'",
                joined(perhaps(register.nearest(reference)), "Ghi dạng 2025-2027/03-NQ-CB."),
            )


def _references(sitting: Sitting) -> Iterator[tuple[str, int, str, str | None]]:
    record = sitting.record
    for index, vote in enumerate(record.votes):
        yield "bieu_quyet", index, "van_ban", vote.paper
    for index, report in enumerate(record.carried_out):
        yield "thuc_hien", index, "van_ban", report.paper
    for index, result in enumerate(record.oversight):
        yield "ket_qua_giam_sat", index, "ke_hoach", result.plan


RULE = Rule(
    code="BB509",
    name="missing-paper",
    severity=Severity.ERROR,
    title="Văn bản được nhắc tới trong biểu quyết và báo cáo phải có trong sổ.",
    why="Biểu quyết thông qua một nghị quyết không có trong sổ là nghị quyết bị thất lạc.",
    mend="Thêm văn bản, hoặc sửa mã cho đúng.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="  - van_ban: 2025-2027/01-NQ-CB\n",
        bad="  - van_ban: 2025-2027/02-NQ-CB\n",
    ),
    topic="papers",
    register=_check,
)
