"""Git as the trail runs it: what a repository or a shell configures changes nothing."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from bienban.errors import BienbanError
from bienban.trail import environment
from bienban.trail.environment import NotARepository, repository_at
from bienban.trail.history import find_line
from bienban.trail.report import judge_repository
from trailkit import (
    AN,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    VIETNAM,
    Repo,
    fresh,
    minutes,
    organization,
)


def faulty(repo: Repo) -> Repo:
    """Return the repository with January approved and February pushed straight."""
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    repo.push_straight({FEBRUARY: minutes("2026-02-05")})
    return repo


FAULT = [("BB906", FEBRUARY)]


def test_a_replaced_commit_is_not_believed(repo: Repo) -> None:
    faulty(repo)
    assert repo.codes() == FAULT
    repo.git("replace", "main", "main^")
    assert repo.git("rev-list", "--count", "main") == "3"
    assert repo.codes() == FAULT


def test_a_graft_is_not_believed(repo: Repo) -> None:
    faulty(repo)
    head = repo.id("main")
    parent = repo.id("main^^")
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    (repo.path / ".git" / "info" / "grafts").write_text(f"{head} {parent}\n")
    assert repo.codes() == FAULT


def test_a_commit_graph_that_lies_is_not_read(repo: Repo) -> None:
    faulty(repo)
    repo.git("commit-graph", "write", "--reachable")
    graph = repo.path / ".git" / "objects" / "info" / "commit-graph"
    graph.chmod(0o644)
    data = bytearray(graph.read_bytes())
    data[-200:-40] = bytes(160)
    graph.write_bytes(bytes(data))
    assert repo.codes() == FAULT


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gpg.ssh.program", "/bin/true"),
        ("gpg.ssh.allowedSignersFile", "/dev/null"),
        ("gpg.format", "openpgp"),
        ("core.fsmonitor", "touch ran"),
        ("core.hooksPath", "hooks-gia"),
        ("diff.external", "touch ran"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.renames", "copies"),
        ("i18n.logOutputEncoding", "utf-16"),
        ("log.showSignature", "true"),
        ("core.worktree", "/"),
        ("core.quotePath", "true"),
    ],
)
def test_the_repositorys_configuration_changes_nothing(repo: Repo, key: str, value: str) -> None:
    faulty(repo)
    repo.git("config", key, value)
    assert repo.codes() == FAULT
    assert not (repo.path / "ran").exists()


def test_a_filter_of_gitattributes_never_runs(repo: Repo) -> None:
    repo.git("config", "filter.x.clean", "touch ran; cat")
    repo.git("config", "filter.x.smudge", "touch ran; cat")
    repo.write(".gitattributes", "*.md filter=x\n")
    repo.write(MINUTES, minutes())
    assert repo.verdict().pending
    assert not (repo.path / "ran").exists()


def test_inherited_git_variables_are_dropped(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(repo)
    (tmp_path / "khac").mkdir()
    other = fresh(tmp_path / "khac")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.path / ".git" / "objects"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "not a boolean")
    assert [(f.code, f.path) for f in judge_repository(repo.path, remember=False).findings] == FAULT


def test_quarantine_is_seen_only_when_asked_for(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = repo.clone(tmp_path / "kho.git", "--bare")
    tip = repo.push_straight({MINUTES: minutes()})
    monkeypatch.setenv("GIT_QUARANTINE_PATH", str(repo.path / ".git" / "objects"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(repo.path / ".git" / "objects"))
    with pytest.raises(BienbanError):
        judge_repository(bare.path, new_tip=tip)
    report = judge_repository(bare.path, new_tip=tip, passthrough=True)
    assert [(f.code, f.path) for f in report.findings] == [("BB906", MINUTES)]
    assert report.head == tip


def test_a_new_tip_must_go_on_from_the_old_one(repo: Repo) -> None:
    old = repo.push_straight({"docs/a.md": "a"})
    new = repo.draft("khac", {"docs/b.md": "b"}, start="main^")
    report = judge_repository(repo.path, new_tip=new, last_seen=old)
    assert [f.code for f in report.findings] == ["BB907"]


def test_a_gate_refuses_an_approval_from_the_future_and_no_later_judge_does(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    tip = repo.approve("thang-1", at="2026-03-01")
    for day, codes in ((20, ["BB909"]), (28, [])):
        now = datetime(2026, 2, day, 17, tzinfo=VIETNAM)
        report = judge_repository(repo.path, new_tip=tip, now=now)
        assert [found.code for found in report.findings] == codes
    assert repo.codes() == []


def test_a_shallow_clone_is_refused_where_a_policy_is(repo: Repo, tmp_path: Path) -> None:
    repo.push_straight({"docs/a.md": "a"})
    clone = repo.clone(tmp_path / "nong", "--depth=1", "--no-local")
    with pytest.raises(BienbanError, match="--unshallow"):
        clone.codes()


def test_a_shallow_clone_without_policy_has_nothing_to_judge(tmp_path: Path) -> None:
    repo = fresh(tmp_path, policy=False)
    repo.push_straight({"docs/a.md": "a"})
    clone = repo.clone(tmp_path / "nong", "--depth=1", "--no-local")
    assert not clone.judge().applies


def test_a_partial_clone_is_refused(repo: Repo, tmp_path: Path) -> None:
    faulty(repo).git("config", "uploadpack.allowFilter", "true")
    clone = repo.clone(tmp_path / "thieu", "--filter=blob:none", "--no-local", "--no-checkout")
    with pytest.raises(BienbanError, match="partial clone"):
        clone.codes()


def test_a_planted_object_is_not_believed(repo: Repo) -> None:
    faulty(repo)
    head = repo.id("main")
    other = repo.git("rev-parse", "main^")
    folder = repo.path / ".git" / "objects"
    place, source = (folder / name[:2] / name[2:] for name in (head, other))
    place.chmod(0o644)
    place.write_bytes(source.read_bytes())
    with pytest.raises(BienbanError, match="fsck"):
        repo.codes()


def test_objects_of_another_repository_are_read_by_their_ids(repo: Repo, tmp_path: Path) -> None:
    faulty(repo)
    assert repo.clone(tmp_path / "chung", "--shared").codes() == FAULT


def test_a_tag_called_main_is_no_branch(repo: Repo) -> None:
    faulty(repo)
    repo.git("tag", "main", "main^")
    repo.git("tag", "-f", "origin/main", "main^")
    assert repo.codes() == FAULT


def test_a_plain_folder_and_a_folder_inside_are_no_repository(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "thuong").mkdir()
    repo.push_straight({"docs/a.md": "a"})
    for path in (tmp_path / "thuong", repo.path / "docs", tmp_path / "khong-co"):
        with pytest.raises(NotARepository):
            repository_at(path)


def test_an_empty_repository_has_no_line(tmp_path: Path) -> None:
    Repo(tmp_path).git("init", "-q", "-b", "main")
    assert find_line(repository_at(tmp_path)) is None
    assert not judge_repository(tmp_path, remember=False).applies


def test_the_line_is_origins_main_else_the_local_one(repo: Repo, tmp_path: Path) -> None:
    clone = repo.clone(tmp_path / "ban-sao")
    line = find_line(repository_at(clone.path))
    assert line is not None
    assert line.ref == "refs/remotes/origin/main"
    clone.push_straight({MINUTES: minutes()})
    clone.git("branch", "khac")
    assert clone.codes() == []
    assert clone.codes(main="khac") == [("BB906", MINUTES)]
    with pytest.raises(BienbanError, match="không có nhánh"):
        clone.codes(main="khong-co")


def test_main_may_be_called_otherwise(tmp_path: Path) -> None:
    repo = fresh(tmp_path)
    repo.git("branch", "-m", "main", "so-bien-ban")
    line = find_line(repository_at(repo.path))
    assert line is not None
    assert line.ref == "refs/heads/so-bien-ban"


def test_a_linked_work_tree_is_the_same_clone(repo: Repo, tmp_path: Path) -> None:
    faulty(repo).git("worktree", "add", "-q", str(tmp_path / "cay"), "-b", "cay")
    linked = Repo(tmp_path / "cay")
    assert linked.codes() == FAULT
    assert repository_at(linked.path).common_dir == repository_at(repo.path).common_dir


def test_a_bare_repository_is_judged(repo: Repo, tmp_path: Path) -> None:
    assert faulty(repo).clone(tmp_path / "kho.git", "--bare").codes() == FAULT


def test_a_repository_with_sha256_ids(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    repo.commit("Bắt đầu", {ORGANIZATION: organization()}, by=AN)
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    assert repo.codes() == []
    assert len(repo.verdict().blob) == 64
    assert repo.verdict().pending == ""


def test_missing_programmes_are_told_in_one_sentence(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "git").symlink_to(os.popen("command -v git").read().strip())
    monkeypatch.setenv("PATH", str(tools))
    for cached in (environment.ssh_keygen, environment._git, environment.check_git):
        cached.cache_clear()
    try:
        with pytest.raises(BienbanError, match="ssh-keygen"):
            repo.codes()
        (tools / "git").unlink()
        environment._git.cache_clear()
        environment.check_git.cache_clear()
        with pytest.raises(BienbanError, match="chưa có Git"):
            repo.codes()
    finally:
        for cached in (environment.ssh_keygen, environment._git, environment.check_git):
            cached.cache_clear()


def test_a_git_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "git"
    tool.write_text("#!/bin/sh\necho git version 2.20.1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    environment._git.cache_clear()
    environment.check_git.cache_clear()
    try:
        with pytest.raises(BienbanError, match="quá cũ"):
            environment.check_git()
    finally:
        monkeypatch.undo()
        environment._git.cache_clear()
        environment.check_git.cache_clear()


def test_a_clone_without_main_is_refused_where_a_policy_is(repo: Repo, tmp_path: Path) -> None:
    repo.draft("soan", {MINUTES: minutes()})
    clone = repo.clone(tmp_path / "ci", "--single-branch", "--branch=soan", "--no-local")
    with pytest.raises(BienbanError, match="git fetch origin main"):
        clone.codes()
    clone.git("fetch", "-q", "origin", "main:refs/remotes/origin/main")
    assert clone.codes() == []
