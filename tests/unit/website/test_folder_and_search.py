"""The folder of a site, and what search is given."""

from pathlib import Path

import pytest

from bienban.drafts import Kept, digest
from bienban.errors import BienbanError
from bienban.website.config import check_text
from bienban.website.folder import PAGES, Draft
from bienban.website.search import searchable, stroked, write_index


def published(target: Path, text: str = "một") -> None:
    with Draft(target) as draft:
        (draft.folder / "a.html").write_text(text, encoding="utf-8")
        kept = Kept("khóa", digest(text.encode()))
        PAGES.write(draft.folder, {"a.html": kept})
        draft.publish()


def test_a_draft_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with Draft(tmp_path / "site") as draft:
        (draft.folder / "a.html").write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_kept_only_with_its_key_and_its_bytes(tmp_path: Path) -> None:
    published(tmp_path / "site")
    with Draft(tmp_path / "site") as draft:
        assert draft.take("a.html", "khóa khác") is None
        assert draft.take("b.html", "khóa") is None
        assert draft.take("a.html", "khóa") is not None
    (tmp_path / "site/a.html").write_text("hai", encoding="utf-8")
    with Draft(tmp_path / "site") as draft:
        assert draft.take("a.html", "khóa") is None


def test_a_kept_page_survives_the_swap(tmp_path: Path) -> None:
    published(tmp_path / "site")
    with Draft(tmp_path / "site") as draft:
        draft.take("a.html", "khóa")
        PAGES.write(draft.folder, {})
        draft.publish()
    assert (tmp_path / "site/a.html").read_text(encoding="utf-8") == "một"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_others_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/x").touch()
    (tmp_path / "file").touch()
    published(tmp_path / "site")
    (tmp_path / "link").symlink_to(tmp_path / "site")
    for name in ("foreign", "file", "link"):
        with pytest.raises(BienbanError, match="không ghi đè"):
            Draft(tmp_path / name)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pages": 1}', '{"pages": {"a": 1}}'])
def test_a_broken_manifest_keeps_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / PAGES.name).write_text(text, encoding="utf-8")
    assert PAGES.read(tmp_path) == {}


def test_search_sees_the_article_alone_with_every_bar_as_an_accent() -> None:
    page = '<body>đầu<article class="x" data-pagefind-body><p>Đảng đã</p></article>đuôi'
    assert searchable(page) == "<p>D\u0335ảng d\u0335ã</p>"
    assert searchable("<article><p>Danh sách</p></article>") is None
    assert stroked("dang") == "dang"


def test_search_sees_the_cells_of_a_row_apart() -> None:
    row = "<tr><th>Việc</th>\n<th>Hạn</th></tr><tr><td>Họp</td><td>mai</td></tr>"
    seen = searchable(f"<article data-pagefind-body>{row}</article>")
    assert seen == row.replace("Việc<", "Việc ·<").replace("Họp<", "Họp ·<")


def test_an_index_is_whole_and_the_same_every_time(tmp_path: Path) -> None:
    pages = [(f"a/{number}.html", f"<h1>Đảng {number}</h1>") for number in range(20)]
    made = []
    for name in ("one", "two"):
        write_index(pages, tmp_path / name)
        made.append(
            {
                path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
                for path in (tmp_path / name).rglob("*")
                if path.is_file()
            }
        )
    assert made[0] == made[1]
    assert "pagefind.js" in made[0]
    assert not any("ui" in Path(name).name for name in made[0])


def test_an_index_of_nothing_is_an_index(tmp_path: Path) -> None:
    write_index([], tmp_path / "index")
    assert (tmp_path / "index/pagefind.js").is_file()


def test_a_plain_configuration_passes() -> None:
    check_text(
        "site_name: Sổ\ntheme: {name: material, language: vi, font: false}\nplugins: [bienban]"
    )
    check_text("site_name: Sổ\nnav:\n  - Trang chủ: index.md\n")


@pytest.mark.parametrize("value", ["0", "null", "'false'", "{text: Roboto}"])
def test_only_false_means_no_font(value: str) -> None:
    with pytest.raises(BienbanError, match=r"theme\.font"):
        check_text(f"theme: {{name: material, font: {value}}}")
