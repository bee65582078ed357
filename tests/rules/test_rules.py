"""Every rule on real files: its cases, its example, and both sides of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from bienban.checking import check_workspace
from bienban.diagnostics import Diagnostic
from bienban.rules.model import Example
from bienban.rules.registry import RULES

HERE = Path(__file__).parent
BASE = HERE / "base"
DAY = date(2026, 3, 15)
CASES = sorted(path for path in HERE.glob("BB*/*.yml"))


def findings(root: Path, day: date = DAY) -> list[Diagnostic]:
    return check_workspace(root, day=day).diagnostics


def shown(found: list[Diagnostic]) -> list[str]:
    return [f"{d.code} {d.path}:{d.line}:{d.column}" for d in found]


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} times: {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "chi-bo"
    shutil.copytree(BASE, root)
    return root


def apply(root: Path, case: dict) -> None:
    for edit in case.get("sua") or ():
        replace_once(root / edit["tep"], edit["thay"], edit["bang"])
    for name, content in (case.get("them") or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            (root / name).write_bytes(content)
        else:
            (root / name).write_text(content, encoding="utf-8")
    for name, target in (case.get("lien_ket") or {}).items():
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(target)
    for name, size in (case.get("day_them") or {}).items():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("x" * size)
    for name in case.get("bo") or ():
        (root / name).unlink()


def test_the_base_has_no_finding():
    assert shown(findings(BASE)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path, workspace: Path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    apply(workspace, case)
    found = findings(workspace, case.get("ngay", DAY))
    assert shown(found) == sorted(case["mong_doi"], key=_place)
    if wanted := case.get("chua"):
        assert any(wanted in f"{d.message} {d.help}" for d in found)
    if cited := case.get("can_cu"):
        assert {d.citation for d in found} == {cited}


def _place(line: str) -> tuple[str, int, int, str]:
    code, _, place = line.partition(" ")
    path, row, column = place.rsplit(":", 2)
    return path, int(row), int(column), code


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.example], ids=lambda r: r.code)
def test_example(rule, workspace: Path):
    day = spoil(workspace, rule.code, rule.example)
    found = findings(workspace, day)
    assert {d.code for d in found} == {rule.code}, shown(found)
    assert {d.severity for d in found} == {rule.severity}


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("BB107", "error"),
        ("BB204", "warning"),
        ("BB301", "warning"),
        ("BB401", "warning"),
        ("BB701", "error"),
        ("BB702", "error"),
        ("BB703", "error"),
        ("BB801", "warning"),
    ],
)
def test_a_record_from_a_paper_book_warns_except_of_what_no_book_may_hold(
    code: str, severity: str, workspace: Path
):
    rule = next(rule for rule in RULES if rule.code == code)
    day = spoil(workspace, code, rule.example)
    replace_first(workspace / rule.example.path, "---\n", "---\nnguon: so-giay\n")
    assert {(d.code, d.severity) for d in findings(workspace, day)} == {(code, severity)}


def test_what_lies_back_is_told_by_age_and_cites_what_was_in_force_then(workspace: Path):
    replace_once(workspace / "organization.yml", "so_tu: 2026-01-01", "so_tu: 2024-10-01")
    found = [d for d in findings(workspace) if d.code == "BB602"]
    old, new = "Hướng dẫn 12-HD/BTCTW (06/7/2018)", "Hướng dẫn 42-HD/BTCTW (28/10/2025)"
    quarters = [("IV/2024", old), ("I/2025", old), ("II/2025", old), ("III/2025", old)]
    assert [(d.message.split()[-3], d.citation) for d in found] == [*quarters, ("IV/2025", new)]


@pytest.mark.parametrize(
    ("so_tu", "months"),
    [
        ("2025-12-01", "tháng 12/2025"),
        ("2025-10-01", "từ tháng 10/2025 đến tháng 12/2025"),
    ],
)
def test_a_run_of_months_reads_well(so_tu: str, months: str, workspace: Path):
    replace_once(workspace / "organization.yml", "so_tu: 2026-01-01", f"so_tu: {so_tu}")
    (found,) = [d for d in findings(workspace) if d.code == "BB601"]
    assert found.message.endswith(f", nhưng {months} không có")


def test_a_gap_in_numbers_cites_what_was_in_force_at_the_next_number(workspace: Path):
    case = HERE / "BB502" / "two-missing.yml"
    apply(workspace, yaml.safe_load(case.read_text(encoding="utf-8")))
    (found,) = [d for d in findings(workspace, date(2026, 12, 1)) if d.code == "BB502"]
    assert found.citation == "Hướng dẫn 36-HD/VPTW (03/4/2018)"


def replace_first(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def spoil(root: Path, code: str, example: Example) -> date:
    """Bring the workspace from the good side of an example to the bad one."""
    day = DAY
    if example.case:
        case = yaml.safe_load((HERE / code / f"{example.case}.yml").read_text(encoding="utf-8"))
        assert not case["mong_doi"], "an example starts from a case without findings"
        apply(root, case)
        day = case.get("ngay", DAY)
    path = root / example.path
    text, good = path.read_bytes(), example.good.encode()
    assert text.count(good) == 1, f"{path.name} has {text.count(good)} times: {example.good!r}"
    path.unlink()
    if example.bad is not None:
        bad = text.replace(good, example.bad.encode(example.encoding))
        (root / (example.moved or example.path)).write_bytes(bad)
    return day


# What the trail finds needs a history: tests/acceptance/test_trail_rules.py shows both sides of it.
@pytest.mark.parametrize("rule", [r for r in RULES if not r.trail], ids=lambda rule: rule.code)
def test_every_rule_has_both_sides(rule):
    cases = [
        yaml.safe_load(path.read_text(encoding="utf-8"))["mong_doi"]
        for path in CASES
        if path.parent.name == rule.code
    ]
    failing = [case for case in cases if any(line.startswith(rule.code) for line in case)]
    passing = [case for case in cases if not any(line.startswith(rule.code) for line in case)]
    assert failing, f"{rule.code} has no failing case"
    assert passing, f"{rule.code} has no passing case"


def test_the_registry_is_whole_and_sorted():
    codes = [rule.code for rule in RULES]
    modules = sorted(
        path.stem.upper() for path in (HERE.parents[1] / "scripts/bienban/rules").glob("bb*.py")
    )
    assert codes == modules
    assert len(set(codes)) == len(codes)
