"""The life of tasks: given once, followed at sittings, open, closed, overdue or unknown."""

from datetime import date

import pytest
from register_cell import (
    ORGANIZATION,
    UNREADABLE,
    heard,
    member,
    members,
    minutes,
    paper,
    register,
    task,
)

from bienban.register import NoTask, NoTaskReason, Progress, Unknown
from bienban.vocabulary import Audience, TaskState

JAN, FEB, MAR, APR = (f"2026-0{n}-05-thuong-ky" for n in range(1, 5))
REF = f"{JAN}/1"


def given(due: str | None = "2026-01-20", *more: str) -> dict[str, str]:
    return minutes(JAN, "nhiem_vu:\n" + task(due) + "".join(more))


def follow(name: str, *items: str) -> dict[str, str]:
    return minutes(name, "theo_doi:\n" + "".join(items))


def only(*files):
    return register(*files).tasks.get(REF)


def due_at(book, name: str) -> list[str]:
    return [t.id for t in book.tasks.due_at(book.sitting(name))]


def test_a_task_is_numbered_in_its_document():
    book = register(
        minutes(JAN, "nhiem_vu:\n" + task() + task(None)), paper(more="nhiem_vu:\n" + task())
    )
    assert [t.id for t in book.tasks] == [f"{JAN}/1", f"{JAN}/2", "2025-2027/01-NQ-CB/1"]


def test_a_broken_task_keeps_the_numbers_of_those_after_it():
    book = register(minutes(JAN, "nhiem_vu:\n  - chỉ là chữ\n" + task(what="Việc hai")))
    assert book.tasks.get(f"{JAN}/2").what == "Việc hai"


@pytest.mark.parametrize(
    "ref",
    [
        "2025-2027/01-QĐ-CB/1",
        "2025-2027/01-QD-CB/1",
        "resolutions/2025-2027/01-QD-CB/1",
        "resolutions/2025-2027/01-QD-CB.md/1",
    ],
)
def test_a_task_is_found_by_id_and_by_path(ref):
    book = register(paper("2025-2027/01-QD-CB", "nhiem_vu:\n" + task()))
    assert book.tasks.get(ref) is book.papers[0].tasks[0]


def test_a_task_is_open_and_overdue_the_day_after_it_was_due():
    found = only(given())
    assert found.overdue_on(date(2026, 1, 20)) is False
    assert found.overdue_on(date(2026, 1, 21)) is True
    assert found.progress_on(date(2026, 1, 20)) is Progress.MOI_GIAO
    assert found.progress_on(date(2026, 1, 21)) is Progress.QUA_HAN


def test_the_last_report_gives_the_state():
    found = only(
        given("2026-05-01"), follow(FEB, heard(REF, "dang-thuc-hien")), follow(MAR, heard(REF))
    )
    days = (date(2026, 2, 4), date(2026, 2, 5), date(2026, 3, 5))
    assert [found.state_on(day) for day in days] == [
        None,
        TaskState.DANG_THUC_HIEN,
        TaskState.HOAN_THANH,
    ]
    assert [found.open_on(day) for day in days] == [True, True, False]
    assert found.closed_by.sitting.id == MAR
    assert found.mentioned_at(found.register.sitting(FEB)).state is TaskState.DANG_THUC_HIEN
    assert found.mentioned_at(found.register.sitting(JAN)) is None


@pytest.mark.parametrize("state", ["hoan-thanh", "thoi-thuc-hien"])
def test_a_report_after_closing_is_marked_and_does_not_reopen(state):
    found = only(given(), follow(FEB, heard(REF, state)), follow(MAR, heard(REF, "dang-thuc-hien")))
    assert [report.after_closing for report in found.reports] == [False, True]
    assert found.open_on(date(2026, 4, 1)) is False
    assert found.overdue_on(date(2026, 4, 1)) is False


def test_a_second_report_of_the_sitting_that_closed_it_is_after_closing():
    found = only(given(), follow(FEB, heard(REF), heard(REF)))
    assert [report.after_closing for report in found.reports] == [False, True]


