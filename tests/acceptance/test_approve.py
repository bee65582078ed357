"""`bienban approve` as the bí thư runs it: on real clones, with real keys, and at a terminal."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from approvalkit import (
    OLD,
    REGULAR,
    SITTING,
    at_terminal,
    base_text,
    bienban,
    office,
    roster,
    shared,
    sitting,
    state,
)
from trailkit import AN, BINH, CUONG, Repo, private_key

BRANCH = "bat-thuong"


@pytest.fixture
def cell(tmp_path: Path) -> Repo:
    cell = office(tmp_path)
    cell.draft(BRANCH, {SITTING: sitting()})
    return cell


def refused(cell: Repo, *words: str, arguments: tuple[str, ...] = (BRANCH, "--yes")) -> str:
    """Approve, and hold that it was refused with these words and that nothing changed."""
    before = state(cell)
    done = bienban(cell, "approve", *arguments)
    said = done.out + done.err
    assert done.code == 1, said
    for word in words:
        assert word in said
    assert state(cell) == before
    return said


# What it makes


def test_an_approval_is_a_signed_merge_that_names_what_it_approves(cell: Repo) -> None:
    main, tip = cell.id("main"), cell.id(BRANCH)
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.err
    assert cell.git("log", "-1", "--format=%P", "main").split() == [main, tip]
    message = cell.git("log", "-1", "--format=%B", "main")
    assert message.split("\n\n")[-1].strip() == (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {cell.blob(SITTING, BRANCH)} {SITTING}"
    )
    assert cell.codes() == []
    verdict = cell.verdict(SITTING)
    assert verdict.ok
    assert verdict.approval.person == AN.name
    assert verdict.approval.fingerprint.startswith("SHA256:")
    assert cell.git("status", "--porcelain") == ""
    assert (cell.path / SITTING).is_file()


def test_the_change_is_told_in_words_and_not_as_yaml(cell: Repo) -> None:
    text = base_text(REGULAR).replace("han: 2026-03-31", "han: 2026-04-15", 1)
    text = text.replace(
        "đồng chí Phạm Thị Dung chủ trì, xong", "đồng chí Đỗ Thị Hạnh chủ trì, xong"
    )
    text = text.replace(
        "theo_doi:\n",
        "  - viec: Mua máy quét\n    giao_cho:\n      - Đỗ Thị Hạnh\n    han: 2026-03-15\n"
        "    ket_qua: Một máy\ndinh_chinh:\n  - ngay: 2026-02-09\n    ly_do: Sai hạn\ntheo_doi:\n",
        1,
    )
    cell.draft(BRANCH, {REGULAR: text})
    said = bienban(cell, "approve", BRANCH, "--yes").out
    assert (
        "Thêm nhiệm vụ: Mua máy quét; giao cho Đỗ Thị Hạnh; hạn 15/03/2026; "
        "kết quả cần đạt: Một máy" in said
    )
    assert (
        "Sửa nhiệm vụ «Lập danh sách hồ sơ số hóa đợt một»: «hạn 31/03/2026» → «hạn 15/04/2026»"
        in said
    )
    assert "Thêm đính chính: ngày đính chính: 09/02/2026; lý do: Sai hạn" in said
    assert "Ở mục «Kết luận»:" in said
    assert "Sửa câu: «Giao đồng chí Phạm Thị Dung chủ trì" in said
    assert "giao_cho" not in said
    assert "5/7 đảng viên chính thức tán thành; cần ít nhất hai phần ba (5); được thông qua" in said
    cell.draft("cham", {REGULAR: None})
    said = bienban(cell, "approve", "cham").out
    assert "xếp loại buổi sinh hoạt: Tốt" in said
    assert "xếp loại buổi sinh hoạt: tot" not in said


def test_a_removal_is_named_by_what_is_taken_away(cell: Repo) -> None:
    blob = cell.blob(OLD)
    cell.draft("bo", {OLD: None})
    done = bienban(cell, "approve", "bo", "--yes")
    assert done.code == 0, done.err
    assert f"Approved-removal: {blob} {OLD}" in cell.git("log", "-1", "--format=%B")
    assert not (cell.path / OLD).exists()
    assert cell.codes() == []


def test_without_a_branch_those_that_wait_are_listed(cell: Repo) -> None:
    cell.draft("khac", {"docs/ghi-chu.md": "Ghi chú\n"})
    done = bienban(cell, "approve")
    assert done.code == 0
    assert f"{BRANCH}: {CUONG.name}, 05/01/2026, 1 tệp cần phê duyệt" in done.out
    assert "khac: Lê Văn Cường, 05/01/2026, không có gì cần phê duyệt" in done.out
    bienban(cell, "approve", BRANCH, "--yes")
    bienban(cell, "approve", "khac", "--yes")
    assert "Không có nhánh nào đang chờ" in bienban(cell, "approve").out


def test_a_branch_that_touches_nothing_protected_is_merged_too(cell: Repo) -> None:
    cell.draft("khac", {"docs/ghi-chu.md": "Ghi chú\n"})
    done = bienban(cell, "approve", "khac", "--yes")
    assert done.code == 0, done.err
    assert "docs/ghi-chu.md" in done.out
    assert cell.codes() == []


def test_main_brought_into_the_branch_is_no_obstacle(cell: Repo) -> None:
    cell.draft("khac", {REGULAR: corrected("tong: 91", "tong: 90")})
    assert bienban(cell, "approve", "khac", "--yes").code == 0
    cell.merge("main", into=BRANCH, by=CUONG)
    cell.git("checkout", "-q", "main")
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.err
    assert cell.codes() == []


def test_the_clone_may_stand_on_another_branch(cell: Repo) -> None:
    cell.git("checkout", "-q", BRANCH)
    assert bienban(cell, "approve", BRANCH, "--yes").code == 0
    assert cell.git("symbolic-ref", "HEAD") == f"refs/heads/{BRANCH}"
    assert cell.git("status", "--porcelain") == ""
    assert cell.codes() == []


def test_the_key_may_be_named(tmp_path: Path) -> None:
    cell = office(tmp_path, key="")
    cell.draft(BRANCH, {SITTING: sitting()})
    key = str(private_key("binh"))
    done = bienban(cell, "approve", BRANCH, "--yes", "--khoa", key)
    assert done.code == 0, done.err
    assert cell.verdict(SITTING).approval.person == BINH.name


def test_where_signatures_are_recommended_the_lack_of_one_is_said(tmp_path: Path) -> None:
    cell = office(tmp_path, need="khuyen-nghi", key="")
    cell.draft(BRANCH, {SITTING: sitting()})
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.err
    assert "KHÔNG ký" in done.out
    assert cell.verdict(SITTING).weaker


@pytest.mark.parametrize("name", ["Phòng Tổ chức", AN.name, BINH.name])
def test_a_shared_address_approves_only_for_the_one_whose_name_stands_beside_it(
    tmp_path: Path, name: str
) -> None:
    cell = office(tmp_path, need="khuyen-nghi", key="")
    together = roster("khuyen-nghi").replace(BINH.email, AN.email)
    cell.draft("thu-chung", {"organization.yml": together})
    assert bienban(cell, "approve", "thu-chung", "--yes").code == 0
    cell.draft(BRANCH, {SITTING: sitting()})
    cell.git("config", "user.name", name)
    if name not in (AN.name, BINH.name):
        assert "phải là của riêng một người" in refused(cell, name)
        return
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.err
    assert cell.verdict(SITTING).approval.person == name


# Asking


def test_at_a_terminal_the_answer_decides(cell: Repo) -> None:
    before = state(cell)
    done = at_terminal(cell, "approve", BRANCH, answer="")
    assert done.code == 1
    assert "Chưa phê duyệt" in done.out
    assert state(cell) == before
    done = at_terminal(cell, "approve", BRANCH, answer="có")
    assert done.code == 0, done.out
    assert cell.codes() == []


def test_off_a_terminal_it_asks_nothing_and_does_nothing(cell: Repo) -> None:
    before = state(cell)
    done = bienban(cell, "approve", BRANCH, stdin="có\n")
    assert done.code == 2
    assert "--yes" in done.err
    assert state(cell) == before


def test_a_branch_that_changes_while_it_is_read_is_not_approved(cell: Repo) -> None:
    main = cell.id("main")
    other = cell.clone(cell.path.parent / "khac")

    def change() -> None:
        other.git("checkout", "-q", BRANCH)
        other.commit("Sửa thêm", {SITTING: sitting(text="Chi bộ họp bàn hai việc.")})
        other.git("push", "-q", "origin", BRANCH)

    done = at_terminal(cell, "approve", BRANCH, answer="có", act=change)
    assert done.code == 1
    assert f"nhánh «{BRANCH}» đã đổi từ khi hiện ra" in done.out
    assert cell.id("main") == main


def test_scripts_say_which_commit_was_read(cell: Repo) -> None:
    tip = cell.id(BRANCH)
    cell.draft(BRANCH, {SITTING: sitting(text="Chi bộ họp bàn hai việc.")})
    refused(cell, "đã xem", arguments=(BRANCH, "--yes", "--da-xem", tip))
    done = bienban(cell, "approve", BRANCH, "--yes", "--da-xem", cell.id(BRANCH))
    assert done.code == 0


def test_text_that_steers_a_terminal_is_spelt_out(cell: Repo) -> None:
    cell.draft(BRANCH, {"khung-diem/a.txt": "\x1b[2Jxong\u202e\n", SITTING: sitting()})
    said = bienban(cell, "approve", BRANCH).out
    assert "‹U+001B›[2Jxong‹U+202E›" in said
    assert "\x1b" not in said


# Refusing


def test_errors_of_the_checker_refuse(cell: Repo) -> None:
    cell.draft(BRANCH, {SITTING: sitting().replace("Phạm Thị Dung", "Phạm Thị Lạ")})
    said = refused(cell, "BB206", "1 lỗi, 0 cảnh báo", "không phê duyệt được")
    assert f"{SITTING}:" in said


def test_an_error_that_main_has_already_does_not_hold_up_another_branch(cell: Repo) -> None:
    cell.push_straight({OLD: base_text(OLD).replace("Phạm Thị Dung", "Phạm Thị Lạ")})
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.out + done.err


def test_ones_own_text_is_refused_also_under_another_address(cell: Repo) -> None:
    private = replace(AN, email=f"{AN.id}@rieng.example", name="An")
    for number, author in enumerate((AN, private)):
        cell.draft(f"tu-viet-{number}", {SITTING: sitting()}, by=author)
        refused(
            cell,
            "BB904",
            "người phê duyệt phải là người khác",
            arguments=(f"tu-viet-{number}", "--yes"),
        )
    cell.draft(
        "dong-tac-gia", {SITTING: sitting()}, message=f"Ghi\n\nCo-authored-by: X <{AN.email}>\n"
    )
    refused(cell, "BB904", arguments=("dong-tac-gia", "--yes"))


def test_an_approver_without_role_that_day_is_refused(cell: Repo) -> None:
    key = str(private_key("cuong"))
    refused(cell, CUONG.name, "chuc_vu", arguments=(BRANCH, "--yes", "--khoa", key))


def test_an_unknown_key_is_refused(cell: Repo) -> None:
    key = str(private_key("la"))
    refused(cell, "không có trong danh bạ", arguments=(BRANCH, "--yes", "--khoa", key))


def test_a_key_past_its_end_is_refused(tmp_path: Path) -> None:
    cell = office(tmp_path)
    old = roster()
    at = old.index("        tu: 2025-01-15\n", old.index("    khoa:\n")) + len(
        "        tu: 2025-01-15\n"
    )
    cell.draft("khoa", {"organization.yml": old[:at] + "        den: 2026-06-30\n" + old[at:]})
    cell.approve("khoa", by=BINH)
    cell.draft(BRANCH, {SITTING: sitting()})
    refused(cell, "không có hiệu lực ngày", AN.name)


def test_no_key_at_all_is_refused(tmp_path: Path) -> None:
    cell = office(tmp_path, key="")
    cell.draft(BRANCH, {SITTING: sitting()})
    refused(cell, "chưa có khóa ký", "user.signingkey")


def test_reading_needs_no_key_and_says_what_is_missing(tmp_path: Path) -> None:
    cell = office(tmp_path, key="")
    cell.draft(BRANCH, {SITTING: sitting()})
    said = refused(cell, "Chi bộ họp bàn một việc đột xuất.", "0 lỗi", arguments=(BRANCH,))
    assert said.index(SITTING) < said.index("Người phê duyệt: chưa có; chưa có khóa ký")
    assert "chưa phê duyệt được: chưa có khóa ký" in said


def test_a_key_that_is_not_there_is_refused(cell: Repo) -> None:
    refused(cell, "không có tệp khóa", arguments=(BRANCH, "--yes", "--khoa", "khong-co"))


def corrected(old: str, new: str) -> str:
    text = base_text(REGULAR).replace(old, new, 1)
    return text.replace(
        "theo_doi:\n", "dinh_chinh:\n  - ngay: 2026-02-09\n    ly_do: Sai\ntheo_doi:\n", 1
    )


def test_a_file_changed_on_both_sides_says_how_to_bring_main_in(cell: Repo) -> None:
    cell.draft("hai", {REGULAR: corrected("tong: 91", "tong: 89")})
    cell.draft("mot", {REGULAR: corrected("tong: 91", "tong: 90")})
    assert bienban(cell, "approve", "mot", "--yes").code == 0
    refused(cell, REGULAR, "git switch hai", "git merge main", arguments=("hai", "--yes"))


def test_a_correction_without_its_reason_is_refused(cell: Repo) -> None:
    cell.draft(BRANCH, {REGULAR: base_text(REGULAR).replace("tong: 91", "tong: 90")})
    refused(cell, "BB902", "`dinh_chinh` phải có thêm một lần")


def test_a_document_of_a_later_day_is_refused(cell: Repo) -> None:
    later = sitting().replace("2026-03-10", "2027-01-10")
    cell.draft(
        "sau", {SITTING.replace("2026-03-10", "2027-01-10").replace("/2026/", "/2027/"): later}
    )
    said = refused(cell, "BB909", arguments=("sau", "--yes"))
    assert "--despite" not in said


def test_a_main_that_origin_left_behind_is_refused(cell: Repo, tmp_path: Path) -> None:
    shared(cell, tmp_path)
    other = cell.clone(tmp_path / "khac")
    other.git("remote", "set-url", "origin", str(tmp_path / "goc.git"))
    other.commit("Ghi chú", {"docs/a.md": "a\n"})
    other.git("push", "-q", "origin", "main")
    cell.git("fetch", "-q", "origin")
    refused(cell, "cũ hơn origin", "git pull --ff-only")
    cell.push_straight({"docs/b.md": "b\n"})
    refused(cell, "rẽ hai hướng")


def test_unreviewed_commits_that_origin_has_not_are_refused(cell: Repo, tmp_path: Path) -> None:
    shared(cell, tmp_path)
    cell.push_straight({OLD: base_text(OLD) + "\nThêm.\n"})
    refused(cell, "BB906", OLD)


def test_two_approvals_may_wait_for_one_push(cell: Repo, tmp_path: Path) -> None:
    shared(cell, tmp_path)
    cell.draft("hai", {REGULAR: corrected("tong: 91", "tong: 90")})
    assert bienban(cell, "approve", BRANCH, "--yes").code == 0
    done = bienban(cell, "approve", "hai", "--yes")
    assert done.code == 0, done.out
    assert "git push origin main" in done.out
    cell.git("push", "-q", "origin", "main")
    assert cell.codes() == []


def test_a_branch_of_origin_is_approved_and_pushed(cell: Repo, tmp_path: Path) -> None:
    bare = shared(cell, tmp_path)
    cell.git("push", "-q", "origin", BRANCH)
    cell.git("branch", "-q", "-D", BRANCH)
    cell.git("fetch", "-q", "origin")
    done = bienban(cell, "approve", BRANCH, "--yes", "--push")
    assert done.code == 0, done.err
    assert cell.git("--git-dir", str(bare), "rev-parse", "main") == cell.id("main")


def test_a_branch_that_differs_here_and_there_must_be_told_apart(
    cell: Repo, tmp_path: Path
) -> None:
    shared(cell, tmp_path)
    cell.git("push", "-q", "origin", BRANCH)
    cell.draft(BRANCH, {SITTING: sitting(text="Chi bộ họp bàn hai việc.")})
    cell.git("fetch", "-q", "origin")
    refused(cell, f"origin/{BRANCH}")
    done = bienban(cell, "approve", f"origin/{BRANCH}", "--yes")
    assert done.code == 0, done.err


# Healing


def test_what_went_straight_to_main_is_read_and_approved_after_all(cell: Repo) -> None:
    text = corrected("tong: 91", "tong: 90")
    faulty = cell.push_straight({REGULAR: text})
    assert cell.codes() == [("BB906", REGULAR)]
    way_out = f"bienban approve --despite {faulty[:10]}"
    assert way_out in bienban(cell, "approve").err
    assert f"«{way_out}»" in bienban(cell, "trail", "--verify").out
    done = bienban(cell, "approve", "--despite", faulty[:10], "--yes")
    assert done.code == 0, done.out + done.err
    assert cell.codes() == []
    assert cell.verdict(REGULAR).ok
    assert f"Approved-despite: {faulty}" in cell.git("log", "-1", "--format=%B")


def test_healing_goes_along_with_a_branch(cell: Repo) -> None:
    faulty = cell.push_straight({REGULAR: corrected("tong: 91", "tong: 90")})
    done = bienban(cell, "approve", BRANCH, "--despite", faulty, "--yes")
    assert done.code == 0, done.out + done.err
    assert cell.codes() == []


def test_nobody_heals_ones_own_push(cell: Repo) -> None:
    faulty = cell.push_straight({REGULAR: corrected("tong: 91", "tong: 90")}, by=AN)
    refused(cell, "BB904", arguments=("--despite", faulty, "--yes"))


# Undoing and sending back


def test_an_approval_can_be_undone_until_it_is_pushed(cell: Repo, tmp_path: Path) -> None:
    shared(cell, tmp_path)
    before = state(cell)
    bienban(cell, "approve", BRANCH, "--yes")
    done = bienban(cell, "approve", "--undo")
    assert done.code == 0, done.err
    assert state(cell) == before
    assert bienban(cell, "approve", BRANCH, "--yes", "--push").code == 0
    cell.git("fetch", "-q", "origin")
    refused(cell, "đã được đẩy lên kho chung", arguments=("--undo",))


def test_undoing_is_no_rewriting_for_who_saw_the_approval(cell: Repo) -> None:
    bienban(cell, "approve", BRANCH, "--yes")
    assert bienban(cell, "trail", "--verify").code == 0
    assert bienban(cell, "approve", "--undo").code == 0
    done = bienban(cell, "trail", "--verify")
    assert done.code == 0, done.out


def test_what_is_no_approval_is_not_undone(cell: Repo) -> None:
    refused(cell, "không kết thúc bằng một lần phê duyệt", arguments=("--undo",))


def test_a_branch_is_sent_back_with_a_reason(cell: Repo) -> None:
    tree = cell.git("rev-parse", f"{BRANCH}^{{tree}}")
    main = cell.id("main")
    done = bienban(cell, "approve", BRANCH, "--reject", "--ly-do", "Thiếu ý kiến của đồng chí Hạnh")
    assert done.code == 0, done.err
    assert cell.git("rev-parse", f"{BRANCH}^{{tree}}") == tree
    assert cell.id("main") == main
    assert "Rejected-reason: Thiếu ý kiến của đồng chí Hạnh" in cell.git(
        "log", "-1", "--format=%B", BRANCH
    )
    assert "git log -1" in done.out
    listed = bienban(cell, "approve").out
    assert f"{BRANCH}: {CUONG.name}, 05/01/2026" in listed
    assert "đã trả lại: Thiếu ý kiến" in listed
    assert f"Nhánh {BRANCH} của {CUONG.name}" in bienban(cell, "approve", BRANCH).out
    cell.draft(
        BRANCH, {SITTING: sitting(text="Chi bộ họp bàn một việc, đủ ý kiến.")}, at="2026-11-20"
    )
    assert "đã trả lại" not in bienban(cell, "approve").out


def test_what_was_sent_back_and_mended_is_approved(cell: Repo) -> None:
    bienban(cell, "approve", BRANCH, "--reject", "--ly-do", "Thiếu ý kiến")
    assert "CHÚ Ý: bản này đã bị trả lại: Thiếu ý kiến" in bienban(cell, "approve", BRANCH).out
    clock = int(cell.git("log", "-1", "--format=%ct", BRANCH)) + 60
    from datetime import UTC, datetime

    cell.draft(BRANCH, {SITTING: sitting(text="Đủ ý kiến.")}, at=datetime.fromtimestamp(clock, UTC))
    done = bienban(cell, "approve", BRANCH, "--yes")
    assert done.code == 0, done.out
    assert cell.codes() == []


# Bad input


def test_options_that_make_no_sense_together(cell: Repo) -> None:
    for arguments in (("--reject", BRANCH), ("--undo", BRANCH), (BRANCH, "--ly-do", "x")):
        assert bienban(cell, "approve", *arguments).code == 2


def test_not_a_repository(cell: Repo) -> None:
    shutil.rmtree(cell.path / ".git")
    done = bienban(cell, "approve")
    assert done.code == 1
    assert "không phải là gốc của một kho Git" in done.err


def test_an_empty_repository(cell: Repo) -> None:
    shutil.rmtree(cell.path / ".git")
    cell.git("init", "-q", "-b", "main")
    refused(cell, "chưa có commit nào", arguments=())


def test_a_detached_head(cell: Repo) -> None:
    cell.git("checkout", "-q", "--detach")
    refused(cell, "detached HEAD", "git switch main")


def test_a_merge_in_progress(cell: Repo) -> None:
    cell.git("merge", "-q", "--no-ff", "--no-commit", BRANCH)
    refused(cell, "đang dở dang một lần hợp nhất", "git merge --abort")


def test_a_dirty_tree(cell: Repo) -> None:
    cell.write(OLD, base_text(OLD) + "\nThêm.\n")
    refused(cell, "thay đổi chưa commit", OLD)


def test_a_file_in_the_way(cell: Repo) -> None:
    cell.write(SITTING, "chưa theo dõi\n")
    refused(cell, "thư mục làm việc")


def test_a_shallow_clone(cell: Repo, tmp_path: Path) -> None:
    cell.push_straight({"docs/a.md": "a\n"})
    shallow = tmp_path / "nong"
    cell.git("clone", "-q", "--depth", "1", f"file://{cell.path}", str(shallow))
    done = bienban(shallow, "approve")
    assert done.code == 1
    assert "git fetch --unshallow" in done.err


def test_a_cell_without_a_policy(tmp_path: Path) -> None:
    cell = office(tmp_path)
    shutil.rmtree(cell.path / ".git")
    cell.git("init", "-q", "-b", "main")
    cell.commit("Đầu", {"organization.yml": base_text("organization.yml")})
    refused(cell, "chưa có `phe_duyet`", arguments=())


def test_without_ssh_keygen(cell: Repo, tmp_path: Path) -> None:
    before = state(cell)
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").symlink_to(shutil.which("git"))
    done = bienban(cell, "approve", BRANCH, "--yes", PATH=str(folder))
    assert done.code == 1
    assert "chưa có ssh-keygen" in done.err
    assert state(cell) == before


def test_a_git_that_is_too_old(cell: Repo, tmp_path: Path) -> None:
    before = state(cell)
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\necho git version 2.30.2\n")
    (folder / "git").chmod(0o755)
    done = bienban(cell, "approve", BRANCH, "--yes", PATH=str(folder))
    assert done.code == 1
    assert "quá cũ" in done.err
    assert "2.34" in done.err
    assert state(cell) == before


def test_history_that_was_rewritten_since_last_time(cell: Repo) -> None:
    assert bienban(cell, "approve", BRANCH, "--yes").code == 0
    assert bienban(cell, "trail", "--verify").code == 0
    cell.git("reset", "-q", "--hard", "main^")
    refused(cell, "BB907")
