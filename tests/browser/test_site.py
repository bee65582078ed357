"""The site in a real browser: readable on a phone, found without accents, nothing from outside."""

from pathlib import Path
from urllib.parse import quote

import pytest
from chrome import Chrome, Tab

PAGES = (
    "index.html",
    "cuoc-hop.html",
    "cuoc-hop/2026.html",
    "van-ban.html",
    "nhiem-vu.html",
    "nhiem-vu/theo-nguoi.html",
    "dang-vien.html",
    "dang-vien/ly-van-son.html",
    "meetings/2025/2025-12-19-kiem-diem.html",
    "meetings/2026/2026-01-05-thuong-ky.html",
    "meetings/2026/2026-04-17-bat-thuong.html",
    "resolutions/2025-2027/14-NQ-CB.html",
    "mien-tru.html",
    "chi-dao.html",
    "tim-kiem.html",
)
RESULTS = "[...document.querySelectorAll('#bb-results li a')].map(a => a.textContent)"


def search(tab: Tab, address: str, query: str) -> list[str]:
    tab.open(f"{address}/tim-kiem.html?q={quote(query)}")
    tab.until("document.body.hasAttribute('data-bb-done')")
    return tab.run(RESULTS)


@pytest.mark.parametrize("page", PAGES)
def test_a_phone_shows_the_page_without_scrolling_sideways(
    tab: Tab, address: str, page: str
) -> None:
    tab.width(360, 740, phone=True)
    tab.open(f"{address}/{page}")
    assert tab.run("document.documentElement.scrollWidth") <= 360
    outside = (
        "[...document.querySelectorAll('article *')].filter(e => e.offsetWidth"
        " && e.getBoundingClientRect().right > 361).map(e => e.outerHTML.slice(0, 80))"
    )
    assert tab.run(outside) == []


BROKEN = r"""(() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  const unit = /\d+-\p{Lu}\p{L}*\/\p{Lu}+|\d\d?\/\d\d?\/\d{4}|\d\d:\d\d-\d\d:\d\d/gu;
  while (texts.nextNode()) {
    for (const match of texts.currentNode.data.matchAll(unit)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, match.index);
      range.setEnd(texts.currentNode, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (lines.size > 1) found.push(match[0]);
    }
  }
  return found;
})()"""
"""The numbers and days that stand on more than one line."""


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_numbers_and_days_stand_on_one_line(tab: Tab, address: str, width: int) -> None:
    tab.width(width, 740, phone=width == 360)
    broken = {}
    for page in (*PAGES, "meetings/2025/2025-12-04-thuong-ky.html", "huong-dan/thu-ky.html"):
        tab.open(f"{address}/{page}")
        broken[page] = tab.run(BROKEN)
    assert not any(broken.values()), broken


def test_a_state_in_a_list_stands_on_one_line(tab: Tab, address: str) -> None:
    tab.width(800)
    tab.open(f"{address}/nhiem-vu.html")
    lines = (
        "[...document.querySelectorAll('td[data-label=\"Tình trạng\"]')].map(td => {"
        "const r = document.createRange(); r.selectNodeContents(td);"
        "return new Set([...r.getClientRects()].map(b => Math.round(b.top))).size})"
    )
    assert set(tab.run(lines)) == {1}


def test_a_number_is_copied_as_it_was_written(tab: Tab, address: str) -> None:
    tab.open(f"{address}/resolutions/2025-2027/14-NQ-CB.html")
    copied = "getSelection().selectAllChildren(document.querySelector('h1')), getSelection() + ''"
    assert tab.run(copied) == "Nghị quyết số 14-NQ/CB"
    assert tab.run("document.title").startswith("Nghị quyết số 14-NQ/CB –")


@pytest.mark.parametrize("page", PAGES)
def test_type_is_large_enough_for_old_eyes(tab: Tab, address: str, page: str) -> None:
    tab.width(360, 740, phone=True)
    tab.open(f"{address}/{page}")
    sizes = "[...document.querySelectorAll('article p, article td, article li')].filter(e => e.offsetWidth).map(e => parseFloat(getComputedStyle(e).fontSize))"  # noqa: E501
    assert min(tab.run(sizes)) >= 16


@pytest.mark.parametrize("page", PAGES)
def test_no_request_leaves_the_machine_and_nothing_is_missing(
    tab: Tab, address: str, page: str
) -> None:
    tab.open(f"{address}/{page}")
    assert tab.requests
    assert [url for url in tab.requests if not url.startswith((address, "data:"))] == []
    assert tab.errors == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dang vien", "Lễ kết nạp đảng viên"),
        ("đảng viên", "Lễ kết nạp đảng viên"),
        ("DANG VIEN", "Lễ kết nạp đảng viên"),
        ("ly van son", "Lý Văn Sơn"),
        ("Lý Văn Sơn", "Lý Văn Sơn"),
        ("ky luat", "Họp bất thường"),
        ("don to cao giai quyet", ""),
    ],
)
def test_search_finds_with_and_without_accents(
    tab: Tab, address: str, typed: str, found: str
) -> None:
    titles = search(tab, address, typed)
    assert titles
    assert titles[0].startswith(found)


