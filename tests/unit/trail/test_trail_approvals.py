"""Verdicts and codes over real histories: the failing side first, then the one that holds."""


from bienban.trail.verdicts import Status
from bienban.vocabulary import Role
from trailkit import (
    AN,
    MINUTES,
    ORGANIZATION,
    Repo,
    minutes,
)  # fmt: skip


def test_an_approval_binds_person_role_day_key_and_bytes(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    merge = repo.approve("thang-1", at="2026-01-07")
    report = repo.judge()
    assert report.findings == ()
    verdict = report.verdict(MINUTES)
    assert verdict.status is Status.APPROVED
    approval = verdict.approval
    assert approval is not None
    assert (approval.person, approval.role, approval.commit) == (AN.name, Role.BI_THU, merge)
    assert approval.day.isoformat() == "2026-01-07"
    assert approval.blob == verdict.blob == repo.blob(MINUTES)
    assert approval.fingerprint.startswith("SHA256:")
    assert not verdict.weaker
    assert report.verdict(ORGANIZATION).status is Status.ROOT
    assert report.root == repo.id("main^")
