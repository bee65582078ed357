"""`bienban check` as people meet it: one cause makes one error, and no fault hides another."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from breaking import Break, breaks

from bienban.diagnostics import Diagnostic
from bienban.documents.reader import read
from bienban.documents.workspace import document_paths, library, read_file
from bienban.frames import workspace_standards
from bienban.register import build_register
from bienban.rules.engine import check, local_findings

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/rules/base"
BASE_DAY = date(2026, 3, 15)
SAMPLE_DAY = date(2026, 11, 21)
COMMAND = Path(sys.executable).with_name("bienban")

# What breaks more than one thing, or nothing, and so is no single cause: a removed list takes all
# its entries along, and these values, though gone or other than they were, leave valid documents
# that say something else, which every record that rests on them then contradicts.
NO_SINGLE_CAUSE = {
    *(f"removed {key}" for key in ("theo_doi", "nhiem_vu", "mien_van_du", "trang_thai", "to_chuc")),
    *(f"removed {key}" for key in ("chinh_thuc", "chuc_vu", "sinh_hoat", "mien_sinh_hoat")),
    *("removed den", "removed roi_chi_bo", "nonsense ten", "nonsense ky_hieu"),
}

# The one warning that may stand beside an error, as it judges the very words that were taken away:
# a heading that treated the superior's guidance.
HONEST = {"BB605"}


@cache
def judge(root: Path, day: date) -> Callable[[str, str], list[Diagnostic]]:
    """Return a function that checks `root` with another text in place of one file.

    Every other file is read once, so that a thousand checks take seconds.
    """
    standards = workspace_standards(root).standards
    paths = frozenset(document_paths(root))
    parsed = {path: read_file(root, path, standards) for path in paths}
    local = {
        path: local_findings(path, result.document, result.problems, standards)
        for path, result in parsed.items()
    }

    def checked(path: str, text: str) -> list[Diagnostic]:
        result = read(path, text.encode(), standards)
        found = local_findings(path, result.document, result.problems, standards)
        books = library({**parsed, path: result}.values(), paths)
        register = build_register(books, standards, day)
        return check(register, [f for each in {**local, path: found}.values() for f in each])

    return checked


@cache
def known_findings(root: Path, day: date, path: str) -> frozenset[tuple[str, str]]:
    text = (root / path).read_text(encoding="utf-8")
    return frozenset((d.code, d.path) for d in judge(root, day)(path, text))


def new_findings(root: Path, day: date, broken: Break) -> list[Diagnostic]:
    known = known_findings(root, day, broken.path)
    found = judge(root, day)(broken.path, broken.text)
    return [d for d in found if d.severity == "error" or (d.code, d.path) not in known]


def allowed(found: list[Diagnostic]) -> bool:
    """Tell whether there is at most one error, and beside an error no warning but honest ones."""
    errors = [d for d in found if d.severity == "error"]
    warnings = {d.code for d in found if d.severity != "error"}
    return not errors or (len(errors) == 1 and warnings <= HONEST)


def single_causes(root: Path, path: str) -> list[Break]:
    text = (root / path).read_text(encoding="utf-8")
    made = breaks(path, text)
    return [each for each in made if each.name.split("@")[0].strip() not in NO_SINGLE_CAUSE]


@pytest.mark.parametrize("path", sorted(document_paths(BASE)))
def test_one_cause_makes_one_error(path: str):
    causes = single_causes(BASE, path)
    assert len(causes) > 15
    wrong = {
        cause.name: [f"{d.code} {d.path}:{d.line}" for d in found]
        for cause in causes
        if not allowed(found := new_findings(BASE, BASE_DAY, cause))
    }
    assert wrong == {}


def test_most_breaks_are_found():
    """Some breaks are harmless (an optional key), most are not: the tests above mean something."""
    causes = single_causes(BASE, "meetings/2026/2026-01-05-thuong-ky.md")
    found = [cause for cause in causes if new_findings(BASE, BASE_DAY, cause)]
    assert len(found) > len(causes) * 3 // 4


def test_one_cause_makes_one_error_in_the_sample_cell():
    """A seeded draw of all ways to break the sample cell, where everything hangs together."""
    causes = [c for path in sorted(document_paths(ROOT)) for c in single_causes(ROOT, path)]
    drawn = random.Random(20261121).sample(causes, 150)
    wrong = {
        f"{cause.path}: {cause.name}": [f"{d.code} {d.path}:{d.line}" for d in found]
        for cause in drawn
        if not allowed(found := new_findings(ROOT, SAMPLE_DAY, cause))
    }
    assert wrong == {}


FIVE = """\
---
loai: thuong-ky
ngay: 2026-02-30
gio: 14:00-15:45
dia_diem: Phòng họp số 2
chu_tri: Nguyễn Văn An
thu_ki: Trần Thị Bình
dang_phi: da-thong-bao
dang_phi: du
chuong_trinh:
  - nhom: chinh-tri-tu-tuong
  - nhom: bong-da
