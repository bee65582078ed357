"""The gate, met as people meet it: with plain `git push`, over real bare repositories."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from approvalkit import OLD, SITTING, base_text, bienban, office, shared, sitting
from trailkit import CUONG, Repo

BRANCH = "bat-thuong"


@pytest.fixture
def cell(tmp_path: Path) -> Repo:
    """A clone whose origin, a bare repository, has the gate."""
    cell = office(tmp_path)
    bare = shared(cell, tmp_path)
    done = bienban(tmp_path, "hook", "install", "--server", str(bare))
    assert done.code == 0, done.err
    assert "nhánh «main»" in done.out
    return cell


def push(repo: Repo, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "push", "origin", *arguments],
        cwd=repo.path, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def on_server(repo: Repo) -> str:
    return repo.git("ls-remote", "origin", "refs/heads/main").split("\t")[0]


def refused(repo: Repo, *arguments: str, words: tuple[str, ...]) -> str:
    before = on_server(repo)
    done = push(repo, *arguments)
    assert done.returncode != 0
    for word in words:
        assert word in done.stderr
    assert on_server(repo) == before
    return done.stderr


def test_an_approval_passes(cell: Repo) -> None:
    cell.draft(BRANCH, {SITTING: sitting()})
    assert push(cell, BRANCH).returncode == 0
    assert bienban(cell, "approve", BRANCH, "--yes").code == 0
    done = push(cell, "main")
    assert done.returncode == 0, done.stderr
    assert on_server(cell) == cell.id("main")


def test_docs_and_other_branches_pass(cell: Repo) -> None:
    cell.push_straight({"docs/a.md": "a\n"})
    assert push(cell, "main").returncode == 0
    cell.git("checkout", "-q", "-b", "nhap")
    cell.commit("Nháp", {SITTING: sitting()})
    assert push(cell, "nhap", "--force").returncode == 0
    assert push(cell, ":nhap").returncode == 0


def test_a_direct_push_is_refused_with_its_reason(cell: Repo) -> None:
    cell.push_straight({SITTING: sitting()})
    said = refused(cell, "main", words=("BB906", SITTING, "từ chối", "cách sửa"))
    assert "Traceback" not in said


def test_a_merge_by_hand_is_refused(cell: Repo) -> None:
    cell.draft(BRANCH, {SITTING: sitting()})
    cell.merge(BRANCH, key="an")
    refused(cell, "main", words=("BB901",))


def test_an_unsigned_approval_is_refused(cell: Repo) -> None:
    cell.draft(BRANCH, {SITTING: sitting()})
    cell.approve(BRANCH, key=None)
    refused(cell, "main", words=("BB905",))


def test_an_approval_of_tomorrow_is_refused(cell: Repo) -> None:
    cell.draft(BRANCH, {SITTING: sitting()})
    cell.approve(BRANCH, at="2031-01-01")
    refused(cell, "main", words=("BB909",))


def test_a_self_made_roster_is_refused(cell: Repo) -> None:
    text = (cell.path / "organization.yml").read_text(encoding="utf-8")
    cell.push_straight({"organization.yml": text + "# thêm\n"})
    refused(cell, "main", words=("BB910",))


def test_deleting_main_is_refused(cell: Repo) -> None:
    refused(cell, ":main", words=("không ai được xóa nhánh «main»",))


def test_a_forced_push_is_refused(cell: Repo) -> None:
    cell.push_straight({"docs/a.md": "a\n"})
    assert push(cell, "main").returncode == 0
    cell.git("reset", "-q", "--hard", "main^")
    cell.push_straight({"docs/b.md": "b\n"})
    refused(cell, "+main", words=("ghi đè lịch sử", "BB907"))


def test_a_foxtrot_merge_is_refused(cell: Repo) -> None:
    cell.git("branch", "-q", "khac")
    cell.push_straight({"docs/a.md": "a\n"})
    assert push(cell, "main").returncode == 0
    cell.git("checkout", "-q", "khac")
    cell.commit("Nháp", {"docs/b.md": "b\n"})
    cell.git("merge", "-q", "--no-ff", "-m", "Hợp nhất ngược", "main")
    refused(cell, "khac:main", words=("BB907",))


def test_a_fault_and_its_healing_pass_together(cell: Repo) -> None:
    faulty = cell.push_straight({SITTING: sitting()}, by=CUONG, at="2026-03-11")
    refused(cell, "main", words=("BB906",))
    cell.draft("khac", {"docs/a.md": "a\n"})
    cell.approve("khac", despite=(faulty,), at="2026-03-12")
    done = push(cell, "main")
    assert done.returncode == 0, done.stderr


def test_a_fault_from_before_the_gate_stops_nobody(tmp_path: Path) -> None:
    cell = office(tmp_path)
    cell.push_straight({OLD: base_text(OLD) + "\nThêm.\n"})
    bare = shared(cell, tmp_path)
    assert bienban(tmp_path, "hook", "install", "--server", str(bare)).code == 0
    cell.push_straight({"docs/a.md": "a\n"})
    assert push(cell, "main").returncode == 0


def test_the_first_push_makes_the_root_of_trust_and_says_so(tmp_path: Path) -> None:
    cell = office(tmp_path)
    bare = tmp_path / "moi.git"
    cell.git("init", "-q", "--bare", "-b", "main", str(bare))
    cell.git("remote", "add", "origin", str(bare))
    assert bienban(tmp_path, "hook", "install", "--server", str(bare)).code == 0
    done = push(cell, "main")
    assert done.returncode == 0, done.stderr
    assert f"Gốc tin cậy của sổ từ nay là {cell.id('main')}" in done.stderr


def test_a_first_push_with_a_fault_is_refused(tmp_path: Path) -> None:
    cell = office(tmp_path)
    cell.push_straight({SITTING: sitting()})
    bare = tmp_path / "moi.git"
    cell.git("init", "-q", "--bare", "-b", "main", str(bare))
    cell.git("remote", "add", "origin", str(bare))
    assert bienban(tmp_path, "hook", "install", "--server", str(bare)).code == 0
    refused(cell, "main", words=("BB906",))


def test_the_gate_fails_closed(cell: Repo, tmp_path: Path) -> None:
    hook = tmp_path / "goc.git" / "hooks" / "pre-receive"
    text = hook.read_text(encoding="utf-8")
    cell.push_straight({"docs/a.md": "a\n"})
    first = next(line for line in text.splitlines() if line.startswith("python="))
    hook.write_text(text.replace(first, "python=/khong/co/python"), encoding="utf-8")
    refused(cell, "main", words=("không thấy /khong/co/python nên từ chối",))
    hook.write_text(text.replace(first, f"python={shutil.which('python3', path='/usr/bin')}"))
    refused(cell, "main", words=("nên từ chối",))


# In a clone


def test_a_clone_stops_its_own_push(tmp_path: Path) -> None:
    cell = office(tmp_path)
    shared(cell, tmp_path)
    assert bienban(cell, "hook", "install", "--local").code == 0
    cell.draft(BRANCH, {SITTING: sitting()})
    assert push(cell, BRANCH).returncode == 0
    assert bienban(cell, "approve", BRANCH, "--yes", "--push").code == 0
    cell.push_straight({OLD: base_text(OLD) + "\nThêm.\n"})
    refused(cell, "main", words=("BB906", OLD))


# Installing


def test_a_foreign_hook_is_left_alone(tmp_path: Path) -> None:
    cell = office(tmp_path)
    hook = cell.path / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = bienban(cell, "hook", "install", "--local")
    assert done.code == 1
    assert "đã có hook khác" in done.err
    assert bienban(cell, "hook", "uninstall").code == 1
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"


def test_installing_again_renews_and_uninstalling_takes_away(cell: Repo, tmp_path: Path) -> None:
    bare = tmp_path / "goc.git"
    assert bienban(bare, "hook", "install", "--server").code == 0
    assert bienban(bare, "hook", "uninstall").code == 0
    assert not (bare / "hooks" / "pre-receive").exists()
    cell.push_straight({SITTING: sitting()})
    assert push(cell, "main").returncode == 0


def test_the_folder_of_hooks_that_git_uses_is_taken(tmp_path: Path) -> None:
    cell = office(tmp_path)
    cell.git("config", "core.hooksPath", "cong-cu")
    assert bienban(cell, "hook", "install", "--local").code == 0
    assert (cell.path / "cong-cu" / "pre-push").is_file()


@pytest.mark.parametrize("arguments", [(), ("--server", "--local")])
def test_one_of_two_places_must_be_named(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert bienban(office(tmp_path), "hook", "install", *arguments).code == 2


def test_bad_input(tmp_path: Path) -> None:
    cell = office(tmp_path)
    done = bienban(cell, "hook", "install", "--server")
    assert (done.code, "--local" in done.err) == (1, True)
    shutil.rmtree(cell.path / ".git")
    done = bienban(cell, "hook", "install", "--local")
    assert done.code == 1
    assert "không phải là gốc của một kho Git" in done.err
    done = bienban(tmp_path, "hook", "install", "--server", "khong-co")
    assert done.code == 1


def test_an_empty_repository_can_be_guarded_before_its_first_push(tmp_path: Path) -> None:
    cell = office(tmp_path)
    shutil.rmtree(cell.path / ".git")
    cell.git("init", "-q", "-b", "main")
    assert bienban(cell, "hook", "install", "--local").code == 0


def test_a_shallow_clone_is_refused(tmp_path: Path) -> None:
    cell = office(tmp_path)
    cell.push_straight({"docs/a.md": "a\n"})
    cell.git("clone", "-q", "--depth", "1", f"file://{cell.path}", str(tmp_path / "nong"))
    done = bienban(tmp_path / "nong", "hook", "install", "--local")
    assert done.code == 1
    assert "git fetch --unshallow" in done.err


def test_without_ssh_keygen_the_gate_refuses(cell: Repo, tmp_path: Path) -> None:
    cell.draft(BRANCH, {SITTING: sitting()})
    cell.approve(BRANCH, at="2026-03-12")
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("git", "sh", "git-receive-pack", "git-upload-pack"):
        (folder / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        ["git", "push", "origin", "main"], cwd=cell.path, capture_output=True, text=True,
        encoding="utf-8", check=False, env={**os.environ, "PATH": str(folder)},
    )  # fmt: skip
    assert done.returncode != 0
    assert "chưa có ssh-keygen" in done.stderr
