"""Danh bạ, khóa và chính sách tự duyệt mình"""

from collections.abc import Callable

import naive
from attackkit import attack, caught, caught_at, command_says

from trailkit import (
    AN,
    BINH,
    CELL,
    CUONG,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    STRANGER,
    Repo,
    minutes,
    organization,
    public_key,
    replace,
)

Cell = Callable[..., Repo]
NEW = replace(STRANGER, id="nguoi-la", role="bi-thu")
RISEN = replace(CUONG, role="bi-thu")


@attack("Nhánh thêm khóa của mình vào danh bạ rồi tự duyệt bằng khóa đó",
        "Danh bạ trước lần hợp nhất xét danh bạ mới", "BB910")  # fmt: skip
def test_a_branch_that_adds_its_own_key(book: Repo) -> None:
    book.draft("them", {ORGANIZATION: organization([*CELL, NEW])}, by=CUONG)
    book.approve("them", by=NEW, key="la")
    assert naive.signature_shown_good(book)
    assert naive.key_listed(book, "la")
    caught_at(book, "BB910", ORGANIZATION)
    command_says(book, "BB910", ORGANIZATION)


@attack("Nhánh cho chính mình chức bí thư rồi tự duyệt", "Danh bạ trước lần hợp nhất xét danh bạ "
        "mới", "BB910")  # fmt: skip
def test_a_branch_that_gives_itself_a_role(book: Repo) -> None:
    people = [RISEN if p is CUONG else p for p in CELL]
    book.draft("them", {ORGANIZATION: organization(people)}, by=BINH)
    book.approve("them", by=RISEN)
    assert naive.signature_shown_good(book)
    found = book.codes()
    caught(book, *found)
    assert [path for _, path in found] == [ORGANIZATION]


@attack("Đẩy thẳng danh bạ mới", "organization.yml chỉ đổi qua phê duyệt theo danh bạ cũ", "BB910")
def test_a_roster_pushed_straight(book: Repo) -> None:
    book.push_straight({ORGANIZATION: organization([*CELL, NEW])})
    assert naive.key_listed(book, "la")
    caught_at(book, "BB910", ORGANIZATION)


@attack("Đẩy thẳng danh bạ mới rồi dùng nó duyệt biên bản", "Danh bạ không được duyệt thì không ai "
        "theo", "BB905", "BB910")  # fmt: skip
def test_a_self_made_roster_used_later(book: Repo) -> None:
    book.push_straight({ORGANIZATION: organization([*CELL, NEW])})
    book.approve("thang-2", by=NEW, key="la")
    assert naive.signature_shown_good(book)
    caught(book, ("BB905", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Sửa danh bạ và biên bản trong một nhánh, ký bằng khóa mới",
        "Khóa mới chưa có trong danh bạ trước lần hợp nhất", "BB905", "BB910")  # fmt: skip
def test_roster_and_document_in_one_branch(book: Repo) -> None:
    book.draft("thang-2", {ORGANIZATION: organization([*CELL, NEW])})
    book.approve("thang-2", by=NEW, key="la")
    assert naive.signature_shown_good(book)
    caught(book, ("BB905", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Gỡ `phe_duyet` để không còn gì phải xét", "Chính sách bị gỡ vẫn còn hiệu lực",
        "BB906", "BB910")  # fmt: skip
def test_the_policy_taken_away(book: Repo) -> None:
    book.push_straight({ORGANIZATION: organization(policy=False)})
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    assert "phe_duyet" not in "".join(naive.roster_lines(book))
    caught(book, ("BB906", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Nới chính sách thành khuyến nghị, rồi hợp nhất trên trang", "Chính sách tự nới không có "
        "hiệu lực", "BB901", "BB910")  # fmt: skip
def test_the_policy_softened(book: Repo) -> None:
    book.push_straight({ORGANIZATION: organization(signatures="khuyen-nghi")})
    book.merge("thang-2", by=AN)
    assert naive.merged_by_approver(book, FEBRUARY)
    caught(book, ("BB901", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Xóa organization.yml", "Danh bạ cũ còn hiệu lực, việc xóa là điểm sai", "BB906", "BB910")
def test_the_roster_deleted(book: Repo) -> None:
    book.push_straight({ORGANIZATION: None})
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    assert naive.on_main(book, FEBRUARY)
    caught(book, ("BB906", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Làm hỏng YAML của danh bạ để nó không đọc được", "Danh bạ đọc được sau cùng còn hiệu lực",
        "BB906", "BB910")  # fmt: skip
def test_the_roster_spoilt(book: Repo) -> None:
    book.push_straight({ORGANIZATION: "{ : [\n"})
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    assert naive.on_main(book, FEBRUARY)
    caught(book, ("BB906", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Thay organization.yml bằng liên kết tới tệp không được bảo vệ",
        "Liên kết không bao giờ là danh bạ", "BB906", "BB910")  # fmt: skip
def test_the_roster_as_a_link(book: Repo) -> None:
    book.write("docs/danh-ba.yml", organization([*CELL, NEW]))
    (book.path / ORGANIZATION).unlink()
    (book.path / ORGANIZATION).symlink_to("docs/danh-ba.yml")
    book.push_straight({})
    book.push_straight({FEBRUARY: minutes("2026-02-05")}, by=NEW, key="la")
    assert naive.on_main(book, FEBRUARY)
    caught(book, ("BB906", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Bí thư tự sửa nhiệm kỳ của mình rồi tự duyệt", "Người soạn danh bạ không được duyệt nó",
        "BB904")  # fmt: skip
def test_own_term(book: Repo) -> None:
    people = [replace(AN, until="2030-12-31") if p is AN else p for p in CELL]
    book.draft("nhiem-ky", {ORGANIZATION: organization(people)}, by=AN)
    book.approve("nhiem-ky")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB904", ORGANIZATION)


@attack("Khóa hợp lệ chỉ từ sau khi danh bạ này được duyệt", "Khóa phải có trong danh bạ trước đó",
        "BB905", "BB910")  # fmt: skip
def test_a_key_renewed_and_used_in_one_step(book: Repo) -> None:
    people = [replace(AN, key="an-moi") if p is AN else p for p in CELL]
    book.draft("thang-2", {ORGANIZATION: organization(people)})
    book.approve("thang-2", key="an-moi")
    assert naive.signature_shown_good(book)
    caught(book, ("BB905", FEBRUARY), ("BB910", ORGANIZATION))


@attack("Ghi hạn khóa sai kiểu để nó thành vô hạn", "Khóa có hạn không đọc được là không có khóa",
        "BB905")  # fmt: skip
def test_a_mistyped_end(cell: Cell) -> None:
    repo = cell({AN.id: {"key_until": "31-1-26"}})
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x")
    assert public_key("an") in "".join(naive.roster_lines(repo))
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB905")
