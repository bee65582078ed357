"""What stays on one line, in what Python-Markdown makes and in what is written as HTML."""

import pytest

from bienban.documents.outline import outline
from bienban.website.htmlwriter import block_html
from bienban.website.setup import normal
from bienban.website.whole import LONGEST, is_short, parts


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("Căn cứ Nghị quyết số 12-NQ/CB, ngày 05/01/2026", ["12-NQ/CB"]),
        ("nhiệm kỳ 2025-2027, từ 14:00-16:10", ["2025-2027", "14:00-16:10"]),
        ("2026-01-05-thuong-ky/2", ["2026-01-05-thuong-ky/2"]),
        ("công tác - đoàn thể, từ-từ, 12 -13, A-1", []),
        ("1-" + "a" * LONGEST, []),
        ("", []),
    ],
)
def test_numbers_are_found_and_nothing_is_lost(text: str, wholes: list[str]) -> None:
    cut = parts(text)
    assert cut[1::2] == wholes
    assert "".join(cut) == text


def rendered(text: str) -> str:
    from markdown import markdown

    from bienban.website.dialect import EXTENSION_CONFIGS, EXTENSIONS

    return markdown(normal(text), extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS)


def test_a_number_is_marked_wherever_it_stands() -> None:
    html = rendered(
        "# Số 1-NQ/CB\n\nĐã có 2-NQ/CB và **3-NQ/CB** rồi 4-NQ/CB.\n\n- [Số 5-NQ/CB](a.md)\n"
    )
    for number in range(1, 6):
        assert html.count(f'<span class="n">{number}-NQ/CB</span>') == 1
    assert 'id="so-1-nq-cb"' in html
    assert "Đã có <span" in html
    assert "</span> và <strong>" in html


def test_a_number_is_marked_in_what_is_written_as_html() -> None:
    item = outline("1. x\n\n       y\n\n   Theo 2-NQ/CB <b> và `14:00-16:10`\n")
    html = "".join(block_html(node, lambda *_: None) for node in item.nodes)
    assert 'Theo <span class="n">2-NQ/CB</span> &lt;b&gt;' in html
    assert '<code class="n">14&#58;00&#45;16&#58;10</code>' in html
    assert '<span class="n">7-TB/CB' not in rendered("```\n7-TB/CB\n```\n")


def test_short_cells_stay_whole() -> None:
    html = rendered("| Hạn | Việc | Thế nào |\n|---|---|---|\n| 2 | Rà soát hồ sơ lưu | Quá hạn |")
    assert '<td class="n" data-label="Thế nào">Quá hạn</td>' in html
    assert '<td data-label="Việc">' in html
    assert not is_short("một")
