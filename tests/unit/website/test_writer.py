"""The writer: what reaches a page from a hostile or unusual body."""

import markdown
import pytest

from bienban.documents.outline import outline
from bienban.website.dialect import EXTENSION_CONFIGS, EXTENSIONS, slug
from bienban.website.page import Md, facts, link, md, paragraph, table
from bienban.website.writer import write


def normal(text: str) -> str:
    return write(outline(text), lambda target, image: None if image else target)


def page(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS)


def test_plain_minutes_stay_plain_markdown() -> None:
    text = "## I. Mở đầu\n\nĐồng chí A nêu lý do.\n\n- **Lê Văn Cường:** Nhất trí.\n- Hai.\n"
    assert normal(text) == (
        "## I. Mở đầu\n\nĐồng chí A nêu lý do.\n\n-   **Lê Văn Cường:** Nhất trí.\n-   Hai.\n\n"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "a <b onclick='x'>b</b>",
        "<div>\n<p>x\n</div>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "- a\n\n  <script>alert(1)</script>\n",
        "| <b> | a |\n|---|---|\n| <i> | b |\n",
        "`<script>`",
        "```\n<script>\n```",
        "&lt;script&gt;",
        "# <script>",
        "**<script>**",
        "[<script>](x.md)",
        '[a](x.md "<script>")',
    ],
)
def test_markup_of_a_document_is_text_on_the_page(hostile: str) -> None:
    html = page(normal(hostile))
    assert "<script" not in html
    assert "onclick" not in html.replace("onclick='x'&gt;", "")
    assert "<!--" not in html.replace("<!-- -->", "")


def test_two_lists_are_kept_apart() -> None:
    assert page(normal("- a\n- b\n\n* c\n* d\n")).count("<ul>") == 2


def test_an_address_between_angle_brackets_leads_to_mail() -> None:
    html = page(normal("Gửi <an@vks.example>."))
    assert '<a href="mailto:an@vks.example">an@vks.example</a>' in html


def test_a_link_without_a_place_on_the_site_is_its_text() -> None:
    assert normal("![ảnh](a.png)") == "ảnh\n\n"


def test_the_id_of_a_heading_is_its_letters() -> None:
    assert slug("Đánh giá, kết luận: 5%") == "danh-gia-ket-luan-5"


@pytest.mark.parametrize(
    "text",
    ["a | b", "{: .x }", "*a* _b_ `c`", "<script>", "[a](b)", "R&D &amp;", "\\", "xuống\ndòng"],
)
def test_text_in_cells_and_paragraphs_is_that_text(text: str) -> None:
    shown = " ".join(text.split())
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for built in (table(("a", "b"), [(text, "x")]), paragraph(text), facts([("a", text)])):
        html = page(built).replace("&#124;", "|")
        assert escaped in html or shown in html


@pytest.mark.parametrize("start", ["# a", "1. a", "- a", "> a", "    a", "+ a", "2026) a", "~~~"])
def test_a_paragraph_never_opens_another_block(start: str) -> None:
    html = page(paragraph(start))
    assert html.startswith("<p>")
    assert html.count("<") == 2


def test_markdown_of_ours_is_not_escaped_again() -> None:
    made = link("cuoc-hop/2026.md", "meetings/2026/a_b.md#x", "A [b]")
    assert made == r"[A \[b\]](../meetings/2026/a_b.md#x)"
    assert md(made) is made
    assert isinstance(made, Md)


def test_a_wide_table_names_the_column_in_each_cell() -> None:
    html = page(table(("Hạn", "Việc", "Ai"), [("1/1", "x", "An")]))
    assert '<table class="cards">' in html
    assert '<td data-label="Việc">x</td>' in html


def test_a_box_of_facts_has_row_headings_and_leaves_out_what_is_empty() -> None:
    html = page(facts([("Ngày", "5/1"), ("Không", "")]))
    assert '<th scope="row">Ngày</th>' in html
    assert "Không" not in html
    assert "<thead>" not in html
