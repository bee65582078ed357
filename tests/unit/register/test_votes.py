"""Whether votes carried, by integers, and the words that say why."""

import pytest
from register_cell import member, members, minutes, paper, register, role, vote

from bienban.vocabulary import Discipline, Matter


def figures(yes: int, no: int = 0, other: int = 0) -> str:
    return f"tan_thanh: {yes}\n    khong_tan_thanh: {no}\n    y_kien_khac: {other}"


def one(text: str, people: str = members(8), name: str = "2026-02-05-thuong-ky", **changed):
    return register(minutes(name, text, **changed), people=people).sittings[0].votes[0]


@pytest.mark.parametrize(("yes", "carried"), [(4, False), (5, True), (8, True), (0, False)])
def test_exactly_half_does_not_carry_a_resolution(yes, carried):
    assert one(vote(figures(yes, 8 - yes))).carried is carried


@pytest.mark.parametrize(("yes", "carried"), [(5, False), (6, True)])
def test_exactly_two_thirds_carries_an_admission(yes, carried):
    cast = one(vote(figures(yes, 9 - yes), viec="de-nghi-ket-nap", doi_tuong="Hà Mới"), members(9))
    assert cast.carried is carried
    assert cast.needed == 6


def test_the_majority_is_of_the_base_and_not_of_those_present():
    absent = "vang:\n" + "".join(f"  m{n}: ốm\n" for n in range(3, 7))
    cast = one(absent + vote(figures(4)))
    assert cast.able == cast.cast == 4
    assert cast.carried is False


def test_the_formula_says_votes_base_and_what_was_needed():
    cast = one(vote(figures(7, 1)))
    assert cast.formula == "7/8 đảng viên chính thức tán thành; cần quá nửa (ít nhất 5)"
    assert cast.base.words == "8 đảng viên chính thức"
    admission = one(vote(figures(9), viec="de-nghi-ket-nap", doi_tuong="Hà Mới"), members(9))
    assert admission.formula.endswith("cần ít nhất hai phần ba (6)")


def test_a_committee_votes_over_the_committee():
    people = members(8, member("u", "Bùi Ủy", role("chi-uy-vien")))
    cast = one(vote(figures(2, 1), viec="khac"), people, "2026-02-03-chi-uy")
    assert (cast.able, cast.base.size, cast.carried) == (3, 3, True)
    assert cast.formula == "2/3 chi ủy viên tán thành; cần quá nửa (ít nhất 2)"


def test_nhat_tri_stands_for_all_three_figures():
    cast = one(vote("nhat_tri: 8"))
    assert (cast.in_favour, cast.against, cast.other, cast.cast) == (8, 0, 0, 8)


def test_a_vote_that_nobody_contested_is_carried_and_not_counted():
    cast = one("bieu_quyet:\n  - ve: Chương trình\n    thong_nhat: true\n")
    assert (cast.counted, cast.carried) == (False, True)
    assert cast.formula == "thống nhất, không đếm phiếu"


@pytest.mark.parametrize(
    "text",
    [
        vote("tan_thanh: tám\n    khong_tan_thanh: 0\n    y_kien_khac: 0"),
        vote(viec="tiec-tung"),
        vote(figures(8)).replace("viec: nghi-quyet", "viec: nghi-quyet\n    thong_nhat: true"),
    ],
)
def test_a_broken_value_leaves_the_outcome_unknown(text):
    cast = one(text)
    assert cast.carried is None
    assert cast.formula is None or not cast.counted


def test_a_broken_side_figure_leaves_the_sum_unknown_and_the_outcome_known():
    cast = one(vote("tan_thanh: 8\n    khong_tan_thanh: không\n    y_kien_khac: 0"))
    assert (cast.cast, cast.carried) == (None, True)


def test_without_a_day_nothing_of_a_vote_is_known():
    cast = one(vote(), ngay="hôm qua")
    assert (cast.able, cast.base, cast.carried, cast.formula) == (None, None, None, None)


def test_an_empty_base_carries_nothing():
    people = member("du", "Bùi Dự", official="")
    assert one(vote(figures(1)), people).carried is False


