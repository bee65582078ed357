"""What a verifier remembers: the root, the last state, and the restores that it accepted."""

from pathlib import Path

import pytest

from bienban.errors import BienbanError
from bienban.trail import memory
from bienban.trail.environment import repository_at
from bienban.trail.report import accept_restore
from trailkit import AN, MINUTES, ORGANIZATION, Repo, fresh, minutes, organization


def codes(repo: Repo, **options: object) -> list[tuple[str, str]]:
    return repo.codes(remember=True, **options)


def grown(repo: Repo) -> Repo:
    for name in ("mot", "hai"):
        repo.draft(name, {f"docs/{name}.md": name})
        repo.merge(name)
    return repo


REWRITTEN = [("BB907", ORGANIZATION)]


def test_a_cut_history_is_seen(repo: Repo) -> None:
    assert codes(grown(repo)) == []
    repo.git("reset", "-q", "--hard", "main^")
    assert codes(repo) == REWRITTEN
    assert codes(repo) == REWRITTEN  # it is not forgotten by telling it once


def test_history_that_goes_on_is_no_rewriting(repo: Repo) -> None:
    assert codes(repo) == []
    assert codes(grown(repo)) == []


def test_a_foxtrot_merge_puts_main_on_the_second_side(repo: Repo) -> None:
    assert codes(grown(repo)) == []
    repo.git("checkout", "-q", "-b", "khac", "main^")
    repo.commit(files={"docs/khac.md": "khac"})
    merged = repo.merge("main", into="khac")
    repo.git("update-ref", "refs/heads/main", merged)
    assert codes(repo) == REWRITTEN


def test_a_new_root_of_trust_is_seen(tmp_path: Path) -> None:
    repo = fresh(tmp_path)
    root = repo.id("main")
    assert codes(repo) == []
    repo.git("checkout", "-q", "--orphan", "moi")
    repo.commit("Sổ mới", {ORGANIZATION: organization(), MINUTES: minutes()}, by=AN)
    repo.git("update-ref", "refs/heads/main", "HEAD")
    report = repo.judge(remember=True)
    assert [(f.code, f.path) for f in report.findings] == REWRITTEN
    assert root[:10] in report.findings[0].message


def test_a_policy_that_never_was_is_seen_by_who_saw_it(tmp_path: Path) -> None:
    repo = fresh(tmp_path)
    assert codes(repo) == []
    repo.git("checkout", "-q", "--orphan", "moi")
    repo.commit("Sổ mới", {ORGANIZATION: organization(policy=False)}, by=AN)
    repo.git("update-ref", "refs/heads/main", "HEAD")
    assert codes(repo) == REWRITTEN


def test_a_fresh_clone_knows_only_what_it_is_told(tmp_path: Path, repo: Repo) -> None:
    seen = grown(repo).id("main")
    root = repo.judge().root
    repo.git("reset", "-q", "--hard", "main^")
    clone = repo.clone(tmp_path / "ban-sao")
    assert codes(clone) == []
    assert codes(clone, last_seen=seen) == REWRITTEN
    assert codes(clone, first_root="1" * 40) == REWRITTEN
    assert codes(clone, first_root=root, last_seen=clone.id("HEAD")) == []


def test_a_deliberate_restore_is_accepted_with_its_reason(repo: Repo) -> None:
    assert codes(grown(repo)) == []
    repo.git("reset", "-q", "--hard", "main^")
    assert codes(repo) == REWRITTEN
    report = accept_restore(repo.path, "main", "Khôi phục từ bản sao lưu")
    assert report.findings == ()
    assert any("Khôi phục từ bản sao lưu" in note.message for note in report.notes)
    assert codes(repo) == []


def test_only_a_commit_of_main_can_be_restored_to(repo: Repo) -> None:
    other = repo.draft("nhanh", {"docs/a.md": "a"})
    for name in (other, "khong-co"):
        with pytest.raises(BienbanError):
            accept_restore(repo.path, name, "Thử")


def test_each_line_has_its_own_memory(tmp_path: Path, repo: Repo) -> None:
    clone = grown(repo).clone(tmp_path / "ban-sao")
    assert clone.judge(remember=True).ref == "refs/remotes/origin/main"
    clone.git("reset", "-q", "--hard", "HEAD^")  # the local branch is not what is judged
    assert codes(clone) == []
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert codes(clone) == REWRITTEN


def test_memory_stands_outside_the_work_tree(repo: Repo) -> None:
    assert codes(repo) == []
    place = memory.state_file(repository_at(repo.path), "refs/heads/main")
    assert place.exists()
    assert repo.git("status", "--porcelain") == ""
    place.write_text("{")
    with pytest.raises(BienbanError, match="trí nhớ"):
        codes(repo)
