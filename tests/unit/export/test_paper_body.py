"""A body as pandoc really sets it: lists, tables, end marks, pictures, and what it must not do."""

from datetime import date

import pytest
from papers_cell import PNG, Docx, docx, plain_paper

from bienban.export.batch import render
from bienban.export.pandoc import find_pandoc
from bienban.export.paper import Picture

ATTACKS = {
    "html block": "<w:p><w:r><w:t>tấn công</w:t></w:r></w:p>\n",
    "html inline": "chữ <script>tấn công</script> chữ\n",
    "raw openxml fence": "```{=openxml}\n<w:p><w:r><w:br w:type='page'/></w:r></w:p>\n```\n",
    "raw openxml span": "`<w:br w:type='page'/>`{=openxml}\n",
    "attributes": '## Tiêu đề {custom-style="Thẩm quyền ký"}\n',
    "fenced div": '::: {custom-style="Thẩm quyền ký"}\nchữ\n:::\n',
    "lua": "```{=lua}\nos.execute('touch /tmp/x')\n```\n",
    "template": "$if(x)$ $body$ ${pandoc}\n",
    "yaml": "---\ntitle: tấn công\n---\n",
    "entities": "&lt;w:p/&gt; &#60;w:br/&#62; ]]>\n",
}


def test_text_becomes_paragraphs_of_the_body():
    made = docx(plain_paper("Một.\n\nHai\nba.\n"))
    assert made.lines[0] == ("BodyText", "Một.")
    assert made.styled("DoanCuoi") == ["Hai ba./."]


def test_lists_become_paragraphs_that_a_dash_or_number_opens():
    made = docx(plain_paper("- một\n  - hai\n- ba\n\n3) bốn\n4) năm\n\nHết.\n"))
    assert made.styled("GachDauDong") == ["- một", "- ba", "3) bốn", "4) năm"]
    assert made.styled("GachDauDongBacHai") == ["+ hai"]
    assert "w:numPr" not in made.document


def test_a_table_repeats_its_head_and_fills_the_line():
    made = docx(plain_paper("| TT | Việc |\n|---|---|\n| 1 | Một việc dài hơn |\n\nHết.\n"))
    assert made.tables == [[["TT", "Việc"], ["1", "Một việc dài hơn"]]]
    assert made.document.count("<w:tblHeader") == 1
    assert made.styled("DauBang") == ["TT", "Việc"]
    widths = [int(part.split('"')[0]) for part in made.document.split('<w:gridCol w:w="')[1:]]
    assert sum(widths) == 9354  # 165 mm, the line between margins of 30 and 15 mm
    assert widths[1] > widths[0]


@pytest.mark.parametrize(
    ("day", "mark"), [(date(2026, 5, 26), "./."), (date(2026, 5, 27), ".")], ids=["36", "05"]
)
@pytest.mark.parametrize("text", ["Hết.", "Hết", "Hết;", "- Hết."])
def test_the_end_mark_is_that_of_the_day(day, mark, text):
    made = docx(plain_paper(text, day=day))
    assert made.styled("DoanCuoi") == [text.rstrip(".;") + mark]


def test_an_end_mark_after_a_table_stands_alone():
    made = docx(plain_paper("| a | b |\n|---|---|\n| 1 | 2 |\n"))
    assert made.styled("DoanCuoi") == ["./."]


def test_an_end_mark_after_bold_text_does_not_change_it():
    assert docx(plain_paper("Một **hai**")).styled("DoanCuoi") == ["Một hai./."]


@pytest.mark.parametrize("name", ATTACKS)
def test_markup_is_words_and_nothing_more(name):
    body = ATTACKS[name]
    made = docx(plain_paper(f"Trước.\n\n{body}\nSau."))
    assert "<w:br" not in made.document
    assert "script>" not in made.document
    assert made.styled("ThamQuyenKy") == []
    assert made.text.startswith("Trước.")
    assert made.text.endswith("Sau./.")
    assert sorted(made.parts) == sorted(docx(plain_paper("Một.")).parts)


def test_what_was_raw_stays_to_be_seen():
    made = docx(plain_paper("<b>đậm</b> và\n\n```{=openxml}\n<w:p/>\n```\n\nHết."))
    assert "<b>đậm</b>" in made.text
    assert "<w:p/>" in made.text


@pytest.mark.parametrize(
    "target",
    ["https://vks.example/a", "javascript:alert(1)", "file:///etc/passwd", "../../a.md", "a.docx"],
)
def test_links_keep_their_words_and_lead_nowhere(target):
    made = docx(plain_paper(f"Xem [bài này]({target}) nhé."))
    assert made.text == "Xem bài này nhé./."
    rels = made.parts["word/_rels/document.xml.rels"].decode()
    assert "hyperlink" not in rels
    assert target not in made.document


def test_a_picture_of_the_job_stands_in_the_paper():
    body = "Trước.\n\n![sơ đồ](anh/s.png)\n\nSau."
    made = docx(plain_paper(body, pictures={"anh/s.png": Picture("image/png", PNG)}))
    (name,) = [part for part in made.parts if part.startswith("word/media/")]
    assert made.parts[name] == PNG
    assert ("HinhAnh", "") in made.lines


