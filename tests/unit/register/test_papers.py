"""Numbers, terms, what is in force, and what replaced it."""

from datetime import date

import pytest
from register_cell import (
    ORGANIZATION,
    UNREADABLE,
    member,
    members,
    minutes,
    paper,
    register,
    task,
)

from bienban.register import PaperState
from bienban.vocabulary import Paper, Role

ONE, TWO, THREE = (f"2025-2027/0{n}-NQ-CB" for n in (1, 2, 3))
OLD = {"resolutions/2025-2027/02-NQ-CB.md": UNREADABLE}
TWO_TERMS = ORGANIZATION.replace(
    "  - {tu: 2025-01-15, den: 2027-06-30}\n",
    "  - {tu: 2020-01-15, den: 2025-01-15}\n  - {tu: 2025-01-15, den: 2027-06-30}\n",
)


def states(book, name: str, *days: str) -> list[PaperState | None]:
    return [book.paper(name).state_on(date.fromisoformat(day)) for day in days]


def test_a_paper_has_key_number_and_title():
    found = register(paper("2025-2027/05-QD-CB")).papers[0]
    assert (found.key.term, found.key.symbol, found.key.kind, found.key.number) == (
        "2025-2027",
        "CB",
        Paper.QD,
        5,
    )
    assert found.number_text == "05-QĐ/CB"
    assert found.title == "Quyết định số 05-QĐ/CB"
    assert not found.misplaced


def test_a_number_from_ten_on_has_no_zero():
    assert register(paper("2025-2027/10-NQ-CB")).papers[0].number_text == "10-NQ/CB"


@pytest.mark.parametrize(
    "changed", [{"so": "3"}, {"loai": "KL"}, {"ky_hieu": "ĐU"}, {"ngay": "2024-02-05"}, {"so": "x"}]
)
def test_a_paper_whose_path_says_otherwise_is_misplaced(changed):
    assert register(paper(ONE, **changed), head=TWO_TERMS).papers[0].misplaced


@pytest.mark.parametrize("changed", [{"so": "x"}, {"loai": "HD"}, {"ngay": "x"}, {"ky_hieu": "[]"}])
def test_a_broken_part_leaves_the_key_unknown(changed):
    assert register(paper(ONE, **changed)).papers[0].key is None


def test_on_the_day_two_terms_share_the_later_one_counts():
    book = register(paper(ONE, ngay="2025-01-15"), head=TWO_TERMS)
    assert book.papers[0].term.folder == "2025-2027"


def test_a_day_outside_every_term_gives_no_key():
    assert register(paper(ONE, ngay="2019-01-01")).papers[0].key is None


def test_a_paper_is_in_force_from_its_day_to_its_last_day():
    book = register(paper(ONE, het_hieu_luc="2026-12-31"))
    assert states(book, ONE, "2026-02-04", "2026-02-05", "2026-12-31", "2027-01-01") == [
        PaperState.CHUA,
        PaperState.HIEU_LUC,
        PaperState.HIEU_LUC,
        PaperState.HET,
    ]


def test_a_replaced_paper_ends_the_day_the_other_is_issued():
    book = register(paper(ONE), paper(TWO, ngay="2026-03-05", thay_the=ONE))
    assert states(book, ONE, "2026-03-04", "2026-03-05") == [
        PaperState.HIEU_LUC,
        PaperState.THAY_THE,
    ]
    assert book.paper(ONE).replaced_by == (book.paper(TWO),)
    assert book.paper(TWO).replaces[0].target is book.paper(ONE)
    assert book.paper(TWO).in_force_on(date(2026, 3, 5)) is True


def test_an_amended_paper_stays_in_force():
    book = register(paper(ONE), paper(TWO, ngay="2026-03-05", sua_doi=ONE))
    assert states(book, ONE, "2026-03-05") == [PaperState.SUA_DOI]
    assert book.paper(ONE).in_force_on(date(2026, 3, 5)) is True


def test_a_broken_last_day_leaves_force_unknown():
    assert states(register(paper(ONE, het_hieu_luc="x")), ONE, "2026-03-05") == [None]


def test_a_missing_target_is_a_link_without_one():
    link = register(paper(TWO, thay_the=f"[{THREE}]")).papers[0].replaces[0]
    assert (link.text, link.target, link.loc) == (THREE, None, ("thay_the", 0))


def test_a_paper_that_replaces_itself_is_a_cycle_of_one_and_stays_in_force():
    book = register(paper(ONE, thay_the=ONE))
    assert book.papers[0].cycle == (book.papers[0],)
    assert book.papers[0].replaced_by == ()


def test_a_cycle_names_its_papers_and_not_those_that_lead_to_it():
    book = register(paper(ONE, thay_the=TWO), paper(TWO, sua_doi=ONE), paper(THREE, thay_the=ONE))
    one, two, three = book.papers
    assert one.cycle == (one, two)
    assert two.cycle == (two, one)
    assert three.cycle == ()


