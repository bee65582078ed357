"""Who is elected by the counts, and whether ratings add up."""

import pytest
from register_cell import member, members, minutes, register

from bienban.register import Found


def election(votes: dict[str, int], seats: int = 2, valid: int = 12, more: str = ""):
    stood = ", ".join(f"{name}: {count}" for name, count in votes.items())
    text = (
        f"bau_cu:\n  - chuc_danh: chi-uy\n    lay: {seats}\n"
        f"    phieu: {{phat_ra: {valid}, thu_ve: {valid}, hop_le: {valid}}}\n"
        f"    ung_cu: {{{stood}}}\n    trung_cu: [{next(iter(votes))}]\n"
    )
    return register(minutes(more=text), people=members(12, more)).sittings[0].elections[0]


def test_exactly_half_of_the_base_does_not_elect():
    held = election({"an": 7, "m3": 6})
    assert held.elected == ("an",)
    assert held.formula(held.candidates[0]) == (
        "7/12 đảng viên chính thức; cần quá nửa (ít nhất 7)"
    )


def test_the_most_votes_win_the_seats():
    held = election({"m3": 8, "an": 11, "m4": 9, "m5": 3})
    assert held.elected == ("an", "m4")
    assert [c.name for c in held.passed] == ["an", "m4", "m3"]
    assert all(isinstance(c.lookup, Found) for c in held.candidates)


def test_a_tie_at_the_last_seat_elects_none_of_the_tied():
    held = election({"an": 11, "m3": 8, "m4": 8})
    assert held.elected == ("an",)
    assert [c.name for c in held.tied] == ["m3", "m4"]


def test_a_tie_above_the_last_seat_elects_both():
    held = election({"an": 8, "m3": 8, "m4": 7})
    assert held.elected == ("an", "m3")
    assert held.tied == ()


def test_the_sum_of_votes_stands_beside_the_most_there_can_be():
    held = election({"an": 12, "m3": 12, "m4": 1})
    assert (held.votes_total, held.most_votes) == (25, 24)


@pytest.mark.parametrize(
    ("official", "barred"),
    [("", ["moi"]), ("2026-02-06", ["moi"]), ("2026-02-05", []), ("hôm qua", [])],
)
def test_who_is_surely_on_probation_that_day_may_not_stand(official, barred):
    held = election({"an": 9, "moi": 8}, more=member("moi", "Mai Thị Mới", official=official))
    assert [candidate.name for candidate in held.barred] == barred


def test_of_names_that_mean_nobody_none_is_barred():
    assert election({"an": 9, "nobody": 8}).barred == ()


@pytest.mark.parametrize("broken", ["chín", "-1"])
def test_a_broken_count_leaves_the_elected_unknown(broken):
    held = election({"an": broken, "m3": 8})
    assert (held.candidates, held.elected, held.votes_total) == (None, None, None)


def rating(votes: str, grades: str = "[xuat-sac, tot, hoan-thanh, khong-hoan-thanh]"):
    text = (
        "xep_loai:\n  phieu: {phat_ra: 8, thu_ve: 8, hop_le: 8}\n"
        f"  muc: {grades}\n  dang_vien:\n    Lê Văn Cường: {{so_phieu: {votes}, xep: tot}}\n"
    )
    return register(minutes("2026-12-05-kiem-diem", text)).sittings[0].ratings.members[0]


@pytest.mark.parametrize(
    ("votes", "total", "adds_up"),
    [("[1, 6, 0, 0]", 7, False), ("[1, 7, 0, 0]", 8, True), ("[1, 7, 1, 0]", 9, False)],
)
def test_ratings_add_up_to_the_valid_ballots(votes, total, adds_up):
    row = rating(votes)
    assert (row.total, row.adds_up) == (total, adds_up)


@pytest.mark.parametrize("votes", ["[1, 7]", "[1, bảy, 0, 0]"])
def test_ratings_that_do_not_pair_with_the_grades_are_unknown(votes):
    row = rating(votes)
    assert (row.by_grade, row.total, row.adds_up) == (None, None, None)
