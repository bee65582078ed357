"""Người phê duyệt: tự duyệt, không có vai trò, giả danh, lùi ngày"""

from collections.abc import Callable

import naive
import pytest
from attackkit import attack, caught, caught_at, command_says

from trailkit import (
    AN,
    BINH,
    CUONG,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    STRANGER,
    Person,
    Repo,
    minutes,
    replace,
)

Cell = Callable[..., Repo]
PAPER = "resolutions/2025-2027/01-NQ-CB.md"
FRAME = "khung-diem/a.yml"


@attack("Duyệt bài do chính mình soạn", "Người soạn theo Git không được là người duyệt", "BB904")
def test_self_approval(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=AN)
    repo.approve("x")
    assert naive.signature_shown_good(repo)
    assert naive.approved_by_trailer(repo)
    caught_at(repo, "BB904")
    command_says(repo, "BB904", MINUTES)


@attack("Soạn bằng địa chỉ thư thứ hai của mình", "Danh bạ biết mọi địa chỉ của một người", "BB904")
def test_second_address(cell: Cell) -> None:
    repo = cell({AN.id: {"emails": ("an.rieng@thu.example",)}})
    repo.draft("x", {MINUTES: minutes()}, by=replace(AN, email="an.rieng@thu.example"))
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Soạn bằng địa chỉ không ai biết, cùng tên", "Cùng tên là cùng người nếu chỉ một người có",
        "BB904")  # fmt: skip
def test_unlisted_address(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=replace(AN, email="la@thu.example"))
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Viết hoa địa chỉ thư để thành người khác", "Địa chỉ thư không phân biệt chữ hoa", "BB904")
def test_address_in_capitals(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=replace(AN, name="Thư ký", email="AN@VKS.Example"))
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Tên dạng Unicode khác, dấu đặt chỗ khác, hai dấu cách", "Tên được so theo chữ, không theo "
        "byte", "BB904")  # fmt: skip
@pytest.mark.parametrize("name", ["Nguyễn Văn An", "nguyễn  văn AN", "NGUYỄN VĂN AN"])
def test_name_in_another_form(repo: Repo, name: str) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=replace(AN, name=name, email="la@thu.example"))
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Dùng địa chỉ thư chung của hai người", "Ai có địa chỉ đó đều là người soạn", "BB904")
def test_shared_address(cell: Cell) -> None:
    shared = "chi-bo@vks.example"
    repo = cell({AN.id: {"emails": (shared,)}, BINH.id: {"emails": (shared,)}})
    repo.draft("x", {MINUTES: minutes()}, by=replace(BINH, name="Văn phòng", email=shared))
    repo.approve("x", by=BINH)
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Tên mình với địa chỉ thư của người khác", "Tên và địa chỉ đều được xét", "BB904")
def test_own_name_with_anothers_address(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=replace(AN, email=CUONG.email))
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Ghi mình là đồng tác giả ở bài của người khác", "Đồng tác giả cũng là người soạn", "BB904")
def test_co_author(repo: Repo) -> None:
    message = f"Biên bản\n\nco-authored-BY:  {AN.name} <{AN.email}>\n\nHết.\n"
    repo.draft("x", {MINUTES: minutes()}, message=message)
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Viết thêm vào lần hợp nhất trên nhánh soạn", "Hợp nhất trên nhánh cũng có người soạn",
        "BB904")  # fmt: skip
def test_author_of_an_evil_merge_on_the_branch(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()})
    repo.push_straight({"docs/a.md": "a"})
    repo.merge("main", into="x", by=AN, amend={MINUTES: minutes(text="Của An")})
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Đảng viên không chức vụ phê duyệt bằng khóa của mình", "Vai trò lấy từ danh bạ", "BB903")
def test_member_without_role(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=BINH)
    repo.approve("x", by=CUONG, role="bi-thu")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")
    command_says(repo, "BB903", MINUTES)


