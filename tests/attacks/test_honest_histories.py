"""Lịch sử trung thực: phải sạch, dù trông lạ"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from attackkit import bienban, honest

from bienban.trail.verdicts import Status
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
    VIETNAM,
    Repo,
    minutes,
    organization,
    replace,
)

Cell = Callable[..., Repo]
PAPER = "---\nngay: 2026-01-05\n---\n"


def clean(repo: Repo, **options: object) -> None:
    """Hold that the judge finds nothing, and has judged something."""
    report = repo.judge(**options)
    assert [(f.code, f.path) for f in report.findings] == []
    assert report.applies


@honest("Một biên bản được soạn, xem và phê duyệt")
def test_one_approval(book: Repo) -> None:
    clean(book)
    assert bienban(book.path, "trail", "--verify").returncode == 0


@honest("Nhiều người phê duyệt, mỗi người một văn bản")
def test_several_approvers(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER}, by=DUNG)
    book.approve("thang-2")
    book.approve("nq", by=BINH)
    clean(book)


@honest("Hai nhánh cùng lúc")
def test_two_branches_at_once(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER})
    book.draft("thang-2", {FEBRUARY: minutes("2026-02-05", text="Thêm")})
    book.draft("nq", {RESOLUTION: PAPER + "Thêm.\n"})
    book.approve("nq")
    book.approve("thang-2")
    clean(book)


@honest("Đưa nhánh chính vào nhánh soạn")
def test_main_brought_into_a_branch(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER})
    book.approve("nq")
    book.merge("main", into="thang-2", by=CUONG)
    book.approve("thang-2")
    clean(book)


@honest("Bí thư tự đưa nhánh chính vào nhánh của thư ký, không thành người soạn")
def test_main_brought_in_by_the_approver(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER})
    book.approve("nq")
    book.merge("main", into="thang-2", by=AN)
    book.approve("thang-2")
    clean(book)


@honest("Nhánh soạn đi tiếp sau khi đã được hợp nhất")
def test_a_branch_goes_on(book: Repo) -> None:
    book.approve("thang-2")
    book.draft("thang-2", {RESOLUTION: PAPER})
    book.approve("thang-2")
    clean(book)


@honest("Hai nhánh đan nhau (criss-cross)")
def test_criss_cross(book: Repo) -> None:
    book.push_straight({"docs/a.md": "a"})
    book.draft("nq", {RESOLUTION: PAPER})
    book.git("checkout", "-q", "nq")
    book.git("merge", "-q", "--no-ff", "-m", "Lấy tháng 2", "thang-2", **book.identity(CUONG, None))
    book.approve("thang-2")
    book.approve("nq")
    clean(book)


@honest("Bí thư sửa nhầm rồi trả lại trên nhánh, thư ký viết lại, bí thư duyệt")
def test_an_undone_slip_of_the_approver(book: Repo) -> None:
    book.draft("nham", {RESOLUTION: "nhầm\n"}, by=AN)
    book.draft("nham", {RESOLUTION: None, "docs/a.md": "a"}, by=AN)
    book.merge("nham")
    book.draft("nq", {RESOLUTION: PAPER})
    book.approve("nq")
    book.draft("nham", {FEBRUARY: minutes("2026-02-05")})
    clean(book)


@honest("Nhánh bị trả lại được bỏ đi bằng -s ours")
def test_a_rejected_branch_is_closed(book: Repo) -> None:
    book.merge("thang-2", strategy=("-s", "ours"), message="Trả lại")
    book.draft("viet-lai", {FEBRUARY: minutes("2026-02-05", text="Viết lại")})
    book.approve("viet-lai")
    clean(book)


@honest("Gia hạn khóa: khóa cũ ký việc thay khóa, khóa mới ký tiếp")
def test_key_renewal(book: Repo) -> None:
    people = [replace(AN, key="an-moi") if p is AN else p for p in CELL]
    book.draft("khoa", {ORGANIZATION: organization(people)})
    book.approve("khoa")
    book.approve("thang-2", key="an-moi")
    clean(book)


@honest("Ký vào đúng ngày cuối của khóa và của chức vụ")
def test_last_day(cell: Cell) -> None:
    repo = cell({AN.id: {"key_until": "2026-01-31", "until": "2026-01-31"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-30")
    repo.approve("x", at="2026-01-31 23:59")
    clean(repo)


@honest("Thay bí thư: người cũ duyệt danh bạ mới, người mới duyệt tiếp")
def test_change_of_secretary(book: Repo) -> None:
    people = [
        replace(AN, until="2026-01-31"),
        BINH,
        replace(CUONG, role="bi-thu", since="2026-02-01"),
        DUNG,
    ]
    book.draft("bi-thu", {ORGANIZATION: organization(people)}, at="2026-01-20", by=DUNG)
    book.approve("bi-thu", at="2026-01-21")
    book.draft("nq", {RESOLUTION: PAPER}, by=DUNG, at="2026-02-10")
    book.approve("nq", by=replace(CUONG, role="bi-thu"), at="2026-02-11")
    clean(book)
    approval = book.verdict().approval
    assert approval is not None
    assert approval.person == AN.name


@honest("Cấp trên dùng khóa khôi phục để thay danh bạ")
def test_recovery(cell: Cell) -> None:
    repo = cell(recovery="dang-uy")
    text = (repo.path / ORGANIZATION).read_text()
    repo.draft("danh-ba", {ORGANIZATION: text + "# khóa mới\n"})
    owner = replace(DUNG, id="", name="Đảng ủy Viện", email="vien@vks.example")
    repo.approve("danh-ba", by=owner, key="dang-uy", role="khoi-phuc")
    clean(repo)


@honest("Đính chính được phê duyệt")
def test_correction(book: Repo) -> None:
    book.draft("sua", {MINUTES: minutes(corrections=1, text="Sửa")})
    book.approve("sua")
    clean(book)
    assert book.verdict().status is Status.CORRECTED


@honest("Bỏ và đổi tên được phê duyệt")
def test_removal_and_rename(book: Repo) -> None:
    book.approve("thang-2")
    other = "meetings/2026/2026-02-05-chuyen-de.md"
    book.draft("bo", {MINUTES: None, FEBRUARY: None, other: minutes("2026-02-05")})
    book.approve("bo")
    clean(book)
    assert book.verdict().status is Status.REMOVED


@honest("Chữa một lần đẩy thẳng bằng một lần phê duyệt nêu nó")
def test_healing(book: Repo) -> None:
    fault = book.push_straight({RESOLUTION: PAPER})
    book.approve("thang-2", despite=(fault,))
    clean(book)
    assert book.judge().notes


@honest("Chữa lần tự duyệt của bí thư: phó bí thư duyệt lại")
def test_healing_by_somebody_else(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER}, by=AN)
    fault = book.approve("nq")
    book.draft("chua", {"docs/a.md": "a"})
    book.approve("chua", by=BINH, despite=(fault,))
    clean(book)
    book.draft("sua", {RESOLUTION: PAPER + "dinh\n"})
    assert book.codes() == []


@honest("Hợp nhất tay rồi phê duyệt bản sửa của người khác")
def test_plain_merge_then_approved(book: Repo) -> None:
    book.merge("thang-2", by=AN, key="an")
    book.draft("thang-2b", {FEBRUARY: minutes("2026-02-05", text="Sửa")})
    fault = book.id("main")
    book.approve("thang-2b", despite=(fault,))
    clean(book)


@honest("Đồng hồ lệch vài phút, cả lệch ngược")
def test_clocks_minutes_apart(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER}, at="2026-02-06 16:30")
    book.approve("nq", at="2026-02-06 16:20")
    book.approve("thang-2", at="2026-02-06 16:10")
    clean(book)


@honest("Bước có đồng hồ sai được chính người duyệt bước đó nêu ra để bỏ qua")
def test_ones_own_wrong_clock(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER}, at="2026-02-06")
    wrong = book.approve("nq", at="2027-02-06")
    book.approve("thang-2", at="2026-02-07", despite=(wrong,))
    clean(book)


@honest("Commit thẳng chỉ đụng docs/ và README")
def test_docs_only(book: Repo) -> None:
    book.push_straight({"docs/a.md": "a", "README.md": "b", "mkdocs.yml": "site_name: x\n"})
    clean(book)


@honest("Hoàn tác (git revert) một thay đổi tài liệu, lời nhắn chép lời phê duyệt cũ")
def test_a_message_that_quotes(book: Repo) -> None:
    old = book.git("log", "-1", "--format=%B", "main")
    book.push_straight({"docs/a.md": "a"}, message=f"Ghi chép\n\n> {old}\n\nHết.\n")
    clean(book)


@honest("Bản sao mới, HEAD tách rời (như CI)")
def test_fresh_clone_detached(book: Repo, tmp_path: Path) -> None:
    clone = book.clone(tmp_path / "moi")
    clone.git("checkout", "-q", "--detach", "origin/main")
    clean(clone)
    assert bienban(clone.path, "trail", "--verify").returncode == 0


@honest("Đang mở một bản nháp, có tệp chưa ghi")
def test_a_draft_checked_out(book: Repo) -> None:
    book.git("checkout", "-q", "thang-2")
    book.write("meetings/2026/2026-03-05-thuong-ky.md", minutes("2026-03-05"))
    clean(book)
    assert book.verdict(FEBRUARY).status is Status.WAITING


@honest("Máy Windows ghi tệp với CRLF")
def test_crlf_in_the_work_tree(book: Repo) -> None:
    book.write(MINUTES, minutes().replace("\n", "\r\n"))
    clean(book)
    assert book.verdict().ok


@honest("Kho được nén lại (gc, commit-graph, pack)")
def test_packed(book: Repo) -> None:
    before = book.judge()
    book.git("gc", "-q", "--aggressive", "--prune=now")
    clean(book)
    assert book.judge().verdicts == before.verdicts


@honest("Kho trần trên máy chủ, kho gương, cây làm việc thứ hai")
@pytest.mark.parametrize("how", ["--bare", "--mirror", "worktree"])
def test_other_shapes(book: Repo, tmp_path: Path, how: str) -> None:
    if how == "worktree":
        book.git("worktree", "add", "-q", str(tmp_path / "cay"), "thang-2")
        clean(Repo(tmp_path / "cay"))
    else:
        clean(book.clone(tmp_path / "kho.git", how))


@honest("Tiếp tục sau khi đã nhớ: lịch sử chỉ dài thêm")
def test_history_that_goes_on(book: Repo) -> None:
    clean(book, remember=True)
    book.approve("thang-2")
    clean(book, remember=True)


@honest("Hai người trùng tên, phân biệt bằng địa chỉ thư")
def test_two_people_of_one_name(cell: Cell) -> None:
    repo = cell({DUNG.id: {"name": AN.name}})
    repo.draft("x", {MINUTES: minutes()}, by=replace(DUNG, name=AN.name))
    repo.approve("x")
    clean(repo)


@honest("Địa chỉ thư chung, mỗi người ký tên mình")
def test_shared_address_with_own_names(cell: Cell) -> None:
    shared = "chi-bo@vks.example"
    repo = cell({CUONG.id: {"emails": (shared,)}, AN.id: {"emails": (shared,)}})
    repo.draft("x", {MINUTES: minutes()}, by=replace(CUONG, email=shared))
    repo.approve("x")
    clean(repo)


@honest("Bản soạn có ký, nơi bản soạn phải ký")
def test_signed_drafts(cell: Cell) -> None:
    repo = cell(drafts="bat-buoc")
    repo.draft("x", {MINUTES: minutes()}, by=CUONG, key="cuong")
    repo.approve("x")
    clean(repo)


@honest("Khuyến nghị ký: hợp nhất trên trang của kho chung, kết luận nói rõ là yếu hơn")
def test_forge_merge(cell: Cell) -> None:
    repo = cell(signatures="khuyen-nghi")
    repo.draft("x", {MINUTES: minutes()})
    repo.merge("x", by=AN)
    clean(repo)
    assert repo.verdict().weaker


@honest("Bí thư ở nước ngoài, múi giờ khác")
def test_another_time_zone(book: Repo) -> None:
    moment = datetime(2026, 2, 7, 0, 30, tzinfo=VIETNAM)
    book.approve("thang-2", at=moment)
    clean(book)
    approval = book.verdict(FEBRUARY).approval
    assert approval is not None
    assert approval.day.isoformat() == "2026-02-07"
