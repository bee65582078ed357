"""References by every form of a name, and what may stand behind one that leads nowhere."""

import unicodedata
from datetime import date

import pytest
from register_cell import ORGANIZATION, UNREADABLE, minutes, paper, register

from bienban.documents.workspace import Unreadable
from bienban.register import canonical, paper_name, sitting_name, split_task
from bienban.vocabulary import Kind

NAME = "2026-02-05-thuong-ky"


@pytest.mark.parametrize(
    "ref", [NAME, f"{NAME}.md", f"2026/{NAME}", f"meetings/2026/{NAME}", f"meetings/2026/{NAME}.md"]
)
def test_minutes_are_found_by_id_and_path(ref):
    book = register(minutes(NAME))
    expected = None if ref.startswith("2026/") else book.sittings[0]
    assert book.sitting(ref) is expected


@pytest.mark.parametrize(
    "ref",
    [
        "2025-2027/01-QĐ-CB",
        unicodedata.normalize("NFD", "2025-2027/01-QĐ-CB"),
        "2025-2027/01-QD-CB.md",
        "resolutions/2025-2027/01-QD-CB",
    ],
)
def test_papers_are_found_by_id_and_path_whatever_the_d(ref):
    book = register(paper("2025-2027/01-QD-CB"))
    assert book.paper(ref) is book.papers[0]
    assert book.find(ref) is book.papers[0].document


@pytest.mark.parametrize(
    "ref", ["2026-02-06-thuong-ky", "2025-2027/02-NQ-CB", "", "/", "NQ", "../x"]
)
def test_what_does_not_exist_is_not_found(ref):
    book = register(minutes(NAME), paper())
    assert book.find(ref) is None
    assert not book.index.known(ref)


def test_a_second_sitting_of_a_day_has_its_own_name():
    book = register(minutes(NAME), minutes(f"{NAME}-2", gio="18:00-19:00"))
    assert [s.id for s in book.sittings] == [NAME, f"{NAME}-2"]
    assert book.sitting(f"{NAME}-2") is book.sittings[1]
    assert book.sittings[1].stated.nth == 2
    assert not book.sittings[1].misplaced


def test_a_misplaced_document_is_found_by_what_it_says_and_by_its_path():
    book = register(minutes(NAME, ngay="2026-02-06"), paper("2025-2027/01-NQ-CB", so="2"))
    for ref in (NAME, "2026-02-06-thuong-ky"):
        assert book.sitting(ref) is book.sittings[0]
    for ref in ("2025-2027/01-NQ-CB", "2025-2027/02-NQ-CB"):
        assert book.paper(ref) is book.papers[0]


def test_a_name_in_front_matter_wins_over_one_in_a_path():
    moved = {f"meetings/2026/{NAME}.md": minutes("2026-02-06-thuong-ky").popitem()[1]}
    proper = {f"meetings/2026/khac/{NAME}.md": minutes(NAME).popitem()[1]}
    assert register(moved, proper).sitting(NAME).day == date(2026, 2, 5)


def test_an_unreadable_file_exists_under_the_name_of_its_path():
    book = register({f"meetings/2026/{NAME}.md": UNREADABLE})
    assert isinstance(book.find(NAME), Unreadable)
    assert book.sitting(NAME) is None
    assert book.index.known(NAME)


def test_unreadable_files_elsewhere_are_no_documents():
    book = register({"meetings/huong-dan/2026-02.yml": UNREADABLE})
    assert book.find("2026-02") is None
    assert book.index.sitting_doubts == ()


@pytest.mark.parametrize(
    ("ref", "older"),
    [
        ("2025-12-31-thuong-ky", True),
        ("2026-01-01-thuong-ky", False),
        ("2025-2027/11-NQ-CB", True),
        ("2025-2027/12-NQ-CB", False),
        ("2025-2027/13-NQ-CB", False),
        ("2025-2027/04-KH-CB", True),
        ("2020-2025/99-NQ-CB", True),
        ("2030-2035/01-NQ-CB", False),
        ("nghị quyết cũ", False),
    ],
)
def test_what_is_older_than_the_records_is_accepted_as_text(ref, older):
    book = register(paper("2025-2027/12-NQ-CB"))
    assert book.before_records(ref) is older
    assert book.index.known(ref) is (older or ref == "2025-2027/12-NQ-CB")


def test_a_sequence_whose_term_began_with_the_records_is_not_older():
    head = ORGANIZATION.replace("2025-01-15, den", "2026-01-01, den")
    book = register(paper("2026-2027/03-NQ-CB"), head=head)
    assert not book.before_records("2026-2027/01-KH-CB")
    assert book.before_records("2026-2027/02-NQ-CB")


def test_without_the_start_of_records_nothing_is_said_of_a_reference():
    broken = ORGANIZATION.replace("so_tu: 2026-01-01", "so_tu: xưa")
    assert register(head=broken).index.known("2024-01-01-thuong-ky")
    assert register({"organization.yml": UNREADABLE}).index.known("2024-01-01-thuong-ky")


def test_a_file_without_a_name_could_be_any_of_its_sort():
    book = register({"meetings/2026/bien-ban.md": UNREADABLE})
    assert book.could_hold(NAME)
    assert book.could_hold_sitting(date(2026, 1, 1), date(2026, 1, 1), Kind.CHI_UY)
    assert not book.could_hold("2025-2027/01-NQ-CB")


def test_a_named_file_could_be_its_day_and_kind_only():
    book = register({f"meetings/2026/{NAME}.md": UNREADABLE})
    day = date(2026, 2, 5)
    assert book.could_hold_sitting(day, day)
    assert book.could_hold_sitting(day, day, Kind.CHI_UY, Kind.THUONG_KY)
    assert not book.could_hold_sitting(day, day, Kind.CHI_UY)
    assert not book.could_hold_sitting(date(2026, 2, 6), date(2026, 2, 28))


def test_a_whole_document_leaves_no_doubt():
    assert register(minutes(NAME), paper()).index.sitting_doubts == ()
    assert register(minutes(NAME), paper()).index.paper_doubts == ()


def test_help_names_the_nearest_that_exists():
    book = register(minutes(NAME), minutes("2024-02-05-thuong-ky"), paper("2025-2027/11-NQ-CB"))
    assert book.nearest("2026-02-06-thuong-ky") == NAME
    assert book.nearest("2025-2027/12-NQ-CB") == "2025-2027/11-NQ-CB"
    assert book.nearest("2025-02-05-thuong-ky") is None


def test_names_are_read_strictly():
    assert sitting_name("2026-02-30-thuong-ky") is None
    assert sitting_name("2026-02-05-tiec") is None
    assert sitting_name("2026-02-05-le-ket-nap-2").nth == 2
    assert paper_name("2025-2027/NQ-01-CB") is None
    assert paper_name("2025-2027/01-NQ-CB-VKS").symbol == "CB-VKS"
    assert canonical("resolutions/2025-2027/01-ĐA-CB.md") == "2025-2027/01-DA-CB"
    assert split_task("a/b/12") == ("a/b", 12)
    assert split_task("a/²") is None
