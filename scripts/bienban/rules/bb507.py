"""BB507: the cell looks at how a paper with open tasks is carried out (seed 004)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.papers import PaperFacts
from bienban.rules.model import Example, Finding, Rule


def _check(register: Register) -> Iterator[Finding]:
    """Yield each NQ, KH, CTr long in force, with open tasks, that no sitting ever heard of.

    Kinds and months are those of the day of judgement: the question is what the cell owes today.
    """
    today = register.today
    standards = register.standards.on(today)
    months = standards.conduct.inspection_after_months
    for paper in register.papers:
        if paper.kind not in standards.papers.inspected or paper.day is None or paper.carried_out:
            continue
        if _after(paper.day, months) <= today and _alive(paper, today):
            open_tasks = sum(task.open_on(today) is True for task in paper.tasks)
            yield Finding.at(
                paper.document,
                paper.document.at("ngay"),
                f"{paper.title} phải được kiểm điểm việc thực hiện trong {months} tháng, nhưng từ "
                f"{show_day(paper.day)} chưa kỳ họp nào ghi, còn {open_tasks} nhiệm vụ chưa xong",
                "Nghe báo cáo ở kỳ họp tới và ghi vào `thuc_hien` của biên bản.",
            )


def _alive(paper: PaperFacts, today: date) -> bool:
    """Tell whether the paper is surely in force, and a task of it surely open."""
    if paper.in_force_on(today) is not True:
        return False
    return any(task.open_on(today) is True for task in paper.tasks)


def _after(day: date, months: int) -> date:
    """Return the day `months` later: the same day of the month, or its last."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    return date(day.year + year, month + 1, day.day)


RULE = Rule(
    code="BB507",
    name="not-inspected",
    severity=Severity.WARNING,
    title="Nghị quyết, kế hoạch, chương trình phải được kiểm điểm việc thực hiện.",
    why="Ban hành rồi không kiểm tra thì nghị quyết nằm trên giấy.",
    mend="Đưa việc kiểm điểm thực hiện vào kỳ họp tới, ghi kết quả ở `thuc_hien`.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="  - van_ban: 2025-2027/01-KH-CB\n    ket_qua: Đã giám sát một đảng viên\n",
        bad="",
        case="example",
        note="Kế hoạch đã có hiệu lực hơn sáu tháng, còn nhiệm vụ chưa xong.",
    ),
    topic="conduct",
    figures=(("inspection_after_months", "Số tháng có hiệu lực"),),
    register=_check,
)