---

## I. Mở đầu

Chủ trì nêu <b>lý do</b>.

## II. Nội dung

### 1. Thông tin

#### Thảo luận

- **Đỗ Thị Hạnh:** Nhất trí.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "chi bộ"
    shutil.copytree(BASE, root)
    return root


def bienban(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "-C", root, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


def test_a_document_broken_in_five_ways_at_once(workspace: Path):
    path = "meetings/2026/2026-02-05-thuong-ky.md"
    (workspace / path).write_text(FIVE, encoding="utf-8")
    done = bienban(workspace, "check", "--ngay", "2026-03-15", "--format", "json", path)
    assert done.returncode == 1
    found = {(d["code"], d["line"], d["column"]) for d in json.loads(done.stdout)}
    assert {
        ("BB107", 3, 7),  # no such day
        ("BB105", 7, 1),  # thu_ki is thu_ky
        ("BB104", 9, 1),  # dang_phi twice
        ("BB107", 12, 11),  # no such group
        ("BB111", 17, 13),  # HTML
    } <= found


def test_unreadable_files_do_not_hide_the_others(workspace: Path):
    folder = workspace / "meetings/2026"
    (folder / "2026-03-01-thuong-ky.md").write_bytes(b"\x00\xff\xfe rubbish")
    (folder / "2026-03-02-thuong-ky.md").write_bytes(b"")
    (folder / "2026-03-03-thuong-ky.md").write_text("---\nloai: [\n---\n", encoding="utf-8")
    (folder / "2026-03-04-thuong-ky.md").write_text("---\nloai: thuong-ky\n", encoding="utf-8")
    (folder / "2026-02-05-thuong-ky.md").write_text(FIVE, encoding="utf-8")
    done = bienban(workspace, "check", "--format", "json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)
    codes = {(d["path"].rpartition("/")[2][:10], d["code"]) for d in found}
    assert {
        ("2026-03-01", "BB101"),
        ("2026-03-02", "BB102"),
        ("2026-03-03", "BB103"),
        ("2026-03-04", "BB102"),
        ("2026-02-05", "BB104"),
    } <= codes


def test_a_score_frame_that_cannot_be_read_hides_nothing(workspace: Path):
    folder = workspace / "khung-diem"
    folder.mkdir()
    (folder / "a.yml").write_text("a: [\n", encoding="utf-8")
    (folder / "b.yaml").write_bytes(b"\xff")
    (folder / "c.yml").symlink_to("/etc/passwd")
    (folder / "d.yml").mkdir()
    (folder / "e.yml").write_text("[" * 100_000, encoding="utf-8")
    minutes = workspace / "meetings/2026/2026-02-05-thuong-ky.md"
    minutes.write_text(FIVE, encoding="utf-8")
    done = bienban(workspace, "check", "--ngay", "2026-03-15", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    of_frames = [(d["path"][11:], d["code"]) for d in found if d["path"].startswith("khung-diem/")]
    expected = ["BB103", "BB101", "BB112", "BB112", "BB112"]
    names = ["a.yml", "b.yaml", "c.yml", "d.yml", "e.yml"]
    assert of_frames == list(zip(names, expected, strict=True))
    assert {"BB104", "BB111"} <= {d["code"] for d in found if d["path"].startswith("meetings/")}


def test_a_sound_workspace_exits_0(workspace: Path):
    done = bienban(workspace, "check", "--ngay", "2026-03-15", "--strict")
    assert (done.returncode, done.stdout) == (0, "")
    assert "không có lỗi, không có cảnh báo" in done.stderr
