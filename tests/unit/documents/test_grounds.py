"""A superior's paper is read from the sentence that names it."""

import re
from datetime import date
from pathlib import Path

import pytest

from bienban.documents.grounds import parse_grounds
from bienban.documents.organization import Organization
from bienban.documents.reader import read
from bienban.standards import load_standards

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Quy định số 12-QĐ/ĐU, ngày 10/3/2025", "Quy định 12-QĐ/ĐU (10/3/2025)"),
        ("Quy định 12-QĐ/ĐU ngày 10 tháng 3 năm 2025", "Quy định 12-QĐ/ĐU (10/3/2025)"),
        ("Công văn số 105-CV/ĐU-BTC, 2025-01-09.", "Công văn 105-CV/ĐU-BTC (09/01/2025)"),
        ("Số 7-KL/ĐU ngày 05/02/2025 của Đảng ủy", "7-KL/ĐU (05/02/2025)"),
        (
            "Quy định số 12-QĐ/ĐU, ngày 10/3/2025, sửa ngày 1/4/2025",
            "Quy định 12-QĐ/ĐU (10/3/2025)",
        ),
    ],
)
def test_number_and_day_are_found(text, cited):
    found = parse_grounds(text)
    assert found is not None
    assert (str(found), str(found.citation)) == (text, cited)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đảng ủy cho phép",
        "Quy định số 12-QĐ/ĐU",
        "Quy định số 12-QĐ/ĐU, ngày 10/3",
        "Quy định số 12-QĐ/ĐU, ngày 31/02/2025",
        "Quy định số 12, ngày 10/3/2025",
        "Quyết định số 12/QĐ, ngày 10/3/2025",
        "Quy định của Đảng ủy ngày 10/3/2025",
        "Quy định số 12-QĐ/ĐU, ngày 110/3/20255",
    ],
)
def test_without_one_of_them_there_is_no_ground(text):
    assert parse_grounds(text) is None


def test_the_day_is_the_first():
    found = parse_grounds("Ngày 10/3/2025 Đảng ủy ra Quy định số 12-QĐ/ĐU, hết hạn 31/12/2026")
    assert found is not None and found.day == date(2025, 3, 10)


def test_a_long_text_costs_what_it_is_long():
    assert parse_grounds("số 1 tháng " * 100_000) is None
    assert parse_grounds("1-Q/" + "a." * 500_000) is None
    assert parse_grounds("1" + " " * 1_000_000) is None


def test_the_lengths_that_the_docs_show_hold_one_after_another():
    page = (ROOT / "docs/tham-khao/dinh-dang.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(thoi_luong_toi_thieu:.*?)```", page, re.DOTALL)
    lengths = [_lengths(block) for block in shown]
    assert lengths == [[None, 60, 60, 60], [None, 60, 60, 75]]


def _lengths(block: str) -> list[int | None]:
    roll = (ROOT / "tests/rules/base/organization.yml").read_text(encoding="utf-8")
    parsed = read("organization.yml", (roll + block).encode(), load_standards())
    assert parsed.document is not None and not parsed.problems
    assert isinstance(parsed.document.record, Organization)
    days = (date(2025, 3, 9), date(2025, 3, 10), date(2026, 2, 1), date(2026, 2, 2))
    found = [parsed.document.record.length_on(day) for day in days]
    return [each.minutes if each else None for each in found]
