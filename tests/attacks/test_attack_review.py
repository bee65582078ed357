"""Nội dung vào nhánh chính không qua xem xét"""

import naive
import pytest
from attackkit import attack, caught, caught_at, command_says

from trailkit import (
    AN,
    BINH,
    CUONG,
    FEBRUARY,
    MINUTES,
    RESOLUTION,
    Repo,
    minutes,
)

PAPER = "---\nngay: 2026-01-05\n---\n"
OTHER = minutes(text="Chi bộ họp. Chi 500 triệu đồng.")


@attack("Đẩy thẳng một commit vào nhánh chính", "Chỉ lần hợp nhất hai bên là phê duyệt", "BB906")
def test_direct_push(book: Repo) -> None:
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    assert naive.on_main(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)
    command_says(book, "BB906", FEBRUARY)


@attack("Đẩy thẳng, ký bằng khóa thật của bí thư", "Chữ ký không thay cho việc xem xét", "BB906")
def test_direct_push_with_a_good_signature(book: Repo) -> None:
    book.push_straight({FEBRUARY: minutes("2026-02-05")}, by=AN, key="an")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB906", FEBRUARY)


@attack("Kéo nhánh chính tới nhánh soạn (fast-forward)", "Như đẩy thẳng", "BB906")
def test_fast_forward(book: Repo) -> None:
    book.git("merge", "-q", "--ff-only", "thang-2")
    assert naive.on_main(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Gộp nhánh thành một commit (squash)", "Commit chỉ có một bên", "BB906")
def test_squash(book: Repo) -> None:
    book.git("merge", "-q", "--squash", "thang-2")
    message = "Phê duyệt\n\n" + book.trailers(AN)
    book.push_straight({}, by=AN, key="an", message=message)
    assert naive.merged_by_approver(book, FEBRUARY)
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Dời nhánh soạn lên nhánh chính (rebase)", "Commit chỉ có một bên", "BB906")
def test_rebase_merge(book: Repo) -> None:
    book.push_straight({"docs/a.md": "a"})
    book.git("checkout", "-q", "thang-2")
    book.git("rebase", "-q", "main", **book.identity(AN, None))
    book.git("checkout", "-q", "main")
    book.git("merge", "-q", "--ff-only", "thang-2")
    assert naive.committed_by_approver(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Nhặt commit sang nhánh chính (cherry-pick)", "Commit chỉ có một bên", "BB906")
def test_cherry_pick(book: Repo) -> None:
    book.git("cherry-pick", "thang-2", **book.identity(AN, None))
    assert naive.on_main(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Hợp nhất nhiều nhánh một lúc (octopus)", "Phê duyệt phải có đúng hai bên", "BB906")
def test_octopus(book: Repo) -> None:
    book.draft("nq", {RESOLUTION: PAPER})
    book.merge("thang-2", "nq", key="an", message="Hợp nhất\n\nApproved-by: x <x@x>\n")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB906", FEBRUARY, RESOLUTION)


@attack("Hợp nhất bằng tay, không lời phê duyệt", "Không lời phê duyệt nào nêu nội dung", "BB901")
def test_plain_merge(book: Repo) -> None:
    book.merge("thang-2", by=AN, key="an")
    assert naive.merged_by_approver(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB901", FEBRUARY)
    command_says(book, "BB901", FEBRUARY)


@attack("Thêm nội dung ngay trong lần hợp nhất (evil merge)", "So với cả hai bên", "BB906")
def test_evil_merge(book: Repo) -> None:
    book.approve("thang-2", amend={FEBRUARY: minutes("2026-02-05", text="Khác")})
    assert naive.signature_shown_good(book)
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)
    command_says(book, "BB906", FEBRUARY)


@attack("Kèm một tệp không bên nào có vào lần hợp nhất", "So với cả hai bên", "BB906")
def test_a_file_of_no_side(book: Repo) -> None:
    book.approve("thang-2", amend={RESOLUTION: PAPER})
    assert naive.approved_by_trailer(book, RESOLUTION)
    caught_at(book, "BB906", FEBRUARY, RESOLUTION)


@attack("Hợp nhất mà bỏ phần của nhánh (-s ours) rồi nói đã duyệt", "So với cả hai bên", "BB906")
def test_ours_with_a_claim(book: Repo) -> None:
    blob = book.blob(FEBRUARY, "thang-2")
    book.merge(
        "thang-2", strategy=("-s", "ours"), key="an",
        message=f"Phê duyệt\n\nApproved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {blob} {FEBRUARY}\n",
    )  # fmt: skip
    assert naive.signature_shown_good(book)
    assert "thang-2" in book.git("branch", "--merged", "main")
    caught_at(book, "BB906", FEBRUARY)


@attack("Lấy nguyên cây của nhánh cũ, xóa sửa đổi của nhánh chính", "So với cả hai bên", "BB906")
def test_theirs(book: Repo) -> None:
    book.draft("cu", {RESOLUTION: PAPER}, start="main~1")
    base = book.trailers  # the tree of the branch as it is: January's minutes are not in it
    book.git("checkout", "-q", "main")
    book.git("read-tree", "cu")
    message = f"Phê duyệt\n\n{base(AN)}\n"
    book.git("read-tree", "HEAD")
    book.commit_tree("cu", ("main", "cu"), message, key="an")
    assert naive.approved_by_trailer(book, RESOLUTION)
    caught_at(book, "BB906", MINUTES, RESOLUTION)


@attack("Đổi bản đã duyệt bằng -s ours ở nhánh soạn", "Bản cũ không có lần đính chính mới", "BB902")
def test_ours_on_the_branch(book: Repo) -> None:
    book.draft("sua", {MINUTES: minutes(corrections=1)}, at="2026-01-08")
    book.draft("lui", {"docs/a.md": "a"}, at="2026-01-08")
    book.approve("sua", at="2026-01-09")
    book.merge("main", by=CUONG, into="lui", strategy=("-s", "ours"), at="2026-01-10")
    book.approve("lui", at="2026-01-11")
    assert naive.approved_by_trailer(book)
    caught_at(book, "BB902")


@attack("Thêm commit vào nhánh sau khi đã xem", "Lời phê duyệt nêu từng bản, bản khác là lộ",
        "BB901")  # fmt: skip
def test_change_after_review(book: Repo) -> None:
    shown = book.blob(FEBRUARY, "thang-2")
    book.draft("thang-2", {FEBRUARY: minutes("2026-02-05", text="Thêm một khoản chi")})
    said = (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {shown} {FEBRUARY}"
    )
    book.approve("thang-2", trailers=said)
    assert naive.merged_by_approver(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB901", FEBRUARY)


@attack("Thêm một tệp vào nhánh sau khi đã xem", "Lời phê duyệt phải nêu đủ mọi tệp đổi", "BB901")
def test_another_file_after_review(book: Repo) -> None:
    said = (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {book.blob(FEBRUARY, 'thang-2')} {FEBRUARY}"
    )
    book.draft("thang-2", {RESOLUTION: PAPER})
    book.approve("thang-2", trailers=said)
    assert naive.approved_by_trailer(book, RESOLUTION)
    caught_at(book, "BB901", FEBRUARY, RESOLUTION)


@attack("Sửa văn bản đã duyệt bằng một commit thẳng", "Chỉ lần hợp nhất hai bên là phê duyệt",
        "BB906")  # fmt: skip
def test_change_after_approval(book: Repo) -> None:
    book.push_straight({MINUTES: OTHER}, by=AN)
    assert naive.on_main(book)
    assert naive.merged_by_approver(book)
    caught_at(book, "BB906")
    assert book.verdict().code == "BB906"


@attack("Sửa văn bản đã duyệt qua nhánh, hợp nhất bằng tay", "Bản đang có khác bản đã duyệt",
        "BB902")  # fmt: skip
def test_change_after_approval_by_a_plain_merge(book: Repo) -> None:
    book.draft("sua", {MINUTES: OTHER})
    book.merge("sua", by=AN, key="an")
    assert naive.merged_by_approver(book)
    caught_at(book, "BB902")
    command_says(book, "BB902", MINUTES)


@attack("Phê duyệt bản sửa mà không ghi đính chính", "Văn bản đã duyệt đòi `dinh_chinh` mới",
        "BB902")  # fmt: skip
def test_a_correction_without_saying_so(book: Repo) -> None:
    book.draft("sua", {MINUTES: OTHER})
    book.approve("sua")
    assert naive.approved_by_trailer(book)
    caught_at(book, "BB902")


@attack("Sửa rồi trả lại trong một nhánh để tệp khác lọt qua", "Chỉ bản cuối được xét",
        "BB901")  # fmt: skip
def test_change_and_undo_on_one_branch(book: Repo) -> None:
    old = minutes()
    book.draft("x", {MINUTES: OTHER, FEBRUARY: minutes("2026-02-05")})
    shown = book.blob(MINUTES, "x")
    book.draft("x", {MINUTES: old})
    said = (
        f"Approved-by: {AN.name} <{AN.email}>\nApproved-role: bi-thu\n"
        f"Approved-document: {shown} {MINUTES}\n"
        f"Approved-document: {book.blob(FEBRUARY, 'x')} {FEBRUARY}"
    )
    book.approve("x", trailers=said)
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB901", FEBRUARY)


@attack("Đẩy thẳng rồi đẩy thẳng bản cũ trở lại", "Việc đã xảy ra vẫn là điểm sai", "BB906")
def test_change_and_undo_on_main(book: Repo) -> None:
    book.push_straight({MINUTES: OTHER})
    book.push_straight({MINUTES: minutes()})
    assert naive.diff_shown(book, "main~2", "main") == ""
    caught(book, ("BB906", MINUTES), ("BB906", MINUTES))


@attack("Phê duyệt nhánh không có gốc chung để mang tệp vào", "Bên nào cũng đổi thì không ai duyệt",
        "BB906")  # fmt: skip
def test_unrelated_history(book: Repo) -> None:
    book.git("checkout", "-q", "--orphan", "la")
    book.commit("Gốc khác", {MINUTES: OTHER})
    book.git("checkout", "-q", "main")
    book.git("read-tree", "la")
    message = f"Phê duyệt\n\n{book.trailers(AN)}\n"
    book.git("read-tree", "HEAD")
    tree = "la"
    book.commit_tree(tree, ("main", "la"), message, key="an")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB906")


@attack("Hai bên cùng sửa một tệp, lấy một bên", "Phải đưa nhánh chính vào nhánh soạn trước",
        "BB906")  # fmt: skip
def test_both_sides_changed(book: Repo) -> None:
    book.draft("x", {MINUTES: minutes(corrections=1, text="X")}, at="2026-01-08")
    book.draft("y", {MINUTES: minutes(corrections=1, text="Y")}, at="2026-01-08")
    book.approve("x", at="2026-01-09")
    book.git("read-tree", "y")
    message = f"Phê duyệt\n\n{book.trailers(BINH)}\n"
    book.git("read-tree", "HEAD")
    book.commit_tree("y", ("main", "y"), message, by=BINH, key="binh", at="2026-01-10")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB906")


@attack("Hợp nhất có hai bên là một commit, mang nội dung mới", "So với cả hai bên", "BB906")
def test_two_equal_parents(book: Repo) -> None:
    book.git("read-tree", "thang-2")
    message = f"Phê duyệt\n\n{book.trailers(AN)}\n"
    book.git("read-tree", "HEAD")
    parent = book.id("main")
    raw = raw_merge(book, "thang-2", (parent, parent), message)
    assert len(book.git("rev-list", "--parents", "-1", raw).split()) == 3
    assert naive.on_main(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


def raw_merge(book: Repo, tree: str, parents: tuple[str, ...], message: str) -> str:
    """Write a commit byte by byte, which `git commit-tree` would not make."""
    moment = int(book.tick().timestamp())
    lines = [f"tree {book.git('rev-parse', f'{tree}^{{tree}}')}"]
    lines += [f"parent {parent}" for parent in parents]
    lines += [f"{kind} {AN.name} <{AN.email}> {moment} +0700" for kind in ("author", "committer")]
    made = book.git("hash-object", "-w", "-t", "commit", "--literally", "--stdin",
                    stdin="\n".join([*lines, "", message]))  # fmt: skip
    book.git("update-ref", "refs/heads/main", made)
    return made


@attack("Bí thư tự đưa bài vào bằng hợp nhất bằng tay, rồi duyệt bản người khác chữa một chữ",
        "Phần chưa ai duyệt trên nhánh chính vẫn giữ tên người soạn", "BB901", "BB904")  # fmt: skip
def test_own_text_laundered_through_a_plain_merge(book: Repo) -> None:
    book.draft("bai", {RESOLUTION: PAPER + "Chi 500 triệu đồng.\n"}, by=AN)
    book.merge("bai", by=AN, key="an")
    book.draft("chua", {RESOLUTION: PAPER + "Chi 500 triệu đồng!\n"})
    book.approve("chua")
    assert naive.approved_by_trailer(book, RESOLUTION)
    caught(book, ("BB901", RESOLUTION), ("BB904", RESOLUTION))


def take_back(book: Repo, *, over: str) -> None:
    """Let the bí thư hide a text behind `-s ours`, and the secretary take it out again."""
    hidden = book.draft("bai", {RESOLUTION: PAPER + "Chi 500 triệu đồng.\n"}, by=AN)
    if over == "undone":
        book.draft("bai", {RESOLUTION: None, "docs/a.md": "a"}, by=AN)
    base = book.push_straight({"docs/b.md": "b"})
    book.merge("bai", by=AN, strategy=() if over == "undone" else ("-s", "ours"))
    book.git("checkout", "-q", "-b", "lay-lai", base)
    book.git("merge", "-q", "--no-ff", "-m", "Lấy bài", hidden, **book.identity(CUONG, None))
    book.draft("lay-lai", {RESOLUTION: PAPER + "Chi 500 triệu đồng!\n"})
    if over == "main":
        book.merge("main", by=CUONG, into="lay-lai", strategy=("-s", "ours"))
    main, message = book.id("main"), "Phê duyệt\n\n{}\n"
    book.git("checkout", "-q", "lay-lai")
    book.git("reset", "-q", "--soft", main)
    message = message.format(book.trailers(AN))
    book.git("reset", "-q", "--hard", "ORIG_HEAD")
    book.git("checkout", "-q", "main")
    book.commit_tree("lay-lai", ("main", "lay-lai"), message, key="an")


@attack("Giấu bài của mình sau -s ours hay sau một lần xóa, rồi duyệt nhánh lấy lại bài đó",
        "Bài mà nhánh chính không nhận vẫn giữ tên người soạn", "BB904")  # fmt: skip
@pytest.mark.parametrize("over", ["ours", "undone", "main"])
def test_own_text_laundered_through_a_dropped_branch(book: Repo, over: str) -> None:
    take_back(book, over=over)
    assert naive.signature_shown_good(book)
    assert naive.approved_by_trailer(book, RESOLUTION)
    caught_at(book, "BB904", RESOLUTION)
