"""What is kept saves the reading, and never changes what is found."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from bienban import cache, packs, reading
from bienban.checking import check_workspace

BASE = Path(__file__).parents[1] / "rules/base"
PAPER = "resolutions/2025-2027/01-KL-CB.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache.cache_folder()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy = tmp_path / "so"
    shutil.copytree(BASE, copy)
    return copy


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were really read, in order."""
    paths: list[str] = []
    real = reading.judge

    def spy(path, data, standards):
        paths.append(path)
        return real(path, data, standards)

    monkeypatch.setattr(reading, "judge", spy)
    return paths


def shown(root: Path) -> list[str]:
    found = check_workspace(root, day=date(2026, 3, 15)).diagnostics
    return [f"{d.code} {d.path}:{d.line}:{d.column} {d.message}" for d in found]


def test_a_second_run_reads_only_what_changed(root: Path, judged: list[str]):
    shown(root)
    assert len(judged) == 11
    judged.clear()
    assert shown(root) == []
    assert judged == []
    with (root / PAPER).open("a", encoding="utf-8") as file:
        file.write("\n<b>đậm</b> 0912 345 678\n")
    found = shown(root)
    assert judged == [PAPER]
    assert {line[:5] for line in found} == {"BB111", "BB702"}
    assert shown(root) == found
    assert judged == [PAPER]


def test_another_roll_is_seen_and_nothing_is_read_for_it(root: Path, judged: list[str]):
    shown(root)
    judged.clear()
    place = root / "organization.yml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("Bùi Đăng Khoa", "Bùi Đăng Khôi"), encoding="utf-8")
    found = shown(root)
    assert any(line.startswith("BB301") and "Bùi Đăng Khoa" in line for line in found)
    assert judged == ["organization.yml"]
    place.write_text(text, encoding="utf-8")
    assert shown(root) == []


def test_another_roll_and_other_files_are_read_by_two_processes(root: Path):
    shown(root)
    place = root / "organization.yml"
    text = place.read_text(encoding="utf-8").replace("Bùi Đăng Khoa", "Bùi Đăng Khôi")
    place.write_text(text, encoding="utf-8")
    day = date(2026, 3, 15)
    two = check_workspace(root, day=day, workers=2).diagnostics
    assert two
    assert two == check_workspace(root, day=day, workers=1).diagnostics


@pytest.mark.parametrize("spoil", [b"rubbish", b"", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_spoilt_cache_is_as_none(root: Path, folder: Path, judged: list[str], spoil: bytes):
    shown(root)
    for path in folder.iterdir():
        path.write_bytes(spoil)
    assert shown(root) == []
    assert len(judged) == 22


def test_a_value_that_was_changed_is_not_believed():
    book = cache.key(b"one")
    cache.save(book, [b"value", b"other"])
    cache.save(cache.key(b"two"), [b"elsewhere"])
    first, second = cache.load(book)
    assert cache.load(book) == {first: b"value", second: b"other"}
    (place,) = cache.cache_folder().iterdir()
    place.write_bytes(place.read_bytes().replace(b"value", b"VALUE"))
    assert cache.load(book) == {second: b"other"}


def test_packs_are_replaced_and_the_oldest_go_first():
    book, other = cache.key(b"one"), cache.key(b"two")
    cache.save(book, [b"first", b"second"])
    first, second = cache.load(book)
    cache.save(book, [b"third"], [first])
    assert sorted(cache.load(book).values()) == [b"second", b"third"]
    cache.save(other, [b"%d" % n for n in range(cache.MAX_PACKS - 1)])
    assert list(cache.load(book).values()) == [b"third"]
    assert second not in cache.load(book)


def test_the_folder_is_the_users_alone(folder: Path):
    cache.save(cache.key(b"one"), [b"value"])
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_but_values_is_made_of_kept_bytes():
    assert packs.unpack(pickle.dumps([(print,) * 8])) == []
    assert packs.unpack(pickle.dumps([(Path("/"),) * 8])) == []
    assert packs.unpack(pickle.dumps([(1, 2)])) == []
    assert packs.unpack(b"rubbish") == []
