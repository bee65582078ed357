"""The editor's check says what the command's says, and reads only what changed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bienban import reading
from bienban.checking import check_workspace
from bienban.lsp import book as module
from bienban.lsp.book import Book, StoppedError
from bienban.trail.verdicts import Finding, TrailReport

BASE = Path(__file__).resolve().parents[2] / "rules" / "base"
DAY = date(2026, 3, 15)
MINUTES = "meetings/2026/2026-02-05-thuong-ky.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "b"))


def flat(outcome):
    return [d for path in sorted(outcome.findings) for d in outcome.findings[path]]


def test_it_finds_what_check_finds(root):
    book = Book(root, DAY)
    text = (root / MINUTES).read_bytes()
    for data in (text, text.replace(b"loai: thuong-ky", b"loai: hop"), b"\xff", b"", text[:300]):
        overlay = {MINUTES: data, "meetings/2026/2026-03-06-chi-uy.md": text}
        expected = check_workspace(root, day=DAY, overlay=overlay).diagnostics
        assert flat(book.check(overlay)) == expected
    assert flat(book.check({})) == []


@pytest.fixture
def read(root, monkeypatch):
    """The paths that are read: one by one, and by what `check` reads with."""
    told = []
    one, every = module.read_file, reading.read

    def read_one(base, path, *rest):
        told.append(path)
        return one(base, path, *rest)

    def read_in_all(path, *rest):
        told.append(f"all: {path}")
        return every(path, *rest)

    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
    monkeypatch.setattr(module, "read_file", read_one)
    monkeypatch.setattr(reading, "read", read_in_all)
    return told


def test_only_what_changed_is_read_again(root, read):
    book = Book(root, DAY)
    book.check({})
    assert f"all: {MINUTES}" in read
    read.clear()
    book.check({})
    assert read == []
    book.check({MINUTES: b"---\n"})
    assert read == [MINUTES]
    read.clear()
    (root / "organization.yml").write_text("ten: x\n", encoding="utf-8")
    book.check({MINUTES: b"---\n"})
    assert read == ["organization.yml"]


def test_what_check_kept_is_not_read_again(root, read, monkeypatch):
    expected = check_workspace(root, day=DAY).diagnostics
    assert f"all: {MINUTES}" in read
    read.clear()
    book = Book(root, DAY)
    assert flat(book.check({})) == expected
    assert read == []
    monkeypatch.setattr(module, "MANY", 1)
    for path in (root / "meetings").rglob("*.md"):
        path.write_bytes(path.read_bytes() + b"\n")
    expected = check_workspace(root, day=DAY).diagnostics
    read.clear()
    assert flat(book.check({})) == expected
    assert read == []


def test_what_was_judged_of_the_trail_is_reported_with_the_rest(root):
    book = Book(root, DAY)
    found = Finding("BB901", MINUTES, "`a` phải có phê duyệt", "phê duyệt")
    book.trail = TrailReport(True, findings=(found,))
    expected = check_workspace(root, day=DAY, trail=book.trail).diagnostics
    assert [d.code for d in expected] == ["BB901"]
    assert flat(book.check({})) == expected


def test_a_stopped_check_leaves_the_book_whole(root):
    book = Book(root, DAY)
    with pytest.raises(StoppedError):
        book.check({}, lambda: True)
    assert flat(book.check({})) == []


def test_a_changed_frame_is_heard_of(root):
    book = Book(root, DAY)
    book.check({})
    (root / "khung-diem").mkdir()
    (root / "khung-diem" / "x.yml").write_text("ma: [", encoding="utf-8")
    expected = check_workspace(root, day=DAY).diagnostics
    assert [(d.code, d.path) for d in expected] == [("BB103", "khung-diem/x.yml")]
    assert flat(book.check({})) == expected
    (root / "khung-diem" / "x.yml").unlink()
    assert flat(book.check({})) == []


def test_a_frame_is_judged_as_it_is_typed_and_nothing_else_again(root, read):
    path = "khung-diem/x.yml"
    book = Book(root, DAY)
    book.check({path: b"ma: ["})
    read.clear()
    for data in (b"ma: [x", b"ma: x\n", b""):
        expected = check_workspace(root, day=DAY, overlay={path: data}).diagnostics
        assert {d.path for d in expected} == {path}
        read.clear()
        assert flat(book.check({path: data})) == expected
        assert read == []
    assert flat(book.check({})) == []


def test_another_frame_judges_everything_again(root):
    path = "khung-diem/hd-42-2025.yml"
    text = "ten: Khung\nso: 1-HD/TU\nngay: 2025-01-01\nbac:\n- {ma: gioi, ten: Giỏi, tu: 0}\n"
    book = Book(root, DAY)
    assert flat(book.check({})) == []
    found = book.check({path: text.encode()})
    assert {d.code for d in flat(found)} == {"BB801"}
    assert flat(found) == check_workspace(root, day=DAY, overlay={path: text.encode()}).diagnostics


def test_a_link_is_refused_in_the_editor_too(root, tmp_path):
    (tmp_path / "x.md").write_bytes((root / MINUTES).read_bytes())
    (root / MINUTES).unlink()
    (root / MINUTES).symlink_to(tmp_path / "x.md")
    found = Book(root, DAY).check({MINUTES: b"---\n---\n"}).findings[MINUTES]
    assert [d.code for d in found] == ["BB112"]
