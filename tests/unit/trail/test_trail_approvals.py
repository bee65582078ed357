"""Verdicts and codes over real histories: the failing side first, then the one that holds."""

from pathlib import Path

import pytest

from bienban.trail.verdicts import Act, Basis, Status
from bienban.vocabulary import Role
from trailkit import (
    AN,
    BINH,
    CELL,
    CUONG,
    DUNG,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    RESOLUTION,
    STRANGER,
    Person,
    Repo,
    fresh,
    minutes,
    organization,
    replace,
)


def one(code: str, path: str = MINUTES) -> list[tuple[str, str]]:
    return [(code, path)]


def approved(repo: Repo, **options: object) -> Repo:
    """Return the repository with January's minutes approved."""
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", **options)  # type: ignore[arg-type]
    return repo


# What an approval is


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


def test_the_day_is_counted_in_vietnam(repo: Repo) -> None:
    approved(repo, at="2026-01-07 00:30")  # still the sixth in London
    approval = repo.verdict().approval
    assert approval is not None
    assert approval.day.isoformat() == "2026-01-07"


def test_nothing_is_judged_where_no_policy_ever_was(tmp_path: Path) -> None:
    repo = fresh(tmp_path, policy=False)
    repo.push_straight({MINUTES: minutes()})
    report = repo.judge()
    assert not report.applies
    assert report.verdict(MINUTES).status is Status.NOT_APPLIED
    assert report.findings == ()


def test_the_root_of_trust_is_the_first_policy_and_vouches_for_its_tree(tmp_path: Path) -> None:
    repo = fresh(tmp_path, policy=False)
    repo.push_straight({MINUTES: minutes()})
    root = repo.push_straight({ORGANIZATION: organization()})
    repo.push_straight({FEBRUARY: minutes("2026-02-05")})
    report = repo.judge()
    assert report.root == root
    assert report.verdict(MINUTES).status is Status.ROOT
    assert [(f.code, f.path) for f in report.findings] == one("BB906", FEBRUARY)


