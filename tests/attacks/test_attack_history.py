"""Lịch sử: viết lại, cắt bớt, đổi nhánh"""

from pathlib import Path

import naive
import pytest
from attackkit import attack, bienban, caught, caught_at, command_says, refused

from trailkit import (
    AN,
    CELL,
    CUONG,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    RESOLUTION,
    STRANGER,
    Repo,
    fresh,
    minutes,
    organization,
    replace,
)

LOST = ("BB907", ORGANIZATION)


def remembered(book: Repo) -> str:
    """Let this verifier see main as it is; return its tip."""
    report = book.judge(remember=True)
    assert report.findings == ()
    return report.head


@attack("Đẩy đè (force push) một lịch sử khác lên nhánh chính",
        "Máy kiểm tra nhớ trạng thái đã thấy", "BB907")  # fmt: skip
def test_force_push(book: Repo) -> None:
    remembered(book)
    book.git("reset", "-q", "--hard", "main~1")
    book.draft("khac", {MINUTES: minutes(text="Khác")}, at="2026-01-08")
    book.approve("khac", at="2026-01-09")
    assert naive.sound(book)
    assert book.codes() == []
    caught(book, LOST, remember=True)
    command_says(book, "BB907", ORGANIZATION)


@attack("Cắt bớt lịch sử (lùi nhánh chính)", "Máy kiểm tra nhớ trạng thái đã thấy", "BB907")
def test_truncated(book: Repo) -> None:
    book.approve("thang-2")
    remembered(book)
    book.git("reset", "-q", "--hard", "main~1")
    assert naive.sound(book)
    caught(book, LOST, remember=True)


@attack("Cắt bớt lịch sử trước mắt một bản sao mới", "`--da-thay` mang trạng thái đã thấy sang "
        "bản sao mới", "BB907")  # fmt: skip
def test_truncated_before_a_fresh_clone(book: Repo, tmp_path: Path) -> None:
    seen = book.approve("thang-2")
    book.git("reset", "-q", "--hard", "main~1")
    clone = book.clone(tmp_path / "moi")
    assert naive.sound(clone)
    assert clone.codes() == []
    caught(clone, LOST, last_seen=seen)
    command_says(clone, "BB907", ORGANIZATION, "--da-thay", seen)


@attack("Dựng lại sổ từ đầu với danh bạ của mình (đổi gốc)",
        "Gốc tin cậy được nhớ và in ở mọi nơi; `--goc`", "BB907")  # fmt: skip
def test_another_root(book: Repo, tmp_path: Path) -> None:
    root = book.judge().root
    mine = replace(STRANGER, id="nguoi-la", role="bi-thu")
    (tmp_path / "gia").mkdir()
    fake = fresh(tmp_path / "gia", organization([mine, *CELL[1:]]))
    fake.draft("x", {MINUTES: minutes()})
    fake.approve("x", by=mine, key="la")
    assert naive.sound(fake)
    assert fake.codes() == []
    caught(fake, LOST, first_root=root)
    command_says(fake, "BB907", ORGANIZATION, "--goc", root)


@attack("Viết lại lịch sử để chưa từng có chính sách", "Gốc tin cậy được nhớ", "BB907")
def test_a_history_without_policy(book: Repo) -> None:
    remembered(book)
    book.git("checkout", "-q", "--orphan", "moi")
    book.commit("Bắt đầu", {ORGANIZATION: organization(policy=False)}, by=AN, key="an")
    book.git("branch", "-q", "-f", "main", "moi")
    book.git("checkout", "-q", "main")
    assert naive.sound(book)
    caught(book, LOST, remember=True)


@attack("Đổi tên nhánh chính để bộ nhớ không tìm thấy", "Nhánh đã nhớ mà biến mất vẫn được hỏi tới",
        "BB907")  # fmt: skip
def test_main_renamed_away(book: Repo, tmp_path: Path) -> None:
    clone = book.clone(tmp_path / "ban-sao")
    remembered(clone)
    book.git("checkout", "-q", "-B", "master", "main~1")
    book.git("branch", "-q", "-D", "main")
    clone.git("fetch", "-q", "--prune")
    clone.git("checkout", "-q", "--detach", "origin/master")
    clone.git("branch", "-q", "-D", "main")
    assert naive.on_main(clone, ORGANIZATION, "origin/master")
    caught(clone, LOST, remember=True)


@attack("Hợp nhất ngược (foxtrot): nhánh chính thành bên thứ hai",
        "Dòng chính không còn đi qua trạng thái đã thấy", "BB901", "BB906", "BB907")  # fmt: skip
def test_foxtrot(book: Repo) -> None:
    remembered(book)
    book.draft("x", {RESOLUTION: "---\nngay: 2026-01-05\n---\n"}, start="main~1")
    book.git("checkout", "-q", "x")
    book.git("merge", "-q", "--no-ff", "-m", "Đưa main vào", "main", **book.identity(CUONG, None))
    book.git("checkout", "-q", "main")
    book.git("merge", "-q", "--ff-only", "x")
    assert naive.on_main(book) and naive.on_main(book, RESOLUTION)
    assert book.git("fsck") == ""
    caught(book, ("BB901", MINUTES), ("BB906", RESOLUTION), LOST, remember=True)


