"""BB509: a paper that a vote or a report names is in the book, and a plan is a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule, Words
from bienban.rules.wording import joined, perhaps

_VOTES, _PLAN = "bieu_quyet", "ke_hoach"


def _check(register: Register) -> Iterator[Finding]:
    """Yield each reference of a vote, of `thuc_hien` or of `ket_qua_giam_sat` to no paper.

    For `ke_hoach` a paper of another kind is none either.
    """
    for sitting in register.sittings:
        for key, index, field, reference in _references(sitting):
            if reference is None:
                continue
            words = None
            if not _known(sitting, key, reference):
                words = _missing(register, reference)
            elif field == _PLAN:
                words = _no_plan(register, reference)
            if words:
                at = sitting.document.at(key, index, field)
                message = f"`{key}[{index + 1}].{field}` phải là {words.message}"
                yield Finding.at(sitting.document, at, message, words.help)


def _known(sitting: Sitting, key: str, reference: str) -> bool:
    """Tell whether the paper is there, or need not be.

    What a sitting inside the records has voted on is no older than they are.
    """
    register = sitting.register
    if register.paper(reference):
        return True
    since, day = register.calendar.since, sitting.day
    inside = day is not None and (since is None or day >= since)
    if key == _VOTES and inside and register.find(reference) is None:
        return register.could_hold(reference)
    return register.known_paper(reference)


def _missing(register: Register, reference: str) -> Words:
    return Words(
        f"một văn bản có trong sổ, nhưng là '{reference}'",
        joined(perhaps(register.nearest(reference)), "Ghi dạng 2025-2027/03-NQ-CB."),
    )


def _no_plan(register: Register, reference: str) -> Words | None:
    """Return what is wrong where the paper is surely of a kind that plans no inspection."""
    paper = register.paper(reference)
    if paper is None or paper.kind is None:
        return None
    papers = register.standards.on(paper.day or date.max).papers
    if paper.kind in papers.oversight_plans:
        return None
    wanted = " hoặc ".join(f"{papers.name(kind)} ({kind})" for kind in papers.oversight_plans)
    return Words(
        f"một {wanted}, nhưng '{reference}' là {paper.kind.label}",
        "Ghi kế hoạch kiểm tra, giám sát đã nêu tên đảng viên.",
    )


def _references(sitting: Sitting) -> Iterator[tuple[str, int, str, str | None]]:
    record = sitting.record
    for index, vote in enumerate(record.votes):
        yield _VOTES, index, "van_ban", vote.paper
    for index, report in enumerate(record.carried_out):
        yield "thuc_hien", index, "van_ban", report.paper
    for index, result in enumerate(record.oversight):
        yield "ket_qua_giam_sat", index, _PLAN, result.plan


RULE = Rule(
    code="BB509",
    name="missing-paper",
    severity=Severity.ERROR,
    title="Văn bản được nhắc tới trong biểu quyết và báo cáo phải có trong sổ, đúng thể loại.",
    why="Biểu quyết thông qua một nghị quyết không có trong sổ là nghị quyết bị thất lạc; kết quả "
    "giám sát không theo kế hoạch nào thì không ai đối chiếu được.",
    mend="Thêm văn bản, hoặc sửa mã cho đúng.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="  - van_ban: 2025-2027/01-NQ-CB\n",
        bad="  - van_ban: 2025-2027/02-NQ-CB\n",
    ),
    topic="papers",
    register=_check,
)
