"""Pages stay light however long a book grows: a century of papers, each of a state, and tasks."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bienban.checking import check_workspace, silent
from bienban.vocabulary import Audience
from bienban.website.build import build_site
from bienban.website.folder import Draft
from bienban.website.pages.shared import NEAR
from bienban.website.site import SitePages, make_site

BASE = Path(__file__).parents[2] / "rules" / "base"
YEARS = range(1930, 2027)
TODAY = date(2026, 6, 1)
HEAVIEST = 40_000
"""Bytes of HTML (design, section 8)."""

PAPER = """---
loai: {kind}
so: {number}
ngay: {day}
trich_yeu: Lãnh đạo thực hiện nhiệm vụ của chi bộ, chăm lo đời sống, giữ vững kỷ cương năm {year}
nguoi_ky: Nguyễn Văn An
noi_nhan:
  - Lưu Chi bộ
{more}---
"""
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Giang",
    "Đỗ Thị Hạnh",
)  # fmt: skip
TASKS = "nhiem_vu:\n" + "".join(
    f"  - viec: Rà soát hồ sơ lưu trữ của bộ phận số {n}, lập danh mục và báo cáo kết quả\n"
    f"    giao_cho:\n      - {NAMES[n % 6]}\n    han: {TODAY + timedelta(days=n)}\n"
    for n in range(-70, 180)
)


def papers() -> dict[str, str]:
    made = {}
    for place, year in enumerate(YEARS):
        for n in range(6):
            number = place * 6 + n + 1
            more = "het_hieu_luc: 2026-01-01\n" if n % 3 == 0 else ""
            if n % 3 == 1 and place:
                more = f"sua_doi:\n  - 1930-2030/{number - 5:02}-TB-CB\n"
            made[f"resolutions/1930-2030/{number:02}-TB-CB.md"] = PAPER.format(
                kind="TB", number=number, day=f"{year}-03-{n + 1:02}", year=year, more=more
            )
    made["resolutions/1930-2030/01-NQ-CB.md"] = PAPER.format(
        kind="NQ", number=1, day="2026-01-05", year=2026, more=TASKS
    )
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("the-ky")
    text = (BASE / "organization.yml").read_text(encoding="utf-8")
    (root / "organization.yml").write_text(text, encoding="utf-8")
    (root / "resolutions/1930-2030").mkdir(parents=True)
    for path, paper in papers().items():
        (root / path).write_text(paper, encoding="utf-8")
    register = check_workspace(root, day=TODAY).register
    site = make_site(register, Audience.DANG_VIEN)
    lists = tuple(page for page in site.pages if not page.path.startswith("resolutions/"))
    light = SitePages(site.name, site.notice, lists, site.files)
    with Draft(tmp_path_factory.mktemp("ra") / "site") as draft:
        build_site(root, light, draft, None, silent)
        draft.publish()
        return draft.target


def test_no_list_is_heavy(built: Path) -> None:
    heavy = {
        path.relative_to(built).as_posix(): path.stat().st_size
        for path in built.rglob("*.html")
        if path.stat().st_size > HEAVIEST
    }
    assert heavy == {}


def test_every_year_is_reached_from_the_list_of_papers(built: Path) -> None:
    entry = (built / "van-ban.html").read_text(encoding="utf-8")
    every = (built / "van-ban/moi-nam.html").read_text(encoding="utf-8")
    assert 'href="van-ban/moi-nam.html"' in entry
    assert all(f'href="{year}.html">Năm {year}</a>: 6 văn bản' in every for year in YEARS[:-1])
    assert entry.count('href="van-ban/2') + entry.count('href="van-ban/1') == NEAR
    middle = (built / "van-ban/1980.html").read_text(encoding="utf-8")
    assert 'href="1979.html"' in middle
    assert 'href="1950.html"' not in middle
    assert 'href="moi-nam.html"' in middle


def test_every_state_is_shown_and_what_is_left_out_is_counted(built: Path) -> None:
    entry = (built / "van-ban.html").read_text(encoding="utf-8")
    for state in ("Còn hiệu lực", "Còn hiệu lực, đã được sửa đổi", "Đã được thay thế hoặc hết"):
        assert state in entry
    assert entry.count("văn bản cũ hơn, xem theo năm") == 3
    tasks = (built / "nhiem-vu.html").read_text(encoding="utf-8")
    assert "việc nữa, xem ở trang của từng người" in tasks
    assert "Hạn xa hơn" in tasks
