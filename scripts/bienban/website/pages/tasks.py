"""Tasks: what is overdue, what comes next, who has what, and the tables that documents show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bienban.dates import show_day
from bienban.register import TaskFacts
from bienban.register.states import Progress
from bienban.register.tasks import Report
from bienban.website.page import (
    Md,
    Page,
    blocks,
    bullets,
    heading,
    join,
    link,
    md,
    paragraph,
    section,
    strong,
    table,
)
from bienban.website.view import (
    TASKS,
    TASKS_BY_PERSON,
    TASKS_TITLE,
    View,
    capital,
    due_words,
)

MOST = 50
"""How many rows a page shows, so that it stays light."""
LEAST = 5
"""How many rows a list shows even where those before it take up the page."""
SOON = timedelta(days=30)

_BY_DEADLINE = ("Hạn", "Việc", "Người thực hiện", "Tình trạng", "Giao tại")
_OF_DOCUMENT = ("Số", "Việc", "Giao cho", "Hạn", "Cần đạt", "Tình trạng")


def pages(view: View) -> Iterator[Page]:
    """Yield the page by deadline and the page by person."""
    yield Page(TASKS, _by_deadline(view))
    yield Page(TASKS_BY_PERSON, _by_person(view))


def overdue(view: View) -> list[TaskFacts]:
    """Return the tasks that are open though their day has passed."""
    return [task for task in view.open_tasks if task.overdue_on(view.today)]


def deadline_table(view: View, here: str, tasks: Sequence[TaskFacts], most: int = MOST) -> str:
    """Return a list of tasks by deadline, the first `most` of them."""
    rows = table(_BY_DEADLINE, (_deadline_row(view, here, task) for task in tasks[:most]))
    more = f"… và {len(tasks) - most} việc nữa, xem ở trang của từng người."
    return f"{rows}\n\n{paragraph(more)}" if len(tasks) > most else rows


def _lists(view: View, lists: Iterable[tuple[str, Sequence[TaskFacts]]]) -> Iterator[str]:
    """Yield lists by deadline under their titles, as far as the page has room."""
    room = MOST
    for title, tasks in lists:
        most = max(room, LEAST)
        room -= min(most, len(tasks))
        yield section(title, deadline_table(view, TASKS, tasks, most))


def _deadline_row(view: View, here: str, task: TaskFacts) -> tuple[str, ...]:
    return (
        due_words(task),
        task.what,
        view.assignees(here, (*task.assignees, *task.helpers)),
        state_words(view, task),
        view.given_by(here, task),
    )


def state_words(view: View, task: TaskFacts) -> Md:
    """Return where a task stands today; that it is overdue stands out."""
    progress = task.progress_on(view.today)
    if progress is None:
        return md("Chưa rõ")
    words = capital(progress.label)
    return strong(words) if progress is Progress.QUA_HAN else md(words)


def document_section(
    view: View, here: str, tasks: Sequence[TaskFacts], title: str = TASKS_TITLE
) -> str:
    """Return the tasks that a document gives, each with what became of it."""
    rows = (_document_row(view, here, task) for task in tasks)
    return section(title, table(_OF_DOCUMENT, rows))


def _document_row(view: View, here: str, task: TaskFacts) -> tuple[str, ...]:
    people = view.assignees(here, task.assignees)
    if task.helpers:
        people = Md(f"{people}; phối hợp: {view.assignees(here, task.helpers)}")
    return (
        str(task.number),
        task.what,
        people,
        due_words(task),
        task.record.result or "",
        outcome(view, here, task),
    )


def outcome(view: View, here: str, task: TaskFacts) -> Md:
    """Return where a task stands and at which sitting that was heard."""
    words = state_words(view, task)
    last = task.closed_by or (task.reports[-1] if task.reports else None)
    if last is None:
        return words
    heard = link(here, last.sitting.path, show_day(last.day) if last.day else "kỳ họp")
    note = f": {md(last.note)}" if last.note else ""
    return Md(f"{words} (báo cáo ngày {heard}{note})")


def follow_up_section(view: View, here: str, reports: Sequence[Report]) -> str:
    """Return what a sitting heard of earlier tasks."""
    rows = (_report_row(view, here, report) for report in reports)
    titles = ("Việc", "Người thực hiện", "Hạn", "Kết quả báo cáo", "Giao tại")
    return section("Kết quả việc đã giao", table(titles, rows))


def _report_row(view: View, here: str, report: Report) -> tuple[str, ...]:
    state = capital(report.state.label) if report.state else ""
    heard = join([state, report.note], ": ") if report.note else md(state)
    task = report.task
    if not isinstance(task, TaskFacts):
        return ("", "", "", heard, f"{task.ref} ({task.why.label})")
    return (
        task.what,
        view.assignees(here, task.assignees),
        due_words(task),
        heard,
        view.given_by(here, task),
    )


def _by_deadline(view: View) -> str:
    tasks = view.open_tasks
    late = [task for task in tasks if task.overdue_on(view.today)]
    dated = [task for task in tasks if task.due and task not in late]
    soon = [task for task in dated if task.due and task.due <= view.today + SOON]
    later = [task for task in dated if task not in soon]
    rest = [task for task in tasks if not task.due]
    by_person = link(TASKS, TASKS_BY_PERSON, "Xem theo từng người")
    lists = (
        ("Quá hạn", late),
        ("Đến hạn trong 30 ngày tới", soon),
        ("Hạn xa hơn", later),
        ("Thường xuyên", rest),
    )
    return blocks(
        [
            heading(1, "Nhiệm vụ"),
            paragraph(Md(f"Tính đến ngày {show_day(view.today)}. {by_person}.")),
            *_lists(view, lists),
            "" if tasks else paragraph("Không có việc nào đang thực hiện."),
        ]
    )


def _by_person(view: View) -> str:
    here = TASKS_BY_PERSON
    by_deadline = link(here, TASKS, "Xem theo thời hạn")
    sections: list[str] = []
    others: list[Md] = []
    room = MOST
    for person in view.register.roster.people:
        tasks = view.open_tasks_of.get(person, ())
        if tasks and room >= len(tasks):
            sections.append(section(person.name, person_table(view, here, tasks)))
            room -= len(tasks)
        elif tasks:
            others.append(Md(f"{view.person(here, person)}: {len(tasks)} việc"))
    return blocks(
        [
            heading(1, "Nhiệm vụ theo người"),
            paragraph(Md(f"Việc chưa xong, tính đến ngày {show_day(view.today)}. {by_deadline}.")),
            *sections,
            section("Người khác", bullets(others[:MOST])) if others else "",
        ]
    )


def person_table(view: View, here: str, tasks: Iterable[TaskFacts]) -> str:
    """Return tasks of one person: no column for who."""
    rows = (
        (due_words(task), task.what, outcome(view, here, task), view.given_by(here, task))
        for task in tasks
    )
    return table(("Hạn", "Việc", "Tình trạng", "Giao tại"), rows)
