"""A workspace's own score frames: which files they are, and what is said of those that fail."""

import shutil
from pathlib import Path

import pytest

from bienban.frames import frame_paths, is_frame, workspace_standards
from bienban.standards import load_standards

FRAME = "ten: Khung\nso: 15-HD/BTCTU\nngay: 2026-02-06\nbac:\n  - {ma: tot, ten: Tốt, tu: 0}\n"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("khung-diem/tinh.yml", True),
        ("khung-diem/tỉnh.yaml", True),
        ("khung-diem/.tinh.yml", False),
        ("khung-diem/tinh.yml.bak", False),
        ("khung-diem/cu/tinh.yml", False),
        ("meetings/khung-diem/tinh.yml", False),
        ("organization.yml", False),
    ],
)
def test_which_files_are_frames(path, expected):
    assert is_frame(path) is expected


def test_without_frames_the_standards_are_those_of_the_package(tmp_path: Path):
    assert frame_paths(tmp_path) == []
    own = workspace_standards(tmp_path)
    assert (own.standards, own.findings) == (load_standards(), ())


def test_frames_are_read_and_a_text_stands_in_place_of_a_file(tmp_path: Path):
    (tmp_path / "khung-diem").mkdir()
    (tmp_path / "khung-diem/a.yml").write_text(FRAME, encoding="utf-8")
    changed = FRAME.replace("Khung", "Khung khác").encode()
    own = workspace_standards(tmp_path, {"khung-diem/a.yml": changed, "khung-diem/b.yml": b"x: ["})
    assert own.standards.frame("a").name == "Khung khác"
    assert own.standards.spoilt == {"b"}
    assert [code for code, _ in own.findings] == ["BB103"]


def test_a_frame_on_a_mac_is_named_as_people_write_it(tmp_path: Path):
    own = workspace_standards(tmp_path, {"khung-diem/ti\u0309nh.yml": FRAME.encode()})
    assert own.standards.frame("tỉnh").name == "Khung"


def test_a_frame_that_states_its_code_is_spoilt_under_it(tmp_path: Path):
    bad = f"ma: hd-42-2025\n{FRAME}sai: 1\n".encode()
    own = workspace_standards(tmp_path, {"khung-diem/x.yml": bad})
    assert own.standards.spoilt == {"hd-42-2025"}


@pytest.mark.parametrize("line", ["ngay: 0206-02-06", "hieu_luc: 2206-03-01", "ngay: 6/2/2206"])
def test_a_mistyped_year_of_a_frame_is_told(tmp_path: Path, line: str):
    key, _, _day = line.partition(": ")
    bad = f"{line}\n{FRAME.replace(f'{key}: 2026-02-06', f'# {key}')}"
    own = workspace_standards(tmp_path, {"khung-diem/x.yml": bad.encode()})
    ((code, found),) = own.findings
    assert code == "BB107"
    assert found.message.startswith(f"`{key}` phải có năm từ 1930 đến 2200, nhưng là '")
    assert found.position == (1, 1)
    assert own.standards.spoilt == {"x"}


def test_the_folder_may_be_no_folder(tmp_path: Path):
    (tmp_path / "khung-diem").write_text("x")
    assert frame_paths(tmp_path) == []
    (tmp_path / "khung-diem").unlink()
    (tmp_path / "khung-diem").symlink_to(shutil.os.sep)
    assert [(code, f.path) for code, f in workspace_standards(tmp_path).findings] == [
        ("BB112", "khung-diem")
    ]


def test_a_place_is_told_as_the_author_sees_it(tmp_path: Path):
    text = FRAME.replace("ten: Khung\n", "ten: Khung\nsai: 1\n").replace(
        "Khung", "Khu\u200bng\u0309"
    )
    ((code, found),) = workspace_standards(tmp_path, {"khung-diem/x.yml": text.encode()}).findings
    assert (code, found.position.line, found.position.column) == ("BB105", 2, 1)


def test_what_is_no_frame_at_all_does_not_flood(tmp_path: Path):
    text = "ten: x\nmuc:\n" + "  - {sai: 1, toida: 2}\n" * 5000
    found = workspace_standards(tmp_path, {"khung-diem/x.yml": text.encode()}).findings
    assert 10 < len(found) <= 50
