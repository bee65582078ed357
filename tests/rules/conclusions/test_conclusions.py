"""How often the two rules that guess are right: on real files, against labels written by hand."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from bienban.checking import check_workspace
from bienban.diagnostics import Diagnostic
from bienban.rules.model import Measure
from bienban.rules.registry import rule

HERE = Path(__file__).parent
BASE = HERE.parent / "base"
MINUTES = "meetings/2026/2026-02-05-thuong-ky.md"
THEME = "meetings/2026/2026-02-25-chuyen-de.md"
DAY = date(2026, 3, 15)
HEAD = """\
---
loai: chuyen-de
ngay: 2026-02-25
gio: 14:00-17:00
dia_diem: Phòng họp số 2
chu_tri: Nguyễn Văn An
thu_ky: Trần Thị Bình
gui_tai_lieu: 2026-02-23
chuyen_de: Kết luận thế nào cho rõ
chuong_trinh:
"""


def labelled(name: str) -> list[dict]:
    return yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "chi-bo"))


def checked(root: Path) -> list[Diagnostic]:
    return check_workspace(root, day=DAY).diagnostics


def concluded(root: Path, conclusions: list[str]) -> set[int]:
    """Write minutes with an item for each conclusion; return the numbers that BB205 names."""
    lines = [HEAD + "  - nhom: khac\n" * len(conclusions) + "---\n\n## II. Nội dung\n"]
    items = [f"### {n}. Nội dung\n\n#### Kết luận\n\n{c}\n" for n, c in enumerate(conclusions, 1)]
    text = "\n".join([*lines, *items])
    (root / THEME).write_text(text, encoding="utf-8")
    headings = [n for n, line in enumerate(text.split("\n"), 1) if line == "#### Kết luận"]
    found = [d for d in checked(root) if d.code == "BB205"]
    assert {d.path for d in found} <= {THEME}
    return {headings.index(d.line) for d in found}


def measured(found: set[int], bad: list[bool]) -> tuple[int, int, int, int]:
    return len(bad), sum(bad), len(found), sum(bad[n] for n in found)


def figures(measure: Measure | None) -> tuple[int, int, int, int]:
    assert measure is not None
    return measure.total, measure.bad, measure.found, measure.right


def test_vague_conclusions_that_the_rule_was_not_tuned_on(workspace: Path):
    held_out = labelled("held-out")
    bad = [entry["mo_ho"] for entry in held_out]
    assert len(bad) >= 60
    assert 2 * sum(bad) == len(bad)
    result = measured(concluded(workspace, [entry["ket_luan"] for entry in held_out]), bad)
    measure = rule("BB205").measure
    assert figures(measure) == result, "the figures in bb205.py, and so in its page, have drifted"
    assert measure.precision >= Fraction(9, 10)
    assert measure.recall >= Fraction(1, 2)


def test_vague_conclusions_that_it_was_tuned_on(workspace: Path):
    tuning = labelled("tuning")
    found = concluded(workspace, [entry["ket_luan"] for entry in tuning])
    assert found == {n for n, entry in enumerate(tuning) if entry["mo_ho"]}


def test_the_two_sets_have_nothing_in_common():
    tuning, held_out = ({e["ket_luan"] for e in labelled(n)} for n in ("tuning", "held-out"))
    assert not tuning & held_out


def test_sittings_where_only_office_holders_spoke(workspace: Path):
    sittings = labelled("voices")
    assert len(sittings) >= 60
    found = {n for n, entry in enumerate(sittings) if only_leaders(workspace, entry["y_kien"])}
    measure = rule("BB207").measure
    assert figures(measure) == measured(found, [entry["chi_lanh_dao"] for entry in sittings])
    assert measure.precision >= Fraction(9, 10)


def only_leaders(root: Path, speakers: list[str]) -> bool:
    text = (BASE / MINUTES).read_text(encoding="utf-8")
    spoken = "\n".join(f"- **{name}:** Phát biểu ý kiến." for name in speakers)
    for old, new in (
        ("- **Hoàng Văn Giang:** Dư luận quan tâm việc sắp xếp đơn vị.", spoken),
        ("- **Trần Thị Bình:** Chi ủy đề nghị lập danh sách hồ sơ số hóa.", ""),
        ("dang_phi:", "khach_moi:\n  Hoàng Văn Em: Phó Bí thư Đảng ủy\ndang_phi:"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (root / MINUTES).write_text(text, encoding="utf-8")
    return any(d.code == "BB207" for d in checked(root))