def ballot(**choices: int) -> str:
    listed = ", ".join(f"{form.replace('_', '-')}: {count}" for form, count in choices.items())
    return vote(f"lua_chon: {{{listed}}}", viec="ky-luat", doi_tuong="Lê Văn Cường")


def outcome(count: int = 13, **choices: int) -> Discipline:
    return one(ballot(**choices), members(count)).discipline.outcome


def test_no_form_with_a_majority_means_no_discipline():
    cast = one(ballot(khong_ky_luat=7, khien_trach=6), members(13))
    assert cast.discipline.outcome is Discipline.KHONG
    assert cast.carried is False


def test_votes_are_added_from_the_gravest_form_down():
    choices = {"khong_ky_luat": 3, "khien_trach": 6, "canh_cao": 4, "cach_chuc": 0, "khai_tru": 0}
    cast = one(ballot(**choices), members(13))
    assert [(s.form, s.added) for s in cast.discipline.steps] == [
        (Discipline.KHAI_TRU, 0),
        (Discipline.CACH_CHUC, 0),
        (Discipline.CANH_CAO, 4),
        (Discipline.KHIEN_TRACH, 10),
    ]
    assert cast.discipline.outcome is Discipline.KHIEN_TRACH
    assert cast.cast == cast.discipline.total == 13
    assert cast.carried is True
    assert "khiển trách 10/13, cần 7, đạt; kết quả: khiển trách" in cast.formula


def test_expulsion_needs_two_thirds_and_its_votes_fall_to_the_next_form():
    assert outcome(12, khai_tru=8, khong_ky_luat=4) is Discipline.KHAI_TRU
    assert outcome(12, khai_tru=7, khong_ky_luat=5) is Discipline.CACH_CHUC


def test_half_of_the_base_for_a_form_is_not_enough():
    assert outcome(12, canh_cao=6, khong_ky_luat=6) is Discipline.KHONG
    assert outcome(12, canh_cao=6, khien_trach=1, khong_ky_luat=5) is Discipline.KHIEN_TRACH


def test_a_broken_choice_leaves_the_ballot_unknown():
    cast = one(ballot(khien_trach=6).replace("6", "sáu"))
    assert (cast.discipline, cast.carried, cast.cast) == (None, None, None)


def test_a_vote_serves_the_paper_that_it_names():
    book = register(
        minutes(more=vote(figures(8), viec="khac", van_ban="2025-2027/01-KL-CB")),
        paper("2025-2027/01-KL-CB", cuoc_hop="2026-02-05-thuong-ky"),
    )
    assert book.papers[0].vote is book.sittings[0].votes[0]


def test_a_vote_without_a_paper_serves_the_only_resolution_of_its_sitting():
    held = minutes(more=vote(figures(8)))
    resolution = paper(cuoc_hop="2026-02-05-thuong-ky")
    conclusion = paper("2025-2027/01-KL-CB", cuoc_hop="2026-02-05-thuong-ky")
    book = register(held, resolution, conclusion)
    assert book.paper("2025-2027/01-NQ-CB").adopted is True
    assert book.paper("2025-2027/01-KL-CB").votes == ()


def test_a_vote_without_a_paper_serves_none_of_two_resolutions():
    held = minutes(more=vote(figures(8)))
    two = [paper(f"2025-2027/0{n}-NQ-CB", cuoc_hop="2026-02-05-thuong-ky") for n in (1, 2)]
    assert [p.adopted for p in register(held, *two).papers] == [False, False]


def test_a_vote_on_another_matter_serves_no_resolution_by_itself():
    held = minutes(more=vote(figures(8), viec="khac"))
    book = register(held, paper(cuoc_hop="2026-02-05-thuong-ky"))
    assert book.sittings[0].votes[0].matter is Matter.KHAC
    assert book.papers[0].adopted is False


def test_a_vote_that_failed_does_not_adopt():
    book = register(minutes(more=vote(figures(4, 4))), paper(cuoc_hop="2026-02-05-thuong-ky"))
    assert book.papers[0].adopted is False


def test_whether_a_paper_was_adopted_is_unknown_where_votes_are_broken():
    book = register(minutes(more="bieu_quyet: nhiều\n"), paper(cuoc_hop="2026-02-05-thuong-ky"))
    assert book.papers[0].adopted is None
