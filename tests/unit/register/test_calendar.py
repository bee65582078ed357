"""Months, quarters, and the sittings around a sitting."""

from datetime import date

import pytest
from register_cell import ORGANIZATION, UNREADABLE, minutes, register

from bienban.dates import Month, Quarter
from bienban.vocabulary import Audience, Kind

NO_START = ORGANIZATION.replace("so_tu: 2026-01-01\n", "")


def starting(day: str) -> str:
    return ORGANIZATION.replace("so_tu: 2026-01-01", f"so_tu: {day}")


def regular(*months: int) -> list[dict[str, str]]:
    return [minutes(f"2026-{month:02d}-05-thuong-ky") for month in months]


def gaps(*files, today: str = "2026-05-01", head: str = ORGANIZATION) -> list[tuple[str, str]]:
    book = register(*files, today=date.fromisoformat(today), head=head)
    return [(str(first), str(last)) for first, last in book.calendar.months_without]


def themes(*files, today: str = "2026-07-01", head: str = ORGANIZATION) -> list[str]:
    book = register(*files, today=date.fromisoformat(today), head=head)
    return [str(quarter) for quarter in book.calendar.quarters_without]


def test_runs_of_months_are_one_each():
    assert gaps(*regular(1, 4), today="2026-08-01") == [
        ("2026-02", "2026-03"),
        ("2026-05", "2026-07"),
    ]


def test_a_run_goes_over_the_end_of_a_year():
    assert gaps(*regular(1), today="2027-03-01") == [("2026-02", "2027-02")]


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-02-28", []), ("2026-03-01", [("2026-02",) * 2])]
)
def test_a_month_counts_only_when_it_is_over(today, expected):
    assert gaps(*regular(1), today=today) == expected


def test_a_month_that_so_tu_cuts_is_not_missing():
    assert gaps(today="2026-03-01", head=starting("2026-01-02")) == [("2026-02", "2026-02")]
    assert gaps(today="2026-03-01", head=starting("2026-01-01")) == [("2026-01", "2026-02")]


def test_without_so_tu_records_begin_with_the_first_regular_sitting():
    assert gaps(*regular(2, 4), head=NO_START) == [("2026-03", "2026-03")]
    assert gaps(head=NO_START) == []


def test_with_a_broken_so_tu_nothing_is_missing():
    assert gaps(head=starting("xưa")) == []


@pytest.mark.parametrize(
    "file",
    [
        minutes("2026-02-05-chuyen-de"),
        minutes("2026-02-05-chi-uy"),
        minutes("2026-02-05-thuong-ky", trang_thai="du-kien"),
    ],
)
def test_other_kinds_and_plans_do_not_stand_for_a_regular_sitting(file):
    assert gaps(*regular(1, 3, 4), file) == [("2026-02", "2026-02")]


@pytest.mark.parametrize(
    "file",
    [
        minutes("2026-02-05-bat-thuong", "gom: thuong-ky\n"),
        {"meetings/2026/2026-02-05-thuong-ky.md": UNREADABLE},
        {"meetings/2026/thang-hai.md": UNREADABLE},
        minutes("2026-02-05-thuong-ky", ngay="hôm qua"),
        minutes("2026-02-05-thuong-ky", ngay="2026-03-06"),
        minutes("2026-02-05-thuong-ky", loai="tiec"),
        minutes("2026-02-05-thuong-ky", loai="chuyen-de", chuyen_de="A"),
        minutes("2026-02-05-thuong-ky", trang_thai="chua"),
        minutes("2026-02-05-bat-thuong", "gom: tiec\n"),
    ],
)
def test_a_month_is_not_missing_where_a_file_is_or_may_be_its_sitting(file):
    assert gaps(*regular(1, 3, 4), file) == []


def test_an_unreadable_sitting_of_another_kind_does_not_help():
    file = {"meetings/2026/2026-02-03-chi-uy.md": UNREADABLE}
    assert gaps(*regular(1, 3, 4), file) == [("2026-02", "2026-02")]


def test_unreadable_guidance_is_no_sitting():
    file = {"meetings/huong-dan/2026-02.yml": UNREADABLE}
    assert gaps(*regular(1, 3, 4), file) == [("2026-02", "2026-02")]


def test_a_quarter_without_a_theme_is_missing_when_it_is_over():
    assert themes(*regular(1, 4)) == ["2026-Q1", "2026-Q2"]
    assert themes(*regular(1, 4), today="2026-06-30") == ["2026-Q1"]


def test_a_theme_on_a_regular_sitting_counts():
    assert (
        themes(
            minutes("2026-01-05-thuong-ky", chuyen_de="Nêu gương"), minutes("2026-04-05-chuyen-de")
        )
        == []
    )


def test_quy_moves_a_theme_to_its_quarter():
    assert themes(minutes("2026-04-02-chuyen-de", quy="2026-Q1")) == ["2026-Q2"]