def test_two_approvers_and_two_branches_at_once(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.draft("nghi-quyet", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, by=DUNG)
    repo.approve("thang-1")
    repo.approve("nghi-quyet", by=BINH)
    assert repo.codes() == []
    approval = repo.verdict(RESOLUTION).approval
    assert approval is not None
    assert approval.role is Role.PHO_BI_THU


def test_main_may_be_brought_into_a_branch(repo: Repo) -> None:
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05")})
    approved(repo)
    repo.merge("main", by=CUONG, into="thang-2", message="Đưa main vào nhánh")
    repo.approve("thang-2", at="2026-02-06")
    assert repo.codes() == []


def test_a_branch_may_go_on_after_it_was_merged(repo: Repo) -> None:
    repo.draft("soan", {MINUTES: minutes()})
    repo.approve("soan")
    repo.draft("khac", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"})
    repo.approve("khac")
    repo.draft("soan", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    repo.approve("soan", at="2026-02-06")
    assert repo.codes() == []


def test_docs_go_straight_to_main(repo: Repo) -> None:
    repo.push_straight({"docs/huong-dan.md": "Hướng dẫn"})
    repo.draft("trang", {"mkdocs.yml": "site_name: Chi bộ 4\n"})
    repo.merge("trang")
    assert repo.codes() == []


# BB906: how it reached main


def test_a_direct_push_is_unreviewed(repo: Repo) -> None:
    pushed = repo.push_straight({MINUTES: minutes()})
    report = repo.judge()
    assert [(f.code, f.path, f.commit) for f in report.findings] == [("BB906", MINUTES, pushed)]
    assert report.verdict(MINUTES).status is Status.FAILED
    assert report.verdict(MINUTES).code == "BB906"


def test_a_direct_push_over_an_approved_file_is_unreviewed(repo: Repo) -> None:
    approved(repo).push_straight({MINUTES: minutes(text="Khác")})
    assert repo.codes() == one("BB906")


def test_a_squash_with_signature_and_trailers_is_unreviewed(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.git("merge", "-q", "--squash", "thang-1")
    repo.commit(f"Phê duyệt\n\n{repo.trailers()}\n", by=AN, key="an")
    assert repo.codes() == one("BB906")


def test_an_octopus_is_unreviewed(repo: Repo) -> None:
    repo.draft("mot", {MINUTES: minutes()})
    repo.draft("hai", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"})
    repo.git("checkout", "-q", "-b", "gop", "main")
    for branch in ("mot", "hai"):
        repo.merge(branch, into="gop")
    tree = repo.id("gop")
    repo.git("checkout", "-q", "main")
    repo.commit_tree(tree, ["main", "mot", "hai"], "Gộp", key="an")
    assert repo.codes() == [("BB906", MINUTES), ("BB906", RESOLUTION)]


def test_an_evil_merge_is_unreviewed(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", amend={MINUTES: minutes(text="Sửa khi hợp nhất")})
    assert repo.codes() == one("BB906")


def test_an_evil_merge_that_adds_a_file_is_unreviewed_at_all_it_names(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", amend={"meetings/2026/anh.png": "ảnh"})
    assert repo.codes() == [("BB906", MINUTES), ("BB906", "meetings/2026/anh.png")]


def test_a_merge_that_drops_the_branch_is_unreviewed(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    trailers = (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {repo.blob(MINUTES, 'thang-1')} {MINUTES}"
    )
    repo.merge("thang-1", message=f"Duyệt\n\n{trailers}\n", key="an", strategy=("-s", "ours"))
    assert repo.codes() == one("BB906")


def test_a_file_changed_on_both_sides_wants_main_in_the_branch_first(repo: Repo) -> None:
    approved(repo)
    repo.draft("sua-1", {MINUTES: minutes(corrections=1)})
    repo.draft("sua-2", {MINUTES: minutes(text="Hai", corrections=2)})
    repo.approve("sua-1")
    tree = repo.id("sua-2")
    trailers = (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {repo.blob(MINUTES, 'sua-2')} {MINUTES}"
    )
    repo.commit_tree(tree, ["main", "sua-2"], f"Duyệt\n\n{trailers}\n", key="an")
    findings = repo.judge().findings
    assert [(f.code, f.path) for f in findings] == one("BB906")
    assert "cả nhánh chính và nhánh soạn" in findings[0].message


def test_a_branch_that_undoes_main_is_approved_by_name_only(repo: Repo) -> None:
    """A `-s ours` merge on the branch takes main's file away: the approval must say so."""
    repo.draft("cu", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    approved(repo, at="2026-02-05")
    repo.merge("main", by=CUONG, into="cu", strategy=("-s", "ours"))
    repo.merge(
        "cu",
        key="an",
        message=f"Duyệt\n\nApproved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {repo.blob(FEBRUARY, 'cu')} {FEBRUARY}\n",
    )
    assert repo.codes() == [("BB901", FEBRUARY), ("BB908", MINUTES)]


def test_a_criss_cross_of_branch_and_main_is_clean(repo: Repo) -> None:
    """Main takes the branch while the branch takes main: two merge bases, nothing lost."""
    repo.draft("soan", {MINUTES: minutes()})
    repo.draft("khac", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"})
    repo.approve("khac")
    early = repo.id("soan")
    repo.merge("main", by=CUONG, into="soan")
    repo.git("branch", "truoc", early)
    repo.approve("truoc")
    repo.draft("soan", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    repo.approve("soan", at="2026-02-06")
    assert repo.codes() == []


def test_a_branch_cannot_bring_an_old_version_back(repo: Repo) -> None:
    approved(repo)
    old = repo.id("main")
    repo.draft("sua", {MINUTES: minutes(corrections=1)})
    repo.approve("sua")
    repo.draft("lui", {MINUTES: minutes()}, start="main")
    repo.approve("lui")
    assert repo.codes() == one("BB902")
    assert repo.verdict().status is Status.FAILED
    assert repo.blob(MINUTES, old) == repo.blob(MINUTES)


# BB905: signature and key


def test_an_unsigned_approval_is_none(repo: Repo) -> None:
    approved(repo, key=None)
    assert repo.codes() == one("BB905")


def test_an_unknown_key_approves_nothing(repo: Repo) -> None:
    approved(repo, key="la")
    assert repo.codes() == one("BB905")


def test_a_key_past_its_end_approves_nothing(tmp_path: Path) -> None:
    person = replace(AN, key_until="2026-01-06")
    repo = fresh(tmp_path, people=(person, BINH, CUONG, DUNG))
    approved(repo, at="2026-01-07 00:01")
    assert repo.codes() == one("BB905")


def test_a_key_is_good_on_its_last_day(tmp_path: Path) -> None:
    person = replace(AN, key_until="2026-01-06")
    repo = fresh(tmp_path, people=(person, BINH, CUONG, DUNG))
    approved(repo, at="2026-01-06 23:59")
    assert repo.codes() == []


def test_a_key_with_a_mistyped_end_is_no_key(tmp_path: Path) -> None:
    person = replace(AN, key_until="2026-13-01")
    approved(repo := fresh(tmp_path, people=(person, BINH, CUONG, DUNG)))
    assert repo.codes() == one("BB905")


def test_a_signature_taken_from_another_commit_is_bad(repo: Repo) -> None:
    approved(repo)
    signed = repo.git("cat-file", "commit", "main")
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    repo.approve("thang-2", at="2026-02-06", key=None)
    plain = repo.git("cat-file", "commit", "main")
    start, end = signed.index("gpgsig "), signed.index("-----END SSH SIGNATURE-----")
    armour = signed[start:end] + "-----END SSH SIGNATURE-----\n"
    head, _, message = plain.partition("\n\n")
    forged = f"{head}\n{armour}\n{message}\n"
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged)
    repo.git("update-ref", "refs/heads/main", made)
    assert repo.codes() == one("BB905", FEBRUARY)


def test_drafts_must_be_signed_where_the_policy_says_so(tmp_path: Path) -> None:
    repo = fresh(tmp_path, drafts="bat-buoc")
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    assert repo.codes() == one("BB905")


def test_a_draft_signed_with_somebody_elses_key_is_not_its_authors(tmp_path: Path) -> None:
    repo = fresh(tmp_path, drafts="bat-buoc")
    repo.draft("thang-1", {MINUTES: minutes()}, by=CUONG, key="binh")
    repo.approve("thang-1")
    assert repo.codes() == one("BB905")


def test_signed_drafts_are_accepted(tmp_path: Path) -> None:
    repo = fresh(tmp_path, drafts="bat-buoc")
    repo.draft("thang-1", {MINUTES: minutes()}, by=CUONG, key="cuong")
    repo.approve("thang-1")
    assert repo.codes() == []
    draft = next(step for step in repo.verdict().story if step.act is Act.DRAFT)
    assert draft.fingerprint.startswith("SHA256:")


# BB903: person and role


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        ("2026-01-07", "", True),
        ("2026-01-08", "", False),
        ("2025-01-15", "2026-01-07", True),
        ("2025-01-15", "2026-01-06", False),
    ],
)
def test_the_role_must_be_held_on_that_day(
    tmp_path: Path, since: str, until: str, fits: bool
) -> None:
    person = replace(AN, since=since, until=until)
    repo = fresh(tmp_path, people=(person, BINH, CUONG, DUNG))
    approved(repo, at="2026-01-07")
    assert repo.codes() == ([] if fits else one("BB903"))


def test_a_member_without_role_cannot_approve(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=DUNG)
    repo.approve("thang-1", by=CUONG, role="bi-thu")
    assert repo.codes() == one("BB903")


def test_a_role_outside_the_policy_cannot_approve(tmp_path: Path) -> None:
    repo = fresh(tmp_path, approvers=("bi-thu",))
    approved(repo, by=BINH)
    assert repo.codes() == one("BB903")


def test_approved_by_must_own_the_key(repo: Repo) -> None:
    approved(repo, by=AN, key="binh")
    assert repo.codes() == one("BB903")


def test_approved_role_must_be_the_role_held(repo: Repo) -> None:
    approved(repo, by=BINH, role="bi-thu")
    assert repo.codes() == one("BB903")


def test_a_look_alike_name_is_another_person(repo: Repo) -> None:
    twin = replace(AN, name="Nguyễn Văn \u0410n")  # a Cyrillic letter
    approved(repo, by=twin)
    assert repo.codes() == one("BB903")


def test_a_forged_committer_changes_nothing(repo: Repo) -> None:
    approved(repo, by=BINH, key="binh", author=AN)
    approval = repo.verdict().approval
    assert repo.codes() == []
    assert approval is not None
    assert approval.person == BINH.name


def test_whoever_left_the_cell_holds_no_role(tmp_path: Path) -> None:
    text = organization().replace(
        "    vao_dang: 2009-05-19\n",
        "    vao_dang: 2009-05-19\n"
        "    roi_chi_bo:\n      ngay: 2026-01-06\n      ly_do: chuyen-sinh-hoat\n",
        1,
    )
    approved(repo := fresh(tmp_path, text), at="2026-01-07")
    assert repo.codes() == one("BB903")


# BB904: the author


def test_nobody_approves_what_they_wrote(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=AN)
    repo.approve("thang-1")
    assert repo.codes() == one("BB904")


def test_a_second_address_is_the_same_person(tmp_path: Path) -> None:
    person = replace(AN, emails=("an.rieng@thu.example",))
    repo = fresh(tmp_path, people=(person, BINH, CUONG, DUNG))
    repo.draft(
        "thang-1", {MINUTES: minutes()}, by=replace(AN, name="A", email="An.Rieng@thu.example")
    )
    repo.approve("thang-1")
    assert repo.codes() == one("BB904")


def test_an_unlisted_address_under_the_same_name_is_the_same_person(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=replace(AN, email="an@rieng.example"))
    repo.approve("thang-1")
    assert repo.codes() == one("BB904")


def test_a_co_author_is_an_author(repo: Repo) -> None:
    message = f"Ghi biên bản\n\nCo-Authored-By: {AN.name} <{AN.email}>\n"
    repo.draft("thang-1", {MINUTES: minutes()}, message=message)
    repo.approve("thang-1")
    assert repo.codes() == one("BB904")


def test_who_resolves_a_conflict_on_the_branch_is_an_author(repo: Repo) -> None:
    approved(repo)
    repo.draft("sua", {MINUTES: minutes(corrections=1)})
    repo.merge("main", by=AN, into="sua", amend={MINUTES: minutes(text="x", corrections=1)})
    repo.draft("sua", {"README.md": "Chi bộ\n"})
    repo.approve("sua")
    # Main had nothing new, so Git made no merge: this commit of An's is an ordinary one.
    assert repo.codes() == one("BB904")


def test_an_evil_merge_on_the_branch_has_its_author(repo: Repo) -> None:
    repo.draft("soan", {MINUTES: minutes()})
    repo.draft("khac", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"})
    repo.approve("khac")
    repo.merge("main", by=AN, into="soan", amend={MINUTES: minutes(text="An viết")})
    repo.approve("soan")
    assert repo.codes() == one("BB904")


def test_bringing_main_in_makes_nobody_an_author(repo: Repo) -> None:
    repo.draft("soan", {MINUTES: minutes()})
    repo.draft("khac", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, by=BINH)
    repo.approve("khac")
    repo.merge("main", by=AN, into="soan")
    repo.approve("soan")
    assert repo.codes() == []


def test_another_approver_may_approve_what_the_bi_thu_wrote(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, by=AN)
    repo.approve("thang-1", by=BINH)
    assert repo.codes() == []


# BB901, BB902: no approval names the bytes


def test_a_plain_merge_approves_nothing(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.merge("thang-1", key="an")
    assert repo.codes() == one("BB901")


def test_a_plain_merge_over_an_approved_file_changes_it(repo: Repo) -> None:
    approved(repo)
    repo.draft("sua", {MINUTES: minutes(text="Khác")})
    repo.merge("sua", key="an")
    assert repo.codes() == one("BB902")


def test_unapproved_bytes_that_main_no_longer_holds_are_a_note(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.merge("thang-1", key="an")
    repo.draft("sua", {MINUTES: minutes(text="Bản cuối")})
    repo.approve("sua")
    report = repo.judge()
    assert report.findings == ()
    assert [(n.code, n.path) for n in report.notes] == one("BB901")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Approved-role: bi-thu\n", ""),
        lambda text: text + "\nApproved-role: bi-thu",
        lambda text: text + f"\nApproved-by: {AN.name} <{AN.email}>",
        lambda text: text.replace("Approved-document", "approved-document"),
        lambda text: text.replace(f" {MINUTES}", f"\n {MINUTES}"),
        lambda text: text.replace(MINUTES, FEBRUARY),
        lambda text: text + f"\nApproved-document: {'0' * 40} {FEBRUARY}",
        lambda text: text + "\n" + text.splitlines()[-1],
        lambda text: text.replace("Approved-document: ", "Approved-document: 0000"),
        lambda text: text + f"\nApproved-despite: {'1' * 40}",
        lambda text: text + "\n\nKý tên: An",
    ],
)
def test_trailers_must_say_it_strictly(repo: Repo, change) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.git("merge", "-q", "--no-commit", "--no-ff", "thang-1")
    trailers = change(repo.trailers())
    repo.git("merge", "--abort")
    repo.approve("thang-1", trailers=trailers)
    assert ("BB901", MINUTES) in repo.codes()
    assert {code for code, _ in repo.codes()} == {"BB901"}


def test_other_trailers_beside_ours_do_no_harm(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.git("merge", "-q", "--no-commit", "--no-ff", "thang-1")
    trailers = repo.trailers()
    repo.git("merge", "--abort")
    repo.approve("thang-1", trailers=f"Reviewed-by: B <b@x.example>\n{trailers}\nRef: 12")
    assert repo.codes() == []


def test_a_correction_without_dinh_chinh_is_a_change(repo: Repo) -> None:
    approved(repo)
    repo.draft("sua", {MINUTES: minutes(text="Khác")})
    repo.approve("sua")
    assert repo.codes() == one("BB902")
    assert repo.verdict().status is Status.FAILED


def test_a_correction_is_approved_again_and_every_version_kept(repo: Repo) -> None:
    approved(repo)
    for number in (1, 2):
        repo.draft(f"sua-{number}", {MINUTES: minutes(corrections=number)})
        repo.approve(f"sua-{number}")
    verdict = repo.verdict()
    assert verdict.status is Status.CORRECTED
    assert len({version.blob for version in verdict.versions}) == 3
    assert [step.act for step in verdict.story] == [
        Act.DRAFT,
        Act.APPROVAL,
        Act.DRAFT,
        Act.CORRECTION,
        Act.DRAFT,
        Act.CORRECTION,
    ]


def test_a_planned_sitting_becomes_minutes_without_dinh_chinh(repo: Repo) -> None:
    plan = minutes("2026-02-05").replace("loai:", "trang_thai: du-kien\nloai:")
    repo.draft("lich", {FEBRUARY: plan})
    repo.approve("lich")
    assert repo.codes() == []
    repo.draft("bien-ban", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    repo.approve("bien-ban", at="2026-02-06")
    assert repo.codes() == []
    assert repo.verdict(FEBRUARY).status is Status.APPROVED


def test_a_link_is_never_approved(repo: Repo) -> None:
    approved(repo)
    repo.git("checkout", "-q", "-b", "lien-ket")
    repo.remove(MINUTES)
    (repo.path / MINUTES).symlink_to("/etc/hostname")
    repo.commit()
    repo.approve("lien-ket")
    assert repo.codes() == one("BB902")


def test_a_submodule_is_never_approved(repo: Repo) -> None:
    approved(repo)
    repo.git("checkout", "-q", "-b", "kho-con")
    repo.remove(MINUTES)
    repo.git("rm", "-q", "--cached", MINUTES)
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{repo.id()},{MINUTES}")
    repo._finish("Kho con", CUONG, None, None, None)
    repo.git("checkout", "-q", "-f", "main")
    tree = repo.id("kho-con")
    message = f"Duyệt\n\nApproved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
    message += f"Approved-document: {repo.git('rev-parse', f'kho-con:{MINUTES}')} {MINUTES}\n"
    repo.commit_tree(tree, ["main", "kho-con"], message, key="an")
    assert repo.codes() == one("BB902")


def test_a_folder_that_becomes_a_link_is_seen(repo: Repo) -> None:
    approved(repo)
    repo.remove(MINUTES)
    (repo.path / "meetings" / "2026").rmdir()
    (repo.path / "meetings").rmdir()
    (repo.path / "meetings").symlink_to("docs")
    repo.push_straight({})
    assert repo.codes() == [("BB906", "meetings"), ("BB908", MINUTES)]


def test_a_picture_and_a_score_frame_are_protected(repo: Repo) -> None:
    files = {"meetings/2026/anh.png": "ảnh", "khung-diem/rieng.yml": "ten: Khung\n"}
    repo.draft("them", files)
    repo.approve("them")
    assert repo.codes() == []
    repo.push_straight(dict.fromkeys(files, "khác"))
    assert repo.codes() == sorted(("BB906", path) for path in files)


def test_a_change_and_its_undoing_in_one_branch(repo: Repo) -> None:
    """Who changed and undid it is an author of what stays, and what does not stay is nothing."""
    approved(repo)
    repo.draft("sua", {MINUTES: minutes(text="Tạm"), FEBRUARY: minutes("2026-02-05")}, by=AN)
    repo.draft("sua", {MINUTES: minutes(), FEBRUARY: None}, by=CUONG)
    repo.draft("sua", {FEBRUARY: minutes("2026-02-05")}, by=CUONG, at="2026-02-05")
    repo.approve("sua", at="2026-02-06")
    assert repo.codes() == one("BB904", FEBRUARY)
    repo.draft("lai", {MINUTES: minutes(text="Tạm")})
    repo.draft("lai", {MINUTES: minutes()})
    repo.merge("lai", key="an")
    assert repo.codes() == one("BB904", FEBRUARY)


def test_another_mode_of_the_same_bytes_is_no_change(repo: Repo) -> None:
    approved(repo)
    (repo.path / MINUTES).chmod(0o755)
    repo.push_straight({})
    assert repo.codes() == []


# BB908: removal


@pytest.mark.parametrize("straight", [True, False])
def test_a_file_that_is_gone_without_approval(repo: Repo, straight: bool) -> None:
    approved(repo)
    if straight:
        repo.push_straight({MINUTES: None})
    else:
        repo.draft("bo", {MINUTES: None})
        repo.merge("bo", key="an")
    assert repo.codes() == one("BB908")
    assert repo.verdict().status is Status.FAILED


def test_a_rename_is_a_removal_and_a_new_file(repo: Repo) -> None:
    approved(repo)
    swapped = MINUTES.replace("thuong-ky", "Thuong-ky")
    repo.push_straight({MINUTES: None, swapped: minutes()})
    assert repo.codes() == [("BB906", swapped), ("BB908", MINUTES)]


def test_an_approved_removal_and_rename(repo: Repo) -> None:
    approved(repo)
    repo.draft("bo", {MINUTES: None, FEBRUARY: minutes()})
    repo.approve("bo")
    assert repo.codes() == []
    assert repo.verdict().status is Status.REMOVED
    assert repo.verdict(FEBRUARY).status is Status.APPROVED


# BB909: dates


def test_an_approval_before_an_earlier_step_is_back_dated(repo: Repo) -> None:
    approved(repo, at="2026-01-10")
    repo.draft("nq", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, at="2026-01-08")
    repo.approve("nq", at="2026-01-08 15:00")
    assert repo.codes() == one("BB909", RESOLUTION)


def test_an_approval_before_its_own_draft_is_back_dated(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-10")
    repo.approve("thang-1", at="2026-01-08")
    assert repo.codes() == one("BB909")


def test_an_approval_before_the_document_is_back_dated(repo: Repo) -> None:
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05"), MINUTES: minutes()})
    repo.approve("thang-2", at="2026-02-04")
    assert repo.codes() == one("BB909", FEBRUARY)


def test_clocks_may_differ_by_minutes(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-06 09:10")
    repo.approve("thang-1", at="2026-01-06 09:00")
    repo.draft("nq", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, at="2026-01-06 08:50")
    repo.approve("nq", at="2026-01-06 08:55")
    assert repo.codes() == []


def test_a_step_with_a_wrong_clock_can_be_set_aside(repo: Repo) -> None:
    wrong = repo.push_straight({"docs/a.md": "a"}, at="2099-01-01")
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("thang-1", at="2026-01-06")
    assert repo.codes() == one("BB909")
    late = repo.id("main")
    repo.draft("lai", {"docs/b.md": "b"}, at="2026-01-06")
    repo.approve("lai", at="2026-01-06", despite=(wrong, late))
    repo.draft("nq", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, at="2026-01-07")
    repo.approve("nq", at="2026-01-07")
    assert repo.codes() == []


# BB910: the roster


NEW = replace(STRANGER, id="nguoi-la", role="bi-thu")


def test_a_roster_pushed_straight_is_self_made(repo: Repo) -> None:
    repo.push_straight({ORGANIZATION: organization((*CELL, NEW))})
    assert repo.codes() == one("BB910", ORGANIZATION)


def test_a_branch_cannot_add_its_own_key_and_approve_itself(repo: Repo) -> None:
    repo.draft("them", {ORGANIZATION: organization((*CELL, NEW)), MINUTES: minutes()})
    repo.approve("them", by=NEW)
    assert repo.codes() == [("BB905", MINUTES), ("BB910", ORGANIZATION)]


def test_a_self_made_roster_gives_nobody_power_later(repo: Repo) -> None:
    faulty = repo.push_straight({ORGANIZATION: organization((*CELL, NEW))})
    repo.draft("sau", {MINUTES: minutes()})
    repo.approve("sau", by=NEW, despite=(faulty,))
    assert ("BB910", ORGANIZATION) in repo.codes()
    assert ("BB905", MINUTES) in repo.codes()


def test_a_roster_changes_by_approval_under_the_one_before(repo: Repo) -> None:
    repo.draft("them", {ORGANIZATION: organization((*CELL, NEW))})
    repo.approve("them")
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", by=NEW)
    assert repo.codes() == []


def test_a_policy_that_is_taken_away_stays_in_force(repo: Repo) -> None:
    repo.push_straight({ORGANIZATION: organization(policy=False)})
    repo.push_straight({MINUTES: minutes()})
    assert repo.codes() == [("BB906", MINUTES), ("BB910", ORGANIZATION)]


def test_the_roster_may_not_be_deleted(repo: Repo) -> None:
    repo.push_straight({ORGANIZATION: None})
    assert repo.codes() == one("BB910", ORGANIZATION)


def test_a_recovery_key_is_good_for_the_roster_alone(tmp_path: Path) -> None:
    superior = Person("", "Đảng ủy Viện", "vp@dang-uy.example", "khoi-phuc", "du")
    repo = fresh(tmp_path, recovery="du")
    repo.draft("tai-lieu", {MINUTES: minutes()})
    repo.approve("tai-lieu", by=superior)
    assert repo.codes() == one("BB905")


def test_a_recovery_key_holds_no_office(tmp_path: Path) -> None:
    superior = Person("", "Đảng ủy Viện", "vp@dang-uy.example", "bi-thu", "du")
    repo = fresh(tmp_path, recovery="du")
    repo.draft("danh-ba", {ORGANIZATION: organization((*CELL, NEW), recovery="du")})
    repo.approve("danh-ba", by=superior)
    assert repo.codes() == one("BB903", ORGANIZATION)


def test_a_recovery_key_renews_the_roster(tmp_path: Path) -> None:
    superior = Person("", "Đảng ủy Viện", "vp@dang-uy.example", "khoi-phuc", "du")
    repo = fresh(tmp_path, recovery="du")
    repo.draft("danh-ba", {ORGANIZATION: organization((*CELL, NEW), recovery="du")})
    repo.approve("danh-ba", by=superior)
    assert repo.codes() == []
    approval = repo.verdict(ORGANIZATION).approval
    assert approval is not None
    assert approval.basis is Basis.RECOVERY
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1", by=NEW)
    assert repo.codes() == []


# Healing


def test_a_fault_is_healed_by_naming_it_and_its_bytes(repo: Repo) -> None:
    faulty = repo.push_straight({MINUTES: minutes()})
    repo.draft("lai", {"docs/ghi-chu.md": "Xem lại"})
    repo.approve("lai", despite=(faulty,))
    report = repo.judge()
    assert report.findings == ()
    assert [(n.code, n.path, n.commit) for n in report.notes] == [("BB906", MINUTES, faulty)]
    verdict = report.verdict(MINUTES)
    assert verdict.status is Status.APPROVED
    assert verdict.story[-1].act is Act.HEALING


def test_healing_must_name_every_file_that_the_fault_touched(repo: Repo) -> None:
    faulty = repo.push_straight({MINUTES: minutes(), RESOLUTION: "---\nngay: 2026-01-05\n---\n"})
    repo.draft("lai", {"docs/ghi-chu.md": "Xem lại"})
    repo.approve(
        "lai",
        trailers=f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {repo.blob(MINUTES)} {MINUTES}\nApproved-despite: {faulty}",
    )
    assert repo.codes() == [("BB901", MINUTES), ("BB906", MINUTES), ("BB906", RESOLUTION)]


def test_nobody_heals_their_own_fault(repo: Repo) -> None:
    faulty = repo.push_straight({MINUTES: minutes()}, by=AN)
    repo.draft("lai", {"docs/ghi-chu.md": "Xem lại"})
    repo.approve("lai", despite=(faulty,))
    assert repo.codes() == [("BB904", MINUTES), ("BB906", MINUTES)]


def test_a_later_approval_alone_does_not_heal_a_direct_push(repo: Repo) -> None:
    repo.push_straight({MINUTES: minutes()})
    repo.draft("sua", {MINUTES: minutes(text="Khác")})
    repo.approve("sua")
    assert repo.codes() == one("BB906")
    assert repo.verdict().status is Status.APPROVED
    assert [note.code for note in repo.verdict().notes] == ["BB906"]


def test_a_removal_without_approval_is_healed_by_naming_it(repo: Repo) -> None:
    approved(repo)
    blob = repo.blob(MINUTES)
    faulty = repo.push_straight({MINUTES: None})
    repo.draft("lai", {"docs/ghi-chu.md": "Xem lại"})
    repo.approve(
        "lai",
        trailers=f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-removal: {blob} {MINUTES}\nApproved-despite: {faulty}",
    )
    assert repo.codes() == []
    assert repo.verdict().status is Status.REMOVED


def test_an_unsigned_approval_is_healed_by_a_signed_one(repo: Repo) -> None:
    repo.draft("thang-1", {MINUTES: minutes()})
    faulty = repo.approve("thang-1", key=None)
    repo.draft("lai", {"docs/ghi-chu.md": "Xem lại"})
    repo.approve("lai", despite=(faulty,))
    assert repo.codes() == []


# khuyen-nghi: merges made on a forge's page


@pytest.fixture
def forge(tmp_path: Path) -> Repo:
    return fresh(tmp_path, signatures="khuyen-nghi")


def test_a_forge_merge_by_somebody_without_role(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()}, by=DUNG)
    forge.merge("thang-1", by=CUONG)
    assert forge.codes() == one("BB903")


def test_a_forge_merge_of_ones_own_text(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()}, by=AN)
    forge.merge("thang-1", by=AN)
    assert forge.codes() == one("BB904")


def test_a_forge_squash_is_still_unreviewed(forge: Repo) -> None:
    forge.push_straight({MINUTES: minutes()}, by=CUONG)
    assert forge.codes() == one("BB906")


def test_a_forge_merge_is_accepted_and_said_to_be_weaker(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()})
    web = Person("", "GitHub", "noreply@github.example")
    forge.merge("thang-1", by=AN, committer=web, message="Merge pull request #1")
    assert forge.codes() == []
    verdict = forge.verdict()
    assert verdict.weaker
    assert "không có chữ ký" in verdict.words


def test_a_forge_that_signs_with_its_own_key_is_still_weaker(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()})
    forge.merge("thang-1", by=AN, key="la")
    assert forge.codes() == []
    assert forge.verdict().weaker


def test_a_key_of_the_roll_outside_its_days_is_bad_on_a_forge_too(tmp_path: Path) -> None:
    person = replace(AN, key_until="2026-01-05")
    forge = fresh(tmp_path, people=(person, BINH, CUONG, DUNG), signatures="khuyen-nghi")
    forge.draft("thang-1", {MINUTES: minutes()})
    forge.merge("thang-1", by=AN, key="an", at="2026-01-07")
    assert forge.codes() == one("BB905")


def test_trailers_without_signature_must_still_be_exact(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()})
    text = f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu"
    forge.approve("thang-1", key=None, trailers=text)
    assert forge.codes() == one("BB901")


def test_a_forge_merge_of_an_evil_file_is_unreviewed(forge: Repo) -> None:
    forge.draft("thang-1", {MINUTES: minutes()})
    forge.merge("thang-1", by=AN, amend={MINUTES: minutes(text="Khác")})
    assert forge.codes() == one("BB906")


def test_a_full_approval_is_not_weaker_under_khuyen_nghi(forge: Repo) -> None:
    approved(forge)
    assert forge.codes() == []
    assert not forge.verdict().weaker


# What HEAD and the work tree add


def test_a_draft_in_the_work_tree_waits(repo: Repo) -> None:
    repo.write(MINUTES, minutes())
    verdict = repo.verdict()
    assert verdict.status is Status.WAITING
    assert repo.codes() == []


def test_a_draft_over_an_approved_file_waits_again(repo: Repo) -> None:
    approved(repo)
    repo.draft("sua", {MINUTES: minutes(corrections=1)})
    repo.git("checkout", "-q", "sua")
    verdict = repo.verdict()
    assert verdict.status is Status.CHANGED
    assert verdict.blob == repo.blob(MINUTES, "main")
    assert verdict.pending == repo.blob(MINUTES, "sua")
    assert repo.codes() == []


def test_an_older_state_checked_out_shows_its_own_approval(repo: Repo) -> None:
    approved(repo)
    first = repo.id("main")
    repo.draft("sua", {MINUTES: minutes(corrections=1)})
    repo.approve("sua")
    repo.git("checkout", "-q", "--detach", first)
    verdict = repo.verdict()
    assert verdict.status is Status.APPROVED
    assert verdict.approval is not None
    assert verdict.approval.commit == first


def test_crlf_in_the_work_tree_is_the_same_text(repo: Repo) -> None:
    approved(repo)
    repo.write(MINUTES, minutes().replace("\n", "\r\n"))
    assert repo.verdict().status is Status.APPROVED