def test_sittings_of_one_day_are_heard_in_their_order():
    morning = minutes(f"{FEB}-2", "theo_doi:\n" + heard(REF, "dang-thuc-hien"), gio="18:00-19:00")
    found = only(given(), morning, follow(FEB, heard(REF, "cham-tien-do")))
    assert [report.sitting.id for report in found.reports] == [FEB, f"{FEB}-2"]
    assert found.state_on(date(2026, 2, 5)) is TaskState.DANG_THUC_HIEN


def test_a_due_task_is_awaited_until_it_is_closed():
    book = register(
        given(),
        minutes(FEB),
        follow(MAR, heard(REF)),
        minutes(APR),
        minutes("2026-05-05-thuong-ky"),
    )
    assert [due_at(book, name) for name in (JAN, FEB, MAR, APR)] == [[], [REF], [REF], []]


@pytest.mark.parametrize(("due", "expected"), [("2026-02-04", [REF]), ("2026-02-05", [])])
def test_a_task_due_on_the_day_of_the_sitting_is_not_awaited_yet(due, expected):
    assert due_at(register(given(due), minutes(FEB)), FEB) == expected


@pytest.mark.parametrize("due", ["thuong-xuyen", None, "hôm qua", "2025-12-01"])
def test_nothing_is_awaited_without_a_day_that_can_be_relied_on(due):
    book = register(given(due), minutes(FEB))
    assert due_at(book, FEB) == []
    assert not book.tasks.get(REF).overdue_on(date(2026, 3, 1))


def test_a_standing_task_is_never_overdue_and_can_be_stopped():
    found = only(given("thuong-xuyen"), follow(FEB, heard(REF, "thoi-thuc-hien")))
    assert found.standing
    assert found.overdue_on(date(2026, 2, 4)) is False
    assert found.progress_on(date(2026, 2, 4)) is Progress.THUONG_XUYEN
    assert found.progress_on(date(2026, 2, 5)) is Progress.THOI


def test_tasks_of_the_committee_are_not_awaited_by_the_cell():
    name = "2026-01-03-chi-uy"
    book = register(minutes(name, "nhiem_vu:\n" + task("2026-01-04")), minutes(JAN))
    assert book.tasks.get(f"{name}/1").body is Audience.CHI_UY
    assert due_at(book, JAN) == []


def test_tasks_of_the_committee_are_awaited_by_the_committee():
    given_there = minutes("2026-01-03-chi-uy", "nhiem_vu:\n" + task("2026-01-04"))
    book = register(given_there, given("2026-01-20"), minutes("2026-02-03-chi-uy"))
    assert due_at(book, "2026-02-03-chi-uy") == ["2026-01-03-chi-uy/1"]


@pytest.mark.parametrize(
    "changed",
    [
        {"thay_mat": "chi-uy"},
        {"pham_vi": "chi-uy"},
        {"cuoc_hop": "2026-01-03-chi-uy"},
    ],
)
def test_a_paper_of_the_committee_gives_tasks_of_the_committee(changed):
    book = register(minutes("2026-01-03-chi-uy"), paper(more="nhiem_vu:\n" + task(), **changed))
    assert book.papers[0].tasks[0].body is Audience.CHI_UY


def test_an_unreadable_sitting_may_have_heard_of_any_task():
    between = {"meetings/2026/2026-02-05-thuong-ky.md": UNREADABLE}
    book = register(given(), between, minutes(MAR))
    assert due_at(book, MAR) == []
    assert book.tasks.get(REF).open_on(date(2026, 2, 4)) is True
    assert book.tasks.get(REF).open_on(date(2026, 3, 5)) is None
    assert book.tasks.get(REF).progress_on(date(2026, 3, 5)) is None


def test_an_unreadable_sitting_before_the_last_report_does_not_matter():
    between = {"meetings/2026/2026-02-05-thuong-ky.md": UNREADABLE}
    book = register(given(), between, follow(MAR, heard(REF, "dang-thuc-hien")), minutes(APR))
    assert due_at(book, APR) == [REF]


@pytest.mark.parametrize(
    "item", ["  - trang_thai: hoan-thanh\n", heard(f"{JAN}/99"), heard("gì đó")]
)
def test_a_report_that_leads_nowhere_may_mean_any_task(item):
    book = register(given(), follow(FEB, item), minutes(MAR))
    assert not book.sitting(FEB).reports_sure
    assert book.sitting(MAR).reports_sure
    assert due_at(book, FEB) == [REF]
    assert due_at(book, MAR) == []


