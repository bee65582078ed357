"""`bienban trail` as people call it: list, story, verification, memory, bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trailkit import AN, FEBRUARY, MINUTES, ORGANIZATION, Person, Repo, fresh, minutes


def trail(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    bienban = Path(sys.executable).with_name("bienban")
    return subprocess.run(
        [str(bienban), "-C", str(folder), "trail", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = fresh(tmp_path)
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", at="2026-01-07")
    return repo


def test_the_whole_history_with_a_fault_exits_one_and_says_it_once(repo: Repo) -> None:
    repo.push_straight({FEBRUARY: minutes("2026-02-05")})
    done = trail(repo.path, "--verify")
    assert done.returncode == 1
    assert done.stdout.count("BB906") == 1
    assert f"{FEBRUARY}: BB906" in done.stdout
    assert "cách sửa:" in done.stdout


def test_the_whole_history_without_fault_exits_zero(repo: Repo) -> None:
    done = trail(repo.path, "--verify")
    assert done.returncode == 0
    assert "1 lần phê duyệt" in done.stdout
    assert repo.judge().root in done.stdout


def test_the_list_says_of_each_document_who_and_when(repo: Repo) -> None:
    done = trail(repo.path)
    assert done.returncode == 0
    line = next(line for line in done.stdout.splitlines() if line.startswith(MINUTES))
    assert f"Đã phê duyệt: Bí thư {AN.name}, 07/01/2026" in line


def test_one_document_tells_its_story(repo: Repo) -> None:
    repo.draft("sua", {MINUTES: minutes(corrections=1)}, at="2026-01-09")
    repo.approve("sua", at="2026-01-10")
    done = trail(repo.path, MINUTES)
    assert done.returncode == 0
    steps = [line.split("Soạn:")[0] for line in done.stdout.splitlines() if " · commit " in line]
    assert len(steps) == 4
    assert "Phê duyệt bản đính chính: Bí thư Nguyễn Văn An" in done.stdout
    assert "khóa SHA256:" in done.stdout


def test_json_has_the_same_as_data(repo: Repo) -> None:
    data = json.loads(trail(repo.path, "--format", "json").stdout)
    assert data["applies"] is True
    assert data["findings"] == []
    (document,) = [d for d in data["documents"] if d["path"] == MINUTES]
    assert document["status"] == "approved"
    assert document["approval"]["person_id"] == AN.id
    assert document["approval"]["blob"] == repo.blob(MINUTES)
    one = json.loads(trail(repo.path, MINUTES, "--format", "json").stdout)
    assert one == document


def test_a_cut_history_is_remembered_and_a_restore_accepted(repo: Repo) -> None:
    head = repo.id()
    assert trail(repo.path, "--verify").returncode == 0
    repo.git("reset", "-q", "--hard", "HEAD^")
    assert "BB907" in trail(repo.path, "--verify").stdout
    assert trail(repo.path, "--nhan-lai", "HEAD").returncode == 2
    done = trail(repo.path, "--nhan-lai", "HEAD", "--ly-do", "Khôi phục bản sao")
    assert done.returncode == 0
    assert "Khôi phục bản sao" in done.stdout
    assert trail(repo.path, "--verify").returncode == 0
    assert trail(repo.path, "--verify", "--da-thay", head).returncode == 1


def test_a_wrong_root_is_a_finding_and_a_short_id_a_usage_error(repo: Repo) -> None:
    assert trail(repo.path, "--verify", "--goc", repo.judge().root).returncode == 0
    wrong = trail(repo.path, "--verify", "--goc", repo.id())
    assert wrong.returncode == 1
    assert f"{ORGANIZATION}: BB907" in wrong.stdout
    assert trail(repo.path, "--goc", "abc1234").returncode == 2


@pytest.mark.parametrize(
    "case", ["plain", "empty", "shallow", "unknown-path", "unknown-branch", "no-ssh-keygen"]
)
def test_bad_input_is_one_sentence_and_exit_one(
    repo: Repo, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, arguments = tmp_path / "khac", []
    if case == "plain":
        folder.mkdir()
        (folder / ORGANIZATION).write_text((repo.path / ORGANIZATION).read_text())
    elif case == "empty":
        folder.mkdir()
        (folder / ORGANIZATION).write_text((repo.path / ORGANIZATION).read_text())
        Repo(folder).git("init", "-q")
    elif case == "shallow":
        repo.clone(folder, "--depth=1", "--no-local")
    else:
        folder = repo.path
        arguments = {"unknown-path": ["khong-co.md"], "unknown-branch": ["--nhanh", "la"]}.get(
            case, []
        )
    if case == "no-ssh-keygen":
        tools = tmp_path / "bin"
        tools.mkdir()
        for name in ("git",):
            found = subprocess.run(["which", name], capture_output=True, text=True, check=True)
            (tools / name).symlink_to(found.stdout.strip())
        monkeypatch.setenv("PATH", str(tools))
    done = trail(folder, *arguments)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("bienban: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_cell_without_policy_is_told_so(tmp_path: Path) -> None:
    repo = fresh(tmp_path, policy=False)
    done = trail(repo.path, "--verify")
    assert done.returncode == 0
    assert "chưa áp dụng phê duyệt" in done.stderr


def test_a_draft_checked_out_and_a_detached_head_are_clean(repo: Repo, tmp_path: Path) -> None:
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05")})
    repo.git("checkout", "-q", "thang-2")
    done = trail(repo.path)
    assert f"{FEBRUARY}" in done.stdout
    assert "Chờ phê duyệt" in done.stdout
    clone = repo.clone(tmp_path / "ban-sao")
    clone.git("checkout", "-q", "--detach", "origin/main")
    assert trail(clone.path, "--verify").returncode == 0


def test_names_and_paths_from_git_cannot_speak_to_the_terminal(repo: Repo) -> None:
    liar = Person("", "Lê\x1b[2J\u202eCường", "l@x.example")
    repo.push_straight({"meetings/2026/a\nmeetings.md": "x"}, by=liar)
    for arguments in ([], ["--verify"]):
        done = trail(repo.path, *arguments)
        assert not set(done.stdout) & {"\x1b", "\u202e"}
        assert "meetings/2026/a\\u000ameetings.md" in done.stdout


def test_files_that_nobody_reads_stand_apart_from_the_minutes(repo: Repo) -> None:
    repo.draft("phu", {"resolutions/.gitkeep": "\n"})
    repo.approve("phu", at="2026-01-09")
    minutes_, _, others = trail(repo.path).stdout.partition("Tệp khác, không phải văn bản:")
    assert MINUTES in minutes_
    assert ".gitkeep" not in minutes_
    assert "resolutions/.gitkeep" in others