@attack("Phê duyệt trước ngày nhận chức", "Vai trò phải có đúng ngày phê duyệt", "BB903")
def test_before_the_role(cell: Cell) -> None:
    repo = cell({AN.id: {"since": "2026-02-01"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("x", at="2026-01-31")
    assert naive.approved_by_trailer(repo)
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")


@attack("Phê duyệt sau ngày thôi chức", "Vai trò phải có đúng ngày phê duyệt", "BB903")
def test_after_the_role(cell: Cell) -> None:
    repo = cell({AN.id: {"until": "2026-01-31"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("x", at="2026-02-01")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")


@attack("Ghi giờ theo múi giờ khác để còn trong nhiệm kỳ", "Ngày tính theo giờ Việt Nam", "BB903")
def test_another_time_zone(cell: Cell) -> None:
    repo = cell({AN.id: {"until": "2026-01-31"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "x")
    message = f"Phê duyệt\n\n{repo.trailers(AN)}\n"
    moment = repo.tick("2026-02-01 02:00")
    west = {f"GIT_{kind}_DATE": f"{int(moment.timestamp())} -1200"
            for kind in ("AUTHOR", "COMMITTER")}  # fmt: skip
    sign_merge(repo, message, "an", {**repo.identity(AN, moment), **west})
    assert naive.role_in_term(repo, until="2026-01-31")
    caught_at(repo, "BB903")


def sign_merge(repo: Repo, message: str, key: str, env: dict[str, str]) -> None:
    """Finish a merge with any environment at all."""
    from trailkit import private_key

    repo.git(
        "-c", "gpg.format=ssh", "-c", f"user.signingKey={private_key(key)}", "commit", "-q", "-S",
        "--cleanup=verbatim", "-F", "-", stdin=message, **env,
    )  # fmt: skip


@attack("Ngày tác giả trong nhiệm kỳ, ngày ghi ngoài nhiệm kỳ", "Ngày phê duyệt là ngày ghi commit",
        "BB903")  # fmt: skip
def test_author_date_is_not_the_day(cell: Cell) -> None:
    repo = cell({AN.id: {"until": "2026-01-31"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "x")
    message = f"Phê duyệt\n\n{repo.trailers(AN)}\n"
    env = repo.identity(AN, "2026-02-20")
    old = f"{int(repo.tick('2026-01-07').timestamp())} +0700"
    sign_merge(repo, message, "an", {**env, "GIT_AUTHOR_DATE": old})
    assert naive.role_in_term(repo, until="2026-01-31")
    caught_at(repo, "BB903")


@attack("Phó bí thư ghi vai trò bí thư", "`Approved-role` phải là chức vụ thật ngày đó", "BB903")
def test_wrong_role(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", by=BINH, role="bi-thu")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")


@attack("Chức vụ mà chính sách không cho phê duyệt", "Chính sách nêu vai trò được duyệt", "BB903")
def test_role_outside_the_policy(cell: Cell) -> None:
    repo = cell(approvers=("bi-thu",))
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", by=BINH)
    assert naive.approved_by_trailer(repo)
    caught_at(repo, "BB903")


@attack("Người đã rời chi bộ phê duyệt", "Rời chi bộ là hết mọi vai trò", "BB903")
def test_who_left(repo: Repo) -> None:
    left = "    roi_chi_bo:\n      ngay: 2026-02-01\n      ly_do: chuyen-sinh-hoat\n"
    text = (repo.path / ORGANIZATION).read_text()
    place = text.index("    git:\n      - an@")
    repo.draft("roi", {ORGANIZATION: text[:place] + left + text[place:]}, at="2026-01-06")
    repo.approve("roi", by=BINH, at="2026-01-07")
    repo.draft("x", {MINUTES: minutes()}, at="2026-02-02")
    repo.approve("x", at="2026-02-03")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")


@attack("Ký bằng khóa của mình, ghi tên bí thư", "Người duyệt là người có khóa", "BB903")
def test_anothers_name_with_ones_own_key(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", by=AN, key="binh")
    assert naive.approved_by_trailer(repo)
    assert naive.merged_by_approver(repo)
    caught_at(repo, "BB903")


@attack("Giả tên tác giả và người ghi commit", "Tên trong commit không chứng minh gì", "BB905")
def test_forged_author_and_committer(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", by=AN, key=None)
    assert naive.merged_by_approver(repo)
    assert naive.committed_by_approver(repo)
    caught_at(repo, "BB905")


@attack("Giả người ghi commit là bí thư, ký bằng khóa đảng viên", "Người duyệt là người có khóa",
        "BB903")  # fmt: skip
def test_forged_committer(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, by=BINH)
    said = (
        f"Approved-by: {CUONG.name} <{CUONG.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {repo.blob(MINUTES, 'x')} {MINUTES}"
    )
    repo.approve("x", by=AN, key="cuong", trailers=said)
    assert naive.committed_by_approver(repo)
    caught_at(repo, "BB903")


@attack("Tên trông giống bí thư bằng chữ cái khác bảng chữ", "Tên phải là tên trong danh bạ",
        "BB903")  # fmt: skip
def test_look_alike_name(repo: Repo) -> None:
    like = replace(CUONG, name="Nguyễn Văn Аn", email=AN.email)
    repo.draft("x", {MINUTES: minutes()}, by=BINH)
    repo.approve("x", by=like, key="cuong", role="bi-thu")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB903")


@attack("Đổi tên hiển thị bằng .mailmap", "Tên lấy từ chính commit, không qua .mailmap", "BB905")
def test_mailmap(book: Repo) -> None:
    book.draft("thang-2", {".mailmap": f"{AN.name} <{AN.email}> <{STRANGER.email}>\n"})
    book.approve("thang-2", by=STRANGER, key=None, role="bi-thu")
    assert naive.merged_by_approver(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)


@attack("Lùi ngày phê duyệt về trong nhiệm kỳ", "Ngày không được trước bước sau cùng", "BB909")
def test_back_dated_into_the_term(cell: Cell) -> None:
    repo = cell({AN.id: {"until": "2026-01-31"}})
    repo.push_straight({"docs/a.md": "a"}, at="2026-03-01")
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-20")
    repo.approve("x", at="2026-01-30")
    assert naive.role_in_term(repo, until="2026-01-31")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB909")
    command_says(repo, "BB909", MINUTES)


@attack("Phê duyệt trước cả bản soạn", "Ngày không được trước commit mới nhất của nhánh", "BB909")
def test_before_its_draft(repo: Repo) -> None:
    repo.draft("x", {MINUTES: minutes()}, at="2026-02-20")
    repo.approve("x", at="2026-01-30")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB909")


@attack("Phê duyệt biên bản trước khi họp", "Ngày không được trước ngày của văn bản", "BB909")
def test_before_the_meeting(repo: Repo) -> None:
    repo.draft("x", {FEBRUARY: minutes("2026-02-05")}, at="2026-01-06")
    repo.approve("x", at="2026-01-07")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB909", FEBRUARY)


@attack("Lùi ngày, rồi xin bỏ qua các bước đúng đã có sau đó bằng Approved-despite",
        "Muốn bỏ qua giờ của một bước đã duyệt, khóa và vai trò phải còn tới ngày của bước đó",
        "BB909")  # fmt: skip
@pytest.mark.parametrize("ends", ["role", "key"])
def test_back_dated_by_setting_valid_steps_aside(cell: Cell, ends: str) -> None:
    change = {"until": "2026-01-31"} if ends == "role" else {"key_until": "2026-01-31"}
    repo = cell({AN.id: change})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("x", by=BINH, at="2026-01-07")
    repo.draft("y", {FRAME: "ma: a\n"}, at="2026-02-06")
    step = repo.approve("y", by=BINH, at="2026-02-07")
    repo.draft("z", {PAPER: "---\nngay: 2026-01-05\n---\n"}, at="2026-01-20", start="main~1")
    repo.approve("z", at="2026-01-30", despite=(step,))
    assert naive.signature_shown_good(repo)
    assert naive.role_in_term(repo, PAPER, until="2026-01-31")
    caught_at(repo, "BB909", FRAME, PAPER)


@attack("Bí thư giả tên thư ký ở bản soạn, nơi bản soạn phải ký",
        "Người ký bản soạn cũng là người soạn", "BB904")  # fmt: skip
def test_forged_draft_where_drafts_are_signed(cell: Cell) -> None:
    repo = cell(drafts="bat-buoc")
    repo.draft("x", {MINUTES: minutes()}, by=CUONG, key="an")
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB904")


@attack("Giả tên thư ký ở bản soạn không ký, nơi bản soạn phải ký",
        "`du_thao: bat-buoc`: bản soạn phải có chữ ký của đúng người soạn", "BB905")  # fmt: skip
def test_unsigned_draft_where_drafts_are_signed(cell: Cell) -> None:
    repo = cell(drafts="bat-buoc")
    repo.draft("x", {MINUTES: minutes()}, by=CUONG)
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB905")


@attack("Bản soạn không ký được hợp nhất bằng tay rồi chữa một chữ có ký",
        "Phần chưa ai duyệt trên nhánh chính vẫn phải ký", "BB901", "BB905")  # fmt: skip
def test_unsigned_draft_laundered_through_a_plain_merge(cell: Cell) -> None:
    repo = cell(drafts="bat-buoc")
    repo.draft("x", {MINUTES: minutes(text="Của An")}, by=CUONG)
    repo.merge("x", by=AN, key="an")
    repo.draft("y", {MINUTES: minutes(text="Của An.")}, by=CUONG, key="cuong")
    repo.approve("y")
    assert naive.other_addresses(repo)
    caught(repo, ("BB901", MINUTES), ("BB905", MINUTES))


OUTSIDER = Person("", "Nguyễn Văn Аn", "khong-ai@thu.example")


@attack("Bí thư soạn dưới tên lạ, nơi bản soạn phải ký", "`du_thao: bat-buoc`: người soạn phải có "
        "trong danh bạ", "BB905")  # fmt: skip
def test_look_alike_author_where_drafts_are_signed(cell: Cell) -> None:
    repo = cell(drafts="bat-buoc")
    repo.draft("x", {MINUTES: minutes()}, by=OUTSIDER, key="la")
    repo.approve("x")
    assert naive.other_addresses(repo)
    caught_at(repo, "BB905")