def test_a_broken_state_leaves_that_task_unknown_and_others_known():
    other = f"{JAN}/2"
    book = register(
        given("2026-01-20", task("2026-01-21")), follow(FEB, heard(REF, "xong")), minutes(MAR)
    )
    assert book.sitting(FEB).reports_sure
    assert due_at(book, MAR) == [other]
    assert book.tasks.get(REF).open_on(date(2026, 2, 6)) is None


def test_a_planned_sitting_has_heard_nothing():
    book = register(given(), minutes(FEB, "theo_doi:\n" + heard(REF), trang_thai="du-kien"))
    assert book.tasks.get(REF).reports == ()


def why(ref: str, *files) -> NoTaskReason:
    found = register(*files).tasks.resolve(ref)
    assert isinstance(found, NoTask)
    return found.why


def test_references_that_lead_to_no_task_say_why():
    assert why(f"{JAN}/2", given()) is NoTaskReason.UNKNOWN
    assert why("2025-12-04-thuong-ky/2", given()) is NoTaskReason.BEFORE_RECORDS
    assert why("2026-01-06-thuong-ky/2", given()) is NoTaskReason.UNKNOWN
    assert why(JAN, given()) is NoTaskReason.UNKNOWN
    assert why(f"{JAN}/0", given()) is NoTaskReason.UNKNOWN
    assert why(f"{JAN}/1", {f"meetings/2026/{JAN}.md": UNREADABLE}) is NoTaskReason.UNREADABLE
    assert why(f"{JAN}/1", minutes(JAN, "nhiem_vu: việc\n")) is NoTaskReason.UNREADABLE


def test_papers_below_the_lowest_recorded_number_are_older_than_the_records():
    recorded = paper("2025-2027/14-NQ-CB")
    assert why("2025-2027/12-NQ-CB/1", recorded) is NoTaskReason.BEFORE_RECORDS
    assert why("2025-2027/15-NQ-CB/1", recorded) is NoTaskReason.UNKNOWN
    assert why("2020-2025/40-NQ-CB/1", recorded) is NoTaskReason.BEFORE_RECORDS
    assert why("2027-2029/01-NQ-CB/1", recorded) is NoTaskReason.UNKNOWN


def test_a_task_names_people_and_bodies():
    text = "nhiem_vu:\n  - viec: A\n    giao_cho: [chi-doan]\n    phoi_hop: [m4, Người Lạ]\n"
    book = register(minutes(JAN, text))
    found = book.tasks.get(REF)
    assert found.assignees[0].body.name == "Chi đoàn Thanh niên"
    assert not found.has_member
    assert [assignee.known for assignee in found.helpers] == [True, False]
    assert book.tasks.of(book.roster.person("m4")) == (found,)


def test_with_broken_bodies_an_unknown_name_is_doubtful():
    head = ORGANIZATION.replace(
        "  - ma: chi-doan\n    ten: Chi đoàn Thanh niên\n", "  - ma: Không Được\n    ten: A\n"
    )
    book = register(minutes(JAN, "nhiem_vu:\n" + task(who="chi-doan")), head=head)
    lookup = book.tasks.get(REF).assignees[0].lookup
    assert isinstance(lookup, Unknown)
    assert not lookup.sure


def test_assignees_are_those_of_the_day_the_task_was_given():
    gone = member("g", "Bùi Giã", "roi_chi_bo: {ngay: 2026-02-05, ly_do: xin-ra}")
    book = register(
        given(), minutes(FEB, "nhiem_vu:\n" + task(who="Bùi Giã")), people=members(8, gone)
    )
    assert not book.tasks.get(f"{FEB}/1").assignees[0].known


def test_given_gathers_the_tasks_of_a_sitting_and_its_papers():
    book = register(given(), paper(more="nhiem_vu:\n" + task(), cuoc_hop=JAN))
    assert [t.id for t in book.sitting(JAN).given] == [REF, "2025-2027/01-NQ-CB/1"]
    assert book.papers[0].tasks[0].sitting is book.sitting(JAN)
