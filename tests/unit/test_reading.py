"""What is kept saves the reading, and never changes what is found."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from bienban import cache, overall, packs, reading
from bienban.checking import check_workspace
from bienban.dates import Month
from bienban.documents.position import Position
from bienban.register import Register
from bienban.rules.model import Finding

BASE = Path(__file__).parents[1] / "rules/base"
FRAME = """\
ten: Khung điểm của tỉnh
so: 15-HD/BTCTU
ngay: 2026-02-06
bac:
  - {ma: tot, ten: Tốt, tu: 95}
  - {ma: kem, ten: Kém, tu: 0}
"""
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
    real = reading.read

    def spy(path, data, standards):
        paths.append(path)
        return real(path, data, standards)

    monkeypatch.setattr(reading, "read", spy)
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


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[Register]:
    """The registers over which the rules that are kept really ran, in order."""
    ran: list[Register] = []
    real = overall.register_findings

    def spy(register):
        ran.append(register)
        return real(register)

    monkeypatch.setattr(overall, "register_findings", spy)
    return ran


def test_the_register_is_judged_again_only_where_front_matter_or_files_changed(
    root: Path, linked: list[Register]
):
    shown(root)
    with (root / PAPER).open("a", encoding="utf-8") as file:
        file.write("\nChi bộ giao đồng chí Bí thư theo dõi.\n")
    assert shown(root) == []
    assert len(linked) == 1
    place = root / PAPER
    written = place.read_text(encoding="utf-8")
    replacing = written.replace("\nngay:", "\nthay_the: [2025-2027/09-NQ-CB]\nngay:", 1)
    place.write_text(replacing, encoding="utf-8")
    assert any(line.startswith("BB506") for line in shown(root))
    place.write_text(written, encoding="utf-8")
    assert shown(root) == []
    (root / "meetings/ghi-chu.pdf").write_bytes(b"%PDF")
    assert shown(root) == []
    assert len(linked) == 4


def test_a_changed_frame_is_judged_anew(root: Path, linked: list[Register]):
    place = root / "khung-diem/tinh-ta.yml"
    place.parent.mkdir()
    place.write_text(FRAME, encoding="utf-8")
    roll = root / "organization.yml"
    text = roll.read_text(encoding="utf-8")
    roll.write_text(text.replace("khung_diem: hd-42-2025", "khung_diem: tinh-ta"), "utf-8")
    assert shown(root) == []
    place.write_text(FRAME.replace("2026-02-06", "2026-02-05"), encoding="utf-8")
    assert [line[:5] for line in shown(root)] == ["BB801"]
    place.write_text("ma: [", encoding="utf-8")
    assert [line[:5] for line in shown(root)] == ["BB103"]
    place.unlink()
    assert [line[:5] for line in shown(root)] == ["BB107"]
    assert len(linked) == 4


def test_another_day_of_judgement_is_judged_anew(root: Path, linked: list[Register]):
    check_workspace(root, day=date(2026, 3, 15))
    late = check_workspace(root, day=date(2026, 6, 15)).diagnostics
    assert "BB601" in {d.code for d in late}
    assert len(linked) == 2


def test_findings_are_kept_for_their_state_alone():
    found = (("BB502", Finding("a.md", Position(1, 2), "thiếu số", month=Month(2026, 1))),)
    kept = packs.pack_findings(b"state", found)
    assert packs.unpack_findings(kept, b"state") == found
    assert packs.unpack_findings(kept, b"other") is None
    assert packs.unpack_findings(b"rubbish", b"state") is None


def test_organization_is_read_once_and_not_at_all_where_it_is_kept(root: Path, judged: list[str]):
    shown(root)
    assert judged.count("organization.yml") == 1
    judged.clear()
    (root / PAPER).write_text((root / PAPER).read_text(encoding="utf-8") + "\nx\n", "utf-8")
    shown(root)
    assert judged == [PAPER]


def test_the_register_shares_the_roll_that_documents_were_judged_among(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    seen = []
    real = reading.among
    monkeypatch.setattr(reading, "among", lambda cell, each: seen.append(cell) or real(cell, each))
    register = check_workspace(root, day=date(2026, 3, 15)).register
    assert register.roster is seen[0].register(register.library, register.today).roster
    assert register.roster is seen[0].alone([]).roster


@pytest.mark.parametrize("workers", [1, 2])
def test_an_empty_roll_is_a_roll(root: Path, workers: int):
    (root / "organization.yml").write_bytes(b"")
    for _ in range(2):
        checked = check_workspace(root, day=date(2026, 3, 15), workers=workers)
        assert checked.register.roster.document is not None
    (root / "organization.yml").unlink()
    checked = check_workspace(root, day=date(2026, 3, 15), workers=workers)
    assert checked.register.roster.document is None