def test_accented_and_unaccented_queries_find_the_same_pages(tab: Tab, address: str) -> None:
    for plain, accented in (("dang vien", "đảng viên"), ("duong loi", "đường lối")):
        counts = []
        for query in (plain, accented):
            search(tab, address, query)
            counts.append(tab.run("document.getElementById('bb-status').textContent").split()[0])
        assert counts[0] == counts[1]


def test_the_spelling_as_typed_ranks_first(tab: Tab, address: str) -> None:
    """«Đỗ» is a family name here, «đó» and «do» are everywhere."""
    assert search(tab, address, "Đỗ Thị Hạnh")[0] == "Đỗ Thị Hạnh"
    first = "document.querySelector('#bb-results li p').textContent"
    search(tab, address, "tư tưởng")
    assert "tư tưởng" in tab.run(first).lower()


def test_both_normal_forms_of_a_query_find(tab: Tab, address: str) -> None:
    composed = search(tab, address, "đảng viên")
    assert search(tab, address, "đa\u0309ng vie\u0302n") == composed


def test_a_number_is_one_word(tab: Tab, address: str) -> None:
    titles = search(tab, address, "12-NQ/CB")
    assert titles[0] == "Nghị quyết số 12-NQ/CB"
    assert "Nghị quyết số 14-NQ/CB" not in titles


def test_what_is_not_there_is_not_found(tab: Tab, address: str) -> None:
    assert search(tab, address, "zzzqqqwww") == []
    assert "Không thấy" in tab.run("document.getElementById('bb-status').textContent")


def test_excerpts_show_the_letter_as_written(tab: Tab, address: str) -> None:
    search(tab, address, "đảng viên")
    text = tab.run("document.getElementById('bb-results').textContent")
    assert "\u0335" not in text
    assert "đảng viên" in text


def test_a_query_is_text_and_never_markup(tab: Tab, address: str) -> None:
    tab.open(f"{address}/tim-kiem.html?q={quote('<img src=x onerror=document.title=1>')}")
    tab.until("document.body.hasAttribute('data-bb-done')")
    assert tab.run("document.title") != "1"
    assert tab.run("document.querySelectorAll('#bb-status img, #bb-results img').length") == 0


def test_the_box_on_any_page_leads_to_the_results(tab: Tab, address: str) -> None:
    tab.open(f"{address}/meetings/2026/2026-01-05-thuong-ky.html")
    tab.run(
        "(() => { const f = document.querySelector('.bb-search');"
        " f.q.value = 'ky luat'; f.submit(); })()"
    )
    tab.until("location.pathname.endsWith('/tim-kiem.html')")
    tab.until("document.body.hasAttribute('data-bb-done')")
    assert tab.run(RESULTS)


def test_the_first_search_is_light(browser: Chrome, address: str) -> None:
    tab = browser.tab()
    tab.call("Network.setCacheDisabled", cacheDisabled=True)
    search(tab, address, "dang vien")
    assert 50_000 < sum(tab.received.values()) < 300_000


def test_without_script_the_search_page_offers_lists(tab: Tab, address: str) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(f"{address}/tim-kiem.html?q=abc")
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    links = tab.run("[...document.querySelectorAll('article a')].map(a => a.getAttribute('href'))")
    assert {"cuoc-hop.html", "van-ban.html", "nhiem-vu.html"} <= set(links)


def test_the_menu_opens_on_a_phone_without_script(tab: Tab, address: str) -> None:
    tab.width(360, 740, phone=True)
    tab.open(f"{address}/index.html")
    left = "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left"
    assert tab.run(left) < 0
    tab.run("document.querySelector('.bb-menu').click()")
    assert tab.until(f"{left} >= 0")
    assert tab.run("document.querySelectorAll('.md-nav--primary a').length") >= 8


def test_a_foreign_script_would_not_run(tab: Tab, address: str, site: Path) -> None:
    """Even markup that got into a page by some way that we overlooked stays dead."""
    page = (site / "index.html").read_text(encoding="utf-8")
    evil = "<script>document.title='chạy'</script><img src=x onerror=\"document.title='chạy'\">"
    (site / "thu.html").write_text(page.replace("<h1", f"{evil}<h1", 1), encoding="utf-8")
    try:
        tab.open(f"{address}/thu.html")
        assert tab.run("document.title") != "chạy"
    finally:
        (site / "thu.html").unlink()


def test_pages_open_from_a_folder_without_a_server(tab: Tab, site: Path) -> None:
    tab.open((site / "meetings/2026/2026-01-05-thuong-ky.html").as_uri())
    assert "14:00–16:10" in tab.run("document.querySelector('table.facts').textContent")
    colour = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    assert tab.run(colour) == "rgb(163, 25, 31)"
    tab.run("document.querySelector('.bb-title').click()")
    tab.until("location.pathname.endsWith('/index.html')")


def test_print_shows_the_text_alone(tab: Tab, address: str) -> None:
    tab.call("Emulation.setEmulatedMedia", media="print")
    tab.open(f"{address}/meetings/2026/2026-01-05-thuong-ky.html")
    hidden = "['.md-header', '.md-sidebar--primary', '.bb-footer'].map(s => getComputedStyle(document.querySelector(s)).display)"  # noqa: E501
    assert tab.run(hidden) == ["none"] * 3
    assert tab.run("document.querySelector('article').offsetHeight") > 1000
