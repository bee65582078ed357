"""BB205: an item's conclusion names a task, vote, person, deadline or figure (seed 002)."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.organization import Body
from bienban.documents.proceedings import Item
from bienban.register import Register
from bienban.register.alone import Alone
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Measure, Rule
from bienban.rules.scope import sittings
from bienban.vocabulary import Subject

_SHOWN = 60


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each conclusion of stock phrases only, of an item that neither vote nor task serves.

    Tasks are written once, in front matter or a paper: the item on next month's tasks has
    them there.  Silent where names of the roll could not be read.
    """
    # Its lists of words take long to compile, and a run in which nothing changed asks for none.
    from bienban.rules.vague import is_vague

    bodies = tuple(body.name for body in _bodies(register) if body.name)
    for sitting in sittings(register, "BB205"):
        proceedings, roll = sitting.document.proceedings, sitting.cell_roll
        if proceedings is None or roll is None or not roll.sure:
            continue
        people = (*(s.person.name for s in roll), *sitting.record.guests, *_voted_on(sitting))
        for number, item in enumerate(proceedings.items, 1):
            conclusion = item.conclusion
            if conclusion is None or not conclusion.text or _served(sitting, item, number):
                continue
            if is_vague(conclusion.text, people, bodies):
                yield Finding.at(
                    sitting.document,
                    conclusion.heading.position,
                    f"kết luận mục «{item.heading.title}» phải nêu việc, người làm, thời hạn hoặc "
                    f"số liệu, nhưng là '{_cut(conclusion.text)}'",
                    "Ghi rõ chủ trì giao việc gì, cho ai, xong trước ngày nào, đạt bao nhiêu.",
                )


def _voted_on(sitting: Sitting) -> Iterator[str]:
    """Yield the people voted on: who is to be admitted is on no roll yet."""
    yield from (vote.record.person for vote in sitting.votes if vote.record.person)


def _bodies(register: Register) -> tuple[Body, ...]:
    return register.cell.bodies if register.cell else ()


def _served(sitting: Sitting, item: Item, number: int) -> bool:
    """Tell whether front matter says what the conclusion of this item leaves to it."""
    if item.shared:
        return bool(sitting.votes or sitting.tasks)
    if _broken(sitting):
        return True
    if any(vote.record.item == number for vote in sitting.votes):
        return True
    return _on_tasks(sitting, number) and bool(sitting.tasks)


def _on_tasks(sitting: Sitting, number: int) -> bool:
    """Tell whether the item is on the tasks to come, or may be."""
    agenda = sitting.record.agenda or ()
    groups = agenda[number - 1].groups or () if number <= len(agenda) else tuple(Subject)
    return Subject.THANG_TOI in groups


def _broken(sitting: Sitting) -> bool:
    """Tell whether it is unknown what front matter gives to which item."""
    broken = sitting.document.broken
    return any(broken(key) for key in ("chuong_trinh", "bieu_quyet", "nhiem_vu"))


def _stands(register: Register, finding: Finding) -> bool:
    """Tell whether no task in a paper of the sitting serves the item either."""
    sitting = register.sitting_at(finding.path)
    proceedings = sitting.document.proceedings if sitting else None
    if sitting is None or proceedings is None or not any(p.tasks for p in sitting.papers):
        return True
    return not any(
        item.shared or _on_tasks(sitting, number)
        for number, item in enumerate(proceedings.items, 1)
        if item.conclusion and item.conclusion.heading.position == finding.position
    )


def _cut(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rsplit(" ", 1)[0] + " …"


RULE = Rule(
    code="BB205",
    name="vague-conclusion",
    severity=Severity.WARNING,
    title="Kết luận từng nội dung phải cụ thể: việc, người, thời hạn hoặc số liệu.",
    why="Kết luận chung chung thì không ai biết mình phải làm gì, tháng sau không có gì để kiểm "
    "điểm, cấp trên không có gì để kiểm tra.",
    mend="Ghi rõ giao việc gì, cho đồng chí hoặc tổ chức nào, xong trước ngày nào, kết quả bao "
    "nhiêu; nếu đã biểu quyết thì ghi `muc` cho lần biểu quyết ấy.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="Đồng chí Nguyễn Văn An gặp riêng hai đảng viên còn băn khoăn trước ngày 15/02/2026.",
        bad="Các đồng chí tiếp tục phát huy kết quả đạt được, khắc phục hạn chế trong thời gian "
        "tới.",
    ),
    topic="conduct",
    cell=_check,
    stands=_stands,
    measure=Measure(
        "Quy tắc chỉ báo khi kết luận không nêu việc, biểu quyết, người, thời hạn, số liệu và chỉ "
        "gồm những câu khuôn sáo; còn nghi ngờ thì không báo.",
        total=68,
        bad=34,
        found=32,
        right=31,
    ),
)