@attack("Dời thẻ (tag) tên `main` hay `v1` sang commit khác", "Chỉ đọc nhánh theo tên đầy đủ",
        "BB906")  # fmt: skip
def test_moved_tag(book: Repo) -> None:
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    good = book.id("main~1")
    for name in ("main", "v1", "origin/main"):
        book.git("tag", name, good)
    assert naive.approved_by_trailer(book, at="refs/tags/v1")
    caught_at(book, "BB906", FEBRUARY)


@attack("Nhánh mang tên HEAD, tên một commit, hay tên `origin/main`",
        "Chỉ đọc nhánh theo tên đầy đủ", "BB906")  # fmt: skip
def test_refs_with_names_of_others(book: Repo) -> None:
    good = book.id("main")
    bad = book.push_straight({FEBRUARY: minutes("2026-02-05")})
    for name in ("refs/heads/HEAD", f"refs/heads/{bad}", "refs/heads/origin/main",
                 "refs/heads/refs/heads/main"):  # fmt: skip
        book.git("update-ref", name, good)
    assert naive.signature_shown_good(book, "refs/heads/HEAD")
    caught_at(book, "BB906", FEBRUARY)


@attack("Đẩy `refs/remotes/origin/main` giả lên kho của cơ quan", "Kho trần chỉ xét nhánh của mình",
        "BB906")  # fmt: skip
def test_a_remote_branch_pushed_to_the_server(book: Repo, tmp_path: Path) -> None:
    server = book.clone(tmp_path / "kho.git", "--bare")
    clone = book.clone(tmp_path / "may-toi")
    clone.git("remote", "set-url", "origin", str(server.path))
    clone.git("push", "-q", "origin", "HEAD:refs/remotes/origin/main")
    clone.push_straight({FEBRUARY: minutes("2026-02-05")})
    clone.git("push", "-q", "origin", "HEAD:refs/heads/main")
    assert naive.approved_by_trailer(server, at="refs/remotes/origin/main")
    caught_at(server, "BB906", FEBRUARY)


@attack("Bản sao nông (shallow clone) giấu quá khứ", "Không xét khi thiếu lịch sử", "từ chối")
def test_shallow(book: Repo, tmp_path: Path) -> None:
    book.push_straight({RESOLUTION: "x"})
    book.approve("thang-2")
    clone = book.clone(tmp_path / "nong", "--depth=1", "--no-local")
    assert naive.sound(clone)
    refused(clone, "--unshallow")


@attack("Tệp .git/shallow giả để cắt lịch sử", "Không xét khi thiếu lịch sử", "từ chối")
def test_planted_shallow_file(book: Repo) -> None:
    book.push_straight({RESOLUTION: "x"})
    book.approve("thang-2")
    (book.path / ".git" / "shallow").write_text(book.id("main") + "\n")
    assert book.git("rev-list", "--count", "main") == "1"
    refused(book, "--unshallow")


@attack("Bên cha là một thẻ (tag), không phải commit", "Kho hỏng thì không xét", "từ chối")
def test_a_tag_as_parent(book: Repo) -> None:
    book.git("tag", "-a", "-m", "x", "the", "thang-2", **book.identity(CUONG, None))
    tag = book.git("rev-parse", "refs/tags/the")
    tree = book.git("rev-parse", "thang-2^{tree}")
    who = f"{AN.name} <{AN.email}> {int(book.tick().timestamp())} +0700"
    text = (
        f"tree {tree}\nparent {book.id('main')}\nparent {tag}\n"
        f"author {who}\ncommitter {who}\n\nHợp nhất\n"
    )
    made = book.git("hash-object", "-w", "-t", "commit", "--literally", "--stdin", stdin=text)
    book.git("update-ref", "refs/heads/main", made)
    assert naive.on_main(book, FEBRUARY)
    refused(book, "fsck")


@attack("Ngày phi lý: năm 2099 chặn mọi lần duyệt sau", "Bước đó là ngày sau cùng; người duyệt nêu "
        "nó ở Approved-despite", "BB909")  # fmt: skip
def test_a_step_in_the_far_future(book: Repo) -> None:
    wrong = book.push_straight({"docs/a.md": "a"}, at="2099-01-01")
    book.approve("thang-2", at="2026-02-07")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB909", FEBRUARY)
    late = book.id("main")
    book.draft("chua", {"docs/b.md": "b"}, at="2026-02-07")
    book.approve("chua", at="2026-02-07", despite=(wrong, late))
    assert book.codes() == []


@pytest.mark.parametrize("date", ["-1 +0000", "99999999999999999999 +0000", "0 +9999", "x"])
@attack("Ngày không đọc được, âm, quá lớn", "Ngày đó là năm 1970: không thể là phê duyệt", "BB905")
def test_absurd_dates(book: Repo, date: str) -> None:
    from test_attack_signature import rewrite

    book.approve("thang-2", key=None)
    moment = book.git("log", "-1", "--format=%ct")
    rewrite(book, lambda text: text.replace(f"{moment} +0700", date))
    assert naive.merged_by_approver(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)
    assert bienban(book.path, "trail").returncode == 0
