"""The pages of the sample cell as Markdown: what each tells, and what it must not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bienban.checking import check_workspace
from bienban.register import Register
from bienban.trail.verdicts import Note, Status, Verdict
from bienban.vocabulary import Audience
from bienban.website.body import resolver, workspace_path
from bienban.website.loading import register_for
from bienban.website.site import NAVIGATION, SitePages, make_site
from bienban.website.view import View

ROOT = Path(__file__).resolve().parents[3]
JANUARY = "meetings/2026/2026-01-05-thuong-ky.md"
RESOLUTION = "resolutions/2025-2027/14-NQ-CB.md"
DISCIPLINE = "meetings/2026/2026-04-17-bat-thuong.md"


@pytest.fixture(scope="module")
def register() -> Register:
    return check_workspace(ROOT, day=date(2026, 11, 21)).register


@pytest.fixture(scope="module")
def members(register: Register) -> SitePages:
    return make_site(register_for(register, Audience.DANG_VIEN), Audience.DANG_VIEN)


def text(site: SitePages, path: str) -> str:
    return next(page.markdown for page in site.pages if page.path == path)


def test_every_entry_of_the_navigation_has_a_page(members: SitePages) -> None:
    paths = {page.path for page in members.pages}
    assert {path for _, path in NAVIGATION} <= paths


def test_single_documents_are_in_no_navigation(members: SitePages) -> None:
    entries = {path for _, path in NAVIGATION}
    assert not any(path.startswith(("meetings/", "resolutions/")) for path in entries)
    assert sum(page.path.startswith("meetings/") for page in members.pages) > 10


def test_a_sitting_tells_attendance_vote_base_and_formula(members: SitePages) -> None:
    page = text(members, JANUARY)
    assert "| Có mặt | 9/10 đảng viên; danh sách 10 (9 chính thức, 1 dự bị) |" in page
    assert "[Lý Văn Sơn](../../dang-vien/ly-van-son.md) (kiểm sát khám nghiệm" in page
    assert "8/9 đảng viên chính thức tán thành; cần quá nửa (ít nhất 5)" in page
    assert "| Cơ sở tính | 9 đảng viên chính thức |" in page
    assert "93/100 điểm, xếp loại tốt" in page


def test_a_ballot_on_discipline_is_added_up_in_words(members: SitePages) -> None:
    assert "Cộng dồn từ hình thức nặng nhất: khai trừ 0/9" in text(members, DISCIPLINE)


def test_sitting_and_paper_link_to_each_other(members: SitePages) -> None:
    assert "(../../resolutions/2025-2027/14-NQ-CB.md)" in text(members, JANUARY)
    assert "(../../meetings/2026/2026-01-05-thuong-ky.md)" in text(members, RESOLUTION)


def test_task_and_report_link_to_each_other(members: SitePages) -> None:
    given, heard = text(members, RESOLUTION), text(members, "meetings/2026/2026-02-04-thuong-ky.md")
    assert "Hoàn thành (báo cáo ngày [04/02/2026](../../meetings/2026/2026-02-04" in given
    assert "(../../resolutions/2025-2027/14-NQ-CB.md#nhiem-vu-duoc-giao)" in heard


def test_the_anchor_of_tasks_is_a_heading_of_the_page(members: SitePages) -> None:
    assert "## Nhiệm vụ được giao" in text(members, RESOLUTION)


def test_the_front_page_tells_what_is_next_last_and_late(members: SitePages) -> None:
    page = text(members, "index.md")
    assert "| Cuộc họp tới | [Sinh hoạt thường kỳ ngày 27/11/2026]" in page
    assert "| Cuộc họp gần nhất | [Sinh hoạt thường kỳ ngày 05/10/2026]" in page
    assert "## Việc quá hạn" in page
    assert "tính đến ngày 21/11/2026" in page


def test_nobody_is_shown_by_a_slug(members: SitePages) -> None:
    for page in members.pages:
        shown = "".join(part.rpartition(")")[2] for part in page.markdown.split("]("))
        assert "nguyen-van-an" not in shown, page.path


def test_members_are_sorted_by_role_then_by_given_name(members: SitePages) -> None:
    page = text(members, "dang-vien.md")
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Ngô Thu Thủy", "Phạm Quang Dũng", "Hoàng Văn Giang"]
    assert sorted(names, key=page.index) == names


def test_the_register_of_members_has_no_document_for_chi_uy(register: Register) -> None:
    seen = register_for(register, Audience.DANG_VIEN)
    assert any(sitting.committee for sitting in register.sittings)
    assert not any(sitting.committee for sitting in seen.sittings)
    assert all(d.record.readers is Audience.DANG_VIEN for d in seen.library.resolutions)


def test_a_verdict_is_shown_where_a_policy_applies(register: Register) -> None:
    note = Note(JANUARY, "lỗi cũ đã được phê duyệt lại")
    verdict = Verdict(JANUARY, Status.CHANGED, notes=(note,))
    site = make_site(register, Audience.CHI_UY, verdicts={JANUARY: verdict})
    row = next(line for line in text(site, JANUARY).split("\n") if "| Phê duyệt |" in line)
    assert "Đã sửa sau phê duyệt, chờ phê duyệt lại; lỗi cũ đã được phê duyệt lại" in row
    assert "| Phê duyệt | Chờ phê duyệt |" in text(site, RESOLUTION)


def test_without_a_policy_pages_say_so(members: SitePages) -> None:
    assert "| Phê duyệt | Chưa áp dụng phê duyệt |" in text(members, JANUARY)


def test_an_empty_book_has_pages_too(register: Register) -> None:
    library = replace(register.library, meetings=(), resolutions=(), guidance=())
    empty = replace(register, library=library)
    site = make_site(empty, Audience.DANG_VIEN)
    assert "Chưa có lịch" in text(site, "index.md")
    assert "Sổ chưa có cuộc họp nào." in text(site, "cuoc-hop.md")
    assert "Sổ chưa có văn bản nào." in text(site, "van-ban.md")


@pytest.mark.parametrize(
    ("target", "image", "place"),
    [
        ("2026-02-04-thuong-ky.md", False, "2026-02-04-thuong-ky.md"),
        ("2026-02-04-thuong-ky.md#x", False, "2026-02-04-thuong-ky.md#x"),
        (
            "../../resolutions/2025-2027/14-NQ-CB.md",
            False,
            "../../resolutions/2025-2027/14-NQ-CB.md",
        ),
        ("#i-mo-dau", False, "#i-mo-dau"),
        ("https://vi.example/", False, "https://vi.example/"),
        ("mailto:a@vi.example", False, "mailto:a@vi.example"),
        ("2026-03-03-chi-uy.md", False, None),
        ("../../organization.yml", False, None),
        ("../../../../etc/passwd", False, None),
        ("..%2f..%2f..%2fetc/passwd", False, None),
        ("/etc/passwd", False, None),
        ("//vi.example/a.png", True, None),
        ("https://vi.example/a.png", True, None),
        ("javascript:alert(1)", False, None),
        ("java\tscript:alert(1)", False, None),
        ("data:text/html,x", False, None),
        ("khong-co.png", True, None),
        ("", False, None),
    ],
)
def test_links_lead_only_to_what_readers_may_see(
    register: Register, target: str, image: bool, place: str | None
) -> None:
    view = View(register_for(register, Audience.DANG_VIEN), Audience.DANG_VIEN)
    assert resolver(view, JANUARY)(target, image) == place


def test_a_path_never_leaves_the_workspace() -> None:
    assert workspace_path("meetings/2026/a.md", "../../../x") is None
    assert workspace_path("meetings/2026/a.md", "..\\..\\x") is None
    assert workspace_path("meetings/2026/a.md", "../b.md") == "meetings/b.md"
