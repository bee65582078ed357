"""The rules on the trail from both sides, over real histories, as `bienban check` reports them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from approvalkit import SITTING, bienban, office, sitting
from bienban.checking import check_workspace, judge_trail
from bienban.rules.registry import RULES, rule
from trailkit import (
    AN,
    BINH,
    CUONG,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    Repo,
    fresh,
    minutes,
    organization,
)

History = Callable[[Repo], None]


def honest(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", at="2026-01-07")


def by_hand(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.merge("thang-1", key="an")


def by_hand_healed(repo: Repo) -> None:
    by_hand(repo)
    faulty = repo.id()
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-06")
    repo.approve("thang-2", at="2026-02-07", despite=(faulty,))


def changed(repo: Repo) -> None:
    honest(repo)
    repo.draft("sua", {MINUTES: minutes(text="Khác.")}, at="2026-01-08")
    repo.approve("sua", at="2026-01-09")


def corrected(repo: Repo) -> None:
    honest(repo)
    repo.draft("sua", {MINUTES: minutes(corrections=1)}, at="2026-01-21")
    repo.approve("sua", at="2026-01-22")


def without_role(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=BINH)
    repo.approve("thang-1", by=CUONG, role="bi-thu")


def by_the_deputy(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", by=BINH)


def own_text(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=AN)
    repo.approve("thang-1")


def unsigned(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", key=None)


def straight(repo: Repo) -> None:
    repo.push_straight({MINUTES: minutes()})


def docs_only(repo: Repo) -> None:
    repo.push_straight({"docs/a.md": "a\n"})


def truncated(repo: Repo) -> None:
    honest(repo)
    judge_trail(repo.path)
    repo.git("reset", "-q", "--hard", "main^")


def gone_on(repo: Repo) -> None:
    honest(repo)
    judge_trail(repo.path)
    docs_only(repo)


def removed(repo: Repo) -> None:
    honest(repo)
    repo.push_straight({MINUTES: None})


def removed_with_approval(repo: Repo) -> None:
    honest(repo)
    repo.draft("bo", {MINUTES: None}, at="2026-01-08")
    repo.approve("bo", at="2026-01-09")


def dated_back(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("thang-1", at="2026-01-02")


def minutes_apart(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-06 16:10")
    repo.approve("thang-1", at="2026-01-06 16:00")


def self_made(repo: Repo) -> None:
    promoted = organization((AN, BINH, CUONG)).replace("bi-thu", "pho-bi-thu")
    repo.push_straight({ORGANIZATION: promoted})


def roster_approved(repo: Repo) -> None:
    repo.draft("danh-ba", {ORGANIZATION: organization() + "# thêm\n"})
    repo.approve("danh-ba")


SIDES: dict[str, tuple[History, History]] = {
    "BB901": (by_hand, by_hand_healed),
    "BB902": (changed, corrected),
    "BB903": (without_role, by_the_deputy),
    "BB904": (own_text, honest),
    "BB905": (unsigned, honest),
    "BB906": (straight, docs_only),
    "BB907": (truncated, gone_on),
    "BB908": (removed, removed_with_approval),
    "BB909": (dated_back, minutes_apart),
    "BB910": (self_made, roster_approved),
}


def codes(repo: Repo) -> list[tuple[str, str]]:
    found = check_workspace(repo.path, trail=judge_trail(repo.path)).diagnostics
    return [(d.code, d.path) for d in found if rule(d.code).family == "9"]


def test_every_rule_of_the_trail_has_both_sides() -> None:
    assert sorted(SIDES) == [each.code for each in RULES if each.trail]


@pytest.mark.parametrize("code", SIDES)
def test_failing(code: str, tmp_path: Path) -> None:
    repo = fresh(tmp_path)
    SIDES[code][0](repo)
    at = ORGANIZATION if code in {"BB907", "BB910"} else MINUTES
    assert codes(repo) == [(code, at)]


@pytest.mark.parametrize("code", SIDES)
def test_passing(code: str, tmp_path: Path) -> None:
    repo = fresh(tmp_path)
    SIDES[code][1](repo)
    assert codes(repo) == []


# Through the command


@pytest.fixture
def cell(tmp_path: Path) -> Repo:
    return office(tmp_path)


def test_an_error_of_the_trail_fails_the_check(cell: Repo) -> None:
    cell.push_straight({SITTING: sitting()})
    done = bienban(cell, "check", "--format", "json")
    assert done.code == 1
    (found,) = (each for each in json.loads(done.out) if each["code"].startswith("BB9"))
    assert found["code"] == "BB906"
    assert found["name"] == "unreviewed-commit"
    assert (found["path"], found["line"], found["column"]) == (SITTING, 1, 1)
    assert found["severity"] == "error"
    assert "bienban approve --despite" in found["help"]


def test_what_waits_is_no_finding(cell: Repo) -> None:
    cell.write(SITTING, sitting())
    done = bienban(cell, "check")
    assert "BB9" not in done.out
    assert done.code == 0, done.out
    assert "9xx" not in done.err


def test_no_document_excuses_itself_from_approval(cell: Repo) -> None:
    text = sitting().replace(
        "chuong_trinh:", "mien_tru:\n  - ma: BB901\n    ly_do: Xin miễn\nchuong_trinh:"
    )
    cell.draft("bat-thuong", {SITTING: text})
    cell.merge("bat-thuong", key="an")
    assert "BB901" in bienban(cell, "check").out


@pytest.mark.parametrize("kind", ["folder", "empty", "no policy"])
def test_without_a_policy_everything_else_is_judged_and_one_line_says_so(
    kind: str, cell: Repo
) -> None:
    shutil.rmtree(cell.path / ".git")
    if kind != "folder":
        cell.git("init", "-q", "-b", "main")
    if kind == "no policy":
        text = (cell.path / ORGANIZATION).read_text(encoding="utf-8")
        start = text.index("phe_duyet:")
        cell.write(ORGANIZATION, text[:start] + text[text.index("dang_vien:") :])
        cell.commit("Đầu")
    done = bienban(cell, "check")
    assert done.code == 0, done.out + done.err
    assert [line for line in done.err.splitlines() if "Chưa xét phê duyệt (9xx)" in line]
    cell.write(SITTING, sitting().replace("Phạm Thị Dung", "Phạm Thị Lạ"))
    assert bienban(cell, "check").code == 1


def test_a_shallow_clone_of_a_cell_with_a_policy_is_refused(cell: Repo, tmp_path: Path) -> None:
    cell.push_straight({"docs/a.md": "a\n"})
    cell.git("clone", "-q", "--depth", "1", f"file://{cell.path}", str(tmp_path / "nong"))
    done = bienban(tmp_path / "nong", "check")
    assert done.code == 1
    assert "git fetch --unshallow" in done.err


def test_what_another_verifier_knows_is_compared(cell: Repo) -> None:
    root = cell.id()
    cell.draft("bat-thuong", {SITTING: sitting()})
    cell.approve("bat-thuong", at="2026-03-11")
    seen = cell.id()
    assert bienban(cell, "check", "--goc", root, "--da-thay", seen).code == 0
    cell.git("reset", "-q", "--hard", "main^")
    fresh_eyes = {"XDG_STATE_HOME": str(cell.path.parent / "khac")}
    assert bienban(cell, "check", **fresh_eyes).code == 0
    done = bienban(cell, "check", "--goc", root, "--da-thay", seen, **fresh_eyes)
    assert done.code == 1
    assert "BB907" in done.out
    assert "BB907" in bienban(cell, "check", "--goc", seen, **fresh_eyes).out


def test_what_is_known_must_have_something_to_be_compared_with(cell: Repo) -> None:
    root = cell.id()
    shutil.rmtree(cell.path / ".git")
    assert bienban(cell, "check", "--goc", root).code == 1
    cell.git("init", "-q", "-b", "main")
    assert bienban(cell, "check", "--goc", root).code == 1
    assert bienban(cell, "check", "--goc", "abc").code == 2


def test_another_branch_than_main_may_be_the_line(cell: Repo) -> None:
    cell.git("branch", "-q", "-m", "so-bien-ban")
    cell.git("branch", "-q", "nhap")
    cell.commit("Sửa nhanh", {SITTING: sitting()})
    assert "BB906" in bienban(cell, "check", "--nhanh", "so-bien-ban").out
    assert bienban(cell, "check", "--nhanh", "khong-co").code == 1