def test_a_chain_is_no_cycle():
    book = register(paper(ONE), paper(TWO, thay_the=ONE), paper(THREE, thay_the=f"[{ONE}, {TWO}]"))
    assert [p.cycle for p in book.papers] == [(), (), ()]


def test_a_gap_is_named_from_the_lowest_recorded_number_on():
    series = register(paper("2025-2027/14-NQ-CB"), paper("2025-2027/17-NQ-CB")).numbering.series[0]
    assert (series.lowest, series.gaps, series.next) == (14, (15, 16), 18)
    assert series.repeats == ()


def test_each_kind_and_term_has_its_own_sequence():
    book = register(
        paper(ONE),
        paper("2025-2027/01-KL-CB"),
        paper("2020-2025/01-NQ-CB", ngay="2024-01-01"),
        head=TWO_TERMS,
    )
    assert [(s.term, s.kind) for s in book.numbering.series] == [
        ("2020-2025", Paper.NQ),
        ("2025-2027", Paper.KL),
        ("2025-2027", Paper.NQ),
    ]


def test_a_congress_has_one_sequence_for_all_kinds():
    book = register(
        paper("2025-2027/01-NQ-DH", ky_hieu="ĐH"),
        paper("2025-2027/01-BC-DH", ky_hieu="ĐH"),
        paper("2025-2027/03-TB-DH", ky_hieu="ĐH"),
    )
    (series,) = book.numbering.series
    assert (series.kind, series.gaps) == (None, (2,))
    assert [p.id for p in series.repeats[0]] == ["2025-2027/01-BC-DH", "2025-2027/01-NQ-DH"]
    assert not any(p.misplaced for p in book.papers)


def test_a_number_used_twice_is_a_repeat():
    book = register(paper(ONE), paper(TWO, so="1"))
    assert [p.id for p in book.numbering.of(book.papers[0]).repeats[0]] == [ONE, TWO]


def test_an_unreadable_paper_holds_the_number_of_its_path():
    book = register(paper(ONE), OLD, paper(THREE))
    assert book.numbering.series[0].gaps == ()


def test_a_misplaced_paper_holds_both_its_numbers():
    book = register(paper(ONE), paper(TWO, so="3"), paper("2025-2027/04-NQ-CB"))
    assert book.numbering.series[0].gaps == ()


def test_a_file_of_unknown_name_could_be_any_number():
    book = register(paper(ONE), paper(THREE), {"resolutions/2025-2027/nghi-quyet.md": UNREADABLE})
    series = book.numbering.series[0]
    assert (series.sure, series.gaps) == (False, ())
    assert book.could_hold_paper("2025-2027", "CB", Paper.KL)


def test_one_slip_of_the_pen_does_not_name_a_million_gaps():
    book = register(paper(ONE), paper("2025-2027/999999-NQ-CB"))
    assert book.numbering.series[0].gaps == (2,)


def test_the_signer_has_the_roles_of_the_day_of_the_paper():
    was = member("u", "Bùi Ủy", "chuc_vu: [{vai_tro: bi-thu, tu: 2025-01-15, den: 2026-02-04}]")
    book = register(paper(ONE, nguoi_ky="Bùi Ủy"), paper(TWO), people=members(8, was))
    assert [p.signer_roles for p in book.papers] == [{Role.DANG_VIEN}, {Role.BI_THU}]
    assert register(paper(ONE, nguoi_ky="Người Lạ")).papers[0].signer_roles is None


def test_how_a_paper_is_carried_out_is_gathered_over_sittings():
    said = f"thuc_hien:\n  - van_ban: {ONE}\n    nguoi: [m4]\n    ket_qua: Tốt\n"
    plan = "2025-2027/01-KH-CB"
    seen = f"ket_qua_giam_sat:\n  - ke_hoach: {plan}\n    dang_vien: m4\n    ket_qua: Đạt\n"
    book = register(
        paper(ONE),
        paper(plan),
        minutes("2026-04-05-thuong-ky", said),
        minutes("2026-03-05-thuong-ky", said + seen),
    )
    heard = book.paper(ONE).carried_out
    assert [facts.sitting.id for facts in heard] == ["2026-03-05-thuong-ky", "2026-04-05-thuong-ky"]
    assert heard[0].people[0].person.id == "m4"
    assert [facts.record.result for facts in book.paper(plan).oversight] == ["Đạt"]


def test_papers_and_tasks_hang_on_their_sitting():
    name = "2026-02-05-thuong-ky"
    book = register(
        minutes(name), paper(ONE, "nhiem_vu:\n" + task(), cuoc_hop=f"meetings/2026/{name}.md")
    )
    assert book.sitting(name).papers == book.papers
    assert book.papers[0].sitting is book.sitting(name)