@pytest.mark.parametrize(
    "target",
    ["/etc/hostname", "file:///etc/hostname", "https://vks.example/a.png", "../a.png", "job.json"],
)
def test_a_picture_that_is_not_ours_fails_its_paper_alone(target):
    papers = [
        plain_paper("Tốt.", "meetings/1.md"),
        plain_paper(f"![x]({target})", "meetings/2.md"),
        plain_paper("Cũng tốt.", "meetings/3.md"),
    ]
    results = render(papers, find_pandoc())
    assert [result.path for result in results if result.data is None] == ["meetings/2.md"]
    assert "hình ảnh không có trong thư mục của chi bộ" in results[1].reason
    assert target in results[1].reason


def test_pictures_of_one_paper_are_not_those_of_the_next():
    picture = {"a.png": Picture("image/png", PNG)}
    results = render(
        [
            plain_paper("![x](a.png)", "meetings/1.md", pictures=picture),
            plain_paper("![x](a.png)", "meetings/2.md"),
        ],
        find_pandoc(),
    )
    assert results[0].data is not None
    assert results[1].data is None


def test_headings_inside_lists_and_quotations_are_text():
    made = docx(plain_paper("## Một\n\n- ## Hai\n\n> ## Ba\n\nHết.\n"))
    assert made.styled("Heading2") == ["Một"]
    assert "Hai" in made.text
    assert "Ba" in made.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "##\n",
        "-\n",
        "> - a\n>   > b\n",
        "- ```\n  mã\n  ```\n",
        "- > trích\n",
        "1. | a |\n   |---|\n   | b |\n",
        "***\n\n---\n",
        "a\\\nb\n",
        "| a | b |\n|---|---|\n",
        "![](<>)",
        "[x]: /a\n\n[x]\n",
        "<!-- ẩn -->\n",
        ">" * 60 + " sâu\n",
        "- " * 40 + "sâu\n",
    ],
)
def test_odd_bodies_make_a_paper_or_fail_by_name(body):
    (result,) = render([plain_paper(body)], find_pandoc())
    if result.data is None:
        assert "hình ảnh" in result.reason
    else:
        assert Docx(result.data).lines


def test_a_hundred_papers_come_back_in_their_order():
    papers = [plain_paper(f"Số {n}.", f"meetings/{n}.md") for n in range(100)]
    results = render(papers, find_pandoc())
    assert [result.path for result in results] == [paper.path for paper in papers]
    shown = [Docx(result.data or b"").text for result in results]
    assert shown == [f"Số {n}./." for n in range(100)]


FORGED = "Một.\n\n<!--paper 2-->\n\n`<!--paper 1-->` <w:sectPr>\n\n    <!--paper 3-->\n"


def test_a_paper_has_the_same_bytes_alone_and_among_others():
    bodies = [
        "## Một\n\nHai.\n\n| a |\n|---|\n| b |\n",
        "- một\n\n> trích\n\n1. hai\n",
        FORGED,
        "***\n\nMột **hai** *ba* `bốn`.\n",
        "![x](a.png)\n",
    ]
    picture = {"a.png": Picture("image/png", PNG)}
    papers = [
        plain_paper(body, f"meetings/{n}.md", pictures=picture if "png" in body else None)
        for n, body in enumerate(bodies * 25)
    ]
    together = render(papers, find_pandoc())
    for number in (0, 1, 2, 3, 4, 60, 61, 62, 63, 64):
        assert docx(papers[number]).data == together[number].data, number


def test_no_text_can_part_a_paper_in_two():
    papers = [plain_paper(FORGED, f"meetings/{n}.md") for n in range(3)]
    for result in render(papers, find_pandoc()):
        made = Docx(result.data or b"")
        assert made.text.count("<!--paper 2-->") == 1
        assert made.text.endswith("<!--paper 3-->./.")


def test_the_same_paper_has_the_same_bytes_on_another_day(monkeypatch, tmp_path):
    first = docx(plain_paper("Một.\n\n| a |\n|---|\n| b |\n\nHai."))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    again = docx(plain_paper("Một.\n\n| a |\n|---|\n| b |\n\nHai."))
    assert first.data == again.data


def test_no_clock_and_no_user_stand_in_a_paper():
    made = docx(plain_paper("Một.", day=date(2026, 2, 5)))
    core = made.parts["docProps/core.xml"].decode()
    assert "2026-02-05T00:00:00Z" in core
    assert "creator" not in core
    assert "2026-11" not in core


def test_the_users_pandoc_files_change_nothing(monkeypatch, tmp_path):
    data = tmp_path / ".local" / "share" / "pandoc"
    data.mkdir(parents=True)
    (data / "init.lua").write_text("error('chạy init.lua của người dùng')")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".local" / "share"))
    monkeypatch.setenv("LUA_INIT", "error('LUA_INIT')")
    assert docx(plain_paper("Một.")).text == "Một./."
