"""Who is on the roll on a day, and whom a name means."""

import unicodedata
from datetime import date

import pytest
from register_cell import ORGANIZATION, UNREADABLE, member, members, register, role

from bienban.register import Ambiguous, Found, MemberStatus, Unknown
from bienban.vocabulary import Role

DAY = date(2026, 2, 5)


def names(roll) -> list[str]:
    return [standing.person.id for standing in roll]


def roster(*people: str):
    return register(people="".join(people)).roster


def test_somebody_is_gone_from_the_very_day_of_leaving():
    cell = roster(member("a", "Lê A", "roi_chi_bo: {ngay: 2026-02-05, ly_do: chuyen-sinh-hoat}"))
    assert names(cell.on(date(2026, 2, 4))) == ["a"]
    assert names(cell.on(DAY)) == []


def test_somebody_belongs_from_the_very_day_of_joining():
    joined = member("a", "Lê A", official="").replace("2010-01-01", "2026-02-05")
    cell = roster(joined)
    assert names(cell.on(date(2026, 2, 4))) == []
    assert [s.status for s in cell.on(DAY)] == [MemberStatus.DU_BI]


def test_periods_in_the_cell_count_both_their_days():
    cell = roster(member("a", "Lê A", "sinh_hoat: [{tu: 2026-02-05, den: 2026-03-01}]"))
    days = [date(2026, 2, 4), DAY, date(2026, 3, 1), date(2026, 3, 2)]
    assert [len(cell.on(day)) for day in days] == [0, 1, 1, 0]


def test_a_member_is_official_from_the_very_day():
    cell = roster(member("a", "Lê A", official="2026-02-05"))
    assert [s.official for s in cell.on(date(2026, 2, 4))] == [False]
    assert [s.official for s in cell.on(DAY)] == [True]


def test_a_visitor_is_on_the_roll_only_while_visiting():
    cell = roster(member("a", "Lê A", "tam_den: [{tu: 2026-02-05, den: 2026-02-28}]"))
    assert names(cell.on(date(2026, 2, 4))) == []
    assert [s.status for s in cell.on(DAY)] == [MemberStatus.TAM_DEN]
    assert names(cell.on(date(2026, 3, 1))) == []


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("mien_sinh_hoat", MemberStatus.MIEN),
        ("tam_vang", MemberStatus.NOI_KHAC),
        ("dinh_chi", MemberStatus.DINH_CHI),
    ],
)
def test_status_holds_on_the_days_of_its_period_only(key, status):
    cell = roster(member("a", "Lê A", f"{key}: [{{tu: 2026-02-05, den: 2026-02-05}}]"))
    days = (date(2026, 2, 4), DAY, date(2026, 2, 6))
    shown = [standing.status for day in days for standing in cell.on(day)]
    assert shown == [MemberStatus.CHINH_THUC, status, MemberStatus.CHINH_THUC]


def test_roles_are_those_of_the_day_and_end_with_leaving():
    cell = roster(
        member("a", "Lê A", role("bi-thu"), "roi_chi_bo: {ngay: 2026-02-05, ly_do: tu-tran}"),
        member("b", "Lê B", "chuc_vu: [{vai_tro: chi-uy-vien, tu: 2026-02-05}]"),
    )
    a, b = cell.people
    assert a.roles_on(date(2026, 2, 4)) == {Role.BI_THU}
    assert a.roles_on(DAY) == frozenset()
    assert b.roles_on(date(2026, 2, 4)) == {Role.DANG_VIEN}
    assert names(cell.committee(date(2026, 2, 4))) == ["a"]
    assert names(cell.committee(DAY)) == ["b"]


def test_a_name_is_found_whatever_the_place_of_its_tone_and_form():
    roll = register(people=members(8)).roster.on(DAY)
    for text in (
        "Ngô Thu Thủy",
        "Ngô Thu Thuỷ",
        unicodedata.normalize("NFD", "ngô thu  thủy"),
        "m4",
    ):
        found = roll.find(text)
        assert isinstance(found, Found), text
        assert found.person.id == "m4"
    assert isinstance(roll.find("Hoàng Hoà"), Found)


def test_an_unknown_name_has_the_nearest_as_help():
    found = register(people=members(8)).roster.find("Trần Thị Bìn", DAY)
    assert isinstance(found, Unknown)
    assert (found.nearest, found.sure, found.once) == ("Trần Thị Bình", True, None)


def test_another_tone_is_another_name():
    assert isinstance(register().roster.find("Trần Thị Bính", DAY), Unknown)


def test_somebody_gone_is_unknown_that_day_and_known_once():
    cell = roster(member("a", "Lê A", "roi_chi_bo: {ngay: 2026-02-05, ly_do: xin-ra}"))
    found = cell.find("Lê A", DAY)
    assert isinstance(found, Unknown)
    assert found.once is cell.person("a")
    assert isinstance(cell.find("Lê A", None), Found)


def test_a_shared_name_needs_ma_only_while_both_are_on_the_roll():
    cell = roster(
        member("a", "Lê Hòa"),
        member("b", "Lê Hoà", "roi_chi_bo: {ngay: 2026-02-05, ly_do: xin-ra}"),
    )
    assert isinstance(cell.find("Lê Hòa", date(2026, 2, 4)), Ambiguous)
    assert isinstance(cell.find("b", date(2026, 2, 4)), Found)
    alone = cell.find("Lê Hòa", DAY)
    assert isinstance(alone, Found)
    assert alone.person.id == "a"


def test_a_broken_name_makes_unknown_names_doubtful():
    cell = roster(member("a", "Lê A"), "  - ma: b\n    vao_dang: 2010-01-01\n")
    found = cell.find("Lê B", DAY)
    assert isinstance(found, Unknown)
    assert not found.sure
    assert not cell.on(DAY).sure


def test_a_broken_period_makes_the_roll_doubtful_but_not_the_name():
    cell = roster(member("a", "Lê A", "tam_vang: [{tu: hôm qua}]"), member("b", "Lê B"))
    assert not cell.on(DAY).sure
    assert cell.sure
    assert isinstance(cell.find("Lê A", DAY), Found)


def test_a_broken_day_of_joining_does_not_make_its_bearer_unknown():
    cell = roster(member("a", "Lê A").replace("2010-01-01", "xưa"))
    found = cell.find("Lê A", DAY)
    assert isinstance(found, Found)
    assert found.standing is None


def test_a_broken_role_makes_the_committee_doubtful_and_not_the_cell():
    cell = roster(member("a", "Lê A", "chuc_vu: [{vai_tro: truong-thon, tu: 2025-01-15}]"))
    assert cell.on(DAY).sure
    assert not cell.committee(DAY).sure


@pytest.mark.parametrize("head", ["", UNREADABLE])
def test_without_an_organization_nothing_is_sure(head):
    cell = register({"organization.yml": head}).roster
    found = cell.find("Lê A", DAY)
    assert isinstance(found, Unknown)
    assert not found.sure
    assert not cell.on(DAY).sure


def test_bodies_are_found_by_ma_and_name():
    cell = register(head=ORGANIZATION).roster
    assert cell.body("chi-doan") is cell.body("chi đoàn thanh niên") is not None
    assert cell.body("công đoàn") is None
