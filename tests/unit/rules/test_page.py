"""The pages of the rules: what is committed is what the modules say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bienban.rules.model import Example, Measure, Rule
from bienban.rules.page import (
    citations,
    figure_lines,
    grounds,
    measured,
    pages,
    rule_page,
    rule_text,
    write_pages,
)
from bienban.rules.registry import RULES
from bienban.standards import load_standards

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "quy-tac"
BY_CODE = {rule.code: rule for rule in RULES}


def changed(code: str, **fields: object) -> Rule:
    return Rule(**{**vars(BY_CODE[code]), **fields})


def test_committed_pages_are_those_of_the_modules():
    made = dict(pages())
    committed = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.md")}
    drifted = [name for name, text in made.items() if committed.get(name) != text]
    assert drifted == [], "run: python -m bienban.rules.page docs/quy-tac"
    assert {name for name in committed if name.startswith("BB")} <= made.keys()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_everything(rule: Rule):
    page = re.sub(r"^```.*?^```$", "", rule_page(rule), flags=re.MULTILINE | re.DOTALL)
    parts = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    wanted = ["Vì sao", "Sai", "Đúng", "Cách sửa", "Đo trên mẫu", "Con số", "Căn cứ"]
    if rule.example is None:
        wanted = [part for part in wanted if part not in {"Sai", "Đúng"}]
    if rule.measure is None:
        wanted.remove("Đo trên mẫu")
    if not rule.figures:
        wanted.remove("Con số")
    assert parts == wanted
    assert rule.why in rule_text(rule)
    assert rule.mend in rule_text(rule)


def test_every_rule_on_documents_has_an_example():
    assert [r.code for r in RULES if r.example is None and r.family != "9"] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_citation_of_every_topic_is_known(rule: Rule):
    assert rule.topic is None or citations(rule.topic)


@pytest.mark.parametrize("rule", [r for r in RULES if r.figures], ids=lambda rule: rule.code)
def test_every_figure_of_a_page_is_stated_by_some_standard(rule: Rule):
    lines = figure_lines(rule)
    for _, label in rule.figures:
        assert any(line.startswith(f"{label}: ") for line in lines)


def test_a_share_is_told_in_percent_with_the_document_in_force_first():
    lines = figure_lines(changed("BB304"))
    assert lines[0].startswith("Tỷ lệ dự họp phải trên: 85% theo Hướng dẫn 42-HD/BTCTW (28/10")
    assert "Hướng dẫn 12-HD/BTCTW (06/7/2018)" in lines[1]


def test_a_rule_without_official_ground_names_our_own():
    assert "[Vết phê duyệt](../tham-khao/vet-phe-duyet.md)" in rule_page(changed("BB905"))
    assert "«Các khóa của biên bản, văn bản, danh bạ»" in rule_text(changed("BB105"))


def test_citations_are_dated_and_the_last_comes_first():
    cited = citations("conduct")
    assert [line.split(" (")[0] for line in cited[:2]] == [
        "Hướng dẫn 42-HD/BTCTW",
        "Hướng dẫn 12-HD/BTCTW",
    ]
    assert all("áp dụng từ" in line for line in cited)
    governing = [d for d in load_standards().documents if "conduct" in d.governs]
    assert len(cited) == len({d.citation for d in governing if d.start})


@pytest.mark.parametrize("code", ["BB207", "BB212", "BB408", "BB507"])
def test_a_rule_whose_figure_is_a_convention_rests_on_that(code: str):
    rule = BY_CODE[code]
    (cited,) = grounds(rule)
    assert cited == "Quy ước bienban-1 (21/11/2026), áp dụng từ trước đến nay"
    assert all("theo Quy ước bienban-1 (21/11/2026)" in line for line in figure_lines(rule))


@pytest.mark.parametrize(
    ("code", "clause"), [("BB601", "24.2"), ("BB309", "9.5"), ("BB503", "9.5")]
)
def test_the_charter_is_named_with_its_clause(code: str, clause: str):
    cited = [line for line in grounds(BY_CODE[code]) if line.startswith("Điều lệ Đảng")]
    assert cited == [f"Điều lệ Đảng, Điều {clause}, áp dụng từ trước đến nay"]


def test_a_page_lists_the_documents_of_every_topic_that_a_finding_cites():
    cited = grounds(BY_CODE["BB312"])
    assert cited[-2:] == citations("review")
    assert cited[-2] == "Hướng dẫn 43-HD/BTCTW (31/10/2025), áp dụng từ 31/10/2025"
    of_a_year = "áp dụng từ năm 2021 (chưa rõ ngày, tính từ đầu năm)"
    assert f"Quy định 22-QĐ/TW (2021), Điều 15, {of_a_year}" in cited


@pytest.mark.parametrize(("code", "said"), [("BB604", "không quy định"), ("BB802", "không")])
def test_a_document_that_asks_for_nothing_is_no_ground(code: str, said: str):
    _, old = figure_lines(BY_CODE[code])
    assert f": {said} theo Hướng dẫn 12-HD/BTCTW" in old
    assert grounds(BY_CODE[code]) == [
        "Hướng dẫn 42-HD/BTCTW (28/10/2025), áp dụng từ 28/10/2025",
    ]


def test_a_figure_of_nought_asks_for_something():
    rule = changed("BB304", figures=(("absences_without_reason", "Vắng không lý do"),))
    assert grounds(rule) == citations("conduct")


def test_figures_of_several_documents_leave_the_topics():
    figures = (("professional_share", "Phần"), ("meetings_per_month", "Số kỳ"))
    assert grounds(changed("BB212", figures=figures)) == citations("conduct")


def test_what_cannot_be_seen_is_spelled_out():
    example = Example("a.md", "hòa", "ho\u0300a\u200b")
    shown = rule_page(changed("BB204", example=example))
    assert "ho⟨U+0300⟩a⟨U+200B⟩" in shown
    assert "\u200b" not in shown


def test_no_html_of_a_rule_reaches_a_page():
    page = rule_page(changed("BB204", title="a <b> & c.", why="x < y", mend="<script>"))
    assert "<" not in page.replace("```", "")
    assert "&lt;script>" in page


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (None, "Không có tệp `a.md`."),
        ("", "Thiếu những dòng này:\n\n`a.md`\n\n```text\ny: 2\n```"),
        ("x: 1", "```text\nx: 1\n```"),
    ],
)
def test_a_bad_side_may_be_something_missing(bad: str | None, said: str):
    assert said in rule_page(changed("BB204", example=Example("a.md", "y: 2", bad)))


def test_a_measure_in_words():
    words = measured(Measure("Đo.", total=68, bad=34, found=32, right=31))
    assert "96,8% (31/32)" in words
    assert "91,1% (31/34)" in words
    assert Measure("", 10, 0, 0, 0).precision == Measure("", 10, 0, 0, 0).recall == 1


def test_pages_of_rules_that_are_gone_go_too(tmp_path: Path):
    (tmp_path / "BB000.md").write_text("cũ", encoding="utf-8")
    (tmp_path / "dinh-dang.md").write_text("của người", encoding="utf-8")
    write_pages(tmp_path)
    assert not (tmp_path / "BB000.md").exists()
    assert (tmp_path / "dinh-dang.md").exists()


def test_the_command_that_writes_them(tmp_path: Path):
    command = [sys.executable, "-m", "bienban.rules.page", tmp_path / "quy-tac"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert {p.name for p in (tmp_path / "quy-tac").iterdir()} == dict(pages()).keys()
