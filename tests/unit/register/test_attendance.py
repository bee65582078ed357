"""Who was at a sitting, and over whom its votes are counted."""

from fractions import Fraction

import pytest
from register_cell import member, members, minutes, register, role, vote

from bienban.register import Found, Guest, Presence, Unknown

EXEMPT = "mien_sinh_hoat: [{tu: 2026-01-01, den: 2026-12-31}]"
ELSEWHERE = "tam_vang: [{tu: 2026-01-01}]"
SUSPENDED = "dinh_chi: [{tu: 2026-01-01}]"
VISITING = "tam_den: [{tu: 2026-01-01}]"


def sitting(
    more: str = "", people: str = members(8), name: str = "2026-02-05-thuong-ky", **changed
):
    return register(minutes(name, more, **changed), people=people).sittings[0]


def mixed() -> str:
    return members(
        8,
        member("mien", "Bùi Miễn", EXEMPT),
        member("xa", "Bùi Xa", ELSEWHERE),
        member("chi", "Bùi Chỉ", SUSPENDED),
        member("den", "Bùi Đến", VISITING),
        member("du", "Bùi Dự", official=""),
    )


def test_an_unknown_name_leaves_attendance_unknown():
    assert sitting("vang:\n  Người Lạ: ốm\n").attendance is None
    assert sitting("mien_van_du:\n  - Người Lạ\n").attendance is None


def test_a_name_both_absent_and_come_leaves_attendance_unknown():
    more = "vang:\n  Bùi Miễn: ốm\nmien_van_du:\n  - Bùi Miễn\n"
    assert sitting(more, mixed()).attendance is None


@pytest.mark.parametrize(
    "changed", [{"ngay": "hôm qua"}, {"loai": "tiec"}, {"trang_thai": "du-kien"}]
)
def test_attendance_needs_day_kind_and_a_sitting_that_was_held(changed):
    assert sitting(**changed).attendance is None


def test_a_broken_roll_leaves_attendance_and_base_unknown():
    broken = sitting(people=members(8, member("a", "Lê A", "tam_vang: [{tu: hôm qua}]")))
    assert broken.attendance is None
    assert broken.base is None


def test_counts_make_up_the_roll():
    more = "vang:\n  Lê Văn Cường: ốm\n  m4: Không  lý do\n  m5:\n"
    counts = sitting(more, mixed()).attendance.counts
    assert (counts.total, counts.official, counts.probationary, counts.visiting) == (13, 11, 1, 1)
    assert (counts.exempt, counts.elsewhere, counts.suspended, counts.away) == (1, 1, 1, 3)
    assert (counts.present, counts.absent_with, counts.absent_without) == (7, 2, 1)
    assert counts.total == counts.present + counts.absent_with + counts.absent_without + counts.away


def test_the_excused_do_not_weigh_on_the_rate_unless_they_came():
    stayed = sitting("vang:\n  Lê Văn Cường: ốm\n", mixed()).attendance
    assert stayed.rate == Fraction(9, 10)
    came = sitting(
        "vang:\n  Lê Văn Cường: ốm\nmien_van_du: [Bùi Miễn, Bùi Xa]\n", mixed()
    ).attendance
    assert came.rate == Fraction(11, 12)


def test_an_exempt_member_listed_absent_is_still_not_expected():
    attendance = sitting("vang:\n  Bùi Miễn: điều trị\n", mixed()).attendance
    assert attendance.counts.absent_with == 0
    assert attendance.expected == 10


def test_presence_names_why_somebody_was_not_there():
    more = "vang:\n  Lê Văn Cường: ốm\n  m4: không lý do\n  m5:\n"
    held = sitting(more, mixed())
    person = held.register.roster.person
    shown = {ma: held.presence(person(ma)) for ma in ("an", "m3", "m4", "m5", "mien", "xa", "chi")}
    assert shown == {
        "an": Presence.CO_MAT,
        "m3": Presence.CO_LY_DO,
        "m4": Presence.KHONG_LY_DO,
        "m5": Presence.CHUA_RO,
        "mien": Presence.MIEN,
        "xa": Presence.NOI_KHAC,
        "chi": Presence.DINH_CHI,
    }


def test_the_roll_of_a_committee_sitting_is_the_committee():
    held = sitting(
        name="2026-02-03-chi-uy", people=members(8, member("u", "Bùi Ủy", role("chi-uy-vien")))
    )
    assert held.attendance.counts.total == 3
    outsider = sitting("vang:\n  Lê Văn Cường: ốm\n", name="2026-02-03-chi-uy")
    assert outsider.attendance is None


def test_those_who_can_vote_are_official_present_and_not_left_out():
    held = sitting("vang:\n  Lê Văn Cường: ốm\n" + vote(khong_bieu_quyet="[m4]"), mixed())
    voters = {standing.person.id for standing in held.votes[0].voters}
    assert voters == {"an", "binh", "m5", "m6", "m7", "m8"}


def test_an_exempt_member_who_came_votes_and_a_suspended_one_does_not():
    held = sitting("mien_van_du: [Bùi Miễn, Bùi Chỉ, Bùi Đến]\n" + vote(), mixed())
    assert held.attendance.counts.present == 12
    voters = {standing.person.id for standing in held.votes[0].voters}
    assert "mien" in voters
    assert not voters & {"chi", "den", "du"}


def test_an_unknown_name_among_those_not_voting_leaves_voters_unknown():
    assert sitting(vote(khong_bieu_quyet="[Người Lạ]")).votes[0].able is None


def test_the_base_takes_off_elsewhere_suspended_and_absent_exempt():
    base = sitting(people=mixed()).base
    assert base.size == 8
    assert base.words == (
        "11 đảng viên chính thức, trừ 1 tạm sinh hoạt nơi khác, 1 bị đình chỉ sinh hoạt, "
        "1 được miễn sinh hoạt vắng mặt, còn 8"
    )


def test_the_base_counts_an_exempt_member_who_came():
    assert sitting("mien_van_du: [Bùi Miễn]\n", mixed()).base.size == 9


def test_somebody_of_two_statuses_is_taken_off_once():
    base = sitting(people=members(8, member("a", "Lê A", EXEMPT, ELSEWHERE, SUSPENDED))).base
    assert (base.official, base.size) == (9, 8)


def test_the_base_does_not_depend_on_who_is_absent():
    assert sitting("vang:\n  Người Lạ: ốm\n").base.size == 8


def test_a_guest_is_found_beside_the_roll_but_not_in_place_of_it():
    held = sitting("khach_moi:\n  Hoàng Văn Em: Phó Bí thư Đảng ủy\n  Lê Văn Cường: khách\n")
    assert isinstance(held.find("hoàng văn em"), Guest)
    assert isinstance(held.find("Lê Văn Cường"), Found)
    assert isinstance(held.find("Người Lạ"), Unknown)


def test_with_broken_guests_an_unknown_name_is_doubtful():
    found = sitting("khach_moi: Hoàng Văn Em\n").find("Hoàng Văn Em")
    assert isinstance(found, Unknown)
    assert not found.sure
