"""What the engine settles for all rules: the standard that a record of no readable day is under."""

from datetime import date

from bienban.documents.reader import read
from bienban.documents.workspace import library
from bienban.register import build_register
from bienban.rules.engine import check, local_findings
from bienban.standards import load_standards

MINUTES = """---
loai: thuong-ky
ngay: {day}
---

## I. Mở đầu

## II. Nội dung

## III. Kết thúc

### Kết luận chung

Chi bộ thống nhất.
"""


def citations(day: str, path: str) -> dict[str, str]:
    standards = load_standards()
    parsed = read(path, MINUTES.format(day=day).encode(), standards)
    found = local_findings(path, parsed.document, parsed.problems, standards)
    register = build_register(library([parsed], frozenset({path})), standards, date(2026, 3, 15))
    return {d.code: d.citation for d in check(register, found)}


def test_a_record_of_no_readable_day_is_under_the_standard_of_the_day_of_its_path():
    found = citations("07-05-2024", "meetings/2024/2024-05-07-thuong-ky.md")
    assert found["BB208"].startswith("Hướng dẫn 12-HD/BTCTW")
    assert "BB802" not in found


def test_the_day_of_the_record_comes_before_that_of_its_path():
    found = citations("2026-01-05", "meetings/2024/2024-05-07-thuong-ky.md")
    assert found["BB208"].startswith("Hướng dẫn 42-HD/BTCTW")
    assert found["BB802"].startswith("Hướng dẫn 42-HD/BTCTW")


def test_a_record_of_no_day_at_all_is_under_the_newest_standard():
    found = citations("07-05-2024", "meetings/2024/tháng-năm.md")
    assert found["BB208"].startswith("Hướng dẫn 42-HD/BTCTW")
    assert "BB802" not in found