def test_a_quarter_that_so_tu_cuts_is_not_missing():
    assert themes(head=starting("2026-02-01")) == ["2026-Q2"]


@pytest.mark.parametrize(
    "file",
    [
        {"meetings/2026/2026-02-10-chuyen-de.md": UNREADABLE},
        minutes("2026-02-10-chuyen-de", quy="quý một"),
        minutes("2026-02-10-thuong-ky", "chuyen_de:\n"),
    ],
)
def test_a_quarter_is_not_missing_where_a_file_may_be_its_theme(file):
    assert "2026-Q1" not in themes(file)


def committee(*files, name: str, head: str = ORGANIZATION):
    book = register(*files, head=head)
    found = book.calendar.committee_before(book.sitting(name))
    return None if found is None else [s.id for s in found]


FEB = "2026-02-05-thuong-ky"


def test_the_committee_meets_between_two_regular_sittings():
    assert committee(*regular(1, 2), name=FEB) == []
    assert committee(*regular(1, 2), minutes("2026-01-30-chi-uy"), name=FEB) == [
        "2026-01-30-chi-uy"
    ]
    assert committee(*regular(1, 2), minutes("2026-01-03-chi-uy"), name=FEB) == []


def test_the_committee_may_meet_on_the_morning_of_the_day():
    morning = minutes("2026-02-05-chi-uy", gio="08:00-09:00")
    evening = minutes("2026-02-05-chi-uy", gio="18:00-19:00")
    assert committee(*regular(1, 2), morning, name=FEB) == ["2026-02-05-chi-uy"]
    assert committee(*regular(1, 2), evening, name=FEB) == []


@pytest.mark.parametrize(("since", "expected"), [("2026-01-06", None), ("2026-01-05", [])])
def test_before_the_first_regular_sitting_31_days_count_unless_they_reach_behind_the_records(
    since, expected
):
    assert committee(*regular(2), name=FEB, head=starting(since)) == expected


def test_a_committee_sitting_31_days_before_the_first_regular_one_counts():
    at, before = minutes("2026-01-05-chi-uy"), minutes("2026-01-04-chi-uy")
    assert committee(*regular(2), at, name=FEB) == ["2026-01-05-chi-uy"]
    assert committee(*regular(2), before, name=FEB) == []


def test_an_unreadable_sitting_may_be_the_committees():
    file = {"meetings/2026/2026-01-30-chi-uy.md": UNREADABLE}
    assert committee(*regular(1, 2), file, name=FEB) is None


def test_the_previous_regular_sitting_is_the_last_before():
    book = register(*regular(1, 2), minutes("2026-02-05-bat-thuong", gio="18:00-19:00"))
    before = [s.previous_regular and s.previous_regular.id for s in book.sittings]
    assert before == [None, "2026-01-05-thuong-ky", "2026-02-05-thuong-ky"]


def guidance(month: str, day: str) -> dict[str, str]:
    text = f"thang: {month}\nso: 01-HD/BTG\nngay: {day}\nnoi_dung:\n  - A\n"
    return {f"meetings/huong-dan/{month}.yml": text}


@pytest.mark.parametrize(("day", "count"), [("2026-02-05", 1), ("2026-02-06", 0)])
def test_guidance_counts_where_it_was_received_in_time(day, count):
    book = register(*regular(2), guidance("2026-02", day), guidance("2026-03", "2026-02-01"))
    assert len(book.sittings[0].guidance) == count
    assert len(book.calendar.guidance_for(Month(2026, 2))) == 1


def test_last_and_next_sitting_leave_out_what_members_may_not_read():
    book = register(
        *regular(1),
        minutes("2026-02-03-chi-uy"),
        minutes("2026-03-03-chi-uy", trang_thai="du-kien"),
        minutes("2026-03-05-thuong-ky", trang_thai="du-kien"),
        today=date(2026, 3, 1),
    ).calendar
    assert book.last_for(Audience.DANG_VIEN).id == "2026-01-05-thuong-ky"
    assert book.next_for(Audience.DANG_VIEN).id == "2026-03-05-thuong-ky"
    assert book.last_for(Audience.CHI_UY).id == "2026-02-03-chi-uy"
    assert book.next_for(Audience.CHI_UY).id == "2026-03-03-chi-uy"


def test_sittings_are_kept_by_month_and_quarter():
    calendar = register(*regular(1, 2), minutes("2026-01-20-chuyen-de")).calendar
    assert [s.id for s in calendar.sittings_in(Month(2026, 1))] == [
        "2026-01-05-thuong-ky",
        "2026-01-20-chuyen-de",
    ]
    assert len(calendar.regular_in(Month(2026, 1))) == 1
    assert [s.kind for s in calendar.themes_in(Quarter(2026, 1))] == [Kind.CHUYEN_DE]
