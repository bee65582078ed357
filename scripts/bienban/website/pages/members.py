"""Members: the roll of today with roles and attendance, and a page for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bienban.register import Person
from bienban.register.states import Presence
from bienban.text import name_key
from bienban.vocabulary import Role
from bienban.website.page import (
    Md,
    Page,
    blocks,
    facts,
    heading,
    link,
    md,
    paragraph,
    section,
    table,
)
from bienban.website.pages import tasks
from bienban.website.view import (
    MEMBERS,
    View,
    capital,
    day_words,
    person_path,
    sitting_title,
)

MOST = 60
"""How many former members the roll lists."""
RECENT = 24
"""How many sittings and closed tasks the page of a person lists."""


def pages(view: View) -> Iterator[Page]:
    """Yield the roll and a page for each person."""
    yield Page(MEMBERS, _roll(view))
    for person in view.register.roster.people:
        if person in view.people:
            yield Page(person_path(person), _person(view, person), searchable=True)


def _roll(view: View) -> str:
    people = sorted(view.register.roster.people, key=lambda person: name_key(person.name))
    here = [person for person in people if person.standing(view.today)]
    ranked = sorted(here, key=lambda person: _rank(person, view.today))
    gone = sorted((person for person in people if person not in here), key=_left_on, reverse=True)
    titles = ("Họ và tên", "Chức vụ", "Tình trạng", f"Dự họp {view.today.year}", "Việc chưa xong")
    former = table(
        ("Họ và tên", "Rời chi bộ"), ((view.person(MEMBERS, p), _left(p)) for p in gone[:MOST])
    )
    return blocks(
        [
            heading(1, "Đảng viên"),
            table(titles, (_row(view, person) for person in ranked)),
            section("Không còn trong danh sách", former),
            paragraph(f"… và {len(gone) - MOST} người rời trước đó, tìm theo tên.")
            if len(gone) > MOST
            else "",
        ]
    )


def _left_on(person: Person) -> date:
    left = person.record.left
    return (left.day if left else None) or date.min


def _rank(person: Person, day: date) -> int:
    standing = person.standing(day)
    return list(Role).index(standing.role) if standing else len(Role)


def _row(view: View, person: Person) -> tuple[str, ...]:
    standing = person.standing(view.today)
    role = standing.role if standing else Role.DANG_VIEN
    counts = Counter(
        presence
        for sitting, presence in view.attended.get(person, ())
        if sitting.day and sitting.day.year == view.today.year
    )
    came = counts[Presence.CO_MAT]
    expected = (
        came + counts[Presence.CO_LY_DO] + counts[Presence.KHONG_LY_DO] + counts[Presence.CHUA_RO]
    )
    open_ = view.open_tasks_of.get(person, ())
    return (
        view.person(MEMBERS, person),
        role.label if role is not Role.DANG_VIEN else "",
        capital(standing.status.label) if standing else "",
        f"{came}/{expected}" if expected else "",
        str(len(open_) or ""),
    )


def _left(person: Person) -> str:
    left = person.record.left
    if left is None:
        return ""
    reason = left.reason.label if left.reason else ""
    return f"{day_words(left.day)}, {reason}" if reason else day_words(left.day)


def _person(view: View, person: Person) -> str:
    here = person_path(person)
    mine = sorted(
        (t for t in view.register.tasks.of(person) if t.what),
        key=lambda task: (task.due or date.max, task.id),
    )
    open_ = [task for task in mine if task.open_on(view.today) is not False]
    done = [task for task in mine if task not in open_][::-1]
    meetings = view.attended.get(person, ())[:RECENT]
    listed = table(
        ("Cuộc họp", "Có mặt"),
        (
            (view.sitting(here, sitting, sitting_title(sitting)), capital(presence.label))
            for sitting, presence in meetings
        ),
    )
    return blocks(
        [
            heading(1, person.name),
            paragraph(link(here, MEMBERS, "Danh sách đảng viên")),
            facts(_facts(view, person)),
            section("Việc đang làm", tasks.person_table(view, here, open_)),
            section("Việc đã xong", tasks.person_table(view, here, done[:RECENT])),
            section("Dự họp", listed),
        ]
    )


def _facts(view: View, person: Person) -> Iterator[tuple[str, str]]:
    standing, record = person.standing(view.today), person.record
    yield "Tình trạng", capital(standing.status.label) if standing else "Không còn trong danh sách"
    yield "Vào Đảng", day_words(record.joined)
    yield "Chính thức", day_words(record.official)
    yield "Chức vụ", Md("; ".join(md(_role(held)) for held in record.roles if held.role))
    yield "Miễn sinh hoạt", "; ".join(map(_period, record.exempt))
    yield "Tạm sinh hoạt nơi khác", "; ".join(map(_period, record.elsewhere))
    yield "Tạm đến chi bộ", "; ".join(map(_period, record.visiting))
    yield "Rời chi bộ", _left(person)


def _role(held: object) -> str:
    role = getattr(held, "role", None)
    return f"{role.label} {_period(held)}" if role else ""


def _period(period: object) -> str:
    start, end = getattr(period, "start", None), getattr(period, "end", None)
    until = f" đến {day_words(end)}" if end else ""
    return f"từ {day_words(start)}{until}"
