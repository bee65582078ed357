"""`bienban demo`: a year of approvals in which everything happened once, and that proves clean."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from approvalkit import bienban
from bienban.checking import check_workspace, judge_trail
from bienban.demo.build import CORRECTED, GUIDANCE, KEYS, PLANNED, REMOVED, TWIN
from bienban.demo.sample import load_sample
from bienban.trail.report import judge_repository
from bienban.trail.verdicts import Act, Status, TrailReport
from bienban.vocabulary import Role
from trailkit import Repo


@pytest.fixture(scope="module")
def report(demo_source: Path) -> TrailReport:
    return judge_repository(demo_source, remember=False)


def git(folder: Path, *arguments: str) -> str:
    return Repo(folder).git(*arguments)


def test_the_year_is_clean(demo_source: Path, report: TrailReport) -> None:
    assert report.findings == ()
    assert [(note.path, note.code) for note in report.notes] == [(GUIDANCE, "BB906")]
    checked = check_workspace(demo_source, trail=judge_trail(demo_source))
    assert [(d.path, d.code) for d in checked.errors] == []
    assert git(demo_source, "status", "--porcelain") == ""
    git(demo_source, "fsck", "--strict", "--no-dangling")


def test_every_document_of_the_sample_is_there_and_approved(report: TrailReport) -> None:
    documents = {*load_sample().documents}
    assert len(documents) > 50
    assert {path for path in documents if not report.verdict(path).ok} == set()
    assert {v.path for v in report.verdicts if v.status is Status.REMOVED} == {REMOVED}


def test_a_correction_has_two_versions(report: TrailReport) -> None:
    verdict = report.verdict(CORRECTED)
    assert verdict.status is Status.CORRECTED
    assert len(verdict.versions) == 2
    assert TWIN in report.by_path


def test_a_push_straight_to_main_was_healed(report: TrailReport) -> None:
    assert [step.act for step in report.verdict(GUIDANCE).story] == [Act.FAULT, Act.HEALING]


def test_the_bi_thu_changed_under_the_roster_before(report: TrailReport) -> None:
    roster = report.verdict("organization.yml")
    assert roster.approval.person == "Nguyễn Văn An"
    assert roster.approval.day.isoformat() == "2026-11-19"
    planned = report.verdict(PLANNED).approval
    assert (planned.person, planned.role) == ("Trần Thị Bình", Role.BI_THU)
    assert planned.day.isoformat() == "2026-11-20"


def test_the_key_was_renewed(report: TrailReport) -> None:
    signed = {
        version.fingerprint
        for verdict in report.verdicts
        for version in verdict.versions
        if version.person == "Nguyễn Văn An"
    }
    assert len(signed) == 2


def test_a_branch_was_sent_back_and_another_took_main_in(demo_source: Path) -> None:
    messages = git(demo_source, "log", "--format=%B", "main")
    assert messages.count("Rejected-reason: Biên bản ngày 04/02 chưa ghi") == 1
    assert messages.count("Đưa nhánh chính vào nhánh soạn") == 1


def test_no_private_key_is_tracked(demo_source: Path) -> None:
    everything = git(demo_source, "log", "--all", "-p", "--format=%B")
    assert "PRIVATE KEY" not in everything
    assert (demo_source / KEYS / "binh").is_file()


def test_what_waits_can_be_approved_at_once(demo: Path) -> None:
    done = bienban(demo, "approve")
    assert "dinh-chinh/2026-10-05" in done.out
    done = bienban(demo, "approve", "dinh-chinh/2026-10-05", "--yes")
    assert done.code == 0, done.out + done.err
    done = bienban(demo, "trail", "--verify")
    assert done.code == 0, done.out
    assert bienban(demo, "check").code == 0


def test_a_clone_of_the_year_proves_the_same(demo_source: Path, tmp_path: Path) -> None:
    Repo(demo_source).clone(tmp_path / "ban-sao")
    report = judge_repository(tmp_path / "ban-sao")
    assert report.ref == "refs/remotes/origin/main"
    assert report.findings == ()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    done = bienban(tmp_path, "demo", ".")
    assert done.code == 1
    assert "không trống" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.slow
def test_the_command_makes_it_and_makes_it_again(tmp_path: Path) -> None:
    done = bienban(tmp_path, "demo", "moi")
    assert done.code == 0, done.err
    assert bienban(tmp_path / "moi", "trail", "--verify").code == 0


def test_the_wheel_carries_the_sample(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "--no-index", "-w", str(tmp_path), str(root)],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("bienban-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    carried = {n.removeprefix("bienban/demo/sample/") for n in names if "/demo/sample/" in n}
    assert {*load_sample().documents, "organization.yml", "mkdocs.yml"} <= carried
